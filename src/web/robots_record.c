// SPDX-License-Identifier: ISC
// Rules as they are kept: "delay MS" first, then "allow LINE PATH" and
// "disallow LINE PATH", and behind all of them "sitemap URL".
#include "web/robots.h"

#include <inttypes.h>

#define SITEMAP STR("sitemap ")

void
robots_write(struct buf *b, const struct robots *r)
{
	if (r->delay_ms > 0)
		buf_addf(b, "delay %" PRId64 "\n", r->delay_ms);
	for (size_t i = 0; i < r->n && !b->over; i++) {
		const struct robots_rule *x = &r->v[i];

		buf_addf(b, "%s %" PRIu32 " ", x->allow ? "allow" : "disallow",
		    x->line);
		buf_add(b, x->path);
		buf_addc(b, '\n');
	}
	for (size_t i = 0; i < r->nsitemaps && !b->over; i++) {
		buf_add(b, SITEMAP);
		buf_add(b, r->sitemap[i]);
		buf_addc(b, '\n');
	}
}

static void
read_sitemap(struct arena *a, struct str url, struct robots *out, size_t *cap)
{
	out->sitemap = arena_more(
	    a, out->sitemap, out->nsitemaps, cap, sizeof(*out->sitemap));
	out->sitemap[out->nsitemaps++] = arena_str(a, url);
}

static void
read_line(struct arena *a, struct str line, struct robots *out, size_t *cap)
{
	struct robots_rule x = { .allow = str_starts(line, STR("allow ")) };
	struct str word, number;
	unsigned long long n;

	if (!str_cut(&line, ' ', &word) || !str_cut(&line, ' ', &number) ||
	    str_uint(number, UINT32_MAX, &n) != 0)
		return;
	if (str_eq(word, STR("delay"))) {
		out->delay_ms = (int64_t)n;
		return;
	}
	if (!x.allow && !str_eq(word, STR("disallow")))
		return;
	x.line = (uint32_t)n;
	if (str_empty(line)) /* cut there, when all was too much to keep */
		return;
	x.path = arena_str(a, line);
	out->v = arena_more(a, out->v, out->n, cap, sizeof(x));
	out->v[out->n++] = x;
}

void
robots_read(struct arena *a, struct str text, struct robots *out)
{
	struct str line;
	size_t cap = 0, sitemap_cap = 0;

	*out = (struct robots){ 0 };
	while (str_cut(&text, '\n', &line))
		if (str_starts(line, SITEMAP))
			read_sitemap(
			    a, str_from(line, SITEMAP.len), out, &sitemap_cap);
		else
			read_line(a, line, out, &cap);
}
