#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""What the same pages cost coranto, and what they cost others.

peers.py [--pages N] [--rounds R] [--markdown] [--keep DIR] [PEER...] CORANTO

Makes N pages (listings.py), serves them by nginx on loopback, sixteen pages a host,
and lets coranto and each peer that is on the machine read them all in turn, R rounds,
with nothing known before:

    coranto    all items stored, RSS and Atom written
    alone      the same without store and feeds, `run --dry-run`: texts, addresses and
               dates are normalized, which the scripts leave out
    php        curl, DOMDocument and XPath, one process    } all fields of all items
    nokogiri   Net::HTTP and CSS selectors                 } to JSON lines, no store,
    scrapy     a spider with CSS selectors                 } no feeds: the scripts in
    cheerio    node's fetch and CSS selectors              } tests/bench/peers
    newsboat   reload of the RSS that coranto made, into an empty cache
    sfeed      sfeed_update of the same, into an empty folder

Counted is the time of processors, of all processes, start-up included: medians of the
rounds; and the most memory that all had at once (PSS), by looks fifty times a second.
The titles that each found are compared with what the pages hold. None of the peers is
needed for anything else; one that is not here is passed over.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import shlex
import sqlite3
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import listings  # noqa: E402  (beside this file)
import speed  # noqa: E402
import stage  # noqa: E402

ATTRIBUTES = {"link": "href", "image": "src"}  # of fields whose rule names none

# The same as listings.TEMPLATES.
XPATHS = {
    "list": {"item": '//ul[@class="list"]/li', "title": "a", "link": "a/@href",
             "date": 'span[@class="time"]'},
    "table": {"item": '//table[@class="t"]//tr[@class="r"]', "title": "td/a",
              "link": "td/a/@href", "date": 'td[@class="d"]'},
    "cards": {"item": '//div[starts-with(@class,"card ")]', "title": "h3/a", "link": "h3/a/@href",
              "summary": 'p[@class="sum"]', "image": "img/@src", "date": "time/@datetime"},
    "notices": {"item": '//div[@class="notice"]', "title": "a/@title", "link": "a/@href",
                "outlet": 'i[@class="src"]', "date": "em"},
    "blog": {"item": "//article", "title": ".//h2/a", "link": ".//h2/a/@href",
             "author": './/span[@class="by"]', "summary": "p", "date": ".//time"},
}


def css(field, rule):
    selector, _, attribute = rule.partition("@")
    return [selector, attribute or ATTRIBUTES.get(field)]


class Peer:
    """A row. `packages` are those of Debian; the last of them says the version."""
    label, packages = "", ()

    def __init__(self, bench, name):
        self.bench, self.dir = bench, bench.dir / name

    def version(self):
        """None when a package is missing."""
        version = ""
        for package in self.packages:
            got = subprocess.run(["dpkg-query", "-W", "-f=${db:Status-Status} ${Version}", package],
                                 capture_output=True, text=True, check=False).stdout
            if not got.startswith("installed "):
                return None
            version = re.match(r"installed (?:\d+:)?([^-+]*)", got)[1]
        return version

    def prepare(self):
        """Make the folder anew, with what `command` needs in it."""
        stage.forget(self.bench.dir, self.dir.name)
        self.dir.mkdir()

    def command(self):
        raise NotImplementedError

    def urls(self):
        """What it reads for each page."""
        return self.bench.pages

    def titles(self):
        """Of each of these URLs that it could read the titles."""
        raise NotImplementedError


class Script(Peer):
    """One of ours: it gets what to read as JSON, and writes JSON lines."""
    program = ()

    def job(self, url, kind):
        rules = dict(listings.TEMPLATES[kind])
        return {"url": url, "kind": kind, "item": rules.pop("item"),
                "selectors": {field: css(field, rule) for field, rule in rules.items()}}

    def prepare(self):
        super().prepare()
        self.bench.show("a")
        (self.dir / "job.json").write_text(json.dumps(
            [self.job(url, self.bench.truth[i]["kind"]) for i, url in enumerate(self.bench.pages)]))

    def command(self):
        interpreter, script = self.program
        return [interpreter, HERE / "peers" / script, self.dir / "job.json", self.dir / "out.json"]

    def titles(self):
        with open(self.dir / "out.json", encoding="utf-8") as f:
            for line in f:
                page = json.loads(line)
                yield page["url"], [item["title"] for item in page["items"]]


