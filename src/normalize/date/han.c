// SPDX-License-Identifier: ISC
#include "normalize/date/han.h"

#include <stdbool.h>

#include "base/utf8.h"

/* Source: Unicode, kPrimaryNumeric and kOtherNumeric of Unihan. */
static const struct {
	uint32_t cp;
	uint16_t value;
} numerals[] = {
	{ 0x25CB, 0 },    /* ○ for 〇 */
	{ 0x3007, 0 },    /* 〇 */
	{ 0x4E00, 1 },    /* 一 */
	{ 0x4E03, 7 },    /* 七 */
	{ 0x4E09, 3 },    /* 三 */
	{ 0x4E24, 2 },    /* 两 */
	{ 0x4E5D, 9 },    /* 九 */
	{ 0x4E8C, 2 },    /* 二 */
	{ 0x4E94, 5 },    /* 五 */
	{ 0x516B, 8 },    /* 八 */
	{ 0x516D, 6 },    /* 六 */
	{ 0x5169, 2 },    /* 兩 */
	{ 0x5341, 10 },   /* 十 */
	{ 0x5343, 1000 }, /* 千 */
	{ 0x5345, 30 },   /* 卅 */
	{ 0x534C, 40 },   /* 卌 */
	{ 0x56DB, 4 },    /* 四 */
	{ 0x5EFF, 20 },   /* 廿 */
	{ 0x62FE, 10 },   /* 拾 */
	{ 0x767E, 100 },  /* 百 */
	{ 0x96F6, 0 },    /* 零 */
};

static int
numeral(uint32_t cp)
{
	for (size_t i = 0; i < sizeof(numerals) / sizeof(numerals[0]); i++)
		if (numerals[i].cp == cp)
			return numerals[i].value;
	return -1;
}

size_t
han_number(struct str s, uint64_t *number, unsigned *digits)
{
	uint64_t by_digit = 0, sum = 0, unit = 0;
	bool tens = false;
	unsigned n = 0;
	size_t at = 0, end = 0;

	while (at < s.len && n < 9) {
		int v = numeral(utf8_next(s, &at));

		if (v < 0)
			break;
		if (v >= 100) {
			sum += (unit == 0 ? 1 : unit) * (uint64_t)v;
			unit = 0;
		} else if (v == 10) {
			sum += (unit == 0 ? 1 : unit) * 10;
			unit = 0;
		} else if (v > 10) {
			sum += (uint64_t)v;
		} else {
			unit = (uint64_t)v;
		}
		tens = tens || v >= 10;
		by_digit = by_digit * 10 + (uint64_t)(v % 10);
		n++;
		end = at;
	}
	*number = tens ? sum + unit : by_digit;
	*digits = tens ? (*number > 999     ? 4
			     : *number > 99 ? 3
			     : *number > 9  ? 2
					    : 1)
		       : n;
	return end;
}
