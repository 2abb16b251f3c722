// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "extract/feed/feed.h"
#include "extract/feed/person.h"
#include "extract/feed/value.h"
#include "model/limits.h"

#define ROWS(t) (sizeof(t) / sizeof(*(t)))
#define URL "https://site.example/dir/feed.xml"

#define RSS(inside)                                                      \
	"<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'" \
	" xmlns:content='http://purl.org/rss/1.0/modules/content/'"      \
	" xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"     \
	" xmlns:media='http://search.yahoo.com/mrss/'"                   \
	" xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"       \
	" xmlns:atom='http://www.w3.org/2005/Atom'><channel>" inside     \
	"</channel></rss>"
#define ITEM(inside) RSS("<item>" inside "</item>")
#define ATOM(inside) \
	"<feed xmlns='http://www.w3.org/2005/Atom'>" inside "</feed>"
#define ENTRY(inside) ATOM("<entry>" inside "</entry>")
#define OLD(inside)                                             \
	"<feed version='0.3' xmlns='http://purl.org/atom/ns#'>" \
	"<entry>" inside "</entry></feed>"

static const char *const slots[] = { [SLOT_TITLE] = "title",
	[SLOT_LINK] = "link",
	[SLOT_ID] = "id",
	[SLOT_SUMMARY] = "summary",
	[SLOT_RIGHTS] = "rights",
	[SLOT_PUBLISHED] = "published",
	[SLOT_UPDATED] = "updated",
	[SLOT_CREATED] = "created",
	[SLOT_DATE] = "date",
	[SLOT_COMMENTS] = "comments",
	[SLOT_LANGUAGE] = "language",
	[SLOT_IMAGE] = "image",
	[SLOT_IMAGE_TITLE] = "image_title",
	[SLOT_IMAGE_LINK] = "image_link",
	[SLOT_ICON] = "icon",
	[SLOT_LOGO] = "logo",
	[SLOT_OUTLET] = "outlet" };

static struct str
text_of(struct arena *a, const struct feed_value *v)
{
	return v->html ? arena_printf(a, "html:%.*s", STR_ARG(v->text))
		       : v->text;
}

/* All of a list in one line. */
static struct str
list_of(struct arena *a, const struct feed_node *n, struct str name)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < n->nauthors && str_eq(name, STR("authors")); i++)
		s = arena_printf(a, "%.*s[%.*s|%.*s|%.*s]", STR_ARG(s),
		    STR_ARG(n->author[i].name), STR_ARG(n->author[i].email),
		    STR_ARG(n->author[i].url));
	for (size_t i = 0;
	     i < n->ncategories && str_eq(name, STR("categories")); i++)
		s = arena_printf(a, "%.*s[%.*s|%.*s]", STR_ARG(s),
		    STR_ARG(n->category[i].term),
		    STR_ARG(n->category[i].scheme));
	for (size_t i = 0;
	     i < n->nenclosures && str_eq(name, STR("enclosures")); i++)
		s = arena_printf(a, "%.*s[%.*s|%.*s|%.*s]", STR_ARG(s),
		    STR_ARG(n->enclosure[i].url), STR_ARG(n->enclosure[i].type),
		    STR_ARG(n->enclosure[i].length));
	for (size_t i = 0; i < n->ncontents && str_eq(name, STR("content"));
	     i++)
		s = arena_printf(a, "%.*s[%.*s]", STR_ARG(s),
		    STR_ARG(text_of(a, &n->content[i])));
	return s;
}

static struct str
value_of(struct arena *a, const struct feed_doc *f, struct str path)
{
	const struct feed_node *n = &f->feed;

	if (is_digit(path.p[0])) {
		size_t i = (size_t)(path.p[0] - '0');

		if (i >= f->n)
			return STR("(no such entry)");
		n = &f->entry[i];
		path = str_from(path, 2);
	}
	for (size_t i = 0; i < SLOT_COUNT; i++)
		if (str_eq(path, str_c(slots[i])))
			return text_of(a, &n->slot[i]);
	return list_of(a, n, path);
}

struct row {
	int line;
	const char *in, *path, *want;
};

static void
check(const struct row *rows, size_t n)
{
	struct arena a;

	arena_init(&a, 1 << 26);
	for (size_t i = 0; i < n; i++) {
		struct err e = ERR_INIT;
		struct feed_doc f;
		struct str got;

		if (feed_read(&a, str_c(rows[i].in), STR(URL), &f, &e) != 0)
			fail_msg("line %d: %s", rows[i].line, e.msg);
		got = value_of(&a, &f, str_c(rows[i].path));
		if (!str_eq(got, str_c(rows[i].want)))
			fail_msg("line %d: %.*s", rows[i].line, STR_ARG(got));
		arena_reset(&a);
	}
	arena_release(&a);
}

