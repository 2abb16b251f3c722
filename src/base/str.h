// SPDX-License-Identifier: ISC
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/*
 * A slice of bytes. P need not end in NUL; LEN may count any byte, NUL
 * included. P may be NULL only when LEN is 0, so that a zeroed record holds
 * empty strings. A slice owns nothing: it lives as long as the arena, buffer
 * or literal behind it. Arguments are passed by value.
 */
struct str {
	const char *p;
	size_t len;
};

#define STR_NULL ((struct str){ "", 0 })
/* A slice of a string literal. */
#define STR(lit) ((struct str){ "" lit, sizeof(lit) - 1 })
/* For printf: printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).len, (s).p

/* The slice of a C string; a NULL pointer gives the empty slice. */
static inline struct str
str_c(const char *s)
{
	return s == NULL ? STR_NULL : (struct str){ s, strlen(s) };
}

static inline struct str
str_n(const char *p, size_t len)
{
	return (struct str){ p == NULL ? "" : p, p == NULL ? 0 : len };
}

static inline bool
str_empty(struct str s)
{
	return s.len == 0;
}

/* True for space, tab, LF, FF and CR: the white space of HTML and CSS. */
static inline bool
is_html_space(int c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static inline bool
is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static inline bool
is_alpha(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* ASCII only; other bytes are returned as they are. */
static inline char
to_lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* The value of a hexadecimal digit, or -1. */
int hex_value(int c);

/* memcmp, for which no pointer may be NULL, not even for no bytes. In the header,
 * as those of a literal are a few instructions without a call. */
static inline bool
str_same(const char *a, const char *b, size_t len)
{
	return len == 0 || memcmp(a, b, len) == 0;
}

static inline bool
str_eq(struct str a, struct str b)
{
	return a.len == b.len && str_same(a.p, b.p, b.len);
}

static inline bool
str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && str_same(s.p, prefix.p, prefix.len);
}

static inline bool
str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
	       str_same(s.p + s.len - suffix.len, suffix.p, suffix.len);
}

/* Equal when ASCII letters are compared without case. */
bool str_ieq(struct str a, struct str b);
/* Order of the bytes, as memcmp; a prefix comes first. */
int str_cmp(struct str a, struct str b);
bool str_istarts(struct str s, struct str prefix);

/* S from byte FROM on, at most LEN bytes; both are cut to what S has. */
static inline struct str
str_sub(struct str s, size_t from, size_t len)
{
	if (from > s.len)
		from = s.len;
	if (len > s.len - from)
		len = s.len - from;
	return from == 0 ? (struct str){ s.p, len }
			 : (struct str){ s.p + from, len };
}

static inline struct str
str_from(struct str s, size_t from)
{
	return str_sub(s, from, s.len);
}

#define STR_NONE ((size_t)-1)
/* Index of the first NEEDLE in S, or STR_NONE. An empty needle is at 0. */
size_t str_find(struct str s, struct str needle);
/* Index of the last NEEDLE in S, or STR_NONE. */
size_t str_rfind(struct str s, struct str needle);
/* Index of the first byte C at or after FROM, or STR_NONE. */
size_t str_chr(struct str s, char c, size_t from);

/* Without HTML white space at both ends. */
struct str str_trim(struct str s);

/*
 * Cut the part of *REST before the first SEP into PART and leave what follows
 * in *REST. Returns false when nothing was left to cut. "a,,b" has the parts
 * "a", "" and "b"; an empty string has none.
 */
bool str_cut(struct str *rest, char sep, struct str *part);

/*
 * Read S as a decimal number without sign. Returns 0, or -1 when S is empty,
 * has another character or is larger than MAX.
 */
int str_uint(struct str s, unsigned long long max, unsigned long long *out);

#endif
