#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""What the tests reached of src/, from gcov's JSON.

usage: coverage.py [--write FILE] [--files N] [--missing PREFIX] BUILD

Prints, per folder and in sum, the lines and the branches that ran; a branch is
one way out of a condition. Lines with an assertion are not counted: that a test
makes one fail is no aim. A header's function counts once, whoever compiles it.
--files N adds the N files with most lines not run, --missing those lines.
--write puts the table between the marks of FILE. Ends with 1 below the floor.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys

FLOOR_LINES, FLOOR_BRANCHES = 90, 70
BEGIN, END = "<!-- made by make coverage -->\n", "<!-- end -->\n"
ASSERT = re.compile(r"\bassert\(")


class File:
    """Lines and branches of one source file: how often each ran."""

    def __init__(self):
        self.lines = collections.Counter()
        self.branches = collections.Counter()

    def add(self, line):
        n = line["line_number"]
        self.lines[n] += line["count"]
        for i, branch in enumerate(line["branches"]):
            self.branches[n, i] += branch["count"]

    def drop(self, lines):
        for key in [k for k in self.lines if k in lines]:
            del self.lines[key]
        for key in [k for k in self.branches if k[0] in lines]:
            del self.branches[key]


def documents(build):
    """gcov's answer for each object of BUILD, also for those that never ran."""
    notes = sorted(str(p) for p in pathlib.Path(build, "src").rglob("*.gcno"))
    for i in range(0, len(notes), 50):
        out = subprocess.run(
            ["gcov", "--branch-probabilities", "--json-format", "--stdout"]
            + notes[i:i + 50], check=True, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL).stdout
        for line in out.splitlines():
            yield json.loads(line)


def measure(build):
    files = collections.defaultdict(File)
    for document in documents(build):
        for one in document["files"]:
            if one["file"].startswith("src/"):
                for line in one["lines"]:
                    files[one["file"]].add(line)
    for name, file in files.items():
        text = pathlib.Path(name).read_text().splitlines()
        file.drop({n for n, t in enumerate(text, 1) if ASSERT.search(t)})
    return files


def ran(counts):
    return sum(1 for c in counts.values() if c > 0)


def table(files):
    folders = collections.defaultdict(lambda: [0, 0, 0, 0])
    for name, file in files.items():
        folder = "/".join(name.split("/")[:2])
        figures = (ran(file.lines), len(file.lines),
                   ran(file.branches), len(file.branches))
        for key in (folder, "all"):
            folders[key] = [a + b for a, b in zip(folders[key], figures)]
    rows = ["| folder | lines | run | branches | taken |",
            "|---|--:|--:|--:|--:|"]
    total = folders.pop("all")
    for name, (l, ls, b, bs) in [*sorted(folders.items()), ("all", total)]:
        rows.append(f"| {name} | {ls} | {100 * l / ls:.1f} % "
                    f"| {bs} | {100 * b / bs if bs else 100:.1f} % |")
    return rows, 100 * total[0] / total[1], 100 * total[2] / total[3]


def missing(file):
    """Lines that did not run, as ranges, and conditions with a way not taken."""
    text = []
    for n in sorted(n for n, c in file.lines.items() if c == 0):
        if text and text[-1][1] == n - 1:
            text[-1][1] = n
        else:
            text.append([n, n])
    half = sorted({n for (n, i), c in file.branches.items()
                   if c == 0 and file.lines[n] > 0})
    return (" ".join(f"{a}-{b}" if a < b else f"{a}" for a, b in text),
            " ".join(str(n) for n in half))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--write")
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--missing")
    parser.add_argument("build")
    args = parser.parse_args()
    files = measure(args.build)
    rows, lines, branches = table(files)
    print("\n".join(rows))
    most = sorted(files, key=lambda f: ran(files[f].lines) - len(files[f].lines))
    for name in most[:args.files]:
        file = files[name]
        print(f"{len(file.lines) - ran(file.lines):5d} of {len(file.lines):5d} lines, "
              f"{len(file.branches) - ran(file.branches):5d} of "
              f"{len(file.branches):5d} branches not: {name}")
    for name in sorted(files) if args.missing else ():
        if name.startswith(args.missing):
            print(name, *missing(files[name]), sep="\n  ")
    if args.write:
        page = pathlib.Path(args.write)
        before, rest = page.read_text().split(BEGIN)
        after = rest.split(END)[1]
        page.write_text(before + BEGIN + "\n".join(rows) + "\n" + END + after)
    return lines < FLOOR_LINES or branches < FLOOR_BRANCHES


if __name__ == "__main__":
    sys.exit(main())
