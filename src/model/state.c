// SPDX-License-Identifier: ISC
#include "model/state.h"

static const char *const names[STATE_COUNT] = {
	[STATE_NEW] = "new",
	[STATE_OK] = "ok",
	[STATE_NOT_MODIFIED] = "not modified",
	[STATE_MOVED] = "moved",
	[STATE_STALE] = "stale",
	[STATE_HELD] = "held back",
	[STATE_NO_MATCHES] = "no matches",
	[STATE_ALL_DROPPED] = "all dropped",
	[STATE_BLOCKED] = "blocked",
	[STATE_NEEDS_RENDERING] = "needs rendering",
	[STATE_HTTP_ERROR] = "http error",
	[STATE_NETWORK_ERROR] = "network error",
	[STATE_FILE_ERROR] = "file error",
	[STATE_DECODE_ERROR] = "decode error",
	[STATE_LIMIT] = "over a limit",
	[STATE_GONE] = "gone",
};

const char *
state_name(enum source_state s)
{
	return names[s];
}

enum source_state
state_find(struct str name)
{
	int s = 0;

	while (s < STATE_COUNT && !str_eq(name, str_c(names[s])))
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
