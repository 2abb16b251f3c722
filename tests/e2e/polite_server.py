#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""A server on loopback that writes down who was there and when.

polite_server.py ANSWERS LOG: prints its port. What the file ANSWERS/HOST/PATH
holds ("/" in PATH written as "_", the port left out of HOST) is sent as it is,
with a Content-Length; else /robots.txt is 404 and any other path is a list of
one item. LOG gets a line for each event: seconds, open, request, answer or
close, number of the connection, host, path.
"""
import asyncio
import os
import sys
import time

answers, log_path = sys.argv[1:]
log_file = open(log_path, "a", buffering=1)
count = 0


def log(*words):
    print(f"{time.monotonic():.6f}", *words, file=log_file)


def answer(host, path):
    name = os.path.join(answers, host, path.replace("/", "_"))
    if os.path.exists(name):
        with open(name, "rb") as f:
            head, _, body = f.read().partition(b"\n\n")
        head = head.replace(b"\n", b"\r\n")
    elif path == "/robots.txt":
        head, body = b"HTTP/1.1 404 Not Found", b""
    else:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html"
        body = b'<ul><li><a href="/1">One</a></li></ul>'
    return head + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body


async def serve(reader, writer):
    global count
    count += 1
    number, opened, host = count, time.monotonic(), "-"
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            lines = head.decode("latin-1").split("\r\n")
            path = lines[0].split(" ")[1]
            if host == "-":
                for line in lines[1:]:
                    if line.lower().startswith("host:"):
                        host = line[5:].strip().rpartition(":")[0]
                print(f"{opened:.6f} open {number} {host} -", file=log_file)
            log("request", number, host, path)
            # Before it is sent: whoever gets it may run before this goes on.
            log("answer", number, host, path)
            writer.write(answer(host, path))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    writer.close()
    log("close", number, host, "-")


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
