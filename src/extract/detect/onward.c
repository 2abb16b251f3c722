// SPDX-License-Identifier: ISC
#include "extract/detect/onward.h"

#include "base/utf8.h"

/* More of them are a list of their own; one in so many, and one more. */
#define SHARE 4
/* No such word is longer, in bytes, with all around it. */
#define WORD_MOST 48

/* What lists end with, in lower case, without marks and figures. */
static const char *const words[] = { "", "more", "read more", "see more",
	"show more", "view more", "load more", "more news", "all", "see all",
	"view all", "show all", "next", "next page", "previous", "prev", "last",
	"first", "older", "newer", "older posts", "newer posts", "更多",
	"更多内容", "查看更多", "更多新闻", "更多信息", "加载更多",
	"点击加载更多", "点击更多", "全部", "查看全部", "下一页", "上一页",
	"下页", "上页", "尾页", "末页", "首页", "更多資訊", "查看全文",
	"下一頁", "上一頁", "尾頁", "もっと見る", "もっとみる", "一覧",
	"一覧へ", "次へ", "前へ", "次のページ", "더보기", "다음", "이전",
	"mehr", "weiter", "weitere", "alle", "zurück", "plus", "suivant",
	"précédent", "voir plus", "en savoir plus", "más", "ver más",
	"siguiente", "anterior", "mais", "ver mais", "veja mais", "próxima",
	"altro", "altri", "ещё", "еще", "далее", "дальше", "все" };

/* S without what is no letter, at its ends and as single spaces in it. */
static struct str
letters_of(struct arena *a, struct str s)
{
	char *p = ARENA_ARRAY(a, s.len + 1, char);
	size_t n = 0, at = 0;
	bool gap = false;

	while (at < s.len) {
		size_t from = at, digits;
		uint32_t cp = utf8_next(s, &at);
		struct str one = str_sub(s, from, at - from);

		if (outline_weigh(one, &digits) == 0 || digits > 0 ||
		    (cp >= 0x2190 && cp < 0x2E00) || cp == 0xBB || cp == 0xAB) {
			gap = n > 0;
			continue;
		}
		if (gap)
			p[n++] = ' ';
		gap = false;
		for (size_t i = 0; i < one.len; i++)
			p[n++] = one.p[i];
	}
	return str_n(p, n);
}

static bool
leads_on(struct arena *a, struct str text)
{
	if (text.len > WORD_MOST)
		return false;
	text = letters_of(a, text);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_ieq(text, str_c(words[i])))
			return true;
	return false;
}

static bool
has_element(const struct html_node *n, bool back)
{
	do
		n = back ? html_prev(n) : html_next(n);
	while (n != NULL && html_type(n) != HTML_ELEMENT);
	return n != NULL;
}

/* True when member M of R stands at an end of what it is in, and says so. */
static bool
is_onward(const struct judge *j, const struct reading *r, size_t m)
{
	const struct box *v = j->o->v;
	const struct html_node *n = v[r->group->member[m]].node;
	uint32_t i = r->title->box[m];

	return i != NO_BOX &&
	       (!has_element(n, false) || !has_element(n, true)) &&
	       leads_on(j->a, html_text(j->a, v[i].node));
}

static void
forget(struct reading *r, const struct column *c, size_t m)
{
	struct column *own = &r->columns->v[c - r->columns->v];

	own->have -= own->box[m] != NO_BOX;
	own->box[m] = NO_BOX;
}

/* True when right behind member M, the last one of its parent, such a thing ends
 * what that is in. */
static bool
is_followed(const struct judge *j, const struct reading *r, size_t m)
{
	const struct box *v = j->o->v;
	uint32_t i = v[r->group->member[m]].end;
	uint32_t up = v[r->group->member[m]].parent;

	if (i >= v[up].end || v[i].end < v[up].end || v[i].links == 0)
		return false;
	while (!v[i].link)
		i++;
	return leads_on(j->a, html_text(j->a, v[i].node));
}

void
onward_drop(const struct judge *j, struct reading *r)
{
	const struct group *g = r->group;
	uint32_t *at = ARENA_ARRAY(j->a, g->n, uint32_t);
	size_t n = 0;

	for (size_t m = 0; m < g->n; m++)
		if (is_onward(j, r, m))
			at[n++] = (uint32_t)m;
		else if (is_followed(j, r, m))
			r->onward = true;
	if (n > g->n / SHARE + 1 || r->title->have < n + 2)
		return;
	r->onward = r->onward || n > 0;
	for (size_t i = 0; i < n; i++) {
		forget(r, r->title, at[i]);
		if (r->link != r->title)
			forget(r, r->link, at[i]);
	}
}
