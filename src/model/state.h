// SPDX-License-Identifier: ISC
#ifndef MODEL_STATE_H
#define MODEL_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "model/response.h"

/* How a source fared. The words stand in `status` and its JSON. */
enum source_state {
	STATE_NEW,             /* never fetched */
	STATE_OK,              /* items were found */
	STATE_NOT_MODIFIED,    /* 304 */
	STATE_NO_MATCHES,      /* the rules found nothing */
	STATE_ALL_DROPPED,     /* found, but filters or `required` took all */
	STATE_BLOCKED,         /* asked for proof or a login instead */
	STATE_NEEDS_RENDERING, /* a browser would have to make the page */
	STATE_HTTP_ERROR,
	STATE_NETWORK_ERROR,
	STATE_DECODE_ERROR, /* no text could be made of the bytes */
	STATE_LIMIT,        /* over a ceiling */
	STATE_GONE,         /* 410 */
	STATE_COUNT
};
const char *state_name(enum source_state s);
/* STATE_COUNT when there is none of that name. */
enum source_state state_find(struct str name);
/* True for OK and NOT_MODIFIED. */
bool state_well(enum source_state s);

/* What the store remembers of a source between runs. Times: 0 is never. */
struct memory {
	enum source_state state;
	int64_t since;        /* when STATE began */
	int64_t last_run;     /* last attempt */
	int64_t last_success; /* last OK or NOT_MODIFIED */
	int64_t next_due;
	uint32_t failures;      /* in a row */
	uint32_t items;         /* found by the last success */
	uint32_t fresh;         /* new ones among them */
	struct str message;     /* of the last failure or warning; or empty */
	struct str title;       /* of the page, at the last success */
	struct str language;    /* of the page, at the last success */
	struct str config_hash; /* of the rules at the last attempt */
	struct str url;         /* at the last attempt */
	struct validators validators;
	struct str validated_url; /* the response they came with had */
	struct str body_hash;     /* SHA-256 of the last good body, in hex */
};

#endif
