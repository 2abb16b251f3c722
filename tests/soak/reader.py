# SPDX-License-Identifier: ISC
"""A subscriber who remembers all ids it ever saw, in each feed and all formats,
and who knows the truth."""
import calendar
import collections
import datetime
import glob
import os
import re
import sys
import types
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)) + "/../tools")
import check_feed  # noqa: E402

ATOM = "{http://www.w3.org/2005/Atom}"
FORMATS = (".rss", ".atom", ".json")
LARGE = ("all", "union")  # the rules of feeds are looked at in each tenth run
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
# A name of truth.py, wherever it stands in a text.
LATIN = re.compile(r"[A-Z][a-z]{7}(?![a-z])")


def rss_time(text):
    """Mon, 30 Nov 2026 00:53:20 GMT; strptime() takes ten times as long."""
    return calendar.timegm((int(text[12:16]), MONTHS.index(text[8:11]) + 1,
                            int(text[5:7]), int(text[17:19]),
                            int(text[20:22]), int(text[23:25])))


def atom_time(text):
    return calendar.timegm(tuple(int(text[i:j]) for i, j in (
        (0, 4), (5, 7), (8, 10), (11, 13), (14, 16), (17, 19))))


class Known:
    """An id in one feed."""

    def __init__(self, story, date, updated, run):
        self.story, self.date, self.updated = story, date, updated
        self.edits, self.run = 0, run


class Reader:
    def __init__(self, world, folder, base_url):
        self.world, self.folder, self.base_url = world, folder, base_url
        self.stamps = {}                               # of files
        self.feeds = collections.defaultdict(dict)     # feed: {id: Known}
        self.ids = collections.defaultdict(            # feed: {story: [id]}
            lambda: collections.defaultdict(list))
        self.dates = {}                                # id: its date
        self.faults = []
        self.new = []                                  # of the last look
        self.strange = collections.Counter()           # published ones
        self.checked = 0

    def story_of(self, title):
        for word in LATIN.findall(title):
            if word in self.world.by_name:
                return self.world.by_name[word]
        for i in range(len(title) - 3):
            if title[i:i + 4] in self.world.by_name:
                return self.world.by_name[title[i:i + 4]]
        return None

    def fault(self, feed, what):
        self.faults.append("%s: %s" % (feed, what))

    def look(self, run, now):
        """At all files that were written since the last look."""
        self.new = []
        feeds = collections.defaultdict(list)
        for path in sorted(glob.glob(self.folder + "/*")):
            st = os.stat(path)
            stamp = st.st_ino, st.st_mtime_ns
            stem, kind = os.path.splitext(os.path.basename(path))
            if kind == ".tmp" or kind not in FORMATS + (
                    ".opml", ".html", ".css"):
                self.fault(stem, "a strange file: " + path)
            if kind not in FORMATS or self.stamps.get(path) == stamp:
                continue
            self.stamps[path] = stamp
            feeds[stem].append(path)
        options = types.SimpleNamespace(
            base_url=self.base_url,
            now=datetime.datetime.fromtimestamp(
                now, datetime.timezone.utc))
        for stem, paths in feeds.items():
            if stem in LARGE and run % 10 != 0:
                paths = [p for p in paths if not p.endswith(".json")]
                found = []
            else:
                found = [check_feed.Feed(p, options) for p in paths]
            for feed in found:
                feed.check()
                self.checked += 1
            # A run that was killed has not written all formats yet.
            if len(found) == len(FORMATS):
                check_feed.check_pairs(found)
            for feed in found:
                for rule, message in feed.faults:
                    self.fault(stem, "%s: %s: %s" % (
                        feed.path[-5:], rule, message))
            if ".archive-" not in stem and stem not in ("health", "index"):
                for path in paths:
                    self.read(stem, path, run)

    def read(self, stem, path, run):
        try:
            root = ET.parse(path).getroot() if path[-5:] != ".json" else []
        except ET.ParseError as e:
            return self.fault(stem, "%s: not well-formed: %s" % (path, e))
        if path.endswith(".rss"):
            for it in root.iter("item"):
                self.item(stem, run, it.findtext("guid"), it.findtext("title"),
                          rss_time(it.findtext("pubDate")), None,
                          it.findtext("description") or "")
        elif path.endswith(".atom"):
            for it in root.iter(ATOM + "entry"):
                self.item(stem, run, it.findtext(ATOM + "id"),
                          it.findtext(ATOM + "title"),
                          atom_time(it.findtext(ATOM + "published")),
                          atom_time(it.findtext(ATOM + "updated")),
                          it.findtext(ATOM + "content") or "")
        return None

    def item(self, stem, run, guid, title, date, updated, text):
        known = self.feeds[stem].get(guid)
        story = self.story_of(title)
        if story is None:
            return self.fault(stem, "nobody wrote %r" % title)
        if title not in [t for _, t in story.titles]:
            self.fault(stem, "%r is no title of %r" % (title, story))
        if text and not story.han and LATIN.search(text) and \
                story.name not in text:
            self.fault(stem, "a text of another: %r: %r" % (story, text[:80]))
        if self.dates.setdefault(guid, date) != date:
            self.fault(stem, "%s: the date was %d and is %d (%r)" % (
                guid, self.dates[guid], date, story))
        if known is None:
            self.begin(stem, run, guid, story, date, updated)
        else:
            self.go_on(stem, guid, known, story, updated)

    def begin(self, stem, run, guid, story, date, updated):
        self.feeds[stem][guid] = Known(story, date, updated, run)
        self.ids[stem][story].append(guid)
        self.new.append((stem, story, guid, date))
        if story.foreign:
            self.strange[stem] += 1

    def go_on(self, stem, guid, known, story, updated):
        if known.story is not story:
            self.fault(stem, "%s was %r and is %r" % (
                guid, known.story, story))
        if updated is not None:
            if known.updated is not None and updated < known.updated:
                self.fault(stem, "%s: updated goes back" % guid)
            if known.updated is not None and updated > known.updated:
                known.edits += 1
                if known.edits > len(story.titles) + len(story.texts) - 2:
                    self.fault(stem, "%s: edited %d times: %r" % (
                        guid, known.edits, story))
            known.updated = updated
