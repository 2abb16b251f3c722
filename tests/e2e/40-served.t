#!/bin/bash
# SPDX-License-Identifier: ISC
# Two listing pages on a real server, over several runs: what changes on the
# page, and nothing else, changes in the feeds; and what readers make of it.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
mkdir www
serve "$dir/www"
base=http://127.0.0.1:$port

# page GBK|UTF-8: a listing page of the items on standard input, one a line:
# number, day, title.
page() {
	local charset=$1
	python3 -c '
import sys
charset = sys.argv[1]
rows = "".join(
    """<li><a href="/{2}/{0}.html"><img src="/i/{0}.jpg"></a>
    <h3><a href="/{2}/{0}.html">{3}</a></h3>
    <p>第{0}条的摘要, 100%…</p><span class="time">{1}</span></li>
""".format(*line.rstrip("\n").split(" ", 1)[0:1],
           line.split(" ", 2)[1], "gbk" if charset == "GBK" else "utf8",
           line.rstrip("\n").split(" ", 2)[2]) for line in sys.stdin)
label = "gb2312" if charset == "GBK" else "utf-8"
html = f"""<html lang="zh-CN"><head><meta charset="{label}">
<title>列表</title></head><body><ul class="l">{rows}</ul></body></html>"""
sys.stdout.buffer.write(html.encode(charset, "xmlcharrefreplace"))
' "$charset"
}

items() { # FIRST LAST: items numbered so, the newest first
	for i in $(seq "$2" -1 "$1"); do
		echo "$i 2026-11-$(printf %02d $((i % 28 + 1))) 朱镕基第${i}条新闻 <b>&amp;</b>"
	done
}

# Each write is a second later than the last, as nginx's validators count so.
now=1790000000
publish_page() { # NAME CHARSET
	page "$2" >"www/$1"
	now=$((now + 60))
	touch -d "@$((now - 100000000))" "www/$1"
}

cat >sources.yaml <<YAML
settings:
  output: feeds
  state: state
  base_url: "$base/feeds/"
  formats: [rss, atom, json]
defaults:
  gap: 0s
  every: 1h
  timezone: Asia/Shanghai
  item: ul.l > li
  title: h3 a
  summary: p
  date: .time
  image: img
sources:
  - {id: gbk, name: 国内, url: "$base/gbk.html"}
  - {id: utf8, name: 国际, url: "$base/utf8.html"}
YAML
ln -s "$dir/feeds" www/feeds
entries() { "$top/tests/e2e/feed_items.py" "$@" | sort; }
fetch() {
	python3 -c 'import sys, urllib.request as r
sys.stdout.buffer.write(r.urlopen(sys.argv[1]).read())' "$1"
}
go() { now=$((now + 7200)); run -c sources.yaml run --now="$now"; }
now=1796000000 # 2026-11-30

items 1 20 | publish_page gbk.html GBK
items 1 20 | publish_page utf8.html UTF-8
go
is 'run 1: well and silent' "$rc $out$err" "0 "
is 'run 1: the feeds and their stylesheet' "$(cd feeds && echo *)" \
    'all.atom all.json all.rss feed.css feeds.opml gbk.atom gbk.json gbk.rss health.atom health.json health.rss index.html utf8.atom utf8.json utf8.rss'
is 'run 1: twenty entries each' \
    "$(for f in feeds/[gu]*.rss feeds/[gu]*.atom; do entries "$f" | wc -l; done | sort -u)" 20
ok 'the feeds keep the rules' "$top/tests/tools/check_feed.py" \
    --base-url "$base/feeds/" --now "$(date -d "@$now" +%FT%T)" feeds
is 'lastBuildDate: when the items came, not when they are from' \
    "$(sed -n 's,.*<lastBuildDate>\(.*\)</.*,\1,p' feeds/gbk.rss)" \
    "$(date -d "@$now" '+%a, %d %b %Y %H:%M:%S GMT')"
is 'a feed names the stylesheet that lies beside it' \
    "$(fetch "$base/feeds/$(sed -n 's/^<?xml-styl.* href="\(.*\)"?>/\1/p' \
	feeds/gbk.rss)" | cmp - feeds/feed.css 2>&1)" ''
ok 'Atom by its schema, where that is at hand' bash -c \
    "$top/tests/e2e/feed_schema.sh feeds/*.atom; [ \$? = 0 -o \$? = 77 ]"

# Readers, over http.
is 'feedparser: titles, links, dates' \
    "$("$top/tests/e2e/feed_items.py" "$base/feeds/gbk.rss" \
	"$base/feeds/utf8.atom" | python3 -c '
import json, sys
for line in sys.stdin:
    e = json.loads(line)
    n = int(e["link"].rsplit("/", 1)[1][:-5])
    assert e["title"] == f"朱镕基第{n}条新闻 &", e
    assert e["date"] == "2026-11-%02dT16:00:00Z" % (n % 28), e
    assert e["summary"] == f"第{n}条的摘要, 100%…", e
    print(n, end=" ")')" \
    "$(printf '%s ' {20..1} {20..1})"
is 'sfeed: titles, links, dates' \
    "$(fetch "$base/feeds/gbk.rss" | sfeed | cut -f 1,2,3 | sort)" \
    "$(for i in $(seq 20); do
	printf '%s\t朱镕基第%s条新闻 &\t%s\n' \
	    "$(date -d "2026-11-$((i % 28 + 1)) 00:00 +0800" +%s)" "$i" \
	    "$base/gbk/$i.html"
    done | sort)"

