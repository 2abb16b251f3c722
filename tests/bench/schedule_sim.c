// SPDX-License-Identifier: ISC
/*
 * What `every: auto` costs and gains against `every: 30m`: 2,000 made-up
 * sources over 30 virtual days, run by cron every ten minutes. Nothing is
 * fetched and no clock is read; the plans are made by the program's own
 * src/schedule, on the records that a run keeps of each source, in the order in
 * which a run changes them.
 *
 * Prints a table; with an argument also writes a plot there (SVG). The same
 * numbers each time: chance is a counter.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "model/limits.h"
#include "schedule/rhythm.h"
#include "schedule/schedule.h"

#define MINUTE 60
#define HOUR 3600
#define DAY 86400
#define START 1794787200LL /* Monday, 2026-11-16T00:00:00Z */
#define DAYS 30
#define PAST 150 /* days of old items that the first page may show */
#define TICK (10 * MINUTE)
#define COUNT(a) (sizeof(a) / sizeof(*(a)))

/* chance */

static uint64_t
draw(uint64_t *seed)
{
	uint64_t x = *seed += 0x9e3779b97f4a7c15u; /* splitmix64 */

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return x ^ x >> 31;
}

static double
uniform(uint64_t *seed)
{
	return (double)(draw(seed) >> 11) / 9007199254740992.0;
}

/* From A to B, each order of magnitude as likely as the other. */
static double
between(uint64_t *seed, double a, double b)
{
	return a * pow(b / a, uniform(seed));
}

/* rhythms */

enum shape {
	SHAPE_FLAT,
	SHAPE_WIRE, /* all day, less at night */
	SHAPE_NEWS, /* from seven to eleven in the evening, less on weekends */
	SHAPE_OFFICE,  /* nine to six on weekdays */
	SHAPE_NOTICES, /* nine to eleven and three to five on weekdays */
};

/* How much of a day's items come in each hour, Monday to Friday, and how many
 * come on Saturday and Sunday to one of a weekday. */
static const struct {
	double hour[24];
	double weekend;
} shapes[] = {
	[SHAPE_FLAT] = { { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
			     1, 1, 1, 1, 1, 1 },
	    1 },
	[SHAPE_WIRE] = { { 2, 1, 1, 1, 1, 2, 4, 6, 8, 9, 9, 8, 7, 8, 8, 8, 8, 8,
			     7, 6, 5, 5, 4, 3 },
	    0.6 },
	[SHAPE_NEWS] = { { 0, 0, 0, 0, 0, 0, 1, 4, 7, 9, 9, 8, 6, 6, 8, 9, 9, 8,
			     6, 5, 4, 3, 2, 0 },
	    0.4 },
	[SHAPE_OFFICE] = { { 0, 0, 0, 0, 0, 0, 0, 0.2, 2, 7, 9, 7, 3, 4, 7, 9,
			       8, 5, 1, 0.2, 0, 0, 0, 0 },
	    0.03 },
	[SHAPE_NOTICES] = { { 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 8, 8, 1, 0, 0.5, 1,
				8, 8, 1, 0, 0, 0, 0, 0, 0 },
	    0 },
};

enum process {
	PROCESS_POISSON,
	PROCESS_DAILY,  /* one at a fixed time, give or take ten minutes */
	PROCESS_WEEKLY, /* likewise on one weekday, half an hour */
	PROCESS_BURSTS, /* some days of several, then weeks of none */
	PROCESS_SEASON, /* ten days on, ten days off */
	PROCESS_DEAD,   /* the newest is months or years old */
};

static const struct kind {
	const char *name;
	int sources;
	enum process process;
	enum shape shape;
	double least, most; /* items on a weekday */
	double by_day;      /* share of sources whose dates have no time */
	double undated;     /* share of sources that show no dates */
	int shift;          /* hours by which the dates are wrong */
} kinds[] = {
	{ "wire, round the clock", 120, PROCESS_POISSON, SHAPE_WIRE, 60, 200, 0,
	    0.1, 0 },
	{ "news, 7 to 23 h", 280, PROCESS_POISSON, SHAPE_NEWS, 12, 60, 0.1, 0.1,
	    0 },
	{ "office hours", 400, PROCESS_POISSON, SHAPE_OFFICE, 2, 10, 0.3, 0.1,
	    0 },
	{ "notices, 9-11 and 15-17 h", 240, PROCESS_POISSON, SHAPE_NOTICES, 0.7,
	    3, 0.5, 0.1, 0 },
	{ "daily at a fixed time", 120, PROCESS_DAILY, SHAPE_FLAT, 1, 1, 0.2,
	    0.1, 0 },
	{ "random times", 160, PROCESS_POISSON, SHAPE_FLAT, 0.2, 5, 0.2, 0.1,
	    0 },
	{ "seasons of ten days", 80, PROCESS_SEASON, SHAPE_NEWS, 4, 12, 0.2,
	    0.1, 0 },
	{ "office, dates 8 h wrong", 40, PROCESS_POISSON, SHAPE_OFFICE, 2, 10,
	    0, 0, -8 },
	{ "weekly column", 200, PROCESS_WEEKLY, SHAPE_FLAT, 1, 1, 0.3, 0.1, 0 },
	{ "blogs in bursts", 200, PROCESS_BURSTS, SHAPE_NEWS, 1, 6, 0.3, 0.1,
	    0 },
	{ "dead", 160, PROCESS_DEAD, SHAPE_FLAT, 1, 1, 0.3, 0.1, 0 },
};

