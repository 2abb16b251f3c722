// SPDX-License-Identifier: ISC
#include "extract/json/column.h"

#include "extract/detect/outline.h"

/* Entries of a list that are looked at, columns, and members of an object. */
#define ENTRIES_MOST 40
#define COLUMNS_MOST 64
#define MEMBERS_MOST 500
/* Headlines weigh so much in the mean (outline_weigh), and no more. */
#define TITLE_LEAST 12
#define TITLE_MOST 150

#define NAMES_MOST 16
/* What the last word of a name says, over what it says alone. */
#define LAST_WORD 0.25

/*
 * What interfaces call their fields, without capitals, "_" and "-"; the names
 * before others say more. Source: schema.org, WordPress' REST interface, JSON
 * Feed, Drupal's and Strapi's, and those of Chinese systems that are in use.
 */
static const char *const names[FIELD_COUNT][NAMES_MOST] = {
	[FIELD_TITLE] = { "title", "headline", "rendered", "subject",
	    "articletitle", "newstitle", "doctitle", "name", "caption", "text",
	    "biaoti" },
	[FIELD_LINK] = { "url", "link", "permalink", "href", "htmlurl",
	    "canonicalurl", "weburl", "articleurl", "shareurl", "pageurl",
	    "linkurl", "docpuburl", "path", "uri" },
	[FIELD_SUMMARY] = { "summary", "description", "excerpt", "digest",
	    "abstract", "intro", "brief", "desc", "lead", "teaser", "subtitle",
	    "rendered" },
	[FIELD_CONTENT] = { "contenthtml", "content", "body", "bodyhtml",
	    "html", "fulltext", "articlebody" },
	[FIELD_DATE] = { "datepublished", "publishedat", "published",
	    "publishtime", "publishdate", "pubdate", "pubtime", "releasetime",
	    "date", "createdat", "created", "createtime", "time", "timestamp",
	    "docpubtime", "ctime" },
	[FIELD_AUTHOR] = { "author", "byline", "authorname", "writer",
	    "creator", "authors", "by" },
	[FIELD_OUTLET] = { "source", "outlet", "publisher", "sitename", "media",
	    "medianame", "sourcename", "docsource" },
	[FIELD_CATEGORY] = { "tags", "categories", "category", "keywords",
	    "section", "channel", "columnname" },
	[FIELD_IMAGE] = { "image", "imageurl", "thumbnail", "cover",
	    "coverimage", "thumb", "picture", "pic", "picurl", "img", "imgurl",
	    "photo", "poster", "banner" },
};

static bool
same_name(struct str name, const char *known)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = to_lower(name.p[i]);

		if (c == '_' || c == '-')
			continue;
		if (c != *known++)
			return false;
	}
	return *known == '\0';
}

/* How much NAME says that it is F: from 0, nothing, to 1. */
static double
whole_says(struct str name, enum field f)
{
	for (int i = 0; i < NAMES_MOST && names[f][i] != NULL; i++)
		if (same_name(name, names[f][i]))
			return 1 - (double)i / NAMES_MOST;
	return 0;
}

/* The last word of NAME, when it has several: job_title, postTitle. */
static struct str
last_word(struct str name)
{
	for (size_t i = name.len; i-- > 1;) {
		if (name.p[i] == '_' || name.p[i] == '-')
			return str_from(name, i + 1);
		if (is_alpha(name.p[i]) && to_lower(name.p[i]) != name.p[i] &&
		    to_lower(name.p[i - 1]) == name.p[i - 1])
			return str_from(name, i);
	}
	return STR_NULL;
}

/* The same; of a headline it says much what it is the headline of, but whole
 * names come first. */
static double
name_says(struct str name, enum field f)
{
	double says = whole_says(name, f), last;

	if (says > 0 || f != FIELD_TITLE)
		return says;
	/* All things have a name: job_name, user_name. */
	last = whole_says(last_word(name), f);
	return last > whole_says(STR("name"), f) ? LAST_WORD * last : 0;
}