mkdir -p nb/cache
printf '%s\n' "$base/feeds/gbk.rss" "$base/feeds/utf8.atom" >nb/urls
: >nb/config
newsboat_() { newsboat -u nb/urls -c nb/cache/db -C nb/config "$@" 2>&1; }
newsboat_ -x reload >/dev/null
is 'newsboat: forty unread articles' "$(newsboat_ -x print-unread)" \
    '40 unread articles'
is 'newsboat: titles, links, dates' \
    "$(sqlite3 nb/cache/db "SELECT title, url, pubDate FROM rss_item
	WHERE feedurl LIKE '%gbk%' ORDER BY pubDate, title")" \
    "$(for i in $(seq 20); do
	echo "朱镕基第${i}条新闻 &|$base/gbk/$i.html|$(date \
	    -d "2026-11-$((i % 28 + 1)) 00:00 +0800" +%s)"
    done)"

# rss2email sends a mail for each entry it does not know; here, into a folder.
mails() { find r2e/Mail/inbox/new -type f 2>/dev/null | sort; }
r2e_() { r2e -c "$dir/r2e/config" -d "$dir/r2e/data" "$@" 2>&1; }
# in_mails FIELD: of each mail, sorted.
in_mails() {
	mails | python3 -c '
import email, email.policy, sys
for path in sys.stdin:
    with open(path.strip(), "rb") as f:
        mail = email.message_from_binary_file(f, policy=email.policy.default)
    print(mail[sys.argv[1]])' "$1" | sort
}
mkdir -p r2e/Mail/inbox/{new,cur,tmp}
cat >r2e/config <<-CONF
[DEFAULT]
from = feeds@example.org
to = me@example.org
force-from = True
date-header = True
use-css = False
html-mail = False
email-protocol = maildir
maildir-path = $dir/r2e/Mail
maildir-mailbox = inbox
CONF
if command -v r2e >/dev/null; then
	r2e_ add gbk "$base/feeds/gbk.rss" >/dev/null
	r2e_ add utf8 "$base/feeds/utf8.atom" >/dev/null
	r2e_ run >/dev/null
	is 'rss2email: a mail for each' "$(mails | wc -l)" 40
	is 'rss2email: titles' "$(in_mails subject)" \
	    "$(for i in $(seq 20); do printf '%s\n' "朱镕基第${i}条新闻 &"{,}; done |
		sort)"
	is 'rss2email: links' "$(in_mails x-rss-url)" \
	    "$(for i in $(seq 20); do
		printf '%s\n' "$base/"{gbk,utf8}"/$i.html"
	    done | sort)"
	is 'rss2email: ids' "$(in_mails x-rss-id)" \
	    "$(entries feeds/gbk.rss feeds/utf8.atom |
		sed 's/.*"id": "\([^"]*\)".*/\1/' | sort)"
	r2e_ run >/dev/null
	is 'rss2email: none of them twice' "$(mails | wc -l)" 40
else
	skip_rest 'rss2email is not installed'
fi

before=$(stamp feeds/*)
: >nginx/access.log
go
is 'run 2: well and silent' "$rc $out$err" "0 "
is 'run 2: 304 for both' "$(sort nginx/access.log)" \
    "304 /gbk.html
304 /utf8.html"
is 'run 2: no file is touched' "$(stamp feeds/*)" "$before"

entries feeds/gbk.rss >old
items 1 21 | publish_page gbk.html GBK
go
entries feeds/gbk.rss >new
is 'a new item: one entry more, no other changed' \
    "$(comm -23 old new | wc -l) $(comm -13 old new | wc -l)" '0 1'
like 'a new item: it is the new one' "$(comm -13 old new)" '第21条'
is 'a new item: bytes of all other entries are the same' \
    "$(python3 - <<'PY'
import re
new = open("feeds/gbk.rss", encoding="utf-8").read()
entries = re.findall(r"<item>.*?</item>", new, re.S)
print(len(entries), sum("第21条" in e for e in entries))
PY
)" '21 1'
is 'a new item: the other feeds are untouched' \
    "$(stamp feeds/utf8.*)" "$(grep utf8 <<<"$before")"
newsboat_ -x reload >/dev/null
is 'newsboat: exactly one more unread' "$(newsboat_ -x print-unread)" \
    '41 unread articles'

if command -v r2e >/dev/null; then
	r2e_ run >/dev/null
	is 'rss2email: exactly one more mail' "$(mails | wc -l)" 41
fi

cp new old
items 1 21 | sed 's/第7条新闻/第7条新闻(更正)/' | publish_page gbk.html GBK
go
entries feeds/gbk.rss >new
is 'an edited title: one entry differs' \
    "$(comm -23 old new | wc -l) $(comm -13 old new | wc -l)" '1 1'
ids() { python3 -c 'import json, sys
for line in sys.stdin: e = json.loads(line); print(e["id"], e["date"])' | sort; }
is 'an edited title: ids and dates hold' "$(ids <new)" "$(ids <old)"
like 'an edited title: it is in the feed' "$(cat new)" '第7条新闻\(更正\)'
newsboat_ -x reload >/dev/null
is 'newsboat: an edit is no new article' "$(newsboat_ -x print-unread)" \
    '41 unread articles'
if command -v r2e >/dev/null; then
	r2e_ run >/dev/null
	is 'rss2email: an edit is no mail' "$(mails | wc -l)" 41
fi

cp new old
items 12 21 | sed 's/第7条新闻/第7条新闻(更正)/' | publish_page gbk.html GBK
go
entries feeds/gbk.rss >new
is 'half the items gone from the page: nothing gone from the feed' \
    "$(diff old new)" ''
is 'ids are equal in both formats' "$(entries feeds/gbk.rss | ids)" \
    "$(entries feeds/gbk.atom | ids)"
done_testing
