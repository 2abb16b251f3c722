// SPDX-License-Identifier: ISC
#ifndef PUBLISH_ZIP_H
#define PUBLISH_ZIP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/str.h"
#include "publish/temp.h"

/*
 * The compressed copy NAME.gz beside the file NAME, for web servers that send
 * it as it stands (gzip_static of nginx, precompressed of Caddy). Its header
 * (RFC 1952, 2.3) has no time and no name, so equal bytes give an equal copy,
 * and the comment "coranto": a copy that somebody else made is left alone.
 *
 * The functions return 0, or -1 with errno.
 */

/* How much work compressing is worth: what is read often is made small. */
enum zip_level { ZIP_STORED = 0, ZIP_FAST = 1, ZIP_SMALL = 9 };

/* BYTES as one member of gzip, appended to B; what B can hold bounds it. */
int zip_bytes(struct str bytes, enum zip_level level, struct buf *b);

/* What the copy of NAME is called, in OUT of NAME_MAX + 1 bytes. */
int zip_name(char *out, const char *name);
/*
 * Write the compressed BYTES to T, which is made in DIRFD and is yet to take its
 * name, with the mtime MTIME, which is that of the file: it tells whether a copy
 * belongs to its file. On failure nothing is left of T.
 */
int zip_write(
    struct temp *t, int dirfd, struct str bytes, struct timespec mtime);
/* Is there a copy of NAME, whose mtime is MTIME, that zip_write made? */
bool zip_fits(int dirfd, const char *name, struct timespec mtime);
/* Is there a copy of that mtime, whoever made it? It is not read. */
bool zip_has_time(int dirfd, const char *name, struct timespec mtime);
/* How the copy of NAME stands, mixed into H: see publish/stamp.h. */
uint64_t zip_stamp(int dirfd, const char *name, uint64_t h);
/* Is ZIPPED, which ends in .gz, a copy that zip_write made? */
bool zip_is_ours(int dirfd, const char *zipped);
/* Is there a copy of NAME that zip_write made, whatever it belongs to? */
bool zip_exists(int dirfd, const char *name);
/* Remove the copy of NAME, if there is one that zip_write made. */
int zip_remove(int dirfd, const char *name);

#endif
