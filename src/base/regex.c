// SPDX-License-Identifier: ISC
#include "base/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/mem.h"
#include "base/utf8.h"

/* Bytes that a repeated character passes for one step. */
#define STEP_BYTES 64

/* What the searches have left. */
struct budget {
	size_t steps;
	size_t at; /* where the last step was in the text */
};

struct regex {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *match;
	struct budget *budget;
};

/*
 * PCRE2's own limit counts anew at each place where a match may begin, and not
 * at all what "a*" runs over: a pattern that looks at all of a text from each
 * of its places takes hours. So each item of a pattern calls back here.
 */
static int
regex_step(pcre2_callout_block *block, void *arg)
{
	struct budget *b = arg;
	size_t at = block->current_position;
	size_t far = at > b->at ? at - b->at : b->at - at;
	size_t cost = 1 + far / STEP_BYTES;

	b->at = at;
	if (cost > b->steps) {
		b->steps = 0;
		return PCRE2_ERROR_MATCHLIMIT;
	}
	b->steps -= cost;
	return 0;
}

static void
regex_free(void *arg)
{
	struct regex *r = arg;

	pcre2_code_free(r->code);
	pcre2_match_data_free(r->data);
	pcre2_match_context_free(r->match);
}

static int
parse_flags(struct str flags, uint32_t *options, struct err *e)
{
	/* UCP: \d, \w and case follow Unicode, as the pages do. */
	*options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C |
		   PCRE2_AUTO_CALLOUT;
	for (size_t i = 0; i < flags.len; i++) {
		switch (flags.p[i]) {
		case 'i':
			*options |= PCRE2_CASELESS;
			break;
		case 'm':
			*options |= PCRE2_MULTILINE;
			break;
		case 's':
			*options |= PCRE2_DOTALL;
			break;
		case 'x':
			*options |= PCRE2_EXTENDED;
			break;
		default:
			return err_set(e, ERR_CONFIG,
			    "\"%c\" is no flag of a pattern; flags are i, m, "
			    "s and x",
			    flags.p[i]);
		}
	}
	return 0;
}

int
regex_compile(struct arena *a, struct str pattern, struct str flags,
    unsigned steps, struct regex **out, struct err *e)
{
	struct regex *r;
	uint32_t options;
	PCRE2_SIZE at;
	int code;

	if (parse_flags(flags, &options, e) != 0)
		return -1;
	r = ARENA_NEW(a, struct regex);
	arena_defer(a, regex_free, r);
	r->code = pcre2_compile(
	    (PCRE2_SPTR)pattern.p, pattern.len, options, &code, &at, NULL);
	if (r->code == NULL) {
		PCRE2_UCHAR text[200];

		if (code == PCRE2_ERROR_HEAP_FAILED)
			mem_fail();
		pcre2_get_error_message(code, text, sizeof(text));
		err_set(e, ERR_CONFIG, "the pattern does not compile: %s",
		    (const char *)text);
		e->col = (int)utf8_count(str_sub(pattern, 0, at)) + 1;
		return -1;
	}
	r->data = pcre2_match_data_create(REGEX_GROUPS, NULL);
	r->match = pcre2_match_context_create(NULL);
	if (r->data == NULL || r->match == NULL)
		mem_fail();
	r->budget = ARENA_NEW(a, struct budget);
	r->budget->steps = steps;
	pcre2_set_callout(r->match, regex_step, r->budget);
	pcre2_set_match_limit(r->match, steps);
	pcre2_set_depth_limit(r->match, steps);
	pcre2_set_heap_limit(r->match, 20000); /* KiB */
	*out = r;
	return 0;
}

size_t
regex_group(struct arena *a, const struct regex *r, struct str name)
{
	int n = pcre2_substring_number_from_name(
	    r->code, (PCRE2_SPTR)arena_cstr(a, name));

	return n > 0 ? (size_t)n : 0;
}

int
regex_search(const struct regex *r, struct str text, size_t from,
    struct regex_match *m, struct err *e)
{
	const PCRE2_SIZE *v;
	/* A search that goes on has had its text checked; checking all of it
	 * again at each step would make a replacement quadratic. */
	uint32_t options = from > 0 ? PCRE2_NO_UTF_CHECK : 0;
	int n;

	r->budget->at = from;
	n = pcre2_match(r->code, (PCRE2_SPTR)(text.len == 0 ? "" : text.p),
	    text.len, from, options, r->data, r->match);
	if (n == PCRE2_ERROR_NOMATCH)
		return 0;
	if (n == PCRE2_ERROR_NOMEMORY)
		mem_fail();
	if (n == PCRE2_ERROR_MATCHLIMIT)
		return err_set(e, ERR_LIMIT,
		    "a pattern takes too many steps on the texts of this page");
	if (n < 0) {
		PCRE2_UCHAR why[200];

		pcre2_get_error_message(n, why, sizeof(why));
		return err_set(e, ERR_LIMIT,
		    "a pattern was given up on this text: %s",
		    (const char *)why);
	}
	v = pcre2_get_ovector_pointer(r->data);
	m->n = n == 0 ? REGEX_GROUPS : (size_t)n;
	for (size_t i = 0; i < REGEX_GROUPS; i++) {
		bool set = i < m->n && v[2 * i] != PCRE2_UNSET;

		m->group[i].start = set ? v[2 * i] : STR_NONE;
		m->group[i].end = set ? v[2 * i + 1] : STR_NONE;
	}
	return 1;
}
