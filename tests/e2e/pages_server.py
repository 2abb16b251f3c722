#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""A server on loopback with lists of several pages, five entries each, the
newest first: /MODE/?p=2 and so on. DIR/total says how many entries there are,
DIR/fail the number of a page that fares ill and how, "2 500", DIR/name what
links lead to instead of MODE; all are read anew for each request. Prints its port and puts a line for each request into
DIR/log. Usage: pages_server.py DIR"""
import json
import pathlib
import sys
import urllib.parse

sys.dont_write_bytecode = True
import loopback  # noqa: E402

DIR = pathlib.Path(sys.argv[1])
EACH = 5
FOREVER = 10**6


def number(name, absent):
    try:
        return int((DIR / name).read_text().split()[0])
    except FileNotFoundError:
        return absent


def folder(mode):
    name = DIR / "name"
    return name.read_text().strip() if name.exists() else mode


def entries(mode, first, count, total):
    return "".join(
        f"<li><a href=/a/{folder(mode)}/{n}.html>Story number {n} of {mode}</a>"
        for n in range(total - first, max(total - first - count, 0), -1))


class Handler(loopback.Handler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        with open(DIR / "log", "a", encoding="utf-8") as log:
            print(self.path, self.headers.get("If-None-Match", "-"),
                  self.headers.get("Authorization", "-"), file=log)
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        mode = url.path.strip("/").split("/")[0]
        if mode == "robots.txt":
            self.answer(200, "User-agent: *\nDisallow: /shy/?p=2\n")
        else:
            self.page(mode, url, query)

    def page(self, mode, url, query):
        port = self.server.server_port
        total = FOREVER if mode == "endless" else number("total", 12)
        page = int(query.get("p", 1))
        first = EACH * (page - 1)
        link = f"?p={page + 1}" if first + EACH < total else None
        if mode == "files":  # index.html, index_1.html, index_2.html
            name = url.path.rsplit("/", 1)[-1].removesuffix(".html")
            page = int(name.partition("_")[2] or 0) + 1
            first, link = EACH * (page - 1), None
        elif mode == "offset":
            first, link = int(query.get("start", 0)), None
            page = first // EACH + 1
        elif mode == "cursor":
            first = int(query.get("after", "x&0").partition("&")[2])
            page, link = first // EACH + 1, None
        elif mode == "self":
            link = "?p=1" if page == 1 and "p" in query else "?"
        elif mode == "circle":
            link = f"?p={3 - page}"
        elif mode == "same":
            first, link = 0, f"?p={page + 1}"
        elif mode == "other":
            link = f"http://127.0.0.2:{port}/endless/?p=2"
        elif mode == "away" and page > 1:
            self.answer(302, Location=f"http://127.0.0.2:{port}/endless/?p=2")
            return
        fail = (DIR / "fail").read_text().split() if (
            DIR / "fail").exists() else ["0", "0"]
        if page == int(fail[0]):
            self.answer(int(fail[1]), Retry_After="3600")
            return
        if first >= total and mode in ("files", "offset"):
            self.answer(404)
            return
        tag = f'"{folder(mode)}-{page}-{total}"'
        if self.headers.get("If-None-Match") == tag:
            self.answer(304, ETag=tag)
            return
        if mode == "json":
            more = first + EACH < total
            self.answer(200, json.dumps({
                "list": [{"t": f"Story number {n} of json", "id": n}
                         for n in range(total - first,
                                        max(total - first - EACH, 0), -1)],
                "meta": {"next": f"?p={page + 1}" if more else None,
                         "page": page + 1 if more else None}}), ETag=tag)
            return
        body = (f"<title>{mode}</title><ul>"
                f"{entries(mode, first, EACH, total)}</ul>")
        if link is not None:
            body += f'<a class=more rel=next href="{link}">Older</a>'
        if mode == "cursor" and first + EACH < total:
            body += f'<b id=c data-c="x&amp;{first + EACH}"></b>'
        self.answer(200, f"<html><meta charset=utf-8>{body}</html>", ETag=tag)


loopback.serve(Handler)
