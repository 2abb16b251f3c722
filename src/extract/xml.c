// SPDX-License-Identifier: ISC
#include "extract/xml.h"

#include "extract/data.h"
#include "extract/ops.h"
#include "extract/xml_value.h"
#include "model/limits.h"
#include "web/mime.h"
#include "web/xpath.h"

/* A rule ready to use. */
struct ready {
	const struct rule *rule;
	struct xpath *xpath; /* NULL: the item itself */
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
	struct xdoc *tree;
	size_t steps;
	struct ready_rules item, field[FIELD_COUNT];
	size_t found[FIELD_COUNT]; /* items in which the field was found */
	struct err *e;
};

/* The byte behind the declaration, instruction or comment that S begins with;
 * STR_NONE: it does not end. */
static size_t
markup_end(struct str s)
{
	struct str end = STR(">");
	size_t at = 0, bracket;

	/* Not beyond: there may be many without one. */
	bracket = str_chr(str_sub(s, 0, str_chr(s, '>', 0)), '[', 0);
	if (str_starts(s, STR("<!--")))
		end = STR("-->");
	else if (str_starts(s, STR("<!")) && bracket != STR_NONE)
		at = str_chr(s, ']', bracket); /* of a DOCTYPE */
	if (at != STR_NONE && str_find(str_from(s, at), end) != STR_NONE)
		return at + str_find(str_from(s, at), end) + end.len;
	return STR_NONE;
}

static struct str
without_space(struct str s)
{
	size_t at = 0;

	while (at < s.len && is_html_space(s.p[at]))
		at++;
	return str_from(s, at);
}

size_t
xml_root_at(struct str text)
{
	struct str s = without_space(text);

	while (str_starts(s, STR("<?")) || str_starts(s, STR("<!"))) {
		size_t end = markup_end(s);

		if (end == STR_NONE)
			return text.len;
		s = without_space(str_from(s, end));
	}
	return str_starts(s, STR("<")) ? (size_t)(s.p - text.p) : text.len;
}

struct str
xml_root_name(struct str text)
{
	size_t from = xml_root_at(text) + 1, end;

	for (end = from; end < text.len && !is_html_space(text.p[end]) &&
			 text.p[end] != '>' && text.p[end] != '/';
	     end++)
		if (text.p[end] == ':')
			from = end + 1;
	return str_sub(text, from, end - from);
}

bool
xml_sniff(const struct document *doc)
{
	struct str name = xml_root_name(doc->text);

	if (str_empty(name) || str_ieq(name, STR("html")))
		return false;
	return str_starts(str_trim(doc->text), STR("<?xml")) ||
	       (mime_is_xml(doc->type) &&
		   !str_eq(doc->type, STR("application/xhtml+xml")));
}

static int
compile(struct reader *rd, const struct rule *r, struct ready *out)
{
	out->rule = r;
	if (r->lang == RULE_XPATH) {
		if (xpath_compile(rd->a, r->path, &out->xpath, rd->e) != 0)
			return err_in(rd->e, "rule \"%.*s\"", STR_ARG(r->text));
	} else if (!str_empty(r->path) && !str_eq(r->path, STR("."))) {
		return err_set(rd->e, ERR_EXTRACT,
		    "rule \"%.*s\": the document is XML, which XPath reads, as "
		    "in ./title",
		    STR_ARG(r->text));
	}
	return ops_compile(rd->a, r, &out->ops, rd->e);
}

static int
compile_all(
    struct reader *rd, const struct rules *rules, struct ready_rules *out)
{
	out->v = ARENA_ARRAY(rd->a, rules->n, struct ready);
	for (out->n = 0; out->n < rules->n; out->n++)
		if (compile(rd, &rules->v[out->n], &out->v[out->n]) != 0)
			return -1;
	return 0;
}

/* The rule for a field that has none: children of its names. */
static int
default_rule(struct reader *rd, enum field f, struct rules *out)
{
	const char *const *name = data_names(f);
	struct str test = STR_NULL;

	for (size_t i = 0; name[i] != NULL; i++)
		test = arena_printf(rd->a, "%.*s%slocal-name()='%s'",
		    STR_ARG(test), i > 0 ? " or " : "", name[i]);
	out->v = ARENA_NEW(rd->a, struct rule);
	out->n = 1;
	if (rule_parse(rd->a, arena_printf(rd->a, "./*[%.*s]", STR_ARG(test)),
		out->v, rd->e) != 0)
		return -1;
	out->v->text = str_c(name[0]);
	return 0;
}

static int
compile_fields(struct reader *rd)
{
	for (int f = 0; f < FIELD_COUNT; f++) {
		struct rules rules = rd->src->rules->field[f];

		if (rules.n == 0 &&
		    default_rule(rd, (enum field)f, &rules) != 0)
			return -1;
		if (compile_all(rd, &rules, &rd->field[f]) != 0)
			return -1;
	}
	return 0;
}

