// SPDX-License-Identifier: ISC
#include "extract/feed/take.h"

#include "extract/feed/person.h"
#include "extract/feed/put.h"
#include "extract/feed/twice.h"
#include "extract/feed/value.h"
#include "web/url.h"

/* Above all that is there by other names. */
#define OWN_RANK 20

/* The scheme of Apple's categories and keywords. */
#define ITUNES STR("http://www.itunes.com/")

struct str
take_address(struct build *b, struct str ref, struct str base)
{
	struct url u;

	ref = str_trim(ref);
	if (str_empty(ref) || url_parse(b->a, ref, STR_NULL, &u) == 0 ||
	    url_parse(b->a, ref, base, &u) != 0)
		return arena_str(b->a, ref);
	return u.href;
}

/* The element as people write it: "dc:date". */
static const char *
where(struct build *b, const struct element *e)
{
	if (e == NULL)
		return "";
	return arena_concat(b->a,
	    (struct str[]){ str_c(namespace_prefix(e->ns)), str_c(e->name) }, 2)
	    .p;
}

static void
put(struct build *b, const struct frame *f, enum feed_slot slot, int rank,
    struct str text)
{
	const struct feed_value v = { .raw = text,
		.text = text,
		.base = f->base,
		.where = where(b, f->as),
		.rank = rank };

	feed_put(b->node, slot, &v);
}

/* The address in an attribute of T. */
static struct str
address(struct build *b, const struct frame *f, const struct tag *t)
{
	struct str url = tag_attr(t, NS_CORE, STR("url"));

	if (str_empty(url))
		url = tag_attr(t, NS_CORE, STR("href"));
	if (str_empty(url))
		url = tag_attr(t, NS_RDF, STR("resource"));
	return take_address(b, url, f->base);
}

static void
take_enclosure(
    struct build *b, const struct frame *f, const struct tag *t, int rank)
{
	struct str length = tag_attr(t, NS_CORE, STR("length"));
	const struct feed_enclosure e = { .url = address(b, f, t),
		.type = arena_str(b->a, tag_attr(t, NS_CORE, STR("type"))),
		.length = arena_str(b->a,
		    str_empty(length) ? tag_attr(t, NS_CORE, STR("fileSize"))
				      : length),
		.rank = rank };

	feed_put_enclosure(b->a, b->node, &e);
}

/* Media for the player of a page, which no reader has, and pages. */
static bool
is_player(struct str type)
{
	return str_ieq(type, STR("text/html")) ||
	       str_ieq(type, STR("application/x-shockwave-flash"));
}

/* Those of one group are the same in several makes. */
static void
take_media(struct build *b, const struct frame *f, const struct tag *t)
{
	struct str type = tag_attr(t, NS_CORE, STR("type"));
	struct str medium = tag_attr(t, NS_CORE, STR("medium"));
	const struct element *around = b->frame[b->depth - 1].as;
	bool group = around != NULL && around->is == IS_THROUGH;

	if (str_ieq(medium, STR("image")) ||
	    (!b->own && str_istarts(type, STR("image/"))))
		put(b, f, SLOT_IMAGE, f->as->rank, address(b, f, t));
	else if (b->own)
		take_enclosure(b, f, t, OWN_RANK);
	else if (!is_player(type) && !str_empty(type.len > 0 ? type : medium))
		take_enclosure(b, f, t, group ? around->rank : f->as->rank);
}

/* How well a link of this TYPE serves a person. */
static int
alternate_rank(struct str type)
{
	return str_empty(type) || str_istarts(type, STR("text/html")) ||
		       str_istarts(type, STR("application/xhtml+xml"))
		   ? 8
		   : 6;
}

/* RFC 4287 4.2.7: <link rel href type>. */
static void
take_link(struct build *b, const struct frame *f, const struct tag *t)
{
	struct str rel = tag_attr(t, NS_CORE, STR("rel"));
	struct str type = tag_attr(t, NS_CORE, STR("type"));
	size_t slash = str_rfind(rel, STR("/"));

	/* Short for an address in IANA's registry. */
	if (slash != STR_NONE)
		rel = str_from(rel, slash + 1);
	if (str_ieq(rel, STR("enclosure")))
		take_enclosure(b, f, t, f->as->rank);
	else if (str_ieq(rel, STR("image")))
		put(b, f, SLOT_IMAGE, 4, address(b, f, t));
	else if (str_empty(rel) || str_ieq(rel, STR("alternate")))
		put(b, f, SLOT_LINK, alternate_rank(type), address(b, f, t));
}

