#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Compare what python3-feedparser reads in the feeds with the truth.

    random_check.py FOLDER BASE

FOLDER is that of random_pages.py after a run; BASE is where it was served.
Prints a line for each difference, and a last one with the figures."""
import calendar
import html
import json
import multiprocessing
import os
import sys

import feedparser

# Its sanitizer would only take time: texts are compared by the byte.
OPTIONS = {"sanitize_html": False, "resolve_relative_uris": False}


def text_of(entry, field):
    """FIELD as a person reads it: feedparser gives some as HTML."""
    value = entry.get(field)
    kind = entry.get(field + "_detail", {}).get("type")
    return html.unescape(value) if field == "summary" and \
        kind == "text/html" else value


def read(path):
    """The entries of a feed, in its order, or what is wrong with it."""
    if not os.path.exists(path):
        return "no such file"
    feed = feedparser.parse(path, **OPTIONS)
    if feed.bozo:
        return str(feed.bozo_exception)
    return [{"link": e.get("link"), "title": text_of(e, "title"),
             "summary": text_of(e, "summary"),
             "date": e.get("published_parsed") and
             calendar.timegm(e.published_parsed)} for e in feed.entries]


def compare(name, entries, truth):
    """The differences between a feed and the truth about its page."""
    if isinstance(entries, str):
        return [f"{name}: {entries}"]
    got, found = {e["link"]: e for e in entries}, []
    for want in truth:
        entry = got.pop(want["link"], None)
        if entry is None:
            found.append(f"{name}: no {want['link']} ({want['title']!r})")
            continue
        found += [f"{name}: {want['link']}: {k} {entry[k]!r}, not {want[k]!r}"
                  for k in ("title", "summary", "date") if entry[k] != want[k]]
    found += [f"{name}: none has {link!r}" for link in got]
    dates = [e["date"] for e in entries]
    if len(entries) > len(truth):
        found.append(f"{name}: {len(entries)} entries, not {len(truth)}")
    if None not in dates and dates != sorted(dates, reverse=True):
        found.append(f"{name}: the newest is not first")
    return found


def main(folder, base):
    with open(os.path.join(folder, "truth.json"), encoding="utf-8") as f:
        feeds = json.load(f)["feeds"]
    names = [f"{i}.{kind}" for i in feeds for kind in ("rss", "atom")]
    with multiprocessing.Pool() as pool:
        entries = pool.map(read, [os.path.join(folder, "feeds", n)
                                  for n in names], 8)
    bad = 0
    for name, found in zip(names, entries):
        truth = [dict(item, link=item["link"].replace("${BASE}", base))
                 for item in feeds[name.split(".")[0]]]
        differences = compare(name, found, truth)
        bad += bool(differences)
        print("".join(line + "\n" for line in differences), end="")
    items = sum(len(truth) for truth in feeds.values())
    print(f"{len(feeds)} pages, {items} items, {len(names)} feeds: "
          f"{len(names) - bad} equal")
    return bad > 0


sys.exit(main(*sys.argv[1:]))
