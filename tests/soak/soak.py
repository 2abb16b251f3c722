#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Thousands of runs on a virtual clock, of sources that misbehave at random.

usage: soak.py [--runs N] [--seed S] [--keep FOLDER] [--log]

The publisher is ours and knows what is true (truth.py, sources.py); what it
does wrong stands in moods.py. After each run a subscriber reads all feeds
(reader.py): they are well-formed and by the rules of feeds; ids and dates stay;
no story comes twice; and each that a page has shown comes in the run that the
decided rules say. Some runs are killed. In the end database, memory and folder
have levelled off. Exits 1 when something was otherwise, with the seed.
"""
import argparse
import collections
import contextlib
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import moods
from reader import Reader
from server import Server
from sources import make_sources
from truth import DAY, HOUR, START, World

TOP = os.path.abspath(os.path.dirname(os.path.abspath(__file__)) + "/../..")
CORANTO = os.environ.get("CORANTO", TOP + "/build/coranto")
BASE_URL = "https://feeds.example.org/"
HOLD = 3 * HOUR        # FLOOD_WAIT_S of src/run/flood.h
FLOOD = 10             # FLOOD_LEAST, likewise
PAUSE = 3 * DAY        # FLOOD_PAUSE_S
CALM_RUNS = 8          # the last ones, in which all that waits must come
LEVEL_RUNS = 2000      # in fewer it cannot be told
LEVEL = 1.05           # the last quarter to the second
LEVEL_SOON = 1.025     # ... to the third: growth as slow is told


def steps(rng):
    """Seconds between two runs: minutes to weeks, 13 hours on average."""
    while True:
        kind = rng.random()
        if kind < 0.60:
            yield rng.randint(600, 3 * HOUR)
        elif kind < 0.90:
            yield rng.randint(4 * HOUR, 14 * HOUR)
        elif kind < 0.98:
            yield rng.randint(DAY, 4 * DAY)
        else:
            yield rng.randint(6 * DAY, 20 * DAY)


class Soak:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.world = World(options.seed)
        self.rng = self.world.rng("driver")
        self.sources = make_sources(self.world)
        self.server = Server(self.world, self.sources)
        self.reader = Reader(self.world, folder + "/feeds", BASE_URL)
        self.faults, self.curve, self.said = [], [], set()
        self.waiting = collections.defaultdict(dict)  # source: {story: since}
        self.asked = {}                 # source: when, last
        self.told = collections.Counter()
        self.late = collections.Counter()
        self.must = collections.defaultdict(set)  # source: its good stories
        self.first_shown = {}           # (source, foreign story): when
        self.read = {}                  # source: when its page came last
        self.batch = collections.Counter()  # (source, when they were shown
        #                                 first): published stories
        self.mood_count = collections.Counter()
        self.gone, self.killed, self.failed_runs = set(), 0, 0
        self.spawn = subprocess.Popen(
            [sys.executable, "-S", "-E", TOP + "/tests/soak/spawn.py"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.log = open(folder + "/log", "w", encoding="utf-8")

    def configure(self):
        with open(self.folder + "/c.yaml", "w", encoding="utf-8") as f:
            f.write("settings: {output: feeds, state: state, base_url: '%s',\n"
                    "  formats: [rss, atom, json]}\n"
                    "defaults: {every: 1h, gap: 0s, timeout: 5s, keep: 100}\n"
                    "sources:\n" % BASE_URL)
            for s in self.sources:
                f.write("  - %s\n" % s.line())
            f.write("feeds:\n  - {id: wires, name: Wires, tags: wire, dedupe:"
                    " near, limit: 60, archives: true}\n"
                    "  - {id: union, name: Union, limit: 100}\n")

    def coranto(self, *args, kill=None):
        self.spawn.stdin.write(json.dumps({
            "args": [CORANTO, "-c", "c.yaml", *args], "kill": kill,
            "cwd": self.folder}) + "\n")
        self.spawn.stdin.flush()
        return json.loads(self.spawn.stdout.readline())

    def fault(self, run, what):
        self.faults.append("run %d: %s" % (run, what))
        kind = re.sub(r"\(\w+\)|'.*?'|[0-9a-f]{32}|\d+", "", what)
        if kind not in self.said:
            self.said.add(kind)
            print("# run %d: %s" % (run, what), flush=True)

    def play(self):
        self.configure()
        now = START
        pace = steps(self.rng)
        for run in range(self.options.runs):
            self.world.now = now
            self.play_run(run, now)
            now += next(pace) if run < self.options.runs - CALM_RUNS - 1 \
                else 2 * DAY - HOUR
            if len(self.faults) > self.options.faults:
                break
        self.finish(now)

    def play_run(self, run, now):
        happened = {}
        for s in self.sources:
            s.advance(now)
            if run >= self.options.runs - CALM_RUNS:
                s.flawed.clear()
                happened[s.name] = []
                continue
            once = moods.advance(s, self.world.rng("mood", s.name, run))
            happened[s.name] = once + moods.names(s)
            self.mood_count.update(happened[s.name])
        given = self.server.begin(run)
        kill = None
        if run > 0 and self.rng.random() < 0.05:
            kill = self.rng.uniform(0.005, 0.12)
        args = ["-v", "run", "--now=%d" % now]
        if self.gone or self.rng.random() < 0.03:
            args.append("--force")
        said = self.coranto(*args, kill=kill)
        self.server.begin(-1)
        killed = said["rc"] == -9
        # A machine with much else to do: what was not waited for is not read.
        # In the end it must be there all the same.
        for name in re.findall(r"(\S+): fetch: ", said["err"]):
            if name in given:
                given[name].bits += given[name].rows
                given[name].rows = []
        self.killed += killed
        if not killed and said["rc"] not in (0, 1):
            self.fault(run, "exit status %d: %s" % (said["rc"], said["err"]))
        self.failed_runs += said["rc"] == 1
        # Of what a killed run was given it has what is in the store.
        has = self.stored_at(now) if killed else given
        for name, g in given.items():
            if "410" in g.statuses:
                self.gone.add(name)
            elif g.asked and name in has:
                self.gone.discard(name)
        before = len(self.reader.faults)
        published = {s.name: set(self.reader.ids[s.name])
                     for s in self.sources}
        self.reader.look(run, now)
        for what in self.reader.faults[before:]:
            self.fault(run, what)
        self.judge_new(run, happened)
        self.judge_foreign(run, now, given, has)
        if not killed:
            for s in self.sources:
                self.judge(run, now, s, given[s.name], published[s.name],
                           happened[s.name], args)
        self.note(run, now, said, given, happened)
        self.last = now

    last = START

    # What is new is new once, in each feed.
    def judge_new(self, run, happened):
        for stem, story, guid, _ in self.reader.new:
            ids = self.reader.ids[stem][story]
            most = 1
            if stem in ("all", "union"):
                # Under two links in two sources it is two entries there.
                most = len({s.name for s in self.sources if s.name != "wire-c"
                            and any(t is story or t.original is story
                                    for t in s.stories)}) or 1
            if len(ids) > most:
                self.fault(run, "%s: %r comes again: %s (%s)" % (
                    stem, story, ids, happened.get(stem)))
            self.told[stem] += 1

    # Another site's list enters a feed only as the manual says: when it stays
    # for three hours, after a pause, or when so much came at once before.
    def judge_foreign(self, run, now, given, has):
        for stem, g in given.items():
            for row in g.rows + g.bits:
                self.first_shown.setdefault(
                    (stem, row.story.original or row.story), now)
        fresh = [(stem, story, self.first_shown.get((stem, story), now))
                 for stem, story, _, _ in self.reader.new if stem in given]
        count = collections.Counter((stem, since) for stem, _, since in fresh)
        for stem, story, since in fresh:
            most = max([n for (s, _), n in self.batch.items() if s == stem],
                       default=0)
            if story.foreign and now - since < HOLD and \
                    count[stem, since] > max(1.5 * most, FLOOD) and \
                    now - self.read.get(stem, 0) < PAUSE - HOUR:
                self.fault(run, "%s: %r of another site, shown since %d s, "
                           "is published; read %d h ago, %d at once, %d before"
                           % (stem, story, now - since, (
                               now - self.read[stem]) // HOUR,
                               count[stem, since], most))
        for (stem, since), n in count.items():
            if stem in self.read:
                self.batch[stem, since] += n
        for stem, g in given.items():
            if stem in has and (g.rows or "304" in g.statuses):
                self.read[stem] = now

    def stored_at(self, now):
        """The sources whose page of NOW the store has."""
        db = "file:%s/state/coranto.db?mode=ro" % self.folder
        with contextlib.closing(sqlite3.connect(db, uri=True)) as c:
            return {row[0] for row in c.execute(
                "SELECT id FROM source WHERE last_success = ?", (now,))}

    def judge(self, run, now, s, given, published, happened, args):
        if given.asked or s.name not in self.asked:
            self.asked[s.name] = now
        elif now - self.asked[s.name] > 2 * DAY and \
                now - self.last > 2 * DAY and s.name not in self.gone:
            self.fault(run, "%s: not asked for %d h" % (
                s.name, (now - self.asked[s.name]) // HOUR))
        real = [row.story for row in given.rows]
        shown = set(r.original or r for r in real)
        waiting = self.waiting[s.name]
        unknown = shown - published
        bits = {row.story.original or row.story for row in given.bits}
        flood = len(unknown | bits - published) > FLOOD and \
            2 * len(unknown | bits - published) > len(shown | bits)
        if given.rows and given.good:
            s.relinked = False
        for row in given.rows + given.bits:
            s.shown[row.story] = row.title
        have = self.reader.ids[s.name]
        self.must[s.name] |= shown
        for story in shown:
            if story in have:
                if story in waiting:
                    self.late[s.name] += 1
                    del waiting[story]
            elif story not in waiting and flood:
                waiting[story] = now
            elif story in waiting and now - waiting[story] < HOLD:
                pass
            elif story in waiting and waiting[story] == -1:
                pass
            else:
                self.fault(run, "%s: %r was shown and is not published%s; %s"
                           % (s.name, story, ", it waits since %d h" % (
                               (now - waiting[story]) // HOUR)
                               if story in waiting else "",
                               happened + given.statuses))
                waiting[story] = -1

    def note(self, run, now, said, given, happened):
        db = self.folder + "/state/coranto.db"
        if self.options.log:
            self.log.write(json.dumps({
                "run": run, "now": now, "rc": said["rc"],
                "seconds": round(said["seconds"], 3), "rss": said["rss"],
                "err": said["err"], "moods": happened,
                "given": {n: g.statuses for n, g in given.items()}},
                ensure_ascii=False) + "\n")
            self.log.flush()
        point = {"run": run, "now": now, "rss": said["rss"],
                 "seconds": said["seconds"], "killed": said["rc"] == -9}
        if run % 10 == 9 or run == self.options.runs - 1:
            with sqlite3.connect("file:%s?mode=ro" % db, uri=True) as c:
                point["items"], point["text"] = c.execute(
                    "SELECT count(*), sum(length(cast(content AS blob)) +"
                    " length(cast(summary AS blob))) FILTER (WHERE NOT EXISTS"
                    " (SELECT 1 FROM archive WHERE item = item.n))"
                    " FROM item").fetchone()
                point["free"] = c.execute(
                    "PRAGMA freelist_count").fetchone()[0] * c.execute(
                    "PRAGMA page_size").fetchone()[0]
                if run % 100 == 99 or run == self.options.runs - 1:
                    for check in "integrity_check", "foreign_key_check":
                        rows = c.execute("PRAGMA " + check).fetchall()
                        if rows not in ([("ok",)], []):
                            self.fault(run, "%s: %s" % (check, rows[:3]))
            c.close()
            point["db"] = os.path.getsize(db)
            point["row"] = (point["db"] - point["free"] - point["text"]) / \
                point["items"]
            point["state"] = sum(
                os.path.getsize(os.path.join(d, f))
                for d, _, files in os.walk(self.folder + "/state")
                for f in files)
        self.curve.append(point)
        if run % 100 == 99:
            p = point
            print("# run %d, day %d: %d items, database %d KiB (%d free), "
                  "state %d KiB, texts %d KiB, %d KiB of memory, %.0f s" % (
                      run + 1, (now - START) // DAY, p["items"],
                      p["db"] >> 10, p["free"] >> 10, p["state"] >> 10,
                      p["text"] >> 10, p["rss"],
                      time.monotonic() - self.started), flush=True)

    started = time.monotonic()

    def quarter(self, k, what):
        """Of the K-th quarter of the runs the mean of WHAT, and the most."""
        n = len(self.curve)
        v = [p[what] for p in self.curve[k * n // 4:(k + 1) * n // 4]
             if what in p and not p["killed"]] or [0]
        return sum(v) / len(v), max(v)

    def level(self):
        """The last quarter of the runs beside an earlier one: memory, also of
        the run that takes most, texts that are no archive's, and what the
        database takes for an item without them. Items themselves are kept for
        good. What SQLite keeps of its file in memory grows with that for half
        of the runs, until it is the 8 MB of STORE_ROOM_KIB: so the mean of the
        memory is compared later, and more closely."""
        for what, of, than, most in (
                ("rss", 0, 2, LEVEL_SOON), ("rss", 1, 1, LEVEL),
                ("text", 0, 1, LEVEL), ("row", 0, 1, LEVEL)):
            x, y = self.quarter(than, what)[of], self.quarter(3, what)[of]
            print("# %s: %d%s in the %s quarter, in the last %d" % (
                what, x, " at most" if of else "",
                ("second", "third")[than - 1], y))
            if x and y > most * x:
                self.fault(len(self.curve), "%s has not levelled off" % what)
        if self.curve and "items" in self.curve[-1]:
            p = self.curve[-1]
            print("# %d bytes of the database per item" % (
                (p["db"] - p["free"]) // p["items"]))

    def archives(self):
        """Who comes late reads the same: feed and archives have all ids."""
        for kind in "rss", "atom", "json":
            said = subprocess.run(
                [sys.executable, TOP + "/tests/e2e/archive_walk.py",
                 self.folder + "/feeds", BASE_URL, "wires." + kind],
                capture_output=True, text=True, check=False).stdout
            ids = [w for w in said.split("\n") if w.startswith("tag:")]
            seen = set(self.reader.feeds["wires"])
            if len(ids) != len(set(ids)) or set(ids) != seen:
                self.fault(len(self.curve), "archives of wires.%s: %d ids, %d "
                           "distinct, %d were seen, %d of them are lost" % (
                               kind, len(ids), len(set(ids)), len(seen),
                               len(seen - set(ids))))

    def finish(self, now):
        told = {s.name: len(self.reader.ids[s.name]) for s in self.sources}
        once = due = 0
        for s in self.sources:
            ids = self.reader.ids[s.name]
            due += len(self.must[s.name])
            once += sum(len(ids.get(x, ())) == 1 for x in self.must[s.name])
            for story in self.must[s.name]:
                if story not in ids and len(self.faults) < 100:
                    self.fault(len(self.curve), "%s: %r was never published" % (
                        s.name, story))
        self.archives()
        if len(self.curve) >= LEVEL_RUNS:
            self.level()
        print("# seed %s: %d runs in %d days, %d killed, %d with failures, %d "
              "requests, %d files checked, %.0f s" % (
                  self.options.seed, len(self.curve), (now - START) // DAY,
                  self.killed, self.failed_runs, self.server.requests,
                  self.reader.checked, time.monotonic() - self.started))
        print("# of %d stories that pages showed in %d sources %d are published"
              " exactly once, %d of them held back at first; %d of other sites"
              " or of last year as well" % (
                  due, len(told), once, sum(self.late.values()),
                  sum(told.values()) - once))
        print("# moods: " + ", ".join("%s %d" % m for m in sorted(
            self.mood_count.items())))
        self.spawn.stdin.close()
        self.spawn.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--seed", default=str(random.randrange(10 ** 6)))
    parser.add_argument("--faults", type=int, default=20)
    parser.add_argument("--keep", help="where the files stay")
    parser.add_argument("--log", action="store_true")
    options = parser.parse_args()
    folder = options.keep or tempfile.mkdtemp(
        dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    if options.keep:
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
    print("# seed %s" % options.seed, flush=True)
    try:
        soak = Soak(options, folder)
        soak.play()
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    return 1 if soak.faults else 0


if __name__ == "__main__":
    sys.exit(main())
