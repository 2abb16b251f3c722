#!/bin/bash
# SPDX-License-Identifier: ISC
# From a URL to a feed: detect finds the list on pages that a server has, --add
# writes the source into a configuration that people wrote, run fetches it.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
mkdir www
serve "$dir/www" 'location = /busy { return 429; } location = /broken { return 502; }
	location = /odd { return 418; } location = /closed { return 403; }'
base=http://127.0.0.1:$port

# The pages that detection is measured on, and what stands in them.
PYTHONPATH=$top/tests/e2e python3 -c '
import json, list_pages
for p in list_pages.pages(0):
    name, lang, _ = p.name.split("-")
    if name in ("cards", "notice_table", "two_lists", "weblog", "nested",
                "full_texts"):
        open(f"www/{name}-{lang}.html", "w").write(p.html)
        json.dump([i["title"] for i in p.items],
                  open(f"www/{name}-{lang}.json", "w"))
' || exit 1

title() { # PAGE NUMBER
	python3 -c 'import json, sys
print(json.load(open(sys.argv[1]))[int(sys.argv[2])])' "www/$1.json" "$2"
}
# titles_of FEED: a line each, in order.
titles_of() {
	python3 -c 'import sys, xml.etree.ElementTree as E
for t in E.parse(sys.argv[1]).iter("item"): print(t.findtext("title"))' "$1"
}
expected() { # PAGE
	python3 -c 'import json, sys
for t in json.load(open(sys.argv[1])): print(t)' "www/$1.json"
}
json() { # EXPRESSION, of g
	python3 -c 'import json, sys
g = json.load(sys.stdin)
print(eval(sys.argv[1]))' "$1" <<<"$out"
}

# Nothing is there: no configuration, no folder for it.
conf=$HOME/.config/coranto/sources.yaml
run detect "$base/cards-en.html"
is "detect: status" "$rc $err" "0 "
like "detect: a sample" "$out" "$(title cards-en 0)"
like "detect: YAML to paste" "$out" "^  - url: $base/cards-en.html$"
like "detect: what to do next" "$out" "detect $base/cards-en.html --add$"
ok "detect: writes nothing" test ! -e "$conf"

# Two commands make a feed of a page.
run detect "$base/cards-en.html" --add
is "add: status" "$rc $err" "0 "
like "add: where" "$out" "$conf"
run run
is "run: status" "$rc $err" "0 "
feed=$HOME/.local/state/coranto/feeds/127-0-0-1-cards-en-html.rss
is "the feed has what the page has" "$(titles_of "$feed")" "$(expected cards-en)"

# What is printed and what is written is one source, and test reads it.
for page in cards-zh notice_table-en two_lists-zh weblog-en nested-zh; do
	run detect "$base/$page.html" --json
	json 'g["candidates"][0]["samples"]' >samples
	json '"sources:\n" + g["yaml"]' >pasted.yaml
	run -c added.yaml detect "$base/$page.html" --add
	is "$page: pasted or added" "$(cat added.yaml)" "$(cat pasted.yaml | sed '$d')"
	run -c added.yaml test "$base/$page.html" --json
	is "$page: test shows the samples" \
		"$(json '[{k: i[k] for k in ("title", "link", "date")} for i in g["items"][:3]]')" \
		"$(cat samples)"
	is "$page: test shows all" \
		"$(json '"\n".join(i["title"] for i in g["items"])')" \
		"$(expected "$page")"
	rm added.yaml
done

# Once is enough, and another list is another source.
run detect "$base/cards-en.html" --add
is "a page twice: status" "$rc" 2
like "a page twice: said" "$err" "has this page already, in line 2"
before=$(cat "$conf")
run detect "$base/two_lists-en.html" --add
run detect "$base/two_lists-en.html" --pick=2 --add
is "another list: status" "$rc $err" "0 "
like "another list: an id of its own" "$(cat "$conf")" "id: 127-0-0-1-two-lists-en-html-2"
is "what was there stays" "$(head -n "$(wc -l <<<"$before")" "$conf")" "$before"
run detect "$base/two_lists-en.html" --pick=9
is "no such number" "$rc" 2
for i in 1 2 3; do
	echo "<li><a href=/n/$i>The headline of the only list, number $i</a>"
done >www/one.html
run detect "$base/one.html" --pick=2
is "no such list: status" "$rc" 1
like "no such list: what there is" "$out" "^1. the only list$"

# A file as people write it.
printf '# mine\r\nsettings: {output: feeds, state: state}\r\nsources: # all\r\n    - url: %s/cards-en.html\r\n      # title: h3\r\n# end' "$base" >mine.yaml
chmod 640 mine.yaml
ln -s mine.yaml link.yaml
run -c link.yaml detect "$base/weblog-en.html" --add
is "add to a file with comments" "$rc $err" "0 "
is "comments, order and line ends stay" "$(sed -n '1,5p;$p' mine.yaml)" \
	"$(printf '# mine\r\nsettings: {output: feeds, state: state}\r\nsources: # all\r\n    - url: %s/cards-en.html\r\n      # title: h3\r\n# end' "$base")"
