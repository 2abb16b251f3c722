// SPDX-License-Identifier: ISC
#include "run/health_words.h"

#define A_LIST "a page that lists items"

static const struct health_words words[STATE_COUNT] = {
	[STATE_NEW] = { "not fetched yet", A_LIST, "nothing yet",
	    "Nothing: the next run fetches it." },
	[STATE_OK] = { "well again", A_LIST, "items, as before",
	    "Nothing. What came meanwhile and is still on the page is in the "
	    "feed." },
	[STATE_NOT_MODIFIED] = { "well again", A_LIST,
	    "the page, as it was before",
	    "Nothing. What came meanwhile and is still on the page is in the "
	    "feed." },
	[STATE_MOVED] = { "moved to another address",
	    "the page at the address of the configuration",
	    "a redirect for good, in several runs",
	    "Put the new address into the configuration. Until then the feed "
	    "goes on as it is." },
	[STATE_STALE] = { "silent for too long",
	    "something new, as often as before",
	    "the same items, run after run",
	    "Look at the page: is this still the list that is written to?" },
	[STATE_HELD] = { "everything is new at once",
	    "some of the items of before beside the new ones",
	    "none of them, or hardly any",
	    "Look at the page. If what it lists is new indeed, let it into the "
	    "feed with `coranto run --accept`; what stays there enters by "
	    "itself, and what was a fault of the site goes." },
	[STATE_REPAIRED] = { "rules broke, and were repaired",
	    "entries where the rules of the configuration look for them",
	    "the entries elsewhere on the page",
	    "Look at the feed. If it has what it should have, put these rules "
	    "under the source in the configuration; until then they are used "
	    "as they are." },
	[STATE_FIELDS_LOST] = { "a field is not found any more",
	    "items with all that most of them had before", "items without it",
	    "Look at the page. If it has moved there, see with `coranto test` "
	    "what the rule finds, and mend it; if it is gone for good, remove "
	    "the rule, or say `coranto run --accept`. The feed goes on "
	    "without." },
	[STATE_ARTICLES_LOST] = { "articles are not read any more",
	    "in some article at least what the rules of `article` look for",
	    "it in none of the last ones",
	    "Look at one of the pages. See with `coranto test --articles` what "
	    "the rules of `article` find there, and mend them: what could not "
	    "be read is then read again. The feed goes on without." },
	[STATE_NO_MATCHES] = { "nothing found any more",
	    "entries where the rules look for them", "none",
	    "The page may have a new look. See what the rules find with "
	    "`coranto test`, and mend them; rules that stand below are the best "
	    "guess, no more. Of a source without `item`, `coranto run --accept` "
	    "takes the list that is there now. The feed stays as it was." },
	[STATE_ALL_DROPPED] = { "everything is left out",
	    "items that `required`, `only` and `drop` let through",
	    "items, of which none was let through",
	    "If that is not meant, see with `coranto test` what took them." },
	[STATE_BLOCKED] = { "refused", A_LIST,
	    "a question for proof of a browser or a login, or a robots.txt "
	    "that does not want us",
	    "Open the page in a browser. `cookies`, `auth`, `proxy` or another "
	    "address of the same list may help; else ask its owner." },
	[STATE_NEEDS_RENDERING] = { "made by scripts", A_LIST,
	    "a page that scripts would fill",
	    "Look for another address of the same list: an older page, a feed, "
	    "the data that the scripts fetch. If there is none, `render: "
	    "chromium` has a browser make the page." },
	[STATE_HTTP_ERROR] = { "the server answers with an error", A_LIST,
	    "an error",
	    "Open the page in a browser. If it is elsewhere now, change `url`; "
	    "else it may pass by itself." },
	[STATE_NETWORK_ERROR] = { "cannot be reached", A_LIST, "no answer",
	    "If other sources are well, the server is down or its name is "
	    "gone: open the page in a browser." },
	[STATE_FILE_ERROR] = { "a file cannot be read",
	    "the file that the configuration names", "none, or no right to it",
	    "See whether it is there and whether the program may read it." },
	[STATE_COMMAND_ERROR] = { "its program fails",
	    "a document from the program of `fetch` or `render`",
	    "a failure of the program, or no end of it",
	    "Run it by hand, in the folder of the configuration. If it needs "
	    "longer, raise `timeout`." },
	[STATE_READER_ERROR] = { "ends what reads it", A_LIST,
	    "bytes that end the process which reads them, or take it over",
	    "Nothing else is harmed by it. Please report the page: no page "
	    "should do that." },
	[STATE_DECODE_ERROR] = { "cannot be read",
	    "text in a character encoding that the page names",
	    "bytes that are none",
	    "If a browser shows the page well, set `charset`." },
	[STATE_LIMIT] = { "too much of it", "a page within the limits",
	    "a page over one of them",
	    "If the page is what it should be, raise `max_size` or "
	    "`timeout`." },
	[STATE_GONE] = { "gone for good", A_LIST,
	    "the answer 410 Gone: it was taken away and will not come back",
	    "It is not asked for again. Give it another `url`, or remove the "
	    "source." },
};

/* Of a source that never gave anything: its rules were wrong from the start. */
static const struct health_words nothing_yet = { "nothing found",
	"entries where the rules look for them", "none",
	"See with `coranto test` what the rules find, and mend them; rules that "
	"stand below are the best guess, no more. Where there is no `item`, "
	"`coranto detect` tells why there is no list." };

const struct health_words *
health_words(enum source_state s, bool ever)
{
	return s == STATE_NO_MATCHES && !ever ? &nothing_yet : &words[s];
}
