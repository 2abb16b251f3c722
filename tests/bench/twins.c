// SPDX-License-Identifier: ISC
// Duplicates at scale: that distinct titles are never folded, and what the
// index of twins costs. In an empty folder.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "model/limits.h"
#include "normalize/near/near.h"
#include "run/folds.h"
#include "store/store.h"

#define NOW INT64_C(1795104000)
#define DAY 86400
/* Items are spread over so many days, all within reach of the next ones. */
#define DAYS 5
#define LOOKUPS 20000
#define BATCH 1000

/* Slots of a title: the words of one with "|" between them. */
static const char *const cities =
    "北京|上海|广州|深圳|成都|杭州|武汉|西安|南京|重庆|苏州|天津|长沙|郑州|青岛|"
    "沈阳|合肥|昆明|大连|厦门";
static const char *const people =
    "王立新|李国强|张卫东|刘文博|陈海燕|杨志刚|赵晓明|黄建华|周永康|吴秀兰|"
    "徐德胜|孙美玲|胡金山|朱佳怡|高长河|林若水";
static const char *const posts =
    "市长|副市长|财政局局长|教育局局长|公安局局长|交通局局长|水务局局长|卫健委主任";
static const char *const firms =
    "海川股份|金岭科技|东湖药业|北辰重工|云山能源|天合材料|远洋电子|华南水泥";
static const char *const towns =
    "Ashford|Bedford|Corby|Derby|Exeter|Fowey|Goole|Hexham|Ilkley|Jarrow|"
    "Kendal|Ludlow|Matlock|Newark|Oakham|Penrith";
static const char *const names =
    "Smith|Jones|Taylor|Brown|Wilson|Evans|Thomas|Roberts|Walker|Wright|"
    "Hughes|Green|Hall|Wood|Clarke|Turner";
static const char *const things =
    "school|bridge|library|hospital|stadium|theatre|prison|museum";

/* The title of number K of one template; NULL behind the last. */
struct template
{
	const char *parts[8]; /* text, or one of the lists; "#" a number */
};
static const struct template *
templates(size_t *n)
{
	static struct template v[6];

	v[0] = (struct template){ { cities, "：", people, "任", posts, "，任期",
	    "#", "个月" } };
	v[1] = (struct template){ { firms, "第", "#",
	    "次临时股东大会决议公告 审议", "#", "项议案" } };
	v[2] = (struct template){ { cities, "至", cities, "高铁第", "#",
	    "标段开工" } };
	v[3] = (struct template){ { names, " v ", names, ": ", towns,
	    " court rules in case ", "#" } };
	v[4] = (struct template){ { towns, " ", things, " to cost £", "#",
	    "m, says councillor ", names } };
	v[5] = (struct template){ { "Police in ", towns, " look for driver ",
	    names, " after crash on junction ", "#" } };
	*n = 6;
	return v;
}

static size_t
words_in(const char *list)
{
	size_t n = 1;

	while ((list = strchr(list, '|')) != NULL)
		list++, n++;
	return n;
}

static int
word_at(const char *list, size_t i, char *out, size_t size)
{
	const char *end;

	while (i-- > 0)
		list = strchr(list, '|') + 1;
	end = strchr(list, '|');
	return snprintf(out, size, "%.*s",
	    end == NULL ? (int)strlen(list) : (int)(end - list), list);
}

/* Titles of equal templates differ in one slot at least. */
static void
make_title(size_t i, char *out, size_t size)
{
	size_t n, at = 0, k, numbers = 0;
	const struct template *v = templates(&n), *t = &v[i % n];

	k = i / n;
	for (size_t p = 0; p < 8 && t->parts[p] != NULL; p++)
		numbers += t->parts[p][0] == '#';
	for (size_t p = 0; p < 8 && t->parts[p] != NULL; p++) {
		size_t words = words_in(t->parts[p]);

		if (t->parts[p][0] == '#') {
			size_t value = --numbers == 0 ? k : k % 50;

			at += (size_t)snprintf(
			    out + at, size - at, "%zu", value + 2);
			k = numbers == 0 ? 0 : k / 50;
		} else {
			at += (size_t)word_at(
			    t->parts[p], k % words, out + at, size - at);
			k /= words;
		}
	}
}

static double
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void
must(int rc, const struct err *e)
{
	if (rc == 0)
		return;
	fprintf(stderr, "%s\n", e->msg);
	exit(1);
}

