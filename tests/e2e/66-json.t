#!/bin/bash
# SPDX-License-Identifier: ISC
# JSON as a source: an interface behind a token, lines, a page with its data in
# a script; what is told when it breaks; and the recipe for such a source.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
export API_TOKEN=canary8f3a

# get FILTER: of the JSON in .out.
get() { python3 -c 'import json, sys
print(eval(sys.argv[1], {"d": json.load(open(".out"))}))' "$1"; }

### The recipe, with the page it was written for.
recipe=$top/config/examples/json-api.yaml
run -c "$recipe" check
is 'recipe: no errors' "$rc $err" '0 '
run -c "$recipe" test notices --file="$top/tests/data/examples/json-api.json" \
    --url='https://api.example.org/v2/notices?page=1&size=20' \
    --now=2026-11-23T12:00:00Z --json
is 'recipe: all is read' "$rc $err $(get '[d["method"], len(d["items"])]')" \
    "0  ['json', 2]"
is 'recipe: nothing is warned of' "$(get 'd["warnings"]')" '[]'
is 'recipe: the first item' "$(get '[d["items"][0][k] for k in
("title", "link", "date", "author", "outlet", "categories", "image")]')" \
    "['关于滨江路临时封闭施工的通告', 'https://www.example.org/notices/\
9007199254740993.html', '2026-11-20T07:00:00+08:00', '李明', '市交通运输局', \
['交通', '施工'], 'https://api.example.org/img/2026/river.jpg']"
is 'recipe: HTML is cleaned' "$(get 'd["items"][0]["content"]')" \
    '<p>因雨水管网改造，<strong>滨江路</strong>全封闭施工。</p>'
is 'recipe: an attached file' "$(get 'd["items"][0]["enclosures"]')" \
    "[{'url': 'https://api.example.org/files/map.pdf', 'type': \
'application/pdf', 'length': 0}]"
is 'recipe: what is empty or missing' "$(get '[d["items"][1][k] for k in
("title", "link", "date", "author", "outlet", "summary")]')" \
    "['老年食堂新增 12 家 & 延长营业', 'https://www.example.org/notices/\
9007199254740992.html', '2026-11-19T08:00:00+08:00', None, 'City hall', None]"
is 'recipe: lines become paragraphs' "$(get 'd["items"][1]["content"]')" \
    '<p>新增食堂 12 家。</p><p>营业时间延长至 19:30。</p>'
is 'recipe: each field tells its rule, what was found and what became of it' \
    "$(get 'd["items"][1]["fields"]["title"]')" \
    "{'rule': '\$.shortTitle', 'raw': '老年食堂新增 12 家 &amp; 延长营业', \
'value': '老年食堂新增 12 家 &amp; 延长营业'}"

### A server.
mkdir www
cat >www/list.json <<'JSON'
{"data": {"list": [
  {"id": 12345678901234567890, "title": "One", "at": 1795129200},
  {"id": 2, "title": "Two", "at": "2026-11-19 08:30"},
  {"id": 3, "title": "Three", "at": null}
]}}
JSON
printf '%s\n' '{"t": "first line", "u": "/1"}' 'not JSON' \
    '{"t": "second line", "u": "/2"}' '{"t": "cut off, "u' |
	head -c -1 >www/log.jsonl
cat >www/page.html <<'HTML'
<!DOCTYPE html><html lang="en"><head><title>Town</title></head>
<body><div id="app"></div><script>window.__STATE__ = {news: [
  {head: 'The bridge is open', path: '/n/1', tags: undefined,},
  {head: "It\x27s late", path: '/n/2'}, // the last
]};</script></body></html>
HTML
cat >www/cb.js <<'JS'
/**/ typeof show === 'function' && show({"list": [{"t": "Called back"}]});
JS
# shellcheck disable=SC2016 # nginx's own variable
serve "$dir/www" 'location = /list.json {
	if ($http_authorization != "Bearer canary8f3a") { return 401; }
	default_type application/json; }'
U=http://127.0.0.1:$port A=https://www.example.org/a
cat >c.yaml <<YAML
settings: {output: feeds, state: state}
defaults: {gap: 0s, robots: ignore, timezone: Asia/Shanghai}
sites: {127.0.0.1: {title: h3 a, summary: p.intro}}
sources:
  - id: api
    url: $U/list.json
    headers: {Authorization: "Bearer \${API_TOKEN}"}
    item: \$.data.list
    title: \$.title
    link: \$.id | template "https://www.example.org/a/{}.html"
    date: \$.at
  - {id: lines, url: "$U/log.jsonl", item: \$, title: \$.t, link: \$.u}
  - id: page
    url: $U/page.html
    embedded: window.__STATE__
    item: \$.news
    title: \$.head
    link: \$.path
  - {id: callback, url: "$U/cb.js", item: \$.list, title: \$.t}
YAML

run -c c.yaml --now=2026-11-23T12:00:00Z run
is 'all four are read; what sites has for pages is not asked of them' \
    "$rc $err" '0 '
links() { sed -n 's,.*<link>\(.*\)</link>.*,\1,p' "feeds/$1.rss" |
	tail -n +2 | tr '\n' ' '; }
is 'links are made of numbers as they are written' "$(links api)" \
    "$A/3.html $A/12345678901234567890.html $A/2.html "
is 'lines: the broken ones are left out' "$(links lines)" "$U/1 $U/2 "
is 'a script: its literals' "$(grep -c '<title>It.s late</title>' \
    feeds/page.rss)" 1
is 'a page with its data in a script has its own title' \
    "$(grep -c '<title>Town</title>' feeds/page.rss)" 1
