// SPDX-License-Identifier: ISC
#include "run/drift_trial.h"

#include "base/buf.h"
#include "config/config.h"
#include "extract/extract.h"
#include "model/limits.h"

/* Headlines and links of so many items are looked for on the page. */
#define EXAMPLES (LIMIT_EXAMPLES / 2)

void
trial_have(const struct items *items, uint32_t have[FIELD_COUNT])
{
	for (int f = 0; f < FIELD_COUNT; f++) {
		have[f] = 0;
		for (size_t i = 0; i < items->n; i++)
			have[f] += items->v[i].raw->field[f].n > 0;
	}
	have[FIELD_TITLE] = have[FIELD_LINK] = have[FIELD_DATE] = 0;
	for (size_t i = 0; i < items->n; i++) {
		const struct item *it = &items->v[i];

		have[FIELD_TITLE] += !str_empty(it->title);
		have[FIELD_LINK] += !str_starts(it->key, STR("t:"));
		have[FIELD_DATE] += it->published.precision != PRECISION_NONE;
	}
}

int
trial_load_known(struct drift *d, struct err *e)
{
	struct item *v;

	if (d->known_loaded)
		return 0;
	if (store_list_items(
		d->store, &d->mine, &d->list, &v, &d->known.n, e) != 0)
		return -1;
	d->known.v = v;
	d->known.around = d->list.around;
	d->known.language = d->language;
	d->known_loaded = true;
	return 0;
}

int
trial_compare(struct drift *d, const struct items *page, struct likeness *out,
    bool **stored, struct err *e)
{
	int64_t *number = ARENA_ARRAY(&d->mine, page->n, int64_t);

	*stored = ARENA_ARRAY(&d->mine, page->n, bool);
	if (store_find(d->store, d->source->id, page->v, page->n, number, e) !=
	    0)
		return -1;
	for (size_t i = 0; i < page->n; i++)
		(*stored)[i] = number[i] != 0;
	likeness_judge(&d->mine, &d->known, page, *stored, out);
	return 0;
}

/* What came of one trial. */
struct result {
	bool fits, fresh;
	size_t known;
	unsigned bad;  /* fields that are not found as they were */
	unsigned dead; /* of those: a rule for it finds nothing at all */
	struct str why;
};

/* What the trials of one page share. */
struct trial {
	struct drift *d;
	const struct response *res;
	struct err *e;
	size_t read; /* bytes of pages so far */
};

static unsigned
bad_fields(
    const struct drift *d, const struct items *items, const struct likeness *l)
{
	uint32_t have[FIELD_COUNT];
	unsigned bad = 0;

	trial_have(items, have);
	for (int f = 0; f < FIELD_COUNT; f++)
		if (2 * d->list.have[f] >= d->list.size &&
		    2ULL * have[f] * d->list.size <
			(uint64_t)d->list.have[f] * items->n)
			bad |= 1U << f;
	if (!likeness_dates(&d->known, items, l))
		bad |= 1U << FIELD_DATE;
	return bad;
}

/* The fields whose rules in SRC find nothing in any of ITEMS. */
static unsigned
dead_fields(const struct source *src, const struct items *items)
{
	unsigned dead = 0;

	for (int f = 0; f < FIELD_COUNT; f++) {
		size_t i = 0;

		while (i < items->n && items->v[i].raw->field[f].n == 0)
			i++;
		if (src->rules->field[f].n > 0 && i == items->n)
			dead |= 1U << f;
	}
	return dead;
}

/* Read the page by RULES and look at what they give. -1: the store failed. */
static int
try_rules(struct trial *t, const struct rule_set *rules, struct result *out)
{
	struct drift *d = t->d;
	struct source *as = rule_set_apply(&d->mine, d->source, rules);
	struct sieve sieve;
	struct likeness l;
	struct err failed = ERR_INIT;
	struct page page;
	bool *stored;
	int rc = 0;

	*out = (struct result){ .why = STR("nothing was found") };
	t->read += t->res->body.len;
	if (t->read > LIMIT_REPAIR_BYTES) {
		out->why = STR("looking for it takes too long");
		return 0;
	}
	sieve = *as->sieve;
	sieve.required = 0;
	as->sieve = &sieve;
	if (processor_page(d->processor, &d->trial, as, t->res, d->now, &page,
		&failed) == 0 &&
	    page.items.n > 0 && !page.truncated) {
		rc = trial_compare(d, &page.items, &l, &stored, t->e);
		if (rc == 0) {
			out->fits = str_empty(l.why);
			out->known = l.known;
			out->bad = bad_fields(d, &page.items, &l);
			out->dead = out->bad & dead_fields(as, &page.items);
			out->why = l.why;
			out->fresh =
			    l.known == 0 && likeness_fresh(&d->mine, &d->known,
						&page.items, stored, d->now);
		}
	}
	arena_reset(&d->trial);
	return rc;
}

