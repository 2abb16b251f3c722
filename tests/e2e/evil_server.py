#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""A web server on loopback that misbehaves as the path says.

    evil_server.py [--port N] [--tls] [--lifetime SECONDS] [--list]

Prints its port as the first line, with --tls a second one for https with a
certificate that nobody trusts. Ends by a signal or after its lifetime. Each
path is one misbehaviour; see --list. All bytes are written as they stand in
this file: no HTTP library is in between that could put them right.
"""
import argparse
import base64
import email.utils
import functools
import socket
import ssl
import struct
import sys
import tempfile
import threading
import time
import urllib.parse
import zlib

PAGE = (b"<!DOCTYPE html><html><head><title>Evil</title></head><body><ul>"
        b"<li><a href=/a/1>The first</a></li>"
        b"<li><a href=/a/2>The second</a></li></ul></body></html>\n")
MB = 1 << 20
BOMB = 100 * MB
FOR_EVER = 10 ** 9
DATE = "Fri, 20 Nov 2026 00:30:00 GMT"

# brotli, 100 MB of zeros; the standard library cannot write it.
BROTLI_BOMB = base64.b64decode(
    "z///fwAkAOKxQHLv//n//w+ABEAcFoDu/T////8BkACIwwLQvf/n//8/ABIAcVgAuvf//P"
    "//B0ACIA4LQPf+n////wBIAMRhAeje/+f//w8ACYA4LADd+x8=")

# Made for this file; it guards nothing.
CERTIFICATE = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg9h9XP49GUtYoSn56
B4Hh5BnVxmfKTKQxoJK9adqQKzShRANCAASknw/RpFhjqEM12hiZmLchLDIem0ZF
QTyJb7/tABJGg5DUFyEkyFnLyV4dqPrdWmWB09hrfRUoy6ZDqI23Mdle
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUHUT71tLAMNfL/XjfKFkw6IZMgaIwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJZXZpbC50ZXN0MCAXDTI2MTEyMjE4NDcwOFoYDzIxMjYxMDI5
MTg0NzA4WjAUMRIwEAYDVQQDDAlldmlsLnRlc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASknw/RpFhjqEM12hiZmLchLDIem0ZFQTyJb7/tABJGg5DUFyEkyFnL
yV4dqPrdWmWB09hrfRUoy6ZDqI23Mdleo28wbTAdBgNVHQ4EFgQUKLvrEQgHH12p
h1iO8VsSLmWtDPYwHwYDVR0jBBgwFoAUKLvrEQgHH12ph1iO8VsSLmWtDPYwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
zj0EAwIDSQAwRgIhAJ15eZP1SEe1kVsb5s0ZeJbT6Y1lG5VNgrZ1jG/yudwPAiEA
4vtGXZnLQxNQd3XtgcUC7Yszl/EFGB7mUWfdDJy0fMs=
-----END CERTIFICATE-----
"""

ROUTES = {}


def route(*names):
    """Register a function that answers one request. It returns True when the
    connection may be used again."""
    def register(f):
        for name in names:
            ROUTES[name] = f
        return f
    return register


