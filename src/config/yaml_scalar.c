// SPDX-License-Identifier: ISC
#include "base/utf8.h"
#include "config/types.h"

/* Characters that a plain scalar may begin with whatever follows. */
static bool
is_safe_start(char c)
{
	return is_alpha(c) || is_digit(c) || c == '.' || c == '/' || c == '(' ||
	       c == '_' || c == '$' || (c & 0x80) != 0;
}

/* What stands in YAML (5.1, 5.2) only as an escape, or at the beginning of it,
 * or ends a line there. */
static bool
is_escaped(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 ||
	       cp == 0x2029 || cp == 0xFEFF || cp == 0xFFFE || cp == 0xFFFF;
}

static bool
is_plain(struct str s, bool flow)
{
	if (s.len == 0 || !is_safe_start(s.p[0]) || s.p[s.len - 1] == ' ' ||
	    s.p[s.len - 1] == ':' || str_eq(s, STR("null")))
		return false;
	for (size_t at = 0; at < s.len;) {
		uint32_t cp = utf8_next(s, &at);
		char next = at < s.len ? s.p[at] : ' ';

		if (is_escaped(cp))
			return false;
		if ((cp == ':' && next == ' ') || (cp == ' ' && next == '#'))
			return false;
		if (flow && cp < 0x80 && strchr(",[]{}:\"'#", (int)cp) != NULL)
			return false;
	}
	return true;
}

static void
double_quoted(struct buf *b, struct str s)
{
	buf_addc(b, '"');
	for (size_t at = 0; at < s.len;) {
		uint32_t cp = utf8_next(s, &at);

		if (cp == '"' || cp == '\\')
			buf_addf(b, "\\%c", (int)cp);
		else if (cp == '\n')
			buf_add(b, STR("\\n"));
		else if (is_escaped(cp))
			buf_addf(b, "\\u%04X", (unsigned)cp);
		else
			buf_addcp(b, cp);
	}
	buf_addc(b, '"');
}

static void
quoted(struct buf *b, struct str s)
{
	bool single =
	    str_chr(s, '"', 0) != STR_NONE || str_chr(s, '\\', 0) != STR_NONE;

	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == '\'' ||
		    (s.p[i] & 0x80) != 0)
			single = false;
	if (single)
		buf_addf(b, "'%.*s'", STR_ARG(s));
	else
		double_quoted(b, s);
}

static void
scalar(struct buf *b, struct str s, bool flow)
{
	if (is_plain(s, flow))
		buf_add(b, s);
	else
		quoted(b, s);
}

void
yaml_scalar(struct buf *b, struct str s, bool flow, bool rule)
{
	struct buf guarded;
	size_t at;

	if (rule || str_find(s, STR("${")) == STR_NONE) {
		scalar(b, s, flow);
		return;
	}
	buf_init(&guarded, 2 * s.len + 2);
	while ((at = str_find(s, STR("${"))) != STR_NONE) {
		buf_add(&guarded, str_sub(s, 0, at));
		buf_add(&guarded, STR("$${"));
		s = str_from(s, at + 2);
	}
	buf_add(&guarded, s);
	scalar(b, buf_str(&guarded), flow);
	buf_release(&guarded);
}
