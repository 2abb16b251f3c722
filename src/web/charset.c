// SPDX-License-Identifier: ISC
#include "web/charset.h"

#include <lexbor/encoding/encoding.h>
#include <lexbor/encoding/single.h>

#include "base/utf8.h"
#include "web/charset_decoder.h"

/*
 * The encodings of the WHATWG Encoding Standard, 4.2, and how each is decoded.
 * GBK has gb18030's decoder (10.1.1), ISO-8859-8-I the index of ISO-8859-8.
 */
static const struct encoding {
	const char *name;
	decode_fn decode;
	bool has_ascii; /* a byte below 80 where a character begins is one */
	const lxb_encoding_single_index_t *table;
} encodings[] = {
#define SINGLE(name, index)                                                  \
	{                                                                    \
		name, decode_single, true, lxb_encoding_single_index_##index \
	}
	{ "UTF-8", decode_utf_8, true, NULL },
	SINGLE("IBM866", ibm866),
	SINGLE("ISO-8859-2", iso_8859_2),
	SINGLE("ISO-8859-3", iso_8859_3),
	SINGLE("ISO-8859-4", iso_8859_4),
	SINGLE("ISO-8859-5", iso_8859_5),
	SINGLE("ISO-8859-6", iso_8859_6),
	SINGLE("ISO-8859-7", iso_8859_7),
	SINGLE("ISO-8859-8", iso_8859_8),
	SINGLE("ISO-8859-8-I", iso_8859_8),
	SINGLE("ISO-8859-10", iso_8859_10),
	SINGLE("ISO-8859-13", iso_8859_13),
	SINGLE("ISO-8859-14", iso_8859_14),
	SINGLE("ISO-8859-15", iso_8859_15),
	SINGLE("ISO-8859-16", iso_8859_16),
	SINGLE("KOI8-R", koi8_r),
	SINGLE("KOI8-U", koi8_u),
	SINGLE("macintosh", macintosh),
	SINGLE("windows-874", windows_874),
	SINGLE("windows-1250", windows_1250),
	SINGLE("windows-1251", windows_1251),
	SINGLE("windows-1252", windows_1252),
	SINGLE("windows-1253", windows_1253),
	SINGLE("windows-1254", windows_1254),
	SINGLE("windows-1255", windows_1255),
	SINGLE("windows-1256", windows_1256),
	SINGLE("windows-1257", windows_1257),
	SINGLE("windows-1258", windows_1258),
	SINGLE("x-mac-cyrillic", x_mac_cyrillic),
#undef SINGLE
	{ "GBK", decode_gb18030, true, NULL },
	{ "gb18030", decode_gb18030, true, NULL },
	{ "Big5", decode_big5, true, NULL },
	{ "EUC-JP", decode_euc_jp, true, NULL },
	{ "ISO-2022-JP", decode_iso_2022_jp, false, NULL },
	{ "Shift_JIS", decode_shift_jis, true, NULL },
	{ "EUC-KR", decode_euc_kr, true, NULL },
	{ "replacement", decode_replacement, false, NULL },
	{ "UTF-16BE", decode_utf_16be, false, NULL },
	{ "UTF-16LE", decode_utf_16le, false, NULL },
	{ "x-user-defined", decode_user_defined, true, NULL },
};

#define N_ENCODINGS (sizeof(encodings) / sizeof(encodings[0]))

static const struct encoding *
encoding_by_name(struct str name)
{
	for (size_t i = 0; i < N_ENCODINGS; i++)
		if (str_ieq(name, str_c(encodings[i].name)))
			return &encodings[i];
	return NULL;
}

/* Labels of the standard, 4.2, that lexbor 3.0.1 does not know. */
static const struct {
	const char *label;
	const char *name;
} more_labels[] = {
	{ "csunicode", "UTF-16LE" },
	{ "iso-10646-ucs-2", "UTF-16LE" },
	{ "ucs-2", "UTF-16LE" },
	{ "unicode", "UTF-16LE" },
	{ "unicode11utf8", "UTF-8" },
	{ "unicode20utf8", "UTF-8" },
	{ "unicodefeff", "UTF-16LE" },
	{ "unicodefffe", "UTF-16BE" },
	{ "x-unicode20utf8", "UTF-8" },
};

const char *
charset_by_label(struct str label)
{
	const lxb_encoding_data_t *known;
	const struct encoding *enc;

	label = str_trim(label);
	for (size_t i = 0; i < sizeof(more_labels) / sizeof(*more_labels); i++)
		if (str_ieq(label, str_c(more_labels[i].label)))
			return more_labels[i].name;
	known = lxb_encoding_data_by_pre_name(
	    (const lxb_char_t *)label.p, label.len);
	if (known == NULL)
		return NULL;
	enc = encoding_by_name(str_c((const char *)known->name));
	return enc == NULL ? NULL : enc->name;
}

