// SPDX-License-Identifier: ISC
#ifndef MODEL_LIMITS_H
#define MODEL_LIMITS_H

/*
 * Every ceiling of the program, with its reason. Over a limit is an error that
 * names it, never a silent cut, but where the comment says that text is cut.
 */

/* Network */
#define LIMIT_CONNECT_S 10       /* a host that is up answers a SYN at once */
#define LIMIT_TRANSFER_S 60      /* default `timeout`: a whole listing page */
#define LIMIT_TRANSFER_MAX_S 600 /* the most `timeout` may ask for */
#define LIMIT_STALL_BYTES_S 100  /* slower than this for ... */
#define LIMIT_STALL_S 20         /* ... so long is a dead server */
#define LIMIT_REDIRECTS 10       /* RFC 9110 15.4 leaves it open; browsers 20 */
#define LIMIT_HEADERS (64 << 10) /* all header bytes of one response */
#define LIMIT_ERROR_BODY (64 << 10) /* an error page is read so far; cut */
#define LIMIT_COOKIE_NAMES 512    /* bytes of names that an answer sets; cut */
#define LIMIT_TRANSFERS 32        /* default `concurrency`: open at once */
#define LIMIT_TRANSFERS_MAX 256   /* the most `concurrency` may ask for */
#define LIMIT_CONNECTIONS 128     /* kept open for the next page of a host */
#define LIMIT_VALIDATOR (4 << 10) /* an ETag longer than this is not echoed */

#define LIMIT_HUB_S 5   /* one answer of a hub, which has but to note a URL */
#define LIMIT_HUBS_S 10 /* all of them, for which a run waits at its end */
#define LIMIT_POST (64 << 10)       /* bytes that `post` may send */
#define LIMIT_COOKIE_FILE (1 << 20) /* bytes; a browser's whole jar is less */
#define LIMIT_COOKIES 3000 /* in one file: RFC 6265 6.1 wants so many */

/* Commands, of `fetch` and `render` */
#define LIMIT_COMMAND_ARGS 256       /* words: more come from a file */
#define LIMIT_COMMAND_SAID (4 << 10) /* last bytes of its errors kept; cut */
#define LIMIT_COMMAND_GRACE_MS 2000  /* from SIGTERM to SIGKILL */
#define LIMIT_COMMAND_STOP_MS 500    /* the same, when coranto must end */
#define LIMIT_COMMAND_DATA \
	(4ul << 30)               /* bytes of each process: a browser's
					  tab has half of it */
#define LIMIT_RENDER_MS 10000     /* of the page's own clock: lists are there */
#define LIMIT_RENDER_HEAP_MB 1024 /* of its scripts */
#define LIMIT_RENDER_BYTES \
	(64 << 20) /* that it moves: a page without its pictures has
				 5 MB in the median, of heavy ones 20 */
#define LIMIT_TUNNELS \
	64                    /* connections of one browser, which opens six a
				 host */
#define LIMIT_TUNNELS_ALL 512 /* the same, in the life of a page */

/* Pages of one list: a run that reads this many of them, two seconds apart,
 * takes minutes */
#define LIMIT_PAGES 200
#define LIMIT_PAGES_TRIES 3 /* runs that try again for a page of them */

/* Articles: a page each, a second apart on one host */
#define LIMIT_ARTICLES 500       /* of one source, in one run */
#define LIMIT_ARTICLES_RUN 10000 /* of all */
#define LIMIT_REMOVED 500        /* elements that one selector takes out; cut */
#define LIMIT_ARTICLE_PAGES 20   /* of one article: what has more is a book */
#define LIMIT_ARTICLE_TRIES 5    /* over three days: it will not come */

/* Pages kept for a rebuild */
#define LIMIT_KEPT_COUNT 1000          /* files in one folder */
#define LIMIT_KEPT_AGE_S 31536000      /* a year: rules are mended sooner */
#define LIMIT_KEPT_SIZE (1u << 30)     /* bytes of one source */
#define LIMIT_KEPT_TOTAL (4095u << 20) /* bytes of all of them */
#define LIMIT_KEPT_HEAD (16 << 10) /* bytes before the body: a URL and such */

