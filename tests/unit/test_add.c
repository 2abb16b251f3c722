// SPDX-License-Identifier: ISC
// A source goes into a file that people have written, and nothing else moves.
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "config/config.h"
#include "tmp_dir.h"

#define FILE_NAME "sources.yaml"
#define NEW "https://new.example.org/list"
#define MADE_FILES 3000
#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static const char *
fixed_env(const char *name)
{
	return strcmp(name, "HOME") == 0 ? "/home/user" : NULL;
}

static void
write_file(const char *path, struct str s)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(s.p, 1, s.len, f), s.len);
	assert_int_equal(fclose(f), 0);
}

static struct str
read_whole(struct arena *a, const char *path)
{
	struct buf *b = buf_in(a, 1 << 20);
	struct err e = ERR_INIT;

	if (file_read(AT_FDCWD, path, b, &e) != 0)
		fail_msg("%s", e.msg);
	return buf_str(b);
}

static struct source
new_source(struct arena *a)
{
	struct diagnostics diag;
	struct source s;

	assert_int_equal(config_for_url(a, STR(NEW), &s, &diag), 0);
	s.name = STR("New: \"list\"");
	return s;
}

/* What is added, as it stands below `sources:` in column 0. */
#define ADDED                \
	"  - url: " NEW "\n" \
	"    name: 'New: \"list\"'\n"

