// SPDX-License-Identifier: ISC
#include "config/notes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/limits.h"

void
notes_init(struct notes *ns, struct arena *a)
{
	*ns = (struct notes){ .a = a, .ignored = STR_NULL };
}

static bool
same(const struct diagnostic *a, const struct diagnostic *b)
{
	return a->place.line == b->place.line && a->place.col == b->place.col &&
	       a->place.file == b->place.file && str_eq(a->message, b->message);
}

static struct note *
push(struct notes *ns, const struct text *t, struct diagnostic d)
{
	ns->v = arena_more(ns->a, ns->v, ns->n, &ns->cap, sizeof(*ns->v));
	ns->v[ns->n] = (struct note){ .d = d, .order = t->order, .seq = ns->n };
	return &ns->v[ns->n++];
}

/* Counts an error of T; false when the file has had its share. */
static bool
admit(struct notes *ns, struct text *t, enum diagnostic_level level)
{
	if (t->errors > LIMIT_DIAGNOSTICS)
		return false;
	if (level == DIAGNOSTIC_ERROR && t->errors++ == LIMIT_DIAGNOSTICS) {
		push(ns, t,
		    (struct diagnostic){ .level = DIAGNOSTIC_ERROR,
			.place = { .file = t->name, .line = 0 },
			.message =
			    STR("too many errors; the rest is not shown"),
			.suggestion = STR_NULL,
			.line = STR_NULL });
		return false;
	}
	return true;
}

struct str *
note_at(struct notes *ns, enum diagnostic_level level, struct text *t, int line,
    int col, const char *fmt, ...)
{
	struct diagnostic d = { .level = level,
		.place = { .file = t->name, .line = line, .col = col },
		.suggestion = STR_NULL,
		.line = text_row(t, line) };
	char msg[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	for (char *p = msg; *p != '\0'; p++)
		if (*p == '\n' || *p == '\r')
			*p = ' ';
	d.message = str_c(msg);
	for (size_t i = 0; i < ns->n; i++)
		if (same(&ns->v[i].d, &d))
			return &ns->ignored;
	if (!admit(ns, t, level))
		return &ns->ignored;
	d.message = arena_str(ns->a, d.message);
	return &push(ns, t, d)->d.suggestion;
}

bool
notes_failed(const struct notes *ns)
{
	for (size_t i = 0; i < ns->n; i++)
		if (ns->v[i].d.level == DIAGNOSTIC_ERROR)
			return true;
	return false;
}

/* A note without a line stands after those that have one. */
static int
by_place(const void *pa, const void *pb)
{
	const struct note *a = pa, *b = pb;
	const struct place *p = &a->d.place, *q = &b->d.place;

	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	if (p->line != q->line)
		return (unsigned)p->line - 1 < (unsigned)q->line - 1 ? -1 : 1;
	if (p->col != q->col)
		return p->col < q->col ? -1 : 1;
	return a->seq < b->seq ? -1 : 1;
}

void
notes_finish(struct notes *ns, struct diagnostics *out)
{
	bool failed = notes_failed(ns);

	*out = (struct diagnostics){ .n = 0 };
	if (ns->n == 0)
		return;
	qsort(ns->v, ns->n, sizeof(*ns->v), by_place);
	out->v = ARENA_ARRAY(ns->a, ns->n, struct diagnostic);
	for (size_t i = 0; i < ns->n; i++) {
		struct diagnostic d = ns->v[i].d;

		if (d.level == NOTE_ADVICE && failed)
			continue;
		if (d.level == NOTE_ADVICE)
			d.level = DIAGNOSTIC_WARNING;
		out->v[out->n++] = d;
		out->errors += d.level == DIAGNOSTIC_ERROR;
	}
}
