// SPDX-License-Identifier: ISC
#include "store/store.h"

#include <dirent.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

/* As unixGetTempname() of SQLite names them: with 64 bits in hexadecimal digits. */
static bool
is_sqlites(const char *name)
{
	static const char prefix[] = "etilqs_";
	size_t digits;

	if (strncmp(name, prefix, sizeof(prefix) - 1) != 0)
		return false;
	name += sizeof(prefix) - 1;
	digits = strspn(name, "0123456789abcdef");
	return digits >= 1 && digits <= 16 && name[digits] == '\0';
}

/* SQLite takes the name from each file as soon as it is open; only who is killed
 * between the two leaves one. So this takes none from who is at work. */
static void
sweep(const char *dir)
{
	DIR *d = opendir(dir);
	const struct dirent *entry;

	if (d == NULL)
		return;
	while ((entry = readdir(d)) != NULL)
		if (is_sqlites(entry->d_name))
			unlinkat(dirfd(d), entry->d_name, 0);
	closedir(d);
}

void
store_temporary(const char *dir)
{
	sweep(dir);
	sqlite3_free(sqlite3_temp_directory);
	sqlite3_temp_directory = sqlite3_mprintf("%s", dir);
}
