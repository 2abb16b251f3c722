# SPDX-License-Identifier: ISC
"""How the publisher misbehaves. A mood comes over a source by chance, lasts for
some runs and is one of:

  view  changes what the page shows (sources.View), good or not
  wire  changes how the answer is sent (Answer)

`good` of a view says that what it shows is true and new stories in it must be
published; what it shows must never be published twice in any case.
"""
import dataclasses
import email.utils
import gzip

import pages
from sources import FORMS

DAY = 86400


@dataclasses.dataclass
class Answer:
    """What goes over the wire. WAY: whole; cut, after CUT bytes of the body;
    stall, likewise, and then silence; reset."""
    status: str
    fields: list
    body: bytes
    rows: list               # of the stories in it
    good: bool = True
    way: str = "whole"
    cut: int = 0
    honest: bool = True      # may be told by a validator
    chunked: bool = False


VIEWS, WIRES = {}, {}
HTML = {"html"}
FEEDS = {"rss", "atom", "jsonfeed"}


def view(weight, lasts=1, only=None):
    def register(f):
        VIEWS[f.__name__] = (weight, lasts, only or (lambda s: True), f)
        return f
    return register


def wire(weight, lasts=1, only=None):
    def register(f):
        WIRES[f.__name__] = (weight, lasts, only or (lambda s: True), f)
        return f
    return register


def html_only(s):
    return s.kind == "html"


# --- What the page shows ----------------------------------------------------

@view(3, only=html_only)
def login(source, v, rng):
    v.good, v.stories, v.more = False, [], "login"


@view(3, only=html_only)
def soft_404(source, v, rng):
    v.good, v.stories, v.more = False, [], "missing"


@view(3, lasts=2)
def empty(source, v, rng):
    v.good, v.empty = False, True


def tells_its_rows(s):
    """Rows without dates whose links have changed are known by their titles,
    which tell when most of the list has them (normalize/rematch.h): some of the
    rows would be news to anybody."""
    return s.dated or not s.relinked


@view(5, lasts=2, only=tells_its_rows)
def half(source, v, rng):
    n = len(v.stories) // 2
    v.stories = rng.choice((
        v.stories[:n], v.stories[n:], sorted(
            rng.sample(v.stories, n), key=lambda s: -s.born)))


@view(2, only=lambda s: not s.one_link and tells_its_rows(s))
def few(source, v, rng):
    """Of fewer than five with one link nobody could say that it is shared, and
    three rows do not tell that an old look is back."""
    v.good = source.world.now > source.misdated
    v.stories = v.stories[:rng.randint(1, 3)]


@view(4, lasts=2)
def foreign(source, v, rng):
    """Another site's list, of old news."""
    v.good, v.stories = False, source.flawed["guests"]


@view(2)
def back_issues(source, v, rng):
    v.good, v.stories = False, v.stories + source.flawed["guests"]


def may_misdate(s):
    """What two sources tell is one story by its date as well, and a site that
    changes links and dates at once is another one."""
    return s.dated and not s.relinked and not s.tags and not s.session


@view(4, lasts=3, only=may_misdate)
def dates_now(source, v, rng):
    v.dates = "now"


@view(3, lasts=3, only=may_misdate)
def no_dates(source, v, rng):
    v.dates = "none"


@view(4, only=lambda s: not s.one_link)
def one_link_for_two(source, v, rng):
    """A row has the link of the one before it."""
    if len(v.stories) > 3 and not source.relinked:
        i = rng.randrange(len(v.stories) - 1)
        a, b = v.stories[i + 1], v.stories[i]
        v.own_link = ((a, b),)
        v.good = False


@view(3, only=lambda s: not s.one_link)
def twice(source, v, rng):
    """Each row stands there twice."""
    v.good = source.world.now > source.misdated
    v.stories = [s for s in v.stories for _ in "ab"]


@view(3, only=lambda s: s.style != "han")
def shuffled(source, v, rng):
    """Dates without years are read by the order of the list."""
    v.stories = v.stories[:]
    rng.shuffle(v.stories)


@view(3, lasts=6, only=lambda s: s.kind == "html")
def remade(source, v, rng):
    """The page looks otherwise for some time."""
    v.make, v.good = source.flawed["make"], False


