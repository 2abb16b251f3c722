// SPDX-License-Identifier: ISC
#ifndef EXTRACT_ARTICLE_ARTICLE_H
#define EXTRACT_ARTICLE_ARTICLE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "web/html.h"

/*
 * The article of a page: its text without all that stands around it, and what
 * the page says of it. One page in, one record out; fetching pages, joining
 * those of one article and filling items is the caller's.
 *
 * What a page declares (JSON-LD, microdata, meta) is a hint that its text must
 * bear out. The text itself is told by how it is written: sentences, length,
 * how much of it is links, how it is like the things beside it. Names of
 * classes and ids are not looked at, but for those by which wide-spread style
 * sheets hide texts (web/html_hidden.h), so a page that changes them, or makes
 * new ones each time, reads the same.
 *
 *	tags      what elements mean
 *	page      the nodes of a page as one array, and its lines
 *	measure   how a text is written, in one unit for all scripts
 *	phrases   what pages say and authors do not: 分享到, "Read more"
 *	judge     what a line is like
 *	gutter    numbers of lines beside code
 *	moment    lines that say when something was said
 *	repeat    teasers and comments: things of which there are many
 *	borne     the text that a page declares, held against its lines
 *	choose    the element that holds the text, and where it begins and ends
 *	bare      headings with nothing below them
 *	site      what the site is called
 *	title     headlines
 *	facts     what a page declares, facts_json in JSON-LD
 *	credits   what the lines around the text say of it
 *	byline    users who wrote it, and names of nobody
 *	next      the next page
 *	write     text and HTML
 */

/* Where a date stands, the most trustworthy first. */
enum article_place {
	ARTICLE_IN_JSON_LD,   /* datePublished, dateModified of the article */
	ARTICLE_IN_META,      /* article:published_time and its like */
	ARTICLE_IN_MICRODATA, /* itemprop, of schema.org */
	ARTICLE_IN_TIME,      /* <time>, by the headline or first on the page */
	ARTICLE_IN_TEXT       /* a line by the headline with figures in it */
};

/* What may be a date, as it stands in the page: nothing is read or checked. */
struct article_date {
	struct str text;
	enum article_place place;
	size_t node; /* its number in the order of the page; 0: in none */
};
struct article_dates {
	struct article_date *v; /* the most trustworthy first, no text twice */
	size_t n;               /* at most LIMIT_ARTICLE_DATES */
};

/* All strings are valid UTF-8; one that was not found is empty. */
struct article {
	/*
	 * The text as HTML and as it is read, a paragraph or a line a line.
	 * HTML holds elements of the page as they stand there, unsanitized,
	 * with paragraphs, headings, lists, tables, code, quotes and figures;
	 * addresses in it resolve against BASE. The headline is not repeated;
	 * captions stand in HTML alone.
	 * Both empty: the page has no text that could be an article's. At most
	 * LIMIT_ARTICLE bytes of text, cut where a paragraph ends.
	 */
	struct str html, text;
	struct str base; /* base URL of the page, <base href> applied */
	struct str title;
	/* What stands apart between headline and text, plain: a standfirst.
	 * Neither TEXT nor HTML has it; often SUMMARY begins alike. */
	struct str lead;
	struct str summary;  /* the page's own description, plain text */
	struct str author;   /* names, several joined by ", " */
	struct str outlet;   /* that the page credits: 来源, "Source:" */
	struct str site;     /* the page's own outlet, where it names itself */
	struct str language; /* as it stands there */
	struct str image;    /* the lead image, absolute */
	struct str next; /* the next page of this article, absolute; never the
			    page itself and never the next article */
	struct str canonical; /* rel=canonical, absolute */
	struct str amp;       /* rel=amphtml, absolute */
	struct article_dates published, updated;
};

/* What is asked of a page. */
struct article_ask {
	struct str url; /* of the page, after redirects */
	/* Nodes that count as if they were not there, with all in them. */
	const struct html_node *const *without;
	size_t nwithout;
	/* The text is all in this node, which is then cleaned and not searched
	 * for; NULL: it is to be found. */
	const struct html_node *within;
};

/*
 * Read the article of DOC. Always succeeds: a page without one, such as a
 * list, has no text, or what comes nearest to it. Results in A; strings may
 * also be borrowed from DOC.
 *
 * Pure: no I/O, no log, no clock. Safe on any page (tests/fuzz/fuzz_article.c).
 * Time and memory grow with the size of the page.
 */
void article_find(struct arena *a, const struct html_doc *doc,
    const struct article_ask *ask, struct article *out);
/* Of the same, for the page at URL, `next` alone. */
struct str article_next(
    struct arena *a, const struct html_doc *doc, struct str url);

#endif
