#!/bin/bash
# SPDX-License-Identifier: ISC
# `watch` carries on: through new and wrong configurations, clocks that jump a
# day either way, a stopped process and another run; and it ends when told to.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1

lib=$(echo /usr/lib/*/faketime/libfaketime.so.1)
[ -e "$lib" ] || { skip_rest 'there is no faketime'; done_testing; exit; }

has() { grep -q -- "$2" "$1"; }
page() {
	{
		echo '<meta charset=utf-8><ul>'
		for i in $(seq "$1" -1 1); do
			echo "<li><a href=/a/$i.html>Item number $i</a>"
		done
	} >"$dir/.page" && mv "$dir/.page" "$dir/page.html"
}
source_line() {
	echo "  - {id: $1, url: file:$dir/page.html, base: https://example.org/,"
	echo "     item: li, every: 1m}"
}
config() {
	{
		echo 'settings: {output: feeds, state: state}'
		echo 'include: [more.d/*.yaml]'
		echo 'sources:'
		source_line one
	} >.yaml && mv .yaml sources.yaml
}
# The clock is as far ahead of the true one as this file says.
clock() { echo "$1" >.clock && mv .clock clock; }

mkdir more.d
page 3
config
clock +0
"$top/tests/e2e/notify_log.py" "$dir/manager" >notes &
children+=($!)
until_ok test -S manager

start_watch() {
	env LD_PRELOAD="$lib" NO_FAKE_STAT=1 FAKETIME_TIMESTAMP_FILE="$dir/clock" \
	    FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1 \
	    ASAN_OPTIONS="${ASAN_OPTIONS-}:verify_asan_link_order=0" \
	    NOTIFY_SOCKET="$dir/manager" \
	    "$CORANTO" ${quiet--v} -c "${1:-sources.yaml}" watch </dev/null >watch.out \
	    2>watch.err &
	pid=$!
	children+=("$pid")
}
# end_watch: SIGTERM; its status in $status, the time it took in $took.
end_watch() {
	local start
	start=$(date +%s%N)
	kill -TERM "$pid"
	wait "$pid"
	status=$? took=$(since "$start")
	unset 'children[-1]'
}

start_watch
ok 'it runs at once' until_ok has feeds/one.rss 'Item number 3'
ok 'the manager hears that it is ready' until_ok has notes READY=1
ok 'and how it is doing' until_ok has notes 'STATUS=1 sources, 0 failing'
ok 'and that it lives' until_ok has notes WATCHDOG=1

page 4
clock +86400
ok 'the clock jumps a day ahead: it runs' \
    until_ok has feeds/one.rss 'Item number 4'
page 5
clock +0
ok 'the clock jumps a day back: it runs' \
    until_ok has feeds/one.rss 'Item number 5'

kill -STOP "$pid"
page 6
clock +3600
sleep 0.5
kill -CONT "$pid"
ok 'stopped for an hour: it runs' until_ok has feeds/one.rss 'Item number 6'

# Not at the same moment: then it says so and ends.
ok 'another run may come between' until_ok "$CORANTO" -c sources.yaml run --force

echo 'sources: [' >>sources.yaml
ok 'a wrong configuration is told' until_ok has watch.err 'sources.yaml:.*error'
ok 'with what becomes of it' \
    until_ok has watch.err 'the configuration stays as it was before'
page 7
clock +7200
ok 'the last right one stays in force' \
    until_ok has feeds/one.rss 'Item number 7'
rm sources.yaml
page 8
clock +10800
ok 'also when there is no file' until_ok has feeds/one.rss 'Item number 8'
ok 'that is told' until_ok has watch.err 'there is no configuration'
sleep 5
is 'and told once' "$(grep -c 'there is no configuration' watch.err)" 1
config
source_line two >>sources.yaml
ok 'a right one is taken' until_ok test -s feeds/two.rss
{ echo 'sources:' && source_line three; } >more.d/three.yaml
ok 'a file that joins an include is read' until_ok test -s feeds/three.rss

: >watch.err
mv sources.yaml away.yaml
ok 'the configuration is gone for a while' \
    until_ok has watch.err 'stays as it was before'
mv away.yaml sources.yaml
ok 'when it is back as it was that is told' \
    until_ok has watch.err 'the configuration was read again: 3 sources'

before=$(grep -c RELOADING=1 notes)
kill -HUP "$pid"
more() { [ "$(grep -c RELOADING=1 notes)" -gt "$before" ]; }
ok 'SIGHUP: it reads the configuration again' until_ok more

end_watch
is 'SIGTERM: 128 + 15' "$status" 143
ok 'SIGTERM: within 5 s' within 5 "$took"
ok 'the manager hears of it' has notes STOPPING=1
is 'nothing on standard output' "$(cat watch.out)" ''

# Without -v what was told when the configuration was wrong is taken back.
cp sources.yaml quiet.yaml
page 9
clock +14400
quiet='' start_watch quiet.yaml
ok 'without -v it runs, too' until_ok has feeds/one.rss 'Item number 9'
is 'in silence' "$(cat watch.err)" ''
mv quiet.yaml away.yaml
until_ok has watch.err 'stays as it was before'
mv away.yaml quiet.yaml
ok 'what was told is taken back' \
    until_ok has watch.err 'the configuration was read again: 3 sources'
end_watch
start_watch
ok 'it says at its start what it is about to do' \
    until_ok has watch.err '^coranto: 3 sources, next due 20'
end_watch

# A page that never comes does not hold it up.
python3 -c 'import socket, time
s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen()
print(s.getsockname()[1], flush=True)
time.sleep(600)' >port &
children+=($!)
until_ok test -s port
cat >hangs.yaml <<YAML
settings: {output: feeds, state: state}
sources:
  - {id: hangs, url: "http://127.0.0.1:$(cat port)/", item: li, timeout: 10m}
YAML
: >notes
start_watch hangs.yaml
until_ok has notes READY=1
ok 'it lives while a page hangs' until_ok has notes WATCHDOG=1
end_watch
is 'SIGTERM while a page hangs: 128 + 15' "$status" 143
ok 'SIGTERM while a page hangs: within 5 s' within 5 "$took"

# Nor does what a new month has to do, which takes as long as the database is
# large, begin after that.
mkdir month
{
	echo 'settings: {output: month/feeds, state: month}'
	echo 'sources:'
	source_line one
} >month.yaml
run -c month.yaml run --now=1796000000
tail -n 1 hangs.yaml >>month.yaml
sqlite3 month/coranto.db 'CREATE TABLE gaps (x); INSERT INTO gaps
    VALUES (randomblob(1000000)); DROP TABLE gaps'
gaps() { sqlite3 month/coranto.db 'PRAGMA freelist_count'; }
before=$(gaps)
"$CORANTO" -v -c month.yaml run --force --now=1799000000 2>month.err &
pid=$!
children+=("$pid")
sleep 1
kill -TERM "$pid"
wait "$pid"
is 'run: SIGTERM in the first run of a month' "$?" 143
is 'leaves the gaps of the database as they are' "$(gaps)" "$before"

# What has come is kept while a page hangs, whatever becomes of the run.
rm -r month
"$CORANTO" -c month.yaml run &
pid=$!
children+=("$pid")
stored() {
	test "$(sqlite3 -readonly month/coranto.db 'SELECT count(*) FROM item')" -gt 0
}
ok 'run: what came is stored while a page hangs' until_ok stored
kill -KILL "$pid"
wait "$pid" 2>/dev/null

# The clock is put back while a page is under way.
python3 -c 'import socket, time
s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen()
print(s.getsockname()[1], flush=True)
while True:
    c = s.accept()[0]
    c.recv(9999)
    print("asked", flush=True)
    time.sleep(2)
    c.sendall(b"HTTP/1.0 200 OK\r\n\r\n<ul><li><a href=/1>Item one</a></ul>")
    c.close()' >slow &
children+=($!)
until_ok test -s slow
cat >slow.yaml <<YAML
settings: {output: feeds, state: state}
sources:
  - {id: slow, url: "http://127.0.0.1:$(head -n 1 slow)/", item: li,
     robots: ignore}
YAML
clock +86400
start_watch slow.yaml
until_ok has slow asked
clock +0
again() { [ "$(grep -c asked slow)" -gt 1 ]; }
ok 'the clock is put back during a run: it runs again' until_ok again
end_watch

# Somebody else holds the database.
python3 -c 'import sqlite3, time
c = sqlite3.connect("state/coranto.db")
c.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep(600)' >held &
children+=($!)
until_ok has held held
: >notes
start_watch slow.yaml
until_ok has notes READY=1
sleep 0.5
end_watch
ok 'SIGTERM while the database is held: within 5 s' within 5 "$took"

# Who does not want to wait for that says so again. Signals that come together,
# as from timeout(1), are one.
: >notes
start_watch slow.yaml
until_ok has notes READY=1
sleep 0.5
kill -TERM "$pid"
# Twice, for who was late to hear of the first one.
for _ in 1 2; do sleep 0.5 && kill -TERM "$pid"; done 2>/dev/null &
wait "$pid" 2>/dev/null
status=$?
unset 'children[-1]'
is 'a second signal: it ends by that' "$status" 143
start=$(date +%s%N)
timeout 2 "$CORANTO" -c slow.yaml run
is 'run: a signal sent twice together is one' "$?" 124
ok 'and the run ends as it does' test "$(since "$start")" -ge 3000000000
# Had it waited, it would have said by now that it is about to end.
not_told() { ! has notes "$1"; }
ok 'a second signal: at once' not_told STOPPING=1
kill "${children[-1]}"
wait "${children[-1]}" 2>/dev/null
unset 'children[-1]'
run -c slow.yaml run --force
is 'the next run finds all in order' "$rc $err" '0 '

# A machine that learns the time after its start.
rm -rf state feeds
page 9
clock -$(($(date +%s) - 60))
start_watch
ok 'a clock that was never set: it waits' \
    until_ok has watch.err 'clock of this machine says 1970-01-01'
is 'and does nothing' "$(ls feeds 2>/dev/null)" ''
clock +0
ok 'when it is set it runs' until_ok has feeds/one.rss 'Item number 9'
end_watch

# What cannot work at all ends at once.
echo 'sources: [' >wrong.yaml
run -c wrong.yaml watch
is 'a wrong configuration at start: 2' "$rc" 2
mkdir nowhere
: >nowhere/state
sed 's,output: feeds,output: nowhere/state,' sources.yaml >nowhere.yaml
run -c nowhere.yaml watch
is 'an output folder that is none: 3' "$rc" 3
done_testing
