// SPDX-License-Identifier: ISC
#ifndef PUBLISH_STAMP_H
#define PUBLISH_STAMP_H

#include <stdint.h>

/*
 * H with how the file NAME of the folder DIRFD stands mixed in: inode, size,
 * and the times of its last change of content and of anything, which nobody can
 * set back; or that there is none.
 */
uint64_t stamp_file(int dirfd, const char *name, uint64_t h);

#endif