/* Of an object in the entry the name of it counts as well: author.name. */
static double
column_says(const struct json_column *c, enum field f)
{
	double outer = str_empty(c->outer) ? 0 : name_says(c->outer, f);
	double inner = name_says(c->name, f);

	if (str_empty(c->outer))
		return inner;
	return outer > 0 && (same_name(c->name, "name") || inner > 0 ||
				same_name(c->name, "url") ||
				same_name(c->name, "src"))
		   ? outer * 0.9
		   : inner * 0.5;
}

/* An object of very many members is a table of its own, and no entry. */
static const struct jnode *
member(const struct jnode *o, struct str name)
{
	return o == NULL || json_size(o) > MEMBERS_MOST ? NULL
							: json_member(o, name);
}

static const struct jnode *
value_in(const struct jnode *entry, const struct json_column *c)
{
	return member(
	    str_empty(c->outer) ? entry : member(entry, c->outer), c->name);
}

static bool
is_address(struct str s)
{
	return (str_istarts(s, STR("http://")) ||
		   str_istarts(s, STR("https://")) ||
		   (str_starts(s, STR("/")) && s.len > 1)) &&
	       str_find(s, STR(" ")) == STR_NONE;
}

static bool
is_picture(struct str s)
{
	static const char *const ends[] = { ".jpg", ".jpeg", ".png", ".webp",
		".gif", ".avif" };
	struct str path = str_sub(s, 0, str_chr(s, '?', 0));

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (path.len > strlen(ends[i]) &&
		    str_ieq(str_from(path, path.len - strlen(ends[i])),
			str_c(ends[i])))
			return true;
	return false;
}

/* A number is one only if it counts seconds or milliseconds since 1970. */
static bool
is_date(struct arena *a, const struct jnode *v, const struct detect_help *help)
{
	if (help == NULL || v->text.len > 40 ||
	    (v->type == JTYPE_NUMBER && v->text.len != 10 && v->text.len != 13))
		return false;
	return help->date(help->ctx, a, v->text, STR_NULL) >= DETECT_DATE_PART;
}

static void
look(struct arena *a, struct json_column *c, const struct jnode *v,
    const struct detect_help *help)
{
	size_t digits;

	if (v->type == JTYPE_ARRAY && v->in.n > 0 &&
	    v->in.v[0].type == JTYPE_STRING) {
		c->lists++;
		return;
	}
	if ((v->type != JTYPE_STRING && v->type != JTYPE_NUMBER) ||
	    str_trim(v->text).len == 0)
		return;
	c->have++;
	c->dates += is_date(a, v, help);
	if (v->type == JTYPE_NUMBER)
		return;
	c->addresses += is_address(v->text);
	c->pictures += is_address(v->text) && is_picture(v->text);
	c->tagged += str_find(v->text, STR("</")) != STR_NONE;
	c->weight += outline_weigh(v->text, &digits);
}

/* Is the text V that of one of the N before it? */
static bool
is_again(const struct jnode *const *before, size_t n, const struct jnode *v)
{
	for (size_t i = 0; i < n; i++)
		if (before[i] != NULL && before[i]->type == JTYPE_STRING &&
		    str_eq(v->text, before[i]->text))
			return true;
	return false;
}

static void
measure(struct arena *a, const struct jnode *list, struct json_column *c,
    const struct detect_help *help)
{
	const struct jnode *v[ENTRIES_MOST];

	c->looked = list->in.n < ENTRIES_MOST ? list->in.n : ENTRIES_MOST;
	for (size_t i = 0; i < c->looked; i++) {
		v[i] = value_in(&list->in.v[i], c);
		if (v[i] == NULL)
			continue;
		if (c->first == NULL && v[i]->type != JTYPE_NULL)
			c->first = v[i];
		look(a, c, v[i], help);
		c->different +=
		    v[i]->type == JTYPE_STRING && !is_again(v, i, v[i]);
	}
}

struct columns {
	struct arena *a;
	struct json_column *v;
	size_t n, cap;
};

