#!/bin/bash
# SPDX-License-Identifier: ISC
# What changes with a source and is no failure is in the health feed, too: an
# address that moved, a silence, a batch held back, an address gone for good;
# and what a reader counts of it.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
now=1796000000 # 2026-11-30
mkdir -p www nb
serve "$dir/www" 'location = /old.html { return 301 /here.html; }
	location = /gone.html { try_files /gone.page =410; default_type text/html; }'
base=http://127.0.0.1:$port

# list FROM TO DAYS: items of a day each, the newest DAYS after the start.
list() {
	local i
	echo '<meta charset=utf-8><ul>'
	for i in $(seq "$2" -1 "$1"); do
		echo "<li><a href=/$i>Story $i of ${4:-the town}</a><i>$(date -u \
			-d "@$((now + ($3 - $2 + i) * 86400 - 3600))" +%F)</i>"
	done
}
cat >sources.yaml <<YAML
settings: {output: feeds, state: state, base_url: "https://f.example.org/"}
defaults: {item: li, date: i, robots: ignore, gap: 0s}
sources:
  - {id: frail, url: "$base/frail.html"}
  - {id: moves, url: "$base/old.html"}
  - {id: quiet, url: "$base/quiet.html"}
  - {id: flood, url: "$base/flood.html", flood: hold}
  - {id: ends, url: "$base/gone.html"}
YAML
# day N: the run of that day, with a new item of each that is to have one.
day() {
	list 1 $((20 + $1)) "$1" >www/here.html
	list 1 $((20 + $1)) "$1" >www/frail.html
	cp www/frail.html www/gone.page
	[ "$1" -lt 4 ] && cp www/frail.html www/quiet.html
	[ "$1" -lt 4 ] && cp www/frail.html www/flood.html
	[ "$1" -ge "${broken:-99}" ] && rm www/frail.html
	[ "$1" -ge "${gone:-99}" ] && rm www/gone.page
	run -c sources.yaml run --force --now=$((now + $1 * 86400))
}
# told ID: the titles of its entries, oldest first.
told() {
	"$top/tests/e2e/feed_items.py" feeds/health.atom | python3 -c '
import json, sys
for line in reversed(sys.stdin.readlines()):
    title = json.loads(line)["title"]
    if title.startswith(sys.argv[1] + ": "): print(title)' "$1"
}
newsboat_() { newsboat -u nb/urls -c nb/db -C nb/config "$@" 2>&1; }
echo "file://$dir/feeds/health.atom" >nb/urls
: >nb/config
unread() { newsboat_ -x reload >/dev/null && newsboat_ -x print-unread; }

for d in 0 1 2 3; do day $d; done
is 'an address that moved is told when it is for good' "$(told moves)" \
    'moves: moved to another address'
is 'it is the only news' "$rc $(unread)" '0 1 unread articles'

broken=4
day 4
is 'a source breaks: one entry more' "$rc $(unread)" '1 2 unread articles'
for d in 5 6 7; do day $d; done
unset broken
day 8
is 'and is well again: two of it' "$rc $(told frail)" \
    '0 frail: the server answers with an error
frail: well again'
is 'a reader has as many' "$(unread)" '3 unread articles'
broken=9
for d in {9..15}; do day "$d"; done
is 'it breaks again' "$(told frail | wc -l)" 3
day 16
is 'and is told once more when it is broken for seven days' \
    "$(told frail | tail -n 1)" \
    'frail: after 7 days still: the server answers with an error'
unset broken
day 17

is 'a silence' "$(told quiet)" 'quiet: silent for too long'
list 1001 1020 17 'another site' >www/flood.html
day 18
is 'a batch that is held back' "$(told flood | tail -n 1)" \
    'flood: everything is new at once'
like 'what was seen, and what to do' "$(cat feeds/health.rss)" \
    'run --accept'
gone=19
day 19
is 'an address that is gone' "$(told ends)" 'ends: gone for good'
day 20
is 'is told once' "$(told ends | wc -l)" 1
run -c sources.yaml run --accept flood --now=$((now + 20 * 86400 + 60))
is 'a batch that was let in' "$(told flood | tail -n 1)" 'flood: well again'
is 'no two entries have one time, also those of one run' \
    "$(grep -o '<published>.*' feeds/health.atom | sort | uniq -d)" ''
is 'none of it is an entry of another feed' \
    "$(grep -lE 'well again|held|for good' feeds/*.rss)" feeds/health.rss
is 'all that a reader shows are these' \
    "$(unread)" "$("$top/tests/e2e/feed_items.py" feeds/health.atom |
	wc -l) unread articles"
done_testing
