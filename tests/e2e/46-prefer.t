#!/bin/bash
# SPDX-License-Identifier: ISC
# `prefer: feed`: the feed that a page declares is read in its place, as long as
# it is one of its list.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
mkdir -p www/blog/feed www/own www/odd www/bare
serve "$dir/www" "location /blog/feed/ { if (-f $dir/down) { return 503; } }"
base=http://127.0.0.1:$port

page() { # FOLDER FEED...
	local folder=$1
	shift
	{
		echo '<!DOCTYPE html><title>The page</title>'
		for f; do
			echo "<link rel=alternate type=application/rss+xml href=$f>"
		done
		for i in 1 2 3 4; do
			echo "<li><a href=/n/$i>The headline of the page, number $i</a>"
		done
	} >"www/$folder/index.html"
}
rss() { # TITLE NUMBER...
	echo "<rss version='2.0'><channel><title>$1</title><link>$base/</link>"
	shift
	for i; do
		echo "<item><title>The headline of the feed, number $i</title>"
		echo "<link>$base/n/$i</link></item>"
	done
	echo '</channel></rss>'
}
sorted() { tr ' ' '\n' <<<"$1" | grep . | sort | tr '\n' ' '; }
asked() { # what the server was asked for since the last time
	cut -d' ' -f2 nginx/access.log | grep -v robots | tr '\n' ' '
	: >nginx/access.log
}
has() { # ID: who wrote the headlines of its feed, and which they are
	python3 -c 'import sys, xml.etree.ElementTree as E
for t in E.parse("feeds/%s.rss" % sys.argv[1]).iter("item"):
    w = t.findtext("title").split()
    print(w[4][:1] + w[-1], end=" ")' "$1"
}

# The site's feed, that of comments, and the section's own.
page blog /all.xml /comments.xml /blog/feed/b.xml
rss All 1 2 3 8 9 >www/all.xml
rss Comments 7 8 >www/comments.xml
rss Blog 1 2 3 4 5 >www/blog/feed/b.xml
cat >s.yaml <<YAML
settings: {output: feeds, state: state}
defaults: {gap: 0s, prefer: feed}
sources:
  - {id: blog, url: "$base/blog/"}
YAML
run -c s.yaml test blog --json
is "test reads it" "$(python3 -c 'import json, sys
g = json.load(sys.stdin)
print(g["method"], len(g["items"]))' <<<"$out")" "feed 5"
asked >/dev/null
run -c s.yaml run
is "the first run: status" "$rc $err" "0 "
is "the first run asks for the page and its feed" "$(asked)" "/blog/ /blog/feed/b.xml "
is "and has the feed" "$(has blog)" "f1 f2 f3 f4 f5 "
run -c s.yaml status --json
is "status names it" "$(python3 -c 'import json, sys
print(json.load(sys.stdin)["sources"][0]["feed"])' <<<"$out")" "$base/blog/feed/b.xml"
run -c s.yaml status
like "to a person as well" "$out" "^    read from its feed $base/blog/feed/b.xml"
rss Blog 6 1 2 3 >www/blog/feed/b.xml
run -c s.yaml run --force
is "later ones for the feed alone" "$rc$err $(asked)" "0 /blog/feed/b.xml "
is "which brings what is new" "$(sorted "$(has blog)")" "f1 f2 f3 f4 f5 f6 "

# What passes is a failure; what does not, a reason to read the page.
touch down
run -c s.yaml run --force
is "a failure that may pass" "$rc $(asked)" "1 /blog/feed/b.xml "
like "is one of the source" "$err" "blog: fetch: the server answered 503"
rm down
run -c s.yaml run --force
asked >/dev/null
mv www/blog/feed/b.xml b.xml
run -c s.yaml run --force
like "the feed is gone: said" "$err" "of no use: the server answered 404.*/blog/feed/b.xml.*page is read instead"
is "the feed is gone: the page is read" "$rc $(asked)" "0 /blog/feed/b.xml /blog/ "
is "nothing comes twice" "$(has blog | wc -w)" 6
mv b.xml www/blog/feed/b.xml
page blog /all.xml /comments.xml /blog/feed/b.xml # as new
run -c s.yaml run --force
is "it is not tried again at once" "$rc $err$(asked)" "0 /blog/ "
run -c s.yaml run --force --now="$(date -u -d '+2 days' +%FT%TZ)"
touch -d '+1 minute' www/blog/index.html
run -c s.yaml run --force --now="$(date -u -d '+3 days' +%FT%TZ)"
like "but another day" "$(asked)" "/blog/ /blog/feed/b.xml $"

# A feed of something else, none at all, rules for the page.
page own /comments.xml
page odd /odd/
page bare
cat >t.yaml <<YAML
settings: {output: feeds, state: state-t}
defaults: {gap: 0s}
sources:
  - {id: own, url: "$base/own/", prefer: feed}
  - {id: odd, url: "$base/odd/", prefer: feed}
  - {id: bare, url: "$base/bare/", prefer: feed}
  - {id: rules, url: "$base/blog/", prefer: feed, item: li}
  - {id: plain, url: "$base/blog/"}
YAML
asked >/dev/null
run -c t.yaml run
like "a feed of other things: said" "$err" "own: extract: the feed .* it has nothing of the list that the page shows"
is "asked for" "$rc $(sorted "$(asked)")" "0 /bare/ /blog/ /blog/ /comments.xml /odd/ /own/ /own/ "
for id in own odd bare rules plain; do
	is "$id: the page is read" "$(has $id)" "p1 p2 p3 p4 "
done
run -c t.yaml test own
like "test says it, too" "$err" "nothing of the list"
like "and shows the page" "$out" "of the page, number 4"

# A page without a list that can be read has its feed.
echo '<!DOCTYPE html><link rel=alternate type=application/atom+xml href=/a.xml><div id=app></div><script src=x></script>' >www/shell.html
cat >www/a.xml <<XML
<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>urn:a</id>
<entry><id>urn:a:1</id><title>The headline of the feed, number 4</title><link href="$base/n/4"/></entry>
</feed>
XML
echo "sources: [{id: shell, url: $base/shell.html, prefer: feed}]
settings: {output: feeds, state: state-u}" >u.yaml
run -c u.yaml run
is "a page that scripts make" "$rc $err$(has shell)" "0 f4 "
done_testing
