// SPDX-License-Identifier: ISC
#include "decode/bare_text.h"

static bool
at_name(struct str bytes, size_t at, struct str name)
{
	return str_istarts(str_from(bytes, at), name);
}

/* The index after the next WHAT, any case, at or after AT; or the end. */
static size_t
after_next(struct str bytes, struct str what, size_t at)
{
	while (at < bytes.len && !at_name(bytes, at, what)) {
		at = str_chr(bytes, what.p[0], at + 1);
		if (at == STR_NONE)
			return bytes.len;
	}
	return at + what.len < bytes.len ? at + what.len : bytes.len;
}

/*
 * The index after the markup that begins at the "<" at AT, or AT when that is
 * text. No encoding has "<" or ">" for the second byte of a character.
 */
static size_t
after_markup(struct str bytes, size_t at)
{
	int next = at + 1 < bytes.len ? bytes.p[at + 1] : ' ';

	if (at_name(bytes, at, STR("<!--")))
		return after_next(bytes, STR("-->"), at);
	if (at_name(bytes, at, STR("<script")))
		return after_next(bytes, STR("</script"), at);
	if (at_name(bytes, at, STR("<style")))
		return after_next(bytes, STR("</style"), at);
	if (!is_alpha(next) && next != '/' && next != '!' && next != '?')
		return at;
	return after_next(bytes, STR(">"), at);
}

static size_t
first_wide(struct str s)
{
	size_t i = 0;

	while (i < s.len && (unsigned char)s.p[i] < 0x80)
		i++;
	return i;
}

struct str
bare_text(struct arena *a, struct str bytes, size_t limit)
{
	size_t most = bytes.len + 1 < limit ? bytes.len + 1 : limit;
	char *out = arena_alloc(a, most);
	size_t n = 0, at = 0;

	while (at < bytes.len && n < most) {
		size_t end = str_chr(bytes, '<', at), next;
		struct str piece;

		while (
		    end != STR_NONE && (next = after_markup(bytes, end)) == end)
			end = str_chr(bytes, '<', end + 1);
		if (end == STR_NONE)
			end = next = bytes.len;
		piece = str_sub(bytes, at, end - at);
		at = next;
		if (first_wide(piece) == piece.len)
			continue;
		piece = str_sub(piece, 0, most - n);
		memcpy(out + n, piece.p, piece.len);
		n += piece.len;
		if (n < most)
			out[n++] = '\n';
	}
	if (n == 0)
		return str_sub(bytes, first_wide(bytes), limit);
	return str_n(out, n);
}
