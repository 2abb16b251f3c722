// SPDX-License-Identifier: ISC
/*
 * Our decoders and glibc's iconv: what both can decode is the same text, and of
 * UTF-8 and UTF-16 they can decode the same. The first byte chooses the charset.
 */
#include <iconv.h>
#include <setjmp.h>
#include <stdint.h>

#include <utf8proc.h>

#include "base/utf8.h"
#include "must.h"
#include "web/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/*
 * Ours, and the one of iconv that is meant: WHATWG's Shift_JIS, EUC-KR and Big5
 * are those of Windows and Hong Kong. STRICT: they accept the same. KOI8-U is
 * not among them, as WHATWG has two letters of KOI8-RU in it, nor macintosh,
 * where glibc has a Greek letter for a sign of mathematics.
 */
static const struct twin {
	const char *ours, *theirs;
	bool strict;
} twins[] = {
	{ "UTF-8", "UTF-8", true },
	{ "UTF-16LE", "UTF-16LE", true },
	{ "UTF-16BE", "UTF-16BE", true },
	{ "gb18030", "GB18030", false },
	{ "GBK", "GBK", false },
	{ "Big5", "BIG5-HKSCS", false },
	{ "EUC-JP", "EUC-JP-MS", false },
	{ "Shift_JIS", "CP932", false },
	{ "EUC-KR", "CP949", false },
	{ "ISO-2022-JP", "ISO-2022-JP-3", false },
	{ "windows-1252", "WINDOWS-1252", false },
	{ "windows-1251", "WINDOWS-1251", false },
	{ "windows-1250", "WINDOWS-1250", false },
	{ "windows-1256", "WINDOWS-1256", false },
	{ "windows-874", "WINDOWS-874", false },
	{ "KOI8-R", "KOI8-R", false },
	{ "ISO-8859-2", "ISO-8859-2", false },
	{ "ISO-8859-5", "ISO-8859-5", false },
	{ "ISO-8859-6", "ISO-8859-6", false },
	{ "ISO-8859-7", "ISO-8859-7", false },
	{ "ISO-8859-15", "ISO-8859-15", false },
	{ "IBM866", "IBM866", false },
};

struct text {
	uint32_t *cp;
	size_t n;
	bool faults;
};

static bool
add(void *ctx, uint32_t cp, struct str from)
{
	struct text *t = ctx;

	(void)from;
	t->faults |= cp == CHARSET_FAULT;
	t->cp[t->n++] = cp;
	return true;
}

/* What iconv makes of BYTES in T, false when it makes nothing of some. */
static bool
their_text(struct arena *a, const char *name, struct str bytes, struct text *t)
{
	char *in = arena_cstr(a, bytes), *out = (char *)t->cp;
	size_t left = bytes.len, room = (bytes.len + 1) * 8;
	iconv_t cd = iconv_open("UTF-32LE", name);
	bool whole;

	/* UTF-8 and UTF-16 are built in; others may not be installed. */
	if (cd == (iconv_t)-1)
		return false;
	whole = iconv(cd, &in, &left, &out, &room) != (size_t)-1 &&
		iconv(cd, NULL, NULL, &out, &room) != (size_t)-1 && left == 0;
	iconv_close(cd);
	t->n = (size_t)(out - (char *)t->cp) / sizeof(*t->cp);
	return whole;
}

/* Rows for private use, which vendors have given characters since. */
static bool
is_private(uint32_t cp)
{
	return cp >= 0xE000 && cp <= 0xF8FF;
}

/* Signs that look alike: standards chose one of them, vendors another. */
static bool
is_sign(uint32_t cp)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);

	return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_SO;
}

static bool
agree(uint32_t ours, uint32_t theirs)
{
	return ours == theirs || is_private(ours) || is_private(theirs) ||
	       (is_sign(ours) && is_sign(theirs));
}

static void
compare(struct arena *a, const struct twin *tw, struct str bytes)
{
	/* Of no encoding a byte is more than two characters. */
	struct text ours = { .cp =
				 ARENA_ARRAY(a, bytes.len * 2 + 2, uint32_t) },
		    theirs = { .cp = ARENA_ARRAY(
				   a, bytes.len * 2 + 2, uint32_t) };
	bool whole = their_text(a, tw->theirs, bytes, &theirs);

	charset_each(tw->ours, bytes, add, &ours);
	must(!tw->strict || whole == !ours.faults);
	if (!whole || ours.faults)
		return;
	must(ours.n == theirs.n);
	for (size_t i = 0; i < ours.n; i++)
		must(agree(ours.cp[i], theirs.cp[i]));
}

/* What we call UTF-8 is what iconv calls so, and what is scrubbed is. */
static void
compare_utf8(struct arena *a, struct str bytes)
{
	struct text t = { .cp = ARENA_ARRAY(a, bytes.len * 2 + 2, uint32_t) };
	struct str prefix = str_sub(bytes, 0, utf8_valid_prefix(bytes)),
		   clean = utf8_scrub(a, bytes);

	must(utf8_valid(bytes) == their_text(a, "UTF-8", bytes, &t));
	must(their_text(a, "UTF-8", prefix, &t));
	must(t.n == utf8_count(prefix));
	must(clean.len >= prefix.len && utf8_valid(clean));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes =
	    str_n((const char *)data + 1, size == 0 ? 0 : size - 1);
	struct arena a;
	jmp_buf over;

	if (size == 0)
		return 0;
	arena_init(&a, 64 << 20);
	a.over = &over;
	if (setjmp(over) == 0) {
		compare(&a, &twins[data[0] % (sizeof(twins) / sizeof(*twins))],
		    bytes);
		compare_utf8(&a, bytes);
	}
	arena_release(&a);
	return 0;
}
