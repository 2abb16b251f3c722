// SPDX-License-Identifier: ISC
#include "extract/article/moment.h"

/* Weight up to which a line can be a name with a time. */
#define LABEL 60

/* What there is of figures in a text. */
struct figures {
	size_t digits;
	size_t marks; /* that part those of a date or a clock */
	size_t dots;  /* that may: one alone is in a price */
	size_t years; /* figures that are a year of these times */
	size_t small; /* one or two together: a day, an hour */
	size_t others;
};

static bool
is_year(struct str s)
{
	return s.len == 4 &&
	       (str_starts(s, STR("19")) || str_starts(s, STR("20")));
}

static bool
is_mark(unsigned char c)
{
	return c == ':' || c == '-' || c == '/' || c >= 0xE5;
}

static struct figures
figures_of(struct str s)
{
	struct figures f = { 0 };

	for (size_t i = 0; i < s.len; i++) {
		size_t from = i;

		while (i < s.len && is_digit(s.p[i]))
			i++;
		if (i == from)
			continue;
		f.digits += i - from;
		if (is_year(str_sub(s, from, i - from)))
			f.years++;
		else if (i - from <= 2)
			f.small++;
		else
			f.others++;
		f.marks += i + 1 < s.len && is_mark((unsigned char)s.p[i]);
		f.dots += i + 1 < s.len && s.p[i] == '.';
	}
	return f;
}

bool
moment_is(struct str s)
{
	static const char *const ago[] = { " ago", "前", "昨天", "今天", "vor ",
		"il y a ", "hace ", " temu", " geleden", "назад", "před " };
	struct figures f = figures_of(s);

	for (size_t i = 0; i < sizeof(ago) / sizeof(*ago); i++)
		if (f.digits > 0 && str_find(s, str_c(ago[i])) != STR_NONE)
			return true;
	return (f.digits >= 3 && (f.marks > 0 || f.dots > 1)) ||
	       (f.years == 1 && f.small > 0 && f.others == 0);
}

bool
moment_label(const struct line *l)
{
	return l->m.weight <= LABEL && moment_is(l->text);
}
