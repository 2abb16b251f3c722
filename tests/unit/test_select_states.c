// SPDX-License-Identifier: ISC
/* States of elements, and the tokens of selectors: each row has its page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "web/html.h"
#include "web/select.h"

#define STEPS 1000000

struct row {
	int line;
	const char *html, *selector, *wanted;
};
#define ROW(...)                      \
	{                             \
		__LINE__, __VA_ARGS__ \
	}

/* Ids of what TEXT finds, joined by spaces; or what is wrong with it. */
static const char *
find(struct arena *a, const struct html_doc *d, const char *text)
{
	struct select_budget budget = { STEPS };
	struct err e = ERR_INIT;
	struct html_nodes found;
	struct selector *s;
	struct str out = STR_NULL, id;

	if (select_compile(a, str_c(text), &s, &e) != 0 ||
	    select_all(a, s, d, html_root(d), 100, &budget, &found, &e) != 0)
		return arena_cstr(a, str_c(e.msg));
	for (size_t i = 0; i < found.n; i++) {
		id = html_name(found.v[i]);
		html_attr(found.v[i], STR("id"), &id);
		out = arena_printf(a, "%.*s%s%.*s", STR_ARG(out),
		    i > 0 ? " " : "", STR_ARG(id));
	}
	return arena_cstr(a, out);
}

static void
check(const struct row *rows, size_t n)
{
	static const struct html_limits limits;

	for (size_t i = 0; i < n; i++) {
		struct arena a;
		struct err e = ERR_INIT;
		struct html_doc *d;
		const char *got;

		arena_init(&a, 16 << 20);
		assert_int_equal(
		    html_parse(&a, str_c(rows[i].html), &limits, &d, &e), 0);
		got = find(&a, d, rows[i].selector);
		if (strcmp(got, rows[i].wanted) != 0)
			fail_msg("line %d: %s found '%s', wanted '%s'",
			    rows[i].line, rows[i].selector, got,
			    rows[i].wanted);
		arena_release(&a);
	}
}
#define CHECK(rows) check((rows), sizeof(rows) / sizeof(*(rows)))

static void
disabled(void **state)
{
	static const struct row rows[] = {
		ROW("<fieldset id=a disabled><p></p><legend id=l><input id=b>"
		    "</legend><legend><input id=c></legend><select id=d>"
		    "</select><textarea id=e></textarea><button id=f></button>"
		    "</fieldset>",
		    ":disabled", "a c d e f"),
		ROW("<fieldset id=a><input id=b></fieldset>", ":disabled", ""),
		ROW("<fieldset id=a><input id=b></fieldset>", ":enabled",
		    "a b"),
		ROW("<select id=s><optgroup id=g disabled><option id=a>"
		    "</optgroup><optgroup id=h><option id=b><option id=c "
		    "disabled></optgroup><option id=d></select>",
		    ":disabled", "g a c"),
		ROW("<select id=s><optgroup id=g disabled><option id=a>"
		    "</optgroup><optgroup id=h><option id=b></select>",
		    ":enabled", "s h b"),
		ROW("<p id=a disabled></p><a id=b disabled></a>",
		    ":disabled, p:enabled", ""),
	};

	(void)state;
	CHECK(rows);
}

static void
required_and_optional(void **state)
{
	static const struct row rows[] = {
		ROW("<input id=a required><select id=b required></select>"
		    "<textarea id=c required></textarea><input id=d type=file "
		    "required><input id=e type=range required><p id=f required>"
		    "</p><input id=g>",
		    ":required", "a b c d"),
		ROW("<input id=a required><input id=b type=range required>"
		    "<input id=c><select id=d></select><textarea id=e>"
		    "</textarea><button id=f></button><p></p>",
		    ":optional", "b c d e f"),
	};

	(void)state;
	CHECK(rows);
}

