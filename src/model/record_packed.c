// SPDX-License-Identifier: ISC
#include "model/record_packed.h"

#include <string.h>

#include "base/utf8.h"
#include "model/limits.h"
#include "model/record_parts.h"

/* No line of JSON begins with it. */
#define MARK '#'
#define LINK_KEY "l:"
/* Most bytes of a number of 64 bits in base 128. */
#define NUMBER_MOST 10

/* Words of the page that the store keeps: of a link, and of an id for who
 * recovers. */
static const enum field words[] = { FIELD_LINK, FIELD_GUID };
#define WORDS (sizeof(words) / sizeof(*words))

/* --- Writing ------------------------------------------------------------- */

static void
put(struct buf *b, uint64_t v)
{
	char digit[NUMBER_MOST];
	size_t n = 0;

	for (; v >= 0x80; v >>= 7)
		digit[n++] = (char)(v | 0x80);
	digit[n++] = (char)v;
	buf_add(b, (struct str){ digit, n });
}

/* Twice a number, less one when it is below zero, so that small ones are. */
static void
put_signed(struct buf *b, int64_t v)
{
	put(b, v < 0 ? ~((uint64_t)v << 1) : (uint64_t)v << 1);
}

static void
put_bytes(struct buf *b, struct str s)
{
	put(b, s.len);
	buf_add(b, s);
}

static void
put_text(struct buf *b, struct str s, size_t max)
{
	size_t most = s.len < max ? s.len : max;
	size_t valid = utf8_valid_prefix(str_sub(s, 0, most));
	struct arena a;

	/* What is cut within a character ends before it. */
	if (valid == s.len || (most < s.len && valid + 4 > most)) {
		put_bytes(b, str_sub(s, 0, valid));
		return;
	}
	arena_init(&a, SIZE_MAX); /* of one text */
	put_text(b, utf8_scrub(&a, str_sub(s, 0, most)), max);
	arena_release(&a);
}

static bool
is_link_key(const struct item *it)
{
	return !str_empty(it->link) && str_starts(it->key, STR(LINK_KEY)) &&
	       str_eq(str_from(it->key, strlen(LINK_KEY)), it->link);
}

static void
put_when(struct buf *b, const struct when *w)
{
	put(b, w->precision);
	if (w->precision == PRECISION_NONE)
		return;
	put_signed(b, w->t);
	put_signed(b, w->offset);
	put(b, w->inferred);
	put(b, w->how);
}

static void
put_raw(struct buf *b, const struct raw_item *raw)
{
	uint64_t found = 0;

	for (int f = 0; raw != NULL && f < FIELD_COUNT; f++)
		found |= (uint64_t)(raw->field[f].n > 0) << f;
	put(b, found);
	if (found >> FIELD_DATE & 1)
		put_text(b, raw->field[FIELD_DATE].rule, RECORD_FOUND);
	for (size_t i = 0; i < WORDS; i++) {
		const struct raw_value *v;

		if ((found >> words[i] & 1) == 0)
			continue;
		v = raw->field[words[i]].v;
		put_text(b, v->raw, RECORD_LINK);
		put_text(b, v->value, RECORD_LINK);
	}
}

static void
put_item(struct buf *b, const struct item *it)
{
	for (size_t i = 0; i < RECORD_TEXTS; i++)
		put_text(b,
		    i == 0 && is_link_key(it)
			? STR_NULL
			: record_text(it, &record_texts[i]),
		    RECORD_FOUND);
	put_when(b, &it->published);
	put_when(b, &it->updated);
	put(b, it->position);
	put(b, (uint64_t)it->digest);
	put(b, it->ncategories);
	for (size_t i = 0; i < it->ncategories; i++)
		put_text(b, it->categories[i], RECORD_FOUND);
	put(b, it->nenclosures);
	for (size_t i = 0; i < it->nenclosures; i++) {
		put_text(b, it->enclosures[i].url, RECORD_FOUND);
		put_text(b, it->enclosures[i].type, LIMIT_URL);
		put(b, it->enclosures[i].length);
	}
	put_raw(b, it->raw);
}

int
packed_write(struct buf *b, const struct items *all)
{
	buf_addc(b, MARK);
	put(b, all->n);
	for (size_t i = 0; i < all->n; i++)
		put_item(b, &all->v[i]);
	return b->over ? -1 : 0;
}

/* --- Reading ------------------------------------------------------------- */

/* Once something is BAD all that follows is zero and empty. */
struct reading {
	struct arena *a;
	struct str rest;
	bool bad;
};

static uint64_t
take(struct reading *r, uint64_t max)
{
	uint64_t v = 0;
	size_t n = 0;
	unsigned char c = 0x80;

	while (c >= 0x80 && n < r->rest.len && n < NUMBER_MOST) {
		c = (unsigned char)r->rest.p[n];
		v |= (uint64_t)(c & 0x7f) << 7 * n++;
	}
	r->rest = str_from(r->rest, n);
	/* One way to write each: the last digit is no leading zero. */
	if (r->bad || c >= 0x80 || v > max || (n > 1 && c == 0) ||
	    (n == NUMBER_MOST && c > 1)) {
		r->bad = true;
		return 0;
	}
	return v;
}

