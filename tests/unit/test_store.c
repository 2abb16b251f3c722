// SPDX-License-Identifier: ISC
#include "store/store.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/sha256.h"
#include "model/limits.h"
#include "store/query.h"
#include "store/schema.h"
#include "tmp_dir.h"

#define NOW INT64_C(1790000000)

static struct store *
open_store(const char *dir)
{
	struct err e = ERR_INIT;
	struct store *s = NULL;

	if (store_open(dir, false, &s, &e) != 0)
		fail_msg("%s", e.msg);
	return s;
}

/* The bytes of the database, or nothing; B is the caller's to release. */
static struct str
database(struct buf *b)
{
	struct err e = ERR_INIT;

	buf_init(b, 16 << 20);
	(void)file_read(AT_FDCWD, "coranto.db", b, &e);
	return buf_str(b);
}

/* Run SQL on the database as another program would. */
static void
shell(const char *sql)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open("coranto.db", &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int64_t
ask(struct store *s, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int64_t v;

	if (sqlite3_prepare_v2(s->db, sql, -1, &stmt, NULL) != SQLITE_OK ||
	    sqlite3_step(stmt) != SQLITE_ROW)
		fail_msg("%s: %s", sql, sqlite3_errmsg(s->db));
	v = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return v;
}

static void
put(const char *path, struct str bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(fd_write_all(fd, bytes), 0);
	assert_int_equal(close(fd), 0);
}

static void
assert_mode(const char *path, mode_t wanted)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, wanted);
}

static void
test_created_closed_to_others(void **state)
{
	mode_t before = umask(0);
	struct store *s = open_store("a/state");

	(void)state;
	assert_int_equal(store_begin(s, &(struct err){ 0 }), 0);
	umask(before);
	assert_mode("a/state", 0700);
	assert_mode("a/state/coranto.db", 0600);
	assert_mode("a/state/coranto.db-wal", 0600);
	store_close(s);
	/* One file is the whole state: it may be copied, moved, restored. */
	assert_int_equal(access("a/state/coranto.db-wal", F_OK), -1);
}

static void
test_connection_is_safe(void **state)
{
	static const struct {
		int line;
		const char *sql;
		int64_t wanted;
	} rows[] = {
		{ __LINE__, "PRAGMA synchronous", 3 },
		{ __LINE__, "PRAGMA foreign_keys", 1 },
		{ __LINE__, "PRAGMA trusted_schema", 0 },
		{ __LINE__, "PRAGMA busy_timeout", LIMIT_BUSY_MS },
		{ __LINE__,
		    "SELECT journal_mode = 'wal' FROM pragma_journal_mode", 1 },
		/* Every table is STRICT, every column NOT NULL. */
		{ __LINE__,
		    "SELECT count(*) FROM pragma_table_list "
		    "WHERE schema = 'main' AND NOT strict "
		    "AND name NOT LIKE 'sqlite%'",
		    0 },
		{ __LINE__,
		    "SELECT count(*) FROM pragma_table_list AS t, "
		    "pragma_table_info(t.name) AS c WHERE t.schema = 'main' "
		    "AND NOT c.\"notnull\" AND t.name NOT LIKE 'sqlite%'",
		    0 },
	};
	struct store *s = open_store(".");

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t v = ask(s, rows[i].sql);

		if (v != rows[i].wanted)
			fail_msg("line %d: %ld", rows[i].line, (long)v);
	}
	store_close(s);
}

static void
test_read_only(void **state)
{
	struct err e = ERR_INIT;
	struct store *s = NULL;
	struct arena a;
	struct memory m;

	(void)state;
	assert_int_equal(store_open(".", true, &s, &e), -1);
	assert_int_equal(e.code, ERR_STORE);
	assert_int_equal(e.sys, ENOENT);
	assert_int_equal(access("coranto.db", F_OK), -1);

	/* A run was killed right after it had made the file. */
	put("coranto.db", STR_NULL);
	assert_int_equal(store_open(".", true, &s, &e), -1);
	assert_int_equal(e.sys, ENOENT);

	store_close(open_store("."));
	assert_int_equal(store_open(".", true, &s, &e), 0);
	arena_init(&a, 1 << 20);
	assert_int_equal(store_begin(s, &e), 0);
	assert_int_equal(store_memory_load(s, &a, STR("x"), &m, &e), 0);
	assert_int_equal(store_commit(s, &e), 0);
	assert_int_equal(store_memory_save(s, STR("x"), &m, &e), -1);
	assert_int_equal(e.code, ERR_STORE);
	arena_release(&a);
	store_close(s);
}

/* Refused with a word that tells why, and left byte for byte as it was. */
static void
assert_refused(int line, const char *word)
{
	struct err e = ERR_INIT;
	struct store *s = NULL;
	struct buf before, after;

	database(&before);
	for (int read_only = 0; read_only < 2; read_only++) {
		if (store_open(".", read_only, &s, &e) == 0)
			fail_msg("line %d: opened", line);
		if (e.code != ERR_STORE || strstr(e.msg, word) == NULL ||
		    strstr(e.msg, "coranto.db") == NULL)
			fail_msg("line %d: %s", line, e.msg);
	}
	database(&after);
	if (!str_eq(buf_str(&before), buf_str(&after)))
		fail_msg("line %d: the file was changed", line);
	buf_release(&before);
	buf_release(&after);
}

static void
test_strange_files_are_refused(void **state)
{
	static const struct {
		int line;
		const char *sql, *word;
	} rows[] = {
		{ __LINE__, "PRAGMA user_version = 999", "version 999" },
		{ __LINE__, "PRAGMA user_version = -1", "version -1" },
		{ __LINE__, "PRAGMA application_id = 7", "another program" },
		{ __LINE__,
		    "PRAGMA application_id = 0; PRAGMA user_version = 0",
		    "another program" },
	};
	char text[32];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		unlink("coranto.db");
		store_close(open_store("."));
		shell(rows[i].sql);
		assert_refused(rows[i].line, rows[i].word);
	}
	/* Both versions are named. */
	unlink("coranto.db");
	store_close(open_store("."));
	shell("PRAGMA user_version = 999");
	snprintf(text, sizeof(text), "up to %zu", store_schema.n);
	assert_refused(__LINE__, text);
}

