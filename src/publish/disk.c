// SPDX-License-Identifier: ISC
#include "publish/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stddef.h>
#include <sys/vfs.h>
#include <unistd.h>

/* fs/xfs/libxfs/xfs_format.h; the others are in linux/magic.h. */
#define XFS_MAGIC 0x58465342

static bool
is_local(int fd)
{
	static const unsigned long magic[] = { EXT4_SUPER_MAGIC, XFS_MAGIC,
		BTRFS_SUPER_MAGIC, F2FS_SUPER_MAGIC };
	struct statfs st;

	if (fstatfs(fd, &st) != 0)
		return false;
	for (size_t i = 0; i < sizeof(magic) / sizeof(*magic); i++)
		if ((unsigned long)st.f_type == magic[i])
			return true;
	return false;
}

bool
disk_sync_all(int fd)
{
	return is_local(fd) && syncfs(fd) == 0;
}

int
disk_kept(int fd)
{
	/* It waits for what is being written, which is nothing by now. */
	if (sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WAIT_BEFORE) == 0)
		return 0;
	return errno == EIO || errno == ENOSPC || errno == EDQUOT ? -1
								  : fsync(fd);
}
