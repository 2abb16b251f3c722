// SPDX-License-Identifier: ISC
#include "extract/feed/walk.h"

#include <limits.h>
#include <stdlib.h>

#include <libxml/xmlreader.h>

#include "base/mem.h"
#include "model/limits.h"
#include "web/xdoc.h"

struct walk {
	struct arena *a;
	xmlTextReaderPtr x; /* owned by the arena */
	const struct walker *to;
	struct str root;       /* namespace of the first element */
	struct tag_attr *attr; /* LIMIT_ATTRIBUTES */
	struct err *e;
	bool faulty; /* E is set */
};

struct str
tag_attr(const struct tag *t, enum feed_ns ns, struct str name)
{
	for (size_t i = 0; i < t->nattrs; i++)
		if (t->attr[i].ns == ns && str_ieq(t->attr[i].name, name))
			return t->attr[i].value;
	return STR_NULL;
}

/* Keep the first fault; those of namespaces are none. */
static void
on_error(void *arg, xmlErrorPtr error)
{
	struct walk *w = arg;
	struct str msg = str_trim(str_c(error->message));

	if (w->faulty || error->level < XML_ERR_FATAL ||
	    error->domain == XML_FROM_NAMESPACE)
		return;
	w->faulty = true;
	err_set(w->e, ERR_EXTRACT, "line %d: %.*s", error->line, STR_ARG(msg));
}

static struct str
text_of(const xmlChar *s)
{
	return str_c((const char *)s);
}

/* NAME without the prefix that libxml2 leaves there when nothing declares
 * it; the prefix to *PREFIX. */
static struct str
local_name(struct str name, struct str *prefix)
{
	size_t colon = str_chr(name, ':', 0);

	*prefix = str_sub(name, 0, colon == STR_NONE ? 0 : colon);
	return colon == STR_NONE ? name : str_from(name, colon + 1);
}

/* Name and vocabulary of the node that the reader is at. */
static enum feed_ns
node_name(const struct walk *w, struct str *name)
{
	struct str uri = text_of(xmlTextReaderConstNamespaceUri(w->x)), prefix;

	*name = local_name(text_of(xmlTextReaderConstLocalName(w->x)), &prefix);
	return namespace_find(uri, prefix, w->root);
}

static size_t
read_attributes(struct walk *w)
{
	size_t n = 0;

	while (n < LIMIT_ATTRIBUTES &&
	       xmlTextReaderMoveToNextAttribute(w->x) == 1) {
		struct tag_attr *at = &w->attr[n];

		if (xmlTextReaderIsNamespaceDecl(w->x) == 1)
			continue;
		at->ns = node_name(w, &at->name);
		at->value = text_of(xmlTextReaderConstValue(w->x));
		n++;
	}
	xmlTextReaderMoveToElement(w->x);
	return n;
}

static int
on_start(struct walk *w)
{
	bool empty = xmlTextReaderIsEmptyElement(w->x) == 1;
	struct tag t = { .attr = w->attr };

	if (xmlTextReaderDepth(w->x) == 0)
		w->root = arena_str(
		    w->a, text_of(xmlTextReaderConstNamespaceUri(w->x)));
	t.nattrs = read_attributes(w);
	t.ns = node_name(w, &t.name);
	if (w->to->start(w->to->ctx, &t, w->e) != 0)
		return -1;
	if (empty)
		w->to->end(w->to->ctx);
	return 0;
}

static int
walk_all(struct walk *w)
{
	int rc;

	while ((rc = xmlTextReaderRead(w->x)) == 1 && !w->faulty)
		switch (xmlTextReaderNodeType(w->x)) {
		case XML_READER_TYPE_ELEMENT:
			if (on_start(w) != 0)
				return -1;
			break;
		case XML_READER_TYPE_END_ELEMENT:
			w->to->end(w->to->ctx);
			break;
		case XML_READER_TYPE_TEXT:
		case XML_READER_TYPE_CDATA:
		case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
			w->to->text(
			    w->to->ctx, text_of(xmlTextReaderConstValue(w->x)));
			break;
		default: /* comments, instructions */
			break;
		}
	if (w->faulty)
		return -1;
	return rc == 0 ? 0 : err_set(w->e, ERR_EXTRACT, "it is not complete");
}

/* What is read at once. Prefixes are counted as declared, not as open. */
static const struct xdoc_limits limits = {
	.attributes = LIMIT_ATTRIBUTES,
	.prefixes = (size_t)16 * LIMIT_FEED_PREFIXES,
};

static void
free_reader(void *x)
{
	xmlFreeTextReader(x);
}

int
walk_xml(
    struct arena *a, struct str xml, const struct walker *to, struct err *e)
{
	struct walk *w = ARENA_NEW(a, struct walk);

	*w = (struct walk){ .a = a, .to = to, .e = e };
	w->attr = ARENA_ARRAY(a, LIMIT_ATTRIBUTES, struct tag_attr);
	if (xml.len > INT_MAX || !xdoc_tame(xml, &limits))
		return err_set(e, ERR_EXTRACT, "it has too many attributes");
	/* Without memory it goes on as if the feed ended here. */
	(void)xmlMemSetup(free, mem_malloc, mem_realloc, mem_strdup);
	w->x = xmlReaderForMemory(xml.p, (int)xml.len, NULL, "UTF-8",
	    XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
	if (w->x == NULL)
		return err_set(e, ERR_SYSTEM, "libxml2 cannot read XML");
	arena_defer(a, free_reader, w->x);
	xmlTextReaderSetStructuredErrorHandler(w->x, on_error, w);
	return walk_all(w);
}
