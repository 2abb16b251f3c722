// SPDX-License-Identifier: ISC
#include "store/statements.h"

/* What an edit may change, in the order of row.c. */
#define MOVING                                                                 \
	"updated, updated_offset, updated_precision, updated_inferred, "       \
	"updated_raw, digest, title, link, summary, content, author, outlet, " \
	"language, image, categories, enclosures"
/* What stays for ever, in the order of row.c. */
#define FROZEN                                                           \
	"guid, key, first_seen, position, published, published_offset, " \
	"published_precision, published_inferred, published_raw"
/* True of an item that is in the feeds. */
#define IN_FEEDS \
	"NOT EXISTS (SELECT 1 FROM withheld AS w WHERE w.item = item.n)"
/* The order of a feed, see store_items; and of the index item_feed. */
#define NEWEST_FIRST NEARLY_NEWEST_FIRST ", guid"
#define NEARLY_NEWEST_FIRST "ORDER BY published DESC, first_seen DESC, position"
#define THIS_SOURCE "source = (SELECT n FROM source WHERE id = ?)"
#define MEMORY                                                                  \
	"state, since, last_run, last_success, next_due, failures, items, "     \
	"fresh, message, title, language, config_hash, url, etag, "             \
	"last_modified, validated_url, body_hash, due_reason, rhythm, "         \
	"feed_ttl, skip_hours, skip_days, moved_to, moved_since, moved_times, " \
	"own_feed, own_feed_refused, basis, list_sum"
/* As plan_take() has them. */
#define PLAN                                                              \
	"state, since, last_run, next_due, failures, title, language, "   \
	"config_hash, url, due_reason, feed_ttl, skip_hours, skip_days, " \
	"moved_to, moved_since, moved_times, own_feed, basis"

