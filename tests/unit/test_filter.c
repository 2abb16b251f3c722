// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/limits.h"
#include "normalize/filter.h"

/* 2026-11-22T10:00:00Z */
#define NOW 1795341600
#define DAY 86400
#define COUNT(v) (sizeof(v) / sizeof(*(v)))

/* An item with each field set to the name of the field and "x". */
static struct item
full(struct raw_item *raw)
{
	static struct raw_value guid = { .value = { "guidx", 5 } },
				date = { .value = { "datex", 5 } },
				updated = { .value = { "updatedx", 8 } };
	static struct str categories[] = { { "other", 5 }, { "categoryx", 9 } };
	static struct enclosure enclosures[] = { { .url = { "other", 5 } },
		{ .url = { "enclosurex", 10 } } };

	*raw = (struct raw_item){ 0 };
	raw->field[FIELD_GUID] = (struct raw_field){ .v = &guid, .n = 1 };
	raw->field[FIELD_DATE] = (struct raw_field){ .v = &date, .n = 1 };
	raw->field[FIELD_UPDATED] = (struct raw_field){ .v = &updated, .n = 1 };
	return (struct item){
		.title = STR("titlex"),
		.link = STR("linkx"),
		.summary = STR("summaryx"),
		.content = STR("<p>content<b>x</b></p>"),
		.published = { .t = NOW,
		    .precision = PRECISION_DAY,
		    .raw = STR("datex") },
		.updated = { .t = NOW,
		    .precision = PRECISION_DAY,
		    .raw = STR("updatedx") },
		.author = STR("authorx"),
		.outlet = STR("outletx"),
		.language = STR("languagex"),
		.image = STR("imagex"),
		.categories = categories,
		.ncategories = 2,
		.enclosures = enclosures,
		.nenclosures = 2,
		.raw = raw,
	};
}

static struct item
bare(struct raw_item *raw)
{
	*raw = (struct raw_item){ 0 };
	return (struct item){ .title = STR(""),
		.link = STR(""),
		.summary = STR(""),
		.content = STR(""),
		.author = STR(""),
		.outlet = STR(""),
		.language = STR(""),
		.image = STR(""),
		.published = { .raw = STR("") },
		.updated = { .raw = STR("") },
		.raw = raw };
}

/* Why IT is not wanted by SRC; empty when it is. */
static struct str
ask(struct arena *a, const struct source *src, const struct item *it)
{
	struct filter_set *f;
	struct err e = ERR_INIT;

	assert_int_equal(filter_init(a, src, NOW, &f, &e), 0);
	return filter_ask(a, f, it);
}

#define IS(got, want)                                                         \
	do {                                                                  \
		struct str is_ = (got);                                       \
		if (!str_eq(is_, str_c(want)))                                \
			fail_msg(                                             \
			    "got \"%.*s\", want \"%s\"", STR_ARG(is_), want); \
	} while (0)

static void
each_field_by_word(void **state)
{
	(void)state;
	for (int f = 0; f < FIELD_COUNT; f++) {
		struct arena a;
		struct raw_item raw, none;
		struct item it = full(&raw), empty = bare(&none);
		struct filter filter = { .field = (enum field)f };
		struct source_parts only_it = { .sieve.only = { &filter, 1 } },
				    drop_it = { .sieve.drop = { &filter, 1 } };
		struct source only = { SOURCE_PARTS(only_it) },
			      drop = { SOURCE_PARTS(drop_it) };

		arena_init(&a, 1 << 20);
		filter.text =
		    arena_printf(&a, "%sX", field_name((enum field)f));
		IS(ask(&a, &only, &it), "");
		IS(ask(&a, &drop, &it),
		    arena_cstr(&a,
			arena_printf(&a, "drop: %.*s", STR_ARG(filter.text))));
		IS(ask(&a, &only, &empty), "only: nothing matches");
		IS(ask(&a, &drop, &empty), "");
		/* It is this field that is looked at, and no other one. */
		filter.text = f == FIELD_TITLE ? STR("linkx") : STR("titlex");
		IS(ask(&a, &drop, &it), "");
		arena_release(&a);
	}
}

