#!/bin/bash
# SPDX-License-Identifier: ISC
# Feeds as sources: of every kind, without a rule. Ids stay, 304 is understood,
# a new entry is one new item; what coranto writes it reads back the same.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
mkdir www

# entries FORMAT FROM TO: so many entries, the newest first.
entries() {
	local i day
	for ((i = $3; i >= $2; i--)); do
		day=$(printf '2026-11-%02d' "$i")
		case $1 in
		rss) cat <<-XML ;;
			<item><title>News $i of R&amp;D</title><link>/r/$i</link>
			<guid isPermaLink="false">r-$i</guid>
			<pubDate>$(date -u -R -d "$day")</pubDate>
			<description>&lt;p&gt;About &lt;a href="/x$i"&gt;$i&lt;/a&gt; and more.&lt;/p&gt;</description>
			<enclosure url="/r/$i.mp3" length="$i" type="audio/mpeg"/></item>
			XML
		atom) cat <<-XML ;;
			<entry><title type="html">News &lt;b&gt;$i&lt;/b&gt;</title>
			<id>urn:a:$i</id><link href="a/$i"/><updated>${day}T08:30:00+08:00</updated>
			<author><name>A. Name</name></author>
			<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>About $i.</p></div></content></entry>
			XML
		rdf) cat <<-XML ;;
			<item rdf:about="http://site.example/d/$i"><title>News $i</title>
			<link>http://site.example/d/$i</link><dc:date>$day</dc:date></item>
			XML
		esac
	done
}
rss() {
	echo '<?xml version="1.0"?><rss version="2.0"><channel><title>The RSS</title>' \
	    "<link>http://127.0.0.1:$port/</link><description>d</description>" \
	    "<ttl>120</ttl><skipHours><hour>3</hour></skipHours>"
	entries rss "$@"
	echo '</channel></rss>'
}
atom() {
	echo '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="/base/">' \
	    '<title>The Atom</title><id>urn:a</id>'
	entries atom "$@"
	echo '</feed>'
}
rdf() {
	echo '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"' \
	    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' \
	    '<channel rdf:about="u"><title>The RDF</title></channel>'
	entries rdf "$@"
	echo '</rdf:RDF>'
}
# JSON, XML in GBK under another name, and XML that is none.
json() {
	python3 - "$@" <<'PY'
import json, sys
a, b = map(int, sys.argv[1:])
print(json.dumps({"version": "https://jsonfeed.org/version/1.1",
    "title": "The JSON", "home_page_url": "/", "items": [
        {"id": i, "url": f"/j/{i}", "title": f"News {i}",
         "content_text": f"About {i}.", "tags": ["x"],
         "date_published": f"2026-11-{i:02}T00:00:00Z"}
        for i in range(b, a - 1, -1)]}))
PY
}
serve "$dir/www"
rss 1 5 >www/r.rss
atom 1 5 >www/a.atom
rdf 1 5 >www/d.rss
json 1 5 >www/j.json
{
	echo '<?xml version="1.0" encoding="gb2312"?><rss><channel><title>朱镕基</title>'
	echo '<item><title>十一月的新闻</title><link>http://site.example/g</link></item></channel></rss>'
} | iconv -f UTF-8 -t GBK >www/g.rss
cat >www/b.rss <<'XML'
<br />
<b>Warning</b>: a server's own
<?xml version="1.0"?>
<rss><channel><title>AT&T</title>
<item><title>1 < 2 &eacute; & <3</title><link>http://site.example/1</link><description><p>open<br></description></item>
<item><itunes:author>A</itunes:author><title>Two</TITLE><link>http://site.example/2</link></item>
<item><title>cut in the mid
XML
echo '<rss version="2.0"><channel><title>Empty</title></channel></rss>' >www/e.rss
cat >sources.yaml <<YAML
settings: {output: www/out, state: state, allow_private: ["127.0.0.1:$port"], formats: [rss, atom, json]}
defaults: {gap: 0s, robots: ignore, every: 15m}
sources:
  - {id: r, url: "http://127.0.0.1:$port/r.rss"}
  - {id: a, url: "http://127.0.0.1:$port/a.atom"}
  - {id: d, url: "http://127.0.0.1:$port/d.rss"}
  - {id: j, url: "http://127.0.0.1:$port/j.json"}
  - {id: g, url: "http://127.0.0.1:$port/g.rss"}
  - {id: b, url: "http://127.0.0.1:$port/b.rss"}
  - {id: e, url: "http://127.0.0.1:$port/e.rss"}
YAML
# What of each item of SOURCE stands in the store, a line each.
stored() {
	"$CORANTO" -c "$2" items --json "$1" 2>&1 | python3 -c '
import json, sys
for line in sys.stdin:
    i = json.loads(line)
    i["t"] = i["published"]["t"]
    print("|".join(str(i[k]) for k in sys.argv[1:]))' "${@:3}" 2>/dev/null
}
now=1796000000
run -c sources.yaml run --now=$now
is 'feeds of all kinds are read, also an empty one' "$rc $err" '0 '
is 'RSS' "$(stored r sources.yaml title link date enclosures | head -n 1)" \
    "News 5 of R&D|http://127.0.0.1:$port/r/5|2026-11-05T00:00:00Z|[{'url': 'http://127.0.0.1:$port/r/5.mp3', 'type': 'audio/mpeg', 'length': 5}]"
