// SPDX-License-Identifier: ISC
/*
 * Each statement of a life of the store fails once. What called it says so, at
 * once and with the name of the file, and nothing of the transaction is kept.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "failing_sqlite.h"
#include "model/limits.h"
#include "store/store.h"
#include "tmp_dir.h"

#define NOW INT64_C(1790000000)
#define HOUR 3600

static struct str
make_guid(const void *ctx, struct arena *a, const struct item *it, unsigned n)
{
	(void)ctx;
	return arena_printf(a, "tag:%.*s-%u", STR_ARG(it->key), n);
}

static struct item
item(const char *key, const char *title, int64_t published)
{
	return (struct item){
		.key = str_c(key),
		.guid = STR_NULL,
		.link = str_c(key),
		.title = str_c(title),
		.summary = STR("a summary"),
		.content = STR("<p>content</p>"),
		.published = { .t = published,
		    .precision = PRECISION_SECOND,
		    .raw = STR("today") },
		.updated = { .raw = STR_NULL },
		.author = STR_NULL,
		.outlet = STR_NULL,
		.language = STR_NULL,
		.image = STR_NULL,
		.digest = (int64_t)strlen(title),
	};
}

/* One life: all that a store is asked in it goes on here. */
struct life {
	struct arena a;
	struct store *s;
	struct err e;
	struct item v[3];
	int64_t number[3];
	struct item *items;
	size_t n;
};

static const struct twin_keys keys = { 1, 2, 3, { 4, 5, 6, 7 }, 4 };

#define MANY 20 /* sources, more than are read one by one */

/* store_memory_fn */
static int
read_again(void *ctx, struct str id, int64_t number, const struct memory *m,
    struct err *e)
{
	struct life *l = ctx;
	struct memory at;

	(void)id, (void)m;
	return store_memory_at(l->s, &l->a, number, &at, e);
}

static int
learn_sources(struct life *l)
{
	struct memory m = { .state = STATE_OK,
		.since = NOW,
		.last_run = NOW,
		.last_success = NOW };
	struct memory out, many[MANY];
	struct memory_of of[MANY];
	char id[MANY][2];
	struct str *ids;
	struct transition *t;
	size_t n;

	m.message = m.turn = m.title = m.language = m.config_hash = m.url =
	    m.validated_url = m.body_hash = STR("x");
	m.validators.etag = m.validators.last_modified = STR("x");
	m.moved.to = m.own_feed.url = STR("x");
	for (size_t i = 0; i < MANY; i++) {
		snprintf(id[i], sizeof(id[i]), "%c", (char)('a' + i));
		of[i] = (struct memory_of){ str_c(id[i]), &many[i] };
	}
	return store_memory_load(l->s, &l->a, STR("a"), &out, &l->e) != 0 ||
	       store_memory_save(l->s, STR("a"), &m, &l->e) != 0 ||
	       store_memory_save(l->s, STR("b"), &m, &l->e) != 0 ||
	       store_memory_load_many(l->s, &l->a, of, MANY, &l->e) != 0 ||
	       store_memory_each(l->s, MEMORY_PLAN, read_again, l, &l->e) !=
		   0 ||
	       store_transition_again(l->s, STR("a"), NOW + 1, STATE_OK,
		   STR("still"), &l->e) != 0 ||
	       store_transitions(l->s, &l->a, STR("a"), 0, &t, &n, &l->e) !=
		   0 ||
	       store_changes(l->s, &l->a, 0, &t, &n, &l->e) != 0 ||
	       store_source_ids(l->s, &l->a, &ids, &n, &l->e) != 0;
}

