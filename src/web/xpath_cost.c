// SPDX-License-Identifier: ISC
#include "web/xpath_priv.h"

#include <libxml/xpathInternals.h>

/* Bytes of text for one step. */
#define BYTES 64

/* Functions that make a text of each node that they are given. A page can have
 * them look at the same texts again for each of its elements, which libxml2
 * counts as one step. */
static const struct {
	const char *name;
	xmlXPathFunction fn;
} table[] = {
	{ "concat", xmlXPathConcatFunction },
	{ "contains", xmlXPathContainsFunction },
	{ "normalize-space", xmlXPathNormalizeFunction },
	{ "number", xmlXPathNumberFunction },
	{ "starts-with", xmlXPathStartsWithFunction },
	{ "string", xmlXPathStringFunction },
	{ "string-length", xmlXPathStringLengthFunction },
	{ "substring", xmlXPathSubstringFunction },
	{ "substring-after", xmlXPathSubstringAfterFunction },
	{ "substring-before", xmlXPathSubstringBeforeFunction },
	{ "sum", xmlXPathSumFunction },
	{ "translate", xmlXPathTranslateFunction },
};
#define FUNCTIONS (sizeof(table) / sizeof(*table))

/* Take down what a text of N costs; false when that is not left. */
static bool
charge(xmlXPathContextPtr ctxt, xmlNodePtr top)
{
	unsigned long left = ctxt->opLimit - ctxt->opCount, cost = 1;
	const struct xnode *n = to_xml(top);

	/* The node of a namespace is another struct. */
	if (top == NULL || top->type == XML_NAMESPACE_DECL)
		return true;
	while (n != NULL && cost < left) {
		cost += 1 + xnode_data(n).len / BYTES;
		n = top->type == XML_ATTRIBUTE_NODE
			? NULL
			: xnode_walk(to_xml(top), n, false);
	}
	ctxt->opCount += cost < left ? cost : left;
	return cost < left;
}

/* The first node gives the text, but sum() takes all. */
static bool
charge_nodes(xmlXPathContextPtr ctxt, const xmlXPathObject *o, bool all)
{
	xmlNodeSetPtr set = o->nodesetval;

	if (o->type != XPATH_NODESET || set == NULL || set->nodeNr == 0)
		return true;
	if (!all)
		xmlXPathNodeSetSort(set);
	for (int i = 0; i < (all ? set->nodeNr : 1); i++)
		if (!charge(ctxt, set->nodeTab[i]))
			return false;
	return true;
}

static void
call(xmlXPathParserContextPtr p, int nargs)
{
	xmlXPathContextPtr ctxt = p->context;
	struct str name = of_xchar(ctxt->function);
	bool left = nargs > 0 || charge(ctxt, ctxt->node);

	for (int i = 1; i <= nargs && i <= p->valueNr && left; i++)
		left = charge_nodes(ctxt, p->valueTab[p->valueNr - i],
		    str_eq(name, STR("sum")));
	if (!left) {
		xmlXPathErr(p, XPATH_OP_LIMIT_EXCEEDED);
		return;
	}
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (str_eq(name, str_c(table[i].name)))
			table[i].fn(p, nargs);
}

void
xpath_charge_functions(xmlXPathContextPtr ctxt)
{
	for (size_t i = 0; i < FUNCTIONS; i++) {
		const xmlChar *name = (const xmlChar *)table[i].name;

		/* What is there is not replaced. */
		xmlXPathRegisterFunc(ctxt, name, NULL);
		xmlXPathRegisterFunc(ctxt, name, call);
	}
}