is 'RSS: its HTML is the content, its addresses absolute' \
    "$(stored r sources.yaml summary content | head -n 1)" \
    "None|<p>About <a href=\"http://127.0.0.1:$port/x5\">5</a> and more.</p>"
is 'Atom' "$(stored a sources.yaml title link date author content | head -n 1)" \
    "News 5|http://127.0.0.1:$port/base/a/5|2026-11-05T08:30:00+08:00|A. Name|<div><p>About 5.</p></div>"
is 'RSS 1.0' "$(stored d sources.yaml title link date | tail -n 1)" \
    'News 1|http://site.example/d/1|2026-11-01'
is 'JSON Feed' "$(stored j sources.yaml title link summary categories | head -n 1)" \
    "News 5|http://127.0.0.1:$port/j/5|About 5.|['x']"
is 'GBK under a label' "$(stored g sources.yaml title)" '十一月的新闻'
is 'what is ill-formed is repaired, and what is cut waits' \
    "$(stored b sources.yaml title author)" '1 < 2 é & <3|None
Two|A'
is 'the titles are the feeds own' \
    "$(grep -ho '<title>[^<]*' www/out/{r,a,d,j,g,b}.atom | grep -v 'News\|新闻\|Two\|&lt;' | sort | paste -sd' ')" \
    '<title>AT&amp;T <title>The Atom <title>The JSON <title>The RDF <title>The RSS <title>朱镕基'

# The feed wants to be left alone for two hours, whatever `every` says.
: >nginx/access.log
run -c sources.yaml run --now=$((now + 3600))
is 'ttl is heeded' "$(sort nginx/access.log)" '304 /a.atom
304 /b.rss
304 /d.rss
304 /e.rss
304 /g.rss
304 /j.json'

# Nothing new.
: >nginx/access.log
before=$(stamp www/out/*)
run -c sources.yaml run --force --now=$((now + 90000))
is 'run 2: 304 for each, no file is touched' \
    "$rc $(cut -d' ' -f1 nginx/access.log | sort | uniq -c | tr -s ' ')" '0  7 304'
is 'run 2: no file is touched' "$(stamp www/out/*)" "$before"

# One new entry, and the links of the old ones changed: the guids say it.
ids=$(stored r sources.yaml guid)
rss 1 6 | sed 's,<link>/r/,<link>/moved/,' >www/r.rss
run -c sources.yaml run --force --now=$((now + 180000))
is 'run 3: one new entry is one new item' \
    "$(stored r sources.yaml guid | tail -n 5)" "$ids"
is 'run 3: and no more' "$(stored r sources.yaml guid | wc -l)" 6

# By hand.
run test --url="http://127.0.0.1:$port/r.rss" --file=www/r.rss --json
is 'test says what it is' "$(python3 -c '
import json, sys
t = json.load(sys.stdin); print(t["method"], len(t["items"]))' <<<"$out")" 'feed 6'
run test --url="http://127.0.0.1:$port/b.rss" --file=www/b.rss
like 'test names what was repaired' "$out" 'warning: the feed is not well-formed and was repaired: line'
cat >rules.yaml <<YAML
sources:
  - {id: r, url: "http://127.0.0.1:$port/r.rss", item: ul > li}
  - {id: t, url: "http://127.0.0.1:$port/r.rss", title: h2}
YAML
run -c rules.yaml test r --file=www/r.rss
like 'rules for a page do not read a feed, and test says so' "$rc $err" \
    '^1 .*this is RSS: a feed, which a source without item reads as it is'
run -c rules.yaml test t --file=www/r.rss
like 'rules for fields alone are named' "$rc $out" \
    'warning: title: the source is a feed, which is read without rules'

# Entries without a link stand in the site, whose address is as its site wrote it.
cat >www/site.rss <<'XML'
<rss version="2.0"><channel><title>S</title><link>https://e.cn/a b"c</link>
<item><title>One</title></item><item><title>Two</title></item></channel></rss>
XML
run -c rules.yaml test t --file=www/site.rss --json
is 'an address of the site that is none is written as one' \
    "$(sed -n 's,^ *"link": "\(.*\)#.*,\1,p' <<<"$out" | uniq -c | xargs)" \
    '2 https://e.cn/a%20b%22c'

# What was written reads back the same, whatever it was written as.
cat >back.yaml <<YAML
settings: {output: back, state: back/state, allow_private: true}
defaults: {gap: 0s, robots: ignore}
sources:
YAML
for id in r a d j b; do
	for kind in rss atom json; do
		echo "  - {id: $id-$kind, url: \"http://127.0.0.1:$port/out/$id.$kind\"}" >>back.yaml
	done
done
run -c back.yaml run --now=$((now + 200000))
is 'the feeds written are read' "$rc $err" '0 '
fields=(t title link summary content author outlet categories image enclosures language)
for id in r a d j b; do
	for kind in rss atom json; do
		is "$id.$kind reads back" "$(stored $id-$kind back.yaml "${fields[@]}")" \
		    "$(stored $id sources.yaml "${fields[@]}")"
	done
done
done_testing
