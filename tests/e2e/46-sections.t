#!/bin/bash
# SPDX-License-Identifier: ISC
# A list of changes is a list: its headings are the items, each with an address
# in the page and a date. It stays what it is when a part is added.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
mkdir www
serve "$dir/www"
base=http://127.0.0.1:$port

changes() { # VERSION:DATE...
	echo '<!DOCTYPE html><html lang=en><title>Changes</title>'
	echo '<nav><ul><li><a href=/>Home</a><li><a href=/docs/>Documentation</a>'
	echo '<li><a href=/blog/>Weblog</a></ul></nav><main><h1>Changes</h1>'
	for v; do
		echo "<h2 id=v${v%%:*}>Version ${v%%:*} – ${v#*:}</h2>"
		echo "<p>What is new in ${v%%:*}: it starts faster, and it says"
		echo "more clearly what it wants. See <a href=/i/1>the report</a>.</p>"
		echo '<ul><li>One fault less<li>Two faults less, and a test</ul>'
	done
	echo '</main><footer><a href=/i>Imprint</a></footer>'
}
told() { # the items of the feed: title, link, day
	python3 -c 'import sys, xml.etree.ElementTree as E
from email.utils import parsedate_to_datetime as day
for i in E.parse(sys.argv[1]).iter("item"):
    print(i.findtext("title"), i.findtext("link").split("/")[-1],
          day(i.findtext("pubDate")).date())' \
		feeds/changes.rss
}
guids() { grep -o '<guid[^<]*' feeds/changes.rss | sort; }

changes '2.2.1:October 3, 2026' '2.2:September 12, 2026' '2.1:June 1, 2026' >www/c.html
cat >s.yaml <<YAML
settings: {output: feeds, state: state}
defaults: {gap: 0s}
sources:
  - {id: changes, url: "$base/c.html"}
YAML
now=2026-11-10T12:00:00Z
run detect "$base/c.html" --now=$now
is "detect: status" "$rc" 0
like "detect: why" "$out" "^   3 headings that can be linked to; .*dates in 100 % of them$"
like "detect: the link" "$out" '^    link: .@id \| template "#\{\}"$'
run -c s.yaml run --now=$now
is "run: status" "$rc $err" "0 "
is "run: what the feed has" "$(told)" \
	"Version 2.2.1 – October 3, 2026 c.html#v2.2.1 2026-10-03
Version 2.2 – September 12, 2026 c.html#v2.2 2026-09-12
Version 2.1 – June 1, 2026 c.html#v2.1 2026-06-01"
like "run: with words of each" "$(cat feeds/changes.rss)" "What is new in 2.2.1: it starts faster"
guids >before
changes '2.3:November 20, 2026' '2.2.1:October 3, 2026' '2.2:September 12, 2026' '2.1:June 1, 2026' >www/c.html
run -c s.yaml run --now=2026-11-21T12:00:00Z
is "a release: status" "$rc $err" "0 "
is "a release: one item more" "$(guids | wc -l) $(guids | comm -13 before - | wc -l)" "4 1"
is "a release: the others are the same" "$(guids | comm -12 before -)" "$(cat before)"
like "a release: is the first" "$(told | sed -n 1p)" "^Version 2.3 – November 20, 2026 c.html#v2.3 2026-11-20"

# Added as rules it is read as well.
run -c added.yaml detect "$base/c.html" --add --now=$now
is "add: status" "$rc $err" "0 "
run -c added.yaml test "$base/c.html" --json
is "add: what it reads" "$(python3 -c 'import json, sys
g = json.load(sys.stdin)
print(g["method"], len(g["items"]), g["items"][0]["link"][-5:], g["warnings"])' <<<"$out")" \
	"rules 4 #v2.3 []"
done_testing
