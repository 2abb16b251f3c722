// SPDX-License-Identifier: ISC
#include "extract/sitemap.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/civil.h"
#include "extract/feed/mend.h"
#include "extract/feed/walk.h"
#include "extract/xml.h"
#include "model/limits.h"

/* A sitemap that is being read. */
struct build {
	struct arena *a;
	struct sitemap *out;
	struct sitemap_entry entry;
	size_t depth, cap;
	bool open;          /* within an entry */
	struct str *target; /* what the text is for; NULL: nothing */
	struct buf *text;
};

static bool
is_address(struct str s)
{
	return str_istarts(s, STR("http://")) ||
	       str_istarts(s, STR("https://"));
}

/* Lines that are addresses; true when TEXT has no others, and one at least. */
static bool
is_list(struct str text)
{
	struct str line;
	size_t n = 0;

	while (str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		if (str_empty(line))
			continue;
		if (!is_address(line) || str_chr(line, ' ', 0) != STR_NONE)
			return false;
		n++;
	}
	return n > 0;
}

enum sitemap_kind
sitemap_sniff(struct str text)
{
	struct str root = xml_root_name(text);

	if (str_eq(root, STR("urlset")))
		return SITEMAP_URLS;
	if (str_eq(root, STR("sitemapindex")))
		return SITEMAP_INDEX;
	return str_empty(root) && is_list(text) ? SITEMAP_TEXT : SITEMAP_NONE;
}

/* What an element of an entry is for, or NULL. */
static struct str *
slot_of(struct build *b, enum feed_ns ns, struct str name)
{
	struct sitemap_entry *en = &b->entry;
	const struct {
		enum feed_ns ns;
		const char *name;
		struct str *slot;
	} slots[] = {
		{ NS_CORE, "loc", &en->loc },
		{ NS_CORE, "lastmod", &en->lastmod },
		{ NS_NEWS, "title", &en->title },
		{ NS_NEWS, "publication_date", &en->date },
		{ NS_NEWS, "language", &en->language },
		{ NS_NEWS, "name", &en->outlet },
		{ NS_NEWS, "keywords", &en->keywords },
		{ NS_IMAGE, "loc", &en->image },
	};

	for (size_t i = 0; i < sizeof(slots) / sizeof(*slots); i++)
		if (slots[i].ns == ns && str_ieq(name, str_c(slots[i].name)) &&
		    str_empty(*slots[i].slot))
			return slots[i].slot;
	return NULL;
}

static int
on_start(void *ctx, const struct tag *t, struct err *e)
{
	struct build *b = ctx;

	(void)e;
	buf_clear(b->text);
	b->target = NULL;
	if (b->depth++ == 1) {
		b->open =
		    t->ns == NS_CORE && (str_ieq(t->name, STR("url")) ||
					    str_ieq(t->name, STR("sitemap")));
		b->entry = (struct sitemap_entry){ .loc = STR_NULL };
	} else if (b->open) {
		b->target = slot_of(b, t->ns, t->name);
	}
	return 0;
}

static void
on_text(void *ctx, struct str s)
{
	struct build *b = ctx;

	if (b->target != NULL)
		buf_add(b->text, s);
}

static void
add(struct build *b, const struct sitemap_entry *en)
{
	struct sitemap *out = b->out;

	if (str_empty(en->loc))
		return;
	if (out->n == LIMIT_SITEMAP) {
		out->more++;
		return;
	}
	out->v = arena_more(b->a, out->v, out->n, &b->cap, sizeof(*out->v));
	out->v[out->n++] = *en;
}

static void
on_end(void *ctx)
{
	struct build *b = ctx;

	if (b->target != NULL)
		*b->target = arena_str(b->a, str_trim(buf_str(b->text)));
	b->target = NULL;
	if (--b->depth == 1 && b->open) {
		add(b, &b->entry);
		b->open = false;
	}
}

static int
read_xml(struct arena *a, struct str xml, struct sitemap *out, struct err *e)
{
	struct build b = { .a = a, .out = out };
	const struct walker w = { on_start, on_text, on_end, &b };

	out->n = out->more = 0;
	b.text = buf_in(a, LIMIT_TEXT);
	return walk_xml(a, xml, &w, e);
}

/* Does TEXT, which is not well-formed, end with the sitemap? */
static bool
is_whole(struct str text)
{
	return str_rfind(text, STR("</urlset")) != STR_NONE ||
	       str_rfind(text, STR("</sitemapindex")) != STR_NONE;
}

static int
read_mended(
    struct arena *a, struct str text, struct sitemap *out, struct err *e)
{
	struct str xml = str_from(text, xml_root_at(text));
	struct err fault = ERR_INIT;
	bool cut;

	if (read_xml(a, xml, out, &fault) == 0)
		return 0;
	if (read_xml(a, mend_xml(a, xml, &cut), out, e) != 0)
		return err_in(e, "the sitemap cannot be read");
	out->repaired = arena_str(a, str_c(fault.msg));
	/* The address of the last entry may be cut with it. */
	if (!is_whole(xml) && out->n > 0)
		out->n--;
	return 0;
}

static void
read_lines(struct arena *a, struct str text, struct sitemap *out)
{
	struct build b = { .a = a, .out = out };
	struct str line;

	while (str_cut(&text, '\n', &line))
		add(&b, &(struct sitemap_entry){ .loc = str_trim(line) });
}

/* An entry on its way to its place. */
struct placed {
	struct sitemap_entry entry;
	int64_t time;
	size_t at;
};

/* When S is; a time without seconds (W3C-DTF) counts as its day. */
static int64_t
time_of(struct str s)
{
	int64_t t;
	bool day;

	if (time_parse_rfc3339(s, &t, NULL, &day) == 0 ||
	    time_parse_rfc3339(str_sub(s, 0, 10), &t, NULL, &day) == 0)
		return t;
	return INT64_MIN;
}

static int
newest_first(const void *pa, const void *pb)
{
	const struct placed *a = pa, *b = pb;

	if (a->time != b->time)
		return a->time > b->time ? -1 : 1;
	return a->at < b->at ? -1 : 1;
}

static void
sort(struct arena *a, struct sitemap *s)
{
	struct placed *v = ARENA_ARRAY(a, s->n, struct placed);

	for (size_t i = 0; i < s->n; i++) {
		v[i].entry = s->v[i];
		v[i].at = i;
		v[i].time = time_of(
		    str_empty(s->v[i].date) ? s->v[i].lastmod : s->v[i].date);
	}
	if (s->n > 1)
		qsort(v, s->n, sizeof(*v), newest_first);
	for (size_t i = 0; i < s->n; i++)
		s->v[i] = v[i].entry;
}

int
sitemap_read(
    struct arena *a, struct str text, struct sitemap *out, struct err *e)
{
	*out = (struct sitemap){ .kind = sitemap_sniff(text) };
	if (out->kind == SITEMAP_NONE)
		return err_set(e, ERR_EXTRACT, "it is no sitemap");
	if (out->kind == SITEMAP_TEXT)
		read_lines(a, text, out);
	else if (read_mended(a, text, out, e) != 0)
		return -1;
	sort(a, out);
	return 0;
}
