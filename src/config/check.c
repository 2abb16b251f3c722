// SPDX-License-Identifier: ISC
#include "config/check.h"

#include "base/regex.h"
#include "base/suggest.h"
#include "model/column.h"
#include "model/limits.h"
#include "web/jsonpath.h"
#include "web/select.h"
#include "web/xpath.h"

int
check_selector(
    struct reader *r, const struct node *n, struct str selector, size_t at)
{
	struct err e = ERR_INIT;
	struct selector *s;
	int rc;

	if (selector.len > LIMIT_SELECTOR) {
		node_error(r->notes, n, at, "a selector of more than %d bytes",
		    LIMIT_SELECTOR);
		return -1;
	}
	rc = select_compile(r->scratch, selector, &s, &e);
	if (rc != 0)
		node_error(r->notes, n,
		    at + (e.col > 0 ? (size_t)e.col - 1 : 0),
		    "in the selector: %s", e.msg);
	arena_reset(r->scratch);
	return rc;
}

int
check_json_path(
    struct reader *r, const struct node *n, struct str path, size_t at)
{
	struct err e = ERR_INIT;
	struct jsonpath *p;
	int rc;

	if (path.len > LIMIT_SELECTOR) {
		node_error(r->notes, n, at, "a path of more than %d bytes",
		    LIMIT_SELECTOR);
		return -1;
	}
	rc = jsonpath_compile(r->scratch, path, &p, &e);
	if (rc != 0)
		node_error(r->notes, n,
		    at + (e.col > 0 ? (size_t)e.col - 1 : 0),
		    "in the JSON path: %s", e.msg);
	arena_reset(r->scratch);
	return rc;
}

/* Where PART, a slice of the value of N or a copy, stands in it. */
static size_t
offset_in(const struct node *n, struct str part)
{
	const char *from = n->value.p, *to = from + n->value.len;

	return part.p >= from && part.p <= to ? (size_t)(part.p - from) : 0;
}

/* AT is where PATH, an expression, stands in N. */
static int
check_xpath(struct reader *r, const struct node *n, struct str path, size_t at)
{
	struct err e = ERR_INIT;
	struct xpath *x;
	int rc;

	if (path.len > LIMIT_SELECTOR) {
		node_error(r->notes, n, at,
		    "an expression of more than %d bytes", LIMIT_SELECTOR);
		return -1;
	}
	rc = xpath_compile(r->scratch, path, &x, &e);
	if (rc != 0)
		node_error(r->notes, n,
		    at + (e.col > 0 ? (size_t)e.col - 1 : 0),
		    "in the XPath: %s", e.msg);
	arena_reset(r->scratch);
	return rc;
}

/* The byte of RAW, a pattern as written, at which its character N starts; a
 * backslash before a slash is no part of the pattern. */
static size_t
character(struct str raw, int n)
{
	size_t at = 0;

	while (at < raw.len) {
		if (str_starts(str_from(raw, at), STR("\\/")))
			at++;
		if (--n < 1)
			break;
		utf8_next(raw, &at);
	}
	return at;
}

int
check_pattern(struct reader *r, const struct node *n, struct str pattern,
    struct str flags, size_t at)
{
	struct err e = ERR_INIT;
	struct regex *re;
	int rc;

	if (pattern.len > LIMIT_REGEX_PATTERN) {
		node_error(r->notes, n, at, "a pattern of more than %d bytes",
		    LIMIT_REGEX_PATTERN);
		return -1;
	}
	rc = regex_compile(
	    r->scratch, pattern, flags, LIMIT_REGEX_STEPS, &re, &e);
	if (rc != 0)
		node_error(r->notes, n,
		    at + character(str_from(n->value, at), e.col), "%s", e.msg);
	arena_reset(r->scratch);
	return rc;
}

/* A field's rule that begins so finds one thing of the page for each item:
 * what was meant is `.//` nearly always, and who means it writes /html//. */
static void
warn_whole_page(struct reader *r, const struct node *n, struct str path)
{
	bool group = str_starts(path, STR("(//"));

	if (!group && !str_starts(path, STR("//")))
		return;
	*note_at(r->notes, DIAGNOSTIC_WARNING, n->text, n->line,
	    node_column(n, offset_in(n, path)),
	    "`//` looks in the whole page, for each item the same; `.//` looks "
	    "in the item") = arena_concat(r->a,
	    (struct str[]){ group ? STR("(.") : STR("."),
		str_from(n->value, offset_in(n, path) + group) },
	    2);
}

