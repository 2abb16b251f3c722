#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Walk an archived feed as RFC 5005, 4.2 has a reader do it.

usage: archive_walk.py FOLDER BASE_URL FILE

From the feed FILE of FOLDER, served at BASE_URL, follow prev-archive (in JSON
Feed: next_url) to the oldest document, and back by next-archive. Prints a line
for each document, the newest first: its name, how many entries it has and what
is wrong with it, then all ids, one a line, as often as they come.
"""

import json
import os
import sys
import xml.etree.ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
ARCHIVE = "{http://purl.org/syndication/history/1.0}archive"


def read(path):
    """Links, whether it says that it is an archive document, ids."""
    if path.endswith(".json"):
        with open(path, encoding="utf-8") as f:
            feed = json.load(f)
        links = {"self": feed["feed_url"], "prev-archive": feed.get("next_url")}
        return links, None, [item["id"] for item in feed["items"]]
    root = ET.parse(path).getroot()
    top = root.find("channel") if root.tag == "rss" else root
    links = {}
    for el in top.findall(ATOM + "link"):
        if el.get("rel") in links:
            links["twice"] = el.get("rel")
        links[el.get("rel")] = el.get("href")
    ids = [el.findtext("guid") for el in top.findall("item")] + \
        [el.findtext(ATOM + "id") for el in top.findall(ATOM + "entry")]
    return links, top.find(ARCHIVE) is not None, ids


def main():
    folder, base, name = sys.argv[1:]
    url, newer, ids = base + name, None, []
    while url:
        if not url.startswith(base):
            sys.exit("not below the base: " + url)
        links, archive, more = read(os.path.join(folder, url[len(base):]))
        faults = []
        if links.get("self") != url:
            faults.append("self is %s" % links.get("self"))
        if "twice" in links:
            faults.append("two links " + links["twice"])
        if archive is not None:
            if archive != (newer is not None):
                faults.append("fh:archive: %s" % archive)
            current = links.get("current")
            if current != (base + name if newer else None):
                faults.append("current is %s" % current)
            after = links.get("next-archive")
            if after != (newer if newer != base + name else None):
                faults.append("next-archive is %s" % after)
        print(url[len(base):], len(more), *faults)
        ids += more
        newer, url = url, links.get("prev-archive")
    print(*ids, sep="\n")


main()
