// SPDX-License-Identifier: ISC
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Read the regular file PATH (relative to the folder DIRFD, or AT_FDCWD) whole
 * into B, up to its limit. Returns 0, or -1 with E set: ERR_SYSTEM with
 * E->sys; ERR_LIMIT when it is larger; ERR_SYSTEM with EISDIR or EINVAL when
 * it is no regular file, which is never opened for reading (a FIFO would
 * block).
 */
int file_read(int dirfd, const char *path, struct buf *b, struct err *e);

/* The same of what FD gives until its end, whatever it is; it is left open. NAME
 * is for messages. */
int fd_read_all(int fd, const char *name, struct buf *b, struct err *e);

/* Write all of S to FD, however many calls it takes. 0, or -1 with errno. */
int fd_write_all(int fd, struct str s);

/*
 * Put a file of BYTES that only its owner reads (mode 0600) in the place of
 * PATH, which is as it was or new at every moment, also after a crash. Returns
 * 0, or -1 with E set (ERR_SYSTEM).
 */
int file_replace_private(
    struct arena *a, const char *path, struct str bytes, struct err *e);

/*
 * The same for a file of the user's: a symbolic link stays one and the file it
 * leads to is replaced, which keeps its mode, owner and group; where they
 * cannot be kept nothing is changed. A new file has the mode 0666 less the
 * umask. Returns 0, or -1 with E set (ERR_SYSTEM).
 */
int file_replace(
    struct arena *a, const char *path, struct str bytes, struct err *e);

/* "DIR/NAME", or NAME when it is absolute or DIR is empty or ".". */
struct str path_join(struct arena *a, struct str dir, struct str name);
/* The folder of PATH, as dirname(3); "." when it has none. */
struct str path_dir(struct arena *a, struct str path);
/* The part after the last slash. */
struct str path_base(struct str path);

/* Create the folder PATH and its parents, mode 0777 less the umask. */
int dir_create(const char *path, struct err *e);

#endif
