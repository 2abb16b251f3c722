// SPDX-License-Identifier: ISC
#include "normalize/spoken.h"

#include <string.h>

#include "base/utf8.h"

#define TITLES_LEAST 3
/* A character of those says what three letters of Latin do. */
#define LETTERS_OF_ONE 3
/* Of 100 characters of Japanese titles 20 and more are kana; in Chinese ones
 * there is the name of a shop. */
#define KANA_LEAST 10

static const struct {
	const char *charset, *language;
} of_charset[] = {
	{ "GBK", "zh" },
	{ "gb18030", "zh" },
	{ "Big5", "zh" },
	{ "EUC-JP", "ja" },
	{ "ISO-2022-JP", "ja" },
	{ "Shift_JIS", "ja" },
	{ "EUC-KR", "ko" },
};

struct letters {
	size_t unspaced, kana, hangul, others;
};

static bool
is_kana(uint32_t c)
{
	/* Not the middle dot and the long vowel, which Chinese has, too. */
	return c >= 0x3041 && c <= 0x30FA;
}

static bool
is_hangul(uint32_t c)
{
	return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) ||
	       (c >= 0x3131 && c <= 0x318E);
}

static bool
is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xC0;
}

static struct letters
count(struct str title)
{
	struct letters n = { .unspaced = 0 };

	for (size_t at = 0; at < title.len;) {
		uint32_t c = utf8_next(title, &at);

		if (!utf8_is_cjk(c))
			n.others += is_letter(c) && !utf8_is_unspaced(c);
		else
			n.unspaced++;
		n.kana += is_kana(c);
		n.hangul += is_hangul(c);
	}
	return n;
}

static struct str
by_letters(const struct raw_items *raw)
{
	struct letters all = { .unspaced = 0 };
	size_t titles = 0, such = 0;

	for (size_t i = 0; i < raw->n; i++) {
		const struct raw_field *f = &raw->v[i].field[FIELD_TITLE];
		struct letters n;

		if (f->n == 0 || str_empty(f->v[0].value))
			continue;
		n = count(f->v[0].value);
		titles++;
		such +=
		    n.unspaced > 0 && LETTERS_OF_ONE * n.unspaced >= n.others;
		all.unspaced += n.unspaced;
		all.kana += n.kana;
		all.hangul += n.hangul;
	}
	if (titles < TITLES_LEAST || 3 * such < 2 * titles)
		return STR("");
	if (2 * all.hangul >= all.unspaced)
		return STR("ko");
	return 100 * all.kana >= KANA_LEAST * all.unspaced ? STR("ja")
							   : STR("zh");
}

struct str
spoken_language(const struct raw_items *raw, const char *charset)
{
	for (size_t i = 0; i < sizeof(of_charset) / sizeof(*of_charset); i++)
		if (strcmp(of_charset[i].charset, charset) == 0)
			return str_c(of_charset[i].language);
	return by_letters(raw);
}