static const char *const zones[] = { "Asia/Shanghai", "Europe/Berlin",
	"America/New_York", "UTC" };

/* A source of the simulation: when it publishes, and what its page shows. */
struct site {
	struct source source;
	struct source_parts parts; /* of SOURCE */
	const struct kind *kind;
	char id[16];
	int64_t *item; /* owned; times of publication, oldest first */
	size_t n, cap;
	size_t shown; /* items on its page */
	enum precision precision;
};

static void
publish(struct site *s, int64_t t)
{
	if (s->n == s->cap) {
		s->cap = s->cap * 2 + 64;
		s->item = mem_grow(s->item, s->cap, sizeof(*s->item));
	}
	s->item[s->n++] = t;
}

static bool
is_weekend(const struct civil *c)
{
	int day = civil_weekday(c->year, c->month, c->day);

	return day == 0 || day == 6;
}

/* Is a source of this kind awake on day D, counted from START? */
static bool
is_on(const struct kind *k, uint64_t seed, int64_t d)
{
	uint64_t day = seed ^ (uint64_t)(d + 1000) * 0x2545f4914f6cdd1du;

	switch (k->process) {
	case PROCESS_SEASON:
		return (d + 1000 + (int64_t)(seed % 20)) / 10 % 2 == 0;
	case PROCESS_BURSTS:
		/* A burst of three days begins once a fortnight or so. */
		for (int back = 0; back < 3; back++) {
			uint64_t then = seed ^ (uint64_t)(d - back + 1000) *
						   0x2545f4914f6cdd1du;

			if (uniform(&then) < 1.0 / 14)
				return true;
		}
		return false;
	default:
		return uniform(&day) >= 0;
	}
}

/* Poisson by hours of the shape; TO is where the source ends. */
static void
make_poisson(struct site *s, uint64_t *seed, double rate, int64_t to)
{
	uint64_t own = draw(seed);
	double sum = 0;

	for (int h = 0; h < 24; h++)
		sum += shapes[s->kind->shape].hour[h];
	for (int64_t t = START - PAST * DAY; t < to; t += 5 * MINUTE) {
		struct civil c;
		double p;

		zone_civil(s->source.zone, t, &c);
		p = rate * shapes[s->kind->shape].hour[c.hour] / sum / 12;
		if (is_weekend(&c))
			p *= shapes[s->kind->shape].weekend;
		if (uniform(seed) < 1 - exp(-p) &&
		    is_on(s->kind, own, (t - START) / DAY))
			publish(s, t + (int64_t)(uniform(seed) * 300));
	}
}

/* One item each STEP days, around a time of day. */
static void
make_regular(struct site *s, uint64_t *seed, int step, int64_t around)
{
	int first = (int)(draw(seed) % (unsigned)step);
	int clock = 6 * HOUR + (int)(uniform(seed) * 16 * HOUR);

	for (int d = first - PAST; d < DAYS; d += step) {
		struct civil c;
		double off =
		    (uniform(seed) + uniform(seed) - 1) * (double)around;

		civil_from_utc(START + (int64_t)d * DAY, &c);
		c.hour = clock / HOUR;
		c.minute = clock % HOUR / MINUTE;
		publish(s, zone_instant(s->source.zone, &c) + (int64_t)off);
	}
}

