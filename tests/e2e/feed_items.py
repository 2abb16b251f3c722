#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Print what python3-feedparser reads in feeds: a JSON object a line, one for
each entry: title, link, date (UTC), updated, summary, id, outlet."""
import calendar
import json
import sys
import time

import feedparser


def utc(parsed):
    if parsed is None:
        return None
    return time.strftime("%Y-%m-%dT%H:%M:%SZ",
                         time.gmtime(calendar.timegm(parsed)))


def main():
    for path in sys.argv[1:]:
        feed = feedparser.parse(path)
        if feed.bozo:
            sys.exit(f"{path}: {feed.bozo_exception}")
        for e in feed.entries:
            print(json.dumps({
                "title": e.get("title"),
                "link": e.get("link"),
                "date": utc(e.get("published_parsed")),
                "updated": utc(e.get("updated_parsed")),
                "summary": e.get("summary"),
                "id": e.get("id"),
                "author": e.get("author"),
                "outlet": e.get("dc_source") or e.get("source"),
            }, ensure_ascii=False, sort_keys=True))


main()