/* Of a stored item nothing is left of the page but the words of its dates. */
static void
stored_items(void **state)
{
	static const struct {
		enum field field;
		const char *word, *why;
	} rows[] = {
		{ FIELD_DATE, "datex", "drop: datex" },
		{ FIELD_UPDATED, "updatedx", "drop: updatedx" },
		{ FIELD_GUID, "guidx", "" },
		{ FIELD_AUTHOR, "authorx", "drop: authorx" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a;
		struct raw_item raw;
		struct item it = full(&raw);
		struct filter filter = { .field = rows[i].field,
			.text = str_c(rows[i].word) };
		struct source_parts parts = { .sieve.drop = { &filter, 1 } };
		struct source drop = { SOURCE_PARTS(parts) };

		it.raw = NULL;
		arena_init(&a, 1 << 20);
		IS(ask(&a, &drop, &it), rows[i].why);
		arena_release(&a);
	}
}

static void
without_a_field(void **state)
{
	struct arena a;
	struct raw_item raw;
	struct filter any = { .field = FIELD_COUNT };
	struct source_parts parts = { .sieve.drop = { &any, 1 } };
	struct source src = { SOURCE_PARTS(parts) };
	struct item it = full(&raw);

	(void)state;
	arena_init(&a, 1 << 20);
	any.text = STR("TitleX");
	IS(ask(&a, &src, &it), "drop: TitleX");
	any.text = STR("summaryx");
	IS(ask(&a, &src, &it), "drop: summaryx");
	any.text = STR("contentx");
	IS(ask(&a, &src, &it), ""); /* there is a summary */
	it.summary = STR_NULL;
	IS(ask(&a, &src, &it), "drop: contentx");
	any.text = STR("authorx");
	IS(ask(&a, &src, &it), "");
	arena_release(&a);
}

static void
required(void **state)
{
	(void)state;
	for (int f = 0; f < FIELD_COUNT; f++) {
		struct arena a;
		struct raw_item raw, none;
		struct item it = full(&raw), empty = bare(&none);
		struct source_parts parts = { .sieve.required = 1u << f };
		struct source src = { SOURCE_PARTS(parts) };

		arena_init(&a, 1 << 20);
		IS(ask(&a, &src, &it), "");
		IS(ask(&a, &src, &empty),
		    arena_cstr(&a, arena_printf(&a, "required: no %s",
				       field_name((enum field)f))));
		/* What its article brings is asked for when it has come. */
		parts.article.on = true;
		if (f == FIELD_CONTENT)
			IS(ask(&a, &src, &empty), "");
		arena_release(&a);
	}
}

/* A day goes on to its end, a month to that of the longest. */
static void
ages(void **state)
{
	static const struct {
		int line;
		enum precision precision;
		int64_t age; /* of the moment that is written */
		bool kept;
	} rows[] = {
		{ __LINE__, PRECISION_SECOND, 10 * DAY, true },
		{ __LINE__, PRECISION_SECOND, 10 * DAY + 1, false },
		{ __LINE__, PRECISION_MINUTE, 10 * DAY + 1, false },
		{ __LINE__, PRECISION_DAY, 11 * DAY, true },
		{ __LINE__, PRECISION_DAY, 11 * DAY + 1, false },
		{ __LINE__, PRECISION_MONTH, 41 * DAY, true },
		{ __LINE__, PRECISION_MONTH, 41 * DAY + 1, false },
		{ __LINE__, PRECISION_NONE, 99 * DAY, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a;
		struct raw_item raw;
		struct item it = full(&raw);
		struct source_parts parts = { .sieve.max_age = 10 * DAY };
		struct source src = { SOURCE_PARTS(parts) };
		struct str why;

		arena_init(&a, 1 << 20);
		it.published.t = NOW - rows[i].age;
		it.published.precision = rows[i].precision;
		why = ask(&a, &src, &it);
		if (!str_eq(
			why, rows[i].kept ? STR("") : STR("max_age: too old")))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(why));
		arena_release(&a);
	}
}

/* What a filter cannot read is let through neither by `only` nor by `drop`. */
static void
too_many_steps(void **state)
{
	static char title[200];
	struct arena a;
	struct raw_item raw;
	struct item it = full(&raw);
	struct filter slow = {
		.field = FIELD_TITLE, .pattern = true, .text = STR("(a+)+$")
	};
	struct source_parts only_it = { .sieve.only = { &slow, 1 } },
			    drop_it = { .sieve.drop = { &slow, 1 } };
	struct source only = { SOURCE_PARTS(only_it) },
		      drop = { SOURCE_PARTS(drop_it) };

	(void)state;
	arena_init(&a, 1 << 20);
	memset(title, 'a', sizeof(title) - 1);
	title[sizeof(title) - 1] = '!';
	it.title = str_n(title, sizeof(title));
	IS(ask(&a, &only, &it), "only: nothing matches");
	IS(ask(&a, &drop, &it), "drop: /(a+)+$/");
	arena_release(&a);
}

static void
broken_pattern(void **state)
{
	struct arena a;
	struct filter bad = {
		.field = FIELD_TITLE, .pattern = true, .text = STR("(")
	};
	struct source_parts parts = { .sieve.only = { &bad, 1 } };
	struct source only = { SOURCE_PARTS(parts) };
	struct filter_set *f = NULL;
	struct err e = ERR_INIT;

	(void)state;
	arena_init(&a, 1 << 20);
	assert_int_equal(filter_init(&a, &only, NOW, &f, &e), -1);
	assert_int_equal(e.code, ERR_CONFIG);
	assert_non_null(strstr(e.msg, "/(/"));
	assert_null(f);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_field_by_word),
		cmocka_unit_test(stored_items),
		cmocka_unit_test(without_a_field),
		cmocka_unit_test(required),
		cmocka_unit_test(ages),
		cmocka_unit_test(too_many_steps),
		cmocka_unit_test(broken_pattern),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
