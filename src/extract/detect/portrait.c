// SPDX-License-Identifier: ISC
#include "extract/detect/portrait.h"

/* Names weigh no more. */
#define NAME_MOST 40
/* Elements around a picture that may say what it is. */
#define STEPS 2

/* What systems of many kinds call them, alone or in longer words ... */
static const char *const parts[] = { "avatar", "portrait", "userpic",
	"userhead", "headimg", "headpic", "touxiang", "userphoto" };
/* ... and alone. */
static const char *const words[] = { "author", "user", "face", "profile",
	"logo", "emoji", "smiley", "smilie", "flag" };

static bool
has_part(struct str s, const char *part)
{
	struct str p = str_c(part);

	for (size_t i = 0; i + p.len <= s.len; i++)
		if (str_istarts(str_from(s, i), p))
			return true;
	return false;
}

/* True when one of the words that S is made of tells of a portrait. */
static bool
says_so(struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (has_part(s, parts[i]))
			return true;
	for (size_t i = 0; i <= s.len; i++) {
		if (i < s.len && is_alpha(s.p[i]))
			continue;
		for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++)
			if (str_ieq(
				str_sub(s, from, i - from), str_c(words[k])))
				return true;
		from = i + 1;
	}
	return false;
}

static bool
is_called_so(
    const struct outline *o, const struct reading *r, size_t m, uint32_t i)
{
	struct str s;

	if (html_attr(o->v[i].node, STR("src"), &s) && has_part(s, "avatar"))
		return true;
	for (int k = 0; k <= STEPS && i != r->group->member[m]; k++) {
		/* What is around the headline as well is not its own. */
		if (r->title->box[m] != NO_BOX && r->title->box[m] >= i &&
		    r->title->box[m] < o->v[i].end)
			return false;
		if (html_attr(o->v[i].node, STR("class"), &s) && says_so(s))
			return true;
		i = o->v[i].parent;
	}
	return false;
}

static struct str
href_of(const struct outline *o, uint32_t i)
{
	struct str href = STR_NULL;

	html_attr(o->v[i].node, STR("href"), &href);
	return str_trim(href);
}

/* True when the picture I leads where a name in its entry leads, and not where
 * the headline does. */
static bool
leads_to_name(
    const struct outline *o, const struct reading *r, size_t m, uint32_t i)
{
	const struct group *g = r->group;
	struct str href;

	while (i > g->member[m] && !o->v[i].link)
		i = o->v[i].parent;
	if (!o->v[i].link || r->link->box[m] == NO_BOX ||
	    str_eq(href_of(o, i), href_of(o, r->link->box[m])))
		return false;
	href = href_of(o, i);
	for (uint32_t k = g->member[m]; k < g->until[m]; k++)
		if (k != i && o->v[k].link && o->v[k].weight > 0 &&
		    o->v[k].weight <= NAME_MOST && str_eq(href_of(o, k), href))
			return true;
	return false;
}

/* True when S is one of the texts right in the box I. */
static bool
has_text(const struct outline *o, uint32_t i, struct str s)
{
	const struct html_node *n = html_first(o->v[i].node);

	for (; n != NULL; n = html_next(n))
		if (html_type(n) == HTML_TEXT &&
		    str_eq(str_trim(html_data(n)), s))
			return true;
	return false;
}

/* True when the picture I is described by a text of its entry that is not the
 * headline. */
static bool
shows_name(
    const struct outline *o, const struct reading *r, size_t m, uint32_t i)
{
	const struct group *g = r->group;
	uint32_t title = r->title->box[m];
	struct str alt;
	bool found = false;
	size_t digits;

	if (title == NO_BOX || !html_attr(o->v[i].node, STR("alt"), &alt))
		return false;
	alt = str_trim(alt);
	if (alt.len == 0 || outline_weigh(alt, &digits) > NAME_MOST)
		return false;
	for (uint32_t k = g->member[m]; k < g->until[m]; k++) {
		if (o->v[k].own_weight == 0 || !has_text(o, k, alt))
			continue;
		/* Captions are headlines printed twice. */
		if (k >= title && k < o->v[title].end)
			return false;
		found = true;
	}
	return found;
}

bool
portrait_is(
    const struct outline *o, const struct reading *r, size_t m, uint32_t i)
{
	return is_called_so(o, r, m, i) || leads_to_name(o, r, m, i) ||
	       shows_name(o, r, m, i);
}
