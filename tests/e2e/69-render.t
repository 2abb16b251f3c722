#!/bin/bash
# SPDX-License-Identifier: ISC
# Pages that a browser makes: by Chromium, where it is, or a program of the
# user's; and where their scripts may not go.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
mkdir tmp
python3 "$top/tests/e2e/render_server.py" own.log other.log >ports &
children+=($!)
there() { grep -q ' ' ports; }
until_ok there
read -r port other third <ports
touch own.log other.log

# Root has no sandbox: then it is nobody who asks.
as=(env)
if [ "$(id -u)" = 0 ]; then
	chown -R 65534:65534 "$dir"
	as=(setpriv --reuid=65534 --regid=65534 --clear-groups env)
fi
# go ARGS...: the program, as one who may.
go() {
	"${as[@]}" HOME="$dir/.home" TMPDIR="$dir/tmp" \
	    "$CORANTO" -v -c s.yaml "$@" >"$dir/.out" 2>"$dir/.err"
	rc=$? err=$(cat "$dir/.err")
}
# source_of PAGE [MORE]
source_of() {
	cat >s.yaml <<-YAML
	settings: {output: feeds, state: state}
	sources:
	  - id: s
	    url: http://127.0.0.1:$port/$1
	    item: li
	    gap: 0s
	    render: chromium
	    ${2:-}
	YAML
	[ "$(id -u)" != 0 ] || chown 65534 s.yaml
	: >own.log
}
# fails NAME PATTERN: a run does, and says so.
fails() {
	go run --force
	like "$1" "$err" "$2"
}

# A program of the user's, where there is no browser.
cat >render.sh <<'SH'
#!/bin/sh
echo "<ul><li><a href=/made>Made of $CORANTO_URL</a></ul>"
SH
chmod +x render.sh
source_of redirect
sed -i 's|render: .*|render: {command: [./render.sh]}|' s.yaml
go run
is 'a program renders' "$rc$(grep -c "<title>Made of http://127.0.0.1:$port/list" feeds/s.rss)" 01
is 'the page that the server has' "$(cut -d' ' -f1 own.log | tr '\n' ' ')" '/robots.txt /redirect /list '
source_of forbidden
sed -i 's|render: .*|render: {command: [./render.sh]}|' s.yaml
fails 'not where robots.txt forbids it' 'robots.txt'
source_of nowhere
sed -i 's|render: .*|render: {command: [./render.sh]}|' s.yaml
fails 'not what is not there' '404'
source_of list
sed -i '/render:/d' s.yaml
fails 'without rendering the key is named' '`render: chromium` has one make it'
source_of list 'proxy: http://127.0.0.1:9'
go check
like 'a proxy would undo the rules' "$rc $err" '^2 .*goes without `proxy`'
source_of list
as_was=("${as[@]}")
mkdir none
as+=(PATH="$dir/none")
[ "$(id -u)" != 0 ] || as=(/usr/bin/setpriv --reuid=65534 --regid=65534 --clear-groups /usr/bin/env PATH="$dir/none")
fails 'Chromium that is not there is named' 'needs the program of that name: apt install chromium'
as=("${as_was[@]}")
if [ "$(id -u)" = 0 ]; then
	TMPDIR=$dir/tmp run -v -c s.yaml run --force --dry-run
	like 'root has no sandbox' "$err" 'not for root'
fi

if ! command -v chromium >/dev/null; then
	skip_rest 'Chromium is not installed: apt install chromium'
	done_testing
	exit
fi
if ! "${as[@]}" HOME="$dir/tmp" TMPDIR="$dir/tmp" timeout 60 chromium --headless \
    --user-data-dir="$dir/tmp/try" --dump-dom data:text/html,works 2>&1 | grep -q works; then
	skip_rest 'Chromium cannot run here: it has no sandbox'
	done_testing
	exit
fi
rm -rf "$dir/tmp/"* "$dir/tmp/".[!.]*

# made NAME PAGE PATTERN: the feed has it.
made() {
	source_of "$2" "${4:-}"
	go run --force
	is "$1: it is read" "$rc" 0
	like "$1" "$(cat feeds/s.rss)" "$3"
}
made 'a list that a script builds' list '<title>Story number 2'
is 'is asked for under one name' "$(cut -d' ' -f2- own.log | sort -u | wc -l)" 1
is 'and the profile is gone' "$(ls -A tmp)" ''
made 'a list that comes late' late '<title>A late story'
made 'a page whose clock never stops' ticking '<title>Story number 1'
made 'where a redirect leads' redirect '<title>Story number 0'

source_of scripts
go run --force
like 'what an inner host has is refused' "$err" \
    "the page, but refused: port $third of localhost is none of .*allow_private"
sed -i "s/{output/{allow_private: [\"localhost:$third\"], output/" s.yaml
go run --force
is 'where it is allowed, its scripts make the page' \
    "$rc $(grep -c '<title>Story number' feeds/s.rss)" '0 3'
made 'a page that reaches for another server' elsewhere '<title>Story number 2'
is 'does not reach it' "$(cat other.log)" ''
source_of away
fails 'a page that leads there' 'Chromium could not have the page: refused: port '
source_of meta
fails 'by a header of its own, too' 'Chromium could not have the page: refused: '
is 'has nobody come' "$(cat other.log)" ''
(: <"/dev/tcp/127.0.0.1/$other") && until_ok grep -q tcp other.log
is 'who comes is seen' "$(cat other.log)" tcp

source_of forever 'timeout: 6s'
start=$(date +%s%N)
fails 'a script without end is ended' '`chromium` took more than 6 s \(timeout\)'
ok 'in time' within 12 "$(since "$start")"
is 'and its profile is gone' "$(ls -A tmp)" ''
source_of flood
fails 'a page that loads without end' 'makes Chromium load more than 64 MB'
source_of bomb 'max_size: 1MB'
fails 'a page that grows without end' 'the output of `chromium` is larger than 1 MB'
# running: a browser with a profile of ours.
running() { pgrep -f -- "--user-data-dir=$dir/tmp" >/dev/null; }
quiet() { ! running; }
source_of forever 'timeout: 5m'
# setpriv and env become the program: it has their number.
"${as[@]}" HOME="$dir/.home" TMPDIR="$dir/tmp" "$CORANTO" -c s.yaml run --force 2>stopped &
pid=$!
ok 'a browser runs' until_ok running
kill "$pid"
wait "$pid"
ok 'and ends with coranto' until_ok quiet
is 'its profile too' "$(ls -A tmp)" ''

done_testing
