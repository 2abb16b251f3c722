// SPDX-License-Identifier: ISC
#include "run/kept_file.h"

#include <errno.h>
#include <string.h>

#include "decode/decode.h"
#include "model/limits.h"
#include "publish/zip.h"

static const char head[] = "coranto page 1\n";

#define TEXT_MAX (LIMIT_KEPT_HEAD + (size_t)LIMIT_BODY_MAX)

/* A line of the head; a value that would break it apart is left out. */
static void
put_line(struct buf *b, const char *name, struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if ((unsigned char)value.p[i] < ' ')
			return;
	if (!str_empty(value))
		buf_addf(b, "%s: %.*s\n", name, STR_ARG(value));
}

/* True when the body of RES is what its coding says, and that is gzip. */
static bool
is_gzip(const struct response *res)
{
	struct str coding = str_trim(res->content_encoding);

	return (str_ieq(coding, STR("gzip")) ||
		   str_ieq(coding, STR("x-gzip"))) &&
	       str_starts(res->body, STR("\x1f\x8b\x08"));
}

/* TEXT, compressed unless what comes of it would pass for a bomb, when it is read
 * again. */
static int
gzip(struct str text, enum zip_level level, struct buf *b)
{
	size_t before = b->len;

	if (zip_bytes(text, level, b) != 0)
		return -1;
	if (text.len <= LIMIT_RATIO_FLOOR ||
	    text.len / LIMIT_RATIO < b->len - before)
		return 0;
	b->len = before;
	return zip_bytes(text, ZIP_STORED, b);
}

/*
 * A body that came by gzip is a member of the file as it is (RFC 1952, 2.2), one
 * of another coding is kept in it: what strangers compressed is no matter of
 * this process.
 */
int
kept_file_make(
    const struct source *s, const struct response *res, struct buf *b)
{
	struct str coding = str_trim(res->content_encoding);
	enum zip_level level = str_empty(coding) ? ZIP_FAST : ZIP_STORED;
	bool member = is_gzip(res);
	struct buf plain;
	int rc;

	buf_init(&plain, TEXT_MAX);
	buf_add(&plain, str_c(head));
	/* What came from the environment may stand in any part of it. */
	if (str_eq(s->shown, s->url))
		put_line(&plain, "url", res->url);
	put_line(&plain, "type", res->content_type);
	put_line(&plain, "language", res->content_language);
	if (!member)
		put_line(&plain, "coding", coding);
	buf_addc(&plain, '\n');
	if (!member)
		buf_add(&plain, res->body);
	errno = EFBIG;
	rc = plain.over ? -1 : gzip(buf_str(&plain), level, b);
	if (rc == 0 && member)
		buf_add(b, res->body);
	buf_release(&plain);
	return rc;
}

/* Take the head of TEXT apart; the rest is the body. */
static int
take_apart(struct str text, struct response *out)
{
	struct str line, rest;

	if (!str_starts(text, str_c(head)))
		return -1;
	rest = str_from(text, strlen(head));
	while (str_cut(&rest, '\n', &line)) {
		size_t colon = str_find(line, STR(": "));
		struct str name = str_sub(line, 0, colon), value;

		if (str_empty(line)) {
			out->body = rest;
			return 0;
		}
		if (colon == STR_NONE)
			return -1;
		value = str_from(line, colon + 2);
		if (str_eq(name, STR("url")))
			out->url = value;
		else if (str_eq(name, STR("type")))
			out->content_type = value;
		else if (str_eq(name, STR("language")))
			out->content_language = value;
		else if (str_eq(name, STR("coding")))
			out->content_encoding = value;
	}
	return -1;
}

int
kept_file_read(struct arena *a, struct str bytes, struct response *out)
{
	struct str text;
	struct err why;
	bool cut = false;

	if (decode_inflate(
		a, bytes, STR("gzip"), TEXT_MAX, &text, &cut, &why) != 0 ||
	    cut)
		return -1;
	return take_apart(text, out);
}