/* Politeness */
#define LIMIT_GAP_MAX_MS 3600000  /* the most `gap` may ask for */
#define LIMIT_ASKED_S 86400       /* Retry-After, max-age: more is a slip */
#define LIMIT_HOLD_DEFAULT_S 3600 /* 429 that does not say how long */
#define LIMIT_ROBOTS (500 << 10)  /* bytes read; RFC 9309 2.5 asks for these */
#define LIMIT_ROBOTS_RULES 5000   /* kept of one robots.txt; met are 1,000 */
#define LIMIT_ROBOTS_KEPT (768 << 10) /* bytes of them: escaped, in one row */
#define LIMIT_ROBOTS_MIN_S 3600       /* robots.txt counts for at least ... */
#define LIMIT_ROBOTS_MAX_S 86400 /* ... and at most so long: RFC 9309 2.4 */
#define LIMIT_ROBOTS_SILENT_S 2592000 /* 30 days: RFC 9309 2.3.1.4 */
#define LIMIT_ROBOTS_RETRY_S 604800   /* silent for long: asked for weekly */
#define LIMIT_CRAWL_DELAY_MS 60000    /* more would be a run for a few pages */
#define LIMIT_DEADLINE_MAX_S 86400    /* the most `deadline` may ask for */

/* Bodies */
#define LIMIT_BODY (10 << 20)       /* default `max_size`, coded and decoded */
#define LIMIT_BODY_MAX (64 << 20)   /* the most `max_size` may ask for */
#define LIMIT_CODINGS 3             /* Content-Encoding: a, b, c */
#define LIMIT_RATIO 200             /* decoded bytes to one coded: a page has */
#define LIMIT_RATIO_FLOOR (1 << 20) /* 5 to 50; below this none is counted */
#define LIMIT_GUESS (16 << 10) /* bytes of text that tell the charset, 5 ms */
#define LIMIT_REFUTE (2 << 10) /* likewise where one is declared, 1 ms */

/* HTML trees; lexbor is quadratic in depth and in attributes of one tag */
#define LIMIT_DEPTH 400        /* open elements; Blink stops at 512 */
#define LIMIT_ATTRIBUTES 128   /* in one tag; 100,000 take 18 s */
#define LIMIT_FORMATTING 256   /* active formatting elements, else 1.6 GB */
#define LIMIT_NODES 1000000    /* 10 MB of <li> are 318 MB */
#define LIMIT_TREE (512 << 20) /* bytes of a tree, attributes and all */
/* All of these, as a struct html_limits begins (web/html.h). */
#define LIMITS_OF_HTML                                                \
	{                                                             \
		.depth = LIMIT_DEPTH, .attributes = LIMIT_ATTRIBUTES, \
		.formatting = LIMIT_FORMATTING, .nodes = LIMIT_NODES, \
		.memory = LIMIT_TREE                                  \
	}
#define LIMIT_MATCH_STEPS 50000000 /* selector steps a page, about 1 s */

/* JSON documents: a value takes 40 bytes, four times over while it is read */
#define LIMIT_JSON_VALUES 2000000 /* 10 MB of an interface have 500,000 */
#define LIMIT_JSON_DEPTH 500      /* values in values: written by hand, 20 */
#define LIMIT_JSON_STEPS 20000000 /* values that paths look at, about 1 s */

/* Feeds; libxml2 looks names up among all prefixes that are declared */
#define LIMIT_FEED_DEPTH 100    /* open elements: XHTML in Atom has 30 */
#define LIMIT_FEED_PREFIXES 256 /* declared at once; podcasts have 20 */
#define LIMIT_ENTITIES 64       /* of a DOCTYPE; RDF declares namespaces: 10 */
#define LIMIT_ENTITY 256        /* bytes of one, and of its name: an address */

/* XPath: a node of libxml2 takes 120 bytes, a listing page has 5,000 */
#define LIMIT_XPATH_NODES 500000   /* of a page or XML, attributes too */
#define LIMIT_XPATH_STEPS 50000000 /* nodes looked at on a page, about 2 s */
#define LIMIT_XML_PREFIXES 1000    /* declared in one document */

#define LIMIT_SITEMAP 50000 /* entries: sitemaps.org allows no more; cut */

/* Tables */
#define LIMIT_COLUMNS 1000 /* of one row; those of states have 300; cut */
#define LIMIT_TABLE_GUESS (64 << 10) /* bytes that tell the delimiter */

