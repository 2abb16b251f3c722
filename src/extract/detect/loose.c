// SPDX-License-Identifier: ISC
#include "extract/detect/loose.h"

#include "base/regex.h"
#include "model/limits.h"

/* Entries that are asked for a date. */
#define SAMPLE 20
/* Shares of the headlines that end so, and of those asked that are dates. */
#define ENDS_LEAST 0.9
#define DATED_LEAST 0.8
/* A date has no more bytes than this, the words around it included. */
#define DATE_MOST 100
/* Elements of an entry around its link. */
#define STEPS 4

/*
 * What a date in a headline looks like. The date engine has the last word: this
 * says where one begins and ends.
 */
static const char *const shape[] = {
	"\\d{4}-\\d+-\\d+",
	"\\d{4}\\/\\d+\\/\\d+",
	"\\d{4}\\.\\d+\\.\\d+",
	"\\d{4}年\\d+月\\d+日",
	"\\d+[-.\\/]\\d+[-.\\/]\\d{4}",
	"\\d+\\S* \\p{L}{3,}\\.?,? \\d{4}",
	"\\p{L}{3,}\\.? \\d+\\w*,? \\d{4}",
	"\\d+月\\d+日",
	"\\d\\d[-\\/]\\d\\d",
};
#define SHAPES (sizeof(shape) / sizeof(*shape))
/* Those that begin with the year. */
#define FULL_SHAPES 4
/* A time of day behind it. */
static const char *const clock[] = { " \\d+:[\\d:]+", "" };
#define CLOCKS (sizeof(clock) / sizeof(*clock))
/* What parts the headline and a date behind it, or before it. */
#define BEHIND "[\\s|·,(\\[（【–—-]*"
#define BEFORE "[\\s|·:)\\]）】–—-]*"

/* One way to look at headlines. */
struct cut {
	struct str pick;  /* pattern whose first group is the date */
	struct str strip; /* the same, with all that goes with it */
};

static struct cut
make_cut(struct arena *a, const char *date, const char *time, bool end)
{
	struct cut c;

	if (end) {
		c.pick = arena_printf(a, "(%s%s)\\W*$", date, time);
		c.strip = arena_printf(a, BEHIND "%s%s\\W*$", date, time);
	} else {
		c.pick = arena_printf(a, "^\\W*(%s%s)", date, time);
		c.strip = arena_printf(a, "^\\W*%s%s" BEFORE, date, time);
	}
	return c;
}

static int
ask(const struct judge *j, struct str text)
{
	return j->help->date(j->help->ctx, j->a, text, j->language);
}

/* What the texts that were asked are. */
struct count {
	size_t all, found, asked, dated;
	int sum;
};

static void
count_date(const struct judge *j, struct count *n, struct str text)
{
	int date;

	n->found++;
	if (n->asked == SAMPLE)
		return;
	date = text.len > DATE_MOST ? DETECT_DATE_NONE : ask(j, text);
	n->asked++;
	n->dated += date >= DETECT_DATE_PART;
	n->sum += date;
}

/* How much of dates N are, to 1; 0 when they are none. */
static double
judge_count(const struct count *n)
{
	if ((double)n->found < ENDS_LEAST * (double)n->all || n->asked == 0 ||
	    (double)n->dated < DATED_LEAST * (double)n->asked)
		return 0;
	return n->sum / (DETECT_DATE_WHOLE * (double)n->asked);
}

/* The text of the headline I, or of its tool tip. */
static struct str
line_of(const struct judge *j, uint32_t i, bool tip)
{
	struct str s = STR_NULL;

	if (!tip)
		return html_text(j->a, j->o->v[i].node);
	html_attr(j->o->v[i].node, STR("title"), &s);
	return s;
}

