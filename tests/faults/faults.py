#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Disturb coranto at each call that it makes, and see that nothing is lost.

usage: faults.py kill|errors|memory [--part I/N] [--sample N] [--seed N]
                 [--only CALL]... [--unshared] [--jobs N] [--figures FILE] [-v]
       faults.py figures --figures FILE

A story of five days is told: two sources and a merged feed come into being,
change, outgrow their feeds into archive documents, lose archives and formats,
and meet the database of an older version. On some days there are so few
descriptors that files get their names by few at a time. Each day is first run undisturbed.
Then it is run again from where it began for each point of it, the calls that
shim.c counts, with something happening there:

  kill    SIGKILL instead of the call, or after half of what it writes
  errors  the call fails, once or with all that follow, by each errno that it
          can have; or writes but half of what it should
  memory  the k-th allocation fails, alone or with all that follow; so does
          that of the processes that read pages

and once more, undisturbed, as the next run from cron would be. What is asked
then is in judge(). CORANTO and FAULTS_SHIM name the program and the shim.
Prints TAP, a line for each day and kind of call; with --part every N-th point
from the I-th on; with --sample so many points of these, drawn by --seed, which
is printed; with --unshared in a file system that cannot share a file as memory,
so that the database has a journal in place of its log. With --figures what was
tried is added to FILE, a line for a part, and `figures` adds them up; of the
journal's those count as different that are not there with a log.
"""
import argparse
import collections
import concurrent.futures
import errno
import fnmatch
import functools
import gzip
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
import xml.etree.ElementTree as ET

NOW = 1796000000  # 2026-11-30T00:53:20Z
SECONDS = 60  # no run takes one

CONFIG = """\
settings: {{output: feeds, state: state, base_url: "https://f.example.org/",
  formats: [{formats}], gzip: {gzip}, metrics: prom/coranto.prom}}
defaults: {{item: li, date: i, summary: p, keep: 50, flood: accept,
  archives: {archives}}}
sources:
  - {{id: town, name: Town, tags: [wire], url: "file:town.html",
     base: "https://town.example.org/"}}
  - {{id: port, name: 港口, language: zh-CN, tags: [wire], url: "file:port.html",
     base: "https://port.example.org/"}}
feeds:
  - {{id: wire, name: Wire, tags: [wire], limit: 140, per_source: 120,
     dedupe: near, archives: {archives}}}
