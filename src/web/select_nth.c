// SPDX-License-Identifier: ISC
/*
 * An+B (CSS Syntax 3, section 6) and the counting behind :nth-child() and its
 * family. To count anew for each element of a long list would be quadratic:
 * where a count grows long, its result is kept per list and the next count
 * stops there.
 */
#include "web/select_priv.h"

#define A_COUNT "a number, 'odd', 'even' or a form such as '2n+1'"

/* ------------------------------------------------------------- An+B */

/* The digits of TEXT, the rest of a name after "n-". */
static int
name_digits(struct parser *p, struct str text, long *b)
{
	unsigned long long v;

	if (str_uint(text, 100000000, &v) != 0)
		return parse_unexpected(p, A_COUNT);
	*b = -(long)v;
	parse_advance(p);
	return 0;
}

/* An integer without sign, after "n +" or "n-". */
static int
signless(struct parser *p, long sign, long *b)
{
	parse_space(p);
	if (p->t.type != TOKEN_NUMBER || !p->t.integer || p->t.sign)
		return parse_unexpected(p, "a whole number");
	*b = sign * p->t.number;
	parse_advance(p);
	return 0;
}

/* NAME is the current token from its "n" on: "n", "n-" or "n-3"; then B. */
static int
after_n(struct parser *p, struct str name, long *b)
{
	*b = 0;
	if (name.len > 2)
		return str_istarts(name, STR("n-"))
			   ? name_digits(p, str_from(name, 2), b)
			   : parse_unexpected(p, A_COUNT);
	if (str_ieq(name, STR("n-"))) {
		parse_advance(p);
		return signless(p, -1, b);
	}
	if (!str_ieq(name, STR("n")))
		return parse_unexpected(p, A_COUNT);
	parse_advance(p);
	parse_space(p);
	if (p->t.type == TOKEN_NUMBER && p->t.integer && p->t.sign) {
		*b = p->t.number;
		parse_advance(p);
		return 0;
	}
	if (parse_at(p, '+') || parse_at(p, '-')) {
		long sign = parse_at(p, '+') ? 1 : -1;

		parse_advance(p);
		return signless(p, sign, b);
	}
	return 0;
}

/* "odd", "even", "n-2", "-n+3". */
static int
nth_name(struct parser *p, struct nth *nth)
{
	struct str name = p->t.value;

	nth->a = 1;
	if (str_ieq(name, STR("odd")) || str_ieq(name, STR("even"))) {
		nth->a = 2;
		nth->b = str_ieq(name, STR("odd")) ? 1 : 0;
		parse_advance(p);
		return 0;
	}
	if (str_starts(name, STR("-"))) {
		nth->a = -1;
		name = str_from(name, 1);
	}
	return after_n(p, name, &nth->b);
}

int
parse_nth(struct parser *p, struct nth *nth)
{
	if (p->t.type == TOKEN_DIMENSION && p->t.integer) {
		nth->a = p->t.number;
		return after_n(p, p->t.value, &nth->b);
	}
	if (p->t.type == TOKEN_NUMBER && p->t.integer) {
		nth->a = 0;
		nth->b = p->t.number;
		parse_advance(p);
		return 0;
	}
	if (p->t.type == TOKEN_IDENT)
		return nth_name(p, nth);
	if (!parse_at(p, '+'))
		return parse_unexpected(p, A_COUNT);
	parse_advance(p);
	if (p->t.type != TOKEN_IDENT)
		return parse_unexpected(p, "'n' right after '+'");
	nth->a = 1;
	return after_n(p, p->t.value, &nth->b);
}

/* --------------------------------------------------------- counting */

#define KEPT 64  /* lists a counter remembers; a power of two */
#define SHORT 32 /* siblings that are counted without remembering */

/* Where a list was last counted, from its beginning. */
struct nth_place {
	const struct html_node *parent;
	const struct html_node *node; /* this one is the INDEX-th */
	size_t index;
	size_t total; /* of the whole list, 0: not known */
};

struct nth_count {
	struct nth_place place[KEPT];
};

