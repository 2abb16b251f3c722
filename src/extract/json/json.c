// SPDX-License-Identifier: ISC
#include "extract/json/json.h"

#include "base/utf8.h"
#include "extract/data.h"
#include "extract/json/document.h"
#include "extract/json/text.h"
#include "extract/json/value.h"
#include "extract/next.h"
#include "extract/ops.h"
#include "model/limits.h"
#include "web/jsonpath.h"

/* A rule ready to use. */
struct ready {
	const struct rule *rule;
	struct jsonpath *path; /* NULL: it has ops alone */
	struct ops ops;
};
struct ready_rules {
	struct ready *v;
	size_t n;
};

/* All that one document is read with. */
struct reader {
	struct arena *a;
	const struct source *src;
	struct jsonpath_budget budget;
	struct ready_rules item, field[FIELD_COUNT];
	size_t found[FIELD_COUNT];  /* items in which the field was found */
	size_t passed[FIELD_COUNT]; /* values that are no texts */
	struct raw_items *out;
	struct err *e;
};

bool
json_reads(const struct source *src)
{
	return src->rules->item.n > 0 &&
	       src->rules->item.v[0].lang == RULE_JSON;
}

static int
compile(struct reader *rd, const struct rule *r, struct ready *out)
{
	*out = (struct ready){ .rule = r };
	if (r->lang != RULE_JSON && !str_empty(r->path))
		return err_set(rd->e, ERR_CONFIG,
		    "rule \"%.*s\": JSON is read by paths that begin with $",
		    STR_ARG(r->text));
	if (!str_empty(r->path) &&
	    jsonpath_compile(rd->a, r->path, &out->path, rd->e) != 0)
		return err_in(rd->e, "rule \"%.*s\"", STR_ARG(r->text));
	return ops_compile(rd->a, r, &out->ops, rd->e);
}

static int
compile_all(
    struct reader *rd, const struct rules *rules, struct ready_rules *out)
{
	out->n = rules->n;
	out->v = ARENA_ARRAY(rd->a, rules->n, struct ready);
	for (size_t i = 0; i < rules->n; i++)
		if (compile(rd, &rules->v[i], &out->v[i]) != 0)
			return -1;
	return 0;
}

static int
compile_rules(struct reader *rd)
{
	if (compile_all(rd, &rd->src->rules->item, &rd->item) != 0)
		return -1;
	for (int f = 0; f < FIELD_COUNT; f++)
		if (compile_all(rd, &rd->src->rules->field[f], &rd->field[f]) !=
		    0)
			return -1;
	return 0;
}

/* What the rule R, meant for the field F, finds in the entry TOP. */
static int
read_rule(struct reader *rd, enum field f, const struct ready *r,
    const struct jnode *top, struct raw_field *out)
{
	struct json_nodes nodes = { NULL, 0 };
	size_t cap = 0;

	*out = (struct raw_field){ .rule = r->rule->text };
	if (r->path != NULL && jsonpath_select(rd->a, r->path, top, &rd->budget,
				   &nodes, rd->e) != 0)
		return -1;
	for (size_t i = 0; i < nodes.n; i++)
		rd->passed[f] +=
		    json_value(rd->a, f, r->rule, nodes.v[i], out, &cap);
	if (ops_run(rd->a, &r->ops, out, rd->e) != 0)
		return -1;
	json_value_markup(rd->a, f, r->rule, out);
	return 0;
}

/* The first of the fallbacks that yields. */
static int
read_field(struct reader *rd, enum field f, const struct jnode *top,
    struct raw_field *out)
{
	const struct ready_rules *rules = &rd->field[f];

	for (size_t i = 0; i < rules->n; i++) {
		if (read_rule(rd, f, &rules->v[i], top, out) != 0)
			return -1;
		if (out->n > 0) {
			rd->found[f]++;
			return 0;
		}
	}
	*out = (struct raw_field){ .n = 0 };
	return 0;
}

static int
read_item(struct reader *rd, const struct jnode *top, struct raw_item *item)
{
	for (int f = 0; f < FIELD_COUNT; f++)
		if (read_field(rd, (enum field)f, top, &item->field[f]) != 0)
			return -1;
	return 0;
}

/* The entries that a path found: itself, or what is in the lists it names. */
static void
spread(struct reader *rd, const struct jsonpath *p, struct json_nodes *found)
{
	size_t n = 0;
	const struct jnode **v;

	if (!jsonpath_names_a_list(p))
		return;
	for (size_t i = 0; i < found->n; i++)
		n += found->v[i]->type == JTYPE_ARRAY ? found->v[i]->in.n : 1;
	v = ARENA_ARRAY(rd->a, n, const struct jnode *);
	n = 0;
	for (size_t i = 0; i < found->n; i++) {
		const struct jnode *node = found->v[i];

		if (node->type != JTYPE_ARRAY) {
			v[n++] = node;
			continue;
		}
		for (size_t k = 0; k < node->in.n; k++)
			v[n++] = &node->in.v[k];
	}
	found->v = v;
	found->n = n;
}

