# SPDX-License-Identifier: ISC
"""The sources of the soak: how each shows its stories, and as what coranto is
told to read it."""
import dataclasses
import hashlib

import pages
from truth import Desk

FORMS = ("/a/{n}.html", "/story/{n}", "/?p={n}", "/2026/{n}-x/",
         "/news/item-{n}")
RULES = "item: li.n, title: a, summary: p"


@dataclasses.dataclass
class View:
    """What a page shows this time, before it is written down."""
    stories: list
    make: str
    form: str
    dates: str = "own"       # own, now, none
    encoding: str = "utf-8"
    label: str = None        # of the page itself; the encoding
    header: str = "same"     # charset of Content-Type: same, none or another
    own_link: tuple = ()     # (a story, another whose link it has)
    guid: str = ""           # what guids begin with
    session: str = ""        # in all links
    good: bool = True        # all of it is true and must be published
    more: str = ""
    empty: bool = False


class Source:
    """One page of the publisher, at http://ID.localhost:PORT/list."""

    def __init__(self, world, name, kind, keys="", a_day=1.3, size=20,
                 style="", zone="UTC", han=False, edits=0.1, session=False,
                 one_link=False, make="rows", tags="", parts=1,
                 of=None, same_link=False):
        self.world, self.name, self.kind, self.keys = world, name, kind, keys
        self.size, self.style, self.zone = size, style, zone
        self.session, self.one_link = session, one_link
        self.makes = [make] + [m for m in pages.MAKES if m != make]
        self.make, self.form = make, 0
        self.tags, self.parts = tags, parts
        self.of = of                # whose stories it takes over as well
        self.same_link = same_link  # ... and their addresses with them
        self.lang = "zh-CN" if han else "en"
        self.desk = Desk(world, name, a_day, han, edits)
        self.mix = world.rng("mix", name)
        self.stories = []           # of its desk and those taken over
        self.home, self.port = "/list", 0
        self.encoding = "gbk" if han else "utf-8"
        self.guid = "id-"
        self.etags = self.mix.choice(("etag", "date", "both", "none"))
        self.shown = {}             # story: title that was delivered last
        self.relinked = False       # and no page has told it yet
        self.misdated = 0           # until when dates were false
        self.flawed = {}            # the mood that lasts, see moods.py

    @property
    def host(self):
        return self.name + ".localhost"

    @property
    def base(self):
        return "http://%s:%d" % (self.host, self.port)

    @property
    def dated(self):
        return bool(self.style)

    def line(self):
        return "{id: %s, name: %s, url: '%s/list'%s%s%s}" % (
            self.name, self.name, self.base, self.keys and ", " + self.keys,
            self.tags and ", tags: %s" % self.tags,
            ", timezone: " + self.zone if self.zone != "UTC" else "")

    def advance(self, now):
        new = self.desk.advance(now)
        if self.of is not None:
            had = {s.original for s in self.stories}
            for s in self.of.stories[-40:]:
                if s.original is None and s not in had and s.n % 5 < 2 and \
                        s.born > now - 20 * 86400:
                    new.append(self.desk.copy(s))
        self.stories += new
        self.stories.sort(key=lambda s: s.born)

    def view(self, now):
        """The page as it should be."""
        there = [s for s in self.stories if s.born <= now]
        if self.relinked and not self.dated:
            # A site that changes its links does not change its list as well.
            fresh = [s for s in there if s not in self.shown][-3:]
            there = [s for s in there if s in self.shown or s in fresh]
        return View(there[::-1][:self.size * self.parts], self.make,
                    FORMS[self.form], encoding=self.encoding,
                    guid=self.guid)

    def link(self, story, view):
        if self.one_link:
            return "/signup"
        for a, b in view.own_link:
            if a is story:
                story = b
        if story.original is not None and self.same_link:
            return self.of.base + FORMS[self.of.form].format(
                n=story.original.n)
        path = view.form.format(n=story.n)
        if self.session:
            path = "/(S(%s))%s" % (view.session, path)
        return path

    def title(self, story, now):
        """An edit waits until a page with the new links was read: nobody
        could tell what it was an edit of."""
        if self.relinked and story in self.shown:
            return self.shown[story]
        return story.title(now)

    def rows(self, view, now):
        out = []
        for s in view.stories:
            date = {"own": s.born, "now": now, "none": None}[view.dates]
            row = pages.Row(s, self.title(s, now), self.link(s, view),
                            "%s%d" % (view.guid, s.n), date, s.text(now))
            if self.dated and date is not None:
                row.shown = pages.written_date(self.style, date, self.zone,
                                               now)
            out.append(row)
        return out

    def body(self, view, now, part=1):
        """The text of the page, and its rows."""
        if view.empty:
            view = dataclasses.replace(view, stories=[])
        every = self.rows(view, now)
        rows = every[(part - 1) * self.size:part * self.size]
        if not self.dated or view.dates == "none":
            for r in rows:
                r.date = None
        if self.kind == "html":
            more = view.more
            if len(every) > part * self.size:
                more += '<a rel="next" href="/list?page=%d">More</a>' % (
                    part + 1)
            text = pages.page(rows, self.name, view.make, self.lang,
                              view.label or view.encoding, more,
                              leads="texts" not in self.name)
        else:
            for r in rows:
                if r.link.startswith("/"):
                    r.link = self.base + r.link
            text = getattr(pages, self.kind)(rows, self.name, self.base)
        return text, rows

    TYPES = {"html": "text/html", "rss": "application/rss+xml",
             "atom": "application/atom+xml", "api": "application/json",
             "jsonfeed": "application/feed+json",
             "sitemap": "application/xml", "csv": "text/csv"}

    def content_type(self, view):
        kind = self.TYPES[self.kind]
        if self.kind not in ("html", "csv") or view.header == "none":
            return kind
        return "%s; charset=%s" % (
            kind, view.encoding if view.header == "same" else view.header)

    def article(self, n, now):
        for s in self.stories:
            if s.n == n:
                return pages.article(
                    pages.Row(s, s.title(now), "", "", s.born, s.text(now)),
                    self.name, self.lang)
        return None


