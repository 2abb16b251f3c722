// SPDX-License-Identifier: ISC
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/library.h"
#include "base/str.h"

/*
 * The tree a browser makes of a page (WHATWG HTML, 13.2), without its scripts.
 * lexbor builds it, fed in chunks and watched: see html_limits. Nodes belong
 * to the document, documents to the arena they were parsed into.
 */
struct html_doc;
struct html_node;

/* Ceilings of one tree; 0 means none. */
struct html_limits {
	size_t depth;      /* open elements */
	size_t attributes; /* in one tag */
	size_t formatting; /* active formatting elements */
	size_t nodes;      /* counted as tags, texts and reopened elements */
	size_t memory;     /* bytes, whole MiB, looked at every 16 KiB read */
};

enum html_type {
	HTML_ELEMENT,
	HTML_TEXT,
	HTML_COMMENT,
	HTML_DOCTYPE,
	HTML_DOCUMENT,
	HTML_FRAGMENT, /* template contents, or a fragment's root */
	HTML_OTHER
};
enum html_ns { HTML_NS_HTML, HTML_NS_SVG, HTML_NS_MATHML, HTML_NS_OTHER };

/*
 * Parse TEXT, valid UTF-8. Returns 0, or -1 with E set:
 *   ERR_LIMIT  a ceiling was passed; the message names it
 * There is no other error: every text is a document.
 */
int html_parse(struct arena *a, struct str text, const struct html_limits *lim,
    struct html_doc **out, struct err *e);
/*
 * Parse TEXT as the inside of the element CONTEXT ("div", "svg path"; one
 * that HTML does not know is a div). The result's html_root is a fragment
 * whose children are the nodes.
 */
int html_parse_fragment(struct arena *a, struct str text, struct str context,
    const struct html_limits *lim, struct html_doc **out, struct err *e);

/*
 * Give the tree back before its arena does: for the many small ones that are
 * made on the way. Nothing of it may be looked at any more; texts that
 * html_text made live on in their arena.
 */
void html_release(struct html_doc *d);

/* The document or fragment node, above <html> or above the nodes. */
const struct html_node *html_root(const struct html_doc *d);
/* True in quirks mode (no or an old DOCTYPE). */
bool html_quirks(const struct html_doc *d);

enum html_type html_type(const struct html_node *n);
const struct html_node *html_parent(const struct html_node *n);
const struct html_node *html_first(const struct html_node *n);
const struct html_node *html_last(const struct html_node *n);
const struct html_node *html_next(const struct html_node *n);
const struct html_node *html_prev(const struct html_node *n);
/* The contents of a <template>, a fragment; NULL for all else. */
const struct html_node *html_template(const struct html_node *n);
/*
 * The node after N in document order without leaving TOP, or NULL. When SKIP
 * is set the children of N are passed over. Walks without recursion.
 */
const struct html_node *html_walk(
    const struct html_node *top, const struct html_node *n, bool skip);

/*
 * The place of N in document order, from 1 on; 0 for what is not below
 * html_root, as the contents of a <template>. The last place of all.
 */
size_t html_order(const struct html_node *n);
size_t html_size(const struct html_doc *d);

/* The number of nodes below N and their attributes, counted up to MAX. */
size_t html_count(const struct html_node *n, size_t max);

enum html_ns html_ns(const struct html_node *n);
/* Local name as the tree has it: lower case in HTML, "clipPath" in SVG. */
struct str html_name(const struct html_node *n);
bool html_is(const struct html_node *n, struct str html_element_name);

struct html_attr; /* one attribute */
/* Value of the attribute NAME (lower case); absent: false, OUT untouched. */
bool html_attr(const struct html_node *n, struct str name, struct str *out);
const struct html_attr *html_attr_first(const struct html_node *n);
const struct html_attr *html_attr_next(const struct html_attr *at);
/* Qualified name: "href", "viewBox", "xlink:href". */
struct str html_attr_name(const struct html_attr *at);
struct str html_attr_value(const struct html_attr *at);
/* HTML_NS_OTHER for XLink, XML and XMLNS; HTML_NS_HTML for all others. */
enum html_ns html_attr_ns(const struct html_attr *at);

/* The data of a text node or comment. */
struct str html_data(const struct html_node *n);

/*
 * The text below N as it is read: <br> and block elements separate, and so do
 * others where a word or a number must have ended; white space (of HTML: not
 * U+00A0) is folded. Left out is what is not drawn: head,
 * script, style, template, noscript, iframe; ruby annotations (<rt>, <rp>),
 * which repeat the base text; glyphs of icon fonts. What is hidden by an
 * attribute, and what is kept from being read aloud (html_hidden.h), is left
 * out unless there is no other text. N itself is read whatever it is.
 */
struct str html_text(struct arena *a, const struct html_node *n);
/* The same without what is below the nodes WITHOUT. */
struct str html_text_without(struct arena *a, const struct html_node *n,
    const struct html_node *const *without, size_t nwithout);
/* textContent of the DOM: all text below N as it is. */
struct str html_text_content(struct arena *a, const struct html_node *n);
/* Serialize the children of N (WHATWG HTML 13.3) without any filtering. */
int html_inner(struct buf *b, const struct html_node *n);

/* What is written of a node. */
enum html_keep {
	HTML_KEEP, /* all of it */
	HTML_OPEN, /* what is in it, without its tags */
	HTML_DROP  /* nothing */
};
/* The same, of each node below N what KEEP says, which must say the same of a
 * node each time. */
int html_inner_some(struct buf *b, const struct html_node *n,
    enum html_keep (*keep)(const void *ctx, const struct html_node *n),
    const void *ctx);

/* Href of the first <base href>, unresolved; empty when there is none. */
struct str html_base_href(const struct html_doc *d);
/* Text of <title>, folded; empty when there is none. */
struct str html_title(struct arena *a, const struct html_doc *d);
/* lang of <html>, else of a Content-Language meta; or empty. */
struct str html_language(const struct html_doc *d);

/*
 * The tree in the format of html5lib-tests (tree-construction/README): lines
 * joined by "\n", no newline at the end.
 */
int html_dump(struct buf *b, const struct html_doc *d);

/* The library that does it. */
void html_libraries(struct libraries *out);

#endif
