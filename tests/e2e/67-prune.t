#!/bin/bash
# SPDX-License-Identifier: ISC
# What the store lets go of: by itself the texts of items that left all feeds
# long ago, and what `prune` is told to by the configuration; never an item.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
now=1796000000 # 2026-11-30T00:53:20Z

cat >sources.yaml <<'YAML'
settings: {output: feeds, state: state}
defaults: {item: li, title: a, content: p, keep: 20, flood: accept, gap: 0s}
sources:
  - {id: town, name: Town, url: "file:town.html",
     base: "https://town.example.org/"}
  - {id: port, name: Port, url: "file:port.html",
     base: "https://port.example.org/"}
feeds:
  - {id: both, name: Both, limit: 30}
YAML
# page NAME FROM TO: items with a text of three thousand letters.
page() {
	awk -v name="$1" -v from="$2" -v to="$3" 'BEGIN {
		print "<meta charset=utf-8><ul>"
		for (n = to; n >= from; n--) {
			printf "<li><a href=/%d>Story %d of %s</a><p>", n, n, name
			for (i = 0; i < 500; i++) printf "%d ", 10000 + (n * 7919 + i * i * 31) % 89999
			print "</p>"
		}
	}' >"$1.html"
}
go() { run -c sources.yaml run --force --now=$((now + $1 * 86400)); }
ask() { sqlite3 state/coranto.db "$1"; }
texts() { ask "SELECT count(*) FROM item WHERE content <> ''"; }

### a year
page port 1 10
size=()
for n in $(seq 0 25); do
	page town $((1 + 15 * n)) $((15 + 15 * n))
	go $((14 * n))
	[ "$rc" = 0 ] || break
	if [ $((n % 8)) = 7 ]; then
		size+=("$(stat -c %s state/coranto.db)")
	fi
done
is 'a year of runs is well' "$rc $(grep -v 'nothing new since' <<<"$err")" '0 '
is 'every item is there' "$(ask 'SELECT count(*) FROM item') $(ask '
    SELECT count(*) FROM identity')" '400 400'
# `all` holds two hundred.
is 'texts are kept of the last months and of the feeds alone' "$(texts)" 210
ok 'texts in the feeds are whole' [ "$(grep -c '10[0-9][0-9][0-9] ' feeds/both.rss)" -ge 20 ]
ok "the database levels off: ${size[*]}" \
    [ $((size[2] - size[1])) -lt $((size[1] / 4)) ]

### what comes back
feeds=$(sha256sum feeds/{town,port,both}.*)
page town 1 15
go 365
is 'an old page: nothing is new' "$rc $(sha256sum feeds/{town,port,both}.*)" \
    "0 $feeds"
is 'nor edited' "$(ask 'SELECT count(*) FROM item WHERE updated > 0')" 0
go 365
before=$(texts)
go 366
is 'texts go once a day' "$before $(texts)" "$before $before"

### sources that are there no more
sed -i '/id: port/,+1d' sources.yaml
run -c sources.yaml prune --dry-run
is 'prune --dry-run: what would go' "$rc $out" '0 port: would be removed, with 10 items
port.atom: would be removed
port.rss: would be removed'
is 'and nothing goes' "$(ask 'SELECT count(*) FROM item') $(ls feeds/port.*)" \
    "400 $(ls feeds/port.*)"
touch feeds/port.html feeds/mine.rss
run -c sources.yaml prune
is 'prune' "$rc $out" '0 port: removed, with 10 items
port.atom: removed
port.rss: removed'
is 'its items are gone, others are not' \
    "$(ask 'SELECT count(*), count(DISTINCT source) FROM item')" '390|1'
is 'nothing refers to them' "$(ask 'PRAGMA foreign_key_check;
    SELECT count(*) FROM twin WHERE item NOT IN (SELECT n FROM item);
    SELECT count(*) FROM identity WHERE item NOT IN (SELECT n FROM item)')" '0
0'
is 'files of others stay' "$(cd feeds && ls port.* mine.*)" 'mine.rss
port.html'
ok 'room goes back to the disk' \
    [ "$(stat -c %s state/coranto.db)" -lt "${size[2]}" ]
go 367
is 'the next run is well' "$rc" 0
run -c sources.yaml prune
is 'again: nothing to do' "$rc $out" '0 '
# Folders that no configuration names are those of all of them.
sed 's/id: town/id: ville/' sources.yaml >other.yaml
before=$(ask 'SELECT count(*) FROM item')
for way in --dry-run ''; do
	# shellcheck disable=SC2086
	run -c other.yaml prune $way
	is "prune $way of another configuration: refused" "$rc $out$err" \
	    '2 coranto: state: no source that ran there is one of other.yaml, which may be the wrong configuration; nothing was removed; if it is the right one, `run` comes first'
done
is 'nothing is gone' "$(ask 'SELECT count(*) FROM item') $(ls feeds/town.*)" \
    "$before feeds/town.atom
feeds/town.rss"
cp -a state state.kept
cp -a feeds feeds.kept
for time in first second; do
	run -c other.yaml run --now=$((now + 400 * 86400))
	echo "$err" >"$time.said"
done
rm -rf state feeds
mv state.kept state
mv feeds.kept feeds
is 'a run of it says whose folders these are' "$(cat first.said)" \
    'coranto: state has what another configuration remembers, of 1 source, and nothing of this one; `state` and `output` give it folders of its own'
is 'once' "$(cat second.said)" ''
flock state/lock "$CORANTO" -c sources.yaml prune 2>lock.err
is 'not while a run is at work' "$?" 4
mv feeds feeds.kept
: >feeds
for command in status prune; do
	run -c sources.yaml $command
	like "$command: a folder that cannot be read is told" "$rc $err" '^3 coranto: feeds: Not a directory'
done
rm feeds && mv feeds.kept feeds
### what was held back
rm -rf state feeds
sed -i 's/ flood: accept,//; /^feeds:/,$d' sources.yaml
page other 2001 2030
page town 1 20
go 0
cp other.html town.html
go 1
is 'a flood is held back, with its texts' "$(ask 'SELECT count(*), min(content) <> char()
    FROM item JOIN withheld ON item = item.n')" '30|1'
page town 1 20
go 2
go 9
page town 3001 3220 # as many as `all` holds, and more
go 20
is 'after a week it was a fault, and keeps them for now' "$(ask 'SELECT DISTINCT why,
    content <> char() FROM item JOIN withheld ON item = item.n')" 'fault|1'
go 100
is 'but not for ever' "$(ask 'SELECT DISTINCT why,
    content <> char() FROM item JOIN withheld ON item = item.n')" 'fault|0'
run -c sources.yaml run --accept town --now=$((now + 101 * 86400))
is 'and can be let in still' "$(ask 'SELECT count(*) FROM withheld')" 0
done_testing
