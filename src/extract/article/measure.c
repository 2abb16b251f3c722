// SPDX-License-Identifier: ISC
#include "extract/article/measure.h"

/* What ends a sentence wherever it stands. Source: Unicode, Sentence_Terminal,
 * without the full stop of ASCII and those of scripts no longer written. */
static bool
is_terminal(uint32_t cp)
{
	switch (cp) {
	case '!':
	case '?':
	case 0x0589: /* Armenian */
	case 0x061F: /* Arabic question mark */
	case 0x06D4: /* Urdu */
	case 0x0964: /* danda */
	case 0x0965:
	case 0x104B: /* Burmese */
	case 0x1362: /* Ethiopic */
	case 0x17D4: /* Khmer */
	case 0x203C:
	case 0x2047:
	case 0x2048:
	case 0x2049:
	case 0x2026: /* an ellipsis breaks off as well */
	case 0x3002:
	case 0xFF01:
	case 0xFF0E:
	case 0xFF1F:
	case 0xFF61:
		return true;
	default:
		return false;
	}
}

static bool
is_comma(uint32_t cp)
{
	switch (cp) {
	case ',':
	case ';':
	case 0x060C: /* Arabic */
	case 0x061B:
	case 0x3001:
	case 0xFF0C:
	case 0xFF1B:
		return true;
	default:
		return false;
	}
}

/* What may stand between the end of a sentence and the next one. */
static bool
is_closing(uint32_t cp)
{
	switch (cp) {
	case '"':
	case '\'':
	case ')':
	case ']':
	case '*':
	case 0x00BB:
	case 0x2018:
	case 0x2019:
	case 0x201C:
	case 0x201D:
	case 0x300B:
	case 0x300D:
	case 0x300F:
	case 0xFF09:
	case 0x3011:
		return true;
	default:
		return false;
	}
}

/* A letter or a figure, as far as a weight needs to know. */
static bool
is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return is_alpha((int)cp) || is_digit((int)cp);
	return cp >= 0xC0 && cp != 0xD7 && cp != 0xF7 &&
	       !(cp >= 0x2000 && cp < 0x2C00) &&
	       !(cp >= 0x3000 && cp < 0x3040) &&
	       !(cp >= 0xFE00 && cp < 0xFE70) &&
	       !(cp >= 0xFF00 && cp < 0xFF10) &&
	       !(cp >= 0xFF1A && cp < 0xFF21) && !utf8_is_space(cp);
}

/* True when a full stop of ASCII with NEXT behind it ends a sentence. */
static bool
stop_ends(struct str text, size_t at, uint32_t before)
{
	uint32_t next;

	if (is_digit((int)before) && at < text.len && is_digit(text.p[at]))
		return false;
	if (at == text.len)
		return true;
	next = utf8_next(text, &at);
	return utf8_is_space(next) || is_closing(next);
}

uint32_t
next_letter(struct str s, size_t *at)
{
	while (*at < s.len) {
		uint32_t cp = next_char(s, at);

		if (cp < 0x80 ? is_alpha((int)cp) || is_digit((int)cp)
			      : is_letter(cp))
			return cp < 0x80
				   ? (uint32_t)(unsigned char)to_lower((char)cp)
				   : cp;
	}
	return 0;
}

struct measure
measure(struct str text)
{
	struct measure m = { 0 };
	uint32_t before = 0;

	for (size_t at = 0; at < text.len;) {
		uint32_t cp = next_char(text, &at);
		bool end =
		    cp == '.' ? stop_ends(text, at, before) : is_terminal(cp);

		if (cp < 0x80 && is_alpha((int)cp)) {
			m.weight++;
			m.ended = false;
			before = cp;
			continue;
		}
		if (is_letter(cp)) {
			m.weight += utf8_is_cjk(cp) ? HAN_WEIGHT : 1;
			m.digits += cp < 0x80 && is_digit((int)cp);
		}
		m.commas += is_comma(cp);
		m.sentences += end;
		if (!is_closing(cp) && !utf8_is_space(cp))
			m.ended = end || cp == ':' || cp == 0xFF1A;
		before = cp;
	}
	return m;
}
