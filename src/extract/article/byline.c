// SPDX-License-Identifier: ISC
#include "extract/article/byline.h"

#include "base/utf8.h"

/* Weight of a user's name, and the nodes and attributes in its link. */
#define NAME_MOST 48
#define PARTS 20
/* Lines below a headline in which its author stands: what a forum says of him
 * takes many. */
#define BELOW 40

bool
byline_is_nobody(struct str name)
{
	static const char *const words[] = { "佚名", "匿名", "匿名用户",
		"匿名用戶", "未知", "不详", "无", "anonymous", "unknown", "n/a",
		"no author", "admin", "administrator" };

	/* The address of a profile is no name. */
	if (str_istarts(name, STR("http://")) ||
	    str_istarts(name, STR("https://")))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_ieq(name, str_c(words[i])))
			return true;
	return false;
}

static bool
is_one_of(struct str s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_ieq(s, str_c(words[i])))
			return true;
	return false;
}

/* True when HREF is the address of a user by one of its words, with the name or
 * number behind it: "/u/ann", "?uid=7", "space-uid-7.html". */
static bool
is_user(struct str href)
{
	static const char *const users[] = { "u", "uid", "user", "users",
		"userid", "people", "member", "members", "profile", "author",
		"authors" };
	static const char *const forms[] = { "login", "logout", "register",
		"reg", "signup", "signin", "settings", "password" };
	bool user = false;

	for (size_t from = 0, at; from < href.len; from = at + (at == from)) {
		struct str word;
		bool more;

		for (at = from; at < href.len && is_alpha(href.p[at]);)
			at++;
		word = str_sub(href, from, at - from);
		if (is_one_of(word, forms, sizeof(forms) / sizeof(*forms)))
			return false;
		more = at < href.len &&
		       (is_digit(href.p[at]) ||
			   (at + 1 < href.len &&
			       (href.p[at] == '/' || href.p[at] == '=' ||
				   href.p[at] == '-')));
		user |= more &&
			is_one_of(word, users, sizeof(users) / sizeof(*users));
	}
	return user;
}

/* True when the text behind cell AT, in the same line, says that it did
 * something on a date. */
static bool
goes_on(const struct page *p, uint32_t at)
{
	static const char *const words[] = { "于", "發表於", "发表于", "发布于",
		"提问于", "提問於", "回答于", "於" };
	uint32_t next = p->cell[at].end;
	struct str s;
	bool digit = false;

	while (next < p->ncells && p->cell[next].node != NULL &&
	       p->cell[next].from == p->cell[at].from &&
	       html_type(p->cell[next].node) != HTML_TEXT)
		next++;
	if (next >= p->ncells || p->cell[next].node == NULL ||
	    p->cell[next].from != p->cell[at].from)
		return false;
	s = str_trim(html_data(p->cell[next].node));
	for (size_t i = 0; i < s.len; i++)
		digit |= is_digit(s.p[i]);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words) && digit; i++)
		if (str_starts(s, str_c(words[i])))
			return true;
	return false;
}

static bool
is_name(struct str s)
{
	struct measure m = measure(s);

	return m.weight >= 2 && m.weight <= NAME_MOST &&
	       m.digits < utf8_count(s) && m.commas == 0 && m.sentences == 0 &&
	       !byline_is_nobody(s);
}

struct str
byline_user(struct page *p, uint32_t title, uint32_t from)
{
	uint32_t at, end;

	if (title == NO_LINE || title + 1 >= from || from >= p->nlines ||
	    from - title > BELOW)
		return STR_NULL;
	end = p->line[from].first;
	for (at = p->cell[p->line[title].first].end; at < end; at++) {
		const struct html_node *n = p->cell[at].node;
		struct str href, name;

		if (n == NULL || p->cell[at].tag != TAG_LINK ||
		    p->cell[at].from == title ||
		    p->cell[at].to > p->cell[at].from + 1 ||
		    html_count(n, PARTS) >= PARTS ||
		    !html_attr(n, STR("href"), &href))
			continue;
		if (!is_user(href) && !goes_on(p, at))
			continue;
		name = str_trim(html_text(p->a, n));
		if (is_name(name))
			return name;
	}
	return STR_NULL;
}
