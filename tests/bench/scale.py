#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""What a run costs when there is much of something: sources, hosts, items, processes.

scale.py [--rounds R] [--many N] [--keep DIR] [ROW...] CORANTO FLOOR

    304      10,000 sources of 40 items as they were, beside bare requests for them
    hosts    the same on 1,000 and 30,000 hosts: what one of them costs
    many     100,000 sources: read, all new, all as they were
    items    a run over 1,000 unchanged sources with 1,000 items in the store, and 1,001,000
    start    `status` of 1,000 sources, `check` of 100,000
    workers  wall time with one process that reads pages and with two, on two processors

All rows when none is named. Pages are served by nginx on addresses of loopback, one
file at all URLs, since a page that is not read may be any; `workers` reads those of
listings.py from files. Medians of R rounds in turn; CPU s are those of all processes,
MB the most that all had at once (PSS), by looks fifty times a second.
"""
import argparse
import json
import os
import pathlib
import sqlite3
import statistics
import subprocess
import sys
from email.utils import formatdate

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import listings  # noqa: E402  (beside this file)
import stage  # noqa: E402

NOW = 1795600000
EVERY = 900
RULES = listings.TEMPLATES["list"]
DEFAULTS = "defaults: {every: 15m, gap: 0s, timezone: Asia/Shanghai, keep: 100}\n"
ANY_PAGE = "location / { try_files /page.html =404; }"


def page(items):
    """A short page; its links are beside it, so that each URL has other items."""
    rows = "".join(f'<li><a href="{k}.html">{listings.CITIES[k % 14]}发布供水管网改造方案第{k}号'
                   f'</a><span class="time">{" ".join(listings.date_of(k))}</span></li>\n'
                   for k in range(items))
    return f'<!DOCTYPE html><meta charset=utf-8><title>Page</title><ul class="list">{rows}</ul>'


class Case:
    """Sources of one kind, with feeds and a store of their own."""

    def __init__(self, bench, name, urls, extra=lambda i: {}):
        self.bench, self.dir, self.n = bench, bench.dir / name, len(urls)
        self.now, self.first = NOW, None
        self.dir.mkdir()
        (self.dir / "urls").write_text("".join(f"{u}\n" for u in urls))
        with open(self.dir / "sources.yaml", "w", encoding="utf-8") as f:
            f.write(f"settings: {{output: feeds, state: state, formats: [rss]}}\n{DEFAULTS}sources:\n")
            for i, url in enumerate(urls):
                keys = {"id": f"s{i}", "name": f"Page {i}", "url": url, **RULES, **extra(i)}
                f.write("  - {" + ", ".join(f'{k}: "{v}"' for k, v in keys.items()) + "}\n")

    def coranto(self, *args, before=(), memory=False):
        cost = stage.measure([*before, self.bench.args.coranto, "-c", self.dir / "sources.yaml",
                              *args], memory=memory)
        if cost.status != 0:
            sys.exit(f"bench: {self.dir.name}: {args[0]}: status {cost.status}: {cost.err[:500]}")
        return cost

    def run(self, **how):
        cost = self.coranto("run", "--quiet", f"--now={self.now}", **how)
        self.now += EVERY
        return cost

    def since(self):
        with open(self.dir / "urls", encoding="ascii") as urls:
            cost = stage.measure([self.bench.args.floor, "since",
                                  formatdate(listings.MTIME, usegmt=True)], stdin=urls)
        if not cost.out.startswith(f"0 pages, {self.n} unchanged"):
            sys.exit(f"bench: {self.dir.name}: {cost.out}{cost.err}")
        return cost

    def check_items(self, want):
        db = sqlite3.connect(self.dir / "state" / "coranto.db")
        got, = db.execute("SELECT count(*) FROM item").fetchone()
        db.close()  # takes its log away; with one the next run looks through all pages
        if got != want:
            sys.exit(f"bench: {self.dir.name}: {got} items, not {want}")

    def bytes(self):
        return sum(f.stat().st_size for f in (self.dir / "state").glob("coranto.db*"))

    def forget(self):
        stage.forget(self.dir, "feeds", "state")


class Bench:
    def __init__(self, args, folder):
        self.args, self.dir = args, folder
        self.server = stage.Server(folder, ANY_PAGE)
        self.show(12)

    def show(self, items):
        folder = self.dir / f"page{items}"
        if not folder.exists():
            folder.mkdir()
            (folder / "page.html").write_text(page(items), encoding="utf-8")
            os.utime(folder / "page.html", (listings.MTIME, listings.MTIME))
        self.server.show(folder)

    def urls(self, n, per_host, port=None):
        return [f"http://{stage.host(i // per_host)}:{port or self.server.port}/{i}/"
                for i in range(n)]

    def rounds(self, **works):
        """Each work in turn, and the median of each: CPU seconds, but of `wall`."""
        costs = {name: [] for name in works}
        for _ in range(self.args.rounds):
            for name, work in works.items():
                costs[name].append(work())
        return [statistics.median(c) for c in costs.values()]

    def row_304(self):
        self.show(40)  # what real pages have
        case = Case(self, "304", self.urls(10000, 16))
        case.run()
        case.check_items(10000 * 40)
        since, run = self.rounds(since=lambda: case.since().cpu, run=lambda: case.run().cpu)
        print(f"304      10,000 unchanged: {run:.2f} CPU s, {run / since:.2f} x since ({since:.2f})")
        self.show(12)

    def row_hosts(self):
        """The floor is left out: what libcurl remembers of hosts makes it take 40 s."""
        few, many = (Case(self, f"hosts{n}", self.urls(n, 1)) for n in (1000, 30000))
        few.run()
        many.run()
        low, high = self.rounds(few=lambda: few.run().cpu, many=lambda: many.run().cpu / 30)
        print(f"hosts    a source on one of 1,000: {low:.4f} CPU ms; of 30,000: {high:.4f}, "
              f"{high / low:.2f} x")

    def row_many(self):
        case = Case(self, "many", self.urls(self.args.many, 16))
        read, new = case.coranto("check", memory=True), case.run(memory=True)
        case.check_items(case.n * 12)
        same, since = case.run(memory=True), case.since()
        for what, cost in (("read", read), ("all new", new), ("unchanged", same)):
            print(f"many     {case.n:,} sources, {what}: {cost.cpu:.2f} CPU s, "
                  f"{cost.wall:.1f} s, {cost.peak:.1f} MB")
        print(f"many     unchanged: {same.cpu / since.cpu:.2f} x since ({since.cpu:.2f})")

    def row_items(self):
        """Two stores; one had long pages before those that both have now."""
        for name, port in (("304", self.server.port), ("same", self.server.plain)):
            urls = self.urls(1000, 16, port)
            few, many = Case(self, f"few-{name}", urls), Case(self, f"many-{name}", urls)
            self.show(1000)
            many.run()
            self.show(1)
            many.run()
            few.run()
            few.check_items(1000)
            many.check_items(1000000)
            low, high = self.rounds(few=lambda c=few: c.run().cpu, many=lambda c=many: c.run().cpu)
            print(f"items    {name}: 1,000 items {low:.3f} CPU s, 1,000,000 {high:.3f}, "
                  f"{high / low:.2f} x; {(many.bytes() - few.bytes()) / 999000:.0f} bytes an item")
        self.show(12)

    def row_start(self):
        small, large = Case(self, "small", self.urls(1000, 16)), \
            Case(self, "large", self.urls(100000, 16))
        small.run()
        status, wall, check = self.rounds(
            cpu=lambda: small.coranto("status").cpu, wall=lambda: small.coranto("status").wall,
            check=lambda: large.coranto("check").cpu)
        print(f"start    status of 1,000 sources: {status * 1000:.1f} CPU ms, {wall * 1000:.1f} ms; "
              f"check of 100,000: {check:.2f} CPU s")

    def row_workers(self):
        pages = self.dir / "pages"
        subprocess.run([sys.executable, HERE / "listings.py", pages, "1000"], check=True)
        truth = json.loads((pages / "truth.json").read_text())
        case = Case(self, "workers", [f"file:{pages}/a/{i}.html" for i in range(1000)],
                    lambda i: {"base": f"https://s{i}.example/", **listings.TEMPLATES[truth[i]["kind"]]})

        def work(n):
            case.forget()
            return case.coranto("run", "--quiet", f"--now={NOW}", f"--workers={n}",
                                before=("taskset", "-c", "0,1")).wall

        one, two = self.rounds(one=lambda: work(1), two=lambda: work(2))
        print(f"workers  1,000 pages from files: one {one:.2f} s, two {two:.2f} s, {two / one:.2f} x")


def main():
    rows = {name[4:]: getattr(Bench, name) for name in vars(Bench) if name.startswith("row_")}
    p = argparse.ArgumentParser()
    p.add_argument("row", nargs="*", help=f"of {' '.join(rows)}; all of them")
    p.add_argument("coranto", type=os.path.abspath)
    p.add_argument("floor", type=os.path.abspath)
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--many", type=int, default=100000)
    p.add_argument("--keep", help="a folder that is there after")
    args = p.parse_args()
    for name in args.row:
        if name not in rows:
            p.error(f"there is no row {name}")
    with stage.Folder(args.keep) as folder:
        bench = Bench(args, folder)
        try:
            load = os.getloadavg()[0]
            for name in args.row or rows:
                rows[name](bench)
            print(f"{args.rounds} rounds, {stage.load(load)}")
        finally:
            bench.server.end()


if __name__ == "__main__":
    main()
