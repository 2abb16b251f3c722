#!/bin/bash
# SPDX-License-Identifier: ISC
# `for` makes sources of an entry: all commands know each of them.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
mkdir -p www/world www/china
for s in world china; do
	for i in 1 2 3 4; do
		echo "<li><a href=/$s/$i.html>What there is to read of $s, part $i</a>"
	done >www/$s/index.html
done
serve "$dir/www"
base=http://127.0.0.1:$port
cat >s.yaml <<YAML
settings: {output: feeds, state: state}
defaults: {gap: 0s, robots: ignore}
sources:
  - url: $base/{section}/
    id: news-{section}
    name: "News: {section}"
    tags: ["{section}", all]
    for: {section: [world, china]}
    item: li
feeds:
  - {id: both, tags: [all]}
  - {id: one, tags: [china]}
YAML
run -c s.yaml check
is "check counts them" "$rc $out" "0 s.yaml: 2 sources, no errors"
run -c s.yaml test news-china --json
is "test takes an id" "$(python3 -c 'import json, sys
g = json.load(sys.stdin)
print(g["source"]["name"], g["items"][0]["link"][-13:], len(g["items"]))' <<<"$out")" \
	"News: china /china/1.html 4"
run -c s.yaml test news
is "the entry itself is no source" "$rc" 2
run -c s.yaml run
is "run: status" "$rc $err" "0 "
is "run: a feed of each" "$(grep -c '<item>' feeds/{news-world,news-china,both,one}.rss)" \
	"$(printf 'feeds/%s.rss:%s\n' news-world 4 news-china 4 both 8 one 4)"
like "each with its name" "$(cat feeds/news-world.rss)" "<title>News: world</title>"
run -c s.yaml status --json
is "status lists them" "$(python3 -c 'import json, sys
print(*(s["id"] + " " + s["state"] for s in json.load(sys.stdin)["sources"]))' <<<"$out")" \
	"news-world ok news-china ok"
run -c s.yaml run news-world --force
is "run takes an id" "$rc $err" "0 "
run -c s.yaml detect "$base/china/" --add
like "detect knows its page" "$err" "has this page already, in line 4: source news-china"
sed 's/id: news-{section}/id: news/' s.yaml >wrong.yaml
run -c wrong.yaml check
like "an id for several" "$rc $err" "^2 wrong.yaml:5:9: error: .for. makes several sources, so the id must hold .\{section\}.$"
sed 's/section: \[world/sections: [world/' s.yaml >wrong.yaml
run -c wrong.yaml check
like "a name that is not there" "$err" "^wrong.yaml:4:[0-9]+: error: .for. has no key .section."
like "and which is meant" "$err" "write: \{sections\}"
done_testing
