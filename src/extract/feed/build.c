// SPDX-License-Identifier: ISC
#include "extract/feed/build.h"

#include "base/utf8.h"
#include "extract/feed/markup.h"
#include "extract/feed/reference.h"
#include "extract/feed/take.h"
#include "model/limits.h"

/* Text that became HTML is longer, by its references and its addresses. */
#define GROWTH 2
#define GROWTH_FLOOR ((size_t)1 << 20)

static bool
takes_markup(const struct element *e)
{
	return e != NULL && (e->is == IS_HTML || e->is == IS_CONTENT);
}

/* The text of the frame OWNER so far becomes HTML. */
static void
begin_markup(struct build *b, struct frame *owner)
{
	struct str plain;

	if (owner->markup)
		return;
	owner->markup = true;
	owner->escaped = take_is_escaped(owner);
	if (owner->escaped)
		return;
	plain = arena_str(b->a, str_from(buf_str(b->text), owner->from));
	b->text->len = owner->from;
	feed_markup_text(b->text, plain);
}

/* An element within a text: F is its frame. */
static void
start_markup(struct build *b, struct frame *f, const struct tag *t)
{
	struct frame *owner = &b->frame[f->owner];
	bool moved = !str_eq(f->base, owner->base);

	begin_markup(b, owner);
	f->name = arena_str(b->a, t->name);
	f->collects = true;
	feed_markup_start(b->a, b->text, t, moved ? f->base : STR_NULL);
}

/* An element for a feed, or for nothing. */
static void
start_element(struct build *b, struct frame *f, const struct tag *t)
{
	unsigned in = f->in;

	f->as = element_find(in, t->ns, t->name);
	f->in = IN_NOTHING;
	f->collects = f->as != NULL;
	f->owner = b->depth;
	if (f->as == NULL)
		return;
	f->in = f->as->then;
	if (f->as->is == IS_THROUGH || f->as->is == IS_MEDIA)
		f->in = in;
	if (f->in & (IN_FEED | IN_ENTRY))
		f->collects = false;
	take_start(b, f, t);
}

static int
on_start(void *ctx, const struct tag *t, struct err *e)
{
	struct build *b = ctx;
	struct frame *f = &b->frame[b->depth];
	struct str base = tag_attr(t, NS_XML, STR("base"));

	if (b->text->over)
		return err_set(e, ERR_LIMIT, "a text in it is too long");
	if (b->depth == LIMIT_FEED_DEPTH)
		return err_set(
		    e, ERR_LIMIT, "it nests deeper than %d", LIMIT_FEED_DEPTH);
	*f = b->depth == 0
		 ? (struct frame){ .in = IN_ROOT | IN_FEED, .base = b->url }
		 : b->frame[b->depth - 1];
	f->ns = t->ns;
	f->from = b->text->len;
	f->markup = false;
	f->escaped = false;
	f->opaque = false;
	if (!str_empty(base))
		f->base = take_address(b, base, f->base);
	if (b->depth == 0)
		take_node(b, f, t);
	else if (f->collects && takes_markup(b->frame[f->owner].as))
		start_markup(b, f, t);
	else
		start_element(b, f, t);
	b->depth++;
	return 0;
}

/* Append S with what was meant by the controls in it. */
static void
add_text(struct build *b, struct str s, bool markup)
{
	size_t from = 0;

	for (size_t i = 0; (i = str_chr(s, '\xC2', i)) != STR_NONE; i++) {
		size_t at = i;
		uint32_t cp = utf8_next(s, &at), meant = reference_meant(cp);

		if (meant == cp)
			continue;
		(markup ? feed_markup_text(b->text, str_sub(s, from, i - from))
			: (void)buf_add(b->text, str_sub(s, from, i - from)));
		buf_addcp(b->text, meant);
		from = at;
	}
	if (markup)
		feed_markup_text(b->text, str_from(s, from));
	else
		buf_add(b->text, str_from(s, from));
}

static void
on_text(void *ctx, struct str s)
{
	struct build *b = ctx;
	const struct frame *f = &b->frame[b->depth - 1];
	const struct frame *owner = &b->frame[f->owner];

	if (f->collects)
		add_text(b, s, owner->markup && !owner->escaped);
}

static void
on_end(void *ctx)
{
	struct build *b = ctx;
	const struct frame *f = &b->frame[--b->depth];
	struct str s;

	if (b->depth == 0)
		b->doc->hints = hints_of(&b->hints);
	if (f->collects && f->owner != b->depth)
		feed_markup_end(b->text, f->name);
	if (f->as == NULL || f->owner != b->depth)
		return;
	s = arena_str(b->a, str_trim(str_from(buf_str(b->text), f->from)));
	b->text->len = f->from;
	take_end(b, f, s);
}

/*
 * RSS does not say which of its texts are HTML, nor whether a name has a mail
 * address in it or a medium is a picture of the text. What coranto itself wrote
 * (generate/rss.c, generate/atom.c) is known, and right.
 */
static bool
is_own(struct str xml)
{
	struct str head = str_sub(xml, 0, str_find(xml, STR("<item>")));

	head = str_sub(head, 0, str_find(head, STR("<entry")));
	return str_find(head, STR("<generator>coranto ")) != STR_NONE ||
	       str_find(head, STR(">coranto</generator>")) != STR_NONE;
}

struct walker
build_start(struct arena *a, struct str url, enum feed_kind kind,
    struct str xml, struct feed_doc *out)
{
	struct build *b = ARENA_NEW(a, struct build);

	*out = (struct feed_doc){ .kind = kind };
	*b = (struct build){
		.a = a, .doc = out, .url = url, .node = &out->feed
	};
	b->own = is_own(xml);
	b->text = buf_in(a, GROWTH * xml.len + GROWTH_FLOOR);
	b->frame = ARENA_ARRAY(a, LIMIT_FEED_DEPTH, struct frame);
	return (struct walker){ on_start, on_text, on_end, b };
}
