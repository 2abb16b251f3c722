// SPDX-License-Identifier: ISC
#include "extract/article/next.h"

#include "base/utf8.h"
#include "model/limits.h"
#include "web/url.h"

/* Digits of a page's number; more are an article's. */
#define PAGE_DIGITS 3
/* Nodes and attributes in a link to a page. */
#define PARTS 50
/* Bytes of the longest text of a link to a page. */
#define LABEL_BYTES 40

/* How links to the next page are called, in lower case, without the marks
 * around them. What leads to the next article is called otherwise. */
static const char *const words[] = { "下一页", "下页", "下一頁", "次のページ",
	"次へ", "다음 페이지", "next page", "next", "continue", "page suivante",
	"suivant", "nächste seite", "weiter", "página siguiente", "siguiente",
	"próxima página", "próxima", "pagina successiva", "avanti",
	"volgende pagina", "volgende", "следующая страница", "далее", NULL };

/* Names of a page's number in a query. */
static const char *const names[] = { "page", "p", "pn", "pg", "pageno",
	"page_no", "pagenum", "paged", "currentpage", "_p", NULL };

/* An address in parts: all up to the query, and that. */
struct address {
	struct str path, query;
};

static struct address
parts_of(struct str url)
{
	size_t hash = str_chr(url, '#', 0), mark;
	struct str all = str_sub(url, 0, hash);

	mark = str_chr(all, '?', 0);
	if (mark == STR_NONE)
		return (struct address){ all, STR_NULL };
	return (
	    struct address){ str_sub(all, 0, mark), str_from(all, mark + 1) };
}

/* Cut the extension off PATH: ".html", at most five letters. */
static struct str
cut_extension(struct str *path)
{
	size_t dot = str_rfind(*path, STR(".")),
	       slash = str_rfind(*path, STR("/"));
	struct str ext;

	if (dot == STR_NONE || slash == STR_NONE || dot < slash ||
	    path->len - dot > 6)
		return STR_NULL;
	ext = str_from(*path, dot);
	*path = str_sub(*path, 0, dot);
	return ext;
}

/* Cut the number off the end of S; -1 when there is none of few digits. */
static long
cut_number(struct str *s)
{
	size_t n = 0;
	unsigned long long v;

	while (n < s->len && is_digit(s->p[s->len - n - 1]))
		n++;
	if (n == 0 || n > PAGE_DIGITS ||
	    str_uint(str_from(*s, s->len - n), 999, &v) != 0)
		return -1;
	s->len -= n;
	return (long)v;
}

/* True when S parts a page's number from an address: "_", "/page/". */
static bool
is_joint(struct str s)
{
	static const char *const joints[] = { "_", "-", "/", ".", "_p", "-p",
		"/p", "/page/", "/page-", "_page_", "-page-", "/index_",
		"_page", "-page", "/page" };

	for (size_t i = 0; i < sizeof(joints) / sizeof(*joints); i++)
		if (str_ieq(s, str_c(joints[i])))
			return true;
	return false;
}

/* "/a/12.html" and "/a/12_2.html", "/a/12_2.html" and "/a/12_3.html". */
static bool
follows_in_path(struct str here, struct str there)
{
	struct str ext = cut_extension(&here), other = cut_extension(&there);
	struct str stem = there, own;
	long number = cut_number(&stem), before;

	if (number < 0 ||
	    (!str_eq(ext, other) && !str_empty(ext) && !str_empty(other)))
		return false;
	own = here;
	while (own.len > 0 && own.p[own.len - 1] == '/')
		own.len--;
	if (str_starts(stem, own) && (number == 1 || number == 2) &&
	    is_joint(str_from(stem, own.len)))
		return true;
	own = here;
	before = cut_number(&own);
	return before > 0 && number == before + 1 && str_eq(own, stem);
}

/* The number of the page in parameter ONE; -1: it is another parameter. */
static long
page_in(struct str one)
{
	size_t eq = str_chr(one, '=', 0);
	unsigned long long v;

	if (eq == STR_NONE || str_uint(str_from(one, eq + 1), 999, &v) != 0)
		return -1;
	for (size_t i = 0; names[i] != NULL; i++)
		if (str_ieq(str_sub(one, 0, eq), str_c(names[i])))
			return (long)v;
	return -1;
}

