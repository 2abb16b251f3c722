// SPDX-License-Identifier: ISC
#include "run/recover.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/civil.h"
#include "base/file.h"
#include "base/log.h"
#include "model/limits.h"
#include "run/beside.h"
#include "run/feeds.h"
#include "run/kept.h"
#include "store/store.h"

/* The folder beside the database in which the new one is made. */
#define NEW_FOLDER "recovering"

struct recovery {
	bool of_backup;
	const struct processor *processor;
	const struct config *config;
	struct arena *keep;
	struct arena work; /* reset after each file */
	struct store *store;
	int64_t now;
	struct recovered *out;
};

/* SRC as if its page were the feed of ours in FILE: no rule, nothing dropped. */
static struct source
as_feed(const struct source *src, struct str file)
{
	return (struct source){ SOURCE_PARTS(bare_parts), .id = src->id,
		.url = file, .shown = file, .limit = LIMIT_ITEMS,
		.keep = src->keep, .max_size = LIMIT_BODY_MAX,
		.zone_given = true };
}

/* The id that an entry carries; or empty. */
static struct str
id_of(const struct item *it)
{
	const struct raw_field *f = &it->raw->field[FIELD_GUID];

	return f->n == 0 ? STR_NULL : str_trim(f->v[0].value);
}

static int
restore_item(struct recovery *r, const struct source *src,
    const struct item *it, uint32_t document, bool *any, struct err *e)
{
	struct item known = *it;
	bool fresh;

	known.guid = id_of(it);
	/* An id of ours is "tag:HOST,2026:HEX": identity_guid(). */
	if (!str_starts(known.guid, STR("tag:")) ||
	    it->published.precision == PRECISION_NONE)
		return 0;
	known.published.raw = known.updated.raw = STR_NULL;
	if (store_restore(
		r->store, &r->work, src->id, &known, r->now, &fresh, e) != 0)
		return -1;
	if (fresh) {
		r->out->items++;
		*any = true;
	}
	if (document == 0 || !fresh)
		return 0;
	return store_archive_note(r->store, src->id, &known, 1, e) != 0 ||
		       store_archive_put(
			   r->store, src->id, known.guid, document, e) != 0
		   ? -1
		   : 0;
}

/* What became of a file: what cannot be read is no end of an archive. */
struct found {
	bool there, read;
};

/* Told, and counted. */
static void
note_unreadable(struct recovery *r, struct str path, const struct err *why)
{
	log_line(LOG_WARN, "%.*s: %s", STR_ARG(path), why->msg);
	r->out->unreadable++;
}

/* The items of the feed file NAME. One that is not there, or no feed, has none;
 * FOUND tells. */
static int
restore_file(struct recovery *r, const struct source *src, struct str name,
    uint32_t document, struct found *found, bool *any, struct err *e)
{
	struct str path = path_join(&r->work, r->config->output, name);
	struct source feed =
	    as_feed(src, arena_printf(&r->work, "file:///%.*s", STR_ARG(name)));
	struct response res = { .status = 200, .url = feed.url };
	struct page page;
	struct err why = ERR_INIT;
	struct buf b;
	int rc = 0;

	buf_init(&b, LIMIT_BODY_MAX);
	if (file_read(AT_FDCWD, arena_cstr(&r->work, path), &b, &why) != 0) {
		if (why.sys != ENOENT) {
			found->there = true;
			note_unreadable(r, path, &why);
		}
		goto out;
	}
	found->there = true;
	res.body = buf_str(&b);
	if (processor_page(r->processor, &r->work, &feed, &res, r->now, &page,
		&why) != 0 ||
	    (str_empty(page.items.feed) &&
		err_set(&why, ERR_EXTRACT, "it is no feed") != 0)) {
		note_unreadable(r, path, &why);
		goto out;
	}
	found->read = true;
	for (size_t i = 0; i < page.items.n && rc == 0; i++)
		rc = restore_item(r, src, &page.items.v[i], document, any, e);
out:
	buf_release(&b);
	arena_reset(&r->work);
	return rc;
}

/* The same of a document in the first format that can be read: 0 is the feed
 * itself, the others are its archive. */
