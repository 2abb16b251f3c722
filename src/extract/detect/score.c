// SPDX-License-Identifier: ISC
#include "extract/detect/score.h"

#include <math.h>

#include "extract/detect/above.h"
#include "extract/detect/credits.h"
#include "extract/detect/dating.h"
#include "extract/detect/extras.h"
#include "extract/detect/loose.h"
#include "extract/detect/onward.h"
#include "extract/detect/title.h"
#include "model/limits.h"
#include "web/url.h"

/*
 * What speaks for a list, and how much. The numbers were chosen by hand on
 * pages of many kinds, and are round because little depends on them.
 */
/* Twice as many entries are worth half as much again; more than this add
 * nothing. */
#define ENTRIES_POWER 0.6
#define ENTRIES_MOST 100.0
/* A list that holds next to nothing of the page's text is worth this, one that
 * holds all of it 1 more. */
#define SHARE_BASE 0.2
/* Text in no link, as teasers and dates are, and the weight of it that is
 * enough. */
#define BESIDE 0.6
#define BESIDE_ENOUGH 20.0
/* Pictures: the element around them is the entry, not one in it. */
#define PICTURED 0.1
/* A place in a menu or a margin. */
#define ASIDE 0.2
/* What an entry is worth that no element is around. */
#define LOOSE 0.8
/* A menu: names of fewer letters, and less beside them, that are not most of
 * what the page says. */
#define MENU_NAME 12.0
#define MENU_BESIDE 3.0
#define MENU_SHARE 0.4
/* In a place for menus names may be longer. */
#define MENU_NAME_ASIDE 24.0
/* Beside a name to choose there is no more than a number. */
#define CHOICE_BESIDE 6.0
/* What has more links like that of its headline is a list, and no entry. */
#define CROWD 4.0
/* Links that are looked up among what the page declares, about. */
#define SAMPLE 16
/* Sentences of score_explain() at most. */
#define WHY_MOST 8

/* What the members of G are to the page. */
struct mass {
	double share;    /* of all text */
	double beside;   /* mean weight of what is in no link */
	double aside;    /* share that stands in a menu or a margin */
	double below;    /* share that drops down from the entry of a list */
	double pictures; /* mean number of what has one */
	double places;   /* share that stands where most of them do */
};

/* The place, a path of kinds, that most members of G have their parents at, if
 * more than half of them do. Source: Boyer and Moore, MJRTY, 1981. */
static uint64_t
main_place(const struct outline *o, const struct group *g)
{
	uint64_t best = 0;
	size_t lead = 0;

	for (size_t i = 0; i < g->n; i++) {
		uint64_t at = o->v[o->v[g->member[i]].parent].kind_path;

		if (lead == 0)
			best = at;
		if (at == best)
			lead++;
		else
			lead--;
	}
	return best;
}

static struct mass
weigh(const struct outline *o, const struct group *g)
{
	struct mass m = { 0, 0, 0, 0, 0, 0 };
	double all = o->v[0].weight + 1.0;
	uint64_t place = main_place(o, g);

	for (size_t i = 0; i < g->n; i++) {
		const struct box *b = &o->v[g->member[i]];

		m.aside += b->aside;
		m.below += b->below;
		m.places += o->v[b->parent].kind_path == place;
		for (uint32_t k = g->member[i]; k < g->until[i];
		     k = o->v[k].end) {
			m.pictures += o->v[k].pictures > 0;
			m.share += o->v[k].weight / all;
			m.beside += o->v[k].weight - o->v[k].link_weight;
		}
	}
	m.beside /= (double)g->n;
	m.pictures /= (double)g->n;
	m.aside /= (double)g->n;
	m.below /= (double)g->n;
	m.places /= (double)g->n;
	return m;
}

double
score_glance(const struct outline *o, const struct group *g)
{
	struct mass m = weigh(o, g);
	double v = pow(fmin((double)g->n, ENTRIES_MOST), ENTRIES_POWER);

	v *= SHARE_BASE + m.share;
	v *= 1 + BESIDE * fmin(1, m.beside / BESIDE_ENOUGH);
	v *= 1 + PICTURED * fmin(1, m.pictures);
	v *= m.aside > 0.5 ? ASIDE : 1;
	return v * m.places * (g->tails ? LOOSE : 1);
}

/* Those of KIND that stand in C, a column of R; none when there is none. */
static size_t
examples_in_column(const struct judge *j, const struct reading *r,
    unsigned kind, const struct column *c)
{
	return c == NULL
		   ? 0
		   : examples_at(j->o, &j->seen, kind, c->box, r->group->n);
}

/*
 * How many examples stand where R has headline, link or date. Dates are known
 * at the end alone: before that, each list with one of those asked for may have
 * it at the right place.
 */
static size_t
examples_of(const struct judge *j, const struct reading *r)
{
	const struct column *const at[] = { r->title, r->link, r->date };
	size_t most = 0;

	for (size_t i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		size_t n = examples_in_column(j, r, EXAMPLE_TEXT, at[i]);

		most = n > most ? n : most;
	}
	if (!r->finished)
		return most +
		       examples_in(j->o, &j->seen, EXAMPLE_DATE, r->group);
	return most + examples_in_column(j, r, EXAMPLE_DATE,
			  r->date == NULL ? r->title : r->date);
}

