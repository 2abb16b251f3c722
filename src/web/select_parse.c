// SPDX-License-Identifier: ISC
/*
 * Selectors Level 4, section 17 (grammar), by recursive descent. What nests is
 * bounded by SELECT_DEPTH; sequences are loops.
 */
#include "web/select_priv.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

#define SHOWN_MAX 24 /* characters of the source in a message */

void
parse_advance(struct parser *p)
{
	token_next(&p->lex, &p->t);
}

bool
parse_at(const struct parser *p, int delim)
{
	return p->t.type == TOKEN_DELIM && p->t.delim == delim;
}

void
parse_space(struct parser *p)
{
	while (p->t.type == TOKEN_SPACE)
		parse_advance(p);
}

int
parse_fail(struct parser *p, size_t at, const char *fmt, ...)
{
	char msg[sizeof(p->err.msg)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	err_set(&p->err, ERR_CONFIG, "%s", msg);
	p->err.col = (int)at + 1;
	return -1;
}

int
parse_unexpected(struct parser *p, const char *wanted)
{
	size_t at = p->t.start;
	struct str shown;

	if (p->t.type == TOKEN_END)
		return parse_fail(
		    p, at, "the selector ends here, expected %s", wanted);
	if (p->t.type == TOKEN_SPACE)
		return parse_fail(p, at, "found a space, expected %s", wanted);
	shown = utf8_head(str_sub(p->lex.s, at, p->t.end - at), SHOWN_MAX);
	/* Of a character outside ASCII the token is only the first byte. */
	if (p->t.type == TOKEN_DELIM)
		shown = utf8_head(str_from(p->lex.s, at), 1);
	return parse_fail(
	    p, at, "found '%.*s', expected %s", STR_ARG(shown), wanted);
}

struct str
parse_lower(struct parser *p, struct str name)
{
	char *low;
	size_t i = 0;

	while (i < name.len && to_lower(name.p[i]) == name.p[i])
		i++;
	if (i == name.len)
		return name;
	low = arena_alloc(p->lex.a, name.len);
	for (i = 0; i < name.len; i++)
		low[i] = to_lower(name.p[i]);
	return str_n(low, name.len);
}

/* True at what ends one selector of a list. */
static bool
at_end(const struct parser *p)
{
	return p->t.type == TOKEN_END || parse_at(p, ',') || parse_at(p, ')');
}

/* A combinator, which may be white space alone; false at the end. */
static bool
combinator(struct parser *p, enum combinator *by)
{
	bool space = p->t.type == TOKEN_SPACE;

	parse_space(p);
	*by = BY_DESCENDANT;
	if (parse_at(p, '>'))
		*by = BY_CHILD;
	else if (parse_at(p, '+'))
		*by = BY_NEXT;
	else if (parse_at(p, '~'))
		*by = BY_SUBSEQUENT;
	else
		return space && !at_end(p);
	parse_advance(p);
	parse_space(p);
	return true;
}

static bool
has_scope(const struct compound *c)
{
	for (const struct simple *s = c->first; s != NULL; s = s->next)
		if (s->kind == SIMPLE_SCOPE || s->kind == SIMPLE_ANCHOR)
			return true;
	return false;
}

/* What stands left of the first compound of a relative selector. */
static struct compound *
anchor(struct parser *p, enum list_kind kind)
{
	struct compound *c;
	enum combinator by;
	size_t at = p->t.start;
	bool leading = combinator(p, &by);

	if (!leading && kind == LIST_TOP)
		return NULL;
	if (leading && kind == LIST_TOP && p->relative == 0)
		p->relative = at + 1;
	c = ARENA_NEW(p->lex.a, struct compound);
	parse_add_simple(c, parse_new_simple(p, SIMPLE_ANCHOR, STR_NULL));
	c->by = by;
	return c;
}

/* One more step from the anchor towards the subject. */
static void
reach(struct complex *c, enum combinator by)
{
	if (by == BY_DESCENDANT || c->depth != DEPTH_SELF) {
		if (by == BY_DESCENDANT || by == BY_CHILD)
			c->depth = DEPTH_ANY;
	} else if (by == BY_CHILD) {
		c->depth = DEPTH_CHILD;
	} else if (by == BY_SUBSEQUENT) {
		c->beside = SIZE_MAX;
	} else if (c->beside < SIZE_MAX) {
		c->beside++;
	}
}

static int
complex(struct parser *p, enum list_kind kind, struct complex **out)
{
	struct compound *left = NULL, *c;
	enum combinator by = BY_DESCENDANT;
	bool from_scope = false;
	size_t n = 0;

	*out = ARENA_NEW(p->lex.a, struct complex);
	if (kind == LIST_TOP || kind == LIST_RELATIVE)
		left = anchor(p, kind);
	if (left != NULL)
		by = left->by;
	(*out)->left = left;
	for (;;) {
		if (n++ == SELECT_LENGTH) {
			p->hopeless = true;
			return parse_fail(p, p->t.start,
			    "more than %d steps in one selector",
			    SELECT_LENGTH);
		}
		if (parse_compound(p, &c) != 0)
			return -1;
		c->left = left;
		c->by = by;
		c->memo = p->memos++;
		if (left != NULL)
			left->right = c;
		if (left != NULL && left->left == NULL)
			from_scope = has_scope(left);
		if (left != NULL && from_scope)
			reach(*out, by);
		left = c;
		if (!combinator(p, &by))
			break;
	}
	if (!at_end(p))
		return parse_unexpected(
		    p, parse_at(p, '/')
			   ? "' ', '>', '+', '~' or ','; XPath begins with '/'"
			   : "' ', '>', '+', '~' or ','");
	(*out)->right = c;
	(*out)->self = has_scope(c);
	return 0;
}

/* Start again at byte AT and go to where the selector there ends. */
static void
skip_selector(struct parser *p, size_t at)
{
	size_t open = 0;

	p->lex.at = at;
	for (parse_advance(p); p->t.type != TOKEN_END; parse_advance(p)) {
		if (open == 0 && at_end(p))
			return;
		if (p->t.type == TOKEN_FUNCTION || parse_at(p, '(') ||
		    parse_at(p, '[') || parse_at(p, '{'))
			open++;
		else if (open > 0 && (parse_at(p, ')') || parse_at(p, ']') ||
					 parse_at(p, '}')))
			open--;
	}
}

int
parse_list(struct parser *p, enum list_kind kind, struct complex **out)
{
	struct complex **tail = out;

	*out = NULL;
	for (;;) {
		size_t from;

		parse_space(p);
		from = p->t.start;
		if (complex(p, kind, tail) == 0) {
			tail = &(*tail)->next;
		} else {
			*tail = NULL;
			if (kind != LIST_FORGIVING || p->hopeless)
				return -1;
			skip_selector(p, from);
		}
		if (!parse_at(p, ','))
			return 0;
		parse_advance(p);
	}
}

int
select_compile(
    struct arena *a, struct str text, struct selector **out, struct err *e)
{
	struct parser p = { .lex = { .a = a, .s = arena_str(a, text) } };
	struct complex *list;
	int rc;

	parse_advance(&p);
	rc = parse_list(&p, LIST_TOP, &list);
	if (rc == 0 && p.t.type != TOKEN_END)
		rc = parse_unexpected(&p, "nothing: no '(' is open here");
	if (rc != 0) {
		*e = p.err;
		return -1;
	}
	*out = ARENA_NEW(a, struct selector);
	(*out)->list = list;
	(*out)->slots = p.slots;
	(*out)->memos = p.memos;
	(*out)->relative = p.relative;
	return 0;
}

size_t
select_relative(const struct selector *s)
{
	return s->relative;
}
