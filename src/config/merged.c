// SPDX-License-Identifier: ISC
#include "config/merged.h"

#include <stdlib.h>

#include "base/suggest.h"
#include "config/ids.h"
#include "config/keys.h"
#include "config/layer.h"

/* One entry of `feeds` on its way. */
struct making {
	struct reader *r;
	const struct sources *all;
	const struct source **by_id;    /* ALL, ordered by id */
	const struct source **everyone; /* ALL, as listed; NULL: not yet made */
	bool *in;                       /* takes part already, as in ALL */
	struct merged *m;
	size_t cap; /* of its members */
};

static int
cmp_id(const void *pa, const void *pb)
{
	const struct source *a = *(const struct source *const *)pa,
			    *b = *(const struct source *const *)pb;

	return str_cmp(a->id, b->id);
}

static int
find_cmp(const void *id, const void *elem)
{
	return str_cmp(
	    *(const struct str *)id, (*(const struct source *const *)elem)->id);
}

static const struct source *
find_source(const struct making *mk, struct str id)
{
	const struct source *const *found =
	    mk->all->n == 0 ? NULL
			    : bsearch(&id, mk->by_id, mk->all->n,
				  sizeof(struct source *), find_cmp);

	return found == NULL ? NULL : *found;
}

void
merged_add(struct reader *r, struct merged_nodes *ms, const struct node *list)
{
	for (size_t i = 0; i < list->n; i++) {
		ms->v = arena_more(
		    r->a, ms->v, ms->n, &ms->cap, sizeof(struct node *));
		ms->v[ms->n++] = list->child[i];
	}
}

/* The node that the Ith word of KEY stands in. */
static const struct node *
word_node(const struct node *map, struct str key, size_t i)
{
	const struct node *n = node_find(map, key);

	return n->kind == NODE_LIST ? n->child[i] : n;
}

static void
take_part(struct making *mk, const struct source *s)
{
	size_t i = (size_t)(s - mk->all->v);

	if (mk->in[i])
		return;
	mk->in[i] = true;
	mk->m->member = arena_more(mk->r->a, mk->m->member, mk->m->nmembers,
	    &mk->cap, sizeof(struct source *));
	mk->m->member[mk->m->nmembers++] = s;
}

static void
take_sources(struct making *mk, const struct node *map)
{
	for (size_t i = 0; i < mk->m->nsources; i++) {
		struct str id = mk->m->sources[i], *to;
		const struct source *s = find_source(mk, id);
		struct suggest near;

		if (s != NULL) {
			take_part(mk, s);
			continue;
		}
		suggest_init(&near, id);
		for (size_t k = 0; k < mk->all->n; k++)
			suggest_offer(
			    &near, arena_cstr(mk->r->a, mk->all->v[k].id));
		to = node_error(mk->r->notes, word_node(map, STR("sources"), i),
		    0, "no source has the id `%.*s`", STR_ARG(shown(id)));
		if (near.best != NULL)
			*to = str_c(near.best);
	}
}

static bool
has_tag(const struct source *s, struct str tag)
{
	for (size_t i = 0; i < s->about->ntags; i++)
		if (str_eq(s->about->tags[i], tag))
			return true;
	return false;
}

static void
refuse_tag(struct making *mk, const struct node *n, struct str tag)
{
	struct suggest near;
	struct str *to;

	suggest_init(&near, tag);
	for (size_t i = 0; i < mk->all->n; i++)
		for (size_t t = 0; t < mk->all->v[i].about->ntags; t++)
			suggest_offer(&near,
			    arena_cstr(mk->r->a, mk->all->v[i].about->tags[t]));
	to = node_error(mk->r->notes, n, 0, "no source has the tag `%.*s`",
	    STR_ARG(shown(tag)));
	if (near.best != NULL)
		*to = str_c(near.best);
}

static void
take_tags(struct making *mk, const struct node *map)
{
	const struct merged *m = mk->m;

	for (size_t t = 0; t < m->ntags; t++) {
		size_t found = 0;

		for (size_t i = 0; i < mk->all->n; i++)
			found += has_tag(&mk->all->v[i], m->tags[t]);
		if (found == 0)
			refuse_tag(
			    mk, word_node(map, STR("tags"), t), m->tags[t]);
	}
	for (size_t i = 0; i < mk->all->n; i++)
		for (size_t t = 0; t < m->ntags; t++)
			if (has_tag(&mk->all->v[i], m->tags[t]))
				take_part(mk, &mk->all->v[i]);
}

static void
take_all(struct making *mk)
{
	/* Nobody has been taken, and whoever takes all shares the list. */
	if (mk->everyone == NULL) {
		mk->everyone =
		    ARENA_ARRAY(mk->r->a, mk->all->n, const struct source *);
		for (size_t i = 0; i < mk->all->n; i++)
			mk->everyone[i] = &mk->all->v[i];
	}
	mk->m->member = mk->everyone;
	mk->m->nmembers = mk->all->n;
}

