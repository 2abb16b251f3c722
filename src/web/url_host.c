// SPDX-License-Identifier: ISC
/* Hosts: URL Standard, 3.5 to 3.7, with the names left to lexbor's IDNA. */
#include <lexbor/unicode/unicode.h>

#include "base/utf8.h"
#include "web/lexbor.h"
#include "web/url_parts.h"

/*
 * lexbor's IDNA is quadratic in the length of a label: 256 KB of combining
 * marks take 2.7 s. A name in the DNS has 255 octets (RFC 1035 2.3.4), which
 * as UTF-8 are no more than this.
 */
#define IDNA_MAX 1024

/* Forbidden host code points (3.1). */
static bool
is_forbidden_host(unsigned char c)
{
	return c == '\0' || strchr("\t\n\r #/:<>?@[\\]^|", c) != NULL;
}

/* Forbidden domain code points (3.1). */
static bool
is_forbidden_domain(unsigned char c)
{
	return c < ' ' || c == '%' || c == 0x7f || is_forbidden_host(c);
}

static int
opaque_host(struct arena *a, struct str in, struct str *out)
{
	for (size_t i = 0; i < in.len; i++)
		if (is_forbidden_host((unsigned char)in.p[i]))
			return -1;
	*out = url_escape(a, in, SET_C0);
	return 0;
}

/* "Percent-decode" (1.3) */
static struct str
unescape(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.len);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		int hi =
		    i + 2 < s.len ? hex_value((unsigned char)s.p[i + 1]) : -1;
		int lo = hi < 0 ? -1 : hex_value((unsigned char)s.p[i + 2]);

		if (s.p[i] != '%' || lo < 0) {
			p[n++] = s.p[i];
			continue;
		}
		p[n++] = (char)(hi << 4 | lo);
		i += 2;
	}
	return str_n(p, n);
}

/* An IPv4 number (3.5): decimal, 0x or 0. Returns -1 when S is none; one that
 * is larger than any address may be returned as any such number. */
static int64_t
ipv4_number(struct str s)
{
	unsigned base = 10;
	uint64_t n = 0;

	if (str_empty(s))
		return -1;
	if (str_istarts(s, STR("0x"))) {
		base = 16;
		s = str_from(s, 2);
	} else if (s.len > 1 && s.p[0] == '0') {
		base = 8;
	}
	for (size_t i = 0; i < s.len; i++) {
		int v = hex_value((unsigned char)s.p[i]);

		if (v < 0 || (unsigned)v >= base)
			return -1;
		n = n * base + (unsigned)v;
		if (n > UINT32_MAX)
			n = (uint64_t)UINT32_MAX + 1;
	}
	return (int64_t)n;
}

/* Cut the labels of S, without an empty last one, into PART; returns their
 * number, or MAX + 1 when there are more. */
static size_t
labels(struct str s, struct str *part, size_t max)
{
	size_t n = 0;

	while (str_cut(&s, '.', &part[n < max ? n : max]))
		if (n++ == max)
			break;
	return n;
}

/* "Ends in a number" (3.5) */
static bool
ends_in_number(struct str s)
{
	struct str last;
	size_t i, dot;

	if (str_ends(s, STR(".")))
		s = str_sub(s, 0, s.len - 1);
	dot = str_rfind(s, STR("."));
	last = dot == STR_NONE ? s : str_from(s, dot + 1);
	for (i = 0; i < last.len && is_digit((unsigned char)last.p[i]); i++)
		;
	if (i == last.len)
		return last.len > 0;
	return ipv4_number(last) >= 0;
}

/* The decimal form of BYTE at P; returns its length. */
static size_t
put_byte(char *p, unsigned byte)
{
	size_t n = 0;

	if (byte >= 100)
		p[n++] = (char)('0' + byte / 100);
	if (byte >= 10)
		p[n++] = (char)('0' + byte / 10 % 10);
	p[n++] = (char)('0' + byte % 10);
	return n;
}

/* "IPv4 serializer" (3.6) */
static struct str
ipv4_write(struct arena *a, uint64_t address)
{
	char *p = arena_alloc(a, sizeof("255.255.255.255"));
	size_t n = 0;

	for (int shift = 24; shift >= 0; shift -= 8) {
		n += put_byte(p + n, (unsigned)(address >> shift & 255));
		if (shift > 0)
			p[n++] = '.';
	}
	return str_n(p, n);
}

