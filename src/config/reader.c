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
	/* To find where the value ends takes as long as to read it. */
	if (memchr(line.p, '#', line.len) == NULL)
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

/* N as text, in quotes, when it is a mapping without a value: {} or {page}. */
static struct str
in_braces(struct reader *r, const struct node *n)
{
	struct str key = STR_NULL;

	if (n->kind != NODE_MAP || n->n > 1)
		return STR_NULL;
	if (n->n == 1 && !node_is_null(node_value(n, 0)))
		return STR_NULL;
	if (n->n == 1)
		key = node_key(n, 0)->value;
	return arena_printf(r->a, "\"{%.*s}\"", STR_ARG(key));
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
	if (n->kind != NODE_SCALAR) {
		struct str *write = node_error(r->notes, n, 0,
		    "`%s` takes %s, not %s", k->name, takes,
		    n->kind == NODE_LIST && n->n == 0 ? "an empty list"
						      : node_kind_name(n));

		*write = in_braces(r, n);
		return write;
	}
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

/* The comma that S begins with, of the Latin, the Chinese and the list's. */
static size_t
comma(struct str s)
{
	static const char *const commas[] = { ",", "\xEF\xBC\x8C",
		"\xE3\x80\x81" };

	for (size_t i = 0; i < sizeof(commas) / sizeof(commas[0]); i++)
		if (str_starts(s, str_c(commas[i])))
			return strlen(commas[i]);
	return 0;
}

struct str
reader_listed(struct reader *r, struct str s)
{
	struct str word;
	size_t from = 0, words = 0;
	char *p = arena_alloc(r->a, 2 * s.len + 4);
	size_t n = 0;

	p[n++] = '[';
	for (size_t at = 0; at <= s.len; at++) {
		size_t len = comma(str_from(s, at));

		if (at < s.len && len == 0)
			continue;
		word = str_trim(str_sub(s, from, at - from));
		if (str_empty(word))
			return STR_NULL;
		if (words++ > 0) {
			p[n++] = ',';
			p[n++] = ' ';
		}
		memcpy(p + n, word.p, word.len);
		n += word.len;
		from = at + len;
	}
	p[n++] = ']';
	return words > 1 ? str_n(p, n) : STR_NULL;
}
