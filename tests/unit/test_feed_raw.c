// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/feed/raw.h"

#define ITEM(inside)                                                 \
	"<rss xmlns:media='http://search.yahoo.com/mrss/'"           \
	" xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'" \
	"><channel><title>T</title><item>" inside "</item></channel></rss>"
#define ENTRY(feed, inside)                                                \
	"<feed xmlns='http://www.w3.org/2005/Atom'>" feed "<entry>" inside \
	"</entry></feed>"

struct row {
	int line;
	const char *in;
	enum field field;
	const char *want; /* its values, "|" between them */
};

static struct str
values(struct arena *a, const struct raw_field *f)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < f->n; i++)
		s = arena_printf(a, "%.*s%s%.*s", STR_ARG(s), i > 0 ? "|" : "",
		    STR_ARG(f->v[i].value));
	return s;
}

/* What of an entry becomes which field. */
static void
fields(void **state)
{
	static const struct row rows[] = {
		/* Of a description and a summary the longer is the content. */
		{ __LINE__,
		    ITEM("<description>long a</description>"
			 "<summary>b</summary>"),
		    FIELD_CONTENT, "long a" },
		{ __LINE__,
		    ITEM("<description>long a</description>"
			 "<summary>b</summary>"),
		    FIELD_SUMMARY, "b" },
		{ __LINE__,
		    ITEM("<summary>b</summary>"
			 "<description>long a</description>"),
		    FIELD_CONTENT, "long a" },
		{ __LINE__, ITEM("<description>a</description>"), FIELD_CONTENT,
		    "" },
		/* A plain text in paragraphs keeps them, lines do not. */
		{ __LINE__,
		    ITEM("<media:group><media:description>a &lt; b\n\nc\nd"
			 "</media:description></media:group>"),
		    FIELD_CONTENT, "<p>a &lt; b</p><p>c</p><p>d</p>" },
		{ __LINE__,
		    ITEM("<media:description>a\n\nb</media:description>"),
		    FIELD_SUMMARY, "" },
		{ __LINE__, ITEM("<media:description>a\nb</media:description>"),
		    FIELD_SUMMARY, "a\nb" },
		/* All that has a date, the one for readers first */
		{ __LINE__,
		    ENTRY("", "<updated>2</updated><published>1</published>"),
		    FIELD_DATE, "1|2" },
		/* Who wrote the feed wrote the entry, but for its name. */
		{ __LINE__,
		    ENTRY("<title>T</title><author><name>A</name></author>",
			"<title>t</title>"),
		    FIELD_AUTHOR, "A" },
		{ __LINE__,
		    ENTRY("<title>T</title><author><name>T</name></author>",
			"<title>t</title>"),
		    FIELD_AUTHOR, "" },
		/* Podcasts: the sound, and the picture of the episode */
		{ __LINE__,
		    ITEM("<enclosure url='https://x.example/1.mp3' length='9'"
			 " type='audio/mpeg'/>"
			 "<itunes:image href='https://x.example/1.jpg'/>"),
		    FIELD_ENCLOSURE, "https://x.example/1.mp3" },
		{ __LINE__,
		    ITEM("<enclosure url='https://x.example/1.mp3' length='9'"
			 " type='audio/mpeg'/>"
			 "<itunes:image href='https://x.example/1.jpg'/>"),
		    FIELD_IMAGE, "https://x.example/1.jpg" },
		/* A film in several makes is one film. */
		{ __LINE__,
		    ITEM("<media:group>"
			 "<media:content url='https://x.example/1.mp4'"
			 " type='video/mp4'/>"
			 "<media:content url='https://x.example/1.webm'"
			 " type='video/webm'/></media:group>"),
		    FIELD_ENCLOSURE, "https://x.example/1.mp4" },
	};
	const struct source src = { SOURCE_PARTS(bare_parts), .max_size = 0 };
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 26);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct document doc = { .text = str_c(rows[i].in),
			.url = STR("https://site.example/feed") };
		struct raw_items out;
		struct err e = ERR_INIT;
		struct str got;

		if (feed_raw(&a, &src, &doc, &out, &e) != 0 || out.n != 1)
			fail_msg("line %d: %s", rows[i].line, e.msg);
		got = values(&a, &out.v[0].field[rows[i].field]);
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
