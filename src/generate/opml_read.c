// SPDX-License-Identifier: ISC
#include "generate/opml_read.h"

#include <libxml/xmlreader.h>
#include <stdlib.h>

#include "base/mem.h"
#include "model/limits.h"

/* Where reading is. */
struct reading {
	struct arena *a;
	xmlTextReaderPtr x;                  /* owned by opml_read */
	struct str folder[LIMIT_OPML_DEPTH]; /* by depth; or empty */
	struct outlines *out;
	size_t cap;
};

/* A line of text: what breaks lines is a space. */
static struct str
attribute(const struct reading *r, const char *name)
{
	xmlChar *value = xmlTextReaderGetAttribute(r->x, (const xmlChar *)name);
	char *p = arena_cstr(r->a, str_c((const char *)value));

	xmlFree(value);
	for (char *c = p; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7F)
			*c = ' ';
	return str_trim(str_c(p));
}

/* "title" is what readers show; older lists have "text" alone. */
static struct str
title(const struct reading *r)
{
	struct str s = attribute(r, "title");

	return str_empty(s) ? attribute(r, "text") : s;
}

/* EXPR, which FreshRSS evaluates in the list or in the entry, as a rule: in
 * parentheses an expression may begin with anything, and "|" is its own. */
static struct str
rule(const struct reading *r, const char *name)
{
	struct str expr = attribute(r, name);

	if (str_empty(expr) || str_eq(expr, STR(".")) ||
	    (str_chr(expr, '|', 0) == STR_NONE &&
		(str_starts(expr, STR("/")) || str_starts(expr, STR("./")))))
		return expr;
	return arena_printf(r->a, "(%.*s)", STR_ARG(expr));
}

/* Source: github.com/FreshRSS/FreshRSS, docs/en/developers/OPML.md. */
static void
take_rules(const struct reading *r, struct outline *out)
{
	static const struct {
		const char *name;
		enum field field;
	} rows[] = {
		{ "frss:xPathItemTitle", FIELD_TITLE },
		{ "frss:xPathItemContent", FIELD_CONTENT },
		{ "frss:xPathItemUri", FIELD_LINK },
		{ "frss:xPathItemAuthor", FIELD_AUTHOR },
		{ "frss:xPathItemTimestamp", FIELD_DATE },
		{ "frss:xPathItemThumbnail", FIELD_IMAGE },
		{ "frss:xPathItemCategories", FIELD_CATEGORY },
		{ "frss:xPathItemUid", FIELD_GUID },
	};
	struct str type = attribute(r, "type");

	if (!str_ieq(type, STR("HTML+XPath")) &&
	    !str_ieq(type, STR("XML+XPath")))
		return;
	out->item = rule(r, "frss:xPathItem");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		out->field[rows[i].field] = rule(r, rows[i].name);
}

static void
take_feed(struct reading *r, struct str url, size_t depth)
{
	struct outlines *out = r->out;
	struct outline *new;

	out->v = arena_more(r->a, out->v, out->n, &r->cap, sizeof(*out->v));
	new = &out->v[out->n++];
	*new = (struct outline){ .title = title(r), .feed_url = url };
	take_rules(r, new);
	new->tags = ARENA_ARRAY(r->a, depth, struct str);
	for (size_t i = 0; i < depth; i++)
		if (!str_empty(r->folder[i]))
			new->tags[new->ntags++] = r->folder[i];
}

static int
take_element(struct reading *r, struct err *e)
{
	size_t depth = (size_t)xmlTextReaderDepth(r->x);
	struct str name =
	    str_c((const char *)xmlTextReaderConstLocalName(r->x));
	struct str url;

	if (depth >= LIMIT_OPML_DEPTH)
		return err_set(e, ERR_EXTRACT, "it nests deeper than %d",
		    LIMIT_OPML_DEPTH);
	if (depth == 0 && !str_ieq(name, STR("opml")))
		return err_set(e, ERR_EXTRACT, "it is no OPML");
	r->folder[depth] = STR_NULL;
	if (!str_ieq(name, STR("outline")))
		return 0;
	url = attribute(r, "xmlUrl");
	if (str_empty(url))
		r->folder[depth] = title(r);
	else
		take_feed(r, url, depth);
	return 0;
}

static int
read_all(struct reading *r, struct err *e)
{
	int rc;

	while ((rc = xmlTextReaderRead(r->x)) == 1) {
		int type = xmlTextReaderNodeType(r->x);

		if (type == XML_READER_TYPE_DOCUMENT_TYPE)
			return err_set(e, ERR_EXTRACT,
			    "it has a document type, which no list needs");
		if (type == XML_READER_TYPE_ELEMENT && take_element(r, e) != 0)
			return -1;
	}
	return rc == 0 ? 0
		       : err_set(e, ERR_EXTRACT,
			     "it is no well-formed XML (line %d)",
			     xmlTextReaderGetParserLineNumber(r->x));
}

/* Errors are told once, in our words. */
static void
quiet(void *arg, const char *msg, xmlParserSeverities severity,
    xmlTextReaderLocatorPtr locator)
{
	(void)arg, (void)msg, (void)severity, (void)locator;
}

int
opml_read(
    struct arena *a, struct str bytes, struct outlines *out, struct err *e)
{
	struct reading *r = ARENA_NEW(a, struct reading);
	int rc;

	*out = (struct outlines){ .n = 0 };
	*r = (struct reading){ .a = a, .out = out };
	if (bytes.len > LIMIT_OPML)
		return err_set(
		    e, ERR_LIMIT, "it has more than %d bytes", LIMIT_OPML);
	/* Without memory it goes on as if the list ended here. */
	(void)xmlMemSetup(free, mem_malloc, mem_realloc, mem_strdup);
	r->x = xmlReaderForMemory(
	    bytes.p, (int)bytes.len, NULL, NULL, XML_PARSE_NONET);
	if (r->x == NULL)
		return err_set(e, ERR_SYSTEM, "libxml2 cannot read XML");
	xmlTextReaderSetErrorHandler(r->x, quiet, NULL);
	rc = read_all(r, e);
	xmlFreeTextReader(r->x);
	return rc;
}
