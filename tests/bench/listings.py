#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Listing pages for the bench, all made up, with what is in them.

listings.py DIR N [SEED] writes to DIR
    a/I.html, a/I.html.gz   N pages; one in three is GBK that calls itself gb2312
    b/...                   the same with other noise: a nonce, counters
    c/...                   the same with two new items at the top of each tenth
    truth.json              of each page its template, whether it is GBK, and the
                            titles of a and c
The sizes are those of pages that people follow: 12 to 600 KB, 67 KB in the
median, about forty items each.
"""
import gzip
import html
import json
import os
import pathlib
import random
import sys

MTIME = 1795000000  # of all files: when they changed is no part of the bench

CITIES = "北京 上海 广州 深圳 成都 杭州 武汉 西安 南京 重庆 苏州 天津 长沙 郑州".split()
OFFICES = "财政局 教育局 交通局 水务局 卫健委 市场监管局 文旅局 气象局".split()
ACTS = "发布 公布 通报 部署 启动 完成 推进 印发 调整 征求".split()
THINGS = ("年度预算报告 供水管网改造方案 中小学招生办法 公交线路优化意见 防汛应急预案 "
          "博物馆开放安排 食品抽检结果 疫苗接种计划 高温预警信息 古树名木名录").split()
NAMES = "Alder Birch Cedar Dogwood Elm Fir Gorse Hazel Ivy Juniper Larch Maple".split()
VERBS = "opens closes rebuilds surveys funds tests delays approves inspects moves".split()
WHATS = ("the northern harbour|a bridge over the Wend|its oldest mill|the night tram|"
         "a school for pilots|the tide tables|its seed library|a second lighthouse|"
         "the market hall|an observatory").split("|")
FILL = ("function f%d(a,b){var c=a.length;for(var i=0;i<c;i++){if(a[i]&&a[i].k===b)"
        "return a[i].v||null}return null}\n")

# Name, what `item` and the fields are.
TEMPLATES = {
    "list": {"item": "ul.list > li", "title": "a", "link": "a", "date": "span.time"},
    "table": {"item": "table.t tr.r", "title": "td a", "link": "td a", "date": "td.d"},
    "cards": {"item": "div.card", "title": "h3 a", "link": "h3 a",
              "summary": "p.sum", "image": "img", "date": "time@datetime"},
    "notices": {"item": "div.notice", "title": "a@title", "link": "a",
                "outlet": "i.src", "date": "em"},
    "blog": {"item": "article", "title": "h2 a", "link": "h2 a", "author": "span.by",
             "summary": "p", "date": "time"},
}


def headline(rng, chinese, number):
    if chinese:
        return (f"{rng.choice(CITIES)}{rng.choice(OFFICES)}{rng.choice(ACTS)}"
                f"{rng.choice(THINGS)}（第{number}号）")
    return f"{rng.choice(NAMES)} council {rng.choice(VERBS)} {rng.choice(WHATS)}, note {number}"


def date_of(k):
    """K items ago: three an hour, before 2026-11-20."""
    day, rest = 20 - k // 72, k % 72
    month = 11
    while day < 1:
        month, day = month - 1, day + 30
    return f"2026-{month:02}-{day:02}", f"{23 - rest // 3:02}:{rest % 3 * 20:02}"


def item(kind, rng, title, link, k):
    day, hour = date_of(k)
    t = html.escape(title)
    if kind == "list":
        return f'<li><a href="{link}" target=_blank>{t}</a><span class="time">{day} {hour}</span></li>'
    if kind == "table":
        return (f'<tr class=r><td>{k + 1}</td><td><a href="{link}">{t}</a></td>'
                f'<td class=d>{day}</td></tr>')
    if kind == "cards":
        return (f'<div class="card c{k % 3}"><img src="/i/{rng.randrange(10**6)}.jpg" alt="">'
                f'<h3><a href="{link}">{t}</a></h3><p class=sum>{t} {t}</p>'
                f'<time datetime="{day}T{hour}:00+08:00">{day}</time></div>')
    if kind == "notices":
        return (f'<div class=notice><a href="{link}" title="{t}">{t[:20]}…</a>'
                f'<i class=src>来源：{rng.choice(CITIES)}日报</i><em>{day}</em></div>')
    return (f'<article><header><h2><a href="{link}">{t}</a></h2><span class=by>{rng.choice(NAMES)}'
            f'</span> <time>{day} {hour}</time></header><p>{t}. {t}.</p></article>')


WRAP = {"list": ('<ul class="list">', "</ul>"), "table": ("<table class=t>", "</table>"),
        "cards": ("<div class=grid>", "</div>"), "notices": ("<div class=box>", "</div>"),
        "blog": ("<main>", "</main>")}


class Page:
    """One page: what stays, and what the versions change."""

    def __init__(self, number, seed):
        rng = self.rng = random.Random(f"{seed}/{number}")
        self.number = number
        self.kind = list(TEMPLATES)[number % len(TEMPLATES)]
        self.gbk = number % 3 == 0
        self.chinese = self.gbk or self.kind in ("list", "notices")
        self.count = rng.randint(20, 60)
        size = min(max(rng.lognormvariate(11.1, 0.8), 12000), 600000)
        self.fill = max(1, int((size - self.count * 190) / len(FILL)))
        self.titles = [headline(rng, self.chinese, f"{number}-{k}")
                       for k in range(self.count)]

    def fresh(self):
        """The titles of the third version."""
        if self.number % 10 != 0:
            return self.titles
        rng = random.Random(f"new/{self.number}")
        return [headline(rng, self.chinese, f"{self.number}-n{k}") for k in range(2)] + self.titles

    def text(self, titles, noise):
        rng = random.Random(f"page/{self.number}")
        first = len(titles) - self.count
        nav = "".join(f'<li><a href="/s/{i}">{rng.choice(NAMES)} {i}</a></li>' for i in range(40))
        rows = "\n".join(item(self.kind, rng, t, f"/n/{self.number}/{k - first}.html", k)
                         for k, t in enumerate(titles))
        half = self.fill // 2
        script = "".join(FILL % i for i in range(half))
        more = "".join(f"<div class=w{i}><b>{i}</b> <a href=/x/{i}>{rng.choice(WHATS)}</a></div>"
                       for i in range(half * len(FILL) // 70))
        charset = "gb2312" if self.gbk else "utf-8"
        before, after = WRAP[self.kind]
        return (f'<!DOCTYPE html><html lang="{"zh-CN" if self.chinese else "en"}"><head>'
                f'<meta charset="{charset}"><title>Page {self.number}</title>'
                f'<meta name=csrf content="{noise:016x}"><script>{script}</script></head><body>'
                f"<nav><ul>{nav}</ul></nav>\n{before}\n{rows}\n{after}\n"
                f"<aside>{more}</aside><footer>{noise % 9973} visits</footer></body></html>")

    def data(self, titles, noise):
        return self.text(titles, noise).encode("gb18030" if self.gbk else "utf-8")


def put(path, data):
    for name, content in ((path, data), (f"{path}.gz", gzip.compress(data, 6, mtime=0))):
        pathlib.Path(name).write_bytes(content)
        os.utime(name, (MTIME, MTIME))


def main():
    out, n = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    seed = sys.argv[3] if len(sys.argv) > 3 else "1"
    truth = []
    for version in "abc":
        (out / version).mkdir(parents=True, exist_ok=True)
    for number in range(n):
        page = Page(number, seed)
        noise = page.rng.getrandbits(64)
        put(out / "a" / f"{number}.html", page.data(page.titles, noise))
        put(out / "b" / f"{number}.html", page.data(page.titles, noise ^ 0x5bd1e995))
        put(out / "c" / f"{number}.html", page.data(page.fresh(), noise))
        truth.append({"kind": page.kind, "gbk": page.gbk, "a": page.titles, "c": page.fresh()})
    (out / "truth.json").write_text(json.dumps(truth, ensure_ascii=False))


if __name__ == "__main__":
    main()
