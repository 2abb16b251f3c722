#!/bin/bash
# SPDX-License-Identifier: ISC
# The feed checker passes what the generators write, and each fault put into
# such a feed is caught by the rule that is about it.
set -u
cd "$(dirname "$0")/../.." || exit 1
check=tests/tools/check_feed.py
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
n=0 rules=() names=()

ok() { n=$((n + 1)); echo "ok $n - $1"; }
not_ok() { n=$((n + 1)); echo "not ok $n - $1"; sed 's/^/# /' "$dir/out"; }

mkdir "$dir/good" "$dir/bad"
"${PROBE:-build/probe}" generate <tests/data/generate.jsonl | python3 -c '
import json, sys
for line, feed in zip(sys.stdin, open("tests/data/generate.jsonl")):
    name = sys.argv[1] + "/" + json.loads(feed)["feed"]["id"]
    for kind, text in json.loads(line).items():
        open(name + "." + kind, "w", newline="").write(text)
' "$dir/good"

for feed in yaowen empty nowhere odd merged; do
	base=https://feeds.example.org/
	case $feed in
	odd) base=${base}f/ ;;
	nowhere) base= ;;
	esac
	if $check --now 2026-11-22 --base-url "$base" \
	    "$dir/good/$feed".{rss,atom,json} >"$dir/out" 2>&1
	then ok "$feed is good"
	else not_ok "$feed is good"
	fi
done

