#!/bin/bash
# SPDX-License-Identifier: ISC
# Clocks: one that was never set, that goes back or far ahead; the ends of 32
# bits, the year 9999, a leap second, the hours that a zone has twice or never.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
t0=1796000000 # 2026-11-30 00:53:20 UTC
h=3600
d=86400

cat >c.yaml <<'YAML'
settings: {output: feeds, state: state, formats: [rss, atom, json]}
defaults: {item: li, title: a, every: 1h}
sources:
  - {id: dated, url: "file:page.html", base: "https://news.example.org/", date: i}
  - {id: bare, url: "file:page.html", base: "https://news.example.org/"}
YAML
# page FROM TO [START]: items of every other hour since START, the newest first.
page() {
	local i
	for i in $(seq "$2" -1 "$1"); do
		printf '<li><a href=/%d>Story number %d</a><i>%s</i>\n' "$i" "$i" \
			"$(date -u -d "@$((${3:-$t0} + i * 2 * h))" '+%F %H:%M')"
	done >page.html
}
# go TIME [ARGS]: a run then.
go() { run -c c.yaml run --now="$1" "${@:2}"; }
fresh() { rm -rf feeds state; }
# What readers know: id and date of each entry of both feeds.
known() {
	cat feeds/{dated,bare}.atom | tr -d '\n' | sed 's/<entry>/\n/g' |
		sed -n 's/.*<id>\(tag:[^<]*\).*<published>\([^<]*\).*/\1 \2/p' | sort
}
count() { known | wc -l; }
# The dates of the newest entries: dated, bare.
newest() {
	for id in dated bare; do
		grep -o '<published>[^<]*' "feeds/$id.atom" | head -1 | cut -c12-
	done | paste -sd' '
}
well() { "$top/tests/tools/check_feed.py" --now "$1" feeds; }
keeps() {
	is "$1: ids and dates stay" "$(known | comm -13 - before) $([ -s before ]; echo $?)" ' 0'
}

# A machine without a battery for its clock.
page 1 5
go $((t0 + 11 * h))
known >before
stamp feeds/* >stamps
page 1 6
lib=$(echo /usr/lib/*/faketime/libfaketime.so.1)
for t in '1970-01-01 00:00:10' '2025-12-31 12:00:00'; do
	[ -e "$lib" ] || break
	TZ=UTC LD_PRELOAD="$lib" NO_FAKE_STAT=1 FAKETIME="@$t" \
	    ASAN_OPTIONS="${ASAN_OPTIONS-}:verify_asan_link_order=0" \
	    "$CORANTO" -c c.yaml run >out 2>err
	is "the clock says $t: nothing is done" \
	    "$? $(stamp feeds/* | cmp - stamps)" '3 '
	like 'and why' "$(cat err)" \
	    "clock of this machine says ${t%% *}T.*Z; set it first"
done
go $((t0 + 13 * h))
is 'then it is set: what came meanwhile is there' "$rc $err $(count)" '0  12'
keeps 'a clock that was not set'

# It goes back: by a day, by half a year.
known >before
page 1 7
go $((t0 - d))
is 'a day back: what is new is dated by now at the latest' \
    "$rc $err $(count) $(grep -c '2026-11-29T00:53:20Z</published>' \
	feeds/{dated,bare}.atom | cut -d: -f2 | paste -sd' ')" '0  14 1 1'
keeps 'a day back'
known >before
page 1 8
go $((t0 - 180 * d))
is 'half a year back' "$rc $(count)" '0 16'
keeps 'half a year back'
go $((t0 + 17 * h))
is 'and right again: nothing comes twice' "$rc $(count)" '0 16'

# It was a year ahead. What was dated by it stays; the rest goes on.
fresh
page 1 5
go $((t0 + 365 * d))
known >before
page 1 6
go $((t0 + 13 * h))
is 'a year ahead, and right again: it is fetched at once' \
    "$rc $err $(count)" '0  12'
