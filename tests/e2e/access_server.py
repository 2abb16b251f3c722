#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Servers on loopback that note what they are told, and a proxy to them.

    access_server.py LOG CERTIFICATE [KEY]

Prints the ports of: a server, a second one, one with TLS, one with TLS 1.0 at
most, a proxy (http, CONNECT, SOCKS5; every name leads to 127.0.0.1), the same
that wants user:pa:ss. Writes one line a request to LOG:
NAME METHOD PATH | BODY | HEADERS as JSON. Ends by a signal.
"""
import base64
import http.server
import json
import select
import socket
import ssl
import struct
import sys
import threading
import urllib.parse
import warnings

PAGE = b"<!DOCTYPE html><meta charset=utf-8><ul><li><a href=/1>One</a></ul>"
KEPT = ("Authorization", "Cookie", "Content-Type", "Host", "If-None-Match",
        "Proxy-Authorization", "X-Key")
LOCK = threading.Lock()


def note(name, *words):
    with LOCK, open(sys.argv[1], "a", encoding="utf-8") as f:
        f.write(" ".join((name,) + words) + "\n")


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    name = "?"

    def log_message(self, *args):
        pass

    def answer(self, status=200, fields=(), body=PAGE):
        self.send_response_only(status)
        for name, value in fields:
            self.send_header(name, value)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        n = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(n).decode()
        kept = {k: self.headers[k] for k in KEPT if k in self.headers}
        note(self.name, self.command, self.path, "|", body, "|",
             json.dumps(kept, sort_keys=True))
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        if url.path == "/to":
            fields = [("Location", query["u"])]
            if "set" in query:
                fields.append(("Set-Cookie", query["set"]))
            return self.answer(int(query.get("c", 302)), fields, b"")
        if url.path == "/etag":
            return self.answer(fields=[("ETag", '"x"')])
        return self.answer()

    do_POST = do_GET


def pump(a, b):
    """Bytes both ways until one side ends."""
    while True:
        for s in select.select([a, b], [], [])[0]:
            data = s.recv(65536)
            if not data:
                return
            (b if s is a else a).sendall(data)


class Proxy(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    login = None

    def log_message(self, *args):
        pass

    def handle(self):
        if self.connection.recv(1, socket.MSG_PEEK) == b"\5":
            return self.socks()
        return super().handle()

    def reach(self, port):
        return socket.create_connection(("127.0.0.1", port))

    def socks(self):
        """RFC 1928, with RFC 1929 when there is a login."""
        f = self.rfile
        f.read(1)
        f.read(f.read(1)[0])
        self.wfile.write(b"\5\2" if self.login else b"\5\0")
        if self.login:
            f.read(1)
            user = f.read(f.read(1)[0]) + b":" + f.read(f.read(1)[0])
            self.wfile.write(b"\1\0" if user == self.login else b"\1\1")
            if user != self.login:
                return
        kind = f.read(4)[3]
        if kind == 3:
            host = f.read(f.read(1)[0]).decode()
        else:
            host = socket.inet_ntop(*((socket.AF_INET, f.read(4))
                                      if kind == 1 else
                                      (socket.AF_INET6, f.read(16))))
        port = struct.unpack("!H", f.read(2))[0]
        note("SOCKS", "%s:%d" % (host, port))
        self.wfile.write(b"\5\0\0\1\0\0\0\0\0\0")
        with self.reach(port) as other:
            pump(self.connection, other)

    def let_in(self):
        want = self.login and "Basic " + base64.b64encode(self.login).decode()
        if want and self.headers.get("Proxy-Authorization") != want:
            note("PROXY", "407", self.path)
            self.send_response_only(407)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return False
        note("PROXY", self.command, self.path)
        return True

    def do_CONNECT(self):
        if not self.let_in():
            return
        self.send_response_only(200, "Connection established")
        self.end_headers()
        with self.reach(int(self.path.rpartition(":")[2])) as other:
            pump(self.connection, other)
        self.close_connection = True

    def do_GET(self):
        if not self.let_in():
            return
        url = urllib.parse.urlsplit(self.path)
        with self.reach(url.port or 80) as other:
            other.sendall(("GET %s HTTP/1.1\r\nHost: %s\r\n"
                           "Connection: close\r\n\r\n"
                           % (url.path, url.netloc)).encode())
            while data := other.recv(65536):
                self.wfile.write(data)
        self.close_connection = True


def start(handler, context=None, **members):
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), type("Handler", (handler,), members))
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False)
    server.handle_error = lambda *args: None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)


def tls(old):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*sys.argv[2:4])
    if old:
        warnings.simplefilter("ignore")  # of TLS 1.0, which is meant
        context.set_ciphers("DEFAULT@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1
    return context


start(Server, name="A")
start(Server, name="B")
start(Server, tls(False), name="TLS")
start(Server, tls(True), name="OLD")
start(Proxy)
start(Proxy, login=b"user:pa:ss")
threading.Event().wait()
