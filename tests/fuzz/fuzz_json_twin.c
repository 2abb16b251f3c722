// SPDX-License-Identifier: ISC
/*
 * Our reader of JSON and jansson agree: on what is JSON, and on what it says.
 * They may differ where either says so: halves of surrogate pairs and control
 * characters within a string, which jansson refuses; numbers that are no int64 or
 * double; depth.
 */
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <jansson.h>

#include "base/utf8.h"
#include "must.h"
#include "web/json_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define DEPTH 200 /* jansson ends at 2048 */

static struct str
of_string(const json_t *v)
{
	return str_n(json_string_value(v), json_string_length(v));
}

static void
check_number(struct arena *a, struct str text, const json_t *v)
{
	char *end = NULL, *p = arena_cstr(a, text);

	if (json_is_integer(v)) {
		must(strtoll(p, &end, 10) == json_integer_value(v));
		must(*end == '\0');
	} else {
		must(json_is_real(v) && strtod(p, &end) == json_real_value(v));
		must(*end == '\0');
	}
}

/* The depth is bounded by DEPTH. */
static void
check(struct arena *a, const struct jnode *n, const json_t *v)
{
	switch (n->type) {
	case JTYPE_NULL:
		must(json_is_null(v));
		break;
	case JTYPE_FALSE:
		must(json_is_false(v));
		break;
	case JTYPE_TRUE:
		must(json_is_true(v));
		break;
	case JTYPE_NUMBER:
		check_number(a, n->text, v);
		break;
	case JTYPE_STRING:
		must(json_is_string(v) && str_eq(n->text, of_string(v)));
		break;
	case JTYPE_ARRAY:
		must(json_is_array(v) && json_array_size(v) == n->in.n);
		for (size_t i = 0; i < n->in.n; i++)
			check(a, &n->in.v[i], json_array_get(v, i));
		break;
	default:
		must(json_is_object(v) && json_object_size(v) == n->in.n);
		for (size_t i = 0; i < n->in.n; i++)
			check(a, &n->in.v[i],
			    json_object_getn(
				v, n->in.v[i].name.p, n->in.v[i].name.len));
	}
}

/* What jansson gives up at, and we need not. */
static bool
is_theirs(const json_error_t *e)
{
	switch (json_error_code(e)) {
	case json_error_numeric_overflow:
	case json_error_null_character:
	case json_error_null_byte_in_key:
	case json_error_stack_overflow:
		return true;
	case json_error_invalid_syntax:
		/* "invalid Unicode '\uD800'", "control character 0x1", and the
		 * one that has a message of its own */
		return strstr(e->text, "Unicode") != NULL ||
		       strstr(e->text, "control character") != NULL ||
		       strstr(e->text, "unexpected newline") != NULL;
	default:
		return false;
	}
}

static bool
is_blank(struct str s)
{
	size_t n = 0;

	while (n < s.len && memchr(" \t\n\r", s.p[n], 4) != NULL)
		n++;
	return n == s.len;
}

static void
run(struct arena *a, struct str text)
{
	const struct json_limits lim = { .values = 100000, .depth = DEPTH };
	struct err e = ERR_INIT;
	struct jnode *ours = NULL;
	json_error_t je;
	size_t at = 0;
	int rc = json_tree_parse(a, text, &at, &lim, JSON_PLAIN, &ours, &e);
	json_t *theirs = json_loadb(
	    text.p == NULL ? "" : text.p, text.len, JSON_DECODE_ANY, &je);
	/* What follows the value is not the reader's to judge. */
	bool more = rc == 0 && !is_blank(str_from(text, at));

	if (rc != 0)
		must(theirs == NULL || e.code == ERR_LIMIT);
	else if (theirs == NULL)
		must(more || is_theirs(&je));
	else
		check(a, ours, theirs);
	must(!more || theirs == NULL);
	json_decref(theirs);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	/* Behind a number jansson takes such a byte for the end. */
	if (size > 0 && memchr(data, 0, size) != NULL)
		return 0;
	arena_init(&a, 64 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		run(&a, utf8_scrub(&a, str_n((const char *)data, size)));
	arena_release(&a);
	return 0;
}
