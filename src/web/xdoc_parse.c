// SPDX-License-Identifier: ISC
#include "web/libxml.h"

#include <limits.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include "base/buf.h"

#define OPTIONS                                                    \
	(XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOERROR | \
	    XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC)

/* Longest name of a character in HTML 4: thetasym. */
#define NAME_BYTES 8
/* Bytes of what is said about a fault. */
#define FAULT 160

/* Behind a DOCTYPE that S begins with, and what is declared in it. */
static size_t
doctype_end(struct str s)
{
	size_t end = str_chr(s, '>', 0), bracket;

	/* Not beyond: there may be many without one. */
	bracket = str_chr(str_sub(s, 0, end), '[', 0);
	if (bracket == STR_NONE)
		return end;
	bracket = str_chr(s, ']', bracket);
	return bracket == STR_NONE ? STR_NONE : str_chr(s, '>', bracket);
}

/* Where the first element begins; the end: there is none. */
static size_t
first_element(struct str s)
{
	size_t at = 0, end;

	while ((at = str_chr(s, '<', at)) != STR_NONE) {
		struct str rest = str_from(s, at);

		if (str_starts(rest, STR("<?")))
			end = str_find(rest, STR("?>"));
		else if (str_starts(rest, STR("<!--")))
			end = str_find(rest, STR("-->"));
		else if (str_starts(rest, STR("<!")))
			end = doctype_end(rest);
		else
			return at;
		if (end == STR_NONE)
			break;
		at += end + 1;
	}
	return s.len;
}

/* The character that HTML names at byte AT of S, which is "&", and the bytes
 * of its reference; 0: XML knows it, too, or nobody does. */
static unsigned
named_at(struct str s, size_t at, size_t *len)
{
	char name[NAME_BYTES + 1];
	size_t n = 0;
	const htmlEntityDesc *found;

	for (at++; at < s.len && n < NAME_BYTES &&
		   (is_alpha(s.p[at]) || is_digit(s.p[at]));
	     at++)
		name[n++] = s.p[at];
	name[n] = '\0';
	if (n == 0 || at == s.len || s.p[at] != ';')
		return 0;
	*len = n + 2;
	found = htmlEntityLookup((const xmlChar *)name);
	return found == NULL || found->value < 0x80 ? 0 : found->value;
}

/* S with the characters that HTML names, and XML does not, as themselves. */
static struct str
with_characters(struct arena *a, struct str s)
{
	struct buf *b = buf_in(a, s.len);
	size_t from = 0, at = 0, len = 0;
	struct str out;

	while ((at = str_chr(s, '&', at)) != STR_NONE) {
		unsigned cp = named_at(s, at, &len);

		if (cp == 0) {
			at++;
			continue;
		}
		buf_add(b, str_sub(s, from, at - from));
		buf_addcp(b, cp);
		from = at += len;
	}
	buf_add(b, str_from(s, from));
	out = arena_str(a, buf_str(b));
	buf_release(b);
	return out;
}

/* Keep the first fault; those of namespaces are none. */
static void
on_error(void *arg, xmlErrorPtr error)
{
	const xmlParserCtxt *ctxt = arg;
	char *fault = ctxt->_private;

	if (fault[0] != '\0' || error->level < XML_ERR_ERROR ||
	    error->domain == XML_FROM_NAMESPACE)
		return;
	snprintf(fault, FAULT, "line %d: %.*s", error->line,
	    (int)strcspn(error->message, "\n"), error->message);
}

/*
 * Read XML into D, in place of what it had. FAULT gets what is wrong with it;
 * empty: nothing is. Returns whether there is an element in it.
 */
static bool
read_tree(struct xdoc *d, struct str xml, int options, char fault[FAULT])
{
	xmlParserCtxtPtr ctxt = xmlNewParserCtxt();

	fault[0] = '\0';
	xmlFreeDoc(d->tree);
	d->tree = NULL;
	if (ctxt == NULL)
		return false;
	ctxt->_private = fault;
	ctxt->sax->serror = on_error;
	d->tree = xmlCtxtReadMemory(
	    ctxt, xml.p, (int)xml.len, NULL, "UTF-8", OPTIONS | options);
	xmlFreeParserCtxt(ctxt);
	return d->tree != NULL && xmlDocGetRootElement(d->tree) != NULL;
}

static void
add_space(struct xdoc *d, const xmlNs *ns)
{
	const char *prefix =
	    ns->prefix == NULL ? XDOC_DEFAULT : (const char *)ns->prefix;

	if (ns->href == NULL || ns->href[0] == '\0' ||
	    d->nspaces == XDOC_PREFIXES)
		return;
	for (size_t i = 0; i < d->nspaces; i++)
		if (strcmp(d->space[i].prefix, prefix) == 0)
			return;
	d->space[d->nspaces].prefix = prefix;
	d->space[d->nspaces++].uri = (const char *)ns->href;
}

/* The prefixes that D declares, each as where it stands first. */
static void
find_spaces(struct xdoc *d)
{
	const struct xnode *top = xdoc_root(d), *n = top;

	while ((n = xnode_walk(top, n, false)) != NULL) {
		if (xnode_type(n) != XNODE_ELEMENT)
			continue;
		for (const xmlNs *ns = of_xml(n)->nsDef; ns != NULL;
		     ns = ns->next)
			add_space(d, ns);
	}
}

int
xdoc_parse(struct arena *a, struct str text, const struct xdoc_limits *lim,
    struct xdoc **out, struct str *repaired, struct err *e)
{
	struct xdoc *d = xdoc_new(a);
	struct str xml = str_from(text, first_element(text));
	char fault[FAULT] = "", again[FAULT];
	bool found;

	if (str_empty(xml))
		return err_set(e, ERR_EXTRACT, "there is no XML in it");
	if (xml.len > INT_MAX || !xdoc_tame(xml, lim))
		return err_set(e, ERR_LIMIT,
		    "the XML has more elements, attributes or prefixes than "
		    "are read at once");
	found = read_tree(d, xml, 0, fault);
	if (fault[0] != '\0') {
		xml = with_characters(a, xml);
		found = read_tree(d, xml, XML_PARSE_RECOVER, again);
	}
	if (!found)
		return err_set(e, ERR_EXTRACT, "the XML cannot be read: %s",
		    fault[0] == '\0' ? "it is empty" : fault);
	*repaired = arena_str(a, str_c(fault));
	find_spaces(d);
	xmlXPathOrderDocElems(d->tree);
	*out = d;
	return 0;
}
