#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""A web server on loopback whose every answer leads back to the address, with
the query, that it was asked for: by links, redirects, feeds and refusals.

Prints its port as the first line. A path is one kind of answer.
"""
import http.server
import sys

LIST = ('<title>List</title><ul>%s</ul>')
LINKS = ['#one', '?page=1', '', '/a/1', '//127.0.0.1:1/b', 'c?x=1#y']


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def answer(self, status, body='', **fields):
        body = body.encode()
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace('_', '-'), value)
        if 'Content_Type' not in fields:
            self.send_header('Content-Type', 'text/html')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        kind, _, query = self.path[1:].partition('?')
        here = f'http://{self.headers["Host"]}'
        rows = ''.join(f'<li><a href="{href}">Story {n}</a></li>'
                       for n, href in enumerate(LINKS))
        if kind == 'links':
            self.answer(200, LIST % rows)
        elif kind == 'images':
            self.answer(200, LIST % ''.join(
                f'<li><a href="/a/{n}">Story {n}</a><p>Text '
                f'<img src="{href}x.png"> <a href="{href}">more</a></p></li>'
                for n, href in enumerate(LINKS)))
        elif kind == 'next':
            self.answer(200, LIST % rows + '<a rel="next" href="?p=2">Next</a>')
        elif kind in ('found', 'moved'):
            self.answer(302 if kind == 'found' else 301,
                        Location=f'/links?{query}')
        elif kind == 'loop':
            self.answer(302, Location=f'/loop?{query}')
        elif kind == 'away':
            self.answer(302, Location=f'http://10.1.2.3/x?{query}')
        elif kind == 'ftp':
            self.answer(302, Location=f'ftp://127.0.0.1/x?{query}')
        elif kind == 'refused':
            self.answer(302, Location=f'http://127.0.0.1:1/x?{query}')
        elif kind == 'login':
            self.answer(401, 'no', WWW_Authenticate=f'Basic realm="{query}"')
        elif kind == 'challenge':
            self.answer(403, '<title>Just a moment...</title>',
                        cf_mitigated='challenge', Server='cloudflare')
        elif kind == 'busy':
            self.answer(429, 'later', Retry_After='3600')
        elif kind in ('rss', 'atom', 'cut'):
            body = (f'<rss version="2.0"><channel><title>T</title>'
                    f'<link>{here}/</link><item><title>One</title>'
                    f'<link>#1</link></item></channel></rss>')
            self.answer(200, body[:-30] if kind == 'cut' else body,
                        Content_Type='application/rss+xml')
        elif kind == 'json':
            self.answer(200, '{"items": [', Content_Type='application/json')
        elif kind == 'image':
            self.answer(200, '\x89PNG', Content_Type='image/png')
        elif kind == 'broken':
            self.answer(200, 'no gzip', Content_Encoding='gzip')
        elif kind == 'coding':
            self.answer(200, 'x', Content_Encoding='lzma')
        elif kind == 'half':
            self.send_response(200)
            self.send_header('Content-Length', '9999')
            self.end_headers()
            self.wfile.write(b'<ul>')
        elif kind == 'empty':
            self.answer(200, '<title>Nothing</title>')
        elif kind.isdigit():
            self.answer(int(kind), 'no')
        else:
            self.answer(200, f'<title>Page</title><p>Text of {kind}.</p>')

    do_POST = do_GET


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
print(server.server_port, flush=True)
sys.stdout.close()
server.serve_forever()