static void
editable(void **state)
{
	static const struct row rows[] = {
		ROW("<input id=a><input id=b readonly><input id=c disabled>"
		    "<input id=d type=checkbox><input id=e type=DATE>"
		    "<textarea id=f></textarea><textarea id=g readonly>"
		    "</textarea><input id=h type=nonsense>",
		    ":read-write", "a e f h"),
		ROW("<div id=a contenteditable><p id=b><i id=c "
		    "contenteditable=FALSE><b id=d></b></i><u id=e "
		    "contenteditable=inherit></u></div><div id=f "
		    "contenteditable=plaintext-only></div><p id=g></p>",
		    ":read-write", "a b e f"),
		ROW("<div id=a contenteditable=true><input id=b readonly>"
		    "</div><p id=c></p>",
		    "body :read-only", "b c"),
		ROW("<div contenteditable><svg id=a><g id=b></g></svg></div>",
		    "svg:read-only, g:read-only", ""),
		ROW("<input id=a placeholder=x><input id=b placeholder>"
		    "<input id=c placeholder=x value=v><input id=d "
		    "placeholder=x type=date><textarea id=e placeholder=x>"
		    "</textarea><textarea id=f placeholder=x>text</textarea>"
		    "<p id=g placeholder=x></p>",
		    ":placeholder-shown", "a b e"),
	};

	(void)state;
	CHECK(rows);
}

static void
checked(void **state)
{
	static const struct row rows[] = {
		ROW("<input id=a type=checkbox checked><input id=b "
		    "type=checkbox><input id=c checked>",
		    ":checked", "a"),
		/* Of several with one name in one form the last one is. */
		ROW("<form><input id=a type=radio name=x checked><input id=b "
		    "type=radio name=x checked></form><form><input id=c "
		    "type=radio name=x checked></form><input id=d type=radio "
		    "name=y checked><input id=e type=radio checked><input "
		    "id=f type=radio>",
		    ":checked", "b c d e"),
		/* Whose form the attribute names. */
		ROW("<form id=f><input id=a type=radio name=x checked></form>"
		    "<input id=b type=radio name=x form=f checked>"
		    "<input id=c type=radio name=x form=none checked>"
		    "<p id=p></p><input id=d type=radio name=x form=p>",
		    ":checked", "b c"),
		ROW("<form><input id=a type=radio name=x><input id=b "
		    "type=radio name=x></form><input id=c type=radio name=x "
		    "checked><input id=d type=radio><progress id=e></progress>"
		    "<progress id=g value=1></progress><input id=h "
		    "type=checkbox>",
		    ":indeterminate", "a b d e"),
		ROW("<select><option id=a><option id=b selected><option id=c "
		    "selected></select>",
		    ":checked", "c"),
		ROW("<select><option id=a disabled><option id=b></select>",
		    ":checked", "b"),
		ROW("<select size=4><option id=a></select>", ":checked", ""),
		ROW("<select size=' 1 '><option id=a></select>", ":checked",
		    "a"),
		ROW("<select size=none><option id=a></select>", ":checked",
		    "a"),
		ROW("<select multiple><option id=a selected><option id=b "
		    "selected><option id=c></select>",
		    ":checked", "a b"),
		ROW("<datalist><option id=a selected><option id=b></datalist>",
		    ":checked", "a"),
	};

	(void)state;
	CHECK(rows);
}

static void
defaults(void **state)
{
	static const struct row rows[] = {
		ROW("<form><button id=a type=button></button><input id=b "
		    "type=reset><button id=c type=RESET></button><input id=d "
		    "type=image><button id=e></button></form><button id=f>"
		    "</button>",
		    ":default", "d"),
		ROW("<form id=f></form><button id=a form=f></button><form>"
		    "<input id=b type=submit></form>",
		    ":default", "a b"),
		ROW("<input id=a type=checkbox checked><input id=b type=radio "
		    "checked><input id=c type=radio><select><option id=d>"
		    "<option id=e selected></select>",
		    ":default", "a b e"),
		ROW("<details id=a open></details><details id=b></details>"
		    "<dialog id=c open></dialog><p id=d open></p>",
		    ":open", "a c"),
	};

	(void)state;
	CHECK(rows);
}

