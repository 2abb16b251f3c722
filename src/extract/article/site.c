// SPDX-License-Identifier: ISC
#include "extract/article/site.h"

#include <stddef.h>

#include "extract/article/measure.h"

/* Share of the host's letters that a name must have, in tenths. */
#define MOST 6
/* Bytes of a name. */
#define NAME_MOST 200

static size_t
letters(struct str s)
{
	size_t n = 0;

	for (size_t at = 0; next_letter(s, &at) != 0;)
		n++;
	return n;
}

/* True when the letters and figures of PART begin those of ALL at byte FROM. */
static bool
stands_at(struct str part, struct str all, size_t from)
{
	for (size_t at = 0;;) {
		uint32_t cp = next_letter(part, &at);

		if (cp == 0)
			return true;
		if (cp != next_letter(all, &from))
			return false;
	}
}

bool
site_is(const struct site *site, struct str text)
{
	struct str host = site->host;
	size_t n = letters(str_sub(text, 0, NAME_MOST + 1));

	if (n == 0 || text.len > NAME_MOST)
		return false;
	if (stands_at(text, site->name, 0) && n == letters(site->name))
		return true;
	if (str_starts(host, STR("www.")))
		host = str_from(host, strlen("www."));
	if (10 * n < MOST * letters(host))
		return false;
	for (size_t from = 0; from < host.len; from++)
		if (stands_at(text, host, from))
			return true;
	return false;
}