static void
test_damaged_files_are_refused(void **state)
{
	const char *path = "coranto.db";
	char noise[8192];
	struct buf b;
	struct str whole;

	(void)state;
	memset(noise, 'z', sizeof(noise));
	put(path, str_n(noise, sizeof(noise)));
	assert_refused(__LINE__, "damaged");
	put(path, STR("a text that somebody wrote here"));
	assert_refused(__LINE__, "damaged");

	unlink(path);
	store_close(open_store("."));
	whole = database(&b);
	path = "coranto.db";
	/* The page that holds the schema, not its header. */
	memcpy(b.p + 100, noise, 1000);
	put(path, whole);
	assert_refused(__LINE__, "damaged");
	buf_release(&b);
}

/* A page that no statement of a run may ever come to: found at the start. */
static void
test_a_damaged_page_is_found(void **state)
{
	struct err e = ERR_INIT;
	struct store *s = NULL;
	struct buf before, after;
	struct str whole;

	(void)state;
	store_close(open_store("."));
	assert_int_equal(store_whole(".", &e), 0);
	whole = database(&before);
	assert_true(whole.len > 4 * 4096);
	memset(before.p + 3 * 4096, 'z', 4096);
	put("coranto.db", whole);
	assert_int_equal(store_open(".", false, &s, &e), -1);
	assert_int_equal(e.code, ERR_STORE);
	assert_int_equal(e.sys, EUCLEAN);
	assert_non_null(
	    strstr(e.msg, "is damaged, and is left as it is (SQLite: "));
	assert_int_equal(store_whole(".", &e), -1);
	assert_int_equal(e.sys, EUCLEAN);
	assert_true(str_eq(database(&after), buf_str(&before)));
	buf_release(&before);
	buf_release(&after);
	unlink("coranto.db");
	assert_int_equal(store_whole(".", &e), -1);
	assert_int_equal(e.sys, ENOENT);
}

/* A large one is looked through when it was left in the middle of something. */
static void
test_large_files_are_trusted(void **state)
{
	static const struct {
		const char *beside;
		int rc;
	} rows[] = {
		{ "coranto.db-shm", 0 },
		{ "coranto.db-wal", -1 },
		{ "coranto.db-journal", -1 },
	};
	struct buf b;
	struct str whole;

	(void)state;
	store_close(open_store("."));
	whole = database(&b);
	memset(b.p + whole.len - 4096, 'z', 4096);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err e = ERR_INIT;
		struct store *s = NULL;

		put("coranto.db", whole);
		assert_int_equal(truncate("coranto.db", LIMIT_CHECK + 4096), 0);
		put(rows[i].beside, STR(""));
		if (store_open(".", false, &s, &e) != rows[i].rc ||
		    (rows[i].rc != 0 && e.sys != EUCLEAN))
			fail_msg("%s: %s", rows[i].beside, e.msg);
		store_close(s);
		unlink(rows[i].beside);
	}
	buf_release(&b);
}

/* Whatever refers to a source goes with it: a table that is new has to be thought
 * of. */
