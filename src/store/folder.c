// SPDX-License-Identifier: ISC
#include "store/folder.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/file.h"

int
folder_make(const char *dir, struct err *e)
{
	struct stat st;
	struct err why;

	if (stat(dir, &st) == 0)
		return S_ISDIR(st.st_mode)
			   ? 0
			   : err_sys(e, ERR_STORE, ENOTDIR,
				 "the state folder %s cannot be opened", dir);
	if (dir_create(dir, &why) != 0)
		return err_sys(e, ERR_STORE, why.sys,
		    "the state folder %s cannot be made", dir);
	if (chmod(dir, 0700) != 0)
		return err_sys(e, ERR_STORE, errno, "%s", dir);
	return 0;
}
