// SPDX-License-Identifier: ISC
/*
 * The decoders of the WHATWG Encoding Standard, sections 8 to 14, as they are
 * written there, on lexbor's copies of its indexes. lexbor's own decoders are
 * not used: that of Shift_JIS refuses the leads E1 to FB, those of single
 * bytes lose a byte when the output is full.
 */
#include "web/charset_decoder.h"

#include <lexbor/encoding/base.h>
#include <lexbor/encoding/multi.h>
#include <lexbor/encoding/range.h>
#include <lexbor/encoding/single.h>

#include "base/utf8.h"

#define INDEX(map, pointer) index_at(map, sizeof(map) / sizeof(*(map)), pointer)

static uint32_t
index_at(const lxb_codepoint_t *map, size_t n, size_t pointer)
{
	if (pointer >= n || map[pointer] == LXB_ENCODING_ERROR_CODEPOINT)
		return DECODE_ERROR;
	return map[pointer];
}

static bool
in_range(unsigned byte, unsigned from, unsigned to)
{
	return byte >= from && byte <= to;
}

/* The byte K after the current one, or -1 at the end. */
static int
peek(const struct decoder *d, size_t k)
{
	return d->at + k < d->in.len ? (uint8_t)d->in.p[d->at + k] : -1;
}

/*
 * The end of a pair: take the trail byte TRAIL, unless it is ASCII and of no
 * use, when it stands for itself.
 */
static uint32_t
pair_end(struct decoder *d, int trail, uint32_t cp)
{
	if (trail >= 0x80 || cp != DECODE_ERROR)
		d->at++;
	return cp;
}

/* 8.1 */
uint32_t
decode_utf_8(struct decoder *d)
{
	bool ok;
	uint32_t cp = utf8_read(d->in, &d->at, &ok);

	return ok ? cp : DECODE_ERROR;
}

/* 9.1; the tables are those of their index-*.txt */
uint32_t
decode_single(struct decoder *d)
{
	const lxb_encoding_single_index_t *table = d->table;
	uint8_t byte = (uint8_t)d->in.p[d->at++];

	if (byte < 0x80)
		return byte;
	if (table[byte - 0x80].codepoint == LXB_ENCODING_ERROR_CODEPOINT)
		return DECODE_ERROR;
	return table[byte - 0x80].codepoint;
}

/* The code point of four bytes; index gb18030 ranges, section 5 */
static uint32_t
gb18030_range(uint32_t pointer)
{
	const lxb_encoding_range_index_t *r = lxb_encoding_range_index_gb18030;
	size_t lo = 0, hi = sizeof(lxb_encoding_range_index_gb18030) /
			    sizeof(lxb_encoding_range_index_gb18030[0]);

	if ((pointer > 39419 && pointer < 189000) || pointer > 1237575)
		return DECODE_ERROR;
	if (pointer == 7457)
		return 0xe7c7;
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (r[mid].index <= pointer)
			lo = mid;
		else
			hi = mid;
	}
	return r[lo].codepoint + (pointer - r[lo].index);
}

/* Four bytes: the lead was taken, SECOND is a digit. */
static uint32_t
gb18030_four(struct decoder *d, unsigned lead, unsigned second)
{
	int third = peek(d, 1), fourth = peek(d, 2);

	if (third < 0 || (fourth < 0 && in_range(third, 0x81, 0xfe))) {
		d->at = d->in.len;
		return DECODE_ERROR;
	}
	if (!in_range(third, 0x81, 0xfe) || !in_range(fourth, 0x30, 0x39))
		return DECODE_ERROR;
	d->at += 3;
	return gb18030_range(((lead - 0x81) * 10 + second - 0x30) * 1260 +
			     (unsigned)(third - 0x81) * 10 + (unsigned)fourth -
			     0x30);
}

/* 10.2.1 */
uint32_t
decode_gb18030(struct decoder *d)
{
	unsigned lead = (uint8_t)d->in.p[d->at++];
	int trail = peek(d, 0);
	uint32_t cp = DECODE_ERROR;
	unsigned offset = trail < 0x7f ? 0x40 : 0x41;

	if (lead < 0x80)
		return lead;
	if (lead == 0x80)
		return 0x20ac;
	if (lead == 0xff || trail < 0)
		return DECODE_ERROR;
	if (in_range(trail, 0x30, 0x39))
		return gb18030_four(d, lead, trail);
	if (in_range(trail, 0x40, 0x7e) || in_range(trail, 0x80, 0xfe))
		cp = INDEX(lxb_encoding_multi_gb18030_map,
		    (lead - 0x81) * 190 + trail - offset);
	return pair_end(d, trail, cp);
}

