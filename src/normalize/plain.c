// SPDX-License-Identifier: ISC
#include "normalize/plain.h"

#include "base/utf8.h"

/* Han characters of the first block (URO) as Unicode 5.2 has it. */
static bool
is_han(uint32_t cp)
{
	return cp >= 0x4E00 && cp <= 0x9FCB;
}

static bool
is_hangul(uint32_t cp)
{
	return cp >= 0xAC00 && cp <= 0xD7A3;
}

static bool
is_kana(uint32_t cp)
{
	return (cp >= 0x3041 && cp <= 0x3096) || (cp >= 0x30A1 && cp <= 0x30FA);
}

/*
 * True for what stays as it is: no white space, mark, joiner or control, of no
 * direction from right to left, with NFC_Quick_Check=Yes (UAX #15), and no
 * second half of anything that NFC composes.
 */
static bool
is_plain(uint32_t cp)
{
	return (cp >= 0x21 && cp <= 0x7E) || is_han(cp) ||
	       (cp >= 0xFF01 && cp <= 0xFF5E) ||
	       (cp >= 0x3001 && cp <= 0x3029) || is_kana(cp) ||
	       (cp >= 0x2010 && cp <= 0x2027) || is_hangul(cp) ||
	       (cp >= 0xA1 && cp <= 0x17F && cp != 0xAD) ||
	       (cp >= 0x400 && cp <= 0x482);
}

/* True when all white space of S stays as it is; there is none at its ends. */
static bool
is_single_spaced(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_html_space(s.p[i]) &&
		    (s.p[i] != ' ' || s.p[i + 1] == ' '))
			return false;
	return true;
}

/* True when S is plain characters and the white space of HTML. */
static bool
is_all_plain(struct str s)
{
	size_t at = 0;

	while (at < s.len) {
		uint32_t cp = utf8_next(s, &at);

		if (!is_plain(cp) && !is_html_space((int)cp))
			return false;
	}
	return true;
}

/* The white space of S at AT, in CP how it stays: ' ', or 0 for a line break
 * between characters that need none. Returns where it ends. */
static size_t
read_space(struct str s, size_t at, char *space)
{
	size_t prev = at, next = at;
	uint32_t last = utf8_prev(s, &prev);
	bool wrap = false;

	while (is_html_space(s.p[next])) {
		wrap = wrap || (s.p[next] != ' ' && s.p[next] != '\t');
		next++;
	}
	at = next;
	*space =
	    wrap && utf8_is_seamless(last, utf8_next(s, &next)) ? '\0' : ' ';
	return at;
}

/* S with its white space drawn together; none is at its ends. */
static struct str
draw_together(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.len), space;
	size_t n = 0, at = 0;

	while (at < s.len) {
		if (!is_html_space(s.p[at])) {
			p[n++] = s.p[at++];
			continue;
		}
		at = read_space(s, at, &space);
		if (space != '\0')
			p[n++] = space;
	}
	return str_n(p, n);
}

bool
plain_line(struct arena *a, struct str s, struct str *out)
{
	s = str_trim(s);
	if (!is_all_plain(s))
		return false;
	*out = is_single_spaced(s) ? s : draw_together(a, s);
	return true;
}

uint32_t
plain_fold(uint32_t cp, bool *word)
{
	/* Full-width forms of ASCII. */
	if (cp >= 0xFF01 && cp <= 0xFF5E)
		cp -= 0xFF01 - '!';
	if (cp < 0x80) {
		if ((cp < ' ' && !is_html_space((int)cp)) || cp == 0x7F)
			return 0;
		*word = is_alpha((int)cp) || is_digit((int)cp);
		return cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
	}
	*word = is_han(cp) || is_kana(cp) || is_hangul(cp);
	if (*word || (cp >= 0x3001 && cp <= 0x3002) ||
	    (cp >= 0x3008 && cp <= 0x3011) || cp == 0x2013 || cp == 0x2014 ||
	    (cp >= 0x2018 && cp <= 0x201D))
		return cp;
	return 0;
}
