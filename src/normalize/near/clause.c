// SPDX-License-Identifier: ISC
#include "normalize/near/clause.h"

#include "base/utf8.h"

/* What a run must weigh, a Han character being half a word, to be more than
 * the name of somebody; and to be a clause between two commas. */
#define LONG 8
#define SHORT 4

/* One side of an alignment, by token. */
struct side {
	const struct tokens *t;
	bool *filler;
	bool *equal; /* it has its like at its place in the other */
	bool *moved;
};

/* A run of N equal tokens, from I in A and from J in B. */
struct run {
	size_t i, j, n;
};

size_t
weighty_of(const struct words *w, const struct tokens *v, size_t from,
    size_t end, const struct token **out)
{
	const char *text_end = v->text.p + v->text.len, *skip = v->text.p;
	size_t n = 0;

	for (size_t i = from; i < end; i++) {
		const struct token *t = &v->v[i];
		size_t len;

		if (t->s.p < skip)
			continue;
		len =
		    words_filler(w, str_n(t->s.p, (size_t)(text_end - t->s.p)));
		if (len > 0)
			skip = t->s.p + len;
		else
			out[n++] = t;
	}
	return n;
}

/* What stands between token I of V and the one before. */
static struct str
before(const struct tokens *v, size_t i)
{
	const char *from = v->text.p, *end = v->text.p + v->text.len;

	if (i > 0)
		from = v->v[i - 1].s.p + v->v[i - 1].s.len;
	if (i < v->n)
		end = v->v[i].s.p;
	return str_n(from, (size_t)(end - from));
}

static bool
is_one_of(uint32_t cp, struct str all)
{
	for (size_t at = 0; at < all.len;)
		if (utf8_next(all, &at) == cp)
			return true;
	return false;
}

/* Words that begin a clause without a comma, and no name. */
static bool
is_conjunction(struct str word)
{
	static const char *const all[] = { "after", "although", "amid",
		"because", "before", "despite", "following", "since", "until",
		"when", "while" };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (str_eq(word, str_c(all[i])))
			return true;
	return false;
}

/* Words before somebody to whom something is done, or by whom. */
static bool
is_role(struct str word)
{
	static const char *const all[] = { "被", "遭", "由", "向", "对", "給",
		"给", "把", "by", "to", "from", "against" };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (str_eq(word, str_c(all[i])))
			return true;
	return false;
}

static bool
has_mark(const struct tokens *v, size_t i, struct str marks)
{
	struct str s = before(v, i);

	for (size_t at = 0; at < s.len;)
		if (is_one_of(utf8_next(s, &at), marks))
			return true;
	return false;
}

bool
sentence_begins(const struct tokens *v, size_t i)
{
	/* The point of "u.s." has no space behind it. */
	return i == 0 || i == v->n || has_mark(v, i, STR("。！？!?")) ||
	       str_find(before(v, i), STR(". ")) != STR_NONE;
}

bool
clause_begins(const struct tokens *v, size_t i)
{
	/* Headlines in Chinese have a space for a comma. */
	return sentence_begins(v, i) || is_conjunction(v->v[i].s) ||
	       has_mark(v, i, STR(",，;；:：、()（）—–|")) ||
	       (v->v[i].kind == TOKEN_HAN && v->v[i - 1].kind == TOKEN_HAN &&
		   has_mark(v, i, STR(" ")));
}

static struct side
side_of(struct arena *arena, const struct words *w, const struct tokens *t,
    bool *moved)
{
	struct side s = { t, ARENA_ARRAY(arena, t->n + 1, bool),
		ARENA_ARRAY(arena, t->n + 1, bool), moved };
	const struct token **out =
	    ARENA_ARRAY(arena, t->n + 1, const struct token *);
	size_t n = weighty_of(w, t, 0, t->n, out), k = 0;

	for (size_t i = 0; i < t->n; i++) {
		s.filler[i] = k == n || out[k] != &t->v[i];
		k += !s.filler[i];
		s.equal[i] = true;
	}
	return s;
}

/* True when a clause begins with tokens [FROM, ...), but for fillers before. */
static bool
is_begin(const struct side *s, size_t from)
{
	while (!clause_begins(s->t, from) && s->filler[from - 1])
		from--;
	return clause_begins(s->t, from);
}

/* True when tokens [FROM, END) are a clause, but for fillers about them. */
static bool
is_bounded(const struct side *s, size_t from, size_t end)
{
	while (!clause_begins(s->t, end) && s->filler[end])
		end++;
	return clause_begins(s->t, end) && is_begin(s, from);
}

/* True when R begins a clause in both, and is all of it in one of them: who
 * says so, or something that is said in addition. */
