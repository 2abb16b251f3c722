// SPDX-License-Identifier: ISC
#include "config/entries.h"

#include <stdlib.h>

#include "config/ids.h"
#include "config/languages.h"
#include "config/matrix.h"
#include "config/pack.h"
#include "config/types.h"
#include "web/url.h"

/* What is kept of a source beside itself, until all ids are known. */
struct made {
	const struct source *src;
	struct text *text; /* where its id is given, or the source itself: */
	int line, col;
	bool id_given;
	const struct bindings *vars; /* of its `for`, or NULL */
};

/* An entry of a list. */
struct entry {
	const struct node *node;
	const struct layer *defaults;
};

struct building {
	struct reader *r;
	const struct sites *sites;
	struct source *v;
	struct made *made; /* of the source at the same place */
	size_t n, cap, made_cap;
	struct hurries *hurries;
};

void
entries_add(struct reader *r, struct entries *es, const struct node *list,
    const struct layer *defaults)
{
	es->v = arena_more(r->tree, es->v, es->n, &es->cap, sizeof(*es->v));
	es->v[es->n++] = (struct section){ .list = list, .defaults = defaults };
	es->all += list->n;
}

static void
default_zone(struct draft *d)
{
	const struct source *s = &d->own;

	/* CLDR, supplemental metaZones: languages of one territory, and that
	 * territory has one zone. Chinese alone has several. */
	static const struct {
		const char *tag, *zone;
	} only[] = {
		{ "zh-CN", "Asia/Shanghai" },
		{ "zh-Hans-CN", "Asia/Shanghai" },
		{ "ja", "Asia/Tokyo" },
		{ "ko", "Asia/Seoul" },
	};
	struct err e = ERR_INIT;

	for (size_t i = 0; i < sizeof(only) / sizeof(only[0]); i++) {
		struct str tag = str_c(only[i].tag);

		if (!s->zone_given && str_istarts(s->language, tag) &&
		    (s->language.len == tag.len ||
			s->language.p[tag.len] == '-'))
			(void)zone_init(
			    &d->parts.zone, str_c(only[i].zone), &e);
	}
}

/* Does something of the text in N come from the environment? */
static bool
has_secrets(const struct reader *r, const struct node *n)
{
	if (str_find(n->value, STR("${")) != STR_NONE)
		return true;
	for (size_t i = 0; r->vars != NULL && i < r->vars->n; i++)
		if (!str_eq(r->vars->v[i].value, r->vars->v[i].shown))
			return true;
	return false;
}

/* The URL in node N, HREF, without what came from the environment: ids and
 * feeds are public. Empty when it is no URL then. */
static struct str
shown_url(struct reader *r, const struct node *n, struct str href)
{
	struct str text;

	if (!has_secrets(r, n))
		return href;
	text = reader_unexpanded(r, n);
	return url_of_page(r->a, text, n->text->name, &href) == 0 ? href
								  : STR_NULL;
}

/* The page at the root of the host: all that may be told of a URL that came
 * from the environment as a whole. */
static struct str
origin_page(struct arena *a, struct str href)
{
	struct url u;

	if (url_parse(a, href, STR_NULL, &u) != 0)
		return STR_NULL;
	return arena_concat(
	    a, (struct str[]){ url_origin(a, &u), STR("/") }, 2);
}

/* The id made from the URL in node N. */
static struct str
made_id(struct reader *r, const struct node *n, struct str shown)
{
	struct str text =
	    r->vars != NULL || str_find(n->value, STR("${")) != STR_NONE
		? reader_unexpanded(r, n)
		: n->value;
	struct str id = STR_NULL;

	if (!str_empty(shown))
		id = arena_str(r->a, id_make(r->scratch, shown, text));
	arena_reset(r->scratch);
	return id;
}

static void
made_at(struct made *m, const struct node *n)
{
	m->text = n->text;
	m->line = n->line;
	m->col = n->col;
}

#define made_error(r, m, ...)                                                 \
	note_at((r)->notes, DIAGNOSTIC_ERROR, (m)->text, (m)->line, (m)->col, \
	    __VA_ARGS__)

