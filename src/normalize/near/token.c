// SPDX-License-Identifier: ISC
#include "normalize/near/token.h"

#include <utf8proc.h>

#include "base/fnv.h"
#include "base/utf8.h"
#include "normalize/date/han.h"
#include "normalize/text.h"

/* Bytes of one number: a longer one is cut in two. */
#define FIGURES_MAX 64

/* The text while it is cut. */
struct cutting {
	struct arena *a;
	struct tokens *out;
	size_t max;
	size_t at; /* byte of the text */
};

static bool
is_letter(uint32_t cp)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);

	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME;
}

static uint32_t
peek(struct str s, size_t at)
{
	return at < s.len ? utf8_next(s, &at) : 0;
}

static void
put(struct cutting *c, enum token_kind kind, size_t from, struct str value)
{
	struct token *t = &c->out->v[c->out->n++];

	t->kind = kind;
	t->s = str_sub(c->out->text, from, c->at - from);
	t->hash = fnv1a(fnv1a(FNV_BASIS, kind == TOKEN_NUMBER ? "n" : "w", 1),
	    value.p, value.len);
}

static const struct token *
last(const struct cutting *c)
{
	return c->out->n > 0 ? &c->out->v[c->out->n - 1] : NULL;
}

/* What may stand between two figures of one number. */
static bool
joins(struct str s, size_t at)
{
	return at + 1 < s.len && strchr(".:-", s.p[at]) != NULL &&
	       is_digit(s.p[at + 1]);
}

/* Three figures and no more follow: what stands before them groups. */
static bool
groups(struct str s, size_t at)
{
	return (s.p[at] == ',' || s.p[at] == '\'') && at + 3 < s.len &&
	       is_digit(s.p[at + 1]) && is_digit(s.p[at + 2]) &&
	       is_digit(s.p[at + 3]) &&
	       !(at + 4 < s.len && is_digit(s.p[at + 4]));
}

/* "2比1" is how a score is written between Han characters. */
static size_t
score_sign(struct str s, size_t at)
{
	struct str bi = STR("比");

	return str_starts(str_from(s, at), bi) && at + bi.len < s.len &&
		       is_digit(s.p[at + bi.len])
		   ? bi.len
		   : 0;
}

static void
cut_figures(struct cutting *c)
{
	struct str s = c->out->text, value;
	size_t from = c->at, n = 0;
	char p[FIGURES_MAX];

	while (c->at < s.len && n < sizeof(p)) {
		size_t sign = score_sign(s, c->at);

		if (is_digit(s.p[c->at])) {
			p[n++] = s.p[c->at++];
		} else if (sign > 0) {
			p[n++] = '-';
			c->at += sign;
		} else if (groups(s, c->at)) {
			c->at++;
		} else if (!joins(s, c->at)) {
			break;
		} else {
			p[n++] = s.p[c->at] == ':' ? '-' : s.p[c->at];
			c->at++;
		}
	}
	value = str_n(p, n);
	/* "04" of a date is "4". */
	while (value.len > 1 && value.p[0] == '0' && is_digit(value.p[1]))
		value = str_from(value, 1);
	put(c, TOKEN_NUMBER, from, value);
}

struct figure_word {
	const char *word;
	unsigned value;
};

/* The value of WORD in TABLE, which ends in NULL; or 0. */
static unsigned
figure_of(const struct figure_word *table, struct str word)
{
	while (table->word != NULL && !str_eq(str_c(table->word), word))
		table++;
	return table->value;
}

/* "one" and "second" are more often no numbers than they are. */
static const struct figure_word english[] = { { "two", 2 }, { "three", 3 },
	{ "four", 4 }, { "five", 5 }, { "six", 6 }, { "seven", 7 },
	{ "eight", 8 }, { "nine", 9 }, { "ten", 10 }, { "eleven", 11 },
	{ "twelve", 12 }, { NULL, 0 } };
static const struct figure_word ordinals[] = { { "first", 1 }, { "second", 2 },
	{ "third", 3 }, { "fourth", 4 }, { "fifth", 5 }, { "sixth", 6 },
	{ "seventh", 7 }, { "eighth", 8 }, { "ninth", 9 }, { "tenth", 10 },
	{ NULL, 0 } };