@view(5, lasts=2, only=lambda s: s.kind == "html" and s.lang == "zh-CN")
def charset(source, v, rng):
    v.encoding, v.label, v.header = rng.choice((
        ("gbk", "gb2312", "none"), ("gbk", "utf-8", "none"),
        ("gbk", "gbk", "utf-8"), ("gb18030", "gb2312", "same"),
        ("utf-8", "utf-8", "same"), ("utf-8", "gbk", "none"), ("utf-8", "utf-8", "gbk"),
        ("utf-8", "gb2312", "gb2312"), ("utf-8-sig", "gbk", "gbk"),
        ("utf-16", "utf-8", "none")))


# --- How it is sent ---------------------------------------------------------

def page_of(a, text, status="200 OK", *fields):
    a.status, a.body, a.rows, a.good = status, text.encode(), [], False
    a.fields = ["Content-Type: text/html; charset=utf-8", *fields]
    a.honest = False


RETRY = ("60", "3600", "0", "-1", "99999999999", "soon", "1.5", "")


@wire(10, lasts=3)
def status(source, a, rng, now):
    code = rng.choice(("400 Bad", "401 Who", "403 No", "404 Gone Away",
                       "418 Teapot", "429 Slow Down", "500 Oops", "502 Bad",
                       "503 Later", "504 Late", "520 Odd", "204 Nothing",
                       "206 Part", "300 Choose", "304 As It Was"))
    after = rng.choice(RETRY + (email.utils.formatdate(
        now + rng.randint(-DAY, 2 * DAY), usegmt=True),))
    page_of(a, "", code, *(["Retry-After: " + after]
                           if after and code[0] in "45" else []))
    if code[:3] == "304":
        a.fields = []


@wire(1)
def gone(source, a, rng, now):
    page_of(a, "gone", "410 Gone")


@wire(3)
def not_modified_lie(source, a, rng, now):
    """Nothing is new, says the server, whatever was asked for."""
    page_of(a, "", "304 Not Modified")
    a.fields = ['ETag: "v1"']


@wire(4, lasts=3)
def same_etag(source, a, rng, now):
    """One entity tag for all it ever says, and 304 to who has it."""
    a.fields = [f for f in a.fields if f[:4] not in ("ETag", "Last")]
    a.fields.append('ETag: "always"')


@wire(3, lasts=2)
def new_etag(source, a, rng, now):
    a.fields = [f for f in a.fields if f[:4] not in ("ETag", "Last")]
    a.fields.append('ETag: W/"%x"' % rng.getrandbits(64))
    a.honest = False


def to(a, code, where):
    page_of(a, "there", "%d Elsewhere" % code, "Location: " + where)


@wire(4, lasts=2)
def redirect(source, a, rng, now):
    """For a time: /alias is the page."""
    to(a, rng.choice((302, 303, 307)), rng.choice((
        "/alias", source.base + "/alias", "alias")))


@wire(2)
def loop(source, a, rng, now):
    to(a, rng.choice((301, 302, 307, 308)), "/loop/1")


@wire(1)
def redirect_inside(source, a, rng, now):
    to(a, 302, rng.choice(("http://127.0.0.1:9/", "http://[::1]:22/",
                           "file:///etc/passwd", "gopher://x/", "//", "")))


@wire(2, only=html_only)
def redirect_to_login(source, a, rng, now):
    to(a, 302, "/login")


@wire(4)
def truncated(source, a, rng, now):
    a.way, a.cut, a.good = "cut", rng.randrange(len(a.body) or 1), False
    a.honest = False


@wire(3)
def truncated_chunks(source, a, rng, now):
    truncated(source, a, rng, now)
    a.chunked = True


@wire(0.3)
def stalled(source, a, rng, now):
    truncated(source, a, rng, now)
    a.way = "stall"


@wire(2)
def reset(source, a, rng, now):
    truncated(source, a, rng, now)
    a.way = "reset"


@wire(6)
def gzipped(source, a, rng, now):
    a.body = gzip.compress(a.body, 6)
    a.fields.append("Content-Encoding: gzip")


@wire(5)
def gzip_damaged(source, a, rng, now):
    gzipped(source, a, rng, now)
    b = bytearray(a.body)
    kind = rng.choice(("bit", "short", "crc", "none", "twice"))
    if kind == "bit":
        b[rng.randrange(len(b))] ^= 1 << rng.randrange(8)
    elif kind == "short":
        b = b[:rng.randrange(20, len(b))]
    elif kind == "crc":
        b[-8:] = bytes(8)
    elif kind == "none":
        b = gzip.decompress(bytes(b))
    else:
        b = gzip.compress(bytes(b))
    a.body, a.good, a.honest = bytes(b), False, False