static void
check_id(struct building *b, struct source *s, const struct made *m,
    const struct node *url)
{
	s->shown = shown_url(b->r, url, s->url);
	if (!m->id_given)
		s->id = made_id(b->r, url, s->shown);
	if (str_empty(s->shown))
		s->shown = origin_page(b->r->a, s->url);
	if (str_empty(s->id) && !m->id_given)
		node_error(b->r->notes, url, 0,
		    "no id can be made from this URL; give the source an "
		    "`id`");
	else if (id_is_reserved(s->id))
		made_error(b->r, m,
		    "the id `%.*s` is reserved for a file of the program; "
		    "give the source another `id`",
		    STR_ARG(s->id));
}

/* What is said of one source and cannot be; what `defaults` say of all is no
 * mistake where it does not fit. */
static void
check_prefer(struct building *b, const struct draft *d, const struct node *n)
{
	const struct node *at =
	    n->kind == NODE_MAP ? node_find(n, STR("prefer")) : NULL;

	const struct source_parts *p = &d->parts;
	bool listed = p->rules.item.n > 0;

	if (at == NULL || d->own.prefer != PREFER_FEED ||
	    (!listed && !p->approach.access.post.given))
		return;
	*note_at(b->r->notes, DIAGNOSTIC_WARNING, at->text, at->line,
	    node_column(at, 0),
	    "a source with `%s` is read as a page, and this counts for nothing",
	    listed ? "item" : "post") = STR_NULL;
}

/* What a source needs as a whole. */
static void
check_source(struct building *b, const struct source *s, const struct node *n)
{
	if (str_starts(s->url, STR("file:")) && str_empty(s->base))
		node_error(b->r->notes, n, 0,
		    "a source with a file: URL needs `base`, the URL that its "
		    "links are relative to");
}

static void
keep(struct building *b, const struct draft *d, struct made m)
{
	b->v = arena_more(b->r->a, b->v, b->n, &b->cap, sizeof(*b->v));
	b->made = arena_more(
	    b->r->tree, b->made, b->n, &b->made_cap, sizeof(*b->made));
	draft_make(
	    &b->r->once, d, b->n > 0 ? &b->v[b->n - 1] : NULL, &b->v[b->n]);
	floor_note(b->r, b->hurries, b->n, d);
	b->made[b->n++] = m;
}

/* One source of entry E: OWN are its keys. */
static void
build_one(struct building *b, const struct entry *e, const struct layer *own)
{
	const struct node *n = e->node, *url = n, *id = NULL;
	const struct layer *site;
	struct layer all = *e->defaults;
	struct source *s = &all.src.own;
	struct made m = { .vars = b->r->vars };
	struct str rest;

	if (n->kind == NODE_MAP) {
		url = node_find(n, STR("url"));
		id = node_find(n, STR("id"));
	}
	if (url == NULL) {
		if (!key_set_has(&own->set, key_find(STR("url"), IN_SOURCE)))
			node_error(
			    b->r->notes, n, 0, "this source needs `url`");
		return;
	}
	site = sites_find(b->sites, href_host(own->src.own.url, &rest));
	if (site != NULL)
		layer_over(&all, site);
	layer_over(&all, own);
	s->url = own->src.own.url;
	s->place = (struct place){ n->text->name, n->line, n->col };
	m.id_given = id != NULL;
	made_at(&m, id != NULL ? id : n);
	default_zone(&all.src);
	if (!str_empty(s->url))
		check_id(b, s, &m, url);
	check_source(b, s, n);
	check_prefer(b, &all.src, n);
	check_languages(b->r, n, &all.src);
	keep(b, &all.src, m);
}

static void
build_matrix(struct building *b, const struct entry *e, const struct layer *own,
    const struct node *axes)
{
	const struct node *id = node_find(e->node, STR("id"));
	struct layer one;
	struct matrix m;

	if (matrix_read(b->r, axes, &m) != 0)
		return;
	/* One of them tells what else is wrong. */
	if (id != NULL && matrix_check_id(b->r, &m, id) != 0)
		m.total = 1;
	for (size_t i = 0; i < m.total; i++) {
		struct bindings *vars = ARENA_NEW(b->r->a, struct bindings);

		vars->n = m.n;
		vars->v = ARENA_ARRAY(b->r->a, m.n, struct binding);
		matrix_pick(&m, i, vars->v);
		b->r->vars = vars;
		one = *own;
		layer_read(b->r, e->node, IN_SOURCE, KEYS_MATRIX, &one);
		build_one(b, e, &one);
		b->r->vars = NULL;
	}
}