static void
test_a_source_is_removed_whole(void **state)
{
	struct err e = ERR_INIT;
	struct store *s = open_store(".");
	size_t n = 0;

	(void)state;
	assert_int_equal(
	    ask(s, "SELECT count(DISTINCT m.name) FROM sqlite_schema AS m, "
		   "pragma_foreign_key_list(m.name) AS f "
		   "WHERE f.\"table\" = 'source' AND m.name NOT IN ("
		   "'item', 'identity', 'transition', 'withheld', 'alias', "
		   "'list', 'pages', 'article')"),
	    0);
	store_close(s);
	shell(
	    "INSERT INTO source (id) VALUES ('a'), ('b');"
	    "INSERT INTO list SELECT n, '', '', 0, '', '', 0, x'' FROM source;"
	    "INSERT INTO pages SELECT n, '', 0, 0 FROM source;"
	    "INSERT INTO transition SELECT NULL, n, 1, 'new', 'ok', '' "
	    "FROM source");
	s = open_store(".");
	assert_int_equal(store_begin(s, &e), 0);
	assert_int_equal(store_source_remove(s, STR("a"), &n, &e), 0);
	assert_int_equal(store_commit(s, &e), 0);
	assert_int_equal(ask(s, "SELECT count(*) FROM source"), 1);
	assert_int_equal(ask(s, "SELECT count(*) FROM pages"), 1);
	assert_int_equal(
	    ask(s, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
	store_close(s);
}

static void
test_state_folders_refused(void **state)
{
	struct err e = ERR_INIT;
	struct store *s = NULL;

	(void)state;
	put("file", STR("x"));
	assert_int_equal(store_open("file", false, &s, &e), -1);
	assert_int_equal(e.code, ERR_STORE);
	assert_int_equal(e.sys, ENOTDIR);
	assert_int_equal(mkdir("coranto.db", 0700), 0);
	assert_int_equal(store_open(".", false, &s, &e), -1);
	assert_int_equal(e.code, ERR_STORE);
	assert_non_null(strstr(e.msg, "coranto.db"));
}

/* Steps of a made-up program that has come further than this one. */
static const char first[] = "CREATE TABLE t (n INTEGER NOT NULL) STRICT;"
			    "PRAGMA application_id = 0x4352544f;"
			    "PRAGMA user_version = 1";
static const char second[] = "ALTER TABLE t ADD v TEXT NOT NULL DEFAULT 'x';"
			     "PRAGMA user_version = 2";
static const char broken[] = "INSERT INTO t (n) VALUES (1);"
			     "PRAGMA user_version = 2;"
			     "INSERT INTO nowhere VALUES (1)";

static void
test_upgrade_is_whole_or_not_at_all(void **state)
{
	static const char *const good[] = { first, second };
	static const char *const bad[] = { first, broken };
	const struct schema one = { good, 1 }, two = { good, 2 },
			    broke = { bad, 2 };
	struct err e = ERR_INIT;
	struct store s = { .path = (char[]){ "coranto.db" } };

	(void)state;
	assert_int_equal(sqlite3_open(":memory:", &s.db), SQLITE_OK);
	assert_int_equal(schema_upgrade(&s, &broke, &e), -1);
	assert_int_equal(ask(&s, "SELECT count(*) FROM sqlite_schema"), 0);
	assert_int_equal(schema_upgrade(&s, &one, &e), 0);
	assert_int_equal(ask(&s, "PRAGMA user_version"), 1);

	assert_int_equal(schema_upgrade(&s, &broke, &e), -1);
	assert_non_null(strstr(e.msg, "nowhere"));
	assert_int_equal(ask(&s, "PRAGMA user_version"), 1);
	assert_int_equal(ask(&s, "SELECT count(*) FROM t"), 0);

	assert_int_equal(schema_upgrade(&s, &two, &e), 0);
	assert_int_equal(ask(&s, "PRAGMA user_version"), 2);
	assert_int_equal(ask(&s, "SELECT count(v) FROM t"), 0);
	assert_int_equal(schema_upgrade(&s, &two, &e), 0);
	assert_int_equal(schema_upgrade(&s, &one, &e), -1);
	assert_int_equal(sqlite3_close(s.db), SQLITE_OK);
}

/*
 * A database of each released version, as that release made it, is brought up
 * to date with what it holds. The sums see to it that no released step is ever
 * edited: a change of schema is a new step and a new row.
 */
static void
test_every_released_schema_opens(void **state)
{
	static const char *const released[] = {
		"15f62305c0b29441e700577adc56640d03d2f1fd29f3306088a6cb1b065905a8",
		"702fb910f984085dc1ea18d1aa574c29e2ec76fc8991aa6ca4230ce1ea8bcbad",
		"4f1caa207860bf2aa16e30c3cc99ddd487e9e0310ad203eb587908f05adaf573",
		"a8f951b9bce7f36a7fb02c40f257e126a8fc56c69ae2fa10b9e98598ca97a588",
		"f0547f8f711b940074fbfaec4af1636a3e61859a7e49ef1c07b840b222d31331",
		"fb18d8f985af7947101faf4f2db9e8be8ed2616513695180032059b0f3478b5a",
		"9b2b7da8858f93460093d83c9c5fad535624fb77f2c06d0a2fe0c622e99a42a2",
		"462e85fbcdd6adfda08e2f9f111629249030dfb621062ee0aa8c210e3d29a1f7",
		"806199e6e1afb2519dd72c70b84be2dbe9dabfb72e80eb50085e6a758dfe677a",
		"8183af8986fe987efd1498dc0858712bf8d2289f1177c57d770486cb4ace99dc",
		"d0f29d2429ebfa85981c12b8b9377444481a534a02c64e0b494aab2370f1b716",
		"ace0f49d79b1f8cc44cf98e862cdabc474b09ce8ad207ef1748777004cb45c59",
		"9189bf962d0242c1a198817ed0e000f8e4bc685c790ccd93bf767a563935de6f",
		"2a8d9f0de15b5fbf0eb7856507ef5b08169e66508e48fa74c63ad328da961b0d",
		"016471ff608275cda1859632de0b0221ad15a9e4b7728c0e9bb7defc62d78b46",
		"2bbb134e3f775a4b2c318ba165875788eb847cdb33debd95c80338ac084ca1aa",
		"1f042c4d5e60e2b1261b04604f2d371e9534afc6a7e5903796625566bae4a694",
		"e8c4dc5c6b981f712d6eabe60ecefbae46f0fb19f82fa0d02cbd1fc1feb23b75",
	};

	(void)state;
	assert_int_equal(store_schema.n, sizeof(released) / sizeof(*released));
	for (size_t v = 1; v <= store_schema.n; v++) {
		const struct schema then = { store_schema.step, v };
		const char *step = store_schema.step[v - 1];
		struct err e = ERR_INIT;
		struct store old = { .path = (char[]){ "coranto.db" } }, *s;
		struct evidence known;
		struct item *items;
		struct arena a;
		size_t n;

		arena_init(&a, 1 << 20);
		assert_string_equal(
		    sha256_hex(&a, str_c(step)).p, released[v - 1]);
		unlink(old.path);
		assert_int_equal(sqlite3_open(old.path, &old.db), SQLITE_OK);
		assert_int_equal(schema_upgrade(&old, &then, &e), 0);
		assert_int_equal(sqlite3_close(old.db), SQLITE_OK);
		shell(
		    "INSERT INTO source (id, state) VALUES ('a', 'gone');"
		    "INSERT INTO item SELECT 7, n, 'tag:g', 'l:k', 5, 0, 5, 0, "
		    "'day', 0, '5th', 0, 0, 'none', 0, '', 1, 'Title', '', '', "
		    "'', '', '', '', '', '', '' FROM source");

		s = open_store(".");
		assert_int_equal(ask(s, "PRAGMA user_version"), store_schema.n);
		assert_int_equal(ask(s, "SELECT count(*) FROM source "
					"WHERE id = 'a' AND state = 'gone'"),
		    1);
		assert_int_equal(
		    store_items(s, &a, STR("a"), 0, &items, &n, &e), 0);
		assert_int_equal(n, 1);
		assert_true(str_eq(items[0].title, STR("Title")));
		assert_int_equal(
		    store_evidence(s, &a, items[0].guid, &known, &e), 0);
		assert_false(known.known);
		arena_release(&a);
		store_close(s);
	}
}

static struct memory
sample_memory(enum source_state state, int64_t since)
{
	return (struct memory){
		.state = state,
		.since = since,
		.last_run = NOW,
		.last_success = NOW - 1,
		.next_due = NOW + 600,
		.failures = 3,
		.items = 40,
		.fresh = UINT32_MAX,
		.message = STR("status 503"),
		.title = STR("要闻"),
		.language = STR("zh-CN"),
		.config_hash = STR("0af3"),
		.url = STR("https://example.cn/yaowen/"),
		.validators = { STR("W/\"a\0b\""), STR("yesterday") },
		.validated_url = STR("https://www.example.cn/yaowen/"),
		.body_hash = STR("ba7816bf"),
		.due_reason = DUE_HOURS,
		.rhythm = { .learned = NOW,
		    .newest = NOW - 7,
		    .missed = UINT32_MAX,
		    .hour = { [23] = { 1500, UINT32_MAX } },
		    .day = { [0] = { 1, 2 }, [6] = { 3, 4 } } },
		.hints = { 3600, 1u << 23, 1u << 6 },
		.moved = { STR("https://example.cn/new/"), NOW - 5, 9 },
		.own_feed = { STR("https://example.cn/feed"), NOW - 8 },
		.basis = UINT64_MAX,
		.list_sum = UINT64_MAX - 1,
	};
}

static void
test_memory(void **state)
{
	struct err e = ERR_INIT;
	struct store *s = open_store(".");
	struct memory m = sample_memory(STATE_HTTP_ERROR, NOW - 60), back;
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(store_memory_load(s, &a, STR("a"), &back, &e), 0);
	assert_int_equal(back.state, STATE_NEW);
	assert_int_equal(back.last_run, 0);
	assert_int_equal(back.due_reason, DUE_RHYTHM);
	assert_int_equal(back.rhythm.learned, 0);
	assert_non_null(back.message.p);
	assert_non_null(back.moved.to.p);
	assert_non_null(back.own_feed.url.p);
	assert_non_null(back.validators.etag.p);

	assert_int_equal(store_memory_save(s, STR("a"), &m, &e), 0);
	store_close(s);
	s = open_store(".");
	assert_int_equal(store_memory_load(s, &a, STR("a"), &back, &e), 0);
	assert_int_equal(back.state, m.state);
	assert_int_equal(back.since, m.since);
	assert_int_equal(back.last_run, m.last_run);
	assert_int_equal(back.last_success, m.last_success);
	assert_int_equal(back.next_due, m.next_due);
	assert_int_equal(back.failures, m.failures);
	assert_int_equal(back.items, m.items);
	assert_true(back.fresh == m.fresh);
	assert_true(str_eq(back.message, m.message));
	assert_true(str_eq(back.title, m.title));
	assert_true(str_eq(back.language, m.language));
	assert_true(str_eq(back.config_hash, m.config_hash));
	assert_true(back.basis == m.basis);
	assert_true(back.list_sum == m.list_sum);
	assert_true(str_eq(back.url, m.url));
	assert_true(str_eq(back.validators.etag, m.validators.etag));
	assert_true(
	    str_eq(back.validators.last_modified, m.validators.last_modified));
	assert_true(str_eq(back.validated_url, m.validated_url));
	assert_true(str_eq(back.body_hash, m.body_hash));
	assert_int_equal(back.due_reason, DUE_HOURS);
	assert_memory_equal(&back.rhythm, &m.rhythm, sizeof(m.rhythm));
	assert_memory_equal(&back.hints, &m.hints, sizeof(m.hints));
	assert_true(str_eq(back.moved.to, m.moved.to));
	assert_int_equal(back.moved.since, m.moved.since);
	assert_int_equal(back.moved.times, m.moved.times);
	assert_true(str_eq(back.own_feed.url, m.own_feed.url));
	assert_int_equal(back.own_feed.refused, m.own_feed.refused);

	assert_int_equal(store_memory_load(s, &a, STR("b"), &back, &e), 0);
	assert_int_equal(back.state, STATE_NEW);
	store_close(s);
	arena_release(&a);
}

static struct str
no_guid(
    const void *ctx, struct arena *a, const struct item *it, unsigned suffix)
{
	(void)ctx;
	(void)it;
	return arena_printf(a, "tag:x-%u", suffix);
}

/* What is remembered of a list comes back as it was put, in its order. */
static void
test_pages(void **state)
{
	struct pages_memory m, given = { STR("next|a.more"), 10, 2 };
	struct err e = ERR_INIT;
	struct store *s = open_store(".");
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(store_pages_load(s, &a, STR("a"), &m, &e), 0);
	assert_true(str_empty(m.given) && m.owed == 0 && m.tries == 0);
	assert_int_equal(store_pages_save(s, STR("a"), &given, &e), 0);
	given.owed = 9;
	assert_int_equal(store_pages_save(s, STR("a"), &given, &e), 0);
	assert_int_equal(store_pages_load(s, &a, STR("a"), &m, &e), 0);
	assert_true(str_eq(m.given, given.given));
	assert_int_equal(m.owed, 9);
	assert_int_equal(m.tries, 2);
	assert_int_equal(store_pages_load(s, &a, STR("b"), &m, &e), 0);
	assert_true(str_empty(m.given));
	arena_release(&a);
	store_close(s);
}

static void
test_list(void **state)
{
	struct err e = ERR_INIT;
	struct store *s = open_store(".");
	struct item v[] = { { .key = STR("l:1"), .title = STR("One") },
		{ .key = STR("l:2"), .title = STR("Two") } };
	struct list_memory list = { .given = STR("0af3"),
		.rules = STR("{\"item\":[\"li\"]}"),
		.broke = NOW,
		.have = { [FIELD_TITLE] = 20, [FIELD_DATE] = 7 },
		.size = 20,
		.around = STR("\0a\xff") };
	struct list_memory back;
	int64_t number[2];
	struct item *items;
	struct merge done;
	struct memory m;
	struct arena a;
	size_t n;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(store_list_load(s, &a, STR("a"), &back, &e), 0);
	assert_true(str_empty(back.given));
	assert_int_equal(back.n, 0);
	assert_int_equal(
	    store_merge(s, &a, STR("a"), v, 2, NOW, no_guid, NULL, &done, &e),
	    0);
	assert_int_equal(store_find(s, STR("a"), v, 2, number, &e), 0);
	list.item = (int64_t[]){ number[1], number[0] };
	list.n = 2;
	assert_int_equal(store_list_save(s, STR("a"), &list, &e), 0);
	assert_int_equal(store_list_save(s, STR("a"), &list, &e), 0);

	assert_int_equal(store_list_load(s, &a, STR("a"), &back, &e), 0);
	assert_true(str_eq(back.given, list.given));
	assert_true(str_eq(back.rules, list.rules));
	assert_int_equal(back.broke, NOW);
	assert_int_equal(back.size, 20);
	assert_memory_equal(back.have, list.have, sizeof(list.have));
	assert_true(str_eq(back.around, list.around));
	assert_int_equal(store_list_items(s, &a, &back, &items, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_true(str_eq(items[0].title, STR("Two")));
	assert_true(str_eq(items[1].title, STR("One")));
	assert_int_equal(store_memory_load(s, &a, STR("a"), &m, &e), 0);
	assert_int_equal(m.broke, NOW);
	assert_int_equal(store_memory_load(s, &a, STR("b"), &m, &e), 0);
	assert_int_equal(m.broke, 0);
	store_close(s);
	arena_release(&a);
}

/* What a plan takes of M, and nothing else, is in PLAN. */
static void
assert_plan(const struct memory *plan, const struct memory *m)
{
	assert_int_equal(plan->state, m->state);
	assert_int_equal(plan->since, m->since);
	assert_int_equal(plan->last_run, m->last_run);
	assert_int_equal(plan->next_due, m->next_due);
	assert_int_equal(plan->due_reason, m->due_reason);
	assert_int_equal(plan->failures, m->failures);
	assert_int_equal(plan->basis, m->basis);
	assert_true(str_eq(plan->title, m->title));
	assert_true(str_eq(plan->language, m->language));
	assert_true(str_eq(plan->config_hash, m->config_hash));
	assert_true(str_eq(plan->url, m->url));
	assert_true(str_eq(plan->moved.to, m->moved.to));
	assert_int_equal(plan->moved.since, m->moved.since);
	assert_int_equal(plan->moved.times, m->moved.times);
	assert_true(str_eq(plan->own_feed.url, m->own_feed.url));
	assert_memory_equal(&plan->hints, &m->hints, sizeof(m->hints));
	assert_memory_equal(&plan->held, &m->held, sizeof(m->held));
	assert_int_equal(plan->broke, m->broke);
	assert_true(str_empty(plan->body_hash));
}

struct each {
	struct store *s;
	struct arena *a;
	size_t n;
	int64_t last;
};

static int
on_each(void *ctx, struct str id, int64_t number, const struct memory *m,
    struct err *e)
{
	struct each *x = ctx;
	struct memory whole, at;

	assert_int_equal(store_memory_load(x->s, x->a, id, &whole, e), 0);
	assert_plan(m, &whole);
	assert_int_equal(store_memory_at(x->s, x->a, number, &at, e), 0);
	assert_true(str_eq(at.validated_url, whole.validated_url));
	assert_int_equal(at.list_sum, whole.list_sum);
	assert_true(number > x->last);
	x->last = number;
	if (++x->n == 30)
		return err_set(e, ERR_SYSTEM, "enough");
	return 0;
}

/* What is read of many at once is what is read of each. */
static void
test_memories(void **state)
{
	enum { N = 40 };
	struct store *s = open_store(".");
	struct err e = ERR_INIT;
	struct memory many[N], one;
	struct memory_of of[N];
	struct each each;
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < N; i++) {
		struct memory m = sample_memory(STATE_OK, NOW + (int64_t)i);
		struct str id = arena_printf(&a, "s%zu", i);

		if (i % 3 != 0)
			assert_int_equal(store_memory_save(s, id, &m, &e), 0);
		of[i] = (struct memory_of){ id, &many[i] };
	}
	one = sample_memory(STATE_OK, NOW);
	assert_int_equal(store_memory_save(s, STR("gone"), &one, &e), 0);
	shell("INSERT INTO withheld SELECT 7, n, 'flood', 9 FROM source "
	      "WHERE id = 's4'; "
	      "INSERT INTO list SELECT n, '', '', 5, '', '', 0, x'' "
	      "FROM source WHERE id = 's5'");
	assert_int_equal(store_memory_load_many(s, &a, of, N, &e), 0);
	for (size_t i = 0; i < N; i++) {
		const struct memory *m = of[i].memory;

		assert_int_equal(
		    store_memory_load(s, &a, of[i].id, &one, &e), 0);
		assert_int_equal(m->state, one.state);
		assert_int_equal(m->since, one.since);
		assert_true(str_eq(m->url, one.url));
		assert_memory_equal(
		    &m->rhythm, &one.rhythm, sizeof(one.rhythm));
		assert_memory_equal(&m->held, &one.held, sizeof(one.held));
		assert_int_equal(m->broke, one.broke);
	}
	assert_int_equal(many[4].held.last, 9);
	assert_int_equal(many[5].broke, 5);
	assert_int_equal(many[0].since, 0);
	each = (struct each){ s, &a, 0, 0 };
	assert_int_equal(
	    store_memory_each(s, MEMORY_PLAN, on_each, &each, &e), 0);
	assert_int_equal(each.n, N - (N + 2) / 3 + 1);
	/* FN ends it. */
	each = (struct each){ s, &a, 29, 0 };
	assert_int_equal(
	    store_memory_each(s, MEMORY_PLAN, on_each, &each, &e), -1);
	assert_int_equal(each.n, 30);
	store_close(s);
	arena_release(&a);
}

/* What another program, or a slip of ours, left in the column is no rhythm. */
static void
test_rhythm_of_no_use(void **state)
{
	static const struct {
		int line;
		const char *sql;
	} rows[] = {
		{ __LINE__, "''" },
		{ __LINE__, "'1 2 3'" },
		{ __LINE__, "rhythm || ' 1'" },
		{ __LINE__, "'x' || rhythm" },
		{ __LINE__, "'-' || rhythm" },
		{ __LINE__, "replace(rhythm, ' 1500 ', ' 4294967296 ')" },
	};
	struct err e = ERR_INIT;
	struct memory m = sample_memory(STATE_OK, NOW), back;
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct rhythm none = { 0 };
		struct store *s = open_store(".");
		char sql[128];

		assert_int_equal(store_memory_save(s, STR("a"), &m, &e), 0);
		store_close(s);
		snprintf(sql, sizeof(sql), "UPDATE source SET rhythm = %s",
		    rows[i].sql);
		shell(sql);
		s = open_store(".");
		assert_int_equal(
		    store_memory_load(s, &a, STR("a"), &back, &e), 0);
		if (memcmp(&back.rhythm, &none, sizeof(none)) != 0)
			fail_msg("line %d", rows[i].line);
		store_close(s);
	}
	arena_release(&a);
}

static void
save_state(struct store *s, const char *id, enum source_state st, int64_t at)
{
	struct err e = ERR_INIT;
	struct memory m = sample_memory(st, at);

	assert_int_equal(store_memory_save(s, str_c(id), &m, &e), 0);
}

static void
test_transitions(void **state)
{
	static const struct {
		const char *id;
		enum source_state st;
	} saved[] = {
		{ "a", STATE_OK },
		{ "a", STATE_NOT_MODIFIED },
		{ "b", STATE_GONE },
		{ "a", STATE_OK },
		{ "a", STATE_NO_MATCHES },
		{ "a", STATE_NO_MATCHES },
		{ "a", STATE_NOT_MODIFIED },
	};
	static const struct {
		int line;
		const char *id;
		enum source_state from, to;
		int64_t time;
	} rows[] = {
		{ __LINE__, "a", STATE_NO_MATCHES, STATE_NOT_MODIFIED, 6 },
		{ __LINE__, "a", STATE_OK, STATE_NO_MATCHES, 4 },
		{ __LINE__, "b", STATE_NEW, STATE_GONE, 2 },
		{ __LINE__, "a", STATE_NEW, STATE_OK, 0 },
	};
	struct err e = ERR_INIT;
	struct store *s = open_store(".");
	struct transition *v;
	struct arena a;
	size_t n;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof(saved) / sizeof(*saved); i++)
		save_state(s, saved[i].id, saved[i].st, NOW + (int64_t)i);
	assert_int_equal(store_transitions(s, &a, STR_NULL, 0, &v, &n, &e), 0);
	assert_int_equal(n, 4);
	for (size_t i = 0; i < n; i++)
		if (!str_eq(v[i].source, str_c(rows[i].id)) ||
		    v[i].from != rows[i].from || v[i].to != rows[i].to ||
		    v[i].time != NOW + rows[i].time ||
		    !str_eq(v[i].message, STR("status 503")))
			fail_msg("line %d", rows[i].line);
	assert_int_equal(store_transitions(s, &a, STR("b"), 0, &v, &n, &e), 0);
	assert_int_equal(n, 1);
	assert_int_equal(v[0].to, STATE_GONE);
	assert_int_equal(store_transitions(s, &a, STR("a"), 2, &v, &n, &e), 0);
	assert_int_equal(n, 2);
	assert_int_equal(v[1].to, STATE_NO_MATCHES);
	arena_release(&a);
	store_close(s);
}

static void
test_histories_are_bounded(void **state)
{
	struct err e = ERR_INIT;
	struct store *s = open_store(".");
	struct transition *t;
	struct run_record *r;
	struct arena a;
	size_t n;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(store_begin(s, &e), 0);
	save_state(s, "quiet", STATE_OK, NOW);
	for (int i = 0; i < LIMIT_TRANSITIONS + 5; i++)
		save_state(s, "a", i % 2 ? STATE_OK : STATE_GONE, NOW + i);
	for (uint32_t i = 0; i < LIMIT_RUNS + 5; i++) {
		struct run_record run = { .started = NOW + i,
			.ended = NOW + i + 9,
			.sources = i,
			.failed = 2,
			.fresh = 3 };

		assert_int_equal(store_run_save(s, &run, &e), 0);
	}
	assert_int_equal(store_commit(s, &e), 0);

	assert_int_equal(store_transitions(s, &a, STR("a"), 0, &t, &n, &e), 0);
	assert_int_equal(n, LIMIT_TRANSITIONS);
	assert_int_equal(t[0].time, NOW + LIMIT_TRANSITIONS + 4);
	assert_int_equal(t[n - 1].time, NOW + 5);
	assert_int_equal(
	    store_transitions(s, &a, STR("quiet"), 0, &t, &n, &e), 0);
	assert_int_equal(n, 1);

	assert_int_equal(store_runs(s, &a, 0, &r, &n, &e), 0);
	assert_int_equal(n, LIMIT_RUNS);
	assert_int_equal(r[0].sources, LIMIT_RUNS + 4);
	assert_int_equal(r[0].ended, NOW + LIMIT_RUNS + 4 + 9);
	assert_int_equal(r[0].failed, 2);
	assert_int_equal(r[0].fresh, 3);
	assert_int_equal(r[n - 1].started, NOW + 5);
	assert_int_equal(store_runs(s, &a, 7, &r, &n, &e), 0);
	assert_int_equal(n, 7);
	arena_release(&a);
	store_close(s);
}

/* Killed between the moment when SQLite made a file for itself and the moment
 * when it took its name away. */
static void
test_temporary_files_of_the_killed(void **state)
{
	static const struct {
		const char *name;
		bool stays;
	} files[] = {
		{ "etilqs_0123456789abcdef", false },
		{ "etilqs_f", false },
		{ "etilqs_", true },
		{ "etilqs_notes", true },
		{ "etilqs_0123456789abcdef0", true },
		{ "my_etilqs_f", true },
	};
	struct stat st;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		put(files[i].name, STR(""));
	assert_int_equal(mkdir("etilqs_d", 0700), 0);
	store_temporary(".");
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		assert_int_equal(stat(files[i].name, &st) == 0, files[i].stays);
	assert_int_equal(stat("etilqs_d", &st), 0);
	store_temporary("nowhere"); /* SQLite will say what it lacks */
}

static void
test_rollback(void **state)
{
	struct err e = ERR_INIT;
	struct store *s = open_store(".");
	struct memory back;
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(store_begin(s, &e), 0);
	save_state(s, "a", STATE_OK, NOW);
	store_rollback(s);
	store_rollback(s);
	assert_int_equal(store_memory_load(s, &a, STR("a"), &back, &e), 0);
	assert_int_equal(back.state, STATE_NEW);

	/* What is not committed is gone with the store. */
	assert_int_equal(store_begin(s, &e), 0);
	save_state(s, "a", STATE_OK, NOW);
	store_close(s);
	s = open_store(".");
	assert_int_equal(store_memory_load(s, &a, STR("a"), &back, &e), 0);
	assert_int_equal(back.state, STATE_NEW);
	arena_release(&a);
	store_close(s);
}

/* In a child, as the limit holds for the whole process. */
/* What fits into the memory of the connection goes to the disk at the commit. */
static void
test_full_disk_at_the_commit(void **state)
{
	struct err e = ERR_INIT;
	struct memory back;
	struct store *s;
	struct arena a;
	int ready[2], status;
	pid_t child;
	char c;

	(void)state;
	assert_int_equal(pipe(ready), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		const struct rlimit limit = { 4096, 4096 };
		struct memory m = sample_memory(STATE_GONE, NOW + 1);

		close(ready[1]);
		signal(SIGXFSZ, SIG_IGN);
		if (read(ready[0], &c, 1) != 1 ||
		    setrlimit(RLIMIT_FSIZE, &limit) != 0 ||
		    store_open(".", false, &s, &e) != 0 ||
		    store_begin(s, &e) != 0 ||
		    store_memory_save(s, STR("a"), &m, &e) != 0)
			_exit(1);
		if (store_commit(s, &e) == 0 || e.code != ERR_STORE)
			_exit(2);
		store_rollback(s);
		store_close(s);
		_exit(0);
	}
	s = open_store(".");
	save_state(s, "a", STATE_OK, NOW);
	assert_int_equal(write(ready[1], "x", 1), 1);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	arena_init(&a, 1 << 20);
	assert_int_equal(store_memory_load(s, &a, STR("a"), &back, &e), 0);
	assert_int_equal(back.state, STATE_OK);
	arena_release(&a);
	store_close(s);
	close(ready[0]);
	close(ready[1]);
}

static void
test_full_disk(void **state)
{
	struct err e = ERR_INIT;
	struct memory back;
	struct store *s;
	struct arena a;
	int status;
	pid_t child;

	(void)state;
	s = open_store(".");
	save_state(s, "a", STATE_OK, NOW);
	store_close(s);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		const struct rlimit limit = { 200000, 200000 };
		struct memory m = sample_memory(STATE_GONE, NOW);
		char id[32];

		signal(SIGXFSZ, SIG_IGN);
		if (setrlimit(RLIMIT_FSIZE, &limit) != 0 ||
		    store_open(".", false, &s, &e) != 0 ||
		    store_begin(s, &e) != 0)
			_exit(1);
		for (int i = 0; e.code == ERR_NONE && i < 100000; i++) {
			snprintf(id, sizeof(id), "%c%d", 'a', i);
			(void)store_memory_save(s, str_c(id), &m, &e);
		}
		store_rollback(s);
		store_close(s);
		_exit(e.code == ERR_STORE && e.sys == EFBIG ? 0 : 2);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	s = open_store(".");
	arena_init(&a, 1 << 20);
	assert_int_equal(ask(s, "SELECT count(*) FROM source"), 1);
	assert_int_equal(store_memory_load(s, &a, STR("a"), &back, &e), 0);
	assert_int_equal(back.state, STATE_OK);
	arena_release(&a);
	store_close(s);
}

static void
test_busy_database(void **state)
{
	struct err e = ERR_INIT;
	struct store *s = open_store("."), *other = open_store(".");

	(void)state;
	assert_int_equal(sqlite3_busy_timeout(other->db, 1), SQLITE_OK);
	assert_int_equal(store_begin(s, &e), 0);
	assert_int_equal(store_begin(other, &e), -1);
	assert_int_equal(e.code, ERR_BUSY);
	assert_int_equal(e.reach, REACH_RUN);
	store_rollback(s);
	assert_int_equal(store_begin(other, &e), 0);
	store_close(s);
	store_close(other);
}

/* Who holds it for a moment is waited for. */
static void
test_busy_for_a_moment(void **state)
{
	const struct timespec moment = { .tv_nsec = 300000000 };
	struct err e = ERR_INIT;
	struct store *s;
	int began[2], status;
	char c;
	pid_t child;

	(void)state;
	store_close(open_store("."));
	assert_int_equal(pipe(began), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (store_open(".", false, &s, &e) != 0 ||
		    store_begin(s, &e) != 0 || write(began[1], "x", 1) != 1)
			_exit(1);
		nanosleep(&moment, NULL);
		store_rollback(s);
		_exit(0);
	}
	assert_int_equal(read(began[0], &c, 1), 1);
	s = open_store(".");
	assert_int_equal(store_begin(s, &e), 0);
	store_close(s);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(began[0]);
	close(began[1]);
}

static void
test_huge_row_is_an_error(void **state)
{
	struct err e = ERR_INIT;
	struct store *s = open_store(".");
	struct memory m = sample_memory(STATE_OK, NOW);
	size_t len = LIMIT_ROW + 1;
	char *huge = calloc(len, 1);

	(void)state;
	assert_non_null(huge);
	memset(huge, 'x', len);
	m.title = str_n(huge, len);
	assert_int_equal(store_memory_save(s, STR("a"), &m, &e), -1);
	assert_int_equal(e.code, ERR_LIMIT);
	assert_int_equal(e.reach, REACH_SOURCE);
	free(huge);
	store_close(s);
}

/* The arena lands elsewhere in the middle of a row; the next use is fine. */
static void
test_landing_in_the_middle(void **state)
{
	struct err e = ERR_INIT;
	struct store *s = open_store(".");
	struct memory back;
	struct arena a;
	jmp_buf over;

	(void)state;
	save_state(s, "a", STATE_OK, NOW);
	arena_init(&a, 8);
	a.over = &over;
	if (setjmp(over) == 0) {
		store_memory_load(s, &a, STR("a"), &back, &e);
		fail_msg("the budget held");
	}
	arena_release(&a);
	arena_init(&a, 1 << 20);
	assert_int_equal(store_begin(s, &e), 0);
	assert_int_equal(store_memory_load(s, &a, STR("a"), &back, &e), 0);
	assert_int_equal(back.state, STATE_OK);
	save_state(s, "a", STATE_GONE, NOW);
	assert_int_equal(store_commit(s, &e), 0);
	arena_release(&a);
	store_close(s);
}

static void
test_lock(void **state)
{
	const char *dir = "state";
	char pid[32];
	struct err e = ERR_INIT;
	int fd = store_lock(dir, 60, &e);

	(void)state;
	assert_true(fd >= 0);
	assert_mode(dir, 0700);
	assert_true((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);

	assert_int_equal(store_lock(dir, 60, &e), -1);
	assert_int_equal(e.code, ERR_BUSY);
	snprintf(pid, sizeof(pid), "process %ld,", (long)getpid());
	assert_non_null(strstr(e.msg, pid));
	/* For how long decides whether that is worth a word. */
	assert_int_equal(e.retry, RETRY_SOON);
	put("state/lock", STR("1 1700000000\n"));
	assert_int_equal(store_lock(dir, 60, &e), -1);
	assert_int_equal(e.retry, RETRY_LATER);
	put("state/lock", STR("nonsense"));
	assert_int_equal(store_lock(dir, 60, &e), -1);
	assert_int_equal(e.retry, RETRY_LATER);

	close(fd);
	fd = store_lock(dir, 60, &e);
	assert_true(fd >= 0);
	close(fd);
}

/* A killed run leaves no lock behind, whatever it wrote into the file. */
static void
test_lock_dies_with_its_process(void **state)
{
	struct err e = ERR_INIT;
	int status, fd;
	pid_t child = fork();

	(void)state;
	assert_true(child >= 0);
	if (child == 0) {
		if (store_lock(".", 60, &e) >= 0)
			kill(getpid(), SIGKILL);
		_exit(1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	fd = store_lock(".", 60, &e);
	assert_true(fd >= 0);
	close(fd);
}

static void
test_lock_refused(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	put("victim", STR("precious"));
	assert_int_equal(symlink("victim", "lock"), 0);
	assert_int_equal(store_lock(".", 60, &e), -1);
	assert_int_equal(e.code, ERR_STORE);
	assert_int_equal(e.sys, ELOOP);
	assert_int_equal(store_lock("victim", 60, &e), -1);
	assert_int_equal(e.sys, ENOTDIR);
}

static void
test_hosts(void **state)
{
	const struct host_memory h = { .not_before = NOW, .contact_ms = 5 };
	const struct robots_memory r = { NOW + 1, NOW + 2, NOW + 3,
		STR("disallow 1 /x\n") };
	struct store *s = open_store(".");
	struct host_memory host;
	struct robots_memory robots;
	struct err e = ERR_INIT;
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(store_host_load(s, STR("a"), &host, &e), 0);
	assert_int_equal(host.not_before, 0);
	assert_int_equal(store_robots_load(s, &a, STR("a"), &robots, &e), 0);
	assert_int_equal(robots.answered, 0);
	assert_non_null(robots.rules.p);

	assert_int_equal(store_host_save(s, STR("a"), &h, &e), 0);
	assert_int_equal(store_robots_save(s, STR("a"), &r, NOW, &e), 0);
	assert_int_equal(store_robots_save(s, STR("a"), &r, NOW, &e), 0);
	store_close(s);
	s = open_store(".");
	assert_int_equal(store_host_load(s, STR("a"), &host, &e), 0);
	assert_int_equal(host.not_before, NOW);
	assert_int_equal(host.contact_ms, 5);
	assert_int_equal(store_robots_load(s, &a, STR("a"), &robots, &e), 0);
	assert_int_equal(robots.expires, NOW + 1);
	assert_int_equal(robots.answered, NOW + 2);
	assert_int_equal(robots.silent_since, NOW + 3);
	assert_true(str_eq(robots.rules, r.rules));

	/* What still holds stays, what is old goes. */
	assert_int_equal(store_hosts_prune(s, NOW, 100, &e), 0);
	assert_int_equal(store_host_load(s, STR("a"), &host, &e), 0);
	assert_int_equal(host.not_before, NOW);
	assert_int_equal(store_hosts_prune(s, NOW + 101, 100, &e), 0);
	assert_int_equal(store_host_load(s, STR("a"), &host, &e), 0);
	assert_int_equal(host.not_before, 0);
	assert_int_equal(store_robots_load(s, &a, STR("a"), &robots, &e), 0);
	assert_int_equal(robots.answered, 0);
	arena_release(&a);
	store_close(s);
}

/* A database is written anew by way of the disk, however large it is. */
static void
test_compact_in_little_memory(void **state)
{
	static const char grow[] =
	    "CREATE TABLE large (b);"
	    "WITH RECURSIVE k (n) AS"
	    "  (VALUES (1) UNION ALL SELECT n + 1 FROM k WHERE n < 1024)"
	    "  INSERT INTO large SELECT zeroblob(1 << 16) FROM k";
	struct store *s = open_store(".");
	struct err e = ERR_INIT;

	(void)state;
	assert_int_equal(store_room(s, 1, &e), 0);
	assert_int_equal(
	    sqlite3_exec(s->db, grow, NULL, NULL, NULL), SQLITE_OK);
	(void)sqlite3_memory_highwater(1);
	assert_int_equal(store_compact(s, &e), 0);
	assert_in_range(sqlite3_memory_highwater(0), 1, 32 << 20);
	store_close(s);
}

#define TEST(fn) \
	cmocka_unit_test_setup_teardown(fn, tmp_dir_setup, tmp_dir_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_created_closed_to_others),
		TEST(test_connection_is_safe),
		TEST(test_read_only),
		TEST(test_strange_files_are_refused),
		TEST(test_damaged_files_are_refused),
		TEST(test_a_damaged_page_is_found),
		TEST(test_large_files_are_trusted),
		TEST(test_a_source_is_removed_whole),
		TEST(test_state_folders_refused),
		TEST(test_upgrade_is_whole_or_not_at_all),
		TEST(test_every_released_schema_opens),
		TEST(test_memory),
		TEST(test_list),
		TEST(test_pages),
		TEST(test_memories),
		TEST(test_rhythm_of_no_use),
		TEST(test_transitions),
		TEST(test_histories_are_bounded),
		TEST(test_hosts),
		TEST(test_temporary_files_of_the_killed),
		TEST(test_compact_in_little_memory),
		TEST(test_rollback),
		TEST(test_full_disk_at_the_commit),
		TEST(test_full_disk),
		TEST(test_busy_database),
		TEST(test_busy_for_a_moment),
		TEST(test_huge_row_is_an_error),
		TEST(test_landing_in_the_middle),
		TEST(test_lock),
		TEST(test_lock_dies_with_its_process),
		TEST(test_lock_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
