// SPDX-License-Identifier: ISC
// Private to web/jsonpath_*.c: what a query is made of.
#ifndef WEB_JSONPATH_PRIV_H
#define WEB_JSONPATH_PRIV_H

#include <stdint.h>

#include "base/regex.h"
#include "web/jsonpath.h"

struct jp_test;

enum jp_pick { JP_NAME, JP_INDEX, JP_SLICE, JP_WILD, JP_FILTER };
struct jp_selector {
	enum jp_pick pick;
	struct str name;
	int64_t start, end, step; /* START also of an index */
	bool has_start, has_end;
	const struct jp_test *test;
};
struct jp_segment {
	bool descends; /* ".." */
	struct jp_selector *v;
	size_t n;
};
struct jsonpath {
	bool here;     /* begins with @ */
	bool singular; /* finds one value at most: 2.3.5.1 */
	struct jp_segment *v;
	size_t n;
};

/* RFC 9535 2.4.1: what a function takes and gives. */
enum jp_type { JP_TYPE_VALUE, JP_TYPE_LOGICAL, JP_TYPE_NODES };

enum jp_function {
	JP_LENGTH,
	JP_COUNT,
	JP_MATCH,
	JP_SEARCH,
	JP_VALUE,
	JP_FUNCTIONS
};
struct jp_function_info {
	const char *name;
	size_t nargs;
	enum jp_type gives;
	enum jp_type takes; /* each of them */
};
extern const struct jp_function_info jp_functions[JP_FUNCTIONS];

struct jp_call;
enum jp_operand_kind { JP_LITERAL, JP_QUERY, JP_CALL };
struct jp_operand {
	enum jp_operand_kind kind;
	size_t at; /* byte in the query */
	struct jnode literal;
	const struct jsonpath *query;
	const struct jp_call *call;
};
struct jp_call {
	enum jp_function fn;
	struct jp_operand arg[2];
	bool fixed;            /* the pattern is a literal ... */
	struct regex *pattern; /* ... compiled; NULL: no I-Regexp */
};

enum jp_comparison {
	JP_EQ,
	JP_NE,
	JP_LE,
	JP_GE,
	JP_LT,
	JP_GT,
	JP_NO_COMPARISON
};
enum jp_test_kind { JP_OR, JP_AND, JP_NOT, JP_HOLDS, JP_COMPARE };
struct jp_test {
	enum jp_test_kind kind;
	struct jp_test *v; /* of OR, AND; one of NOT */
	size_t n;
	enum jp_comparison by;
	struct jp_operand left, right; /* HOLDS: LEFT alone */
};

/* Where the parser stands. */
struct jp_scan {
	struct arena *a;
	struct str s;
	size_t at;
	unsigned depth;
	struct err *e;
};

/* jsonpath_scan.c */
int jp_fail(struct jp_scan *s, size_t at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* The same with what stands at AT: "..., not `x`". */
int jp_expected(struct jp_scan *s, size_t at, const char *what);
void jp_space(struct jp_scan *s);
int jp_peek(const struct jp_scan *s);
/* Move past the string TEXT if it is at hand. */
bool jp_take(struct jp_scan *s, const char *text);
bool jp_is_name_first(int c);
struct str jp_name(struct jp_scan *s);
int jp_string(struct jp_scan *s, struct str *out);
int jp_integer(struct jp_scan *s, int64_t *out);
int jp_number(struct jp_scan *s, struct str *out);
int jp_enter(struct jp_scan *s);

/* jsonpath_parse.c: the query at hand, $ or @. */
int jp_query(struct jp_scan *s, struct jsonpath **out);
/* jsonpath_filter.c: a logical expression. */
int jp_logical(struct jp_scan *s, struct jp_test *out);

/* What one search works with. */
struct jp_run {
	struct arena *a;
	const struct jnode *root;
	struct jsonpath_budget *budget;
	struct err *e;
};
/* jsonpath_select.c */
int jp_spend(struct jp_run *r, size_t steps);
int jp_find(struct jp_run *r, const struct jsonpath *p,
    const struct jnode *here, struct json_nodes *out);
/* The value that a singular query finds, or NULL. What it costs is taken; the
 * caller asks jp_spend() whether it was there. */
const struct jnode *jp_single(
    struct jp_run *r, const struct jsonpath *p, const struct jnode *here);
/* jsonpath_test.c: 1 when T holds for HERE, 0 when not, -1: the budget. */
int jp_holds(
    struct jp_run *r, const struct jp_test *t, const struct jnode *here);

#endif
