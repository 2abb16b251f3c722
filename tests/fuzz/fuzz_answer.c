// SPDX-License-Identifier: ISC
// What a worker answers, as one would that a page took over. The first byte is
// the kind of the call, the rest the answer. What is taken for one has all that
// the store and the feeds rely on, and can be told again.
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/limits.h"
#include "run/call_record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define EXAMPLES 2

static void
demand(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

static void
look_at(const struct call *c, const struct reply *r)
{
	const struct items *all = &r->page.items;

	if (c->kind == CALL_ARTICLE)
		demand(r->article.item.raw != NULL, "where it came from");
	for (size_t i = 0; c->kind == CALL_PAGE && i < all->n; i++) {
		const struct item *it = &all->v[i];

		demand(it->raw != NULL, "where an item came from");
		demand(!str_empty(it->key), "identity");
		demand(it->content.len <= LIMIT_TEXT, "size");
	}
	demand(all->n == 0 || r->page.used != NULL, "rules");
	for (size_t i = 0; i < r->survey.lists.n; i++)
		demand(r->survey.lists.v[i].item.n > 0, "rules of a list");
}

static void
read_it(struct arena *a, struct call *c, struct str in)
{
	struct reply first, again;
	struct err e = ERR_INIT;
	struct buf b;
	int rc = reply_read(a, c, in, &first, &e);

	demand(rc == 0 || e.code != ERR_NONE, "why");
	demand(rc == 0 || e.reach == REACH_SOURCE, "reach");
	if (rc != 0)
		return;
	look_at(c, &first);
	buf_init(&b, LIMIT_ANSWER);
	demand(reply_write(&b, a, c, 0, &first, &e) == 0, "written");
	demand(reply_read(a, c, buf_str(&b), &again, &e) == 0, e.msg);
	demand(again.page.items.n == first.page.items.n, "items");
	buf_release(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct str example[EXAMPLES] = { { "a", 1 }, { "b", 1 } };
	const struct detect_ask asked = { .max = LIMIT_CANDIDATES,
		.example = example,
		.nexamples = EXAMPLES };
	struct source src = { SOURCE_PARTS(bare_parts), .id = STR("a"),
		.url = STR("https://a.example/") };
	struct response res = { .status = 200, .url = src.url };
	struct call c = { .src = &src, .res = &res, .ask = &asked };
	struct arena a;
	jmp_buf over;

	if (size == 0)
		return 0;
	c.kind = (enum call_kind)(data[0] % CALL_COUNT);
	c.whole = data[0] & 0x80;
	arena_init(&a, 64 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		read_it(&a, &c, str_n((const char *)data + 1, size - 1));
	arena_release(&a);
	return 0;
}
