// SPDX-License-Identifier: ISC
// I-Regexp is checked by its own grammar and handed to PCRE2 with all that
// would mean more to PCRE2 guarded: RFC 9485, sections 3 and 5.4.
#include "web/iregexp.h"

#include "base/buf.h"
#include "base/utf8.h"

/* RFC 9485, section 3: IsCategory, the letters behind the first. */
static const struct {
	char first;
	const char *then;
} categories[] = {
	{ 'L', "ltmou" },
	{ 'M', "nce" },
	{ 'N', "dlo" },
	{ 'P', "cdseifo" },
	{ 'Z', "slp" },
	{ 'S', "mcko" },
	{ 'C', "cfon" },
};

struct iregexp {
	struct str s;
	size_t at;
	struct buf *b;
	struct err *e;
};

static int
fail(struct iregexp *r, size_t at, const char *msg)
{
	err_set(r->e, ERR_CONFIG, "%s", msg);
	r->e->col = (int)at + 1;
	return -1;
}

static int
peek(const struct iregexp *r)
{
	return r->at < r->s.len ? (unsigned char)r->s.p[r->at] : -1;
}

/* The character C as itself. PCRE2: a backslash takes any meaning from what is
 * neither letter nor digit. */
static void
put_plain(struct buf *b, char c)
{
	if (!is_alpha(c) && !is_digit(c) && (unsigned char)c < 0x80)
		buf_addc(b, '\\');
	buf_addc(b, c);
}

/* p{Lu} behind the backslash. */
static int
category(struct iregexp *r)
{
	size_t from = r->at, end = str_chr(r->s, '}', r->at);
	struct str name = str_sub(r->s, from + 2, end - from - 2);

	if (end == STR_NONE || r->s.p[from + 1] != '{' || name.len < 1 ||
	    name.len > 2)
		return fail(r, from, "a category is missing");
	for (size_t i = 0; i < sizeof(categories) / sizeof(*categories); i++) {
		if (categories[i].first != name.p[0] ||
		    (name.len == 2 &&
			strchr(categories[i].then, name.p[1]) == NULL))
			continue;
		buf_addc(r->b, '\\');
		buf_add(r->b, str_sub(r->s, from, end + 1 - from));
		r->at = end + 1;
		return 0;
	}
	return fail(r, from, "there is no such category");
}

/* RFC 9485: SingleCharEsc. The backslash is at hand. */
static int
single(struct iregexp *r)
{
	int c = r->at + 1 < r->s.len ? r->s.p[r->at + 1] : 0;

	if (c == 0 || strchr("()*+-.?[\\]^{|}nrt", c) == NULL)
		return fail(r, r->at, "there is no such escape");
	buf_addc(r->b, '\\');
	buf_addc(r->b, (char)c);
	r->at += 2;
	return 0;
}

static int
escape(struct iregexp *r)
{
	int c = r->at + 1 < r->s.len ? r->s.p[r->at + 1] : 0;

	if (c != 'p' && c != 'P')
		return single(r);
	r->at++;
	return category(r);
}

/* CCchar */
static int
class_char(struct iregexp *r)
{
	int c = peek(r);

	if (c == '\\')
		return single(r);
	if (c < 0 || c == '-' || c == '[' || c == ']')
		return fail(r, r->at, "no character of a class");
	put_plain(r->b, (char)c);
	r->at++;
	/* The rest of a character of several bytes. */
	while (c >= 0xC0 && peek(r) >= 0x80 && peek(r) < 0xC0)
		buf_addc(r->b, r->s.p[r->at++]);
	return 0;
}

/* CCE1: a character, a range or a category. */
static int
class_part(struct iregexp *r)
{
	if (peek(r) == '\\' && r->at + 1 < r->s.len &&
	    (r->s.p[r->at + 1] == 'p' || r->s.p[r->at + 1] == 'P'))
		return escape(r);
	if (class_char(r) != 0)
		return -1;
	if (peek(r) != '-' ||
	    (r->at + 1 < r->s.len && r->s.p[r->at + 1] == ']'))
		return 0;
	r->at++;
	buf_addc(r->b, '-');
	return class_char(r);
}