tests/e2e/feed_schema.sh "$dir"/good/*.atom >"$dir/out" 2>&1
case $? in
0) ok "Atom by the schema of RFC 4287" ;;
77) ok "Atom by the schema of RFC 4287 # SKIP $(cat "$dir/out")" ;;
*) not_ok "Atom by the schema of RFC 4287" ;;
esac

# bad FORMAT RULE EDIT [FEED]: a feed of its own with this edit. Checked below,
# all in one go.
bad() {
	local sub
	sub=$dir/bad/$(printf %03d ${#rules[@]})
	mkdir "$sub"
	cp "$dir/good/${4:-yaowen}".{rss,atom,json} "$sub"
	perl -0777 -pi -e "$3" "$sub/${4:-yaowen}.$1"
	if cmp -s "$sub/${4:-yaowen}.$1" "$dir/good/${4:-yaowen}.$1"
	then echo "Bail out! $1 $2: no change by $3"; exit 1
	fi
	rules+=("$2") names+=("$1 $2: $3")
}

# shellcheck disable=SC2016 # what stands in quotes is for perl
edits() {
	bad rss well-formed 's,</channel>,,'
	bad rss well-formed 's/&amp;/&/'
	bad rss encoding 's/\A/\n/'
	bad rss encoding 's/ encoding="UTF-8"//'
	bad rss encoding 's/\xE8/\xFF/'
	bad rss character 's/<title>/<title>\x01/'
	bad rss character 's/<title>/<title>&#x1F;/'
	bad rss character 's/<title>/<title>\xEF\xBF\xBE/'
	bad rss entity 's/<title>/<title>&nbsp;/'
	bad rss doctype 's/<rss/<!DOCTYPE rss><rss/'
	bad rss stylesheet \
	    's,<rss,<?xml-stylesheet type="text/xsl" href="a.xsl"?><rss,'
	bad rss xml-base 's,<channel>,<channel xml:base="https://e.org/">,'
	bad rss namespace 's,yahoo.com/mrss/,yahoo.com/mrss,'
	bad atom namespace 's/ xmlns=/ xmlns:a=/; s,(</?)(?=\w+[ >]),$1a:,g'
	bad rss root 's/rss(?= version|>)/rdf/g'
	bad rss size 's/$/" " x (5 << 20)/e'
	bad rss missing 's,<description>[^<]*</description>,,'
	bad rss missing 's,<link>[^<]*</link>,,'
	bad rss missing 's,(<item>.*?)<link>[^<]*</link>,$1,s'
	bad rss missing 's,(<item>.*?)<description>[^<]*</description>,$1,s'
	bad rss missing 's,<guid.*?</guid>,,'
	bad rss blank 's,<category>[^<]*<,<category> <,'
	bad rss blank 's,(<item>\s*<title>)[^<]*,$1,'
	bad rss title 's,(<item>\s*<title>),$1a  b,'
	bad rss title 's,(<item>\s*<title>),$1 . "x" x 300,e'
	bad rss white-space 's,<link>, <link> ,; s,<link> ,<link>\n,'
	bad rss guid 's/ isPermaLink="false"//'
	bad rss guid 's/isPermaLink="false"/isPermaLink="true"/'
	bad rss id 's/>tag:/>TAG:/'
	bad rss id 's/>tag:[^<]*/>9e3779b97f4a7c15/'
	bad rss unique 's/>(tag:[^<]*)(.*)>tag:[^<]*/>$1$2>$1/s'
	bad rss pair 's/(>tag:[^<]*)/$1-2/'
	bad rss date 's/<pubDate>...,/<pubDate>Sat,/'
	bad rss date 's/GMT/UTC/'
	bad rss date 's,<pubDate>[^<]*,<pubDate>2026-11-19T16:30:00Z,'
	bad rss date 's,<pubDate>.*?</pubDate>,,'
	bad rss plausible-date 's/Thu, 19 Nov 2026/Wed, 19 Nov 2036/'
	bad rss plausible-date 's/<pubDate>[^<]*/<pubDate>Mon, 19 Nov 1979 00:00:00 GMT/'
	bad rss newest-first 's,(<item>.*?</item>)(\s*)(<item>.*?</item>),$3$2$1,s'
	bad rss url 's,<link>https://news.example.cn/a,<link>/a,'
	bad rss url 's,<link>https:,<link>ftp:,'
	bad rss url 's,(<link>[^<]*),$1|,'
	bad rss url 's,(<link>[^<]*),$1\xE8\xA6\x81,'
	bad rss sanitized 's,&lt;p&gt;,&lt;script&gt;,'
	bad rss sanitized 's,&lt;p&gt;,&lt;p onclick=x&gt;,'
	bad rss sanitized 's,https://news.example.cn/b,javascript:a(),'
	bad rss sanitized 's,https://news.example.cn/b,java&amp;#9;script:a(),'
	bad rss absolute-html 's,=&quot;https://img.example.cn/,=&quot;/,'
	bad rss order 's,(<item>)(.*?)(<content:en.*?</content:encoded>),$1$3$2,s'
	bad rss author 's,<guid,<author>Li Lei</author><guid,'
	bad rss once 's,(<enclosure.*?>),$1$1,'
	bad rss enclosure 's/ length="12345"/ length=""/'
	bad rss enclosure 's/ type="audio.mpeg"//'
	bad rss language 's,<language>[^<]*,<language>chinese_CN,'
	bad rss self 's,<atom:link rel="self".*?/>,,'
	bad rss self 's,yaowen.rss,yaowen.xml,'
	bad rss image 's,(<image>.*?<title>),$1x,s'
	bad rss rss 's,<ttl>30,<ttl>0.5,'
	bad atom missing 's,<updated>.*?</updated>,,; s,<id>.*?</id>,,'
	bad atom missing 's,(<entry>.*)<link rel="alternate".*?/>,$1,s'
	bad atom missing 's,<summary.*?</summary>,,g; s,<content.*?</content>,,g'
	bad atom blank 's,(<entry>.*?<title>)[^<]*,$1,s'
	bad atom title 's,(<entry>.*?)<title>,$1<title type="html">,s'
	bad atom order 's,(<link rel="alternate"[^>]*>)(\s*)(<link rel="encl[^>]*>),$3$2$1,'
	bad atom once 's,(<entry>.*?)(<link rel="alternate"[^>]*>),$1$2$2,s'
	bad atom self 's,(<entry>),$1<link rel="self" href="https://e.org/"/>,'
	bad atom content 's,<content type="html">,<content type="text/html">,'
	bad atom date 's,Z</published>,+00:00</published>,'
	bad atom date 's,Z</published>,.5Z</published>,'
	bad atom date 's,(<entry>.*?<updated>20)26,${1}16,s'
	bad atom author 's,<author>.*?</author>,,s'
	bad atom blank 's,<name>[^<]*,<name>,'
	bad rss folder 's/$/\n/; system "touch $ARGV.tmp"'
	bad atom language 's,xml:lang="zh-CN",xml:lang="",'
	bad atom missing 's,(<source>\s*)<id>.*?</id>,$1,s' merged
	bad atom date 's,(<source>.*?<updated>)[^<]*,$1,s' merged
	bad json well-formed 's/\}$//'
	bad json well-formed 's/"title":"/"title":"\\ud800/'
	bad json character 's/"title":"/"title":"\\u0001/'
	bad json size 's/$/" " x (5 << 20)/e'
	bad json json 's,version/1.1,version/1,'
	bad json blank 's/("items".*?"title":)"[^"]*"/$1""/s'
	bad json blank 's/"language":"[^"]*"/"language":null/'
	bad json blank 's/"tags":\[[^\]]*\]/"tags":[]/'
	bad json pair 's/("id":"tag:[^"]*)/$1-2/'
	bad json id 's/"id":"tag:/"id":"TAG:/'
	bad json self 's/yaowen.json/yaowen.rss/'
	bad json url 's,"url":"https://news.example.cn/a,"url":"/a,'
	bad json date 's/("date_published":"[^"]*)Z/$1+00:00/'
	bad json missing 's/"content_text":"[^"]*",//'
	bad json sanitized 's,<p>,<script>,'
	bad json author 's/"authors":/"author":/'
	bad json enclosure 's/"mime_type":"[^"]*",//'
	bad json language 's/"language":"zh-CN"/"language":"chinese_CN"/'
}
edits

$check --now 2026-11-22 --base-url https://feeds.example.org/ "$dir"/bad/* \
    >"$dir/all" 2>&1
rc=$?
for i in "${!rules[@]}"; do
	grep "^$dir/bad/$(printf %03d "$i")[^:]*: " "$dir/all" >"$dir/out"
	if grep -q ": ${rules[i]}: " "$dir/out"
	then ok "${names[i]}"
	else not_ok "${names[i]}"
	fi
done
if [ $rc = 1 ]; then ok "exit status"; else not_ok "exit status $rc"; fi

mkdir "$dir/none"
$check "$dir/none" >"$dir/out" 2>&1
if [ $? = 2 ]; then ok "no feeds"; else not_ok "no feeds"; fi
echo "1..$n"
