#!/bin/bash
# SPDX-License-Identifier: ISC
# What is written is a function of the store and the configuration: a run that
# finds nothing new rewrites no byte, and a store that comes back from a backup
# gives the bytes it gave.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
now=1796000000 # 2026-11-30T00:53:20Z

cat >sources.yaml <<'YAML'
settings: {output: feeds, state: state, metrics: prom/coranto.prom,
  formats: [rss, atom, json], base_url: "https://f.example.org/"}
defaults: {item: li, title: a, summary: p}
sources:
  - {id: alpha, name: Alpha, tags: [wire], url: "file:alpha.html",
     base: "https://alpha.example.org/", date: i}
  - {id: beta, name: 乙, language: zh-CN, tags: [wire], url: "file:beta.html",
     base: "https://beta.example.org/"}
  - {id: frail, name: Frail, url: "file:frail.html",
     base: "https://frail.example.org/"}
feeds:
  - {id: wire, name: Wire, tags: [wire], titles: "{source}: {title}", dedupe: near}
YAML
story='丹江口水库累计向北方调水突破800亿立方米 <b>&amp;</b>'
# pages N: what the sources list on day N.
pages() {
	local i
	{
		echo '<meta charset=utf-8><ul>'
		for i in $(seq $((5 + $1)) -1 1); do
			echo "<li><a href=/$i>Story number $i</a><p>Text $i</p>" \
			    "<i>2026-11-$((10 + i)) 10:00</i>"
		done
		echo "<li><a href=/water>$story</a><i>2026-11-29</i></ul>"
	} >alpha.html
	{
		echo '<meta charset=utf-8><ul>'
		echo "<li><a href=/w>$story</a><p>新华社电</p>"
		for i in $(seq $((3 + $1)) -1 1); do
			echo "<li><a href=/$i>第${i}条新闻</a>"
		done
	} >beta.html
	if [ "$1" = 1 ]; then rm -f frail.html; else cp alpha.html frail.html; fi
}
# day N: the run of that day, an hour more is added by hour.
day() { run -c sources.yaml run --force --now=$((now + $1 * 86400 + ${2:-0})); }
bytes() { sha256sum feeds/*; }

pages 0 && day 0
is 'the first day is well' "$rc $err" '0 '
pages 1 && day 1
is 'the next brings news, and a failure' "$rc $(wc -l <<<"$err")" '1 1'
is 'all formats, merged feeds, health, list and page are there' \
    "$(cd feeds && echo *)" "$(echo {all,alpha,beta}.{atom,json,rss} feed.css feeds.opml \
	{frail,health}.{atom,json,rss} index.html wire.{atom,json,rss})"
is 'the story of two sources is one entry' \
    "$("$top/tests/e2e/feed_items.py" feeds/wire.rss | grep -c 丹江口)" 1
is 'that says where else it is, in its language' \
    "$(grep -o '另见：&lt;a href=&quot;[^&]*' feeds/wire.atom)" \
    '另见：&lt;a href=&quot;https://beta.example.org/w'
like 'the failure is in the health feed' "$(cat feeds/health.json)" 'Frail'

before=$(stamp feeds/*)
metrics=$(cat prom/coranto.prom)
for h in 1 2 3; do day 1 $((3600 * h)); done
is 'nothing new: no byte, no time, no inode of any file' \
    "$(stamp feeds/*)" "$before"
is 'but of the metrics, which tell of the run' \
    "$(diff <(echo "$metrics") prom/coranto.prom | sed -n 's/^> //p' |
	sed 's/[ {].*//' | sort -u | grep -v '^coranto_run_')" \
    'coranto_source_last_success_timestamp_seconds'

# Two backups: by SQLite, and by cp while nothing runs.
cp -a state copied
mkdir backup
sqlite3 state/coranto.db ".backup backup/coranto.db"
day1=$(bytes)
pages 2 && day 2
day2=$(bytes)
is 'the day after, much is new' "$rc $([ "$day1" != "$day2" ] && echo yes)" \
    '0 yes'
for from in copied backup; do
	rm -rf state feeds
	cp -a "$from" state
	pages 1 && day 1 $((3600 * 3))
	is "$from: the same bytes" "$(bytes)" "$day1"
	pages 2 && day 2
	is "$from: and what came then comes as it came" "$(bytes)" "$day2"
done
done_testing