like "in the same style" "$(cat mine.yaml)" "^    - url: $base/weblog-en.html"$'\r'"$"
is "with its mode" "$(stat -c %a mine.yaml)" 640
ok "as a link" test -L link.yaml
run -c mine.yaml check
is "and it is right" "$rc" 0

# Where lines cannot be put nothing is changed.
for text in "sources: [$base/cards-en.html]" \
	"sources: &l"$'\n'"  - $base/cards-en.html"; do
	echo "$text" >flow.yaml
	run -c flow.yaml detect "$base/weblog-en.html" --add
	is "no place for it: status" "$rc" 2
	like "no place for it: why" "$err" "flow.yaml was not changed: \`sources\`"
	is "no place for it: untouched" "$(cat flow.yaml)" "$text"
done
echo "sources: [$base/cards-en.html]" >flow.yaml
run -c flow.yaml detect "$base/weblog-en.html" --add
like "no place for it: the source is printed" "$out" "^  - url: $base/weblog-en.html$"
printf 'sources:\n  - url: %s\n    itm: li\n' "$base/cards-en.html" >wrong.yaml
run -c wrong.yaml detect "$base/weblog-en.html" --add
is "a file with mistakes: status" "$rc" 2
like "a file with mistakes: told" "$err" "wrong.yaml:3:5: error"
run -c nowhere.yaml detect "$base/weblog-en.html"
is "a file that is not there" "$rc" 2

# Examples: headlines, a link, a date, and what cannot be found.
run detect "$base/two_lists-en.html" --json \
	--example="$(json 'None' 2>/dev/null; python3 - <<'PY'
import re
html = open("www/two_lists-en.html").read()
print(re.search(r'href="/notes/2">([^<]+)', html).group(1))
PY
)"
is "an example names the small list" "$(json 'g["candidates"][0]["samples"][0]["link"]')" "$base/notes/0"
run detect "$base/two_lists-en.html" --json --example=/notes/3
is "so does a link" "$(json 'g["candidates"][0]["samples"][0]["link"]')" "$base/notes/0"
# A list keeps the number that it has without examples.
numbers='{c["number"]: c["samples"][0]["link"] for c in g["candidates"] if c["samples"]}'
run detect "$base/two_lists-en.html" --json
plain=$(json "$numbers")
run detect "$base/two_lists-en.html" --json --example=/notes/3
is "numbers: those of before" "$(json "sorted($numbers.items()) == sorted($plain.items())")" True
is "numbers: that of the example is picked" "$(json 'g["picked"], g["candidates"][0]["number"]')" "(2, 2)"
run detect "$base/two_lists-en.html" --json --example=/notes/3 --pick=1
is "numbers: and taken" "$(json 'g["picked"], g["yaml"].split("item: ")[1].split()[0]')" "(1, 'div.n')"
run detect "$base/two_lists-en.html" --example=/notes/3
like "numbers: as they are printed" "$(grep -m1 '^[0-9]\. ' <<<"$out")" "^2\. the best list"
# A date stands in many places; the list is the one that is best without it.
for page in weblog-zh weblog-en full_texts-en cards-zh; do
	run test "$base/$page.html" --json
	raw=$(json 'g["items"][2]["fields"]["date"]["raw"].strip()')
	title=$(json 'g["items"][2]["title"]')
	run detect "$base/$page.html" --json --example="$raw"
	is "a date: $page" "$(json 'g["candidates"][0]["samples"][2]["title"]')" "$title"
done
run detect "$base/weblog-zh.html" --json \
	--example="$(title weblog-zh 0)" --example="$(title weblog-zh 2)"
is "two headlines: held" "$(json 'g["candidates"][0]["examples"]')" 2
{
	echo '<!DOCTYPE html><title>T</title><h1>The one headline here</h1>'
	echo '<script>var x = {"t": "\u65b0\u95fb in a script"}</script>'
	echo '<p title="Only in a title">p</p><a href="/away/to/somewhere">here</a>'
	echo "$(cat www/cards-en.html)"
} >www/where.html
run detect "$base/where.html" --example="The one headline here"
is "in no list: status" "$rc" 1
like "in no list: where it stands" "$(tr '\n' ' ' <<<"$out")" '"The one headline here" stands in html > body > h1, which is in no list'
like "in no list: said" "$err" "no list holds the example"
run detect "$base/where.html" --example="the one HEADLINE here"
like "capitals" "$(tr '\n' ' ' <<<"$out")" 'is written "The one headline here" on the page'
run detect "$base/where.html" --example="新闻 in a script"
like "in a script" "$(tr '\n' ' ' <<<"$out")" "stands only in the data of a script"
run detect "$base/where.html" --example="Never written"
like "nowhere" "$(tr '\n' ' ' <<<"$out")" '"Never written" is not in the page that the server sends'
run detect "$base/where.html" --example="Only in a title"
like "in an attribute" "$(tr '\n' ' ' <<<"$out")" 'stands only in an attribute of html > body > p'
run detect "$base/where.html" --example="$base/away/to/somewhere"
like "an address in no list" "$(tr '\n' ' ' <<<"$out")" 'is where a link leads to in html > body > a'

