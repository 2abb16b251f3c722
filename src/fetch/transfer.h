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
#include "fetch/tunnels.h"
#include "web/url.h"

/*
 * One request under way: one hop after the other until an answer is no
 * redirect. It has a handle only while a hop is under way; what waits for its
 * turn needs none.
 */
struct transfer {
	CURL *easy;                /* foreign; NULL between hops */
	const struct request *req; /* NULL: free for the next one */
	struct host *host;         /* whose turn it takes or waits for */
	struct origin *origin;     /* of URL */
	struct origin *robots_of;  /* the request is for its robots.txt */
	struct transfer *next;     /* waiting for the same host, or free, or
				      the next whose program runs */

	struct arena arena;          /* strings of all hops */
	struct url url;              /* of this hop */
	const struct access *access; /* foreign */
	struct jars *jars;           /* foreign */
	struct jar *jar;             /* of REQ, or NULL */
	bool jar_opened;
	bool posting; /* this hop */
	struct str own_origin, own_host, valid_url;
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
	bool cut;       /* a PLAIN body was longer than it may be */
	bool broken;    /* the answer ended so that it says nothing */
	bool own_fault; /* it was not sent, for what the source says of how */
	char text[CURL_ERROR_SIZE];

	/* Of a program, see commands.h */
	struct child *child;     /* while it runs; in ARENA */
	struct response made;    /* what is known of its document */
	struct str profile;      /* a folder to be removed; or empty */
	struct tunnels *tunnels; /* of a browser, while it runs; or NULL */
};

/* A handle with what is the same for every hop; to be freed by
 * curl_easy_cleanup. NULL with E set when libcurl gives none. */
CURL *transfer_handle(struct err *e);

/* Take REQ on. Returns 0 with T->url set, or -1 with E set. */
int transfer_open(struct transfer *t, const struct request *req,
    struct jars *jars, struct err *e);
/* Get EASY ready for the hop to T->url. Returns 0, or -1 with E set; T has it
 * either way, until transfer_leave. */
int transfer_hop(struct transfer *t, CURL *easy, struct err *e);
/* The hop is over: give the handle back, with nothing of T in it. */
CURL *transfer_leave(struct transfer *t);

enum hop_end {
	HOP_ANSWER, /* RES is set: 2xx or 304 */
	HOP_ON,     /* T->url is where to go next */
	HOP_FAILED, /* E is set; RES too when it is ERR_HTTP */
};
/* The hop ended with RC. Strings of RES live until transfer_close. */
enum hop_end transfer_end(
    struct transfer *t, CURLcode rc, struct response *res, struct err *e);
/* Seconds that the request may take in all, and what is left in ms. */
uint32_t transfer_timeout(const struct transfer *t);
int64_t transfer_time_left(const struct transfer *t);
/* Forget the request. */
void transfer_close(struct transfer *t);

#endif
