// SPDX-License-Identifier: ISC
// Keys that there are not, and what was meant by them.
#include "base/suggest.h"
#include "config/keys.h"
#include "config/syntax.h"

/* What other programs and other people call our keys; these are too far from
 * the names to be typing mistakes. */
static const struct {
	const char *name, *key;
} synonyms[] = {
	{ "abstract", "summary" },
	{ "authentication", "auth" },
	{ "authorization", "auth" },
	{ "body", "content" },
	{ "byline", "author" },
	{ "cookie", "cookies" },
	{ "cookie_file", "cookies" },
	{ "cookiejar", "cookies" },
	{ "data", "post" },
	{ "datetime", "date" },
	{ "delay", "gap" },
	{ "disabled", "paused" },
	{ "encoding", "charset" },
	{ "entries", "item" },
	{ "entry", "item" },
	{ "exclude", "drop" },
	{ "feed", "url" },
	{ "filter", "only" },
	{ "frequency", "every" },
	{ "headline", "title" },
	{ "http", "http_version" },
	{ "href", "url" },
	{ "ignore", "drop" },
	{ "img", "image" },
	{ "interval", "every" },
	{ "items", "item" },
	{ "lang", "language" },
	{ "list", "item" },
	{ "login", "auth" },
	{ "modified", "updated" },
	{ "page", "url" },
	{ "password", "auth" },
	{ "photo", "image" },
	{ "picture", "image" },
	{ "pubdate", "date" },
	{ "published", "date" },
	{ "refresh", "every" },
	{ "schedule", "every" },
	{ "selector", "item" },
	{ "ssl", "tls" },
	{ "thumbnail", "image" },
	{ "time", "date" },
	{ "token", "auth" },
	{ "tz", "timezone" },
	{ "uri", "url" },
	{ "username", "auth" },
	{ "zone", "timezone" },
};

static const char *
where_name(unsigned where)
{
	if (where & IN_FILE)
		return "at the top of a file";
	if (where & IN_SETTINGS)
		return "in `settings`";
	if (where == IN_DEFAULTS)
		return "in `defaults`";
	if (where == IN_FEED)
		return "in `feeds`";
	return where == IN_SITES ? "in `sites`" : "in a source";
}

/* The key of WHERE that NAME is likely to stand for, or NULL. */
static const struct key *
meant(struct str name, unsigned where)
{
	const struct key *k;
	struct suggest near;

	for (size_t i = 0; i < sizeof(synonyms) / sizeof(synonyms[0]); i++) {
		k = key_find(str_c(synonyms[i].key), where);
		if (k != NULL && str_ieq(name, str_c(synonyms[i].name)))
			return k;
	}
	suggest_init(&near, name);
	for (size_t i = 0; i < key_count; i++)
		if (key_table[i].where & where)
			suggest_offer(&near, key_table[i].name);
	return near.best == NULL ? NULL : key_find(str_c(near.best), where);
}

/* Keys of ours that are not for this place, and one that is none. */
static bool
out_of_place(struct reader *r, const struct node *node, unsigned where)
{
	const struct key *other = key_find(node->value, ~0u);
	struct str name = shown(node->value);

	if (other != NULL)
		node_error(r->notes, node, 0,
		    "`%.*s` has no place %s; it stands %s", STR_ARG(name),
		    where_name(where),
		    where_name(
			other->where & IN_SOURCE ? IN_SOURCE : other->where));
	else if (str_ieq(name, STR("enabled")) && (where & IN_ANY_SOURCE))
		node_error(r->notes, node, 0,
		    "unknown key `%.*s` %s; each source is read unless it has "
		    "`paused: true`",
		    STR_ARG(name), where_name(where));
	else
		return false;
	return true;
}

const struct key *
key_unknown(struct reader *r, const struct node *node, unsigned where)
{
	const struct key *k;
	struct str *to;

	if (out_of_place(r, node, where) ||
	    syntax_trap(r->notes, node->text, node->line))
		return NULL;
	k = meant(node->value, where);
	to = node_error(r->notes, node, 0, "unknown key `%.*s` %s",
	    STR_ARG(shown(node->value)), where_name(where));
	if (k != NULL)
		*to = str_c(k->name);
	return k;
}