class Request:
    """One request, and the socket to answer it on."""

    def __init__(self, sock, number, head):
        lines = head.decode("latin-1").split("\r\n")
        self.sock = sock
        self.number = number  # of the connection
        self.line = lines[0]
        self.lines = lines[1:]
        target = lines[0].split(" ")[1]
        path, _, query = target.partition("?")
        self.parts = [urllib.parse.unquote(p) for p in path.split("/")[1:]]
        self.query = dict(urllib.parse.parse_qsl(query))
        self.headers = {}
        for line in self.lines:
            name, _, value = line.partition(":")
            self.headers.setdefault(name.lower(), value.strip(" \t"))

    def arg(self, default):
        return self.parts[1] if len(self.parts) > 1 else default

    def send(self, *data):
        for d in data:
            self.sock.sendall(d if isinstance(d, bytes) else d.encode("latin-1"))

    def head(self, status="200 OK", *fields):
        self.send("\r\n".join(("HTTP/1.1 " + status,) + fields + ("",)))

    def answer(self, status="200 OK", fields=(), body=PAGE, kind="text/html"):
        self.head(status, "Content-Type: " + kind,
                  "Content-Length: %d" % len(body), *fields)
        self.send("\r\n", body)
        return True

    def reset(self):
        """Close with RST instead of FIN."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                             struct.pack("ii", 1, 0))

    def stall(self):
        """Say nothing until the other side hangs up."""
        self.sock.settimeout(300)
        while self.sock.recv(4096):
            pass


# --- Good behaviour ---------------------------------------------------------

@route("", "page")
def page(r):
    return r.answer()


@route("headers")
def headers(r):
    """The request as it came."""
    return r.answer(body="\n".join([r.line] + r.lines).encode("latin-1"),
                    kind="text/plain")


@route("connection")
def connection(r):
    """The number of the connection, to see whether it is used again."""
    return r.answer(body=b"%d" % r.number, kind="text/plain")


class Gauge:
    lock = threading.Lock()
    now = most = 0


@route("slot")
def slot(r):
    """Takes a while; answers how many requests there were at once at most."""
    with Gauge.lock:
        Gauge.now += 1
        Gauge.most = max(Gauge.most, Gauge.now)
        most = Gauge.most
    time.sleep(float(r.arg("0.1")))
    with Gauge.lock:
        Gauge.now -= 1
    return r.answer(body=b"%d" % most, kind="text/plain")


@route("slot-reset")
def slot_reset(r):
    with Gauge.lock:
        Gauge.most = Gauge.now
    return r.answer()


# --- Validators -------------------------------------------------------------

def conditional(r, etag=None, modified=None, fields=()):
    """304 when what came back is byte for byte what was sent."""
    send = list(fields)
    if etag:
        send.append("ETag: " + etag)
    if modified:
        send.append("Last-Modified: " + modified)
    if ((etag and r.headers.get("if-none-match") == etag) or
            (modified and r.headers.get("if-modified-since") == modified)):
        r.head("304 Not Modified", *send)
        r.send("\r\n")
        return True
    return r.answer(fields=send)


@route("etag")
def etag(r):
    return conditional(r, etag='"abc"')


@route("etag-weak")
def etag_weak(r):
    return conditional(r, etag='W/"abc"')


@route("etag-unquoted")
def etag_unquoted(r):
    return conditional(r, etag="abc-def")


@route("etag-odd")
def etag_odd(r):
    return conditional(r, etag='"a b\\"\xe9, c";x')


@route("etag-long")
def etag_long(r):
    return conditional(r, etag='"' + "x" * 8000 + '"')


@route("last-modified")
def last_modified(r):
    return conditional(r, modified=DATE)


@route("last-modified-odd")
def last_modified_odd(r):
    return conditional(r, modified="Sun, 30 Feb 1800 25:61:61 CEST")


@route("both")
def both(r):
    return conditional(r, etag='"abc"', modified=DATE)


@route("fresh")
def fresh(r):
    return r.answer(fields=("Cache-Control: public", "Cache-Control: max-age=600",
                            "Age: 100"))


@route("expires")
def expires(r):
    return r.answer(fields=("Date: Sun, 22 Nov 2026 12:00:00 GMT",
                            "Expires: Sun, 22 Nov 2026 12:10:00 GMT"))


@route("lower-case-headers")
def lower_case(r):
    return r.answer(fields=('etag: "low"', "last-modified: " + DATE))


@route("not-modified-unasked")
def unasked(r):
    r.head("304 Not Modified", 'ETag: "abc"')
    r.send("\r\n")
    return True


# --- Statuses ---------------------------------------------------------------

@route("status")
def status(r):
    """/status/404: any status, with a page."""
    return r.answer(status=r.arg("200") + " Whatever")


@route("retry-after")
def retry_after(r):
    """/retry-after/429?v=120; without v a date in an hour."""
    value = r.query.get("v") or email.utils.formatdate(time.time() + 3600,
                                                       usegmt=True)
    return r.answer(status=r.arg("429") + " Later",
                    fields=("Retry-After: " + value,))


@route("gone")
def gone(r):
    return r.answer(status="410 Gone")


@route("error-endless")
def error_endless(r):
    r.head("404 Not Found", "Content-Type: text/html")
    r.send("\r\n")
    for _ in range(FOR_EVER):
        r.send(PAGE)


@route("error-stall")
def error_stall(r):
    r.head("404 Not Found", "Content-Length: 1000")
    r.send("\r\nNot")
    r.stall()


@route("challenge")
def challenge(r):
    """/challenge/CODE: the page of a gate that wants proof."""
    return r.answer(status=r.arg("403") + " Prove it", fields=(
        "Server: gate/1", "cf-mitigated: challenge",
        "Set-Cookie: a=secret; path=/", "Set-Cookie: b__c=secret"))


# --- Redirects --------------------------------------------------------------

def redirect(r, code, where):
    return r.answer(status="%s Elsewhere" % code,
                    fields=("Location: " + where,), body=b"elsewhere\n")


@route("redirect-loop")
def redirect_loop(r):
    return redirect(r, 302, "/redirect-loop")


@route("redirect-chain")
def redirect_chain(r):
    """/redirect-chain/N: N hops to /page, code 302 or ?code=."""
    n = int(r.arg("3"))
    code = r.query.get("code", "302")
    return redirect(r, code, "/page" if n <= 1 else
                    "/redirect-chain/%d?code=%s" % (n - 1, code))


@route("redirect-no-location")
def redirect_no_location(r):
    return r.answer(status="302 Found")


@route("redirect")
def redirect_to(r):
    """/redirect/CODE?to=URL"""
    return redirect(r, r.arg("302"), r.query.get("to", "/page"))


@route("moved-mixed")
def moved_mixed(r):
    """301 to a 302 to a 301."""
    return redirect(r, 301, "/redirect/302?to=/redirect/301%3Fto%3D/page")


@route("redirect-file")
def redirect_file(r):
    return redirect(r, 302, "file:///etc/passwd")


@route("redirect-scheme")
def redirect_scheme(r):
    """/redirect-scheme/gopher"""
    return redirect(r, 302, r.arg("gopher") + "://127.0.0.1:6379/_x")


@route("redirect-userinfo")
def redirect_userinfo(r):
    return redirect(r, 302, "http://user:secret@%s/page" % r.headers["host"])


@route("redirect-long")
def redirect_long(r):
    return redirect(r, 302, "/" + "x" * 5000)


@route("redirect-stall")
def redirect_stall(r):
    r.head("302 Found", "Location: /page", "Content-Length: 1000")
    r.send("\r\nelse")
    r.stall()


# --- Cut short --------------------------------------------------------------

@route("close")
def close(r):
    """Not a byte."""


@route("reset")
def reset(r):
    r.reset()


@route("reset-mid-body")
def reset_mid_body(r):
    r.head("200 OK", "Content-Length: 1000")
    r.send("\r\n", PAGE)
    time.sleep(0.05)
    r.reset()


@route("truncated-length")
def truncated_length(r):
    r.head("200 OK", "Content-Length: %d" % (len(PAGE) * 2))
    r.send("\r\n", PAGE)


@route("truncated-chunked")
def truncated_chunked(r):
    r.head("200 OK", "Transfer-Encoding: chunked")
    r.send("\r\n%x\r\n" % len(PAGE), PAGE, "\r\n1000\r\nhalf")


@route("truncated-last-chunk")
def truncated_last_chunk(r):
    r.head("200 OK", "Transfer-Encoding: chunked")
    r.send("\r\n%x\r\n" % len(PAGE), PAGE, "\r\n")


@route("truncated-headers")
def truncated_headers(r):
    r.head("200 OK", "Content-Type: text/html", "X-Half")


@route("truncated-after-header")
def truncated_after_header(r):
    """The line is whole, the empty one is missing."""
    r.head("200 OK", "Content-Type: text/html")


@route("truncated-no-length")
def truncated_no_length(r):
    """Cut, but HTTP cannot tell."""
    r.head("200 OK", "Content-Type: text/html")
    r.send("\r\n", PAGE[:60])


# --- Slow -------------------------------------------------------------------

@route("stall")
def stall(r):
    r.stall()


@route("stall-headers")
def stall_headers(r):
    r.head("200 OK", "Content-Type: text/html")
    r.stall()


@route("stall-body")
def stall_body(r):
    r.head("200 OK", "Content-Length: 1000")
    r.send("\r\n<ul>")
    r.stall()


@route("drip-headers")
def drip_headers(r):
    r.send("HTTP/1.1 200 OK\r\n")
    for i in range(FOR_EVER):
        r.send("X-%d: y\r\n" % i)
        time.sleep(0.2)


@route("drip-body")
def drip_body(r):
    r.head("200 OK", "Content-Type: text/html")
    r.send("\r\n")
    for _ in range(FOR_EVER):
        r.send("x")
        time.sleep(0.1)


@route("slow-page")
def slow_page(r):
    """Slow, but whole in the end: half a second."""
    r.head("200 OK", "Content-Length: %d" % len(PAGE))
    r.send("\r\n")
    for i in range(0, len(PAGE), 50):
        r.send(PAGE[i:i + 50])
        time.sleep(0.1)


# --- Too much ---------------------------------------------------------------

@route("endless-body")
def endless_body(r):
    r.head("200 OK", "Content-Type: text/html")
    r.send("\r\n")
    for _ in range(FOR_EVER):
        r.send(b"x" * 65536)


@route("endless-chunked")
def endless_chunked(r):
    r.head("200 OK", "Transfer-Encoding: chunked")
    r.send("\r\n")
    for _ in range(FOR_EVER):
        r.send("10000\r\n", b"x" * 65536, "\r\n")


@route("huge-content-length")
def huge_content_length(r):
    r.head("200 OK", "Content-Length: 9000000000000000000")
    r.send("\r\n", PAGE)
    r.stall()


@route("sized")
def sized(r):
    """/sized/N: a good body of N bytes."""
    return r.answer(body=b"x" * int(r.arg("1000")))


@route("endless-headers")
def endless_headers(r):
    r.send("HTTP/1.1 200 OK\r\n")
    for i in range(FOR_EVER):
        r.send("X-%d: %s\r\n" % (i, "y" * 100))


@route("one-endless-header")
def one_endless_header(r):
    r.send("HTTP/1.1 200 OK\r\nX-Long: ")
    for _ in range(FOR_EVER):
        r.send(b"y" * 1024)


@route("huge-header")
def huge_header(r):
    return r.answer(fields=("X-Huge: " + "y" * 90000,))


@route("folded-flood")
def folded_flood(r):
    r.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
    r.send(" x\r\n" * 15000, "\r\n", PAGE)


@route("early-hints-flood")
def early_hints(r):
    for _ in range(FOR_EVER):
        r.send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")


@route("cookie-flood")
def cookie_flood(r):
    return r.answer(fields=["Set-Cookie: c%d=%s" % (i, "v" * 100)
                            for i in range(400)])


# --- Content codings --------------------------------------------------------

@functools.lru_cache(None)
def gzipped_zeros(n, times=1):
    data = None
    for _ in range(times):
        z = zlib.compressobj(9, zlib.DEFLATED, 31)
        if data is None:
            out = [z.compress(bytes(MB)) for _ in range(n // MB)]
        else:
            out = [z.compress(data)]
        data = b"".join(out) + z.flush()
    return data


def gzipped(data, bits=31):
    z = zlib.compressobj(9, zlib.DEFLATED, bits)
    return z.compress(data) + z.flush()


def coded(r, coding, body):
    return r.answer(fields=("Content-Encoding: " + coding,), body=body)


@route("gzip")
def gzip(r):
    return coded(r, "gzip", gzipped(PAGE))


@route("gzip-bomb")
def gzip_bomb(r):
    return coded(r, "gzip", gzipped_zeros(BOMB))


@route("gzip-gzip-bomb")
def gzip_gzip_bomb(r):
    return coded(r, "gzip, gzip", gzipped_zeros(BOMB, 2))


@route("gzip-members")
def gzip_members(r):
    """As many empty members as fit into 10 MB."""
    one = gzipped(b"")
    return coded(r, "gzip", one * (10 * MB // len(one)))


@route("deflate-bomb")
def deflate_bomb(r):
    z = zlib.compressobj(9)
    data = b"".join(z.compress(bytes(MB)) for _ in range(BOMB // MB))
    return coded(r, "deflate", data + z.flush())


@route("br-bomb")
def br_bomb(r):
    return coded(r, "br", BROTLI_BOMB)


@route("zstd-bomb")
def zstd_bomb(r):
    """RLE blocks of 128 kB (RFC 8878 3.1.1.2), window 128 kB."""
    block = struct.pack("<I", (131072 << 3) | (1 << 1))[:3] + b"\0"
    last = struct.pack("<I", (131072 << 3) | (1 << 1) | 1)[:3] + b"\0"
    return coded(r, "zstd", b"\x28\xb5\x2f\xfd\x00\x38" +
                 block * (BOMB // 131072 - 1) + last)


@route("gzip-truncated")
def gzip_truncated(r):
    data = gzipped(PAGE * 100)
    return coded(r, "gzip", data[:len(data) // 2])


@route("gzip-garbage")
def gzip_garbage(r):
    return coded(r, "gzip", PAGE)


@route("coding-unknown")
def coding_unknown(r):
    return coded(r, "rot13", PAGE)


@route("te-gzip-bomb")
def te_gzip_bomb(r):
    """A bomb as a transfer coding, which nobody asked for."""
    data = gzipped_zeros(BOMB)
    r.head("200 OK", "Transfer-Encoding: gzip, chunked")
    r.send("\r\n%x\r\n" % len(data), data, "\r\n0\r\n\r\n")


# --- Not quite HTTP ---------------------------------------------------------

@route("http09")
def http09(r):
    r.send(PAGE)


@route("garbage")
def garbage(r):
    r.send(bytes(range(256)) * 16)


@route("status-line")
def status_line(r):
    """/status-line/HTTP%2F1.1%20000%20Zero"""
    r.send(r.arg("HTTP/1.1 000 Zero"), "\r\nContent-Length: %d\r\n\r\n"
           % len(PAGE), PAGE)


@route("two-lengths")
def two_lengths(r):
    r.head("200 OK", "Content-Length: 10", "Content-Length: %d" % len(PAGE))
    r.send("\r\n", PAGE)


@route("two-equal-lengths")
def two_equal_lengths(r):
    return r.answer(fields=("Content-Length: %d" % len(PAGE),))


@route("length-and-chunked")
def length_and_chunked(r):
    r.head("200 OK", "Content-Length: 10", "Transfer-Encoding: chunked")
    r.send("\r\n%x\r\n" % len(PAGE), PAGE, "\r\n0\r\n\r\n")


@route("length-negative")
def length_negative(r):
    r.head("200 OK", "Content-Length: -5")
    r.send("\r\n", PAGE)


@route("length-short")
def length_short(r):
    """More bytes come than were announced."""
    r.head("200 OK", "Content-Length: 20")
    r.send("\r\n", PAGE)


@route("chunk-size")
def chunk_size(r):
    """/chunk-size/XYZ: a chunk of that size."""
    r.head("200 OK", "Transfer-Encoding: chunked")
    r.send("\r\n", r.arg("xyz"), "\r\n", PAGE, "\r\n0\r\n\r\n")


@route("chunked")
def chunked(r):
    r.head("200 OK", "Transfer-Encoding: chunked")
    r.send("\r\n%x\r\n" % len(PAGE), PAGE, "\r\n0\r\n\r\n")
    return True


@route("trailers")
def trailers(r):
    """Trailers that would change the answer."""
    r.head("200 OK", "Transfer-Encoding: chunked", 'ETag: "good"')
    r.send("\r\n%x\r\n" % len(PAGE), PAGE, '\r\n0\r\nETag: "bad"\r\n'
           "Content-Encoding: gzip\r\n\r\n")
    return True


@route("trailer-status")
def trailer_status(r):
    """A second status line where trailers stand."""
    r.head("200 OK", "Transfer-Encoding: chunked")
    r.send("\r\n%x\r\n" % len(PAGE), PAGE, "\r\n0\r\n"
           "HTTP/1.1 404 x\r\n\r\n")


@route("folded")
def folded(r):
    return r.answer(fields=("Content-Type: text/html;\r\n\tcharset=gbk",
                            'ETag: "x"'))


@route("nul-in-header")
def nul_in_header(r):
    return r.answer(fields=('ETag: "a\0b"',))


@route("early-hints")
def one_early_hint(r):
    r.send('HTTP/1.1 103 Early Hints\r\nETag: "hint"\r\n\r\n')
    return r.answer()


# --- The server -------------------------------------------------------------

def read_head(sock, rest):
    while b"\r\n\r\n" not in rest:
        data = sock.recv(65536)
        if not data or len(rest) > MB:
            return None, b""
        rest += data
    head, _, rest = rest.partition(b"\r\n\r\n")
    return head, rest


def serve(sock, number, context):
    rest = b""
    try:
        with context.wrap_socket(sock, server_side=True) if context else sock as s:
            s.settimeout(60)
            again = True
            while again:
                head, rest = read_head(s, rest)
                if head is None:
                    return
                r = Request(s, number, head)
                f = ROUTES.get(r.parts[0])
                again = f(r) if f else r.answer(status="404 Not Found")
    except OSError:
        pass  # the other side has hung up, as it should


def listen(port, context):
    server = socket.create_server(("127.0.0.1", port), backlog=128)

    def loop():
        number = 0
        while True:
            sock, _ = server.accept()
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            number += 1
            threading.Thread(target=serve, args=(sock, number, context),
                             daemon=True).start()

    threading.Thread(target=loop, daemon=True).start()
    return server.getsockname()[1]


def tls_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile("w") as f:
        f.write(CERTIFICATE)
        f.flush()
        context.load_cert_chain(f.name)
    return context


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--port", type=int, default=0)
    p.add_argument("--tls", action="store_true")
    p.add_argument("--lifetime", type=float, default=600)
    p.add_argument("--list", action="store_true")
    args = p.parse_args()
    if args.list:
        print("\n".join(sorted(ROUTES)))
        return
    print(listen(args.port, None), flush=True)
    if args.tls:
        print(listen(0, tls_context()), flush=True)
    time.sleep(args.lifetime)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
