// SPDX-License-Identifier: ISC
#include "extract/detect/stamp.h"

#include "base/buf.h"

/* Bytes of a date, and of the pattern for one. */
#define STAMP_MOST 40
#define PATTERN_MOST 400

/* A date that is figures and what parts them, as a pattern; or empty. */
static struct str
pattern_of(struct arena *a, struct str date)
{
	struct buf *b = buf_in(a, PATTERN_MOST);
	bool figures = false;

	if (date.len > STAMP_MOST)
		return STR_NULL;
	for (size_t i = 0; i < date.len; i++) {
		unsigned char c = (unsigned char)date.p[i];

		figures |= is_digit(c);
		if (is_alpha(c) || c < ' ' || c == '"')
			return STR_NULL;
		if (is_digit(c))
			(void)buf_add(b, STR("\\d"));
		else if (c == ' ')
			(void)buf_add(b, STR("\\s+"));
		else {
			if (strchr(".[](){}/|+*?^$\\", c) != NULL)
				(void)buf_addc(b, '\\');
			(void)buf_addc(b, date.p[i]);
		}
	}
	return figures ? buf_str(b) : STR_NULL;
}

/* Where the date of member M stands in its title: -1 before the words, 1 behind
 * them, 0 elsewhere. Its pattern goes to *PATTERN. */
static int
place_of(struct arena *a, const struct outline *o, const struct reading *r,
    size_t m, struct str *pattern)
{
	uint32_t t = r->title->box[m], d = r->date->box[m];
	struct str title, date;

	if (t == NO_BOX || d == NO_BOX || d <= t || d >= o->v[t].end)
		return 0;
	title = str_trim(html_text(a, o->v[t].node));
	date = str_trim(html_text(a, o->v[d].node));
	if (str_empty(date) || date.len >= title.len)
		return 0;
	*pattern = pattern_of(a, date);
	if (str_starts(title, date))
		return -1;
	return str_ends(title, date) ? 1 : 0;
}

struct str
stamp_cut(struct arena *a, const struct outline *o, const struct reading *r,
    struct str title)
{
	struct str pattern = STR_NULL;
	int place = 0;

	if (r->date == NULL)
		return title;
	for (size_t m = 0; m < r->group->n; m++) {
		struct str one = STR_NULL;
		int at;

		if (r->title->box[m] == NO_BOX)
			continue;
		at = place_of(a, o, r, m, &one);
		if (at == 0 || str_empty(one) ||
		    (place != 0 && (at != place || !str_eq(one, pattern))))
			return title;
		place = at;
		pattern = one;
	}
	if (place == 0)
		return title;
	return arena_printf(a,
	    place < 0 ? "%.*s | replace /^%.*s\\s*/ \"\""
		      : "%.*s | replace /\\s*%.*s$/ \"\"",
	    STR_ARG(title), STR_ARG(pattern));
}
