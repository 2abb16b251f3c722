#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Have the program find the lists of made pages, and measure what it found.

    detect_check.py PROGRAM [SEEDS [LANGUAGE...]] [--renamed] [-v]

Prints F1 over the links, mean of all pages, and the shares of right titles,
dates and pictures among the items found.
"""
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import list_pages  # noqa: E402


def found(program, page, renamed):
    html = list_pages.rename(page.html) if renamed else page.html
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/page.html", "w", encoding="utf-8") as f:
            f.write(html)
        run = subprocess.run(
            [program, "test", "--file=page.html", "--url=" + page.url, "--json",
             "--now=" + list_pages.NOW.strftime("%Y-%m-%dT%H:%M:%SZ")],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20)
    return json.loads(run.stdout or "{}")


class Figure:
    """Right ones of all, and those that were wrong."""

    def __init__(self):
        self.right = self.all = 0

    def add(self, ok):
        self.right += ok
        self.all += 1

    def share(self):
        return self.right / self.all if self.all else 1.0


def compare(page, got, figures):
    wanted = {i["link"]: i for i in page.items}
    items = {i["link"]: i for i in got.get("items", [])}
    hit = [k for k in wanted if k in items]
    notes = []
    f1 = 2 * len(hit) / (len(wanted) + len(items)) if items else 0.0
    for k in hit:
        for name in ("title", "date", "image"):
            if wanted[k][name] is None:
                continue
            have = items[k][name] or ""
            if name == "date":
                have = have[:10]
            ok = have == wanted[k][name]
            figures[name].add(ok)
            if not ok:
                notes.append(f"{name}: {have!r}, not {wanted[k][name]!r}")
    return f1, notes


def main(args):
    verbose, renamed = "-v" in args, "--renamed" in args
    args = [a for a in args if not a.startswith("-")]
    seeds = range(int(args[1]) if len(args) > 1 else 1)
    langs = args[2:] or ["en", "zh"]
    all_pages = [p for s in seeds for p in list_pages.pages(s, langs)]
    figures = {n: Figure() for n in ("title", "date", "image")}
    total = 0.0
    with ThreadPoolExecutor(2) as pool:
        for p, got in zip(all_pages, pool.map(
                lambda p: found(os.path.abspath(args[0]), p, renamed), all_pages)):
            f1, notes = compare(p, got, figures)
            total += f1
            if verbose and (f1 < 0.9 or notes):
                print(f"{p.name}: F1 {f1:.3f}; item {got.get('rules', {}).get('item')}; "
                      f"{len(notes)} wrong: {'; '.join(notes[:2])}")
                if f1 < 0.9:
                    print("    ", json.dumps(got.get("rules"), ensure_ascii=False))
    print(f"{len(all_pages)} pages: F1 {total / len(all_pages):.3f} " +
          " ".join(f"{n} {f.share():.3f}" for n, f in figures.items()))


main(sys.argv[1:])
