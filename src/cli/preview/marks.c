// SPDX-License-Identifier: ISC
#include "cli/preview/marks.h"

#include "base/file.h"

/* The value of F that holds the text RAW; the first when none does. */
static size_t
value_with(const struct raw_field *f, struct str raw)
{
	for (size_t i = 0; i < f->n && !str_empty(raw); i++)
		if (str_find(f->v[i].value, raw) != STR_NONE)
			return i;
	return 0;
}

/* The value of F that names the file of the address URL; else the first. */
static size_t
value_of_file(const struct raw_field *f, struct str url)
{
	for (size_t i = 0; i < f->n; i++) {
		struct str name = path_base(str_trim(f->v[i].value));

		if (!str_empty(name) && str_find(url, name) != STR_NONE)
			return i;
	}
	return 0;
}

/* Which value of the field F of FOUND became part of the item. */
static size_t
value_taken(const struct found *found, enum field f)
{
	const struct raw_field *field = &found->raw->field[f];
	const struct item *it = found->item;

	if (it == NULL)
		return 0;
	switch (f) {
	case FIELD_DATE:
		return value_with(field, it->published.raw);
	case FIELD_UPDATED:
		return value_with(field, it->updated.raw);
	case FIELD_IMAGE:
		return value_of_file(field, it->image);
	default:
		return 0;
	}
}

static struct mark *
mark_for(struct marks *m, size_t node)
{
	if (node == 0 || node > m->size)
		return &m->v[0];
	if (m->at[node] == 0)
		m->at[node] = (uint32_t)m->n++;
	return &m->v[m->at[node]];
}

static void
mark_value(struct marks *m, const struct raw_field *f, size_t i, enum field as,
    size_t number)
{
	struct mark *mark = mark_for(m, f->v[i].node);

	mark->fields |= 1u << as;
	if (mark->of == 0)
		mark->of = number;
}

static void
mark_fields(struct marks *m, const struct found *found, size_t number)
{
	for (int f = 0; f < FIELD_COUNT; f++) {
		const struct raw_field *field = &found->raw->field[f];

		if (field->n == 0)
			continue;
		if (f != FIELD_CATEGORY && f != FIELD_ENCLOSURE) {
			mark_value(m, field, value_taken(found, (enum field)f),
			    (enum field)f, number);
			continue;
		}
		for (size_t i = 0; i < field->n; i++)
			mark_value(m, field, i, (enum field)f, number);
	}
}

/* RAW as one of those found; how many values it has. */
static size_t
note(struct marks *m, const struct raw_item *raw, const struct item *item,
    const struct dropped *dropped)
{
	size_t n = 1;

	m->found[raw->position + 1] =
	    (struct found){ .item = item, .dropped = dropped, .raw = raw };
	for (int f = 0; f < FIELD_COUNT; f++)
		n += raw->field[f].n;
	return n;
}

static void
highest(struct marks *m, const struct raw_item *raw)
{
	if (raw != NULL && raw->position + 1 > m->nfound)
		m->nfound = raw->position + 1;
}

void
marks_make(
    struct arena *a, const struct items *all, size_t size, struct marks *out)
{
	size_t values = 0;

	*out = (struct marks){ .n = 1, .size = size };
	for (size_t i = 0; i < all->n; i++)
		highest(out, all->v[i].raw);
	for (size_t i = 0; i < all->ndropped; i++)
		highest(out, all->dropped[i].raw);
	out->found = ARENA_ARRAY(a, out->nfound + 1, struct found);
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].raw != NULL)
			values += note(out, all->v[i].raw, &all->v[i], NULL);
	for (size_t i = 0; i < all->ndropped; i++)
		if (all->dropped[i].raw != NULL)
			values += note(
			    out, all->dropped[i].raw, NULL, &all->dropped[i]);
	out->v = ARENA_ARRAY(a, values + 1, struct mark);
	out->at = ARENA_ARRAY(a, size + 1, uint32_t);
	for (size_t i = 1; i <= out->nfound; i++) {
		if (out->found[i].raw == NULL)
			continue;
		mark_for(out, out->found[i].raw->node)->item = i;
		mark_fields(out, &out->found[i], i);
	}
	out->v[0] = (struct mark){ .item = 0 };
}

const struct mark *
marks_at(const struct marks *m, size_t order)
{
	if (order > m->size || m->at[order] == 0)
		return NULL;
	return &m->v[m->at[order]];
}
