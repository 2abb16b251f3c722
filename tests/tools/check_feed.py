#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Check RSS 2.0, Atom and JSON Feed files against coranto's rules for feeds.

usage: check_feed.py [--base-url URL] [--now TIME] FILE|FOLDER...

Prints "file: rule: message" for each breach and exits 1 when there is one, 0
when all is well, 2 when there is nothing to check. A folder stands for the
feeds in it, and nothing else may be in it. Files that differ only in .rss,
.atom and .json are one feed in several formats and must tell of the same items.

What a rule asks, and who says so, stands above the function that checks it:
RSS is rssboard.org/rss-specification, PROFILE rssboard.org/rss-profile, 4287
the Atom RFC, JF jsonfeed.org/version/1.1. Checks of single values come first, then items, feeds, files.
"""

import argparse
import datetime
import email.utils
import html.parser
import json
import os
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ET
import xml.parsers.expat

ATOM = "http://www.w3.org/2005/Atom"
NAMESPACES = {
    "atom": ATOM,
    "content": "http://purl.org/rss/1.0/modules/content/",
    "fh": "http://purl.org/syndication/history/1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
XML = "{http://www.w3.org/XML/1998/namespace}"
SIZE = 5 << 20  # bytes; readers refuse more
TITLE = 251  # characters: 250, and the mark of a cut
OLDEST = datetime.datetime(1990, 1, 1, tzinfo=datetime.timezone.utc)

URI = re.compile(r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
TAG_URI = re.compile(r"tag:([a-z0-9._-]+@)?[a-z0-9][a-z0-9.-]*,\d{4}"
                     r"(-\d\d(-\d\d)?)?:[A-Za-z0-9;/?:@&=+$.\-_!~*'()%,]*")
UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
RSS_DATE = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|"
                      r"May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
                      r"\d\d:\d\d:\d\d (GMT|[+-]\d{4})")
ATOM_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
MEDIA_TYPE = re.compile(r"[A-Za-z0-9][\w!#$&^.+-]*/[A-Za-z0-9][\w!#$&^.+-]*"
                        r"(;.*)?", re.ASCII)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
NOT_CHAR = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REFERENCE = re.compile(r"&(#x[0-9A-Fa-f]+|#[0-9]+|\w+);")

BAD_ELEMENTS = set("""script style iframe frame frameset object embed applet
form input button select textarea base meta link svg math template""".split())
BAD_ATTRIBUTES = {"style", "srcdoc", "formaction", "ping"}
URL_ATTRIBUTES = {"href", "src", "poster", "cite", "background", "action",
                  "data", "longdesc"}


class Html(html.parser.HTMLParser):
    """Collects what may not be in the HTML of an item."""

    def __init__(self):
        super().__init__()
        self.faults = []

    def handle_starttag(self, tag, attrs):
        if tag in BAD_ELEMENTS:
            self.faults.append(("sanitized", "<%s> in HTML" % tag))
        for name, value in attrs:
            value = value or ""
            if name.startswith("on") or name in BAD_ATTRIBUTES:
                self.faults.append(("sanitized", "%s= in HTML" % name))
            elif name in URL_ATTRIBUTES:
                self.address(tag, name, value)
            elif name == "srcset":
                for part in value.split(", "):
                    self.address(tag, name, part.strip().split(" ")[0])

    def address(self, tag, name, value):
        scheme = re.sub(r"[\0-\x20]", "", value).split(":")[0].lower()
        if scheme in ("http", "https", "mailto", "tel", "magnet"):
            return
        if scheme == "data" and tag == "img" and \
                value.startswith("data:image/"):
            return
        kind = "sanitized" if scheme in ("javascript", "vbscript", "data",
                                         "file", "blob") else "absolute-html"
        self.faults.append((kind, "%s=%r in HTML" % (name, value[:80])))


class Feed:
    """One file: its faults, and for comparison the ids of its items."""

    def __init__(self, path, options):
        self.path, self.options = path, options
        self.faults, self.ids, self.dates = [], [], []

    def fault(self, rule, message):
        self.faults.append((rule, message))

    # -- values ----------------------------------------------------------

    # 4287 3.1.1 and all of RSS: plain values have no white space around them.
    def text(self, el, what):
        value = "".join(el.itertext()) if el is not None else ""
        if value != value.strip():
            self.fault("white-space", "around %s %r" % (what, value[:80]))
        return value.strip()

    # RFC 3986: absolute, http(s), ASCII, percent-encoded.
    def url(self, value, what):
        if not re.match(r"https?://[^/?#]", value or ""):
            self.fault("url", "%s is not absolute: %r" % (what, value))
        elif not URI.fullmatch(value) or value.count("#") > 1:
            self.fault("url", "%s is no URI: %r" % (what, value))

    # Once published it never changes, so it is no address and no bare hash.
    def identifier(self, value):
        if not TAG_URI.fullmatch(value) and not UUID.fullmatch(value):
            self.fault("id", "neither tag: nor urn:uuid: %r" % value)

    def plausible(self, when, what):
        if when > self.options.now:
            self.fault("plausible-date", "%s is in the future: %s"
                       % (what, when))
        if when < OLDEST:
            self.fault("plausible-date", "%s is before 1990: %s"
                       % (what, when))
        return when

    # RSS, PROFILE: RFC 822 with a four-digit year, and the right weekday.
    def rss_date(self, el, what):
        value = self.text(el, what)
        try:
            if not RSS_DATE.fullmatch(value):
                raise ValueError
            when = email.utils.parsedate_to_datetime(value)
        except (ValueError, TypeError):
            return self.fault("date", "%s %r" % (what, value))
        if when.tzinfo is None:
            when = when.replace(tzinfo=datetime.timezone.utc)
        if when.strftime("%a") != value[:3]:
            self.fault("date", "%s has the wrong weekday: %r" % (what, value))
        return self.plausible(when, what)

    # 4287 3.3, in the one form that all readers take.
    def atom_date(self, el, what):
        return self.rfc3339(self.text(el, what), what)

    def rfc3339(self, value, what):
        try:
            if not ATOM_DATE.fullmatch(value):
                raise ValueError
            when = datetime.datetime.fromisoformat(value[:-1] + "+00:00")
        except ValueError:
            return self.fault("date", "%s %r" % (what, value))
        return self.plausible(when, what)

    # Tags stripped, white space collapsed, a length that fits in a list.
    def title(self, el, what):
        self.line(self.text(el, what), what)

    def line(self, value, what):
        if not value:
            self.fault("blank", "%s is blank" % what)
        if re.search(r"[\t\n\r\xa0]|  ", value):
            self.fault("title", "white space in %s %r" % (what, value[:80]))
        if len(value) > TITLE:
            self.fault("title", "%s has %d characters" % (what, len(value)))

    def language(self, value):
        if value is not None and not LANGUAGE.fullmatch(value):
            self.fault("language", repr(value))

    def not_blank(self, parent, name):
        el = parent.find(name)
        value = self.text(el, name)
        if not value:
            self.fault("blank" if el is not None else "missing", name)
        return value

    def html(self, value):
        parser = Html()
        parser.feed(value)
        parser.close()
        for rule, message in parser.faults:
            self.fault(rule, message)

    # RSS: url, type and length are all there; 0 for an unknown length.
    def enclosure(self, url, kind, length):
        self.url(url, "enclosure")
        if not MEDIA_TYPE.fullmatch(kind or ""):
            self.fault("enclosure", "type %r" % kind)
        if not re.fullmatch("[0-9]+", length or ""):
            self.fault("enclosure", "length %r" % length)

    def media(self, item):
        for name in ("content", "thumbnail"):
            for el in item.iter("{%s}%s" % (NAMESPACES["media"], name)):
                self.url(el.get("url"), "media:" + name)

    # -- items -----------------------------------------------------------

    def rss_item(self, item):
        names = [child.tag for child in item]
        encoded = "{%s}encoded" % NAMESPACES["content"]
        guid = item.find("guid")
        # The default of isPermaLink is true: it would be taken for the link.
        if guid is None:
            self.fault("missing", "guid")
        elif guid.get("isPermaLink") != "false":
            self.fault("guid", "isPermaLink is not \"false\"")
        value = self.text(guid, "guid")
        self.identifier(value)
        self.ids.append(value)
        self.url(self.not_blank(item, "link"), "link")
        if "title" in names:
            self.title(item.find("title"), "title")
        # Readers that know no content:encoded show the description.
        self.not_blank(item, "description")
        if encoded in names and "description" in names and \
                names.index(encoded) < names.index("description"):
            self.fault("order", "content:encoded before description")
        for tag in ("description", encoded):
            self.html(item.findtext(tag) or "")
        if "author" in names:
            self.fault("author", "<author> wants an e-mail address")
        for tag in ("category", "{%s}creator" % NAMESPACES["dc"]):
            for el in item.findall(tag):
                if not self.text(el, tag):
                    self.fault("blank", tag)
        for tag in set(names) - {"category"}:
            if names.count(tag) > 1 and not tag.startswith("{"):
                self.fault("once", "%s is there %d times"
                           % (tag, names.count(tag)))
        for el in item.findall("enclosure"):
            self.enclosure(el.get("url"), el.get("type"), el.get("length"))
        self.language(item.findtext("{%s}language" % NAMESPACES["dc"]))
        self.media(item)
        self.dates.append(self.rss_date(item.find("pubDate"), "pubDate"))

    # 4287 4.2.7: alternate first, as there are readers that take the first.
    def atom_links(self, entry):
        links = entry.findall("{%s}link" % ATOM)
        kinds = [(el.get("type"), el.get("hreflang")) for el in links
                 if el.get("rel", "alternate") == "alternate"]
        if not kinds:
            self.fault("missing", "link rel=\"alternate\"")
        elif links[0].get("rel", "alternate") != "alternate":
            self.fault("order", "a link before the alternate one")
        if len(set(kinds)) != len(kinds):
            self.fault("once", "two alternate links of one type")
        for el in links:
            self.url(el.get("href"), "link")
            if el.get("rel") == "self":
                self.fault("self", "rel=\"self\" in an entry")
            if el.get("rel") == "enclosure":
                self.enclosure(el.get("href"), el.get("type"),
                               el.get("length", "0"))

    def atom_entry(self, entry):
        ns = "{%s}" % ATOM
        value = self.not_blank(entry, ns + "id")
        self.identifier(value)
        self.ids.append(value)
        title = entry.find(ns + "title")
        self.title(title, "title")
        if title is not None and title.get("type", "text") != "text":
            self.fault("title", "type=%r" % title.get("type"))
        self.atom_links(entry)
        content, summary = entry.find(ns + "content"), entry.find(ns + "summary")
        if content is None and summary is None:
            self.fault("missing", "content or summary")
        for el in (content, summary):
            if el is None:
                continue
            if not self.text(el, el.tag[len(ns):]):
                self.fault("blank", el.tag[len(ns):])
            if el.get("type", "text") == "html":
                self.html("".join(el.itertext()))
            elif el is content:
                self.fault("content", "type=%r" % el.get("type"))
        for el in entry.findall(ns + "category"):
            if not (el.get("term") or "").strip():
                self.fault("blank", "category term")
        self.authors(entry)
        self.atom_source(entry)
        self.language(entry.get(XML + "lang"))
        self.media(entry)
        published = self.atom_date(entry.find(ns + "published"), "published")
        updated = self.atom_date(entry.find(ns + "updated"), "updated")
        if published and updated and updated < published:
            self.fault("date", "updated before published")
        self.dates.append(published)

    # 4287 4.2.11: what names the feed of origin.
    def atom_source(self, entry):
        ns = "{%s}" % ATOM
        for source in entry.findall(ns + "source"):
            self.identifier(self.not_blank(source, ns + "id"))
            self.not_blank(source, ns + "title")
            self.atom_date(source.find(ns + "updated"), "source updated")
            for el in source.findall(ns + "link"):
                self.url(el.get("href"), "link of the source")

    # JF: an id, a text and no member that says nothing.
    def json_item(self, item):
        self.identifier(item.get("id", ""))
        self.ids.append(item.get("id"))
        self.url(item.get("url"), "url")
        if "title" in item:
            self.line(item["title"], "title")
        if "content_html" in item:
            self.html(item["content_html"])
        elif "content_text" not in item:
            self.fault("missing", "content_html or content_text")
        published = self.rfc3339(item.get("date_published", ""),
                                 "date_published")
        if "date_modified" in item:
            updated = self.rfc3339(item["date_modified"], "date_modified")
            if published and updated and updated < published:
                self.fault("date", "modified before published")
        if "author" in item:
            self.fault("author", "\"author\" is of version 1")
        for el in item.get("attachments", []):
            self.enclosure(el.get("url"), el.get("mime_type"),
                           str(el.get("size_in_bytes", 0)))
        if "image" in item:
            self.url(item["image"], "image")
        self.language(item.get("language"))
        self.dates.append(published)

    def authors(self, parent):
        found = parent.findall("{%s}author" % ATOM)
        for el in found:
            self.not_blank(el, "{%s}name" % ATOM)
        return found

    # -- feeds -----------------------------------------------------------

    # Equal to where the file is served, byte for byte; none when unknown.
    def self_link(self, links):
        self.self_url([el.get("href") for el in links
                       if el.get("rel") == "self"])

    def self_url(self, found):
        base = self.options.base_url
        want = base and urllib.parse.urljoin(base, os.path.basename(self.path))
        if len(found) > 1:
            self.fault("self", "%d self links" % len(found))
        for href in found:
            self.url(href, "self link")
        if base and found != [want]:
            self.fault("self", "%s, not %s" % (found, want))

    def rss(self, root):
        channel = root.find("channel")
        if root.get("version") != "2.0":
            self.fault("rss", "version %r" % root.get("version"))
        if channel is None:
            return self.fault("missing", "channel")
        self.not_blank(channel, "title")
        self.not_blank(channel, "description")
        self.url(self.not_blank(channel, "link"), "link")
        self.language(channel.findtext("language"))
        if channel.find("lastBuildDate") is not None:
            self.rss_date(channel.find("lastBuildDate"), "lastBuildDate")
        if not re.fullmatch("[1-9][0-9]*", channel.findtext("ttl", "1")):
            self.fault("rss", "ttl %r" % channel.findtext("ttl"))
        for image in channel.findall("image"):
            for name in ("title", "link"):
                if image.findtext(name) != channel.findtext(name):
                    self.fault("image", "%s is not the channel's" % name)
            self.url(image.findtext("url"), "image")
        self.self_link(channel.findall("{%s}link" % ATOM))
        for item in channel.findall("item"):
            self.rss_item(item)

    def atom(self, root):
        ns = "{%s}" % ATOM
        self.identifier(self.not_blank(root, ns + "id"))
        self.title(root.find(ns + "title"), "feed title")
        self.atom_date(root.find(ns + "updated"), "feed updated")
        self.language(root.get(XML + "lang"))
        links = root.findall(ns + "link")
        for el in links:
            self.url(el.get("href"), "link")
        if not any(el.get("rel") == "alternate" for el in links):
            self.fault("missing", "link rel=\"alternate\" of the feed")
        self.self_link(links)
        named = self.authors(root)
        for entry in root.findall(ns + "entry"):
            self.atom_entry(entry)
            if not named and entry.find(ns + "author") is None:
                self.fault("author", "neither feed nor entry has one")

    def filled(self, value, what):
        if value is None or value == "" or value == [] or value == {}:
            self.fault("blank", "%s is %r" % (what, value))
        if isinstance(value, dict):
            for key, member in value.items():
                if what or key != "items":
                    self.filled(member, key)
        elif isinstance(value, list):
            for member in value:
                self.filled(member, what)
        elif isinstance(value, str) and NOT_CHAR.search(value):
            self.fault("character", "in %s" % what)

    def json(self, root):
        if root.get("version") != "https://jsonfeed.org/version/1.1":
            self.fault("json", "version %r" % root.get("version"))
        if not (root.get("title") or "").strip():
            self.fault("blank", "title")
        self.url(root.get("home_page_url"), "home_page_url")
        self.self_url([root["feed_url"]] if "feed_url" in root else [])
        self.language(root.get("language"))
        self.filled(root, "")
        for item in root.get("items", []):
            self.filled(item, "item")
            self.json_item(item)

    def items(self):
        for value in sorted(set(self.ids)):
            if self.ids.count(value) > 1:
                self.fault("unique", "%r is the id of %d items"
                           % (value, self.ids.count(value)))
        dates = [d for d in self.dates if d]
        if dates != sorted(dates, reverse=True):
            self.fault("newest-first", "items are not in order of their dates")

    # -- files -----------------------------------------------------------

    # XML 1.0, 2.2, and what readers choke on: DTDs, entities, XSLT, xml:base.
    def characters(self, data):
        if len(data) > SIZE:
            self.fault("size", "%d bytes" % len(data))
        if not re.match(rb"<\?xml [^>]*encoding=[\"']UTF-8[\"']", data, re.I):
            self.fault("encoding", "no declaration of UTF-8 at the very start")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as e:
            return self.fault("encoding", "no UTF-8: %s" % e)
        for m in REFERENCE.finditer(text):
            name = m.group(1)
            if name[0] != "#":
                if name not in ("amp", "lt", "gt", "quot", "apos"):
                    self.fault("entity", m.group(0))
                continue
            cp = int(name[2:], 16) if name[1] == "x" else int(name[1:])
            if cp > 0x10FFFF or NOT_CHAR.match(chr(cp)):
                self.fault("character", m.group(0))
        bad = NOT_CHAR.search(text)
        if bad:
            self.fault("character", "U+%04X" % ord(bad.group(0)))

    def declarations(self, data):
        def doctype(*_):
            self.fault("doctype", "a DOCTYPE")

        def instruction(target, value):
            if target == "xml-stylesheet" and "text/css" not in value:
                self.fault("stylesheet", value)

        def namespace(prefix, uri):
            if uri == ATOM and prefix not in (None, "atom"):
                self.fault("namespace", "prefix %s for Atom" % prefix)
            elif prefix is not None and NAMESPACES.get(prefix) != uri:
                self.fault("namespace", "%s=%s" % (prefix, uri))

        def element(name, attributes):
            if XML[1:-1] + " base" in attributes:
                self.fault("xml-base", "xml:base in %s" % name)

        parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = doctype
        parser.ProcessingInstructionHandler = instruction
        parser.StartNamespaceDeclHandler = namespace
        parser.StartElementHandler = element
        parser.Parse(data, True)

    def check(self):
        with open(self.path, "rb") as f:
            data = f.read()
        if self.path.endswith(".json"):
            return self.check_json(data)
        self.characters(data)
        try:
            self.declarations(data)
            root = ET.fromstring(data)
        except (xml.parsers.expat.ExpatError, ET.ParseError,
                LookupError, ValueError) as e:
            return self.fault("well-formed", str(e))
        if root.tag == "rss":
            self.rss(root)
        elif root.tag == "{%s}feed" % ATOM:
            if not re.search(rb"<feed[ >]", data):
                self.fault("namespace", "Atom with a prefix")
            self.atom(root)
        else:
            return self.fault("root", root.tag)
        self.items()


    # JF, RFC 8259 8.1: UTF-8 without a mark, and no lone surrogates in escapes.
    def check_json(self, data):
        if len(data) > SIZE:
            self.fault("size", "%d bytes" % len(data))
        try:
            root = json.loads(data.decode("utf-8"))
            json.dumps(root, ensure_ascii=False).encode("utf-8")
        except ValueError as e:
            return self.fault("well-formed", str(e))
        self.json(root)
        self.items()


# Written beside and renamed: what a server would hand out is feeds only.
def check_folder(path):
    faults, feeds = [], []
    for name in sorted(os.listdir(path)):
        if name.endswith((".rss", ".atom", ".json")):
            feeds.append(os.path.join(path, name))
        elif not name.endswith((".opml", ".html", ".gz")) and \
                name not in ("README.md", "feed.css"):
            faults.append((path, "folder", "holds %s" % name))
    return faults, feeds


# A person can change the format and meets no item a second time.
def check_pairs(feeds):
    first = {}
    for feed in sorted(feeds, key=lambda feed: feed.path):
        other = first.setdefault(os.path.splitext(feed.path)[0], feed)
        if feed.ids != other.ids:
            feed.fault("pair", "other ids than in %s" % other.path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--base-url", help="where the files are served")
    parser.add_argument("--now", type=datetime.datetime.fromisoformat,
                        help="RFC 3339; nothing may be later; default: now")
    parser.add_argument("path", nargs="+")
    options = parser.parse_args()
    utc = datetime.timezone.utc
    options.now = options.now or datetime.datetime.now(utc)
    if options.now.tzinfo is None:
        options.now = options.now.replace(tzinfo=utc)
    faults, paths = [], []
    for path in options.path:
        if os.path.isdir(path):
            more, inside = check_folder(path)
            faults += more
            paths += inside
        else:
            paths.append(path)
    feeds = [Feed(path, options) for path in paths]
    for feed in feeds:
        feed.check()
    check_pairs(feeds)
    for feed in feeds:
        faults += [(feed.path,) + fault for fault in feed.faults]
    for fault in faults:
        print("%s: %s: %s" % fault)
    if not feeds:
        print("check_feed.py: no feeds there", file=sys.stderr)
        return 2
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
