#!/bin/bash
# SPDX-License-Identifier: ISC
# Pages that turn new all at once: a site that changed its links, one that was
# taken over, an archive, a magazine. What comes back as new, what is held back
# and what enters the feed.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
shopt -s lastpipe # `go` at the end of a pipe sets $rc and the like

t0=1796000000 # 2026-11-30 00:53 UTC
h=3600
d=86400

# list FORMAT FROM TO [AGE]: items number FROM to TO, newest first. FORMAT is
# that of the link, with %s for the number. AGE: seconds before t0 of item TO,
# an hour more for each before it; without it there are no dates.
list() {
	local i
	for i in $(seq "$3" -1 "$2"); do
		# shellcheck disable=SC2059
		printf "<li><a href='$1'>Story number %s of the town</a>" "$i" "$i"
		[ $# -gt 3 ] && printf '<i>%s</i>' \
			"$(date -u -d "@$((t0 - $4 - ($3 - i) * h))" '+%F %H:%M')"
		echo
	done
}
# source_of ID [KEYS]: a source of its own, with the page ID.html.
source_of() {
	rm -rf "$1.d"
	mkdir "$1.d"
	cat >"$1.yaml" <<-YAML
	settings: {output: $1.d/feeds, state: $1.d/state}
	sources:
	  - {id: $1, url: "file:$1.html", base: "https://news.example.org/",
	     item: li, title: a${2:+, $2}}
	YAML
}
# go ID SECONDS [ARGS]: a run that long after t0; the page is on stdin.
go() {
	{ echo '<meta charset=utf-8><title>T</title><ul>'; cat; } >"$1.html"
	again "$@"
}
again() { run -c "$1.yaml" run --force --now=$((t0 + $2)) "${@:3}"; }
# The items in the feed, the stored ones, and those that are held back.
count() {
	grep -c '<item>' "$1.d/feeds/$1.rss"
	run -c "$1.yaml" items --json
	grep -c . <<<"$out"
	grep -c '"withheld":"flood"' <<<"$out"
}
counts() { count "$1" | paste -sd' '; }
guids() { grep -o '<guid[^<]*' "$1.d/feeds/$1.rss" | sort; }
state() {
	run -c "$1.yaml" status --json
	python3 -c 'import json, sys
print(json.load(sys.stdin)["sources"][0]["state"])' <<<"$out"
}

# moved NAME FORMAT BEFORE [AGE]: 20 items whose links turn from BEFORE into
# FORMAT are the same ones, whether the page changes back or not.
moved() {
	source_of m "${4:+date: i}"
	list "$3" 1 20 "${@:4}" | go m 0
	local before
	before=$(guids m)
	list "$2" 1 20 "${@:4}" | go m $h
	is "$1: nothing is new" "$rc $err $(counts m) $(state m)" '0  20 20 0 ok'
	is "$1: ids stay" "$(guids m)" "$before"
	# shellcheck disable=SC2059
	like "$1: links are those of the page" "$(cat m.d/feeds/m.rss)" \
	    "<link>$(printf "$2" 7 | sed 's/[?.]/\\&/g')"
	list "$3" 1 20 "${@:4}" | go m $((2 * h))
	list "$2" 1 20 "${@:4}" | go m $((3 * h))
	is "$1: there and back" "$(counts m)" '20 20 0'
	is "$1: ids stay then, too" "$(guids m)" "$before"
}
old='https://news.example.org/a/%s.html'
moved 'http to https' "$old" 'http://news.example.org/a/%s.html'
moved 'www' 'https://www.example.org/a/%s.html' 'https://example.org/a/%s.html'
moved 'another host' 'https://town.example.net/a/%s.html' "$old"
moved 'another path, no dates' 'https://news.example.org/2026/story-%s' "$old"
moved 'another path, dates' 'https://news.example.org/2026/story-%s' "$old" $d
moved 'another host and path' 'https://town.example.net/?p=%s' "$old" $d

# Each run has other links.
source_of s
for i in $(seq 0 9); do
	list "https://news.example.org/(S(x$i))/%s.aspx" 1 20 | go s $((i * h))
done
is 'a session in each path: nothing is new' "$(counts s)" '20 20 0'
source_of s
for i in $(seq 0 9); do
	list "https://news.example.org/a?jsessionid=x$i&n=%s" 1 20 |
		go s $((i * h))
done
is 'a session in each query: nothing is new' "$(counts s)" '20 20 0'

# One article gets another address, as its first one had a slip in it.
source_of one 'date: i'
list "$old" 1 20 $d | go one 0
{ list "$old" 20 20 $d; list 'https://news.example.org/new/%s' 19 19 $((d + h))
  list "$old" 1 18 $((d + 2 * h)); } | go one $h
is 'one link of twenty changes: nothing is new' "$(counts one)" '20 20 0'

source_of half
list "$old" 1 20 | go half 0
{ list 'https://news.example.org/b/%s' 11 20; list "$old" 1 10; } | go half $h
is 'half of the links change: nothing is new' "$(counts half)" '20 20 0'

# Titles that come every day are no evidence.
source_of weather
{ echo '<li><a href=/w/1>The weather</a><li><a href=/w/a>Chess</a>'
  list "$old" 1 8; } | go weather 0
{ echo '<li><a href=/w/2>The weather</a><li><a href=/w/b>Chess</a>'
  list "$old" 1 8; } | go weather $d
is 'columns with one title each day are new each day' \
    "$(counts weather)" '12 12 0'

# What is new and nothing explains.
other() { list 'https://casino.example.com/win/%s' 101 130; }
source_of hack
list "$old" 1 20 | go hack 0
other | go hack $h
is "another site's list is held back" "$rc $(counts hack) $(state hack)" \
    '0 20 50 30 held back'
like 'that is told once' "$err" \
    '^coranto: hack: 30 items are held back, .*2026-11-30T04:53:20Z'
run -c hack.yaml status
like 'status says so' "$out" 'warning: 30 items are held back'
again hack $((2 * h))
is 'not again' "$rc $err $(counts hack) $(state hack)" '0  20 50 30 held back'
list "$old" 1 21 | go hack $((3 * h))
is 'the old list is back with something new' "$rc $err $(counts hack)" \
    '0  21 51 30'
list "$old" 1 21 | go hack $((9 * h))
is 'nobody bears it out' "$(counts hack)" '21 51 30'
again hack $((8 * d))
is 'after a week it was a fault' "$rc $err $(counts hack) $(state hack)" \
    '0  21 51 0 ok'
run -c hack.yaml explain hack 'number 105'
like 'explain says so' "$out" 'feed +not in it: .* did not come again'
run -c hack.yaml items hack
is 'items marks them' "$(grep -c '^[-0-9: ]\{16\}\* ' <<<"$out")" 30

source_of real
list "$old" 1 20 | go real 0
list 'https://news.example.org/b/%s' 101 130 | go real $h
is 'a page that is all new is held back' "$(counts real)" '20 50 30'
list 'https://news.example.org/b/%s' 110 139 | go real $((5 * h))
is 'and enters when it stays' "$rc $err $(counts real) $(state real)" \
    '0  59 59 0 ok'
list 'https://news.example.org/b/%s' 150 179 | go real $((6 * h))
is 'the source is known for it then' "$(counts real)" '89 89 0'

# The list comes back in between.
source_of flaps
list "$old" 1 20 | go flaps 0
other | go flaps $h
list "$old" 1 20 | go flaps $((2 * h))
list 'https://casino.example.com/other/%s' 201 230 | go flaps $((20 * h))
is 'another flood does not bear out the first' "$(counts flaps)" '20 80 30'
again flaps $((24 * h))
is 'and is borne out by itself' "$(counts flaps)" '50 80 0'
source_of amid
list "$old" 101 120 | go amid 0
{ list "$old" 121 123; list "$old" 1 60; list "$old" 104 120; } | go amid $h
is 'back issues with news among them are held back' "$(counts amid)" '20 83 63'
list "$old" 104 123 | go amid $((2 * h))
is 'and so is the news' "$(counts amid)" '20 83 63'
list "$old" 104 123 | go amid $((5 * h))
is 'that enters when it stays in the list' "$rc $(counts amid)" '0 23 83 60'

source_of hand
list "$old" 1 20 | go hand 0
other | go hand $h
run -c hand.yaml run --accept hand --now=$((t0 + h + 60))
is '--accept lets them in' "$rc $err $(counts hand) $(state hand)" '0  50 50 0 ok'

source_of accept 'flood: accept'
list "$old" 1 20 | go accept 0
other | go accept $h
is 'flood: accept holds nothing back' "$(counts accept)" '50 50 0'
list 'https://news.example.org/b/%s' 101 130 | go accept $((2 * h))
is 'but knows items by other links' "$(counts accept)" '50 50 0'

source_of rules
list "$old" 1 20 | go rules 0
sed -i 's/item: li/item: "ul > li"/' rules.yaml
other | go rules $h
is 'who changes the rules wants what they find' "$(counts rules)" '50 50 0'

# What a date or the time explains.
source_of dates 'date: i'
list "$old" 1 20 $d | go dates 0
list "$old" 101 130 $((-30 * h)) | go dates $((31 * h))
is 'dates since the last run are news' "$(counts dates)" '50 50 0'
source_of dates
list "$old" 1 20 | go dates 0
list "$old" 101 130 | go dates $((7 * d))
is 'after a week a page may be all new' "$(counts dates)" '50 50 0'
for keys in 'date: i' ''; do
	source_of out "$keys"
	list "$old" 1 20 $d | go out 0
	mv out.html gone.html
	for i in 1 2 3; do again out $((i * 30 * h)); done
	is "${keys:-no dates}: the site is down" "$rc $(counts out)" '1 20 20 0'
	list "$old" 101 130 $((-40 * h)) | go out $((4 * d))
	is "${keys:-no dates}: what it brings then is news" "$rc $(counts out)" \
	    '0 50 50 0'
done
source_of now 'date: i'
list "$old" 1 20 -$((20 * h)) | sed 's/<i>.*/<i>2026-11-30 00:53/' | go now 0
list 'https://news.example.org/b/%s' 1 20 0 |
	sed 's/<i>.*/<i>2026-11-30 01:53/' | go now $h
is 'dates that are all now say nothing, titles do' "$(counts now)" '20 20 0'
other | sed 's/$/<i>2026-11-30 02:53/' | go now $((2 * h))
is 'nor are they news' "$(counts now)" '20 50 30'
source_of year 'date: i'
list "$old" 400 420 0 | go year 0
{ list "$old" 421 421 -$h; list "$old" 400 420 0; list "$old" 100 380 $((2 * d))
} | go year $h
is 'a year of back issues is held back, news are not' "$(counts year)" '22 303 281'
again year $((5 * h))
is 'and enters when it stays' "$(counts year)" '200 303 0'

# Two answers in turn.
source_of ab
a_page() { list "$old" 1 20; }
b_page() { list 'https://news.example.org/b/%s' 51 70; }
for i in $(seq 0 19); do
	if [ $((i % 2)) = 0 ]; then a_page; else b_page; fi | go ab $((i * 2 * h))
done
is 'two lists in turn: both are there, once' "$(counts ab) $(state ab)" \
    '40 40 0 ok'
stamp ab.d/feeds/* >before
a_page | go ab $((40 * h))
b_page | go ab $((42 * h))
is 'and nothing is written' "$(stamp ab.d/feeds/*)" "$(cat before)"

# A login page is no list.
source_of login
list "$old" 1 20 | go login 0
echo '<form action=/login><input name=user><input type=password></form>' |
	go login $h
is 'a login page leaves the feed' "$rc $(counts login)" '1 20 20 0'
for i in 1 2 3 4 5 6; do
	echo "<li><a href=/help/$i><img src=i.png></a>"
done | go login $((2 * h))
is 'so does a list without titles' "$rc $(counts login) $(state login)" \
    '1 20 20 0 no matches'
like 'that is told' "$err" '6 of 6 items have no title, as known ones have'
for i in 1 2 3 4 5 6; do echo "<li><a>Help on $i</a>"; done | go login $((3 * h))
run -c login.yaml status
like 'so does one without links' "$out" '6 of 6 items have no link of their own'

# A part of a list is a list, and what is not there is not gone.
source_of part 'date: i'
list "$old" 1 20 $d | go part 0
stamp part.d/feeds/part.* >before
for half in '11 20' '1 10' '7 14' '20 20'; do
	# shellcheck disable=SC2086 # two numbers
	list "$old" $half $d | go part $((h += 3600))
	is "half a list, $half: nothing changes" \
	    "$rc $err $(stamp part.d/feeds/part.* | cmp - before) $(state part)" '0   ok'
done
: | go part $((h += 3600))
is 'an empty list is a failure, and nothing changes' \
    "$rc $(stamp part.d/feeds/part.* | cmp - before) $(state part)" '1  no matches'
list "$old" 1 21 $d | go part $((h += 3600))
is 'then the list is back: nothing comes twice' "$rc $(counts part)" '0 21 21 0'
h=3600

# Two stories with one link, amid others: nothing tells them apart but a slip.
source_of pair
{ list "$old" 9 12; list 'https://news.example.org/a/9.html' 8 8
  list "$old" 1 7; } | go pair 0
is 'two rows with one link are one item' "$rc $(counts pair)" '0 11 11 0'
before=$(guids pair)
run -c pair.yaml test pair
like 'test says which is left out' "$out" 'same link as item 4'
list "$old" 1 12 | go pair $h
is 'with a link of its own the other one comes' "$rc $(counts pair)" '0 12 12 0'
is 'and the first stays what it is' "$(comm -12 <(guids pair) - <<<"$before")" \
    "$before"

# The first page.
for n in all 5 none; do
	source_of first "date: i, first_run: $n"
	list "$old" 1 20 $d | go first 0
	case $n in all) want=20 ;; 5) want=5 ;; none) want=0 ;; esac
	is "first_run: $n" "$rc $(counts first)" "0 $want 20 0"
	list "$old" 1 22 | go first $h
	is "first_run: $n: what comes later is news" "$(counts first)" \
	    "$((want + 2)) 22 0"
done
run -c first.yaml explain first 'number 7'
like 'explain says why it is not there' "$out" 'not in it: .*first_run'
source_of first 'date: i, first_run: 3'
list "$old" 1 20 $d | go first 0
is 'the newest are taken' "$(grep -o '<title>Story number [0-9]*' first.d/feeds/first.rss |
	grep -o '[0-9]*$' | paste -sd' ')" '20 19 18'

source_of age 'date: i, max_age: 10h'
{ list "$old" 1 20 0; list "$old" 21 22; } | go age 0
is 'max_age: older items are dropped, undated ones are not' \
    "$(counts age)" '12 12 0'
list "$old" 1 20 0 | go age $d
is 'a page of old items alone is no failure' "$rc $(counts age) $(state age)" \
    '0 12 12 0 all dropped'
# Many things with one key on a page.
source_of same
for i in $(seq 12); do echo "<li><a href=/signup>Event $i</a>"; done | go same 0
is 'rows with one link are told by their titles' "$rc $(counts same)" '0 12 12 0'
run -c same.yaml test same
like 'test warns of it' "$out" \
    'most items have this link; they are told by their titles: https:'
for i in $(seq 3 14); do echo "<li><a href=/signup>Event $i</a>"; done | go same $h
is 'and stay the same ones' "$(counts same)" '14 14 0'
for i in 13 14; do echo "<li><a href=/signup>Event $i</a>"; done | go same $((2 * h))
is 'also when few are left' "$(counts same)" '14 14 0'
source_of turn
for n in $(seq 0 5); do
	for i in $(seq $((n + 1)) $((n + 12))); do
		echo "<li><a href=/signup>Event $i</a>"
	done | go turn $((n * h))
done
is 'also when one comes and one goes' "$(counts turn)" '17 17 0'
source_of more
for i in $(seq 12); do echo '<li><a href=/a>More</a>'; done | go more 0
like 'a list of one thing is none' "$rc $err" \
    '^1 .*all 12 items have the same link'
source_of guids 'guid: b'
{ list "$old" 1 12 | sed 's/$/<b>0<\/b>/'; } | go guids 0
is 'one guid for all: told by their links' "$rc $(counts guids)" '0 12 12 0'
{ list "$old" 2 13 | sed 's/$/<b>0<\/b>/'; } | go guids $h
is 'and stay the same ones then' "$(counts guids)" '13 13 0'
{ list "$old" 2 13 | sed 's/\([0-9]*\) of the town.*/& <b>n\1<\/b>/'; } | go guids $((2 * h))
is 'guids that the site mends are no news' "$(counts guids)" '13 13 0'
source_of two
{ list "$old" 1 10; list 'https://news.example.org/top/%s' 1 10; } | go two 0
is 'one story under two links on a page is two items' "$(counts two)" '20 20 0'
done_testing
