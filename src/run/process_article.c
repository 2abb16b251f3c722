// SPDX-License-Identifier: ISC
#include "run/process_article.h"

#include "decode/decode.h"
#include "normalize/normalize.h"
#include "run/guard.h"

struct reading {
	struct arena *a;
	const struct source *src;
	const struct response *res;
	const struct article_known *known;
	int64_t now;
	struct article_found *out;
};

/* The source as far as it concerns one page of text: what it says of its list
 * is not for this page. */
static struct source
source_of_article(const struct source *src)
{
	struct source as = *src;

	as.base = STR_NULL;
	as.sieve = &bare_parts.sieve;
	return as;
}

/* Those of FIELDS that IT has. */
static unsigned
fields_there(unsigned fields, const struct item *it)
{
	const bool has[FIELD_COUNT] = {
		[FIELD_TITLE] = !str_empty(it->title),
		[FIELD_SUMMARY] = !str_empty(it->summary),
		[FIELD_CONTENT] = !str_empty(it->content),
		[FIELD_DATE] = it->published.precision != PRECISION_NONE,
		[FIELD_AUTHOR] = !str_empty(it->author),
		[FIELD_OUTLET] = !str_empty(it->outlet),
		[FIELD_IMAGE] = !str_empty(it->image),
	};

	for (int f = 0; f < FIELD_COUNT; f++)
		if (!has[f])
			fields &= ~(1u << f);
	return fields;
}

static int
read_article(void *ctx, struct err *e)
{
	struct reading *r = ctx;
	struct source as = source_of_article(r->src);
	struct document *doc = ARENA_NEW(r->a, struct document);
	struct raw_article *found = ARENA_NEW(r->a, struct raw_article);
	struct items items;

	if (decode(r->a, &as, r->res, doc, e) != 0 ||
	    extract_article(r->a, &as, doc, r->known, found, e) != 0 ||
	    normalize(r->a, &as, doc, &found->raw, r->now, &items, e) != 0)
		return -1;
	if (items.n != 1 || str_empty(items.v[0].content))
		return err_set(e, ERR_EXTRACT, "the article has no text: %.*s",
		    STR_ARG(found->rule));
	r->out->item = items.v[0];
	r->out->gave = fields_there(found->given, &items.v[0]);
	r->out->offered = fields_there(found->offered, &items.v[0]);
	r->out->rule = found->rule;
	r->out->canonical = found->canonical;
	r->out->next = found->next;
	return 0;
}

int
process_article(struct arena *a, const struct source *src,
    const struct response *res, const struct article_known *known, int64_t now,
    struct article_found *out, struct err *e)
{
	struct reading r = { a, src, res, known, now, out };

	*out = (struct article_found){ .rule = STR_NULL };
	return guard(a, read_article, &r, e);
}