static void
rss(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, RSS("<title>T</title>"), "title", "T" },
		{ __LINE__, RSS("<link>https://x.example/</link>"), "link",
		    "https://x.example/" },
		{ __LINE__, RSS("<description>D</description>"), "summary",
		    "html:D" },
		{ __LINE__, ITEM("<title>a &amp;amp; b</title>"), "0.title",
		    "html:a &amp; b" },
		{ __LINE__, ITEM("<title>a &amp; b</title>"), "0.title",
		    "a & b" },
		{ __LINE__, ITEM("<title>vector&lt;int></title>"), "0.title",
		    "vector<int>" },
		/* The format's own before a module's, in any order */
		{ __LINE__,
		    ITEM("<media:title>1</media:title><dc:title>2</dc:title>"
			 "<title>3</title><itunes:title>4</itunes:title>"),
		    "0.title", "3" },
		{ __LINE__, ITEM("<title></title><dc:title>2</dc:title>"),
		    "0.title", "2" },
		{ __LINE__, ITEM("<link>a</link>"), "0.link",
		    "https://site.example/dir/a" },
		{ __LINE__, ITEM("<link/>"), "0.link", "" },
		{ __LINE__, ITEM("<guid>https://x.example/1</guid>"), "0.link",
		    "https://x.example/1" },
		{ __LINE__,
		    ITEM("<guid isPermaLink='false'>https://x/1</guid>"),
		    "0.link", "" },
		{ __LINE__,
		    ITEM("<guid>https://x/1</guid><link>https://x/2</link>"),
		    "0.link", "https://x/2" },
		{ __LINE__, ITEM("<guid>a 1</guid>"), "0.id", "a 1" },
		{ __LINE__, ITEM("<guid>/1</guid>"), "0.id",
		    "https://site.example/1" },
		{ __LINE__, ITEM("<description><p>x</p> y</description>"),
		    "0.summary", "html:<p>x</p> y" },
		{ __LINE__, ITEM("<description>&lt;p>x</description>"),
		    "0.summary", "html:<p>x" },
		{ __LINE__, ITEM("<content:encoded>x</content:encoded>"),
		    "0.content", "[html:x]" },
		{ __LINE__,
		    ITEM("<body xmlns='http://www.w3.org/1999/xhtml'>"
			 "<p>x &amp; y<br/></p></body>"),
		    "0.content", "[html:<p>x &amp; y<br></p>]" },
		{ __LINE__, ITEM("<pubDate>1</pubDate><dc:date>2</dc:date>"),
		    "0.published", "1" },
		{ __LINE__, ITEM("<pubDate>1</pubDate><pubDate>2</pubDate>"),
		    "0.published", "2" },
		{ __LINE__, ITEM("<author>me@x.example (A B)</author>"),
		    "0.authors", "[A B|me@x.example|]" },
		{ __LINE__,
		    ITEM("<dc:creator>A</dc:creator><dc:creator>B</dc:creator>"
			 "<itunes:author>C</itunes:author>"),
		    "0.authors", "[A||][B||]" },
		{ __LINE__,
		    ITEM("<category domain='u'>a</category>"
			 "<dc:subject>b</dc:subject>"),
		    "0.categories", "[a|u][b|]" },
		{ __LINE__,
		    ITEM("<itunes:category text='a'><itunes:category text='b'/>"
			 "</itunes:category>"
			 "<itunes:keywords>c, d</itunes:keywords>"),
		    "0.categories",
		    "[a|http://www.itunes.com/][b|http://www.itunes.com/]"
		    "[c|http://www.itunes.com/][d|http://www.itunes.com/]" },
		{ __LINE__,
		    ITEM("<category>a</category><category domain='u'>a"
			 "</category><category> a </category>"
			 "<tags>b, c,</tags>"),
		    "0.categories", "[a|][a|u][b|][c|]" },
		{ __LINE__, ITEM("<itunes:link rel='image' href='/t.jpg'/>"),
		    "0.image", "https://site.example/t.jpg" },
		/* Of two texts for one thing the second is another thing. */
		{ __LINE__,
		    ITEM("<description>a</description><summary>b</summary>"),
		    "0.summary", "html:a" },
		{ __LINE__,
		    ITEM("<summary>a</summary><description>b</description>"),
		    "0.content", "[html:b]" },
		{ __LINE__,
		    ITEM("<description>a</description>"
			 "<description>b</description>"),
		    "0.content", "" },
		/* What HTML would hide though it is no declaration */
		{ __LINE__, ITEM("<description>a &lt;!' b > c</description>"),
		    "0.summary", "html:a &lt;!' b > c" },
		{ __LINE__, ITEM("<description>&lt;!DOCTYPE</description>"),
		    "0.summary", "html:&lt;!DOCTYPE" },
		{ __LINE__, ITEM("<description>a&lt;!</description>"),
		    "0.summary", "html:a&lt;!" },
		{ __LINE__,
		    ITEM(
			"<description>&lt;!-- a -->&lt;!DOCTYPE x>b&lt;![if a]>"
			"</description>"),
		    "0.summary", "html:<!-- a --><!DOCTYPE x>b<![if a]>" },
		{ __LINE__,
		    ITEM(
			"<enclosure url='a.mp3' length='7' type='audio/mpeg'/>"),
		    "0.enclosures",
		    "[https://site.example/dir/a.mp3|audio/mpeg|7]" },
		{ __LINE__,
		    ITEM("<media:group><media:content url='a.mp4' fileSize='8'"
			 " type='video/mp4'><media:thumbnail url='t.jpg'/>"
			 "</media:content></media:group>"),
		    "0.enclosures",
		    "[https://site.example/dir/a.mp4|video/mp4|8]" },
		{ __LINE__,
		    ITEM("<media:group><media:content url='a.mp4'>"
			 "<media:thumbnail url='t.jpg'/></media:content>"
			 "</media:group>"),
		    "0.image", "https://site.example/dir/t.jpg" },
		{ __LINE__, ITEM("<itunes:image href='/t.jpg'/>"), "0.image",
		    "https://site.example/t.jpg" },
		{ __LINE__,
		    RSS("<image><url>/i.png</url><title>I</title>"
			"<link>/l</link></image><title>T</title>"),
		    "image", "https://site.example/i.png" },
		{ __LINE__,
		    ITEM("<link>/1</link><image><link>/2</link></image>"),
		    "0.link", "https://site.example/1" },
		{ __LINE__, ITEM("<source url='u'>The Other</source>"),
		    "0.outlet", "The Other" },
		/* Atom in RSS: its self link is not the site's */
		{ __LINE__,
		    RSS("<atom:link rel='self' href='/f'/><link>/s</link>"),
		    "link", "https://site.example/s" },
		{ __LINE__, RSS("<link>/s</link><atom:link href='/other'/>"),
		    "link", "https://site.example/s" },
		{ __LINE__,
		    ITEM("<title>t</title><x:title xmlns:x='urn:x'>no</x:title>"
			 "<x:a xmlns:x='urn:x'><title>no</title></x:a>"),
		    "0.title", "t" },
		{ __LINE__, ITEM("<dc:date>2026-11-20</dc:date>"), "0.date",
		    "2026-11-20" },
		{ __LINE__, RSS("<language>zh-cn</language>"), "language",
		    "zh-cn" },
		{ __LINE__, RSS("<language>pt_BR</language>"), "language",
		    "pt-BR" },
		{ __LINE__, RSS("<managingEditor>a@b.example</managingEditor>"),
		    "authors", "[|a@b.example|]" },
		/* Where items stand elsewhere, and in capitals */
		{ __LINE__, "<rss><item><title>x</title></item></rss>",
		    "0.title", "x" },
		{ __LINE__,
		    "<RSS><CHANNEL><ITEM><TITLE>x</TITLE></ITEM>"
		    "</CHANNEL></RSS>",
		    "0.title", "x" },
		{ __LINE__,
		    "<rss xmlns='urn:own'><channel><title>x</title>"
		    "</channel></rss>",
		    "title", "x" },
		/* A feed that is served from elsewhere: its site's addresses */
		{ __LINE__,
		    RSS("<link>https://other.example/a/</link>"
			"<item><link>1</link></item>"),
		    "0.link", "https://other.example/a/1" },
	};

	(void)state;
	check(rows, ROWS(rows));
}

