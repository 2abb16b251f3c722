#!/bin/bash
# SPDX-License-Identifier: ISC
# Whose turn it is, and what `status` says about it: over days, by --now.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
# shellcheck source=tests/e2e/polite.sh
. "$top/tests/e2e/polite.sh"

# hours N NAME: a run every ten minutes for so long; all they say in $said.
hours() {
	said=
	for _ in $(seq $(($1 * 6))); do
		now=$((now + 600))
		go "$2"
		said+=$err
	done
}
# times HOST PATH: how often that was asked for since `new`.
times() { asked | tr ' ' '\n' | grep -cx "$1$2"; }

### A robots.txt that asks for a pause each time.
printf 'HTTP/1.1 200 OK\nCache-Control: max-age=60\n\nUser-agent: *\nDisallow: /no\n' |
    tee >(answers r503.localhost /robots.txt) \
	>(answers r429.localhost /robots.txt) >/dev/null
printf '%s\n' 'a r503.localhost /' 'no r503.localhost /no' \
    'b r429.localhost /' | config robots 'every: 1h' >robots.yaml
until_ok test -s answers/r503.localhost/_robots.txt
until_ok test -s answers/r429.localhost/_robots.txt
go robots
printf 'HTTP/1.1 503 Busy\nRetry-After: 600\n\n' |
    answers r503.localhost /robots.txt
printf 'HTTP/1.1 429 Slow\n\n' | answers r429.localhost /robots.txt
new
hours 24 robots
is 'robots.txt asks for pauses: what it said before holds' \
    "$(($(times r503.localhost /) >= 18)) $(times r503.localhost /no)" '1 0'
is 'also when it does not say for how long' \
    "$(($(times r429.localhost /) >= 15))" 1
is 'the longer it does, the more rarely it is asked for' \
    "$(($(times r503.localhost /robots.txt) <= 8)) $(($(times \
	r429.localhost /robots.txt) <= 8))" '1 1'
is 'and there is nothing to say' "$said" ''
# A run a day finds the pause over, and robots.txt due again.
new
for _ in $(seq 8); do
	now=$((now + 86400))
	go robots
done
is 'nor does it keep a run a day from the page' \
    "$(($(times r503.localhost /) >= 3))" 1
robots r503.localhost <<<'User-agent: *'
now=$((now + 8 * 86400))
go robots
is 'what it says then counts' "$(times r503.localhost /no)" 1

# The same of one that was never read.
printf 'HTTP/1.1 429 Slow\nRetry-After: 600\n\n' |
    answers never.localhost /robots.txt
printf '%s\n' 'c never.localhost /1' 'd never.localhost /2' |
    config never 'every: 1h' >never.yaml
new
go never
is 'a robots.txt never read is a failure' "$rc $(asked)" \
    '1 never.localhost/robots.txt'
like 'and says so' "$err" \
    '^coranto: c: fetch: robots.txt: the server answered 429 '
hours 24 never
is 'once' "$said" ''
is 'with back-off' "$(($(times never.localhost /robots.txt) <= 12))" 1
now=$((now + 31 * 86400))
new
go never
hours 2 never
is 'after 30 days of it there are no rules' \
    "$(($(times never.localhost /1) > 0))" 1

### A page that asks for a pause each time.
for i in 1 2 3 4; do echo "p$i pause.localhost /$i"; done |
    config pause 'every: 1h' >pause.yaml
printf 'HTTP/1.1 503 Busy\nRetry-After: 86400\n\n' | answers pause.localhost /2
new
go pause
is 'a page that asks for a pause' "$(asked)" \
    'pause.localhost/robots.txt pause.localhost/1 pause.localhost/2'
now=$((now + 86400))
new
go pause
is 'comes behind the others when the pause is over' "$(asked)" \
    'pause.localhost/robots.txt pause.localhost/3 pause.localhost/4 pause.localhost/1 pause.localhost/2'
now=$((now + 90000))
new
go pause
is 'also when the others were not due before' \
    "$(times pause.localhost /2) $(times pause.localhost /3)" '1 1'
now=$((now + 7200))
go pause
run -c pause.yaml status p3 --now=$now
like 'meanwhile they wait, and status says why' "$out" \
    'put off, as its host asked for a pause'

