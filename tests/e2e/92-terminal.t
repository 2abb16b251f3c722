#!/bin/bash
# SPDX-License-Identifier: ISC
# What people see: on a terminal of 80 columns, in a pipe, and when something
# is wrong with the command line.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1

{
	echo '<title>List</title><ul>'
	for i in $(seq 12); do
		echo "<li><a href=$i.html>第${i}条：$(printf '长标题%.0s' $(seq 20))</a>"
	done
	echo '</ul>'
} >list.html
page='url: "file:list.html", base: "https://www.example.org/"'
cat >sources.yaml <<YAML
settings: {output: feeds, state: state}
defaults: {item: li, title: a, every: 1h}
sources:
  - {id: list, $page}
  - {id: nothing, $page, item: tr}
  - {id: filtered, $page, only: 体育}
  - {id: sleeping, $page, paused: true}
YAML
now=1790000000

# terminal ARGS...: what a terminal of 80 columns gets, and the status in $rc.
terminal() {
	local command
	printf -v command '%q ' "$CORANTO" -c sources.yaml "$@"
	out=$(script -qec "stty cols 80; $command" /dev/null </dev/null)
	# shellcheck disable=SC2034
	rc=$? out=${out//$'\r\n'/$'\n'}
}
# Lines wider than 80 columns, a Chinese character being two of them; lines
# with blanks at the end.
untidy() {
	python3 -c '
import sys, unicodedata
for line in sys.stdin.buffer.read().decode().split("\n"):
    w = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
    if w > 80 or line != line.rstrip(" "):
        print(w, repr(line))' <<<"$1"
}

### Before the first run.
run -c sources.yaml status --now=$now
is 'status before the first run: all is new' "$rc $err$out" '0 SOURCE                   STATE          LAST SUCCESS NEXT DUE   ITEMS
list                     new            never        now        -
nothing                  new            never        now        -
filtered                 new            never        now        -
sleeping                 paused         never        -          -'
run -c sources.yaml items
is 'items before the first run: none' "$rc $err$out" '0 '
ok 'neither has made anything' [ ! -e state ]

### A run on a terminal, and what it leaves to be seen.
terminal run --now=$now
is 'run: 1, as a source fails' "$rc" 1
like 'run: the progress line is wiped out before the result' "$out" \
    $'\r\033\\[K3 of 4 sources fetched: 12 new items, 0 edited; 8 feed files'
like 'run: the failure has its line' "$out" \
    'coranto: nothing: extract: nothing on the page matches item: tr'
like 'run: what to do about it' "$out" \
    '^1 source is failing; .coranto status. tells why\.$'
like 'run: when there is more' "$out" \
    '^Next due: 2026-09-21 15:13Z \(in 1 h\)\.'
terminal run --now=$now
like 'run: nothing due, still failing' "$out" \
    '^Nothing was due; no feed changed\.$'
terminal -q run --now=$now --force
is 'run -q: not a word' "$rc $out" '1 '
run -c sources.yaml run -v --now=$((now + 60))
like 'run -v: the feeds and how many items they hold' "$out" \
    '^    12 items  list\.rss, list\.atom$'
like 'run -v: an address to subscribe to' "$out" \
    "^  file://$dir/feeds/list\.rss$"
run -c sources.yaml run --dry-run -v --force --now=$((now + 60))
like 'run --dry-run says that it was one' "$out" \
    '^3 of 4 sources fetched: .*; a dry run: nothing was stored or written\.$'

run -c sources.yaml status --now=$((now + 1800))
is 'status: what fails stands first, with the reason' "$out" 'SOURCE                   STATE          LAST SUCCESS NEXT DUE   ITEMS
nothing                  no matches     never        in 1 h     -
    failed 2 times since 2026-09-21 14:13Z: extract: nothing on the page matches item: tr
list                     ok             30 min ago   in 30 min  12
filtered                 all dropped    30 min ago   in 30 min  0
sleeping                 paused         never        -          -'
is 'status exits 0 all the same' "$rc" 0
for command in items 'items list' 'test list' 'test filtered'; do
	# shellcheck disable=SC2086
	terminal $command
	is "$command: fits the terminal" "$(untidy "$out")" ''
done

### test, when there is nothing to see.
run -c sources.yaml test nothing
is 'test: no match' "$rc $err" \
    '1 coranto: nothing: extract: nothing on the page matches item: tr'
run -c sources.yaml test filtered
is 'test: all dropped' "$rc $err" \
    '1 coranto: filtered: normalize: all 12 items were dropped: only: nothing matches'
like 'test: each with the reason' "$out" '^dropped: 第12条：.*: only: nothing matches$'

### test asks as run does: a server that answers with who asks.
python3 -c '
import http.server
class Echo(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        agent = self.headers["User-Agent"]
        self.wfile.write(f"<li><a href=/>{agent}</a>".encode())
    def log_message(self, *args):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Echo)
print(server.server_port, flush=True)
server.serve_forever()' >port &
children+=($!)
for _ in $(seq 100); do [ -s port ] && break; sleep 0.05; done
cat >echo.yaml <<YAML
settings: {output: echo, state: echo/state, contact: mailto:me@example.org}
sources: [{id: echo, url: "http://127.0.0.1:$(cat port)/", item: li, title: a}]
YAML
run -c echo.yaml test echo
like 'test names the contact to the server' "$out" \
    '^  title     coranto/[0-9.]+ \(\+mailto:me@example\.org\)$'
run -c echo.yaml run
run -c echo.yaml items
like 'and so does run' "$out" \
    '  coranto/[0-9.]+ \(\+mailto:me@example\.org\)$'

### Pipes.
"$CORANTO" -c sources.yaml items 2>err | read -r _
is 'a reader that has seen enough is no error' "$(cat err)" ''
"$CORANTO" -c sources.yaml items >/dev/full 2>err
is 'a full disk is one' "$? $(cat err)" \
    '3 coranto: standard output could not be written'

### The command line.
wrong() { # PATTERN ARGS...: exit 2 and one line on standard error
	run "${@:2}"
	is "${*:2}: exit 2, one line" "$rc $out $(wc -l <<<"$err")" '2  1'
	like "${*:2}: says what is wrong" "$err" "^coranto: $1"
}
wrong 'a command is missing'
wrong 'there is no command "fetch"' fetch
wrong 'there is no option --bla' run --bla
wrong 'there is no option -x' run -x
wrong '--now needs a value: TIME' run --now
wrong '--now=today is no time; write it as 2026-' run --now=today
wrong '--json takes no value' -c sources.yaml status --json=yes
wrong '--force does not go with status' -c sources.yaml status --force
wrong 'check does not take "list"' -c sources.yaml check list
wrong 'test needs the ID' -c sources.yaml test
wrong 'sources.yaml has no source "nobody"' -c sources.yaml run nobody
mkdir empty home
cd empty || exit 1
export HOME=$dir/home
wrong 'there is no configuration; write config/sources.yaml, .*/home/.config/coranto/sources.yaml or /etc/' run
unset HOME
wrong 'there is no configuration; write config/sources.yaml or /etc/' run
done_testing
