#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Pages of all kinds for 71-workers.t, and what a database holds.

usage: workers_pages.py make FOLDER ROUND    pages, and sources.yaml
       workers_pages.py dump DATABASE        all rows, but when a run ended

Each page takes another time to read, the first ones most: who reads several at
once has them in another order.
"""
import os
import random
import sqlite3
import sys

SOURCES = 36
KINDS = "rules found gbk feed json broken odd table same empty login zone".split()


def entry(rng, host, n):
    title = "第%d条新闻：%s" % (n, "".join(rng.choice("水库调度会议报告通过北方城市建设") for _ in range(12)))
    return '<li><a href="/%s/%d.html">%s</a> <i>11月%d日 08:%02d</i><p>%s</p></li>' % (
        host, n, title, n % 20 + 1, n % 60, "摘要 &amp; <b>text</b> " * rng.randrange(1, 30))


def page(i, rng, kind, turn):
    first, count = turn * 3, 8 + rng.randrange(20)
    pad = "<p>%s</p>" % ("x" * 60) * (4000 if i < 4 else rng.randrange(200))
    host = "both" if kind == "same" else "s%d" % i
    items = "".join(entry(rng, host, n) for n in range(first + count, first, -1))
    html = "<html lang=zh-CN><title>源 %d</title><ul>%s</ul>%s" % (i, items, pad)
    if kind == "gbk":
        return html.encode("gbk")
    if kind == "feed":
        return ("<rss version='2.0'><channel><title>f</title>" + "".join(
            "<item><title>Story %d of %d</title><link>https://x%d.example/%d</link><guid>%d-%d</guid>"
            "<description>&lt;p onclick=x&gt;text %d&lt;/p&gt;</description>"
            "<pubDate>Fri, %02d Nov 2026 08:30:00 EST</pubDate></item>" % (n, i, i, n, i, n, n, n % 20 + 1)
            for n in range(first + count, first, -1)) + "</channel></rss>").encode()
    if kind == "json":
        return ('{"list": [' + ",".join('{"t": "Title number %d\\u0000", "u": "/j/%d", "d": %d}' % (
            n, n, 1795000000 + n) for n in range(first, first + count)) + "]}").encode()
    return {"broken": b"\x1f\x8b not at all", "empty": b"", "login":
            "<title>登录</title><form><input type=password></form>".encode()}.get(kind, html.encode())


def make(folder, turn):
    lines = ["settings: {output: feeds, state: state}",
             "defaults: {flood: accept, keep: 50, timezone: Asia/Shanghai}", "sources:"]
    for i in range(SOURCES):
        kind = KINDS[i % len(KINDS)]
        rng = random.Random("%d %d" % (i, turn))
        with open(os.path.join(folder, "p%d.html" % i), "wb") as f:
            f.write(page(i, rng, kind, turn))
        more = {"rules": ", item: li, title: a, date: i, summary: p",
                "odd": ', item: li, title: "a | replace /条/ \\"x\\"", drop: [会议, /建设$/]',
                "json": ", item: $.list, title: $.t, link: $.u, date: $.d",
                "zone": ", item: li, timezone: America/New_York",
                "gbk": ", item: li, date: i"}.get(kind, "")
        lines.append('  - {id: s%d, url: "file:p%d.html", base: "https://s%d.example/", tags: [t]%s}' % (
            i, i, 0 if kind == "same" else i, more))
    lines.append("feeds:\n  - {id: wire, name: Wire, tags: [t], limit: 200, dedupe: near}")
    with open(os.path.join(folder, "sources.yaml"), "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")


def dump(path):
    # How long a run took, and when its files were written, is never the same.
    other = 'INSERT INTO "run"', 'INSERT INTO "made"'
    with sqlite3.connect("file:%s?mode=ro" % path, uri=True) as db:
        for line in db.iterdump():
            if not line.startswith(other):
                print(line)


if sys.argv[1] == "make":
    make(sys.argv[2], int(sys.argv[3]))
else:
    dump(sys.argv[2])
