// SPDX-License-Identifier: ISC
#include "store/schema.h"

/* Marks the file as ours for file(1) and for us: "CRTO". */
#define APPLICATION_ID 0x4352544f

/*
 * An item's columns are of three kinds: identity and what is frozen at first
 * sight; what the page may change; and the lists, as JSON text. They are text
 * and not tables of their own, as they are read and written with the item
 * only, and nothing is searched by them.
 *
 * What a page holds is nearly always known already and unchanged. That is
 * told by `identity` alone: 40 bytes an item, those of a source together,
 * where rows of `item` are a page each, anywhere in the file.
 *
 *	hash         first 128 bits of SHA-256 of the key: shorter than a URL,
 *	             and nobody can make two alike
 *	fingerprint  of the values an edit may change, see values.h
 *	item         refers to item.n without a foreign key, which would want an
 *	             index of its own to remove an item
 */
static const char step_1[] =
    "CREATE TABLE source ("
    "  n INTEGER NOT NULL PRIMARY KEY,"
    "  id TEXT NOT NULL UNIQUE,"
    "  state TEXT NOT NULL DEFAULT 'new',"
    "  since INTEGER NOT NULL DEFAULT 0,"
    "  last_run INTEGER NOT NULL DEFAULT 0,"
    "  last_success INTEGER NOT NULL DEFAULT 0,"
    "  next_due INTEGER NOT NULL DEFAULT 0,"
    "  failures INTEGER NOT NULL DEFAULT 0,"
    "  items INTEGER NOT NULL DEFAULT 0,"
    "  fresh INTEGER NOT NULL DEFAULT 0,"
    "  message TEXT NOT NULL DEFAULT '',"
    "  title TEXT NOT NULL DEFAULT '',"
    "  language TEXT NOT NULL DEFAULT '',"
    "  config_hash TEXT NOT NULL DEFAULT '',"
    "  url TEXT NOT NULL DEFAULT '',"
    "  etag TEXT NOT NULL DEFAULT '',"
    "  last_modified TEXT NOT NULL DEFAULT '',"
    "  validated_url TEXT NOT NULL DEFAULT '',"
    "  body_hash TEXT NOT NULL DEFAULT ''"
    ") STRICT;"

    "CREATE TABLE item ("
    "  n INTEGER NOT NULL PRIMARY KEY,"
    "  source INTEGER NOT NULL REFERENCES source (n),"
    "  guid TEXT NOT NULL UNIQUE,"
    "  key TEXT NOT NULL,"
    "  first_seen INTEGER NOT NULL,"
    "  position INTEGER NOT NULL,"
    "  published INTEGER NOT NULL,"
    "  published_offset INTEGER NOT NULL,"
    "  published_precision TEXT NOT NULL,"
    "  published_inferred INTEGER NOT NULL,"
    "  published_raw TEXT NOT NULL,"
    "  updated INTEGER NOT NULL,"
    "  updated_offset INTEGER NOT NULL,"
    "  updated_precision TEXT NOT NULL,"
    "  updated_inferred INTEGER NOT NULL,"
    "  updated_raw TEXT NOT NULL,"
    "  digest INTEGER NOT NULL,"
    "  title TEXT NOT NULL,"
    "  link TEXT NOT NULL,"
    "  summary TEXT NOT NULL,"
    "  author TEXT NOT NULL,"
    "  outlet TEXT NOT NULL,"
    "  language TEXT NOT NULL,"
    "  image TEXT NOT NULL,"
    "  categories TEXT NOT NULL,"
    "  enclosures TEXT NOT NULL,"
    "  content TEXT NOT NULL"
    ") STRICT;"
    /* Feed order, so that the newest of a source are read without a sort. */
    "CREATE INDEX item_feed ON item"
    "  (source, published DESC, first_seen DESC, position);"

    "CREATE TABLE identity ("
    "  source INTEGER NOT NULL REFERENCES source (n),"
    "  hash BLOB NOT NULL CHECK (length(hash) = 16),"
    "  item INTEGER NOT NULL,"
    "  fingerprint INTEGER NOT NULL,"
    "  PRIMARY KEY (source, hash)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE transition ("
    "  n INTEGER NOT NULL PRIMARY KEY,"
    "  source INTEGER NOT NULL REFERENCES source (n),"
    "  time INTEGER NOT NULL,"
    "  from_state TEXT NOT NULL,"
    "  to_state TEXT NOT NULL,"
    "  message TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX transition_source ON transition (source);"

    "CREATE TABLE run ("
    "  n INTEGER NOT NULL PRIMARY KEY,"
    "  started INTEGER NOT NULL,"
    "  ended INTEGER NOT NULL,"
    "  sources INTEGER NOT NULL,"
    "  failed INTEGER NOT NULL,"
    "  fresh INTEGER NOT NULL"
    ") STRICT;"

    "PRAGMA application_id = 0x4352544f;"
    "PRAGMA user_version = 1;";