static int
restore_document(struct recovery *r, const struct source *src,
    uint32_t document, struct found *found, bool *any, struct err *e)
{
	struct str unread = STR_NULL;
	int rc = 0;

	*found = (struct found){ false, false };
	for (size_t f = feed_formats_n; f-- > 0 && rc == 0 && !found->read;) {
		const char *suffix = feed_formats[f].suffix;
		struct str name =
		    document == 0
			? arena_printf(
			      r->keep, "%.*s%s", STR_ARG(src->id), suffix)
			: arena_printf(r->keep, "%.*s.archive-%u%s",
			      STR_ARG(src->id), (unsigned)document, suffix);

		rc = restore_file(r, src, name, document, found, any, e);
		if (found->there && !found->read)
			unread = name;
	}
	if (!found->read && !str_empty(unread))
		r->out->lost = unread.p;
	return rc;
}

/* The items of PAGE, which was read at TIME, but for those that came back
 * already, be it under other links: the store does without a date for none. */
static int
restore_shown(struct recovery *r, const struct source *src, struct page *page,
    int64_t time, struct err *e)
{
	struct beside b;
	size_t moved;

	process_guids(&r->work, src, &page->items);
	if (beside_find(&b, r->store, &r->work, src->id, &page->items, e) !=
		0 ||
	    (b.unknown > 0 && (beside_load(&b, NULL, e) != 0 ||
				  beside_rekey(&b, time, &moved, e) != 0)))
		return -1;
	for (size_t i = 0; i < page->items.n; i++) {
		struct item it = page->items.v[i];
		bool fresh;

		if (b.number[i] != 0)
			continue;
		if (it.published.precision == PRECISION_NONE ||
		    it.published.t > time) {
			it.published.t = time - (int64_t)i;
			it.published.precision = PRECISION_SECOND;
			it.published.inferred = true;
		}
		it.withheld = WITHHELD_FIRST_RUN;
		if (store_restore(r->store, &r->work, src->id, &it, r->now,
			&fresh, e) != 0)
			return -1;
		r->out->known += fresh;
	}
	return 0;
}

/* What the pages that are kept of SRC show. One that cannot be read now is told:
 * they may go at any time. */
static int
restore_pages(struct recovery *r, const struct source *src, struct err *e)
{
	struct kept *v;
	size_t n;
	int rc = 0;

	if (kept_list(r->keep, r->config->state, src->id, &v, &n, e) != 0)
		return -1;
	for (size_t i = 0; i < n && rc == 0; i++) {
		struct response res;
		struct page page = { .doc = NULL };
		struct err why = ERR_INIT;

		if (kept_read(&r->work, r->config->state, src, &v[i], &res,
			&why) != 0 ||
		    processor_page(r->processor, &r->work, src, &res, v[i].time,
			&page, &why) != 0 ||
		    page_judge(src, &page, &why) != 0)
			log_line(LOG_WARN, "%.*s: kept page %s: %s",
			    STR_ARG(src->id), v[i].name, why.msg);
		else
			rc = restore_shown(r, src, &page, v[i].time, e);
		arena_reset(&r->work);
	}
	return rc;
}

/* An item stands in one of the documents: the feed comes last, as it may hold
 * some of the newest one while that is being written. */
static int
restore_source(struct recovery *r, const struct source *src, struct err *e)
{
	struct found found = { .there = true };
	bool any = false;

	for (uint32_t n = 1; found.there; n++)
		if (restore_document(r, src, n, &found, &any, e) != 0)
			return -1;
	if (restore_document(r, src, 0, &found, &any, e) != 0)
		return -1;
	r->out->sources += any;
	return any || r->of_backup ? restore_pages(r, src, e) : 0;
}

static int
restore_all(struct recovery *r, struct err *e)
{
	const struct sources *all = &r->config->sources;
	int rc = 0;

	if (store_begin(r->store, e) != 0)
		return -1;
	for (size_t i = 0; i < all->n && rc == 0; i++)
		rc = restore_source(r, &all->v[i], e);
	return rc == 0 ? store_commit(r->store, e) : -1;
}

