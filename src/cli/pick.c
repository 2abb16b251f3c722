// SPDX-License-Identifier: ISC
// The source that somebody names; or what to do instead.
#include "cli/cli.h"

#include "base/suggest.h"
#include "run/health.h"

/* How many sources are named as an example: a line has 80 columns. */
#define MEMBERS_NAMED 5

/* All the same but for a slash at the end. */
static bool
same_but_slash(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;

	return a.len + b.len == 2 * n + 1 &&
	       str_eq(str_sub(a, 0, n), str_sub(b, 0, n)) &&
	       str_ends(a.len > n ? a : b, STR("/"));
}

/* The id or URL that NAME may have meant, or NULL. */
static const char *
near_source(const struct cli *c, const struct config *config, struct str name)
{
	struct suggest near;

	suggest_init(&near, name);
	for (size_t i = 0; i < config->sources.n; i++) {
		const struct source *s = &config->sources.v[i];

		if (same_but_slash(s->url, name))
			return arena_cstr(c->a, s->url);
		suggest_offer(&near, arena_cstr(c->a, s->id));
	}
	return near.best;
}

/* A feed of several sources that has this id, or NULL. */
static const struct merged *
merged_named(const struct config *config, struct str name)
{
	for (size_t i = 0; i < config->merged.n; i++)
		if (str_eq(config->merged.v[i].id, name))
			return &config->merged.v[i];
	return NULL;
}

/* The ids of the first sources of M: "town, port, ..." */
static struct str
member_names(struct arena *a, const struct merged *m)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < m->nmembers && i < MEMBERS_NAMED; i++)
		s = arena_printf(a, "%.*s%s%.*s", STR_ARG(s), i > 0 ? ", " : "",
		    STR_ARG(m->member[i]->id));
	if (m->nmembers > MEMBERS_NAMED)
		s = arena_printf(a, "%.*s, ...", STR_ARG(s));
	return s;
}

/* What to do instead, for who gave a NAME that is none. */
static void
say_no_source(const struct cli *c, const struct config *config, struct str name)
{
	const struct merged *m = merged_named(config, name);
	const char *near = near_source(c, config, name);
	struct str path = config->path;

	if (m != NULL)
		cli_usage("\"%.*s\" is a feed of several sources; name one of "
			  "them: %.*s",
		    STR_ARG(name), STR_ARG(member_names(c->a, m)));
	else if (str_eq(name, STR(HEALTH_ID)))
		cli_usage("\"%.*s\" is the feed of what changed with the "
			  "sources, as `%s status` tells it",
		    STR_ARG(name), cli_call(c).p);
	else if (near != NULL)
		cli_usage("%.*s has no source \"%.*s\"; did you mean \"%s\"?",
		    STR_ARG(path), STR_ARG(name), near);
	else if (str_find(name, STR("://")) == STR_NONE)
		cli_usage("%.*s has no source \"%.*s\"; `%s status` lists them",
		    STR_ARG(path), STR_ARG(name), cli_call(c).p);
	else if (c->command->fn == cmd_test)
		cli_usage(
		    "%.*s has no source \"%.*s\"; without -c any page "
		    "is tried, and `%s detect URL --add` makes it a source",
		    STR_ARG(path), STR_ARG(name), cli_call(c).p);
	else
		cli_usage("%.*s has no source \"%.*s\"; `%s detect URL --add` "
			  "makes it one",
		    STR_ARG(path), STR_ARG(name), cli_call(c).p);
}

const struct source *
cli_source(const struct cli *c, const struct config *config, struct str name)
{
	for (size_t i = 0; i < config->sources.n; i++)
		if (str_eq(config->sources.v[i].id, name) ||
		    str_eq(config->sources.v[i].url, name))
			return &config->sources.v[i];
	say_no_source(c, config, name);
	return NULL;
}