static void
add_name(struct columns *cs, struct str outer, struct str name)
{
	for (size_t i = 0; i < cs->n; i++)
		if (str_eq(cs->v[i].outer, outer) &&
		    str_eq(cs->v[i].name, name))
			return;
	if (cs->n == COLUMNS_MOST)
		return;
	cs->v = arena_more(cs->a, cs->v, cs->n, &cs->cap, sizeof(*cs->v));
	cs->v[cs->n++] = (struct json_column){ .outer = outer, .name = name };
}

static void
add_names(struct columns *cs, const struct jnode *entry)
{
	for (size_t i = 0; i < json_size(entry); i++) {
		const struct jnode *v = &entry->in.v[i];

		if (v->type != JTYPE_OBJECT) {
			add_name(cs, STR_NULL, v->name);
			continue;
		}
		for (size_t k = 0; k < v->in.n; k++)
			if (v->in.v[k].type != JTYPE_OBJECT)
				add_name(cs, v->name, v->in.v[k].name);
	}
}

struct json_column *
json_columns(struct arena *a, const struct jnode *list,
    const struct detect_help *help, size_t *n)
{
	struct columns cs = { .a = a };

	for (size_t i = 0; i < list->in.n && i < 3; i++)
		if (list->in.v[i].type == JTYPE_OBJECT)
			add_names(&cs, &list->in.v[i]);
	for (size_t i = 0; i < cs.n; i++)
		measure(a, list, &cs.v[i], help);
	*n = cs.n;
	return cs.v;
}

/* Are enough of the texts of C unlike for headlines? Where its name says that
 * they are headlines, half of them are. */
static bool
differs(const struct json_column *c)
{
	return column_says(c, FIELD_TITLE) > 0
		   ? 2 * c->different >= c->have
		   : 5 * c->different >= 4 * c->have;
}

/* What C can be by its values, so much of it as there should be: 0 if not. */
static double
can_be(const struct json_column *c, enum field f)
{
	double most = (double)c->have / (double)c->looked;
	size_t mean = c->have == 0 ? 0 : c->weight / c->have;
	bool address = 2 * c->addresses > c->have;
	bool date = 2 * c->dates > c->have;

	switch (f) {
	case FIELD_TITLE:
		return most < (column_says(c, f) > 0 ? 0.5 : 0.9) || address ||
			       date || c->weight == 0 || !differs(c) ||
			       mean > TITLE_MOST ||
			       (mean < TITLE_LEAST && column_says(c, f) == 0)
			   ? 0
			   : most;
	case FIELD_LINK:
		return most < 0.5 || 10 * c->addresses < 9 * c->have ||
			       2 * c->pictures > c->have ||
			       5 * c->different < 4 * c->have
			   ? 0
			   : most;
	case FIELD_DATE:
		return most < 0.5 || 5 * c->dates < 4 * c->have ? 0 : most;
	case FIELD_IMAGE:
		return !address || (2 * c->pictures < c->have &&
				       column_says(c, f) == 0)
			   ? 0
			   : 0.1 + most;
	case FIELD_CATEGORY:
		return c->lists > 0 || (c->weight > 0 && !address && !date)
			   ? 0.1 + most
			   : 0;
	case FIELD_CONTENT:
		return c->tagged > 0 || mean > TITLE_MOST ? most : 0;
	default:
		return c->weight > 0 && !address && !date ? most : 0;
	}
}

/* Fields that values alone prove; the others need their names. */
static bool
is_proven(enum field f)
{
	return f == FIELD_TITLE || f == FIELD_LINK || f == FIELD_DATE ||
	       f == FIELD_IMAGE;
}

const struct json_column *
json_column_of(const struct json_column *v, size_t n, enum field f)
{
	const struct json_column *best = NULL;
	double top = 0;

	for (size_t i = 0; i < n; i++) {
		double can = can_be(&v[i], f), says = column_says(&v[i], f);
		double score = can + 3 * says;

		/* A longer text is a better headline, where no name tells. */
		if (f == FIELD_TITLE && v[i].have > 0)
			score += (double)v[i].weight / (double)v[i].have /
				 TITLE_MOST;
		if (can == 0 || (says == 0 && !is_proven(f)) || score <= top)
			continue;
		top = score;
		best = &v[i];
	}
	return best;
}