const char *
charset_by_bom(struct str bytes, size_t *len)
{
	static const struct {
		const char *mark;
		const char *name;
	} marks[] = {
		{ "\xef\xbb\xbf", "UTF-8" },
		{ "\xfe\xff", "UTF-16BE" },
		{ "\xff\xfe", "UTF-16LE" },
	};

	*len = 0;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (str_starts(bytes, str_c(marks[i].mark))) {
			*len = strlen(marks[i].mark);
			return marks[i].name;
		}
	return NULL;
}

/* Where decoded text goes; with P NULL it is only measured. */
struct sink {
	char *p;
	size_t len;
	size_t bad;      /* replacements */
	size_t controls; /* C1 */
};

static void
put(struct sink *s, uint32_t cp)
{
	char utf8[4];
	size_t n = utf8_put(cp, utf8);

	if (s->p != NULL)
		memcpy(s->p + s->len, utf8, n);
	s->len += n;
}

static bool
put_character(void *ctx, uint32_t cp, struct str from)
{
	struct sink *s = ctx;

	(void)from;
	if (cp == CHARSET_FAULT) {
		put(s, UTF8_REPLACEMENT);
		s->bad++;
		return true;
	}
	if (cp >= 0x80 && cp < 0xa0)
		s->controls++;
	put(s, cp);
	return true;
}

static void
put_ascii(struct sink *s, struct str run)
{
	if (s->p != NULL)
		memcpy(s->p + s->len, run.p, run.len);
	s->len += run.len;
}

/* The next character of D to FN; false when none is left, or FN has enough. */
static bool
step(const struct encoding *enc, struct decoder *d, charset_fn fn, void *ctx)
{
	const uint32_t first = (1u << DECODE_SECOND) - 1;
	size_t from = d->at;
	struct str source;
	uint32_t cp;

	if (d->at >= d->in.len)
		return false;
	cp = enc->decode(d);
	source = str_sub(d->in, from, d->at - from);
	if (cp == DECODE_END)
		return false;
	if (cp == DECODE_ERROR)
		return fn(ctx, CHARSET_FAULT, source);
	if (!fn(ctx, cp & first, source))
		return false;
	return cp <= first || fn(ctx, cp >> DECODE_SECOND, source);
}

void
charset_each(const char *name, struct str bytes, charset_fn fn, void *ctx)
{
	const struct encoding *enc = encoding_by_name(str_c(name));
	struct decoder d = { .in = bytes };

	if (enc == NULL)
		return;
	d.table = enc->table;
	while (step(enc, &d, fn, ctx))
		;
}

/* All of BYTES to S; most of a page is ASCII, which goes there in one piece. */
static void
transcode(const struct encoding *enc, struct str bytes, struct sink *s)
{
	struct decoder d = { .in = bytes, .table = enc->table };

	do {
		if (enc->has_ascii) {
			size_t n = utf8_ascii_run(bytes, d.at);

			put_ascii(s, str_sub(bytes, d.at, n));
			d.at += n;
		}
	} while (step(enc, &d, put_character, s));
}

/* BYTES without the byte order mark of the encoding NAME. */
static struct str
skip_bom(const char *name, struct str bytes)
{
	size_t len;
	const char *mark = charset_by_bom(bytes, &len);

	if (mark == NULL || strcmp(mark, name) != 0)
		return bytes;
	return str_from(bytes, len);
}

size_t
charset_faults(const char *name, struct str bytes)
{
	const struct encoding *enc = encoding_by_name(str_c(name));
	struct sink s = { .p = NULL };

	if (enc == NULL)
		return 0;
	transcode(enc, skip_bom(enc->name, bytes), &s);
	return s.bad + s.controls;
}

int
charset_decode(struct arena *a, const char *name, struct str bytes,
    struct str *out, size_t *bad, struct err *e)
{
	const struct encoding *enc = encoding_by_name(str_c(name));
	struct sink s = { .p = NULL };

	if (enc == NULL)
		return err_set(e, ERR_DECODE, "unknown charset: %s", name);
	bytes = skip_bom(enc->name, bytes);
	if (enc->decode == decode_utf_8 && utf8_valid(bytes)) {
		*out = bytes;
		if (bad != NULL)
			*bad = 0;
		return 0;
	}
	transcode(enc, bytes, &s);
	if (bad != NULL)
		*bad = s.bad;
	s = (struct sink){ .p = arena_alloc(a, s.len) };
	transcode(enc, bytes, &s);
	*out = str_n(s.p, s.len);
	return 0;
}