static int
ipv4_parse(struct arena *a, struct str s, struct str *out)
{
	struct str part[5];
	size_t n = labels(s, part, 4);
	uint64_t address = 0;

	if (n > 4)
		return -1;
	for (size_t i = 0; i < n; i++) {
		int64_t v = ipv4_number(part[i]);
		unsigned room = i + 1 < n ? 8 : 8 * (5 - (unsigned)n);

		if (v < 0 || (uint64_t)v >> room != 0)
			return -1;
		address |= (uint64_t)v << (i + 1 < n ? 24 - 8 * i : 0);
	}
	*out = ipv4_write(a, address);
	return 0;
}

/* The dotted end of an IPv6 address, as two pieces. */
static int
ipv6_dotted(struct str s, uint16_t piece[2])
{
	unsigned byte[4] = { 0 };
	size_t n = 0, digits = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i] == '.') {
			if (digits == 0 || ++n > 3)
				return -1;
			digits = 0;
			continue;
		}
		if (!is_digit((unsigned char)s.p[i]) ||
		    (digits > 0 && byte[n] == 0))
			return -1;
		byte[n] = byte[n] * 10 + (unsigned)(s.p[i] - '0');
		if (byte[n] > 255)
			return -1;
		digits++;
	}
	if (n != 3 || digits == 0)
		return -1;
	piece[0] = (uint16_t)(byte[0] << 8 | byte[1]);
	piece[1] = (uint16_t)(byte[2] << 8 | byte[3]);
	return 0;
}

/* One piece of up to four digits at *AT, which is moved past them. */
static uint16_t
ipv6_piece(struct str s, size_t *at)
{
	unsigned v = 0;

	for (size_t n = 0;
	     n < 4 && *at < s.len && hex_value((unsigned char)s.p[*at]) >= 0;
	     n++)
		v = v << 4 | (unsigned)hex_value((unsigned char)s.p[(*at)++]);
	return (uint16_t)v;
}

/*
 * The pieces before and after "::" in V; returns their number, with the place
 * of "::" in *GAP or 8 when there is none; -1 for a failure.
 */
static int
ipv6_pieces(struct str s, uint16_t v[8], int *gap)
{
	size_t at = 0, from;
	int n = 0;

	*gap = 8;
	if (str_starts(s, STR(":")) && !str_starts(s, STR("::")))
		return -1;
	while (at < s.len) {
		if (n == 8)
			return -1;
		if (str_starts(str_from(s, at), STR("::"))) {
			if (*gap != 8)
				return -1;
			*gap = n;
			at += 2;
			continue;
		}
		from = at;
		v[n] = ipv6_piece(s, &at);
		if (at < s.len && s.p[at] == '.') {
			if (n > 6 || ipv6_dotted(str_from(s, from), v + n) != 0)
				return -1;
			return n + 2;
		}
		n++;
		if (at == from || (at < s.len && s.p[at] != ':') ||
		    at + 1 == s.len)
			return -1;
		if (at < s.len && s.p[at + 1] != ':')
			at++;
	}
	return n;
}

static int
ipv6_parse(struct str s, uint16_t v[8])
{
	uint16_t found[8] = { 0 };
	int gap, n = ipv6_pieces(s, found, &gap);

	if (n < 0 || (gap == 8 && n != 8) || (gap != 8 && n == 8))
		return -1;
	memset(v, 0, 8 * sizeof(*v));
	for (int i = 0; i < n; i++)
		v[i < gap ? i : 8 - n + i] = found[i];
	return 0;
}

/* "[...]": the first longest run of two or more zeros becomes "::" (3.6). */
static struct str
ipv6_write(struct arena *a, const uint16_t v[8])
{
	char text[48];
	int best = 8, len = 1, n = 0;

	for (int i = 0, run = 0; i < 8; i++) {
		run = v[i] == 0 ? run + 1 : 0;
		if (run > len) {
			len = run;
			best = i + 1 - run;
		}
	}
	text[n++] = '[';
	for (int i = 0; i < 8; i++) {
		if (i == best) {
			text[n++] = ':';
			if (i == 0)
				text[n++] = ':';
			i += len - 1;
			continue;
		}
		n += snprintf(text + n, sizeof(text) - (size_t)n, "%x%s", v[i],
		    i < 7 ? ":" : "");
	}
	text[n++] = ']';
	return arena_str(a, str_n(text, (size_t)n));
}

