// SPDX-License-Identifier: ISC
#include "store/store.h"

#include "model/limits.h"
#include "store/evidence.h"
#include "store/hash.h"
#include "store/restore.h"
#include "store/row.h"
#include "store/source_number.h"
#include "store/touch.h"
#include "store/withheld.h"

/* One call of store_merge. */
struct merging {
	struct store *s;
	struct arena *a;
	int64_t source;
	int64_t now;
	store_make_guid make_guid;
	const void *ctx;
	int64_t *done; /* numbers of the items this page has shown so far */
	size_t ndone;
	struct merge *out;
};

/* One item of the page, on its way into the store. */
struct arrival {
	const struct item *it;
	unsigned char hash[HASH_SIZE];
	struct str value[VALUE_COUNT];
	int64_t fingerprint;
};

static int
arrival_init(
    struct arrival *new, struct arena *a, const struct item *it, struct err *e)
{
	new->it = it;
	hash_text(it->key, new->hash);
	if (values_pack(a, it, new->value, e) != 0)
		return -1;
	new->fingerprint = values_fingerprint(new->value);
	return 0;
}

/*
 * The date an item keeps for ever. A made-up one is a second earlier for each
 * position, so that sorting by date gives the order of the page.
 */
static struct when
freeze_published(const struct item *it, int64_t now)
{
	struct when w = it->published;

	if (w.precision == PRECISION_NONE) {
		w.t = now - (int64_t)it->position;
		w.how = HOW_FIRST_SEEN;
	} else if (w.t > now) {
		w.t = now;
		w.how |= HOW_NOT_YET;
	} else {
		return w;
	}
	w.precision = PRECISION_SECOND;
	w.inferred = true;
	return w;
}

/* What the page says of an edit before it was first seen, where it can be. */
static struct when
first_updated(const struct item *it, const struct when *published, int64_t now)
{
	if (it->updated.precision == PRECISION_NONE ||
	    it->updated.t <= published->t || it->updated.t > now)
		return (struct when){ .raw = STR_NULL };
	return it->updated;
}

/* An edit seen NOW. The clock may have gone back since: times only grow. */
static struct when
moved_updated(const struct item *known, int64_t now)
{
	struct when w = { .t = now,
		.offset = known->published.offset,
		.precision = PRECISION_SECOND,
		.inferred = true,
		.raw = STR_NULL };

	if (w.t < known->published.t)
		w.t = known->published.t;
	if (w.t < known->updated.t)
		w.t = known->updated.t;
	return w;
}

/* The guid to try after SUFFIX of them were another item's. */
static struct str
guid_for(const struct merging *m, const struct item *it, unsigned suffix)
{
	if (suffix == 0 && !str_empty(it->guid))
		return it->guid;
	return m->make_guid(m->ctx, m->a, it, suffix);
}

/* Insert R under the first guid that no item of any source has had. 1: one of
 * them is R's, which came back from a feed, and *N is its number. */
static int
insert_item(const struct merging *m, struct row *r, int64_t *n, struct err *e)
{
	for (unsigned suffix = 0; suffix <= LIMIT_GUID_SUFFIX; suffix++) {
		struct query q;

		r->it.guid = guid_for(m, &r->it, suffix);
		query_start(&q, m->s, SQL_ITEM_ADD);
		query_put_int(&q, m->source);
		row_put_frozen(&q, r);
		row_put_moving(&q, r);
		if (query_run(&q, e) != 0)
			return -1;
		if (sqlite3_changes(m->s->db) > 0) {
			*n = sqlite3_last_insert_rowid(m->s->db);
			return touch_source(m->s, m->source, e);
		}
		if (restore_find(m->s, m->source, r->it.guid, n, e) != 0)
			return -1;
		if (*n != 0)
			return 1;
	}
	err_set(e, ERR_LIMIT, "%u items want the guid %.*s", LIMIT_GUID_SUFFIX,
	    STR_ARG(r->it.guid));
	return -1;
}

/* How a page's values differ from the stored ones. */
struct edit {
	bool any;  /* a value was replaced */
	bool text; /* title, summary or content was */
	bool kept; /* one of those is not on the page now, and was kept */
	struct str names;        /* of those that were, with spaces */
	struct str title_before; /* or empty */
};

/* What a value is called when a change of it is an edit; else empty. */
static struct str
text_name(int value)
{
	switch (value) {
	case VALUE_TITLE:
		return STR("title");
	case VALUE_SUMMARY:
		return STR("summary");
	case VALUE_CONTENT:
		return STR("content");
	default:
		return STR_NULL;
	}
}

