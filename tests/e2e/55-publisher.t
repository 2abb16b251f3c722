#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""coranto as a publisher meets it: each scenario is some runs, days or hours
apart, against a server whose log says what was asked and how (publisher.py).

A line for each scenario: what was asked and what came of it, run by run. What
holds for all requests of all scenarios is said once, at the end."""

import email.utils
import functools
import hashlib
import os
import re
import sys
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import evil_server  # noqa: E402
from publisher import answer, evil, listing, page, raw, to  # noqa: E402
from publisher_runs import (  # noqa: E402
    DAY, HOUR, START, TITLES, Run, Scenario, play)

DATE = "Fri, 20 Nov 2026 00:30:00 GMT"
LATER = "Sat, 21 Nov 2026 00:30:00 GMT"
MORE = ("Late ferry cancelled",) + TITLES
V1 = '/list if-none-match="v1"'
FIRST = page(listing(TITLES), 'ETag: "v1"')
ROWS = []


def row(name, *runs, **more):
    ROWS.append(Scenario(name, *runs, **more))


def validators(name, *fields, back):
    """FIELDS come back as BACK says, byte for byte, and 304 is understood."""
    says = page(listing(TITLES), *fields)
    row(name, Run(says, ["/list 200"]),
        Run(says, ["/list " + back + " 304"], "not modified"),
        Run(says, ["/list " + back + " 304"], "not modified"))


def spoilt(name, says, asked, state, why, **more):
    """A bad visit between two good ones: the feed stays, and so do the
    validators of the good page. Nothing is asked twice in a run."""
    if isinstance(asked, str):
        asked = [(V1 + " " + asked).strip()]
    row(name, Run(FIRST, ["/list 200"]),
        Run(says, asked, state, why),
        Run(FIRST, [V1 + " 304"], "not modified", after=4 * DAY), **more)


# --- Validators: RFC 9110 8.8, 13.1; RFC 9111 4.3 ---------------------------

row("plain", Run(page(listing(TITLES)), ["/list 200"]),
    Run(page(listing(TITLES)), ["/list 200"]))
validators("etag", 'ETag: "abc"', back='if-none-match="abc"')
validators("etag-weak", 'ETag: W/"abc"', back='if-none-match=W/"abc"')
validators("etag-unquoted", "ETag: abc-def", back="if-none-match=abc-def")
validators("etag-odd", 'ETag: "a b\\"\xe9, c";x',
           back='if-none-match="a b\\"\xe9, c";x')
validators("etag-gzip", 'ETag: "abc-gzip"', "Vary: Accept-Encoding",
           back='if-none-match="abc-gzip"')
validators("last-modified", "Last-Modified: " + DATE,
           back="if-modified-since=" + DATE)
ODD = "Sun, 30 Feb 1800 25:61:61 CEST"
validators("last-modified-odd", "Last-Modified: " + ODD,
           back="if-modified-since=" + ODD)
validators("both", 'ETag: "abc"', "Last-Modified: " + DATE,
           back='if-none-match="abc" if-modified-since=' + DATE)
validators("lower-case-headers", 'etag: "low"', "last-modified: " + DATE,
           back='if-none-match="low" if-modified-since=' + DATE)
row("etag-empty", Run(page(listing(TITLES), "ETag: "), ["/list 200"]),
    Run(page(listing(TITLES), "ETag: "), ["/list 200"]))
row("etag-changing", Run(FIRST, ["/list 200"]),
    Run(page(listing(MORE), 'ETag: "v2"'), [V1 + " 200"], titles=MORE),
    Run(page(listing(MORE), 'ETag: "v2"'), ['/list if-none-match="v2" 304'],
        "not modified"))
row("etag-changing-same-page", Run(FIRST, ["/list 200"]),
    Run(page(listing(TITLES), 'ETag: "v2"'), [V1 + " 200"]),
    Run(page(listing(TITLES), 'ETag: "v2"'), ['/list if-none-match="v2" 304'],
        "not modified"))
row("etag-dropped",
    Run(page(listing(TITLES), 'ETag: "v1"', "Last-Modified: " + DATE),
        ["/list 200"]),
    Run(page(listing(TITLES), "Last-Modified: " + LATER),
        [V1 + " if-modified-since=" + DATE + " 200"]),
    Run(page(listing(TITLES)), ["/list if-modified-since=" + LATER + " 200"]),
    Run(page(listing(TITLES)), ["/list 200"]))
row("304-new-etag", Run(FIRST, ["/list 200"]),
    Run(answer("304 Not Modified", 'ETag: "v2"'), [V1 + " 304"],
        "not modified"),
    Run(page(listing(TITLES), 'ETag: "v2"'), ['/list if-none-match="v2" 304'],
        "not modified"))
row("304-new-date",
    Run(page(listing(TITLES), 'ETag: "v1"', "Last-Modified: " + DATE),
        ["/list 200"]),
    Run(answer("304 Not Modified", "Last-Modified: " + LATER),
        [V1 + " if-modified-since=" + DATE + " 304"], "not modified"),
    Run(FIRST, [V1 + " if-modified-since=" + LATER + " 304"], "not modified"))
row("304-bare", Run(FIRST, ["/list 200"]),
    Run(raw("HTTP/1.1 304 Not Modified\r\n\r\n"), [V1 + " 304"],
        "not modified"),
    Run(FIRST, [V1 + " 304"], "not modified"))
row("304-with-length", Run(FIRST, ["/list 200"]),
    Run(raw("HTTP/1.1 304 Not Modified\r\nContent-Length: 5000\r\n\r\n"),
        [V1 + " 304"], "not modified"),
    Run(FIRST, [V1 + " 304"], "not modified"))
row("unasked-304",
    Run(answer("304 Not Modified", 'ETag: "x"'), ["/list 304"], "http error",
        "304 Not Modified, unasked", titles=()),
    Run(FIRST, ["/list 200"], after=2 * DAY, titles=TITLES))
row("unasked-304-between", Run(page(listing(TITLES)), ["/list 200"]),
    Run(answer("304 Not Modified", 'ETag: "x"'), ["/list 304"], "http error",
        "304 Not Modified, unasked"),
    Run(page(listing(TITLES)), ["/list 200"], after=2 * DAY))
row("rules-changed", Run(FIRST, ["/list 200"]),
    Run(FIRST, ["/list 200"], keys="limit: 500"),
    Run(FIRST, [V1 + " 304"], "not modified"))
row("url-changed", Run(FIRST, ["/list 200"]),
    Run({"/new": FIRST}, ["/new 200"], keys="url: /new", touched=True),
    Run({"/new": FIRST}, ['/new if-none-match="v1" 304'], "not modified"))
row("redirect-validators",
    Run({"/list": to(302, "/a"), "/a": page(listing(TITLES), 'ETag: "a"')},
        ["/list 302", "/a 200"]),
    Run({"/list": to(302, "/a"), "/a": page(listing(TITLES), 'ETag: "a"')},
        ['/list 302', '/a if-none-match="a" 304'], "not modified"),
    Run({"/list": to(302, "/b"), "/b": page(listing(TITLES), 'ETag: "a"')},
        ['/list 302', "/b 200"]))
# What was between is no page: its validators must not stay.
TAGGED = 'ETag: "bad"'
spoilt("error-500-between", answer("500 Oops", TAGGED, body=listing(TITLES)),
       "500", "http error", "answered 500 Internal Server Error")
spoilt("error-520-between", answer("520 Odd", TAGGED, body=listing(TITLES)),
       "520", "http error", r"answered 520 \(unregistered\)$")
spoilt("html-between", answer("200 OK", TAGGED, body=b"<h1>We are sorry</h1>"),
       "200", "no matches", "nothing on the page matches")
spoilt("empty-between", answer("200 OK", TAGGED), "200", "no matches",
       "nothing on the page")
spoilt("login-between", answer("200 OK", TAGGED, body=b"<form><input name=u>"
                               b"<input type=password></form>"),
       "200", "blocked", "asks for a login")
spoilt("204-between", answer("204 No Content", TAGGED), "204", "no matches",
       "nothing on the page")
spoilt("206-unasked", answer("206 Partial Content", TAGGED,
                             "Content-Range: bytes 0-9/100",
                             body=listing(TITLES)),
       "206", "http error", "206")
spoilt("image-between", answer("200 OK", TAGGED, kind="image/png",
                               body=b"\x89PNG\r\n\x1a\n" + bytes(500)),
       "200", "decode error", "PNG|image")

# --- Statuses, and how long they are waited for -----------------------------

for code in 400, 401, 403, 404, 451, 502, 599:
    spoilt("status-%d" % code, answer("%d No" % code, TAGGED), str(code),
           "http error", "answered %d" % code)


def later(name, status, value, early, held=True):
    """Neither the source nor its neighbour on the host is asked EARLY seconds
    later, forced or not; both are soon after."""
    fields = ("Retry-After: " + value,) if value else ()
    well = {"/list": FIRST, "/next": page(listing(TITLES))}
    soon = dict(well, **{"/list": answer(status, *fields)})
    row(name,
        Run(well, ["/list 200", "/next 200"]),
        Run(soon, [V1 + " " + status[:3]] + ([] if held else ["/next 200"]),
            "http error", "answered " + status[:3]),
        Run(well, [], "http error", after=early, args=("--force",))
        if held else
        Run(well, [] if early < 45 * 60 else ["/next 200"], "http error",
            after=early),
        Run(well, [V1 + " 304", "/next 200"], "not modified",
            after=2 * HOUR), more=[("next", "/next")])


def http_date(t):
    return email.utils.formatdate(t, usegmt=True)


later("retry-after-429-seconds", "429 Slow", "10000", 9900)
later("retry-after-503-seconds", "503 Busy", "10000", 9900)
later("retry-after-429-date", "429 Slow", http_date(START + 2 * HOUR + 9000),
      8900)
later("retry-after-503-date", "503 Busy", http_date(START + 2 * HOUR + 9000),
      8900)
later("retry-after-huge", "429 Slow", "99999999999999999999", DAY - 60)
later("retry-after-429-absent", "429 Slow", None, 3500)
later("retry-after-429-nonsense", "429 Slow", "soon", 3500)
later("retry-after-429-negative", "429 Slow", "-5", 3500)
later("retry-after-503-absent", "503 Busy", None, 2400, held=False)
later("retry-after-503-past", "503 Busy", http_date(START - DAY), 2400,
      held=False)

row("gone-410", Run(FIRST, ["/list 200"]),
    Run(answer("410 Gone"), [V1 + " 410"], "gone", "410"),
    Run(FIRST, [], "gone", "410", after=2 * DAY),
    Run(FIRST, [], "gone", "410", after=30 * DAY),
    Run({"/new": FIRST}, ["/new 200"], keys="url: /new", touched=True))
FAILS = answer("500 Oops")
row("backoff", Run(FIRST, ["/list 200"]),
    Run(FAILS, [V1 + " 500"], "http error", "500"),
    Run(FAILS, [], "http error", "500", after=30 * 60),
    Run(FAILS, [V1 + " 500"], "http error", "500", after=35 * 60),
    Run(FAILS, [], "http error", "500", after=80 * 60),
    Run(FAILS, [V1 + " 500"], "http error", "500", after=45 * 60),
    Run(FAILS, [V1 + " 500"], "http error", "500", after=4 * HOUR + 60),
    Run(FAILS, [], "http error", "500", after=5 * HOUR),
    Run(FAILS, [V1 + " 500"], "http error", "500", after=DAY),
    Run(FAILS, [V1 + " 500"], "http error", "500", after=DAY + 60),
    Run(FIRST, [V1 + " 304"], "not modified", after=DAY + 60),
    Run(FIRST, [V1 + " 304"], "not modified", after=HOUR + 60))
row("not-before-its-hour", Run(FIRST, ["/list 200"]),
    Run(FIRST, [], after=40 * 60), Run(FIRST, [V1 + " 304"], "not modified",
                                       after=21 * 60))
# RFC 9111 5.2.2.1, 5.3: good for so long. A week is taken for a day.
for name, fields, early, late in (
        ("max-age", ("Cache-Control: public, max-age=20000",), 19000, 1100),
        ("max-age-aged", ("Cache-Control: max-age=20000", "Age: 10000"), 9500,
         600),
        ("max-age-huge", ("Cache-Control: max-age=604800",), DAY - 900, 1000),
        ("expires", ("Date: " + http_date(START),
                     "Expires: " + http_date(START + 20000)), 19000, 1100)):
    says = page(listing(TITLES), 'ETag: "v1"', *fields)
    row(name, Run(says, ["/list 200"]), Run(says, [], after=early),
        Run(says, [V1 + " 304"], "not modified", after=late))
row("max-age-0",
    Run(page(listing(TITLES), "Cache-Control: no-cache, max-age=0",
             "Expires: 0"), ["/list 200"]),
    Run(page(listing(TITLES)), ["/list 200"], after=HOUR + 60))

# --- Redirects: RFC 9110 15.4 -----------------------------------------------


def redirected(name, hops, codes, runs=4, end=None):
    """HOPS {path: answer} from /list end at /a: so it is in each of RUNS."""
    says = dict(hops, **{"/a": page(listing(TITLES), 'ETag: "v1"')})
    chain = ["%s %d" % pair for pair in codes]
    row(name, Run(says, chain + ["/a 200"]),
        *[Run(says, chain + ['/a if-none-match="v1" 304'], "not modified",
              after=DAY) for _ in range(runs - 1)], *(end or []))


for code in 302, 303, 307:
    redirected("moved-%d" % code, {"/list": to(code, "/a")}, [("/list", code)])
redirected("moved-302-301", {"/list": to(302, "/x"), "/x": to(301, "/a")},
           [("/list", 302), ("/x", 301)])
redirected("redirect-chain-10", dict(
    {"/list": to(302, "/1"), "/9": to(302, "/a")},
    **{"/%d" % i: to(302, "/%d" % (i + 1)) for i in range(1, 9)}),
    [("/list", 302)] + [("/%d" % i, 302) for i in range(1, 10)], runs=2)
redirected("redirect-relative", {"/list": to(302, "./b/../a#top")},
           [("/list", 302)], runs=2)
redirected("redirect-cookie", {"/list": to(302, "/x", "Set-Cookie: a=1"),
                               "/x": to(302, "/a", "Set-Cookie: b=2")},
           [("/list", 302), ("/x", 302)], runs=2)
# Taken over as far as the chain is permanent, after three runs (41-moved.t).
MIXED = {"/list": to(301, "/w"), "/w": to(308, "/x"), "/x": to(307, "/y"),
         "/y": to(301, "/a"), "/a": FIRST}
ALL = ["/list 301", "/w 308", "/x 307", "/y 301"]
row("moved-mixed", Run(MIXED, ALL + ["/a 200"]),
    Run(MIXED, ALL + ['/a if-none-match="v1" 304'], "not modified", after=DAY),
    Run(MIXED, ALL + ['/a if-none-match="v1" 304'], "moved", after=DAY,
        err="moved to http://moved-mixed.localhost:[0-9]+/x; put that"),
    Run(MIXED, ALL[2:] + ['/a if-none-match="v1" 304'], "moved", after=DAY))
CHAIN = {"/list": to(301, "/b"), "/b": to(301, "/a"), "/a": FIRST}
OLD, NEW = ["/list 301", "/b 301"], '/a if-none-match="v1" 304'
row("moved-301-chain", Run(CHAIN, OLD + ["/a 200"]),
    Run(CHAIN, OLD + [NEW], "not modified", after=DAY),
    Run(CHAIN, OLD + [NEW], "moved", after=DAY,
        err="moved to http://moved-301-chain.localhost:[0-9]+/a; put that"),
    Run(CHAIN, [NEW], "moved", after=DAY),
    Run(CHAIN, [NEW], "moved", after=DAY))
row("moved-301-taken-back",
    Run(CHAIN, OLD + ["/a 200"]),
    Run(CHAIN, OLD + [NEW], "not modified", after=DAY),
    Run(FIRST, ["/list 200"], after=DAY),
    *[Run(FIRST, [V1 + " 304"], "not modified", after=DAY) for _ in range(3)])
spoilt("redirect-loop", {"/list": to(301, "/b"), "/b": to(301, "/list")},
       [V1 + " 301", "/b 301"] + [V1 + " 301", "/b 301"] * 4 + [V1 + " 301"],
       "network error", "more than 10 redirects")
spoilt("redirect-cookie-wall", to(302, "/list", "Set-Cookie: in=1"),
       [V1 + " 302"] * 11, "network error", "more than 10 redirects")
spoilt("redirect-no-location", answer("302 Found"), "302", "network error",
       "says not where to")
spoilt("redirect-empty-location", answer("301 Moved", "Location: "), "301",
       "network error", "redirect")
for where, why in (
        ("file:///etc/passwd", "neither http nor https"),
        ("ftp://127.0.0.1/", "neither"),
        ("gopher://127.0.0.1:%i/_x", "neither"),
        ("dict://127.0.0.1:%i/d:x", "neither"),
        ("scp://127.0.0.1/etc/passwd", "neither"),
        ("ws://127.0.0.1:%i/", "neither"), ("data:text/html,x", "neither"),
        ("javascript:x()", "neither"),
        ("http://me:secret@127.0.0.1:%i/", "user name or password"),
        # To another port, and to that of the source.
        ("http://127.0.0.1:%i/", "refused: port"),
        ("http://127.0.0.1:%p/", "refused: .*loopback"),
        ("http://localhost:%p/", "refused: .*loopback"),
        ("http://2130706433:%p/", "refused: .*loopback"),
        ("http://0x7f.1:%p/", "refused: .*loopback"),
        ("http://0177.0.0.1:%p/", "refused: .*loopback"),
        ("http://127.1:%p/", "refused: .*loopback"),
        ("http://0:%p/", "refused: "),
        ("http://[::1]:%p/", "refused: .*loopback"),
        ("http://[::ffff:127.0.0.1]:%p/", "refused: .*loopback"),
        ("http://[::ffff:7f00:1]:%p/", "refused: .*loopback"),
        ("http://[64:ff9b::7f00:1]:%p/", "refused: "),
        ("http://169.254.169.254/latest/meta-data/", "refused"),
        ("http://[fd00:ec2::254]/latest/", "refused"),
        ("http://100.100.100.200/latest/", "refused"),
        ("http://10.0.0.1/", "refused"), ("http://192.168.0.1/", "refused"),
        ("http://172.16.0.1/", "refused"),
        ("//127.0.0.1:%p/", "refused: .*loopback"),
        ("http://127.0.0.1:%i\\@example.org/", "")):
    spoilt("redirect-to " + re.sub(":%p", "", where), to(302, where), "302",
           "network error", why)

# --- Bodies that are not whole, late, too large or no HTTP ------------------

for path, state, why in (
        ("truncated-length", "network error", "cut"),
        ("truncated-chunked", "network error", "cut"),
        ("truncated-last-chunk", "network error", "cut"),
        ("truncated-after-header", "network error", "within its headers"),
        ("chunk-size/xyz", "network error", "cut"),
        ("reset-mid-body", "network error", "cut"),
        ("gzip-garbage", "decode error", "gzip"),
        ("coding-unknown", "decode error", "coding"),
        ("gzip-bomb", "over a limit", ""),
        ("gzip-gzip-bomb", "over a limit", ""),
        ("deflate-bomb", "over a limit", ""),
        ("br-bomb", "over a limit", ""),
        ("zstd-bomb", "over a limit", ""),
        ("endless-body", "over a limit", "larger than 10 MB"),
        ("endless-chunked", "over a limit", "larger than 10 MB"),
        ("huge-content-length", "over a limit", "larger than 10 MB"),
        ("endless-headers", "over a limit", "headers are larger"),
        ("one-endless-header", "over a limit", "headers are larger"),
        ("huge-header", "over a limit", "headers are larger"),
        ("two-lengths", "network error", "Content-Length"),
        ("length-and-chunked", "network error", "Transfer-Encoding"),
        ("nul-in-header", "network error", "")):
    spoilt(path, evil(path), "200", state, why)
# Cut where HTTP cannot tell: what came is read but for the item that the cut
# is in, nothing goes, and the page is not taken for whole.
LONG = tuple("Item %d %s" % (i, hashlib.md5(b"%d" % i).hexdigest())
             for i in range(100))
ZIPPED = evil_server.gzipped(listing(LONG))


def begun(n):
    """What the first N bytes unpack to."""
    return zlib.decompressobj(31).decompress(ZIPPED[:n]).decode()


# Within a headline.
CUT = next(n for n in range(1000, len(ZIPPED))
           if re.search(r"<a href=\S+>[^<]+$", begun(n)))
row("gzip-truncated", Run(FIRST, ["/list 200"]),
    Run(answer("200 OK", TAGGED, "Content-Encoding: gzip", body=ZIPPED[:CUT]),
        [V1 + " 200"], err="the page ended early",
        titles=TITLES + LONG[:begun(CUT).count("<li>") - 1]),
    Run(FIRST, [V1 + " 304"], "not modified"), keys="flood: accept")
spoilt("gzip-truncated-soon", evil("gzip-truncated"), "200", "no matches",
       "the page ended early, in its first item")
for path, why in (("reset", ""), ("close", "closed the connection"),
                  ("truncated-headers", "")):
    spoilt(path, evil(path), "200" if path[0] == "t" else "", "network error",
           why)
spoilt("early-hints-flood", evil("early-hints-flood"), "103", "over a limit",
       "headers are larger")
spoilt("http-0.9", evil("http09"), "?", "network error", "no HTTP")
spoilt("not-http", raw(b"SSH-2.0-OpenSSH_9.2\r\n"), "?", "network error",
       "no HTTP")
spoilt("gzip-four-times", answer("200 OK", "Content-Encoding: gzip, gzip, "
                                 "gzip, gzip", body=functools.reduce(
                                     lambda b, _: evil_server.gzipped(b),
                                     range(4), listing(TITLES))),
       "200", "over a limit", "")
for path, asked, why in (
        ("stall", "", "no answer within 3 s"),
        ("stall-headers", "200", "not complete after 3 s"),
        ("stall-body", "200", "not complete after 3 s"),
        ("drip-headers", "200", "not complete after 3 s"),
        ("drip-body", "200", "not complete after 3 s")):
    spoilt(path, evil(path), asked, "network error", why, keys="timeout: 3s",
           seconds=12)

# --- What a page is read as -------------------------------------------------


def read(name, kind, body, titles=TITLES):
    row(name, Run(answer("200 OK", body=body, kind=kind), ["/list 200"],
                  titles=titles))


read("charset-header-wrong", "text/html; charset=gbk", listing(TITLES))
read("charset-header-wrong-gbk", "text/html; charset=utf-8",
     listing(TITLES, "gbk", "gb2312"))
read("charset-header-unknown", "text/html; charset=x-none", listing(TITLES))
read("charset-header-right", "text/html; charset=gbk",
     listing(TITLES, "gbk", "utf-8"))
read("bom", "text/html; charset=gbk", b"\xef\xbb\xbf" + listing(TITLES))
read("bom-utf-16", "text/html", "\ufeff".encode("utf-16-le") +
     listing(TITLES, "utf-16-le"))
read("type-text-plain", "text/plain", listing(TITLES))
read("type-octet-stream", "application/octet-stream", listing(TITLES))
read("type-absurd", "html", listing(TITLES))
row("type-absent", Run(raw("HTTP/1.1 200 OK\r\n\r\n", listing(TITLES)),
                       ["/list 200"]))
for coding, bits in (("gzip", 31), ("x-gzip", 31), ("deflate", 15),
                     ("deflate", -15)):
    row("coded-%s%s" % (coding, "-bare" if bits < 0 else ""),
        Run(answer("200 OK", "Content-Encoding: " + coding,
                   body=evil_server.gzipped(listing(TITLES), bits)),
            ["/list 200"]))

# --- The page itself goes to and fro (S17, S19) -----------------------------

row("two-faces",
    *[Run(page(listing(TITLES[i % 2:] + TITLES[:i % 2])), ["/list 200"])
      for i in range(6)])
row("stale-copy", Run(page(listing(MORE), 'ETag: "v2"'), ["/list 200"],
                      titles=MORE),
    Run(FIRST, ['/list if-none-match="v2" 200']),
    Run(page(listing(MORE), 'ETag: "v2"'), [V1 + " 200"]))

# --- robots.txt, and who asks how often (more in 42-polite.t) ---------------

ROBOTS = answer("200 OK", body=b"User-agent: *\nDisallow: /list\n",
                kind="text/plain")
row("robots-refusal",
    Run({"/robots.txt": ROBOTS, "/list": FIRST}, ["/robots.txt 200"],
        "blocked", "robots.txt of .* does not allow", robots=True,
        titles=()),
    Run({"/robots.txt": ROBOTS, "/list": FIRST}, [], "blocked",
        "robots.txt", robots=True, after=20 * HOUR),
    Run({"/list": FIRST}, ["/robots.txt 404", "/list 200"], robots=True,
        after=5 * HOUR, titles=TITLES))
row("robots-once-a-day",
    Run(FIRST, ["/robots.txt 404", "/list 200"], robots=True),
    *[Run(FIRST, [V1 + " 304"], "not modified", robots=True, after=4 * HOUR)
      for _ in range(5)],
    Run(FIRST, ["/robots.txt 404", V1 + " 304"], "not modified", robots=True,
        after=5 * HOUR))
row("robots-500",
    Run({"/robots.txt": answer("500 Oops"), "/list": FIRST},
        ["/robots.txt 500"], "http error", "robots.txt", robots=True,
        titles=()),
    Run(FIRST, ["/robots.txt 404", "/list 200"], robots=True, after=2 * DAY,
        titles=TITLES))
row("force", Run(FIRST, ["/list 200"]),
    Run(FIRST, [V1 + " 304"], "not modified", after=60, args=("--force",)))
row("test-asks-once",
    Run(FIRST, ["/robots.txt 404", "/list 200"], robots=True),
    Run(FIRST, ["/list 200"], command="test", robots=True, titles=TITLES))

# --- TLS --------------------------------------------------------------------

CA = "tls: {{ca: {folder}/ca.pem}}"


def refused(name, url, why, **more):
    row(name, Run({}, [], "network error", "TLS: .*" + why, titles=()),
        Run({}, [], "network error", "TLS: .*" + why, after=2 * DAY),
        url=url, **more)


refused("tls-self-signed", "https://localhost:{tls}/list",
        "certificate.*; .tls: {ca: FILE}. would trust the")
refused("tls-wrong-host", "https://{host}:{tls}/list", "", keys=CA)
refused("tls-expired", "https://localhost:{expired}/list", "expired", keys=CA)
row("tls-known", Run(FIRST, ["/list 200"]),
    Run(FIRST, [V1 + " 304"], "not modified"),
    url="https://127.0.0.1:{tls}/list", keys=CA)

# --- What an answer invites to, and is not followed -------------------------

INVITES = page(
    b"<base href=http://elsewhere.invalid/><link rel=icon href=/i.ico>"
    b"<link rel=alternate type=application/rss+xml href=/feed>"
    b"<link rel=next href=/2><link rel=preload href=/p as=script>" +
    listing(TITLES) + b"<img src=/i.png><iframe src=/f></iframe>"
    b"<script src=/s.js></script><meta http-equiv=refresh content='9;/r'>",
    'ETag: "v1"', "Set-Cookie: id=1; Max-Age=99999", "Refresh: 0; url=/r",
    "Link: </p>; rel=preload, </2>; rel=next", "Content-Location: /other",
    'Alt-Svc: h2=":1"; ma=99999, http/1.1=":1"',
    "Strict-Transport-Security: max-age=99999", "Accept-CH: DPR",
    "NEL: {}", "Expect-CT: report-uri=/ct", "Keep-Alive: timeout=99")
row("invitations", Run(INVITES, ["/list 200"]),
    Run(INVITES, [V1 + " 304"], "not modified"))
row("early-hints", Run(evil("early-hints"), ["/list 103"],
                       titles=("The first", "The second")))
row("check-asks-nothing", Run(FIRST, [], "new", command="check", robots=True,
                              titles=()))

# --- Names that look public -------------------------------------------------

row("redirect-from-public-name-by-proxy", Run(FIRST, ["/list 200"]),
    Run(to(302, "http://127.0.0.1:8080/"), [V1 + " 302"], "network error",
        "refused: .*loopback"),
    Run(FIRST, [V1 + " 304"], "not modified", after=4 * DAY),
    url="http://news.example.org:8080/list",
    keys="proxy: http://127.0.0.1:{port}")
row("public-name-leads-inside",
    Run(FIRST, [], "network error", "refused: .*loopback", titles=(),
        robots=True), url="http://inside.example.org:{port}/list", hosts=True)
row("redirect-from-public-name", Run(FIRST, ["/list 200"]),
    Run(to(302, "http://127.0.0.1:%p/"), [V1 + " 302"], "network error",
        "refused: .*loopback"),
    Run(to(302, "http://inside.example.org:%p/"), [V1 + " 302"],
        "network error", "refused: .*loopback", after=2 * DAY),
    Run(FIRST, [V1 + " 304"], "not modified", after=4 * DAY),
    url="http://www.example.org:{port}/list", hosts=True,
    settings=", allow_private: ['www.example.org:{port}']")

play(ROWS)