const char *const statements[SQL_COUNT] = {
	[SQL_BEGIN_READ] = "BEGIN",
	[SQL_BEGIN_WRITE] = "BEGIN IMMEDIATE",
	[SQL_COMMIT] = "COMMIT",
	[SQL_ROLLBACK] = "ROLLBACK",
	[SQL_MARK] = "SAVEPOINT mark",
	[SQL_MARK_KEEP] = "RELEASE mark",
	[SQL_MARK_UNDO] = "ROLLBACK TO mark",

	[SQL_SOURCE_FIND] = "SELECT n, state FROM source WHERE id = ?",
	[SQL_SOURCE_ADD] = "INSERT INTO source (id) VALUES (?)",
	[SQL_SOURCE_LOAD] =
	    "SELECT " MEMORY ", "
	    "(SELECT count(*) FROM withheld AS w INDEXED BY withheld_flood "
	    "WHERE w.source = source.n AND w.why = 'flood'), "
	    "(SELECT coalesce(min(since), 0) FROM withheld AS w INDEXED BY withheld_flood "
	    "WHERE w.source = source.n AND w.why = 'flood'), "
	    "(SELECT coalesce(max(since), 0) FROM withheld AS w INDEXED BY withheld_flood "
	    "WHERE w.source = source.n AND w.why = 'flood'), "
	    "(SELECT coalesce(max(broke), 0) FROM list AS l INDEXED BY list_broke "
	    "WHERE l.source = source.n AND broke > 0) "
	    "FROM source WHERE id = ?",
	[SQL_SOURCE_AT] = "SELECT " MEMORY " FROM source WHERE n = ?",
	[SQL_SOURCE_LOAD_ALL] =
	    "SELECT n, id, " MEMORY " FROM source ORDER BY n",
	[SQL_SOURCE_PLAN_ALL] = "SELECT n, id, " PLAN " FROM source ORDER BY n",
	[SQL_SOURCE_HELD_ALL] =
	    "SELECT source, count(*), min(since), max(since) "
	    "FROM withheld INDEXED BY withheld_flood "
	    "WHERE why = 'flood' GROUP BY source ORDER BY source",
	[SQL_SOURCE_BROKE_ALL] =
	    "SELECT source, max(broke) FROM list INDEXED BY list_broke "
	    "WHERE broke > 0 GROUP BY source ORDER BY source",
	[SQL_SOURCE_SAVE] = "UPDATE source SET (" MEMORY ") = "
			    "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
			    "?,?,?,?,?,?,?,?,?,?,?,?) WHERE n = ?",

	[SQL_IDENTITY_FIND] = "SELECT item, fingerprint FROM identity "
			      "WHERE source = ? AND hash = ?",
	[SQL_IDENTITY_ADD] =
	    "INSERT INTO identity (source, hash, item, fingerprint) "
	    "VALUES (?,?,?,?)",
	[SQL_IDENTITY_SAVE] = "UPDATE identity SET fingerprint = ? "
			      "WHERE source = ? AND hash = ?",

	[SQL_ITEM_ADD] = "INSERT INTO item (source, " FROZEN ", " MOVING ") "
			 "VALUES (?,?,?,?,?,?,?,?,?,?,"
			 "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
			 "ON CONFLICT (guid) DO NOTHING",
	[SQL_ITEM_LOAD] = "SELECT " FROZEN ", " MOVING " FROM item WHERE n = ?",
	[SQL_ITEM_SAVE] = "UPDATE item SET (" MOVING ") = "
			  "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) WHERE n = ?",
	[SQL_ITEM_LIST] =
	    "SELECT " FROZEN ", " MOVING ", n, '' FROM item "
	    "WHERE " THIS_SOURCE " AND " IN_FEEDS " " NEARLY_NEWEST_FIRST,
	[SQL_ITEM_LIST_ALL] =
	    "SELECT " FROZEN ", " MOVING ", n, coalesce("
	    "(SELECT why FROM withheld AS w WHERE w.item = item.n), '') "
	    "FROM item WHERE " THIS_SOURCE " " NEARLY_NEWEST_FIRST,
	[SQL_ITEM_KEY] = "SELECT key FROM item WHERE n = ?",
	[SQL_ITEM_REKEY] = "UPDATE item SET key = ? WHERE n = ?",
	[SQL_ITEM_BATCH] =
	    "SELECT coalesce(max(size), 0) FROM (SELECT count(*) AS size "
	    "FROM item WHERE " THIS_SOURCE " AND " IN_FEEDS
	    " GROUP BY first_seen ORDER BY first_seen LIMIT -1 OFFSET 1)",
	[SQL_ITEM_SHED] =
	    "UPDATE item SET summary = '', content = '' WHERE n IN "
	    "(SELECT n FROM item WHERE source = "
	    "(SELECT n FROM source WHERE id = ?1) "
	    "ORDER BY published DESC, first_seen DESC, position "
	    "LIMIT -1 OFFSET ?2) "
	    "AND first_seen < ?3 AND (summary <> '' OR content <> '') "
	    "AND NOT EXISTS (SELECT 1 FROM archive WHERE item = item.n) "
	    "AND NOT EXISTS (SELECT 1 FROM withheld AS w "
	    "WHERE w.item = item.n AND w.why = 'flood')",
	[SQL_ITEM_REMOVE] = "DELETE FROM item WHERE " THIS_SOURCE,
	[SQL_SOURCE_IDS] = "SELECT id FROM source ORDER BY id",
	[SQL_SOURCE_REMOVE] = "DELETE FROM source WHERE id = ?",
	[SQL_IDENTITY_REMOVE] = "DELETE FROM identity WHERE " THIS_SOURCE,
	[SQL_TRANSITION_REMOVE] = "DELETE FROM transition WHERE " THIS_SOURCE,
	[SQL_LIST_REMOVE] = "DELETE FROM list WHERE " THIS_SOURCE,
	[SQL_PAGES_REMOVE] = "DELETE FROM pages WHERE " THIS_SOURCE,
	[SQL_WITHHELD_CLEAR] = "DELETE FROM withheld WHERE " THIS_SOURCE,
	[SQL_ALIAS_REMOVE] = "DELETE FROM alias WHERE " THIS_SOURCE,
	[SQL_TWIN_ORPHANS] =
	    "DELETE FROM twin WHERE item NOT IN (SELECT n FROM item)",
	[SQL_IDENTITY_MOVE] = "UPDATE identity SET hash = ? "
			      "WHERE source = ? AND hash = ?",
	[SQL_ALIAS_FIND] =
	    "SELECT item FROM alias WHERE source = ? AND hash = ?",
	[SQL_ALIAS_ADD] =
	    "INSERT OR REPLACE INTO alias (source, hash, item, key, moved) "
	    "VALUES (?,?,?,?,?)",
	[SQL_ALIAS_PRUNE] = "DELETE FROM alias WHERE item = ?1 AND n <= "
			    "(SELECT n FROM alias WHERE item = ?1 "
			    "ORDER BY n DESC LIMIT 1 OFFSET ?2)",
	[SQL_ALIAS_LIST] = "SELECT alias.key, moved FROM alias "
			   "JOIN item ON item.n = alias.item "
			   "WHERE item.guid = ? ORDER BY alias.n DESC",
	[SQL_WITHHELD_ADD] =
	    "INSERT INTO withheld (item, source, why, since) VALUES (?,?,?,?)",
	[SQL_WITHHELD_CHANGE] = "UPDATE withheld SET why = ? "
				"WHERE " THIS_SOURCE " AND why = ?",
	[SQL_WITHHELD_ENTER] = "DELETE FROM withheld WHERE item = ?",
	[SQL_WITHHELD_REMOVE] =
	    "DELETE FROM withheld WHERE " THIS_SOURCE " AND why = ?",

	/* All of these columns are in one index each, item_feed and item_seen:
	 * the head of a source is found by one seek. */
	[SQL_STREAM_PUBLISHED] =
	    "SELECT n, published, first_seen FROM item "
	    "WHERE " THIS_SOURCE " AND " IN_FEEDS " "
	    "ORDER BY published DESC, first_seen DESC, position, n "
	    "LIMIT ? OFFSET ?",
	[SQL_STREAM_SEEN] =
	    "SELECT n, first_seen, published FROM item "
	    "WHERE " THIS_SOURCE " AND " IN_FEEDS " "
	    "ORDER BY first_seen DESC, published DESC, position, n "
	    "LIMIT ? OFFSET ?",

	[SQL_NEWEST] = "SELECT published FROM item "
		       "WHERE " THIS_SOURCE " AND " IN_FEEDS " "
		       "ORDER BY published DESC LIMIT 1",
	[SQL_DAYS] = "SELECT published / 86400 AS day, count(*) FROM item "
		     "WHERE source = (SELECT n FROM source WHERE id = ?) "
		     "AND published >= ? AND published < ? AND " IN_FEEDS
		     " GROUP BY day",

	[SQL_EVIDENCE_ADD] =
	    "INSERT INTO evidence (item, link_found, date_rule, "
	    "published_how, updated_how) VALUES (?,?,?,?,?)",
	[SQL_EVIDENCE_EDIT] =
	    "INSERT INTO evidence (item, edited, title_before) VALUES (?,?,?) "
	    "ON CONFLICT (item) DO UPDATE SET updated_how = '', "
	    "edited = excluded.edited, title_before = excluded.title_before",
	[SQL_EVIDENCE_FIND] =
	    "SELECT link_found, date_rule, published_how, updated_how, edited, "
	    "title_before FROM evidence JOIN item ON item.n = evidence.item "
	    "WHERE item.guid = ?",

	[SQL_ARCHIVE_NOTE] = "INSERT INTO archive (feed, item, number) "
			     "VALUES (?,?,0) ON CONFLICT DO NOTHING",
	[SQL_ARCHIVE_NOTE_SOURCE] =
	    "INSERT INTO archive (feed, item, number) "
	    "SELECT ?1, n, 0 FROM item "
	    "WHERE source = (SELECT n FROM source WHERE id = ?1) "
	    "AND " IN_FEEDS " AND NOT EXISTS (SELECT 1 FROM archive AS a "
	    "WHERE a.feed = ?1 AND a.item = item.n)",
	[SQL_ARCHIVE_WAITING] =
	    "SELECT guid, published, first_seen FROM archive "
	    "JOIN item ON item.n = archive.item "
	    "WHERE feed = ? AND number = 0 " NEWEST_FIRST,
	[SQL_ARCHIVE_LIST] =
	    "SELECT " FROZEN ", " MOVING ", "
	    "(SELECT id FROM source AS s WHERE s.n = item.source) "
	    "FROM archive JOIN item ON item.n = archive.item "
	    "WHERE feed = ? AND number = ? " NEWEST_FIRST,
	[SQL_ARCHIVE_PUT] =
	    "UPDATE archive SET number = ? WHERE feed = ? AND item = ?",
	[SQL_ARCHIVE_LAST] =
	    "SELECT coalesce(max(number), 0) FROM archive WHERE feed = ?",
	[SQL_ARCHIVE_OF] =
	    "SELECT number FROM archive JOIN item ON item.n = archive.item "
	    "WHERE feed = ? AND guid = ?",

	[SQL_ITEM_NUMBER] = "SELECT n FROM item WHERE guid = ?",
	[SQL_ITEM_GUID] = "SELECT guid FROM item WHERE n = ?",
	[SQL_TWIN_ADD] =
	    "INSERT OR IGNORE INTO twin (slot, key, item) VALUES (?,?,?)",
	[SQL_TWIN_FIND] = "SELECT item FROM twin WHERE slot = ? AND key = ? "
			  "ORDER BY item DESC LIMIT ?",
	[SQL_TWIN_HAS] = "SELECT 1 FROM twin WHERE slot IN (0, -1) AND key = ? "
			 "AND item = ?",
	[SQL_TWIN_LEAVE] = "DELETE FROM twin WHERE item = ? AND slot < 0",
	[SQL_TWIN_PRUNE] = "DELETE FROM twin WHERE slot > 0 AND slot < ?",
	[SQL_FOLD_ADD] = "INSERT INTO fold (item, feed, head, twin, why, "
			 "decided) VALUES (?,?,?,?,?,?) "
			 "ON CONFLICT (item, feed) DO NOTHING",
	[SQL_FOLD_FIND] = "SELECT head, twin, why, decided FROM fold "
			  "WHERE item = ? AND feed = ?",
	/* Not of the source that the new item is of. */
	[SQL_FOLD_HEAD] =
	    "SELECT fold.head FROM fold JOIN item ON item.n = fold.item "
	    "WHERE fold.item = ? AND fold.feed = ? AND item.source <> "
	    "(SELECT source FROM item WHERE n = ?)",
	/* What it is folded into, and what is folded into it. */
	[SQL_FOLD_LIST] =
	    "SELECT f.feed, s.id, i.guid, i.title, i.link, t.id, h.guid, "
	    "h.title, h.link, f.twin, f.why, f.decided "
	    "FROM (SELECT * FROM fold WHERE item = "
	    "(SELECT n FROM item WHERE guid = ?1) AND head <> item "
	    "UNION ALL SELECT * FROM fold WHERE head = "
	    "(SELECT n FROM item WHERE guid = ?1) AND head <> item) AS f "
	    "JOIN item AS i ON i.n = f.item JOIN source AS s ON s.n = i.source "
	    "JOIN item AS h ON h.n = f.head JOIN source AS t ON t.n = h.source "
	    "ORDER BY f.feed, f.decided, f.item",
	[SQL_FOLD_PART] = "UPDATE fold SET head = item, twin = 'none', "
			  "why = ?, decided = ? "
			  "WHERE item = ? AND head = ?",
	[SQL_APART_ADD] =
	    "INSERT OR IGNORE INTO apart (item, other) VALUES (?,?)",
	[SQL_APART_FIND] = "SELECT 1 FROM apart WHERE item = ? AND other = ?",

	[SQL_TRANSITION_ADD] =
	    "INSERT INTO transition (source, time, from_state, to_state, message) "
	    "VALUES (?,?,?,?,?)",
	[SQL_TRANSITION_PRUNE] =
	    "DELETE FROM transition WHERE source = ?1 AND n <= "
	    "(SELECT n FROM transition WHERE source = ?1 "
	    "ORDER BY n DESC LIMIT 1 OFFSET ?2)",
	[SQL_TRANSITION_LIST] =
	    "SELECT transition.n, id, time, from_state, to_state, "
	    "transition.message "
	    "FROM transition JOIN source ON source.n = transition.source "
	    "WHERE source.id = ? ORDER BY transition.n DESC LIMIT ?",
	[SQL_TRANSITION_LIST_ALL] =
	    "SELECT transition.n, id, time, from_state, to_state, "
	    "transition.message "
	    "FROM transition JOIN source ON source.n = transition.source "
	    "ORDER BY transition.n DESC LIMIT ?",

	[SQL_TRANSITION_CHANGES] =
	    "SELECT transition.n, id, time, from_state, to_state, "
	    "transition.message "
	    "FROM transition JOIN source ON source.n = transition.source "
	    "WHERE from_state <> 'new' "
	    "OR to_state NOT IN ('ok', 'not modified') "
	    "ORDER BY transition.n DESC LIMIT ?",

	[SQL_HUB_LOAD] = "SELECT since FROM hub WHERE url = ?",
	[SQL_HUB_SAVE] = "INSERT OR REPLACE INTO hub (url, since) VALUES (?,?)",
	[SQL_HUB_REMOVE] = "DELETE FROM hub WHERE url = ?",
	[SQL_LIST_LOAD] = "SELECT given, rules, broke, items, have, size, "
			  "around FROM list WHERE " THIS_SOURCE,
	[SQL_LIST_SAVE] = "INSERT OR REPLACE INTO list "
			  "(source, given, rules, broke, items, have, size, "
			  "around) VALUES (?,?,?,?,?,?,?,?)",
	[SQL_PAGES_LOAD] = "SELECT given, owed, tries FROM pages "
			   "WHERE " THIS_SOURCE,
	[SQL_PAGES_SAVE] = "INSERT OR REPLACE INTO pages "
			   "(source, given, owed, tries) VALUES (?,?,?,?)",
	/* What was there before the source was stays as it was found. */
	[SQL_ARTICLES_WANT] =
	    "INSERT OR IGNORE INTO article (item, source, due) "
	    "SELECT n, source, ?2 FROM item WHERE "
	    "source = (SELECT n FROM source WHERE id = ?1) "
	    "AND first_seen = ?2 AND NOT EXISTS (SELECT 1 FROM withheld AS w "
	    "WHERE w.item = item.n AND w.why = 'first run')",
	[SQL_ARTICLES_DUE] =
	    "SELECT item.n, guid, link, title, first_seen, tries "
	    "FROM article JOIN item ON item.n = article.item "
	    "WHERE article.source = (SELECT n FROM source WHERE id = ?) "
	    "AND due > 0 AND due <= ? AND " IN_FEEDS " "
	    "ORDER BY tries, published DESC, position, item.n LIMIT ?",
	[SQL_ARTICLES_TRIED] =
	    "SELECT read, gave, rule, why FROM article WHERE " THIS_SOURCE " "
	    "AND (read > 0 OR tries > 0) ORDER BY item DESC LIMIT ?",
	[SQL_ARTICLES_AGAIN] = "UPDATE article SET (due, tries) = (?2, 0) "
			       "WHERE source = "
			       "(SELECT n FROM source WHERE id = ?1) "
			       "AND read = 0 AND tries > 0 AND rule <> ?3",
	[SQL_ARTICLE_LOAD] =
	    "SELECT due, tries, read, gave, rule, why, canonical FROM article "
	    "WHERE item = (SELECT n FROM item WHERE guid = ?)",
	[SQL_ARTICLE_GAVE] = "SELECT gave FROM article WHERE item = ?",
	[SQL_ARTICLE_SAVE] =
	    "UPDATE article SET (due, tries, read, gave, rule, why, canonical) "
	    "= (?,?,?,?,?,?,?) WHERE item = ?",
	/* What all pages of a site declare is no address of one of them. */
	[SQL_ARTICLE_CANONICAL] =
	    "SELECT canonical FROM article AS x "
	    "WHERE item = (SELECT n FROM item WHERE guid = ?) "
	    "AND canonical <> '' AND 1 = (SELECT count(*) FROM article AS y "
	    "WHERE y.source = x.source AND y.canonical = x.canonical)",
	[SQL_ITEM_DATE] =
	    "UPDATE item SET (published, published_offset, "
	    "published_precision, published_inferred, published_raw) = "
	    "(?,?,?,?,?) WHERE n = ?",
	[SQL_EVIDENCE_DATE] = "UPDATE evidence SET (date_rule, published_how) "
			      "= (?,?) WHERE item = ?",

	[SQL_HOST_LOAD] =
	    "SELECT not_before, contact_ms FROM host WHERE name = ?",
	[SQL_HOST_SAVE] =
	    "INSERT OR REPLACE INTO host (name, not_before, contact_ms) "
	    "VALUES (?,?,?)",
	[SQL_HOST_PRUNE] =
	    "DELETE FROM host WHERE not_before < ? AND contact_ms < ?",
	[SQL_ROBOTS_LOAD] = "SELECT expires, answered, silent_since, rules "
			    "FROM robots WHERE origin = ?",
	[SQL_ROBOTS_SAVE] =
	    "INSERT OR REPLACE INTO robots "
	    "(origin, saved, expires, answered, silent_since, rules) "
	    "VALUES (?,?,?,?,?,?)",
	[SQL_ROBOTS_PRUNE] = "DELETE FROM robots WHERE saved < ?",

	[SQL_MADE_LIST] = "SELECT feed, mark, items FROM made ORDER BY feed",
	[SQL_MADE_SAVE] =
	    "INSERT OR REPLACE INTO made (feed, mark, items) VALUES (?,?,?)",
	[SQL_MADE_FORGET] = "DELETE FROM made WHERE feed = ?",
	[SQL_MADE_FORGET_SOURCE] =
	    "DELETE FROM made WHERE feed = (SELECT id FROM source WHERE n = ?)",
	[SQL_MADE_FORGET_ITEM] =
	    "DELETE FROM made WHERE feed = (SELECT id FROM source WHERE n = "
	    "(SELECT source FROM item WHERE n = ?))",
	/* Those whose names begin with a slash: '0' is the character after it. */
	[SQL_MADE_FORGET_SEVERAL] =
	    "DELETE FROM made WHERE feed >= '/' AND feed < '0'",

	[SQL_RUN_ADD] =
	    "INSERT INTO run (started, ended, sources, failed, fresh) "
	    "VALUES (?,?,?,?,?)",
	[SQL_RUN_PRUNE] =
	    "DELETE FROM run WHERE n <= "
	    "(SELECT n FROM run ORDER BY n DESC LIMIT 1 OFFSET ?)",
	[SQL_RUN_LIST] = "SELECT started, ended, sources, failed, fresh "
			 "FROM run ORDER BY n DESC LIMIT ?",
};