static struct edit
values_replace(struct arena *a, struct str stored[VALUE_COUNT],
    const struct str page[VALUE_COUNT])
{
	struct edit ed = { .names = STR_NULL, .title_before = STR_NULL };

	for (int i = 0; i < VALUE_COUNT; i++) {
		struct str name = text_name(i);

		if (str_eq(stored[i], page[i]))
			continue;
		if (str_empty(page[i])) {
			ed.kept |= !str_empty(name);
			continue;
		}
		if (i == VALUE_TITLE)
			ed.title_before = stored[i];
		stored[i] = page[i];
		ed.any = true;
		if (str_empty(name))
			continue;
		ed.names = arena_concat(a,
		    (struct str[]){
			ed.names, ed.text ? STR(" ") : STR_NULL, name },
		    3);
		ed.text = true;
	}
	return ed;
}

static int
save_item(
    const struct merging *m, int64_t n, const struct row *r, struct err *e)
{
	unsigned char hash[HASH_SIZE];
	struct query q;

	/* Its own key: the page may have one that it had before. */
	hash_text(r->it.key, hash);
	query_start(&q, m->s, SQL_ITEM_SAVE);
	row_put_moving(&q, r);
	query_put_int(&q, n);
	if (query_run(&q, e) != 0 || touch_source(m->s, m->source, e) != 0)
		return -1;
	query_start(&q, m->s, SQL_IDENTITY_SAVE);
	query_put_int(&q, values_fingerprint(r->value));
	query_put_int(&q, m->source);
	query_put_bytes(&q, hash, sizeof(hash));
	return query_run(&q, e);
}

/* 1: it is no new one, but came back from a feed, and *N is its number. */
static int
add_new(const struct merging *m, const struct arrival *new, int64_t *n,
    struct err *e)
{
	struct row r = { .it = *new->it };
	struct query q;
	int rc;

	memcpy(r.value, new->value, sizeof(r.value));
	r.it.first_seen = m->now;
	r.it.published = freeze_published(new->it, m->now);
	r.it.updated = first_updated(new->it, &r.it.published, m->now);
	rc = insert_item(m, &r, n, e);
	if (rc != 0)
		return rc;
	query_start(&q, m->s, SQL_IDENTITY_ADD);
	query_put_int(&q, m->source);
	query_put_bytes(&q, new->hash, sizeof(new->hash));
	query_put_int(&q, *n);
	query_put_int(&q, new->fingerprint);
	if (query_run(&q, e) != 0 ||
	    evidence_add(m->s, m->a, *n, &r.it, e) != 0)
		return -1;
	if (r.it.withheld != WITHHELD_NOT) {
		m->out->withheld++;
		return withheld_add(
		    m->s, *n, m->source, r.it.withheld, m->now, e);
	}
	m->out->fresh++;
	return 0;
}

static int
edit_known(const struct merging *m, const struct arrival *new, int64_t n,
    struct err *e)
{
	struct row r = { 0 };
	struct edit ed;
	bool moved;

	if (row_load(m->s, m->a, n, &r, e) != 0)
		return -1;
	ed = values_replace(m->a, r.value, new->value);
	if (!ed.any) { /* only less than before: nothing to write */
		m->out->same++;
		return 0;
	}
	moved = ed.text && r.it.digest != new->it->digest;
	if (moved)
		r.it.updated = moved_updated(&r.it, m->now);
	/* A digest of less than what is stored would look like an edit when
	 * the rest is back. */
	if (moved || !ed.kept)
		r.it.digest = new->it->digest;
	if (moved)
		m->out->changed++;
	else
		m->out->same++;
	if (moved && evidence_edit(m->s, n, ed.names, ed.title_before, e) != 0)
		return -1;
	return save_item(m, n, &r, e);
}

/*
 * The page shows item N, which came back from a feed: from now on it has the
 * key of the page, and its values. They are no edit: what the feed has of them
 * is not what a page has. One that has had a key of a page before is known by
 * its guid all the same.
 */
static int
adopt(const struct merging *m, const struct arrival *new, int64_t n,
    struct err *e)
{
	unsigned char hash[HASH_SIZE];
	struct row r = { 0 };
	struct query q;

	if (row_load(m->s, m->a, n, &r, e) != 0)
		return -1;
	if (!str_eq(r.it.key, restore_key(m->a, r.it.guid)))
		return edit_known(m, new, n, e);
	hash_text(r.it.key, hash);
	query_start(&q, m->s, SQL_IDENTITY_MOVE);
	query_put_bytes(&q, new->hash, sizeof(new->hash));
	query_put_int(&q, m->source);
	query_put_bytes(&q, hash, sizeof(hash));
	if (query_run(&q, e) != 0)
		return -1;
	query_start(&q, m->s, SQL_ITEM_REKEY);
	query_put_str(&q, new->it->key);
	query_put_int(&q, n);
	if (query_run(&q, e) != 0)
		return -1;
	(void)values_replace(m->a, r.value, new->value);
	r.it.key = new->it->key;
	r.it.digest = new->it->digest;
	m->out->same++;
	return save_item(m, n, &r, e);
}

