// SPDX-License-Identifier: ISC
#include "normalize/canonical.h"

#include <stdbool.h>
#include <stdlib.h>

#include "normalize/percent.h"
#include "normalize/tracking.h"

/* Hosts of the same pages, for people with and without a large screen. */
static const struct str mirror_hosts[] = { { "www.", 4 }, { "m.", 2 },
	{ "wap.", 4 }, { "mobile.", 7 }, { "amp.", 4 } };

/* Parameters that ask for the AMP form of the same article. */
static const struct {
	const char *name, *value;
} mirror_params[] = {
	{ "amp", "" },
	{ "amp", "1" },
	{ "amp", "true" },
	{ "outputtype", "amp" },
};

/* What servers show for a folder; RFC 3986 knows nothing of it, they all do. */
static const char *const index_names[] = { "index.html", "index.htm",
	"index.shtml", "index.php", "index.jsp", "index.asp", "index.aspx",
	"default.html", "default.htm", "default.asp", "default.aspx" };

static struct str
cut_front(struct str s, struct str prefix)
{
	return str_starts(s, prefix) ? str_from(s, prefix.len) : s;
}

static struct str
cut_back(struct str s, struct str suffix)
{
	return str_ends(s, suffix) ? str_sub(s, 0, s.len - suffix.len) : s;
}

static struct str
fold_host(struct str host)
{
	host = cut_back(host, STR("."));
	for (size_t i = 0; i < sizeof(mirror_hosts) / sizeof(*mirror_hosts);
	     i++) {
		struct str rest = cut_front(host, mirror_hosts[i]);

		if (rest.len < host.len && str_chr(rest, '.', 0) != STR_NONE)
			return rest;
	}
	return host;
}

/* True when a session, as a path parameter, begins S. */
static bool
is_session(struct str s)
{
	return str_istarts(s, STR(";jsessionid=")) ||
	       str_istarts(s, STR(";phpsessid="));
}

/* Drop sessions up to the end of their path segment or parameter. */
static struct str
drop_session(struct arena *a, struct str s)
{
	size_t len = 0;
	bool inside = false;
	char *p;

	if (str_chr(s, ';', 0) == STR_NONE)
		return s;
	p = arena_alloc(a, s.len + 1);
	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i] == ';')
			inside = is_session(str_from(s, i));
		else if (strchr("/?&#", s.p[i]) != NULL)
			inside = false;
		if (!inside)
			p[len++] = s.p[i];
	}
	return str_n(p, len);
}

/* "//" is "/": no server is known to keep two pages apart by it. */
static struct str
drop_double_slashes(struct arena *a, struct str path)
{
	size_t len = 0;
	char *p;

	if (str_find(path, STR("//")) == STR_NONE)
		return path;
	p = arena_alloc(a, path.len + 1);
	for (size_t i = 0; i < path.len; i++)
		if (path.p[i] != '/' || len == 0 || p[len - 1] != '/')
			p[len++] = path.p[i];
	return str_n(p, len);
}

static struct str
drop_index(struct str path)
{
	size_t slash = str_rfind(path, STR("/"));
	struct str name = str_from(path, slash == STR_NONE ? 0 : slash + 1);

	for (size_t i = 0; i < sizeof(index_names) / sizeof(*index_names); i++)
		if (str_ieq(name, str_c(index_names[i])))
			return str_sub(path, 0, path.len - name.len);
	return path;
}

/* Undo the spellings of AMP addresses: /amp/x, x/amp, x.amp, x.amp.html. */
static struct str
drop_amp(struct arena *a, struct str path)
{
	static const struct str html = { ".amp.html", 9 };

	if (str_ends(path, html))
		return arena_concat(
		    a, (struct str[]){ cut_back(path, html), STR(".html") }, 2);
	if (str_starts(path, STR("/amp/")))
		path = str_from(path, 4);
	path = cut_back(path, STR(".amp"));
	return path.len > 4 ? cut_back(path, STR("/amp")) : path;
}

static struct str
fold_path(struct arena *a, struct str path)
{
	path = percent_normal(a, drop_session(a, path));
	path = drop_index(drop_double_slashes(a, path));
	path = drop_amp(a, cut_back(path, STR("/")));
	return cut_back(path, STR("/"));
}

struct param {
	struct str text, name, value;
	size_t at; /* its place in the query */
};

