// SPDX-License-Identifier: ISC
#include "source_rows.h"

#include "base/buf.h"
#include "extract/csv.h"
#include "model/column.h"

/* All cells of TEXT, "|" between them and "/" behind each row. */
static struct str
cells(struct arena *a, const char *text, char delimiter, size_t max)
{
	struct csv c = { .text = str_c(text), .delimiter = delimiter };
	struct csv_row row = { .n = 0 };
	struct str s = STR_NULL;

	while (csv_next(a, &c, max, &row))
		for (size_t i = 0; i < row.n; i++)
			s = arena_concat(a,
			    (struct str[]){ s, row.cell[i],
				i + 1 < row.n ? STR("|") : STR("/") },
			    3);
	return s;
}

static void
test_cells(void **state)
{
	static const struct {
		int line;
		const char *text, *want;
	} rows[] = {
		/* RFC 4180, 2, its own examples. */
		{ __LINE__, "aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n",
		    "aaa|bbb|ccc/zzz|yyy|xxx/" },
		{ __LINE__, "aaa,bbb,ccc\r\nzzz,yyy,xxx",
		    "aaa|bbb|ccc/zzz|yyy|xxx/" },
		{ __LINE__, "\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx",
		    "aaa|bbb|ccc/zzz|yyy|xxx/" },
		{ __LINE__, "\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx",
		    "aaa|b\r\nbb|ccc/zzz|yyy|xxx/" },
		{ __LINE__, "\"aaa\",\"b\"\"bb\",\"ccc\"", "aaa|b\"bb|ccc/" },
		/* What it leaves open, and what is wrong. */
		{ __LINE__, "", "" },
		{ __LINE__, "\n\r\n\n", "" },
		{ __LINE__, "a\n\nb\rc\n", "a/b/c/" },
		{ __LINE__, ",\n", "|/" },
		{ __LINE__, "a,,b,", "a||b|/" },
		{ __LINE__, " a , b ", " a | b /" },
		{ __LINE__, "5\" disk,\"x\"y\"z,1", "5\" disk|xy\"z|1/" },
		{ __LINE__, "\"\",\"\"\"\"", "|\"/" },
		{ __LINE__, "\"a,b\nc", "a,b\nc/" },
		{ __LINE__, "\"", "/" },
		{ __LINE__, "1,2,3,4,5", "1|2|3|4/" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct str got = cells(&a, rows[i].text, ',', 4);

		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	arena_release(&a);
}

static void
test_delimiter(void **state)
{
	static const struct {
		int line;
		const char *text;
		char want;
	} rows[] = {
		{ __LINE__, "a,b\n1,2\n", ',' },
		{ __LINE__, "a;b\n1,5;2,5\n3,5;4,5\n", ';' },
		{ __LINE__, "a\tb\tc\n1, 2\t3\t4\n", '\t' },
		{ __LINE__, "a|b\n1|2", '|' },
		{ __LINE__, "a;b;c\n\"1,2,3,4\";2;3\n", ';' },
		{ __LINE__, "alone\nwords\n", ',' },
		{ __LINE__, "", ',' },
		/* Text with commas has not the same number of them. */
		{ __LINE__, "t|u\nOne, two, three|x\nFour|y\nFive, six|z\n",
		    '|' },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < ROWS(rows); i++)
		if (csv_delimiter(&a, str_c(rows[i].text)) != rows[i].want)
			fail_msg("line %d", rows[i].line);
	arena_release(&a);
}

static void
test_rules(void **state)
{
	static const struct {
		int line;
		const char *text;
		int col; /* of the mistake; 0: there is none */
		char delimiter;
		enum table_header header;
		const char *pattern, *flags;
	} rows[] = {
		{ __LINE__, "=csv", 0, '\0', HEADER_FOUND_OUT, "", "" },
		{ __LINE__, "= csv", 0, '\0', HEADER_FOUND_OUT, "", "" },
		{ __LINE__, "=tsv noheader", 0, '\t', HEADER_NONE, "", "" },
		{ __LINE__, "=csv ;", 0, ';', HEADER_FOUND_OUT, "", "" },
		{ __LINE__, "=csv \";\" header", 0, ';', HEADER_GIVEN, "", "" },
		{ __LINE__, "=csv \"\\t\"", 0, '\t', HEADER_FOUND_OUT, "", "" },
		{ __LINE__, "=csv \\t", 0, '\t', HEADER_FOUND_OUT, "", "" },
		{ __LINE__, "=/a\\/(b) | c/m", 0, '\0', HEADER_FOUND_OUT,
		    "a/(b) | c", "m" },
		{ __LINE__, "=", 2, '\0', HEADER_FOUND_OUT, "", "" },
		{ __LINE__, "=xls", 2, '\0', HEADER_FOUND_OUT, "", "" },
		{ __LINE__, "=csv x", 6, '\0', HEADER_FOUND_OUT, "", "" },
		{ __LINE__, "=csv header ::", 13, '\0', HEADER_FOUND_OUT, "",
		    "" },
		{ __LINE__, "=//", 2, '\0', HEADER_FOUND_OUT, "", "" },
		{ __LINE__, "=/abc", 2, '\0', HEADER_FOUND_OUT, "", "" },
		{ __LINE__, "=/abc/i!", 8, '\0', HEADER_FOUND_OUT, "", "" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct table_rule t;
		struct rule r;
		struct err e = ERR_INIT;
		int rc;

		assert_int_equal(
		    rule_parse(&a, str_c(rows[i].text), &r, &e), 0);
		assert_int_equal(r.lang, RULE_COLUMN);
		rc = table_rule_parse(&a, r.path, &t, &e);
		if (rc == 0 ? rows[i].col != 0 : e.col != rows[i].col)
			fail_msg("line %d: column %d: %s", rows[i].line, e.col,
			    e.msg);
		if (rc == 0 && (t.delimiter != rows[i].delimiter ||
				   t.header != rows[i].header ||
				   !str_eq(t.pattern, str_c(rows[i].pattern)) ||
				   !str_eq(t.flags, str_c(rows[i].flags))))
			fail_msg("line %d: another rule", rows[i].line);
	}
	arena_release(&a);
}

static void
test_columns(void **state)
{
	static const struct {
		int line;
		const char *text, *name;
		size_t number, nops;
		int col;
	} rows[] = {
		{ __LINE__, "=Title", "Title", 0, 0, 0 },
		{ __LINE__, "= Date of notice | trim | lower", "Date of notice",
		    0, 2, 0 },
		{ __LINE__, "=3", "", 3, 0, 0 },
		{ __LINE__, "=\"3\"", "3", 0, 0, 0 },
		{ __LINE__, "=\"a | b\" | trim", "a | b", 0, 1, 0 },
		{ __LINE__, "=Size 5\" | trim", "Size 5\"", 0, 1, 0 },
		{ __LINE__, "=a|b", "a|b", 0, 0, 0 },
		{ __LINE__, "= | trim", "", 0, 0, 1 },
		{ __LINE__, "=\"a\" b", "", 0, 0, 2 },
		{ __LINE__, "=\"\"", "", 0, 0, 2 },
		{ __LINE__, "=\"a", "", 0, 0, 2 },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct column_rule c;
		struct rule r;
		struct err e = ERR_INIT;
		int rc;

		assert_int_equal(
		    rule_parse(&a, str_c(rows[i].text), &r, &e), 0);
		rc = column_rule_parse(&a, r.path, &c, &e);
		if (rc == 0 ? rows[i].col != 0 : e.col != rows[i].col)
			fail_msg("line %d: column %d: %s", rows[i].line, e.col,
			    e.msg);
		if (rc == 0 &&
		    (!str_eq(c.name, str_c(rows[i].name)) ||
			c.number != rows[i].number || r.nops != rows[i].nops))
			fail_msg("line %d: another rule", rows[i].line);
	}
	arena_release(&a);
}

static const char table[] =
    "Nr;Titel;Datum;Link;Text\r\n"
    "1;\"Erste; Meldung\";20.11.2026;/1;\"<p>A</p>\"\r\n"
    "2;Zweite;19.11.2026;/2\r\n";
static const char named[] = "Title,URL,published,author\nOne,/1,2026-11-20,\n"
			    "Two,/2,2026-11-19,Ann\n";
static const char log_text[] =
    "2026-11-20 10:00 start: engine\r\n"
    "  more of it\r\n2026-11-21 11:00 stop: fire\r\n";

static void
test_items(void **state)
{
	static const struct {
		int line;
		const char *text;
		enum field field;
		const char *rules, *want;
	} rows[] = {
		{ __LINE__, table, FIELD_TITLE, "item: =csv\ntitle: =Titel",
		    "Erste; Meldung|Zweite" },
		{ __LINE__, table, FIELD_TITLE, "item: =csv\ntitle: =titel",
		    "Erste; Meldung|Zweite" },
		{ __LINE__, table, FIELD_TITLE, "item: =csv header\ntitle: =2",
		    "Erste; Meldung|Zweite" },
		{ __LINE__, table, FIELD_GUID,
		    "item: =csv\ntitle: =Titel\nguid: =1 | template \"n{}\"",
		    "n1|n2" },
		{ __LINE__, table, FIELD_CONTENT,
		    "item: =csv\ntitle: =Titel\ncontent: =Text", "<p>A</p>|" },
		{ __LINE__, table, FIELD_DATE,
		    "item: =csv\ntitle: =Titel\ndate: =Nein\ndate: =Datum",
		    "20.11.2026|19.11.2026" },
		{ __LINE__, table, FIELD_TITLE,
		    "item: =csv ,\ntitle: =1 | before \";\"", "Nr|1|2" },
		{ __LINE__, table, FIELD_TITLE, "item: =csv\ntitle: =Title",
		    "! the table has no column for =Title; its columns are "
		    "Nr, Titel, Datum, Link, Text" },
		{ __LINE__, table, FIELD_TITLE,
		    "item: =csv\ntitle: =Title\ndate: =3",
		    "! the table has no column for =Title; its columns are "
		    "Nr, Titel, Datum, Link, Text" },
		{ __LINE__, "", FIELD_TITLE, "item: =csv\ntitle: =Title",
		    "! the table is empty" },
		{ __LINE__, named, FIELD_TITLE, "item: =csv", "One|Two" },
		{ __LINE__, named, FIELD_LINK, "item: =csv", "/1|/2" },
		{ __LINE__, named, FIELD_DATE, "item: =csv",
		    "2026-11-20|2026-11-19" },
		{ __LINE__, named, FIELD_AUTHOR,
		    "item: =csv\nauthor: =4 | default nobody", "nobody|Ann" },
		{ __LINE__, named, FIELD_TITLE,
		    "item: =csv noheader\ntitle: =1", "Title|One|Two" },
		{ __LINE__, "1,2\n3,4\n", FIELD_TITLE, "item: =csv",
		    "! no column or group has the name of a field; rules such "
		    "as title: =1 say which is which" },
		{ __LINE__, "1,2\n3,4\n", FIELD_TITLE,
		    "item: =csv\ntitle: =2\nlink: =9", "2|4" },
		{ __LINE__, " <!DOCTYPE html><title>x</title><p>Hello",
		    FIELD_TITLE, "item: =csv\ntitle: =1",
		    "! this is a page, not a table" },
		{ __LINE__, "<?xml version='1.0'?><a/>", FIELD_TITLE,
		    "item: =csv\ntitle: =1", "! this is XML, not a table" },
		{ __LINE__, "{\n \"error\": 1}", FIELD_TITLE,
		    "item: =csv\ntitle: =1", "! this is JSON, not a table" },
		{ __LINE__, log_text, FIELD_TITLE,
		    "item: =/^(?<date>[\\d-]+ [\\d:]+) (?<title>.+)$/m",
		    "start: engine|stop: fire" },
		{ __LINE__, log_text, FIELD_DATE,
		    "item: =/^(?<date>[\\d-]+ [\\d:]+) (?<title>.+)$/m",
		    "2026-11-20 10:00|2026-11-21 11:00" },
		{ __LINE__, log_text, FIELD_GUID,
		    "item: =/^(?<date>\\S+ \\S+) (?<what>\\w+)/m\n"
		    "title: =what\nguid: =0 | lower",
		    "2026-11-20 10:00 start|2026-11-21 11:00 stop" },
		{ __LINE__, log_text, FIELD_CONTENT,
		    "item: =/^\\d\\S+ \\S+ (.+)\\n((?:  .+\\n)*)/m\n"
		    "title: =1\ncontent: =2",
		    "<p>more of it</p>|" },
		{ __LINE__, log_text, FIELD_TITLE,
		    "item: =/\\d+/\ntitle: =nothing",
		    "! rule \"=nothing\": the pattern has no such group" },
		{ __LINE__, log_text, FIELD_TITLE, "item: =/xyz/\ntitle: =0",
		    "" },
		/* A match of nothing ends all the same. */
		{ __LINE__, "aé", FIELD_GUID,
		    "item: =/x*/\nguid: =0 | default n", "n|n|n" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct raw_items out;
		struct arena a;
		struct str got;

		arena_init(&a, LIMIT_ARENA);
		got = read_source(&a, "", str_c(rows[i].text), rows[i].rules,
		    rows[i].field, &out);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
		assert_true(out.data);
		arena_release(&a);
	}
}

/* New rows stand at one end of a long table, and both are read. */
static void
test_long(void **state)
{
	struct raw_items out;
	struct arena a;
	struct buf b;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	buf_init(&b, 1 << 20);
	buf_add(&b, STR("title\n"));
	for (int i = 1; i <= 1702; i++)
		buf_addf(&b, "%d\n", i);
	read_source(&a, "", buf_str(&b), "item: =csv", FIELD_TITLE, &out);
	assert_int_equal(out.n, 1000);
	for (size_t i = 0; i < 1000; i++) {
		unsigned long long got;

		assert_int_equal(
		    str_uint(
			out.v[i].field[FIELD_TITLE].v[0].value, 9999, &got),
		    0);
		assert_int_equal(got, i < 500 ? i + 1 : i + 703);
	}
	assert_int_equal(out.nwarnings, 1);
	assert_string_equal(arena_cstr(&a, out.warnings[0]),
	    "there are 1702 entries; the first 500 and the last 500 were "
	    "read");
	buf_release(&b);
	arena_release(&a);
}

/* Is TEXT, for a date? */
static int
is_date(const void *ctx, struct arena *a, struct str text, struct str language)
{
	(void)ctx;
	(void)a;
	(void)language;
	return str_starts(text, STR("2026-")) ? DETECT_DATE_WHOLE
					      : DETECT_DATE_NONE;
}

/* The rules that are found for TEXT of TYPE at URL: item, title, link, date. */
static struct str
found_rules(struct arena *a, const char *url, const char *type, struct str text)
{
	static const enum field fields[] = { FIELD_TITLE, FIELD_LINK,
		FIELD_DATE };
	const struct detect_help help = { .date = is_date };
	const struct detect_ask ask = { .help = &help, .max = 3 };
	struct document doc = {
		.text = text, .type = str_c(type), .url = str_c(url)
	};
	struct source src = { SOURCE_PARTS(bare_parts), .url = doc.url };
	struct survey found;
	const struct candidates *c = &found.lists;
	struct err e = ERR_INIT;
	struct str s;

	if (extract_survey(a, &src, &doc, &ask, &found, &e) != 0 || c->n != 1)
		return STR("-");
	s = c->v[0].item.v[0].text;
	for (size_t i = 0; i < ROWS(fields); i++) {
		const struct rules *r = &c->v[0].field[fields[i]];

		s = arena_concat(a,
		    (struct str[]){
			s, STR(" | "), r->n == 0 ? STR("-") : r->v[0].text },
		    3);
	}
	return s;
}

static void
test_detect(void **state)
{
#define A_ROW(n) "Story number " #n " of the day,/a/" #n ",2026-11-0" #n "\n"
#define SOME A_ROW(3) A_ROW(2) A_ROW(1)
	static const struct {
		int line;
		const char *url, *type, *text, *want;
	} rows[] = {
		{ __LINE__, PAGE, "text/csv", "Name,Where,When\n" SOME,
		    "=csv | =Name | =Where | =When" },
		{ __LINE__, PAGE "x.csv?y", "text/plain",
		    "Name,Where,When\n" SOME, "=csv | =Name | =Where | =When" },
		{ __LINE__, PAGE, "text/csv", SOME, "=csv | =1 | =2 | =3" },
		{ __LINE__, PAGE, "text/tab-separated-values",
		    "What is it\tDay|night\n"
		    "Story number 3 of the day\t2026-11-03\n"
		    "Story number 2 of the day\t2026-11-02\n"
		    "Story number 1 of the day\t2026-11-01\n",
		    "=csv | =What is it | - | =\"Day|night\"" },
		{ __LINE__, PAGE, "text/csv", "\"\"\"x\"\"\ty\",url,d\n" SOME,
		    "=csv | =\"\\\"x\\\"\\u0009y\" | =url | =d" },
		{ __LINE__, PAGE, "text/csv", "标题,链接,时间\n" SOME,
		    "=csv | =标题 | =链接 | =时间" },
		/* No list: no headlines, too few rows, another type. */
		{ __LINE__, PAGE, "text/csv", "a,b\n1,2\n3,4\n5,6\n", "-" },
		{ __LINE__, PAGE, "text/csv", "Name,Where,When\n" A_ROW(1),
		    "-" },
		{ __LINE__, PAGE, "text/csv", "", "-" },
		{ __LINE__, PAGE "x.csv", "text/html", SOME, "-" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct arena a;
		struct str got;

		arena_init(&a, LIMIT_ARENA);
		got = found_rules(
		    &a, rows[i].url, rows[i].type, str_c(rows[i].text));
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_delimiter),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_items),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_detect),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
