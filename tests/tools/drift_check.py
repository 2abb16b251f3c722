#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Edit listing pages as sites change them, and see what becomes of their feeds.

    drift_check.py PROGRAM [FOLDER] [--pages N] [--seeds N] [-v]

FOLDER holds a folder for each page, with page.html and expected.json ({"url",
"charset", "fetched", "items": [{"title", "url", "date", "date_text"}]});
without it pages are made (tests/e2e/list_pages.py). Each page that detection
reads well becomes a source with the rules found, is run, edited and run again;
in a second round what is first on the page came after the first run. A third
is a source without rules, whose rules are remembered.

right    the items of the list, and nothing else
short    nothing else, but fewer than nine in ten of them
cannot   the source fails and says so
wrong    an item that is not of the list
"""
import argparse
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import page_edits  # noqa: E402
from page_edits import list_pages, same  # noqa: E402


class Subject:
    def __init__(self, name, url, text, items, now):
        self.name, self.url, self.text = name, url, text
        self.items, self.now = items, now
        self.wanted = {same(i["link"]) for i in items}


def read_folder(folder):
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        with open(path + "/expected.json", encoding="utf-8") as f:
            e = json.load(f)
        with open(path + "/page.html", "rb") as f:
            text = f.read().decode(e["charset"], "replace")
        items = [{"title": i["title"], "link": i["url"],
                  "date": (i.get("date") or i.get("date_text") or "")[:10],
                  "text": i.get("summary")} for i in e["items"]]
        day = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?",
                       e.get("fetched") or "2026-11-20").groups()
        now = datetime.datetime(int(day[0]), int(day[1] or 12),
                                int(day[2] or 28), 23,
                                tzinfo=datetime.timezone.utc)
        yield Subject(name, e["url"], text, items, now)


def make(seeds):
    for seed in range(seeds):
        for p in list_pages.pages(seed):
            yield Subject(p.name, p.url, p.html, p.items, list_pages.NOW)


class Site:
    """One source in a folder of its own."""

    def __init__(self, program, folder, subject, rules):
        self.program, self.dir, self.s = program, folder, subject
        source = {"id": "s", "url": "file:page.html", "base": subject.url,
                  "charset": "utf-8", "robots": "ignore", "flood": "accept"}
        source.update(rules)
        with open(folder + "/c.yaml", "w", encoding="utf-8") as f:
            f.write("settings: {output: feeds, state: state}\nsources:\n  - "
                    + json.dumps(source, ensure_ascii=False) + "\n")

    def call(self, *args):
        return subprocess.run(
            [self.program, "-c", self.dir + "/c.yaml", *args], cwd=self.dir,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)

    def show(self, text, hours):
        with open(self.dir + "/page.html", "w", encoding="utf-8") as f:
            f.write(text)
        when = self.s.now + datetime.timedelta(hours=hours)
        self.at = "--now=" + when.strftime("%Y-%m-%dT%H:%M:%SZ")
        self.call("run", "--force", self.at)
        state = json.loads(self.call("status", "--json").stdout)["sources"][0]
        got = json.loads(self.call("test", "s", "--file=" + self.dir
                                   + "/page.html", "--json", self.at).stdout
                         or "{}")
        links = [same(i["link"]) for i in got.get("items", [])]
        return state, links if state["failures"] == 0 else []


def rules_of(program, s):
    with tempfile.TemporaryDirectory() as d:
        site = Site(program, d, s, {})
        with open(d + "/page.html", "w", encoding="utf-8") as f:
            f.write(s.text)
        r = site.call("test", "s", "--file=" + d + "/page.html", "--json",
                      "--now=" + s.now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    got = json.loads(r.stdout or "{}")
    links = {same(i["link"]) for i in got.get("items", [])}
    hit = len(links & s.wanted)
    f1 = 2 * hit / (len(links) + len(s.wanted)) if links else 0.0
    return f1, got.get("rules"), links


def trial(program, s, edit, rules, known, head):
    first = page_edits.without_head(s.text, s.url, s.items) if head else s.text
    second = page_edits.EDITS[edit](s.text, s.url, s.items)
    if first is None or second is None:
        return "no such edit", ""
    with tempfile.TemporaryDirectory() as d:
        site = Site(program, d, s, rules)
        state, links = site.show(first, 0)
        if not links or not set(links) <= known | s.wanted:
            return "no such edit", "the first run was no good"
        state, links = site.show(second, 1)
    strange = [x for x in links if x not in known | s.wanted]
    word = "right"
    if strange:
        word = "wrong"
    elif state["failures"] > 0:
        word = "cannot"
    elif len(set(links)) < 0.9 * len(known):
        word = "short"
    note = "%s %d of %d%s %s" % (state["state"], len(links), len(known),
                                 " strange: " + strange[0] if strange else "",
                                 state["message"] or "")
    return word, note


def main():
    p = argparse.ArgumentParser()
    p.add_argument("program")
    p.add_argument("folder", nargs="?")
    p.add_argument("--pages", type=int, default=30)
    p.add_argument("--seeds", type=int, default=1)
    p.add_argument("--edit", action="append")
    p.add_argument("-v", action="store_true")
    o = p.parse_args()
    o.program = os.path.abspath(o.program)
    subjects = []
    for s in read_folder(o.folder) if o.folder else make(o.seeds):
        f1, rules, known = rules_of(o.program, s)
        if f1 >= 0.9:
            subjects.append((s, rules, known))
        if o.folder and len(subjects) == o.pages:
            break
    print("%d pages" % len(subjects))
    jobs = [(s, e, r, k, head) for s, rules, k in subjects
            for e in o.edit or page_edits.EDITS
            for r, head in ((rules, False), (rules, True), ({}, True))]
    count = {}
    with ThreadPoolExecutor(2) as pool:
        done = pool.map(lambda j: trial(o.program, *j), jobs)
        for (s, e, r, _, head), (word, note) in zip(jobs, done):
            kind = "found" if not r else "later" if head else "same"
            count.setdefault((kind, e), {}).setdefault(word, 0)
            count[kind, e][word] += 1
            if o.v and word not in ("right", "no such edit"):
                print("%-6s %-6s %-10s %s: %s" % (word, kind, e, s.name, note))
    for (kind, e), words in sorted(count.items()):
        print("%-6s %-10s %s" % (kind, e, "  ".join(
            "%s %d" % (w, words[w]) for w in (
                "right", "short", "cannot", "wrong", "no such edit")
            if w in words)))


main()
