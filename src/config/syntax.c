// SPDX-License-Identifier: ISC
#include "config/syntax.h"

#include "config/traps.h"

/*
 * What libyaml 0.2.5 says (scanner.c, parser.c, reader.c) and what it means to
 * one who has never read the YAML specification. Order matters: the first row
 * whose words are found is taken. IN_CONTEXT: where the context began is the
 * better place to point at.
 */
static const struct {
	const char *problem;
	const char *context; /* or NULL: any */
	bool in_context;
	const char *message;
} meaning[] = {
	{ "control characters are not allowed", NULL, false,
	    "a control character; YAML allows none but tab and line ends" },
	{ "UTF-8", NULL, false,
	    "these bytes are no UTF-8; save the file in the encoding UTF-8" },
	{ "invalid Unicode character", NULL, false,
	    "these bytes are no UTF-8; save the file in the encoding UTF-8" },
	{ "found unexpected end of stream", "quoted scalar", true,
	    "this quote is never closed" },
	{ "found unexpected document indicator", "quoted scalar", true,
	    "this quote is never closed" },
	{ "found unknown escape character", NULL, false,
	    "this is no escape in double quotes; in single quotes a backslash "
	    "is just a backslash" },
	{ "hexdecimal", NULL, false,
	    "after \\x stand 2, after \\u 4, after \\U 8 hexadecimal digits" },
	{ "invalid Unicode character escape", NULL, false,
	    "this escape names no character" },
	{ "mapping values are not allowed", NULL, false,
	    "a second `: ` on this line, or a line above that is indented "
	    "wrongly; a value that holds `: ` must be in quotes" },
	{ "block sequence entries are not allowed", NULL, false,
	    "no list entry can stand here; its `- ` begins a line below the "
	    "key" },
	{ "mapping keys are not allowed", NULL, false,
	    "a `? ` can begin no value; it must be in quotes" },
	{ "could not find expected ':'", NULL, true,
	    "a key without `: ` after it, or the end of the text above at a "
	    "wrong indentation" },
	{ "did not find expected ',' or ']'", NULL, true,
	    "this list is not closed with `]`, or a comma is missing in it" },
	{ "did not find expected ',' or '}'", NULL, true,
	    "this mapping is not closed with `}`, or a comma is missing in it" },
	{ "did not find expected '-' indicator", NULL, false,
	    "this line is indented like a list entry but does not begin with "
	    "`- `" },
	{ "did not find expected key", NULL, false,
	    "no `key: value` is found here; look at the indentation and at "
	    "the quotes of the line above" },
	{ "did not find expected <document start>", NULL, false,
	    "this line does not belong to what stands above it; look at its "
	    "indentation" },
	{ "did not find expected node content", NULL, false,
	    "a value is wanted here" },
	{ "did not find expected comment or line break", NULL, true,
	    "after `>` or `|` the text begins on the next line; a value that "
	    "begins with one of them must be in quotes" },
	{ "found a tab character", NULL, false,
	    "a tab where YAML wants spaces" },
	{ "found character that cannot start any token", NULL, false,
	    "no value can begin with this character; put it in quotes" },
	{ "did not find expected alphabetic or numeric character", NULL, true,
	    "to YAML `*` and `&` name an alias and an anchor; a value that "
	    "begins with one of them must be in quotes" },
	{ "tag", NULL, true,
	    "to YAML `!` begins a tag; a value that begins with it must be in "
	    "quotes" },
	{ "YAML document", NULL, false, "only YAML 1.1 and 1.2 are read" },
	{ "directive", NULL, false,
	    "to YAML a line that begins with % is a directive; it has no use "
	    "here" },
};

static bool
has(const char *s, const char *part)
{
	return s != NULL && strstr(s, part) != NULL;
}

static void
tell(struct notes *ns, struct text *t, int line, const struct trap *trap)
{
	struct str s = text_row(t, line);
	int at_line, col;

	text_locate(t, (size_t)(s.p - t->bytes.p) + trap->at, &at_line, &col);
	*note_at(ns, DIAGNOSTIC_ERROR, t, line, col, "%s", trap->message) =
	    trap->suggestion;
}

