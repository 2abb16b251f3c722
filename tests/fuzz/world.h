// SPDX-License-Identifier: ISC
#ifndef TESTS_FUZZ_WORLD_H
#define TESTS_FUZZ_WORLD_H

#include <ftw.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/load.h"
#include "model/limits.h"
#include "must.h"
#include "store/store.h"

/*
 * What all inputs of a target share: a configuration and a store. Made at the
 * first input, and left as it was by each of them: what they store is rolled
 * back.
 */
static struct {
	char dir[64];
	struct arena a;
	struct config config;
	struct store *store;
} world;

/* Nothing that is fuzzed may ask for one. */
int
socket(int domain, int type, int protocol)
{
	(void)domain;
	(void)type;
	(void)protocol;
	must(!"a socket");
	return -1;
}

static inline int
world_remove(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static inline void
world_end(void)
{
	store_close(world.store);
	(void)nftw(world.dir, world_remove, 8, FTW_DEPTH | FTW_PHYS);
	arena_release(&world.a);
}

static inline const char *
world_env(const char *name)
{
	(void)name;
	return NULL;
}

/* By the configuration YAML. */
static inline void
world_begin(const char *yaml)
{
	struct diagnostics d;
	struct err e = ERR_INIT;

	if (world.store != NULL)
		return;
	arena_init(&world.a, LIMIT_ARENA);
	must(config_read(&world.a, "fuzz.yaml", str_c(yaml), world_env, false,
		 &world.config, &d) == 0);
	strcpy(world.dir, "/tmp/coranto-fuzz-XXXXXX");
	must(mkdtemp(world.dir) != NULL);
	must(store_open(world.dir, false, &world.store, &e) == 0);
	must(atexit(world_end) == 0);
}

#endif
