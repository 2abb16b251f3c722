// SPDX-License-Identifier: ISC
// The pages of a list: what leads from one to the next, and how far.
#include "config/check.h"
#include "config/parts.h"
#include "config/types.h"
#include "model/limits.h"
#include "model/pages.h"
#include "web/url.h"

#define PAGES(m)                                                          \
	{                                                                 \
		offsetof(struct pages, m), sizeof(((struct pages *)0)->m) \
	}

/* --- What leads to the next page ----------------------------------------- */

/* Is it an address with something put in? */
static int
check_template(struct reader *r, const struct node *n, struct str s)
{
	static const struct str any[PAGES_SLOTS] = { { "1", 1 }, { "1", 1 },
		{ "1", 1 } };
	struct str filled = pages_fill(r->a, s, any), out, other;

	(void)pages_slots(s, &other);
	if (!str_empty(other)) {
		node_error(r->notes, n, 0,
		    "there is no {%.*s}; an address of pages has {page}, "
		    "{offset} or {cursor}",
		    STR_ARG(shown(other)));
		return -1;
	}
	if (url_resolve(r->a, filled, STR("http://host.invalid/"), LIMIT_URL,
		&out) == 0)
		return 0;
	node_error(r->notes, n, 0, "this is no address of a page");
	return -1;
}

static int
set_template(struct reader *r, const struct key *k, const struct node *n,
    struct pages *out)
{
	if (reader_text(r, k, n, &out->address) != 0 ||
	    check_template(r, n, out->address) != 0)
		return -1;
	out->by = PAGES_TEMPLATE;
	return 0;
}

static bool
looks_like_address(struct str s)
{
	struct str other;

	return pages_slots(s, &other) != 0 || str_starts(s, STR("?")) ||
	       str_istarts(s, STR("http://")) ||
	       str_istarts(s, STR("https://"));
}

static int
set_next(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct pages *p = out;

	if (n->kind == NODE_SCALAR && str_eq(n->value, STR("next"))) {
		p->by = PAGES_DECLARED;
		return 0;
	}
	if (n->kind == NODE_SCALAR && looks_like_address(n->value))
		return set_template(r, k, n, p);
	p->by = PAGES_RULE;
	return type_rules_list.set(r, k, n, out);
}

static void
write_next(struct buf *b, const struct key *k, const void *record)
{
	const struct pages *p = record;

	switch (p->by) {
	case PAGES_NONE:
		break;
	case PAGES_DECLARED:
		buf_add(b, STR("next"));
		break;
	case PAGES_RULE:
		type_rules_list.write(b, k, record);
		break;
	case PAGES_TEMPLATE:
		yaml_scalar(b, p->address, true, false);
		break;
	}
}

static void
schema_next(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"$ref\": \"#/definitions/texts\""));
}

static const struct key_type type_next = {
	.takes = "next, a rule, a list of rules or an address with {page}, "
		 "{offset} or {cursor}",
	.set = set_next,
	.write = write_next,
	.schema = schema_next,
};

/* --- The parts ----------------------------------------------------------- */

static const char *const untils[] = { "seen", "end", NULL };

