// SPDX-License-Identifier: ISC
#include "extract/article/bare.h"

/* What is known of the lines below one. */
struct below {
	uint32_t next; /* of the text, or NO_LINE */
	bool gone;     /* something was dropped before that */
};

static bool
is_heading(const struct line *l)
{
	return l->kind == TAG_HEADING && l->value <= 0 && !line_is_large(l);
}

/* True when L says that something follows. */
static bool
is_promise(const struct line *l)
{
	return l->m.weight < LINE_PARAGRAPH &&
	       (str_ends(l->text, STR(":")) || str_ends(l->text, STR("：")));
}

/* True when a picture stands between line I and the one after it. */
static bool
has_picture_below(const struct page *p, uint32_t i)
{
	uint32_t end = i + 1 < p->nlines ? p->line[i + 1].first : p->ncells;

	if (i + 1 < p->nlines && p->line[i + 1].drop == DROP_CAPTION)
		return true;
	for (uint32_t at = p->line[i].first; at < end; at++)
		if (p->cell[at].tag == TAG_MEDIA)
			return true;
	return false;
}

static bool
is_bare(const struct page *p, uint32_t i, const struct below *b)
{
	const struct line *l = &p->line[i];

	if (!b->gone || has_picture_below(p, i))
		return false;
	if (b->next == NO_LINE)
		return is_heading(l) || is_promise(l);
	return is_heading(l) && is_heading(&p->line[b->next]) &&
	       page_rank(p, &p->line[b->next]) <= page_rank(p, l);
}

void
drop_bare(struct page *p)
{
	struct below b = { NO_LINE, false };

	for (uint32_t i = p->nlines; i-- > 0;) {
		struct line *l = &p->line[i];

		if (l->drop == DROP_NOT && is_bare(p, i, &b))
			l->drop = DROP_OUTSIDE;
		if (l->drop == DROP_NOT)
			b = (struct below){ i, false };
		else
			b.gone |=
			    l->drop != DROP_CAPTION && l->drop != DROP_FACT;
	}
}