/*
 * What an item's values rest on, told by `explain` and used by nothing else:
 * a table of its own, so that it is not read with the items of a feed. An item
 * older than the table has no row.
 *
 *	link_found    the address as it stood in the page
 *	date_rule     the rule that found the date's text
 *	published_how, updated_how
 *	              names of the rules the dates were read by, see how_name()
 *	edited        names of the values that the last edit changed
 *	title_before  the title before that, when it was one of them
 */
static const char step_2[] =
    "CREATE TABLE evidence ("
    "  item INTEGER NOT NULL PRIMARY KEY REFERENCES item (n)"
    "    ON DELETE CASCADE,"
    "  link_found TEXT NOT NULL DEFAULT '',"
    "  date_rule TEXT NOT NULL DEFAULT '',"
    "  published_how TEXT NOT NULL DEFAULT '',"
    "  updated_how TEXT NOT NULL DEFAULT '',"
    "  edited TEXT NOT NULL DEFAULT '',"
    "  title_before TEXT NOT NULL DEFAULT ''"
    ") STRICT;"

    "PRAGMA user_version = 2;";

/* What hosts ask of their visitors. Few columns: a row is read for each host
 * of a run, and written only when the host has said something new. */
static const char step_3[] = "CREATE TABLE host ("
			     "  name TEXT NOT NULL PRIMARY KEY,"
			     "  not_before INTEGER NOT NULL,"
			     "  contact_ms INTEGER NOT NULL"
			     ") STRICT, WITHOUT ROWID;"

			     "CREATE TABLE robots ("
			     "  origin TEXT NOT NULL UNIQUE,"
			     "  saved INTEGER NOT NULL,"
			     "  expires INTEGER NOT NULL,"
			     "  answered INTEGER NOT NULL,"
			     "  silent_since INTEGER NOT NULL,"
			     "  rules TEXT NOT NULL"
			     ") STRICT;"

			     "PRAGMA user_version = 3;";
/* When a source is due and why, and what that is made of. RHYTHM is written by
 * rhythm_text.c; nothing is searched by what stands in it. */
static const char step_4[] =
    "ALTER TABLE source ADD due_reason TEXT NOT NULL DEFAULT 'rhythm';"
    "ALTER TABLE source ADD rhythm TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE source ADD feed_ttl INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE source ADD skip_hours INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE source ADD skip_days INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE source ADD moved_to TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE source ADD moved_since INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE source ADD moved_times INTEGER NOT NULL DEFAULT 0;"
    "PRAGMA user_version = 4;";

/* Merged feeds read the items of a source in the order in which they came. */
static const char step_5[] =
    "CREATE INDEX item_seen ON item"
    "  (source, first_seen DESC, published DESC, position);"
    "PRAGMA user_version = 5;";

/*
 * WITHHELD has the items that stay out of the feeds, and why; nearly always
 * there are none, so it is a table of its own. ALIAS has the keys that items
 * had before their site changed its links, to know them by those as well.
 */
static const char step_6[] =
    "CREATE TABLE withheld ("
    "  item INTEGER NOT NULL PRIMARY KEY REFERENCES item (n)"
    "    ON DELETE CASCADE,"
    "  source INTEGER NOT NULL REFERENCES source (n),"
    "  why TEXT NOT NULL,"
    "  since INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX withheld_source ON withheld (source, why, since);"

    "CREATE TABLE alias ("
    "  n INTEGER NOT NULL PRIMARY KEY,"
    "  source INTEGER NOT NULL REFERENCES source (n),"
    "  hash BLOB NOT NULL CHECK (length(hash) = 16),"
    "  item INTEGER NOT NULL REFERENCES item (n) ON DELETE CASCADE,"
    "  key TEXT NOT NULL,"
    "  moved INTEGER NOT NULL,"
    "  UNIQUE (source, hash)"
    ") STRICT;"
    "CREATE INDEX alias_item ON alias (item);"
    "PRAGMA user_version = 6;";

/*
 * Duplicates across the sources of merged feeds.
 *
 *	twin   where to look for an item's twins: the hashes of its link, its
 *	       title and a sample of its text, see model/twin.h. SLOT is a span
 *	       of days, so that what is written and looked up together lies
 *	       together, and an old span is removed as one piece; 0 holds the
 *	       links, which have no time.
 *	fold   what a merged feed has decided about an item, once: HEAD is the
 *	       item it is folded into, or itself when it is an entry
 *	apart  two items that somebody has said are not the same, the smaller
 *	       number first
 */
