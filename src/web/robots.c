// SPDX-License-Identifier: ISC
#include "web/robots.h"

#include "web/robots_path.h"

/* Rules of one name, while they are read. */
struct group {
	struct robots r;
	size_t cap;
	bool seen; /* a line has the name, with rules or without */
	bool open; /* the lines that come now belong to it */
};

struct parser {
	struct arena *a;
	struct str product;
	const struct robots_limits *most;
	uint32_t line;
	bool in_rules; /* a user agent would begin another group */
	struct group own, all;
	struct str *sitemap;
	size_t nsitemaps, sitemap_cap;
};

/* The line up to CR, LF or both, and what follows in *REST. */
static struct str
cut_line(struct str *rest)
{
	struct str line;
	size_t n = 0;

	while (n < rest->len && rest->p[n] != '\n' && rest->p[n] != '\r')
		n++;
	line = str_sub(*rest, 0, n);
	if (str_starts(str_from(*rest, n), STR("\r\n")))
		n++;
	*rest = str_from(*rest, n + 1);
	return line;
}

/* "Coranto/1.0 (x)" has the token "Coranto" (RFC 9309 2.2.1). */
static struct str
product_token(struct str s)
{
	size_t n = 0;

	while (
	    n < s.len && (is_alpha(s.p[n]) || s.p[n] == '_' || s.p[n] == '-'))
		n++;
	return str_sub(s, 0, n);
}

static void
user_agent(struct parser *p, struct str value)
{
	bool all = str_starts(value, STR("*")) &&
		   (value.len == 1 || is_html_space(value.p[1]));

	if (p->in_rules)
		p->own.open = p->all.open = false;
	p->in_rules = false;
	if (all)
		p->all.open = p->all.seen = true;
	else if (str_ieq(product_token(value), p->product))
		p->own.open = p->own.seen = true;
}

static void
add_rule(struct parser *p, struct group *g, struct str path, bool allow)
{
	if (!g->open || g->r.n == p->most->rules)
		return;
	g->r.v = arena_more(
	    p->a, g->r.v, g->r.n, &g->cap, sizeof(struct robots_rule));
	g->r.v[g->r.n++] = (struct robots_rule){
		.path = path, .line = p->line, .allow = allow
	};
}

/* An empty pattern matches nothing. */
static void
rule(struct parser *p, struct str value, bool allow)
{
	struct str path;

	p->in_rules = true;
	if (str_empty(value) || !(p->own.open || p->all.open))
		return;
	path = robots_canonical(p->a, value, true);
	add_rule(p, &p->own, path, allow);
	add_rule(p, &p->all, path, allow);
}

/* "1", "0.5" in milliseconds; 0 when it is no such number. */
static int64_t
read_seconds(struct str s, int64_t max_ms)
{
	size_t dot = str_chr(s, '.', 0);
	struct str whole = str_sub(s, 0, dot), part = STR_NULL;
	unsigned long long seconds = 0;
	int64_t ms = 0, worth = 100;

	if (dot != STR_NONE)
		part = str_from(s, dot + 1);
	for (size_t i = 0; i < whole.len; i++)
		if (!is_digit(whole.p[i]))
			return 0;
	/* Digits that make no number are too many of them. */
	if (!str_empty(whole) &&
	    str_uint(whole, (unsigned long long)max_ms / 1000, &seconds) != 0)
		return max_ms;
	for (size_t i = 0; i < part.len; i++, worth /= 10) {
		if (!is_digit(part.p[i]))
			return 0;
		ms += (part.p[i] - '0') * worth;
	}
	ms += (int64_t)seconds * 1000;
	return ms < max_ms ? ms : max_ms;
}

static void
crawl_delay(struct parser *p, struct str value)
{
	int64_t ms = read_seconds(value, p->most->delay_ms);
	struct group *const group[] = { &p->own, &p->all };

	for (size_t i = 0; i < 2; i++)
		if (group[i]->open && ms > group[i]->r.delay_ms)
			group[i]->r.delay_ms = ms;
}

static void
sitemap(struct parser *p, struct str value)
{
	if (str_empty(value) || p->nsitemaps == p->most->sitemaps)
		return;
	p->sitemap = arena_more(p->a, p->sitemap, p->nsitemaps, &p->sitemap_cap,
	    sizeof(*p->sitemap));
	p->sitemap[p->nsitemaps++] = value;
}

static void
record(struct parser *p, struct str line)
{
	size_t colon;
	struct str key, value;

	line = str_sub(line, 0, str_chr(line, '#', 0));
	colon = str_chr(line, ':', 0);
	if (colon == STR_NONE)
		return;
	key = str_trim(str_sub(line, 0, colon));
	value = str_trim(str_from(line, colon + 1));
	if (str_ieq(key, STR("user-agent")))
		user_agent(p, value);
	else if (str_ieq(key, STR("allow")))
		rule(p, value, true);
	else if (str_ieq(key, STR("disallow")))
		rule(p, value, false);
	else if (str_ieq(key, STR("crawl-delay")))
		crawl_delay(p, value);
	else if (str_ieq(key, STR("sitemap")))
		sitemap(p, value);
}

void
robots_parse(struct arena *a, struct str text, struct str product,
    const struct robots_limits *most, struct robots *out)
{
	struct parser p = { .a = a, .product = product, .most = most };

	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text = str_from(text, 3);
	while (text.len > 0) {
		p.line++;
		record(&p, cut_line(&text));
	}
	*out = p.own.seen ? p.own.r : p.all.r;
	out->sitemap = p.sitemap;
	out->nsitemaps = p.nsitemaps;
}

struct str
robots_target(struct arena *a, const struct url *u)
{
	struct str part[] = { u->path, u->has_query ? STR("?") : STR_NULL,
		u->has_query ? u->query : STR_NULL };

	return robots_canonical(a, arena_concat(a, part, 3), false);
}

const struct robots_rule *
robots_find(const struct robots *r, struct str target)
{
	const struct robots_rule *best = NULL;

	if (str_eq(target, STR("/robots.txt")))
		return NULL;
	for (size_t i = 0; i < r->n; i++) {
		const struct robots_rule *x = &r->v[i];

		if (best != NULL && (x->path.len < best->path.len ||
					(x->path.len == best->path.len &&
					    (best->allow || !x->allow))))
			continue;
		if (robots_matches(x->path, target))
			best = x;
	}
	return best;
}
