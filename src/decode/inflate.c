// SPDX-License-Identifier: ISC
#include "decode/decode.h"

#define ZLIB_CONST
#include <brotli/decode.h>
#include <limits.h>
#include <zlib.h>
#include <zstd.h>

#include "base/buf.h"
#include "model/limits.h"

#define CHUNK (64 << 10)

/* RFC 9659: a zstd frame sent as a content coding needs no larger window. */
#define ZSTD_WINDOW_LOG 23

/* How a coding ended. */
enum end {
	END_WHOLE,
	END_CUT,    /* the input stopped before the coding did */
	END_BROKEN, /* no bytes of this coding */
	END_OVER    /* more output than OUT may hold */
};

/*
 * Room for the next piece of output, or 0 when OUT is full. OUT holds one byte
 * more than the limit, so that full means over.
 */
static size_t
room(struct buf *out)
{
	size_t n = out->limit - out->len;

	if (n > CHUNK)
		n = CHUNK;
	return buf_reserve(out, n) == 0 ? n : 0;
}

/* Run one zlib stream and move IN past it. */
static enum end
zlib_stream(struct str *in, struct buf *out, int window_bits)
{
	z_stream z = { 0 };
	enum end end = END_WHOLE;
	int rc = Z_OK;

	if (inflateInit2(&z, window_bits) != Z_OK)
		return END_BROKEN;
	z.next_in = (const Bytef *)in->p;
	z.avail_in = (uInt)in->len;
	while (rc == Z_OK) {
		size_t n = room(out);

		if (n == 0) {
			end = END_OVER;
			goto out;
		}
		z.next_out = (Bytef *)out->p + out->len;
		z.avail_out = (uInt)n;
		rc = inflate(&z, Z_NO_FLUSH);
		out->len += n - z.avail_out;
	}
	if (rc == Z_BUF_ERROR)
		end = END_CUT;
	else if (rc != Z_STREAM_END)
		end = END_BROKEN;
	*in = str_from(*in, in->len - z.avail_in);
out:
	inflateEnd(&z);
	return end;
}

static bool
is_gzip(struct str s)
{
	return str_starts(s, STR("\x1f\x8b"));
}

/*
 * RFC 1952 2.2: members may follow one another. What follows and is no member
 * is padding, which gzip(1) and browsers ignore.
 */
static enum end
gzip(struct str in, struct buf *out)
{
	enum end end;

	do
		end = zlib_stream(&in, out, MAX_WBITS + 16);
	while (end == END_WHOLE && is_gzip(in));
	return end;
}

/*
 * RFC 9110 8.4.1.2 means zlib's format (RFC 1950), but servers also send bare
 * deflate data (RFC 1951). The two bytes of a zlib header tell them apart.
 */
static enum end
deflated(struct str in, struct buf *out)
{
	unsigned char cmf = (unsigned char)in.p[0];
	unsigned char flg = in.len > 1 ? (unsigned char)in.p[1] : 0;
	bool zlib = (cmf & 0x0f) == Z_DEFLATED && cmf >> 4 <= 7 &&
		    (cmf << 8 | flg) % 31 == 0;

	return zlib_stream(&in, out, zlib ? MAX_WBITS : -MAX_WBITS);
}

