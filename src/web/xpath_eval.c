// SPDX-License-Identifier: ISC
#include "web/xpath_priv.h"

#include <libxml/xpathInternals.h>

static void
ignore(void *ctx, xmlErrorPtr error)
{
	(void)ctx, (void)error;
}

/* What D is searched with, made when that is first asked. */
static xmlXPathContextPtr
context_of(struct xdoc *d)
{
	xmlXPathContextPtr ctxt = d->xpath;

	if (ctxt != NULL)
		return ctxt;
	ctxt = d->xpath = xmlXPathNewContext(d->tree);
	if (ctxt == NULL)
		return NULL;
	ctxt->error = ignore;
	xpath_charge_functions(ctxt);
	for (size_t i = 0; i < d->nspaces; i++)
		xmlXPathRegisterNs(ctxt, (const xmlChar *)d->space[i].prefix,
		    (const xmlChar *)d->space[i].uri);
	return ctxt;
}

static int
check_prefixes(const struct xpath *x, const struct xdoc *d, struct err *e)
{
	for (size_t i = 0; i < x->nprefixes; i++) {
		bool known = str_eq(x->prefix[i], STR("xml"));

		for (size_t k = 0; k < d->nspaces && !known; k++)
			known = str_eq(x->prefix[i], str_c(d->space[k].prefix));
		if (!known)
			return err_set(e, ERR_EXTRACT,
			    "the document declares no prefix %.*s:",
			    STR_ARG(x->prefix[i]));
	}
	return 0;
}

static void
add(struct arena *a, struct xpath_values *out, size_t *cap,
    struct xpath_value v)
{
	out->v = arena_more(a, out->v, out->n, cap, sizeof(*out->v));
	out->v[out->n++] = v;
}

static void
take_nodes(
    struct arena *a, xmlNodeSetPtr set, size_t max, struct xpath_values *out)
{
	size_t cap = 0;

	if (set == NULL)
		return;
	xmlXPathNodeSetSort(set);
	for (int i = 0; i < set->nodeNr && out->n < max; i++)
		if (set->nodeTab[i]->type != XML_NAMESPACE_DECL)
			add(a, out, &cap,
			    (struct xpath_value){
				.node = to_xml(set->nodeTab[i]) });
}

/* A value that is no node. */
static void
take_text(struct arena *a, const xmlXPathObject *o, struct xpath_values *out)
{
	size_t cap = 0;
	struct xpath_value v = { .text = STR_NULL };
	xmlChar number[64];

	if (o->type == XPATH_STRING) {
		v.text = arena_str(a, of_xchar(o->stringval));
	} else if (o->type == XPATH_BOOLEAN) {
		v.text = o->boolval ? STR("true") : STR("false");
	} else if (o->type == XPATH_NUMBER && !xmlXPathIsNaN(o->floatval)) {
		snprintf((char *)number, sizeof(number), "%.15g", o->floatval);
		v.text = arena_str(a, of_xchar(number));
	}
	if (!str_empty(v.text))
		add(a, out, &cap, v);
}

static int
tell(const struct xpath *x, int code, struct err *e)
{
	struct str text = str_sub(x->text, 0, 80);

	if (code == XML_XPATH_INVALID_ARITY || code == XML_XPATH_INVALID_TYPE)
		return err_set(e, ERR_CONFIG,
		    "%.*s: a function has arguments that it cannot have",
		    STR_ARG(text));
	return err_set(
	    e, ERR_LIMIT, "%.*s takes too many steps", STR_ARG(text));
}

int
xpath_eval(struct arena *a, const struct xpath *x, struct xdoc *d,
    const struct xnode *scope, size_t max, size_t *steps,
    struct xpath_values *out, struct err *e)
{
	xmlXPathContextPtr ctxt = context_of(d);

	*out = (struct xpath_values){ .n = 0 };
	if (ctxt == NULL)
		return err_set(e, ERR_LIMIT, "there is no memory for XPath");
	if (check_prefixes(x, d, e) != 0)
		return -1;
	if (*steps == 0)
		return tell(x, XML_ERR_OK, e);
	xmlXPathFreeObject(d->result);
	ctxt->node = of_xml(scope);
	ctxt->opCount = 0;
	ctxt->opLimit = *steps;
	ctxt->depth = 0;
	xmlResetError(&ctxt->lastError);
	d->result = xmlXPathCompiledEval(x->code, ctxt);
	*steps -= ctxt->opCount < *steps ? ctxt->opCount : *steps;
	if (d->result == NULL)
		return tell(x, ctxt->lastError.code, e);
	if (d->result->type == XPATH_NODESET)
		take_nodes(a, d->result->nodesetval, max, out);
	else
		take_text(a, d->result, out);
	return 0;
}
