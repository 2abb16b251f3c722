// SPDX-License-Identifier: ISC
#include "config/config.h"

#include "base/sha256.h"
#include "config/draft.h"
#include "config/keys.h"
#include "config/types.h"
#include "model/limits.h"

struct str
config_source_hash(struct arena *a, const struct source *s)
{
	struct draft d;
	struct str hex;
	struct buf b;

	draft_of(s, &d);
	/* The same text that would be written: equal sources, equal text. */
	buf_init(&b, LIMIT_CONFIG);
	for (size_t i = 0; i < key_count; i++) {
		const struct key *k = &key_table[i];

		if (!k->reads)
			continue;
		buf_addc(&b, '\n');
		buf_add(&b, str_c(k->name));
		buf_add(&b, STR(": "));
		k->type->write(&b, k, &d);
	}
	/* A zone that comes from the language decides dates all the same. */
	buf_addc(&b, '\n');
	buf_add(&b, str_c(s->zone->name));
	hex = sha256_hex(a, buf_str(&b));
	buf_release(&b);
	return hex;
}
