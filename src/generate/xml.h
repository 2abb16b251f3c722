// SPDX-License-Identifier: ISC
#ifndef GENERATE_XML_H
#define GENERATE_XML_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * The one door through which XML leaves coranto. libxml2's writer escapes what
 * markup needs escaped, but writes any other character it is given, also those
 * that no parser takes: all text passes generate/scrub.h here. Nothing is
 * written as CDATA, so there is no "]]>" to split.
 *
 * After a failure the calls do nothing; xml_end tells it.
 */
struct xml {
	struct _xmlTextWriter
	    *writer;        /* owned; NULL after a failure to start */
	struct buf *out;    /* foreign */
	struct buf scratch; /* owned; one string, scrubbed */
	bool failed;
};

/* Start a document at the end of OUT, whose limit bounds it. */
void xml_begin(struct xml *x, struct buf *out);

/* The CSS that browsers show it with, before the first element. */
void xml_style(struct xml *x, const char *href);

/* Names are ours, never from data; attributes come right after xml_open. */
void xml_open(struct xml *x, const char *name);
void xml_attr(struct xml *x, const char *name, struct str value);
void xml_text(struct xml *x, struct str text);
void xml_close(struct xml *x);
/* <NAME>TEXT</NAME>. */
void xml_element(struct xml *x, const char *name, struct str text);
/* The same, but nothing at all rather than a blank element. */
void xml_optional(struct xml *x, const char *name, struct str text);

/*
 * Close what is open, end the document and free the writer. Returns 0, or -1
 * with E set: ERR_LIMIT when OUT is full (OUT->over is set), else ERR_SYSTEM.
 */
int xml_end(struct xml *x, struct err *e);

#endif
