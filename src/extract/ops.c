// SPDX-License-Identifier: ISC
#include "extract/ops.h"

#include <utf8proc.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "model/limits.h"

int
ops_compile(
    struct arena *a, const struct rule *r, struct ops *out, struct err *e)
{
	out->rule = r;
	out->pattern = ARENA_ARRAY(a, r->nops, struct regex *);
	for (size_t i = 0; i < r->nops; i++) {
		if (!op_table[r->op[i].code].pattern)
			continue;
		if (regex_compile(a, r->op[i].arg[0], r->op[i].flags,
			LIMIT_REGEX_STEPS, &out->pattern[i], e) != 0)
			return err_in(e, "rule \"%.*s\"", STR_ARG(r->text));
	}
	return 0;
}

/* What one op does to one value: 1 it has a result, 0 it has none, -1 E. */
typedef int (*op_fn)(struct arena *a, const struct op *op,
    const struct regex *re, struct str in, struct str *out, struct err *e);

static int
op_after(struct arena *a, const struct op *op, const struct regex *re,
    struct str in, struct str *out, struct err *e)
{
	size_t at = str_find(in, op->arg[0]);

	(void)a, (void)re, (void)e;
	if (at == STR_NONE)
		return 0;
	*out = str_trim(str_from(in, at + op->arg[0].len));
	return 1;
}

static int
op_before(struct arena *a, const struct op *op, const struct regex *re,
    struct str in, struct str *out, struct err *e)
{
	size_t at = str_find(in, op->arg[0]);

	(void)a, (void)re, (void)e;
	if (at == STR_NONE)
		return 0;
	*out = str_trim(str_sub(in, 0, at));
	return 1;
}

static int
op_match(struct arena *a, const struct op *op, const struct regex *re,
    struct str in, struct str *out, struct err *e)
{
	struct regex_match m;
	int rc = regex_search(re, in, 0, &m, e);
	size_t g;

	(void)a, (void)op;
	if (rc <= 0)
		return rc;
	g = m.n > 1 && m.group[1].start != STR_NONE ? 1 : 0;
	*out = str_sub(in, m.group[g].start, m.group[g].end - m.group[g].start);
	return 1;
}

/* TO with $0 to $9 replaced by the groups of M; $$ is a dollar. */
static void
expand(struct buf *b, struct str to, struct str in, const struct regex_match *m)
{
	for (size_t i = 0; i < to.len; i++) {
		if (to.p[i] != '$' || i + 1 == to.len) {
			buf_addc(b, to.p[i]);
			continue;
		}
		i++;
		if (is_digit(to.p[i])) {
			size_t g = (size_t)(to.p[i] - '0');

			if (g < REGEX_GROUPS && m->group[g].start != STR_NONE)
				buf_add(b,
				    str_sub(in, m->group[g].start,
					m->group[g].end - m->group[g].start));
		} else {
			if (to.p[i] != '$')
				buf_addc(b, '$');
			buf_addc(b, to.p[i]);
		}
	}
}

static int
replace_all(struct buf *b, const struct op *op, const struct regex *re,
    struct str in, struct err *e)
{
	size_t at = 0, done = 0;

	while (at <= in.len) {
		struct regex_match m;
		int rc = regex_search(re, in, at, &m, e);

		if (rc < 0)
			return -1;
		if (rc == 0)
			break;
		buf_add(b, str_sub(in, done, m.group[0].start - done));
		expand(b, op->arg[1], in, &m);
		done = at = m.group[0].end;
		/* An empty match must not be found again at its own place. */
		if (m.group[0].start == m.group[0].end) {
			if (at == in.len)
				break;
			utf8_next(in, &at);
		}
	}
	buf_add(b, str_from(in, done));
	if (b->over)
		return err_set(e, ERR_LIMIT,
		    "replace made a text of more than %d bytes", LIMIT_TEXT);
	return 0;
}

static int
op_replace(struct arena *a, const struct op *op, const struct regex *re,
    struct str in, struct str *out, struct err *e)
{
	struct buf *b = buf_in(a, LIMIT_TEXT);
	int rc = replace_all(b, op, re, in, e);

	if (rc == 0)
		*out = arena_str(a, buf_str(b));
	buf_release(b);
	return rc == 0 ? 1 : -1;
}

static int
op_template(struct arena *a, const struct op *op, const struct regex *re,
    struct str in, struct str *out, struct err *e)
{
	struct str rest = op->arg[0], made = STR_NULL;
	size_t at;