static void
rdf(void **state)
{
#define RDF(inside)                                                \
	"<rdf:RDF xmlns='http://purl.org/rss/1.0/'"                \
	" xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'" \
	" xmlns:dc='http://purl.org/dc/elements/1.1/'>" inside "</rdf:RDF>"
	static const struct row rows[] = {
		{ __LINE__,
		    RDF("<channel><title>C</title></channel><image>"
			"<title>I</title></image><item><title>1</title></item>"
			"<textinput><title>X</title></textinput>"),
		    "title", "C" },
		{ __LINE__, RDF("<channel/><item><title>1</title></item>"),
		    "0.title", "1" },
		{ __LINE__, RDF("<channel/><item rdf:about='https://x/1'/>"),
		    "0.id", "https://x/1" },
		{ __LINE__, RDF("<channel/><item rdf:about='https://x/1'/>"),
		    "0.link", "https://x/1" },
		{ __LINE__,
		    RDF("<channel/><item rdf:about='https://x/1'>"
			"<link>https://x/2</link></item>"),
		    "0.link", "https://x/2" },
		{ __LINE__,
		    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/"
		    "22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/"
		    "simple/0.9/'><channel><title>C</title></channel></rdf:RDF>",
		    "title", "C" },
		{ __LINE__,
		    "<CHANNEL HREF='https://x/'><ABSTRACT>A</ABSTRACT>"
		    "<ITEM HREF='https://x/1' LASTMOD='2026-11-20'>"
		    "<TITLE>1</TITLE></ITEM></CHANNEL>",
		    "0.link", "https://x/1" },
	};

	(void)state;
	check(rows, ROWS(rows));
}

