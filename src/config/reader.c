// SPDX-License-Identifier: ISC
#include "config/reader.h"

#include "config/keys.h"
#include "config/syntax.h"
#include "config/traps.h"

/* The rest of the line after N, a plain value of one line. */
static bool
trap_behind(struct reader *r, const struct node *n, struct trap *out, int *col)
{
	struct str line = text_row(n->text, n->line);
	size_t start = (size_t)(line.p - n->text->bytes.p), at;
	int at_line;

	if (n->line == 0 || n->kind != NODE_SCALAR || n->style != STYLE_PLAIN)
		return false;
	at =
	    text_offset(n->text, n->line, node_column(n, n->value.len)) - start;
	if (!trap_after_value(r->a, line, at, out))
		return false;
	text_locate(n->text, start + out->at, &at_line, col);
	return true;
}

static bool
report_trap(struct reader *r, const struct node *n)
{
	struct trap trap;
	int col;

	if (!trap_behind(r, n, &trap, &col))
		return false;
	*note_at(r->notes, DIAGNOSTIC_ERROR, n->text, n->line, col, "%s",
	    trap.message) = trap.suggestion;
	return true;
}

int
reader_raw(struct reader *r, const struct key *k, const struct node *n,
    struct str *out)
{
	if (n->kind != NODE_SCALAR) {
		reader_refuse(r, k, n);
		return -1;
	}
	if (report_trap(r, n))
		return -1;
	if (node_is_null(n)) {
		if (n->line > 0 && syntax_trap(r->notes, n->text, n->line))
			return -1;
		node_error(r->notes, n, 0,
		    "`%s` has no value; give it one or leave the key out",
		    k->name);
		return -1;
	}
	*out = n->value;
	return 0;
}

int
reader_text(struct reader *r, const struct key *k, const struct node *n,
    struct str *out)
{
	if (reader_raw(r, k, n, out) != 0)
		return -1;
	return reader_expand(r, n, out);
}

struct str *
reader_refuse(struct reader *r, const struct key *k, const struct node *n)
{
	char takes[256];
	struct buf b;

	buf_init(&b, sizeof(takes) - 1);
	key_takes(&b, k);
	memcpy(takes, b.p, b.len + 1);
	buf_release(&b);
	if (n->kind != NODE_SCALAR)
		return node_error(r->notes, n, 0, "`%s` takes %s, not %s",
		    k->name, takes, node_kind_name(n));
	return node_error(r->notes, n, 0, "`%s` takes %s, not `%.*s`", k->name,
	    takes, STR_ARG(shown(n->value)));
}

int
reader_list(struct reader *r, const struct key *k, const struct node *const *n,
    const struct node *const **v, size_t *count)
{
	if ((*n)->kind == NODE_MAP) {
		reader_refuse(r, k, *n);
		return -1;
	}
	if ((*n)->kind == NODE_SCALAR) {
		*v = n;
		*count = 1;
	} else {
		*v = (const struct node *const *)(*n)->child;
		*count = (*n)->n;
	}
	return 0;
}
