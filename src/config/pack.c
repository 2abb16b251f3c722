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

static size_t
get(const unsigned char **p)
{
	size_t v = 0;
	unsigned shift = 0;

	for (; **p >= 0x80; shift += 7)
		v |= (size_t)(*(*p)++ & 0x7f) << shift;
	return v | (size_t) * (*p)++ << shift;
}

#define NODE_MOST 29 /* bytes of one: 1, 5, 5, 10 and a pointer */

/* Deep as YAML may nest here: see LIMIT_YAML_DEPTH. */
static char *
pack(char *to, const struct node *n, int *line)
{
	int64_t down = (int64_t)n->line - *line;

	*line = n->line;
	*to++ = (char)(n->kind | n->style << 2);
	to = put(to, (size_t)(down < 0 ? -2 * down - 1 : 2 * down));
	to = put(to, (size_t)n->col);
	if (n->kind == NODE_SCALAR) {
		to = put(to, n->value.len);
		memcpy(to, &n->value.p, sizeof(n->value.p));
		return to + sizeof(n->value.p);
	}
	to = put(to, n->n);
	for (size_t i = 0; i < children(n); i++)
		to = pack(to, n->child[i], line);
	return to;
}

/* Nodes below N, and itself. */
static size_t
count(const struct node *n)
{
	size_t all = 1;

	for (size_t i = 0; n->kind != NODE_SCALAR && i < children(n); i++)
		all += count(n->child[i]);
	return all;
}

void
node_pack(struct buf *b, const struct node *n)
{
	size_t all = count(n);
	int line = n->line;
	char *at;

	if (buf_reserve(b, (all + 1) * NODE_MOST) != 0)
		mem_fail();
	at = put(b->p + b->len, all);
	at = pack(at, n, &line);
	b->len = (size_t)(at - b->p);
}

struct unpacking {
	const unsigned char *p;
	struct text *text;
	int line;
	struct node *node;   /* room for all of them */
	struct node **child; /* and for all pointers to them */
};

static struct node *
unpack(struct unpacking *u)
{
	struct node *n = u->node++;
	unsigned head = *u->p++;
	size_t down = get(&u->p);

	u->line += down % 2 == 0 ? (int)(down / 2) : -(int)(down / 2) - 1;
	n->kind = head & 3;
	n->style = (unsigned char)(head >> 2);
	n->text = u->text;
	n->line = u->line;
	n->value = STR_NULL;
	n->col = (int)get(&u->p);
	n->n = get(&u->p);
	if (n->kind == NODE_SCALAR) {
		n->value.len = n->n;
		n->n = 0;
		memcpy(&n->value.p, u->p, sizeof(n->value.p));
		u->p += sizeof(n->value.p);
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
		.line = n->line };
	size_t all = get(&u.p);

	u.node = ARENA_ARRAY(a, all, struct node);
	u.child = ARENA_ARRAY(a, all, struct node *);
	return unpack(&u);
}