static void
check_id(struct making *mk, const struct node *map,
    const struct merged_feeds *others)
{
	const struct node *n = node_find(map, STR("id"));
	const struct place *other = NULL;
	const struct source *s;
	struct str id = mk->m->id;

	if (n == NULL)
		node_error(mk->r->notes, map, 0,
		    "this feed needs `id`, the name of its files");
	if (str_empty(id))
		return;
	if (id_is_reserved(id)) {
		node_error(mk->r->notes, n, 0,
		    "the id `%.*s` is reserved for a file of the program; "
		    "give the feed another `id`",
		    STR_ARG(id));
		return;
	}
	s = find_source(mk, id);
	if (s != NULL)
		other = &s->place;
	for (size_t i = 0; i < others->n && other == NULL; i++)
		if (str_eq(others->v[i].id, id))
			other = &others->v[i].place;
	if (other != NULL)
		node_error(mk->r->notes, n, 0,
		    "the id `%.*s` is also that of %s:%d:%d; give one of "
		    "them another `id`",
		    STR_ARG(id), other->file, other->line, other->col);
}

/* Braces hold what there is, and the title is there. */
static void
check_titles(struct making *mk, const struct node *map)
{
	struct str s = mk->m->titles;
	const struct node *n = node_find(map, STR("titles"));
	bool title = false;

	for (size_t i = 0; i < s.len; i++) {
		struct str rest = str_from(s, i);

		if (s.p[i] != '{')
			continue;
		if (str_starts(rest, STR("{{"))) {
			i++;
			continue;
		}
		title = title || str_starts(rest, STR("{title}"));
		if (str_starts(rest, STR("{title}")) ||
		    str_starts(rest, STR("{source}")))
			continue;
		node_error(mk->r->notes, n, i,
		    "`titles` knows {title} and {source}; a brace itself is "
		    "written {{");
		return;
	}
	if (!str_empty(s) && !title)
		node_error(mk->r->notes, n, 0,
		    "without {title} all titles would be the same");
}

static void
read_keys(struct making *mk, const struct node *map)
{
	for (size_t i = 0; i < map->n; i++) {
		const struct node *key = node_key(map, i);
		const struct key *k = key_find(key->value, IN_FEED);

		if (k == NULL)
			key_unknown(mk->r, key, IN_FEED);
		else
			k->type->set(mk->r, k, node_value(map, i), mk->m);
	}
}

static void
start(struct making *mk, struct merged *m)
{
	*m = (struct merged){ .nmembers = 0 };
	m->id = m->name = m->titles = m->link = m->description = m->icon =
	    m->copyright = m->hub = STR_NULL;
	layer_initial(mk->r, IN_FEED, m);
	mk->m = m;
	mk->cap = 0;
	mk->in = ARENA_ARRAY(mk->r->scratch, mk->all->n, bool);
}

static void
make_one(struct making *mk, const struct node *map,
    const struct merged_feeds *others)
{
	struct merged *m = mk->m;

	if (map->kind != NODE_MAP) {
		node_error(mk->r->notes, map, 0,
		    "a feed is a mapping of keys, such as {id: china, tags: "
		    "[china]}, not %s",
		    node_kind_name(map));
		return;
	}
	m->place = (struct place){ map->text->name, map->line, map->col };
	read_keys(mk, map);
	check_id(mk, map, others);
	check_titles(mk, map);
	if (str_empty(m->name))
		m->name = m->id;
	take_sources(mk, map);
	take_tags(mk, map);
	if (node_find(map, STR("sources")) == NULL &&
	    node_find(map, STR("tags")) == NULL)
		take_all(mk);
	else if (m->nsources + m->ntags == 0)
		node_error(mk->r->notes, map, 0, "this feed has no source");
}

void
merged_build(struct reader *r, const struct merged_nodes *ms,
    const struct sources *sources, struct merged_feeds *out)
{
	struct making mk = { .r = r, .all = sources };

	mk.by_id = ARENA_ARRAY(r->tree, sources->n, const struct source *);
	for (size_t i = 0; i < sources->n; i++)
		mk.by_id[i] = &sources->v[i];
	if (sources->n > 0)
		qsort(mk.by_id, sources->n, sizeof(struct source *), cmp_id);
	out->v = ARENA_ARRAY(r->a, ms->n + 1, struct merged);
	start(&mk, &out->v[0]);
	mk.m->id = STR("all");
	mk.m->name = STR("All sources");
	take_all(&mk);
	for (out->n = 1; out->n <= ms->n; out->n++) {
		start(&mk, &out->v[out->n]);
		make_one(&mk, ms->v[out->n - 1], out);
	}
}