static bool
same_type(const struct html_node *a, const struct html_node *b)
{
	return html_ns(a) == html_ns(b) && str_eq(html_name(a), html_name(b));
}

static bool
counts(struct match *m, const struct nth *nth, const struct html_node *like,
    const struct html_node *n)
{
	if (nth->type)
		return same_type(n, like);
	return nth->of == NULL || match_list(m, nth->of, n);
}

/*
 * The place kept for the list that N is in. Without one: NULL, or a new one
 * when MAKE is set, which may take that of another list.
 */
static struct nth_place *
place_of(struct match *m, const struct nth *nth, const struct html_node *n,
    bool make)
{
	const struct html_node *parent = html_parent(n);
	struct str type = nth->type ? html_name(n) : STR_NULL;
	uintptr_t h = (uintptr_t)parent >> 4;
	struct nth_place *at;

	if (m->nth[nth->slot] == NULL && !make)
		return NULL;
	if (m->nth[nth->slot] == NULL)
		m->nth[nth->slot] = ARENA_NEW(m->a, struct nth_count);
	for (size_t i = 0; i < type.len; i++)
		h = h * 31 + (unsigned char)type.p[i];
	at = &m->nth[nth->slot]->place[(h ^ (h >> 6) ^ (h >> 12)) & (KEPT - 1)];
	if (at->node != NULL && at->parent == parent &&
	    (!nth->type || same_type(at->node, n)))
		return at;
	if (!make)
		return NULL;
	*at = (struct nth_place){ .parent = parent };
	return at;
}

/* The elements from N back to the first one, or up to ENOUGH, that count. */
static size_t
count_back(struct match *m, const struct nth *nth, const struct html_node *n,
    size_t enough)
{
	struct nth_place *kept = place_of(m, nth, n, false);
	const struct html_node *at = n;
	size_t count = 0;

	for (size_t seen = 0; at != NULL && count <= enough; seen++) {
		if (seen == SHORT && kept == NULL)
			kept = place_of(m, nth, n, true);
		if (kept != NULL && kept->node == at) {
			count += kept->index;
			break;
		}
		count += counts(m, nth, n, at);
		at = match_prev(m, at);
	}
	/* Even if cut: all that follows N is above ENOUGH, too. */
	if (kept != NULL) {
		kept->node = n;
		kept->index = count;
	}
	return count;
}

/* The elements from N on, or up to ENOUGH, that count. */
static size_t
count_on(struct match *m, const struct nth *nth, const struct html_node *n,
    size_t enough)
{
	const struct html_node *at = n;
	size_t count = 0;

	for (; at != NULL && count <= enough; at = match_next(m, at))
		count += counts(m, nth, n, at);
	return count;
}

/* From the end: where a place is kept, the whole list less what is before. */
static size_t
count_last(struct match *m, const struct nth *nth, const struct html_node *n,
    size_t enough)
{
	size_t index = count_back(m, nth, n, SIZE_MAX);
	struct nth_place *kept = place_of(m, nth, n, false);

	if (kept == NULL)
		return count_on(m, nth, n, enough);
	if (kept->total == 0)
		kept->total = index - 1 + count_on(m, nth, n, SIZE_MAX);
	return kept->total - index + 1;
}

bool
match_nth(struct match *m, const struct nth *nth, const struct html_node *n)
{
	size_t enough = SIZE_MAX;
	long i;

	if (nth->a <= 0 && nth->b <= 0)
		return false;
	if (nth->of != NULL && !match_list(m, nth->of, n))
		return false;
	if (nth->a <= 0)
		enough = (size_t)nth->b;
	i = (long)(nth->last ? count_last(m, nth, n, enough)
			     : count_back(m, nth, n, enough));
	i -= nth->b;
	return nth->a == 0 ? i == 0 : i % nth->a == 0 && i / nth->a >= 0;
}

bool
test_only_of_type(struct match *m, const struct html_node *n)
{
	const struct html_node *at = n;

	while ((at = match_prev(m, at)) != NULL)
		if (same_type(at, n))
			return false;
	at = n;
	while ((at = match_next(m, at)) != NULL)
		if (same_type(at, n))
			return false;
	return true;
}
