#!/bin/bash
# SPDX-License-Identifier: ISC
# A page that is fetched well and brings nothing new for much longer than it
# used to: told once, first in `status`, no failure.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1

# list DAYS: an item a day at 9:10, the newest that many days after the start.
now=1796000000 # 2026-11-30
list() {
	local i day
	echo '<meta charset=utf-8><ul>'
	for i in $(seq 0 29); do
		day=$((now / 86400 * 86400 + ($1 - i) * 86400 + 33000))
		echo "<li><a href=/$((day / 86400)).html>Day $((day / 86400))</a>" \
		    "<i>$(date -u -d "@$day" '+%Y-%m-%d %H:%M')</i>"
	done
}
cat >sources.yaml <<YAML
settings: {output: feeds, state: state}
sources:
  - {id: daily, url: "file:page.html", base: "https://example.org/", item: li,
     date: i}
YAML
# day N [ARGS]: a run N days after the start.
day() { run -c sources.yaml run --force --now=$((now + $1 * 86400)); }
state() {
	run -c sources.yaml status --json
	python3 -c 'import json, sys
print(json.load(sys.stdin)["sources"][0]["state"])' <<<"$out"
}

for d in 0 1 2 3; do
	list $d >page.html
	day $d
done
is 'a list that goes on is well' "$rc $err $(state)" '0  ok'
for d in 5 8 12; do day $d; done
is 'nine days of silence are holidays' "$rc $err $(state)" '0  ok'
day 15
like 'then it is told' "$err" \
    '^coranto: daily: nothing new since 2026-12-03, where about [0-9]+ were to be expected'
is 'it is no failure' "$rc $(state)" '0 stale'
day 16
is 'and told once' "$rc $err $(state)" '0  stale'
run -c sources.yaml status
like 'status says so' "$out" 'warning: nothing new since 2026-12-03'
list 17 >page.html
day 17
is 'news end it' "$rc $err $(state)" '0  ok'
done_testing
