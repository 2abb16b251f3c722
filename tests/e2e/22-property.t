#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Random items with hostile texts: each file parses with parsers that are not
ours and gives every text back as it went in, but for what no format can carry.
CORANTO_SEED takes another seed."""

import datetime
import email.utils
import html
import json
import os
import random
import re
import subprocess
import urllib.parse
import xml.etree.ElementTree as ET

os.chdir(os.path.dirname(os.path.abspath(__file__)) + "/../..")
FEEDS, ITEMS = 500, 20
LIMIT = 5 << 20
NS = {"a": "http://www.w3.org/2005/Atom",
      "content": "http://purl.org/rss/1.0/modules/content/",
      "dc": "http://purl.org/dc/elements/1.1/",
      "media": "http://search.yahoo.com/mrss/"}
BASE = "https://feeds.example.org/f/"
URI = re.compile(r"https?://(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|"
                 r"%[0-9A-Fa-f]{2})+")
MAIL = re.compile(r"(?<![\w@.%+-])[\w.%+-]+@[\w%+-]*\.", re.ASCII)
NOT_CHAR = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

PIECES = [
    # Markup, and what looks like it.
    b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?xml?>", b"</title>", b"</item>",
    b"&", b"<", b">", b'"', b"'", b"&amp;", b"&#x0;", b"&nbsp;", b"<b>", b"\\",
    b"\\u0000", b"*/", b"</script>", b"{", b"}",
    # Controls and white space.
    b"\0", b"\x01", b"\x08", b"\x0b", b"\x0c", b"\x1b[2J", b"\x1f", b"\x7f",
    b"\r\n", b"\r", b"\n", b"\t", b" ", b"  ",
    "\x80\x85\x9f\xa0\u200b\u2028\u2029\u3000\ufeff".encode(),
    # No UTF-8: cut short, too long, lone surrogates, past the end.
    b"\xff", b"\x80", b"\xc0\x80", b"\xe4\xbd", b"\xf0\x9f\x98", b"\xed\xa0\x80",
    b"\xed\xb0\x80", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xfe",
    # UTF-8, but no characters.
    "\ufffe".encode(), "\uffff".encode(), "\U0001ffff".encode(),
    # Right to left, with overrides; emoji of several code points; marks.
    "שלום".encode(), "\u202eabc\u202c".encode(), "مرحبا".encode(),
    "👩‍🚀🏳️‍🌈".encode(), "e\u0301\u0301".encode(), "\U0010fffd".encode(),
    "要闻".encode(), "𠮷".encode(), "\ufffd".encode(), b"word", b"a@e.org",
    b"<li@mail.e.org>", b"@lei@e.org", b"%", b"%41", b"#", b"?a=b&c=d",
]


# What is made: texts are bytes.

def text(rnd, most):
    return b"".join(rnd.choice(PIECES) for _ in range(rnd.randint(0, most)))


def address(rnd):
    return b"https://example.org/" + text(rnd, 4)


# What stands before the other places of a story, in its language.
ALSO = {b"en": "also: ", b"zh-CN": "另见：", b"fr": "aussi : ", b"tlh": "also: "}


def item(rnd, number):
    made = {
        "guid": b"tag:example.org,2026:%d" % number,
        "link": address(rnd), "title": text(rnd, 10),
        "summary": text(rnd, 12), "content": text(rnd, 20),
        "author": text(rnd, 3), "outlet": text(rnd, 2),
        "published": 1795000000 - number,
        "updated": rnd.choice([0, 1795000000]),
        "categories": [text(rnd, 2) for _ in range(rnd.randint(0, 3))],
        "enclosures": [{"url": address(rnd), "type": text(rnd, 2),
                        "length": rnd.choice([0, 1, 2**53])}
                       for _ in range(rnd.randint(0, 3))],
    }
    if rnd.random() < .3:
        made["image"] = address(rnd)
    if rnd.random() < .3:
        made["origin"] = {"id": b"o", "title": b"O" + text(rnd, 3),
                          "link": b"https://o.example.org/",
                          "updated": 1795000000}
    if rnd.random() < .3:
        made["also"] = [{"title": text(rnd, 3),
                         "link": b"https://a.example.org/%d" % i}
                        for i in range(rnd.randint(1, 3))]
        made["language"] = rnd.choice(sorted(ALSO))
    return made


def feeds(rnd):
    for number in range(FEEDS):
        yield {"feed": {"id": b"f", "title": b"F" + text(rnd, 5),
                        "link": address(rnd),
                        "base_url": BASE.encode() if number % 2 else b"",
                        "description": text(rnd, 5),
                        "copyright": text(rnd, 5), "updated": 1795000000},
               "items": [item(rnd, number * ITEMS + i) for i in range(ITEMS)]}
    # Titles and contents of a megabyte, of which few find room.
    for number, size in enumerate([1 << 20, 1 << 19, 1 << 18]):
        items = [item(rnd, i) for i in range(ITEMS)]
        for i, it in enumerate(items):
            key = rnd.choice(["title", "content"])
            it[key] = (text(rnd, 50) or b"x") * (size >> 6)
            it[key] = it[key][:size]
        yield {"feed": {"id": b"f", "title": b"F", "link": b"https://e.org/"},
               "items": items}


# What is to come back.

def scrub(raw):
    return NOT_CHAR.sub("", raw.decode("utf-8", "replace"))


def blank(raw):
    return not scrub(raw).strip()


def escape(s):
    return html.escape(s, quote=False)


def summary(it):
    for key in ("summary", "title"):
        if not blank(it[key]):
            return scrub(it[key])
    return scrub(it["link"])


def body(it, whole):
    content = scrub(it["content"]) if whole and not blank(it["content"]) else ""
    if "also" not in it:
        return content
    links = ('<a href="%s">%s</a>' % (
        m["link"].decode(),
        escape(scrub(m["link"] if blank(m["title"]) else m["title"])))
        for m in it["also"])
    return (content or "<p>%s</p>" % escape(summary(it))) + \
        "<p>%s%s</p>" % (ALSO[it["language"]], ", ".join(links))


def description(it, whole):
    """(description, content:encoded) of RSS."""
    main = body(it, whole)
    alone = blank(it["summary"]) or not whole or blank(it["content"])
    if main and alone:
        return main, None
    return escape(summary(it)), main or None


def same_address(got, raw):
    assert URI.fullmatch(got) and got.count("#") <= 1, got
    assert urllib.parse.unquote_to_bytes(got) == \
        urllib.parse.unquote_to_bytes(raw), (got, raw)


def same(got, want):
    if isinstance(want, bytes):
        want = None if blank(want) else scrub(want)
    assert got == want, "got %r, want %r" % (got, want)


def same_author(got, it):
    assert not MAIL.search(got or ""), got
    if b"@" not in it["author"] + it["outlet"]:
        same(got, it["outlet"] if blank(it["author"]) else it["author"])


def same_list(got, raw):
    same(got, [scrub(one) for one in raw if not blank(one)])


def stamp(seconds):
    return datetime.datetime.fromtimestamp(
        seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


# Each returns whether the item came with its content.

def told(it, got, places):
    """WHOLE for which PLACES(it, WHOLE) is GOT; None without a content."""
    for whole in (True, False):
        if places(it, whole) == got:
            return None if blank(it["content"]) else whole
    raise AssertionError("got %r, want %r" % (got, places(it, True)))


def rss_item(el, it, base):
    def found(path):
        return el.findtext(path, namespaces=NS)

    same(found("title"), it["title"])
    same(found("guid"), it["guid"])
    same_address(found("link"), it["link"])
    same_author(found("dc:creator"), it)
    sourced = base and "origin" in it
    same(found("dc:source"), b"" if sourced else it["outlet"])
    same(found("dc:publisher"), it["outlet"] if sourced else b"")
    same(found("source"), it["origin"]["title"] if sourced else b"")
    same_list([c.text for c in el.findall("category")], it["categories"])
    same(email.utils.parsedate_to_datetime(found("pubDate")).timestamp(),
         it["published"])
    more = el.findall("enclosure") + [
        m for m in el.findall("media:content", NS)
        if m.get("medium") != "image"]
    assert len(more) == len(it["enclosures"])
    for got, want in zip(more, it["enclosures"]):
        same_address(got.get("url"), want["url"])
    return told(it, (found("description"), found("content:encoded")),
                description)


def atom_places(it, whole):
    main = body(it, whole)
    return (None if main and blank(it["summary"]) else summary(it),
            main or None)


def atom_entry(el, it, base):
    def found(path):
        return el.findtext(path, namespaces=NS)

    assert found("a:title").strip()
    if not blank(it["title"]):
        same(found("a:title"), it["title"])
    same(found("a:id"), it["guid"])
    links = el.findall("a:link", NS)
    assert len(links) == 1 + len(it["enclosures"])
    for got, want in zip(links, [it["link"]] + [
            e["url"] for e in it["enclosures"]]):
        same_address(got.get("href"), want)
    same_author(found("a:author/a:name"), it)
    same(found("dc:source"), it["outlet"])
    same(found("a:source/a:title"), it.get("origin", {}).get("title", b""))
    same(el.find("a:source/a:link[@rel='self']", NS) is not None,
         bool(base and "origin" in it))
    same_list([c.get("term") for c in el.findall("a:category", NS)],
              it["categories"])
    same(found("a:published"), stamp(it["published"]))
    same(found("a:updated"), stamp(max(it["published"], it["updated"])))
    return told(it, (found("a:summary"), found("a:content")), atom_places)


def json_places(it, whole):
    main = body(it, whole)
    if not main:
        return summary(it), None, None
    return None, main, None if blank(it["summary"]) else scrub(it["summary"])


def json_item(got, it, base):
    same(got["id"], it["guid"])
    same(got.get("title"), it["title"])
    same_address(got["url"], it["link"])
    same_author(got.get("authors", [{}])[0].get("name"), it)
    more = got.get("_coranto", {})
    same(more.get("outlet"), it["outlet"])
    same(more.get("origin", {}).get("title"),
         it.get("origin", {}).get("title", b""))
    same([one["url"].encode() for one in more.get("also", [])],
         [one["link"] for one in it.get("also", [])])
    same_list(got.get("tags", []), it["categories"])
    same(got["date_published"], stamp(it["published"]))
    files = got.get("attachments", [])
    assert len(files) == len(it["enclosures"])
    for one, want in zip(files, it["enclosures"]):
        same_address(one["url"], want["url"])
        same(one.get("size_in_bytes", 0), want["length"])
    return told(it, tuple(got.get(key) for key in (
        "content_text", "content_html", "summary")), json_places)


def read_rss(data):
    channel = ET.fromstring(data).find("channel")
    return (channel.findtext("title"), channel.findtext("copyright"),
            channel.findall("item"), rss_item)


def read_atom(data):
    root = ET.fromstring(data)
    return (root.findtext("a:title", namespaces=NS),
            root.findtext("a:rights", namespaces=NS),
            root.findall("a:entry", NS), atom_entry)


def read_json(data):
    root = json.loads(data.decode("utf-8"))
    assert not NOT_CHAR.search(data.decode("utf-8"))
    return (root["title"], root["_coranto"].get("copyright"), root["items"],
            json_item)


def check(data, read, record):
    """The number of items and of items whose content found no room."""
    assert len(data) <= LIMIT
    feed, items = record["feed"], record["items"]
    title, rights, found, same_item = read(data)
    same(title, feed["title"])
    same(rights, feed.get("copyright", b""))
    wholes = [same_item(el, it, feed.get("base_url"))
              for el, it in zip(found, items)]
    # The oldest give up their content first, and then their places.
    known = [whole for whole in wholes if whole is not None]
    assert known == sorted(known, reverse=True), known
    assert len(found) == len(items) or not any(known), known
    return len(found), known.count(False)


def as_json(value):
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    return [as_json(one) for one in value] if isinstance(value, list) else value


def main():
    seed = int(os.environ.get("CORANTO_SEED", 20261122))
    records = list(feeds(random.Random(seed)))
    lines = "".join(json.dumps(dict(as_json(record), bytes=True)) + "\n"
                    for record in records)
    out = subprocess.run([os.environ.get("PROBE", "build/probe"), "generate"],
                         input=lines.encode(), stdout=subprocess.PIPE,
                         check=True).stdout.decode().split("\n")
    for n, (kind, read) in enumerate([("rss", read_rss), ("atom", read_atom),
                                      ("json", read_json)]):
        count, cut, fault = 0, 0, None
        for record, line in zip(records, out):
            try:
                items, less = check(
                    json.loads(line)[kind].encode("latin-1"), read, record)
            except (AssertionError, KeyError, ValueError, TypeError,
                    ET.ParseError) as e:
                fault = "%s: %s" % (type(e).__name__, str(e)[:2000])
                break
            if count < FEEDS * ITEMS:
                assert (items, less) == (ITEMS, 0)
            count += items
            cut += less
        print("%sok %d - %s: %d items come back as they went in, %d of them "
              "without the content that found no room" % (
                  "not " if fault or count < FEEDS * ITEMS or not cut else "",
                  n + 1, kind, count, cut))
        if fault:
            print("# seed %d: %s" % (seed, fault))
    print("1..3")


main()
