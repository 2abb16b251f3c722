#!/bin/bash
# SPDX-License-Identifier: ISC
# A page that fails, in each way a page can: the feed stays as it was, the
# failure is told once and shown in `status`, and the run exits 1.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1

echo well >mode
"$top/tests/e2e/fickle_server.py" mode >port &
children+=($!)
until_ok test -s port
port=$(cat port)
url=http://127.0.0.1:$port/list.html

cat >sources.yaml <<YAML
settings: {output: feeds, state: state}
defaults: {gap: 0s}
sources:
  - {id: fickle, url: "$url", item: li, title: a, date: i}
YAML
now=1796000000
go() { now=$((now + 200000)); run -c sources.yaml run --now=$now "$@"; }

go
is 'well at first' "$rc $err" '0 '
is 'ten entries' "$("$top/tests/e2e/feed_items.py" feeds/fickle.rss | wc -l)" 10
before=$(stamp feeds/{all,fickle}.*)

# fails MODE STAGE PATTERN [FAILURES [STATE]]: FAILURES after two runs, else 2.
fails() {
	echo "$1" >mode
	go
	is "$1: exit 1" "$rc" 1
	like "$1: source and stage, once, in one line" "$err" \
	    "^coranto: fickle: $2: .*$3"
	is "$1: one line" "$(wc -l <<<"$err")" 1
	is "$1: no word on standard output" "$out" ''
	go
	is "$1 again: exit 1, and silent" "$rc $err" '1 '
	is "$1: the feed is untouched" "$(stamp feeds/{all,fickle}.*)" "$before"
	run -c sources.yaml status --json
	like "$1: status has the reason" "$out" "\"message\": \"$2: .*$3"
	like "$1: status counts the failures" "$out" "\"failures\": ${4:-2},"
	[ -z "${5-}" ] || like "$1: its state" "$out" "\"state\": \"$5\""
	run -c sources.yaml status
	like "$1: status for people" "$out" "$3"
	echo well >mode
	go --force
	# A page that stands still for months is told to be stale, rightly.
	is "$1: it recovers" "$rc $(grep -v 'nothing new since' <<<"$err")" '0 '
	is "$1: nothing came back as new" "$(stamp feeds/{all,fickle}.*)" "$before"
}
fails empty extract 'nothing on the page matches'
fails no-list extract 'nothing on the page matches'
fails 500 fetch '500'
fails 404 fetch '404'
fails 410 fetch '410' 1 # gone: not asked again until its address changes
fails garbage '(decode|extract)' ''
fails png decode 'PNG|image'
fails truncated fetch ''
fails no-http fetch ''
# A page that is not the one asked for is no empty list.
fails proof-403 fetch '403: .*proof of a browser \(Cloudflare' 2 blocked
fails proof-521 fetch '521: .*proof of a browser \(Knownsec' 2 blocked
fails proof-412 fetch '412: .*proof of a browser' 2 blocked
fails proof-200 extract 'proof of a browser \(Cloudflare' 2 blocked
fails login extract 'asks for a login' 2 blocked
fails on extract 'on to /b/; give that URL' 2 'needs rendering'
fails shell extract 'empty shell that scripts fill' 2 'needs rendering'
fails soft-404 extract 'says that it is not there: .*页面不存在' 2 'http error'

# Nothing listens there any more.
kill "${children[0]}"
wait "${children[0]}" 2>/dev/null
children=()
go
is 'refused: exit 1' "$rc" 1
like 'refused: says so' "$err" '^coranto: fickle: fetch: .*refused'
go
is 'refused again: exit 1, and silent' "$rc $err" '1 '
is 'refused: the feed is untouched' "$(stamp feeds/{all,fickle}.*)" "$before"

# A rule that finds nothing any more is told once, too, though items come.
sed 's/date: i}/date: i.gone}/; s,state: state,state: rule-state,' \
    sources.yaml >rule.yaml
sed -i 's,output: feeds,output: rule-feeds,' rule.yaml
"$top/tests/e2e/fickle_server.py" mode >port2 &
children+=($!)
until_ok test -s port2
sed -i "s/127.0.0.1:$port/127.0.0.1:$(cat port2)/" rule.yaml
run -c rule.yaml run
is 'a rule that finds nothing: no failure' "$rc" 0
is 'a rule that finds nothing: one line, with the rule' "$err" \
    'coranto: fickle: extract: date: nothing in any item matches i.gone'
run -c rule.yaml run --force
is 'a rule that finds nothing: told once' "$rc $err" '0 '
run -c rule.yaml status
like 'a rule that finds nothing: in status' "$out" \
    'warning: date: nothing in any item matches i.gone'

# So is one whose texts are no dates.
sed -i "s/date: i.gone/date: 'i | date \"%H o.clock\"'/" rule.yaml
told='date: nothing that i | date "%H o.clock" finds is a date'
run -c rule.yaml run
is 'a format that fits no date: one line' "$rc $err" \
    "0 coranto: fickle: extract: $told"
run -c rule.yaml run --force
is 'a format that fits no date: told once' "$rc $err" '0 '
run -c rule.yaml status
like 'a format that fits no date: in status' "$out" "warning: $told"

