// SPDX-License-Identifier: ISC
#include "extract/feed/json_mend.h"

#include <stdint.h>

/* The four hexadecimal digits of an escape "\u" at AT; -1 for none. */
static int32_t
unit_at(struct str s, size_t at)
{
	int32_t unit = 0;

	if (!str_starts(str_from(s, at), STR("\\u")) || s.len - at < 6)
		return -1;
	for (size_t i = at + 2; i < at + 6; i++) {
		int digit = hex_value(s.p[i]);

		if (digit < 0)
			return -1;
		unit = unit << 4 | digit;
	}
	return unit;
}

/* Write the escape at AT to OUT, as one that JSON has; the bytes read to
 * *TAKEN. Returns the bytes written, no more than those. */
static size_t
put_escape(struct str s, size_t at, char *out, size_t *taken)
{
	struct str whole = str_sub(s, at, 2);
	int32_t unit = unit_at(s, at), low = unit_at(s, at + 6);

	*taken = whole.len;
	if (unit >= 0) {
		bool pair = unit >= 0xD800 && unit < 0xDC00 && low >= 0xDC00 &&
			    low < 0xE000;
		bool half = !pair && unit >= 0xD800 && unit < 0xE000;

		*taken = pair ? 12 : 6;
		whole = half ? STR("\\ufffd") : str_sub(s, at, *taken);
	} else if (whole.len == 2 &&
		   str_chr(STR("\"\\/bfnrtu"), whole.p[1], 0) == STR_NONE) {
		whole = str_from(whole, 1);
		if ((unsigned char)whole.p[0] < ' ')
			whole = STR(" ");
	}
	memcpy(out, whole.p, whole.len);
	return whole.len;
}

/* True when what follows the comma at AT closes what it is in. */
static bool
ends_list(struct str s, size_t at)
{
	for (at++; at < s.len && is_html_space(s.p[at]);)
		at++;
	return at < s.len && (s.p[at] == ']' || s.p[at] == '}');
}

struct str
json_mend(struct arena *a, struct str text)
{
	char *out = arena_alloc(a, text.len + 1);
	bool string = false;
	size_t n = 0, at = 0;

	while (at < text.len) {
		char c = text.p[at];
		size_t taken = 1;

		if (c == '"')
			string = !string;
		if (string && c == '\\')
			n += put_escape(text, at, out + n, &taken);
		else if (string && (unsigned char)c < ' ')
			out[n++] = ' ';
		else if (string || c != ',' || !ends_list(text, at))
			out[n++] = c;
		at += taken;
	}
	return str_n(out, n);
}
