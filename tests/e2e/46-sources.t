#!/bin/bash
# SPDX-License-Identifier: ISC
# Sources other than HTML by CSS, over the network: pages and XML by XPath,
# sitemaps, CSV, text by a pattern. What is new is new once, what breaks keeps
# its feed, what is hostile ends in one clear line.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
mkdir www

# Pages with the entries 1 to N, the newest first.
make_pages() { # N
	python3 - "$1" <<'PY'
import gzip, sys
n = int(sys.argv[1])
def days(fmt): return "".join(fmt.format(i=i, d=f"2026-11-{i:02}") for i in range(n, 0, -1))
def put(name, data):
    with open("www/" + name, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())
put("page.html", "<!DOCTYPE html><title>Page</title><ul id=l>" + days(
    "<li><a href='/p/{i}'>Story number {i} of the page</a>"
    "<time datetime={d}>then</time><img data-src=/i/{i}.jpg></li>") +
    "<li class=ad><a href=/ad>Buy</a></li></ul>")
put("data.xml", "<?xml version='1.0'?><list xmlns='urn:x'>" + days(
    "<e id='{i}'><title>Record {i}</title><link href='/x/{i}'/><date>{d}</date></e>") + "</list>")
put("map.xml.gz", gzip.compress(
    ("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>" + days(
     "<url><loc>http://site.example/s/story-{i}-of-many</loc><lastmod>{d}</lastmod></url>") +
     "</urlset>").encode(), mtime=0))
put("list.txt", days("http://site.example/t/page-{i}\n"))
put("data.csv", "Name;Seen;Where\r\n" + days('"Thing ""{i}""";{d};/c/{i}\r\n'))
put("log.txt", days("{d} 08:00 [info] event no. {i}\n  with a second line\n"))
PY
}
make_pages 5
cat >www/index.xml <<'XML'
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>http://site.example/old.xml</loc><lastmod>2025-01-01</lastmod></sitemap>
<sitemap><loc>http://site.example/new.xml.gz</loc><lastmod>2026-11-20T01:00:00Z</lastmod></sitemap>
</sitemapindex>
XML
serve "$dir/www" 'location ~ gz$ { default_type application/octet-stream; }
	location ~ csv$ { default_type text/csv; }'
cat >sources.yaml <<YAML
settings: {output: out, state: state, allow_private: ["127.0.0.1:$port"], formats: [rss]}
defaults: {gap: 0s, robots: ignore, every: 15m}
sources:
  - id: page
    url: http://127.0.0.1:$port/page.html
    item: //ul[@id='l']/li[not(@class)]
    title: .//a
    image: .//img
    date: time
  - id: xml
    url: http://127.0.0.1:$port/data.xml
    item: //_:e
    guid: ./@id
  - {id: map, url: "http://127.0.0.1:$port/map.xml.gz"}
  - {id: list, url: "http://127.0.0.1:$port/list.txt"}
  - id: csv
    url: http://127.0.0.1:$port/data.csv
    item: =csv
    title: =Name
    link: =Where
    date: =2
  - id: text
    url: http://127.0.0.1:$port/log.txt
    item: '=/^(?<date>[0-9-]+ [0-9:]+) \[\w+\] (?<title>.+)\n(?<content>(?:  .+\n)*)/m'
    guid: =date
YAML
# What of each item of SOURCE stands in the store, a line each.
stored() {
	"$CORANTO" -c sources.yaml items --json "$1" 2>&1 | python3 -c '
import json, sys
for line in sys.stdin:
    i = json.loads(line)
    print("|".join(str(i[k]) for k in sys.argv[1:]))' "${@:2}" 2>/dev/null
}
counts() {
	for id in page xml map list csv text; do
		stored $id guid | sort -u | wc -l
	done | paste -sd' '
}
now=1796000000
run -c sources.yaml run --now=$now
is 'all kinds are read' "$rc $err $(counts)" '0  5 5 5 5 5 5'
is 'XPath on a page' "$(stored page title link date image | head -n 1)" \
    "Story number 5 of the page|http://127.0.0.1:$port/p/5|2026-11-05|http://127.0.0.1:$port/i/5.jpg"