"""
STORY = "丹江口水库累计向北方调水突破800亿立方米 <b>&amp;</b>"

# What version 7 had, and the last column of its table of sources: all that came
# later is taken from a database to make an older one.
OLDER, OLDER_LAST = 7, "moved_times"
OLDER_TABLES = ("source item identity transition run evidence host robots "
                "withheld alias twin fold apart").split()
OLDER_INDEXES = ("item_feed transition_source item_seen withheld_source "
                 "alias_item fold_head apart_other").split()

Day = collections.namedtuple(
    "Day", "name town port archives formats gzip older descriptors")
DAYS = (
    Day("the first run", (1, 6), (1, 4), True, "rss, atom, json", True, False,
        1024),
    Day("news and edits", (1, 9), (2, 6), True, "rss, atom, json", True, False,
        64),
    Day("archives", (5, 160), (2, 9), True, "rss, atom, json", True, False,
        1024),
    Day("less is asked for", (5, 163), (2, 9), False, "rss, atom", False, False,
        64),
    Day("an older database", (90, 170), (5, 12), True, "rss, atom", False, True,
        1024),
)

# What each call can fail with: open(2), write(2) and so on.
WRITING = "EIO ENOSPC EDQUOT"
ERRORS = {
    "create": WRITING + " EMFILE EACCES EROFS EINTR",
    "open": "EIO EMFILE ENFILE EACCES EINTR",
    "write": WRITING + " EINTR short",
    "pwrite": WRITING + " EINTR short",
    "fsync": WRITING,
    "fdatasync": WRITING,
    "syncfs": WRITING + " ENOSYS",
    "sync_file_range": WRITING + " ENOSYS",
    "ftruncate": WRITING + " EINTR",
    "ftruncate64": WRITING + " EINTR",
    "rename": WRITING + " EACCES EROFS EXDEV",
    "renameat": WRITING + " EACCES EROFS EXDEV",
    "unlink": "EIO EACCES EROFS",
    "unlinkat": "EIO EACCES EROFS",
    "mkdir": WRITING + " EACCES EROFS",
    "mkdirat": WRITING + " EACCES EROFS",
    "close": WRITING,
    "mmap": "ENOMEM EACCES",
    "lock": "EIO ENOLCK EINTR",
    "flock": "EIO ENOLCK EINTR",
    "read": "EIO EINTR",
    "pread": "EIO EINTR",
    "pread64": "EIO EINTR",
}
ERRORS_ELSE = "EIO EACCES"
# From then on: a disk that is full or gone.
LASTING = ("ENOSPC", "EIO")

Point = collections.namedtuple("Point", "day at name path span do on")


class Wrong(Exception):
    """What a disturbed run did and should not have."""


def write(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def page(path, name, first, last, story):
    """The items FIRST to LAST of a list, the newest first, five to a day."""
    with open(path, "w", encoding="utf-8") as f:
        f.write("<meta charset=utf-8><title>%s</title><ul>\n" % name)
        f.write("<li><a href=/story>%s</a><p>新华社电</p><i>2026-01-03</i>\n"
                % story)
        for n in range(last, first - 1, -1):
            edited = ", edited" if n % 7 == last % 7 else ""
            f.write("<li><a href=/%d>Item %d of %s</a><p>Text %d%s</p>"
                    "<i>2026-%02d-%02d</i>\n" %
                    (n, n, name, n, edited, 1 + n // 28, 1 + n % 28))


def set_day(folder, n):
    """Make pages and configuration those of the day N."""
    day = DAYS[n]
    page(folder + "/town.html", "town", *day.town, STORY)
    page(folder + "/port.html", "port", *day.port, STORY)
    write(folder + "/sources.yaml", CONFIG.format(
        formats=day.formats, gzip=str(day.gzip).lower(),
        archives=str(day.archives).lower()))


def database(folder):
    return sqlite3.connect(folder + "/state/coranto.db")


def make_older(folder):
    db = database(folder)
    for kind, names in ("table", OLDER_TABLES), ("index", OLDER_INDEXES):
        for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = ? "
                                "AND sql NOTNULL", (kind,)).fetchall():
            if name not in names:
                db.execute("DROP %s %s" % (kind, name))
    columns = [c[1] for c in db.execute("PRAGMA table_info(source)")]
    for column in columns[columns.index(OLDER_LAST) + 1:]:
        db.execute("ALTER TABLE source DROP COLUMN %s" % column)
    db.execute("PRAGMA user_version = %d" % OLDER)
    db.commit()
    db.close()


# What each run has in its environment.
EVERY = {}


def run(folder, n, **env):
    """Run the day N, with ENV: exit status, standard error and output."""
    ours = ("FAULTS_", "TAPE_")
    env = {**EVERY, **env, "FAULTS_DESCRIPTORS": str(DAYS[n].descriptors)}
    env.update((k, v) for k, v in os.environ.items() if not k.startswith(ours))
    p = subprocess.run(
        [os.environ["CORANTO"], "-c", "sources.yaml", "run", "--force",
         "--now=%d" % (NOW + n * 86400)],
        cwd=folder, env=env, timeout=SECONDS, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return p.returncode, p.stderr.decode("utf-8", "replace"), p.stdout


def coranto(folder, n, **faults):
    """The same with the shim, when there are FAULTS."""
    if not faults:
        return run(folder, n)
    env = {"FAULTS_" + k.upper(): str(v) for k, v in faults.items()}
    return run(folder, n, LD_PRELOAD=os.environ["FAULTS_SHIM"],
               FAULTS_UNDER=folder, **env)


def files(folder):
    """The feeds: names and bytes."""
    out = {}
    if os.path.isdir(folder + "/feeds"):
        for name in os.listdir(folder + "/feeds"):
            with open(folder + "/feeds/" + name, "rb") as f:
                out[name] = f.read()
    return out


ITEMS = (
    "SELECT s.id, i.guid, i.key, i.first_seen, i.position, i.published, "
    "i.published_raw, i.updated, i.title, i.link, i.summary, i.content "
    "FROM item AS i JOIN source AS s ON s.n = i.source ORDER BY i.guid")
DUMPS = (
    "SELECT id, url, title, language FROM source ORDER BY id",
    ITEMS,
    "SELECT s.id, hex(y.hash), i.guid FROM identity AS y "
    "JOIN item AS i ON i.n = y.item JOIN source AS s ON s.n = y.source "
    "ORDER BY 1, 2",
    "SELECT a.feed, i.guid, a.number FROM archive AS a "
    "JOIN item AS i ON i.n = a.item ORDER BY 1, 2",
    "SELECT f.feed, i.guid, h.guid, f.twin FROM fold AS f "
    "JOIN item AS i ON i.n = f.item JOIN item AS h ON h.n = f.head "
    "ORDER BY 1, 2",
)


def ask(folder, *queries):
    """The rows of each of QUERIES, after a look at the store's integrity."""
    db = None
    try:
        db = database(folder)
        whole = db.execute("PRAGMA integrity_check").fetchall()
        if whole != [("ok",)]:
            raise Wrong("integrity_check: %s" % whole[:3])
        if db.execute("PRAGMA foreign_key_check").fetchall():
            raise Wrong("foreign_key_check")
        return [db.execute(sql).fetchall() for sql in queries]
    except sqlite3.Error as e:
        raise Wrong("the database: %s" % e) from e
    finally:
        if db is not None:
            db.close()


