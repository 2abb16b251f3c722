// SPDX-License-Identifier: ISC
// Feeds of arbitrary bytes: every file that is written must parse again, as
// XML or JSON.
#include <stdint.h>
#include <stdlib.h>

#include <jansson.h>
#include <libxml/parser.h>

#include "generate/generate.h"
#include "model/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The next line of *REST; fields stand in lines. */
static struct str
take(struct str *rest)
{
	struct str s;

	return str_cut(rest, '\n', &s) ? s : STR_NULL;
}

static void
must_parse(const struct buf *b)
{
	xmlDocPtr doc = xmlReadMemory(b->p, (int)b->len, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
		XML_PARSE_HUGE);

	if (doc == NULL)
		abort();
	xmlFreeDoc(doc);
}

static void
must_load(const struct buf *b)
{
	json_t *v = json_loadb(b->p, b->len, JSON_REJECT_DUPLICATES, NULL);

	if (v == NULL)
		abort();
	json_decref(v);
}

/* Two items, so that one can be left out; the first byte sets the room. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = str_n((const char *)data, size);
	size_t limit = size > 0 && data[0] < 64 ? data[0] * 64u : LIMIT_FEED;
	struct err e = ERR_INIT;
	struct item items[2];
	struct str category[2];
	struct enclosure enc[2];
	struct origin origin;
	struct mention also;
	struct feed f = { .items = items, .n = 2 };
	struct buf b;

	f.id = take(&rest);
	f.title = take(&rest);
	f.link = take(&rest);
	f.base_url = take(&rest);
	f.description = take(&rest);
	f.language = take(&rest);
	f.icon = take(&rest);
	f.copyright = take(&rest);
	f.updated = (int64_t)(size * size) << (size & 15);
	f.ttl = (uint32_t)size;
	origin = (struct origin){ .id = f.id,
		.title = f.title,
		.link = f.link,
		.updated = f.updated };
	also = (struct mention){ f.title, f.link };
	for (int i = 0; i < 2; i++) {
		category[i] = take(&rest);
		enc[i] = (struct enclosure){
			.url = take(&rest), .type = take(&rest), .length = size
		};
		items[i] = (struct item){ .guid = take(&rest),
			.link = take(&rest),
			.title = take(&rest),
			.summary = take(&rest),
			.author = take(&rest),
			.outlet = take(&rest),
			.language = take(&rest),
			.image = take(&rest),
			/* The rest of the input; it may hold line ends. */
			.content = i == 1 ? rest : take(&rest),
			.categories = &category[i],
			.ncategories = 1,
			.enclosures = &enc[i],
			.nenclosures = 1,
			.origin = i == 1 ? &origin : NULL,
			.also = &also,
			.nalso = size % 2 };
	}
	buf_init(&b, limit);
	if (generate_rss(&f, &b, &e) == 0)
		must_parse(&b);
	if (generate_atom(&f, &b, &e) == 0)
		must_parse(&b);
	if (generate_json(&f, &b, &e) == 0)
		must_load(&b);
	buf_release(&b);
	return 0;
}
