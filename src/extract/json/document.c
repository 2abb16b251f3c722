// SPDX-License-Identifier: ISC
#include "extract/json/document.h"

#include "extract/gate.h"
#include "extract/json/find.h"
#include "extract/json/scripts.h"
#include "model/embedded.h"
#include "model/limits.h"
#include "web/html.h"
#include "web/url.h"

static const struct html_limits html_limits = LIMITS_OF_HTML;

/* One document on its way to its JSON. */
struct reader {
	struct arena *a;
	const struct source *src;
	const struct document *doc;
	struct raw_items *about;
	struct err *e;
};

/*
 * A page that is not the one asked for says so itself. That scripts would make
 * it is no objection: it has its JSON for them.
 */
static int
judge_page(struct reader *rd, const struct html_doc *tree)
{
	struct err gate = ERR_INIT;

	if (gate_likely(rd->a, rd->doc, tree, &gate) == 0 ||
	    gate.code == ERR_RENDER)
		return 0;
	*rd->e = gate;
	return -1;
}

/* What a page says of itself, and the JSON in it. */
static int
read_page(struct reader *rd, const struct html_doc *tree, struct json_text *out)
{
	struct embedded_at at;
	struct str href = html_base_href(tree);
	struct url u;

	if (gate_certain(rd->doc, rd->e) != 0 ||
	    embedded_parse(rd->a, rd->src->rules->embedded, &at, rd->e) != 0)
		return -1;
	if (json_find(rd->a, tree, &at, out, rd->e) != 0) {
		(void)judge_page(rd, tree);
		return -1;
	}
	rd->about->title = html_title(rd->a, tree);
	rd->about->language = html_language(tree);
	if (href.len > 0 && url_parse(rd->a, href, rd->about->base, &u) == 0 &&
	    url_is_web(&u))
		rd->about->base = u.href;
	return 0;
}

/* DOC is a page, and no JSON was to be looked for in it. */
static int
refuse_page(struct reader *rd, const struct html_doc *tree)
{
	const struct json_script *v;
	size_t n;

	if (judge_page(rd, tree) != 0)
		return -1;
	v = json_scripts(rd->a, tree, &n);
	return err_set(rd->e, ERR_EXTRACT,
	    "this is no JSON but a page; `embedded` says where a page has its "
	    "JSON%s%.*s",
	    n > 0 ? ", which may be " : "",
	    STR_ARG(n > 0 ? v[0].place : STR_NULL));
}

static bool
is_page(const struct document *doc)
{
	return str_starts(str_trim(doc->text), STR("<"));
}

int
json_document(struct arena *a, const struct source *src,
    const struct document *doc, struct json_text *out, struct raw_items *about,
    struct err *e)
{
	struct reader rd = { a, src, doc, about, e };
	bool embedded = !str_empty(src->rules->embedded);
	struct html_doc *tree;

	/* The items outlive the response, and borrow from the text. */
	if (!embedded && !is_page(doc))
		return json_text_read(a, arena_str(a, doc->text),
			   json_text_is_lines(doc), out, e) == 0
			   ? 0
			   : err_in(e, "the JSON cannot be read");
	if (html_parse(a, doc->text, &html_limits, &tree, e) != 0)
		return -1;
	return embedded ? read_page(&rd, tree, out) : refuse_page(&rd, tree);
}
