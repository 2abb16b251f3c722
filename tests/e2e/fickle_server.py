#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""A server on loopback whose one page fares as the file MODE says, read anew
for each request. Prints its port. Usage: fickle_server.py MODE"""
import random
import socketserver
import sys

PAGE = ("<html lang=zh-CN><meta charset=utf-8><ul>" + "".join(
    f"<li><a href=/a/{i}.html>第{i}条</a> <i>2026-11-{i:02}</i></li>"
    for i in range(1, 11)) + "</ul></html>").encode()


def answer(status, body, length=None, kind="text/html"):
    return (f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: "
            f"{len(body) if length is None else length}\r\n"
            "Connection: close\r\n\r\n").encode() + body


ANSWERS = {
    "well": answer("200 OK", PAGE),
    "empty": answer("200 OK", b""),
    "no-list": answer("200 OK", b"<html><h1>Please log in</h1></html>"),
    "500": answer("500 Internal Server Error", PAGE),
    "404": answer("404 Not Found", PAGE),
    "410": answer("410 Gone", PAGE),
    "garbage": answer("200 OK", random.Random(7).randbytes(20000)),
    "png": answer("200 OK", b"\x89PNG\r\n\x1a\n" + bytes(500)),
    "truncated": answer("200 OK", PAGE[:300], len(PAGE)),
    # What a site sends instead of its page.
    "proof-403": answer("403 Forbidden", b"<title>Just a moment...</title>"
                        b"<script>window._cf_chl_opt={}</script>"),
    "proof-521": answer("521 unknown", b"<script>document.cookie=("
                        b"'__jsl_clearance_s=1')</script>"),
    "proof-412": answer("412 Precondition Failed", b""),
    "proof-200": answer("200 OK", b"<title>Wait</title><ul><li><a href=/x>"
                        b"Why?</a></ul><script>window._cf_chl_opt={}"
                        b"</script>"),
    "login": answer("200 OK", b"<form><input name=u><input type=password>"),
    "on": answer("200 OK", b"<meta http-equiv=refresh content='0;url=/b/'>"),
    "shell": answer("200 OK", b"<title>News</title><div id=app></div>"
                    b"<script src=/app.js></script>"),
    "soft-404": answer("200 OK", "<title>页面不存在</title>".encode()),
    "no-http": b"SSH-2.0-OpenSSH_9.2\r\n",
}


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        while self.rfile.readline().strip():
            pass
        with open(sys.argv[1], encoding="ascii") as f:
            self.wfile.write(ANSWERS[f.read().strip()])


with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
    print(server.server_address[1], flush=True)
    server.serve_forever()
