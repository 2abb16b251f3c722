# SPDX-License-Identifier: ISC
"""The publisher on loopback: answers for all sources, and notes what it gave."""
import email.utils
import os
import re
import socket
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)) + "/../e2e")
import evil_server  # noqa: E402
import moods        # noqa: E402
import sources      # noqa: E402


class Given:
    """What a source was asked for in one run."""

    def __init__(self):
        self.asked = False   # for its list
        self.rows = []       # that went out whole
        self.bits = []       # of answers that were cut or damaged
        self.good = True     # all answers with rows were
        self.statuses = []


class Server:
    def __init__(self, world, there):
        self.world = world
        self.sources = {s.host: s for s in there}
        self.run, self.given = 0, {}
        self.lock = threading.Lock()
        self.requests = 0
        listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = listener.getsockname()[1]
        for s in there:
            s.port = self.port
        threading.Thread(target=self.loop, args=(listener,),
                         daemon=True).start()

    def begin(self, run):
        """From now on what is asked belongs to RUN."""
        with self.lock:
            self.run = run
            self.given = {s.name: Given() for s in self.sources.values()}
            return self.given

    def loop(self, listener):
        while True:
            sock, _ = listener.accept()
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.serve, daemon=True,
                             args=(sock,)).start()

    def serve(self, sock):
        rest = b""
        try:
            with sock as s:
                s.settimeout(30)
                again = True
                while again:
                    head, rest = evil_server.read_head(s, rest)
                    if head is None:
                        return
                    again = self.respond(evil_server.Request(s, 0, head))
        except OSError:
            pass  # the other side has hung up, as it may

    def respond(self, r):
        self.requests += 1
        target = r.line.split(" ")[1]
        source = self.sources.get(r.headers.get("host", "").split(":")[0])
        if source is None:
            return r.answer("404 Not Found")
        given = self.given[source.name]
        path = target.partition("?")[0]
        if path == "/robots.txt":
            return self.robots(r, source)
        if path == "/login":
            return r.answer(body=moods.pages.LOGIN.encode())
        if path.startswith("/loop/"):
            return r.answer("302 On", ("Location: /loop/%d" % (
                int(path[6:]) + 1),))
        if target.startswith(("/list", "/alias")):
            return self.list(r, source, given, path)
        return self.article(r, source, target)

    def robots(self, r, source):
        rng = self.world.rng("robots", source.name, self.run)
        if rng.random() < 0.03:
            return r.answer("503 Later")
        return r.answer("404 Not Found")

    def article(self, r, source, target):
        rng = self.world.rng("article", source.name, self.run, target)
        n = re.search(r"\d+", re.sub(r"^/2026/|\(S\(\w+\)\)", "", target))
        text = n and source.article(int(n.group()), self.world.now)
        if not text or rng.random() < 0.1:
            return r.answer(rng.choice(("404 Not Found", "500 Oops",
                                        "503 Later")))
        return r.answer(body=text.encode())

    def list(self, r, source, given, path):
        given.asked = True
        if path.startswith("/list") and path != source.home:
            # The next pages of a list that has moved are where it is now.
            given.statuses.append("301")
            return r.answer("301 Moved", ("Location: " + source.home + (
                "?page=" + r.query["page"] if "page" in r.query else ""),))
        now, run = self.world.now, self.run
        part = int(r.query.get("page", "1"))
        a, wrong = moods.answer_to(source, part, now, run)
        self.validators(a, source, now)
        if wrong and path != "/alias":
            moods.WIRES[wrong][3](source, a, self.world.rng(
                "wire", source.name, run, part), now)
        if a.status[:3] == "200" and self.has_it(r, a):
            given.statuses.append("304")
            r.head("304 Not Modified", *[
                f for f in a.fields if f[:4] in ("ETag", "Last")])
            r.send("\r\n")
            return True
        given.statuses.append(a.status[:3])
        return self.send(r, a, given)

    @staticmethod
    def validators(a, source, now):
        if source.etags in ("etag", "both"):
            a.fields.append("ETag: " + sources.tag_of(a.body))
        if source.etags in ("date", "both"):
            # When what is shown was changed last; rounded as servers do.
            t = max((v[0] for row in a.rows for v in
                     row.story.titles + row.story.texts if v[0] <= now),
                    default=0)
            newest = max([t] + [row.story.born for row in a.rows])
            if newest and a.good and not source.flawed \
                    and not source.session:
                a.fields.append("Last-Modified: " + email.utils.formatdate(
                    min(newest, now), usegmt=True))

    @staticmethod
    def has_it(r, a):
        if not a.honest:
            return False
        mine = dict(f.split(": ", 1) for f in a.fields if ": " in f)
        tag = r.headers.get("if-none-match")
        if tag is not None:
            return tag == mine.get("ETag")
        since = r.headers.get("if-modified-since")
        return since is not None and since == mine.get("Last-Modified")

    def send(self, r, a, given):
        if a.way != "whole" or not a.good:
            with self.lock:
                given.bits += a.rows
                given.good = given.good and not a.rows
        length = ["Transfer-Encoding: chunked"] if a.chunked else [
            "Content-Length: %d" % len(a.body)]
        if a.status[:3] in ("304", "204"):
            length = []
        r.head(a.status, *a.fields, *length)
        body = a.body if a.way == "whole" else a.body[:a.cut]
        if a.chunked and body:
            body = b"%x\r\n%s\r\n" % (len(body), body)
        if length:
            r.send("\r\n", body)
        else:
            r.send("\r\n")
        if a.way == "stall":
            r.stall()
        if a.way == "reset":
            r.reset()
        if a.way != "whole":
            return False
        with self.lock:
            given.rows += a.rows if a.good else []
        return True
