// SPDX-License-Identifier: ISC
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/library.h"
#include "base/str.h"
#include "model/access.h"
#include "model/kept.h"
#include "model/merged.h"
#include "model/source.h"

/* One thing wrong with the configuration. */
enum diagnostic_level { DIAGNOSTIC_ERROR, DIAGNOSTIC_WARNING };
struct diagnostic {
	enum diagnostic_level level;
	struct place place;
	struct str message;    /* one line, a whole thought, no final stop */
	struct str suggestion; /* what to write instead; or empty */
	struct str line;       /* the line of the file; or empty */
};
struct diagnostics {
	struct diagnostic *v;
	size_t n;
	size_t errors; /* those of level ERROR */
};

enum format { FORMAT_RSS = 1, FORMAT_ATOM = 2, FORMAT_JSON = 4 };

/* A whole configuration, includes and all. */
struct config {
	struct str path; /* of the main file, as given */
	struct str dir;  /* its folder */
	uint64_t digest; /* of the bytes of all its files, and of what it has
			    from the environment */
	struct str output,
	    state;            /* folders; made absolute or relative to cwd */
	struct str base_url;  /* ends in "/"; or empty */
	struct str metrics;   /* file for Prometheus; or empty */
	struct str contact;   /* for the User-Agent; or empty */
	unsigned formats;     /* of enum format */
	struct str hub;       /* of all feeds that name no other; or empty */
	bool gzip;            /* a compressed copy beside each file */
	uint32_t concurrency; /* transfers at once */
	uint32_t memory;      /* bytes for each process that reads pages */
	uint32_t deadline;    /* seconds after which a run begins no more; 0:
				 none */
	struct kept_limits kept;
	uint32_t articles; /* pages of entries that a run reads */
	struct allow_private allow_private;
	struct sources sources;
	struct merged_feeds merged;
	const char *const *watched; /* glob(7) patterns of the files it is in */
	size_t nwatched;
};

/* Value of the environment variable NAME, or NULL. A parameter for tests. */
typedef const char *(*config_getenv)(const char *name);

/*
 * Read PATH and all it includes. All mistakes are collected in DIAG, at most
 * LIMIT_DIAGNOSTICS errors a file and a last one that says there are more;
 * they are ordered by file, line and column. Everything lives in A. Returns 0
 * when there was no error (there may be warnings), or -1: then only what C has
 * for config_signature is to be used.
 * Reads files, writes none, and does not go to the network.
 */
int config_load(struct arena *a, const char *path, config_getenv env,
    struct config *c, struct diagnostics *diag);

/*
 * A number that is another one when a file of C was edited, replaced, removed
 * or, where `include` has a pattern, added: names, sizes and times, not bytes.
 */
uint64_t config_signature(const struct config *c);

/*
 * A configuration of one source, for `test URL` and for a page without
 * configuration: the defaults of the table and nothing else.
 */
int config_for_url(struct arena *a, struct str url, struct source *out,
    struct diagnostics *diag);

/* The diagnostic as a compiler writes it: place, message, the line, a caret,
 * the suggestion. COLOUR: with escapes for a terminal. */
int diagnostic_write(struct buf *b, const struct diagnostic *d, bool colour);
/* {"errors":[{"file","line","column","message","suggestion"}]} and a newline,
 * warnings under "warnings" in the same shape. */
int diagnostics_write_json(struct buf *b, const struct diagnostics *d);

/* contrib/coranto.schema.json and the key lists of coranto.yaml(5), both from
 * the one table of keys (config/keys.c). */
int config_write_schema(struct buf *b);
int config_write_manual(struct buf *b);

/* The source as YAML that config_load reads back to the same source: an entry
 * of `sources:`, indented by two, a key a line. Keys that have their default
 * are left out; what came from the environment is in it. */
int config_write_source(struct buf *b, const struct source *s);

/* True when both have one id and are written alike. A is for work. */
bool config_source_equal(
    struct arena *a, const struct source *x, const struct source *y);

/* ID, or the first of ID-2, ID-3 ... that no feed of C and no file of the
 * program has. */
struct str config_free_id(
    struct arena *a, const struct config *c, struct str id);

/* A configuration file with one source more than it has. */
struct addition {
	const char *path;
	bool created;                /* there is no such file yet */
	struct str bytes;            /* what the file is to hold */
	struct config config;        /* how that loads ... */
	const struct source *source; /* ... and the new source of it: what S
					says, and what the file says for all */
};

/*
 * Put S, as config_write_source writes it, at the end of `sources` in the file
 * PATH, or in a new file of that name. Comments, order, indentation and line
 * ends stay; see config/insert.h for what is changed. Nothing is written yet.
 *
 * Returns 0 with OUT in A when the file then loads with just this one source
 * more, all others equal, and nothing else in it is read as something else.
 * Returns -1 with E set when not, and DIAG when the file has mistakes:
 *   ERR_CONFIG  lines cannot be put there, or mean something else there
 *   ERR_SYSTEM, ERR_LIMIT  the file cannot be read
 */
int config_add(struct arena *a, const char *path, config_getenv env,
    const struct source *s, struct addition *out, struct diagnostics *diag,
    struct err *e);
/* Write it: the file is as it was or as it shall be at every moment, see
 * file_replace(); the folder of a new one is made. Returns 0, or -1 with E. */
int config_add_write(
    struct arena *a, const struct addition *add, struct err *e);

/* What changes FROM into TO: each key of an entry of `sources:` that TO has
 * another value for, a line each, indented by four, and a comment for each that it
 * is to be without. */
int config_write_changes(
    struct buf *b, const struct source *from, const struct source *to);

/* How often, as `every` has it: "30m", "auto". */
struct str config_every(struct arena *a, const struct every *e);

/* SHA-256, in hex, over what decides how a page of S is read: when it changes,
 * stored validators no longer count. */
struct str config_source_hash(struct arena *a, const struct source *s);

/* The library that reads YAML. */
void config_libraries(struct libraries *out);

#endif