static bool
is_mirror_param(const struct param *p)
{
	for (size_t i = 0; i < sizeof(mirror_params) / sizeof(*mirror_params);
	     i++)
		if (str_ieq(p->name, str_c(mirror_params[i].name)) &&
		    str_ieq(p->value, str_c(mirror_params[i].value)))
			return true;
	return false;
}

static struct param
param_of(struct str text)
{
	struct param p = { .text = text, .value = text };

	str_cut(&p.value, '=', &p.name);
	return p;
}

/* By name, those of one name in their order, which servers may look at. */
static int
by_name(const void *va, const void *vb)
{
	const struct param *a = va, *b = vb;
	int order = str_cmp(a->name, b->name);

	return order != 0 ? order : a->at < b->at ? -1 : a->at > b->at;
}

/* The parameters of QUERY that may select content. */
static size_t
read_params(struct arena *a, struct str query, struct param **out)
{
	struct str rest = query, part;
	struct param *v = NULL;
	size_t n = 0, cap = 0;

	while (str_cut(&rest, '&', &part)) {
		struct param p;

		/* Left over of "&amp;" that was escaped twice. */
		part = cut_front(part, STR("amp;"));
		p = param_of(percent_normal(a, drop_session(a, part)));
		if (str_empty(p.text) || is_mirror_param(&p) ||
		    tracking_param(p.name, p.value, query))
			continue;
		v = arena_more(a, v, n, &cap, sizeof(*v));
		p.at = n;
		v[n++] = p;
	}
	*out = v;
	return n;
}

/* A space is "+" or "%20": the same to whoever reads the query as a form. */
static size_t
put_query(char *p, struct str s)
{
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (str_starts(str_from(s, i), STR("%20"))) {
			p[len++] = '+';
			i += 2;
		} else {
			p[len++] = s.p[i];
		}
	}
	return len;
}

static struct str
fold_query(struct arena *a, struct str query)
{
	struct param *v;
	size_t n = read_params(a, query, &v), len = 0;
	/* Normalizing makes at most three bytes of one. */
	char *p = arena_array(a, query.len + 1, 4);
	bool form = n > 1;

	for (size_t i = 0; i < n; i++)
		form = form && v[i].name.len < v[i].text.len;
	if (form)
		qsort(v, n, sizeof(*v), by_name);
	for (size_t i = 0; i < n; i++) {
		p[len++] = i == 0 ? '?' : '&';
		len += put_query(p + len, v[i].text);
	}
	return str_n(p, len);
}

/* "#!/post/1" and "#/post/1" choose the page; all else a place in it. */
static struct str
fold_fragment(struct str fragment)
{
	struct str route = cut_front(fragment, STR("!"));

	if (str_empty(route) || str_eq(route, STR("/")))
		return STR_NULL;
	return route.len < fragment.len || route.p[0] == '/' ? fragment
							     : STR_NULL;
}

struct str
canonical_form(struct arena *a, const struct url *u)
{
	struct str fragment = fold_fragment(u->fragment);

	return arena_concat(a,
	    (struct str[]){ STR("https://"), fold_host(u->host),
		url_port_text(a, u->port), fold_path(a, u->path),
		str_empty(u->query) ? STR_NULL : fold_query(a, u->query),
		str_empty(fragment) ? STR_NULL : STR("#"), fragment },
	    7);
}

struct str
canonical_url(struct arena *a, struct str url)
{
	struct url u;

	return url_parse(a, url, STR_NULL, &u) != 0 || !url_is_web(&u)
		   ? url
		   : canonical_form(a, &u);
}

struct str
canonical_link(struct arena *a, struct str url)
{
	size_t hash = str_chr(url, '#', 0);
	struct str head = drop_session(a, str_sub(url, 0, hash));
	struct str tail = hash == STR_NONE ? STR_NULL : str_from(url, hash);
	size_t mark = str_chr(head, '?', 0), len;
	struct str query = STR_NULL, part;
	char *p = arena_alloc(a, head.len + tail.len + 1), sep = '?';

	if (mark != STR_NONE)
		query = str_from(head, mark + 1);
	len = mark == STR_NONE ? head.len : mark;
	memcpy(p, head.p, len);
	for (struct str rest = query; str_cut(&rest, '&', &part);) {
		struct param param = param_of(part);

		if (str_empty(part) ||
		    tracking_param(param.name, param.value, query))
			continue;
		p[len++] = sep;
		memcpy(p + len, part.p, part.len);
		len += part.len;
		sep = '&';
	}
	memcpy(p + len, tail.p, tail.len);
	return percent_strict(a, str_n(p, len + tail.len));
}
