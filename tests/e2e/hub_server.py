#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""A WebSub hub on loopback: hub_server.py LOG MODE_FILE

Prints its port. Each ping is a line of LOG: the path, the type of the body,
hub.mode, hub.url, hub.topic. MODE_FILE says how it answers: "ok" (204), a
status, "hang" (never), "moved" (307 to /there), "later" (429 for an hour).
"""

import http.server
import sys
import threading
import urllib.parse

log, mode_file = sys.argv[1:]


class Hub(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        with open(log, "a", encoding="utf-8") as f:
            print("GET", self.path, file=f)
        self.send_error(405)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = urllib.parse.parse_qs(body, strict_parsing=True)
        with open(log, "a", encoding="utf-8") as f:
            print(self.path, self.headers["Content-Type"],
                  *["".join(fields["hub." + name])
                    for name in ("mode", "url", "topic")], file=f)
        with open(mode_file, encoding="utf-8") as f:
            mode = f.read().strip()
        if mode == "hang":
            threading.Event().wait(60)
        if mode == "moved" and self.path != "/there":
            self.send_response(307)
            self.send_header("Location", "/there")
        elif mode == "later":
            self.send_response(429)
            self.send_header("Retry-After", "3600")
        else:
            self.send_response(int(mode) if mode.isdigit() else 204)
        self.send_header("Content-Length", "0")
        self.end_headers()


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False


with Server(("127.0.0.1", 0), Hub) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