is 'XPath on XML' "$(stored xml title link date | head -n 1)" \
    "Record 5|http://127.0.0.1:$port/x/5|2026-11-05"
is 'a sitemap that is gzip' "$(stored map title link date | head -n 1)" \
    'Story 5 of many|http://site.example/s/story-5-of-many|2026-11-05'
is 'a sitemap of lines' "$(stored list title link | head -n 1)" \
    'Page 5|http://site.example/t/page-5'
is 'CSV' "$(stored csv title link date | head -n 1)" \
    "Thing \"5\"|http://127.0.0.1:$port/c/5|2026-11-05"
is 'text by a pattern' "$(stored text title date content | head -n 1)" \
    'event no. 5|2026-11-05T08:00:00Z|<p>with a second line</p>'

# Whoever has but the address of a table gets a source that reads it.
cat >table.yaml <<YAML
settings: {output: out3, state: state3, allow_private: ["127.0.0.1:$port"]}
sources: []
YAML
run -c table.yaml detect --add "http://127.0.0.1:$port/data.csv"
is 'detect of CSV finds the columns' "$rc $err $(grep -Eo '(item|title|date|link): .*' table.yaml | paste -sd' ')" \
    '0  item: "=csv" title: "=Name" link: "=Where" date: "=Seen"'
run -c table.yaml run --now=$now
is 'and what it writes reads them' "$rc $err $(grep -c '<item>' out3/*data-csv.rss)" '0  5'
cat >table.yaml <<YAML
settings: {output: out3, state: state3, allow_private: ["127.0.0.1:$port"]}
sources:
  - {id: bare, url: "http://127.0.0.1:$port/data.csv"}
  - {id: wrong, url: "http://127.0.0.1:$port/data.csv", item: =csv, title: =Name, link: =Wher}
YAML
run -c table.yaml run --now=$now
is 'without a rule it is read likewise' "$(grep -c '<item>' out3/bare.rss)" 5
like 'a column that is not there: which there are' "$err" \
    'wrong: extract: link: nothing .*matches =Wher; the columns are Name, Seen, Where$'