static int64_t
take_signed(struct reading *r, int64_t most)
{
	uint64_t v = take(r, 2 * (uint64_t)most);

	return v % 2 == 0 ? (int64_t)(v / 2) : -(int64_t)(v / 2) - 1;
}

static struct str
take_text(struct reading *r, size_t max)
{
	size_t n = (size_t)take(r, max);
	struct str s = str_sub(r->rest, 0, n);

	if (s.len < n || !utf8_valid(s)) {
		r->bad = true;
		return STR_NULL;
	}
	r->rest = str_from(r->rest, n);
	return s;
}

static struct str
take_address(struct reading *r)
{
	struct str s = take_text(r, LIMIT_URL);

	if (!str_empty(s) && !record_is_address(s, false))
		r->bad = true;
	return s;
}

/* Of things that take a byte at least. */
static size_t
take_count(struct reading *r, size_t max)
{
	return (size_t)take(r, max < r->rest.len ? max : r->rest.len);
}

static void
take_when(struct reading *r, struct when *out)
{
	out->precision = (enum precision)take(r, PRECISION_MONTH);
	if (out->precision == PRECISION_NONE)
		return;
	out->t = take_signed(r, RECORD_TIME_MAX);
	out->offset = (int32_t)take_signed(r, RECORD_OFFSET);
	out->inferred = take(r, 1) != 0;
	out->how = (unsigned)take(r, (1U << HOW_COUNT) - 1);
}

static void
take_lists(struct reading *r, struct item *it)
{
	it->ncategories = take_count(r, LIMIT_VALUES);
	it->categories = ARENA_ARRAY(r->a, it->ncategories, struct str);
	for (size_t i = 0; i < it->ncategories; i++)
		it->categories[i] = take_text(r, RECORD_CHARACTERS(LIMIT_NAME));
	it->nenclosures = take_count(r, LIMIT_VALUES);
	it->enclosures = ARENA_ARRAY(r->a, it->nenclosures, struct enclosure);
	for (size_t i = 0; i < it->nenclosures; i++) {
		it->enclosures[i].url = take_address(r);
		it->enclosures[i].type = take_text(r, LIMIT_URL);
		it->enclosures[i].length = take(r, INT64_MAX);
	}
}

static void
take_raw(struct reading *r, struct item *it)
{
	struct raw_item *raw = ARENA_NEW(r->a, struct raw_item);
	struct raw_value *unsaid = ARENA_NEW(r->a, struct raw_value);
	uint64_t found = take(r, (1U << FIELD_COUNT) - 1);

	for (int f = 0; f < FIELD_COUNT; f++) {
		raw->field[f].v = unsaid;
		raw->field[f].n = found >> f & 1;
	}
	if (found >> FIELD_DATE & 1)
		raw->field[FIELD_DATE].rule = take_text(r, RECORD_FOUND);
	for (size_t i = 0; i < WORDS; i++) {
		struct raw_value *v;

		if ((found >> words[i] & 1) == 0)
			continue;
		v = ARENA_NEW(r->a, struct raw_value);
		v->raw = take_text(r, RECORD_LINK);
		v->value = take_text(r, RECORD_LINK);
		raw->field[words[i]].v = v;
	}
	raw->position = it->position;
	it->raw = raw;
}

static void
take_item(struct reading *r, struct item *it)
{
	*it = (struct item){ .raw = NULL };
	for (size_t i = 0; i < RECORD_TEXTS; i++) {
		const struct record_text *t = &record_texts[i];

		record_text_set(
		    it, t, t->address ? take_address(r) : take_text(r, t->max));
	}
	if (str_empty(it->key) && str_empty(it->link))
		r->bad = true;
	if (str_empty(it->key))
		it->key = arena_concat(
		    r->a, (struct str[]){ STR(LINK_KEY), it->link }, 2);
	take_when(r, &it->published);
	take_when(r, &it->updated);
	it->position = (size_t)take(r, LIMIT_ITEMS);
	it->digest = (int64_t)take(r, UINT64_MAX);
	take_lists(r, it);
	take_raw(r, it);
}

bool
packed_is(struct str rest)
{
	return rest.len > 0 && rest.p[0] == MARK;
}

int
packed_read(struct arena *a, struct str *rest, struct items *out, struct err *e)
{
	struct reading r = { .a = a, .rest = arena_str(a, str_from(*rest, 1)) };
	size_t n = take_count(&r, LIMIT_ITEMS);

	out->v = ARENA_ARRAY(a, n, struct item);
	for (out->n = 0; out->n < n && !r.bad; out->n++)
		take_item(&r, &out->v[out->n]);
	*rest = str_from(*rest, rest->len - r.rest.len);
	return r.bad ? record_bad(e, "items") : 0;
}
