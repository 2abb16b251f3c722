// SPDX-License-Identifier: ISC
#ifndef WEB_COOKIE_FILE_H
#define WEB_COOKIE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* One cookie as a file of Netscape's format holds it. */
struct cookie {
	struct str domain; /* with or without a leading dot */
	bool subdomains, secure, http_only;
	struct str path;
	int64_t expires; /* seconds since the epoch; 0: with the session */
	struct str name, value;
};

/* What is wrong with a file, and in which line of it, from 1 on. */
struct cookie_fault {
	int line;
	const char *what; /* a whole thought, no final stop */
};

/*
 * Read BYTES, a file as curl, wget, yt-dlp and the add-ons of browsers write
 * it: seven fields a line with tabs between them, of which the last may be
 * missing when it is empty; comments begin with "#", but for "#HttpOnly_"
 * before a domain. At most MAX cookies.
 *
 * Returns 0 with *V, N of them, in A (their strings refer to BYTES), or -1
 * with FAULT set; nothing is skipped in silence. Pure; safe on any bytes.
 * Source: Netscape's "Persistent Client State", cookies.txt; RFC 6265 4.1.1
 * for what names and values hold.
 */
int cookie_file_parse(struct arena *a, struct str bytes, size_t max,
    struct cookie **v, size_t *n, struct cookie_fault *fault);

/* C as one line of such a file, without line end. */
struct str cookie_file_line(struct arena *a, const struct cookie *c);

/* True when TEXT is what a Cookie header may hold: pairs name=value with "; "
 * between them (RFC 6265 4.2.1), in the loose way of browsers. */
bool cookie_text_valid(struct str text);

#endif
