#!/bin/bash
# SPDX-License-Identifier: ISC
# The feed that is there already: named by the page, by robots.txt, or where
# feeds usually are; and feeds as sources, by detect and from a reader's list.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
mkdir -p www/blog www/quiet
serve "$dir/www"
base=http://127.0.0.1:$port

page() { # HEAD
	echo "<!DOCTYPE html><title>The page</title>${1:-}"
	for i in 1 2 3 4 5; do
		echo "<li><a href=/n/$i>The headline of the list, number $i</a>"
	done
}
rss() { # TITLE NUMBER...
	echo "<rss version='2.0'><channel><title>$1</title><link>$base/</link>"
	shift
	for i; do
		echo "<item><title>The headline of the list, number $i</title>"
		echo "<link>$base/n/$i</link></item>"
	done
	echo '</channel></rss>'
}
json() { # EXPRESSION, of g
	python3 -c 'import json, sys
g = json.load(sys.stdin)
print(eval(sys.argv[1]))' "$1" <<<"$out"
}
asked() { # what the server was asked for since the last time
	cut -d' ' -f2 nginx/access.log | tr '\n' ' '
	: >nginx/access.log
}
# Titles of FEED, a line each.
titles_of() {
	python3 -c 'import sys, xml.etree.ElementTree as E
for t in E.parse(sys.argv[1]).iter("item"): print(t.findtext("title")[-1:], end="")' "$1"
}

# What the page names is asked for and compared with its list.
alt='<link rel=alternate type=application/rss+xml'
page "$alt href=/all.xml title=All>$alt href=/comments.xml>$alt href=/dead.xml>$alt href=/>" >www/index.html
rss All 1 2 3 4 5 6 >www/all.xml
rss Comments 8 9 >www/comments.xml
run detect "$base/" --json
is "named: compared" \
	"$(json '[(d["url"][len("'"$base"'"):], d["by"], d["type"], d["entries"], d["shared"]) for d in g["feeds"]]')" \
	"[('/all.xml', 'page', 'RSS', 6, 5), ('/comments.xml', 'page', 'RSS', 2, 0), ('/dead.xml', 'page', 'RSS', None, None), ('/', 'page', 'RSS', None, None)]"
like "named: dead" "$(json 'g["feeds"][2]["problem"]')" "404"
is "named: no feed" "$(json 'g["feeds"][3]["problem"]')" "it is no feed"
is "named: nothing is guessed" "$(asked)" "/robots.txt / /all.xml /comments.xml /dead.xml / "
run detect "$base/"
like "named: said" "$out" "^      6 entries; of the 5 of list 1 it has all$"
like "named: said of others" "$out" "^      2 entries; of the 5 of list 1 it has none$"
like "named: to have it read" "$out" "detect $base/all.xml --add$"
asked >/dev/null
run detect "$base/" --example="The headline of the list, number 2"
is "who asks for a list gets that alone" "$(asked)" "/robots.txt / "

# Nothing is named: it may be there all the same.
page >www/blog/index.html
run detect "$base/quiet/"
asked >/dev/null
rss Guessed 1 2 >www/atom.xml
printf 'Sitemap: %s/s1.xml\nUser-agent: *\nDisallow: /rss.xml\n' "$base" >www/robots.txt
run detect "$base/blog/" --json
is "guessed: what it is" \
	"$(json '[(d["url"][len("'"$base"'"):], d["by"], d["title"], d["shared"]) for d in g["feeds"]]')" \
	"[('/atom.xml', 'guess', 'Guessed', 2), ('/s1.xml', 'robots.txt', None, None)]"
is "guessed: a handful, as robots.txt allows" "$(asked)" \
	"/robots.txt /blog/ /blog/feed /blog/index.xml /feed /atom.xml "
run detect "$base/blog/"
like "guessed: said" "$out" "^The page names no feed, but its site has one"
rm www/atom.xml
echo '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"/>' >www/s1.xml
run detect "$base/blog/"
like "a sitemap of news" "$out" "^   $base/s1.xml  news sitemap$"
like "there is no feed" "$(grep -v -- "$CORANTO" <<<"$out" | grep -c feed)" "^0$"
echo '<p>Words.' >www/none.html
rss Guessed 1 2 >www/atom.xml
run detect "$base/none.html"
is "no list: status" "$rc" 1
like "no list, but a feed" "$out" "detect $base/atom.xml --add$"
rm www/robots.txt

# A feed is a source.
run detect "$base/all.xml"
is "a feed: status" "$rc $err" "0 "
like "a feed: said" "$out" "^This is a feed: RSS\."
like "a feed: a sample" "$out" "The headline of the list, number 1"
run detect "$base/all.xml" --json
is "a feed: JSON" "$(json 'g["feed"], g["candidates"][0]["items"]')" "('RSS', 6)"
rss Empty >www/empty.xml
for f in all empty; do
	run -c own.yaml detect "$base/$f.xml" --add
	is "a feed is added: $f" "$rc $err" "0 "
done
is "as a source without rules" "$(sed -n '/^sources/,$p' own.yaml)" \
	"sources:
  - url: $base/all.xml
    name: All
  - url: $base/empty.xml
    name: Empty"
sed -i '1i settings: {output: own, state: own-state}\ndefaults: {gap: 0s}' own.yaml
run -c own.yaml run
is "and read" "$rc $err" "0 "
is "with all of it" "$(titles_of own/127-0-0-1-all-xml.rss)" 123456
is "empty as it is" "$(titles_of own/127-0-0-1-empty-xml.rss)" ""
run -c own.yaml detect "$base/all.xml" --add
like "once is enough" "$err" "has this page already"
echo '<rss version="2.0"><channel>' >www/broken.xml
run detect "$base/broken.xml"
is "a broken feed" "$rc" 0

# A reader's list becomes sources that work.
echo '{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [
{"id": "1", "url": "'"$base"'/n/7", "title": "number 7"}]}' >www/j.json
cat >www/a.xml <<XML
<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>urn:a</id>
<entry><id>urn:a:1</id><title>number 4</title><link href="$base/n/4"/><updated>2026-11-20T08:00:00Z</updated></entry>
</feed>
XML
cat >list.opml <<XML
<opml version="2.0"><body><outline text="Folder">
<outline text="One" type="rss" xmlUrl="$base/all.xml" htmlUrl="$base/"/>
<outline text="Two" type="rss" xmlUrl="$base/a.xml"/>
<outline text="Three" type="rss" xmlUrl="$base/j.json"/>
</outline></body></opml>
XML
run opml --import list.opml
is "import: status" "$rc $err" "0 "
{
	echo 'settings: {output: read, state: read-state}'
	echo 'defaults: {gap: 0s}'
	echo "$out"
	echo 'feeds: [{id: folder, tags: [Folder]}]'
} >read.yaml
run -c read.yaml run
is "import: they work" "$rc $err" "0 "
for f in all-xml:123456 a-xml:4 j-json:7; do
	is "import: ${f%:*}" "$(titles_of "read/127-0-0-1-${f%:*}.rss")" "${f#*:}"
done
is "import: folders are tags" "$(titles_of read/folder.rss | fold -w1 | sort | tr -d '\n')" 1234567
like "import: with the names of the list" "$(cat read/127-0-0-1-a-xml.rss)" "<title>Two</title>"
done_testing
