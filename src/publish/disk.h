// SPDX-License-Identifier: ISC
#ifndef PUBLISH_DISK_H
#define PUBLISH_DISK_H

#include <stdbool.h>

/*
 * Have the disk keep all that was written to the file system of FD, by whomever:
 * syncfs(2). It empties its cache once, and not once for each file, which takes it
 * some milliseconds. Only where that is as good as to ask for each file: ext4, XFS,
 * Btrfs, F2FS. A server behind FUSE or SMB is sent the bytes, but is not asked to
 * keep them. False, with nothing promised, elsewhere and after any failure, which
 * may be that of others' files.
 */
bool disk_sync_all(int fd);

/*
 * What disk_sync_all, which said true, has to say of FD, which was open before
 * anything was written to its file. Returns 0, or -1 with errno when bytes of it
 * could not be written: kernels before 5.8 tell that of a file alone.
 */
int disk_kept(int fd);

#endif
