// SPDX-License-Identifier: ISC
// What somebody can do next when there is no list to write.
#include "cli/detect/finding.h"

#include <stdio.h>

#include "cli/table.h"
#include "web/url.h"

/* Columns of a text that is quoted. */
#define QUOTE 60

static struct str
quoted(const struct finding *f, struct str text)
{
	return arena_printf(
	    f->c->a, "\"%s\"", table_text(f->c->a, text, QUOTE).p);
}

/* Where the example number I stands, which no list holds. */
static struct str
example_words(const struct finding *f, size_t i)
{
	struct arena *a = f->c->a;
	const struct whereabouts *w = &f->survey.examples[i];
	struct str text = quoted(f, f->c->example[i]);
	const char *path = table_text(a, w->path, (size_t)4 * QUOTE).p;

	switch (w->kind) {
	case WHERE_TEXT:
		return arena_printf(a,
		    "%s stands in %s, which is in no list of three or more "
		    "entries that are alike.",
		    text.p, path);
	case WHERE_LINK:
		return arena_printf(a,
		    "%s is where a link leads to in %s, which is in no list of "
		    "three or more entries that are alike.",
		    text.p, path);
	case WHERE_OTHERWISE:
		return arena_printf(a,
		    "%s is written %s on the page, in %s; capitals count.",
		    text.p, quoted(f, w->text).p, path);
	case WHERE_SCRIPT:
		return arena_printf(a,
		    "%s stands only in the data of a script: the list is made "
		    "by scripts in the browser, and the page that the server "
		    "sends does not have it.",
		    text.p);
	case WHERE_ATTRIBUTE:
		return arena_printf(a,
		    "%s stands only in an attribute of %s, where nobody reads "
		    "it.",
		    text.p, path);
	default:
		return arena_printf(a,
		    "%s is not in the page that the server sends. Perhaps "
		    "scripts make the list in the browser, or the page has "
		    "moved on.",
		    text.p);
	}
}

/* The front page of the site. */
static struct str
front_page(const struct finding *f)
{
	struct arena *a = f->c->a;
	struct url u;

	if (url_parse(a, f->bare.url, STR_NULL, &u) != 0)
		return STR("");
	return arena_printf(a, "%.*s/", STR_ARG(url_origin(a, &u)));
}

/* RFC 9110 15.5 and 15.6. */
static struct str
help_for_status(const struct finding *f, int status)
{
	if (status == 404 || status == 410)
		return arena_printf(f->c->a,
		    "Nothing is at this address. Is there a slip in it? Else "
		    "look for the list from the front page on, %.*s",
		    STR_ARG(front_page(f)));
	if (status == 401 || status == 403 || status == 407)
		return STR("The site does not show this to everybody. With a "
			   "login of yours, see auth and cookies in "
			   "coranto.yaml(5); else look for a feed, or ask its "
			   "owner.");
	if (status == 429 || status >= 500)
		return STR("That may pass: try it again in an hour.");
	return STR("See whether a browser shows the page at this address.");
}

struct str
finding_help(const struct finding *f)
{
	static const char only_pages[] =
	    "Lists are found in pages (HTML), feeds, sitemaps and JSON. Give "
	    "the address of the page on which people see the list, or of a "
	    "feed; rules of yours read tables, other XML and texts, see "
	    "coranto.yaml(5).";

	switch (f->err.code) {
	case ERR_HTTP:
		return help_for_status(f, f->err.http);
	case ERR_NET:
		return STR("Is there a slip in the address? See whether a "
			   "browser on this machine shows it.");
	case ERR_RENDER:
		return STR("Scripts in a browser would make this list. Look "
			   "for another page of the site that lists the "
			   "same, such as one for printing or an archive, or "
			   "for a feed; if there is none, `render: chromium` "
			   "in the source has a browser make it.");
	case ERR_BLOCKED:
		return STR("The site wants to know who asks. With a login of "
			   "yours, see auth and cookies in coranto.yaml(5); "
			   "else look for a feed, or ask its owner.");
	case ERR_DECODE:
		return str_c(only_pages);
	case ERR_EXTRACT:
		if (f->c->nexamples > 0)
			return STR_NULL;
		if (f->n > 0)
			return STR("Where you see a list on the page, name a "
				   "headline of it: --example=\"TEXT\". If it "
				   "is one of these after all, take it with "
				   "--pick=NUMBER.");
		return f->readable
			   ? STR("Where you see a list on the page, name a "
				 "headline of it: --example=\"TEXT\".")
			   : str_c(only_pages);
	default:
		return STR_NULL;
	}
}

void
finding_print_help(const struct finding *f)
{
	size_t width = table_columns();
	struct arena *a = f->c->a;
	struct str help = finding_help(f);

	if (f->survey.examples != NULL && f->err.code == ERR_EXTRACT)
		for (size_t i = 0; i < f->c->nexamples; i++)
			printf("\n%s\n",
			    table_wrap(a, example_words(f, i), width, 0).p);
	if (!str_empty(help))
		printf("\n%s\n", table_wrap(a, help, width, 0).p);
}