/* The lists of the page that hold something known first. */
static int
find_lists(struct trial *t, struct rule_set *out, size_t *n, size_t *held)
{
	struct drift *d = t->d;
	struct str example[LIMIT_EXAMPLES];
	struct detect_ask ask = { .max = LIMIT_REPAIRS, .example = example };
	struct source bare = *d->source;
	struct candidates found;
	struct page page = { .charset = "" };
	int rc;

	for (size_t i = 0; i < d->known.n && i < EXAMPLES; i++) {
		example[ask.nexamples++] = d->known.v[i].title;
		example[ask.nexamples++] = d->known.v[i].link;
	}
	*n = *held = 0;
	rc = processor_detect(d->processor, &d->trial, &bare, t->res, d->now,
	    &ask, &page, &found, t->e);
	for (size_t i = 0; rc == 0 && i < found.n; i++) {
		struct rule_set set = { .embedded = found.v[i].embedded,
			.item = found.v[i].item };
		struct str text;

		for (int f = 0; f < FIELD_COUNT; f++)
			set.field[f] = found.v[i].field[f];
		text = rule_set_write(&d->mine, &set);
		rc = rule_set_read(&d->mine, text, &out[(*n)++], t->e);
		*held += found.v[i].examples > 0;
	}
	arena_reset(&d->trial);
	return rc;
}

/* Can the rule of a field look into the items of FOUND? In JSON it must be a
 * path. */
static bool
fits_items(const struct rules *field, const struct rule_set *found)
{
	return (field->v[0].lang == RULE_JSON) ==
	       (found->item.v[0].lang == RULE_JSON);
}

static struct rules
given_field(const struct source *src, const struct rule_set *found, int f)
{
	if (src->rules->field[f].n > 0)
		return fits_items(&src->rules->field[f], found)
			   ? src->rules->field[f]
			   : found->field[f];
	return src->rules->item.n == 0 ? found->field[f]
				       : (struct rules){ NULL, 0 };
}

/* The rules of the configuration within the items of FOUND. Of a source whose
 * list is found the fields are, too. */
static struct rule_set
given_in(const struct source *src, const struct rule_set *found)
{
	struct rule_set set = { .embedded = found->embedded,
		.item = found->item };

	for (int f = 0; f < FIELD_COUNT; f++)
		set.field[f] = given_field(src, found, f);
	return set;
}

/* Put those of FOUND in place of the rules for FIELDS. Title and link go
 * together, as the one is read from where the other stands. */
static void
take_fields(struct rule_set *set, const struct rule_set *found, unsigned fields)
{
	const unsigned names = 1U << FIELD_TITLE | 1U << FIELD_LINK;

	for (int f = 0; f < FIELD_COUNT; f++)
		if (fields >> f & 1 &&
		    (found->field[f].n > 0 || (names >> f & 1)))
			set->field[f] = found->field[f];
}

/*
 * Make of FOUND the rules that read the list: as much of the configuration as
 * still holds, the rest as found. OUT->fits says whether they do.
 */
static int
fit(struct trial *t, const struct rule_set *found, struct rule_set *set,
    struct result *out)
{
	const unsigned names = 1U << FIELD_TITLE | 1U << FIELD_LINK;
	struct rule_set given = given_in(t->d->source, found);
	unsigned bad;

	*set = given;
	if (try_rules(t, set, out) != 0)
		return -1;
	if ((out->fits || out->fresh) && (out->bad & ~names) == 0)
		return 0;
	bad = out->bad & ~names;
	if (!out->fits && !out->fresh)
		bad = ~0U;
	for (int f = 0; f < FIELD_COUNT && bad == ~0U; f++)
		if (!(names >> f & 1) && t->d->source->rules->field[f].n == 0)
			bad &= ~(1U << f);
	take_fields(set, found, bad);
	if (try_rules(t, set, out) != 0)
		return -1;
	if (!(out->fits || out->fresh) || !(out->bad >> FIELD_DATE & 1))
		return 0;
	/* Other dates than those known are none of the list's. */
	set->field[FIELD_DATE] = given.field[FIELD_DATE];
	return try_rules(t, set, out);
}

