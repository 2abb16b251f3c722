// SPDX-License-Identifier: ISC
// The one table of keys: parser, checks, editor schema, manual and the writer
// of sources all come from it.
#include "config/keys.h"

#include "config/draft.h"
#include "config/parts.h"
#include "config/types.h"
#include "model/limits.h"
#include "model/merged.h"

#define MEMBER(type, m)                                   \
	{                                                 \
		offsetof(type, m), sizeof(((type *)0)->m) \
	}
#define OWN(m) MEMBER(struct draft, own.m)
#define PART(m) MEMBER(struct draft, parts.m)
/* A pointer to the first of several; their number is a part of its own. */
#define PART_LIST(m)                                            \
	{                                                       \
		offsetof(struct draft, parts.m), sizeof(void *) \
	}
#define CONFIG(m) MEMBER(struct config, m)
#define MERGED(m) MEMBER(struct merged, m)
#define MERGED_LIST(m)                                     \
	{                                                  \
		offsetof(struct merged, m), sizeof(void *) \
	}

/* A field's rule: the same row for all thirteen but for name and sentence. */
#define FIELD_ROW(key_name, index, sentence)                               \
	{                                                                  \
		.name = (key_name), .where = IN_ANY_SOURCE,                \
		.type = &type_rules, .part = { PART(rules.field[index]) }, \
		.reads = true, .help = (sentence)                          \
	}

static const char *const formats[] = { "rss", "atom", "json", NULL };
static const char *const http_versions[] = { "auto", "1.1", NULL };
static const char *const robots_policies[] = { "obey", "ignore", NULL };
static const char *const sorts[] = { "published", "seen", NULL };
static const char *const dedupes[] = { "exact", "near", "off", NULL };
static const char *const flood_policies[] = { "hold", "accept", NULL };
static const char *const repair_policies[] = { "on", "off", NULL };
static const char *const preferences[] = { "page", "feed", NULL };
static const char *const date_orders[] = { "auto", "dmy", "mdy", "ymd", NULL };

