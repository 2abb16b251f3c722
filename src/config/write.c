// SPDX-License-Identifier: ISC
#include "config/config.h"
#include "config/draft.h"
#include "config/ids.h"
#include "config/keys.h"
#include "config/types.h"
#include "model/limits.h"

/* Is TEXT what K has when it is absent in S? */
static bool
is_default(const struct key *k, const struct draft *d, struct str text)
{
	if (str_empty(text))
		return true;
	if (k->initial != NULL)
		return str_eq(text, str_c(k->initial));
	return k->type == &type_id && id_is_made(d->own.id, d->own.url);
}

int
config_write_source(struct buf *b, const struct source *s)
{
	const char *lead = "  - ";
	struct draft d;
	struct buf value;

	draft_of(s, &d);
	buf_init(&value, LIMIT_CONFIG);
	for (size_t i = 0; i < key_count; i++) {
		const struct key *k = &key_table[i];

		if ((k->where & IN_SOURCE) == 0)
			continue;
		buf_clear(&value);
		k->type->write(&value, k, &d);
		if (is_default(k, &d, buf_str(&value)))
			continue;
		buf_addf(b, "%s%s: ", lead, k->name);
		buf_add(b, buf_str(&value));
		buf_addc(b, '\n');
		lead = "    ";
	}
	buf_release(&value);
	return b->over ? -1 : 0;
}

int
config_write_changes(
    struct buf *b, const struct source *from, const struct source *to)
{
	struct draft old, new;
	struct buf before, after;

	draft_of(from, &old);
	draft_of(to, &new);
	buf_init(&before, LIMIT_CONFIG);
	buf_init(&after, LIMIT_CONFIG);
	for (size_t i = 0; i < key_count; i++) {
		const struct key *k = &key_table[i];

		if ((k->where & IN_SOURCE) == 0)
			continue;
		buf_clear(&before);
		buf_clear(&after);
		k->type->write(&before, k, &old);
		k->type->write(&after, k, &new);
		if (after.len > 0 && !str_eq(buf_str(&before), buf_str(&after)))
			buf_addf(b, "    %s: %.*s\n", k->name,
			    STR_ARG(buf_str(&after)));
		if (after.len == 0 && before.len > 0)
			buf_addf(b, "    # without `%s`\n", k->name);
	}
	buf_release(&before);
	buf_release(&after);
	return b->over ? -1 : 0;
}