/* Ê and ê with a macron or a caron; 11.1.1, step 3 */
static uint32_t
big5_two(size_t pointer)
{
	switch (pointer) {
	case 1133:
		return 0x00ca | 0x0304u << DECODE_SECOND;
	case 1135:
		return 0x00ca | 0x030cu << DECODE_SECOND;
	case 1164:
		return 0x00ea | 0x0304u << DECODE_SECOND;
	case 1166:
		return 0x00ea | 0x030cu << DECODE_SECOND;
	default:
		return DECODE_ERROR;
	}
}

/* 11.1.1 */
uint32_t
decode_big5(struct decoder *d)
{
	unsigned lead = (uint8_t)d->in.p[d->at++];
	int trail = peek(d, 0);
	unsigned offset = trail < 0x7f ? 0x40 : 0x62;
	uint32_t cp = DECODE_ERROR;

	if (lead < 0x80)
		return lead;
	if (!in_range(lead, 0x81, 0xfe) || trail < 0)
		return DECODE_ERROR;
	if (in_range(trail, 0x40, 0x7e) || in_range(trail, 0xa1, 0xfe)) {
		size_t pointer = (lead - 0x81) * 157 + trail - offset;

		cp = big5_two(pointer);
		if (cp == DECODE_ERROR)
			cp = INDEX(lxb_encoding_multi_big5_map, pointer);
	}
	return pair_end(d, trail, cp);
}

/* 12.1.1 */
uint32_t
decode_euc_jp(struct decoder *d)
{
	unsigned lead = (uint8_t)d->in.p[d->at++];
	int trail = peek(d, 0);
	bool jis0212 = false;
	uint32_t cp = DECODE_ERROR;

	if (lead < 0x80)
		return lead;
	if ((lead != 0x8e && lead != 0x8f && !in_range(lead, 0xa1, 0xfe)) ||
	    trail < 0)
		return DECODE_ERROR;
	if (lead == 0x8e && in_range(trail, 0xa1, 0xdf)) {
		d->at++;
		return 0xff61 - 0xa1 + (unsigned)trail;
	}
	if (lead == 0x8f && in_range(trail, 0xa1, 0xfe)) {
		jis0212 = true;
		lead = trail;
		d->at++;
		trail = peek(d, 0);
		if (trail < 0)
			return DECODE_ERROR;
	}
	if (in_range(lead, 0xa1, 0xfe) && in_range(trail, 0xa1, 0xfe)) {
		size_t pointer = (lead - 0xa1) * 94 + trail - 0xa1;

		cp = jis0212 ? INDEX(lxb_encoding_multi_jis0212_map, pointer)
			     : INDEX(lxb_encoding_multi_jis0208_map, pointer);
	}
	return pair_end(d, trail, cp);
}

enum { JP_ASCII, JP_ROMAN, JP_KATAKANA, JP_LEAD };

/* The state that the two bytes after ESC ask for, or -1. */
static int
jp_escape(int first, int second)
{
	if (first == '(' && second == 'B')
		return JP_ASCII;
	if (first == '(' && second == 'J')
		return JP_ROMAN;
	if (first == '(' && second == 'I')
		return JP_KATAKANA;
	if (first == '$' && (second == '@' || second == 'B'))
		return JP_LEAD;
	return -1;
}

/* After the lead byte LEAD; a trail byte of ESC is left for its sequence. */
static uint32_t
jp_trail(struct decoder *d, unsigned lead)
{
	int trail = peek(d, 0);

	if (trail < 0 || trail == 0x1b)
		return DECODE_ERROR;
	d->at++;
	if (!in_range(trail, 0x21, 0x7e))
		return DECODE_ERROR;
	return INDEX(
	    lxb_encoding_multi_jis0208_map, (lead - 0x21) * 94 + trail - 0x21);
}

/* One byte that is no ESC, in the state that D is in. */
static uint32_t
jp_byte(struct decoder *d, unsigned byte)
{
	d->escaped = false;
	switch (d->state) {
	case JP_KATAKANA:
		return in_range(byte, 0x21, 0x5f) ? 0xff61 - 0x21 + byte
						  : DECODE_ERROR;
	case JP_LEAD:
		return in_range(byte, 0x21, 0x7e) ? jp_trail(d, byte)
						  : DECODE_ERROR;
	default:
		if (byte > 0x7f || byte == 0x0e || byte == 0x0f)
			return DECODE_ERROR;
		if (d->state == JP_ROMAN && byte == '\\')
			return 0xa5;
		if (d->state == JP_ROMAN && byte == '~')
			return 0x203e;
		return byte;
	}
}

