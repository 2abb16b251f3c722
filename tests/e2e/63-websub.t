#!/bin/bash
# SPDX-License-Identifier: ISC
# `hub`: feeds name their WebSub hub, which is told of each feed file that a
# run has changed, and of nothing else; that it fails or hangs is its business.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
base=https://f.example.org/
echo ok >mode
"$top/tests/e2e/hub_server.py" pings mode >hub.port &
children+=($!)
until_ok test -s hub.port
hub=http://127.0.0.1:$(cat hub.port)/
{
	cat <<-YAML
	settings: {output: feeds, state: state, base_url: "$base", hub: "$hub"}
	defaults: {item: li, date: i}
	sources:
	  - {id: town, url: "file:town.html", base: "https://town.example.org/"}
	  - {id: port, url: "file:port.html", base: "https://port.example.org/",
	     hub: "${hub}other"}
	feeds:
	  - {id: ports, sources: [port]}
	YAML
} >sources.yaml
page() {
	printf '<meta charset=utf-8><ul>' >"$1.html"
	seq "$2" | sed "s,.*,<li><a href=/&>Story & of $1</a><i>2026-11-0&</i>," \
	    >>"$1.html"
}
now=1796000000
# go [OPTION]...: a run; what the hub heard meanwhile is in $heard.
go() {
	now=$((now + 7200))
	: >pings
	run -c sources.yaml "$@" run --force --now="$now"
	heard=$(sort pings)
}
form='application/x-www-form-urlencoded publish'
ping() { echo "$1 $form $base$2 $base$2"; }

page town 3
page port 3
go
is 'a run is well' "$rc $err" '0 '
is 'the first run: each feed in each format, at its own hub' "$heard" "$(sort \
    <(for f in all town health ports; do ping / $f.rss; ping / $f.atom; done) \
    <(ping /other port.rss; ping /other port.atom))"
is 'RSS names its hub' \
    "$(grep -h 'rel="hub"' feeds/{town,port}.rss | tr -d ' ')" \
    "$(printf '<atom:linkrel="hub"href="%s"/>\n' "$hub" "${hub}other")"
is 'Atom too' "$(grep -h 'rel="hub"' feeds/{town,port}.atom | tr -d ' ')" \
    "$(printf '<linkrel="hub"href="%s"/>\n' "$hub" "${hub}other")"
ok 'all keep the rules for feeds' "$top/tests/tools/check_feed.py" \
    --now 2026-12-01 --base-url "$base" feeds/*.rss feeds/*.atom
by_schema 'Atom by its schema' feeds/*.atom

go
is 'nothing new: nobody is told' "$rc $heard" '0 '
page town 4
go -v
is 'something new in one source: that feed, and the one of all' "$heard" \
    "$(for f in all town; do ping / $f.atom; ping / $f.rss; done)"
like 'with -v each is told' "$err" "hub: ${hub} was told of ${base}town.rss"
is 'robots.txt is not asked for: it is no page' "$(grep GET pings)" ''

### a hub that fails
echo 500 >mode
page town 5
go
is 'a hub that fails: the run is well' "$rc" 0
is 'which is told once' "$(grep -c . <<<"$err")" 1
like 'with what it said' "$err" "hub: $hub is not told what changed: .*500"
page town 6
go
is 'and not again' "$rc $err" '0 '
echo ok >mode
page town 7
go -v
like 'until it works again' "$err" "hub: $hub works again"
echo moved >mode
page town 8
go
is 'a hub that has moved is told there' \
    "$(grep -c '^/there' <<<"$heard") $err" '4 '
echo later >mode
page town 9
go
is 'one that asks for an hour of peace is not told of the rest' \
    "$(wc -l <<<"$heard")" 1
echo ok >mode
page town 2
sed -i 's/Story 1/The first story/' town.html
now=$((now - 7200 + 600))
go
is 'nor in a run ten minutes later' "$heard" ''
sed -i 's/The first/Our first/' town.html
go
is 'but two hours later' "$(grep -c '^/ ' <<<"$heard")" 4

### one that hangs, and one that is not there
echo hang >mode
sed -i 's/Our first/The only/' town.html
start=$(date +%s%N)
go
took=$(since "$start")
is 'a hub that hangs: the run is well' "$rc" 0
ok 'and does not wait for long' within 12 "$took"
ok 'what was new is published' grep -q 'The only' feeds/town.rss
like 'it is told' "$err" "$hub is not told what changed: "
kill "${children[0]}"
wait "${children[0]}" 2>/dev/null
children=()
sed -i 's/The only/The last/' town.html
start=$(date +%s%N)
go
took=$(since "$start")
is 'one that is not there: nothing new to tell' "$rc $err" '0 '
ok 'nor to wait for' within 5 "$took"

sed -i "s,hub: \"$hub\",hub: \"https://169.254.169.254/\"," sources.yaml
go
like 'a metadata service is no hub' "$err" 'hub: .*169.254.169.254.*refused'
done_testing
