// SPDX-License-Identifier: ISC
/*
 * The query of a URL in a page of an older encoding goes out in that encoding.
 * Source: WHATWG URL 4.4, "query state"; 5.1, "percent-encode after encoding".
 */
#include <lexbor/encoding/encoding.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "web/url.h"

/* Bytes that no encoder exceeds for one character: ESC $ B and a pair are 5. */
#define ENCODED_MAX 8

/* The encoding that queries of a page in CHARSET have; NULL is UTF-8. */
static const lxb_encoding_data_t *
query_encoding(const char *charset)
{
	if (charset == NULL || str_starts(str_c(charset), STR("UTF-")) ||
	    str_eq(str_c(charset), STR("replacement")))
		return NULL;
	return lxb_encoding_data_by_pre_name(
	    (const lxb_char_t *)charset, strlen(charset));
}

/* In the "query percent-encode set" of special URLs (URL, 1.3). */
static bool
is_escaped(unsigned char c)
{
	return c <= ' ' || c >= 0x7F || strchr("\"#<>'", c) != NULL;
}

static void
put(struct buf *b, const lxb_char_t *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (is_escaped(bytes[i]))
			buf_addf(b, "%%%02X", bytes[i]);
		else
			buf_addc(b, (char)bytes[i]);
	}
}

static void
put_query(struct buf *b, struct str query, const lxb_encoding_data_t *enc)
{
	lxb_encoding_encode_t e;
	lxb_char_t bytes[ENCODED_MAX], *p;

	(void)lxb_encoding_encode_init_single(&e, enc);
	for (size_t at = 0; at < query.len && !b->over;) {
		uint32_t cp = utf8_next(query, &at);
		size_t n;

		p = bytes;
		if (enc->encode_single(&e, &p, bytes + ENCODED_MAX, cp) < 0) {
			buf_addf(b, "%%26%%23%u%%3B", (unsigned)cp);
			continue;
		}
		/* What was ASCII before is left to the parser of URLs. */
		n = (size_t)(p - bytes);
		put(b, bytes, cp < 0x80 && n > 0 ? n - 1 : n);
		if (cp < 0x80)
			buf_addc(b, (char)cp);
	}
	p = bytes;
	(void)lxb_encoding_encode_finish_single(&e, &p, bytes + ENCODED_MAX);
	put(b, bytes, (size_t)(p - bytes));
}

static bool
is_ascii_only(struct str s)
{
	size_t i = 0;

	while (i < s.len && (unsigned char)s.p[i] < 0x80)
		i++;
	return i == s.len;
}

struct str
url_in_page(struct arena *a, struct str ref, const char *charset, size_t limit)
{
	const lxb_encoding_data_t *enc = query_encoding(charset);
	size_t end = str_chr(ref, '#', 0);
	size_t mark = str_chr(str_sub(ref, 0, end), '?', 0);
	struct str query = str_from(str_sub(ref, 0, end), mark);
	struct buf *b;

	if (enc == NULL || mark == STR_NONE || is_ascii_only(query))
		return ref;
	b = buf_in(a, limit);
	buf_add(b, str_sub(ref, 0, mark));
	put_query(b, query, enc);
	if (end != STR_NONE)
		buf_add(b, str_from(ref, end));
	if (!b->over)
		ref = arena_str(a, buf_str(b));
	buf_release(b);
	return ref;
}
