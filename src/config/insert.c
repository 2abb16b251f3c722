// SPDX-License-Identifier: ISC
#include "config/insert.h"

#include <yaml.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/limits.h"

/* What stands behind the key `sources` of the file. */
enum found {
	FOUND_EMPTY,   /* no file: nothing but comments */
	FOUND_NO_KEY,  /* no `sources` */
	FOUND_NOTHING, /* nothing, or a value that says so */
	FOUND_LIST,
	FOUND_OTHER /* something that takes no more lines */
};

/* A place in the file, as libyaml counts: from 0 on. */
struct at {
	size_t line, col;
};

struct spot {
	enum found found;
	const char *why;     /* it is FOUND_OTHER */
	size_t root_col;     /* of the keys of the file */
	size_t list_col;     /* of the dashes of the list */
	struct at from, end; /* the value, from its first to its last word */
	bool closed;         /* "..." ends the document, on the line: */
	size_t close_line;
};

/* A walk through the events of the file. */
struct walk {
	struct spot *s;
	size_t depth;   /* lists and mappings that are open */
	size_t flow;    /* of these in brackets */
	size_t nodes;   /* keys and values of the file so far */
	bool at_source; /* the last key was `sources` */
	bool inside;    /* its value is being read */
};

static struct at
at(yaml_mark_t m)
{
	return (struct at){ m.line, m.column };
}

static void
refuse(struct spot *s, const char *why)
{
	s->found = FOUND_OTHER;
	s->why = why;
}

static bool
is_scalar(const yaml_event_t *ev, const char *word)
{
	return ev->type == YAML_SCALAR_EVENT &&
	       str_eq(str_n((const char *)ev->data.scalar.value,
			  ev->data.scalar.length),
		   str_c(word));
}

/* See node_is_null. */
static bool
is_nothing(const yaml_event_t *ev)
{
	return (is_scalar(ev, "") || is_scalar(ev, "~") ||
		   is_scalar(ev, "null")) &&
	       ev->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	       ev->data.scalar.anchor == NULL && ev->data.scalar.tag == NULL;
}

static bool
is_flow(const yaml_event_t *ev)
{
	return (ev->type == YAML_SEQUENCE_START_EVENT &&
		   ev->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE) ||
	       (ev->type == YAML_MAPPING_START_EVENT &&
		   ev->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
}

/* The file as a whole begins with EV. */
static void
on_root(struct spot *s, const yaml_event_t *ev)
{
	if (is_nothing(ev))
		return;
	if (ev->type != YAML_MAPPING_START_EVENT || is_flow(ev) ||
	    ev->data.mapping_start.anchor != NULL) {
		refuse(s, "the file is no list of keys, each on a line");
		return;
	}
	s->found = FOUND_NO_KEY;
	s->root_col = ev->start_mark.column;
}

/* The value of `sources` begins with EV. */
static void
on_value(struct spot *s, const yaml_event_t *ev)
{
	s->from = at(ev->start_mark);
	s->end = at(ev->end_mark);
	s->list_col = ev->start_mark.column;
	if (is_nothing(ev))
		s->found = FOUND_NOTHING;
	else if (ev->type != YAML_SEQUENCE_START_EVENT)
		refuse(s, ev->type == YAML_ALIAS_EVENT
			      ? "`sources` is an alias"
			      : "`sources` is no list");
	else if (is_flow(ev))
		refuse(s, "`sources` is a list in brackets");
	else if (ev->data.sequence_start.anchor != NULL)
		refuse(s, "`sources` has an anchor");
	else
		s->found = FOUND_LIST;
}

static void
on_node(struct walk *w, const yaml_event_t *ev)
{
	if (w->depth == 0)
		on_root(w->s, ev);
	if (w->depth == 1 && w->nodes++ % 2 == 0) {
		w->at_source = is_scalar(ev, "sources");
	} else if (w->depth == 1 && w->at_source) {
		on_value(w->s, ev);
		w->inside = true;
	} else if (w->inside) {
		w->s->end = at(ev->end_mark);
	}
	if (ev->type == YAML_SCALAR_EVENT || ev->type == YAML_ALIAS_EVENT) {
		w->inside = w->inside && w->depth > 1;
		return;
	}
	w->flow += is_flow(ev);
	w->depth++;
}

/* A list or mapping ends. One without brackets does so where the next thing
 * begins, behind all comments, and tells nothing. */
static void
on_end(struct walk *w, const yaml_event_t *ev)
{
	struct spot *s = w->s;
	struct at end = at(ev->end_mark);

	w->depth--;
	if (w->flow > 0) {
		w->flow--;
		/* Nothing was in it since it began: an empty list. */
		if (w->inside && w->depth == 1 &&
		    ev->type == YAML_SEQUENCE_END_EVENT &&
		    end.line == s->from.line && s->end.line == s->from.line &&
		    s->end.col == s->from.col + 1)
			s->found = FOUND_NOTHING;
		if (w->inside)
			s->end = end;
	}
	w->inside = w->inside && w->depth > 1;
}

static void
on_event(struct walk *w, const yaml_event_t *ev)
{
	switch (ev->type) {
	case YAML_SCALAR_EVENT:
	case YAML_ALIAS_EVENT:
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT:
		on_node(w, ev);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		on_end(w, ev);
		break;
	case YAML_DOCUMENT_END_EVENT:
		w->s->closed = !ev->data.document_end.implicit;
		w->s->close_line = ev->start_mark.line;
		break;
	default:
		break;
	}
}

static void
find_spot(const struct text *t, struct spot *s)
{
	struct walk w = { .s = s };
	yaml_event_type_t type = YAML_NO_EVENT;
	yaml_parser_t parser;
	yaml_event_t ev;

	*s = (struct spot){ .found = FOUND_EMPTY };
	if (!yaml_parser_initialize(&parser))
		mem_fail();
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    &parser, (const unsigned char *)t->bytes.p, t->bytes.len);
	while (type != YAML_STREAM_END_EVENT) {
		if (!yaml_parser_parse(&parser, &ev)) {
			if (parser.error == YAML_MEMORY_ERROR)
				mem_fail();
			refuse(s, "the file cannot be read as YAML");
			break;
		}
		type = ev.type;
		on_event(&w, &ev);
		yaml_event_delete(&ev);
	}
	yaml_parser_delete(&parser);
}

