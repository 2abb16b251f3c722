#!/bin/bash
# SPDX-License-Identifier: ISC
# explain tells what a merged feed shows as one and why; --separate undoes it.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1

printf '<li><a href=1>New bridge for Linton</a>' >a.html
printf '<li><a href=1>Linton gets its bridge</a><li><a href=2>Rain</a>' >b.html
cat >sources.yaml <<YAML
settings: {output: feeds, state: state}
defaults: {item: li, title: a, link: a}
sources:
  - {id: a, url: "file:a.html", base: "https://a.example/"}
  - {id: b, url: "file:b.html", base: "https://b.example/"}
YAML
run -c sources.yaml run --now=2026-11-22T12:00:00Z
is 'run' "$rc $err" '0 '

decide() { # the decision of a merged feed: b's first item is a's
	python3 - <<'PY'
import sqlite3
db = sqlite3.connect("state/coranto.db")
n = dict(db.execute("SELECT link, n FROM item"))
db.executemany("INSERT INTO fold VALUES (?, 'all', ?, ?, ?, 1795348800)", [
    (n["https://a.example/1"], n["https://a.example/1"], "none", ""),
    (n["https://b.example/1"], n["https://a.example/1"], "text",
     "17 of 19 shingles equal")])
db.commit()
PY
}
decide
guid=$("$CORANTO" -c sources.yaml items --json b |
    sed -n 's/.*"guid":"\(tag:[^"]*\)".*Linton.*/\1/p;s/.*Linton.*"guid":"\(tag:[^"]*\)".*/\1/p' | head -n 1)

run -c sources.yaml explain b 'Linton gets'
like 'the item that is not shown' "$out" \
    '^  folded in "New bridge for Linton" of a, in the feed all$'
like 'and the evidence' "$out" '^            17 of 19 shingles equal$'
like 'and the way back' "$out" \
    "^            to have both: .* explain b $guid --separate\$"
run -c sources.yaml explain a 1
like 'the entry it is in' "$out" \
    '^  also      "Linton gets its bridge" of b, in the feed all$'
run -c sources.yaml explain --json b 'Linton gets'
like 'as JSON' "$out" '"folded":\[\{"feed":"all","source":"a",.*"by":"text","why":"17 of 19 shingles equal","decided":"2026-11-22T12:00:00Z"\}\],"also":\[\]'

run -c sources.yaml explain --separate b
like 'which item is to be said' "$rc $err" '^2 coranto: --separate needs'
run -c sources.yaml explain --separate b Moon
like 'one that is stored' "$rc $err" '^1 coranto: b has no stored item'
run -c sources.yaml explain --separate b n
like 'and one alone' "$rc $err" '^2 coranto: 2 items are "n"'
run -c sources.yaml explain --separate b Rain
like 'that is folded' "$rc $err" '^1 coranto: "Rain" is not folded'

exec 9>>state/lock
flock 9
run -c sources.yaml explain --separate b "$guid"
like 'not while a run is at work' "$rc $err" '^4 coranto: '
exec 9>&-
run -c sources.yaml explain --separate b "$guid"
is 'parted' "$rc $out$err" \
    '0 "Linton gets its bridge" is an item of its own again; the next run writes it.'
run -c sources.yaml explain b "$guid"
is 'nothing is folded' "$(grep -c 'folded in' <<<"$out")" 0
run -c sources.yaml explain --separate b "$guid"
like 'once is enough' "$rc $err" '^1 coranto: "Linton gets its bridge" is not'

done_testing