/* What a recovery that was killed has left. */
static void
clear(struct arena *a, const char *folder)
{
	static const char *const names[] = { "coranto.db", "coranto.db-wal",
		"coranto.db-shm", "coranto.db-journal", "lock" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		(void)unlink(arena_printf(a, "%s/%s", folder, names[i]).p);
	(void)rmdir(folder);
}

/* Fill the new database in FOLDER. The file is all of it then. */
static int
fill(struct recovery *r, const char *folder, struct err *e)
{
	int rc;

	if (store_open(folder, false, &r->store, e) != 0)
		return -1;
	rc = restore_all(r, e);
	if (rc == 0)
		rc = store_settle(r->store, e);
	store_close(r->store);
	return rc;
}

/* The new database in FOLDER, closed. Its lock tells the store what the file
 * system can do, as that of any state folder. */
static int
make(struct recovery *r, const char *folder, const char *backup, struct err *e)
{
	int lock, rc;

	r->of_backup = backup != NULL;
	if (backup != NULL && store_import(r->keep, backup, folder, e) != 0) {
		/* It is not the one that could be made anew. */
		if (e->sys == EUCLEAN) {
			e->sys = 0;
			err_in(e, "the backup");
		}
		return -1;
	}
	lock = store_lock(folder, 0, e);
	if (lock < 0)
		return -1;
	rc = fill(r, folder, e);
	close(lock);
	return rc;
}

/* Make the new database, and put it where it belongs. */
static int
renew(struct recovery *r, const char *backup, bool all, struct err *e)
{
	struct arena *a = r->keep;
	const char *dir = arena_cstr(a, r->config->state);
	const char *folder = arena_printf(a, "%s/" NEW_FOLDER, dir).p;
	struct civil c;
	int rc;

	clear(a, folder);
	rc = make(r, folder, backup, e);
	if (rc == 0 && all && r->out->lost != NULL)
		rc = err_set(e, ERR_STORE,
		    "%s: there is no database, and %.*s/%s, which tells ids "
		    "and dates, cannot be read: mend or remove it",
		    dir, STR_ARG(r->config->output), r->out->lost);
	civil_from_utc(r->now, &c);
	if (rc == 0)
		rc = store_exchange(a, dir, folder,
		    arena_printf(a, "damaged-%04d%02d%02dT%02d%02d%02dZ",
			c.year, c.month, c.day, c.hour, c.minute, c.second)
			.p,
		    &r->out->aside, e);
	clear(a, folder);
	return rc;
}

static int
recover_locked(struct recovery *r, const char *backup, struct err *e)
{
	if (store_whole(arena_cstr(r->keep, r->config->state), e) == 0) {
		r->out->whole = true;
		return 0;
	}
	/* Another program's, or a newer one's: that is no damage. */
	if (e->sys != EUCLEAN && e->sys != ENOENT)
		return -1;
	*e = ERR_INIT;
	return renew(r, backup, false, e);
}

int
recover(const struct processor *p, struct arena *a, const struct config *c,
    const char *backup, int64_t now, struct recovered *out, struct err *e)
{
	struct recovery r = {
		.processor = p, .config = c, .keep = a, .now = now, .out = out
	};
	int lock = store_lock(arena_cstr(a, c->state), 0, e), rc;

	*out = (struct recovered){ .whole = false };
	if (lock < 0)
		return -1;
	arena_init(&r.work, LIMIT_ARENA);
	rc = recover_locked(&r, backup, e);
	arena_release(&r.work);
	close(lock);
	return rc;
}

/* A file without a byte is what is left when a disk was full. */
static bool
has_database(struct arena *a, struct str state)
{
	struct stat st;

	return stat(arena_cstr(a, path_join(a, state, STR("coranto.db"))),
		   &st) == 0
		   ? st.st_size > 0
		   : errno != ENOENT;
}

static bool
has_feed(struct arena *a, const struct config *c, struct str id)
{
	for (size_t f = 0; f < feed_formats_n; f++) {
		struct str name = arena_printf(
		    a, "%.*s%s", STR_ARG(id), feed_formats[f].suffix);

		if (access(path_join(a, c->output, name).p, F_OK) == 0)
			return true;
	}
	return false;
}

static bool
has_feeds(const struct config *c)
{
	struct arena scratch;
	bool has = false;

	arena_init(&scratch, SIZE_MAX);
	for (size_t i = 0; i < c->sources.n && !has; i++) {
		has = has_feed(&scratch, c, c->sources.v[i].id);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	return has;
}

int
recover_missing(const struct processor *p, struct arena *a,
    const struct config *c, int64_t now, struct recovered *out, struct err *e)
{
	struct recovery r = {
		.processor = p, .config = c, .keep = a, .now = now, .out = out
	};
	int rc;

	*out = (struct recovered){ .whole = false };
	if (has_database(a, c->state) || !has_feeds(c))
		return 0;
	arena_init(&r.work, LIMIT_ARENA);
	rc = renew(&r, NULL, true, e);
	arena_release(&r.work);
	return rc;
}
