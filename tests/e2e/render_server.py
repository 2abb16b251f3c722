#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Pages that scripts make, and a port that nobody may come to.

render_server.py LOG OTHER-LOG: prints three ports of 127.0.0.1. At the first
are the pages; what is asked for stands in LOG. At the second, TCP and UDP, is
what belongs to somebody else; OTHER-LOG has a line for each visit. The third
has scripts for pages of the first.
"""
import http.server
import socket
import sys
import threading

LIST = ("<script>for (let i = 0; i < 3; i++) document.querySelector('ul')"
        ".innerHTML += `<li><a href=/${i}>Story number ${i}</a></li>`</script>")
ELSEWHERE = """
<iframe src=http://127.0.0.1:%d/frame></iframe>
<img src=http://127.0.0.1:%d/img><img src=http://localhost:%d/>
<img src=http://[::1]:%d/><img src=http://2130706433:%d/>
<link rel=preconnect href=http://127.0.0.1:%d><link rel=prefetch href=http://127.0.0.1:%d/>
<script src=http://127.0.0.1:%d/script></script>
<script>
const to = '127.0.0.1:%d';
fetch('http://' + to + '/fetch', {mode: 'no-cors'}).catch(() => 0);
navigator.sendBeacon('http://' + to + '/beacon');
new WebSocket('ws://' + to + '/socket');
window.open('http://' + to + '/open');
const rtc = new RTCPeerConnection({iceServers: [{urls: 'stun:' + to},
    {urls: 'turn:' + to + '?transport=tcp', username: 'a', credential: 'b'}]});
rtc.createDataChannel('x');
rtc.createOffer().then(o => rtc.setLocalDescription(o));
</script>"""

pages = {
    '/list': '<ul></ul>' + LIST,
    '/late': '<ul></ul><script>setTimeout(() => document.querySelector("ul")'
             '.innerHTML = "<li><a href=/late>A late story</a>", 3000)</script>',
    '/forever': '<ul></ul>' + LIST + '<script>while (true);</script>',
    '/ticking': '<ul></ul>' + LIST + '<script>setInterval(() => 0, 10)</script>',
    '/bomb': '<ul></ul><script>const s = "<li>" + "x".repeat(1 << 20);'
             'document.querySelector("ul").innerHTML = s.repeat(20)</script>',
    '/forbidden': '<ul></ul>' + LIST,
    '/flood': '<ul></ul>' + LIST + '<script>for (let i = 0; i < 200; i++) '
              'fetch("/large?" + i).then(r => r.text())</script>',
    '/robots.txt': 'User-agent: *\nDisallow: /forbidden\n',
}


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        with open(sys.argv[1], 'a', encoding='ascii') as log:
            log.write(f"{self.path} {self.headers.get('User-Agent')}\n")
        if self.path == '/redirect':
            self.send_response(302)
            self.send_header('Location', '/list')
            self.end_headers()
            return
        body = pages.get(self.path)
        if self.path.startswith('/large'):
            body = 'x' * (1 << 20)
        self.send_response(404 if body is None else 200)
        kind = 'plain' if self.path == '/robots.txt' else 'html'
        self.send_header('Content-Type', f'text/{kind}; charset=utf-8')
        self.end_headers()
        self.wfile.write((body or 'no such page').encode())


def note(what):
    with open(sys.argv[2], 'a', encoding='ascii') as log:
        log.write(what + '\n')


def accept(sock):
    while True:
        sock.accept()[0].close()
        note('tcp')


def receive(sock):
    while True:
        sock.recv(2000)
        note('udp')


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
tcp = socket.socket()
tcp.bind(('127.0.0.1', 0))
tcp.listen(50)
other = tcp.getsockname()[1]
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.bind(('127.0.0.1', other))
pages['/elsewhere'] = '<ul></ul>' + ELSEWHERE.replace('%d', str(other)) + LIST
pages['/away'] = f"<script>location = 'http://127.0.0.1:{other}/'</script>"
pages['/meta'] = f'<meta http-equiv=refresh content="0;url=http://127.0.0.1:{other}/"><ul></ul>'


class Scripts(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        self.send_response(200)
        self.send_header('Content-Type', 'text/javascript')
        self.end_headers()
        self.wfile.write(LIST[len('<script>'):-len('</script>')].encode())


scripts = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Scripts)
threading.Thread(target=scripts.serve_forever, daemon=True).start()
third = scripts.server_address[1]
pages['/scripts'] = f'<ul></ul><script src=http://localhost:{third}/app.js></script>'
threading.Thread(target=accept, args=(tcp,), daemon=True).start()
threading.Thread(target=receive, args=(udp,), daemon=True).start()
print(server.server_address[1], other, third, flush=True)
server.serve_forever()
