// SPDX-License-Identifier: ISC
// What stands in the place of what: names, and what a text begins with.
#include "normalize/near/against.h"

#include "base/utf8.h"
#include "normalize/near/clause.h"

/* Tokens of both sides behind which a hunk at the end is another sentence. */
#define TAIL 6
/* The same where a clause begins with it. */
#define TAIL_CLAUSE 4
/* What a text that goes on from another begins with weighs; see lead_weight.
 * More than "the agency reports from the town" does. */
#define LEAD 11
/* What has changed places weighs at least this: two words; see weight_in. */
#define MOVED 4
/* Equal tokens in a row that are no chance. */
#define RUN 3
/* Letters that the forms of one verb have in common. */
#define STEM 4

/* The tokens [FROM, END) of V that have weight; how many. */
static size_t
weighty(const struct pair *p, const struct tokens *v, size_t from, size_t end,
    const struct token **out)
{
	return weighty_of(p->j->words, v, from, end, out);
}

/* Of those, the ones that are not MOVED. */
static size_t
weighty_left(const struct pair *p, const struct tokens *v, size_t from,
    size_t end, const bool *moved, const struct token **out)
{
	size_t n = weighty(p, v, from, end, out), left = 0;

	for (size_t i = 0; i < n; i++)
		if (!moved[out[i] - v->v])
			out[left++] = out[i];
	return left;
}

/* True for what a verb may end in: "succeeds" and "succeeding". */
static bool
is_ending(struct str s)
{
	static const char *const endings[] = { "", "e", "s", "es", "d", "ed",
		"ing" };

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (str_eq(s, str_c(endings[i])))
			return true;
	return false;
}

/* True when A and B are forms of one word. */
static bool
is_form(const struct token *a, const struct token *b)
{
	size_t n = 0;

	if (a->kind != TOKEN_WORD || b->kind != TOKEN_WORD)
		return false;
	while (n < a->s.len && n < b->s.len && a->s.p[n] == b->s.p[n])
		n++;
	return n >= STEM && is_ending(str_from(a->s, n)) &&
	       is_ending(str_from(b->s, n));
}

static bool
has_form(const struct tokens *v, const struct token *t)
{
	for (size_t i = 0; i < v->n; i++)
		if (is_form(&v->v[i], t))
			return true;
	return false;
}

static bool
all_in(const struct token *const *v, size_t n, const struct near *x)
{
	for (size_t i = 0; i < n; i++)
		if (!against_has(x, v[i]->hash) && !has_form(&x->whole, v[i]) &&
		    !has_form(&x->text, v[i]))
			return false;
	return true;
}

/* True when the tokens of one stand in the other, in order: 监管 in 监督管理. */
static bool
is_short_for(const struct token *const *a, size_t na,
    const struct token *const *b, size_t nb)
{
	size_t i = 0;

	for (size_t k = 0; k < nb && i < na; k++)
		i += a[i]->hash == b[k]->hash;
	return i == na;
}

static const struct token *
first_number(const struct token *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (v[i]->kind == TOKEN_NUMBER)
			return v[i];
	return NULL;
}

/* True when both have numbers, and the first of them is not the same. */
static bool
numbers_differ(const struct token *const *a, size_t na,
    const struct token *const *b, size_t nb)
{
	const struct token *x = first_number(a, na), *y = first_number(b, nb);

	return x != NULL && y != NULL && x->hash != y->hash;
}

/* The tokens [FROM, END) of V as they stand in the text. */
static struct str
part_of(const struct tokens *v, size_t from, size_t end)
{
	const struct str *l = &v->v[end - 1].s;

	return str_n(v->v[from].s.p, (size_t)(l->p + l->len - v->v[from].s.p));
}

static bool
equal_part(const struct tokens *a, size_t from, size_t end,
    const struct tokens *b, size_t bfrom, size_t bend)
{
	if (end - from != bend - bfrom)
		return false;
	for (size_t i = 0; from + i < end; i++)
		if (a->v[from + i].hash != b->v[bfrom + i].hash)
			return false;
	return true;
}

static bool
is_replaced(const struct hunk *h)
{
	return h->a < h->aend && h->b < h->bend;
}

/* True when hunk I has changed places with a later one. */
static bool
is_swapped(const struct tokens *a, const struct tokens *b,
    const struct alignment *al, size_t i)
{
	const struct hunk *h = &al->v[i];

	for (size_t k = i + 1; k < al->n; k++) {
		const struct hunk *g = &al->v[k];

		if (is_replaced(g) &&
		    equal_part(a, h->a, h->aend, b, g->b, g->bend) &&
		    equal_part(a, g->a, g->aend, b, h->b, h->bend))
			return true;
	}
	return false;
}

/* How much of the N tokens at V stands among the M at W, numbers apart; a Han
 * character is half a word. */
static size_t
weight_in(const struct token *const *v, size_t n, const struct token *const *w,
    size_t m)
{
	size_t weight = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++)
			if (v[i]->hash == w[k]->hash &&
			    v[i]->kind != TOKEN_NUMBER) {
				weight += v[i]->kind == TOKEN_HAN ? 1 : 2;
				break;
			}
	return weight;
}

/*
 * Somebody who did something in one and something else in the other: a name
 * that one leaves out here and has elsewhere. "A beat B" and "B beat A" have
 * all words in common.
 */