@wire(3)
def odd_type(source, a, rng, now):
    kind = rng.choice(("text/plain", "application/octet-stream", "html", ""))
    a.fields = [f for f in a.fields if not f.startswith("Content-Type")]
    if kind:
        a.fields.append("Content-Type: " + kind)


@wire(2)
def many_headers(source, a, rng, now):
    a.fields += ["X-%d: %s" % (i, "x" * 100) for i in range(200)]


@wire(2)
def cookies(source, a, rng, now):
    a.fields += ["Set-Cookie: a%d=%s; Path=/; Max-Age=99999" % (i, "y" * 50)
                 for i in range(20)]


# --- What happens once ------------------------------------------------------

EVENTS = {}


def event(weight, only=lambda s: True):
    def register(f):
        EVENTS[f.__name__] = (weight, 1, only, f)
        return f
    return register


def may_relink(s):
    """What was dated falsely at first sight is known by no date any more."""
    return not (s.session or s.one_link or s.relinked or s.tags) and \
        s.world.now - s.misdated > 60 * DAY


@event(5, only=may_relink)
def relink(source, rng):
    """All links change, for good. Feeds keep their guids."""
    there = source.view(source.world.now).stories
    known = [s for s in there if s in source.shown]
    if source.dated or 10 * len(known) >= 7 * len(there):
        source.form = (source.form + rng.randrange(1, len(FORMS))) % len(FORMS)
        source.relinked = True


@event(2, only=lambda s: s.kind in FEEDS and not s.relinked)
def other_guids(source, rng):
    source.guid = "%08x-" % rng.getrandbits(32)
    source.relinked = True


@event(2)
def moved(source, rng):
    source.home = rng.choice(("/list", "/list-%d" % rng.randrange(10 ** 6)))


# --- When -------------------------------------------------------------------

CALM = 0.66  # of runs a source is as it should be, but for what happened once
EVENTFUL = 0.03


def draw(table, source, rng):
    there = [(name, row) for name, row in table.items() if row[2](source)]
    name, row = rng.choices(there, [row[0] for _, row in there])[0]
    return {"name": name, "left": rng.randint(1, row[1])}


def prepare(source, name, rng):
    """What a mood needs for as long as it lasts."""
    now = source.world.now
    if name == "foreign":
        source.flawed["guests"] = source.desk.strange(
            rng, 25, now - 60 * DAY, now - 30 * DAY)
    elif name == "back_issues":
        source.flawed["guests"] = source.desk.late(
            rng, rng.randint(30, 80), now)
    elif name == "remade":
        source.flawed["make"] = rng.choice(source.makes[1:])
    if name in ("dates_now", "no_dates", "remade"):
        source.misdated = now + 5 * DAY


def advance(source, rng):
    """The moods of the source in the next run; what happened once."""
    for kind, table in ("view", VIEWS), ("wire", WIRES):
        mood = source.flawed.get(kind)
        if mood:
            mood["left"] -= 1
            if mood["left"] > 0:
                continue
            del source.flawed[kind]
        if rng.random() > CALM ** 0.5:
            mood = source.flawed[kind] = draw(table, source, rng)
            prepare(source, mood["name"], rng)
    if rng.random() < EVENTFUL and "view" not in source.flawed:
        name = draw(EVENTS, source, rng)["name"]
        EVENTS[name][3](source, rng)
        return [name]
    return []


def names(source):
    return [source.flawed[k]["name"] for k in ("view", "wire")
            if k in source.flawed]


def answer_to(source, part, now, run):
    """What the page PART of the list says in the run RUN, the same however
    often it is asked, and the name of what is wrong with sending it."""
    v = source.view(now)
    mood = source.flawed.get("view")
    if mood:
        VIEWS[mood["name"]][3](source, v, source.world.rng(
            "view", source.name, run))
    v.session = "%08x" % source.world.rng(
        "session", source.name, run).getrandbits(32)
    text, rows = source.body(v, now, part)
    if v.more in ("login", "missing"):
        text, rows = {"login": pages.LOGIN,
                      "missing": pages.MISSING}[v.more], []
    a = Answer("200 OK", ["Content-Type: " + source.content_type(v)],
               text.encode(v.encoding, "replace"), rows, v.good)
    mood = source.flawed.get("wire")
    return a, mood and mood["name"]