static int
by_time(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static struct str
no_guid(const void *ctx, struct arena *a, const struct item *it, unsigned n)
{
	(void)ctx;
	return arena_printf(a, "%.*s-%u", STR_ARG(it->guid), n);
}

/* SplitMix64 (Vigna, public domain): the random number of X. */
static uint64_t
random_of(uint64_t x)
{
	x += UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static struct item
make_item(struct arena *a, size_t i, bool with_text)
{
	char title[512];
	struct item it = { .link = arena_printf(
			       a, "https://h%zu.example/%zu", i % 97, i),
		.key = arena_printf(a, "l:%zu", i),
		.guid = arena_printf(a, "tag:h.example,2026:%032zx", i),
		.content = STR_NULL,
		.summary = STR_NULL,
		.published = { .t = NOW - (int64_t)(i % (DAYS * DAY)),
		    .precision = PRECISION_SECOND,
		    .raw = STR_NULL } };

	make_title(i, title, sizeof(title));
	it.title = arena_str(a, str_c(title));
	if (with_text) { /* words that no other text has in this order */
		char text[512];
		size_t at = 0;

		for (uint64_t k = 0; k < 40; k++)
			at += (size_t)snprintf(text + at, sizeof(text) - at,
			    "w%u ", (unsigned)(random_of(i * 64 + k) % 5000));
		it.summary = arena_str(a, str_c(text));
	}
	return it;
}

/* Store items [FROM, END) of two sources in turn; into V. */
static void
store_items_of(struct store *st, struct arena *a, size_t from, size_t end,
    bool with_text, struct item *v)
{
	struct err e = ERR_INIT;
	struct merge done;

	for (size_t i = from; i < end; i++)
		v[i - from] = make_item(a, i, with_text);
	for (size_t i = from; i < end; i++)
		must(store_merge(st, a, i % 2 == 0 ? STR("a") : STR("b"),
			 &v[i - from], 1, NOW, no_guid, NULL, &done, &e),
		    &e);
}

/* All N items through the decisions of one merged feed, a run each BATCH. */
static size_t
fold_all(struct store *st, size_t n, bool with_text, double *us)
{
	struct item *v = calloc(BATCH, sizeof(*v));
	struct err e = ERR_INIT;
	struct arena a;
	size_t folded = 0;

	if (v == NULL)
		exit(1);
	arena_init(&a, LIMIT_ARENA);
	for (size_t from = 0; from < n; from += BATCH) {
		size_t end = from + BATCH < n ? from + BATCH : n, more;
		double start;

		must(store_begin(st, &e), &e);
		store_items_of(st, &a, from, end, with_text, v);
		start = now_us();
		must(folds_decide(&a, st, STR("all"), DEDUPE_NEAR, v,
			 end - from, NOW, &more, &e),
		    &e);
		*us += now_us() - start;
		must(store_commit(st, &e), &e);
		folded += more;
		arena_reset(&a);
	}
	arena_release(&a);
	free(v);
	return folded;
}

/* The time of one look-up of what is new, beside N others. */
static void
look_up(struct store *st, size_t n, double *us)
{
	struct err e = ERR_INIT;
	struct arena a;

	arena_init(&a, LIMIT_ARENA);
	for (size_t i = 0; i < LOOKUPS; i++) {
		size_t at = i * 7919 % n;
		struct near_judge j = near_judge(&a);
		struct item it = make_item(&a, at, true);
		struct near x = near_read(&j, &it);
		struct twin_found *found;
		struct twin_keys keys;
		size_t nfound;
		double start;

		near_keys(&j, &x, &keys);
		start = now_us();
		must(store_twins(st, &a, STR("all"), it.guid, it.published.t,
			 &keys, &found, &nfound, &e),
		    &e);
		us[i] = now_us() - start;
		arena_reset(&a);
	}
	arena_release(&a);
	qsort(us, LOOKUPS, sizeof(*us), by_time);
}

/* Distinct titles without text. Returns how many were folded. */
static size_t
titles(size_t n)
{
	struct err e = ERR_INIT;
	struct store *st;
	double decide = 0;
	size_t folded;

	must(store_open("titles", false, &st, &e), &e);
	folded = fold_all(st, n, false, &decide);
	store_close(st);
	printf("%zu distinct titles: %zu folded, %.0f us each to decide\n", n,
	    folded, decide / (double)n);
	return folded;
}

static void
texts(size_t n)
{
	static double us[LOOKUPS];
	struct err e = ERR_INIT;
	struct store *st;
	struct stat s;
	double decide = 0;

	must(store_open("texts", false, &st, &e), &e);
	(void)fold_all(st, n, true, &decide);
	look_up(st, n, us);
	store_close(st);
	if (stat("texts/coranto.db", &s) != 0)
		exit(1);
	printf("%zu items with text: %.0f us each to decide and keep; look-up "
	       "%.0f us median, %.0f us 99 of 100; database %.0f MB\n",
	    n, decide / (double)n, us[LOOKUPS / 2], us[LOOKUPS * 99 / 100],
	    (double)s.st_size / 1e6);
}

int
main(int argc, char **argv)
{
	size_t n = argc > 2 ? strtoul(argv[2], NULL, 10) : 0, folded = 0;

	if (n == 0 ||
	    (strcmp(argv[1], "titles") != 0 && strcmp(argv[1], "texts") != 0)) {
		fputs("usage: twins titles|texts N\n", stderr);
		return 2;
	}
	if (argv[1][1] == 'i')
		folded = titles(n);
	else
		texts(n);
	return folded == 0 ? 0 : 1;
}
