// SPDX-License-Identifier: ISC
#include "normalize/identity.h"

#include "base/civil.h"
#include "base/sha256.h"
#include "model/limits.h"
#include "normalize/canonical.h"
#include "normalize/markup.h"
#include "normalize/text.h"
#include "normalize/volatile.h"
#include "web/url.h"

static struct str
without_fragment(struct str url)
{
	return str_sub(url, 0, str_chr(url, '#', 0));
}

/* The guid that stands in the page; or empty, as for one that is none but a
 * whole text. */
static struct str
found_guid(const struct item *it)
{
	const struct raw_field *f;

	if (it->raw == NULL)
		return STR_NULL;
	f = &it->raw->field[FIELD_GUID];
	if (f->n == 0 || f->v[0].value.len > LIMIT_URL)
		return STR_NULL;
	return str_trim(f->v[0].value);
}

/*
 * What the link tells the item by: its canonical form, and for a place in the
 * list's own page that place too. A link to the list itself tells nothing.
 */
static struct str
link_key(struct arena *a, struct str page, struct str link)
{
	size_t hash = str_chr(link, '#', 0);
	struct str key = canonical_url(a, link), list;

	if (str_empty(link))
		return STR_NULL;
	list = canonical_url(a, without_fragment(page));
	if (!str_eq(key, list))
		return key;
	if (hash == STR_NONE || hash + 1 == link.len)
		return STR_NULL;
	return arena_concat(a, (struct str[]){ key, str_from(link, hash) }, 2);
}

/*
 * The day that the page's own words name, whenever they are read: "11-20" for
 * "Nov 20", "2026-11-20" with its year, empty for "yesterday", "3 hours ago"
 * and the like, which would make the item another one tomorrow.
 */
static struct str
lasting_day(
    struct arena *a, const struct when *w, const struct date_context *ctx)
{
	/* Another season, and no whole number of weeks away. */
	struct date_context later = *ctx;
	struct when again;
	struct civil c, d;

	later.now += 100 * (int64_t)86400;
	if (w->precision == PRECISION_NONE || str_empty(w->raw) ||
	    date_parse(a, w->raw, &later, &again) != 0)
		return STR_NULL;
	civil_from_utc(w->t + w->offset, &c);
	civil_from_utc(again.t + again.offset, &d);
	if (c.month != d.month || c.day != d.day)
		return STR_NULL;
	if (w->inferred || c.year != d.year)
		return arena_printf(a, " %02d-%02d", c.month, c.day);
	return arena_printf(a, " %04d-%02d-%02d", c.year, c.month, c.day);
}

/* Title and day, for what has no address; or empty. */
static struct str
title_key(
    struct arena *a, const struct item *it, const struct date_context *ctx)
{
	if (str_empty(it->title))
		return STR_NULL;
	return arena_concat(a,
	    (struct str[]){
		text_fold(a, it->title), lasting_day(a, &it->published, ctx) },
	    2);
}

int
identity_key(struct arena *a, const struct source *src, struct str page,
    const struct date_context *ctx, unsigned without, struct item *it)
{
	struct str guid =
	    without & IDENTITY_NO_GUID ? STR_NULL : found_guid(it);
	struct str key =
	    without & IDENTITY_NO_LINK ? STR_NULL : link_key(a, page, it->link);
	const char *kind = "l:";

	/* A feed that gives its links as guids means the links. */
	if (!str_empty(guid) &&
	    (src->rules->field[FIELD_GUID].n > 0 || str_empty(key) ||
		!str_eq(canonical_url(a, guid), key))) {
		kind = "g:";
		key = guid;
	} else if (str_empty(key)) {
		kind = "t:";
		key = title_key(a, it, ctx);
	}
	if (str_empty(key))
		return -1;
	it->key = arena_concat(a, (struct str[]){ str_c(kind), key }, 2);
	return 0;
}

struct str
identity_hex(struct arena *a, const struct source *src, const struct item *it)
{
	/* A link means the same everywhere, a number or a title does not. */
	struct str scope = str_starts(it->key, STR("l:")) ? STR_NULL : src->id;
	struct str named =
	    arena_concat(a, (struct str[]){ scope, STR("\n"), it->key }, 3);

	/* 128 bits are enough that no two of all items have the same. */
	return str_sub(sha256_hex(a, named), 0, 32);
}

/* The host of IT within SRC. The key of a link has it in canonical form; what
 * else a key may begin with says nothing. */
static struct str
host_of(struct arena *a, const struct source *src, const struct item *it)
{
	struct str at = str_empty(it->link) ? src->url : it->link;
	struct str key = it->key;
	struct url u;

	if (str_starts(key, STR("l:https://"))) {
		size_t end = 0;

		key = str_from(key, strlen("l:https://"));
		while (end < key.len &&
		       (is_alpha(key.p[end]) || is_digit(key.p[end]) ||
			   key.p[end] == '.' || key.p[end] == '-'))
			end++;
		/* Else there is a port, a name, or no DNS name at all. */
		if (end == key.len || key.p[end] == '/')
			return str_sub(key, 0, end);
	}
	return url_parse(a, canonical_url(a, at), STR_NULL, &u) == 0 ? u.host
								     : STR_NULL;
}

/*
 * HOST as a DNS name (RFC 4151, 2.1): letters, digits, "." and
 * "-", the last not at the ends. "localhost" when there is none.
 */
static struct str
authority(struct arena *a, struct str host)
{
	char *p = arena_cstr(a, host);

	for (size_t i = 0; i < host.len; i++)
		if (!is_alpha(p[i]) && !is_digit(p[i]) && p[i] != '.')
			p[i] = '-';
	host = str_n(p, host.len);
	while (host.len > 0 && host.p[0] == '-')
		host = str_from(host, 1);
	while (host.len > 0 && host.p[host.len - 1] == '-')
		host.len--;
	return str_empty(host) ? STR("localhost") : host;
}

struct str
identity_guid(struct arena *a, const struct source *src, const struct item *it,
    unsigned suffix)
{
	struct str guid = arena_concat(a,
	    (struct str[]){ STR("tag:"), authority(a, host_of(a, src, it)),
		STR(",2026:"), identity_hex(a, src, it) },
	    4);

	if (suffix == 0)
		return guid;
	return arena_printf(a, "%.*s-%u", STR_ARG(guid), suffix);
}

/* The text of a summary or page, as far as a change of it is news. */
static struct str
lasting(struct arena *a, struct str text)
{
	return text_fold(a, volatile_drop(a, text));
}

int64_t
identity_digest(struct arena *a, const struct item *it)
{
	struct str content = markup_text(a, it->content);
	struct str part[] = { text_fold(a, it->title), STR("\n"),
		lasting(a, it->summary), STR("\n"), lasting(a, content) };
	uint8_t sum[SHA256_SIZE];
	uint64_t digest = 0;

	sha256_parts(part, sizeof(part) / sizeof(*part), sum);
	for (size_t i = 0; i < sizeof(digest); i++)
		digest = digest << 8 | sum[i];
	/* The same bits as a signed number, which is what SQLite stores. */
	return (int64_t)digest;
}
