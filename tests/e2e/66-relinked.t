#!/bin/bash
# SPDX-License-Identifier: ISC
# A database made anew, and a site that gives its items other links each time: what
# the feeds and the kept pages had stays what it was, under any link.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
now=1796000000 # 2026-11-30T00:53:20Z

cat >c.yaml <<'YAML'
settings: {output: feeds, state: state, base_url: "https://f.example.org/"}
defaults: {item: li, content: div, keep: 200, every: 1h}
sources:
  - {id: fixed, url: "file:fixed.html", base: "https://fixed.example.org/"}
  - {id: moving, url: "file:moving.html", base: "https://moving.example.org/"}
YAML
# page NAME FORMAT FROM TO: a list without dates, the newest first.
page() {
	local n
	for n in $(seq "$4" -1 "$3"); do
		printf "<li><a href=\"$2\">Story %d of the list</a>" "$n" "$n"
		printf '<div><p>It is <a href="/x/%d">here</a> &amp; "there"</div>\n' "$n"
	done >"$1.html"
}
# hour N: three more stories of the one, other links of the other.
hour() {
	page fixed /a/%d $((1 + 3 * $1)) $((30 + 3 * $1))
	page moving "/at-$1/%d" 1 30
	run -v -c c.yaml run --force --now=$((now + $1 * 3600))
}
# told: what readers know of each item.
told() {
	"$top/tests/e2e/feed_items.py" feeds/fixed.atom feeds/moving.atom |
	    python3 -c '
import json, sys
for line in sys.stdin:
    i = json.loads(line)
    print(i["id"], i["title"], i["date"], i["updated"])' | sort
}
# stored: what the database has of each source, and what is in no feed.
stored() {
	sqlite3 state/coranto.db 'SELECT count(*) FROM item GROUP BY source;
		SELECT count(*) FROM withheld' | paste -sd' '
}
# lost [BACKUP]: as after the last hour, without the database.
lost() {
	rm -rf state feeds
	cp -a good.state state && cp -a good.feeds feeds
	rm -f state/coranto.db*
}
# same NAME NEW: what readers knew is there, with NEW more.
same() {
	is "$1: ids and dates stay, $2 are new" \
	    "$rc $(comm -23 <(echo "$before") <(told) | wc -l) $(told | wc -l)" \
	    "0 0 $(($(wc -l <<<"$before") + $2))"
}

for n in 0 1 2 3; do hour $n; done
run -c c.yaml backup copy.db
for n in 4 5 6 7 8 9 10 11 12 13 14; do hour $n; done
before=$(told)
is 'fifteen hours are well' "$rc $(stored)" '0 72 30 0'
mv state good.state
mv feeds good.feeds

### a backup of a few hours ago
lost
run -c c.yaml recover copy.db --now=$((now + 14 * 3600 + 600))
is 'a backup: what the feeds have beyond it comes back, and nothing of pages' \
    "$rc $out" \
    '0 The backup came back, and beyond it 33 items of 1 source, from the feeds.'
hour 15
same 'a backup' 3
is 'a backup: nothing is held back' "$(stored)" '75 30 0'
like 'a backup: what came back is known by its own link' "$err" \
    '^coranto: moving: store: 30 known items have other links [^:]*$'

### the feeds alone
lost
rm -r state/pages
run -c c.yaml recover --now=$((now + 14 * 3600 + 600))
hour 15
same 'feeds alone' 3
is 'feeds alone: each once' "$(stored)" '75 30 0'
page moving /at-0/%d 1 30
run -c c.yaml run --force --now=$((now + 16 * 3600))
same 'feeds alone, and the links of the first day' 3
is 'feeds alone, and the links of the first day: each once' "$(stored)" \
    '75 30 0'

### feeds and kept pages
lost
run -c c.yaml recover --now=$((now + 14 * 3600 + 600))
is 'kept pages: what they show under other links came back already' \
    "$rc $out" '0 102 items of 2 sources came back from the feeds.'
hour 15
same 'kept pages' 3
is 'kept pages: each once' "$(stored)" '75 30 0'

### a page that shows both links of a story
lost
rm -r state/pages
run -c c.yaml recover --now=$((now + 14 * 3600 + 600))
hour 15
page moving /at-15/%d 1 30
mv moving.html both.html
page moving /at-0/%d 5 5
cat both.html >>moving.html
run -c c.yaml run --force --now=$((now + 16 * 3600))
same 'both links of a story' 3

### items without links of their own, which are told by their titles
cat >n.yaml <<'YAML'
settings: {output: notices, state: notices/state, base_url: "https://f.example.org/"}
sources:
  - {id: notices, url: "file:notices.html", base: "https://notices.example.org/",
     item: li, title: b, keep: 100}
YAML
notices() { # notices N: the run of that hour
	local n
	for n in $(seq $((20 + 4 * $1)) -1 $((1 + 4 * $1))); do
		echo "<li><b>Notice number $n</b>"
	done >notices.html
	run -v -c n.yaml run --force --now=$((now + $1 * 3600))
}
for n in $(seq 0 25); do notices "$n"; done
rm notices/state/coranto.db*
run -c n.yaml recover --now=$((now + 26 * 3600 - 60))
is 'without links: all come back' "$rc $err$out" \
    '0 100 items of 1 source came back from the feeds.'
for n in 26 27 28; do
	notices "$n"
	like "without links: four are new, run $n" "$rc $err $out" \
	    '^0  .*: 4 new items, 0 edited'
done
done_testing
