// SPDX-License-Identifier: ISC
#ifndef MODEL_RECORD_H
#define MODEL_RECORD_H

#include <jansson.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/library.h"
#include "base/str.h"
#include "model/item.h"
#include "model/response.h"
#include "model/source.h"

/*
 * The byte encoding of the records that cross the boundary around decode,
 * extract and normalize: JSON Lines (RFC 8259, one object a line, UTF-8), and
 * between processes packed items in place of their lines.
 *
 *	in:	one source line, one response line, and the body beside them
 *	out:	one line for each item, then one "end" line
 *
 * An absent value is null; new keys may be added, none is renamed. Item lines
 * have the keys of `coranto test --json`. What the other side has no use for
 * does not cross: request headers, which may hold secrets, stay at home.
 *
 *	source    id name url base item[] required[] only[] drop[] limit
 *	          timezone timezone_given language date_order charset max_size
 *	          max_age embedded article{remove[] and rules of fields}
 *	          pages{by,address,next[],cursor[]}
 *	          and one list of rules under the name of each field
 *	response  status url content_type content_encoding content_language
 *	          challenge cookies time
 *	item      key guid link title summary content date date_raw
 *	          date_precision outlet author categories[] image
 *	          updated_raw enclosures[]{url,type,length} language
 *	          position first_seen
 *	          digest published{t,offset,precision,inferred,how[]}
 *	          updated{...}
 *	          fields{NAME:{rule,raw,value}}, of several values the first
 *	packed    all items between two processes, in place of lines: "#", how
 *	          many, and of each its texts in the order of record_texts
 *	          (record_write.c), published, updated, position, digest, how
 *	          many categories and each, how many enclosures and each, a bit
 *	          for each field that the rules found, the rule of the date, and
 *	          of link and guid raw and value. Numbers are in base 128, the lowest digit first, the
 *	          last one below 128; those that may be below zero twice, less
 *	          one when they are. A text is its bytes after their number; a
 *	          date precision t offset inferred how, or 0. No key where it is
 *	          "l:" and the link.
 *	end       end dropped[]{title,link,why} same warnings[] rule_warnings
 *	          page_title page_language item_rule feed empty
 *	          hints{ttl,skip_hours,skip_days}
 *
 * Reading trusts nothing: types, lengths, counts and addresses are checked
 * against model/limits.h, as the writer may be a worker that a page took over.
 */

/* Append one line. Return 0, or -1 when it did not fit (B->over). */
int record_write_source(struct buf *b, const struct source *s);
int record_write_response(struct buf *b, const struct response *r);
int record_write_item(struct buf *b, const struct item *it);
/* All items and the end line. WHOLE: with what each rule found, and dates as
 * they are shown; else packed. */
int record_write_items(struct buf *b, const struct items *all, bool whole);
/* Append O, whose reference is taken, as one line; for records of others. */
int record_write_line(struct buf *b, json_t *o);

/*
 * Read one line, or for items all lines of BYTES. Return 0 with the result in
 * A, or -1 with E set: ERR_EXTRACT when it is no such record, ERR_LIMIT when
 * something in it is larger than it may be.
 */
int record_read_source(
    struct arena *a, struct str line, struct source *out, struct err *e);
int record_read_response(
    struct arena *a, struct str line, struct response *out, struct err *e);
int record_read_item(
    struct arena *a, struct str line, struct item *out, struct err *e);
int record_read_items(
    struct arena *a, struct str bytes, struct items *out, struct err *e);

/* The records as JSON values, new references, for other JSON output. */
json_t *record_item_json(const struct item *it);
json_t *record_dropped_json(const struct items *all);
json_t *record_warnings_json(const struct items *all);
/* Put S into O under KEY, and no more than MAX bytes of it. */
void record_set(json_t *o, const char *key, struct str s);
void record_set_cut(json_t *o, const char *key, struct str s, size_t max);
/* A JSON string; null when S is empty; U+FFFD for bytes that are no UTF-8. */
json_t *record_str_json(struct str s);
/*
 * W as it is shown: RFC 3339 with its offset, a bare day or month when that is
 * all the page gave, null when there is no date.
 */
json_t *record_when_json(const struct when *w);

/* The library that reads and writes JSON. */
void record_libraries(struct libraries *out);

#endif
