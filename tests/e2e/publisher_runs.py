# SPDX-License-Identifier: ISC
"""Scenarios of runs against publisher.py, and how they are played: what
55-publisher.t is a table of."""
import concurrent.futures
import dataclasses
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import xml.etree.ElementTree

import evil_server
from publisher import EXPIRED, Publisher

TOP = os.path.abspath(os.path.dirname(__file__) + "/../..")
CORANTO = os.environ.get("CORANTO", TOP + "/build/coranto")
HOUR, DAY = 3600, 86400
START = 1796000000  # when the first run is
TITLES = ("水位上涨", "Harvest better than last year", "桥梁今日通车")
with open(CORANTO, "rb") as program:
    PEAK_MIB = 1000 if b"__asan_init" in program.read() else 80
WELL = ("ok", "not modified", "moved", "new")


@dataclasses.dataclass
class Run:
    """One run, and what it must have been."""
    says: object        # the answer to /list, or {path: answer}
    asked: list         # the requests, robots.txt left out; see Visit
    state: str = "ok"   # of the source
    why: str = ""       # pattern of its message
    after: int = 2 * HOUR     # since the run before
    titles: tuple = None      # of the feed; those of the run before
    args: tuple = ()          # behind `run`
    keys: str = None          # the source's, from now on; or "url: PATH"
    touched: bool = False     # the feed may be another without other titles
    err: str = ""             # pattern of standard error, when all is well
    robots: bool = False      # ASKED has robots.txt, too
    command: str = "run"


class Scenario:
    """NAME is a host below localhost, as well."""

    def __init__(self, name, *runs, keys="", settings="", url=None,
                 more=(), seconds=20, hosts=False):
        self.name, self.runs, self.keys = name, runs, keys
        self.settings = settings
        self.url = url or "http://{host}:{port}/list"
        self.more = more        # further sources: (id, path)
        self.seconds = seconds  # the longest that a run may take
        self.hosts = hosts      # example.org is here, by an /etc/hosts
        self.host = urllib.parse.urlsplit(self.url.format(
            host=re.sub("[^a-z0-9]+", "-", name.lower()) + ".localhost",
            port=0, tls=0, expired=0)).hostname


HOSTS = ("unshare", "-rm", "sh", "-c", 'mount --bind hosts /etc/hosts && '
         'exec "$@"', "sh")


