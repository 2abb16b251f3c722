// SPDX-License-Identifier: ISC
#include "decode/decode.h"

#include "decode/sniff.h"
#include "web/charset.h"
#include "web/mime.h"

/* The charset of a Content-Type value, or of a bare label. */
static const char *
from_header(struct str content_type)
{
	const char *name = charset_from_content_type(content_type);

	return name != NULL ? name : charset_by_label(content_type);
}

/*
 * What a page without anything better declares. The standard looks at the
 * first 1,024 bytes and starts over when a <meta> comes later (13.2.3.4);
 * here all of the head is at hand. A body may speak of charsets, so it is not
 * asked.
 */
static const char *
from_page(struct str bytes)
{
	const char *name = charset_prescan(str_sub(bytes, 0, CHARSET_PRESCAN));
	size_t body = 0;

	if (name != NULL)
		return name;
	while (body < bytes.len &&
	       !str_istarts(str_from(bytes, body), STR("<body")))
		body++;
	return charset_prescan(str_sub(bytes, 0, body));
}

const char *
decode_sniff(struct str bytes, struct str content_type)
{
	size_t len;
	const char *name = charset_by_bom(bytes, &len);

	if (name != NULL)
		return name;
	name = from_header(content_type);
	if (name == NULL)
		name = from_page(bytes);
	if (name == NULL)
		return sniff_undeclared(bytes);
	if (sniff_is_utf8(bytes) && charset_faults(name, bytes) > 0)
		return "UTF-8";
	return name;
}

/* The charset that the source asks for, else what the response tells. */
static const char *
choose(const struct source *src, const struct response *res, struct str bytes,
    struct err *e)
{
	const char *name;

	if (str_empty(src->charset))
		return decode_sniff(bytes, res->content_type);
	name = charset_by_label(src->charset);
	if (name == NULL)
		err_set(e, ERR_DECODE, "unknown charset: %.*s",
		    STR_ARG(src->charset));
	return name;
}

int
decode(struct arena *a, const struct source *src, const struct response *res,
    struct document *out, struct err *e)
{
	struct str bytes;
	const char *what;

	if (decode_inflate(a, res->body, res->content_encoding, src->max_size,
		&bytes, &out->truncated, e) != 0)
		return -1;
	if (bytes.len > src->max_size)
		return err_set(e, ERR_LIMIT,
		    "the content is larger than %u bytes (max_size)",
		    (unsigned)src->max_size);
	out->charset = choose(src, res, bytes, e);
	if (out->charset == NULL)
		return -1;
	what = sniff_binary(bytes, out->charset);
	if (what != NULL)
		return err_set(
		    e, ERR_DECODE, "the content is %s, no page", what);
	out->type = mime_essence(a, res->content_type);
	out->url = res->url;
	out->challenge = res->challenge;
	out->cookies = res->cookies;
	return charset_decode(a, out->charset, bytes, &out->text, NULL, e);
}