def tag_of(body):
    return '"%s"' % hashlib.sha256(body).hexdigest()[:16]


def make_sources(world):
    def s(*args, **more):
        return Source(world, *args, **more)

    wire = s("wire-a", "html", RULES + ", date: i", style="minute",
             tags="wire", edits=0)
    return [
        s("rules", "html", RULES + ", date: i", style="minute"),
        s("auto", "html", style="minute", make="cards"),
        s("undated", "html", RULES),
        s("hanzi", "html", RULES + ", date: i", style="han",
          zone="Asia/Shanghai", han=True),
        s("york", "html", RULES + ", date: i", style="english",
          zone="America/New_York"),
        s("paged", "html", RULES + ", date: i, pages: next", style="minute",
          parts=3, a_day=3),
        s("texts", "html", "item: li.n, title: a, date: i, "
          "article: {content: div.text}", style="minute"),
        s("session", "html", RULES + ", date: i", style="minute",
          session=True, edits=0),
        s("onelink", "html", RULES, one_link=True, edits=0),
        s("rss", "rss", style="iso"),
        s("atom", "atom", style="iso"),
        s("api", "api", "item: $.data.list, title: $.headline, link: $.path,"
          " date: $.at, summary: $.intro", style="iso"),
        s("jsonfeed", "jsonfeed", style="iso"),
        s("sitemap", "sitemap", style="iso"),
        s("csv", "csv", "item: =csv, title: =Title, link: =Address, "
          "date: =Day", style="day"),
        wire,
        s("wire-b", "html", RULES + ", date: i", style="minute", tags="wire",
          of=wire, a_day=0.7, edits=0),
        s("wire-c", "html", RULES + ", date: i", style="minute", tags="wire",
          of=wire, same_link=True, a_day=0.7, edits=0),
    ]

