// SPDX-License-Identifier: ISC
#include "normalize/markup_out.h"

#include <stdint.h>

#include "base/utf8.h"

void
markup_put(struct markup_out *o, struct str s)
{
	while (o->cap - o->len < s.len)
		o->p = arena_more(o->a, o->p, o->cap, &o->cap, 1);
	if (s.len > 0)
		memcpy(o->p + o->len, s.p, s.len);
	o->len += s.len;
}

bool
markup_fits(struct markup_out *o, size_t mark)
{
	if (!o->full && o->len + o->closing <= o->limit)
		return true;
	o->len = mark;
	o->full = true;
	return false;
}

static bool
is_writable(uint32_t cp)
{
	return cp == '\t' || cp == '\n' ||
	       (cp >= 0x20 && cp != 0x7F && (cp & 0xFFFE) != 0xFFFE);
}

static void
put_char(struct markup_out *o, uint32_t cp)
{
	char utf8[4];

	switch (cp) {
	case '&':
		markup_put(o, STR("&amp;"));
		break;
	case '<':
		markup_put(o, STR("&lt;"));
		break;
	case '>':
		markup_put(o, STR("&gt;"));
		break;
	case '"':
		markup_put(o, STR("&quot;"));
		break;
	default:
		markup_put(o, str_n(utf8, utf8_put(cp, utf8)));
	}
}

/* The bytes from AT on, up to MAX, that are ASCII and stand for themselves. */
static size_t
plain_run(struct str s, size_t at, size_t max)
{
	size_t from = at;

	while (at < s.len && at - from < max && s.p[at] >= ' ' &&
	       s.p[at] < 0x7F && s.p[at] != '&' && s.p[at] != '<' &&
	       s.p[at] != '>' && s.p[at] != '"')
		at++;
	return at - from;
}

void
markup_put_text(struct markup_out *o, struct str s)
{
	for (size_t at = 0; at < s.len && !o->full;) {
		size_t mark = o->len, taken = o->len + o->closing;
		size_t run =
		    plain_run(s, at, o->limit > taken ? o->limit - taken : 0);
		uint32_t cp;

		if (run > 0) {
			markup_put(o, str_sub(s, at, run));
			at += run;
			continue;
		}
		cp = utf8_next(s, &at);
		if (!is_writable(cp))
			continue;
		put_char(o, cp);
		markup_fits(o, mark);
	}
}

void
markup_put_attr(struct markup_out *o, struct str name, struct str value)
{
	size_t mark = o->len;

	markup_put(o, STR(" "));
	markup_put(o, name);
	markup_put(o, STR("=\""));
	markup_put_text(o, value);
	markup_put(o, STR("\""));
	markup_fits(o, mark);
}

void
markup_push(struct markup_out *o, struct str name)
{
	o->open =
	    arena_more(o->a, o->open, o->nopen, &o->opencap, sizeof(*o->open));
	o->open[o->nopen++] = name;
}

void
markup_pop(struct markup_out *o)
{
	struct str name;

	if (o->open == NULL || o->nopen == 0)
		return;
	name = o->open[--o->nopen];
	if (str_empty(name))
		return;
	markup_put(o, STR("</"));
	markup_put(o, name);
	markup_put(o, STR(">"));
	o->closing -= name.len + 3;
}

struct str
markup_end(struct markup_out *o)
{
	while (o->nopen > 0)
		markup_pop(o);
	return str_n(o->p, o->len);
}