/* The same of a rule that begins with "=". */
static int
check_column(struct reader *r, const struct node *n, bool item, struct str path,
    size_t at)
{
	struct err e = ERR_INIT;
	struct table_rule table = { .kind = TABLE_CSV };
	struct column_rule column;
	int rc;

	rc = item ? table_rule_parse(r->a, path, &table, &e)
		  : column_rule_parse(r->a, path, &column, &e);
	if (rc != 0) {
		node_error(r->notes, n,
		    at + (e.col > 0 ? (size_t)e.col - 1 : 0), "%s", e.msg);
		return -1;
	}
	return table.kind != TABLE_PATTERN
		   ? 0
		   : check_pattern(r, n, table.pattern, table.flags,
			 at + table.pattern_at);
}

/* What the path of a rule says, in its language. */
static int
check_path(
    struct reader *r, const struct node *n, bool item, const struct rule *rule)
{
	size_t at = offset_in(n, rule->path);

	switch (rule->lang) {
	case RULE_XPATH:
		if (check_xpath(r, n, rule->path, at) != 0)
			return -1;
		if (!item)
			warn_whole_page(r, n, rule->path);
		return 0;
	case RULE_COLUMN:
		return check_column(r, n, item, rule->path, at);
	case RULE_JSON:
		return check_json_path(r, n, rule->path, at);
	case RULE_CSS:
		break;
	}
	/* `.` is the item itself, in the language of rules. */
	if (str_empty(rule->path) || str_eq(rule->path, STR(".")))
		return 0;
	return check_selector(r, n, rule->path, at);
}

static int
check_ops(struct reader *r, const struct node *n, const struct rule *rule)
{
	int rc = 0;

	for (size_t i = 0; i < rule->nops; i++) {
		const struct op *op = &rule->op[i];
		size_t slash = str_chr(n->value, '/', op->at);

		if (op_table[op->code].pattern &&
		    check_pattern(r, n, op->arg[0], op->flags, slash + 1) != 0)
			rc = -1;
	}
	return rc;
}

static int
check_item(struct reader *r, const struct node *n, const struct rule *rule)
{
	struct selector *s;
	struct err e;
	int at = 0;

	/* What does not compile is told by check_selector. */
	if (rule->lang == RULE_CSS &&
	    select_compile(r->scratch, rule->path, &s, &e) == 0)
		at = select_relative(s);
	arena_reset(r->scratch);
	if (at > 0) {
		node_error(r->notes, n,
		    offset_in(n, rule->path) + (size_t)at - 1,
		    "`item` finds the entries on the whole page; there is "
		    "nothing before it that `>`, `+` or `~` could stand for");
		return -1;
	}
	if (rule->nops == 0 && str_empty(rule->attr) && !str_empty(rule->path))
		return 0;
	node_error(r->notes, n,
	    rule->nops > 0           ? rule->op[0].at
	    : !str_empty(rule->attr) ? offset_in(n, rule->attr) - 1
				     : 0,
	    "`item` takes a selector or a path alone: it finds the entries, and the "
	    "other rules look into them");
	return -1;
}

/* A misspelt name of an op, which stands at the start of REST. */
static struct str
op_meant(struct str rest)
{
	struct suggest near;
	size_t len = 0;

	while (len < rest.len && is_alpha(rest.p[len]))
		len++;
	suggest_init(&near, str_sub(rest, 0, len));
	for (size_t i = 0; i < OP_COUNT; i++)
		suggest_offer(&near, op_table[i].name);
	return near.best != NULL && near.distance > 0 ? str_c(near.best)
						      : STR_NULL;
}

/* What should stand in place of the rule S, or of the word at byte AT of it
 * that could not be read. */
static struct str
rule_meant(struct arena *a, struct str s, size_t at)
{
	struct str rest = str_from(s, at), part[3];
	size_t quote;

	if (str_starts(rest, STR("|"))) {
		part[0] = str_trim(str_sub(s, 0, at));
		part[1] = STR(" | ");
		part[2] = str_trim(str_from(rest, 1));
		return arena_concat(a, part, 3);
	}
	if (!str_starts(rest, STR("'")))
		return op_meant(rest);
	quote = str_chr(rest, '\'', 1);
	part[0] = part[2] = STR("\"");
	part[1] = str_sub(rest, 1, quote - 1);
	if (quote == STR_NONE || str_chr(part[1], '"', 0) != STR_NONE ||
	    str_chr(part[1], '\\', 0) != STR_NONE)
		return STR_NULL;
	return arena_concat(a, part, 3);
}

int
check_rule(struct reader *r, const struct node *n, bool item, struct rule *out)
{
	struct err e = ERR_INIT;

	if (rule_parse(r->a, n->value, out, &e) != 0) {
		size_t at = e.col > 0 ? (size_t)e.col - 1 : 0;

		*node_error(r->notes, n, at, "%s", e.msg) =
		    rule_meant(r->a, n->value, at);
		return -1;
	}
	if ((item && check_item(r, n, out) != 0) ||
	    check_path(r, n, item, out) != 0)
		return -1;
	return check_ops(r, n, out);
}
