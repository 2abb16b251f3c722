// SPDX-License-Identifier: ISC
#include "decode/guess.h"

#include "decode/bare_text.h"
#include "decode/letters.h"
#include "model/limits.h"
#include "web/charset.h"

/*
 * What may be guessed. RARER are the half bits by which one is rarer on the
 * Web than another, which decides where a text is too short to tell; the first
 * wins a tie. The leads are the level of an East Asian standard for everyday
 * characters: GB 2312 rows 16 to 55, Big5's A4 to C6, JIS X 0208 rows 16 to
 * 47, KS X 1001 rows 16 to 40.
 */
static const struct candidate {
	const char *name;
	enum alphabet_id alphabet;
	unsigned rarer;
	unsigned char lead[2];
} candidates[] = {
	{ "windows-1252", WESTERN, 0, { 0 } },
	{ "windows-1251", CYRILLIC, 0, { 0 } },
	{ "KOI8-U", CYRILLIC, 6, { 0 } },
	{ "ISO-8859-5", CYRILLIC, 10, { 0 } },
	{ "IBM866", CYRILLIC, 22, { 0 } },
	{ "windows-1250", CENTRAL, 8, { 0 } },
	{ "ISO-8859-2", CENTRAL, 12, { 0 } },
	{ "windows-1254", TURKISH, 4, { 0 } },
	{ "windows-1253", GREEK, 4, { 0 } },
	{ "ISO-8859-7", GREEK, 6, { 0 } },
	{ "windows-1255", HEBREW, 4, { 0 } },
	{ "windows-1256", ARABIC, 4, { 0 } },
	{ "ISO-8859-6", ARABIC, 10, { 0 } },
	{ "windows-1257", BALTIC, 10, { 0 } },
	{ "ISO-8859-13", BALTIC, 16, { 0 } },
	{ "windows-1258", VIETNAMESE, 16, { 0 } },
	{ "windows-874", THAI, 6, { 0 } },
	{ "GBK", SIMPLIFIED, 2, { 0xb0, 0xd7 } },
	{ "Big5", TRADITIONAL, 4, { 0xa4, 0xc6 } },
	{ "Shift_JIS", JAPANESE, 2, { 0x88, 0x98 } },
	{ "EUC-JP", JAPANESE, 4, { 0xb0, 0xcf } },
	{ "EUC-KR", KOREAN, 4, { 0xb0, 0xc8 } },
};

#define N_CANDIDATES (sizeof(candidates) / sizeof(candidates[0]))

/* Half bits that a hint is worth. */
#define HINT_LANGUAGE 32
#define HINT_COUNTRY 24
#define HINT_LABEL 64
#define HINTS (HINT_LANGUAGE + HINT_COUNTRY + HINT_LABEL)

/*
 * Where and in which languages an alphabet is used. Languages: BCP 47, zh
 * aside, whose two scripts are told by more than the first subtag. Countries:
 * top-level domains by their official languages; those of several scripts are
 * left out, as is what is used as a generic one.
 */
static const struct {
	const char *languages, *countries;
} use[N_ALPHABETS] = {
	[CYRILLIC] = { "be bg kk ky mk mn ru sr tg uk",
	    "bg by kg kz mk mn rs ru su tj ua uz xn--p1ai" },
	[GREEK] = { "el", "cy gr" },
	[HEBREW] = { "he iw yi", "il" },
	[ARABIC] = { "ar fa ur",
	    "ae af bh dz eg iq ir jo kw lb ly ma om pk ps qa sa sd sy tn ye" },
	[THAI] = { "th", "th" },
	[WESTERN] = { "af ca da de en es eu fi fo fr ga gl id is it ms nb nl "
		      "nn no pt sv",
	    "ad ar at au be bo br ca ch cl cr cu de dk do ec es fi fo fr gt "
	    "hn ie is it li lu mx ni nl no nz pa pe pt py se sv uk us uy ve "
	    "za" },
	[CENTRAL] = { "bs cs hr hu pl ro sk sl sq", "al cz hr hu pl ro si sk" },
	[TURKISH] = { "az tr", "az tr" },
	[BALTIC] = { "et lt lv", "ee lt lv" },
	[VIETNAMESE] = { "vi", "vn" },
	[SIMPLIFIED] = { "zh-cn zh-hans zh-sg", "cn sg xn--fiqs8s" },
	[TRADITIONAL] = { "zh-hant zh-hk zh-mo zh-tw", "hk mo tw" },
	[JAPANESE] = { "ja", "jp" },
	[KOREAN] = { "ko", "kr" },
};

