// SPDX-License-Identifier: ISC
#include "extract/json/text.h"

#include "extract/json/wrap.h"
#include "model/limits.h"

static const struct json_limits limits = { LIMIT_JSON_VALUES, LIMIT_JSON_DEPTH,
	false };
/* Behind the first broken line, which alone is told. */
static const struct json_limits unplaced = { LIMIT_JSON_VALUES,
	LIMIT_JSON_DEPTH, true };

/* Values one after the other. */
struct sequence {
	struct arena *a;
	struct str text;
	size_t at;
	struct jnode *v;
	size_t n, cap;
	struct json_text *out;
	struct err first; /* what was wrong with the first broken one */
};

/* RFC 7464 has U+001E before each value. */
static bool
is_between(char c)
{
	return is_html_space(c) || c == '\x1E';
}

static void
skip_between(struct sequence *s)
{
	while (s->at < s->text.len && is_between(s->text.p[s->at]))
		s->at++;
}

/* True when the line ends here, or the value did with the one before. */
static bool
at_line_end(const struct sequence *s)
{
	size_t i = s->at;

	while (
	    i < s->text.len && (s->text.p[i] == ' ' || s->text.p[i] == '\t' ||
				   s->text.p[i] == '\r'))
		i++;
	return i == s->text.len || s->text.p[i] == '\n' ||
	       s->text.p[i] == '\x1E';
}

static void
next_line(struct sequence *s)
{
	size_t nl = str_chr(s->text, '\n', s->at);

	s->at = nl == STR_NONE ? s->text.len : nl + 1;
}

/* The value at hand, which has its line to itself. */
static int
read_one(struct sequence *s, struct err *e)
{
	bool first = s->out->skipped == 0;
	struct jnode *node;
	size_t at = s->at;

	if (json_tree_parse(s->a, s->text, &at, first ? &limits : &unplaced,
		JSON_PLAIN, &node, e) != 0)
		return -1;
	s->at = at;
	if (!at_line_end(s) && !first)
		return err_set(
		    e, ERR_EXTRACT, "there is more behind the value");
	if (!at_line_end(s))
		return json_tree_fail(e, ERR_EXTRACT, s->text, at,
		    "there is more behind the value");
	s->v = arena_more(s->a, s->v, s->n, &s->cap, sizeof(*s->v));
	s->v[s->n++] = *node;
	return 0;
}

/* A broken line is passed over; the last one was cut if it goes on to the
 * end of the text. */
static int
pass_over(struct sequence *s, size_t from, const struct err *e)
{
	bool last;

	if (e->code == ERR_LIMIT) {
		s->first = *e;
		return -1;
	}
	if (s->out->skipped == 0)
		s->first = *e;
	s->at = from;
	next_line(s);
	last = s->at == s->text.len && s->text.p[s->at - 1] != '\n';
	if (last && s->n > 0)
		s->out->cut = true;
	else
		s->out->skipped++;
	return 0;
}

static int
read_all(struct sequence *s, struct err *e)
{
	for (skip_between(s); s->at < s->text.len; skip_between(s)) {
		size_t from = s->at;
		struct err why = ERR_INIT;

		if (read_one(s, &why) == 0)
			continue;
		/* A document that is broken is no line that is. */
		if (s->n == 0 && !s->out->lines) {
			*e = why;
			return -1;
		}
		if (pass_over(s, from, &why) != 0) {
			*e = why;
			return -1;
		}
	}
	return 0;
}

static struct jnode *
array_of(struct sequence *s)
{
	struct jnode *root = ARENA_NEW(s->a, struct jnode);

	root->name = STR_NULL;
	root->type = JTYPE_ARRAY;
	root->in.v = s->v;
	root->in.n = s->n;
	return root;
}

/* A value, or several of them. */
static int
read_plain(struct sequence *s, struct err *e)
{
	struct json_text *out = s->out;

	if (read_all(s, e) != 0)
		return -1;
	if (s->n == 0 && out->skipped == 0)
		return err_set(e, ERR_EXTRACT, "the document is empty");
	if (s->n < 2 && !out->lines) {
		/* One value with something behind it that is none. */
		if (out->skipped > 0 || out->cut) {
			*e = s->first;
			return -1;
		}
		out->root = &s->v[0];
		return 0;
	}
	if (s->n == 0) {
		*e = s->first;
		return -1;
	}
	out->lines = true;
	out->root = array_of(s);
	if (out->skipped > 0)
		out->why = arena_str(s->a, str_c(s->first.msg));
	return 0;
}

/* A value in a script, and only the end of the statement behind it. */
static int
read_script(struct arena *a, struct str text, size_t at, struct json_text *out,
    struct err *e)
{
	struct jnode *root;

	if (json_tree_parse(a, text, &at, &limits, JSON_SCRIPT, &root, e) != 0)
		return -1;
	if (!wrap_ends(text, at))
		return json_tree_fail(
		    e, ERR_EXTRACT, text, at, "there is more behind the value");
	out->root = root;
	return 0;
}

int
json_text_read(struct arena *a, struct str text, bool lines,
    struct json_text *out, struct err *e)
{
	struct sequence s = { .a = a, .text = text, .out = out };
	bool script;

	*out = (struct json_text){ .lines = lines, .why = STR_NULL };
	s.at = wrap_begin(text, &script);
	return script ? read_script(a, text, s.at, out, e) : read_plain(&s, e);
}

bool
json_text_is_lines(const struct document *doc)
{
	/* Of the types in use none is registered but json-seq. */
	static const char *const types[] = { "ndjson", "jsonl", "json-lines",
		"jsonlines", "json-seq" };
	struct str path = str_sub(doc->url, 0, str_chr(doc->url, '?', 0));

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (str_find(doc->type, str_c(types[i])) != STR_NONE)
			return true;
	return str_ends(path, STR(".jsonl")) || str_ends(path, STR(".ndjson"));
}

/* The value of the assignment at AT, which may be JSON.parse('...'). */
static int
read_assigned(struct arena *a, struct str script, size_t at,
    struct json_text *out, struct err *e)
{
	static const struct str parse = { "JSON.parse(", 11 };
	struct jnode *root;

	if (!str_starts(str_from(script, at), parse))
		return json_tree_parse(
			   a, script, &at, &limits, JSON_SCRIPT, &root, e) == 0
			   ? (out->root = root, 0)
			   : -1;
	at += parse.len;
	if (json_tree_parse(a, script, &at, &limits, JSON_SCRIPT, &root, e) !=
	    0)
		return -1;
	if (root->type != JTYPE_STRING)
		return err_set(e, ERR_EXTRACT,
		    "what JSON.parse is given is not written down");
	return json_text_read(a, root->text, false, out, e);
}

/* Places that are tried in one script: the name may stand in many. */
#define TRIES 16

int
json_text_variable(struct arena *a, struct str script, struct str name,
    struct json_text *out, struct err *e)
{
	size_t at = 0;

	for (int i = 0; i < TRIES; i++) {
		struct err why = ERR_INIT;

		at = wrap_assigned(script, name, at);
		if (at == STR_NONE)
			return 0;
		*out = (struct json_text){ .why = STR_NULL };
		if (read_assigned(a, script, at, out, &why) == 0)
			return 1;
		if (why.code == ERR_LIMIT || e->code == ERR_NONE)
			*e = why;
		if (why.code == ERR_LIMIT)
			return -1;
	}
	return 0;
}