/* The names at the top of ROOT, for somebody who has the path wrong. */
static struct str
names_of(struct arena *a, const struct jnode *root)
{
	struct str all = STR_NULL;

	if (root->type == JTYPE_ARRAY)
		return arena_printf(
		    a, "it is an array of %zu", json_size(root));
	if (root->type != JTYPE_OBJECT || root->in.n == 0)
		return STR("it has no members");
	for (size_t i = 0; i < root->in.n && i < 8; i++)
		all = arena_printf(a, "%.*s%s%.*s", STR_ARG(all),
		    i > 0 ? ", " : "it has ",
		    STR_ARG(utf8_head(root->in.v[i].name, 30)));
	return root->in.n > 8 ? arena_printf(a, "%.*s ...", STR_ARG(all)) : all;
}

/* The entries: of the first rule that finds any. */
static int
find_entries(
    struct reader *rd, const struct jnode *root, struct json_nodes *out)
{
	bool there = false;

	*out = (struct json_nodes){ NULL, 0 };
	for (size_t i = 0; i < rd->item.n && out->n == 0; i++) {
		const struct ready *r = &rd->item.v[i];

		if (jsonpath_select(
			rd->a, r->path, root, &rd->budget, out, rd->e) != 0)
			return -1;
		there = there || out->n > 0;
		spread(rd, r->path, out);
		if (out->n > 0)
			rd->out->item_rule = r->rule->text;
	}
	if (there)
		return 0;
	return err_set(rd->e, ERR_EXTRACT,
	    "nothing in the document matches item: %.*s; %.*s",
	    STR_ARG(rd->item.v[0].rule->text), STR_ARG(names_of(rd->a, root)));
}

/* Behind a warning that the rules of F find nothing. */
static const char *
name_objects(void *ctx, enum field f)
{
	const struct reader *rd = ctx;

	if (rd->passed[f] == 0)
		return "";
	return arena_printf(rd->a,
	    "; there are objects, not texts: name what is in them, as in "
	    "%.*s.name",
	    STR_ARG(rd->src->rules->field[f].v[0].path))
	    .p;
}

static int
read_entries(struct reader *rd, const struct jnode *root)
{
	struct raw_items *out = rd->out;
	struct json_nodes top;
	size_t n;

	if (find_entries(rd, root, &top) != 0)
		return -1;
	n = top.n < LIMIT_ITEMS ? top.n : LIMIT_ITEMS;
	out->v = ARENA_ARRAY(rd->a, n, struct raw_item);
	for (out->n = 0; out->n < n; out->n++) {
		out->v[out->n].position = out->n;
		if (read_item(rd, top.v[out->n], &out->v[out->n]) != 0)
			return -1;
	}
	data_warn_unfound(rd->a, rd->src, rd->found, name_objects, rd, out);
	if (top.n > n)
		data_note(rd->a,
		    arena_printf(rd->a,
			"the document has %zu items more than the first %d, "
			"which were left out; a slice such as [:100] or "
			"[-100:] chooses",
			top.n - n, LIMIT_ITEMS),
		    out);
	return 0;
}

/* What leads from the document to the next of its list: in these paths $ is the
 * whole of it. */
static int
read_next(struct reader *rd, const struct document *doc,
    const struct jnode *root, struct str *out)
{
	const struct pages *pages = rd->src->pages;
	struct raw_field found = { .n = 0 };
	struct ready_rules ready;

	if (compile_all(rd, next_rules(pages), &ready) != 0)
		return -1;
	for (size_t i = 0; i < ready.n && found.n == 0; i++)
		if (read_rule(
			rd, next_field(pages), &ready.v[i], root, &found) != 0)
			return -1;
	*out = next_found(rd->a, pages, &found, doc, rd->out->base);
	return 0;
}

static void
note_lines(struct reader *rd, const struct json_text *t)
{
	if (t->skipped > 0)
		data_note(rd->a,
		    arena_printf(rd->a,
			"lines that are no JSON were left out: %zu; the "
			"first: %.*s",
			t->skipped, STR_ARG(t->why)),
		    rd->out);
	if (t->cut)
		data_note(rd->a,
		    STR("the document ends within a line, which was left out"),
		    rd->out);
}

int
json_extract(struct arena *a, const struct source *src,
    const struct document *doc, struct raw_items *out, struct err *e)
{
	struct reader rd = { .a = a,
		.src = src,
		.budget = { LIMIT_JSON_STEPS, LIMIT_REGEX_STEPS },
		.out = out,
		.e = e };
	struct json_text text;

	*out = (struct raw_items){ .used = src,
		.data = true,
		.base = src->base.len > 0 ? src->base : doc->url,
		.language = doc->language,
		.title = STR_NULL,
		.next = STR_NULL };
	if (compile_rules(&rd) != 0 ||
	    json_document(a, src, doc, &text, out, e) != 0 ||
	    read_entries(&rd, text.root) != 0 ||
	    read_next(&rd, doc, text.root, &out->next) != 0)
		return -1;
	out->whole = text.lines;
	out->empty = out->n == 0;
	note_lines(&rd, &text);
	return 0;
}
