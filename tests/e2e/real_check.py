#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Compare feeds with what is known of the page that they were made from.

    real_check.py pages DATA SOURCES
        The pages of the folder DATA that the check is about, one a line:
        name, transport charset, zone, and the moment to read it at.
    real_check.py feed EXPECTED ZONE FEED
        Every item of EXPECTED is in FEED once and no other is, with the
        title, link and date that EXPECTED has. Prints each difference, then
        how many were equal; exit status 1 if any is not.

Links are equal if they are after scheme, "www.", default port, fragment,
trailing slash, percent-escapes and order of parameters; titles after NFC and
white space; dates as far as the expected one goes, on the page's clock."""
import calendar
import datetime
import json
import pathlib
import re
import sys
import unicodedata
import urllib.parse
import zoneinfo

import feedparser

FIRST = 10  # pages taken whatever their charset


def read(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def last_day(fetched):
    """Of the day, month or year that FETCHED begins with."""
    year, month, day = re.match(
        r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", fetched).groups()
    month = int(month or 12)
    day = int(day or calendar.monthrange(int(year), month)[1])
    return f"{year}-{month:02}-{day:02}"


def moment(page, zone):
    """The end of the day on which the page was fetched. The record of some
    names a day before the newest item's: then it was that item's."""
    days = [i["date"][:10] for i in page["items"] if i["date"]]
    day = datetime.date.fromisoformat(max([last_day(page["fetched"]), *days]))
    return datetime.datetime.combine(
        day, datetime.time(23, 59, 59), zoneinfo.ZoneInfo(zone)).isoformat()


def zone_of(sources, name):
    """The zone that our own file, whose layout is known, gives to NAME."""
    entry = re.search(rf"- id: {re.escape(name)}\n(?:    .*\n)+", sources)
    if entry is None:
        sys.exit(f"there are no rules for {name}")
    return re.search(r"timezone: (\S+)", entry[0])[1]


def pages(data, sources):
    sources = pathlib.Path(sources).read_text(encoding="utf-8")
    names = sorted(p.parent.name for p in
                   pathlib.Path(data).glob("*/expected.json"))
    for n, name in enumerate(names):
        page = read(f"{data}/{name}/expected.json")
        if n < FIRST or page["charset"].lower() != "utf-8":
            zone = zone_of(sources, name)
            print(name, page["charset"], zone, moment(page, zone))


def link_key(url):
    u = urllib.parse.urlsplit(url)
    host = re.sub(r"^www\.", "", u.hostname or "")
    if u.port not in (None, 80, 443):
        host += f":{u.port}"
    path = urllib.parse.unquote(u.path).rstrip("/")
    return host, path, sorted(urllib.parse.parse_qsl(
        u.query, keep_blank_values=True))


def title_key(text):
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def clock(parsed, expected, zone):
    """A date of feedparser's as the page's clock showed it, which is in the
    offset that EXPECTED names, else in ZONE."""
    if parsed is None:
        return "none"
    utc = datetime.datetime.fromtimestamp(
        calendar.timegm(parsed), datetime.timezone.utc)
    where = datetime.datetime.fromisoformat(expected).tzinfo
    there = utc.astimezone(where or zoneinfo.ZoneInfo(zone))
    return there.replace(tzinfo=None).isoformat()


def compare_item(item, entry, zone):
    """Yields (kind, equal, what to say if not)."""
    if item["title"] is not None:
        title = entry.get("title")
        yield ("titles", title_key(title) == title_key(item["title"]),
               f"title {title!r}, expected {item['title']!r}")
    if item["date"] is not None:
        date = clock(entry.get("published_parsed"), item["date"], zone)
        wanted = re.sub(r"(T.*)([+-]\d\d:\d\d|Z)$", r"\1", item["date"])
        yield ("dates", date.startswith(wanted),
               f"date {date}, expected {item['date']}: {item['url']}")


def compare(expected, zone, path):
    feed = feedparser.parse(path)
    yield ("feeds", not feed.bozo and len(feed.entries) > 0,
           f"{path}: {feed.get('bozo_exception', 'no entries')}")
    left = list(feed.entries)
    for item in expected["items"]:
        same = [e for e in left
                if link_key(e.get("link", "")) == link_key(item["url"])]
        yield "links", bool(same), f"not in the feed: {item['url']}"
        if same:
            left.remove(same[0])
            yield from compare_item(item, same[0], zone)
    for e in left:
        yield "links", False, f"no item of the list: {e.get('link')}"


def check(expected, zone, path):
    equal, total = {}, {}
    for kind, ok, why in compare(read(expected), zone, path):
        total[kind] = total.get(kind, 0) + 1
        equal[kind] = equal.get(kind, 0) + ok
        if not ok:
            print(why)
    print(", ".join(f"{equal[kind]} of {total[kind]} {kind}"
                    for kind in total if kind != "feeds"))
    sys.exit(equal != total)


if __name__ == "__main__":
    {"pages": pages, "feed": check}[sys.argv[1]](*sys.argv[2:])
