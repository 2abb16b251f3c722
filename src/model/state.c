// SPDX-License-Identifier: ISC
#include "model/state.h"

static const struct {
	const char *name, *help;
} states[STATE_COUNT] = {
	[STATE_NEW] = { "new", "It was never fetched" },
	[STATE_OK] = { "ok", "Its page was read and had items" },
	[STATE_NOT_MODIFIED] = { "not modified",
	    "Well: the server says that the page is as it was" },
	[STATE_MOVED] = { "moved",
	    "Well, but the URL leads to another for good, which status names" },
	[STATE_STALE] = { "stale",
	    "Well, but nothing new came for much longer than is usual" },
	[STATE_HELD] = { "held back",
	    "Well, but new items are held back as a flood, until a later page or run --accept lets them in" },
	[STATE_REPAIRED] = { "repaired",
	    "Well, but the rules broke: the list is read by others, which status shows, until the configuration has them" },
	[STATE_FIELDS_LOST] = { "fields lost",
	    "Well, but a field that most items had, such as the date, is not found any more, which status names" },
	[STATE_ARTICLES_LOST] = { "articles lost",
	    "Well, but none of the last articles could be read, or none has a field any more that most had, which status names" },
	[STATE_NO_MATCHES] = { "no matches",
	    "The rules found nothing on the page, or what they found cannot be right; the feed stays as it was" },
	[STATE_ALL_DROPPED] = { "all dropped",
	    "Items were found, but the filters or required let none through, which is no failure" },
	[STATE_BLOCKED] = { "blocked",
	    "The site asked for proof of a browser or a login, or robots.txt does not allow the page" },
	[STATE_NEEDS_RENDERING] = { "needs rendering",
	    "Scripts would have to make the page in a browser" },
	[STATE_HTTP_ERROR] = { "http error",
	    "The server answered with an error, such as 404 or 503" },
	[STATE_NETWORK_ERROR] = { "network error",
	    "There was no connection, no whole answer or one that is no HTTP, or the address is refused" },
	[STATE_FILE_ERROR] = { "file error",
	    "A file of this machine, the page or its cookies, cannot be read" },
	[STATE_COMMAND_ERROR] = { "command error",
	    "The program that gives the page, of fetch or render, failed or took too long" },
	[STATE_READER_ERROR] = { "reader error",
	    "Reading the page ended the process that it is read in, or made it talk nonsense" },
	[STATE_DECODE_ERROR] = { "decode error",
	    "The bytes cannot be unpacked or made text" },
	[STATE_LIMIT] = { "over a limit",
	    "The page was larger, or took more work, than is allowed" },
	[STATE_GONE] = { "gone",
	    "The server says 410, gone for good, and is not asked any more" },
};

const char *
state_name(enum source_state s)
{
	return states[s].name;
}

const char *
state_help(enum source_state s)
{
	return states[s].help;
}

enum source_state
state_find(struct str name)
{
	int s = 0;

	while (s < STATE_COUNT && !str_eq(name, str_c(states[s].name)))
		s++;
	return (enum source_state)s;
}

bool
state_well(enum source_state s)
{
	return s == STATE_OK || s == STATE_NOT_MODIFIED;
}

bool
state_fails(enum source_state s)
{
	switch (s) {
	case STATE_NO_MATCHES:
	case STATE_BLOCKED:
	case STATE_NEEDS_RENDERING:
	case STATE_HTTP_ERROR:
	case STATE_NETWORK_ERROR:
	case STATE_FILE_ERROR:
	case STATE_COMMAND_ERROR:
	case STATE_READER_ERROR:
	case STATE_DECODE_ERROR:
	case STATE_LIMIT:
	case STATE_GONE:
		return true;
	default:
		return false;
	}
}

static const char *const reasons[DUE_COUNT] = {
	[DUE_RHYTHM] = "rhythm",
	[DUE_BACKOFF] = "back-off",
	[DUE_RETRY_AFTER] = "retry-after",
	[DUE_FRESH] = "fresh",
	[DUE_HOURS] = "hours",
	[DUE_SPREAD] = "spread",
	[DUE_HELD] = "held",
	[DUE_ROBOTS] = "robots",
	[DUE_EDITED] = "edited",
};

const char *
due_reason_name(enum due_reason why)
{
	return reasons[why];
}

enum due_reason
due_reason_find(struct str name)
{
	int why = 0;

	while (why < DUE_COUNT && !str_eq(name, str_c(reasons[why])))
		why++;
	return (enum due_reason)why;
}

struct memory
memory_new(void)
{
	return (struct memory){
		.state = STATE_NEW,
		.message = STR_NULL,
		.turn = STR_NULL,
		.title = STR_NULL,
		.language = STR_NULL,
		.config_hash = STR_NULL,
		.url = STR_NULL,
		.validators = { STR_NULL, STR_NULL },
		.validated_url = STR_NULL,
		.body_hash = STR_NULL,
		.moved = { .to = STR_NULL },
		.own_feed = { .url = STR_NULL },
	};
}

struct memory
memory_copy(struct arena *a, const struct memory *m)
{
	struct memory own = *m;
	struct str *const text[] = { &own.message, &own.turn, &own.title,
		&own.language, &own.config_hash, &own.url, &own.validators.etag,
		&own.validators.last_modified, &own.validated_url,
		&own.body_hash, &own.moved.to, &own.own_feed.url };

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		*text[i] =
		    str_empty(*text[i]) ? STR_NULL : arena_str(a, *text[i]);
	return own;
}
