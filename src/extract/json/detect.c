// SPDX-License-Identifier: ISC
#include "extract/json/detect.h"

#include <stdlib.h>

#include "extract/json/column.h"
#include "extract/json/find.h"
#include "extract/json/scripts.h"
#include "extract/json/text.h"
#include "extract/json/wrap.h"
#include "model/embedded.h"
#include "model/limits.h"
#include "model/rule.h"
#include "web/jsonpath.h"

/* Fewer entries are no list. */
#define ENTRIES_LEAST 3
/* Arrays that are looked at closely. */
#define LISTS_MOST 50
/* Scripts of a page that are read: one of them has its list. */
#define SCRIPTS_MOST 200
/* Lists that are looked for on the page once more, each a walk through it. */
#define LOOKED_FOR 20

/* One search for lists. */
struct search {
	struct arena *a;
	const struct jnode *root;
	const struct detect_ask *ask;
	struct str embedded; /* where the page has ROOT; or empty */
	struct candidate *v;
	size_t n, cap;
};

bool
json_sniff(const struct document *doc)
{
	bool script;
	size_t at = wrap_begin(doc->text, &script);
	struct str rest = str_from(doc->text, at), in;

	if (script)
		return str_find(doc->type, STR("html")) == STR_NONE &&
		       rest.len > 0 && (rest.p[0] == '{' || rest.p[0] == '[');
	if (rest.len == 0 || (rest.p[0] != '{' && rest.p[0] != '['))
		return false;
	in = str_trim(str_from(rest, 1));
	return in.len > 0 &&
	       str_chr(rest.p[0] == '{' ? STR("\"}") : STR("{[\"]-0123456789"),
		   in.p[0], 0) != STR_NONE;
}

/* An array whose entries are objects, but for a few. */
static bool
is_list(const struct jnode *n)
{
	size_t objects = 0;

	if (n->type != JTYPE_ARRAY || n->in.n < ENTRIES_LEAST)
		return false;
	for (size_t i = 0; i < n->in.n; i++)
		objects += n->in.v[i].type == JTYPE_OBJECT;
	return 10 * objects >= 9 * n->in.n;
}

static struct str
list_path(const struct search *s, const struct jnode *list)
{
	struct str path = json_path_to(s->a, s->root, list, true);

	/* What an index picks is meant itself. */
	return str_ends(path, STR("]")) && !str_ends(path, STR("']"))
		   ? arena_printf(s->a, "%.*s[*]", STR_ARG(path))
		   : path;
}

/* The rule for the column C in the entry that its first value is of. */
static void
set_field(const struct search *s, const struct jnode *list,
    const struct json_column *c, struct rules *out)
{
	for (size_t i = 0; i < list->in.n; i++) {
		const struct jnode *entry = &list->in.v[i];
		const struct jnode *end =
		    i + 1 < list->in.n ? &list->in.v[i + 1] : NULL;

		if (c->first->at < entry->at ||
		    (end != NULL && c->first->at >= end->at))
			continue;
		rule_alone(
		    s->a, json_path_to(s->a, entry, c->first, true), out);
		return;
	}
}

static bool
holds(const struct jnode *list, struct str path, struct str text)
{
	for (size_t i = 0; i < list->in.n; i++) {
		const struct jnode *v =
		    json_member(&list->in.v[i], str_from(path, 2));

		if (v != NULL && v->type == JTYPE_STRING &&
		    str_eq(str_trim(v->text), str_trim(text)))
			return true;
	}
	return false;
}

static size_t
count_examples(
    const struct search *s, const struct jnode *list, const struct candidate *c)
{
	static const enum field fields[] = { FIELD_TITLE, FIELD_LINK,
		FIELD_DATE };
	size_t n = 0;

	for (size_t i = 0; i < s->ask->nexamples; i++)
		for (size_t f = 0; f < sizeof(fields) / sizeof(*fields); f++)
			if (c->field[fields[f]].n > 0 &&
			    holds(list, c->field[fields[f]].v[0].path,
				s->ask->example[i])) {
				n++;
				break;
			}
	return n;
}

static void
explain(const struct search *s, const struct jnode *list,
    const struct json_column *title, struct candidate *c)
{
	size_t cap = 0;

	c->why = arena_more(s->a, c->why, 0, &cap, sizeof(*c->why));
	c->why[c->nwhy++] = arena_printf(s->a, "%zu entries", list->in.n);
	c->why = arena_more(s->a, c->why, c->nwhy, &cap, sizeof(*c->why));
	c->why[c->nwhy++] = arena_printf(
	    s->a, "%zu of %zu titles differ", title->different, title->looked);
	if (c->field[FIELD_DATE].n == 0) {
		c->why =
		    arena_more(s->a, c->why, c->nwhy, &cap, sizeof(*c->why));
		c->why[c->nwhy++] = STR("no dates");
	}
	if (c->field[FIELD_LINK].n > 0)
		return;
	c->why = arena_more(s->a, c->why, c->nwhy, &cap, sizeof(*c->why));
	c->why[c->nwhy++] =
	    STR("no addresses: a link is made with template, of a number or "
		"a name");
}

