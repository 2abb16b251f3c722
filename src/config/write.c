// SPDX-License-Identifier: ISC
#include "config/config.h"
#include "config/ids.h"
#include "config/keys.h"
#include "config/types.h"
#include "model/limits.h"

/* Is TEXT what K has when it is absent in S? */
static bool
is_default(const struct key *k, const struct source *s, struct str text)
{
	if (str_empty(text))
		return true;
	if (k->initial != NULL)
		return str_eq(text, str_c(k->initial));
	return k->type == &type_id && id_is_made(s->id, s->url);
}

int
config_write_source(struct buf *b, const struct source *s)
{
	const char *lead = "  - ";
	struct buf value;

	buf_init(&value, LIMIT_CONFIG);
	for (size_t i = 0; i < key_count; i++) {
		const struct key *k = &key_table[i];

		if ((k->where & IN_SOURCE) == 0)
			continue;
		buf_clear(&value);
		k->type->write(&value, k, s);
		if (is_default(k, s, buf_str(&value)))
			continue;
		buf_addf(b, "%s%s: ", lead, k->name);
		buf_add(b, buf_str(&value));
		buf_addc(b, '\n');
		lead = "    ";
	}
	buf_release(&value);
	return b->over ? -1 : 0;
}
