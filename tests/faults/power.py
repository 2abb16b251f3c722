#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Cut the power, and see that nothing is lost that was claimed.

usage: power.py power [--part I/N] [--sample N] [--seed N] [--jobs N]
                [--only CALL]... [--unshared] [--figures FILE] [-v]

The days of faults.py are run once each, with all put down that a run does to
its files and asks to be made durable (tape.c). Of this what a disk may hold is
played, when the power goes just before or just after a sync, or at the end.
What was synced is there. Of what was not, of each file and each folder:

  lost   nothing is there
  names  names are there, and what was written is not: files are short, or
         have zeros where that was
  data   what was written is there, and names are not
  torn   of both some, drawn by --seed, in any order; of a write any of its
         sectors

Then the day is run, as the next run from cron would be. What is asked is in
judge(). CORANTO, FAULTS_SHIM and FAULTS_TAPE name the program and the shims.
"""
import collections
import copy
import os
import random
import re
import shutil
import sys

import faults
from faults import DAYS, Point, Wrong

SECTOR = 512
HOWS = ("lost", "names", "data", "torn", "torn2")

Deed = collections.namedtuple("Deed", "name inode path to offset time data")


def read_tape(path):
    with open(path, "rb") as f:
        while True:
            line = f.readline()
            if not line:
                return
            name, inode, path, to, offset, when, n = \
                line.decode().rstrip("\n").split("\t")
            yield Deed(name, int(inode), path, to, int(offset), int(when),
                       f.read(int(n)))


class File:
    """A file on the disk, and what it was told of it since it was synced."""

    def __init__(self, data=b"", when=0, mode=0o644):
        self.data, self.when, self.mode = data, when, mode
        self.told = []

    def sync(self):
        self.data, self.when = self.with_deeds(self.told)
        self.told = []

    def with_deeds(self, deeds):
        data, when = bytearray(self.data), self.when
        for d in deeds:
            if d.name == "truncate":
                del data[d.offset:]
                data.extend(bytes(d.offset - len(data)))
            elif d.name == "write":
                data.extend(bytes(max(0, d.offset - len(data))))
                data[d.offset:d.offset + len(d.data)] = d.data
            when = d.time
        return bytes(data), when

    def after_cut(self, how, rng):
        """What is left of it: bytes, time."""
        if how == "lost":
            return self.data, self.when
        if how == "data":
            return self.with_deeds(self.told)
        if how == "names":
            data, when = self.with_deeds(self.told)
            if rng.random() < 0.5:
                data = self.data.ljust(len(data), b"\0")[:len(data)]
                return data, when
            return self.data, when
        return self.with_deeds(torn(self.told, rng))


def torn(deeds, rng):
    """Some of DEEDS, and of some writes some of the sectors."""
    for d in deeds:
        if rng.random() < 0.4:
            continue
        if d.name != "write" or rng.random() < 0.6:
            yield d
            continue
        for at in range(0, len(d.data), SECTOR):
            if rng.random() < 0.5:
                yield d._replace(offset=d.offset + at,
                                 data=d.data[at:at + SECTOR])


class Disk:
    """What is durable, and what is not yet."""

    def __init__(self, folder):
        self.files = {}     # by number: inodes are used again
        self.number = {}    # of an inode, now
        self.names = {}     # durable: path to number; None: a folder
        self.told = collections.OrderedDict()  # of a folder: [(path, number)]
        self.count = 0
        for top, folders, names in os.walk(folder):
            for name in folders:
                self.names[os.path.join(top, name)] = None
            for name in sorted(names):
                path = os.path.join(top, name)
                st = os.stat(path)
                with open(path, "rb") as f:
                    self.names[path] = self.add(
                        st.st_ino, File(f.read(), st.st_mtime_ns,
                                        st.st_mode & 0o7777))

    def add(self, inode, file):
        self.count += 1
        self.files[self.count] = file
        self.number[inode] = self.count
        return self.count

    def name(self, path, number):
        """PATH leads to NUMBER from now on, or with False to nothing."""
        self.told.setdefault(os.path.dirname(path), []).append([(path, number)])

    def seen(self):
        """Names as all programs see them."""
        names = dict(self.names)
        for deeds in self.told.values():
            for deed in deeds:
                apply(names, deed)
        return names

    def do(self, d):
        if d.name == "create":
            self.name(d.path, self.add(
                d.inode, File(when=d.time, mode=d.offset & 0o755)))
        elif d.name == "mkdir":
            self.number.pop(d.inode, None)
            self.name(d.path, None)
        elif d.name == "unlink":
            self.name(d.path, False)
        elif d.name == "rename":
            self.name(d.to, self.seen()[d.path])
            self.told[os.path.dirname(d.to)][-1].append((d.path, False))
        elif d.name == "sync" and d.inode not in self.number:
            self.sync_folder(d.path)
        elif d.name == "sync":
            self.files[self.number[d.inode]].sync()
        elif d.name == "syncfs":
            for path in list(self.told):
                self.sync_folder(path)
            for file in self.files.values():
                file.sync()
        elif d.inode in self.number:
            self.files[self.number[d.inode]].told.append(d)

    def sync_folder(self, path):
        for deed in self.told.pop(path, ()):
            apply(self.names, deed)

    def names_after_cut(self, how, rng):
        names = dict(self.names)
        for deeds in self.told.values():
            for deed in deeds:
                if how == "names" or (how.startswith("torn") and
                                      rng.random() < 0.5):
                    apply(names, deed)
        return names

    def leave(self, folder, how, seed):
        """Make the FOLDER what is found when there is power again. Chance is
        each file's own: many have other names in each run."""
        names = self.names_after_cut(how, random.Random(seed))
        shutil.rmtree(folder)
        os.makedirs(folder)
        for path, number in sorted(names.items()):
            # What is below a folder that is not there is not there.
            if not os.path.isdir(os.path.dirname(path)):
                continue
            if number is None:
                os.mkdir(path, 0o700)
                continue
            file = self.files[number]
            rng = random.Random("%s %d" % (seed, number))
            data, when = file.after_cut(how, rng)
            if path.endswith("-shm"):  # memory: whatever it was
                data = rng.randbytes(len(data))
            with open(path, "wb") as f:
                f.write(data)
            os.chmod(path, file.mode)
            os.utime(path, ns=(when, when))


