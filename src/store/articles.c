// SPDX-License-Identifier: ISC
// The articles of items: which are wanted, and what they gave.
#include "store/store.h"

#include "model/field.h"
#include "store/evidence.h"
#include "store/query.h"
#include "store/row.h"
#include "store/source_number.h"
#include "store/touch.h"
#include "store/withheld.h"

/* "content author": names outlive the numbers of the bits. */
static struct str
gave_pack(struct arena *a, unsigned gave)
{
	struct str s = STR_NULL;

	for (int f = 0; f < FIELD_COUNT; f++)
		if (gave >> f & 1)
			s = arena_printf(a, "%.*s%s%s", STR_ARG(s),
			    s.len > 0 ? " " : "", field_name((enum field)f));
	return s;
}

static unsigned
gave_unpack(struct str names)
{
	unsigned gave = 0;
	struct str name;

	while (str_cut(&names, ' ', &name)) {
		enum field f = field_find(name);

		if (f != FIELD_COUNT)
			gave |= 1u << f;
	}
	return gave;
}

int
store_articles_want(struct store *s, struct str id, int64_t now, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_ARTICLES_WANT);
	query_put_str(&q, id);
	query_put_int(&q, now);
	return query_run(&q, e);
}

int
store_articles_due(struct store *s, struct arena *a, struct str id, int64_t now,
    size_t max, struct article_due **out, size_t *n, struct err *e)
{
	struct query q;
	size_t cap = 0;
	int rc;

	*out = NULL;
	*n = 0;
	query_start(&q, s, SQL_ARTICLES_DUE);
	query_put_str(&q, id);
	query_put_int(&q, now);
	query_put_int(&q, (int64_t)max);
	while ((rc = query_next(&q, e)) > 0) {
		struct article_due *d;

		*out = arena_more(a, *out, *n, &cap, sizeof(**out));
		d = &(*out)[(*n)++];
		d->number = query_int(&q);
		d->guid = query_str(&q, a);
		d->link = query_str(&q, a);
		d->title = query_str(&q, a);
		d->first_seen = query_int(&q);
		d->tries = (uint32_t)query_int(&q);
	}
	return rc;
}

int
store_articles_tried(struct store *s, struct arena *a, struct str id,
    size_t max, struct article_tried **out, size_t *n, struct err *e)
{
	struct query q;
	size_t cap = 0;
	int rc;

	*out = NULL;
	*n = 0;
	query_start(&q, s, SQL_ARTICLES_TRIED);
	query_put_str(&q, id);
	query_put_int(&q, (int64_t)max);
	while ((rc = query_next(&q, e)) > 0) {
		struct article_tried *t;

		*out = arena_more(a, *out, *n, &cap, sizeof(**out));
		t = &(*out)[(*n)++];
		t->read = query_int(&q) > 0;
		t->gave = gave_unpack(query_view(&q));
		t->rule = query_str(&q, a);
		t->why = query_str(&q, a);
	}
	return rc;
}

int
store_articles_again(
    struct store *s, struct str id, struct str rule, int64_t now, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_ARTICLES_AGAIN);
	query_put_str(&q, id);
	query_put_int(&q, now);
	query_put_str(&q, rule);
	return query_run(&q, e);
}

int
store_article_load(struct store *s, struct arena *a, struct str guid,
    struct article_memory *out, struct err *e)
{
	struct query q;
	int rc;

	*out = (struct article_memory){
		.rule = STR_NULL, .why = STR_NULL, .canonical = STR_NULL
	};
	query_start(&q, s, SQL_ARTICLE_LOAD);
	query_put_str(&q, guid);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	out->known = true;
	out->due = query_int(&q);
	out->tries = (uint32_t)query_int(&q);
	out->read = query_int(&q);
	out->gave = gave_unpack(query_view(&q));
	out->rule = query_str(&q, a);
	out->why = query_str(&q, a);
	out->canonical = query_str(&q, a);
	return query_end(&q, e);
}