is 'a call' "$(grep -c '<title>Called back</title>' feeds/callback.rss)" 1
like 'dates: counted ones, texts, and none' "$(grep -c pubDate feeds/api.rss)" 3
ok 'no secret in store, feeds or messages' \
    sh -c "! grep -rq $API_TOKEN state feeds .err .out"
run -c c.yaml explain api $A/12345678901234567890.html
like 'explain knows such an item' "$out" 'One'
cp -r feeds before
run -c c.yaml --now=2026-11-23T18:00:00Z run --force
is 'a second run changes nothing' "$rc $(diff -r before feeds)" '0 '
run -c c.yaml test lines
like 'test tells what was left out' "$out" \
    'lines that are no JSON were left out: 1; the first: line 2, column 1'
like 'test tells that the end is missing' "$out" 'ends within a line'
run -c c.yaml test api --html=seen.html
ok 'test --html draws the document as it stands' \
    grep -Eq 'id("|&quot;): 12345678901234567890, ("|&quot;)title' seen.html

### Without rules.
cat >bare.yaml <<YAML
settings: {output: bare, state: bare-state}
defaults: {gap: 0s, robots: ignore}
sources: [{id: page, url: "$U/page.html"}, {id: lines, url: "$U/log.jsonl"}]
YAML
sed -i "s|'/n/2'},|&{head: 'A market for the winter', path: '/n/3'},|" \
    www/page.html
run detect "$U/page.html" --json
is 'detect finds the list of a script' \
    "$(get 'd["candidates"][0]["rules"]')" "{'item': ['\$.news'], \
'embedded': 'window.__STATE__', 'title': ['\$.head'], 'link': ['\$.path']}"
printf '%s\n' '{"t": "the third line of it", "u": "/3"}' \
    '{"t": "the fourth line of it", "u": "/4"}' \
    '{"t": "the fifth line of it", "u": "/5"}' >www/log.jsonl
run -c bare.yaml --now=2026-11-23T12:00:00Z run
is 'run reads it without a rule' "$rc $err $(grep -c '<item>' bare/page.rss \
    bare/lines.rss | tr '\n' ' ')" '0  bare/page.rss:3 bare/lines.rss:3 '
sed -i "s|{head: 'The bridge|{head: 'A fourth headline is here', path: '/n/4'}, &|" \
    www/page.html
run -c bare.yaml --now=2026-11-24T12:00:00Z run --force
is 'and goes on with the rules it found' "$rc $err $(grep -c '<item>' \
    bare/page.rss)" '0  4'
run -c bare.yaml test page --json
is 'test tells so' "$(get '[d["method"], d["rules"]["embedded"]]')" \
    "['json', 'window.__STATE__']"

### Several pages: by a cursor that each names, and by the address of the next.
for n in 1 2 3; do
	next=\"c$((n + 1))\" more=\"/at-c$((n + 1)).json\"
	[ $n = 3 ] && next=null more=null
	printf '{"next": {"cursor": %s, "url": %s}, "list": [%s, %s]}' \
	    "$next" "$more" "{\"t\": \"a$n\", \"u\": \"/$n-a\"}" \
	    "{\"t\": \"b$n\", \"u\": \"/$n-b\"}" >www/at-c$n.json
done
cat >pages.yaml <<YAML
settings: {output: paged, state: paged-state}
defaults: {gap: 0s, robots: ignore, item: \$.list, title: \$.t, link: \$.u}
sources:
  - id: cursor
    url: $U/at-c1.json
    pages: {next: "/at-{cursor}.json", cursor: \$.next.cursor}
  - {id: address, url: "$U/at-c1.json?x", pages: \$.next.url}
YAML
run -c pages.yaml run
is 'the first run reads all pages' "$rc $err $(grep -c '<item>' \
    paged/cursor.rss paged/address.rss | tr '\n' ' ')" \
    '0  paged/cursor.rss:6 paged/address.rss:6 '

### What breaks.
API_TOKEN=wrong run -c c.yaml run --force api
like 'a token that is wrong' "$rc $err" '^1 .*api: fetch: .*401'
printf '{"data": {"list": [\n {"id": 1, "title": "One"\n {}]}}' >www/list.json
run -c c.yaml run --force api
run -c c.yaml test api
like 'broken JSON: line and column' "$rc $err" \
    '^1 .*the JSON cannot be read: line 3, column 2: a comma or } is missing'
echo '{"error": "maintenance", "retry": 60}' >www/list.json
run -c c.yaml test api
like 'a list that is not there: what is there' "$rc $err" \
    '^1 .*matches item: \$\.data\.list; it has error, retry'
echo '{"data": {"list": []}}' >www/list.json
run -c c.yaml test api
like 'test: a list with nothing in it' "$rc $err" '^1 .*the list has no items'
run -c c.yaml run --force api
is 'run: that is no failure' "$rc" 0
is 'no item was lost through all of that' "$(links api)" \
    "$A/3.html $A/12345678901234567890.html $A/2.html "
echo '<html><title>Sign in</title><form><input type=password></form>' \
    >www/list.json
run -c c.yaml test api
like 'a login in its place' "$rc $err" '^1 .*(log.?in|login|password)'
python3 -c 'print("[" * 3000000)' >www/list.json
run -c c.yaml test api
like 'a bomb of brackets' "$rc $err" \
    '^1 .*line 1, column 501: values stand in each other too deeply'
python3 -c 'print("{\"data\":{\"list\":[" + "{}," * 3000000 + "0]}}")' \
    >www/list.json
run -c c.yaml test api
like 'a bomb of values' "$rc $err" '^1 .*there are more values than are read'
done_testing
