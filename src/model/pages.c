// SPDX-License-Identifier: ISC
#include "model/pages.h"

#include "base/buf.h"

static const char *const slot_name[PAGES_SLOTS] = { "page", "offset",
	"cursor" };

/*
 * The next "{name}" of S from *AT on, which is moved behind it; the text before
 * it goes to *BEFORE. False when there is none.
 */
static bool
next_slot(struct str s, size_t *at, struct str *before, struct str *name)
{
	size_t open = str_chr(s, '{', *at), close;

	if (open == STR_NONE)
		return false;
	close = str_chr(s, '}', open);
	if (close == STR_NONE)
		return false;
	*before = str_sub(s, *at, open - *at);
	*name = str_sub(s, open + 1, close - open - 1);
	*at = close + 1;
	return true;
}

static enum pages_slot
slot_find(struct str name)
{
	int i = 0;

	while (i < PAGES_SLOTS && !str_eq(name, str_c(slot_name[i])))
		i++;
	return (enum pages_slot)i;
}

unsigned
pages_slots(struct str address, struct str *other)
{
	struct str before, name;
	unsigned found = 0;
	size_t at = 0;

	*other = STR_NULL;
	while (next_slot(address, &at, &before, &name)) {
		enum pages_slot slot = slot_find(name);

		if (slot < PAGES_SLOTS)
			found |= 1u << slot;
		else
			*other = name;
	}
	return found;
}

/* RFC 3986 2.3: what never needs an escape. */
static bool
is_unreserved(char c)
{
	return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' ||
	       c == '~';
}

static void
put_escaped(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_unreserved(s.p[i]))
			buf_addc(b, s.p[i]);
		else
			buf_addf(b, "%%%02X", (unsigned char)s.p[i]);
}

struct str
pages_fill(
    struct arena *a, struct str address, const struct str value[PAGES_SLOTS])
{
	struct str before, name, out;
	size_t at = 0;
	struct buf b;

	buf_init(&b, SIZE_MAX);
	while (next_slot(address, &at, &before, &name)) {
		enum pages_slot slot = slot_find(name);

		buf_add(&b, before);
		if (slot < PAGES_SLOTS)
			put_escaped(&b, value[slot]);
	}
	buf_add(&b, str_from(address, at));
	out = arena_str(a, buf_str(&b));
	buf_release(&b);
	return out;
}
