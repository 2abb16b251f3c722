// SPDX-License-Identifier: ISC
#include "cli/detect/finding.h"

#include <stdio.h>

#include "cli/reason.h"
#include "cli/table.h"
#include "model/limits.h"

#define SAMPLES 3
#define INDENT 3
#define GAP 2
/* Columns of a text that is quoted. */
#define QUOTE ((size_t)60)

/* Text that goes on for lines, below the number of a list. */
static void
print_wrapped(const struct finding *f, struct str text)
{
	printf("%*s%s\n", INDENT, "",
	    table_wrap(f->c->a, text, table_columns() - INDENT, INDENT).p);
}

/* What stands above the offers from number I on; or NULL. */
static const char *
offers_head(const struct finding *f, size_t i)
{
	const struct finding_offer *o = &f->offer[i];
	bool feed = offer_is_feed(o->is.kind);

	if (i > 0 && feed == offer_is_feed(f->offer[i - 1].is.kind))
		return NULL;
	if (!feed)
		return "The page or its robots.txt also names, for programs:";
	if (o->by == OFFER_BY_GUESS)
		return "The page names no feed, but its site has one. A reader "
		       "can subscribe to it directly, without coranto:";
	return "This page has a feed. A reader can subscribe to it directly, "
	       "without coranto:";
}

/* What became of asking for O; or empty. */
static struct str
offer_words(const struct finding *f, const struct finding_offer *o)
{
	struct arena *a = f->c->a;

	if (!o->asked)
		return STR_NULL;
	if (!str_empty(o->problem))
		return arena_printf(
		    a, "it is of no use: %.*s", STR_ARG(o->problem));
	if (f->n == 0 || f->list[0].failed)
		return arena_printf(a, "%zu %s", o->entries,
		    o->entries == 1 ? "entry" : "entries");
	return arena_printf(a, "%zu %s; of the %zu of list 1 it has %s",
	    o->entries, o->entries == 1 ? "entry" : "entries",
	    f->list[0].page.items.n,
	    o->shared == 0 ? "none"
	    : o->shared == f->list[0].page.items.n
		? "all"
		: arena_printf(a, "%zu", o->shared).p);
}

static void
print_offers(const struct finding *f)
{
	struct arena *a = f->c->a;

	for (size_t i = 0; i < f->noffers; i++) {
		const struct finding_offer *o = &f->offer[i];
		bool title = !str_empty(o->is.title);
		const char *head = offers_head(f, i);
		struct str words = offer_words(f, o);

		if (head != NULL)
			printf("\n%s\n",
			    table_wrap(a, str_c(head), table_columns(), 0).p);
		printf("%*s%s  %s%s%s\n", INDENT, "",
		    table_text(a, o->is.url, LIMIT_URL).p,
		    finding_offer_name(o), title ? ": " : "",
		    table_text(a, o->is.title, QUOTE).p);
		if (!str_empty(words))
			printf("%*s%s\n", 2 * INDENT, "",
			    table_text(a, words, LIMIT_URL).p);
	}
}

/* The feed that has most of the best list; or NULL. */
static const struct finding_offer *
good_feed(const struct finding *f)
{
	const struct finding_offer *best = NULL;

	for (size_t i = 0; i < f->noffers; i++) {
		const struct finding_offer *o = &f->offer[i];

		if (o->asked && str_empty(o->problem) &&
		    (f->n == 0 ? o->entries > 0 : o->shared > 0) &&
		    (best == NULL || o->shared > best->shared))
			best = o;
	}
	return best;
}

/* Scores have no unit: they are told beside the first one. */
static const char *
score_words(const struct finding *f, size_t i)
{
	double first = f->list[0].rules->score;
	double share = f->list[i].rules->score / first;

	if (i == 0)
		return f->n == 1 ? "the only list" : "the best list";
	if (share > 1)
		return "scores higher, but holds fewer of your examples";
	if (share > 0.7)
		return "nearly as good";
	return share > 0.3 ? "less likely" : "unlikely";
}

static struct str
reasons(const struct finding *f, const struct candidate *c)
{
	struct str s = STR_NULL;

	for (size_t i = 0; i < c->nwhy; i++)
		s = arena_printf(f->c->a, "%.*s%s%.*s", STR_ARG(s),
		    i > 0 ? "; " : "", STR_ARG(c->why[i]));
	return s;
}

static struct str
date_of(struct arena *a, const struct item *it)
{
	struct str date = reason_date(a, &it->published);

	return str_empty(date) ? STR("no date") : date;
}

/* The first items: date, title and, below it, link. */
static void
print_samples(const struct finding *f, const struct items *items)
{
	size_t n = items->n < SAMPLES ? items->n : SAMPLES, wide = 0, width;
	struct arena *a = f->c->a;

	for (size_t i = 0; i < n; i++) {
		size_t len = date_of(a, &items->v[i]).len + GAP;

		wide = len > wide ? len : wide;
	}
	width = table_columns() - INDENT - wide;
	for (size_t i = 0; i < n; i++) {
		const struct item *it = &items->v[i];

		printf("%*s%s%s\n%*s%s\n", INDENT, "",
		    table_cell(a, date_of(a, it), wide).p,
		    table_text(a,
			str_empty(it->title) ? STR("(no title)") : it->title,
			width)
			.p,
		    (int)(INDENT + wide), "", table_text(a, it->link, width).p);
	}
	if (items->n > n)
		printf("%*s... and %zu more\n", INDENT, "", items->n - n);
}