keeps 'a year ahead'
page 1 30
go $((t0 + 70 * h))
page 1 31
go $((t0 + 72 * h))
is 'and goes on' "$rc $(grep -c '<entry>' feeds/dated.atom)" '0 31'

# Where numbers of 32 bits end.
for t in 2147483648 4294967296; do
	fresh
	page 1 3 $((t - 7 * h))
	go $((t - 1))
	known >before
	page 1 5 $((t - 7 * h))
	go $((t + 5 * h))
	is "beyond $t" "$rc $err $(count) $(newest)" "0  10 $(
		date -u -d "@$((t + 3 * h))" +%FT%H:%M:00Z) $(
		date -u -d "@$((t + 5 * h))" +%FT%TZ)"
	keeps "beyond $t"
	ok "beyond $t: feeds by the rules" well "$(date -u -d "@$((t + d))" +%FT%TZ)"
	is "beyond $t: it is fetched within the next hour" "$(sqlite3 state/coranto.db \
	    "SELECT count(*) FROM source WHERE next_due - $((t + 5 * h)) BETWEEN 2700
		AND 3600")" 2
done

# Four digits of a year are all that feeds have.
fresh
t=$(date -u -d '9999-12-31 20:00' +%s)
page 1 3 $((t - 7 * h))
go 9999-12-31T20:00:00Z
known >before
page 1 4 $((t - 7 * h))
go 9999-12-31T23:59:59Z
is 'the last second of 9999: what was found in it is dated by it' \
    "$rc $err $(count) $(newest)" '0  8 9999-12-31T23:59:59Z 9999-12-31T23:59:59Z'
keeps 'the last second of 9999'
for id in dated bare all; do
	ok "the last second of 9999: $id is well-formed" \
	    xmllint --noout feeds/$id.rss feeds/$id.atom
done
run -c c.yaml status
is 'status tells of a time after it' "$rc" 0
run -c c.yaml run --now=10000-01-01T00:00:00Z
like 'the year 10000 is none' "$rc $err" '^2 .*is no time'

# A leap second, as pages may have it; there is none in POSIX time.
fresh
echo '<li><a href=/1>Story of the second</a><i>2016-12-31T23:59:60Z</i>
<li><a href=/2>Story after it</a><i>2017-01-01T00:00:00Z</i>' >page.html
go $t0
is 'a leap second is the one before it' "$rc $err $(grep -o \
	'<published>[^<]*' feeds/dated.atom | cut -c12- | paste -sd' ')" \
    '0  2017-01-01T00:00:00Z 2016-12-31T23:59:59Z'

# An hour that New York has twice, and one that it has not.
sed -i 's/date: i}/date: i, timezone: America\/New_York}/' c.yaml
for hour in '2027-11-07 01:30 2027-11-07T0[56]:30:00Z' \
    '2027-03-14 02:30 2027-03-14T0[67]:30:00Z'; do
	fresh
	read -r day time want <<<"$hour"
	echo "<li><a href=/1>Story of the hour</a><i>$day $time</i>" >page.html
	go "$(date -u -d "$day 05:00" +%s)"
	go "$(date -u -d "$day 07:30" +%s)"
	known >before
	like "$day $time is one moment" "$rc $err $(newest)" "^0  ($want|${day}T05:00:00Z) "
	for t in 09 11 13; do go "$(date -u -d "$day $t:00" +%s)"; done
	keeps "$day $time"
done
# Runs of each hour over the change: none is left out, none comes twice.
fresh
sed -i 's/every: 1h/every: daily 01:30/' c.yaml
n=0
for day in 06 07 08; do
	for hour in $(seq 0 23); do
		page 1 $((n += 1))
		go "$(date -u -d "2027-11-$day $hour:59" +%s)"
	done
done
is 'daily 01:30 in New York: once a day, also when there are two' \
    "$(sqlite3 state/coranto.db "SELECT DISTINCT strftime('%dT%H', first_seen,
	'unixepoch') FROM item JOIN source ON source = source.n WHERE id = 'dated'
	ORDER BY 1" | paste -sd' ')" \
    '06T00 06T05 07T05 08T06'
done_testing