/* Make LIST a candidate, unless it has no headlines. */
static void
consider(struct search *s, const struct jnode *list)
{
	static const enum field fields[] = { FIELD_LINK, FIELD_SUMMARY,
		FIELD_CONTENT, FIELD_DATE, FIELD_AUTHOR, FIELD_OUTLET,
		FIELD_CATEGORY, FIELD_IMAGE };
	struct candidate c = { .n = list->in.n, .embedded = s->embedded };
	size_t n;
	const struct json_column *columns =
				     json_columns(s->a, list, s->ask->help, &n),
				 *title =
				     json_column_of(columns, n, FIELD_TITLE);

	if (title == NULL || !rule_alone(s->a, list_path(s, list), &c.item))
		return;
	set_field(s, list, title, &c.field[FIELD_TITLE]);
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		const struct json_column *col =
		    json_column_of(columns, n, fields[i]);

		if (col != NULL && col != title)
			set_field(s, list, col, &c.field[fields[i]]);
	}
	c.examples = count_examples(s, list, &c);
	c.score =
	    (double)title->weight / (double)title->looked * (double)list->in.n *
	    (1 + (c.field[FIELD_LINK].n > 0) + (c.field[FIELD_DATE].n > 0));
	explain(s, list, title, &c);
	s->v = arena_more(s->a, s->v, s->n, &s->cap, sizeof(*s->v));
	s->v[s->n++] = c;
}

/* All arrays of ROOT, those near it first. */
static void
walk(struct search *s)
{
	const struct jnode **todo = ARENA_NEW(s->a, const struct jnode *);
	size_t n = 1, cap = 1, lists = 0;

	todo[0] = s->root;
	for (size_t i = 0; i < n && lists < LISTS_MOST; i++) {
		if (is_list(todo[i])) {
			consider(s, todo[i]);
			lists++;
		}
		for (size_t k = 0; k < json_size(todo[i]); k++) {
			const struct jnode *child = &todo[i]->in.v[k];

			if (json_size(child) == 0)
				continue;
			todo = arena_more(
			    s->a, todo, n, &cap, sizeof(const struct jnode *));
			todo[n++] = child;
		}
	}
}

static int
by_score(const void *px, const void *py)
{
	const struct candidate *x = px, *y = py;

	if (x->examples != y->examples)
		return x->examples > y->examples ? -1 : 1;
	return (x->score < y->score) - (x->score > y->score);
}

/* The lists found, the best one first. */
static void
sort(struct search *s)
{
	if (s->n > 0)
		qsort(s->v, s->n, sizeof(*s->v), by_score);
}

int
json_detect(struct arena *a, const struct document *doc,
    const struct detect_ask *ask, struct candidates *out, struct err *e)
{
	struct search s = { .a = a, .ask = ask, .embedded = STR_NULL };
	struct json_text text;

	*out = (struct candidates){ .v = ARENA_ARRAY(
					a, ask->max, struct candidate) };
	if (json_text_read(a, arena_str(a, doc->text), json_text_is_lines(doc),
		&text, e) != 0)
		return err_in(e, "the JSON cannot be read");
	s.root = text.root;
	walk(&s);
	sort(&s);
	for (size_t i = 0; i < s.n && out->n < ask->max; i++)
		out->v[out->n++] = s.v[i];
	return 0;
}

/* What the script itself has where its place says. */
static bool
read_script(
    struct arena *a, const struct json_script *script, struct json_text *out)
{
	struct embedded_at at;
	struct err unread = ERR_INIT;

	if (embedded_parse(a, script->place, &at, &unread) != 0)
		return false;
	if (str_empty(at.variable))
		return json_text_read(a, script->text, false, out, &unread) ==
		       0;
	return json_text_variable(a, script->text, at.variable, out, &unread) >
	       0;
}

/* How many entries NODES are, or are lists of. */
static size_t
count_entries(const struct json_nodes *nodes)
{
	size_t n = 0;

	for (size_t i = 0; i < nodes->n; i++)
		n += nodes->v[i]->type == JTYPE_ARRAY ? nodes->v[i]->in.n : 1;
	return n;
}

/* Does the place of C give its list on PAGE, whole? Another element or another
 * value of the variable may come first. */
static bool
is_found_again(
    struct arena *a, const struct html_doc *page, const struct candidate *c)
{
	struct embedded_at at;
	struct json_text text;
	struct err unread = ERR_INIT;
	struct json_nodes entries = { .n = 0 };
	struct jsonpath_budget budget = { LIMIT_JSON_STEPS, 0 };
	struct jsonpath *path;

	return embedded_parse(a, c->embedded, &at, &unread) == 0 &&
	       json_find(a, page, &at, &text, &unread) == 0 &&
	       jsonpath_compile(a, c->item.v[0].path, &path, &unread) == 0 &&
	       jsonpath_select(
		   a, path, text.root, &budget, &entries, &unread) == 0 &&
	       count_entries(&entries) >= c->n;
}

void
json_detect_scripts(struct arena *a, const struct html_doc *page,
    const struct detect_ask *ask, struct candidates *out)
{
	struct search s = { .a = a, .ask = ask };
	size_t n, tries = LOOKED_FOR;
	const struct json_script *v = json_scripts(a, page, &n);

	for (size_t i = 0; i < n && i < SCRIPTS_MOST; i++) {
		struct json_text text;

		if (!read_script(a, &v[i], &text))
			continue;
		s.root = text.root;
		s.embedded = v[i].place;
		walk(&s);
	}
	sort(&s);
	/* As the rules will: what is found must be found again. */
	for (size_t i = 0; i < s.n && out->n < ask->max && tries > 0; i++) {
		tries--;
		if (is_found_again(a, page, &s.v[i]))
			out->v[out->n++] = s.v[i];
	}
}

bool
json_detect_is_sure(const struct candidate *c)
{
	return c->field[FIELD_LINK].n > 0 && c->field[FIELD_DATE].n > 0;
}