### What status says is what the next run does.
# plan NAME: for each source what stands in the table, and when it is due.
plan() {
	run -c "$1.yaml" status --now=$now
	table=$out
	run -c "$1.yaml" status --now=$now --json
}
# due ID: its next_due, in JSON.
due() { awk -v id="\"$1\"," '/"id":/ { on = $2 == id }
	on && /"next_due":/ { gsub(/[",]/, "", $2); print $2 }' <<<"$out"; }
hour() { date -u -d "@$1" +%FT%T; }
now=$(date -u -d '2026-12-01T12:00:00Z' +%s)
echo 's sched.localhost /' | config sched 'every: 30m' >sched.yaml
go sched
now=$((now + 7200))
sed -i 's/every: 30m/&, hours: "20:00-23:00"/' sched.yaml
plan sched
is 'hours hold a source back: it is not due now' \
    "$(grep -c ' now ' <<<"$table") $(due s)" '0 2026-12-01T20:00:00Z'
like 'and status says why' "$table" 'not before 20:00Z'
go sched -v
like 'so does a run' "$out" '^Next due: 2026-12-01 20:00Z \(in 6 h\)'
sed -i 's/20:00-23:00/08:00-23:00/' sched.yaml
plan sched
like 'hours made wider count at once' "$table" '^s .* now '
new
go sched
is 'for a run as well' "$(times sched.localhost /)" 1

echo 's mend.localhost /' | config mend 'every: 6h' >mend.yaml
go mend
now=$((now + 1800))
plan mend
like 'every 6 h' "$table" '^s  .* in [45] h '
sed -i 's/every: 6h/every: 5m/' mend.yaml
plan mend
like 'an interval made shorter counts at once' "$table" '^s .* now '
sed -i 's/every: 5m/every: 6h/; s/title: a/title: li a/' mend.yaml
plan mend
like 'so does an edited rule' "$table" '^s .* now .*'
like 'with the reason' "$table" 'its configuration was changed'
is 'and in JSON' "$(due s)" "$(hour $now)Z"
sed -i 's/every: 6h/every: daily 14:40/; s/title: li a/title: a/' mend.yaml
plan mend
is 'an hour of the day made another one' "$(due s)" 2026-12-01T14:40:00Z

# Whatever the zone, there is one, and it is named.
printf 'HTTP/1.1 404 No\n\n' | answers zone.localhost /
echo 'z zone.localhost /' |
    config zone 'timezone: "+08:00", hours: "08:00-10:00"' >zone.yaml
go zone
plan zone
like 'status: all times of a source are in its zone' "$(xargs <<<"$table")" \
    'since 2026-12-01 22:30 \+08:00: .* not before 08:00 \+08:00'

# Neither paused nor gone is ever due.
printf 'HTTP/1.1 410 Gone\n\n' | answers gone.localhost /
printf '%s\n' 'gone gone.localhost /' 'off gone.localhost /off' |
    config gone 'every: 1h' >gone.yaml
go gone
sed -i 's|/off"|&, paused: true|' gone.yaml
plan gone
is 'gone and paused: next_due is null' "$(due gone) $(due off)" 'null null'
go gone -v off
like 'run of a paused source says so' "$out" '^Nothing was due: off is paused;'
go gone -v --force off
like 'also when it is forced' "$out" '^Nothing was due: off is paused;'
go gone -v gone
like 'of one that is gone, too, and what asks it again' "$out" \
    '^Nothing was due: gone is gone for good, says its server; only --force'
go gone -v
like 'of both' "$out" '^Nothing was due: all sources are paused or gone;'
new
go gone --force gone
is 'which is so' "$(times gone.localhost /)" 1

# Who tries something thrice in a minute did not wait for longer.
echo 'f zone.localhost /' | config forced 'every: 30m' >forced.yaml
go forced
go forced --force
go forced --force
plan forced
like 'a forced failure does not lengthen the back-off' "$(xargs <<<"$table")" \
    'failed 1 time since .* back-off after 1 failure'
now=$((now + 3660))
new
go forced
is 'which is an hour' "$(times zone.localhost /)" 1
plan forced
like 'one in its time does' "$table" 'back-off after 2 failures'

### Words
echo 'w words.localhost /' | config words '' >words.yaml
run -c words.yaml explain w
is 'explain: a source without items says so' "$rc $out" \
    "0 w has no stored items; \`$CORANTO -c words.yaml test w\` shows what is on its page"
run -c words.yaml explain w --json
is 'but not in JSON' "$rc $out" '0 '
printf 'HTTP/1.1 404 No\n\n' | answers words.localhost /
go words
rm answers/words.localhost/_
sed -i 's/title: a/&, date: time/' words.yaml
go words -v --force
like 'one is one' "$err" 'works again after 1 failed run$'
like 'also of items' "$err" 'date: nothing in any item matches time$'
like 'after --force nobody is told of --force' "$out" 'Next due: [^.]*\.$'
is 'not at all' "$(grep -c -e --force <<<"$out")" 0

sed 's/gap: 0s/gap: 20s/; s/: words/: term/g' words.yaml >term.yaml
new
"$CORANTO" -c term.yaml run -v >term.out 2>&1 &
pid=$!
until_ok test -s log
kill -TERM $pid
wait $pid
is 'run -v: what was interrupted lists no feeds' \
    "$? $(grep -c 'The feeds, in' term.out)" '143 0'
like 'but says so' "$(cat term.out)" '^Interrupted;'

### What failed, where
cat >file.yaml <<-END
	settings: {output: file/feeds, state: file/state}
	sources:
	  - {id: away, url: "file:no.html", base: "https://example.org/", item: li}
END
go file
run -c file.yaml status --json
is 'a file that is not there is no network error' \
    "$(grep -o '"state": .*' <<<"$out")" '"state": "file error",'
for state in file/state/coranto.db/x file/state/coranto.db; do
	sed "s,state: file/state,state: $state," file.yaml >state.yaml
	go state
	like 'a state folder that cannot be is told as the output folder is' \
	    "$rc $err" "^3 coranto: the state folder (/.*/)?$state cannot be (made|opened): Not a directory$"
done

# Where a redirect led.
bad() { printf 'HTTP/1.1 302 Found\nLocation: %s\n\n' "$2" |
	answers led.localhost "/$1"; }
bad inner "http://127.0.0.1:$port/secret?token=1"
bad ftp ftp://example.org/list
bad far "http://far.localhost:$port/list"
printf 'HTTP/1.1 404 No\n\n' | answers far.localhost /list
for path in inner ftp far; do echo "$path led.localhost /$path"; done |
    config led 'every: 1h' |
    sed "s/allow_private: true/allow_private: [\"led.localhost:$port\", \"far.localhost:$port\"]/" >led.yaml
go led
like 'a redirect that is refused: that it was one, and where to' "$err" \
    "inner: fetch: redirected to http://127.0.0.1:$port/secret: .*refused: 127.0.0.1 is a loopback address"
like 'also by its scheme' "$err" \
    'ftp: fetch: redirected to ftp://example.org/list: "ftp:" is neither'
like 'and one that led to an error' "$err" \
    "far: fetch: redirected to http://far.localhost:$port/list: the server answered 404"

done_testing