static int class(struct iregexp *r)
{
	size_t from = r->at++;

	buf_addc(r->b, '[');
	if (peek(r) == '^') {
		buf_addc(r->b, '^');
		r->at++;
	}
	if (peek(r) == '-') {
		buf_add(r->b, STR("\\-"));
		r->at++;
	} else if (class_part(r) != 0) {
		return -1;
	}
	while (peek(r) >= 0 && peek(r) != ']' && peek(r) != '-')
		if (class_part(r) != 0)
			return -1;
	if (peek(r) == '-') {
		buf_add(r->b, STR("\\-"));
		r->at++;
	}
	if (peek(r) != ']')
		return fail(r, from, "the class is not closed");
	r->at++;
	buf_addc(r->b, ']');
	return 0;
}

/* {n}, {n,} or {n,m} */
static int
range(struct iregexp *r)
{
	size_t from = r->at, digits = 0, commas = 0;

	for (r->at++; peek(r) != '}'; r->at++) {
		if (peek(r) == ',' && digits > 0 && commas == 0)
			commas++;
		else if (is_digit(peek(r)))
			digits++;
		else
			return fail(r, from, "no number of repetitions");
	}
	if (digits == 0)
		return fail(r, from, "no number of repetitions");
	r->at++;
	buf_add(r->b, str_sub(r->s, from, r->at - from));
	return 0;
}

static int
quantifier(struct iregexp *r)
{
	int c = peek(r);

	if (c == '{')
		return range(r);
	if (c != '*' && c != '+' && c != '?')
		return 0;
	buf_addc(r->b, (char)c);
	r->at++;
	return 0;
}

/* An atom that is no group. */
static int
atom(struct iregexp *r)
{
	int c = peek(r);

	switch (c) {
	case '\\':
		return escape(r);
	case '[':
		return class(r);
	case '.':
		buf_add(r->b, STR("[^\\n\\r]"));
		r->at++;
		return 0;
	case '^':
	case '$':
		/* Plain characters by the grammar, but what RFC 9485 has
		 * patterns handed to takes them for the ends of the text (its
		 * section 5), and so does everybody who writes them. */
		buf_add(r->b, c == '^' ? STR("\\A") : STR("\\z"));
		r->at++;
		return 0;
	case ']':
	case '{':
	case '}':
	case '*':
	case '+':
	case '?':
		return fail(r, r->at, "this stands here only behind a \\");
	default:
		put_plain(r->b, (char)c);
		r->at++;
		while (c >= 0xC0 && peek(r) >= 0x80 && peek(r) < 0xC0)
			buf_addc(r->b, r->s.p[r->at++]);
		return 0;
	}
}

/* Groups are counted, not entered: they may be many. */
static int
translate(struct iregexp *r)
{
	size_t depth = 0;

	while (r->at < r->s.len) {
		int c = peek(r);

		if (c == '(' || c == '|') {
			depth += c == '(';
			buf_add(r->b, c == '(' ? STR("(?:") : STR("|"));
			r->at++;
			continue;
		}
		if (c == ')') {
			if (depth-- == 0)
				return fail(r, r->at, "no group is open");
			buf_addc(r->b, ')');
			r->at++;
		} else if (atom(r) != 0) {
			return -1;
		}
		if (quantifier(r) != 0)
			return -1;
	}
	return depth == 0 ? 0 : fail(r, r->s.len, "a group is not closed");
}

int
iregexp_compile(struct arena *a, struct str pattern, bool whole, unsigned steps,
    struct regex **out, struct err *e)
{
	struct buf *b = buf_in(a, 8 * pattern.len + 64);
	struct iregexp r = { .s = pattern, .b = b, .e = e };
	int rc;

	buf_add(b, whole ? STR("\\A(?:") : STR("(?:"));
	rc = translate(&r);
	buf_add(b, whole ? STR(")\\z") : STR(")"));
	if (rc == 0)
		rc = regex_compile(a, buf_str(b), STR_NULL, steps, out, e);
	buf_release(b);
	return rc;
}
