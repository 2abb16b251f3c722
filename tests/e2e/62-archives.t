#!/bin/bash
# SPDX-License-Identifier: ISC
# `archives: true`: what a feed no longer holds stands in documents beside it
# (RFC 5005, 4), each stored item once, and a document once written stays.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
base=https://f.example.org/
config() {
	cat <<-YAML
	settings: {output: feeds, state: state, base_url: "$base",
	  formats: [rss, atom, json]}
	defaults: {item: li, date: i, keep: 50, flood: accept, archives: $1}
	sources:
	  - {id: town, name: ${2:-Town}, url: "file:town.html",
	     base: "https://town.example.org/"}
	  - {id: port, name: Port, url: "file:port.html",
	     base: "https://port.example.org/", archives: false}
	feeds:
	  - {id: both, name: Both, limit: 140, per_source: 120, archives: $1}
	YAML
}
# page NAME FROM TO: the list of the items FROM to TO, the newest first; five
# to a day.
page() {
	python3 - "$@" >"$1.html" <<'PY'
import datetime, sys
name, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
print("<meta charset=utf-8><title>%s</title><ul>" % name)
for n in range(last, first - 1, -1):
    day = datetime.date(2026, 1, 1) + datetime.timedelta(n // 5)
    print("<li><a href=/%d>Story %d of %s</a><i>%s</i>" % (n, n, name, day))
PY
}
now=1796000000
go() { now=$((now + 7200)); run -c sources.yaml run --force --now="$now"; }
walk() { "$top/tests/e2e/archive_walk.py" feeds "$base" "$1"; }
# walked FILE: its documents, and how they agree with the ids given as input.
walked() {
	walk "$1" >walk
	grep ' ' walk
	if [ "$(grep -v ' ' walk | sort)" = "$(sort)" ]; then echo all once
	else echo 'not the same'; fi
}
stored() {
	run -c sources.yaml items "$1" --json
	python3 -c '
import json, sys
for line in sys.stdin:
    print(json.loads(line)["guid"])' <<<"$out"
}

config true >sources.yaml
page town 1 149
page port 1 30
go
is 'a run is well' "$rc $err" '0 '
is 'not yet enough for a document: it waits in the feed' \
    "$(stored town | walked town.atom)" $'town.atom 149\nall once'
page town 1 370
go
for kind in rss atom; do
	is "$kind: documents of a hundred each, every stored item once" \
	    "$(stored town | walked town.$kind)" "town.$kind 70
town.archive-3.$kind 100
town.archive-2.$kind 100
town.archive-1.$kind 100
all once"
done
is 'JSON Feed leads to the same by next_url' \
    "$(walk town.json | grep -v '^town')" \
    "$(walk town.atom | grep -v '^town')"
by_schema 'Atom by its schema' feeds/*.atom
ok 'all keep the rules for feeds' "$top/tests/tools/check_feed.py" \
    --now 2026-12-01 --base-url "$base" feeds/*.rss feeds/*.atom feeds/*.json
is 'where no archives are asked for there are none' \
    "$(cd feeds && echo port.*) $(grep -c archive feeds/port.atom)" \
    'port.atom port.json port.rss 0'
run -c sources.yaml status
is 'status calls none of them a left-over' "$(grep belongs <<<"$out")" ''

run -c sources.yaml explain town 'Story 7 of town'
like 'explain: an item of a document' "$out" \
    '^  feed      in its archive, town\.archive-1$'
run -c sources.yaml explain town 'Story 305 of town'
like 'explain: one that waits in the feed' "$out" \
    '^  feed      number 66 of 370, newest first$'
run -c sources.yaml explain town --json
is 'explain --json: each is in the feed or in a document' \
    "$(jq -c '[.in_feed, .archive]' <<<"$out" | sort | uniq -c | xargs)" \
    '100 [false,1] 100 [false,2] 100 [false,3] 70 [true,null]'

before=$(stamp feeds/*)
go
is 'nothing new: no file is touched' "$(stamp feeds/*)" "$before"

# More of the same; an edit of what is in a document; an old date.
documents=$(sha256sum feeds/town.archive-[12].*)
page town 1 410
sed -i 's/>Story 7 of town/>Story 7 of town, edited/
s,</title><ul>,&<li><a href=/old>Found in the attic</a><i>2025-01-01</i>,' \
    town.html
go
is 'a document is as it was, whatever is edited' \
    "$(sha256sum feeds/town.archive-[12].*)" "$documents"
is 'what comes with an old date is in the history as well' \
    "$(stored town | walked town.atom | sed 1,4d
	walk town.atom | sed '1!d')" $'all once\ntown.atom 111'
for format in rss atom json; do
	rm feeds/town.archive-2.$format
done
go
is 'a document that was lost comes back' \
    "$(sha256sum feeds/town.archive-[12].*)" "$documents"

# The clock goes back, keep changes, much is new: documents stay.
now=1700000000
page town 380 700
go
now=1796100000
sed -i 's/keep: 50/keep: 30/' sources.yaml
go
is 'neither clocks nor `keep` move an item out of its document' \
    "$(sha256sum feeds/town.archive-[12].*)" "$documents"
is 'every stored item is still there once' \
    "$(stored town | walked town.rss | tail -n 1)" 'all once'
cp -r state saved
cp -r feeds published
rm -r feeds
go
is 'all of it comes back from the store' \
    "$(cd feeds && sha256sum town.archive-[3-6].*)" \
    "$(cd published && sha256sum town.archive-[3-6].*)"
is 'with every item once' \
    "$(stored town | walked town.rss | tail -n 1)" 'all once'

# The frame: all documents tell of it.
config true Village | sed 's/keep: 50/keep: 30/' >sources.yaml
go
is 'a new title is in all of them' \
    "$(grep -Lc '^  <title>Village' feeds/town.*.atom)" ''

### several sources
is 'a merged feed: what it has shown, once' \
    "$(walk both.atom | grep '^both' | tail -n 1)" 'both.archive-1.atom 100'
is 'each once' "$(walk both.atom | grep -v ' ' | sort | uniq -d)" ''
is 'with where it is from' \
    "$(grep -c '<source>' feeds/both.archive-1.atom)" 100
by_schema 'by the schema' feeds/both*.atom

### a database made anew
mkdir anew && cp -r sources.yaml state feeds town.html port.html anew
cd anew || exit 1
rm state/coranto.db*
run -c sources.yaml recover
is 'made anew: recover is well' "$rc $err" '0 '
go
is 'made anew: the documents of a source have what they had' \
    "$(walk town.atom)" "$(cd .. && walk town.atom)"
# Of its members, not of its documents: those do not tell the id of a source.
is 'made anew: a merged feed begins its documents anew, and leaves no old one' \
    "$(walk both.atom | grep -c '^both') $(cd feeds && echo both.*)" \
    '1 both.atom both.json both.rss'
is 'made anew: each entry once, and each is one that is stored' \
    "$(walk both.atom | grep -v ' ' | sort | uniq -d | wc -l) $(comm -23 \
	<(walk both.atom | grep -v ' ' | sort) \
	<({ stored town; stored port; } | sort) | wc -l)" '0 0'
cd .. || exit 1

### no more
config false >sources.yaml
go
is 'not asked for any more: they go' "$rc $(cd feeds && echo *.archive-*)" \
    '0 *.archive-*'
is 'nor does a feed lead there' "$(grep -lE 'archive|next_url' feeds/*)" ''
config true Village | sed 's/keep: 50/keep: 30/' >sources.yaml
go
is 'asked for again: the same items in the same documents' \
    "$(walk town.atom | grep -v '^town.atom' | grep ' ' | head -n 1)" \
    "$(cd feeds && ls -v town.archive-*.atom | tail -n 1) 100"
is 'each once' "$(stored town | walked town.atom | tail -n 1)" 'all once'

### without an address
sed -i '/base_url/s/base_url: [^,]*, *//; s/base_url: [^,]*,//' sources.yaml
run -c sources.yaml check
is 'check says what they need' "$rc" 2
like 'and where' "$err$out" 'archives. needs .base_url. in .settings'
done_testing
