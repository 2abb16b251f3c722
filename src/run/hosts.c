// SPDX-License-Identifier: ISC
#include "run/hosts.h"

/* Longer than a silent robots.txt is waited for. */
#define FORGET_S (90LL * 86400)

static bool
can_read(const struct host_store *h)
{
	return h->store != NULL && h->failed->code == ERR_NONE;
}

static bool
can_write(struct host_store *h)
{
	if (!h->writes || !can_read(h))
		return false;
	h->wrote = true;
	return true;
}

/* A failure is in H->failed, where whoever called fetch looks for it. */

static void
host_get(void *ctx, struct str name, struct host_memory *out)
{
	struct host_store *h = ctx;

	if (can_read(h))
		(void)store_host_load(h->store, name, out, h->failed);
}

static void
host_put(void *ctx, struct str name, const struct host_memory *m)
{
	struct host_store *h = ctx;

	if (can_write(h))
		(void)store_host_save(h->store, name, m, h->failed);
}

static void
robots_get(
    void *ctx, struct arena *a, struct str origin, struct robots_memory *out)
{
	struct host_store *h = ctx;

	if (can_read(h))
		(void)store_robots_load(h->store, a, origin, out, h->failed);
}

static void
robots_put(void *ctx, struct str origin, const struct robots_memory *m)
{
	struct host_store *h = ctx;

	if (can_write(h))
		(void)store_robots_save(h->store, origin, m, h->now, h->failed);
}

struct fetch_memory
host_store_memory(struct host_store *h)
{
	return (struct fetch_memory){ h, host_get, host_put, robots_get,
		robots_put };
}

int
host_store_prune(const struct host_store *h, struct err *e)
{
	return h->wrote ? store_hosts_prune(h->store, h->now, FORGET_S, e) : 0;
}