static void
languages(void **state)
{
	static const struct row rows[] = {
		ROW("<p id=a lang=zh-Hans-CN><p id=b lang=zh-TW><p id=c "
		    "lang=en><p id=d lang=ZH>",
		    "p:lang(zh)", "a b d"),
		ROW("<p id=a lang=zh-Hans-CN><p id=b lang=zh-TW>",
		    "p:lang(zh-CN)", "a"),
		ROW("<p id=a lang=de-Latn-x-CH><p id=b lang=de-Latn-CH>",
		    "p:lang(de-CH)", "b"),
		ROW("<p id=a lang=de-CH><p id=b lang=fr-CH><p id=c lang=fr>",
		    "p:lang('*-CH')", "a b"),
		ROW("<p id=a lang=de-CH><p id=b lang=fr-CH><p id=c lang=fr>",
		    "p:lang(*-CH, fr)", "a b c"),
		ROW("<p id=a lang=de><p id=b lang=''><p id=c>", "p:lang(*)",
		    "a"),
		ROW("<p id=a lang=de><p id=b lang=''>", "p:lang('')", "b"),
		ROW("<p id=a lang=de-1996-CH><p id=b lang=de>",
		    "p:lang('de-*-CH')", "a"),
		ROW("<meta http-equiv=content-language content=nl><p id=a>"
		    "<p id=b lang=en>",
		    "p:lang(nl)", "a"),
		ROW("<p lang=en><svg id=a><g id=b xml:lang=fr></g><g id=c "
		    "lang=it></g></svg>",
		    "g:lang(fr)", "b"),
		ROW("<p lang=en><svg id=a><g id=b xml:lang=fr></g><g id=c>"
		    "</g></svg>",
		    "svg:lang(en), g:lang(en)", "a c"),
	};

	(void)state;
	CHECK(rows);
}

static void
directions(void **state)
{
	static const struct row rows[] = {
		ROW("<p id=a><p id=b dir=rtl><i id=c></i><i id=d dir=LTR></i>"
		    "<svg id=e></svg></p><p id=f dir=nonsense>",
		    "p:dir(rtl), i:dir(rtl), svg:dir(rtl)", "b c e"),
		ROW("<p id=a dir=auto>12 \xd7\x90 a</p><p id=b dir=auto>(a "
		    "\xd7\x90</p><p id=c dir=auto>\xd8\xa7</p><p id=d dir=auto>"
		    "12</p>",
		    "p:dir(rtl)", "a c"),
		/* What has a direction of its own, and code, says nothing. */
		ROW("<div id=a dir=auto><bdi>\xd7\x90</bdi><script>\xd7\x90"
		    "</script><style>\xd7\x90</style><textarea>\xd7\x90"
		    "</textarea><i dir=ltr>\xd7\x90</i>a</div>",
		    "div:dir(rtl)", ""),
		ROW("<bdi id=a>\xd7\x90</bdi><bdi id=b>a</bdi>", "bdi:dir(rtl)",
		    "a"),
		ROW("<div dir=rtl><input id=a><input id=b type=tel><input id=c "
		    "dir=auto value=x><input id=d dir=auto value=\xd7\x90>"
		    "<input id=e dir=auto></div>",
		    "input:dir(rtl)", "a d"),
		ROW("<p id=a dir=rtl>", "p:dir(upwards)", ""),
	};

	(void)state;
	CHECK(rows);
}

static void
shapes(void **state)
{
	static const struct row rows[] = {
		ROW("<x-y id=a></x-y><p id=b is=x-p></p><p id=c></p><nosuch "
		    "id=d></nosuch><svg id=e><font-face id=f></svg>",
		    "body :defined", "c d e f"),
		ROW("<area id=a href=x><area id=b><svg><a id=c xlink:href=x>"
		    "</a><a id=d></a><g id=e href=x></g></svg><math><a id=f "
		    "href=x></a></math>",
		    ":link", "a c"),
		ROW("<p id=a>x</p><p id=b><!-- x --></p><p id=c> </p>",
		    "p:empty", "b"),
		ROW("<i id=a></i><b id=b></b><i id=c></i>", ":only-of-type",
		    "html head body b"),
	};

	(void)state;
	CHECK(rows);
}

static void
attributes(void **state)
{
	static const struct row rows[] = {
		ROW("<p id=a class='Top News'><p id=b class=news>",
		    "p[class*=NEWS i]", "a b"),
		ROW("<p id=a class='Top News'><p id=b class=news>",
		    "p[class*=x i]", ""),
		ROW("<p id=a class=news>", "p[class*='']", ""),
		ROW("<p id=a title=en-GB><p id=b title=english><p id=c "
		    "title=en>",
		    "p[title|=en]", "a c"),
		ROW("<p id=a title='one two'><p id=b title=two>",
		    "p[title~='']", ""),
		ROW("<p id=a title='one two'>", "p[title~='one two']", ""),
		ROW("<p id=a title=xyz>", "p[title$=yz][title^=xy]", "a"),
	};

	(void)state;
	CHECK(rows);
}

