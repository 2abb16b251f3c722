#!/bin/bash
# SPDX-License-Identifier: ISC
# The pages that entries lead to: what they add, once, and that an entry waits
# for none of them, whatever becomes of it.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
server=$(cd "$(dirname "$0")" && pwd)/article_server.py
cd "$dir" || exit 1
mkdir web
python3 "$server" "$dir/web" >port &
children+=($!)
for _ in $(seq 100); do [ -s port ] && break; sleep 0.05; done
port=$(cat port)
now=1796000000

rules='content: .text, author: .by | after "By ", image: img.lead, remove: .ad'
# source_of ARTICLE [KEYS [SETTINGS]]: a source of its own; nothing is known.
source_of() {
	rm -rf state feeds web/log web/fate web/poured
	cat >s.yaml <<-YAML
	settings: {output: feeds, state: state, formats: [rss, atom]${3:+, $3}}
	sources:
	  - {id: s, url: "http://127.0.0.1:$port/list/", gap: 0s, every: 1h,
	     item: ul.l > li, title: a, article: $1${2:+, $2}}
	YAML
}
entries() { tr ' ' '\n' <<<"$*" >web/list; }
# go SECONDS [ARGS]: a run that much later.
go() {
	now=$((now + $1))
	rm -f web/log
	run -c s.yaml run --now=$now "${@:2}"
}
asked() { grep -o '^/a/[^ ]*' web/log 2>/dev/null | paste -sd' '; }
item() { # WORD: its entry in the RSS file, in one line
	tr '\n' ' ' <feeds/s.rss | grep -o '<item>.*' | sed 's|</item>|&\n|g' |
		grep "<title>Story $1<"
}
frozen() { grep -Eo '<(guid|pubDate)[^<]*<' feeds/s.rss; grep -Eo '<(id|published|updated)>[^<]*<' feeds/s.atom | tail -n +3; }

source_of "{$rules}"
entries well-2 well-1
go 0
is 'each article is asked for once' "$rc$err $(asked)" '0 /a/well-2 /a/well-1'
like 'its text stands in the entry' "$(item well-1)" 'The first paragraph of well-1.*second'
like 'its links are absolute' "$(item well-1)" "http://127.0.0.1:$port/a/more"
is 'what is removed is not there, nor scripts, nor the headline again' \
    "$(item well-1 | grep -Ec 'Buy now|alert|h1')" 0
like 'the author, too' "$(item well-1)" 'Ann well-1'
like 'and the picture' "$(item well-1)" '/i/well-1.jpg'
go 3600
is 'in the next run none is' "$(asked)" ''
entries well-3 well-2 well-1
go 3600
is 'but those of new entries' "$(asked)" '/a/well-3'
like 'the list that is read again takes nothing away' "$(item well-1)" 'The first paragraph'
run -c s.yaml items --json
is 'nothing counts as an edit' "$(grep -c '"updated":null' <<<"$out")" 3

# Articles of several pages.
for how in "{$rules}" auto; do
	source_of "$how"
	entries part-1 serial-12
	go 0
	is "$how: each page is asked for once" "$rc$err $(asked)" \
	    '0 /a/part-1 /a/serial-12 /a/part-1_2 /a/part-1_3'
	like 'their texts follow each other' "$(item part-1)" \
	    'paragraph of part-1\..*paragraph of part-1_2\..*paragraph of part-1_3\.'
done
source_of "{$rules}"
entries spoilt-1
go 0
like 'what a page is missing of is kept so far' "$(item spoilt-1)" 'of spoilt-1\..*of spoilt-1_2\.'
feeds=$(frozen)
: >web/mended
go 3600
is 'and read again in an hour' "$(asked)" '/a/spoilt-1 /a/spoilt-1_2 /a/spoilt-1_3'
like 'whole then' "$(item spoilt-1)" 'of spoilt-1\..*of spoilt-1_2\..*of spoilt-1_3\.'
is 'without being new or edited' "$(frozen)" "$feeds"
go 360000
is 'and never again' "$(asked)" ''
source_of "{$rules}"
rm web/mended
entries spoilt-1
go 0
for wait in 3600 14500 57700 173000; do go $wait; done
is 'a part that never comes is asked for five times' "$(asked | wc -w)" 3
for wait in 1 3600 173000; do
	go $wait
	is "and never again, $wait s later" "$(asked)" ''