const struct key key_table[] = {
	{ .name = "settings",
	    .where = IN_FILE,
	    .type = &type_section,
	    .help = "what concerns the program as a whole; in the main file "
		    "only" },
	{ .name = "include",
	    .where = IN_FILE,
	    .type = &type_section,
	    .help = "other configuration files, as a pattern such as "
		    "sources.d/*.yaml or a list of them, relative to this "
		    "file and read in order of their names" },
	{ .name = "defaults",
	    .where = IN_FILE,
	    .type = &type_section,
	    .help = "keys for every source of this file and of those it "
		    "includes" },
	{ .name = "sites",
	    .where = IN_FILE,
	    .type = &type_section,
	    .help = "hosts, each with keys for every source on that host and "
		    "its subdomains" },
	{ .name = "sources",
	    .where = IN_FILE,
	    .type = &type_section,
	    .help = "the pages to read: a list of URLs and mappings" },
	{ .name = "feeds",
	    .where = IN_FILE,
	    .type = &type_section,
	    .help = "feeds of several sources: a list of mappings; beside "
		    "them there is always one, `all`, of all sources" },

	{ .name = "output",
	    .where = IN_SETTINGS,
	    .type = &type_folder,
	    .part = { CONFIG(output) },
	    .help = "the folder that the feeds are written to" },
	{ .name = "state",
	    .where = IN_SETTINGS,
	    .type = &type_folder,
	    .part = { CONFIG(state) },
	    .help = "the folder of the database and of the pages kept" },
	{ .name = "base_url",
	    .where = IN_SETTINGS,
	    .type = &type_link,
	    .part = { CONFIG(base_url) },
	    .help = "where the output folder is served, if it is; feeds then "
		    "name their own address" },
	{ .name = "contact",
	    .where = IN_SETTINGS,
	    .type = &type_text,
	    .part = { CONFIG(contact) },
	    .help = "a mail address or URL that servers see in the User-Agent "
		    "header" },
	{ .name = "formats",
	    .where = IN_SETTINGS,
	    .type = &type_choices,
	    .part = { CONFIG(formats) },
	    .choice = formats,
	    .initial = "[rss, atom]",
	    .help = "the kinds of feed files to write" },
	{ .name = "hub",
	    .where = IN_SETTINGS,
	    .type = &type_link,
	    .part = { CONFIG(hub) },
	    .help = "the WebSub hub of all feeds that name no other: it is "
		    "told at once when one has changed, and tells those who "
		    "subscribed there; needs `base_url`" },
	{ .name = "gzip",
	    .where = IN_SETTINGS,
	    .type = &type_bool,
	    .part = { CONFIG(gzip) },
	    .initial = "false",
	    .help = "whether each file in the output folder has a compressed "
		    "copy beside it, such as news.rss.gz, for web servers "
		    "that send one as it is" },
	{ .name = "allow_private",
	    .where = IN_SETTINGS,
	    .type = &type_allow,
	    .part = { CONFIG(allow_private) },
	    .initial = "false",
	    .help = "which addresses of inner networks redirects and names may "
		    "lead to; a URL that names an address itself needs nothing "
		    "here" },
	{ .name = "metrics",
	    .where = IN_SETTINGS,
	    .type = &type_file,
	    .part = { CONFIG(metrics) },
	    .help = "a file that each run writes how it went to, and how each "
		    "source is doing, for the textfile collector of "
		    "Prometheus; its name ends in .prom, its folder is that "
		    "of the collector; unlike a feed it is new after each "
		    "run, so it belongs elsewhere than they do" },
	{ .name = "kept_pages",
	    .where = IN_SETTINGS,
	    .type = &type_kept,
	    .part = { CONFIG(kept) },
	    .parts = &kept_parts,
	    .initial = "{}",
	    .help = "how much of the pages that were read is kept in the "
		    "state folder, compressed, for `coranto rebuild`" },
	{ .name = "articles",
	    .where = IN_SETTINGS,
	    .type = &type_count,
	    .part = { CONFIG(articles) },
	    .min = 0,
	    .max = LIMIT_ARTICLES_RUN,
	    .initial = "500",
	    .help = "the most articles (`article` of a source) that a run "
		    "reads in all" },
	{ .name = "concurrency",
	    .where = IN_SETTINGS,
	    .type = &type_count,
	    .part = { CONFIG(concurrency) },
	    .min = 1,
	    .max = LIMIT_TRANSFERS_MAX,
	    .initial = "32",
	    .help = "how many pages are fetched at once, each from another "
		    "host" },
	{ .name = "memory",
	    .where = IN_SETTINGS,
	    .type = &type_size,
	    .part = { CONFIG(memory) },
	    .min = LIMIT_MEMORY_MIN,
	    .max = LIMIT_MEMORY,
	    .initial = "1024MB",
	    .help = "how much each process that reads pages may take "
		    "(`--workers`); a page that takes more is a source that "
		    "fails; beside these a run holds the pages that are under "
		    "way, up to `concurrency` times `max_size`, and half a KB "
		    "of each source" },
	{ .name = "deadline",
	    .where = IN_SETTINGS,
	    .type = &type_duration,
	    .part = { CONFIG(deadline) },
	    .min = 0,
	    .max = LIMIT_DEADLINE_MAX_S,
	    .initial = "1h",
	    .help = "after this time a run fetches no further page; those "
		    "that are left come first in the next run; 0s: no end" },

	{ .name = "url",
	    .where = IN_SOURCE,
	    .type = &type_url,
	    .part = { OWN(url) },
	    .matrix = true,
	    .reads = true,
	    .help = "the page that lists the items; a file: URL is relative "
		    "to this file" },
	{ .name = "name",
	    .where = IN_SOURCE,
	    .type = &type_text,
	    .part = { OWN(name) },
	    .matrix = true,
	    .help = "the title of the feed; absent: the title of the page" },
	{ .name = "id",
	    .where = IN_SOURCE,
	    .type = &type_id,
	    .part = { OWN(id) },
	    .matrix = true,
	    .help = "the name of the feed's files; absent: made from the host "
		    "and path of the URL; the files of the old name stay when "
		    "it changes, until `coranto prune`" },
	{ .name = "for",
	    .where = IN_SOURCE,
	    .type = &type_section,
	    .help = "names with lists of values; the entry makes one source "
		    "for each combination, with {name} replaced in id, name, "
		    "url, tags, headers and post" },
	{ .name = "base",
	    .where = IN_SOURCE,
	    .type = &type_link,
	    .part = { OWN(base) },
	    .reads = true,
	    .help = "the URL that links are relative to; absent: the page's "
		    "own; needed when url is a file" },
	{ .name = "item",
	    .where = IN_ANY_SOURCE,
	    .type = &type_item,
	    .part = { PART(rules.item) },
	    .reads = true,
	    .help = "the element that holds one entry of the list; all other "
		    "rules look inside of it; of several selectors the first "
		    "with a match on the page is taken; a JSON path may name "
		    "the array of the entries; =csv, =tsv or a pattern make "
		    "each row or match an entry; absent: the list of the page "
		    "is found, and in it the fields that have no rule" },
	{ .name = "embedded",
	    .where = IN_ANY_SOURCE,
	    .type = &type_embedded,
	    .part = { PART(rules.embedded) },
	    .reads = true,
	    .help = "where an HTML page has the JSON that it is drawn from, "
		    "for rules that are JSON paths: a selector such as "
		    "script#data, its @attribute if it stands there, or the "
		    "variable of a script, such as window.__DATA__ or var "
		    "news" },
	FIELD_ROW("title", FIELD_TITLE,
	    "the headline; absent: the text of `link`, and without either the "
	    "link in a heading or else the first link with text"),
	FIELD_ROW("link", FIELD_LINK,
	    "the URL of the item; by default href; absent: the link of `title`; "
	    "an item without one gets the page's own URL with a fragment"),
	FIELD_ROW(
	    "guid", FIELD_GUID, "what tells two items apart; absent: the link"),
	FIELD_ROW("summary", FIELD_SUMMARY, "a short text"),
	FIELD_ROW("content", FIELD_CONTENT, "the full text, as HTML"),
	FIELD_ROW("date", FIELD_DATE, "when the item was published"),
	FIELD_ROW("updated", FIELD_UPDATED, "when it was last changed"),
	FIELD_ROW("author", FIELD_AUTHOR, "who wrote it"),
	FIELD_ROW(
	    "outlet", FIELD_OUTLET, "the publication that the page credits"),
	FIELD_ROW("category", FIELD_CATEGORY, "subjects; several are kept"),
	FIELD_ROW("image", FIELD_IMAGE, "a picture"),
	FIELD_ROW("enclosure", FIELD_ENCLOSURE,
	    "an attached file, such as a recording"),
	{ .name = "language",
	    .where = IN_ANY_SOURCE,
	    .type = &type_language,
	    .part = { OWN(language), PART(rules.field[FIELD_LANGUAGE]) },
	    .reads = true,
	    .help = "the language of the page, which also decides how dates "
		    "are read; or a rule that finds it in each item" },
	{ .name = "required",
	    .where = IN_ANY_SOURCE,
	    .type = &type_fields,
	    .part = { PART(sieve.required) },
	    .reads = true,
	    .help = "fields without which an item is dropped" },
	{ .name = "only",
	    .where = IN_ANY_SOURCE,
	    .type = &type_filters,
	    .part = { PART(sieve.only) },
	    .reads = true,
	    .help = "keep only items in which one of these is found; without a "
		    "field it is looked for in title and summary, or "
		    "in the content of an item without a summary" },
	{ .name = "drop",
	    .where = IN_ANY_SOURCE,
	    .type = &type_filters,
	    .part = { PART(sieve.drop) },
	    .reads = true,
	    .help = "drop items in which one of these is found" },
	{ .name = "max_age",
	    .where = IN_ANY_SOURCE,
	    .type = &type_duration,
	    .part = { PART(sieve.max_age) },
	    .min = 0,
	    .max = LIMIT_AGE_S,
	    .initial = "0s",
	    .reads = true,
	    .help = "drop items whose date is older; those without a date "
		    "pass; 0s: no item is too old" },
	{ .name = "limit",
	    .where = IN_ANY_SOURCE,
	    .type = &type_count,
	    .part = { OWN(limit) },
	    .min = 1,
	    .max = LIMIT_ITEMS,
	    .initial = "1000",
	    .reads = true,
	    .help = "the most items taken from the page" },
	{ .name = "pages",
	    .where = IN_ANY_SOURCE,
	    .type = &type_pages,
	    .part = { PART(pages) },
	    .parts = &pages_parts,
	    .initial = "none",
	    .help = "what leads from the page to the next one of a list of "
		    "several: next, when the page declares it (rel=next); a "
		    "rule for its link; or an address with {page}, {offset} "
		    "or {cursor}" },
	{ .name = "article",
	    .where = IN_ANY_SOURCE,
	    .type = &type_article,
	    .part = { PART(article) },
	    .parts = &article_parts,
	    .initial = "none",
	    .help = "what is taken from the page that an entry leads to, which "
		    "is read once, when the entry is new" },
	{ .name = "first_run",
	    .where = IN_ANY_SOURCE,
	    .type = &type_first_run,
	    .part = { OWN(first_run) },
	    .min = 1,
	    .max = LIMIT_ITEMS,
	    .initial = "all",
	    .help = "what of the source's first page, or of the pages that "
		    "`pages` adds to it, enters the feed: all of it, the "
		    "newest so many, or none; the others count as seen" },
	{ .name = "flood",
	    .where = IN_ANY_SOURCE,
	    .type = &type_choice,
	    .part = { OWN(flood) },
	    .choice = flood_policies,
	    .initial = "hold",
	    .help = "what becomes of items when nearly a whole page is new at "
		    "once and no date says that it is news: hold keeps them "
		    "back until a page three hours later shows them again" },
	{ .name = "repair",
	    .where = IN_ANY_SOURCE,
	    .type = &type_choice,
	    .part = { OWN(repair) },
	    .choice = repair_policies,
	    .initial = "on",
	    .help = "what is done when the page has changed and the rules do "
		    "not find its list any more: on finds it by the items it "
		    "had, serves the feed by other rules and tells what to "
		    "write here; off lets the source fail" },
	{ .name = "prefer",
	    .where = IN_ANY_SOURCE,
	    .type = &type_choice,
	    .part = { OWN(prefer) },
	    .choice = preferences,
	    .initial = "page",
	    .reads = true,
	    .help = "what is read of a page without `item` that declares a "
		    "feed of its own: page its list, feed that feed, as long "
		    "as it can be read and has something of the list" },
	{ .name = "keep",
	    .where = IN_ANY_SOURCE,
	    .type = &type_count,
	    .part = { OWN(keep) },
	    .min = 1,
	    .max = LIMIT_KEEP,
	    .initial = "200",
	    .help = "the most items that the feed holds" },
	{ .name = "every",
	    .where = IN_ANY_SOURCE,
	    .type = &type_every,
	    .part = { OWN(every), MEMBER(struct draft, every_place) },
	    .min = LIMIT_EVERY_MIN_S,
	    .max = LIMIT_EVERY_MAX_S,
	    .initial = "auto",
	    .help = "how often the page is fetched; auto learns when the "
		    "source brings something, and fetches it from every 15 "
		    "minutes to once a day, or within the bounds given; daily "
		    "is by clocks in `timezone`; less than 15 minutes are for "
		    "a server of one's own" },
	{ .name = "hours",
	    .where = IN_ANY_SOURCE,
	    .type = &type_hours,
	    .part = { PART_LIST(hours.v), PART(hours.n) },
	    .help = "the parts of the day, by clocks in `timezone`, in which "
		    "the page is fetched, but for the first time, which is at "
		    "once; a span may go over midnight; absent: all day" },
	{ .name = "paused",
	    .where = IN_ANY_SOURCE,
	    .type = &type_bool,
	    .part = { OWN(paused) },
	    .initial = "false",
	    .help = "when true, the page is not fetched and its feed stays "
		    "as it is" },
	{ .name = "timezone",
	    .where = IN_ANY_SOURCE,
	    .type = &type_zone,
	    .part = { PART(zone), OWN(zone_given) },
	    .reads = true,
	    .help = "the zone of dates that name none; absent: that of the "
		    "language if it has only one, else UTC; Chinese, Japanese "
		    "and Korean are known by their letters where a page names "
		    "no language, or English" },
	{ .name = "date_order",
	    .where = IN_ANY_SOURCE,
	    .type = &type_choice,
	    .part = { OWN(date_order) },
	    .choice = date_orders,
	    .initial = "auto",
	    .reads = true,
	    .help = "which part of 03-04-2026 is the month" },
	{ .name = "charset",
	    .where = IN_ANY_SOURCE,
	    .type = &type_charset,
	    .part = { OWN(charset) },
	    .reads = true,
	    .help = "the character encoding of the page, whatever its server "
		    "says" },
	{ .name = "headers",
	    .where = IN_ANY_SOURCE,
	    .type = &type_headers,
	    .part = { PART_LIST(approach.headers), PART(approach.nheaders) },
	    .matrix = true,
	    .reads = true,
	    .help = "header fields to send with the request" },
	{ .name = "user_agent",
	    .where = IN_ANY_SOURCE,
	    .type = &type_text,
	    .part = { PART(approach.user_agent) },
	    .reads = true,
	    .help = "what the program calls itself instead of its own name" },
	{ .name = "auth",
	    .where = IN_ANY_SOURCE,
	    .type = &type_auth,
	    .part = { PART(approach.access.auth) },
	    .initial = "none",
	    .reads = true,
	    .help = "the login that the page's own server, and no other, is "
		    "told with each request (HTTP Basic, or a Bearer token); "
		    "${NAME} keeps it out of this file" },
	{ .name = "cookies",
	    .where = IN_ANY_SOURCE,
	    .type = &type_cookies,
	    .part = { PART(approach.access.cookies) },
	    .initial = "none",
	    .reads = true,
	    .help = "cookies to send: the text of a Cookie header, for the "
		    "page's own server alone, or a file in the format of "
		    "Netscape, relative to this file, whose cookies go where "
		    "a browser would send them; with keep: true the file is "
		    "written back with what servers set" },
	{ .name = "post",
	    .where = IN_ANY_SOURCE,
	    .type = &type_post,
	    .part = { PART(approach.access.post) },
	    .initial = "none",
	    .matrix = true,
	    .reads = true,
	    .help = "what to send by POST: a mapping is sent as a form, text "
		    "that begins with { or [ as JSON, other text as a form as "
		    "it stands; Content-Type in `headers` says otherwise" },
	{ .name = "proxy",
	    .where = IN_ANY_SOURCE,
	    .type = &type_proxy,
	    .part = { PART(approach.access.proxy) },
	    .initial = "none",
	    .reads = true,
	    .help = "the proxy to go through, with user:password@ if it wants "
		    "them; names are resolved there; http_proxy and such in "
		    "the environment count for nothing" },
	{ .name = "tls",
	    .where = IN_ANY_SOURCE,
	    .type = &type_tls,
	    .part = { PART(approach.access.tls) },
	    .initial = "strict",
	    .reads = true,
	    .help = "what the page's own host may do: legacy takes TLS 1.0, "
		    "weak keys and unsafe renegotiation from an old server; ca "
		    "is a file of certificates to trust instead of the "
		    "system's; certificates are always verified" },
	{ .name = "http_version",
	    .where = IN_ANY_SOURCE,
	    .type = &type_choice,
	    .part = { PART(approach.access.http_version) },
	    .choice = http_versions,
	    .initial = "auto",
	    .reads = true,
	    .help = "1.1 for a server that stumbles over HTTP/2" },
	{ .name = "fetch",
	    .where = IN_SOURCE,
	    .type = &type_fetch,
	    .part = { PART(approach.fetch) },
	    .parts = &fetch_parts,
	    .initial = "none",
	    .reads = true,
	    .help = "a program of yours that gives the document of the source "
		    "on its standard output, in place of the server of `url`; "
		    "see COMMANDS" },
	{ .name = "render",
	    .where = IN_ANY_SOURCE,
	    .type = &type_render,
	    .part = { PART(approach.render) },
	    .parts = &render_parts,
	    .initial = "none",
	    .reads = true,
	    .help = "what makes the page that scripts would make in a "
		    "browser: chromium, the browser of that package, or a "
		    "program of yours; see COMMANDS" },
	{ .name = "timeout",
	    .where = IN_ANY_SOURCE,
	    .type = &type_duration,
	    .part = { PART(approach.timeout) },
	    .min = 1,
	    .max = LIMIT_TRANSFER_MAX_S,
	    .initial = "1m",
	    .help = "how long fetching the page may take; a server that is "
		    "silent for 20 s is given up, unless this is more than "
		    "1m" },
	{ .name = "max_size",
	    .where = IN_ANY_SOURCE,
	    .type = &type_size,
	    .part = { OWN(max_size) },
	    .min = 1 << 10,
	    .max = LIMIT_BODY_MAX,
	    .initial = "10MB",
	    .help = "how large the page may be; a KB is 1,024 bytes" },
	{ .name = "gap",
	    .where = IN_ANY_SOURCE,
	    .type = &type_pause,
	    .part = { PART(approach.gap_ms) },
	    .min = 0,
	    .max = LIMIT_GAP_MAX_MS,
	    .initial = "1s",
	    .help = "the pause after one answer of a host, or of another host "
		    "of its domain, before it is asked again; a longer "
		    "Crawl-delay in its robots.txt counts instead, up to 1m" },
	{ .name = "robots",
	    .where = IN_ANY_SOURCE,
	    .type = &type_choice,
	    .part = { PART(approach.robots) },
	    .choice = robots_policies,
	    .initial = "obey",
	    .help = "whether robots.txt decides if the page may be fetched" },
	{ .name = "tags",
	    .where = IN_ANY_SOURCE,
	    .type = &type_tags,
	    .part = { PART_LIST(about.tags), PART(about.ntags) },
	    .matrix = true,
	    .help = "words that sort the source" },
	{ .name = "description",
	    .where = IN_ANY_SOURCE,
	    .type = &type_text,
	    .part = { PART(about.description) },
	    .help = "what the feed says about itself" },
	{ .name = "icon",
	    .where = IN_ANY_SOURCE,
	    .type = &type_link,
	    .part = { PART(about.icon) },
	    .help = "the picture of the feed" },
	{ .name = "copyright",
	    .where = IN_ANY_SOURCE,
	    .type = &type_text,
	    .part = { PART(about.copyright) },
	    .help = "the rights that the feed states" },
	{ .name = "archives",
	    .where = IN_ANY_SOURCE,
	    .type = &type_bool,
	    .part = { OWN(archives) },
	    .initial = "false",
	    .help = "whether items that the feed no longer holds stand in "
		    "archive files beside it, which it links to (RFC 5005); "
		    "needs `base_url`" },
	{ .name = "hub",
	    .where = IN_ANY_SOURCE,
	    .type = &type_link,
	    .part = { PART(about.hub) },
	    .help = "the WebSub hub of the feed; absent: that of `settings`" },

	{ .name = "id",
	    .where = IN_FEED,
	    .type = &type_id,
	    .part = { MERGED(id) },
	    .help = "the name of the feed's files; no source may have it" },
	{ .name = "name",
	    .where = IN_FEED,
	    .type = &type_text,
	    .part = { MERGED(name) },
	    .help = "the title of the feed; absent: its id" },
	{ .name = "sources",
	    .where = IN_FEED,
	    .type = &type_tags,
	    .part = { MERGED_LIST(sources), MERGED(nsources) },
	    .help = "the ids of sources that it is made of; where two tell "
		    "one story, the one listed first is shown" },
	{ .name = "tags",
	    .where = IN_FEED,
	    .type = &type_tags,
	    .part = { MERGED_LIST(tags), MERGED(ntags) },
	    .help = "it is also made of each source that has one of these "
		    "tags; without `sources` and `tags`, of all sources" },
	{ .name = "limit",
	    .where = IN_FEED,
	    .type = &type_count,
	    .part = { MERGED(limit) },
	    .min = 1,
	    .max = LIMIT_KEEP,
	    .initial = "200",
	    .help = "the most items that the feed holds" },
	{ .name = "per_source",
	    .where = IN_FEED,
	    .type = &type_count,
	    .part = { MERGED(per_source) },
	    .min = 1,
	    .max = LIMIT_KEEP,
	    .help = "the most items of one source; absent: as many as there "
		    "is room for" },
	{ .name = "only",
	    .where = IN_FEED,
	    .type = &type_filters,
	    .part = { MERGED(only) },
	    .help = "show only items in which one of these is found; without "
		    "a field it is looked for in title and summary, or "
		    "in the content of an item without a summary" },
	{ .name = "drop",
	    .where = IN_FEED,
	    .type = &type_filters,
	    .part = { MERGED(drop) },
	    .help = "leave out items in which one of these is found" },
	{ .name = "sort",
	    .where = IN_FEED,
	    .type = &type_choice,
	    .part = { MERGED(sort) },
	    .choice = sorts,
	    .initial = "published",
	    .help = "which time decides what is newest: that of the item's "
		    "date, or when it was first seen, so that what comes "
		    "with an old date is not passed over" },
	{ .name = "dedupe",
	    .where = IN_FEED,
	    .type = &type_choice,
	    .part = { MERGED(dedupe) },
	    .choice = dedupes,
	    .initial = "exact",
	    .help = "when items of several sources are one story, which is "
		    "shown once and names the others: when they lead to one "
		    "page, also when they say nearly the same, or never" },
	{ .name = "titles",
	    .where = IN_FEED,
	    .type = &type_text,
	    .part = { MERGED(titles) },
	    .help = "how titles are written, with {title} and {source}, the "
		    "name of its source; {{ is a brace" },
	{ .name = "link",
	    .where = IN_FEED,
	    .type = &type_link,
	    .part = { MERGED(link) },
	    .help = "the page that the feed belongs to; absent: `base_url`, "
		    "or else the page of its first source" },
	{ .name = "description",
	    .where = IN_FEED,
	    .type = &type_text,
	    .part = { MERGED(description) },
	    .help = "what the feed says about itself" },
	{ .name = "icon",
	    .where = IN_FEED,
	    .type = &type_link,
	    .part = { MERGED(icon) },
	    .help = "the picture of the feed" },
	{ .name = "copyright",
	    .where = IN_FEED,
	    .type = &type_text,
	    .part = { MERGED(copyright) },
	    .help = "the rights that the feed states" },
	{ .name = "archives",
	    .where = IN_FEED,
	    .type = &type_bool,
	    .part = { MERGED(archives) },
	    .initial = "false",
	    .help = "whether items that the feed no longer holds stand in "
		    "archive files beside it, which it links to (RFC 5005); "
		    "needs `base_url`" },
	{ .name = "hub",
	    .where = IN_FEED,
	    .type = &type_link,
	    .part = { MERGED(hub) },
	    .help = "the WebSub hub of the feed; absent: that of `settings`" },
};
const size_t key_count = sizeof(key_table) / sizeof(key_table[0]);
_Static_assert(sizeof(key_table) / sizeof(key_table[0]) <= KEY_MOST,
    "key_set has a bit for each key");

const struct key *
key_find(struct str name, unsigned where)
{
	for (size_t i = 0; i < key_count; i++)
		if ((key_table[i].where & where) != 0 && name.len > 0 &&
		    key_table[i].name[0] == name.p[0] &&
		    str_eq(name, str_c(key_table[i].name)))
			return &key_table[i];
	return NULL;
}

bool
key_is_name(struct str name)
{
	return key_find(name, ~0u) != NULL;
}

void
key_takes(struct buf *b, const struct key *k)
{
	buf_add(b, str_c(k->type->takes));
	for (size_t i = 0; k->choice != NULL && k->choice[i] != NULL; i++)
		buf_addf(b, "%s%s", i == 0 ? " " : ", ", k->choice[i]);
	if (k->type->amount == NULL)
		return;
	buf_add(b, STR(" from "));
	k->type->amount(b, k->min);
	buf_add(b, STR(" to "));
	k->type->amount(b, k->max);
}
