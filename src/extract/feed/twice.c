// SPDX-License-Identifier: ISC
#include "extract/feed/twice.h"

#include "base/utf8.h"
#include "extract/feed/reference.h"

/* The byte that windows-1252 reads as CP; -1 for none. */
static int
byte_of(uint32_t cp)
{
	if (cp <= 0xFF)
		return (int)cp;
	for (uint32_t byte = 0x80; byte < 0xA0; byte++)
		if (reference_meant(byte) == cp)
			return (int)byte;
	return -1;
}

static bool
is_word(int c)
{
	return is_alpha(c) || is_digit(c);
}

/* True when a letter stands right before or behind something beyond ASCII. */
static bool
is_in_word(struct str bytes)
{
	for (size_t i = 1; i < bytes.len; i++) {
		bool before = (unsigned char)bytes.p[i - 1] >= 0x80;
		bool now = (unsigned char)bytes.p[i] >= 0x80;

		if (before != now && is_word(bytes.p[before ? i : i - 1]))
			return true;
	}
	return false;
}

struct str
twice_read(struct arena *a, struct str s)
{
	char *p = NULL;
	size_t n = 0;

	for (size_t at = 0; at < s.len;) {
		int byte;

		if (p == NULL && (unsigned char)s.p[at] < 0x80) {
			at++;
			continue;
		}
		if (p == NULL) {
			p = arena_alloc(a, s.len + 1);
			memcpy(p, s.p, at);
			n = at;
		}
		byte = byte_of(utf8_next(s, &at));
		if (byte < 0)
			return s;
		p[n++] = (char)byte;
	}
	return p != NULL && utf8_valid(str_n(p, n)) && is_in_word(str_n(p, n))
		   ? str_n(p, n)
		   : s;
}
