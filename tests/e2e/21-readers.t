#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""What readers make of the feeds: feedparser, newsboat and sfeed show every
title, link, date, id and text as it stood in the records."""

import calendar
import html
import json
import os
import re
import sqlite3
import subprocess
import tempfile

os.chdir(os.path.dirname(os.path.abspath(__file__)) + "/../..")
count = 0


def report(name, got, want):
    global count
    count += 1
    print("%sok %d - %s" % ("" if got == want else "not ", count, name))
    if got != want:
        for g, w in zip(got, want):
            if g != w:
                print("# got  %r\n# want %r" % (g, w))
        print("# %d got, %d wanted" % (len(got), len(want)))


def skip(name, why):
    global count
    count += 1
    print("ok %d - %s # SKIP %s" % (count, name, why))


def generate(lines):
    """The (rss, atom) of each record."""
    probe = os.environ.get("PROBE", "build/probe")
    out = subprocess.run([probe, "generate"], input="".join(lines).encode(),
                         stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in out.decode().splitlines()]


def as_text(markup):
    """The text of markup, white space collapsed."""
    markup = html.unescape(re.sub(r"<[^>]*>", "", markup))
    return " ".join(markup.split())


def wanted(item, kind):
    """(id, title, link, date, text) of an item of the records."""
    title = item.get("title", "")
    if not title and kind == "atom":
        title = as_text(item["content"])
    text = item.get("summary") or as_text(item.get("content", "")) or title
    # Where nothing but the one text is shown, it ends with the other places.
    if "also" in item and not item.get("content") and \
            (kind == "rss" or not item.get("summary")):
        text += "also: " + ", ".join(m["title"] for m in item["also"])
    return (item["guid"], title, item["link"], item["published"], text)


def by_feedparser(path):
    # It says itself what is HTML: an RSS description is, an Atom summary not.
    parsed = feedparser.parse(path)
    assert not parsed.bozo, parsed
    for e in parsed.entries:
        text = e.get("summary_detail") or e.content[0]
        yield (e.id, e.get("title", ""), e.link,
               calendar.timegm(e.published_parsed),
               as_text(text.value) if text.type == "text/html" else text.value)


def by_newsboat(path, folder):
    with open(folder + "/urls", "w") as f:
        f.write("file://%s\n" % path)
    cache = folder + "/cache.db"
    if os.path.exists(cache):
        os.remove(cache)
    open(folder + "/config", "w").close()
    subprocess.run(["newsboat", "-u", folder + "/urls", "-c", cache, "-C",
                    folder + "/config", "-x", "reload"], check=True,
                   env=dict(os.environ, HOME=folder))
    rows = sqlite3.connect(cache).execute(
        "SELECT guid, title, url, pubDate FROM rss_item "
        "ORDER BY pubDate DESC, id").fetchall()
    return [tuple(row) for row in rows]


def by_sfeed(path):
    with open(path, "rb") as f:
        out = subprocess.run(["sfeed"], stdin=f, stdout=subprocess.PIPE,
                             check=True).stdout.decode()
    for line in out.splitlines():
        date, title, link, _, _, guid = line.split("\t")[:6]
        yield (guid, title, link, int(date))


def there(program):
    return subprocess.run(["sh", "-c", "command -v " + program],
                          stdout=subprocess.DEVNULL).returncode == 0


try:
    import feedparser
except ImportError:
    feedparser = None

records = [line for line in open("tests/data/generate.jsonl")
           if '"id": "odd"' not in line]
with tempfile.TemporaryDirectory() as folder:
    for record, feeds in zip(map(json.loads, records), generate(records)):
        # None of these three knows JSON Feed.
        for kind, data in feeds.items():
            if kind == "json":
                continue
            name = "%s.%s" % (record["feed"]["id"], kind)
            path = "%s/%s" % (folder, name)
            with open(path, "w", newline="") as f:
                f.write(data)
            want = [wanted(item, kind) for item in record["items"]]
            if feedparser:
                report("feedparser " + name, list(by_feedparser(path)), want)
            else:
                skip("feedparser " + name, "not installed")
            # These two show no text alone; newsboat invents missing titles.
            want = [row[:4] for row in want]
            if there("sfeed"):
                report("sfeed " + name, list(by_sfeed(path)), want)
            else:
                skip("sfeed " + name, "not installed")
            if there("newsboat"):
                untitled = {row[0] for row in want if not row[1]}
                report("newsboat " + name,
                       [(row[0], "") + row[2:] if row[0] in untitled else row
                        for row in by_newsboat(path, folder)], want)
            else:
                skip("newsboat " + name, "not installed")
print("1..%d" % count)