static void
atom(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, ATOM("<title>T</title>"), "title", "T" },
		{ __LINE__, ATOM("<subtitle>S</subtitle>"), "summary", "S" },
		{ __LINE__, ENTRY("<title>a &lt;b> c &amp;amp;</title>"),
		    "0.title", "a <b> c &amp;" },
		{ __LINE__,
		    ENTRY("<title type='html'>a &lt;b>c&lt;/b></title>"),
		    "0.title", "html:a <b>c</b>" },
		{ __LINE__,
		    ENTRY("<title type='xhtml'><div xmlns='http://www.w3.org/"
			  "1999/xhtml'>1 &lt; <b>2</b></div></title>"),
		    "0.title", "html:<div>1 &lt; <b>2</b></div>" },
		{ __LINE__, ENTRY("<id> urn:x </id>"), "0.id", "urn:x" },
		{ __LINE__,
		    ENTRY(
			"<link rel='self' href='s'/><link rel='edit' href='e'/>"
			"<link type='application/json' href='j'/>"
			"<link rel='alternate' type='text/html' href='h'/>"),
		    "0.link", "https://site.example/dir/h" },
		{ __LINE__,
		    ENTRY("<link rel='http://www.iana.org/assignments/relation/"
			  "alternate' href='h'/>"),
		    "0.link", "https://site.example/dir/h" },
		{ __LINE__,
		    ENTRY("<link rel='enclosure' href='/a.mp3' length='7'"
			  " type='audio/mpeg'/>"),
		    "0.enclosures",
		    "[https://site.example/a.mp3|audio/mpeg|7]" },
		{ __LINE__,
		    ENTRY(
			"<author><name>A</name><email>a@b.example</email>"
			"<uri>/a</uri></author><author><name>B</name></author>"
			"<contributor><name>C</name></contributor>"),
		    "0.authors",
		    "[A|a@b.example|https://site.example/a][B||]" },
		{ __LINE__, ENTRY("<category term='t' scheme='s' label='l'/>"),
		    "0.categories", "[t|s]" },
		{ __LINE__,
		    ENTRY("<source><title>The Other</title><id>x</id></source>"
			  "<id>y</id>"),
		    "0.outlet", "The Other" },
		{ __LINE__, ENTRY("<source><id>x</id></source><id>y</id>"),
		    "0.id", "y" },
		{ __LINE__, ENTRY("<content type='text'>a &lt;b></content>"),
		    "0.content", "[a <b>]" },
		{ __LINE__,
		    ENTRY("<content type='image/svg+xml'><svg><g/></svg>"
			  "</content>"),
		    "0.content", "[html:<svg><g></g></svg>]" },
		{ __LINE__,
		    ENTRY("<content type='application/octet-stream'>"
			  "PGI+eDwvYj4=</content>"),
		    "0.content", "[html:<b>x</b>]" },
		/* Atom 0.3 */
		{ __LINE__,
		    OLD("<title mode='escaped' type='text/html'>&lt;b>x&lt;/b>"
			"</title>"),
		    "0.title", "html:<b>x</b>" },
		{ __LINE__,
		    OLD("<title mode='base64' type='text/html'>PGI+eDwvYj4="
			"</title>"),
		    "0.title", "html:<b>x</b>" },
		{ __LINE__, OLD("<issued>1</issued><modified>2</modified>"),
		    "0.published", "1" },
		{ __LINE__, OLD("<author><name>A</name><url>/a</url></author>"),
		    "0.authors", "[A||https://site.example/a]" },
		/* xml:base, on an element and within a text */
		{ __LINE__,
		    "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/a/'>"
		    "<entry xml:base='b/'><link href='c'/></entry></feed>",
		    "0.link", "https://site.example/a/b/c" },
		{ __LINE__,
		    ENTRY("<content type='xhtml'><div xml:base='/z/'>"
			  "<a href='c'>x</a></div></content>"),
		    "0.content",
		    "[html:<div><a href=\"https://site.example/z/c\">x</a>"
		    "</div>]" },
		{ __LINE__,
		    "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'/>",
		    "language", "fr" },
		{ __LINE__,
		    "<feed xmlns='http://www.w3.org/2005/Atom' "
		    "xml:lang='en_GB'/>",
		    "language", "en-GB" },
		/* Escaped HTML that somebody put elements around */
		{ __LINE__,
		    ENTRY("<content type='html'>a &lt;p>b"
			  "<div>&lt;i>c&lt;/i></div></content>"),
		    "0.content", "[html:a <p>b<div><i>c</i></div>]" },
		{ __LINE__,
		    OLD("<title mode='xml' type='text/html'><b>&lt;</b></title>"),
		    "0.title", "html:<b>&lt;</b>" },
		{ __LINE__,
		    ENTRY("<content type='xhtml'><svg "
			  "xmlns:x='http://www.w3.org/1999/xlink'>"
			  "<a x:href='/a' x:show='new'/></svg></content>"),
		    "0.content",
		    "[html:<svg><a xlink:href=\"/a\"></a></svg>]" },
		{ __LINE__,
		    "<a:feed xmlns:a='http://www.w3.org/2005/Atom'>"
		    "<a:title>T</a:title></a:feed>",
		    "title", "T" },
	};

	(void)state;
	check(rows, ROWS(rows));
}

