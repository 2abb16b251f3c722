#!/bin/bash
# SPDX-License-Identifier: ISC
# The health feed: an entry for each change of state of a source, one more when
# it stays broken for a week; none about what is well, none in other feeds.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
now=1796000000 # 2026-11-30

well='<ul><li><a href=/1>One</a><li><a href=/2>Two</a></ul>'
echo "$well" >good.html
echo "$well" >frail.html
cat >sources.yaml <<'YAML'
settings: {output: feeds, state: state, base_url: "https://f.example.org/"}
defaults: {item: li}
sources:
  - {id: good, url: "file:good.html", base: "https://example.org/"}
  - {id: frail, name: 脆弱 <b>, url: "file:frail.html", base: "https://example.org/"}
YAML
# day N: a run N days after the start.
day() { run -c sources.yaml run --force --now=$((now + $1 * 86400)); }
entries() { "$top/tests/e2e/feed_items.py" "feeds/health.$1"; }
count() { entries atom | wc -l; }
# newest KEY: of the newest entry.
newest() {
	entries rss | sed -n 1p | python3 -c 'import json, sys
print(json.load(sys.stdin)[sys.argv[1]])' "$1"
}

day 0
is 'what begins well is no news' "$rc $err $(count)" '0  0'
ok 'an empty health feed is a right one' "$top/tests/tools/check_feed.py" \
    --now 2026-12-31 --base-url https://f.example.org/ feeds/health.*
empty=$(stamp feeds/health.*)
day 1
is 'nothing changed, no byte changed' "$(stamp feeds/health.*)" "$empty"

echo '<p>We have moved to scripts</p>' >frail.html
day 2
like 'a break is one line of mail' "$err" '^coranto: frail: extract: '
is 'and one entry' "$rc $(count)" '1 1'
is 'with the name of the source' "$(newest title)" \
    '脆弱 <b>: nothing found any more'
is 'its time' "$(newest date)" 2026-12-02T00:53:20Z
like 'what was expected' "$(cat feeds/health.atom)" \
    'Expected:.*entries where the rules look for them'
like 'what was seen' "$(cat feeds/health.atom)" \
    'Seen:.*nothing on the page matches item'
like 'what to do' "$(cat feeds/health.atom)" 'To do:.*coranto test'
before=$(stamp feeds/health.*)
day 3
is 'still broken: no mail, no entry, no byte' \
    "$err$(stamp feeds/health.*)" "$before"

echo "$well" >frail.html
day 4
is 'it recovers: a second entry, no third' "$rc $(count)" '0 2'
is 'that says so' "$(newest title)" '脆弱 <b>: well again'
like 'and since when it was broken' "$(newest summary)" \
    'since 2026-12-02: no matches'

rm frail.html
day 5
is 'another break' "$rc $(count)" '1 3'
day 11
is 'six days later' "$(count)" 3
day 12
is 'seven days later it is told again' "$err $(count)" ' 4'
is 'as still broken' "$(newest title)" \
    '脆弱 <b>: after 7 days still: a file cannot be read'
before=$(stamp feeds/health.*)
for d in 13 20 40; do day $d; done
is 'and not once more' "$err$(stamp feeds/health.*)" "$before"
echo '<p>' >frail.html
day 41
is 'broken in another way is a change of state' "$(count)" 5
day 60
is 'but no new trouble' "$(count)" 5
echo "$well" >frail.html
day 61
is 'well again' "$rc $(count)" '0 6'
is 'all ids differ' "$(entries atom | python3 -c 'import json, sys
print(len({json.loads(l)["id"] for l in sys.stdin}))')" 6
is 'both formats tell the same' \
    "$(entries atom | grep -o '"id": "[^"]*"')" \
    "$(entries rss | grep -o '"id": "[^"]*"')"
ok 'the feed keeps the rules' "$top/tests/tools/check_feed.py" \
    --now 2027-12-31 --base-url https://f.example.org/ feeds/health.*
is 'no other feed has a word of it' \
    "$(grep -l 'well again' feeds/* | tr '\n' ' ')" \
    'feeds/health.atom feeds/health.rss '

# Numbers for Prometheus, where they are asked for.
is 'no metrics unless asked for' "$(find . -name '*.prom')" ''
sed -i 's,settings: {,&metrics: prom/coranto.prom\, ,' sources.yaml
rm frail.html
day 62
metric() { sed -n "s/^coranto_$1 //p" prom/coranto.prom; }
is 'metrics: the run' \
    "$(metric run_timestamp_seconds) $(metric run_sources_failed)" \
    "$((now + 62 * 86400)) 1"
is 'metrics: the sources' "$(metric 'source_up{source="good"}')$(
    metric 'source_up{source="frail"}')" 10
is 'metrics: a state' \
    "$(metric 'source_state{source="frail",state="file error"}')" 1
is 'metrics: each line is one of the format' \
    "$(grep -vE '^# (HELP coranto_[a-z_]+ .+|TYPE coranto_[a-z_]+ gauge)$|^coranto_[a-z_]+(\{([a-z]+="[^"]*",?)+\})? [0-9]+$' \
	prom/coranto.prom)" ''
echo "$well" >frail.html

sed -i '/id: frail/d' sources.yaml
day 63
is 'a source that is gone from the configuration is gone from the feed' \
    "$rc $(count)" '0 0'
run -c sources.yaml status
is 'it is no left-over' "$(grep health <<<"$out")" ''

# Of what never gave anything nothing is missing "any more".
cat >>sources.yaml <<'YAML'
  - {id: wrong, url: "file:good.html", base: "https://example.org/", item: tr}
  - {id: absent, url: "file:no.html", base: "https://example.org/"}
YAML
day 64
echo '<p>Not a list' >no.html
day 71
is 'a source that never gave anything' \
    "$(entries rss | grep -o '"[a-z]*: nothing found[^"]*"')" \
    '"absent: nothing found"
"wrong: nothing found"'
echo "$well" >no.html
day 72
rm no.html
day 73
echo '<p>Not a list' >no.html
day 81
is 'one that did, whatever failed before that' \
    "$(entries rss | grep -o '"absent: nothing found[^"]*"')" \
    '"absent: nothing found any more"
"absent: nothing found"'
done_testing
