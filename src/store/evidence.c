// SPDX-License-Identifier: ISC
#include "store/evidence.h"

#include "base/utf8.h"
#include "model/limits.h"
#include "store/store.h"

/* "relative year-newest": names outlive the numbers of the bits. */
static struct str
how_pack(struct arena *a, unsigned how)
{
	struct str part[2 * HOW_COUNT];
	size_t n = 0;

	for (unsigned i = 0; i < HOW_COUNT; i++) {
		if ((how >> i & 1) == 0)
			continue;
		if (n > 0)
			part[n++] = STR(" ");
		part[n++] = str_c(how_name(i));
	}
	return arena_concat(a, part, n);
}

/* Names that this program does not know say nothing to it. */
static unsigned
how_unpack(struct str names)
{
	unsigned how = 0;
	struct str name;

	while (str_cut(&names, ' ', &name)) {
		unsigned n = how_find(name);

		if (n < HOW_COUNT)
			how |= 1U << n;
	}
	return how;
}

/* The link as it stood in the page, when that is not what is stored. Of one
 * that is too long to be a link the beginning tells enough. */
static struct str
link_found(const struct item *it)
{
	const struct raw_field *f;
	struct str head;

	if (it->raw == NULL)
		return STR_NULL;
	f = &it->raw->field[FIELD_LINK];
	if (f->n == 0 || str_eq(f->v[0].raw, it->link))
		return STR_NULL;
	head = str_sub(f->v[0].raw, 0, LIMIT_URL);
	return str_sub(head, 0, utf8_valid_prefix(head));
}

static struct str
date_rule(const struct item *it)
{
	const struct when *w = &it->published;

	if (it->raw == NULL || str_empty(w->raw) || (w->how & HOW_LINK))
		return STR_NULL;
	return it->raw->field[FIELD_DATE].rule;
}

int
evidence_add(struct store *s, struct arena *a, int64_t n, const struct item *it,
    struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_EVIDENCE_ADD);
	query_put_int(&q, n);
	query_put_str(&q, link_found(it));
	query_put_str(&q, date_rule(it));
	query_put_str(&q, how_pack(a, it->published.how));
	query_put_str(&q, how_pack(a, it->updated.how));
	return query_run(&q, e);
}

int
evidence_date(struct store *s, struct arena *a, int64_t n,
    const struct item *it, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_EVIDENCE_DATE);
	query_put_str(&q, date_rule(it));
	query_put_str(&q, how_pack(a, it->published.how));
	query_put_int(&q, n);
	return query_run(&q, e);
}

int
evidence_edit(struct store *s, int64_t n, struct str edited,
    struct str title_before, struct err *e)
{
	struct query q;

	query_start(&q, s, SQL_EVIDENCE_EDIT);
	query_put_int(&q, n);
	query_put_str(&q, edited);
	query_put_str(&q, title_before);
	return query_run(&q, e);
}

int
store_evidence(struct store *s, struct arena *a, struct str guid,
    struct evidence *out, struct err *e)
{
	struct query q;
	int rc;

	*out = (struct evidence){ .link_found = STR_NULL,
		.date_rule = STR_NULL,
		.edited = STR_NULL,
		.title_before = STR_NULL };
	query_start(&q, s, SQL_EVIDENCE_FIND);
	query_put_str(&q, guid);
	rc = query_next(&q, e);
	if (rc <= 0)
		return rc;
	out->known = true;
	out->link_found = query_str(&q, a);
	out->date_rule = query_str(&q, a);
	out->published_how = how_unpack(query_view(&q));
	out->updated_how = how_unpack(query_view(&q));
	out->edited = query_str(&q, a);
	out->title_before = query_str(&q, a);
	return query_end(&q, e);
}
