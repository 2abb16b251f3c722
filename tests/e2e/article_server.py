#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""A server on loopback with a list, /list/, of the entries that DIR/list names,
a word a line, newest first, and the article of each at /a/WORD: the first part
of the word, up to a hyphen, says how it fares, unless DIR/fate says so for all.
Prints its port and puts a line for each request into DIR/log.
Usage: article_server.py DIR"""
import pathlib
import sys

sys.dont_write_bytecode = True
import loopback  # noqa: E402

DIR = pathlib.Path(sys.argv[1])


def article(word, canonical=""):
    return f"""<html lang=en><head><meta charset=utf-8><title>{word} - Site</title>
{canonical}</head><body><nav><a href=/>Home</a></nav><div class=text>
<h1>Story {word}</h1><p>The first paragraph of {word}.</p>
<p class=ad>Buy now!</p><p>The <b>second</b> of <a href=more>{word}</a>.</p>
<script>alert(1)</script></div><p class=by>By Ann {word}</p>
<time datetime="2026-11-20T08:30:00Z">Friday</time>
<img class=lead src="/i/{word}.jpg"></body></html>"""


def long_text(word):
    return "".join(
        f"<p>Paragraph {i} tells at some length, in more than one sentence, "
        f"what has happened. The harbour office says that ship {i} of {word} "
        "came in late, and that nobody knows why it did; more is to follow "
        "in the evening, when the tide allows it.</p>" for i in range(1, 8))


def long_article(word):
    text = long_text(word)
    links = "".join(f"<li><a href=/a/x{i}>Another story, {i}</a>"
                    for i in range(9))
    return f"""<html lang=en><head><meta charset=utf-8><title>{word} - Site</title>
<meta property="article:published_time" content="2026-11-19T10:00:00Z">
<meta name=description content="In short: {word}"></head>
<body><header><ul><li><a href=/>Home</a><li><a href=/s>Sport</a></ul></header>
<main><h1>Story {word}</h1><div class=q1>{text}<p class=ad>Subscribe to our
letter and never miss a story, it is free of charge, as long as you like.</p>
</div></main><aside><h2>Related</h2><ul>{links}</ul></aside>
<footer>All rights reserved. Imprint.</footer></body></html>"""


class Handler(loopback.Handler):
    def do_GET(self):
        with open(DIR / "log", "a", encoding="utf-8") as log:
            print(self.path, self.headers.get("Authorization", "-"), file=log)
        if self.path == "/robots.txt":
            self.answer(200, "User-agent: *\nDisallow: /a/shy\n")
        elif self.path.startswith("/list"):
            self.list()
        else:
            self.article(self.path.rsplit("/", 1)[-1])

    def list(self):
        rows = "".join(
            f"<li><a href=/a/{w}>Story {w}</a><i>Note on {w}</i></li>"
            for w in (DIR / "list").read_text().split())
        self.answer(200, "<html><meta charset=utf-8><title>List</title>"
                    f"<ul class=l>{rows}</ul></html>")

    def article(self, word):
        fate = word.partition("-")[0]
        if (DIR / "fate").exists():
            fate = (DIR / "fate").read_text().strip()
        port = self.server.server_port
        if fate.isdigit():
            self.answer(int(fate), "<p>no", Retry_After="7200")
        elif fate == "away":
            self.answer(302, Location=f"http://127.0.0.2:{port}/a/well")
        elif fate == "shell":
            self.answer(200, "<html><title>App</title><div id=app></div>"
                        "<script src=/app.js></script></html>")
        elif fate == "empty":
            self.answer(200, "<html><div class=text> <p> </p></div></html>")
        elif fate == "huge":
            self.send_response(200)
            self.send_header("Content-Length", str(1 << 30))
            self.end_headers()
            self.pour(1 << 30)
        elif fate == "endless":
            self.send_response(200)
            self.end_headers()
            self.pour(None)
        elif fate == "login":
            self.answer(200, "<html><title>Log in</title><form>Please log in"
                        "<input name=u><input type=password></form></html>")
        elif fate == "long":
            self.answer(200, long_article(word))
        elif fate in ("part", "spoilt", "book", "serial"):
            self.part(fate, word)
        elif fate == "same":
            self.answer(200, article(word, "<link rel=canonical href="
                                     "https://press.example.org/one>"))
        elif fate == "anon":
            self.answer(200, article(word).replace("class=by", ""))
        else:
            self.answer(200, article(word))

    def part(self, fate, word):
        """An article of three pages, of ever more, with a third one that cannot
        be had; or one that calls the next article by the same words."""
        name, _, page = word.partition("_")
        page = int(page or 1)
        if fate == "spoilt" and page == 3 and not (DIR / "mended").exists():
            self.answer(500, "<p>no")
            return
        more = page + 1 if page < 3 or fate == "book" else 0
        link = f"<a href={name}_{more}>下一页</a>" if more else ""
        if fate == "serial":
            number = int(word.partition("-")[2])
            link = f"<a href=serial-{number + 1}>Next</a>"
        self.answer(200, article(word).replace(
            "<p class=ad>", f"{long_text(word)}<p>{link}</p><p class=ad>"))

    def pour(self, size):
        chunk = b"<p>more and more of the same</p>\n" * 2000
        sent = 0
        try:
            while size is None or sent < size:
                self.wfile.write(chunk)
                sent += len(chunk)
        except OSError:
            pass  # the reader has had enough
        (DIR / "poured").write_text(str(sent))


loopback.serve(Handler)
