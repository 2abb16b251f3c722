// SPDX-License-Identifier: ISC
#include "decode/sniff.h"

#include "base/utf8.h"
#include "web/charset.h"

/* How much of a resource is looked at: WHATWG MIME Sniffing 5, 1,445 bytes. */
#define HEAD 1445

/*
 * Beginnings of what is often behind a link that once was a page. Source:
 * WHATWG MIME Sniffing 6 and 7.1, without those that need a mask.
 */
static const struct {
	const char *bytes;
	size_t len;
	const char *what;
} signatures[] = {
	{ "%PDF-", 5, "a PDF document" },
	{ "%!PS-Adobe-", 11, "a PostScript document" },
	{ "\x89PNG\r\n\x1a\n", 8, "a PNG image" },
	{ "\xff\xd8\xff", 3, "a JPEG image" },
	{ "GIF87a", 6, "a GIF image" },
	{ "GIF89a", 6, "a GIF image" },
	{ "BM", 2, "a BMP image" },
	{ "\0\0\1\0", 4, "an icon" },
	{ "RIFF", 4, "a RIFF file (WebP, WAVE or AVI)" },
	{ "ID3", 3, "MP3 audio" },
	{ "OggS\0", 5, "Ogg media" },
	{ "\x1a\x45\xdf\xa3", 4, "WebM or Matroska video" },
	{ "\x1f\x8b\x08", 3, "gzip data" },
	{ "PK\3\4", 4, "a ZIP archive or an office document" },
	{ "Rar!\x1a\7", 6, "a RAR archive" },
	{ "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "an old office document" },
	{ "wOFF", 4, "a font" },
	{ "wOF2", 4, "a font" },
};

/* MIME Sniffing 3, "binary data byte": a control that no text has. */
static bool
is_binary(unsigned char c)
{
	return c <= 0x08 || c == 0x0b || (c >= 0x0e && c <= 0x1a) ||
	       (c >= 0x1c && c <= 0x1f);
}

const char *
sniff_binary(struct str bytes, const char *name)
{
	struct str head = str_sub(bytes, 0, HEAD);
	size_t binary = 0;

	if (strncmp(name, "UTF-16", 6) == 0)
		return NULL;
	for (size_t i = 0; i < head.len; i++)
		if (is_binary((unsigned char)head.p[i]))
			binary++;
	/* Pages have stray controls, even NULs; what is one in 64 is data. */
	if (binary * 64 <= head.len)
		binary = 0;
	for (size_t i = 0; i < sizeof(signatures) / sizeof(*signatures); i++) {
		struct str s = str_n(signatures[i].bytes, signatures[i].len);

		/* Short ones are the start of words, too: "BMW", "ID3". */
		if (str_starts(head, s) && (binary > 0 || s.len > 4))
			return signatures[i].what;
	}
	return binary > 0 ? "binary data" : NULL;
}

bool
sniff_is_utf8(struct str bytes)
{
	size_t valid = utf8_valid_prefix(bytes);
	size_t ascii = 0;

	while (ascii < valid && (unsigned char)bytes.p[ascii] < 0x80)
		ascii++;
	/* A sequence that is cut has three bytes at most. */
	return ascii < valid && bytes.len - valid <= 3 &&
	       charset_faults("UTF-8", str_from(bytes, valid)) <= 1;
}

/*
 * The two-byte encodings of East Asia, and in which leads and trails their
 * everyday characters lie: what share of all pairs these are in running text
 * tells one from the other, since each accepts most pairs of the others.
 * The rows: GB 2312 rows 16 to 55 are the 3,755 hanzi of level 1, KS X 1001
 * rows 16 to 40 the 2,350 hangul; JIS X 0208 rows 4 and 5 are kana, few in
 * lists of headlines but next to none in pages of other languages; Big5's A4
 * to C6 are the frequently used 5,401 hanzi.
 */
static const struct east {
	const char *name;
	unsigned char lead[2], trail[2];
	unsigned percent; /* of all pairs, at least */
} east[] = {
	{ "EUC-JP", { 0xa4, 0xa5 }, { 0xa1, 0xfe }, 10 },
	{ "Shift_JIS", { 0x82, 0x83 }, { 0x40, 0xfc }, 10 },
	{ "EUC-KR", { 0xb0, 0xc8 }, { 0xa1, 0xfe }, 80 },
	{ "GBK", { 0xb0, 0xd7 }, { 0xa1, 0xfe }, 60 },
	{ "Big5", { 0xa4, 0xc6 }, { 0x40, 0xfe }, 60 },
};

/* True when BYTES, read as pairs, look like running text in ENC. */
static bool
looks_like(const struct east *enc, struct str bytes)
{
	size_t pairs = 0, everyday = 0;

	for (size_t i = 0; i + 1 < bytes.len; i++) {
		unsigned char lead = (unsigned char)bytes.p[i];
		unsigned char trail = (unsigned char)bytes.p[i + 1];

		if (lead < 0x80)
			continue;
		i++;
		pairs++;
		everyday += lead >= enc->lead[0] && lead <= enc->lead[1] &&
			    trail >= enc->trail[0] && trail <= enc->trail[1];
	}
	return pairs > 0 && everyday * 100 >= pairs * enc->percent;
}

const char *
sniff_undeclared(struct str bytes)
{
	size_t ascii = 0;

	while (ascii < bytes.len && (unsigned char)bytes.p[ascii] < 0x80)
		ascii++;
	if (ascii == bytes.len || sniff_is_utf8(bytes))
		return "UTF-8";
	for (size_t i = 0; i < sizeof(east) / sizeof(east[0]); i++)
		if (looks_like(&east[i], bytes) &&
		    charset_faults(east[i].name, bytes) <= 1)
			return east[i].name;
	return "windows-1252";
}