static const char step_7[] =
    "CREATE TABLE twin ("
    "  slot INTEGER NOT NULL,"
    "  key INTEGER NOT NULL,"
    "  item INTEGER NOT NULL,"
    "  PRIMARY KEY (slot, key, item)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE fold ("
    "  item INTEGER NOT NULL REFERENCES item (n) ON DELETE CASCADE,"
    "  feed TEXT NOT NULL,"
    "  head INTEGER NOT NULL REFERENCES item (n) ON DELETE CASCADE,"
    "  twin TEXT NOT NULL,"
    "  why TEXT NOT NULL,"
    "  decided INTEGER NOT NULL,"
    "  PRIMARY KEY (item, feed)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX fold_head ON fold (head);"

    "CREATE TABLE apart ("
    "  item INTEGER NOT NULL REFERENCES item (n) ON DELETE CASCADE,"
    "  other INTEGER NOT NULL REFERENCES item (n) ON DELETE CASCADE,"
    "  PRIMARY KEY (item, other)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX apart_other ON apart (other);"

    "PRAGMA user_version = 7;";

/*
 * The history of feeds that keep archives: each item that came to one, with
 * the number of the archive document that has it, for good; 0: none yet.
 */
static const char step_8[] =
    "CREATE TABLE archive ("
    "  feed TEXT NOT NULL,"
    "  item INTEGER NOT NULL REFERENCES item (n) ON DELETE CASCADE,"
    "  number INTEGER NOT NULL,"
    "  PRIMARY KEY (feed, item)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX archive_number ON archive (feed, number);"
    "CREATE INDEX archive_item ON archive (item);"

    "PRAGMA user_version = 8;";

/* WebSub hubs that fail, since when: that is told once. */
static const char step_9[] = "CREATE TABLE hub ("
			     "  url TEXT NOT NULL PRIMARY KEY,"
			     "  since INTEGER NOT NULL"
			     ") STRICT, WITHOUT ROWID;"

			     "PRAGMA user_version = 9;";

/*
 * The list of each source's page as it was seen last, see model/list.h: a table
 * of its own, as it is read and written only when the page has changed.
 *
 *	rules   as JSON; empty text for those of the configuration
 *	items   numbers of items, in the order of the page, with spaces
 *	have    "title 20 date 18": in how many items a field was found
 *	around  hashes of links, see run/around.h
 */
static const char step_10[] = "CREATE TABLE list ("
			      "  source INTEGER NOT NULL PRIMARY KEY"
			      "    REFERENCES source (n),"
			      "  given TEXT NOT NULL,"
			      "  rules TEXT NOT NULL,"
			      "  broke INTEGER NOT NULL,"
			      "  items TEXT NOT NULL,"
			      "  have TEXT NOT NULL,"
			      "  size INTEGER NOT NULL,"
			      "  around BLOB NOT NULL"
			      ") STRICT;"

			      "PRAGMA user_version = 10;";

/* The feed of its own that a page declares, with `prefer: feed`. */
static const char step_11[] =
    "ALTER TABLE source ADD own_feed TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE source ADD own_feed_refused INTEGER NOT NULL DEFAULT 0;"
    "PRAGMA user_version = 11;";

/*
 * The pages of a source's list, see model/pages.h; none for those of one page.
 *
 *	given  what leads from one to the next
 *	owed   pages that the next run is to read, known or not
 *	tries  runs that could not
 */
static const char step_12[] = "CREATE TABLE pages ("
			      "  source INTEGER NOT NULL PRIMARY KEY"
			      "    REFERENCES source (n),"
			      "  given TEXT NOT NULL,"
			      "  owed INTEGER NOT NULL,"
			      "  tries INTEGER NOT NULL"
			      ") STRICT;"

			      "PRAGMA user_version = 12;";

/*
 * The articles of items, see model/article.h; a row for each that is wanted.
 *
 *	due    when to ask for it; 0: not any more
 *	tries  that failed
 *	read   when it was; 0: not yet
 *	gave   names of the fields that it gave, with spaces
 */