def dump(folder):
    """What the store holds for good."""
    return ask(folder, *DUMPS)


def items(folder):
    """Its items, of whatever version it is."""
    return ask(folder, ITEMS)[0]


def same_store(story, n, folder, about):
    """The store holds what it does after the undisturbed day N."""
    for now, want in zip(dump(folder), story.dumps[n]):
        if not about:
            now, want = ([row for row in rows if row[0] != "wire"]
                         for rows in (now, want))
        if now != want:
            odd = set(now) ^ set(want)
            raise Wrong("not in both stores, this and an undisturbed one: %s"
                        % sorted(odd, key=str)[:2])


@functools.lru_cache(maxsize=1000)
def well_formed(name, data):
    """A file that a reader could have fetched at that moment."""
    try:
        if name.endswith(".gz"):
            well_formed(name[:-3], gzip.decompress(data))
        elif name.endswith(".json"):
            json.loads(data)
        elif not name.endswith((".css", ".html")):
            ET.fromstring(data)
        elif not data.rstrip().endswith((b"}", b"</html>")):
            raise ValueError("has no end")
    except Exception as e:
        raise Wrong("%s is broken: %s" % (name, e)) from e


class Story:
    """What all is measured by: each day undisturbed. Everything happens in one
    folder, as its path stands in the store; so one thread has a story."""

    def __init__(self, root, seed=1):
        self.root, self.seed = root, seed
        self.work = work = root + "/work"
        self.feeds, self.dumps = [], []
        os.makedirs(work)
        for n, day in enumerate(DAYS):
            if day.older:
                make_older(work)
            set_day(work, n)
            shutil.copytree(work, self.before(n))
            rc, err, _ = coranto(work, n)
            if rc != 0 or err:
                raise Wrong("%s, undisturbed: %d %s" % (day.name, rc, err))
            self.feeds.append(files(work))
            self.dumps.append(dump(work))
        shutil.rmtree(work)

    def before(self, n):
        return "%s/before-%d" % (self.root, n)

    def points(self, n, kind):
        """(number, call, file, span) of each call of the day N."""
        work = fresh(self, n)
        log = self.root + "/log"
        rc, err, _ = coranto(work, n, kind=kind, log=log, at=0)
        if rc != 0 or err:
            raise Wrong("%s, counted: %d %s" % (DAYS[n].name, rc, err))
        with open(log, encoding="utf-8", errors="replace") as f:
            lines = [line.rstrip("\n").split(" ", 3) for line in f]
        os.unlink(log)
        shutil.rmtree(work)
        return [(int(k), name, os.path.relpath(path, work) if path else "",
                 span) for k, name, span, path in lines]