static void
json(void **state)
{
#define JSON(feed, item)                                          \
	"{\"version\":\"https://jsonfeed.org/version/1.1\"," feed \
	"\"items\":[{" item "}]}"
	static const struct row rows[] = {
		{ __LINE__, JSON("\"title\":\"T\",", ""), "title", "T" },
		{ __LINE__, JSON("", "\"id\":\"1\",\"url\":\"a\""), "0.link",
		    "https://site.example/dir/a" },
		{ __LINE__, JSON("", "\"id\":42"), "0.id", "42" },
		{ __LINE__, JSON("", "\"external_url\":\"https://x/\""),
		    "0.link", "https://x/" },
		{ __LINE__,
		    JSON("", "\"content_html\":\"<p>x</p>\","
			     "\"content_text\":\"a < b\""),
		    "0.content", "[html:<p>x</p>][a < b]" },
		{ __LINE__,
		    JSON("", "\"authors\":[{\"name\":\"A\"}],"
			     "\"author\":{\"name\":\"B\"}"),
		    "0.authors", "[A||]" },
		{ __LINE__, JSON("", "\"author\":{\"name\":\"B\"}"),
		    "0.authors", "[B||]" },
		{ __LINE__, JSON("", "\"tags\":[\"a\",1,null,\"b\"]"),
		    "0.categories", "[a|][b|]" },
		{ __LINE__,
		    JSON("", "\"attachments\":[{\"url\":\"/a.mp3\","
			     "\"mime_type\":\"audio/mpeg\","
			     "\"size_in_bytes\":7}]"),
		    "0.enclosures",
		    "[https://site.example/a.mp3|audio/mpeg|7]" },
		{ __LINE__, JSON("", "\"title\":null,\"date_published\":\"1\""),
		    "0.published", "1" },
		{ __LINE__,
		    JSON("\"icon\":\"/i.png\",", "\"id\":\"https://x/1\""),
		    "icon", "https://site.example/i.png" },
		{ __LINE__,
		    JSON("\"icon\":\"/i.png\",\"favicon\":\"/f.ico\",", ""),
		    "icon", "https://site.example/f.ico" },
		{ __LINE__, JSON("", "\"id\":\"https://x/1\""), "0.link",
		    "https://x/1" },
		{ __LINE__,
		    JSON("", "\"id\":\"https://x/1\",\"url\":\"https://x/2\""),
		    "0.link", "https://x/2" },
		/* JSON that was put together by hand */
		{ __LINE__, JSON("", "\"title\":\"a\nb\tc\""), "0.title",
		    "a b c" },
		{ __LINE__, JSON("", "\"title\":\"it\\'s \\\"x\\\" \\ud83d\""),
		    "0.title", "it's \"x\" \ufffd" },
		{ __LINE__,
		    JSON("", "\"title\":\"\\ud83d\\ude00, ] \\\n\\udc00\","),
		    "0.title", "\U0001f600, ]  \ufffd" },
		{ __LINE__, JSON("", "\"tags\":[\"a\" , ] , "), "0.categories",
		    "[a|]" },
		{ __LINE__, JSON("", "\"title\":\"a\",\"x\":[1,\n]"), "0.title",
		    "a" },
		/* Nothing has the type that it should have. */
		{ __LINE__,
		    "{\"version\":\"https:\\/\\/jsonfeed.org\\/version"
		    "\\/1\",\"items\":[null,1,[],\"x\",{\"title\":[]}],"
		    "\"title\":{}}",
		    "title", "" },
	};

	(void)state;
	check(rows, ROWS(rows));
}