/* True when the page has shown item N before; remembers it. */
static bool
shown_before(struct merging *m, int64_t n)
{
	for (size_t i = 0; i < m->ndone; i++)
		if (m->done[i] == n)
			return true;
	m->done[m->ndone++] = n;
	return false;
}

/* 1 with the item's number in *N, as its key or one it had before is HASH; 0
 * when there is none; -1. SAME: its values are those of the page. */
static int
find_known(const struct merging *m, const struct arrival *new, int64_t *n,
    bool *same, struct err *e)
{
	struct query q;
	int rc;

	query_start(&q, m->s, SQL_IDENTITY_FIND);
	query_put_int(&q, m->source);
	query_put_bytes(&q, new->hash, sizeof(new->hash));
	rc = query_next(&q, e);
	if (rc > 0) {
		*n = query_int(&q);
		*same = query_int(&q) == new->fingerprint;
		return query_end(&q, e) == 0 ? 1 : -1;
	}
	if (rc < 0)
		return -1;
	query_start(&q, m->s, SQL_ALIAS_FIND);
	query_put_int(&q, m->source);
	query_put_bytes(&q, new->hash, sizeof(new->hash));
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	*n = query_int(&q);
	*same = false;
	return query_end(&q, e) == 0 ? 1 : -1;
}

static int
merge_one(struct merging *m, const struct item *it, struct err *e)
{
	struct arrival new;
	bool same;
	int64_t n;
	int rc;

	if (arrival_init(&new, m->a, it, e) != 0)
		return -1;
	rc = find_known(m, &new, &n, &same, e);
	if (rc < 0)
		return -1;
	if (rc == 0) {
		rc = add_new(m, &new, &n, e);
		if (rc < 0)
			return -1;
		if (rc > 0)
			return shown_before(m, n) ? 0 : adopt(m, &new, n, e);
		m->done[m->ndone++] = n;
		return 0;
	}
	if (shown_before(m, n))
		return 0;
	if (!same)
		return edit_known(m, &new, n, e);
	m->out->same++;
	return 0;
}

/* Give what is stored of NEW the values that it has now. */
static int
refill_one(struct merging *m, const struct item *it, struct err *e)
{
	struct row r = { 0 };
	struct arrival new;
	struct edit ed = { .any = false };
	bool same;
	int64_t n;
	int rc;

	if (arrival_init(&new, m->a, it, e) != 0)
		return -1;
	rc = find_known(m, &new, &n, &same, e);
	if (rc < 0)
		return -1;
	m->out->fresh += rc == 0;
	if (rc == 0 || shown_before(m, n))
		return 0;
	if (!same && row_load(m->s, m->a, n, &r, e) != 0)
		return -1;
	if (!same)
		ed = values_replace(m->a, r.value, new.value);
	if (!ed.any) {
		m->out->same++;
		return 0;
	}
	m->out->changed++;
	/* A later page that says the same is no edit of what was. */
	if (!ed.kept)
		r.it.digest = it->digest;
	return save_item(m, n, &r, e);
}

int
store_refill(struct store *s, struct arena *a, struct str id,
    const struct item *v, size_t n, struct merge *out, struct err *e)
{
	struct merging m = { .s = s, .a = a, .out = out };
	enum source_state state;

	*out = (struct merge){ 0 };
	if (source_number(s, id, &m.source, &state, e) != 0)
		return -1;
	m.done = ARENA_ARRAY(a, n, int64_t);
	for (size_t i = 0; i < n; i++)
		if (refill_one(&m, &v[i], e) != 0)
			return -1;
	return 0;
}

int
store_merge(struct store *s, struct arena *a, struct str id,
    const struct item *v, size_t n, int64_t now, store_make_guid make_guid,
    const void *ctx, struct merge *out, struct err *e)
{
	struct merging m = { .s = s,
		.a = a,
		.now = now,
		.make_guid = make_guid,
		.ctx = ctx,
		.out = out };
	enum source_state state;

	*out = (struct merge){ 0 };
	if (source_number(s, id, &m.source, &state, e) != 0)
		return -1;
	m.done = ARENA_ARRAY(a, n, int64_t);
	for (size_t i = 0; i < n; i++)
		if (merge_one(&m, &v[i], e) != 0)
			return -1;
	return 0;
}
