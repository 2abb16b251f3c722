#!/bin/bash
# SPDX-License-Identifier: ISC
# A server that thinks for long before it answers: given up, or waited for
# where `timeout` says so.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1

# One connection at a time for each name, the page after 30 s.
python3 -c 'import socket, threading, time
s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen()
print(s.getsockname()[1], flush=True)
def serve(c):
    c.recv(9999)
    time.sleep(30)
    c.sendall(b"HTTP/1.0 200 OK\r\n\r\n<ul><li><a href=/1>Item one</a></ul>")
    c.close()
while True:
    threading.Thread(target=serve, args=[s.accept()[0]], daemon=True).start()
' >port 2>/dev/null &
children+=($!)
until_ok test -s port
cat >slow.yaml <<YAML
settings: {output: feeds, state: state}
defaults: {item: li, robots: ignore}
sources:
  - {id: usual, url: "http://a.localhost:$(cat port)/"}
  - {id: patient, url: "http://b.localhost:$(cat port)/", timeout: 61s}
YAML
run -c slow.yaml run
like 'a server that is silent for 20 s is given up' "$err" \
    '^coranto: usual: fetch: no answer within 2[0-9] s'
is 'unless a timeout grants it more than usual' \
    "$(grep -c '<item>' feeds/patient.rss)" 1
done_testing
