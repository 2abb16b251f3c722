#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""How often does `detect --example` find the list that an example is from?

    detect_examples.py PROGRAM [--seeds=N] [--pages=FOLDER] [-v]

Each page is asked for with its first headline, then with its first and its
third one. The YAML that comes of it is put into a configuration and tested. A
list is found when its links have F1 0.9 and more with those of the page; how
often the examples are titles of its items, too, is told beside it.

Without --pages the pages are made by list_pages.py. A FOLDER has one folder a
page, with page.html and expected.json: {"url", "charset", "fetched", "items":
[{"title", "url"}]}.
"""
import argparse
import calendar
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "e2e"))
import list_pages  # noqa: E402


class Case:
    def __init__(self, name, html, url, charset, now, items):
        self.name, self.html, self.url, self.charset = name, html, url, charset
        self.now, self.items = now, items


def made_cases(seeds):
    now = list_pages.NOW.strftime("%Y-%m-%dT%H:%M:%SZ")
    for seed in range(seeds):
        for p in list_pages.pages(seed):
            yield Case(p.name, p.html.encode(), p.url, "utf-8", now,
                       [(i["title"], i["link"]) for i in p.items])


def end_of(when):
    """The last second of a year, month or day: 2026, 2026-11, 2026-11-20."""
    year, month, day = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?",
                                when).groups()
    month = int(month or 12)
    day = int(day or calendar.monthrange(int(year), month)[1])
    return f"{year}-{month:02d}-{day:02d}T23:59:59Z"


def kept_cases(folder):
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not os.path.exists(path + "/expected.json"):
            continue
        with open(path + "/expected.json", encoding="utf-8") as f:
            e = json.load(f)
        with open(path + "/page.html", "rb") as f:
            html = f.read()
        yield Case(name, html, e["url"], e["charset"],
                   end_of(e.get("fetched") or "2026"),
                   [(i["title"], i["url"]) for i in e["items"]])


def same(url):
    """URL without what two spellings of one address differ in."""
    u = urllib.parse.urlsplit(urllib.parse.unquote(url or ""))
    host = (u.hostname or "").removeprefix("www.")
    return host + u.path.rstrip("/") + "?" + "&".join(sorted(u.query.split("&")))


def folded(s):
    return " ".join(unicodedata.normalize("NFC", s or "").split())


def run(program, folder, *args):
    r = subprocess.run([program, *args], cwd=folder, stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, timeout=60,
                       env={"HOME": folder, "TZ": "UTC"})
    return r.stdout.decode(), r.stderr.decode()


def find(program, case, examples):
    """(found, F1, words about it)."""
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/page.html", "wb") as f:
            f.write(case.html)
        page = ["--file=page.html", "--charset=" + case.charset, "--json",
                "--now=" + case.now]
        out, err = run(program, folder, "detect", case.url, *page,
                       *("--example=" + e for e in examples))
        got = json.loads(out or "{}")
        if not got.get("yaml"):
            where = [(e["where"], e["path"]) for e in got.get("examples", [])]
            return False, 0.0, f"{err.strip()} {where}"
        with open(folder + "/c.yaml", "w", encoding="utf-8") as f:
            f.write("sources:\n" + got["yaml"])
        out, err = run(program, folder, "-c", "c.yaml", "test", case.url, *page)
        items = json.loads(out or "{}").get("items", [])
    have = {same(i["link"]) for i in items}
    want = {same(link) for _, link in case.items}
    f1 = 2 * len(have & want) / (len(have) + len(want)) if have else 0.0
    titles = [folded(i["title"]) for i in items]
    missing = [e for e in examples if folded(e) not in titles]
    words = f"F1 {f1:.2f}"
    if missing:
        words += f", without {missing}"
    rules = got["candidates"][got["picked"] - 1]["rules"]
    return f1 >= 0.9 and not missing, f1, f"{words}: {rules}"


def main():
    p = argparse.ArgumentParser()
    p.add_argument("program")
    p.add_argument("--seeds", type=int, default=1)
    p.add_argument("--pages")
    p.add_argument("-v", action="store_true")
    a = p.parse_args()
    program = os.path.abspath(a.program)
    cases = list(kept_cases(a.pages) if a.pages else made_cases(a.seeds))
    for label, places in (("first", [0]), ("first and third", [0, 2])):
        asked = []
        for case in cases:
            titles = [t for t, _ in case.items if t]
            if len(titles) > places[-1]:
                asked.append((case, [titles[k] for k in places]))
        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda c: find(program, *c), asked))
        right = sum(ok for ok, _, _ in results)
        near = sum(f1 >= 0.9 for _, f1, _ in results)
        print(f"{label}: found on {near} of {len(asked)} pages, "
              f"{100 * near / len(asked):.1f} %; with these titles on {right}")
        for (case, _), (ok, _, words) in zip(asked, results):
            if a.v and not ok:
                print(f"    {case.name}: {words}")


main()
