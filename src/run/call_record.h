// SPDX-License-Identifier: ISC
#ifndef RUN_CALL_RECORD_H
#define RUN_CALL_RECORD_H

#include "base/buf.h"
#include "base/zone_book.h"
#include "run/processor.h"

/*
 * A call and what came of it as bytes, for a processor that is another
 * process: lines of JSON, and records of model/record.h.
 *
 *	zone      zone from[] offset[]: one that later calls name; any number
 *	call      call now title later whole ask{max,examples[],base}
 *	          then a source and a response; the body goes beside
 *
 *	reply     ok error{code,http,message} stage charset
 *	  page    guessed truncated data used around next
 *	          AROUND bytes as they are; then, when it is ok, items
 *	  article gave offered rule canonical next; then items, one
 *	  offers  feed offers[]{kind,url,title}
 *	  survey  truncated survey{feed,data,title,offers[],
 *	          lists[]{rules,n,examples,score,menu,why[]},
 *	          examples[]{kind,path,text}}
 *
 * `used` is true for the rules that came with the call, null when there are
 * none, else a text as of rule_set_write(), as is `rules`.
 */

/* Append it. Return 0, or -1 when it did not fit (B->over). */
int call_write_zone(struct buf *b, const struct zone_times *z);
int call_write(struct buf *b, const struct call *c);
/* C came to RC, with R or E. A is for work. */
int reply_write(struct buf *b, struct arena *a, const struct call *c, int rc,
    const struct reply *r, const struct err *e);

/*
 * Read all of BYTES, a call with BODY for its body; zones go into BOOK, which
 * lives in KEEP, all else into A. Returns 0, or -1 with E set.
 */
int call_read(struct arena *a, struct arena *keep, struct str bytes,
    struct str body, struct zone_book *book, struct call *out, struct err *e);

/*
 * Read what came of C, BYTES, which nobody vouches for: types, lengths, counts,
 * UTF-8 and addresses are checked, and an error reaches no further than a
 * source. Returns what the call did, with OUT or E in A; or -1 with E set to
 * ERR_READER, which is no error of a call, when it makes no sense. A budget that
 * is spent lands with the caller.
 */
int reply_read(struct arena *a, const struct call *c, struct str bytes,
    struct reply *out, struct err *e);

#endif
