// SPDX-License-Identifier: ISC
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/library.h"
#include "base/str.h"
#include "model/access.h"
#include "model/host.h"
#include "model/response.h"
#include "model/source.h"

/* What to ask for. All that it points to is borrowed until fetch_all
 * returns. */
struct request {
	struct str url;               /* http(s): or file:, absolute */
	const struct header *headers; /* sent to the named origin only */
	size_t nheaders;
	struct str user_agent;        /* empty: coranto/VERSION */
	struct validators validators; /* of the last good answer; or empty */
	struct str validated_url;     /* where they came from; empty: URL */
	uint32_t timeout;             /* seconds, in all; 0: the default. With
				         more than that the server may be silent
				         as long */
	uint32_t max_size;            /* bytes of the body; 0: the default */
	void *tag;                    /* the caller's */
	/* The URL that the configuration or the command line names, when it is
	 * not URL itself: its origin alone may be inside and is told
	 * secrets. */
	struct str named_url;
	const struct allow_private *allow; /* NULL: nothing */
	const struct access *access;       /* login, proxy, ...; NULL: plain */
	bool keep_cookies;         /* write cookie files that ask for it */
	uint32_t gap_ms;           /* least pause before it, see below */
	enum robots_policy robots; /* of every hop */
	int64_t due;   /* the longer ago, the sooner; seconds since the epoch */
	bool followed; /* by others to its host, most likely: see MORE */
	/* A program whose output is the document, in place of an answer: URL
	 * is but its address. NULL: none. */
	const struct program *fetch;
	/* What makes the page when the server has answered with one, which is
	 * thrown away then; validators say nothing of it. NULL: nothing. */
	const struct render *render;
	struct str id; /* of the source, for programs */
	bool plain; /* undo the content coding, and cut the body at MAX_SIZE */
};

/*
 * What is to be asked for when its turn comes, and what is known of that before:
 * where there are many, their requests would be most of what a run holds.
 */
struct wish {
	struct str url; /* of the request, and so are the next three */
	int64_t due;
	uint32_t gap_ms;
	enum robots_policy robots;
	const struct request *req; /* NULL: it is not made yet */
	void *tag;                 /* the caller's, of who is to make it */
	/* While it waits, nobody else's. */
	struct origin *origin;
	struct wish *next;
};

/*
 * Called once for each request, in the order in which they end. Either E is
 * NULL and RES holds a 2xx or 304, or E says what happened: ERR_NET, ERR_HTTP
 * (E->http is the status; RES is set too, with the beginning of the body,
 * unless it was robots.txt that was answered so),
 * ERR_LIMIT, ERR_SYSTEM (a file), ERR_COMMAND (a
 * program), ERR_CONFIG (a header that cannot be sent; it
 * reaches no further than the source). RES and E are valid during the call
 * only; RES->time is 0, for the caller's clock to set; RES->fresh_for is set.
 *
 * Two codes say that nothing was asked, or not the last hop: ERR_ROBOTS, when
 * robots.txt does not allow the page, and ERR_DEFERRED, when it was left for
 * another time. When a host asked for that, RES is set and RES->held_until
 * says until when; else it was the deadline.
 */
typedef void (*fetch_done)(void *ctx, const struct request *req,
    const struct response *res, const struct err *e);

/*
 * What outlives a run. NAME is a host, with its port when that is neither 80
 * nor 443, or a registrable domain; ORIGIN is like "https://example.org". What
 * is unknown is left as it is, zeros.
 */
struct fetch_memory {
	void *ctx;
	void (*host_get)(void *ctx, struct str name, struct host_memory *out);
	void (*host_put)(
	    void *ctx, struct str name, const struct host_memory *m);
	/* Strings into A. */
	void (*robots_get)(void *ctx, struct arena *a, struct str origin,
	    struct robots_memory *out);
	void (*robots_put)(
	    void *ctx, struct str origin, const struct robots_memory *m);
};