def hosts_can_be_made(folder):
    with open(folder + "/hosts", "w", encoding="ascii") as f:
        f.write("127.0.0.1 localhost www.example.org inside.example.org\n")
    try:
        return subprocess.run(HOSTS + ("true",), cwd=folder, check=False,
                              stderr=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


class Folder:
    """Where one scenario is played."""

    def __init__(self, scenario, publisher, path):
        self.s, self.publisher, self.path = scenario, publisher, path
        self.names = dict(host=scenario.host, port=publisher.port,
                          tls=publisher.tls, expired=publisher.expired,
                          folder=path)
        self.url = scenario.url.format(**self.names)
        self.now = START - 2 * HOUR
        self.titles, self.state, self.told = TITLES, "", ""
        self.keys = scenario.keys
        self.faults, self.seen, self.skip = [], [], ""
        os.mkdir(path)
        if scenario.hosts and not hosts_can_be_made(path):
            self.skip = "no mount namespace here"
        with open(path + "/ca.pem", "w", encoding="ascii") as f:
            f.write(evil_server.CERTIFICATE + EXPIRED)

    def configure(self):
        url, keys = self.url, self.keys.format(**self.names)
        if keys.startswith("url: "):
            url, keys = urllib.parse.urljoin(url, keys[5:]), ""
        with open(self.path + "/c.yaml", "w", encoding="utf-8") as f:
            f.write("settings: {output: feeds, state: state,"
                    " contact: 'https://feeds.example/'%s}\n"
                    "defaults: {item: li, title: a, every: 1h, gap: 0s}\n"
                    "sources:\n  - {id: s, url: '%s'%s}\n"
                    % (self.s.settings.format(**self.names), url,
                       keys and ", " + keys))
            for name, path in self.s.more:
                f.write("  - {id: %s, url: '%s'}\n" % (
                    name, urllib.parse.urljoin(url, path)))

    def coranto(self, *args):
        """Its exit status, output, errors and peak of memory in MiB."""
        with open(self.path + "/out", "w+", encoding="utf-8") as out, \
                open(self.path + "/err", "w+", encoding="utf-8") as err:
            child = subprocess.Popen(
                [*(HOSTS if self.s.hosts else ()), CORANTO, "-c", "c.yaml",
                 *args], cwd=self.path, stdout=out, stderr=err)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            return child.returncode, out.read(), err.read(), \
                used.ru_maxrss // 1024

    def feeds(self):
        """Bytes, inode and time of the feeds."""
        found = []
        for kind in "rss", "atom":
            try:
                with open("%s/feeds/s.%s" % (self.path, kind), "rb") as f:
                    st = os.fstat(f.fileno())
                    found.append((f.read(), st.st_ino, st.st_mtime_ns))
            except FileNotFoundError:
                found.append(None)
        return found

    def want(self, what, got, wanted):
        if got != wanted:
            self.faults.append("run %d: %s: got %r, want %r" % (
                len(self.seen), what, got, wanted))

    def want_like(self, what, got, pattern):
        if not re.search(pattern, got):
            self.faults.append("run %d: %s: %r is not like %r" % (
                len(self.seen), what, got, pattern))

    def play(self):
        for r in self.s.runs if not self.skip else ():
            self.play_run(r)
        return self

    def play_run(self, r):
        pub = self.publisher
        if r.keys is not None:
            self.keys = r.keys
        self.configure()
        self.now += r.after
        answers = r.says if isinstance(r.says, dict) else {"/list": r.says}
        pub.answers[self.s.host] = answers
        since, before, start = len(pub.log), self.feeds(), time.monotonic()
        args = [r.command, *r.args]
        if r.command != "check":
            args.append("--now=%d" % self.now)
        if r.command == "test":
            args.append("s")
        rc, _, err, peak = self.coranto(*args)
        took = time.monotonic() - start
        asked = [v for v in pub.seen([self.s.host], since)
                 if r.robots or v.target != "/robots.txt"]
        for v in pub.seen([self.s.host], since):
            v.now = self.now
        asked = list(map(str, asked))
        _, status, _, _ = self.coranto("status", "--json",
                                       "--now=%d" % self.now)
        got = json.loads(status)["sources"][0]
        message = got["message"] or ""
        self.seen.append("%s: %s%s" % (
            ", ".join(asked) or "nothing", got["state"],
            ", %d MiB" % peak if got["state"] == "over a limit" else ""))
        bad = r.state not in WELL
        order = sorted if self.s.more else list  # any source may be first
        self.want("asked", order(asked), order(r.asked))
        self.want("state", got["state"], r.state)
        self.want("exit status", rc, int(bad))
        self.want_like("message", message, r.why)
        # The way it fails is told once, in one line; nothing else is.
        lines = err.splitlines()
        self.want("lines on standard error", len(lines),
                  int(self.told != r.state if bad else r.err != ""))
        self.want_like("standard error", err, r.err)
        self.told = r.state if bad else ""
        self.check_feeds(r, before)
        if peak > PEAK_MIB:
            self.faults.append("run %d: %d MiB" % (len(self.seen), peak))
        # Where more is to do than there are processors for, all take longer.
        if took > self.s.seconds * max(1, os.getloadavg()[0] / os.cpu_count()):
            self.faults.append("run %d: took %.1f s" % (len(self.seen), took))

    def check_feeds(self, r, before):
        new = r.titles is not None and r.titles != self.titles
        if new:
            self.titles = r.titles
        if not new and not r.touched and all(before):
            self.want("feeds are touched", self.feeds() != before, False)
        rss = self.feeds()[0]
        if rss is None:
            return self.want("feed", None, "" if r.command == "run" else None)
        items = xml.etree.ElementTree.fromstring(rss[0]).iter("item")
        return self.want("titles", sorted(i.findtext("title") for i in items),
                         sorted(self.titles))


def general(log):
    """What holds for all requests: (name, those that are otherwise)."""
    known = {"host", "user-agent", "accept", "accept-encoding",
             "if-none-match", "if-modified-since"}
    agent = r"coranto/\d+\.\d+\.\d+ \(\+https://feeds\.example/\)"

    def those(wrong):
        return [v for v in log if wrong(v)]

    yield "only GET", those(lambda v: v.method != "GET")
    yield "HTTP/1.1", those(lambda v: v.version != "HTTP/1.1")
    yield "User-Agent: coranto/VERSION (+CONTACT)", those(
        lambda v: not re.fullmatch(agent, v.field("user-agent") or ""))
    yield "Accept-Encoding has gzip", those(
        lambda v: "gzip" not in (v.field("accept-encoding") or ""))
    yield "no Cookie, no Referer, nothing else that was not asked for", those(
        lambda v: {n.lower() for n, _ in v.fields} - known -
        ({"proxy-connection"} if v.proxied else set()))
    yield "no field twice", those(
        lambda v: len({n.lower() for n, _ in v.fields}) != len(v.fields))
    last = {}
    yield "a connection that may be used again is, by redirects too", those(
        lambda v: (u := last.get((v.host, v.now))) and u.kept and
        u.connection != v.connection or last.update({(v.host, v.now): v}))
    yield "robots.txt once a day", [
        v for i, v in enumerate(log) if v.target == "/robots.txt" and
        any(u.host == v.host and u.target == v.target and
            v.now - u.now < DAY for u in log[:i])]
    yield "no query added", those(lambda v: "?" in v.target or
                                  "#" in v.target)


def play(rows):
    """All of ROWS, or those that the command line names, as TAP."""
    publisher = Publisher()
    count = 0

    def report(ok, name, faults=()):
        nonlocal count
        count += 1
        print("%sok %d - %s" % ("" if ok else "not ", count, name))
        for f in faults:
            print("#   " + f)

    with tempfile.TemporaryDirectory() as base, \
            concurrent.futures.ThreadPoolExecutor(6) as pool:
        chosen = [s for s in rows if not sys.argv[1:] or s.name in sys.argv]
        for f in pool.map(lambda s: Folder(s, publisher, "%s/%d" % (
                base, rows.index(s))).play(), chosen):
            report(not f.faults, "%s: %s" % (
                f.s.name, "# SKIP " + f.skip if f.skip else
                " | ".join(f.seen)), f.faults)
    for name, wrong in general(publisher.log):
        report(publisher.log and not wrong, "all %d requests: %s" % (
            len(publisher.log), name), map(repr, wrong[:5]))
    report(not publisher.strangers, "nobody came to the inner port")
    report(not publisher.silent, "no connection without a request")
    print("1..%d" % count)