/* Items */
#define LIMIT_ITEMS 1000       /* of one page: more is no listing */
#define LIMIT_TITLE 250        /* characters; cut at a word, marked by "…" */
#define LIMIT_HEADLINE 80      /* characters of a title made of a text; cut */
#define LIMIT_SUMMARY 2000     /* characters of plain summary; cut likewise */
#define LIMIT_TEXT (256 << 10) /* bytes of HTML an item may carry; cut */
#define LIMIT_URL (4 << 10)    /* bytes; longer ones are no links */
#define LIMIT_DATE_TEXT 1000   /* characters looked through for a date */
#define LIMIT_NAME 200         /* characters of an author or outlet; cut */
#define LIMIT_REASON 300       /* characters of why a source fails; cut */
#define LIMIT_WARNINGS 20      /* of one page; one fault repeats in each item */
#define LIMIT_VALUES 64        /* values of one field: categories, images */
#define LIMIT_MERGED_READ 20000 /* items looked at for one merged feed; cut */
#define LIMIT_ARCHIVE 100    /* items of one archive document: 1 MB of text */
#define LIMIT_FEED (5 << 20) /* bytes of a feed file; readers refuse more */

/* Files that are written and wait until the disk is asked to keep them all */
#define LIMIT_WAITING 128     /* their descriptors: of 1024 that are usual */
#define LIMIT_SYNCED_ALONE 16 /* fewer do not wait for what others write */
#define LIMIT_WAITING_BYTES (32 << 20) /* memory, until the disk has them */

/* Duplicates: the lead tells the story; comparing is quadratic in tokens */
#define LIMIT_NEAR_TEXT (4 << 10) /* bytes of an item's text; cut */
#define LIMIT_NEAR_TOKENS 240     /* of them; an alignment takes 60 us */
#define LIMIT_TWINS 24            /* candidates that one item is held against */
#define LIMIT_TWIN_KEY 48         /* items behind one key; more: boilerplate */

/* Dates: before the web is a parse error, not news */
#define LIMIT_DATE_MIN 631152000LL /* 1990-01-01T00:00:00Z */
/* 2026-01-01T00:00:00Z: this program is younger, so a clock that says less was
 * never set. Many small machines begin in 1970 until the network tells them. */
#define LIMIT_CLOCK_MIN 1767225600LL

/* Work on one source */
#define LIMIT_ARENA (512 << 20)       /* bytes of one source-run */
#define LIMIT_REGEX_STEPS 20000000    /* of one pattern on a page, about 1 s */
#define LIMIT_REGEX_PATTERN (4 << 10) /* bytes of a pattern */
#define LIMIT_SELECTOR (4 << 10)      /* bytes of a selector */
#define LIMIT_SELECTOR_DEPTH 16       /* :is(:not(:has(...))) */

/* Processes that read pages, shut in */
#define LIMIT_WORKERS 8        /* default: one a processor, and no more; ... */
#define LIMIT_WORKERS_MAX 64   /* ... the most `--workers` may ask for */
#define LIMIT_MEMORY (1 << 30) /* default `memory`, and the most: bytes */
#define LIMIT_MEMORY_MIN (32 << 20) /* 1 MB of a listing page takes 15 MB */
#define LIMIT_CALL_S 60 /* for one page, by the clock: all its work is 10 s */
#define LIMIT_CALL_STOP_MS 2000 /* when coranto must end */
#define LIMIT_WORKER_MEMORY \
	(2ul << 30)              /* addresses: a tree, an arena, a body
					   three times over and libraries */
#define LIMIT_WORKER_BUSY_S 300  /* then another takes over, long before ... */
#define LIMIT_WORKER_CPU_S 900   /* ... the processor is taken from it */
#define LIMIT_ANSWER (128 << 20) /* bytes about one page */
#define LIMIT_JOBS 4 /* answers of servers that wait, for each of them; ... */
#define LIMIT_JOBS_BYTES (64 << 20) /* ... and so many bytes of them in all */