def fresh(story, n):
    """The folder as it was before the day N."""
    shutil.rmtree(story.work, ignore_errors=True)
    shutil.copytree(story.before(n), story.work)
    # No call may hang on the second at which a test runs: files are of long
    # ago, or of the future, so that what replaces them has to be younger yet.
    when = NOW + (n % 2 * 2 - 1) * 200 * 86400
    for folder, _, names in os.walk(story.work):
        for name in names:
            os.utime(os.path.join(folder, name), (when, when))
    return story.work


def old_or_new(story, n, now, old):
    """Each feed is as before or as after the day N."""
    for name, data in now.items():
        if name.startswith(".coranto-"):
            continue
        if data not in (old.get(name), story.feeds[n].get(name)):
            well_formed(name, data)
            raise Wrong("%s is neither the old one nor the new" % name)
    for name in set(old) & set(story.feeds[n]) - set(now):
        raise Wrong("%s is gone" % name)


# What tells of the runs themselves, failed ones as well.
ABOUT = ("health.", "index.html")
# What depends on which source came first, when one has failed.
MERGED = ("wire.",)


def same_feeds(story, n, folder, about):
    """The feeds are those of the undisturbed day N and nothing else."""
    now, want = files(folder), story.feeds[n]
    if set(now) != set(want):
        raise Wrong("files: %s" % sorted(set(now) ^ set(want)))
    for name, data in now.items():
        if data == want[name]:
            continue
        well_formed(name, data)
        if about or not name.startswith(ABOUT + MERGED):
            raise Wrong("%s is not what an undisturbed run writes" % name)
    for name in now:
        if name.endswith(".gz"):
            copy, of = (os.stat(folder + "/feeds/" + f)
                        for f in (name, name[:-3]))
            if copy.st_mtime_ns != of.st_mtime_ns:
                raise Wrong("%s is of another time than its file" % name)


def healed(story, n, folder, about):
    """The next run makes it as if nothing had happened."""
    rc, err, _ = coranto(folder, n)
    if rc != 0 or err:
        raise Wrong("the next run: %d %s" % (rc, err))
    same_feeds(story, n, folder, about)
    same_store(story, n, folder, about)
    left = sorted(os.listdir(folder + "/state"))
    # A page that could not be kept is not kept before it is another one.
    if left not in (["coranto.db", "lock"], ["coranto.db", "lock", "pages"]):
        raise Wrong("left in state: %s" % left)
    for _, _, names in os.walk(folder + "/state/pages"):
        if any(name.endswith(".tmp") for name in names):
            raise Wrong("left in state/pages: %s" % names)


def day_after(story, n, folder):
    """And so does the day after, with its own news."""
    if n + 1 == len(DAYS) or DAYS[n + 1].older:
        return
    set_day(folder, n + 1)
    healed(story, n + 1, folder, True)


def named(err, point):
    """A line that tells what failed: by the name of a file of ours."""
    names = ("state", "feeds", "coranto.db", "prom", "town", "port", "wire",
             "sources.yaml", "lock")
    return err.startswith(("coranto: ", "sources.yaml: ")) and \
        any(n in err for n in names)


def judge_kill(story, p, folder, rc, err):
    old = files(story.before(p.day))
    if rc != -9:
        raise Wrong("was not killed: %d %s" % (rc, err))
    old_or_new(story, p.day, files(folder), old)
    healed(story, p.day, folder, True)
    day_after(story, p.day, folder)


def judge_rest(story, p, folder, rc, err):
    """After a run that ended by itself."""
    if rc == 0 and not err:
        same_feeds(story, p.day, folder, True)
        same_store(story, p.day, folder, True)
    for name, data in files(folder).items():
        if not name.startswith(".coranto-"):
            well_formed(name, data)
    healed(story, p.day, folder, rc not in (0, 1))


def judge_error(story, p, folder, rc, err):
    allowed = (0, 1, 3)
    if p.path == "sources.yaml":
        allowed = (0, 2)
    if p.name in ("lock", "flock"):
        allowed += (4,)
    if rc not in allowed:
        raise Wrong("exit %d: %s" % (rc, err))
    if (rc != 0 or err) and not named(err, p):
        raise Wrong("exit %d does not say what failed: %r" % (rc, err))
    judge_rest(story, p, folder, rc, err)


