// SPDX-License-Identifier: ISC
#include "decode/verdict.h"

#include "base/utf8.h"
#include "decode/sniff.h"
#include "web/charset.h"

/* The charset of a Content-Type value, or of a bare label. */
static const char *
from_header(struct str content_type)
{
	const char *name = charset_from_content_type(content_type);

	return name != NULL ? name : charset_by_label(content_type);
}

/*
 * What of BYTES comes before the body: all that declares something. A body may
 * speak of charsets.
 */
static struct str
head_of(struct str bytes)
{
	size_t at = str_chr(bytes, '<', 0);

	while (
	    at != STR_NONE && !str_istarts(str_from(bytes, at), STR("<body")))
		at = str_chr(bytes, '<', at + 1);
	return str_sub(bytes, 0, at == STR_NONE ? bytes.len : at);
}

/*
 * The XML declaration, and nothing that looks like a <meta> behind it, when
 * BYTES are XML that is no page: a feed may hold pages (RFC 7303, 3.2).
 */
static struct str
declaration(struct str bytes)
{
	size_t end;

	if (!str_starts(bytes, STR("<?xml")))
		return STR_NULL;
	end = str_find(bytes, STR("?>"));
	if (end == STR_NONE || str_find(str_sub(bytes, 0, CHARSET_PRESCAN),
				   STR("<html")) != STR_NONE)
		return STR_NULL;
	return str_sub(bytes, 0, end + 2);
}

/* JSON declares nothing (RFC 8259, 8.1): what looks like it is in a text. */
static bool
is_json(struct str bytes)
{
	struct str s = str_trim(bytes), in;

	if (s.len == 0 || (s.p[0] != '{' && s.p[0] != '['))
		return false;
	in = str_trim(str_from(s, 1));
	return in.len > 0 &&
	       (in.p[0] == '"' || (s.p[0] == '[' && in.p[0] == '{'));
}

/*
 * What a page without anything better declares. The standard looks at the
 * first 1,024 bytes and starts over when a <meta> comes later (13.2.3.4);
 * here all of the head is at hand.
 */
static const char *
from_page(struct str bytes)
{
	const char *name = charset_prescan(declaration(bytes));

	if (is_json(bytes))
		return NULL;
	if (name != NULL)
		return name;
	name = charset_prescan(str_sub(bytes, 0, CHARSET_PRESCAN));
	return name != NULL ? name : charset_prescan(head_of(bytes));
}

/* HINT, with the page's own language where it has none. */
static struct hint
complete(const struct hint *hint, struct str bytes)
{
	struct hint more = *hint;

	if (str_empty(more.language))
		more.language = charset_prescan_language(
		    str_sub(bytes, 0, 4 * CHARSET_PRESCAN));
	return more;
}

static bool
is(const char *name, const char *other)
{
	return name != NULL && strcmp(name, other) == 0;
}

static bool
is_one_of(const char *name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(name, *list) == 0)
			return true;
	return false;
}

/* Encodings whose bytes are not ASCII where the text is. */
static const char *const apart[] = { "UTF-16LE", "UTF-16BE", "ISO-2022-JP",
	"replacement", "x-user-defined", NULL };
static const char *const east[] = { "GBK", "gb18030", "Big5", "EUC-JP",
	"Shift_JIS", "EUC-KR", NULL };

/*
 * By chance two bytes of running text in a single-byte encoding are seldom
 * UTF-8, and pairs of an East Asian one are at one time in twelve.
 */
#define CHANCE 3
#define CHANCE_EAST 8

/* True when BYTES with N of UTF-8 are that, and not NAME. */
static bool
proves_utf8(struct str bytes, struct utf8_count n, const char *name)
{
	size_t enough = is_one_of(name, east) ? CHANCE_EAST : CHANCE;

	if (n.characters == 0 || n.faults * 64 > n.characters)
		return false;
	return n.characters >= enough || charset_faults(name, bytes) > 0;
}

/* A page in UTF-8 may have so many stray bytes, or ones that are cut. */
#define STRAY 3

/* What a page that is not UTF-8 as declared is instead, or NULL. */
static const char *
overrule_utf8(struct arena *a, struct str bytes, const struct hint *hint)
{
	struct utf8_count n;
	const char *better;

	if (utf8_valid(bytes))
		return NULL;
	n = sniff_utf8(bytes);
	if (n.faults <= STRAY || n.faults < n.characters)
		return NULL;
	if (n.faults > 4 * n.characters)
		return guess_charset(a, bytes, hint);
	return guess_refutes(a, "UTF-8", bytes, false, hint, &better) ? better
								      : NULL;
}

/* What the bytes are instead of NAME, or NULL where there is no proof. */
static const char *
overrule(struct arena *a, struct str bytes, const char *name,
    const struct hint *hint)
{
	struct utf8_count n = sniff_utf8(bytes);
	bool utf8 = n.faults == 0 && n.characters > STRAY;
	const char *better;

	if (n.characters == 0 && n.faults == 0)
		return NULL;
	if (proves_utf8(bytes, n, name))
		return "UTF-8";
	return guess_refutes(a, name, bytes, utf8, hint, &better) ? better
								  : NULL;
}

/* The verdict V of a header or page, or a better one. */
static struct verdict
appeal(struct arena *a, struct str bytes, struct verdict v,
    const struct hint *hint)
{
	const char *better = sniff_utf16(bytes);

	if (better == NULL && is(v.name, "UTF-8"))
		better = overrule_utf8(a, bytes, hint);
	else if (better == NULL)
		better = overrule(a, bytes, v.name, hint);
	if (better == NULL || is(better, v.name))
		return v;
	return (struct verdict){ better, CHARSET_PROOF, v.name };
}

/* The charset of BYTES that nothing declares. */
static const char *
undeclared(struct arena *a, struct str bytes, const struct hint *hint)
{
	const char *name = sniff_utf16(bytes);
	struct utf8_count n;

	if (name != NULL)
		return name;
	n = sniff_utf8(bytes);
	/* Text in another encoding has next to no characters of UTF-8. */
	if (n.faults == 0 || n.faults * 2 < n.characters)
		return guess_is_iso_2022_jp(bytes) ? "ISO-2022-JP" : "UTF-8";
	return guess_charset(a, bytes, hint);
}

struct verdict
verdict(struct arena *a, struct str bytes, struct str content_type,
    const struct hint *hint)
{
	struct hint more = complete(hint, bytes);
	struct verdict v = { .source = CHARSET_BOM };
	size_t len;

	v.name = charset_by_bom(bytes, &len);
	if (v.name != NULL)
		return v;
	v.name = from_header(content_type);
	v.source = CHARSET_HEADER;
	/* Most pages are UTF-8 and say so: enough. */
	if (is(v.name, "UTF-8") && utf8_valid(bytes) &&
	    sniff_utf16(bytes) == NULL)
		return v;
	more.label = from_page(bytes);
	if (v.name == NULL) {
		v.name = more.label;
		v.source = CHARSET_PAGE;
	}
	if (v.name == NULL) {
		v.name = undeclared(a, bytes, &more);
		v.source = CHARSET_BYTES;
		return v;
	}
	if (is_one_of(v.name, apart))
		return v;
	return appeal(a, bytes, v, &more);
}