static void
broken(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, ITEM("<title>AT&T & <3</title><link>/1</link>"),
		    "0.title", "AT&T & <3" },
		{ __LINE__, ITEM("<title>a&nbsp;&eacute;</title>"), "0.title",
		    "a\u00a0é" },
		{ __LINE__,
		    RSS("<item><description><p>x<br>y</description></item>"
			"<item><title>2</title></item>"),
		    "1.title", "2" },
		{ __LINE__,
		    "junk\n<?xml version='1.0' encoding='gbk'?>"
		    "<rss><item><title>x</title></item></rss>junk",
		    "0.title", "x" },
		{ __LINE__,
		    "<br />\n<b>Warning</b>: x in <b>y</b><br />\n"
		    "<rss><item><title>x</title></item></rss>",
		    "0.title", "x" },
		{ __LINE__,
		    "<rss><channel><itunes:author>A</itunes:author>"
		    "<nope:title>no</nope:title></channel></rss>",
		    "authors", "[A||]" },
		{ __LINE__, "<rss><channel><item><title>x", "0.title", "x" },
		{ __LINE__,
		    "<!DOCTYPE rss [<!ENTITY a \"1>1\"><!ENTITY b "
		    "\"&a;&a;\">]><rss><item><title>x&b;y</title>"
		    "</item></rss>",
		    "0.title", "x&b;y" },
		{ __LINE__,
		    "<!DOCTYPE rss SYSTEM 'file:///etc/passwd'>"
		    "<rss><item><title>x</title></item></rss>",
		    "0.title", "x" },
		{ __LINE__,
		    ITEM("<title>don\xc2\x92"
			 "t</title>"),
		    "0.title", "don’t" },
		{ __LINE__,
		    ITEM("<title><b>don\xc2\x92"
			 "t</b> &lt;</title>"),
		    "0.title", "html:<b>don’t</b> &lt;" },
		{ __LINE__,
		    "<rss><channel><title>x\001y</title></channel></rss>",
		    "title", "xy" },
	};

	(void)state;
	check(rows, ROWS(rows));
}

/* Entities that a DOCTYPE declares: those that are plain text. */
static void
entities(void **state)
{
#define DECLARED(entities, inside)                                       \
	"<!DOCTYPE rss [" entities "]><rss><item><title a='&q;'>" inside \
	"</title></item></rss>"
	static const struct row rows[] = {
		{ __LINE__,
		    DECLARED("<!ENTITY q '\"'><!ENTITY  x\t\"1 > 0\" >",
			"&x; &x;&amp;&x"),
		    "0.title", "1 > 0 1 > 0&&x" },
		{ __LINE__, DECLARED("<!ENTITY x 'y'>", "<![CDATA[&x;]]>&x;"),
		    "0.title", "&x;y" },
		{ __LINE__, DECLARED("<!ENTITY x 'y'><!ENTITY x 'z'>", "&x;"),
		    "0.title", "y" },
		{ __LINE__, DECLARED("<!ENTITY x '<b>y</b>'>", "&x;"),
		    "0.title", "&x;" },
		{ __LINE__, DECLARED("<!ENTITY x '&x;'>", "&x;"), "0.title",
		    "&x;" },
		{ __LINE__, DECLARED("<!ENTITY % x 'y'>", "&x;"), "0.title",
		    "&x;" },
		{ __LINE__, DECLARED("<!ENTITY x SYSTEM 'file:///y'>", "&x;"),
		    "0.title", "&x;" },
		{ __LINE__, DECLARED("<!ENTITY x 'y", "&x;"), "0.title",
		    "&x;" },
	};
	struct arena a;
	struct feed_doc f;
	struct err e = ERR_INIT;
	struct buf b;

	(void)state;
	check(rows, ROWS(rows));
	/* A text that would become longer than twice itself stays. */
	arena_init(&a, 1 << 28);
	buf_init(&b, 1 << 24);
	buf_addf(&b, "<!DOCTYPE a [<!ENTITY x '%0200d'>]><rss><title>", 7);
	for (int i = 0; i < 100000; i++)
		buf_add(&b, STR("&x;"));
	buf_add(&b, STR("</title></rss>"));
	assert_int_equal(feed_read(&a, buf_str(&b), STR(URL), &f, &e), 0);
	assert_true(f.feed.slot[SLOT_TITLE].text.len == 300000);
	buf_release(&b);
	arena_release(&a);
}

