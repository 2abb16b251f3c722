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

/* Scores have no unit: they are told beside the first one. */
static const char *
score_words(const struct finding *f, size_t i)
{
	double first = f->list[0].rules->score;
	double share = f->list[i].rules->score / first;

	if (f->list[i].rules->menu)
		return "a menu, it seems";
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
	if (f->wanted > 0 || (!finding_is_new(f) && !f->is_feed))
		pick = arena_printf(a, " --pick=%zu", f->list[f->pick].number);
	if (finding_is_new(f))
		printf("\nTo have it written into %s:\n   %s\n",
		    f->path == NULL ? "a configuration" : f->path,
		    again(f, arena_printf(a, "%s --add", pick.p).p).p);
	else if (!f->is_feed)
		printf("\nTo have it as one more source:\n   %s\n",
		    again(f, arena_printf(a, "%s --add", pick.p).p).p);
	finding_print_feed(f);
	if (f->c->nexamples == 0 && !f->is_feed)
		printf("Is it another list that you mean? Name a headline of "
		       "it%s:\n   %s\n",
		    f->n > 1 ? ", or take its number with --pick" : "",
		    again(f, " --example=\"TEXT\"").p);
}

/* What is found as an entry of the configuration. */
static void
print_source(const struct finding *f)
{
	const struct finding_list *l = &f->list[f->pick];

	if (f->is_feed)
		printf("\nThe %s as a source:\n\nsources:\n",
		    l->page.data ? f->survey.feed : "feed");
	else
		printf("\nList %zu as a source:\n\nsources:\n", l->number);
	fwrite(l->yaml.p, 1, l->yaml.len, stdout);
}

/* What the source that has the page makes of it. */
static struct str
twin_words(const struct finding *f)
{
	const struct finding_twin *t = &f->twin;
	const struct source *s = t->source;
	struct arena *a = f->c->a;
	struct str who = arena_printf(a, "The source %.*s, line %d of %s, ",
	    STR_ARG(s->id), s->place.line, s->place.file);
	size_t number = f->list[f->pick].number;

	if (f->is_feed)
		return arena_printf(a, "%sreads this feed.", who.p);
	if (t->reads)
		return arena_printf(a,
		    "%sreads list %zu already: there is nothing to change.",
		    who.p, number);
	if (t->items == 0)
		return arena_printf(a,
		    "%shas this page, but finds nothing on it now. For list "
		    "%zu it needs:",
		    who.p, number);
	return arena_printf(a,
	    "%shas this page and finds %zu items on it, not those of list %zu. "
	    "For these it needs:",
	    who.p, t->items, number);
}

static void
print_twin(const struct finding *f)
{
	const struct finding_twin *t = &f->twin;

	printf(
	    "\n%s\n", table_wrap(f->c->a, twin_words(f), table_columns(), 0).p);
	if (t->reads || f->is_feed)
		return;
	printf("\n  - id: %.*s\n", STR_ARG(t->source->id));
	fwrite(t->changes.p, 1, t->changes.len, stdout);
	for (size_t i = 0; i < t->ngone; i++)
		printf("%s%.*s%s", i == 0 ? "    # and no longer: " : ", ",
		    STR_ARG(t->gone[i]), i + 1 == t->ngone ? "\n" : "");
}

void
finding_print(const struct finding *f)
{
	printf("%s\n", table_text(f->c->a, f->bare.url, LIMIT_URL).p);
	if (!str_empty(f->survey.title))
		printf("%s\n",
		    table_text(f->c->a, f->survey.title, table_columns()).p);
	finding_print_offers(f);
	for (size_t i = 0; i < f->n; i++)
		if (finding_shows(f, i))
			print_list(f, i);
	if (f->failed) {
		finding_print_help(f);
		finding_print_feed(f);
		return;
	}
	if (finding_is_new(f))
		print_source(f);
	else
		print_twin(f);
	print_next(f);
}