static int
merge_items(struct life *l)
{
	struct item edited[3], old = item("old", "An old story", NOW - HOUR);
	struct merge m;
	int64_t number;
	bool fresh;

	l->v[0] = item("k0", "Story", NOW);
	l->v[1] = item("k1", "Another story", NOW - HOUR);
	l->v[2] = item("k2", "A third", NOW - 2 * HOUR);
	for (size_t i = 0; i < 3; i++)
		l->v[i].position = i;
	l->v[2].withheld = WITHHELD_FLOOD;
	memcpy(edited, l->v, sizeof(edited));
	edited[0].title = STR("Story, with more of it");
	edited[0].digest = 99;
	edited[2].withheld = WITHHELD_NOT;
	old.guid = STR("tag:old");
	return store_merge(l->s, &l->a, STR("a"), l->v, 3, NOW, make_guid, NULL,
		   &m, &l->e) != 0 ||
	       store_merge(l->s, &l->a, STR("b"), l->v, 2, NOW, make_guid, NULL,
		   &m, &l->e) != 0 ||
	       store_merge(l->s, &l->a, STR("a"), edited, 3, NOW + HOUR,
		   make_guid, NULL, &m, &l->e) != 0 ||
	       store_refill(l->s, &l->a, STR("a"), l->v, 3, &m, &l->e) != 0 ||
	       store_restore(l->s, &l->a, STR("a"), &old, NOW, &fresh, &l->e) !=
		   0 ||
	       store_find(l->s, STR("a"), &old, 1, &number, &l->e) != 0 ||
	       store_find(l->s, STR("a"), l->v, 3, l->number, &l->e) != 0 ||
	       store_rekey(l->s, &l->a, STR("a"), l->number[0], STR("k0b"),
		   NOW + HOUR, &l->e) != 0 ||
	       store_find(l->s, STR("a"), l->v, 3, l->number, &l->e) != 0;
}

static int
read_items(struct life *l)
{
	struct former_key *former;
	struct evidence ev;
	struct item one;
	struct stream *st;
	uint32_t days[3];
	int64_t *number, newest;
	size_t n, from;
	int rc;

	if (store_items_all(l->s, &l->a, STR("a"), 0, &l->items, &number, &l->n,
		&l->e) != 0 ||
	    store_items(l->s, &l->a, STR("a"), 0, &l->items, &l->n, &l->e) !=
		0 ||
	    store_item(l->s, &l->a, l->number[0], &one, &l->e) != 0 ||
	    store_former_keys(
		l->s, &l->a, l->items[0].guid, &former, &n, &l->e) != 0 ||
	    store_evidence(l->s, &l->a, l->items[0].guid, &ev, &l->e) != 0 ||
	    store_largest_batch(l->s, STR("a"), &n, &l->e) != 0 ||
	    store_newest(l->s, STR("a"), &newest, &l->e) != 0 ||
	    store_days(l->s, STR("a"), NOW / 86400, days, 3, &l->e) != 0)
		return -1;
	for (int o = STREAM_PUBLISHED; o <= STREAM_SEEN; o++) {
		struct str ids[] = { STR("a"), STR("b") };

		if (store_stream(l->s, &l->a, ids, 2, (enum stream_order)o, &st,
			&l->e) != 0)
			return -1;
		while ((rc = stream_next(st, &l->a, &one, &from, &l->e)) == 1)
			;
		if (rc != 0)
			return -1;
	}
	return 0;
}

static int
fold_items(struct life *l)
{
	struct str one = l->items[0].guid, other = l->items[1].guid;
	struct fold f = { .head = other,
		.twin = TWIN_TITLE,
		.why = STR("equal titles"),
		.decided = NOW };
	struct fold entry = { .head = STR_NULL, .why = STR_NULL }, out;
	struct folded *folded;
	struct twin_found *found;
	bool apart;
	size_t n;

	return store_twins_add(l->s, one, NOW, &keys, &l->e) != 0 ||
	       store_twins_add(l->s, other, NOW, &keys, &l->e) != 0 ||
	       store_fold_save(l->s, STR("f"), other, &entry, &l->e) != 0 ||
	       store_twins(l->s, &l->a, STR("f"), one, NOW, &keys, &found, &n,
		   &l->e) != 0 ||
	       store_fold_save(l->s, STR("f"), one, &f, &l->e) != 0 ||
	       store_fold_find(l->s, &l->a, STR("f"), one, &out, &l->e) != 0 ||
	       store_folds(l->s, &l->a, one, &folded, &n, &l->e) != 0 ||
	       store_fold_part(l->s, one, other, NOW, &l->e) != 0 ||
	       store_apart(l->s, one, other, &apart, &l->e) != 0 ||
	       store_twins_prune(l->s, NOW + HOUR, &l->e) != 0;
}

