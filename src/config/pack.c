// SPDX-License-Identifier: ISC
#include "config/pack.h"

#include <stdint.h>

#include "base/mem.h"

static size_t
children(const struct node *n)
{
	return n->kind == NODE_MAP ? 2 * n->n : n->n;
}

static char *
put(char *to, size_t v)
{
	for (; v >= 0x80; v >>= 7)
		*to++ = (char)(v | 0x80);
	*to++ = (char)v;
	return to;
}

/* From FROM to TO. */
static char *
put_step(char *at, uintptr_t from, uintptr_t to)
{
	return put(at, to < from ? 2 * (from - to) - 1 : 2 * (to - from));
}

static size_t
get(const unsigned char **p)
{
	size_t v = 0;
	unsigned shift = 0;

	for (; **p >= 0x80; shift += 7)
		v |= (size_t)(*(*p)++ & 0x7f) << shift;
	return v | (size_t) * (*p)++ << shift;
}

static uintptr_t
get_step(const unsigned char **p, uintptr_t from)
{
	size_t step = get(p);

	return step % 2 == 0 ? from + step / 2 : from - step / 2 - 1;
}

/* That of the node before. */
struct where {
	int line;
	uintptr_t bytes;
};

#define NODE_MOST 31 /* bytes of one: 1, 5, 5, 10 and 10 */

/* Deep as YAML may nest here: see LIMIT_YAML_DEPTH. */
static char *
pack(char *to, const struct node *n, struct where *last)
{
	*to++ = (char)(n->kind | n->style << 2);
	to = put_step(to, (uintptr_t)last->line, (uintptr_t)n->line);
	last->line = n->line;
	to = put(to, (size_t)n->col);
	if (n->kind == NODE_SCALAR) {
		to = put(to, n->value.len);
		to = put_step(to, last->bytes, (uintptr_t)n->value.p);
		last->bytes = (uintptr_t)n->value.p;
		return to;
	}
	to = put(to, n->n);
	for (size_t i = 0; i < children(n); i++)
		to = pack(to, n->child[i], last);
	return to;
}

void
node_pack(struct buf *b, const struct node *n)
{
	struct where last = { .line = n->line };
	char *at;

	if (buf_reserve(b, ((size_t)n->weight + 1) * NODE_MOST) != 0)
		mem_fail();
	at = put(b->p + b->len, n->weight);
	at = pack(at, n, &last);
	b->len = (size_t)(at - b->p);
}

struct unpacking {
	const unsigned char *p;
	struct text *text;
	struct where last;
	struct node *node;   /* room for all of them */
	struct node **child; /* and for all pointers to them */
};

static struct node *
unpack(struct unpacking *u)
{
	struct node *n = u->node++;
	unsigned head = *u->p++;

	u->last.line = (int)get_step(&u->p, (uintptr_t)u->last.line);
	n->kind = head & 3;
	n->style = (unsigned char)(head >> 2);
	n->text = u->text;
	n->line = u->last.line;
	n->value = STR_NULL;
	n->col = (int)get(&u->p);
	n->n = get(&u->p);
	if (n->kind == NODE_SCALAR) {
		n->value.len = n->n;
		n->n = 0;
		u->last.bytes = get_step(&u->p, u->last.bytes);
		memcpy(&n->value.p, &u->last.bytes, sizeof(n->value.p));
		return n;
	}
	n->child = u->child;
	u->child += children(n);
	for (size_t i = 0; i < children(n); i++)
		n->child[i] = unpack(u);
	return n;
}

struct node *
node_unpack(struct arena *a, const struct node *n)
{
	struct unpacking u = { .p = (const unsigned char *)n->value.p,
		.text = n->text,
		.last.line = n->line };
	size_t all = get(&u.p);

	u.node = ARENA_ARRAY(a, all, struct node);
	u.child = ARENA_ARRAY(a, all, struct node *);
	return unpack(&u);
}