/* The same, without rules of the configuration that find nothing there, and for
 * which nothing was found: who writes the new rules down is told to drop them. */
static int
fit_anew(struct trial *t, const struct rule_set *found, struct rule_set *set,
    struct result *out)
{
	if (fit(t, found, set, out) != 0)
		return -1;
	for (int f = 0; f < FIELD_COUNT; f++)
		if (out->dead >> f & 1)
			set->field[f] = (struct rules){ NULL, 0 };
	return 0;
}

/* The rules in use, with those for FIELDS as found. */
static int
fit_fields(struct trial *t, const struct source *used, unsigned fields,
    const struct rule_set *found, struct rule_set *set, struct result *out)
{
	*set = *used->rules;
	take_fields(set, found, fields);
	return try_rules(t, set, out);
}

static struct str
yaml_of(struct drift *d, const struct rule_set *set)
{
	struct buf *b = buf_in(&d->mine, LIMIT_CONFIG);

	config_write_changes(
	    b, d->source, rule_set_apply(&d->mine, d->source, set));
	return arena_str(&d->mine, buf_str(b));
}

/* What is looked for among the candidates. */
struct search {
	struct rule_set best;
	struct result result; /* of it */
	bool any;
	size_t fresh; /* lists that may be it, all new */
};

/* The list that shows most of what is known. */
static int
search_known(struct trial *t, const struct rule_set *found, size_t n,
    const struct source *used, unsigned fields, struct search *s)
{
	for (size_t i = 0; i < n; i++) {
		struct rule_set set;
		struct result r = { .fits = false };

		if (fields != 0 &&
		    fit_fields(t, used, fields, &found[i], &set, &r) != 0)
			return -1;
		if ((fields == 0 || !r.fits || (r.bad & fields) != 0) &&
		    fit_anew(t, &found[i], &set, &r) != 0)
			return -1;
		if (i == 0) {
			t->d->cannot = r.why;
			t->d->guess = yaml_of(t->d, &set);
		}
		if (fields != 0 && (r.bad & fields) == fields)
			continue;
		if (r.fits && (!s->any || r.known > s->result.known)) {
			s->best = set;
			s->result = r;
			s->any = true;
		}
	}
	return 0;
}

/* The one list that may be it though all is new. */
static int
search_fresh(
    struct trial *t, const struct rule_set *found, size_t n, struct search *s)
{
	size_t fresh = 0;

	for (size_t i = 0; i < n; i++) {
		struct rule_set set;
		struct result r;

		if (fit_anew(t, &found[i], &set, &r) != 0)
			return -1;
		if (i == 0)
			t->d->guess = yaml_of(t->d, &set);
		if (!r.fresh || (r.bad & 1U << FIELD_DATE))
			continue;
		fresh++;
		s->best = set;
	}
	s->any = fresh == 1;
	t->d->cannot = fresh > 1 ? STR("several lists may be the one")
				 : STR("no list has any of the known items");
	return 0;
}

int
trial_repair(struct drift *d, const struct response *res,
    const struct source *used, unsigned fields, struct rule_set *out,
    struct err *e)
{
	struct trial t = { .d = d, .res = res, .e = e };
	struct rule_set found[LIMIT_REPAIRS];
	struct search s = { .any = false };
	size_t n, held;

	if (trial_load_known(d, e) != 0)
		return -1;
	if (d->known.n < LIKENESS_LEAST) {
		d->cannot = STR("too few items of it are known");
		return 0;
	}
	if (find_lists(&t, found, &n, &held) != 0)
		return e->reach == REACH_RUN ? -1 : 0;
	d->cannot = STR("no list is on the page");
	if (held > 0 && search_known(&t, found, held, used, fields, &s) != 0)
		return -1;
	if (held == 0 && fields == 0 && search_fresh(&t, found, n, &s) != 0)
		return -1;
	if (!s.any)
		return 0;
	d->cannot = d->guess = STR_NULL;
	*out = s.best;
	return 1;
}
