// SPDX-License-Identifier: ISC
#include <sha2.h>

#include "config/config.h"
#include "config/keys.h"
#include "config/types.h"
#include "model/limits.h"

struct str
config_source_hash(struct arena *a, const struct source *s)
{
	char hex[SHA256_DIGEST_STRING_LENGTH];
	struct buf b;

	/* The same text that would be written: equal sources, equal text. */
	buf_init(&b, LIMIT_CONFIG);
	for (size_t i = 0; i < key_count; i++) {
		const struct key *k = &key_table[i];

		if (!k->reads)
			continue;
		buf_addf(&b, "\n%s: ", k->name);
		k->type->write(&b, k, s);
	}
	/* A zone that comes from the language decides dates all the same. */
	buf_addf(&b, "\n%s", s->zone.name);
	SHA256Data((const uint8_t *)b.p, b.len, hex);
	buf_release(&b);
	return arena_str(a, str_c(hex));
}
