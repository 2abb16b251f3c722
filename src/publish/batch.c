// SPDX-License-Identifier: ISC
#include "publish/batch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/mem.h"
#include "model/limits.h"
#include "publish/disk.h"

/* Of the descriptors that a process may have: others want some, too. */
#define SHARE 8
#define AT_ONCE 2 /* a file and its copy */

void
batch_init(struct batch *b)
{
	struct rlimit files;
	size_t max = LIMIT_WAITING;

	if (getrlimit(RLIMIT_NOFILE, &files) == 0 &&
	    files.rlim_cur / SHARE < max)
		max = (size_t)files.rlim_cur / SHARE;
	*b = (struct batch){ .max = max < AT_ONCE ? AT_ONCE : max };
}

/* Nothing waits any more: the first DONE have their names. */
static void
empty(struct batch *b, size_t done)
{
	for (size_t i = done; i < b->n; i++)
		temp_drop(&b->v[i].temp);
	b->named += (uint32_t)done;
	b->n = 0;
	b->bytes = 0;
}

void
batch_release(struct batch *b)
{
	empty(b, 0);
	free(b->v);
	b->v = NULL;
}

void
batch_add(struct batch *b, const struct temp *t, const char *name, size_t len)
{
	struct waiting *w;

	if (b->v == NULL)
		b->v = mem_alloc(b->max, sizeof(*b->v));
	w = &b->v[b->n++];
	w->temp = *t;
	memccpy(w->name, name, '\0', sizeof(w->name));
	b->bytes += len;
	b->taken++;
}

bool
batch_full(const struct batch *b)
{
	return b->n + AT_ONCE > b->max || b->bytes > LIMIT_WAITING_BYTES;
}

const char *
batch_place(const struct batch *b, const char *name)
{
	for (size_t i = 0; i < b->n; i++)
		if (strcmp(b->v[i].name, name) == 0)
			return b->v[i].temp.name;
	return name;
}

bool
batch_has(const struct batch *b, const char *name)
{
	return batch_place(b, name) != name;
}

/* How many of the first the disk keeps; errno tells of the next. */
static size_t
sync_all(const struct batch *b)
{
	bool all = b->n >= LIMIT_SYNCED_ALONE && disk_sync_all(b->v[0].temp.fd);
	size_t n = 0;

	while (n < b->n && (all ? disk_kept(b->v[n].temp.fd)
				: temp_sync(&b->v[n].temp)) == 0)
		n++;
	return n;
}

int
batch_name(struct batch *b, const char **failed)
{
	size_t synced = sync_all(b), named = 0;
	int why = 0;

	if (synced < b->n)
		why = errno;
	while (named < synced &&
	       temp_rename(&b->v[named].temp, b->v[named].name) == 0)
		named++;
	if (named < synced)
		why = errno;
	if (why != 0)
		*failed = b->v[named].name;
	empty(b, named);
	errno = why;
	return why == 0 ? 0 : -1;
}
