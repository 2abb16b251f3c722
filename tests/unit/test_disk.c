// SPDX-License-Identifier: ISC
// Having the disk keep what was written, all in one go.
#include "publish/disk.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "tmp_dir.h"

/* What is no disk is not asked, nor is what cannot tell. */
static void
test_no_disk(void **state)
{
	int proc = open("/proc/self/status", O_RDONLY | O_CLOEXEC);

	(void)state;
	assert_true(proc >= 0);
	assert_false(disk_sync_all(proc));
	assert_int_equal(close(proc), 0);
	assert_false(disk_sync_all(proc));
	assert_int_equal(disk_kept(proc), -1);
	assert_int_equal(errno, EBADF);
}

static void
test_kept(void **state)
{
	int fd = open("a", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	struct statfs st;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "a", 1), 1);
	assert_int_equal(fstatfs(fd, &st), 0);
	if (st.f_type == EXT4_SUPER_MAGIC)
		assert_true(disk_sync_all(fd));
	if (st.f_type == TMPFS_MAGIC)
		assert_false(disk_sync_all(fd));
	assert_int_equal(disk_kept(fd), 0);
	assert_int_equal(close(fd), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_disk),
		cmocka_unit_test_setup_teardown(
		    test_kept, tmp_dir_setup, tmp_dir_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
