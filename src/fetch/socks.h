// SPDX-License-Identifier: ISC
#ifndef FETCH_SOCKS_H
#define FETCH_SOCKS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/access.h"

/*
 * What a browser says to a SOCKS 5 proxy (RFC 1928) before its bytes are
 * passed on: a greeting, then whom it wants. All of it is foreign. Both readers
 * return
 *
 *	SOCKS_DONE	it is whole, and *USED bytes long
 *	SOCKS_MORE	so far it may become one
 *	SOCKS_BAD	it is none, or asks for what nobody here does
 */
enum socks_end { SOCKS_DONE, SOCKS_MORE, SOCKS_BAD };

/* RFC 1928 3. Who offers no way without a login is SOCKS_BAD. */
enum socks_end socks_greeting(struct str in, size_t *used);

/*
 * RFC 1928 4: to whom it wants to be connected, in A, as a host in a URL
 * is written ("[::1]"); a name as it came, with whatever bytes. Another command
 * than CONNECT is SOCKS_BAD, with *CODE for the reply.
 */
enum socks_code {
	SOCKS_GRANTED = 0,
	SOCKS_FAILURE = 1,
	SOCKS_NOT_ALLOWED = 2,
	SOCKS_UNREACHABLE = 4,
	SOCKS_NO_COMMAND = 7,
	SOCKS_NO_ADDRESS_TYPE = 8
};
enum socks_end socks_request(struct arena *a, struct str in, size_t *used,
    struct endpoint *to, enum socks_code *code);

/* The answers, RFC 1928 3 and 6. The address in a reply means nothing to who
 * asked for CONNECT: zeros. */
#define SOCKS_WELCOME STR("\5\0")
#define SOCKS_REPLY_SIZE 10
void socks_reply(char out[SOCKS_REPLY_SIZE], enum socks_code code);

#endif
