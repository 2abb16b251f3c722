# SPDX-License-Identifier: ISC
"""A publisher on loopback who keeps a log: what 55-publisher.t visits.

Each scenario has a host name of its own below localhost; what that host says
on a path is set by the scenario, visit by visit. Answers are functions of a
request, as in evil_server.py, whose misbehaviours can be had by `evil`. They
write bytes: no HTTP library is in between that could put them right.
"""
import dataclasses
import socket
import ssl
import tempfile
import threading
import time
import urllib.parse

import evil_server

# Made for this file; it guards nothing, and ended in February 2020.
EXPIRED = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgQF3G0JV1Z1G2SXen
UWKwd+tfX/hrcyIFQUO58wpD2N6hRANCAATixUaPmdTevmg/38v6U4yCnEo9hZlv
8skUJaLuj8IEo1OlRcFfw3BcX/g77BS10ysa5Cg8dtcbCK79Tl/ONLp1
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBUzCB+qADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMMCWV2aWwudGVz
dDAeFw0yMDAxMDEwMDAwMDBaFw0yMDAyMDEwMDAwMDBaMBQxEjAQBgNVBAMMCWV2
aWwudGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOLFRo+Z1N6+aD/fy/pT
jIKcSj2FmW/yyRQlou6PwgSjU6VFwV/DcFxf+DvsFLXTKxrkKDx21xsIrv1OX840
unWjPTA7MBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAdBgNVHQ4EFgQUXC26
3SMRPJ6QL46sWArcNxabGMMwCgYIKoZIzj0EAwIDSAAwRQIhAKDzHMO6Ew5BFWV4
743ASEGZ5lLVQVk2s/efnHcycHz8AiBkJ0Ib4JwVnjNxm+sTaKbyqVmS3KNTcjaM
ep6kkkg2dQ==
-----END CERTIFICATE-----
"""


@dataclasses.dataclass
class Visit:
    """One request, as the log has it."""
    time: float  # of the publisher's clock, for who reads the log
    connection: int
    method: str
    host: str
    target: str
    version: str
    fields: list  # (name, value), as they came
    proxied: bool
    status: str = ""
    now: int = 0  # by coranto's clock
    kept: bool = False  # the connection may be used again

    def field(self, name):
        return next((v for n, v in self.fields if n.lower() == name), None)

    def __str__(self):
        """/list if-none-match="a" 304: what the scenarios compare with."""
        words = [self.target]
        for name in "if-none-match", "if-modified-since":
            if self.field(name) is not None:
                words.append("%s=%s" % (name, self.field(name)))
        return " ".join(words + [self.status]).strip()


class Request(evil_server.Request):
    """Notes the status that is sent, for the log."""
    visit = publisher = None

    def send(self, *data):
        if self.visit and not self.visit.status:
            first = data[0]
            if isinstance(first, bytes):
                first = first[:12].decode("latin-1")
            self.visit.status = first[9:12] if first[:5] == "HTTP/" else "?"
        super().send(*data)


# --- Answers ----------------------------------------------------------------

def listing(titles, charset="utf-8", label=None):
    """A page that lists them."""
    return ("<!DOCTYPE html><html><head><meta charset=%s><title>新闻列表"
            "</title></head><body><ul>%s</ul></body></html>\n" % (
                label or charset,
                "".join("<li><a href=/a/%s>%s</a></li>"
                        % (urllib.parse.quote(t), t) for t in titles))
            ).encode(charset)


def answer(status, *fields, body=b"", kind="text/html"):
    return lambda r: r.answer(status, fields, body, kind)


def page(body, *fields, kind="text/html"):
    """The page, or 304 when what the visitor has is byte for byte what the
    server sends; the entity tag goes before the date (RFC 9110 13.2.2)."""
    sent = {n.lower(): v.strip(" \t") for n, _, v in
            (f.partition(":") for f in fields)}

    def respond(r):
        tag = r.headers.get("if-none-match")
        date = r.headers.get("if-modified-since")
        if tag == sent.get("etag") if tag is not None else (
                date is not None and date == sent.get("last-modified")):
            r.head("304 Not Modified", *fields)
            r.send("\r\n")
            return True
        return r.answer("200 OK", fields, body, kind)
    return respond


def to(status, location, *fields):
    """A redirect; %i in LOCATION is the port where nobody is to come, %p that
    of the publisher."""
    def respond(r):
        where = location.replace("%i", str(r.publisher.inside)).replace(
            "%p", str(r.publisher.port))
        return r.answer("%d Elsewhere" % status, ("Location: " + where,) +
                        fields, b"there")
    return respond


def raw(*data, stall=False):
    """These bytes; then silence, or the end of the connection."""
    def respond(r):
        r.send(*data)
        if stall:
            r.stall()
    return respond


def evil(path):
    """What evil_server.py says there."""
    def respond(r):
        r.parts = [urllib.parse.unquote(p) for p in path.split("/")]
        return evil_server.ROUTES[r.parts[0]](r)
    return respond


# --- The server -------------------------------------------------------------

class Publisher:
    """Listens; `port` is plain, `tls` and `expired` are for https. A
    connection to `inside` is noted in `strangers`: nobody is to come there."""

    def __init__(self):
        self.lock = threading.Lock()
        self.log = []
        self.strangers = []
        self.silent = 0  # connections without a request, but for TLS
        self.answers = {}  # host: {path: answer}
        self.connections = 0
        self.port = self.listen(None)
        self.tls = self.listen(evil_server.tls_context())
        self.expired = self.listen(expired_context())
        self.inside = self.listen(None, self.strangers)

    def listen(self, context, strangers=None):
        server = socket.create_server(("127.0.0.1", 0), backlog=128)

        def loop():
            while True:
                sock, peer = server.accept()
                if strangers is not None:
                    strangers.append(peer)
                    sock.close()
                    continue
                with self.lock:
                    self.connections += 1
                    number = self.connections
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self.serve, daemon=True,
                                 args=(sock, number, context)).start()

        threading.Thread(target=loop, daemon=True).start()
        return server.getsockname()[1]

    def serve(self, sock, number, context):
        rest, asked = b"", False
        try:
            with context.wrap_socket(sock, server_side=True) if context \
                    else sock as s:
                s.settimeout(60)
                again = True
                while again:
                    head, rest = evil_server.read_head(s, rest)
                    if head is None:
                        return
                    asked = True
                    again = self.respond(Request(s, number, head))
        except OSError:
            pass  # the other side has hung up, as it may
        finally:
            self.silent += not asked and not context

    def respond(self, r):
        method, target, version = r.line.split(" ")
        url = urllib.parse.urlsplit(target)  # absolute, to a proxy
        host = (url.netloc or r.headers.get("host", "")).partition(":")[0]
        fields = []
        for line in r.lines:
            name, _, value = line.partition(":")
            fields.append((name, value.strip(" \t")))
        r.publisher = self
        target = url._replace(scheme="", netloc="").geturl()
        r.visit = Visit(time.monotonic(), r.number, method, host,
                        target, version, fields, bool(url.scheme))
        with self.lock:
            self.log.append(r.visit)
        answers = self.answers.get(host, {})
        there = answers.get(url.path) or answer("404 Not Found")
        r.visit.kept = bool(there(r))
        return r.visit.kept

    def seen(self, hosts, since=0):
        """What these hosts were asked for since the log had that length."""
        with self.lock:
            return [v for v in self.log[since:] if v.host in hosts]


def expired_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile("w") as f:
        f.write(EXPIRED)
        f.flush()
        context.load_cert_chain(f.name)
    return context