# A source that never worked still has a feed, valid and empty.
cat >>sources.yaml <<YAML
  - {id: never, url: "http://127.0.0.1:$port/never", item: li, title: a}
YAML
go
is 'before its first success a feed is there' \
    "$("$top/tests/e2e/feed_items.py" feeds/never.rss feeds/never.atom)" ''
ok 'and keeps the rules' "$top/tests/tools/check_feed.py" \
    feeds/never.rss feeds/never.atom

# Long items end in good feeds, and too many of them in one message.
# long_page N: so many items of 250 kB each, the marks in it escaped.
# A letter of Thai: texts of common characters take less memory.
long_page() {
	echo '<meta charset=utf-8><ul>'
	awk -v n="$1" 'BEGIN {
		text = "ก"
		for (i = 0; i < 28000; i++) text = text "&amp;&lt;"
		for (i = 0; i < n; i++)
			printf "<li><a href=/%d>Item %d</a><p>%s</p>\n", i, i, text
	}' </dev/null
}
cat >long.yaml <<YAML
settings: {output: long, state: long, formats: [rss, atom, json]}
sources:
  - {id: long, url: "file:$dir/long.html", base: https://example.org/,
     item: li, title: a, content: p, max_size: 64MB}
YAML
long_page 60 >long.html
run -c long.yaml run
is 'long items: the run is well' "$rc $err" '0 '
is 'long items: all are in the feed' "$(grep -c '<item>' long/long.rss)" 60
ok 'long items: the feeds keep the rules' "$top/tests/tools/check_feed.py" \
    long/long.rss long/long.atom
before_long=$(stamp long/long.*)
long_page 250 >long.html
run -c long.yaml run --force
is 'too many long items: one line' "$rc $err" \
    "1 coranto: long: normalize: this takes more than 512 MiB of memory (file://$dir/long.html)"
is 'and the feeds stay as they are' "$(stamp long/long.*)" "$before_long"

# A link that is too long to be one costs its item the link, not the page.
python3 -c 'print("<ul><li><a href=/" + "x" * 1200000 + ">One</a>"
    "<li><a href=/2>Two</a></ul>")' >long.html
sed 's/put: long, state: long/put: links, state: links/; s/, content: p//' \
    long.yaml >links.yaml
run -c links.yaml run
is 'a link of a megabyte: the page is read' \
    "$rc $err $(grep -c '<item>' links/long.rss)" '0  2'

# What came from the environment is told nowhere.
cat >secret.yaml <<YAML
settings: {output: feeds, state: state}
defaults: {gap: 0s}
sources:
  - {id: secret, url: "http://127.0.0.1:$port/x?token=\${TOKEN}", item: li}
  - {id: whole, url: "\${WHOLE}", item: li}
YAML
export TOKEN=hunter2 WHOLE="http://127.0.0.1:$port/hunter2/"
run -c secret.yaml run
is 'a secret in the URL: not on standard error' "$rc $(grep -c hunter2 <<<"$err")" \
    '1 0'
is 'a secret in the URL: not in a feed' "$(cat feeds/{secret,whole}.* |
    grep -c hunter2)" 0
like 'the feed links to what may be told' "$(cat feeds/whole.rss)" \
    "<link>http://127.0.0.1:$port/</link>"
unset TOKEN WHOLE

# Folders that cannot be used, a lock that is held, a bad command line.
run -c sources.yaml run --no-such-option
is 'usage: exit 2' "$rc" 2
run -c missing.yaml run
is 'no configuration: exit 2' "$rc" 2
sed 's,output: feeds,output: sources.yaml/feeds,' sources.yaml >bad-output.yaml
run -c bad-output.yaml run
is 'the output folder cannot be made: exit 3' "$rc" 3
sed 's,state: state,state: sources.yaml/state,' sources.yaml >bad-state.yaml
run -c bad-state.yaml run
is 'the state folder cannot be made: exit 3' "$rc" 3
mkdir broken && head -c 9000 /dev/urandom >broken/coranto.db
cp broken/coranto.db broken.copy
sed 's,state: state,state: broken,' sources.yaml >broken.yaml
run -c broken.yaml run
is 'a damaged database: exit 3' "$rc" 3
ok 'a damaged database is left as it is' cmp broken.copy broken/coranto.db
exec 9>state/lock
flock 9
run -c sources.yaml run
is 'the lock is held: exit 4' "$rc" 4
like 'by whom is not known: that is told' "$err" 'another run holds '
echo "$$ $(date +%s)" >state/lock
run -c sources.yaml run
is 'a run at work as usual is no news to cron' "$rc $err" '4 '
run -c sources.yaml run -v
like 'but with -v' "$rc $err" "^4 .*another run holds .*: process $$, for"
echo "$$ $(($(date +%s) - 5000))" >state/lock
run -c sources.yaml run
like 'nor one that takes longer than its deadline' "$rc $err" \
    "^4 .*another run holds .*: process $$, for 500. s"
exec 9>&-
is 'feeds after all this' "$(stamp feeds/fickle.*)" "$(grep fickle <<<"$before")"
done_testing