static struct str
moved(const struct pair *p, const struct tokens *a, const struct tokens *b,
    const struct alignment *al)
{
	const struct token **wa =
	    ARENA_ARRAY(p->j->a, a->n + 1, const struct token *);
	const struct token **wb =
	    ARENA_ARRAY(p->j->a, b->n + 1, const struct token *);

	for (size_t i = 0; i < al->n; i++) {
		const struct hunk *h = &al->v[i];
		size_t na = weighty_left(p, a, h->a, h->aend, al->amoved, wa);

		for (size_t k = 0; k < al->n && na > 0; k++) {
			const struct hunk *g = &al->v[k];
			size_t nb =
			    weighty_left(p, b, g->b, g->bend, al->bmoved, wb);

			if (k != i && weight_in(wa, na, wb, nb) >= MOVED)
				return arena_printf(p->j->a,
				    "\"%.*s\" has another place",
				    STR_ARG(utf8_head(part_of(a, h->a, h->aend),
					AGAINST_SHOWN)));
		}
	}
	return STR_NULL;
}

/* The first hunk of which all that follows has only equal parts that are
 * chance. */
static size_t
last_run(const struct tokens *a, const struct alignment *al)
{
	size_t i = al->n;

	while (i > 0) {
		size_t next = i < al->n ? al->v[i].a : a->n;

		if (next - al->v[i - 1].aend > RUN)
			break;
		i--;
	}
	return i;
}

/* True when what ends A and B, hunk I on, is told in addition on at least one
 * side, and nothing stands in the place of something else. */
static bool
is_tail(const struct tokens *a, const struct tokens *b,
    const struct alignment *al, size_t i)
{
	const struct hunk *h = &al->v[i];
	size_t na = h->aend - h->a, nb = h->bend - h->b;
	size_t from = last_run(a, al);

	if (i >= from && sentence_begins(a, al->v[from].a) !=
			     sentence_begins(b, al->v[from].b))
		return true;
	if (h->aend != a->n || h->bend != b->n)
		return false;
	return (na >= TAIL && nb >= TAIL) ||
	       (na >= TAIL_CLAUSE && nb >= TAIL_CLAUSE &&
		   clause_begins(a, h->a) && clause_begins(b, h->b));
}

struct str
against_names(const struct pair *p, const struct tokens *a,
    const struct tokens *b, const struct alignment *al, bool open_end)
{
	const struct token **wa =
	    ARENA_ARRAY(p->j->a, a->n + 1, const struct token *);
	const struct token **wb =
	    ARENA_ARRAY(p->j->a, b->n + 1, const struct token *);

	for (size_t i = 0; i < al->n; i++) {
		const struct hunk *h = &al->v[i];
		size_t na, nb;

		if (!is_replaced(h) || (open_end && is_tail(a, b, al, i)))
			continue;
		if (is_swapped(a, b, al, i) &&
		    weighty(p, a, h->a, h->aend, wa) > 0)
			return against_told(p, part_of(a, h->a, h->aend),
			    part_of(b, h->b, h->bend));
		na = weighty_left(p, a, h->a, h->aend, al->amoved, wa);
		nb = weighty_left(p, b, h->b, h->bend, al->bmoved, wb);
		if (is_short_for(wa, na, wb, nb) ||
		    is_short_for(wb, nb, wa, na))
			continue;
		if (!numbers_differ(wa, na, wb, nb) &&
		    (all_in(wa, na, p->y) && all_in(wb, nb, p->x)))
			continue;
		return against_told(
		    p, part_of(a, h->a, h->aend), part_of(b, h->b, h->bend));
	}
	return moved(p, a, b, al);
}

/* How much the tokens [0, END) of V that are not MOVED weigh; a Han character
 * is half a word. */
static size_t
lead_weight(
    const struct pair *p, const struct tokens *v, size_t end, const bool *moved)
{
	const struct token **w =
	    ARENA_ARRAY(p->j->a, v->n + 1, const struct token *);
	size_t n = weighty_left(p, v, 0, end, moved, w), weight = 0;

	for (size_t i = 0; i < n; i++)
		weight += w[i]->kind == TOKEN_HAN ? 1 : 2;
	return weight;
}

/* The hunk before the first run of equal tokens that is no chance. */
static size_t
first_run(const struct tokens *a, const struct alignment *al)
{
	size_t i = 0;

	while (i < al->n) {
		size_t next = i + 1 < al->n ? al->v[i + 1].a : a->n;

		if (next - al->v[i].aend >= RUN)
			break;
		i++;
	}
	return i;
}

struct str
against_lead(const struct pair *p, const struct alignment *al)
{
	const struct tokens *x = &p->x->text, *y = &p->y->text;
	size_t i = first_run(x, al), weight_x, weight_y;

	/* Nothing differs before the end, or they begin with such a run. */
	if (i == al->n || (al->v[0].a >= RUN))
		return STR_NULL;
	weight_x = lead_weight(p, x, al->v[i].aend, al->amoved);
	weight_y = lead_weight(p, y, al->v[i].bend, al->bmoved);
	if (weight_x < LEAD && weight_y < LEAD)
		return STR_NULL;
	return arena_printf(p->j->a, "one begins with \"%.*s\"",
	    STR_ARG(
		utf8_head(weight_x < weight_y ? part_of(y, 0, al->v[i].bend)
					      : part_of(x, 0, al->v[i].aend),
		    AGAINST_SHOWN)));
}
