// SPDX-License-Identifier: ISC
#ifndef BASE_ERR_H
#define BASE_ERR_H

/*
 * What went wrong, how far it reaches, and whether to try again: three answers
 * that only the runner turns into a log line and an exit status. A callee
 * fills the struct and returns -1; it does not print. On success it is left
 * untouched, so calls chain with ||. The source and the stage are not in it:
 * the runner knows both.
 */
enum err_code {
	ERR_NONE,
	ERR_CONFIG,   /* the configuration says something it cannot */
	ERR_NET,      /* name, connection, TLS, time-out, cut transfer */
	ERR_HTTP,     /* an answer whose status is no success */
	ERR_ROBOTS,   /* robots.txt does not allow it */
	ERR_DEFERRED, /* nothing is wrong: it was left for a later run */
	ERR_DECODE,   /* content coding or charset */
	ERR_EXTRACT,  /* the page has not what the rules ask for */
	ERR_BLOCKED,  /* the site wants proof or a login first */
	ERR_RENDER,   /* a browser would have to make the page */
	ERR_LIMIT,    /* over a ceiling of model/limits.h */
	ERR_STORE,    /* the database */
	ERR_OUTPUT,   /* the folder of the feeds */
	ERR_BUSY,     /* another run holds the lock */
	ERR_SYSTEM,   /* a system call failed */
	ERR_COMMAND,  /* a program that was to give a document did not */
	ERR_READER    /* the process that was to read a page did not */
};

/* How far a failure reaches. */
enum err_reach { REACH_ITEM, REACH_SOURCE, REACH_RUN };
/* When another try makes sense. */
enum err_retry { RETRY_SOON, RETRY_LATER, RETRY_NEVER };

struct err {
	enum err_code code;
	enum err_reach reach;
	enum err_retry retry;
	int http;         /* status, or 0 */
	int sys;          /* errno, or 0 */
	const char *file; /* foreign: path of a configuration file, or NULL */
	int line, col;    /* 1-based, 0 = unknown */
	char msg[256];    /* no newline, no final stop; any bytes */
};

#define ERR_INIT ((struct err){ .code = ERR_NONE })

/*
 * Fill E and return -1. Reach and retry come from the code: the store, the
 * output folder, the lock and the configuration concern the run and are not
 * tried again; an HTTP or network failure concerns the source and is tried
 * later. A caller that knows better sets them afterwards. A message that does
 * not fit is cut at a character.
 */
int err_set(struct err *e, enum err_code code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* The same, ending in ": " and the text of the errno SYS. */
int err_sys(struct err *e, enum err_code code, int sys, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* Put "WHERE: " before the message: says where, never rewrites what. */
int err_in(struct err *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The code as a word for logs and JSON, such as "network". */
const char *err_code_name(enum err_code code);

#endif