/* lexbor's memory for one name; deferred before it is taken. */
struct idna {
	lxb_unicode_idna_t *lxb;
	char *p; /* room for the name */
	size_t len, room;
};

static void
idna_release(void *arg)
{
	struct idna *d = arg;

	if (d->lxb != NULL)
		(void)lxb_unicode_idna_destroy(d->lxb, true);
	d->lxb = NULL;
}

static lxb_status_t
idna_add(const lxb_char_t *data, size_t len, void *arg)
{
	struct idna *d = arg;

	if (len > d->room - d->len)
		return LXB_STATUS_ERROR_OVERFLOW;
	memcpy(d->p + d->len, data, len);
	d->len += len;
	return LXB_STATUS_OK;
}

/*
 * ToASCII (3.3), not strict. CheckBidi and CheckJoiners are asked for, but
 * lexbor, up to 3.0 at least, takes these flags and looks at neither: a name
 * that a browser would refuse for them is left to the name system, which has
 * none such.
 */
static int
idna_to_ascii(struct arena *a, struct str name, struct str *out)
{
	struct idna *d = ARENA_NEW(a, struct idna);
	lxb_status_t status;

	if (name.len > IDNA_MAX)
		return -1;
	/* Mapping makes up to 18 characters of one (U+FDFA). */
	d->room = 32 * name.len;
	d->p = arena_alloc(a, d->room);
	arena_defer(a, idna_release, d);
	lexbor_memory();
	d->lxb = lxb_unicode_idna_create();
	status = lxb_unicode_idna_init(d->lxb);
	if (status == LXB_STATUS_OK)
		status = lxb_unicode_idna_to_ascii(d->lxb,
		    (const lxb_char_t *)name.p, name.len, idna_add, d,
		    LXB_UNICODE_IDNA_FLAG_CHECK_BIDI |
			LXB_UNICODE_IDNA_FLAG_CHECK_JOINERS);
	idna_release(d);
	*out = str_n(d->p, d->len);
	return status == LXB_STATUS_OK ? 0 : -1;
}

static bool
is_ascii(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

/* True for what most names are made of: there is nothing to decode, to map or
 * to refuse. */
static bool
is_plain_name(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!(s.p[i] >= 'a' && s.p[i] <= 'z') && !is_digit(s.p[i]) &&
		    s.p[i] != '.' && s.p[i] != '-')
			return false;
	return s.len > 0;
}

/* NAME without capitals in OUT; -1 when it has what no domain has. */
static int
lower_domain(struct arena *a, struct str name, struct str *out)
{
	char *p = arena_alloc(a, name.len);

	if (str_empty(name))
		return -1;
	for (size_t i = 0; i < name.len; i++) {
		if (is_forbidden_domain((unsigned char)name.p[i]))
			return -1;
		p[i] = to_lower(name.p[i]);
	}
	*out = str_n(p, name.len);
	return 0;
}

/*
 * The domain parser (3.3): of an ASCII name IDNA may say what it likes, as in
 * browsers, where names are in use that only look like punycode.
 */
static int
domain_parse(struct arena *a, struct str in, struct str *out)
{
	struct str name = in;

	if (!is_plain_name(in)) {
		name = utf8_scrub(a, unescape(a, in));
		if (!is_ascii(name) && idna_to_ascii(a, name, &name) != 0)
			return -1;
		if (lower_domain(a, name, &name) != 0)
			return -1;
	}
	*out = name;
	return ends_in_number(*out) ? ipv4_parse(a, *out, out) : 0;
}

int
url_host_parse(struct arena *a, struct str in, bool opaque, struct str *out)
{
	uint16_t v[8];

	if (str_starts(in, STR("["))) {
		if (!str_ends(in, STR("]")) ||
		    ipv6_parse(str_sub(in, 1, in.len - 2), v) != 0)
			return -1;
		*out = ipv6_write(a, v);
		return 0;
	}
	return opaque ? opaque_host(a, in, out) : domain_parse(a, in, out);
}
