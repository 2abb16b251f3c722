// SPDX-License-Identifier: ISC
// A source goes into any bytes, whatever libyaml says about them: nothing else
// is lost but a value that says there is nothing.
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

#include "config/insert.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define URL "https://new.example.org/"

/* The bytes that two texts begin and end with, at most all of A. */
static size_t
common(struct str a, struct str b)
{
	size_t head = 0, tail = 0;

	while (head < a.len && head < b.len && a.p[head] == b.p[head])
		head++;
	while (tail < a.len - head && tail < b.len - head &&
	       a.p[a.len - 1 - tail] == b.p[b.len - 1 - tail])
		tail++;
	return head + tail;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text t = { .name = "fuzz.yaml",
		.bytes = str_n((const char *)data, size) };
	struct err e = ERR_INIT;
	struct arena a;
	struct str out;
	jmp_buf over;

	arena_init(&a, 64 << 20);
	a.over = &over;
	if (setjmp(over) == 0) {
		text_index(&a, &t);
		if (insert_entry(&a, &t, STR("  - url: " URL "\n"), &out, &e) ==
		    0) {
			if (str_find(out, STR("- url: " URL)) == STR_NONE)
				abort();
			if (str_chr(t.bytes, '[', 0) == STR_NONE &&
			    str_find(t.bytes, STR("null")) == STR_NONE &&
			    str_chr(t.bytes, '~', 0) == STR_NONE &&
			    common(t.bytes, out) < t.bytes.len)
				abort();
		}
	}
	arena_release(&a);
	return 0;
}
