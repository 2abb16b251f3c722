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

struct utf8_count
sniff_utf8(struct str bytes)
{
	struct utf8_count n = { 0, 0 };
	size_t at = 0, end = 0;
	bool ok = true;

	while ((at += utf8_ascii_run(bytes, at)) < bytes.len) {
		utf8_read(bytes, &at, &ok);
		n.characters += ok;
		n.faults += !ok;
		end = at;
	}
	/* A character that is cut at the end is no fault. */
	if (!ok && n.faults == 1 && n.characters > 0 && end == bytes.len)
		n.faults = 0;
	return n;
}

const char *
sniff_utf16(struct str bytes)
{
	struct str head = str_sub(bytes, 0, HEAD & ~(size_t)1);
	size_t ascii[2] = { 0, 0 };

	/* ASCII, which markup is, has NUL for every other byte. */
	for (size_t i = 0; i + 1 < head.len; i += 2) {
		ascii[0] += head.p[i] > 0 && head.p[i + 1] == 0;
		ascii[1] += head.p[i] == 0 && head.p[i + 1] > 0;
	}
	if (ascii[0] * 4 > head.len && ascii[1] == 0)
		return "UTF-16LE";
	if (ascii[1] * 4 > head.len && ascii[0] == 0)
		return "UTF-16BE";
	return NULL;
}