/* How many links an entry of R has, in the mean, that stand as that of its
 * headline does. */
static double
crowd(const struct outline *o, const struct reading *r)
{
	const struct group *g = r->group;
	size_t links = 0, asked = 0;

	for (size_t m = 0; m < g->n; m++) {
		uint32_t own = r->link->box[m];

		if (own == NO_BOX)
			continue;
		asked++;
		for (uint32_t i = g->member[m]; i < g->until[m]; i++)
			links += o->v[i].link &&
				 o->v[i].kind_path == o->v[own].kind_path;
	}
	return asked == 0 ? 0 : (double)links / (double)asked;
}

/* Names alone that drop down from the entries of another list. */
static bool
drops_down(const struct judge *j, const struct reading *r)
{
	struct mass m = weigh(j->o, r->group);

	return m.below > 0.5 && m.pictures <= 0.5 && m.beside <= MENU_BESIDE &&
	       r->title->weight < MENU_NAME_ASIDE;
}

/* True when HREF is the address of a whole site: nothing comes after the host. */
static bool
is_site(struct str href)
{
	size_t at = str_find(href, STR("//"));

	if (at == STR_NONE)
		return false;
	href = str_from(href, at + 2);
	at = str_chr(href, '/', 0);
	return at == STR_NONE || at + 1 == href.len;
}

/* True when nearly all links of R lead to sites: such are no news of this one. */
static bool
leads_to_sites(const struct judge *j, const struct reading *r)
{
	size_t sites = 0;

	for (size_t m = 0; m < r->group->n; m++) {
		struct str href;

		sites += r->link->box[m] != NO_BOX &&
			 html_attr(j->o->v[r->link->box[m]].node, STR("href"),
			     &href) &&
			 is_site(str_trim(href));
	}
	return sites * 10 >= r->group->n * 8;
}

/* True when the box I says a name and a number behind it, in brackets or in an
 * element of its own: "Towns (12)". */
static bool
is_counted(const struct judge *j, uint32_t i)
{
	const struct box *v = j->o->v;
	struct str s = str_trim(html_text(j->a, v[i].node));
	size_t n = s.len;

	if (v[i].digits == 0 || s.len == 0 || is_digit(s.p[0]))
		return false;
	for (uint32_t k = i + 1; k < v[i].end; k++)
		if (v[k].digits > 0 && v[k].digits == v[k].weight &&
		    is_digit(s.p[s.len - 1]))
			return true;
	while (n > 0 && (s.p[n - 1] == ')' || s.p[n - 1] == ']'))
		n--;
	return n > 0 && n < s.len && is_digit(s.p[n - 1]);
}

/* True when there is something to tick in what begins at the box I. */
static bool
is_ticked(const struct outline *o, uint32_t i)
{
	struct str type;

	for (uint32_t k = i; k < o->v[i].end; k++)
		if (html_is(o->v[k].node, STR("input")) &&
		    html_attr(o->v[k].node, STR("type"), &type) &&
		    (str_ieq(type, STR("checkbox")) ||
			str_ieq(type, STR("radio"))))
			return true;
	return false;
}

/* What is around the box I and has no other link, a few elements up. */
static uint32_t
line_of(const struct outline *o, uint32_t i)
{
	for (int k = 0; k < 2 && i != 0; k++) {
		uint32_t up = o->v[i].parent;

		if (up == 0 || o->v[up].links != o->v[i].links)
			break;
		i = up;
	}
	return i;
}

/*
 * Names alone by which a list is narrowed down: nearly all have a number behind
 * them, that of what there is of their kind, or can be ticked.
 */
static bool
is_choice(const struct judge *j, const struct reading *r)
{
	const struct group *g = r->group;
	struct mass m = weigh(j->o, g);
	size_t counted = 0, ticked = 0;

	if (m.pictures > 0.5 || m.beside > CHOICE_BESIDE ||
	    r->title->weight >= MENU_NAME_ASIDE || r->title->heading)
		return false;
	for (size_t i = 0; i < g->n; i++) {
		uint32_t line = line_of(j->o, g->member[i]);

		counted += is_counted(j, line);
		ticked += is_ticked(j->o, line);
	}
	return counted * 10 >= g->n * 9 || ticked * 10 >= g->n * 9;
}

void
score_group(const struct judge *j, const struct group *g, struct reading *out)
{
	struct columns *cs = ARENA_NEW(j->a, struct columns);
	double title;

	*out = (struct reading){ .group = g, .columns = cs };
	columns_find(j->a, j->o, j->room, g, cs);
	title = title_find(j, cs, out);
	if (title <= 0)
		return;
	onward_drop(j, out);
	out->score =
	    title * score_glance(j->o, g) * cs->coherence * cs->coherence;
	out->score *= fmin(1, CROWD / crowd(j->o, out));
	out->drop = drops_down(j, out);
	out->choice = is_choice(j, out) || leads_to_sites(j, out);
	out->score *= out->drop || out->choice ? ASIDE : 1;
	out->examples = examples_of(j, out);
}