static enum end
brotli(struct str in, struct buf *out)
{
	BrotliDecoderState *b = BrotliDecoderCreateInstance(NULL, NULL, NULL);
	const uint8_t *next_in = (const uint8_t *)in.p;
	size_t avail_in = in.len;
	BrotliDecoderResult rc = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
	enum end end = END_WHOLE;

	if (b == NULL)
		return END_BROKEN;
	while (rc == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
		size_t n = room(out), left = n;
		uint8_t *next_out = (uint8_t *)out->p + out->len;

		if (n == 0) {
			end = END_OVER;
			goto out;
		}
		rc = BrotliDecoderDecompressStream(
		    b, &avail_in, &next_in, &left, &next_out, NULL);
		out->len += n - left;
	}
	if (rc == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
		end = END_CUT;
	else if (rc != BROTLI_DECODER_RESULT_SUCCESS)
		end = END_BROKEN;
out:
	BrotliDecoderDestroyInstance(b);
	return end;
}

/* RFC 8878 3: frames may follow one another. */
static enum end
zstd(struct str in, struct buf *out)
{
	ZSTD_DStream *z = ZSTD_createDStream();
	ZSTD_inBuffer from = { in.p, in.len, 0 };
	enum end end = END_WHOLE;
	size_t want = 1, n = 0;
	ZSTD_outBuffer to = { NULL, 0, 0 };

	if (z == NULL)
		return END_BROKEN;
	ZSTD_DCtx_setParameter(z, ZSTD_d_windowLogMax, ZSTD_WINDOW_LOG);
	/* A full output may hide more that the decoder still holds. */
	while (from.pos < from.size || (to.pos == n && want != 0)) {
		n = room(out);
		if (n == 0) {
			end = END_OVER;
			goto out;
		}
		to = (ZSTD_outBuffer){ out->p + out->len, n, 0 };
		want = ZSTD_decompressStream(z, &to, &from);
		if (ZSTD_isError(want)) {
			end = END_BROKEN;
			goto out;
		}
		out->len += to.pos;
	}
	if (want != 0)
		end = END_CUT;
out:
	ZSTD_freeDStream(z);
	return end;
}

/*
 * Source: IANA HTTP Content Coding Registry, less `compress`, `exi` and the
 * dictionary codings, none of which was asked for; x-gzip: RFC 9110 8.4.1.3.
 */
static const struct coding {
	const char *name;
	enum end (*undo)(struct str in, struct buf *out);
} coding_table[] = {
	{ "gzip", gzip },
	{ "x-gzip", gzip },
	{ "deflate", deflated },
	{ "br", brotli },
	{ "zstd", zstd },
};

static const struct coding *
coding_find(struct str name)
{
	for (size_t i = 0; i < sizeof(coding_table) / sizeof(*coding_table);
	     i++)
		if (str_ieq(name, str_c(coding_table[i].name)))
			return &coding_table[i];
	return NULL;
}

/* The codings in the order in which they were applied; N is set. */
static int
codings_parse(struct str list, const struct coding *found[LIMIT_CODINGS],
    size_t *n, struct err *e)
{
	struct str part;

	*n = 0;
	while (str_cut(&list, ',', &part)) {
		part = str_trim(part);
		if (str_empty(part) || str_ieq(part, STR("identity")))
			continue;
		if (*n == LIMIT_CODINGS)
			return err_set(e, ERR_LIMIT,
			    "more than %d content codings", LIMIT_CODINGS);
		found[*n] = coding_find(part);
		if (found[(*n)++] == NULL)
			return err_set(e, ERR_DECODE,
			    "unknown content coding \"%.*s\"",
			    part.len > 40 ? 40 : (int)part.len, part.p);
	}
	return 0;
}

/* How large what came as WIRE bytes may get. A page that says the same over and
 * over is small; what is large and nothing but repetition is no page. */
static size_t
inflated_limit(size_t wire, size_t limit)
{
	size_t most = wire * LIMIT_RATIO;

	if (most < LIMIT_RATIO_FLOOR)
		most = LIMIT_RATIO_FLOOR;
	return most < limit ? most : limit;
}

static int
too_large(const struct coding *c, size_t limit, size_t max_size, struct err *e)
{
	if (limit < max_size)
		return err_set(e, ERR_LIMIT,
		    "the content is more than %d times as large after decoding "
		    "%s",
		    LIMIT_RATIO, c->name);
	return err_set(e, ERR_LIMIT,
	    "the content is larger than %zu bytes after decoding %s "
	    "(max_size)",
	    limit, c->name);
}

/* Undo one coding. The output lives as long as A, though not inside it. */
static int
undo(struct arena *a, const struct coding *c, size_t limit, size_t max_size,
    struct str *bytes, bool *truncated, struct err *e)
{
	struct buf *out = buf_in(a, limit + 1);
	enum end end = c->undo(*bytes, out);

	if (end == END_BROKEN)
		return err_set(
		    e, ERR_DECODE, "the content is no valid %s data", c->name);
	if (end == END_OVER || out->len > limit)
		return too_large(c, limit, max_size, e);
	if (end == END_CUT)
		*truncated = true;
	if (out->cap > 0)
		out->p[out->len] = '\0';
	*bytes = buf_str(out);
	return 0;
}

int
decode_inflate(struct arena *a, struct str bytes, struct str codings,
    size_t limit, struct str *out, bool *truncated, struct err *e)
{
	const struct coding *found[LIMIT_CODINGS];
	size_t most = inflated_limit(bytes.len, limit), n;
	bool cut = false;

	if (codings_parse(codings, found, &n, e) != 0)
		return -1;
	if (bytes.len > INT_MAX)
		return err_set(e, ERR_LIMIT,
		    "the content is larger than %d "
		    "bytes",
		    INT_MAX);
	/* No content is no content in any coding, whatever the header says. */
	while (n > 0 && bytes.len > 0)
		if (undo(a, found[--n], most, limit, &bytes, &cut, e) != 0)
			return -1;
	*out = bytes;
	*truncated = cut;
	return 0;
}