	(void)re, (void)e;
	while ((at = str_find(rest, STR("{}"))) != STR_NONE) {
		made = arena_concat(
		    a, (struct str[]){ made, str_sub(rest, 0, at), in }, 3);
		rest = str_from(rest, at + 2);
	}
	*out = arena_concat(a, (struct str[]){ made, rest }, 2);
	return 1;
}

static int
op_trim(struct arena *a, const struct op *op, const struct regex *re,
    struct str in, struct str *out, struct err *e)
{
	size_t at;

	(void)a, (void)op, (void)re, (void)e;
	while (in.len > 0) {
		at = 0;
		if (!utf8_is_space(utf8_next(in, &at)))
			break;
		in = str_from(in, at);
	}
	while (in.len > 0) {
		at = in.len;
		if (!utf8_is_space(utf8_prev(in, &at)))
			break;
		in.len = at;
	}
	*out = in;
	return 1;
}

static struct str
map_case(struct arena *a, struct str in, bool upper)
{
	char *p = arena_alloc(a, 4 * in.len + 1);
	size_t n = 0;

	for (size_t at = 0; at < in.len;) {
		utf8proc_int32_t cp = (utf8proc_int32_t)utf8_next(in, &at);

		cp = upper ? utf8proc_toupper(cp) : utf8proc_tolower(cp);
		n += utf8_put((uint32_t)cp, p + n);
	}
	return (struct str){ p, n };
}

static int
op_lower(struct arena *a, const struct op *op, const struct regex *re,
    struct str in, struct str *out, struct err *e)
{
	(void)op, (void)re, (void)e;
	*out = map_case(a, in, false);
	return 1;
}

static int
op_upper(struct arena *a, const struct op *op, const struct regex *re,
    struct str in, struct str *out, struct err *e)
{
	(void)op, (void)re, (void)e;
	*out = map_case(a, in, true);
	return 1;
}

/* Ops on single values; those on all values at once have no row here. */
static const op_fn value_ops[OP_COUNT] = {
	[OP_AFTER] = op_after,
	[OP_BEFORE] = op_before,
	[OP_MATCH] = op_match,
	[OP_REPLACE] = op_replace,
	[OP_TEMPLATE] = op_template,
	[OP_TRIM] = op_trim,
	[OP_LOWER] = op_lower,
	[OP_UPPER] = op_upper,
};

static int
each_value(struct arena *a, const struct op *op, const struct regex *re,
    struct raw_field *f, struct err *e)
{
	size_t kept = 0;

	for (size_t i = 0; i < f->n; i++) {
		struct raw_value v = f->v[i];
		int rc = value_ops[op->code](a, op, re, v.value, &v.value, e);

		if (rc < 0)
			return -1;
		if (rc > 0)
			f->v[kept++] = v;
	}
	f->n = kept;
	return 0;
}

static void
join(struct arena *a, const struct op *op, struct raw_field *f)
{
	struct str sep = op->nargs > 0 ? op->arg[0] : STR(" ");

	for (size_t i = 1; i < f->n; i++) {
		struct raw_value *first = &f->v[0];

		first->value = arena_concat(
		    a, (struct str[]){ first->value, sep, f->v[i].value }, 3);
		first->raw = arena_concat(
		    a, (struct str[]){ first->raw, STR(" "), f->v[i].raw }, 3);
	}
	if (f->n > 1)
		f->n = 1;
}

static void
set_default(struct arena *a, const struct op *op, struct raw_field *f)
{
	if (f->n > 0 && f->v[0].value.len > 0)
		return;
	f->v = ARENA_NEW(a, struct raw_value);
	f->v[0] = (struct raw_value){ .raw = STR_NULL, .value = op->arg[0] };
	f->n = 1;
}

int
ops_run(
    struct arena *a, const struct ops *ops, struct raw_field *f, struct err *e)
{
	for (size_t i = 0; i < ops->rule->nops; i++) {
		const struct op *op = &ops->rule->op[i];

		switch (op->code) {
		case OP_JOIN:
			join(a, op, f);
			break;
		case OP_FIRST:
			f->n = f->n > 1 ? 1 : f->n;
			break;
		case OP_LAST:
			if (f->n > 1)
				f->v[0] = f->v[f->n - 1];
			f->n = f->n > 1 ? 1 : f->n;
			break;
		case OP_DEFAULT:
			set_default(a, op, f);
			break;
		case OP_DATE:
			f->format = op->arg[0];
			break;
		case OP_TEXT:
		case OP_HTML:
			break; /* said what to read; done by then */
		default:
			if (each_value(a, op, ops->pattern[i], f, e) != 0)
				return -1;
		}
	}
	return 0;
}