def judge_memory(story, p, folder, rc, err):
    if rc not in (0, 1, 3):
        raise Wrong("exit %d: %s" % (rc, err))
    if rc == 3 and (err.count("\n") != 1 or not err.startswith("coranto: ")):
        raise Wrong("exit 3 without its one line: %r" % err)
    if rc == 1 and not err.startswith("coranto: "):
        raise Wrong("exit 1 without a word: %r" % err)
    judge_rest(story, p, folder, rc, err)


def kill_points(story):
    for n in range(len(DAYS)):
        for k, name, path, span in story.points(n, "change"):
            yield Point(n, k, name, path, span, "kill", 0)
            if name in ("write", "pwrite"):
                yield Point(n, k, name, path, span, "tear", 0)


def error_points(story):
    for n in range(len(DAYS)):
        for k, name, path, span in story.points(n, "read"):
            for e in ERRORS.get(name, ERRORS_ELSE).split():
                # A copy that we may not read is none that we wrote.
                if e == "EACCES" and path.endswith(".gz") and name == "open":
                    continue
                yield Point(n, k, name, path, span, e, 0)
        for k, name, path, span in story.points(n, "change"):
            for e in LASTING:
                yield Point(n, k, name, path, span, e, 1)


def memory_points(story):
    points = story.points(0, "memory")
    for k, name, path, span in points[:MEMORY] + points[MEMORY::MEMORY_STEP]:
        yield Point(0, k, name, path, span, "ENOMEM", 0)
    for k, name, path, span in points[:MEMORY] + points[MEMORY::LASTING_STEP]:
        yield Point(0, k, name, path, span, "ENOMEM", 1)
    for k, name, path, span in story.points(0, "pages"):
        for on in 0, 1:
            yield Point(0, k, name, path, span, "ENOMEM", on)


# An allocation of a process that reads pages.
PAGES = "page's"
# Each of so many from the start on, and of the rest each so manieth: those of
# the pages, the store and the feeds, which come again and again.
MEMORY, MEMORY_STEP, LASTING_STEP = 2000, 11, 101


def attempt(story, judge, kind, p):
    """Disturb the run at the point P, and see what became of it."""
    work = fresh(story, p.day)
    if p.on and kind == "read":
        kind = "change"
    if p.name == PAGES:
        kind = "pages"
    do = p.do if p.do in ("kill", "tear", "short") else getattr(errno, p.do)
    rc, err, _ = coranto(work, p.day, kind=kind, at=p.at, do=do, on=p.on)
    judge(story, p, work, rc, err)


def mode_of(find, judge, kind):
    return find, lambda story, p: attempt(story, judge, kind, p)


MODES = {"kill": mode_of(kill_points, judge_kill, "change"),
         "errors": mode_of(error_points, judge_error, "read"),
         "memory": mode_of(memory_points, judge_memory, "memory")}


def in_turn(stories, attempt_at, p):
    """What was wrong at the point P, or None; with a story that no other thread
    has."""
    story = stories.pop()
    try:
        attempt_at(story, p)
    except subprocess.TimeoutExpired:
        return "takes more than %d s" % SECONDS
    except Wrong as e:
        return str(e)
    finally:
        stories.append(story)
    return None


RANDOM = r"\.coranto-[0-9a-f]{16}\.tmp|\.[A-Za-z0-9]{6}$|etilqs_[0-9a-f]+$"


def distinct(points):
    """The calls that differ by name, file, or the place and the size of what is
    written, and the points that do so by what happens there as well: on another
    day, or again, it is the same one, and so it is to another random name.
    Allocations differ by number alone."""
    calls = [(p.name, re.sub(RANDOM, "*", p.path), p.span) if p.path else
             (p.name == PAGES, p.at) for p in points]
    return set(calls), {(c, p.do, p.on) for c, p in zip(calls, points)}


def put_down(args, points, of, known, bad, seconds):
    """Add a line of figures: POINTS were tried, a part of OF. What is among the
    points KNOWN as well is no different one."""
    differ = (len(now - before)
              for now, before in zip(distinct(of), distinct(known)))
    lasting = sum(p.on for p in points)
    torn = sum(p.do in ("tear", "short") for p in points)
    mode = args.mode + ("-unshared" if args.unshared else "")
    with open(args.figures, "a", encoding="utf-8") as f:
        print(mode, "%d/%d" % args.part, len(of), *differ,
              len(points), lasting, torn, bad, "%.0f" % seconds, sep="\t",
              file=f)