struct fetch_options {
	fetch_done done;
	void *ctx; /* for all functions here */
	/* Called with CTX for a wish whose turn has come: its request, borrowed
	 * until DONE or UNMAKE is called for it. NULL: it is not wanted any
	 * more. */
	const struct request *(*make)(void *ctx, const struct wish *w);
	/* Called with CTX for a request of MAKE that has to wait for robots.txt:
	 * its wish has none any more, and MAKE is called for it again. All that
	 * it points to, but its URL and the validators, stays. */
	void (*unmake)(void *ctx, const struct request *req);
	/* As DONE, of a wish that has no request. */
	void (*unmade)(void *ctx, const struct wish *w,
	    const struct response *res, const struct err *e);
	const volatile sig_atomic_t *stop; /* set by a signal; or NULL */
	/* Called with CTX again and again, several times a second: false ends
	 * all as *STOP does. NULL: nobody is asked. */
	bool (*go_on)(void *ctx);
	/* Called with CTX when answers have come, again and again until it is
	 * NULL: what is to be asked because of them. It waits for its turn like
	 * all others and is answered by DONE; until then it is borrowed, with
	 * its URL and the validators, and all else that it points to until
	 * fetch_all returns. After a stop it is not called. NULL: nothing is. */
	const struct request *(*more)(void *ctx);
	/* Called with CTX: how much work of the caller's is under way that may
	 * lead to MORE, such as answers that are still being read. What comes
	 * over the descriptors, of which at most MAX are put down, and which
	 * are waited for like those of servers, says that some of it may be
	 * done. fetch_all does not return while there is any. NULL: none. */
	size_t (*under_way)(void *ctx, struct pollfd *fds, size_t max);
	int64_t now;          /* when it begins, seconds since the epoch */
	int64_t wall_ms;      /* the same by the computer's clock, in ms */
	uint32_t concurrency; /* transfers at once; 0: LIMIT_TRANSFERS */
	uint32_t deadline;    /* seconds; 0: none */
	const struct fetch_memory *memory; /* NULL: nothing is remembered */
};

/*
 * Fetch N requests and call DONE for each.
 *
 * Politeness. All hosts of one registrable domain count as one: it has one
 * transfer at a time, and between the end of one and the start of the next
 * there are at least the GAP_MS of the next request and the Crawl-delay of its
 * robots.txt. That goes for every transfer: pages, redirects, robots.txt.
 * Domains take turns, the one that waits longest first, and so do the requests
 * of a domain; those that are due at the same time keep their order.
 *
 * What MORE brings goes to the end of the queue of its domain.
 *
 * robots.txt (RFC 9309) is asked for before the first page of an origin, unless
 * the memory has it, and obeyed for every hop of a request that has not
 * ROBOTS_IGNORE. While it cannot be read, what it said before holds, and it is
 * asked for the more rarely the longer that lasts. Was it never read, that ends
 * all requests which would ask in the same way; one with another proxy or other
 * certificates, or which may go where that one was refused, asks again for
 * itself. A host that answers 429 or 503 with Retry-After, or 429 without, is
 * not asked again before that time, in this run or a later one.
 *
 * Redirects are followed by hand, at most LIMIT_REDIRECTS, http and https
 * only, never from https to http. Every connection passes the gate
 * (address_gate.h): what leads to an inner network without being allowed is
 * ERR_NET "refused", and not a packet is sent there. Configured headers go to
 * the named origin only, validators to the very URL that they came from (RFC
 * 9110 8.8.3). A 304 that nobody asked for is ERR_HTTP. Bodies keep their
 * content coding and are whole as far as HTTP can tell, both unless PLAIN. No
 * Referer; a proxy, a login and cookies only where ACCESS has them.
 *
 * Programs (FETCH, RENDER) run in a process group each, as child.h says, in the
 * turn of the host of URL and among the transfers at once. A rendered page is
 * asked for twice: first as any other, by which robots.txt, redirects, the
 * status and the gate are minded, then by the program; for Chromium's ways see
 * chromium.h. TIMEOUT is for both.
 *
 * *STOP, set by a signal handler, or GO_ON ends all with ERR_NET "interrupted"
 * within a second. After the deadline what is under way goes on, and nothing
 * new begins. The caller has SIGPIPE ignored. Returns 0 when DONE was called
 * for all, those of MORE too, or -1 with E set when libcurl cannot be used at
 * all.
 */
int fetch_all(const struct request *req, size_t n,
    const struct fetch_options *o, struct err *e);
/* The same of N wishes, which are the function's until it returns. */
int fetch_wishes(
    struct wish *v, size_t n, const struct fetch_options *o, struct err *e);

/* The file, or folder, of the certificates that servers are judged by, as
 * libcurl was built, or NULL. */
const char *fetch_certificates(void);

/*
 * Where the file is that the file: URL U names, on this machine. Returns 0 with
 * OUT in A, or -1 when it names none.
 */
int fetch_file_path(struct arena *a, struct str url, const char **out);

/* The libraries that fetch, and those that they bring, with texts in A. */
void fetch_libraries(struct arena *a, struct libraries *out);

#endif