/* Finding the list of a page: groups of elements are looked at, ... */
#define LIMIT_DETECT_GROUPS 40     /* so many: a list is among the first 10 */
#define LIMIT_DETECT_LISTS 12      /* of which all fields are looked for */
#define LIMIT_DETECT_BOXES 2000000 /* elements of them in all, about 1 s */
#define LIMIT_DETECT_STEPS 12      /* of a selector: deeper ones are not read */
#define LIMIT_EMBEDDED (4 << 20)   /* bytes of JSON in a script: met is 1 MB */
#define LIMIT_EXAMPLES 16          /* that one search may be given; cut */
#define LIMIT_CANDIDATES 5         /* lists that a person is shown */
#define LIMIT_OFFERS 16            /* feeds and such that a page names; cut */
#define LIMIT_OFFERS_ASKED 6       /* of which `detect` asks for so many */
#define LIMIT_OFFERS_S 10          /* and begins nothing after that time */
#define LIMIT_SITEMAP_HEAD (16 << 10) /* enough to see what its entries are */

/* The text of an article */
#define LIMIT_ARTICLE (1 << 20) /* bytes of text of one page of it; cut */
#define LIMIT_ARTICLE_DATES 8   /* candidates of one kind; the rest not */

/* The picture of a page that `test --html` draws */
#define LIMIT_PREVIEW (64 << 20) /* bytes; 10 MB of quotation marks are 60 */

/* Knowing a list again on a page that has changed */
#define LIMIT_LIST_KEPT 100   /* items remembered of a list, from its head */
#define LIMIT_PAGE_LINKS 2000 /* of a page that are looked at; the rest not */
#define LIMIT_REPAIRS 8       /* lists of the page that are tried; cut */
#define LIMIT_REPAIR_BYTES (32 << 20) /* of pages read for one repair */

/* Rhythm: cron's own step, and often enough to notice a dead page */
#define LIMIT_EVERY_MIN_S 60     /* of a server of one's own */
#define LIMIT_EVERY_OTHERS_S 900 /* what strict publishers take from a reader */
#define LIMIT_EVERY_MAX_S 2678400 /* 31 days */
#define LIMIT_AUTO_MIN_S LIMIT_EVERY_OTHERS_S
#define LIMIT_AUTO_MAX_S 86400 /* a dead page is looked at once a day */
#define LIMIT_BACKOFF_S 86400  /* the longest pause after failures */
#define LIMIT_HOURS 24         /* spans of a day: more say nothing new */

/* Configuration */
#define LIMIT_CONFIG (64 << 20)  /* bytes of one file: 100,000 sources are 33 */
#define LIMIT_YAML_DEPTH 32      /* libyaml takes 11 s for 100,000 '[' */
#define LIMIT_YAML_ALIASED 10000 /* nodes that aliases may add */
#define LIMIT_MATRIX 10000       /* sources that one `for` may make */
#define LIMIT_KEEP 5000          /* the most `keep` may ask for */
#define LIMIT_AGE_S 315360000    /* ten years: the most `max_age` may ask for */
#define LIMIT_INCLUDES 1000      /* files, in all */
#define LIMIT_DIAGNOSTICS 20     /* errors of one file before it gives up */

/* The database */
#define LIMIT_CHECK (64 << 20) /* bytes looked through at each start, 0.1 s */
#define LIMIT_ROW (1 << 20)    /* bytes: all that one item may carry */
#define LIMIT_BUSY_MS 4000     /* wait for who holds it; a stop may take 5 s */
#define LIMIT_TEXT_KEPT_S \
	(INT64_C(90) * 86400) /* texts that no feed holds any more */
#define LIMIT_RUNS 1000 /* lines of history: a week of runs, 10 min each */
#define LIMIT_TRANSITIONS 100    /* changes of state kept of one source */
#define LIMIT_INDEX (128 << 20)  /* bytes: 100,000 sources are 90 */
#define LIMIT_OPML (16 << 20)    /* bytes of a list to import; 50,000 feeds */
#define LIMIT_OPML_DEPTH 16      /* outlines in outlines: readers know 2 */
#define LIMIT_METRICS (64 << 20) /* bytes: 100,000 sources are 40 */
#define LIMIT_HEALTH 100 /* entries of the health feed: a month of a bad week */
#define LIMIT_HEALTH_READ 2000 /* changes of state looked at for them */
#define LIMIT_ALIASES 8 /* keys an item had before: links of a day pass */
#define LIMIT_GUID_SUFFIX 10000 /* sources that may show the same link */

#endif