/* The number of the page in QUERY, 1 when it names none; *REST counts the bytes
 * of all else and *HASH what they are. */
static long
page_of(struct str query, size_t *rest, unsigned *hash)
{
	struct str one;
	long page = 1;

	*rest = 0;
	*hash = 0;
	while (str_cut(&query, '&', &one)) {
		long v = page_in(one);

		if (v >= 0) {
			page = v;
			continue;
		}
		*rest += one.len;
		for (size_t i = 0; i < one.len; i++)
			*hash = *hash * 31 + (unsigned char)one.p[i];
	}
	return page;
}

bool
next_is_alike(struct str url, struct str next)
{
	struct address here = parts_of(url), there = parts_of(next);
	size_t rest_here, rest_there;
	unsigned hash_here, hash_there;
	long page = page_of(here.query, &rest_here, &hash_here);
	long other = page_of(there.query, &rest_there, &hash_there);

	if (rest_here != rest_there || hash_here != hash_there)
		return false;
	if (str_eq(here.path, there.path))
		return other == page + 1;
	return other == page && follows_in_path(here.path, there.path);
}

bool
next_is_page(struct str next, long n)
{
	struct address at = parts_of(next);
	struct str path = at.path, one;
	long v;

	while (str_cut(&at.query, '&', &one)) {
		v = page_in(one);
		if (v == n || v == n - 1)
			return true;
	}
	while (str_ends(path, STR("/")))
		path.len--;
	(void)cut_extension(&path);
	v = cut_number(&path);
	return v == n || v == n - 1;
}

static bool
is_mark(uint32_t cp)
{
	return utf8_is_space(cp) || cp == '>' || cp == '[' || cp == ']' ||
	       cp == 0xBB || cp == 0x203A || cp == 0x2192 || cp == 0x3010 ||
	       cp == 0x3011 || cp == '(' || cp == ')' || cp == 0x25B6;
}

/* True when TEXT calls a link the next page, or is a number. */
static bool
is_label(struct str text)
{
	size_t digits = 0;

	while (text.len > 0) {
		size_t at = text.len;

		if (!is_mark(utf8_prev(text, &at)))
			break;
		text.len = at;
	}
	for (size_t at = 0; at < text.len;) {
		size_t from = at;

		if (!is_mark(utf8_next(text, &at))) {
			text = str_from(text, from);
			break;
		}
	}
	while (digits < text.len && is_digit(text.p[digits]))
		digits++;
	if (text.len > 0 && digits == text.len)
		return digits <= PAGE_DIGITS;
	for (size_t i = 0; words[i] != NULL; i++)
		if (str_ieq(text, str_c(words[i])))
			return true;
	return false;
}

/* True when the link N says that it leads to the next page. */
static bool
says_next(struct arena *a, const struct html_node *n)
{
	struct str rel, title, text;

	if (html_attr(n, STR("rel"), &rel) && str_ieq(rel, STR("next")))
		return true;
	if (html_count(n, PARTS) < PARTS) {
		text = html_text(a, n);
		if (text.len <= LABEL_BYTES && is_label(text))
			return true;
	}
	return html_attr(n, STR("title"), &title) && is_label(title);
}

struct str
next_page(struct arena *a, const struct html_doc *doc, struct str url,
    struct str base, struct str declared)
{
	const struct html_node *root = html_root(doc), *n = root;
	struct str href, next;
	size_t links = 0;

	if (!str_empty(declared) &&
	    url_resolve(a, declared, base, LIMIT_URL, &next) == 0 &&
	    next_is_alike(url, next))
		return next;
	while ((n = html_walk(root, n, false)) != NULL &&
	       links < LIMIT_PAGE_LINKS) {
		if (html_type(n) != HTML_ELEMENT || !html_is(n, STR("a")) ||
		    !html_attr(n, STR("href"), &href))
			continue;
		links++;
		if (says_next(a, n) &&
		    url_resolve(a, href, base, LIMIT_URL, &next) == 0 &&
		    next_is_alike(url, next))
			return next;
	}
	return STR_NULL;
}