static const char step_13[] =
    "CREATE TABLE article ("
    "  item INTEGER NOT NULL PRIMARY KEY"
    "    REFERENCES item (n) ON DELETE CASCADE,"
    "  source INTEGER NOT NULL REFERENCES source (n),"
    "  due INTEGER NOT NULL,"
    "  tries INTEGER NOT NULL DEFAULT 0,"
    "  read INTEGER NOT NULL DEFAULT 0,"
    "  gave TEXT NOT NULL DEFAULT '',"
    "  rule TEXT NOT NULL DEFAULT '',"
    "  why TEXT NOT NULL DEFAULT '',"
    "  canonical TEXT NOT NULL DEFAULT ''"
    ") STRICT;"
    "CREATE INDEX article_due ON article (source, due) WHERE due > 0;"
    "CREATE INDEX article_canonical ON article (source, canonical)"
    "  WHERE canonical <> '';"

    "PRAGMA user_version = 13;";

/*
 * What files were made of when they were made, see store_made_list(). FEED
 * begins with a slash where the files tell of several sources.
 */
static const char step_14[] = "CREATE TABLE made ("
			      "  feed TEXT NOT NULL PRIMARY KEY,"
			      "  mark INTEGER NOT NULL,"
			      "  items INTEGER NOT NULL"
			      ") STRICT, WITHOUT ROWID;"

			      "PRAGMA user_version = 14;";

/* What config_hash was worked out of, so that it need not be again. */
static const char step_15[] =
    "ALTER TABLE source ADD basis INTEGER NOT NULL DEFAULT 0;"
    "PRAGMA user_version = 15;";

/* What is read of each source with each run, and is nearly always nothing. */
static const char step_16[] =
    "CREATE INDEX withheld_flood ON withheld (source, since)"
    "  WHERE why = 'flood';"
    "CREATE INDEX list_broke ON list (source, broke) WHERE broke > 0;"
    "PRAGMA user_version = 16;";

/* What the last page gave, to know it again on one that differs elsewhere. */
static const char step_17[] =
    "ALTER TABLE source ADD list_sum INTEGER NOT NULL DEFAULT 0;"
    "PRAGMA user_version = 17;";

/*
 * In the table of twins slot -1 has the links that items have now, where these
 * are not those that they came with.
 */
static const char step_18[] =
    "CREATE INDEX twin_moved ON twin (item) WHERE slot < 0;"
    "PRAGMA user_version = 18;";

static const char *const steps[] = { step_1, step_2, step_3, step_4, step_5,
	step_6, step_7, step_8, step_9, step_10, step_11, step_12, step_13,
	step_14, step_15, step_16, step_17, step_18 };
const struct schema store_schema = { steps, sizeof(steps) / sizeof(*steps) };

/* The one integer that the constant text SQL yields. */
static int
read_int(struct store *s, const char *sql, int *out, struct err *e)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(s->db, sql, -1, &stmt, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW)
		*out = sqlite3_column_int(stmt, 0);
	else
		store_fail(s, rc, e);
	sqlite3_finalize(stmt); /* repeats what step said */
	return rc == SQLITE_ROW ? 0 : -1;
}

int
schema_version(
    struct store *s, const struct schema *sc, size_t *version, struct err *e)
{
	int id = 0, v = 0, tables = 0;

	if (read_int(s, "PRAGMA application_id", &id, e) != 0 ||
	    read_int(s, "PRAGMA user_version", &v, e) != 0 ||
	    read_int(s, "SELECT count(*) FROM sqlite_schema", &tables, e) != 0)
		return -1;
	if (id != APPLICATION_ID && (id != 0 || v != 0 || tables != 0))
		return err_set(
		    e, ERR_STORE, "%s: is another program's database", s->path);
	if (v < 0 || (size_t)v > sc->n)
		return err_set(e, ERR_STORE,
		    "%s: is of version %d, this program knows versions up to "
		    "%zu",
		    s->path, v, sc->n);
	*version = (size_t)v;
	return 0;
}

static int
execute(struct store *s, const char *sql, struct err *e)
{
	int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? 0 : store_fail(s, rc, e);
}

int
schema_upgrade(struct store *s, const struct schema *sc, struct err *e)
{
	size_t v = 0;

	if (schema_version(s, sc, &v, e) != 0)
		return -1;
	if (v == sc->n)
		return 0;
	/* Asked again inside: another process may have been faster. */
	if (execute(s, "BEGIN IMMEDIATE", e) != 0)
		return -1;
	if (schema_version(s, sc, &v, e) != 0)
		goto undo;
	for (; v < sc->n; v++)
		if (execute(s, sc->step[v], e) != 0)
			goto undo;
	if (execute(s, "COMMIT", e) == 0)
		return 0;
undo:
	/* Of no use when it fails: what is not committed is gone anyway. */
	if (!sqlite3_get_autocommit(s->db))
		(void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	return -1;
}
