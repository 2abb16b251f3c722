// SPDX-License-Identifier: ISC
// How a diagnostic is shown: to a person as a compiler does, to an editor as
// JSON.
#include <utf8proc.h>

#include "base/utf8.h"
#include "config/config.h"
#include "config/json.h"

#define SHOWN_BEFORE 60 /* columns of a long line shown before the caret */
#define SHOWN 140       /* and in all */

/* Characters that would move the cursor or the text around it. */
static bool
is_unsafe(uint32_t cp)
{
	return (cp < 0x20 && cp != '\t') || (cp >= 0x7F && cp < 0xA0) ||
	       cp == 0x061C || cp == 0x200E || cp == 0x200F ||
	       (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

static void
put_safe(struct buf *b, uint32_t cp)
{
	buf_addcp(b, is_unsafe(cp) ? UTF8_REPLACEMENT : cp);
}

static void
put_text(struct buf *b, struct str s)
{
	for (size_t at = 0; at < s.len;)
		put_safe(b, utf8_next(s, &at));
}

/* White space as wide as CP is on a terminal. */
static void
put_blank(struct buf *b, uint32_t cp)
{
	int width = is_unsafe(cp) ? 1 : utf8proc_charwidth((int32_t)cp);

	if (cp == '\t')
		buf_addc(b, '\t');
	else
		while (width-- > 0)
			buf_addc(b, ' ');
}

/* The line, or its part around column COL, and below it a caret. */
static void
put_line(struct buf *b, struct str line, int col, bool colour)
{
	size_t at = 0, from;
	int n = 1;

	while (col > SHOWN - 20 && n + SHOWN_BEFORE < col && at < line.len) {
		utf8_next(line, &at);
		n++;
	}
	from = at;
	buf_add(b, STR("    "));
	for (int shown = 0; shown < SHOWN && at < line.len; shown++)
		put_safe(b, utf8_next(line, &at));
	buf_add(b, STR("\n    "));
	for (at = from; n < col && at < line.len; n++)
		put_blank(b, utf8_next(line, &at));
	buf_add(b, colour ? STR("\033[1;32m^\033[0m\n") : STR("^\n"));
}

static void
put_place(struct buf *b, const struct place *p)
{
	if (p->file == NULL)
		return;
	put_text(b, str_c(p->file));
	if (p->line > 0)
		buf_addf(b, ":%d:%d", p->line, p->col);
	buf_add(b, STR(": "));
}

int
diagnostic_write(struct buf *b, const struct diagnostic *d, bool colour)
{
	bool error = d->level == DIAGNOSTIC_ERROR;

	if (colour)
		buf_add(b, STR("\033[1m"));
	put_place(b, &d->place);
	if (colour)
		buf_add(b, error ? STR("\033[31m") : STR("\033[35m"));
	buf_add(b, error ? STR("error: ") : STR("warning: "));
	if (colour)
		buf_add(b, STR("\033[0m"));
	put_text(b, d->message);
	buf_addc(b, '\n');
	if (d->place.line > 0 && !str_empty(d->line))
		put_line(b, d->line, d->place.col, colour);
	if (!str_empty(d->suggestion)) {
		buf_add(b, STR("  write: "));
		put_text(b, d->suggestion);
		buf_addc(b, '\n');
	}
	return b->over ? -1 : 0;
}

static void
json_one(struct buf *b, const struct diagnostic *d)
{
	buf_add(b, STR("{\"file\":"));
	json_quote(b, str_c(d->place.file));
	buf_addf(b, ",\"line\":%d,\"column\":%d,\"message\":", d->place.line,
	    d->place.col);
	json_quote(b, d->message);
	buf_add(b, STR(",\"suggestion\":"));
	if (str_empty(d->suggestion))
		buf_add(b, STR("null"));
	else
		json_quote(b, d->suggestion);
	buf_addc(b, '}');
}

static void
json_level(
    struct buf *b, const struct diagnostics *d, enum diagnostic_level level)
{
	const char *sep = "";

	for (size_t i = 0; i < d->n; i++) {
		if (d->v[i].level != level)
			continue;
		buf_add(b, str_c(sep));
		json_one(b, &d->v[i]);
		sep = ",";
	}
}

int
diagnostics_write_json(struct buf *b, const struct diagnostics *d)
{
	buf_add(b, STR("{\"errors\":["));
	json_level(b, d, DIAGNOSTIC_ERROR);
	buf_add(b, STR("],\"warnings\":["));
	json_level(b, d, DIAGNOSTIC_WARNING);
	buf_add(b, STR("]}\n"));
	return b->over ? -1 : 0;
}