static void
make_site(struct site *s, const struct kind *k, int index)
{
	uint64_t seed = (uint64_t)(k - kinds) * 1000003 + (uint64_t)index;
	double rate = between(&seed, k->least, k->most), dates;
	struct err e = ERR_INIT;

	*s = (struct site){ .kind = k, .source = { SOURCE_PARTS(s->parts) } };
	snprintf(s->id, sizeof(s->id), "s%d-%d", (int)(k - kinds), index);
	s->source.id = str_c(s->id);
	s->source.url = STR("http://a.test/");
	if (zone_init(&s->parts.zone, str_c(zones[draw(&seed) % COUNT(zones)]),
		&e) != 0)
		abort();
	dates = uniform(&seed);
	s->precision = dates < k->undated               ? PRECISION_NONE
		       : dates < k->undated + k->by_day ? PRECISION_DAY
							: PRECISION_MINUTE;
	s->shown = 10 + draw(&seed) % 40;
	switch (k->process) {
	case PROCESS_DAILY:
		make_regular(s, &seed, 1, 10 * MINUTE);
		break;
	case PROCESS_WEEKLY:
		make_regular(s, &seed, 7, 30 * MINUTE);
		break;
	case PROCESS_DEAD:
		for (int i = 0; i < 20; i++)
			publish(s, START - 1000 * DAY + (int64_t)i * 20 * DAY +
				       (int64_t)(draw(&seed) % (500 * DAY)));
		break;
	default:
		make_poisson(s, &seed, rate, START + DAYS * DAY);
	}
}

/* one way of fetching */

/* What happened to the items and requests of one kind, or of some sources. */
struct tally_of {
	int sources;
	long requests, hits, items, lost;
	double *delay; /* owned; minutes */
	size_t n, cap;
};