static int
archive_items(struct life *l)
{
	struct archive_waiting *waiting;
	struct item *items;
	struct str *source;
	uint32_t last;
	int64_t of;
	size_t n;

	return store_archive_note(l->s, STR("f"), l->items, l->n, &l->e) != 0 ||
	       store_archive_note_source(l->s, STR("a"), &l->e) != 0 ||
	       store_archive_waiting(
		   l->s, &l->a, STR("a"), &waiting, &n, &l->e) != 0 ||
	       store_archive_put(l->s, STR("a"), waiting[0].guid, 1, &l->e) !=
		   0 ||
	       store_archive_items(
		   l->s, &l->a, STR("a"), 1, &items, &source, &n, &l->e) != 0 ||
	       store_archive_last(l->s, STR("a"), &last, &l->e) != 0 ||
	       store_archive_of(l->s, STR("a"), waiting[0].guid, &of, &l->e) !=
		   0;
}

static int
read_articles(struct life *l)
{
	struct article_memory m = { .known = true,
		.read = NOW,
		.rule = STR("p"),
		.why = STR_NULL,
		.canonical = STR("https://a.example/0") };
	struct article_due *due;
	struct str canonical;
	unsigned gave[3];
	size_t n;

	return store_articles_want(l->s, STR("a"), NOW, &l->e) != 0 ||
	       store_articles_due(
		   l->s, &l->a, STR("a"), NOW, 9, &due, &n, &l->e) != 0 ||
	       store_article_save(l->s, due[0].number, &m, &l->e) != 0 ||
	       store_article_load(l->s, &l->a, due[0].guid, &m, &l->e) != 0 ||
	       store_article_fill(l->s, &l->a, due[0].number, &l->v[0], ~0u,
		   true, &l->e) != 0 ||
	       store_articles_gave(l->s, STR("a"), l->v, 3, gave, &l->e) != 0 ||
	       store_article_canonical(
		   l->s, &l->a, due[0].guid, &canonical, &l->e) != 0;
}

static int
learn_the_rest(struct life *l)
{
	struct list_memory list = { .given = STR("x"),
		.rules = STR_NULL,
		.around = STR_NULL,
		.item = l->number,
		.n = 2,
		.size = 2 };
	struct pages_memory pages = { .given = STR("x") };
	struct host_memory host = { .not_before = NOW + HOUR };
	struct robots_memory robots = { .expires = NOW, .rules = STR("x") };
	struct run_record run = { .started = NOW, .ended = NOW + 1 }, *runs;
	struct item *items;
	int64_t since;
	size_t n;

	return store_hub_save(l->s, STR("h"), NOW, &l->e) != 0 ||
	       store_hub_load(l->s, STR("h"), &since, &l->e) != 0 ||
	       store_list_save(l->s, STR("a"), &list, &l->e) != 0 ||
	       store_list_load(l->s, &l->a, STR("a"), &list, &l->e) != 0 ||
	       store_list_items(l->s, &l->a, &list, &items, &n, &l->e) != 0 ||
	       store_pages_save(l->s, STR("a"), &pages, &l->e) != 0 ||
	       store_pages_load(l->s, &l->a, STR("a"), &pages, &l->e) != 0 ||
	       store_host_save(l->s, STR("h"), &host, &l->e) != 0 ||
	       store_host_load(l->s, STR("h"), &host, &l->e) != 0 ||
	       store_robots_save(l->s, STR("o"), &robots, NOW, &l->e) != 0 ||
	       store_robots_load(l->s, &l->a, STR("o"), &robots, &l->e) != 0 ||
	       store_run_save(l->s, &run, &l->e) != 0 ||
	       store_runs(l->s, &l->a, 0, &runs, &n, &l->e) != 0;
}