/* The share of the links of R, of a few of them, that lead to what the page
 * declares to be its entries. */
static double
declared_share(const struct judge *j, const struct reading *r)
{
	size_t step = 1 + r->group->n / SAMPLE, asked = 0, found = 0;

	for (size_t m = 0; m < r->group->n && j->declared.n > 0; m += step) {
		uint32_t i = r->link->box[m];
		struct str href, url;

		asked++;
		if (i != NO_BOX &&
		    html_attr(j->o->v[i].node, STR("href"), &href) &&
		    url_resolve(j->a, href, j->base, LIMIT_URL, &url) == 0)
			found += declared_of(&j->declared, url) != NULL;
	}
	return asked == 0 ? 0 : (double)found / (double)asked;
}

static bool
is_dated(const struct reading *r)
{
	return r->date != NULL || r->date_rule.len > 0 || r->date_op.len > 0;
}

/*
 * Names without a date, a picture, a heading or a word beside them lead to other
 * parts of the site, unless they are what the page is about.
 */
static void
find_menu(const struct judge *j, struct reading *r)
{
	struct mass m = weigh(j->o, r->group);
	const struct column *t = r->title;

	r->menu = r->drop && !is_dated(r) && r->summary == NULL;
	if (r->menu || is_dated(r) || r->summary != NULL || r->declared > 0 ||
	    t->heading || m.pictures > 0.5 || m.beside > MENU_BESIDE)
		return;
	if (m.aside > 0.5) {
		r->menu = t->weight < MENU_NAME_ASIDE;
		return;
	}
	r->names = t->weight < MENU_NAME;
	r->menu = r->names && m.share < MENU_SHARE;
}

/* The dates of R are those that L found, instead of a column. */
static double
take_loose(struct reading *r, const struct loose *l)
{
	r->date = NULL;
	r->title_op = l->title_op;
	r->date_op = l->date_op;
	r->date_rule = l->rule;
	return l->date;
}

/* Find the dates of R. How much of dates they are, to 1. Times of day tell less
 * than the days at other places. */
static double
find_date(const struct judge *j, struct reading *r)
{
	struct loose loose;
	struct above above;

	r->date = dating_find(j, r, r->columns);
	if (r->date != NULL && !dating_is_clock(j, r->group, r->date)) {
		loose_before(j, r, r->date, &loose);
		return loose.date >= r->date->date ? take_loose(r, &loose)
						   : r->date->date;
	}
	loose_find(j, r, &loose);
	if (loose.date > 0)
		return take_loose(r, &loose);
	above_find(j, r, &above);
	if (above.date > 0) {
		r->date = NULL;
		r->date_rule = above.rule;
		return above.date;
	}
	return r->date == NULL ? 0 : r->date->date;
}

void
score_finish(const struct judge *j, struct reading *r)
{
	if (r->finished)
		return;
	r->finished = true;
	r->score *= 1 + SCORE_DATED * find_date(j, r);
	if (is_dated(r) && (r->drop || r->choice))
		r->score /= ASIDE;
	r->declared = declared_share(j, r);
	r->score *= 1 + SCORE_DECLARED * r->declared;
	credits_find(j, r);
	extras_find(j->a, j->o, r->columns, r);
	r->examples = examples_of(j, r);
	/* Who has seen something in it wants it. */
	if (r->examples == 0)
		find_menu(j, r);
}

static void
add_why(struct arena *a, struct candidate *c, struct str text)
{
	if (c->why == NULL)
		c->why = ARENA_ARRAY(a, WHY_MOST, struct str);
	c->why[c->nwhy++] = text;
}

void
score_explain(
    const struct judge *j, const struct reading *r, struct candidate *out)
{
	struct mass m = weigh(j->o, r->group);
	struct arena *a = j->a;

	add_why(a, out, arena_printf(a, "%zu entries", out->n));
	add_why(a, out,
	    arena_printf(a, "%.0f %% of the page's text", 100 * m.share));
	if (r->title->heading)
		add_why(a, out, STR("the headlines are headings"));
	if (r->title->texts < 0.95)
		add_why(a, out, STR("some headlines are alike"));
	if (r->date != NULL)
		add_why(a, out,
		    arena_printf(a, "dates in %.0f %% of them",
			100.0 * (double)r->date->have / (double)out->n));
	else if (r->date_op.len > 0)
		add_why(a, out, STR("dates in the headlines"));
	else if (r->date_rule.len > 0)
		add_why(a, out, STR("dates beside or above them"));
	else
		add_why(a, out, STR("no dates"));
	if (r->declared > 0.5)
		add_why(a, out, STR("declared as entries in JSON-LD"));
	if (m.aside > 0.5)
		add_why(a, out, STR("stands in a menu or a margin"));
	if (j->seen.n > 0)
		add_why(a, out,
		    arena_printf(a, "holds %zu of %zu examples", r->examples,
			j->seen.n));
}
