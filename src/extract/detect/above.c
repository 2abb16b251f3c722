// SPDX-License-Identifier: ISC
#include "extract/detect/above.h"

#include "extract/detect/dating.h"

/* Elements around an entry before the one that has its date beside it. */
#define STEPS 4
/* Elements before the first entry that may be its date. */
#define BACK 3
/* Dates that are asked for. */
#define SAMPLE 20
/* A date has no more weight than this, the words around it included. */
#define DATE_MOST 60
/* Share of those asked that must be dates, and of entries that have one. */
#define DATED_LEAST 0.8
#define HAVE_LEAST 0.9

/* What all dates have in common: by this they are found in XPath. */
struct sort {
	struct str name;
	struct str class; /* the attribute as it stands there; or none */
	bool classed;
	bool bare; /* no link stands in them, as in the entries */
};

static uint32_t
climb(const struct box *v, uint32_t i, int steps)
{
	for (; steps > 0 && i != 0; steps--)
		i = v[i].parent;
	return i;
}

static bool
has_link(const struct box *v, uint32_t i)
{
	for (uint32_t k = i; k < v[i].end; k++)
		if (html_is(v[k].node, STR("a")))
			return true;
	return false;
}

static bool
is_sort(const struct box *v, uint32_t i, const struct sort *s)
{
	struct str class = STR_NULL;
	bool classed = html_attr(v[i].node, STR("class"), &class);

	return str_eq(html_name(v[i].node), s->name) &&
	       (!s->classed || (classed && str_eq(class, s->class))) &&
	       !(s->bare && has_link(v, i));
}

static struct sort
sort_of(const struct box *v, uint32_t i)
{
	struct sort s = { .name = html_name(v[i].node) };

	s.classed = html_attr(v[i].node, STR("class"), &s.class) &&
		    s.class.len > 0 && str_chr(s.class, '"', 0) == STR_NONE;
	return s;
}

/* The dates that the members of a group have above them. */
struct finding {
	const struct judge *j;
	const struct group *g;
	int steps; /* around a member, up to what stands beside the dates */
	struct sort sort;
	uint32_t *box; /* one a member */
	size_t walk;   /* boxes that may still be walked over */
};

/* Find all dates of F. What stands before one entry stands before all that
 * follow it in the same place, up to the next one. */
static size_t
look_back(struct finding *f)
{
	const struct box *v = f->j->o->v;
	uint32_t last = NO_BOX;
	size_t have = 0;

	for (size_t m = 0; m < f->g->n; m++) {
		uint32_t at = climb(v, f->g->member[m], f->steps), i = at;

		f->box[m] = NO_BOX;
		while (f->box[m] == NO_BOX &&
		       (i = outline_before(f->j->o, i)) != NO_BOX &&
		       f->walk > 0) {
			f->walk--;
			if (is_sort(v, i, &f->sort))
				f->box[m] = i;
			else if (i == last)
				f->box[m] = f->box[m - 1];
			if (i == last)
				break;
		}
		if (at == last)
			f->box[m] = f->box[m - 1];
		last = at;
		have += f->box[m] != NO_BOX;
	}
	return have;
}

/* How much of dates those of F are, to 1; 0 when some are none, or all are the
 * same one. */
static double
judge_dates(const struct finding *f)
{
	const struct box *v = f->j->o->v;
	size_t all = 0, asked = 0, dated = 0;
	uint32_t last = NO_BOX, first = NO_BOX;
	bool differ = false;
	int sum = 0;

	for (size_t m = 0; m < f->g->n && asked < SAMPLE; m++) {
		uint32_t i = f->box[m];
		int date;

		if (i == NO_BOX || i == last)
			continue;
		last = i;
		first = first == NO_BOX ? i : first;
		differ = differ || v[i].text != v[first].text;
		all++;
		asked++;
		date = v[i].weight > DATE_MOST ? 0 : dating_at(f->j, i);
		dated += date >= DETECT_DATE_PART;
		sum += date;
	}
	if (!differ || (double)dated < DATED_LEAST * (double)asked)
		return 0;
	return sum / (DETECT_DATE_WHOLE * (double)all);
}

/* True when the dates are of the same tag and class as the entries, or what is
 * around these. */
static bool
is_like_entry(const struct finding *f)
{
	const struct box *v = f->j->o->v;
	uint32_t at = climb(v, f->g->member[0], f->steps);

	return is_sort(v, at, &f->sort);
}

static struct str
write_rule(const struct finding *f)
{
	struct arena *a = f->j->a;
	struct str s = STR("./");

	for (int i = 0; i < f->steps; i++)
		s = arena_printf(a, "%.*s../", STR_ARG(s));
	s = arena_printf(a, "%.*spreceding-sibling::%.*s", STR_ARG(s),
	    STR_ARG(f->sort.name));
	if (f->sort.classed)
		s = arena_printf(a, "%.*s[@class=\"%.*s\"]", STR_ARG(s),
		    STR_ARG(f->sort.class));
	if (f->sort.bare)
		s = arena_printf(a, "%.*s[not(.//a)]", STR_ARG(s));
	return arena_printf(a, "%.*s[1]", STR_ARG(s));
}

/* The nearest date before the first member of F, at its level. */
static bool
find_first(struct finding *f)
{
	const struct box *v = f->j->o->v;
	uint32_t i = climb(v, f->g->member[0], f->steps);

	for (int k = 0; k < BACK && (i = outline_before(f->j->o, i)) != NO_BOX;
	     k++) {
		if (v[i].weight > DATE_MOST || v[i].links > 1 ||
		    dating_at(f->j, i) < DETECT_DATE_PART)
			continue;
		f->sort = sort_of(v, i);
		f->sort.bare = is_like_entry(f);
		return !f->sort.bare || !has_link(v, i);
	}
	return false;
}

void
above_find(const struct judge *j, const struct reading *r, struct above *out)
{
	struct finding f = {
		.j = j, .g = r->group, .walk = (STEPS + 1) * j->o->n
	};

	*out = (struct above){ .rule = STR_NULL };
	f.box = ARENA_ARRAY(j->a, f.g->n, uint32_t);
	for (; f.steps <= STEPS && climb(j->o->v, f.g->member[0], f.steps) != 0;
	     f.steps++) {
		if (!find_first(&f) ||
		    (double)look_back(&f) < HAVE_LEAST * (double)f.g->n)
			continue;
		out->date = judge_dates(&f);
		if (out->date == 0)
			continue;
		out->rule = write_rule(&f);
		return;
	}
}