static bool
is_aside(const struct side *a, const struct side *b, const struct run *r)
{
	return is_begin(a, r->i) && is_begin(b, r->j) &&
	       (is_bounded(a, r->i, r->i + r->n) ||
		   is_bounded(b, r->j, r->j + r->n));
}

/* True when R is what somebody does in one and what is done to him in the
 * other: "A beats B" and "A is beaten by B". */
static bool
is_passive(const struct side *a, const struct side *b, const struct run *r)
{
	bool x = r->i > 0 && is_role(a->t->v[r->i - 1].s);
	bool y = r->j > 0 && is_role(b->t->v[r->j - 1].s);

	return x != y;
}

/* True when token I stands in a hunk and may be a part of a moved clause. */
static bool
is_free(const struct side *s, size_t i)
{
	return s->filler[i] || (!s->equal[i] && !s->moved[i]);
}

static size_t
run_weight(const struct side *s, size_t from, size_t n)
{
	size_t weight = 0;

	for (size_t i = from; i < from + n; i++)
		weight += s->filler[i]                   ? 0
			  : s->t->v[i].kind == TOKEN_HAN ? 1
							 : 2;
	return weight;
}

/* The run of equal and free tokens that begins at I and J. */
static struct run
run_from(const struct side *a, const struct side *b, size_t i, size_t j)
{
	struct run r = { i, j, 0 };

	while (i + r.n < a->t->n && j + r.n < b->t->n &&
	       a->t->v[i + r.n].hash == b->t->v[j + r.n].hash &&
	       is_free(a, i + r.n) && is_free(b, j + r.n))
		r.n++;
	return r;
}

/* The hunk's tokens about [FROM, FROM + N), of the same clause: where they
 * begin and end. */
static void
about(const struct side *s, size_t from, size_t n, size_t out[2])
{
	out[0] = from;
	out[1] = from + n;
	while (!clause_begins(s->t, out[0]) && is_free(s, out[0] - 1))
		out[0]--;
	while (!clause_begins(s->t, out[1]) && is_free(s, out[1]))
		out[1]++;
}

static bool
is_in(size_t i, size_t from, size_t n)
{
	return i >= from && i < from + n;
}

/* True when something of weight beside R in A is beside it in B as well, so
 * that the two have changed places: "A sued" and "sued A". */
static bool
turns_about(const struct side *a, const struct side *b, const struct run *r)
{
	size_t x[2], y[2];

	about(a, r->i, r->n, x);
	about(b, r->j, r->n, y);
	for (size_t i = x[0]; i < x[1]; i++)
		for (size_t j = y[0]; j < y[1]; j++)
			if (!is_in(i, r->i, r->n) && !is_in(j, r->j, r->n) &&
			    !a->filler[i] && !b->filler[j] &&
			    a->t->v[i].hash == b->t->v[j].hash)
				return true;
	return false;
}

static bool
is_clause(const struct side *a, const struct side *b, const struct run *r)
{
	size_t weight = run_weight(a, r->i, r->n);

	return weight >= SHORT && (weight >= LONG || is_aside(a, b, r)) &&
	       !is_passive(a, b, r) && !turns_about(a, b, r);
}

static void
mark(struct side *a, struct side *b, const struct run *r, struct alignment *al)
{
	for (size_t k = 0; k < r->n; k++) {
		al->equal += !a->filler[r->i + k] && !b->filler[r->j + k];
		a->moved[r->i + k] = b->moved[r->j + k] = true;
	}
}

/* The heaviest run from token I of A that is a clause; of no tokens: none. */
static struct run
clause_from(const struct side *a, const struct side *b, size_t i)
{
	struct run best = { i, 0, 0 };

	for (size_t j = 0; j < b->t->n; j++) {
		struct run r = run_from(a, b, i, j);

		if (r.n > best.n && is_clause(a, b, &r))
			best = r;
	}
	return best;
}

void
clauses_moved(struct arena *arena, const struct words *w,
    const struct tokens *a, const struct tokens *b, struct alignment *al)
{
	struct side x = side_of(arena, w, a, al->amoved);
	struct side y = side_of(arena, w, b, al->bmoved);

	for (size_t k = 0; k < al->n; k++) {
		for (size_t i = al->v[k].a; i < al->v[k].aend; i++)
			x.equal[i] = false;
		for (size_t j = al->v[k].b; j < al->v[k].bend; j++)
			y.equal[j] = false;
	}
	for (size_t i = 0; i < a->n;) {
		struct run r = clause_from(&x, &y, i);

		if (r.n > 0)
			mark(&x, &y, &r, al);
		i += r.n > 0 ? r.n : 1;
	}
}
