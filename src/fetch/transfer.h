// SPDX-License-Identifier: ISC
#ifndef FETCH_TRANSFER_H
#define FETCH_TRANSFER_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "fetch/fetch.h"
#include "fetch/address_gate.h"
#include "fetch/headers.h"
#include "fetch/hosts.h"
#include "fetch/jar.h"
#include "web/url.h"

/*
 * One request under way: one hop after the other until an answer is no
 * redirect. The handle is used again for the next request, and with it what
 * libcurl remembers of open connections.
 */
struct transfer {
	CURL *easy;                /* owned */
	const struct request *req; /* NULL: free for the next one */
	struct host *host;         /* whose turn it takes or waits for */
	bool waiting;              /* for HOST, before the next hop */

	struct arena arena;          /* strings of all hops */
	struct url url;              /* of this hop */
	const struct access *access; /* foreign */
	struct jars *jars;           /* foreign */
	struct jar *jar;             /* of REQ, or NULL */
	bool posting;                /* this hop */
	struct str own_origin, own_host, valid_origin;
	int own_port;
	unsigned hops;
	bool temporary; /* a hop was no permanent redirect */
	struct str permanent_url;
	int64_t spent_ms; /* by the hops before this one */

	/* Of this hop */
	struct curl_slist *ask; /* owned */
	bool asked;             /* validators were sent */
	struct address_gate gate;
	struct headers headers;
	struct buf body;
	size_t dropped; /* bytes of a body that nobody reads */
	char text[CURL_ERROR_SIZE];
};

/* Make the handle. Returns 0, or -1 with E set. */
int transfer_init(struct transfer *t, struct jars *jars, struct err *e);
void transfer_release(struct transfer *t);

/* Take REQ on. Returns 0 with T->url set, or -1 with E set. */
int transfer_open(struct transfer *t, const struct request *req, struct err *e);
/* Get the handle ready for the hop to T->url. Returns 0, or -1 with E set. */
int transfer_hop(struct transfer *t, struct err *e);

enum hop_end {
	HOP_ANSWER, /* RES is set: 2xx or 304 */
	HOP_ON,     /* T->url is where to go next */
	HOP_FAILED, /* E is set; RES too when it is ERR_HTTP */
};
/* The hop ended with RC. Strings of RES live until transfer_close. */
enum hop_end transfer_end(
    struct transfer *t, CURLcode rc, struct response *res, struct err *e);
/* Forget the request. */
void transfer_close(struct transfer *t);

#endif
