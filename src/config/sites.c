// SPDX-License-Identifier: ISC
#include "config/sites.h"

#include <stdlib.h>

#include "web/url.h"

/* KEY as a host that web/url would write. */
static int
read_host(struct reader *r, const struct node *key, struct str *out)
{
	struct str part[3] = { STR("http://"), key->value, STR("/") };
	struct url u;

	if (str_starts(key->value, STR("*."))) {
		*node_error(r->notes, key, 0,
		    "a host of `sites` includes its subdomains; no `*.` is "
		    "wanted") = str_from(key->value, 2);
		return -1;
	}
	if (url_parse(r->a, arena_concat(r->a, part, 3), STR_NULL, &u) != 0 ||
	    !str_eq(u.path, STR("/")) || u.port != -1 || u.has_query ||
	    u.has_fragment || !str_empty(u.username)) {
		node_error(r->notes, key, 0,
		    "`sites` takes hosts, such as example.cn, not `%.*s`",
		    STR_ARG(shown(key->value)));
		return -1;
	}
	*out = u.host;
	return 0;
}

void
sites_read(struct reader *r, const struct node *n, struct sites *out)
{
	for (size_t i = 0; i < n->n; i++) {
		const struct node *value = node_value(n, i);
		struct site *s = ARENA_NEW(r->a, struct site);

		s->key = node_key(n, i);
		if (read_host(r, s->key, &s->host) != 0)
			continue;
		if (value->kind != NODE_MAP) {
			node_error(r->notes, value, 0,
			    "a host of `sites` takes a mapping of keys, not "
			    "%s",
			    node_kind_name(value));
			continue;
		}
		layer_clear(&s->layer);
		layer_read(r, value, IN_SITES, KEYS_ALL, &s->layer);
		out->v = arena_more(
		    r->a, out->v, out->n, &out->cap, sizeof(struct site *));
		out->v[out->n++] = s;
	}
}

static int
by_host(const void *pa, const void *pb)
{
	const struct site *a = *(struct site *const *)pa,
			  *b = *(struct site *const *)pb;
	const struct node *p = a->key, *q = b->key;
	int c = str_cmp(a->host, b->host);

	if (c != 0)
		return c;
	if (p->text->order != q->text->order)
		return p->text->order < q->text->order ? -1 : 1;
	return p->line != q->line ? p->line - q->line : p->col - q->col;
}

void
sites_sort(struct reader *r, struct sites *s)
{
	if (s->n == 0)
		return;
	qsort(s->v, s->n, sizeof(struct site *), by_host);
	for (size_t i = 1; i < s->n; i++) {
		const struct node *first = s->v[i - 1]->key;

		if (str_eq(s->v[i]->host, s->v[i - 1]->host))
			node_error(r->notes, s->v[i]->key, 0,
			    "the host `%.*s` stands twice in `sites`; also "
			    "at %s:%d:%d",
			    STR_ARG(shown(s->v[i]->host)), first->text->name,
			    first->line, first->col);
	}
}

static int
host_cmp(const void *host, const void *elem)
{
	return str_cmp(
	    *(const struct str *)host, (*(struct site *const *)elem)->host);
}

const struct layer *
sites_find(const struct sites *s, struct str host)
{
	while (s->n > 0 && host.len > 0) {
		struct site *const *found =
		    bsearch(&host, s->v, s->n, sizeof(struct site *), host_cmp);
		size_t dot = str_chr(host, '.', 0);

		if (found != NULL)
			return &(*found)->layer;
		host = dot == STR_NONE ? STR_NULL : str_from(host, dot + 1);
	}
	return NULL;
}