static const struct {
	int line;
	const char *before, *after; /* NULL: it is refused */
} rows[] = {
	/* a list, its end, and what stands below it */
	{ __LINE__, "sources:\n  - https://a.example/\n",
	    "sources:\n  - https://a.example/\n" ADDED },
	{ __LINE__, "sources:\n  - https://a.example/",
	    "sources:\n  - https://a.example/\n" ADDED },
	{ __LINE__, "sources:\n- https://a.example/ # a\n# b\nfeeds:\n# c\n",
	    "sources:\n- https://a.example/ # a\n"
	    "- url: " NEW "\n  name: 'New: \"list\"'\n"
	    "# b\nfeeds:\n# c\n" },
	{ __LINE__,
	    "sources:\n    - url: https://a.example/\n      item: li\n"
	    "      # title: b\n\n    # - https://b.example/\n\n# feeds\nfeeds:\n",
	    "sources:\n    - url: https://a.example/\n      item: li\n"
	    "      # title: b\n\n    # - https://b.example/\n"
	    "    - url: " NEW "\n      name: 'New: \"list\"'\n\n"
	    "# feeds\nfeeds:\n" },
	{ __LINE__,
	    "sources:\r\n  - https://a.example/\r\nsettings: {contact: "
	    "mailto:a@example.org}\r\n",
	    "sources:\r\n  - https://a.example/\r\n"
	    "  - url: " NEW "\r\n    name: 'New: \"list\"'\r\n"
	    "settings: {contact: mailto:a@example.org}\r\n" },
	/* entries of other kinds at the end of the list */
	{ __LINE__,
	    "sources:\n  - {url: https://a.example/, tags: [a,\n     b]}  # x\n",
	    "sources:\n  - {url: https://a.example/, tags: [a,\n     b]}  "
	    "# x\n" ADDED },
	{ __LINE__,
	    "sources:\n  - url: https://a.example/\n    description: >-\n"
	    "      one\n      # two\n\nfeeds:\n",
	    "sources:\n  - url: https://a.example/\n    description: >-\n"
	    "      one\n      # two\n\n" ADDED "feeds:\n" },
	{ __LINE__,
	    "sources:\n  - url: https://a.example/\n    description: one\n"
	    "      two\n# three\n",
	    "sources:\n  - url: https://a.example/\n    description: one\n"
	    "      two\n" ADDED "# three\n" },
	{ __LINE__,
	    "sources:\n  - &a\n    url: https://a.example/\n    id: a\n"
	    "  - {<<: *a, id: b}\n",
	    "sources:\n  - &a\n    url: https://a.example/\n    id: a\n"
	    "  - {<<: *a, id: b}\n" ADDED },
	/* no list yet */
	{ __LINE__, "", "sources:\n" ADDED },
	{ __LINE__, "# mine\n", "# mine\nsources:\n" ADDED },
	{ __LINE__, "---\n# mine", "---\n# mine\nsources:\n" ADDED },
	{ __LINE__, "settings:\n  formats: rss\n...\n# end\n",
	    "settings:\n  formats: rss\nsources:\n" ADDED "...\n# end\n" },
	{ __LINE__, "sources:\n", "sources:\n" ADDED },
	{ __LINE__, "sources: # pages\n  # - https://a.example/\nfeeds:\n",
	    "sources: # pages\n  # - https://a.example/\n" ADDED "feeds:\n" },
	{ __LINE__, "sources: []\n", "sources:\n" ADDED },
	{ __LINE__, "sources: []", "sources:\n" ADDED },
	{ __LINE__, "sources: [ ] # none\nfeeds:\n",
	    "sources: # none\n" ADDED "feeds:\n" },
	{ __LINE__, "sources: ~\n", "sources:\n" ADDED },
	{ __LINE__, "  sources: null\n  feeds: []\n",
	    "  sources:\n    - url: " NEW "\n      name: 'New: \"list\"'\n"
	    "  feeds: []\n" },
	{ __LINE__, "\xEF\xBB\xBFsources:\n  - https://a.example/\n",
	    "\xEF\xBB\xBFsources:\n  - https://a.example/\n" ADDED },
	/* where no line can be put */
	{ __LINE__, "sources: [https://a.example/]\n", NULL },
	{ __LINE__, "{sources: [https://a.example/]}\n", NULL },
	{ __LINE__, "x: &l\n  - https://a.example/\nsources: *l\n", NULL },
	{ __LINE__, "sources: &l\n  - https://a.example/\n", NULL },
	{ __LINE__, "<<: {sources: [https://a.example/]}\n", NULL },
	{ __LINE__, "- https://a.example/\n", NULL },
	{ __LINE__, "sources: https://a.example/\n", NULL },
	/* a line break would be part of the text */
	{ __LINE__,
	    "sources:\n  - url: https://a.example/\n    description: |\n"
	    "      one",
	    NULL },
	/* mistakes, before and because of it */
	{ __LINE__, "sources:\n  - https://a.example/\n  - url: \"\n", NULL },
	{ __LINE__, "sources:\n  - url: https://a.example/\n    itm: li\n",
	    NULL },
	{ __LINE__, "sources:\n  - " NEW "\n", NULL },
	{ __LINE__, "sources:\n  - https://a.example/\n---\nfeeds:\n", NULL },
	{ __LINE__, "\xFF\xFEs\0o\0", NULL },
};

static void
test_rows(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct source s = new_source(&a);
		struct err e = ERR_INIT;
		struct diagnostics diag;
		struct addition add;
		int rc;

		write_file(FILE_NAME, str_c(rows[i].before));
		rc = config_add(&a, FILE_NAME, fixed_env, &s, &add, &diag, &e);
		if ((rc == 0) != (rows[i].after != NULL))
			fail_msg("row at %d: %s", rows[i].line,
			    rc == 0 ? add.bytes.p : e.msg);
		if (rc == 0 && !str_eq(add.bytes, str_c(rows[i].after)))
			fail_msg("row at %d:\n%.*s", rows[i].line,
			    STR_ARG(add.bytes));
		if (rc == 0 && !config_source_equal(&a, add.source, &s))
			fail_msg("row at %d: another source", rows[i].line);
		arena_reset(&a);
	}
	arena_release(&a);
}

/* What the file says for all sources, the new one has, too. */
static void
test_inherits(void **state)
{
	struct err e = ERR_INIT;
	struct diagnostics diag;
	struct addition add;
	struct source s;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	s = new_source(&a);
	write_file(FILE_NAME,
	    STR("defaults: {keep: 7}\nsites: {example.org: {date: .when}}\n"));
	assert_int_equal(
	    config_add(&a, FILE_NAME, fixed_env, &s, &add, &diag, &e), 0);
	assert_int_equal(add.source->keep, 7);
	assert_int_equal(add.source->rules->field[FIELD_DATE].n, 1);
	assert_false(config_source_equal(&a, add.source, &s));
	arena_release(&a);
}