/* How much of dates PICK picks from the headlines of R, or their tool tips. */
static double
try_cut(
    const struct judge *j, const struct reading *r, struct str pick, bool tip)
{
	struct count n = { 0, 0, 0, 0, 0 };
	size_t few = 1 + r->group->n / 5;
	struct err unused;
	struct regex *re;

	if (regex_compile(
		j->a, pick, STR_NULL, LIMIT_REGEX_STEPS, &re, &unused) != 0)
		return 0;
	for (size_t m = 0; m < r->group->n && n.all < n.found + few; m++) {
		uint32_t i = r->title->box[m];
		struct regex_match at;
		struct str s;

		if (i == NO_BOX)
			continue;
		s = line_of(j, i, tip);
		n.all++;
		if (regex_search(re, s, 0, &at, &unused) <= 0 || at.n < 2 ||
		    at.group[0].end - at.group[0].start == s.len)
			continue;
		count_date(j, &n,
		    str_sub(s, at.group[1].start,
			at.group[1].end - at.group[1].start));
	}
	return judge_count(&n);
}

/* Dates at an end of the headlines of R. */
static bool
find_ends(const struct judge *j, const struct reading *r, struct loose *out)
{
	/* Without figures there is no date of this kind. */
	if (r->title->digits < 2)
		return false;
	for (size_t i = 0; i < SHAPES * CLOCKS * 2; i++) {
		struct cut c = make_cut(j->a, shape[i / (CLOCKS * 2)],
		    clock[i / 2 % CLOCKS], i % 2 == 0);

		out->date = try_cut(j, r, c.pick, false);
		if (out->date == 0)
			continue;
		out->title_op = arena_printf(
		    j->a, " | replace /%.*s/ \"\"", STR_ARG(c.strip));
		out->date_op =
		    arena_printf(j->a, " | match /%.*s/", STR_ARG(c.pick));
		return true;
	}
	return false;
}

/* Dates in the tool tips of the headlines of R, behind a label: "Posted:
 * 2026-11-20". */
static bool
find_tips(const struct judge *j, const struct reading *r, struct loose *out)
{
	for (size_t i = 0; i < FULL_SHAPES * CLOCKS; i++) {
		struct str pick = arena_printf(j->a, "[:：]\\s*(%s%s)",
		    shape[i / CLOCKS], clock[i % CLOCKS]);

		out->date = try_cut(j, r, pick, true);
		if (out->date == 0)
			continue;
		out->date_op =
		    arena_printf(j->a, "@title | match /%.*s/", STR_ARG(pick));
		return true;
	}
	return false;
}

/* The texts that may be dates of entry number M, at a place; N of them. */
struct texts {
	struct str v[2 * STEPS];
	size_t n;
};

static void
add_text(struct texts *t, const struct html_node *n)
{
	if (n != NULL && html_type(n) == HTML_TEXT &&
	    t->n < sizeof(t->v) / sizeof(*t->v) &&
	    str_trim(html_data(n)).len > 0)
		t->v[t->n++] = str_trim(html_data(n));
}

/* Of the element that is STEPS around the link, where the link is no entry. */
static struct texts
texts_around(const struct judge *j, const struct reading *r, size_t m, int up)
{
	const struct box *v = j->o->v;
	struct texts t = { .n = 0 };
	uint32_t i = r->link->box[m];

	for (; up > 0 && i > r->group->member[m]; up--)
		i = v[i].parent;
	if (up > 0 || i < r->group->member[m])
		return t;
	for (const struct html_node *n = html_first(v[i].node); n != NULL;
	     n = html_next(n))
		add_text(&t, n);
	return t;
}

/* The next text beside N, which is before it when BACK. */
static struct texts
text_beside(const struct html_node *n, bool back)
{
	struct texts t = { .n = 0 };

	add_text(&t, back ? html_prev(n) : html_next(n));
	return t;
}

