#!/bin/bash
# SPDX-License-Identifier: ISC
# What people see: on a terminal of 80 columns, in a pipe, and when something
# is wrong with the command line.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
if ! python3 -c 'import pty; pty.openpty()' 2>/dev/null; then
	skip_rest 'no terminal can be had here (/dev/pts)'
	done_testing
	exit
fi

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
terminal() { terminal_of sources.yaml "$@"; }
terminal_of() { # CONFIGURATION ARGS...
	local command
	printf -v command '%q ' "$CORANTO" -c "$@"
	out=$(script -qec "stty cols 80; $command" /dev/null </dev/null)
	# shellcheck disable=SC2034
	rc=$? out=${out//$'\r\n'/$'\n'} out=${out%$'\r'}
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
is 'status before the first run: all is new' "$rc $err$out" '0 SOURCE                   STATE           LAST SUCCESS NEXT DUE   ITEMS
list                     new             never        now        -
nothing                  new             never        now        -
filtered                 new             never        now        -
sleeping                 paused          never        -          -'
run -c sources.yaml items
is 'items before the first run: none' "$rc $err$out" '0 '
ok 'neither has made anything' [ ! -e state ]

### What a page says, it says to nobody's terminal.
mkdir rude
echo '<title>404 Not Found &#27;[31mred&#x202E;&#7;</title><p>x' >rude/page.html
cat >rude/sources.yaml <<'YAML'
settings: {output: feeds, state: state}
sources: [{id: rude, url: "file:page.html", base: "https://rude.example.org/", item: li}]
YAML
run -c rude/sources.yaml run --now=$now
like 'escapes in a page are shown, not sent' "$rc $err" \
    '^1 coranto: rude: .*404 Not Found \\x1B\[31mred\\u\{202E\}\\x07"'
run -c rude/sources.yaml status --now=$now
is 'nor by status' "$(grep -c '404 Not Found' <<<"$out") $(grep -c \
    $'[\001-\010\016-\037]\|\342\200\256' <<<"$out")" '1 0'

### A run on a terminal, and what it leaves to be seen.
terminal run --now=$now
is 'run: 1, as a source fails' "$rc" 1
like 'run: the progress line is wiped out before the result' "$out" \
    $'\r\033\\[K2 of 4 sources fetched, 1 failed: 12 new items, 0 edited; 10 feed files'
like 'run: the failure has its line' "$out" \
    'coranto: nothing: extract: nothing on the page matches item: tr'
like 'run: what to do about it' "$out" \
    "^1 source is failing; .$CORANTO -c sources.yaml status. tells why\.$"
like 'run: when there is more' "$out" \
    '^Next due: 2026-09-21 1[45]:..Z \(in (1 h|[45]. min)\)\.'
like 'run: a line to paste that does not wait' "$out" \
    "^  $CORANTO -c sources.yaml run --force$"
like 'run: where the feeds are, when there are new ones' "$out" \
    "^The feeds are in $dir/feeds, where index.html shows them all\.$"
is 'run: and the address of each' "$(grep '^  file:' <<<"$out")" \
    "$(printf "  file://$dir/feeds/%s.rss\n" list nothing filtered sleeping all)"
rm feeds/list.rss
terminal run --now=$now
is 'run: of what is new, at the next run' "$(grep '^  file:' <<<"$out")" \
    "  file://$dir/feeds/list.rss"
terminal run --now=$now
is 'run: of nothing, when nothing is' "$(grep -c '/feeds' <<<"$out")" 0
like 'run: nothing due, still failing' "$out" \
    '^Nothing was due; no feed changed\.$'
terminal -q run --now=$now --force
is 'run -q: not a word' "$rc $out" '1 '
run -c sources.yaml run -v --now=$((now + 60))
like 'run -v: the feeds and how many items they hold' "$out" \
    '^    12 items  list\.rss, list\.atom$'
is 'run -v: the address of each feed' \
    "$(grep '^  file:' <<<"$out")" \
    "$(printf "  file://$dir/feeds/%s.rss\n" list nothing filtered sleeping all)"
run -c sources.yaml run --dry-run -v --force --now=$((now + 60))
like 'run --dry-run says that it was one' "$out" \
    '^2 of 4 sources fetched, 1 failed: .*; a dry run: nothing was stored'
mv state elsewhere
run -c sources.yaml run --dry-run list --now=$((now + 60))
mv elsewhere state
is 'run --dry-run: how many items it read' "$(head -n 1 <<<"$out")" \
    '1 of 1 source fetched: 12 items read; a dry run: nothing was stored or written.'
mkdir "it's"
cp sources.yaml list.html "it's"
run -c "it's/sources.yaml" run -v --now=$now
like 'run: the line to paste is quoted for the shell' "$out" \
    " -c 'it'\\\\''s/sources.yaml' run --force$"

run -c sources.yaml status --now=$((now + 1800))
is 'status: what fails stands first, with the reason' "$out" 'SOURCE                   STATE           LAST SUCCESS NEXT DUE   ITEMS
nothing                  no matches      never        in 24 min  -
    failed 1 time since 2026-09-21 14:13Z: extract: nothing on the page matches item: tr
    back-off after 1 failure
list                     ok              30 min ago   in 15 min  12
    every 1 h
filtered                 all dropped     30 min ago   in 15 min  0
    every 1 h
sleeping                 paused          never        -          -'
is 'status exits 0 all the same' "$rc" 0
run -c sources.yaml status --now=$((now + 59))
like 'status: a success just now' "$out" \
    '^list  .* < 1 min ago  in 44 min '
cp feeds/list.rss feeds/gone.rss
cp feeds/list.atom feeds/gone.atom
cp feeds/list.rss feeds/.hidden.rss
echo '{"name": "not ours"}' >feeds/package.json
sed 's/coranto/another/' feeds/list.rss >feeds/foreign.rss
run -c sources.yaml status
is 'status: feeds that belong to no source any more' "$(tail -n 2 <<<"$out")" \
    'gone.atom belongs to no source any more
gone.rss belongs to no source any more'
run -c sources.yaml status list
is 'status of one source: not of the folder' "$(wc -l <<<"$out")" 3
rm feeds/gone.* feeds/.hidden.rss feeds/package.json feeds/foreign.rss
run -c sources.yaml run -v nothing --force --now=$now
like 'run: what failed was not fetched' "$out" \
    '^0 of 1 source fetched, 1 failed; no feed changed\.$'
for command in items 'items list' 'explain list' 'explain list 2' 'test list' 'test filtered'; do
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
echo '<li><a href=/1>港口复航</a></li>' >one.html
run -c sources.yaml test filtered --file=one.html --url=https://town.example.org/
is 'test: the only one dropped' "$rc $err" \
    '1 coranto: filtered: normalize: its one item was dropped: only: nothing matches'
printf 'sources:\n  - {id: bare, %s, item: li, title: h3 > b, summary: em}\n' \
    "$page" >bare.yaml
run -c bare.yaml test bare
is 'test: all dropped for want of what a rule is for' "$rc $err" \
    '1 coranto: bare: normalize: all 12 items were dropped: no title and no link; title: nothing in any item matches h3 > b'
sed -i 's/title: h3 > b, /title: a, required: summary, /' bare.yaml
run -c bare.yaml test bare
is 'and of one that is required' "$rc $err" \
    '1 coranto: bare: normalize: all 12 items were dropped: required: no summary; summary: nothing in any item matches em'
run -c sources.yaml test filtered
like 'test: each with the reason' "$out" '^dropped: 第12条：.*: only: nothing matches$'

### test: what the page gave and what it did not.
cat >gaps.html <<'HTML'
<ul><li><b>One</b><li><a href=1.html>Two</a><li><a href=1.html>Again</a><li>
<li><a href="http://[">Five</a></ul>
HTML
cat >gaps.yaml <<YAML
settings: {output: gaps, state: gaps/state}
sources:
  - {id: gaps, url: "file:gaps.html", base: "https://www.example.org/",
     item: li, title: "*", date: i, link: a}
YAML
run -c gaps.yaml test gaps
is 'test: items are numbered as they stand on the page' \
    "$(grep -E '^[0-9]+$' <<<"$out" | tr '\n' ' ')" '1 2 5 '
like 'test: and so are those of the warnings' "$out" '^warning: item 5: no link: '
is 'test: a link that was made up says so' \
    "$(grep -B 1 'made up' <<<"$out" | sed 's/#.*/#/')" \
    '  link      https://www.example.org/#
            (made up: the page gives none)'

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
until_ok test -s port
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

### Ids are what commands take, so they are whole.
id=www-example-org-news-of-the-town-and-of-all-that-lies-around-it
echo '<ul><li><a href=/1>One of the headlines</a></ul>' >long.html
cat >long.yaml <<YAML
settings: {output: long, state: long/state}
sources: [{id: $id, url: "file:long.html", base: "https://www.example.org/", item: li}]
YAML
run -c long.yaml run --now=$now
run -c long.yaml status --now=$now
like 'status: a long id' "$out" "^$id ok  +< 1 min ago  in "
terminal_of long.yaml items
like 'items: a long id, and a title behind it' "$out" "^2026-[^ ]* [^ ]*  $id  One of the headlines$"

### Colour.
sed 's/item:/itm:/' sources.yaml >colour.yaml
# colour NAME=VALUE...: how many escapes a terminal gets.
colour() {
	local command
	printf -v command '%q ' env "$@" "$CORANTO" -c colour.yaml check
	script -qec "$command" /dev/null </dev/null | grep -c $'\33\\['
}
ok 'mistakes are in colour on a terminal' [ "$(colour -u NO_COLOR TERM=xterm)" -gt 0 ]
ok 'an empty NO_COLOR says nothing' [ "$(colour NO_COLOR= TERM=xterm)" -gt 0 ]
is 'NO_COLOR: without' "$(colour NO_COLOR=0 TERM=xterm)" 0
is 'a terminal that has no colours: without' "$(colour -u NO_COLOR TERM=dumb)" 0

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
run
is 'no command: exit 2, three short lines' "$rc $out $err" \
    '2  coranto: a command is missing
usage: coranto [-c FILE] [-q | -v] COMMAND [ARGUMENTS]
commands: run watch check test detect status items explain rebuild opml backup prune recover; `coranto help` explains them'
is 'help: as --help' "$("$CORANTO" help)" "$("$CORANTO" --help)"
is 'help of a command' "$("$CORANTO" help run)" "$("$CORANTO" run --help)"
wrong 'there is no command "fetch"; see' fetch
wrong 'there is no command "stauts"; did you mean "status"\?' stauts
wrong 'there is no option --forse; did you mean --force\?' run --forse
wrong 'there is no option --bla' run --bla
wrong 'there is no option -x' run -x
wrong '--now needs a value: TIME' run --now
wrong '--now=today is no time; write it as 2026-' run --now=today
wrong '--json takes no value' -c sources.yaml status --json=yes
wrong '--force does not go with status' -c sources.yaml status --force
wrong 'check does not take "list"' -c sources.yaml check list
wrong 'test needs the ID' -c sources.yaml test
wrong 'sources.yaml has no source "nobody"; ' -c sources.yaml run nobody
wrong '"all" is a feed of several sources; name one of them: list, nothing, filtered, sleeping$' \
    -c sources.yaml explain all
wrong '"health" is the feed of what changed .* status. tells it$' \
    -c sources.yaml explain health
wrong 'sources.yaml has no source "https://a.example/x"; without -c any page is tried, and .* -c sources.yaml detect URL --add. makes it a source$' \
    -c sources.yaml test https://a.example/x
wrong 'sources.yaml has no source "https://a.example/x"; .* detect URL --add. makes it one$' \
    -c sources.yaml explain https://a.example/x
wrong 'sources.yaml has no source "lits"; did you mean "list"\?' \
    -c sources.yaml run lits
cat >slash.yaml <<'YAML'
settings: {output: slash, state: slash}
sources: [{url: https://www.example.org/a-page-with-a-long-name/, item: li, title: a}]
YAML
wrong '.*; did you mean "https://www.example.org/a-page-with-a-long-name/"\?' \
    -c slash.yaml test https://www.example.org/a-page-with-a-long-name
wrong 'there is no configuration nosuch.yaml' -c nosuch.yaml run
sed 's,output: feeds,output: /proc/feeds,' sources.yaml >no-output.yaml
run -c no-output.yaml run
like 'an output folder that cannot be made is named as one' "$rc $err" \
    '^3 coranto: the output folder /proc/feeds cannot be made: .'
mkdir empty home
cd empty || exit 1
export HOME=$dir/home
wrong 'there is no configuration; write config/sources.yaml, .*/home/.config/coranto/sources.yaml or /etc/' run
touch sources.yaml
wrong 'there is no .*; sources.yaml is here: use -c sources.yaml$' check
rm sources.yaml
unset HOME
wrong 'there is no configuration; write config/sources.yaml or /etc/' run
done_testing