/* True when WORD, up to its END, is one of LIST, which spaces part. */
static bool
is_among(struct str word, const char *list)
{
	struct str rest = str_c(list), one;

	while (rest.len > 0) {
		size_t end = str_chr(rest, ' ', 0);

		one = str_sub(rest, 0, end == STR_NONE ? rest.len : end);
		if (str_ieq(one, word))
			return true;
		rest = str_from(rest, one.len + 1);
	}
	return false;
}

/* "zh-TW-x" is zh-TW, "ru-RU" is ru; what is no Chinese has one subtag. */
static bool
speaks(enum alphabet_id id, struct str language)
{
	size_t end = str_chr(language, '-', 0);
	struct str first;

	if (end == STR_NONE)
		return is_among(language, use[id].languages);
	first = str_sub(language, 0, end);
	if (!str_ieq(first, STR("zh")))
		return is_among(first, use[id].languages);
	end = str_chr(language, '-', end + 1);
	return is_among(
	    str_sub(language, 0, end == STR_NONE ? language.len : end),
	    use[id].languages);
}

/* The last label of the host, such as "ru"; or empty. */
static struct str
country(struct str url)
{
	size_t from = str_find(url, STR("://")), end, dot;
	struct str host;

	if (from == STR_NONE)
		return STR_NULL;
	host = str_from(url, from + 3);
	for (end = 0; end < host.len; end++)
		if (strchr(":/?#", host.p[end]) != NULL)
			break;
	host = str_sub(host, 0, end);
	dot = str_rfind(host, STR("."));
	return dot == STR_NONE ? STR_NULL : str_from(host, dot + 1);
}

static unsigned
hinted(const struct candidate *c, const struct hint *hint)
{
	unsigned bits = 0;

	if (speaks(c->alphabet, hint->language))
		bits += HINT_LANGUAGE;
	if (is_among(country(hint->url), use[c->alphabet].countries))
		bits += HINT_COUNTRY;
	if (hint->label != NULL && strcmp(hint->label, c->name) == 0)
		bits += HINT_LABEL;
	return bits;
}

struct trial {
	const struct candidate *c;
	struct reading reading;
	uint64_t most; /* what it may cost */
};

static bool
read_character(void *ctx, uint32_t cp, struct str from)
{
	struct trial *t = ctx;
	unsigned char lead = (unsigned char)from.p[0];
	unsigned char trail = (unsigned char)from.p[from.len - 1];
	bool common = lead >= t->c->lead[0] && lead <= t->c->lead[1];

	/* The EUC forms have the standard itself at trails from A1 on. */
	if (t->c->alphabet == SIMPLIFIED || t->c->alphabet == KOREAN)
		common = common && trail >= 0xa1;
	if (cp == CHARSET_FAULT || (cp >= 0x80 && cp < 0xa0) ||
	    (cp >= 0xe000 && cp < 0xf900))
		letters_fault(&t->reading);
	else
		letters_read(&t->reading, cp, common);
	return t->reading.cost <= t->most;
}

/* In half bits, without what is known from elsewhere; what is more than MOST
 * is not read to its end. */
static uint64_t
cost_as(const struct candidate *c, struct str text, uint64_t most)
{
	struct trial t = { c, { .alphabet = c->alphabet }, most };

	charset_each(c->name, text, read_character, &t);
	return t.reading.cost;
}

/* KOI8-R is KOI8-U without the letters of Ukrainian and Belarusian. Source:
 * RFC 2319; WHATWG Encoding, index-koi8-u. */
static bool
has_ukrainian(struct str text)
{
	static const struct str letters = {
		"\xa4\xa6\xa7\xad\xae\xb4\xb6\xb7\xbd\xbe", 10
	};

	for (size_t i = 0; i < text.len; i++)
		if (str_chr(letters, text.p[i], 0) != STR_NONE)
			return true;
	return false;
}

/* What is known of a candidate before it is read. */
static uint64_t
handicap(const struct candidate *c, const struct hint *hint)
{
	return c->rarer + HINTS - hinted(c, hint);
}

/* The candidate of that NAME, or NULL. */
static const struct candidate *
candidate_named(const char *name)
{
	for (size_t i = 0; i < N_CANDIDATES; i++)
		if (strcmp(candidates[i].name, name) == 0)
			return &candidates[i];
	return NULL;
}

/* The likeliest reading of TEXT, and what that alone costs. Most often it is
 * GUESS, if not NULL: others need not be read beyond what that costs. */
static const char *
likeliest(
    struct str text, const struct hint *hint, const char *guess, uint64_t *cost)
{
	const struct candidate *first =
	    guess == NULL ? NULL : candidate_named(guess);
	const struct candidate *best = &candidates[0];
	uint64_t least = UINT64_MAX, most = UINT64_MAX;