/* The byte of the place P. libyaml may count more lines than there are, where
 * nothing ends a key. */
static size_t
offset(const struct text *t, struct at p)
{
	return p.line < t->nlines
		   ? text_offset(t, (int)p.line + 1, (int)p.col + 1)
		   : t->bytes.len;
}

/* The byte at which line LINE, from 0 on, starts; behind all when there is no
 * such line. */
static size_t
line_start(const struct text *t, size_t line)
{
	return line < t->nlines ? t->line[line] : t->bytes.len;
}

/* The line after that of P, behind comments that are indented by INDENT and
 * more and the empty lines between them. */
static size_t
line_after(const struct text *t, struct at p, size_t indent)
{
	/* A text of many lines ends where the next one starts. */
	size_t line = p.line + (p.col > 0), after = line;

	for (; line < t->nlines; line++) {
		struct str row = text_row(t, (int)line + 1);
		size_t spaces = 0;

		while (spaces < row.len && row.p[spaces] == ' ')
			spaces++;
		if (spaces < row.len && row.p[spaces] != '#')
			break;
		if (spaces < row.len && spaces < indent)
			break;
		if (spaces < row.len)
			after = line + 1;
	}
	return after;
}

/* What ends the lines of S. */
static struct str
line_break(struct str s)
{
	size_t lf = str_rfind(s, STR("\n"));

	return lf != STR_NONE && lf > 0 && s.p[lf - 1] == '\r' ? STR("\r\n")
							       : STR("\n");
}

/* What becomes of the file: bytes go, and lines come. */
struct edit {
	size_t from, to; /* these go: a value that says there is nothing */
	size_t at;       /* the lines come here, behind TO */
	size_t col;      /* of the dash */
	bool key;        /* with a line `sources:` before them */
};

/* The value goes, with the spaces before it. */
static void
leave_out_value(const struct text *t, const struct spot *s, struct edit *out)
{
	out->from = offset(t, s->from);
	out->to = offset(t, s->end);
	while (out->to > out->from && out->from > 0 &&
	       t->bytes.p[out->from - 1] == ' ')
		out->from--;
}

static struct edit
plan(const struct text *t, const struct spot *s)
{
	struct edit ed = { .col = s->root_col + 2 };
	size_t deep = s->root_col + 1; /* than the next key */

	if (s->found == FOUND_LIST) {
		ed.col = s->list_col;
		deep = ed.col > deep ? ed.col : deep;
		ed.at = line_start(t, line_after(t, s->end, deep));
	} else if (s->found == FOUND_NOTHING) {
		leave_out_value(t, s, &ed);
		ed.at = line_start(t, line_after(t, s->end, deep));
	} else {
		ed.key = true;
		ed.at = s->closed ? line_start(t, s->close_line) : t->bytes.len;
	}
	return ed;
}

static void
add_spaces(struct buf *b, size_t n)
{
	while (n-- > 0)
		buf_addc(b, ' ');
}

/* ENTRY, which is indented by two, at column COL, each line ending in NL. */
static void
add_entry(struct buf *b, struct str entry, size_t col, struct str nl)
{
	struct str line;

	while (str_cut(&entry, '\n', &line)) {
		add_spaces(b, col);
		buf_add(b, str_from(line, 2));
		buf_add(b, nl);
	}
}

int
insert_entry(struct arena *a, const struct text *t, struct str entry,
    struct str *out, struct err *e)
{
	struct str before, nl;
	struct spot s;
	struct edit ed;
	struct buf *b;

	find_spot(t, &s);
	if (s.found == FOUND_OTHER)
		return err_set(e, ERR_CONFIG, "%s", s.why);
	ed = plan(t, &s);
	before = str_sub(t->bytes, 0, ed.at);
	nl = line_break(before);
	b = buf_in(a, LIMIT_CONFIG);
	buf_add(b, str_sub(before, 0, ed.from));
	buf_add(b, str_from(before, ed.to));
	if (before.len > 0 && !str_ends(before, STR("\n")))
		buf_add(b, nl);
	if (ed.key) {
		add_spaces(b, s.root_col);
		buf_add(b, STR("sources:"));
		buf_add(b, nl);
	}
	add_entry(b, entry, ed.col, nl);
	buf_add(b, str_from(t->bytes, ed.at));
	if (b->over)
		return err_set(e, ERR_CONFIG,
		    "the file would be larger than %d bytes", LIMIT_CONFIG);
	*out = buf_str(b);
	return 0;
}