/* The first of T that is a date; or empty. */
static struct str
date_among(const struct judge *j, const struct texts *t)
{
	for (size_t i = 0; i < t->n; i++) {
		size_t digits;

		if (t->v[i].len <= DATE_MOST &&
		    outline_weigh(t->v[i], &digits) > 0 && digits > 0 &&
		    ask(j, t->v[i]) >= DETECT_DATE_PART)
			return t->v[i];
	}
	return STR_NULL;
}

/* The tags from an entry of R to what is UP around its link: "./td/". They are
 * the same in all entries, as the column is. */
static struct str
way_down(const struct judge *j, const struct reading *r, size_t m, int up)
{
	const struct box *v = j->o->v;
	struct str s = STR_NULL;
	uint32_t i = r->link->box[m];

	for (; up > 0; up--)
		i = v[i].parent;
	for (; i != r->group->member[m]; i = v[i].parent)
		s = arena_printf(j->a, "%.*s/%.*s",
		    STR_ARG(html_name(v[i].node)), STR_ARG(s));
	return arena_printf(j->a, "./%.*stext()", STR_ARG(s));
}

/* How much of dates the texts UP around the links of R are, or, when UP is 0,
 * those beside them. */
static double
try_texts(const struct judge *j, const struct reading *r, int up, bool back)
{
	struct count n = { 0, 0, 0, 0, 0 };

	for (size_t m = 0; m < r->group->n; m++) {
		struct texts t;
		struct str date;

		if (r->link->box[m] == NO_BOX)
			continue;
		t = up > 0
			? texts_around(j, r, m, up)
			: text_beside(j->o->v[r->group->member[m]].node, back);
		n.all++;
		if (n.asked == SAMPLE) {
			n.found += t.n > 0;
			continue;
		}
		date = date_among(j, &t);
		if (date.len > 0)
			count_date(j, &n, date);
	}
	return judge_count(&n);
}

static bool
find_around(
    const struct judge *j, const struct reading *r, int most, struct loose *out)
{
	size_t m = 0;

	while (r->link->box[m] == NO_BOX)
		m++;
	for (int up = 1; up <= most; up++) {
		uint32_t i = r->link->box[m];

		for (int k = 0; k < up && i > r->group->member[m]; k++)
			i = j->o->v[i].parent;
		if (i == r->link->box[m] || i < r->group->member[m])
			return false;
		out->date = try_texts(j, r, up, false);
		if (out->date > 0) {
			out->rule = way_down(j, r, m, up);
			return true;
		}
		if (i == r->group->member[m])
			return false;
	}
	return false;
}

/* The entries of R have no element around them, as lines between <br> do. */
static bool
find_beside(const struct judge *j, const struct reading *r, struct loose *out)
{
	out->date = try_texts(j, r, 0, false);
	if (out->date > 0) {
		out->rule = STR("./following-sibling::text()[1]");
		return true;
	}
	out->date = try_texts(j, r, 0, true);
	if (out->date > 0)
		out->rule = STR("./preceding-sibling::text()[1]");
	return out->date > 0;
}

void
loose_find(const struct judge *j, const struct reading *r, struct loose *out)
{
	*out = (struct loose){ .rule = STR_NULL };
	if (!find_ends(j, r, out) && !find_tips(j, r, out) &&
	    !find_around(j, r, STEPS, out))
		find_beside(j, r, out);
}

/* True when D stands before or in what is right around the links of R. */
static bool
is_within(
    const struct judge *j, const struct reading *r, const struct column *d)
{
	const struct box *v = j->o->v;

	for (size_t m = 0; m < r->group->n; m++) {
		uint32_t i = r->link->box[m], k = d->box[m];

		if (i == NO_BOX || k == NO_BOX)
			continue;
		i = v[i].parent;
		return k < i || k < v[i].end;
	}
	return true;
}

void
loose_before(const struct judge *j, const struct reading *r,
    const struct column *date, struct loose *out)
{
	*out = (struct loose){ .rule = STR_NULL };
	if (!is_within(j, r, date))
		find_around(j, r, 1, out);
}