static void
note_delay(struct tally_of *t, double minutes)
{
	if (t->n == t->cap) {
		t->cap = t->cap * 2 + 64;
		t->delay = mem_grow(t->delay, t->cap, sizeof(*t->delay));
	}
	t->delay[t->n++] = minutes;
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The delay that a share P of the items do not exceed; -1 without items. */
static double
quantile(struct tally_of *t, double p)
{
	if (t->n == 0)
		return -1;
	qsort(t->delay, t->n, sizeof(*t->delay), ascending);
	return t->delay[(size_t)(p * (double)(t->n - 1) + 0.5)];
}

static struct when
date_of(const struct site *s, int64_t t)
{
	struct when w = { .precision = s->precision, .raw = STR_NULL };
	struct civil c;

	w.t = t + s->kind->shift * HOUR;
	w.t -= w.t % MINUTE;
	if (s->precision == PRECISION_DAY) {
		zone_civil(s->source.zone, w.t, &c);
		c.hour = c.minute = c.second = 0;
		w.t = zone_instant(s->source.zone, &c);
	}
	return w;
}

/* A good fetch at NOW: what the page shows, and what run/source_run.c makes of
 * it. SEEN is how many items have been published up to the last fetch. */
static void
fetch(const struct site *s, struct memory *m, size_t *seen, int64_t now,
    struct tally_of *t)
{
	static struct item page[64];
	struct outcome well = { 0 };
	size_t n = *seen, first, shown = 0;
	struct due next;

	while (n < s->n && s->item[n] <= now)
		n++;
	first = n > s->shown ? n - s->shown : 0;
	m->fresh = (uint32_t)(n - (*seen > first ? *seen : first));
	if (n > *seen)
		for (size_t i = n; i-- > first;)
			page[shown++].published = date_of(s, s->item[i]);
	for (size_t i = *seen; i < n && m->last_run != 0; i++) {
		if (i < first)
			t->lost++;
		else
			note_delay(t, (double)(now - s->item[i]) / 60);
	}
	if (now < START + DAYS * DAY) {
		t->requests++;
		t->hits += m->fresh > 0 && m->last_run != 0;
	}
	*seen = n;
	m->state = shown > 0 ? STATE_OK : STATE_NOT_MODIFIED;
	m->last_run = now;
	m->url = s->source.url;
	rhythm_learn(&m->rhythm, s->source.zone, page, shown, m->fresh,
	    m->last_success, now);
	m->last_success = now;
	next = schedule_next(&s->source, m, now, &well);
	m->next_due = next.t;
	m->due_reason = next.why;
}

/* Cron's turns for one source, until all that was published is fetched. */
static void
simulate(
    struct site *s, struct every every, struct tally_of *t, long by_hour[24])
{
	struct memory m = { .url = STR_NULL };
	size_t seen = 0;

	s->source.every = every;
	t->sources++;
	for (int64_t now = START; now < START + DAYS * DAY ||
				  (seen < s->n && now < START + 60 * DAY);
	     now += TICK) {
		struct civil c;

		if (schedule_plan(&s->source, &m, false, now).t > now)
			continue;
		fetch(s, &m, &seen, now, t);
		zone_civil(s->source.zone, now, &c);
		by_hour[c.hour]++;
	}
}

/* the report */

enum way { WAY_AUTO, WAY_FIXED, WAYS };
static const struct every ways[WAYS] = {
	[WAY_AUTO] = { EVERY_AUTO, 0, LIMIT_AUTO_MIN_S, LIMIT_AUTO_MAX_S },
	[WAY_FIXED] = { EVERY_INTERVAL, 1800, 0, 0 },
};

struct report {
	struct tally_of kind[WAYS][COUNT(kinds)];
	struct tally_of active[WAYS], quiet[WAYS], all[WAYS];
	struct tally_of medians[WAYS]; /* of each active source */
	long by_hour[WAYS][24];
	double items[COUNT(kinds)];
};

static void
add(struct tally_of *to, const struct tally_of *from)
{
	to->sources += from->sources;
	to->requests += from->requests;
	to->hits += from->hits;
	to->lost += from->lost;
	for (size_t i = 0; i < from->n; i++)
		note_delay(to, from->delay[i]);
}

static void
run_site(struct report *r, struct site *s)
{
	size_t k = (size_t)(s->kind - kinds);
	size_t new = 0;
	bool active;

	for (size_t i = 0; i < s->n; i++)
		new += s->item[i] > START;
	active = new >= DAYS;
	r->items[k] += (double)new;
	for (int way = 0; way < WAYS; way++) {
		struct tally_of one = { 0 };

		simulate(s, ways[way], &one, r->by_hour[way]);
		add(&r->kind[way][k], &one);
		add(active ? &r->active[way] : &r->quiet[way], &one);
		add(&r->all[way], &one);
		if (active)
			note_delay(&r->medians[way], quantile(&one, 0.5));
		free(one.delay);
	}
}

/* "7.5 m", "3.4 h", "1.2 d", "-" without items. */
static const char *
span(double minutes)
{
	static char text[8][16];
	static int turn;
	char *s = text[turn++ % 8];

	if (minutes < 0)
		snprintf(s, sizeof(text[0]), "-");
	else if (minutes < 100)
		snprintf(s, sizeof(text[0]), "%.1f m", minutes);
	else if (minutes < 48 * 60)
		snprintf(s, sizeof(text[0]), "%.1f h", minutes / 60);
	else
		snprintf(s, sizeof(text[0]), "%.1f d", minutes / 1440);
	return s;
}

static double
per_day(const struct tally_of *t)
{
	return (double)t->requests / t->sources / DAYS;
}

static void
row(const char *name, double items, struct tally_of *learned,
    struct tally_of *fixed)
{
	printf("%-26s %5d %6.2f  %5.1f %7s %7s %4ld%%  %5.1f %7s %7s\n", name,
	    learned->sources, items, per_day(learned),
	    span(quantile(learned, 0.5)), span(quantile(learned, 0.95)),
	    learned->requests == 0 ? 0
				   : learned->hits * 100 / learned->requests,
	    per_day(fixed), span(quantile(fixed, 0.5)),
	    span(quantile(fixed, 0.95)));
}

static void
print(struct report *r)
{
	struct tally_of *a = r->all;

	printf("%d days, run every %d min; delay from publication to fetch\n\n",
	    DAYS, TICK / MINUTE);
	printf("%-26s %5s %6s  %-28s  %s\n", "", "", "items", "every: auto",
	    "every: 30m");
	printf("%-26s %5s %6s  %5s %7s %7s %5s  %5s %7s %7s\n", "", "count",
	    "a day", "req/d", "median", "p95", "hits", "req/d", "median",
	    "p95");
	for (size_t k = 0; k < COUNT(kinds); k++)
		row(kinds[k].name, r->items[k] / kinds[k].sources / DAYS,
		    &r->kind[WAY_AUTO][k], &r->kind[WAY_FIXED][k]);
	row("active: 1 a day or more",
	    (double)r->active[0].n / r->active[0].sources / DAYS, &r->active[0],
	    &r->active[1]);
	row("the others", (double)r->quiet[0].n / r->quiet[0].sources / DAYS,
	    &r->quiet[0], &r->quiet[1]);
	row("all", (double)a[0].n / a[0].sources / DAYS, &a[0], &a[1]);
	printf(
	    "\nmedian over active sources of each one's median: %s, with 30m "
	    "%s\nlost off the end of a page: %ld, with 30m %ld\n"
	    "requests: %.0f %% of those of 30m\n",
	    span(quantile(&r->medians[0], 0.5)),
	    span(quantile(&r->medians[1], 0.5)), a[0].lost, a[1].lost,
	    100.0 * (double)a[0].requests / (double)a[1].requests);
}

/* the plot */

#define LEFT 190
#define LINE 26
#define TOP 60
#define WIDTH 270

static const char *const colours[WAYS] = { "#2563a8", "#b0b0b0" };

/* Minutes on a logarithmic axis, from one to four days. */
static double
log_x(double minutes)
{
	double most = log(4 * 1440);

	return WIDTH * (minutes < 1 ? 0 : log(minutes) / most);
}

static void
plot_kind(FILE *f, struct tally_of *t, int way, int y)
{
	double x = LEFT + WIDTH + 40, m = quantile(t, 0.5),
	       p = quantile(t, 0.95);
	int at = y + (way == WAY_AUTO ? 4 : 13);

	fprintf(f,
	    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"8\" "
	    "fill=\"%s\"/>\n",
	    LEFT, at, per_day(t) / 75 * WIDTH, colours[way]);
	if (m < 0)
		return;
	fprintf(f,
	    "<path d=\"M%.1f %dH%.1f\" stroke=\"%s\" stroke-width=\"2\"/>"
	    "<circle cx=\"%.1f\" cy=\"%d\" r=\"4\" fill=\"%s\"/>\n",
	    x + log_x(m), at + 4, x + log_x(p), colours[way], x + log_x(m),
	    at + 4, colours[way]);
}

static void
plot_axes(FILE *f, int bottom)
{
	static const struct {
		double minutes;
		const char *text;
	} marks[] = { { 1, "1 min" }, { 10, "10 min" }, { 60, "1 h" },
		{ 360, "6 h" }, { 1440, "1 d" } };
	double x = LEFT + WIDTH + 40;

	for (int n = 0; n <= 75; n += 25)
		fprintf(f,
		    "<path d=\"M%.1f %dV%d\" stroke=\"#ddd\"/>"
		    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d"
		    "</text>\n",
		    LEFT + n / 75.0 * WIDTH, TOP, bottom,
		    LEFT + n / 75.0 * WIDTH, bottom + 16, n);
	for (size_t i = 0; i < COUNT(marks); i++)
		fprintf(f,
		    "<path d=\"M%.1f %dV%d\" stroke=\"#ddd\"/>"
		    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s"
		    "</text>\n",
		    x + log_x(marks[i].minutes), TOP, bottom,
		    x + log_x(marks[i].minutes), bottom + 16, marks[i].text);
}

static int
plot(struct report *r, const char *path)
{
	int bottom = TOP + (int)COUNT(kinds) * LINE;
	FILE *f = fopen(path, "w");

	if (f == NULL)
		return -1;
	fprintf(f,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"800\" "
	    "height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">\n"
	    "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n"
	    "<text x=\"%d\" y=\"20\"><tspan fill=\"%s\">■ every: auto</tspan>"
	    "  <tspan fill=\"%s\">■ every: 30m</tspan></text>\n"
	    "<text x=\"%d\" y=\"48\">requests a source and day</text>\n"
	    "<text x=\"%d\" y=\"48\">delay: median to 95th percentile"
	    "</text>\n",
	    bottom + 30, LEFT, colours[0], colours[1], LEFT, LEFT + WIDTH + 40);
	plot_axes(f, bottom);
	for (size_t k = 0; k < COUNT(kinds); k++) {
		int y = TOP + (int)k * LINE;

		fprintf(f,
		    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n",
		    LEFT - 8, y + 17, kinds[k].name);
		for (int way = 0; way < WAYS; way++)
			plot_kind(f, &r->kind[way][k], way, y);
	}
	fputs("</svg>\n", f);
	return fclose(f);
}

static void
report_release(struct report *r)
{
	for (int way = 0; way < WAYS; way++) {
		for (size_t k = 0; k < COUNT(kinds); k++)
			free(r->kind[way][k].delay);
		free(r->active[way].delay);
		free(r->quiet[way].delay);
		free(r->all[way].delay);
		free(r->medians[way].delay);
	}
}

int
main(int argc, char **argv)
{
	struct report r = { 0 };
	int rc = 0;

	for (size_t k = 0; k < COUNT(kinds); k++)
		for (int i = 0; i < kinds[k].sources; i++) {
			struct site s;

			make_site(&s, &kinds[k], i);
			run_site(&r, &s);
			free(s.item);
		}
	print(&r);
	if (argc > 1 && plot(&r, argv[1]) != 0) {
		perror(argv[1]);
		rc = 1;
	}
	report_release(&r);
	return rc;
}
