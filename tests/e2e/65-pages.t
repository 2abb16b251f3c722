#!/bin/bash
# SPDX-License-Identifier: ISC
# Lists of several pages: how far they are read in the first run and in later
# ones, what is asked for meanwhile, and lists that do not end.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
server=$(cd "$(dirname "$0")" && pwd)/pages_server.py
cd "$dir" || exit 1
mkdir web
python3 "$server" "$dir/web" >port &
children+=($!)
for _ in $(seq 100); do [ -s port ] && break; sleep 0.05; done
port=$(cat port)
now=1796000000

# source_of MODE PAGES [KEYS]: a source of its own, and nothing known of it.
source_of() {
	rm -rf state feeds web/log web/fail web/total
	cat >s.yaml <<-YAML
	settings: {output: feeds, state: state}
	sources:
	  - {id: s, url: "http://127.0.0.1:$port/$1/", gap: 0s, every: 1h,
	     item: ul > li, title: a, pages: $2${3:+, $3}}
	YAML
}
# go [ARGS]: a run two hours after the last one.
go() {
	now=$((now + 7200))
	rm -f web/log
	run -c s.yaml run --now=$now "$@"
}
# The pages asked for, without robots.txt; the entries in the feed.
asked() { grep -v robots web/log | cut -d' ' -f1 | paste -sd' '; }
count() { grep -c '<item>' feeds/s.rss; }
numbers() { grep -o '<title>Story number [0-9]*' feeds/s.rss | grep -o '[0-9]*$' | paste -sd' '; }

source_of list next
go
is 'all pages of the first run' "$rc$err $(asked)" '0 /list/ /list/?p=2 /list/?p=3'
is 'entries stand in the order of the list, over the pages' "$(numbers)" \
    '12 11 10 9 8 7 6 5 4 3 2 1'
guids=$(grep -o '<guid[^<]*' feeds/s.rss | sort)
go
is 'a page that is as it was leads nowhere' "$(asked)" '/list/'
like 'its validators are sent' "$(cat web/log)" '"list-1-12"'
echo 13 >web/total
go
is 'a page with something new leads to the next, which has nothing' \
    "$(asked)" '/list/ /list/?p=2'
like 'only the first page is asked for with validators' "$(cat web/log)" \
    '/list/\?p=2 - '
is 'the new entry comes first' "$(numbers | cut -d' ' -f1-3) $(count)" '13 12 11 13'
is 'no id has changed' "$(grep -o '<guid[^<]*' feeds/s.rss | sort |
	comm -12 - <(echo "$guids") | wc -l)" 12
echo 40 >web/total
go --accept
is 'a later run reads three pages at the most' "$(asked)" \
    '/list/ /list/?p=2 /list/?p=3'
is 'and takes in what is new on them' "$(count)" 28

# A site changes all of its links, those of all pages.
for keys in next '{next: "?p={page}", until: end}'; do
	source_of list "$keys"
	echo 15 >web/total
	go
	guids=$(grep -o '<guid[^<]*' feeds/s.rss | sort)
	echo story >web/name
	go
	is "$keys: other links on all pages: the same items" \
	    "$rc$err $(count) $(comm -12 - <(echo "$guids") < <(
		grep -o '<guid[^<]*' feeds/s.rss | sort) | wc -l)" '0 15 15'
	rm web/name
done
rm web/total

source_of list '{next: a.more, first: 2, most: 1}'
go
is 'a rule for the link, and a bound for the first run' "$(asked) $(count)" \
    '/list/ /list/?p=2 10'
echo 14 >web/total
go
is 'a bound for later runs' "$(asked) $(count)" '/list/ 12'

source_of list '{next: "?p={page}", until: end}'
go
go
is 'until: end reads on, known or not' "$(asked) $(count)" \
    '/list/ /list/?p=2 /list/?p=3 12'

source_of files '{next: "index_{page}.html", from: 1}'
go
is 'an address that is made; the first that there is not ends the list' \
    "$rc$err $(asked) $(count)" \
    '0 /files/ /files/index_1.html /files/index_2.html /files/index_3.html 12'
source_of offset '"?start={offset}"'
go
is 'the entries so far' "$(asked) $(count)" \
    '/offset/ /offset/?start=5 /offset/?start=10 /offset/?start=12 12'
source_of offset '{next: "?start={offset}", step: 10}'
go
is 'steps that are given' "$(asked)" '/offset/ /offset/?start=10 /offset/?start=20'
source_of cursor '{next: "?after={cursor}", cursor: "#c@data-c"}'
go
is 'a cursor, escaped' "$(asked) $(count)" \
    '/cursor/ /cursor/?after=x%265 /cursor/?after=x%2610 12'