	if (first != NULL)
		most = cost_as(first, text, UINT64_MAX) + handicap(first, hint);
	for (size_t i = 0; i < N_CANDIDATES; i++) {
		const struct candidate *c = &candidates[i];
		uint64_t before = handicap(c, hint), alone, now;

		if (before > most)
			continue;
		alone = cost_as(c, text, most - before);
		now = alone + before;
		if (now <= most && now < least) {
			most = now;
			least = now;
			best = c;
			*cost = alone;
		}
	}
	return strcmp(best->name, "KOI8-U") == 0 && !has_ukrainian(text)
		   ? "KOI8-R"
		   : best->name;
}

bool
guess_is_iso_2022_jp(struct str bytes)
{
	if (str_find(bytes, STR("\x1b$B")) == STR_NONE &&
	    str_find(bytes, STR("\x1b$@")) == STR_NONE)
		return false;
	return charset_faults("ISO-2022-JP", bytes) <= 1;
}

const char *
guess_charset(struct arena *a, struct str bytes, const struct hint *hint)
{
	uint64_t cost;

	return likeliest(
	    bare_text(a, bytes, LIMIT_GUESS), hint, hint->label, &cost);
}

static bool
is_in_pairs(const char *name)
{
	const struct candidate *c = candidate_named(name);

	return (c != NULL && c->lead[0] != 0) || strcmp(name, "gb18030") == 0;
}

/* The least that TEXT costs as NAME, in whatever alphabet; or more than MOST. */
static uint64_t
cost_in_any(const char *name, struct str text, uint64_t most)
{
	bool small = !is_in_pairs(name) && strcmp(name, "UTF-8") != 0;
	uint64_t least = UINT64_MAX;

	for (int id = 0; id < N_ALPHABETS; id++) {
		struct candidate c = { name, id, 0, { 0, 0xff } };
		uint64_t now;

		if (small && alphabets[id].letters == NULL)
			continue;
		now = cost_as(&c, text, most);
		least = now < least ? now : least;
		most = now < most ? now : most;
	}
	return least;
}

/* True when TEXT, as NAME, costs more than MOST in each alphabet. Its own is
 * asked first: most texts are what they are said to be. */
static bool
is_dearer(const char *name, struct str text, uint64_t most)
{
	const struct candidate *own = candidate_named(name);

	if (own != NULL) {
		struct candidate c = { name, own->alphabet, 0, { 0, 0xff } };

		if (cost_as(&c, text, most) <= most)
			return false;
	}
	return cost_in_any(name, text, most) > most;
}

/*
 * By how many half bits a reading must be likelier, for each byte above ASCII
 * and for the page. A page in a language that no alphabet has costs some 3
 * bits a byte more in its own encoding than in the best other one. Pairs of
 * bytes, of which each is some character, cost no more than 7 bits a byte
 * even in garbage, while text in two bytes is dearer in all but its own
 * encoding. 100 bits are a line of text. To be UTF-8 by chance is improbable
 * enough, so that for a few letters of it a lead of 20 bits will do; so will
 * half the lead where the page itself agrees.
 */
#define LEAD_SINGLE 8
#define LEAD_PAIRS 2
#define LEAD_PAGE 200
#define LEAD_UTF8 40
#define LEAD_AGREED 40

static size_t
count_wide(struct str text)
{
	size_t wide = 0;

	for (size_t i = 0; i < text.len; i++)
		wide += (unsigned char)text.p[i] >= 0x80;
	return wide;
}

/* Bytes that tell by themselves that a page is what it says, as most are, and
 * how many of them must be above ASCII for that. */
#define GLANCE 512
#define GLANCE_WIDE 256

static bool
is_likeliest(const char *name, struct str text, const struct hint *hint)
{
	struct str some = str_sub(text, 0, GLANCE);
	uint64_t cost;

	return count_wide(some) >= GLANCE_WIDE &&
	       strcmp(likeliest(some, hint, name, &cost), name) == 0;
}

bool
guess_refutes(struct arena *a, const char *name, struct str bytes, bool utf8,
    const struct hint *hint, const char **better)
{
	struct str text = bare_text(a, bytes, LIMIT_REFUTE);
	uint64_t lead = is_in_pairs(name) ? LEAD_PAIRS : LEAD_SINGLE;
	uint64_t cost;
	size_t wide = count_wide(text);

	if (!utf8 && is_likeliest(name, text, hint))
		return false;
	*better = "UTF-8";
	if (utf8) {
		cost = cost_in_any("UTF-8", text, UINT64_MAX);
		if (is_dearer(name, text, cost))
			return is_dearer(name, text, cost + LEAD_UTF8);
	}
	*better = likeliest(text, hint, name, &cost);
	if (hint->label != NULL && strcmp(hint->label, *better) == 0)
		return is_dearer(
		    name, text, cost + wide * lead / 2 + LEAD_AGREED);
	return is_dearer(name, text, cost + wide * lead + LEAD_PAGE);
}