class Php(Script):
    label, packages = "PHP {}: curl, DOMXPath", ("php-curl", "php-xml", "php-cli")
    program = ("php", "php.php")

    def job(self, url, kind):
        rules = dict(XPATHS[kind])
        return {"url": url, "kind": kind, "item": rules.pop("item"), "selectors": rules}


class Nokogiri(Script):
    label, packages = "Nokogiri {}: Net::HTTP, CSS", ("ruby-nokogiri",)
    program = ("ruby", "nokogiri.rb")


class Scrapy(Script):
    label, packages = "Scrapy {}: CSS, JSON lines", ("python3-scrapy",)
    program = ("python3", "scrapy_spider.py")


class Cheerio(Script):
    label, packages = "cheerio {}: node, CSS", ("nodejs", "node-cheerio")
    program = ("node", "cheerio.js")


class Reader(Peer):
    """It gets the feeds that coranto made."""

    def prepare(self):
        super().prepare()
        self.bench.server.show(self.bench.dir / "served.feeds")

    def urls(self):
        return self.bench.feeds


class Newsboat(Reader):
    label, packages = "newsboat {}: RSS, reload", ("newsboat",)

    def prepare(self):
        super().prepare()
        (self.dir / "config").touch()
        (self.dir / "urls").write_text("".join(f"{u}\n" for u in self.bench.feeds))

    def command(self):
        return ["newsboat", "-u", self.dir / "urls", "-c", self.dir / "cache.db",
                "-C", self.dir / "config", "-x", "reload"]

    def titles(self):
        db = sqlite3.connect(self.dir / "cache.db")
        found = collections.defaultdict(list)
        for url, title in db.execute("SELECT feedurl, title FROM rss_item"):
            found[url].append(title)
        db.close()
        return found.items()


class Sfeed(Reader):
    label, packages = "sfeed {}: RSS, sfeed_update", ("curl", "sfeed")

    def prepare(self):
        super().prepare()
        feeds = "".join(f"feed {i} {shlex.quote(u)}\n" for i, u in enumerate(self.bench.feeds))
        (self.dir / "sfeedrc").write_text(
            f"sfeedpath={shlex.quote(str(self.dir / 'feeds'))}\nfeeds() {{\n{feeds}}}\n")

    def command(self):
        return ["sfeed_update", self.dir / "sfeedrc"]

    def titles(self):
        for i, url in enumerate(self.bench.feeds):
            try:
                with open(self.dir / "feeds" / str(i), encoding="utf-8") as f:
                    yield url, [line.split("\t")[1] for line in f]
            except FileNotFoundError:
                pass  # the page is counted as wrong


PEERS = {"php": Php, "nokogiri": Nokogiri, "scrapy": Scrapy, "cheerio": Cheerio,
         "newsboat": Newsboat, "sfeed": Sfeed}


