// SPDX-License-Identifier: ISC
// What can be asked of a JSON tree.
#include "web/json_tree.h"

#include "base/buf.h"

const struct jnode *
json_member(const struct jnode *o, struct str name)
{
	if (o->type != JTYPE_OBJECT)
		return NULL;
	for (size_t i = 0; i < o->in.n; i++)
		if (str_eq(o->in.v[i].name, name))
			return &o->in.v[i];
	return NULL;
}

size_t
json_size(const struct jnode *n)
{
	return n->type == JTYPE_ARRAY || n->type == JTYPE_OBJECT ? n->in.n : 0;
}

/* A number as digits: 0.DIGITS times ten to the EXPONENT. */
struct decimal {
	bool negative;
	const char *p, *end; /* digits, among them perhaps a point */
	long long exponent;
};

/* Beyond this exponents are not told apart. */
#define EXPONENT_MOST 1000000000000LL

static long long
read_exponent(struct str s)
{
	bool negative = s.len > 0 && s.p[0] == '-';
	long long v = 0;

	for (size_t i = 0; i < s.len && v < EXPONENT_MOST; i++)
		if (is_digit(s.p[i]))
			v = 10 * v + (s.p[i] - '0');
	return negative ? -v : v;
}

static struct decimal
decimal(struct str s)
{
	struct decimal d = { .negative = s.len > 0 && s.p[0] == '-' };
	const char *end;
	size_t e;
	bool point = false;

	s = str_from(s, d.negative);
	for (e = 0; e < s.len && s.p[e] != 'e' && s.p[e] != 'E'; e++)
		;
	if (e < s.len)
		d.exponent = read_exponent(str_from(s, e + 1));
	end = s.p + e;
	for (d.p = s.p; d.p < end && (*d.p == '0' || *d.p == '.'); d.p++) {
		point = point || *d.p == '.';
		d.exponent -= point && *d.p == '0';
	}
	for (const char *p = d.p; p < end && !point && *p != '.'; p++)
		d.exponent++;
	while (end > d.p && (end[-1] == '0' || end[-1] == '.'))
		end--;
	d.end = end;
	return d;
}

static int
next_digit(const char **p, const char *end)
{
	if (*p < end && **p == '.')
		(*p)++;
	return *p < end ? *(*p)++ : 0;
}

int
json_number_cmp(struct str x, struct str y)
{
	struct decimal a = decimal(x), b = decimal(y);
	bool a0 = a.p == a.end, b0 = b.p == b.end;
	int sign, c = 0;

	if (a0 || b0)
		return a0 && b0 ? 0
		       : a0     ? (b.negative ? 1 : -1)
				: (a.negative ? -1 : 1);
	if (a.negative != b.negative)
		return a.negative ? -1 : 1;
	sign = a.negative ? -1 : 1;
	if (a.exponent != b.exponent)
		return a.exponent < b.exponent ? -sign : sign;
	while (c == 0 && (a.p < a.end || b.p < b.end))
		c = next_digit(&a.p, a.end) - next_digit(&b.p, b.end);
	return c < 0 ? -sign : c > 0 ? sign : 0;
}

/* Two values that are still to be compared. */
struct pair {
	const struct jnode *x, *y;
};
struct pairs {
	struct arena *a;
	struct pair *v;
	size_t n, cap;
};

static void
add(struct pairs *p, const struct jnode *x, const struct jnode *y)
{
	p->v = arena_more(p->a, p->v, p->n, &p->cap, sizeof(*p->v));
	p->v[p->n++] = (struct pair){ x, y };
}

/* Take N from STEPS; false when there are fewer, and none then. */
static bool
spend(size_t *steps, size_t n)
{
	bool enough = *steps >= n;

	*steps -= enough ? n : *steps;
	return enough;
}

/* What it costs to look at the shorter one of two texts. */
static size_t
cost_of(struct str x, struct str y)
{
	return (x.len < y.len ? x.len : y.len) / JSON_STEP_BYTES;
}

/* Is X as Y, but for what is in them? That is added to P. */
static bool
alike(struct pairs *p, const struct jnode *x, const struct jnode *y,
    size_t *steps)
{
	if (x->type != y->type)
		return false;
	if (x->type == JTYPE_STRING)
		return x->text.len == y->text.len &&
		       spend(steps, cost_of(x->text, y->text)) &&
		       str_eq(x->text, y->text);
	if (x->type == JTYPE_NUMBER)
		return spend(steps,
			   (x->text.len + y->text.len) / JSON_STEP_BYTES) &&
		       json_number_cmp(x->text, y->text) == 0;
	if (x->type != JTYPE_ARRAY && x->type != JTYPE_OBJECT)
		return true;
	if (x->in.n != y->in.n)
		return false;
	for (size_t i = 0; i < x->in.n; i++) {
		const struct jnode *other = &y->in.v[i];
		size_t cost = 1 + x->in.v[i].name.len / JSON_STEP_BYTES;

		if (!spend(steps, x->type == JTYPE_OBJECT ? cost * x->in.n : 1))
			return false;
		if (x->type == JTYPE_OBJECT)
			other = json_member(y, x->in.v[i].name);
		if (other == NULL)
			return false;
		add(p, &x->in.v[i], other);
	}
	return true;
}

bool
json_same(struct arena *a, const struct jnode *x, const struct jnode *y,
    size_t *steps)
{
	struct pairs p = { .a = a };
	bool same = alike(&p, x, y, steps);

	while (same && p.n > 0) {
		struct pair top = p.v[--p.n];

		same = alike(&p, top.x, top.y, steps);
	}
	return same;
}

static bool
is_plain_name(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (!is_alpha(c) && c != '_' && c < 0x80 &&
		    (i == 0 || !is_digit(c)))
			return false;
	}
	return s.len > 0;
}

/* RFC 9535, 2.7: normal-single-quoted. */
static void
put_name(struct buf *b, struct str name)
{
	static const char from[] = "\b\f\n\r\t'\\", to[] = "bfnrt'\\";

	buf_add(b, STR("['"));
	for (size_t i = 0; i < name.len; i++) {
		const char *known = memchr(from, name.p[i], sizeof(from) - 1);

		if (known != NULL)
			buf_addf(b, "\\%c", to[known - from]);
		else if ((unsigned char)name.p[i] < 0x20)
			buf_addf(b, "\\u%04x", (unsigned)name.p[i]);
		else
			buf_addc(b, name.p[i]);
	}
	buf_add(b, STR("']"));
}

/* The value in N that NODE is, or is in. */
static const struct jnode *
towards(const struct jnode *n, const struct jnode *node)
{
	const struct jnode *best = NULL;

	for (size_t i = 0; i < json_size(n); i++) {
		const struct jnode *v = &n->in.v[i];

		if (v->at <= node->at && (best == NULL || v->at > best->at))
			best = v;
	}
	return best;
}

struct str
json_path_to(struct arena *a, const struct jnode *root,
    const struct jnode *node, bool is_short)
{
	struct buf *b = buf_in(a, SIZE_MAX);
	const struct jnode *n = root, *next;
	struct str path;

	buf_addc(b, '$');
	for (; n != node; n = next) {
		next = towards(n, node);
		if (next == NULL)
			break;
		if (n->type == JTYPE_ARRAY)
			buf_addf(b, "[%zu]", (size_t)(next - n->in.v));
		else if (is_short && is_plain_name(next->name))
			buf_addf(b, ".%.*s", STR_ARG(next->name));
		else
			put_name(b, next->name);
	}
	path = arena_str(a, buf_str(b));
	buf_release(b);
	return path;
}