/* A new file, in a new folder. */
static void
test_created(void **state)
{
	static const char path[] = "conf/mine/sources.yaml";
	struct err e = ERR_INIT;
	struct diagnostics diag;
	struct addition add;
	struct source s;
	struct arena a;
	struct stat st;

	(void)state;
	arena_init(&a, 64 << 20);
	s = new_source(&a);
	umask(027);
	assert_int_equal(dir_create("conf/mine", &e), 0);
	assert_int_equal(rmdir("conf/mine"), 0);
	/* Its folders can be told only where it lies. */
	assert_int_equal(
	    config_add(&a, "sources.yaml", fixed_env, &s, &add, &diag, &e), 0);
	assert_true(add.created);
	add.path = path;
	assert_int_equal(config_add_write(&a, &add, &e), 0);
	assert_string_equal(read_whole(&a, path).p, "sources:\n" ADDED);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	umask(022);
	arena_release(&a);
}

/* A link stays a link, and the file it leads to keeps its mode. */
static void
test_link(void **state)
{
	struct err e = ERR_INIT;
	struct diagnostics diag;
	struct addition add;
	struct source s;
	struct arena a;
	struct stat st;

	(void)state;
	arena_init(&a, 64 << 20);
	s = new_source(&a);
	assert_int_equal(dir_create("real", &e), 0);
	write_file("real/file.yaml", STR("sources: []\n"));
	assert_int_equal(chmod("real/file.yaml", 0604), 0);
	assert_int_equal(symlink("real/file.yaml", "link"), 0);
	assert_int_equal(
	    config_add(&a, "link", fixed_env, &s, &add, &diag, &e), 0);
	assert_int_equal(config_add_write(&a, &add, &e), 0);
	assert_int_equal(lstat("link", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(stat("real/file.yaml", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0604);
	assert_string_equal(
	    read_whole(&a, "real/file.yaml").p, "sources:\n" ADDED);
	/* Nothing is left beside it. */
	assert_int_equal(unlink("real/file.yaml"), 0);
	assert_int_equal(rmdir("real"), 0);
	/* A link to nowhere is no place for a new file. */
	assert_int_equal(config_add_write(&a, &add, &e), -1);
	arena_release(&a);
}

/* Files as people write them, made by chance. */
struct made {
	struct buf *b;
	unsigned short seed[3];
	const char *nl;
	size_t sources;
	size_t col; /* of the dashes */
};

static unsigned
roll(struct made *m, unsigned n)
{
	return (unsigned)nrand48(m->seed) % n;
}

static void
line(struct made *m, size_t indent, const char *text)
{
	for (size_t i = 0; i < indent; i++)
		buf_addc(m->b, ' ');
	buf_add(m->b, str_c(text));
	buf_add(m->b, str_c(m->nl));
}

static void
noise(struct made *m)
{
	static const char *const text[] = { "", "# a comment: [", "    # - x",
		"  # sources:", "  " };

	while (roll(m, 3) == 0)
		line(m, 0, text[roll(m, COUNT(text))]);
}

static void
one_source(struct made *m)
{
	static const char *const more[] = { "name: '中文: #1'", "item: ul > li",
		"title: [h3 a, a] # both",
		"tags:\n            - a\n            - b",
		"description: >-\n            folded\n            # text\n",
		"copyright: \"two lines\"", "date: span\n            .time" };
	char url[64];

	snprintf(url, sizeof(url), "https://s%zu.example/", m->sources++);
	if (roll(m, 3) == 0) {
		for (size_t i = 0; i < m->col; i++)
			buf_addc(m->b, ' ');
		buf_addf(m->b, roll(m, 2) ? "- %s%s" : "- {url: \"%s\"}%s", url,
		    m->nl);
		return;
	}
	for (size_t i = 0; i < m->col; i++)
		buf_addc(m->b, ' ');
	buf_addf(m->b, "-   url: %s%s", url, m->nl);
	for (size_t i = roll(m, COUNT(more)); i < COUNT(more);
	     i += 1 + roll(m, 4)) {
		line(m, m->col + 4, more[i]);
		noise(m);
	}
}

static void
sources(struct made *m)
{
	if (roll(m, 5) == 0) {
		line(m, 0, roll(m, 2) ? "sources: [] # yet" : "sources:");
		return;
	}
	line(m, 0, roll(m, 2) ? "sources:   # pages" : "sources:");
	m->col = roll(m, 5);
	do {
		noise(m);
		one_source(m);
	} while (roll(m, 3) != 0);
}

static void
one_file(struct made *m)
{
	static const char *const section[] = { "settings: {formats: [rss]}",
		"defaults:\n  keep: 9\n  timezone: Asia/Tokyo",
		"sites:\n  example.net:\n    item: li # all",
		"include: nothing.d/*.yaml", "feeds:\n- {id: f, only: [a]}" };
	size_t at = roll(m, COUNT(section) + 2);

	if (roll(m, 4) == 0)
		buf_add(m->b, STR("\xEF\xBB\xBF"));
	for (size_t i = 0; i < COUNT(section); i++) {
		if (i == at)
			sources(m);
		noise(m);
		if (roll(m, 2) == 0)
			line(m, 0, section[i]);
	}
	noise(m);
	if (roll(m, 3) == 0)
		while (m->b->len > 0 && is_html_space(m->b->p[m->b->len - 1]))
			m->b->len--;
}

/* AFTER is BEFORE, which may lose `[]`, with lines more in one place. */
static bool
is_insertion(struct arena *a, struct str before, struct str after)
{
	struct str empty = STR(" []");
	size_t head = 0, tail = 0, at = str_find(before, empty);

	if (at != STR_NONE)
		before = arena_concat(a,
		    (struct str[]){ str_sub(before, 0, at),
			str_from(before, at + empty.len) },
		    2);
	while (head < before.len && head < after.len &&
	       before.p[head] == after.p[head])
		head++;
	while (tail < before.len - head &&
	       before.p[before.len - 1 - tail] == after.p[after.len - 1 - tail])
		tail++;
	return head + tail == before.len;
}

static void
test_made_files(void **state)
{
	unsigned long seed = getenv("CORANTO_SEED") == NULL
				 ? 20261122
				 : strtoul(getenv("CORANTO_SEED"), NULL, 10);

	(void)state;
	for (size_t i = 0; i < MADE_FILES; i++) {
		struct made m = { .nl = i % 3 == 0 ? "\r\n" : "\n",
			.seed = { (unsigned short)seed,
			    (unsigned short)(seed >> 16), (unsigned short)i } };
		struct err e = ERR_INIT;
		struct diagnostics diag;
		struct addition add;
		struct source s;
		struct arena a;

		arena_init(&a, 64 << 20);
		m.b = buf_in(&a, 1 << 20);
		one_file(&m);
		write_file(FILE_NAME, buf_str(m.b));
		s = new_source(&a);
		if (config_add(&a, FILE_NAME, fixed_env, &s, &add, &diag, &e) !=
		    0)
			fail_msg("seed %lu, file %zu: %s\n%s", seed, i, e.msg,
			    m.b->p);
		if (add.config.sources.n != m.sources + 1 ||
		    !is_insertion(&a, buf_str(m.b), add.bytes) ||
		    !str_eq(add.source->url, s.url) ||
		    !str_eq(add.source->name, s.name))
			fail_msg("seed %lu, file %zu:\n%s\n---\n%s", seed, i,
			    m.b->p, add.bytes.p);
		arena_release(&a);
	}
}

#define UNIT(fn) \
	cmocka_unit_test_setup_teardown(fn, tmp_dir_setup, tmp_dir_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_rows),
		UNIT(test_inherits),
		UNIT(test_created),
		UNIT(test_link),
		UNIT(test_made_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