class Bench(speed.Bench):
    def __init__(self, args, folder):
        super().__init__(args, folder)
        self.pages = [self.url(i, self.server.port) for i in range(args.pages)]
        self.feeds = [re.sub(r"/(\d+)\.html$", r"/s\1.rss", url) for url in self.pages]
        self.items = sum(len(page["a"]) for page in self.truth)
        self.right, self.notes, self.peers = {}, {}, {}
        home = folder / "home"
        home.mkdir(exist_ok=True)
        self.env = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8",
                    "NODE_PATH": "/usr/share/nodejs"}
        version = subprocess.run([args.coranto, "--version"], capture_output=True, text=True,
                                 check=True).stdout.split()[1]
        self.labels = {"coranto": f"coranto {version}: RSS, Atom and store written",
                       "alone": f"coranto {version}: read alone, --dry-run"}
        for name in args.peer or PEERS:
            peer = PEERS[name](self, name)
            version = peer.version()
            if version is None:
                print(f"bench: {name} is passed over: apt install {' '.join(peer.packages)}",
                      file=sys.stderr)
            else:
                self.peers[name], self.labels[name] = peer, peer.label.format(version)

    def read(self, name, peer):
        """Let it read everything, and see what it found. One that fails is left out."""
        peer.prepare()
        cost = stage.measure(peer.command(), memory=True, env=self.env)
        if cost.status != 0:
            del self.peers[name]
            self.cost.pop(name, None)
            last = (cost.err.strip().splitlines() or ["nothing said"])[-1]
            self.notes[name] = f"failed with status {cost.status}: {last[:200]}"
            return
        self.cost.setdefault(name, []).append(cost)
        self.check(name, dict(peer.titles()), peer.urls())

    def check(self, name, found, urls):
        """How many items are right; what is not is told below the table."""
        wrong, right = [], 0
        for i, url in enumerate(urls):
            got, want = (collections.Counter(t) for t in (found.get(url, []), self.truth[i]["a"]))
            right += (got & want).total()
            if got != want:
                wrong.append((i, *map(list, (got - want, want - got))))
        self.right[name] = min(right, self.right.get(name, right))
        if wrong:
            gbk = sum(self.truth[i]["gbk"] for i, *_ in wrong)
            i, more, less = wrong[0]
            self.notes[name] = (
                f"{len(wrong):,} pages have other items, {gbk:,} of them in GBK; page {i} has "
                f"{len(more)} that are not there {more[:1]}, {len(less)} are missing {less[:1]}")

    def read_alone(self):
        self.forget("served")
        out = self.measure("alone", [self.args.coranto, "-v", "-c", self.dir / "served.yaml",
                                     "run", "--dry-run", f"--now={speed.NOW}"])
        if f" {self.items} items read; a dry run" not in out:
            sys.exit(f"bench: read alone: {out[-500:]}")
        self.right["alone"] = self.items

    def round(self):
        self.show("a")
        self.read_alone()
        self.forget("served")
        self.coranto("coranto", "served", speed.NOW)
        self.compare("served", "a")
        self.right["coranto"] = self.items
        for name, peer in list(self.peers.items()):
            self.read(name, peer)

    def rows(self):
        """Label, CPU s for 1,000 pages, MB, right items, ratio."""
        median = {k: statistics.median(c.cpu for c in v) for k, v in self.cost.items()}
        for name, costs in self.cost.items():
            items = f"{self.right[name]:,}"
            if name in self.notes:
                items += f" of {self.items:,}"
            yield (self.labels[name], f"{median[name] * 1000 / self.args.pages:.2f}",
                   f"{max(c.peak for c in costs):.0f}", items,
                   f"{median[name] / median['coranto']:.1f}")

    def table(self):
        head = ("program", "CPU s", "MB", "items", "× coranto")
        if self.args.markdown:
            for row in (head, ("---", "--:", "--:", "--:", "--:"), *self.rows()):
                print(f"| {' | '.join(row)} |")
        else:
            for row in (head, *self.rows()):
                print(f"{row[0]:46} {row[1]:>7} {row[2]:>5} {row[3]:>16} {row[4]:>10}")
        for name, note in self.notes.items():
            print(f"{name}: {note}")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("peer", nargs="*", help=f"of {' '.join(PEERS)}; all of them")
    p.add_argument("coranto", type=os.path.abspath)
    p.add_argument("--pages", type=int, default=1000)
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--markdown", action="store_true", help="the table as in README.md")
    p.add_argument("--keep", help="a folder for the pages, which are kept")
    args = p.parse_args()
    args.memory, args.more = True, []
    for name in args.peer:
        if name not in PEERS:
            p.error(f"there is no peer {name}")
    with stage.Folder(args.keep) as folder:
        bench = Bench(args, folder)
        try:
            load = os.getloadavg()[0]
            for _ in range(args.rounds):
                bench.round()
            print(f"{args.pages:,} pages, {bench.items:,} items, {args.rounds} rounds, "
                  f"{time.strftime('%Y-%m-%d')}, {stage.load(load)}")
            bench.table()
        finally:
            bench.server.end()


if __name__ == "__main__":
    main()
