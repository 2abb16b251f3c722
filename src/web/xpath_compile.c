// SPDX-License-Identifier: ISC
#include "web/xpath_priv.h"

/* Messages go nowhere but into E. */
static void
ignore(void *ctx, xmlErrorPtr error)
{
	(void)ctx, (void)error;
}

static void
free_code(void *arg)
{
	struct xpath *x = arg;

	xmlXPathFreeCompExpr(x->code);
}

/* What is said about the byte AT of TEXT. */
static int
tell(struct str text, size_t at, int code, struct err *e)
{
	struct str rest = str_trim(str_from(text, at));

	if (code == XML_XPATH_UNFINISHED_LITERAL_ERROR ||
	    code == XML_XPATH_START_LITERAL_ERROR)
		err_set(e, ERR_CONFIG, "a quotation mark is not closed");
	else if (str_empty(rest))
		err_set(e, ERR_CONFIG, "the expression is not complete");
	else if (str_starts(rest, STR("@")))
		err_set(e, ERR_CONFIG,
		    "an attribute is a step of its own, behind a slash, as in "
		    "./a/@href");
	else if (code == XML_XPATH_INVALID_PREDICATE_ERROR ||
		 code == XML_XPATH_UNCLOSED_ERROR)
		err_set(e, ERR_CONFIG,
		    "what was opened by [ or ( is not closed before \"%.*s\"",
		    STR_ARG(str_sub(rest, 0, 20)));
	else
		err_set(e, ERR_CONFIG, "XPath cannot go on at \"%.*s\"",
		    STR_ARG(str_sub(rest, 0, 20)));
	e->col = (int)at + 1;
	return -1;
}

int
xpath_compile(
    struct arena *a, struct str text, struct xpath **out, struct err *e)
{
	struct xpath *x = ARENA_NEW(a, struct xpath);
	char *expr = arena_cstr(a, text);
	xmlXPathContextPtr ctxt;
	size_t nul = str_chr(text, '\0', 0);
	int code, at;

	/* It would end there for libxml2. */
	if (nul != STR_NONE) {
		err_set(e, ERR_CONFIG, "U+0000 cannot stand in XPath");
		e->col = (int)nul + 1;
		return -1;
	}
	x->text = arena_str(a, text);
	arena_defer(a, free_code, x);
	ctxt = xmlXPathNewContext(NULL);
	if (ctxt == NULL)
		return err_set(e, ERR_LIMIT, "there is no memory for XPath");
	ctxt->error = ignore;
	x->code = xmlXPathCtxtCompile(ctxt, (const xmlChar *)expr);
	code = ctxt->lastError.code;
	at = ctxt->lastError.int1;
	xmlXPathFreeContext(ctxt);
	if (x->code == NULL)
		return tell(text, at < 0 ? 0 : (size_t)at, code, e);
	if (xpath_scan(a, x, e) != 0)
		return -1;
	*out = x;
	return 0;
}
