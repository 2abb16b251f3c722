// SPDX-License-Identifier: ISC
#include "decode/decode.h"

#include "decode/sniff.h"
#include "decode/verdict.h"
#include "web/charset.h"
#include "web/mime.h"

/*
 * Undo the content codings, and gzip that a file has of its own: sitemaps and
 * tables are kept as .xml.gz and .csv.gz, and sent under any type. RFC 1952
 * 2.3.1: its first three bytes.
 */
static int
inflate_all(struct arena *a, const struct source *src,
    const struct response *res, struct str *out, bool *truncated, struct err *e)
{
	bool cut = false;
	int rc;

	if (decode_inflate(a, res->body, res->content_encoding, src->max_size,
		out, truncated, e) != 0)
		return -1;
	if (!str_starts(*out, STR("\x1f\x8b\x08")))
		return 0;
	rc = decode_inflate(a, *out, STR("gzip"), src->max_size, out, &cut, e);
	*truncated |= cut;
	return rc;
}

/* The charset that the source asks for, else what the response tells. */
static int
choose(struct arena *a, const struct source *src, const struct response *res,
    struct str bytes, struct verdict *out, struct err *e)
{
	const struct hint hint = { src->language, res->url, NULL };

	if (str_empty(src->charset)) {
		*out = verdict(a, bytes, res->content_type, &hint);
		return 0;
	}
	*out = (struct verdict){ charset_by_label(src->charset),
		CHARSET_CONFIGURED, NULL };
	if (out->name == NULL)
		return err_set(e, ERR_DECODE, "unknown charset: %.*s",
		    STR_ARG(src->charset));
	return 0;
}

int
decode(struct arena *a, const struct source *src, const struct response *res,
    struct document *out, struct err *e)
{
	struct verdict verdict;
	struct str bytes;
	const char *what;

	if (inflate_all(a, src, res, &bytes, &out->truncated, e) != 0)
		return -1;
	if (bytes.len > src->max_size)
		return err_set(e, ERR_LIMIT,
		    "the content is larger than %u bytes (max_size)",
		    (unsigned)src->max_size);
	if (choose(a, src, res, bytes, &verdict, e) != 0)
		return -1;
	out->charset = verdict.name;
	out->charset_source = verdict.source;
	out->declared = verdict.declared;
	what = sniff_binary(bytes, out->charset);
	if (what != NULL)
		return err_set(
		    e, ERR_DECODE, "the content is %s, no page", what);
	out->type = mime_essence(a, res->content_type);
	out->url = res->url;
	out->language = res->content_language;
	out->challenge = res->challenge;
	out->cookies = res->cookies;
	return charset_decode(a, out->charset, bytes, &out->text, NULL, e);
}
