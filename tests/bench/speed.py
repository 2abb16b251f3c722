#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""What a run costs, beside what fetching and parsing alone cost.

speed.py [--pages N] [--rounds R] [--memory] [--keep DIR] [--svg FILE] CORANTO FLOOR
    [-- OPTION...]

Makes N pages (listings.py), serves them by nginx at addresses of loopback, sixteen
pages a host, and runs both programs in turn, R rounds of each work:

    fetch     the floor: read all pages          parse   and make their trees
    since     the floor: all are as they were
    new       coranto with an empty database     same    the pages again, byte for byte
    noise     the same lists on pages that differ         news    two items more on each tenth
    304       all are as they were

Counted is the time of processors, of all processes, and with --memory the most
memory that they had at once. Nothing else should run; the load is printed. What
coranto published is compared with what the pages hold. --svg draws the same.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import xml.etree.ElementTree as ET
from email.utils import formatdate

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import listings  # noqa: E402  (beside this file)
import plot  # noqa: E402
import stage  # noqa: E402

PER_HOST = 16
NOW = 1795600000
NAMES = {"fetch": "fetch", "parse": "fetch and parse", "since": "ask whether it changed",
         "new": "all new", "same": "the same bytes", "noise": "the same lists",
         "news": "some news", "304": "nothing changed"}
AGAINST = {"new": "parse", "same": "parse", "noise": "parse", "news": "parse", "304": "since"}


class Bench:
    def __init__(self, args, folder):
        self.args, self.dir = args, folder
        self.cost = {}
        self.server = stage.Server(folder, addresses=[
            stage.host(i) for i in range(1 + (args.pages - 1) // PER_HOST)])
        pages = folder / "pages"
        if not (pages / "truth.json").exists():
            subprocess.run([sys.executable, HERE / "listings.py", pages, str(args.pages)],
                           check=True)
        self.truth = json.loads((pages / "truth.json").read_text())
        for name, port in (("served", self.server.port), ("plain", self.server.plain)):
            (folder / f"{name}.urls").write_text(
                "".join(f"{self.url(i, port)}\n" for i in range(args.pages)))
            self.configure(folder / f"{name}.yaml", name, port)

    def url(self, i, port):
        return f"http://{stage.host(i // PER_HOST)}:{port}/{i}.html"

    def show(self, version):
        """Serve that version of the pages."""
        self.server.show(self.dir / "pages" / version)

    def configure(self, path, name, port):
        lines = [f"settings: {{output: {name}.feeds, state: {name}.state, formats: [rss, atom]}}",
                 "defaults: {every: 15m, gap: 0s, timezone: Asia/Shanghai, keep: 100}",
                 "sources:"]
        for i in range(self.args.pages):
            rules = listings.TEMPLATES[self.truth[i]["kind"]]
            lines.append(f'  - {{id: s{i}, name: "Page {i}", url: "{self.url(i, port)}", '
                         + ", ".join(f'{k}: "{v}"' for k, v in rules.items()) + "}")
        path.write_text("\n".join(lines) + "\n")

    def measure(self, work, command, **how):
        cost = stage.measure(command, memory=self.args.memory, **how)
        self.cost.setdefault(work, []).append(cost)
        if cost.status != 0:
            sys.exit(f"bench: {work}: status {cost.status}: {cost.err[:500]}")
        return cost.out

    def floor(self, work, *how):
        with open(self.dir / "served.urls", encoding="ascii") as urls:
            out = self.measure(work, [self.args.floor, *how], stdin=urls)
        want = f"0 pages, {self.args.pages} unchanged" if work == "since" \
            else f"{self.args.pages} pages, 0 unchanged"
        if not out.startswith(want):
            sys.exit(f"bench: {work}: {out}")

    def coranto(self, work, name, now):
        self.measure(work, [self.args.coranto, "-c", self.dir / f"{name}.yaml", "run", "--quiet",
                            f"--now={now}", *self.args.more])

    def compare(self, name, version):
        """What was published holds what the pages do."""
        for i, page in enumerate(self.truth):
            tree = ET.parse(self.dir / f"{name}.feeds" / f"s{i}.rss")
            got = sorted(t.text for t in tree.iterfind("channel/item/title"))
            if got != sorted(page[version]):
                sys.exit(f"bench: page {i}: {len(got)} items, not the {len(page[version])} "
                         f"that are there")

    def forget(self, name):
        stage.forget(self.dir, f"{name}.feeds", f"{name}.state")

    def round(self):
        self.show("a")
        self.floor("fetch", "fetch")
        self.floor("parse", "parse")
        self.floor("since", "since", formatdate(listings.MTIME, usegmt=True))
        for name in ("served", "plain"):
            self.forget(name)
        self.coranto("new", "served", NOW)
        self.coranto("304", "served", NOW + 900)
        self.coranto("new", "plain", NOW)
        self.compare("plain", "a")
        self.coranto("same", "plain", NOW + 900)
        self.show("b")
        self.coranto("noise", "plain", NOW + 1800)
        self.compare("plain", "a")
        self.show("c")
        self.coranto("news", "plain", NOW + 2700)
        self.compare("plain", "c")

    def ratio(self, work, median):
        """The median of WORK beside that of its floor."""
        against = AGAINST.get(work)
        return f"{median[work] / median[against]:.2f} x {against}" if against else ""

    def beside(self, work, median):
        against = AGAINST.get(work)
        return f", {median[work] / median[against]:.1f} x {NAMES[against]}" if against else ""

    def medians(self):
        return {k: statistics.median(c.cpu for c in v) for k, v in self.cost.items()}

    def draw(self, path, load):
        median = self.medians()
        rows = [(NAMES[k], k not in AGAINST, min(c.cpu for c in v), median[k],
                 max(c.cpu for c in v), self.beside(k, median)) for k, v in self.cost.items()]
        title = (f"CPU seconds for {self.args.pages} pages: medians of {self.args.rounds} "
                 f"rounds, least to most; {load}")
        path.write_text(plot.bars(title, ("libcurl and lexbor alone", "coranto"), rows),
                        encoding="utf-8")

    def table(self):
        median = self.medians()
        print("work    CPU s   least    most   ratio" + "             MB" * self.args.memory)
        for work, costs in self.cost.items():
            line = (f"{work:6} {median[work]:6.2f}  {min(c.cpu for c in costs):6.2f}  "
                    f"{max(c.cpu for c in costs):6.2f}  ")
            peak = f"{max(c.peak for c in costs):6.1f}" if self.args.memory else ""
            print(f"{line}{self.ratio(work, median):16}{peak}".rstrip())


def main():
    p = argparse.ArgumentParser()
    p.add_argument("coranto", type=os.path.abspath)
    p.add_argument("floor", type=os.path.abspath)
    p.add_argument("--pages", type=int, default=1000)
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--memory", action="store_true", help="look at it fifty times a second")
    p.add_argument("--keep", help="a folder for the pages, which are kept")
    p.add_argument("--svg", type=pathlib.Path, help="a file for a plot")
    p.add_argument("more", nargs="*", help="options of coranto, behind --")
    args = p.parse_args()
    with stage.Folder(args.keep) as folder:
        bench = Bench(args, folder)
        try:
            load = os.getloadavg()[0]
            for _ in range(args.rounds):
                bench.round()
            load = stage.load(load)
            print(f"{args.pages} pages, {args.rounds} rounds, {load}")
            bench.table()
            if args.svg:
                bench.draw(args.svg, load)
        finally:
            bench.server.end()


if __name__ == "__main__":
    main()