def figures(path):
    """Say what the lines of PATH come to: the last of each part counts."""
    modes = collections.OrderedDict()
    with open(path, encoding="utf-8") as f:
        for line in f:
            mode, part, *numbers = line.rstrip("\n").split("\t")
            modes.setdefault(mode, {})[part] = [int(n) for n in numbers]
    for mode, of in modes.items():
        total, calls, differ = (max(v[i] for v in of.values())
                                for i in range(3))
        tried, lasting, torn, bad, seconds = (
            sum(v[i] for v in of.values()) for i in range(3, 8))
        print("%s: %d of %d points, %d with all that follow, %d in the middle "
              "of a write; %d differ, at %d different calls; %d wrong; %d s" %
              (mode, tried, total, lasting, torn, differ, calls, bad, seconds))
    return 0


def tell(groups, verbose):
    """A line of TAP for each group; how many points were wrong."""
    bad = 0
    for i, ((day, what), done) in enumerate(sorted(groups.items()), 1):
        wrong = [(p, w) for p, w in done if w]
        bad += len(wrong)
        print("%sok %d - %s, %s: %d points" %
              ("not " if wrong else "", i, DAYS[day].name, what, len(done)))
        for p, w in wrong[:None if verbose else 3]:
            print("# %s %d %s%s on %s: %s" %
                  (p.do, p.at, p.name, " and all that follow" if p.on else "",
                   p.path, w.strip()))
    print("1..%d" % len(groups))
    return bad


def part(text):
    i, n = (int(x) for x in text.split("/"))
    if not 1 <= i <= n:
        raise ValueError
    return i, n


def chosen(points, args):
    points = points[args.part[0] - 1::args.part[1]]
    for only in args.only:
        points = [p for p in points
                  if only in (p.name, p.name + ":" + p.do) or
                  fnmatch.fnmatch(p.path, only)]
    if args.sample and args.sample < len(points):
        # What the end of a day leaves is always looked at: it was said to be.
        ends = [p for p in points if p.name == "end"]
        rest = [p for p in points if p.name != "end"]
        points = random.Random(args.seed).sample(
            rest, max(0, args.sample - len(ends))) + ends
    return points


def main(modes):
    ap = argparse.ArgumentParser()
    ap.add_argument("mode", choices=[*modes, "figures"])
    ap.add_argument("--part", type=part, default=(1, 1))
    ap.add_argument("--figures")
    ap.add_argument("--sample", type=int, default=0)
    ap.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--unshared", action="store_true")
    ap.add_argument("--only", action="append", default=[],
                    help="call, call:errno, or files: *.gz; all that are given")
    ap.add_argument("-v", action="store_true")
    args = ap.parse_args()
    if args.mode == "figures":
        return figures(args.figures)
    find, attempt_at = modes[args.mode]
    began = time.monotonic()
    # In memory where it can be: of nothing here a disk is asked.
    shm = "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) else None
    root = os.path.realpath(tempfile.mkdtemp(prefix="coranto-faults-", dir=shm))
    groups = collections.OrderedDict()
    try:
        known = []
        if args.unshared and args.figures:
            known = list(find(Story(root + "/0", args.seed)))
            shutil.rmtree(root + "/0")
        if args.unshared:
            EVERY.update(FAULTS_UNSHARED=root,
                         LD_PRELOAD=os.environ["FAULTS_TAPE"])
        stories = [Story("%s/%d" % (root, n), args.seed)
                   for n in range(args.jobs)]
        every = list(find(stories[0]))
        points = chosen(every, args)
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            results = pool.map(lambda p: in_turn(stories, attempt_at, p), points)
            for p, wrong in zip(points, results):
                groups.setdefault((p.day, p.name if args.mode in (
                    "kill", "memory") else p.do), []).append((p, wrong))
    finally:
        shutil.rmtree(root, ignore_errors=True)
    bad = tell(groups, args.v)
    seconds = time.monotonic() - began
    print("# %s: %d of %d points, %d wrong, seed %d, %.0f s" %
          (args.mode, len(points), len(every), bad, args.seed, seconds))
    if args.figures:
        put_down(args, points, every, known, bad, seconds)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(MODES))