# What helps when the page does not come.
helps() { # PATH WORDS
	run detect "$base/$1"
	is "$1: status" "$rc" 1
	like "$1: what helps" "$(tr '\n' ' ' <<<"$out$err")" "$2"
}
helps gone "slip in it\? Else look for the list from the front page on, $base/"
helps closed 'does not show this to everybody'
helps busy 'That may pass: try it again in an hour'
helps broken 'That may pass'
helps odd 'See whether a browser shows the page'
run detect http://127.0.0.1:9/
like "no server: what helps" "$(tr '\n' ' ' <<<"$out$err")" 'slip in the address\? See whether a browser on this machine'

# The feed that is there is named first.
{
	echo '<!DOCTYPE html><base href="/x/"><title>T</title>'
	echo '<link rel="sitemap" href="/sitemap.xml">'
	echo '<link rel="https://api.w.org/" href="/wp-json/">'
	echo '<link rel="alternate" type="application/json" href="/no.json">'
	echo '<link rel="stylesheet alternate" type="application/atom+xml; charset=utf-8" href="feed.atom" title="All &amp; more">'
	echo '<link rel=alternate type=application/feed+json href=feed.json>'
	cat www/cards-en.html
} >www/fed.html
run detect "$base/fed.html" --json
is "what is declared" "$(json '[(d["type"], d["url"][len("'"$base"'"):], d["title"]) for d in g["feeds"]]')" \
	"[('Atom', '/x/feed.atom', 'All & more'), ('JSON Feed', '/x/feed.json', None), ('sitemap', '/sitemap.xml', None), ('WordPress REST API', '/wp-json/', None)]"
run detect "$base/fed.html"
like "a feed is named" "$out" "$base/x/feed.atom  Atom: All & more"
like "before the lists" "$(grep -nE 'has a feed|^1\.' <<<"$out" | head -1)" "has a feed"

# Pages without a list.
echo '<!DOCTYPE html><title>T</title><p>Words.' >www/none.html
echo '<!DOCTYPE html><title>T</title><div id=app></div><script>go()</script>' >www/shell.html
run detect "$base/none.html"
is "no list: status" "$rc" 1
like "no list: said" "$err" "no list was found"
like "no list: what helps" "$out" "name a headline of it"
run detect "$base/shell.html" --json
is "scripts: status" "$rc" 1
like "scripts: said" "$(json 'g["message"]')" "scripts fill in"
run detect "$base/shell.html"
like "scripts: what helps" "$(tr '\n' ' ' <<<"$out")" "Scripts in a browser would make this list"
echo '<rss version="2.0"><channel><title>T</title></channel></rss>' >www/rss.xml
run detect "$base/rss.xml"
like "a feed itself: said" "$out" "^This is a feed: RSS"
ok "a feed itself: no list is asked for" test -z "$(grep example <<<"$out")"
run detect "$base/404.html"
is "not there: status" "$rc" 1
printf 'User-agent: *\nDisallow: /\n' >www/robots.txt
HOME=$dir run detect "$base/cards-en.html" # where no run has read it before
is "robots.txt: shown all the same" "$rc" 0
like "robots.txt: with a warning" "$err" "does not fetch it"
rm www/robots.txt

# Without a network.
run detect --file=www/weblog-en.html --url=https://www.example.org/a/
is "a file: status" "$rc $err" "0 "
like "a file: its address" "$out" "^  - url: https://www.example.org/a/$"
sed 's|<title>|<title>\x0f\t|' www/weblog-en.html >www/control.html
run detect --file=www/control.html --url=https://www.example.org/control
cut="sources:"$'\n'"$(grep -A 20 '^  - url:' <<<"$out" | sed '/^$/,$d')"
echo "$cut" >control.yaml
run check -c control.yaml
is "a title with characters that are no text: what is written reads back" "$rc $err" "0 "
run detect --file=www/weblog-en.html
is "a file without its address" "$rc" 2
run detect www.example.org/a --file=www/weblog-en.html
like "without a scheme" "$err" "write https://www.example.org/a"
run detect file:///etc/hostname
is "a file as an address" "$rc" 2

done_testing