/* CSS Syntax, section 4. */
static void
tokens(void **state)
{
	static const struct row rows[] = {
		ROW("<p id=a class=a:b>", "p.a\\:b", "a"),
		ROW("<p id=a class=1st>", "p.\\31 st", "a"),
		ROW("<p id=a class=1st>", "p.\\000031st", "a"),
		ROW("<p id=a class=1st>", "p.\\31\r\nst", "a"),
		ROW("<p id=a class='x\xef\xbf\xbd'>", "p.x\\0", "a"),
		ROW("<p id=a class='x\xef\xbf\xbd'>", "p.x\\D800", "a"),
		ROW("<p id=a class='x\xef\xbf\xbd'>", "p.x\\110000", "a"),
		ROW("<p id=a class=-x-><p id=b class=--y>", ".-x-, .--y",
		    "a b"),
		ROW("<p id=a class='-\xe4\xb8\xad'>", ".-\xe4\xb8\xad", "a"),
		ROW("<p id=a class='-!'>", ".-\\!", "a"),
		ROW("<p id=a title='one two'>", "[title='one \\\ntwo']", "a"),
		ROW("<p id=a title='one two'>", "[title='one \\\r\ntwo']", "a"),
		ROW("<p id=a title=\"it's\">", "[title='it\\'s']", "a"),
		ROW("<p id=a title=b>", "[title=b", "a"),
		ROW("<p id=a>", "/* all */ p /* of them */", "a"),
		ROW("<p id=a><p id=b>", "p:nth-child(+n)", "a b"),
		ROW("<p id=a><p id=b><p id=c>", "p:nth-child(+n + 2)", "b c"),
		ROW("<p id=a><p id=b><p id=c>", "p:nth-child(-n+2)", "a b"),
		ROW("<p id=a><p id=b><p id=c>", "p:nth-child(+2n - 1)", "a c"),
		ROW("<p id=a><p id=b><p id=c>", "p:nth-child( odd )", "a c"),
	};

	(void)state;
	CHECK(rows);
}

static void
refusals(void **state)
{
	static const struct row rows[] = {
		ROW("", "p:nth-child(1.5)", ""),
		ROW("", "p:nth-child(+ n)", ""),
		ROW("", "p:nth-child(+1 n)", ""),
		ROW("", "p:nth-child(2n + +1)", ""),
		ROW("", "p:nth-child(1e3)", ""),
		ROW("", "p:nth-child(n-999999999999)", ""),
		ROW("", "p:nth-child(/)", ""),
		ROW("", "p:nth-child(1 of )", ""),
		ROW("", "[a~b]", ""),
		ROW("", "[a=b c d]", ""),
		ROW("", "[a=1]", ""),
		ROW("", "p .5", ""),
		ROW("", "p:lang(1)", ""),
		ROW("", "p:lang(en, )", ""),
		ROW("", "p:dir(1)", ""),
		ROW("", "p::", ""),
		ROW("", "p: first-child", ""),
		ROW("", "p:contains(1)", ""),
		ROW("", "'open", ""),
		ROW("", "[a='open\n']", ""),
		ROW("", "p\\\nq", ""),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena a;
		struct err e = ERR_INIT;
		struct selector *s = NULL;

		arena_init(&a, 1 << 20);
		if (select_compile(&a, str_c(rows[i].selector), &s, &e) == 0)
			fail_msg("line %d: %s is one", rows[i].line,
			    rows[i].selector);
		assert_int_equal(e.code, ERR_CONFIG);
		assert_true(e.col > 0);
		assert_true(e.msg[0] != '\0');
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(disabled),
		cmocka_unit_test(required_and_optional),
		cmocka_unit_test(editable),
		cmocka_unit_test(checked),
		cmocka_unit_test(defaults),
		cmocka_unit_test(languages),
		cmocka_unit_test(directions),
		cmocka_unit_test(shapes),
		cmocka_unit_test(attributes),
		cmocka_unit_test(tokens),
		cmocka_unit_test(refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