def apply(names, deed):
    for path, number in deed:
        if number is False:
            names.pop(path, None)
        else:
            names[path] = number


def tape_of(story, n):
    """The folder before the day N, as a disk, and what the day does to it."""
    if not hasattr(story, "tapes"):
        story.tapes = {}
    if n not in story.tapes:
        work, tape = faults.fresh(story, n), story.root + "/tape"
        disk = Disk(work)
        rc, err, _ = faults.run(
            work, n, LD_PRELOAD=os.environ["FAULTS_TAPE"], TAPE_TO=tape,
            TAPE_UNDER=work)
        if rc != 0 or err:
            raise Wrong("%s, put down: %d %s" % (DAYS[n].name, rc, err))
        story.tapes[n] = disk, list(read_tape(tape))
        os.unlink(tape)
    disk, deeds = story.tapes[n]
    return copy.deepcopy(disk), deeds


def power_points(story):
    for n in range(len(DAYS)):
        work = story.work
        _, deeds = tape_of(story, n)
        for i, d in enumerate(deeds):
            if d.name not in ("sync", "syncfs"):
                continue
            for how in HOWS:
                for at in (i, i + 1):
                    yield Point(n, at, d.name, os.path.relpath(d.path, work),
                                "%d %d" % (n, at), how, 0)
        for how in HOWS:
            yield Point(n, len(deeds), "end", ".", str(n), how, 0)


def guids(data):
    return set(re.findall(r"tag:[^<>\"]+,2026:[0-9a-f]{16,}", data.decode()))


def shown(disk, work):
    """The ids of all entries that readers could have fetched until now."""
    out = set()
    for path, number in disk.seen().items():
        name = os.path.relpath(path, work)
        if number is not None and re.fullmatch(
                r"feeds/(town|port|wire)[^/]*\.(rss|atom|json)", name):
            file = disk.files[number]
            out |= guids(file.with_deeds(file.told)[0])
    return out


def judge(story, p, folder, claimed):
    old = faults.files(story.before(p.day))
    now = faults.files(folder)
    faults.old_or_new(story, p.day, now, old)
    # To look at a database is to mend it: that is coranto's to do.
    aside = story.root + "/aside"
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(folder, aside)
    if claimed:
        items = faults.items(aside)
        lost = claimed - {row[1] for row in items}
        if lost:
            raise Wrong("published and lost: %s" % sorted(lost)[:3])
        odd = set(items) - set(story.dumps[p.day][1]) - \
            set(story.dumps[p.day - 1][1] if p.day > 0 else ())
        if odd:
            raise Wrong("an item as it never was: %s" % sorted(odd)[:1])
    if p.name == "end":  # it has said 0
        faults.same_feeds(story, p.day, folder, True)
        faults.same_store(story, p.day, aside, True)
    rc, err, _ = faults.coranto(folder, p.day)
    if rc != 0 or err:
        raise Wrong("the next run: %d %s" % (rc, err))
    faults.same_feeds(story, p.day, folder, True)
    faults.same_store(story, p.day, folder, True)


def attempt(story, p):
    disk, deeds = tape_of(story, p.day)
    # Its own end: the points are those of another story.
    for d in deeds if p.name == "end" else deeds[:p.at]:
        disk.do(d)
    claimed = shown(disk, story.work)
    work = faults.fresh(story, p.day)
    disk.leave(work, p.do, "%d %d %d %s" % (story.seed, p.day, p.at, p.do))
    judge(story, p, work, claimed)


if __name__ == "__main__":
    sys.exit(faults.main({"power": (power_points, attempt)}))