/* 12.2.1 */
uint32_t
decode_iso_2022_jp(struct decoder *d)
{
	while (d->at < d->in.len) {
		unsigned byte = (uint8_t)d->in.p[d->at++];
		bool twice = d->escaped;
		int state;

		if (byte != 0x1b)
			return jp_byte(d, byte);
		state = jp_escape(peek(d, 0), peek(d, 1));
		d->escaped = state >= 0;
		if (state < 0)
			return DECODE_ERROR;
		d->state = state;
		d->at += 2;
		if (twice)
			return DECODE_ERROR;
	}
	return DECODE_END;
}

/* 12.3.1 */
uint32_t
decode_shift_jis(struct decoder *d)
{
	unsigned lead = (uint8_t)d->in.p[d->at++];
	int trail = peek(d, 0);
	unsigned offset = trail < 0x7f ? 0x40 : 0x41;
	unsigned lead_offset = lead < 0xa0 ? 0x81 : 0xc1;
	uint32_t cp = DECODE_ERROR;

	if (lead <= 0x80)
		return lead;
	if (in_range(lead, 0xa1, 0xdf))
		return 0xff61 - 0xa1 + lead;
	if (lead == 0xa0 || lead > 0xfc || trail < 0)
		return DECODE_ERROR;
	if (in_range(trail, 0x40, 0x7e) || in_range(trail, 0x80, 0xfc)) {
		uint32_t pointer =
		    (lead - lead_offset) * 188 + (unsigned)trail - offset;

		/* The end user's own characters, EUDC */
		if (pointer >= 8836 && pointer <= 10715)
			cp = 0xe000 - 8836 + pointer;
		else
			cp = INDEX(lxb_encoding_multi_jis0208_map, pointer);
	}
	return pair_end(d, trail, cp);
}

/* 13.1.1 */
uint32_t
decode_euc_kr(struct decoder *d)
{
	unsigned lead = (uint8_t)d->in.p[d->at++];
	int trail = peek(d, 0);
	uint32_t cp = DECODE_ERROR;

	if (lead < 0x80)
		return lead;
	if (!in_range(lead, 0x81, 0xfe) || trail < 0)
		return DECODE_ERROR;
	if (in_range(trail, 0x41, 0xfe))
		cp = INDEX(lxb_encoding_multi_euc_kr_map,
		    (lead - 0x81) * 190 + trail - 0x41);
	return pair_end(d, trail, cp);
}

/* 14.1.1: encodings that browsers no longer decode give one U+FFFD */
uint32_t
decode_replacement(struct decoder *d)
{
	d->at = d->in.len;
	return DECODE_ERROR;
}

/* The code unit K bytes on, or -1 when there are not two bytes. */
static int
unit(const struct decoder *d, size_t k, bool big)
{
	int a = peek(d, k), b = peek(d, k + 1);

	if (a < 0 || b < 0)
		return -1;
	return big ? a << 8 | b : b << 8 | a;
}

/* 14.2.1 */
static uint32_t
decode_utf_16(struct decoder *d, bool big)
{
	int high = unit(d, 0, big), low;

	if (high < 0) {
		d->at = d->in.len;
		return DECODE_ERROR;
	}
	d->at += 2;
	if (high < 0xd800 || high > 0xdfff)
		return high;
	if (high >= 0xdc00)
		return DECODE_ERROR;
	low = unit(d, 0, big);
	if (low < 0)
		d->at = d->in.len;
	if (low < 0xdc00 || low > 0xdfff)
		return DECODE_ERROR;
	d->at += 2;
	return 0x10000 + ((unsigned)(high - 0xd800) << 10) +
	       (unsigned)(low - 0xdc00);
}

uint32_t
decode_utf_16be(struct decoder *d)
{
	return decode_utf_16(d, true);
}

uint32_t
decode_utf_16le(struct decoder *d)
{
	return decode_utf_16(d, false);
}

/* 14.5.1 */
uint32_t
decode_user_defined(struct decoder *d)
{
	uint8_t byte = (uint8_t)d->in.p[d->at++];

	return byte < 0x80 ? byte : 0xf780u + byte - 0x80;
}
