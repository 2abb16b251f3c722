// SPDX-License-Identifier: ISC
#include "probe.h"

#include <fcntl.h>

#include "base/buf.h"
#include "base/file.h"
#include "decode/decode.h"
#include "extract/article/article.h"
#include "model/limits.h"
#include "normalize/sanitize.h"

/* The limits of a page (extract/survey.c has the same). */
static const struct html_limits limits = { .depth = LIMIT_DEPTH,
	.attributes = LIMIT_ATTRIBUTES,
	.formatting = LIMIT_FORMATTING,
	.nodes = LIMIT_NODES,
	.memory = LIMIT_TREE };

static json_t *
or_null(struct arena *a, struct str s)
{
	return str_empty(s) ? json_null() : probe_json(a, s);
}

static json_t *
first_date(struct arena *a, const struct article_dates *d)
{
	return d->n == 0 ? json_null() : probe_json(a, d->v[0].text);
}

static json_t *
answer(struct arena *a, const struct html_doc *html, struct str url)
{
	const struct article_ask ask = { .url = url };
	struct err e = ERR_INIT;
	struct article art;
	struct str clean;

	article_find(a, html, &ask, &art);
	if (sanitize_html(a, art.html, art.base, LIMIT_TEXT, &clean, &e) != 0)
		return probe_error(e.msg);
	return json_pack(
	    "{s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "title",
	    or_null(a, art.title), "lead", or_null(a, art.lead), "author",
	    or_null(a, art.author), "outlet", or_null(a, art.outlet), "site",
	    or_null(a, art.site), "date", first_date(a, &art.published),
	    "updated", first_date(a, &art.updated), "image",
	    or_null(a, art.image), "next", or_null(a, art.next), "canonical",
	    or_null(a, art.canonical), "amp", or_null(a, art.amp), "text",
	    probe_json(a, art.text), "html", probe_json(a, clean));
}

json_t *
probe_article(struct arena *a, const json_t *in)
{
	const struct source src = { SOURCE_PARTS(bare_parts),
		.max_size = LIMIT_BODY, .charset = probe_str(in, "charset") };
	struct response res = { .status = 200, .url = probe_str(in, "url") };
	struct document doc;
	struct html_doc *html;
	struct err e = ERR_INIT;
	struct buf b;
	int rc;

	buf_init(&b, LIMIT_BODY);
	rc = file_read(AT_FDCWD, arena_cstr(a, probe_str(in, "file")), &b, &e);
	res.body = arena_str(a, buf_str(&b));
	buf_release(&b);
	if (rc != 0 || decode(a, &src, &res, &doc, &e) != 0 ||
	    html_parse(a, doc.text, &limits, &html, &e) != 0)
		return probe_error(e.msg);
	return answer(a, html, doc.url);
}
