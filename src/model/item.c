// SPDX-License-Identifier: ISC
#include "model/item.h"

const char *
precision_name(enum precision p)
{
	static const char *const names[] = {
		[PRECISION_NONE] = "none",
		[PRECISION_SECOND] = "second",
		[PRECISION_MINUTE] = "minute",
		[PRECISION_DAY] = "day",
		[PRECISION_MONTH] = "month",
	};

	return names[p];
}

/* By the number of the bit: a name for machines, and words for people. */
static const struct {
	const char *name, *words;
} rules[HOW_COUNT] = {
	{ "relative", "counted back from when the page was read" },
	{ "epoch", "counted in seconds since 1970" },
	{ "format", "read by the rule's own format" },
	{ "link", "taken from the link" },
	{ "best", "the best of several dates" },
	{ "year-newest", "the year is the newest that is not to come" },
	{ "year-link", "the year is that of the link" },
	{ "year-list", "the year follows from the order of the list" },
	{ "year-century", "the year has two figures" },
	{ "month-newest", "the month is the newest that is not to come" },
	{ "day-newest", "the day is the newest that is not to come" },
	{ "order-language", "day and month stand as the language has them" },
	{ "order-given", "day and month stand as date_order says" },
	{ "order-weekday", "day and month stand as the weekday asks" },
	{ "order-past", "day and month stand so that it is not to come" },
	{ "order-list", "day and month stand as in the rest of the list" },
	{ "zone-text", "the text names the zone" },
	{ "clock-gap", "the clocks skipped that time, so it is moved on" },
	{ "clock-twice", "that time came twice, this is the first" },
	{ "weekday-wrong", "the weekday in the text is another" },
	{ "first-seen",
	    "the page gives none: it is when the item was first seen, "
	    "less a second for each place in the list" },
	{ "not-yet",
	    "the page's date was still to come: it is when the item was "
	    "first seen" },
	{ "range", "the first of several days" },
	{ "span", "a length of time is taken for how long it is ago" },
};

const char *
how_name(unsigned n)
{
	return rules[n].name;
}

unsigned
how_find(struct str name)
{
	unsigned n = 0;

	while (n < HOW_COUNT && !str_eq(name, str_c(rules[n].name)))
		n++;
	return n;
}

struct str
how_text(struct arena *a, unsigned how)
{
	struct str part[2 * HOW_COUNT];
	size_t n = 0;

	for (unsigned i = 0; i < HOW_COUNT; i++) {
		if ((how >> i & 1) == 0)
			continue;
		if (n > 0)
			part[n++] = STR("; ");
		part[n++] = str_c(rules[i].words);
	}
	return arena_concat(a, part, n);
}

struct item
item_copy(struct arena *a, const struct item *it)
{
	struct item c = *it;
	struct str *text[] = { &c.key, &c.guid, &c.link, &c.title, &c.summary,
		&c.content, &c.published.raw, &c.updated.raw, &c.author,
		&c.outlet, &c.language, &c.image };

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		*text[i] = arena_str(a, *text[i]);
	c.categories = ARENA_ARRAY(a, c.ncategories, struct str);
	for (size_t i = 0; i < c.ncategories; i++)
		c.categories[i] = arena_str(a, it->categories[i]);
	c.enclosures = ARENA_ARRAY(a, c.nenclosures, struct enclosure);
	for (size_t i = 0; i < c.nenclosures; i++) {
		c.enclosures[i] = it->enclosures[i];
		c.enclosures[i].url = arena_str(a, it->enclosures[i].url);
		c.enclosures[i].type = arena_str(a, it->enclosures[i].type);
	}
	c.raw = NULL;
	c.origin = NULL;
	c.also = NULL;
	c.nalso = 0;
	return c;
}

static const char *const withheld_names[WITHHELD_COUNT] = {
	[WITHHELD_NOT] = "",
	[WITHHELD_FIRST_RUN] = "first run",
	[WITHHELD_FLOOD] = "flood",
	[WITHHELD_FILTER] = "filter",
	[WITHHELD_FAULT] = "fault",
};

const char *
withheld_name(enum withheld why)
{
	return withheld_names[why];
}

enum withheld
withheld_find(struct str name)
{
	int why = 0;

	while (
	    why < WITHHELD_COUNT && !str_eq(name, str_c(withheld_names[why])))
		why++;
	return (enum withheld)why;
}