done
source_of "{$rules}" 'drop: {content: of book-1_20}'
entries book-1
go 0
is 'an article without end has twenty pages' "$(asked | wc -w)" 20
is 'all of which the filters see' "$(item book-1)" ''

# Trying rules.
source_of "{$rules, date: time}"
entries well-1 404-1 well-2 well-3
run -c s.yaml test s --articles
is 'test --articles reads the first of them' "$rc $(asked)" '0 /a/well-1 /a/404-1 /a/well-2'
like 'and shows what is found there' "$out" 'content +\.text gave [0-9]+ bytes'
like 'field by field' "$out" 'author +Ann well-1'
like 'or why nothing is' "$out" 'nothing: the server answered 404'
run -c s.yaml test s --articles --json
is 'in JSON, too' "$(python3 -c 'import json, sys
print([a.get("author") or a["why"] for a in json.load(sys.stdin)["articles"]])' <<<"$out")" \
    "['Ann well-1', 'the server answered 404 Not Found', 'Ann well-2']"
rm -f web/log
run -c s.yaml test s
is 'not unasked' "$(asked)" ''
ok 'nothing is stored' test ! -e state

# Dates: only where the list has none, and before anybody has seen the entry.
source_of "{$rules, date: time}"
entries well-1
go 0
like 'the date of the article' "$(item well-1)" '<pubDate>Fri, 20 Nov 2026 08:30'
source_of "{$rules, date: time}"
echo 500 >web/fate
go 0
frozen >before
rm web/fate
go 3600
go 3600
like 'one that comes later brings its text' "$(item well-1)" 'The first paragraph'
is 'and moves no date and no id' "$(frozen)" "$(cat before)"
source_of "{$rules, date: time}" 'date: "i | default \"2026-11-01\" | after \"x\" | default \"2026-11-01\""'
go 0
like 'a date of the list counts' "$(item well-1)" '<pubDate>.*01 Nov 2026'

# An entry never waits.
source_of "{$rules}"
entries well-1 500-1 404-1 shell-1 empty-1 away-1 shy-1
go 0
is 'all entries are published' "$rc$err $(grep -c '<item>' feeds/s.rss)" '0 7'
is 'where robots.txt forbids it, nobody asks' "$(asked)" \
    '/a/well-1 /a/500-1 /a/404-1 /a/shell-1 /a/empty-1 /a/away-1'
frozen >before
go 1800
is 'nothing is tried again at once' "$(asked)" ''
go 1900
is 'after an hour what may come is' "$(asked)" '/a/500-1 /a/404-1 /a/shell-1 /a/empty-1 /a/away-1'
n=2 n404=1
for wait in 14500 57700 173000 173000 173000; do
	go $wait
	[ -n "$(asked)" ] && n=$((n + 1))
	[[ $(asked) == *404-1* ]] && n404=$((n404 + 1))
done
is 'five times at the most' "$n" 5
is 'a page that is not there has one more chance' "$n404" 1
is 'and nothing has moved' "$(frozen)" "$(cat before)"
run -c s.yaml explain s 404-1
like 'explain says why there is none' "$out" 'article.*404'
run -c s.yaml explain s shy-1
like 'for robots.txt, too' "$out" 'article.*robots.txt'
run -c s.yaml explain s away-1
like 'a private address is refused' "$out" 'article.*(refused|private)'
run -c s.yaml explain s shell-1
like 'a page for scripts is none' "$out" 'article.*(script|browser)'
run -c s.yaml explain s well-1
like 'and where a text comes from' "$out" 'article.*\.text'
run -c s.yaml explain s well-1 --json
like 'in JSON as well' "$out" '"rule": *"\.text"'