static int
let_go(struct life *l)
{
	size_t n = 0;

	return store_withhold(l->s, STR("a"), l->number[1], WITHHELD_FILTER,
		   NOW, &l->e) != 0 ||
	       store_withheld_change(l->s, STR("a"), WITHHELD_FILTER,
		   WITHHELD_NOT, &n, &l->e) != 0 ||
	       store_shed(l->s, STR("a"), 1, NOW + HOUR, &n, &l->e) != 0 ||
	       store_hosts_prune(l->s, NOW + HOUR, 1, &l->e) != 0 ||
	       store_source_remove(l->s, STR("b"), &n, &l->e) != 0;
}

/* Returns 0, or -1 with L->e set by the first that failed. */
static int
live(struct life *l)
{
	if (store_open(".", false, &l->s, &l->e) != 0)
		return -1;
	return store_begin(l->s, &l->e) != 0 || learn_sources(l) != 0 ||
		       merge_items(l) != 0 || store_mark(l->s, &l->e) != 0 ||
		       read_items(l) != 0 || store_keep(l->s, &l->e) != 0 ||
		       store_mark(l->s, &l->e) != 0 || fold_items(l) != 0 ||
		       store_undo(l->s, &l->e) != 0 || archive_items(l) != 0 ||
		       read_articles(l) != 0 || learn_the_rest(l) != 0 ||
		       let_go(l) != 0 || store_commit(l->s, &l->e) != 0 ||
		       store_compact(l->s, &l->e) != 0
		   ? -1
		   : 0;
}

static void
end(struct life *l)
{
	store_close(l->s);
	arena_release(&l->a);
	*l = (struct life){ .e = ERR_INIT };
	arena_init(&l->a, LIMIT_ARENA);
}

/* The store has all of a life, or nothing of it. */
static void
assert_whole(struct life *l, bool all)
{
	struct item *v;
	struct str *ids;
	size_t n, nids;

	if (store_open(".", false, &l->s, &l->e) != 0 ||
	    store_items_all(l->s, &l->a, STR("a"), 0, &v, NULL, &n, &l->e) !=
		0 ||
	    store_source_ids(l->s, &l->a, &ids, &nids, &l->e) != 0)
		fail_msg("%s", l->e.msg);
	if ((n == 0) != (nids == 0) || (all && n == 0))
		fail_msg("call %zu: %zu items, %zu sources", calls.at, n, nids);
}

static void
empty_folder(void)
{
	(void)remove("coranto.db");
	(void)remove("coranto.db-wal");
	(void)remove("coranto.db-shm");
}

static void
each_fails_once(void **state)
{
	static const int with[] = { SQLITE_IOERR, SQLITE_FULL, SQLITE_NOMEM,
		SQLITE_CORRUPT };
	struct life l = { .e = ERR_INIT };
	size_t total, step = getenv("UNDER_VALGRIND") != NULL ? 20 : 1;

	(void)state;
	end(&l);
	memset(&calls, 0, sizeof(calls));
	if (live(&l) != 0)
		fail_msg("undisturbed: %s", l.e.msg);
	total = calls.n;
	assert_true(total > 200);
	end(&l);
	assert_whole(&l, true);
	end(&l);
	for (size_t at = 1; at <= total; at += step) {
		int rc;

		empty_folder();
		memset(&calls, 0, sizeof(calls));
		calls.at = at;
		calls.with = with[at % 4];
		rc = live(&l);
		assert_true(calls.hit);
		if (rc == 0)
			fail_msg("call %zu of %zu: nothing is said", at, total);
		if (l.e.code != ERR_STORE || l.e.msg[0] == '\0' ||
		    strstr(l.e.msg, "coranto.db") == NULL)
			fail_msg("call %zu: %d %s", at, l.e.code, l.e.msg);
		/* It stopped there; none but an end was tried after it. */
		end(&l);
		assert_whole(&l, false);
		end(&l);
	}
	end(&l);
	arena_release(&l.a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    each_fails_once, tmp_dir_setup, tmp_dir_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