/* What a category has in attributes: Atom, and Apple's. */
static void
take_category(struct build *b, struct frame *f, const struct tag *t)
{
	struct str term = tag_attr(t, NS_CORE, STR("term"));
	struct feed_category c;

	f->scheme = tag_attr(t, NS_CORE, STR("scheme"));
	if (str_empty(f->scheme))
		f->scheme = tag_attr(t, NS_CORE, STR("domain"));
	if (str_empty(f->scheme) && f->ns == NS_MEDIA)
		f->scheme = STR("http://search.yahoo.com/mrss/category_schema");
	if (f->ns == NS_ITUNES) {
		term = tag_attr(t, NS_CORE, STR("text"));
		f->scheme = ITUNES;
	}
	f->scheme = arena_str(b->a, f->scheme);
	f->label = arena_str(b->a, tag_attr(t, NS_CORE, STR("label")));
	c = (struct feed_category){ arena_str(b->a, str_trim(term)), f->scheme,
		f->label };
	feed_put_category(b->a, b->node, &c);
}

/*
 * RSS does not say what its addresses resolve against. Where the feed is
 * served from another host than the site's, by a service for feeds, it is the
 * site that they are of.
 */
static struct str
site_base(struct build *b, struct str base)
{
	struct str site = b->doc->feed.slot[SLOT_LINK].text;
	struct url from, to;

	if (b->doc->kind == FEED_ATOM || !str_eq(base, b->url) ||
	    url_parse(b->a, site, STR_NULL, &to) != 0 || !url_is_web(&to))
		return base;
	if (url_parse(b->a, base, STR_NULL, &from) == 0 &&
	    str_eq(from.host, to.host))
		return base;
	return to.href;
}

/* "en_US" is how programs write "en-US". */
static struct str
language(struct build *b, struct str s)
{
	char *p = arena_cstr(b->a, str_trim(s));
	size_t n = str_trim(s).len;

	for (size_t i = 0; i < n; i++)
		p[i] = p[i] == '_' ? '-' : p[i];
	return str_n(p, n);
}

/* A new feed or entry; T says what it is about, where it leads. */
void
take_node(struct build *b, const struct frame *f, const struct tag *t)
{
	struct str about = tag_attr(t, NS_RDF, STR("about"));

	put(b, f, SLOT_ID, 1, arena_str(b->a, str_trim(about)));
	put(b, f, SLOT_LINK, 1, take_address(b, about, f->base));
	put(b, f, SLOT_LINK, 5, address(b, f, t));
	put(b, f, SLOT_UPDATED, 5,
	    arena_str(b->a, tag_attr(t, NS_CORE, STR("lastmod"))));
	put(b, f, SLOT_LANGUAGE, 5,
	    language(b, tag_attr(t, NS_XML, STR("lang"))));
}

/* An entry; of one too many all that is in it counts for nothing. */
static void
start_entry(struct build *b, struct frame *f, const struct tag *t)
{
	struct feed_node *n = feed_put_entry(b->a, b->doc);

	if (n == NULL) {
		f->in = IN_NOTHING;
		return;
	}
	b->node = n;
	f->base = site_base(b, f->base);
	take_node(b, f, t);
}

void
take_start(struct build *b, struct frame *f, const struct tag *t)
{
	const struct element *e = f->as;

	f->type = arena_str(b->a, tag_attr(t, NS_CORE, STR("type")));
	f->mode = arena_str(b->a, tag_attr(t, NS_CORE, STR("mode")));
	switch (e->is) {
	case IS_FEED:
		take_node(b, f, t);
		break;
	case IS_ENTRY:
		start_entry(b, f, t);
		break;
	case IS_LINK:
		take_link(b, f, t);
		break;
	case IS_CATEGORY:
		take_category(b, f, t);
		break;
	case IS_PERSON:
		b->person = (struct feed_person){ .rank = e->rank };
		break;
	case IS_PLACE:
		if (e->slot == SLOT_IMAGE)
			put(b, f, e->slot, e->rank, address(b, f, t));
		break;
	case IS_PICTURE:
	case IS_URL:
		put(b, f, e->slot, e->rank, address(b, f, t));
		break;
	case IS_ENCLOSURE:
		take_enclosure(b, f, t, e->rank);
		break;
	case IS_MEDIA:
		take_media(b, f, t);
		break;
	case IS_ID:
		f->opaque =
		    str_ieq(str_trim(tag_attr(t, NS_CORE, STR("isPermaLink"))),
			STR("false"));
		break;
	default:
		break;
	}
}

/* What is HTML by its format's rules, whether or not it looks like that. */
static bool
is_html_always(const struct build *b, const struct frame *f)
{
	if (f->ns == NS_CONTENT)
		return true;
	if (b->own && b->node == &b->doc->feed)
		return false;
	return b->doc->kind != FEED_ATOM && f->ns == NS_CORE &&
	       f->as->slot == SLOT_SUMMARY && str_empty(f->type);
}

bool
take_is_escaped(const struct frame *f)
{
	return str_ieq(f->type, STR("html")) ||
	       str_ieq(f->mode, STR("escaped"));
}