bool
syntax_trap(struct notes *ns, struct text *t, int line)
{
	struct trap trap;

	if (!trap_in_line(ns->a, text_row(t, line), &trap))
		return false;
	tell(ns, t, line, &trap);
	return true;
}

/* The mapping in braces that S is about ends too early, from its first line to
 * the one that libyaml came to. */
static bool
tell_braces(struct notes *ns, struct text *t, const struct syntax *s)
{
	struct trap trap;
	int line = s->context_line > 0 ? s->context_line : s->line;

	if (!has(s->context, "flow mapping") && !has(s->problem, "quote") &&
	    !has(s->context, "quoted scalar"))
		return false;
	for (; line <= s->line; line++)
		if (trap_braces(ns->a, text_row(t, line), &trap)) {
			tell(ns, t, line, &trap);
			return true;
		}
	return false;
}

void
syntax_rest(struct notes *ns, struct text *t, int told)
{
	struct trap_scan scan = { .text = t->bytes };
	struct trap trap;

	for (size_t i = 1; i <= t->nlines; i++)
		if (trap_scan(ns->a, text_row(t, (int)i), &scan, &trap) &&
		    (int)i != told)
			tell(ns, t, (int)i, &trap);
}

/* The last line above LINE that is not blank, or 0. */
static int
line_above(const struct text *t, int line)
{
	do
		line--;
	while (line > 0 && str_empty(str_trim(text_row(t, line))));
	return line;
}

/* A key that does not stand below that of the line above: the most common
 * mistake, for which libyaml has other words. */
static bool
tell_indentation(struct notes *ns, struct text *t, const struct syntax *s)
{
	bool deeper = has(s->problem, "mapping values are not allowed");
	int above_line = line_above(t, s->line);
	struct str line = text_row(t, s->line);
	size_t at, above_at;
	struct str key = trap_key(line, &at);
	struct str above = trap_key(text_row(t, above_line), &above_at);

	if (str_empty(key) || str_empty(above))
		return false;
	/* Deeper: it is about the colon of this key, not of the value. */
	if (deeper
		? above_at >= at || text_offset(t, s->line, s->col) !=
					(size_t)(key.p + key.len - t->bytes.p)
		: above_at <= at || !has(s->problem, "'-' indicator"))
		return false;
	note_at(ns, DIAGNOSTIC_ERROR, t, s->line, (int)at + 1,
	    "indented %s than `%.*s` above; keys that belong together begin "
	    "in the same column",
	    deeper ? "deeper" : "less", STR_ARG(shown(above)));
	return true;
}

/* What libyaml's words mean, at the place it gives. */
static void
tell_meaning(struct notes *ns, struct text *t, const struct syntax *s)
{
	for (size_t i = 0; i < sizeof(meaning) / sizeof(meaning[0]); i++) {
		bool in_context = meaning[i].in_context && s->context_line > 0;

		if (!has(s->problem, meaning[i].problem) ||
		    (meaning[i].context != NULL &&
			!has(s->context, meaning[i].context)))
			continue;
		note_at(ns, DIAGNOSTIC_ERROR, t,
		    in_context ? s->context_line : s->line,
		    in_context ? s->context_col : s->col, "%s",
		    meaning[i].message);
		return;
	}
	note_at(ns, DIAGNOSTIC_ERROR, t, s->line, s->col, "this is no YAML: %s",
	    s->problem);
}

void
syntax_report(struct notes *ns, struct text *t, const struct syntax *s)
{
	bool reader = has(s->problem, "UTF-8") ||
		      has(s->problem, "control characters") ||
		      has(s->problem, "Unicode character");

	if (reader || !(syntax_trap(ns, t, s->line) ||
			  syntax_trap(ns, t, s->context_line) ||
			  syntax_trap(ns, t, line_above(t, s->line)) ||
			  tell_braces(ns, t, s) || tell_indentation(ns, t, s)))
		tell_meaning(ns, t, s);
	if (!reader)
		syntax_rest(ns, t, 0);
}