static int
find(struct reader *rd, const struct ready *r, const struct xnode *scope,
    size_t max, struct xpath_values *out)
{
	if (r->xpath != NULL)
		return xpath_eval(rd->a, r->xpath, rd->tree, scope, max,
		    &rd->steps, out, rd->e);
	out->v = ARENA_NEW(rd->a, struct xpath_value);
	out->v[0].node = xnode_self(scope);
	out->n = 1;
	return 0;
}

/* The first of the fallbacks that yields. */
static int
read_field(struct reader *rd, enum field f, const struct xnode *top,
    struct raw_field *out)
{
	for (size_t i = 0; i < rd->field[f].n; i++) {
		const struct ready *r = &rd->field[f].v[i];
		struct xpath_values found;
		size_t cap = 0;

		*out = (struct raw_field){ .rule = r->rule->text };
		if (find(rd, r, top, LIMIT_VALUES, &found) != 0)
			return -1;
		for (size_t k = 0; k < found.n; k++)
			xml_value(rd->a, f, r->rule, &found.v[k], out, &cap);
		if (ops_run(rd->a, &r->ops, out, rd->e) != 0)
			return -1;
		if (out->n > 0)
			return 0;
	}
	*out = (struct raw_field){ .n = 0 };
	return 0;
}

/* The items: elements that the first rule finds which finds any. */
static int
find_items(struct reader *rd, struct xpath_values *out, struct str *rule)
{
	out->n = 0;
	for (size_t i = 0; i < rd->item.n && out->n == 0; i++) {
		struct xpath_values found;

		*rule = rd->item.v[i].rule->text;
		if (find(rd, &rd->item.v[i], xdoc_root(rd->tree),
			LIMIT_ITEMS + 1, &found) != 0)
			return -1;
		out->v = found.v;
		for (size_t k = 0; k < found.n; k++)
			if (found.v[k].node != NULL &&
			    xnode_type(found.v[k].node) == XNODE_ELEMENT)
				out->v[out->n++] = found.v[k];
	}
	if (out->n > LIMIT_ITEMS)
		return err_set(rd->e, ERR_LIMIT,
		    "more than %d items in one document; is `item` too wide?",
		    LIMIT_ITEMS);
	return 0;
}

/* Why nothing was found, when that can be told. */
static int
tell_missing(struct reader *rd, struct str rule)
{
	struct str space = xdoc_default_space(rd->tree);

	if (str_empty(space) || str_find(rule, STR("_:")) != STR_NONE)
		return 0;
	return err_set(rd->e, ERR_EXTRACT,
	    "nothing matches item: %.*s; names of this document are in a "
	    "namespace and are written with _:, as in //_:entry",
	    STR_ARG(rule));
}

static int
read_items(struct reader *rd, struct raw_items *out)
{
	struct xpath_values top;

	if (find_items(rd, &top, &out->item_rule) != 0)
		return -1;
	if (top.n == 0)
		return tell_missing(rd, out->item_rule);
	out->v = ARENA_ARRAY(rd->a, top.n, struct raw_item);
	for (size_t i = 0; i < top.n; i++) {
		struct raw_item *item = &out->v[out->n++];

		item->position = i;
		for (int f = 0; f < FIELD_COUNT; f++) {
			if (read_field(rd, (enum field)f, top.v[i].node,
				&item->field[f]) != 0)
				return -1;
			rd->found[f] += item->field[f].n > 0;
		}
	}
	data_warn_unfound(rd->a, rd->src, rd->found, NULL, NULL, out);
	return 0;
}

int
xml_raw(struct arena *a, const struct source *src, const struct document *doc,
    struct raw_items *out, struct err *e)
{
	static const struct xdoc_limits limits = {
		.nodes = LIMIT_XPATH_NODES,
		.attributes = LIMIT_ATTRIBUTES,
		.prefixes = LIMIT_XML_PREFIXES,
	};
	struct reader rd = {
		.a = a, .src = src, .steps = LIMIT_XPATH_STEPS, .e = e
	};
	struct str repaired;

	*out = (struct raw_items){ .used = src,
		.data = true,
		.base = src->base.len > 0 ? src->base : doc->url,
		.language = doc->language };
	if (compile_all(&rd, &src->rules->item, &rd.item) != 0 ||
	    compile_fields(&rd) != 0 ||
	    xdoc_parse(a, doc->text, &limits, &rd.tree, &repaired, e) != 0)
		return -1;
	if (!str_empty(repaired))
		data_warn(a,
		    arena_printf(a,
			"the XML is not well-formed and was repaired: %.*s",
			STR_ARG(repaired)),
		    out);
	return read_items(&rd, out);
}