static const struct figure_word romans[] = { { "i", 1 }, { "ii", 2 },
	{ "iii", 3 }, { "iv", 4 }, { "v", 5 }, { "vi", 6 }, { "vii", 7 },
	{ "viii", 8 }, { "ix", 9 }, { "x", 10 }, { NULL, 0 } };
/* Words before the number of a part; the value only says that they are. */
static const struct figure_word parts[] = { { "part", 1 }, { "season", 1 },
	{ "chapter", 1 }, { "volume", 1 }, { "vol", 1 }, { "book", 1 },
	{ "episode", 1 }, { "phase", 1 }, { "act", 1 }, { "series", 1 },
	{ NULL, 0 } };

static void
cut_word(struct cutting *c)
{
	struct str s = c->out->text, word;
	const struct token *before = last(c);
	size_t from = c->at, at = c->at;
	unsigned n;

	while (c->at < s.len) {
		uint32_t cp = utf8_next(s, &at);

		if (!is_letter(cp) || utf8_is_cjk(cp))
			break;
		c->at = at;
	}
	word = str_sub(s, from, c->at - from);
	n = figure_of(english, word);
	if (n == 0)
		n = figure_of(ordinals, word);
	if (n == 0 && before != NULL && figure_of(parts, before->s) != 0)
		n = figure_of(romans, word);
	if (n > 0)
		put(c, TOKEN_NUMBER, from, arena_printf(c->a, "%u", n));
	else
		put(c, TOKEN_WORD, from, word);
	/* "Japan's" is Japan. */
	if (str_starts(str_from(s, c->at), STR("'s")) ||
	    str_starts(str_from(s, c->at), STR("’s")))
		c->at += s.p[c->at] == '\'' ? 2 : 4;
}

/* What Han numerals count where they are no part of a word, at the begin of S:
 * 一个 says no more than "a" does, 十个月 does. */
static bool
is_counted(struct str s)
{
	struct str all = STR("年月日号號期批季届屆轮輪集卷部章回成级級名岁歲");
	uint32_t cp = peek(s, 0);

	if (str_starts(s, STR("个月")) || str_starts(s, STR("個月")))
		return true;
	for (size_t at = 0; at < all.len;)
		if (utf8_next(all, &at) == cp)
			return true;
	return false;
}

/* Returns false when no number is at this place. */
static bool
cut_han_number(struct cutting *c)
{
	struct str s = c->out->text;
	const struct token *before = last(c);
	size_t from = c->at, len;
	uint64_t value;
	unsigned digits;

	len = han_number(str_from(s, from), &value, &digits);
	if (len == 0 || (!is_counted(str_from(s, from + len)) && len <= 3 &&
			    !(before != NULL && str_eq(before->s, STR("第")))))
		return false;
	c->at += len;
	put(c, TOKEN_NUMBER, from,
	    arena_printf(c->a, "%llu", (unsigned long long)value));
	return true;
}

static void
cut_one(struct cutting *c)
{
	struct str s = c->out->text;
	size_t from = c->at, next = c->at;
	uint32_t cp = utf8_next(s, &next);

	if (is_digit(s.p[from])) {
		cut_figures(c);
	} else if (utf8_is_cjk(cp) && is_letter(cp)) {
		if (cut_han_number(c))
			return;
		c->at = next;
		put(c, TOKEN_HAN, from, str_sub(s, from, next - from));
	} else if (is_letter(cp)) {
		cut_word(c);
	} else {
		c->at = next;
	}
}

struct tokens
tokens_cut(struct arena *a, struct str text, size_t max)
{
	struct tokens out = { .text = text_fold_case(a, text) };
	struct cutting c = { .a = a, .out = &out, .max = max };

	/* Nothing is shorter than a byte. */
	out.v = ARENA_ARRAY(
	    a, (out.text.len < max ? out.text.len : max) + 1, struct token);
	while (c.at < out.text.len && out.n < max)
		cut_one(&c);
	return out;
}

bool
tokens_have(const struct tokens *v, uint64_t hash)
{
	for (size_t i = 0; i < v->n; i++)
		if (v->v[i].hash == hash)
			return true;
	return false;
}
