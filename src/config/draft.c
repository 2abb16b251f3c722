// SPDX-License-Identifier: ISC
#include "config/draft.h"

#include <string.h>

void
draft_clear(struct draft *d)
{
	struct source *s = &d->own;
	struct about *about = &d->parts.about;

	/* Equal parts are to have equal bytes, also between the members. */
	memset(d, 0, sizeof(*d));
	d->parts.zone = ZONE_UTC;
	s->id = s->name = s->url = s->base = s->language = s->charset =
	    STR_NULL;
	d->parts.approach.user_agent = d->parts.rules.embedded =
	    about->description = about->icon = about->copyright = about->hub =
		STR_NULL;
}

void
draft_of(const struct source *s, struct draft *out)
{
	*out = (struct draft){
		.own = *s,
		.parts = { .rules = *s->rules,
		    .sieve = *s->sieve,
		    .pages = *s->pages,
		    .article = *s->article,
		    .approach = *s->approach,
		    .about = *s->about,
		    .hours = *s->hours,
		    .zone = *s->zone },
	};
}

/* The part P, or what says the same: NEAR, or one that O keeps. */
static const void *
share(struct once *o, const void *p, const void *near, size_t size)
{
	if (near != NULL && memcmp(p, near, size) == 0)
		return near;
	return once_keep(o, p, size);
}

void
draft_make(struct once *o, const struct draft *d, const struct source *near,
    struct source *out)
{
	const struct source_parts *p = &d->parts;
	struct source s = d->own;

#define SHARE(part)      \
	(s.part = share( \
	     o, &p->part, near == NULL ? NULL : near->part, sizeof(p->part)))
	SHARE(rules);
	SHARE(sieve);
	SHARE(pages);
	SHARE(article);
	SHARE(approach);
	SHARE(about);
	SHARE(hours);
	SHARE(zone);
#undef SHARE
	*out = s;
}