for pages in '$.meta.next' '{next: "?p={cursor}", cursor: $.meta.page}'; do
	source_of json "$pages"
	sed -i 's/item: .*title: a,/item: $.list, title: $.t,/' s.yaml
	go
	is "JSON: $pages" "$rc$err $(asked) $(count)" \
	    '0 /json/ /json/?p=2 /json/?p=3 12'
done
source_of list next 'first_run: 7'
go
is 'first_run counts over the pages' "$(numbers)" '12 11 10 9 8 7 6'
source_of list next 'first_run: none'
go
is 'first_run: none takes nothing of any' "$(asked) $(count)" \
    '/list/ /list/?p=2 /list/?p=3 0'

# What goes wrong on the way.
source_of list next
echo 2 500 >web/fail
go
is 'a page that fails leaves what came before it' "$rc $(count)" '0 5'
like 'and that is told' "$err" 'page 2 of the list: the server answered 500'
run -c s.yaml status --json
like 'in status, too' "$out" '"message": *"page 2 of the list'
go
is 'the next run tries again, though the first page is as it was' \
    "$(asked)" '/list/ /list/?p=2'
is 'without telling it again' "$err" ''
rm web/fail
go
is 'and reads on when it can' "$(asked) $(numbers)" \
    '/list/ /list/?p=2 /list/?p=3 12 11 10 9 8 7 6 5 4 3 2 1'
go
is 'then all is as always' "$(asked)" '/list/'
run -c s.yaml status --json
like 'and nothing is missing' "$out" '"message": *null'
source_of list next
echo 2 500 >web/fail
for _ in 1 2 3 4; do go; done
is 'after three runs it is left alone' "$(asked)" '/list/'
source_of list next
echo 2 429 >web/fail
go
is 'a pause that is asked for is kept' "$(asked) $(count)" '/list/ /list/?p=2 5'
source_of shy next
go
like 'robots.txt counts for later pages' "$err" 'page 2 of the list: robots.txt'
is 'which are not asked for then' "$(asked)" '/shy/'
source_of list next
go
rm -rf state/coranto.db*
go --dry-run
is 'a dry run follows, too' "$(asked)" '/list/ /list/?p=2 /list/?p=3'
sed 's/id: s,/id: new,/' s.yaml | tail -n 2 >>s.yaml
run -c s.yaml run --now=$now
sed -i 's/id: new,/id: newer,/' s.yaml
go --dry-run
is '... also of a source that the database has never seen' "$rc$err" 0
# What came back from a feed is known on all pages: the feed had ten of twelve.
source_of list next 'keep: 10'
go
before=$(numbers)
rm -rf state
go
is 'what stands behind known entries is dated behind them, without a database' \
    "$rc $(asked) $(numbers)" "0 /list/ /list/?p=2 /list/?p=3 $before"
source_of list next 'gap: 300ms'
sed -i 's/gap: 0s, //' s.yaml
start=$(date +%s%N)
go
ok 'the pause of the host is kept between them' \
    test $((($(date +%s%N) - start) / 1000000)) -ge 900

# Lists that do not end, and links that lead astray.
source_of endless next
go
is 'an endless list ends at its bound' "$rc$err $(wc -l <<<"$(asked | tr ' ' '\n')") $(count)" \
    '0 10 50'
for mode in self circle same; do
	source_of $mode next
	go
	is "a list that goes in circles ends: $mode" "$rc$err $(count)" \
	    "0 $([ $mode = circle ] && echo 10 || echo 5)"
	ok "after two pages, or three: $mode" test "$(asked | wc -w)" -le 3
done
source_of other next 'auth: {bearer: secret}'
go
is 'a link to another site is not followed' "$rc$err $(asked) $(count)" '0 /other/ 5'
source_of away next 'auth: {bearer: secret}'
go
like 'a redirect to a private address is refused' "$err" \
    'page 2 of the list: .*(refused|private)'
is 'nobody is asked there' "$(grep -c endless web/log)" 0
is 'the page before it counts' "$rc $(count)" '0 5'
source_of list next 'auth: {bearer: secret}'
go
is 'what the first page is told the later ones are' \
    "$(grep -c 'Bearer secret' web/log)" 3

# Killed between two pages: the next run goes on.
source_of list next 'gap: 1500ms'
sed -i 's/gap: 0s, //' s.yaml
"$CORANTO" -c s.yaml run --now=$now >/dev/null 2>&1 &
pid=$!
for _ in $(seq 100); do grep -q 'p=2' web/log 2>/dev/null && break; sleep 0.05; done
kill -9 $pid
wait $pid 2>/dev/null
go
is 'a killed run loses nothing' "$(numbers)" '12 11 10 9 8 7 6 5 4 3 2 1'
done_testing