source_of "{$rules}"
entries 429-1 well-1
go 0
is 'a pause that is asked for is kept' "$rc $(asked)" '0 /a/429-1'
go 3600
is 'by all articles of the host' "$(asked)" ''
rm -f web/log
echo well >web/fate
go 3700
is 'and they come after it' "$(asked)" '/a/well-1 /a/429-1'

# The rules of articles break: that is told once, and what was lost comes back.
health() { grep -c '<item>' feeds/health.rss; }
state() {
	run -c s.yaml status --json
	grep -o '"state": "[^"]*"' <<<"$out" | cut -d'"' -f4
}
source_of "{$rules}"
entries well-1
go 0
before=$(health)
entries long-{5..2} well-1
go 3600
entries long-{6..2} well-1
go 3600
is 'four that cannot be read are no sign' "$(state)" ok
go 3600
is 'five in a row are told once' "$err" 'coranto: s: article: none of the last 5 could be read: nothing on the page matches content: .text'
is 'it is a state' "$(state)" 'articles lost'
run -c s.yaml status
like 'and stands in status' "$out" '^    warning: article: none of the last 5 .*content: \.text'
go 3600
is 'silently from then on' "$rc $err $(state) $(($(health) - before))" '0  articles lost 1'
sed -i 's/content: .text/content: ".text, .q1"/' s.yaml
go 3600
is 'with other rules they are read' "$rc $err $(state) $(asked | wc -w) $(grep -c 'Paragraph 3' feeds/s.rss)" '0  ok 5 5'
source_of "{$rules}"
entries long-{5..1}
go 0
go 3600
is 'from the start, too' "$(state)" 'articles lost'
entries well-6 long-{5..1}
go 3600
go 3600
is 'it ends as one is read again' "$rc $err $(state)" '0  ok'
source_of "{$rules}"
entries well-{10..1}
go 0
entries anon-{15..11} well-{10..1}
go 3600
go 3600
is 'a field that most had' "$err $(state)" 'coranto: s: article: no author found any more in the last 5 articles lost'
entries well-16 anon-{15..11} well-{10..1}
go 3600
go 3600
is 'until one has it' "$err $(state)" ' ok'
source_of "{$rules}"
entries anon-{15..1}
go 0
go 3600
is 'one that hardly any had is not missed' "$err $(state)" ' ok'

# Without rules.
source_of auto 'summary: i'
entries long-2 shell-1 login-1 long-1
go 0
is 'auto: all entries are there' "$rc$err $(grep -c '<item>' feeds/s.rss)" '0 4'
for n in 1 7; do
	like "auto: paragraph $n" "$(item long-1)" "Paragraph $n tells"
done
is 'auto: nothing of what stands around it' \
    "$(item long-1 | grep -Ec 'Another story|Imprint|Sport')" 0
like 'auto: the date that the page declares' "$(item long-1)" '<pubDate>Thu, 19 Nov 2026 10:00'
like 'auto: what the list has stays' "$(item long-1)" 'Note on long-1'
is 'auto: a login and a page for scripts are no articles' \
    "$(item login-1 | grep -c 'Please') $(grep -c 'content:encoded>' feeds/s.rss)" '0 2'
run -c s.yaml explain s long-1
like 'auto: explain says so' "$out" 'article.* by auto'
source_of '{remove: .ad}'
entries long-1
go 0
is 'auto: without what is to be removed' \
    "$(item long-1 | grep -c 'Paragraph 7') $(item long-1 | grep -c Subscribe)" '1 0'
source_of '{author: h1 | after "Story "}'
go 0
like 'auto: a rule for a field' "$(item long-1)" '<dc:creator>long-1<'