/* The text S of the element F by its type. */
static struct feed_value
read_text(struct build *b, const struct frame *f, struct str s)
{
	const struct element *e = f->as;
	const struct value_type t = { .type = f->type,
		.mode = f->mode,
		.typed =
		    f->ns == NS_ATOM || b->doc->kind == FEED_ATOM || b->own,
		.encoded = is_html_always(b, f),
		.markup = f->markup };
	struct feed_value v = { .raw = s, .base = f->base, .rank = e->rank };

	v.text = str_trim(value_read(b->a, s, &t, &v.html));
	v.where = where(b, e);
	return v;
}

/* A text of an entry. Two that RSS has for one thing, of which one is not RSS,
 * are two things. */
static void
take_text(struct build *b, const struct frame *f, struct str s)
{
	const struct element *e = f->as;
	const struct feed_value *has = &b->node->slot[e->slot];
	struct feed_value v = read_text(b, f, s);

	/* Elsewhere the publisher is that of the feed, not of another's. */
	if (str_eq(str_c(e->name), STR("publisher")) && !b->own)
		return;
	if (e->slot == SLOT_OUTLET && f->ns == NS_DC && b->own)
		v.rank = OWN_RANK;
	if (e->slot == SLOT_LANGUAGE)
		v.text = language(b, s);
	if (e->slot == SLOT_SUMMARY && b->node != &b->doc->feed &&
	    !str_empty(has->text) && has->rank == e->rank &&
	    !str_eq(str_c(has->where), str_c(v.where)))
		feed_put_content(b->a, b->node, &v);
	else
		feed_put(b->node, e->slot, &v);
}

/* An id is told from others letter by letter, so it stays as it is unless it
 * is plainly a path. */
static void
take_id(struct build *b, const struct frame *f, struct str s)
{
	bool path = str_starts(s, STR("/")) || str_starts(s, STR("./")) ||
		    str_starts(s, STR("../"));

	put(b, f, SLOT_ID, f->as->rank,
	    path && !f->opaque ? take_address(b, s, f->base) : s);
	if (!f->opaque && str_ieq(str_c(f->as->name), STR("guid")) &&
	    (str_istarts(s, STR("http:")) || str_istarts(s, STR("https:"))))
		put(b, f, SLOT_LINK, 3, s);
}

static void
take_person(struct build *b, struct str s)
{
	struct feed_person *p = &b->person;
	int rank = p->rank;
	bool none =
	    str_empty(p->name) && str_empty(p->email) && str_empty(p->url);

	if (none && b->own)
		*p = (struct feed_person){ .name = s };
	else if (none)
		*p = person_read(b->a, s);
	p->rank = rank;
	feed_put_author(b->a, b->node, p);
}

static void
take_keywords(struct build *b, const struct frame *f, struct str s)
{
	struct str part, scheme = f->ns == NS_ITUNES ? ITUNES : STR_NULL;

	while (str_cut(&s, ',', &part))
		feed_put_category(b->a, b->node,
		    &(struct feed_category){
			str_trim(part), scheme, STR_NULL });
}

static bool
is_address(const struct element *e)
{
	return e->is == IS_URL || e->is == IS_LINK || e->is == IS_ID ||
	       e->is == IS_HOMEPAGE || e->is == IS_EMAIL;
}

void
take_end(struct build *b, const struct frame *f, struct str s)
{
	const struct element *e = f->as;
	struct feed_value v;

	if (!b->own && !is_address(e))
		s = twice_read(b->a, s);
	switch (e->is) {
	case IS_ENTRY:
		b->node = &b->doc->feed;
		break;
	case IS_PLACE:
		if (e->rank > 0)
			put(b, f, e->slot, e->rank,
			    e->slot == SLOT_IMAGE ? take_address(b, s, f->base)
						  : s);
		break;
	case IS_HTML:
	case IS_TEXT:
		take_text(b, f, s);
		break;
	case IS_CONTENT:
		v = read_text(b, f, s);
		feed_put_content(b->a, b->node, &v);
		break;
	case IS_URL:
	case IS_LINK:
		put(b, f, e->slot, e->rank, take_address(b, s, f->base));
		break;
	case IS_ID:
		take_id(b, f, s);
		break;
	case IS_PERSON:
		take_person(b, s);
		break;
	case IS_NAME:
		b->person.name = s;
		break;
	case IS_EMAIL:
		b->person.email = s;
		break;
	case IS_HOMEPAGE:
		b->person.url = take_address(b, s, f->base);
		break;
	case IS_CATEGORY:
		feed_put_category(b->a, b->node,
		    &(struct feed_category){ s, f->scheme, f->label });
		break;
	case IS_KEYWORDS:
		take_keywords(b, f, s);
		break;
	case IS_TTL:
		hints_ttl(&b->hints, s);
		break;
	case IS_PERIOD:
		hints_period(&b->hints, s);
		break;
	case IS_FREQUENCY:
		hints_frequency(&b->hints, s);
		break;
	case IS_HOUR:
		hints_hour(&b->hints, s);
		break;
	case IS_DAY:
		hints_day(&b->hints, s);
		break;
	default:
		break;
	}
}