/* UTF-8 that was taken for windows-1252 and encoded again. */
static void
twice(void **state)
{
	static const struct row rows[] = {
		{ __LINE__, ITEM("<title>donâ€™t, Ã©tÃ©</title>"), "0.title",
		    "don’t, été" },
		{ __LINE__, ITEM("<title>don&#226;&#128;&#153;t</title>"),
		    "0.title", "don’t" },
		{ __LINE__, ITEM("<dc:creator>JosÃ©</dc:creator>"), "0.authors",
		    "[José||]" },
		{ __LINE__, ITEM("<category>ä¸\u00ad2</category>"),
		    "0.categories", "[中2|]" },
		/* not all of it, or no more than names of such text */
		{ __LINE__, ITEM("<title>donâ€™t été</title>"), "0.title",
		    "donâ€™t été" },
		{ __LINE__, ITEM("<title>donâ€™t 要</title>"), "0.title",
		    "donâ€™t 要" },
		{ __LINE__, ITEM("<title>I see â€™ for an apostrophe</title>"),
		    "0.title", "I see â€™ for an apostrophe" },
		{ __LINE__, ITEM("<link>https://x/aÃ©</link>"), "0.link",
		    "https://x/aÃ©" },
		/* its own is right */
		{ __LINE__,
		    RSS("<generator>coranto 1</generator><item>"
			"<title>Ã©tÃ©</title></item>"),
		    "0.title", "Ã©tÃ©" },
	};

	(void)state;
	check(rows, ROWS(rows));
}

static void
sniffing(void **state)
{
	static const struct {
		const char *in;
		enum feed_kind want;
	} rows[] = {
		{ "", FEED_NONE },
		{ "<rss>", FEED_RSS },
		{ "  <?xml version='1.0'?><!-- <html> --><rss/>", FEED_RSS },
		{ "<?xml-stylesheet href='a'?><feed>", FEED_ATOM },
		{ "<!DOCTYPE html><rss>", FEED_RSS },
		{ "<atom:feed>", FEED_ATOM },
		{ "<channel>", FEED_CDF },
		{ "<b>x</b><channel>", FEED_NONE },
		{ "<!DOCTYPE html><html><rss>", FEED_NONE },
		{ "<div><feed>", FEED_NONE },
		{ "<urlset>", FEED_NONE },
		{ "<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", FEED_RDF },
		{ "<rdf:RDF xmlns='http://xmlns.com/foaf/0.1/'>", FEED_NONE },
		{ "{\"version\":\"https://jsonfeed.org/version/1\"}",
		    FEED_JSON },
		{ "{\"items\":[]}", FEED_NONE },
		{ "<", FEED_NONE },
		{ "<!--", FEED_NONE },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		size_t at;

		if (feed_sniff(str_c(rows[i].in), &at) != rows[i].want)
			fail_msg("%s", rows[i].in);
	}
}

static void
hints(void **state)
{
	static const struct {
		int line;
		const char *in;
		struct hints want;
	} rows[] = {
		{ __LINE__, RSS(""), { 0, 0, 0 } },
		{ __LINE__, RSS("<ttl> 90 </ttl>"), { 5400, 0, 0 } },
		{ __LINE__, RSS("<ttl>-1</ttl>"), { 0, 0, 0 } },
		{ __LINE__, RSS("<ttl>99999999</ttl>"),
		    { LIMIT_ASKED_S, 0, 0 } },
		{ __LINE__,
		    RSS("<sy:updatePeriod>daily</sy:updatePeriod>"
			"<sy:updateFrequency>4</sy:updateFrequency>"),
		    { 21600, 0, 0 } },
		{ __LINE__,
		    RSS("<sy:updateFrequency>0</sy:updateFrequency>"
			"<sy:updatePeriod>hourly</sy:updatePeriod>"),
		    { 3600, 0, 0 } },
		{ __LINE__,
		    RSS("<skipHours><hour>0</hour><hour>3</hour><hour>24</hour>"
			"<hour>25</hour></skipHours>"),
		    { 0, 9, 0 } },
		{ __LINE__,
		    RSS("<skipDays><day>Sunday</day><day>monday</day>"
			"<day>x</day></skipDays>"),
		    { 0, 0, 3 } },
		/* Never is not meant. */
		{ __LINE__,
		    RSS("<skipDays><day>Sunday</day><day>Monday</day>"
			"<day>Tuesday</day><day>Wednesday</day>"
			"<day>Thursday</day><day>Friday</day>"
			"<day>Saturday</day></skipDays>"),
		    { 0, 0, 0 } },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 24);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct err e = ERR_INIT;
		struct feed_doc f;

		if (feed_read(&a, str_c(rows[i].in), STR(URL), &f, &e) != 0)
			fail_msg("line %d: %s", rows[i].line, e.msg);
		if (f.hints.ttl != rows[i].want.ttl ||
		    f.hints.skip_hours != rows[i].want.skip_hours ||
		    f.hints.skip_days != rows[i].want.skip_days)
			fail_msg("line %d: %u %u %u", rows[i].line, f.hints.ttl,
			    f.hints.skip_hours, f.hints.skip_days);
	}
	arena_release(&a);
}