int
store_article_save(struct store *s, int64_t number,
    const struct article_memory *m, struct err *e)
{
	struct arena a;
	struct query q;
	int rc;

	arena_init(&a, 4096);
	query_start(&q, s, SQL_ARTICLE_SAVE);
	query_put_int(&q, m->due);
	query_put_int(&q, m->tries);
	query_put_int(&q, m->read);
	query_put_str(&q, gave_pack(&a, m->gave));
	query_put_str(&q, m->rule);
	query_put_str(&q, m->why);
	query_put_str(&q, m->canonical);
	query_put_int(&q, number);
	rc = query_run(&q, e);
	arena_release(&a);
	return rc;
}

/* The field that a value is of, as far as an article may give it. */
static enum field
field_of(int value)
{
	switch (value) {
	case VALUE_TITLE:
		return FIELD_TITLE;
	case VALUE_SUMMARY:
		return FIELD_SUMMARY;
	case VALUE_CONTENT:
		return FIELD_CONTENT;
	case VALUE_AUTHOR:
		return FIELD_AUTHOR;
	case VALUE_OUTLET:
		return FIELD_OUTLET;
	case VALUE_IMAGE:
		return FIELD_IMAGE;
	default:
		return FIELD_COUNT;
	}
}

static int
save_date(struct store *s, struct arena *a, int64_t number,
    const struct item *it, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_ITEM_DATE);
	row_put_when(&q, &it->published);
	query_put_int(&q, number);
	return query_run(&q, e) != 0 ? -1 : evidence_date(s, a, number, it, e);
}

int
store_article_fill(struct store *s, struct arena *a, int64_t number,
    const struct item *it, unsigned gave, bool dated, struct err *e)
{
	struct str value[VALUE_COUNT];
	struct row r;
	struct query q;

	if (row_load(s, a, number, &r, e) != 0 ||
	    values_pack(a, it, value, e) != 0)
		return -1;
	for (int i = 0; i < VALUE_COUNT; i++) {
		enum field f = field_of(i);

		if (f != FIELD_COUNT && (gave >> f & 1) != 0 &&
		    !str_empty(value[i]))
			r.value[i] = value[i];
	}
	/* The fingerprint stays that of the list: what it shows again is known. */
	query_start(&q, s, SQL_ITEM_SAVE);
	row_put_moving(&q, &r);
	query_put_int(&q, number);
	if (query_run(&q, e) != 0 || touch_item(s, number, e) != 0)
		return -1;
	return dated ? save_date(s, a, number, it, e) : 0;
}

int
store_withhold(struct store *s, struct str id, int64_t number,
    enum withheld why, int64_t now, struct err *e)
{
	enum source_state state;
	int64_t source;

	if (source_number(s, id, &source, &state, e) != 0 ||
	    withheld_add(s, number, source, why, now, e) != 0)
		return -1;
	return touch_source(s, source, e);
}

int
store_item(struct store *s, struct arena *a, int64_t number, struct item *out,
    struct err *e)
{
	struct row r;

	if (row_load(s, a, number, &r, e) != 0 ||
	    values_unpack(a, r.value, &r.it, e) != 0)
		return -1;
	*out = r.it;
	return 0;
}

static int
gave_of(struct store *s, int64_t number, unsigned *out, struct err *e)
{
	struct query q;
	int rc;

	*out = 0;
	if (number == 0)
		return 0;
	query_start(&q, s, SQL_ARTICLE_GAVE);
	query_put_int(&q, number);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	*out = gave_unpack(query_view(&q));
	return query_end(&q, e);
}

int
store_articles_gave(struct store *s, struct str id, const struct item *v,
    size_t n, unsigned *gave, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		int64_t number;

		if (store_find(s, id, &v[i], 1, &number, e) != 0 ||
		    gave_of(s, number, &gave[i], e) != 0)
			return -1;
	}
	return 0;
}

int
store_article_canonical(struct store *s, struct arena *a, struct str guid,
    struct str *out, struct err *e)
{
	struct query q;
	int rc;

	*out = STR_NULL;
	query_start(&q, s, SQL_ARTICLE_CANONICAL);
	query_put_str(&q, guid);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	*out = query_str(&q, a);
	return query_end(&q, e);
}