static void
build(struct building *b, const struct entry *e)
{
	const struct node *axes = NULL;
	struct layer own;

	layer_clear(&own);
	if (e->node->kind == NODE_LIST) {
		node_error(b->r->notes, e->node, 0,
		    "a source is a URL or a mapping of keys, not a list");
		return;
	}
	if (e->node->kind == NODE_MAP) {
		axes = node_find(e->node, STR("for"));
		layer_read(b->r, e->node, IN_SOURCE,
		    axes != NULL ? KEYS_OTHER : KEYS_ALL, &own);
	} else {
		const struct key *k = key_find(STR("url"), IN_SOURCE);

		k->type->set(b->r, k, e->node, &own.src);
	}
	if (axes != NULL)
		build_matrix(b, e, &own, axes);
	else
		build_one(b, e, &own);
}

/* The entries of one list; what is packed of them is so but for its turn. */
static void
build_all(struct building *b, const struct section *s)
{
	struct arena *work = b->r->entry;

	for (size_t i = 0; i < s->list->n; i++) {
		struct entry e = { s->list->child[i], s->defaults };

		if (e.node->kind == NODE_PACKED) {
			arena_reset(work);
			e.node = node_unpack(work, e.node);
		}
		build(b, &e);
	}
	arena_reset(work);
}

/* Two sources by id, and by their order when the id is the same. */
static int
by_id(const void *pa, const void *pb)
{
	const struct made *a = *(struct made *const *)pa,
			  *b = *(struct made *const *)pb;
	int c = str_cmp(a->src->id, b->src->id);

	return c != 0 ? c : a < b ? -1 : 1;
}

/* One entry makes M and FIRST under one id. */
static void
report_twins(struct reader *r, const struct made *first, const struct made *m)
{
	made_error(r, m,
	    "`for` makes the id `%.*s`%s for %.*s and for %.*s; let %s hold "
	    "what tells them apart",
	    STR_ARG(m->src->id), m->id_given ? "" : " from the URL",
	    STR_ARG(matrix_words(r->a, first->vars)),
	    STR_ARG(matrix_words(r->a, m->vars)),
	    m->id_given ? "the id" : "the URL or an `id`");
}

/* The id that FIRST has is that of M, of another entry, as well. */
static void
report_clash(struct reader *r, const struct made *first, const struct made *m)
{
	struct str of = STR_NULL;

	if (first->vars != NULL)
		of = arena_printf(r->a, " for %.*s",
		    STR_ARG(matrix_words(r->a, first->vars)));
	made_error(r, m,
	    "the id `%.*s`%s is also that of %s:%d:%d%.*s; give one of "
	    "them another `id`",
	    STR_ARG(m->src->id), m->id_given ? "" : ", made from the URL,",
	    first->text->name, first->line, first->col, STR_ARG(of));
}

static void
check_clashes(struct building *b)
{
	struct made **v = ARENA_ARRAY(b->r->tree, b->n, struct made *);
	const struct made *first = NULL;

	for (size_t i = 0; i < b->n; i++) {
		v[i] = &b->made[i];
		v[i]->src = &b->v[i];
	}
	qsort(v, b->n, sizeof(struct made *), by_id);
	for (size_t i = 0; i < b->n; i++) {
		const struct made *m = v[i];

		if (first == NULL || !str_eq(first->src->id, m->src->id)) {
			first = m;
			continue;
		}
		if (str_empty(m->src->id))
			continue;
		if (first->text == m->text && first->line == m->line &&
		    first->col == m->col)
			report_twins(b->r, first, m);
		else
			report_clash(b->r, first, m);
	}
}

void
entries_build(struct reader *r, const struct entries *es,
    const struct sites *sites, struct sources *out, struct hurries *hurries)
{
	struct building b = { .r = r,
		.sites = sites,
		.cap = es->all,
		.made_cap = es->all,
		.hurries = hurries };

	/* Each entry makes one source, unless it has a `for`. */
	b.v = ARENA_ARRAY(r->a, es->all, struct source);
	b.made = ARENA_ARRAY(r->tree, es->all, struct made);
	for (size_t i = 0; i < es->n; i++)
		build_all(&b, &es->v[i]);
	if (b.n > 0)
		check_clashes(&b);
	*out = (struct sources){ .v = b.v, .n = b.n };
}