# Again, and with one new entry.
before=$(stamp out/*)
run -c sources.yaml run --force --now=$((now + 3600))
is 'nothing new, no file is touched' "$(stamp out/*)" "$before"
make_pages 6
run -c sources.yaml run --force --now=$((now + 7200))
is 'one new entry of each' "$rc $err $(counts)" '0  6 6 6 6 6 6'
run -c sources.yaml status
is 'they are well' "$(grep -c '^[a-z]* *ok ' <<<"$out")" 6
run -c sources.yaml explain xml 'Record 6'
like 'explain' "$rc $out" 'date gave "2026-11-06"'

# What breaks: the feed stays, and nothing is repaired where there is no page.
before=$(stamp out/{page,xml,map,csv,text}.rss)
for f in data.xml data.csv log.txt map.xml.gz; do
	sed 's/xmlns=.urn:x./xmlns="urn:y"/; s/<e /<f /g; s/Name;Seen/Wer;Wann/; s/^2026/am 2026/' www/$f >changed
	mv changed www/$f
done
printf 'Wer;Wann\nwas;wo\n' >www/data.csv
printf '<urlset' | gzip -n >www/map.xml.gz
sed -i 's/<ul id=l>/<div><ul class=neu>/; s,<li class=ad>.*</ul>,</ul></div>,' www/page.html
# The server's ETag is made of the size and the second of the last change.
touch -d '+1 minute' www/*
run -c sources.yaml run --force --now=$((now + 10800))
is 'sources that broke: the status' "$rc" 1
like 'XML: the rules find nothing' "$err" \
    'xml: extract: nothing on the page matches item: //_:e'
like 'CSV: the columns are named' "$err" \
    'csv: extract: the table has no column for =Name; its columns are Wer, Wann'
like 'text: the pattern finds nothing' "$err" \
    'text: extract: nothing on the page matches item: =/'
like 'a sitemap that is none' "$err" 'map: extract: the sitemap cannot be read'
like 'a page is found again by its items' "$err" \
    'page: the rules broke.*; the list is read by repaired ones'
is 'the feeds stay' "$(stamp out/{page,xml,map,csv,text}.rss)" "$before"

# By hand.
run test --url="http://127.0.0.1:$port/map.xml" --file=www/index.xml
like 'an index names its newest sitemap' "$rc $err" \
    '^1 .*this is an index of 2 sitemaps; write the address of one of them as url, such as http://site.example/new.xml.gz of 2026-11-20 or '
run test --url="http://127.0.0.1:$port/list.txt" --file=www/list.txt --json
is 'test says how it was read' "$(python3 -c '
import json, sys
t = json.load(sys.stdin); print(t["method"], len(t["items"]))' <<<"$out")" 'sitemap 6'
run detect "http://127.0.0.1:$port/list.txt" --file=www/list.txt
like 'detect says what it is' "$rc $out" '^This is a sitemap: a source without any rule'
run detect "http://127.0.0.1:$port/index.xml" --file=www/index.xml
like 'detect knows an index' "$rc $err" '^1 .*this is an index of 2 sitemaps'
run test --url="http://127.0.0.1:$port/data.xml" --file=www/data.xml
like 'XML without rules says what reads it' "$rc $err" \
    'this is XML, not a page; XPath reads it'

# An index is followed to its newest sitemap, which is one of them or another
# next time.
python3 - <<'PY'
for day, name, n in ((19, "a", 2), (20, "b", 3)):
    with open(f"www/part-{name}.xml", "w") as f:
        f.write("<urlset>" + "".join(
            f"<url><loc>http://site.example/{name}/story-{i}</loc><lastmod>2026-11-{day}</lastmod></url>"
            for i in range(n)) + "</urlset>")
PY
index() { # DAY OF a, DAY OF b
	printf '<sitemapindex>'
	printf "<sitemap><loc>http://127.0.0.1:$port/part-%s.xml</loc><lastmod>2026-11-%s</lastmod></sitemap>" a "$1" b "$2"
	printf '</sitemapindex>'
}
index 19 20 >www/parts.xml
cat >index.yaml <<YAML
settings: {output: out4, state: state4, allow_private: ["127.0.0.1:$port"]}
defaults: {gap: 0s, robots: ignore}
sources:
  - {id: parts, url: "http://127.0.0.1:$port/parts.xml", pages: next}
YAML
links() { "$CORANTO" -c index.yaml items --json parts | grep -o '"link":"[^"]*' | sed 's,.*example/,,' | sort | paste -sd' '; }
run -c index.yaml run --now=$now
is 'an index leads to its newest sitemap' "$rc $err $(links)" \
    '0  b/story-0 b/story-1 b/story-2'
index 21T00:00:00Z 20 >www/parts.xml
run -c index.yaml run --force --now=$((now + 3600))
is 'and later to another' "$rc $err $(links)" \
    '0  a/story-0 a/story-1 b/story-0 b/story-1 b/story-2'
index 21 21 | sed 's,<lastmod>[^/]*/lastmod>,,g' >www/parts.xml
run -c index.yaml run --force --now=$((now + 7200))
like 'one without dates would never change' "$rc $err" '^1 .*this is an index of 2 sitemaps'

# The worst: entities, depth, breadth, prefixes, zipped zeros, a page that asks
# XPath for all of its text again and again, a pattern that never ends.
python3 - <<'PY'
import gzip
def put(name, data):
    with open("www/" + name, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())
put("lol.xml", "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'lol'>" + "".join(
    f"<!ENTITY {chr(98 + i)} '{('&' + chr(97 + i) + ';') * 10}'>" for i in range(9)) +
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a><e><title>&j;&x;one</title><link>/1</link></e></a>")
put("deep.xml", "<?xml version='1.0'?>" + "<a>" * 100000 + "<e/>")
put("wide.xml", "<?xml version='1.0'?><a>" + "<e/>" * 600000 + "</a>")
put("prefix.xml", "<?xml version='1.0'?><a " + " ".join(
    f"xmlns:p{i}='u{i}'" for i in range(100000)) + "/>")
put("zeros.xml", gzip.compress(b"<urlset>" + b" " * 300000000, 9))
put("text.html", "<ul>" + "<li>x" * 100000 + "</ul>")
put("rows.csv", "title,link\n" + "".join(f"t{i},/{i}\n" for i in range(200000)))
put("aaa.txt", "a" * 200000)
PY
cat >worst.yaml <<YAML
settings: {output: out2, state: state2, allow_private: ["127.0.0.1:$port"]}
defaults: {gap: 0s, robots: ignore}
sources:
  - {id: lol, url: "http://127.0.0.1:$port/lol.xml", item: //e}
  - {id: deep, url: "http://127.0.0.1:$port/deep.xml", item: //e}
  - {id: wide, url: "http://127.0.0.1:$port/wide.xml", item: //e}
  - {id: prefix, url: "http://127.0.0.1:$port/prefix.xml", item: //e}
  - {id: zeros, url: "http://127.0.0.1:$port/zeros.xml"}
  - {id: text, url: "http://127.0.0.1:$port/text.html", item: "//li[contains(/, 'y')]"}
  - {id: rows, url: "http://127.0.0.1:$port/rows.csv", item: =csv}
  - {id: aaa, url: "http://127.0.0.1:$port/aaa.txt", item: "=/(a|aa)+[bd]/", title: =0}
YAML
start=$(date +%s)
run -c worst.yaml run --now=$now
seconds=$(($(date +%s) - start))
is 'the worst: the status' "$rc" 1
like 'lol: no entity is expanded' \
    "$("$CORANTO" -c worst.yaml items lol)" '(^| )one( |$)'
like 'deep' "$err" 'deep: extract: '
like 'wide' "$err" 'wide: extract: the XML has more elements, attributes or prefixes than are read at once'
like 'prefix' "$err" 'prefix: extract: the XML has more elements, attributes or prefixes'
like 'zeros' "$err" 'zeros: decode: '
like 'text' "$err" "text: extract: .*takes too many steps"
is 'rows: the first and the last' \
    "$("$CORANTO" -c worst.yaml items --json rows | wc -l)" 1000
like 'aaa' "$err" 'aaa: extract: a pattern was given up'
ok 'all of it in time, also when it is instrumented' test $seconds -lt 180
# What a warning counts does not make it another one.
long() { echo Title; seq -f 'Row number %.0f of many' "$1"; }
cat >long.yaml <<'YAML'
settings: {output: long.out, state: long.state}
sources:
  - {id: long, url: "file:long.csv", base: "https://x.example/", item: =csv, title: =Title, date: =When, flood: accept}
YAML
long 1100 >long.csv
run -c long.yaml run --now=$now
is 'two warnings are told' "$rc $(grep -c 'there are 1100 entries\|matches =When' <<<"$err")" '0 2'
long 1101 >long.csv
run -c long.yaml run --force --now=$((now + 3600))
is 'with other counts they are not told again' "$rc $err" '0 '
sed -i 's/=When/=Then/' long.yaml
run -c long.yaml run --now=$((now + 7200))
is 'of other rules they are' "$(grep -c 'there are 1101 entries\|matches =Then' <<<"$err")" 2
done_testing