static void
print_list(const struct finding *f, size_t i)
{
	const struct finding_list *l = &f->list[i];

	if (f->is_feed && l->page.data) {
		printf("\nThis is a %s: a source without any rule.\n",
		    f->survey.feed);
	} else if (f->is_feed) {
		printf("\nThis is a feed: %s. A reader can subscribe to it "
		       "directly; as a source it\ncan be filtered, merged and "
		       "kept, without any rule.\n",
		    f->survey.feed);
	} else {
		printf("\n%zu. %s%s\n", l->number, score_words(f, i),
		    i == f->pick && f->wanted > 0 ? ", picked by you" : "");
		print_wrapped(f, reasons(f, l->rules));
	}
	if (l->failed) {
		print_wrapped(f, arena_printf(f->c->a,
				     "nothing comes of it: %s", l->err.msg));
		return;
	}
	print_samples(f, &l->page.items);
}

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
	const char *path = table_text(a, w->path, 4 * QUOTE).p;

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

/* Nothing was found: why not, as far as it is known, and what helps. */
static void
print_help(const struct finding *f)
{
	size_t width = table_columns();
	struct arena *a = f->c->a;
	const char *help = NULL;

	if (f->survey.examples != NULL && f->err.code == ERR_EXTRACT)
		for (size_t i = 0; i < f->c->nexamples; i++)
			printf("\n%s\n",
			    table_wrap(a, example_words(f, i), width, 0).p);
	if (f->err.code == ERR_RENDER)
		help = "Scripts in a browser would make this list, and coranto "
		       "runs none. Look for another page of the site that "
		       "lists the same, such as one for printing or an "
		       "archive, or for a feed.";
	else if (f->err.code == ERR_BLOCKED)
		help =
		    "The site wants to know who asks. With a login of yours, "
		    "see auth and cookies in coranto.yaml(5); else look for "
		    "a feed, or ask its owner.";
	else if (f->readable && f->c->nexamples == 0)
		help = "Where you see a list on the page, name a headline of "
		       "it: --example=\"TEXT\".";
	if (help != NULL)
		printf("\n%s\n", table_wrap(a, str_c(help), width, 0).p);
}

/* The command line again, with MORE. */
static struct str
again(const struct finding *f, const char *more)
{
	const struct cli *c = f->c;
	struct str s = arena_printf(c->a, "%s detect %s", cli_call(c).p,
	    cli_word(c->a, arena_cstr(c->a, f->bare.url)).p);

	if (cli_has(c, OPT_FILE))
		s = arena_printf(c->a, "%s --file=%s", s.p,
		    cli_word(c->a, c->value[OPT_FILE]).p);
	if (cli_has(c, OPT_CHARSET))
		s = arena_printf(c->a, "%s --charset=%s", s.p,
		    cli_word(c->a, c->value[OPT_CHARSET]).p);
	for (size_t i = 0; i < c->nexamples; i++)
		s = arena_printf(c->a, "%s --example=%s", s.p,
		    cli_word(c->a, c->example[i].p).p);
	return arena_printf(c->a, "%s%s", s.p, more);
}

/* There is a feed to read instead of the page. */
static void
print_feed_call(const struct finding *f)
{
	const struct finding_offer *o = good_feed(f);

	if (o != NULL)
		printf("To have the feed read instead of the page:\n"
		       "   %s detect %s --add\n",
		    cli_call(f->c).p,
		    cli_word(f->c->a, arena_cstr(f->c->a, o->is.url)).p);
}

static void
print_next(const struct finding *f)
{
	struct arena *a = f->c->a;
	const char *call = cli_call(f->c).p;
	struct str pick = STR_NULL;

	if (f->added) {
		printf("\nIt is in %s now. Next:\n"
		       "   %s test %.*s   # all of its items\n"
		       "   %s run   # make the feeds\n",
		    f->path, call, STR_ARG(f->bare.id), call);
		return;
	}
	if (f->wanted > 0)
		pick = arena_printf(a, " --pick=%zu", f->wanted);
	printf("\nTo have it written into %s:\n   %s\n",
	    f->path == NULL ? "a configuration" : f->path,
	    again(f, arena_printf(a, "%s --add", pick.p).p).p);
	if (f->twin != NULL)
		printf("%s has this page already, in line %d: source %.*s.\n",
		    f->twin->place.file, f->twin->place.line,
		    STR_ARG(f->twin->id));
	print_feed_call(f);
	if (f->c->nexamples == 0 && !f->is_feed)
		printf("Is it another list that you mean? Name a headline of "
		       "it%s:\n   %s\n",
		    f->n > 1 ? ", or take its number with --pick" : "",
		    again(f, " --example=\"TEXT\"").p);
}

void
finding_print(const struct finding *f)
{
	printf("%s\n", table_text(f->c->a, f->bare.url, LIMIT_URL).p);
	if (!str_empty(f->survey.title))
		printf("%s\n",
		    table_text(f->c->a, f->survey.title, table_columns()).p);
	print_offers(f);
	for (size_t i = 0; i < f->n; i++)
		if (finding_shows(f, i))
			print_list(f, i);
	if (f->failed) {
		print_help(f);
		print_feed_call(f);
		return;
	}
	if (f->is_feed)
		printf("\nThe %s as a source:\n\nsources:\n",
		    f->list->page.data ? f->survey.feed : "feed");
	else
		printf("\nList %zu as a source:\n\nsources:\n",
		    f->list[f->pick].number);
	fwrite(f->list[f->pick].yaml.p, 1, f->list[f->pick].yaml.len, stdout);
	print_next(f);
}
