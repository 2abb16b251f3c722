// SPDX-License-Identifier: ISC
#include "extract/detect/credits.h"

/* Names with what introduces them weigh no more. */
#define NAME_MOST 40.0
/* Entries whose text is looked at, and how many of them must agree. */
#define SAMPLE 8
#define AGREE 0.6

/*
 * What introduces an outlet or an author on list pages, in lower case; a colon,
 * a space or the name itself follows. The languages are those of the words that
 * normalizing takes off (normalize/credit.c).
 */
static const char *const outlets[] = { "来源", "來源", "文章来源", "新闻来源",
	"稿件来源", "信息来源", "出处", "出處", "媒体", "出典", "提供", "출처",
	"source:", "via ",
	"quelle:", "fuente:", "fonte:", "bron:", "источник:", NULL };
static const char *const authors[] = { "作者", "撰文", "记者", "記者", "文：",
	"文:", "筆者", "著者", "執筆", "글쓴이", "by ",
	"by:", "author:", "written by ", "posted by ", "von ", "par ", "por ",
	"autor:", "auteur:", "автор:", NULL };

/* What columns of one kind of name look like. */
struct kind {
	const char *const *words;
	const char *prop;  /* itemprop, schema.org */
	const char *rel;   /* of a link; or NULL */
	const char *class; /* a sign only where nothing else is known */
};
static const struct kind outlet = { outlets, "publisher", NULL, "source" };
static const struct kind author = { authors, "author", "author", "author" };

/* True when the text of the element N begins with one of WORDS. */
static bool
is_introduced(
    struct arena *a, const struct html_node *n, const char *const *words)
{
	struct str s = html_text(a, n);

	for (; *words != NULL; words++)
		if (str_istarts(s, str_c(*words)))
			return true;
	return false;
}

/* S without the colon behind it. */
static struct str
bare_word(struct str s)
{
	static const char *const colons[] = { ":", "：" };

	s = str_trim(s);
	for (size_t i = 0; i < sizeof(colons) / sizeof(*colons); i++)
		if (str_ends(s, str_c(colons[i])))
			s.len -= str_c(colons[i]).len;
	return str_trim(s);
}

/* True when the text right before the element N ends with one of WORDS. */
static bool
is_led(struct arena *a, const struct html_node *n, const char *const *words)
{
	struct str s, word;

	(void)a;
	n = html_prev(n);
	if (n == NULL || html_type(n) != HTML_TEXT)
		return false;
	s = bare_word(html_data(n));
	for (; *words != NULL; words++) {
		size_t from;

		word = bare_word(str_c(*words));
		if (s.len < word.len)
			continue;
		from = s.len - word.len;
		/* "by" ends no longer word. */
		if (str_ieq(str_from(s, from), word) &&
		    (from == 0 || !is_alpha(s.p[from]) ||
			!is_alpha(s.p[from - 1])))
			return true;
	}
	return false;
}

/* The share of the N members, of a few of them, whose C is as IS says of WORDS. */
static double
share(const struct judge *j, const struct column *c, size_t n,
    bool (*is)(struct arena *, const struct html_node *, const char *const *),
    const char *const *words)
{
	size_t step = 1 + n / SAMPLE, asked = 0, found = 0;

	for (size_t m = 0; m < n; m += step) {
		if (c->box[m] == NO_BOX)
			continue;
		asked++;
		found += is(j->a, j->o->v[c->box[m]].node, words);
	}
	return asked == 0 ? 0 : (double)found / (double)asked;
}

static bool
has_word(const struct html_node *n, struct str attr, const char *word)
{
	struct str all, one;

	if (word == NULL || !html_attr(n, attr, &all))
		return false;
	while (str_cut(&all, ' ', &one))
		if (str_ieq(str_trim(one), str_c(word)))
			return true;
	return false;
}

/* How sure it is that C holds names of the kind K, 0 to 3. */
static int
sureness(const struct judge *j, const struct reading *r, const struct column *c,
    const struct kind *k)
{
	const struct html_node *n;
	size_t m = 0;

	while (c->box[m] == NO_BOX)
		m++;
	n = j->o->v[c->box[m]].node;
	if (column_says(j->o, c, k->prop) || has_word(n, STR("rel"), k->rel))
		return 3;
	if (share(j, c, r->group->n, is_introduced, k->words) >= AGREE ||
	    share(j, c, r->group->n, is_led, k->words) >= AGREE)
		return 2;
	return has_word(n, STR("class"), k->class);
}

static bool
overlaps(const struct judge *j, const struct reading *r, const struct column *c,
    const struct column *other)
{
	return other != NULL &&
	       (c == other || column_around(j->o, r->group, c, other) ||
		   column_around(j->o, r->group, other, c));
}

static const struct column *
find(const struct judge *j, const struct reading *r, const struct kind *k)
{
	const struct column *best = NULL;
	int most = 0;

	for (size_t i = 0; i < r->columns->n; i++) {
		const struct column *c = &r->columns->v[i];
		int sure;

		if (c->picture || c->weight > NAME_MOST || c->weight <= 0 ||
		    overlaps(j, r, c, r->title) || overlaps(j, r, c, r->date))
			continue;
		sure = sureness(j, r, c, k);
		if (sure > most ||
		    (sure > 0 && sure == most &&
			column_around(j->o, r->group, best, c))) {
			most = sure;
			best = c;
		}
	}
	return best;
}

void
credits_find(const struct judge *j, struct reading *r)
{
	r->outlet = find(j, r, &outlet);
	r->author = find(j, r, &author);
}
