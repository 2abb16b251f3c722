#!/bin/bash
# SPDX-License-Identifier: ISC
# Feeds of several sources: who is in them, in which order, and that a story
# of two sources is one entry, which stays what it was.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
now=1796000000 # 2026-11-30T00:53:20Z

# page NAME "TITLE|LINK|DATE"...: the list that the source NAME shows.
page() {
	local name=$1 row
	shift
	{
		echo '<meta charset=utf-8><ul>'
		for row in "$@"; do
			IFS='|' read -r title link date <<<"$row"
			echo "<li><a href=$link>$title</a><i>$date</i>"
		done
	} >"$name.html"
}
# source NAME [MORE]: its lines in the configuration.
source_() {
	echo "  - {id: $1, name: ${1^}, url: \"file:$1.html\", base:" \
	    "\"https://$1.example.org/\", item: li, date: i${2:-}}"
}
go() { now=$((now + 7200)); run -c sources.yaml run --force --now="$now"; }
titles() {
	"$top/tests/e2e/feed_items.py" "feeds/$1" | python3 -c '
import json, sys
print(*[json.loads(l)["title"] for l in sys.stdin], sep=", ")'
}
ids() {
	"$top/tests/e2e/feed_items.py" "feeds/$1" | python3 -c '
import json, sys
for l in sys.stdin:
    e = json.loads(l)
    print(e["title"], e["id"])' | sort
}

page alpha 'A1|/1|2026-11-28 10:00' 'A2|/2|2026-11-28 08:00' \
    'Story at Alpha|https://wire.example.net/s|2026-11-28 07:00'
page beta 'B1|/1|2026-11-28 09:00' 'B old|/2|2026-11-01 09:00' \
    'Story at Beta|http://www.wire.example.net/s?utm_source=b|2026-11-28 11:00'
page gamma '体育|/1|2026-11-27 09:00' '广告|/2|2026-11-27 08:00'
{
	echo 'settings: {output: feeds, state: state, base_url: "https://f.example.org/"}'
	echo 'sources:'
	source_ alpha ', tags: [wire]'
	source_ beta ', tags: [wire, beta], paused: false'
	source_ gamma ', language: zh-CN'
	cat <<-YAML
	feeds:
	  - {id: wire, name: Wire, tags: [wire]}
	  - {id: back, sources: [beta, alpha], titles: "{source}: {title}"}
	  - {id: few, limit: 3, per_source: 1}
	  - {id: both, dedupe: "off", tags: wire}
	  - {id: clean, drop: [广告, /^Story/], sources: [gamma, alpha]}
	  - {id: named, only: {link: [alpha.example.org]}}
	YAML
} >sources.yaml

go
is 'a run is well' "$rc $err" '0 '
is 'of all sources: newest first, the story once, of the source listed first' \
    "$(titles all.rss)" 'A1, B1, A2, Story at Alpha, 体育, 广告, B old'
is 'by tag' "$(titles wire.atom)" 'A1, B1, A2, Story at Alpha, B old'
is 'as listed, with the source in the titles' "$(titles back.rss)" \
    'Beta: Story at Beta, Alpha: A1, Beta: B1, Alpha: A2, Beta: B old'
is 'limit and per_source' "$(titles few.rss)" 'Story at Beta, A1, 体育'
is 'without dedupe the story is told twice' "$(titles both.rss)" \
    'Story at Beta, A1, B1, A2, Story at Alpha, B old'
is 'drop' "$(titles clean.rss)" 'A1, A2, 体育'
is 'only' "$(titles named.rss)" 'A1, A2'
is 'an item has the id it has in its own feed' \
    "$(ids all.atom | grep ^A1)" "$(ids alpha.rss | grep ^A1)"
ok 'the feeds keep the rules' "$top/tests/tools/check_feed.py" \
    --now 2026-12-01 --base-url https://f.example.org/ \
    feeds/*.rss feeds/*.atom
run -c sources.yaml status
is 'no file is called a left-over' "$(grep belongs <<<"$out")" ''

before=$(stamp feeds/*)
go
is 'same store, same bytes' "$(stamp feeds/*)" "$before"

# What readers have stays, whoever tells the story later or is put first.
page beta 'B1|/1|2026-11-28 09:00' 'New at Beta|https://wire.example.net/n|2026-11-30'
go
page alpha 'A1|/1|2026-11-28 10:00' 'New at Alpha|https://wire.example.net/n|2026-11-30'
before=$(ids all.atom)
go
is 'a source listed first that comes later changes no entry' \
    "$(ids all.atom)" "$before"
like 'the entry is that of the second source' "$before" '^New at Beta tag:'
python3 -c '
lines = open("sources.yaml").read().split("\n")
beta = next(l for l in lines if "id: beta," in l)
lines.remove(beta)
lines.insert(lines.index("sources:") + 1, beta)
open("sources.yaml", "w").write("\n".join(lines))'
go
is 'nor does another order in the configuration' "$(ids all.atom)" "$before"

# A source that joins brings nothing that was told before it.
cat >>sources.yaml <<'YAML'
  - {id: grows, sources: [gamma, beta]}
YAML
go
before=$(ids grows.rss)
like 'without Alpha, Beta tells it' "$before" '^New at Beta'
sed -i 's/id: grows, sources: \[/&alpha, /' sources.yaml
go
is 'Alpha joins with what is its own' \
    "$(comm -13 <(echo "$before") <(ids grows.rss) | cut -d ' ' -f 1)" \
    "$(printf '%s\n' A1 A2)"
is 'and takes nothing away' "$(comm -23 <(echo "$before") <(ids grows.rss))" ''
sed -i 's/id: grows, sources: \[alpha, gamma, beta\]/id: grows, sources: [alpha]/' sources.yaml
go
like 'who tells it alone is told' "$(titles grows.rss)" 'New at Alpha'

# What comes with an old date is new where the feed is sorted so.
page gamma 'Old news|/9|2026-10-01'
cat >>sources.yaml <<'YAML'
  - {id: seen, sort: seen, limit: 2}
  - {id: dated, limit: 2}
YAML
go
like 'sort: seen' "$(titles seen.rss)" '^Old news, '
is 'sort: published' "$(titles dated.rss | grep -c 'Old news')" 0

# Several items of one link that a source tells apart.
cat >>sources.yaml <<'YAML'
  - {id: shared, sources: [delta, beta]}
YAML
sed -i '/^feeds:/i\  - {id: delta, url: "file:delta.html", base: "https://delta.example.org/", item: li, guid: "i", title: b, link: a}' sources.yaml
for i in 1 2 3; do
	seq $i -1 1 | sed 's,.*,<li><b>D&</b><a href=https://portal.example.org/x>x</a><i>&</i>,' \
	    >delta.html
	go
done
like 'its items are not folded into each other' "$(titles shared.rss)" \
    '^D3, D2, D1, '

# The mistakes are told.
sed 's/name: Wire, tags: \[wire/name: Wire, tags: [wier/; s/id: few/id: beta/' sources.yaml >wrong.yaml
run -c wrong.yaml check
is 'check fails' "$rc" 2
like 'a tag that nobody has' "$err$out" 'no source has the tag `wier`'
like 'an id of a source' "$err$out" 'the id `beta` is also that of'
done_testing