# The list is not due, the articles are.
source_of "{$rules}" 'every: 10h'
sed -i 's/every: 1h, *//; s/gap: 0s, every: 1h,/gap: 0s,/' s.yaml
entries 500-1
go 0
rm -f web/fate
echo well >web/fate
go 3700
is 'they do not wait for the list' "$(cut -d' ' -f1 web/log | paste -sd' ')" '/a/500-1'
like 'and the feed is written' "$(item 500-1)" 'The first paragraph'

# Budgets.
source_of "{$rules, most: 2}"
entries well-5 well-4 well-3 well-2 well-1
go 0
is 'so many of a source in one run' "$(asked)" '/a/well-5 /a/well-4'
is 'all entries are there' "$(grep -c '<item>' feeds/s.rss)" 5
go 3600
go 3600
is 'the others follow' "$(asked) $(grep -c 'The first paragraph' feeds/s.rss)" '/a/well-1 5'
source_of "{$rules}" '' 'articles: 3'
go 0
is 'so many of all' "$(asked | wc -w)" 3
source_of "{$rules}" 'first_run: 2'
go 0
is 'none for what was there before the source' "$(asked)" '/a/well-5 /a/well-4'
source_of "{$rules}"
go 0 --dry-run
is 'none in a dry run' "$(asked)" ''

# Filters.
source_of "{$rules}" 'drop: {content: "paragraph of well-2"}'
entries well-3 well-2 well-1
go 0
is 'drop, on the text of the article' "$(grep -o '<title>Story [^<]*' feeds/s.rss | paste -sd' ')" \
    '<title>Story well-3 <title>Story well-1'
run -c s.yaml explain s well-2
like 'explain says so' "$out" 'drop'
source_of "{$rules}" 'only: {content: "paragraph of well-2"}'
entries well-3 well-2 500-1
go 0
is 'only; one that cannot be read stays' "$(grep -o '<title>Story [^<]*' feeds/s.rss | paste -sd' ')" \
    '<title>Story well-2 <title>Story 500-1'

# Hostile pages.
source_of "{$rules}" 'timeout: 20s'
entries huge-1 well-1
go 0
is 'an article of 1 GB costs its text alone' "$rc$err $(grep -c '<item>' feeds/s.rss) $(grep -c 'The first paragraph' feeds/s.rss)" '0 2 1'
ok 'and is not read' test "$(cat web/poured)" -lt 40000000
go 100000
is 'nor asked for again' "$(asked)" ''
source_of "{$rules}" 'timeout: 20s'
entries endless-1 well-1
go 0
is 'nor is one without an end' "$rc$err $(grep -c '<item>' feeds/s.rss) $(grep -c 'The first paragraph' feeds/s.rss)" '0 2 1'
source_of "{$rules}" 'auth: {bearer: secret}'
entries away-1 well-1
go 0
is 'what is told to the own server, and nobody else' "$(grep -c 'Bearer secret' web/log) $(grep -c 'a/well-1' web/log)" '3 1'
cat >s.yaml <<YAML
settings: {output: feeds, state: state}
sources:
  - {id: s, url: "file:list.html", base: "https://news.example.org/", item: li, title: a, article: {content: .text}}
YAML
echo "<ul><li><a href='http://127.0.0.1:$port/a/well-1'>Inside</a></ul>" >list.html
go 0
is 'a page may not lead to a private address' "$rc $(asked)" '0 '

# One story at two addresses, by what the articles declare.
source_of "{$rules}"
cat >s.yaml <<YAML
settings: {output: feeds, state: state}
defaults: {item: ul.l > li, title: a, gap: 0s, article: {content: .text}}
sources:
  - {id: one, url: "http://127.0.0.1:$port/list/1"}
  - {id: two, url: "http://127.0.0.1:$port/list/2", title: 'a | replace /Story/ "Report"',
     link: 'a@href | replace /$/ "-b"'}
YAML
entries same-1
go 0
is 'is one entry of a merged feed' "$(grep -c '<item>' feeds/all.rss)" 1
source_of "{$rules}"
entries same-1 same-2 same-3
go 0
is 'an address that all articles declare is none' "$(grep -c '<item>' feeds/all.rss)" 3
done_testing