static void
people(void **state)
{
	static const struct {
		const char *in, *name, *email;
	} rows[] = {
		{ "", "", "" },
		{ "A. Name", "A. Name", "" },
		{ "a@b.example", "", "a@b.example" },
		{ "a@b.example (A. Name)", "A. Name", "a@b.example" },
		{ "A. Name (a@b.example)", "A. Name", "a@b.example" },
		{ "A. Name <a+b@c.d.example>", "A. Name", "a+b@c.d.example" },
		{ "\"A. Name\" <a@b.example>", "A. Name", "a@b.example" },
		{ "mailto:a@b.example", "", "a@b.example" },
		{ "A. Name, mailto:a@b.example", "A. Name", "a@b.example" },
		{ "a@b.example?subject=x (A)", "A", "a@b.example" },
		{ "a@b.example (A (B))", "A (B)", "a@b.example" },
		{ "@name", "@name", "" },
		{ "a@b", "a@b", "" },
		{ "记者 张三", "记者 张三", "" },
	};
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct feed_person p = person_read(&a, str_c(rows[i].in));

		if (!str_eq(p.name, str_c(rows[i].name)) ||
		    !str_eq(p.email, str_c(rows[i].email)))
			fail_msg("%s: %.*s|%.*s", rows[i].in, STR_ARG(p.name),
			    STR_ARG(p.email));
	}
	arena_release(&a);
}

static void
html_or_text(void **state)
{
	static const struct {
		const char *in;
		bool want;
	} rows[] = {
		{ "a < b", false },
		{ "a & b", false },
		{ "a &amp; b", true },
		{ "<p>x</p>", true },
		{ "x<br>y", true },
		{ "vector<int>", false },
		{ "vector<int> &amp; more", false },
		{ "<o:p></o:p><b>x</b>", true },
		{ "the <title> of a page", false },
		{ "</title>", false },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		if (value_is_html(str_c(rows[i].in)) != rows[i].want)
			fail_msg("%s", rows[i].in);
}

static void
limits(void **state)
{
	struct buf b;
	struct arena a;
	struct feed_doc f;
	struct err e = ERR_INIT;

	(void)state;
	arena_init(&a, 1 << 28);
	buf_init(&b, 1 << 24);
	buf_add(&b, STR("<rss><channel>"));
	for (int i = 0; i < LIMIT_ITEMS + 7; i++)
		buf_addf(&b, "<item><title>%d</title></item>", i);
	buf_add(&b, STR("</channel></rss>"));
	assert_int_equal(feed_read(&a, buf_str(&b), STR(URL), &f, &e), 0);
	assert_int_equal(f.n, LIMIT_ITEMS);
	assert_int_equal(f.more, 7);
	assert_true(str_empty(f.repaired));
	/* Too deep for libxml2 as well: what is deeper is left out. */
	buf_clear(&b);
	buf_add(&b, STR("<rss><item><title>"));
	for (int i = 0; i < 1000; i++)
		buf_add(&b, STR("<b>"));
	buf_add(&b, STR("x"));
	assert_int_equal(feed_read(&a, buf_str(&b), STR(URL), &f, &e), 0);
	assert_int_equal(f.n, 1);
	assert_true(f.cut);
	assert_false(str_empty(f.repaired));
	/* Escaped markup with many attributes is one text. */
	buf_clear(&b);
	buf_add(&b, STR("<rss><item><title>"));
	for (int i = 0; i < 1000; i++)
		buf_add(&b, STR("&lt;a href=\"b\""));
	buf_add(&b, STR("</title></item></rss>"));
	assert_int_equal(feed_read(&a, buf_str(&b), STR(URL), &f, &e), 0);
	assert_true(str_empty(f.repaired));
	assert_int_equal(feed_read(&a, STR("<html>"), STR(URL), &f, &e), -1);
	assert_int_equal(e.code, ERR_EXTRACT);
	assert_int_equal(
	    feed_read(&a, STR("{\"a\":\"jsonfeed.org\""), STR(URL), &f, &e),
	    -1);
	buf_release(&b);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rss),
		cmocka_unit_test(rdf),
		cmocka_unit_test(atom),
		cmocka_unit_test(json),
		cmocka_unit_test(broken),
		cmocka_unit_test(entities),
		cmocka_unit_test(twice),
		cmocka_unit_test(sniffing),
		cmocka_unit_test(hints),
		cmocka_unit_test(people),
		cmocka_unit_test(html_or_text),
		cmocka_unit_test(limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