static const struct key parts[] = {
	{ .name = "next",
	    .where = IN_ANY_SOURCE,
	    .type = &type_next,
	    .part = { PAGES(next) },
	    .initial = "next",
	    .help = "what leads to the next page, as it may stand in place of "
		    "the whole mapping; an address is relative to the first "
		    "page, as in ?page={page}" },
	{ .name = "cursor",
	    .where = IN_ANY_SOURCE,
	    .type = &type_rules_list,
	    .part = { PAGES(cursor) },
	    .help = "finds on a page what {cursor} stands for in the address "
		    "of the next; a page without it is the last" },
	{ .name = "from",
	    .where = IN_ANY_SOURCE,
	    .type = &type_count,
	    .part = { PAGES(from) },
	    .min = 0,
	    .max = UINT32_MAX / 2,
	    .initial = "2",
	    .help = "the {page} of the second page; each one after it has one "
		    "more" },
	{ .name = "step",
	    .where = IN_ANY_SOURCE,
	    .type = &type_count,
	    .part = { PAGES(step) },
	    .min = 1,
	    .max = 100000,
	    .help = "what {offset} grows by with each page, beginning at 0; "
		    "absent: by the entries of the page" },
	{ .name = "most",
	    .where = IN_ANY_SOURCE,
	    .type = &type_count,
	    .part = { PAGES(most) },
	    .min = 1,
	    .max = LIMIT_PAGES,
	    .initial = "3",
	    .help = "the most pages that a run reads, the first one included" },
	{ .name = "first",
	    .where = IN_ANY_SOURCE,
	    .type = &type_count,
	    .part = { PAGES(first) },
	    .min = 1,
	    .max = LIMIT_PAGES,
	    .initial = "10",
	    .help = "the same for the first run, and the first after `next` "
		    "has changed; not less than `most`" },
	{ .name = "until",
	    .where = IN_ANY_SOURCE,
	    .type = &type_choice,
	    .part = { PAGES(until) },
	    .choice = untils,
	    .initial = "seen",
	    .help = "where a later run stops: seen, at a page that brings "
		    "nothing new; end, when there is no further page, for "
		    "lists that are not in the order of time" },
};
const struct key_parts pages_parts = { parts,
	sizeof(parts) / sizeof(parts[0]) };

/* --- The value ----------------------------------------------------------- */

/* {cursor} and what finds it come together. */
static int
check_cursor(struct reader *r, const struct node *n, const struct pages *p)
{
	struct str other;
	bool used = p->by == PAGES_TEMPLATE &&
		    (pages_slots(p->address, &other) >> PAGES_CURSOR & 1) != 0;

	if (used == (p->cursor.n > 0))
		return 0;
	node_error(r->notes, n, 0,
	    used ? "{cursor} needs a rule that finds it: {next: ..., cursor: "
		   "...}"
		 : "`cursor` is for an address with {cursor} in `next`");
	return -1;
}

/* An address that is the same for each page leads nowhere. */
static int
check_slots(struct reader *r, const struct node *n, const struct pages *p)
{
	struct str other;

	if (p->by != PAGES_TEMPLATE || pages_slots(p->address, &other) != 0)
		return 0;
	node_error(r->notes, n, 0,
	    "the address of the next page has {page}, {offset} or {cursor} in "
	    "it");
	return -1;
}

static int
set_pages(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct pages p = { .address = STR_NULL };
	int rc;

	if (n->kind == NODE_SCALAR && str_eq(n->value, STR("none"))) {
		*(struct pages *)key_member(k, out) = p;
		return 0;
	}
	if (n->kind == NODE_MAP) {
		rc = parts_read(r, k, n, &p);
	} else {
		parts_initial(r, k->parts, &p);
		rc = set_next(r, &parts[0], n, &p);
	}
	if (rc != 0 || check_slots(r, n, &p) != 0 ||
	    check_cursor(r, n, &p) != 0)
		return -1;
	*(struct pages *)key_member(k, out) = p;
	return 0;
}

static void
write_pages(struct buf *b, const struct key *k, const void *record)
{
	const struct pages *p = key_member_const(k, record);
	size_t before = b->len;

	if (p->by == PAGES_NONE) {
		buf_add(b, STR("none"));
		return;
	}
	parts_write(b, k->parts, p);
	if (b->len == before + 2) { /* {} */
		b->len = before;
		buf_add(b, STR("next"));
	}
}

static void
schema_pages(struct buf *b, const struct key *k)
{
	buf_add(b, STR("\"anyOf\": [{\"$ref\": \"#/definitions/texts\"}, {"));
	parts_schema(b, k->parts);
	buf_add(b, STR("}]"));
}

const struct key_type type_pages = {
	.takes =
	    "next, none, a rule, a list of rules, an address, or a mapping",
	.set = set_pages,
	.write = write_pages,
	.schema = schema_pages,
};
