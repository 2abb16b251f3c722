#!/bin/bash
# SPDX-License-Identifier: ISC
# A podcast from its feed to ours: sound, picture, people, subjects. A feed that
# moved, one that is gone, one in gzip, one in an encoding that only the server
# names; how often each is asked is what the feeds say of it.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
mkdir -p www/new
# shellcheck disable=SC2016  # the variable is nginx's
serve "$dir/www" 'location = /old.rss { return 301 http://localhost:$server_port/new/moved.rss; }
	location = /gone.rss { return 410; }
	location = /packed.rss { default_type application/rss+xml; add_header Content-Encoding gzip; }
	location = /named.rss { types { } default_type "text/xml; charset=windows-1251"; }'
cat >www/cast.rss <<XML
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel><title>The Cast</title><link>http://site.example/</link>
<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
<itunes:image href="/cast.jpg"/><itunes:author>The House</itunes:author>
<item><title>Talk &amp; more</title><guid isPermaLink="false">ep-1</guid>
<enclosure url="/audio/1.mp3?a=1&amp;b=2" length="123456789" type="audio/mpeg"/>
<itunes:image href="http://site.example/1.jpg"/><itunes:author>A. Host</itunes:author>
<itunes:duration>1:02:03</itunes:duration><itunes:keywords>talk, more</itunes:keywords>
<podcast:transcript url="/1.vtt" type="text/vtt"/>
<itunes:summary>What it is about.</itunes:summary>
<pubDate>Thu, 19 Nov 2026 06:00:00 GMT</pubDate></item>
</channel></rss>
XML
simple() {
	echo "<rss version='2.0'><channel><title>$1</title>$2<item><title>$1 one</title>" \
	    "<link>1.html</link><guid>$1-1</guid></item></channel></rss>"
}
simple Moved '' >www/new/moved.rss
simple Packed '<skipHours><hour>11</hour></skipHours>' | gzip >www/packed.rss
simple 'Новости' '' | iconv -f UTF-8 -t CP1251 >www/named.rss
simple Gone '' >www/gone.rss
cat >sources.yaml <<YAML
settings: {output: out, state: state, allow_private: ["127.0.0.1:$port", "localhost:$port"], formats: [rss, atom, json]}
defaults: {gap: 0s, robots: ignore, every: 15m}
sources:
  - {id: cast, url: "http://127.0.0.1:$port/cast.rss"}
  - {id: moved, url: "http://127.0.0.1:$port/old.rss"}
  - {id: packed, url: "http://127.0.0.1:$port/packed.rss"}
  - {id: named, url: "http://127.0.0.1:$port/named.rss"}
  - {id: gone, url: "http://127.0.0.1:$port/gone.rss"}
YAML
now=1795086000 # 2026-11-19 11:00 UTC
run -c sources.yaml run --now=$now
is 'all are read but the one that is gone' "$rc $(grep -c gone <<<"$err")" '1 1'

xml() {
	python3 - "$@" <<'PY'
import sys, xml.etree.ElementTree as ET
NS = {"m": "http://search.yahoo.com/mrss/", "a": "http://www.w3.org/2005/Atom",
      "dc": "http://purl.org/dc/elements/1.1/"}
root = ET.parse(sys.argv[1])
for path in sys.argv[2:]:
    path, name = (path.rsplit("@", 1) + [""])[:2]
    for e in root.findall(path, NS):
        print(e.get(name) if name else e.text)
PY
}
audio="http://site.example/audio/1.mp3?a=1&b=2"
is 'sound, picture, author, subjects and text are in our RSS' \
    "$(xml out/cast.rss channel/item/{enclosure@url,enclosure@length,enclosure@type,m:thumbnail@url,dc:creator,category,description})" \
    "$audio
123456789
audio/mpeg
http://site.example/1.jpg
A. Host
talk
more
What it is about."
is 'in our Atom' "$(xml out/cast.atom 'a:entry/a:link[@rel="enclosure"]@href' \
    'a:entry/a:link[@rel="enclosure"]@length' a:entry/m:thumbnail@url a:entry/a:author/a:name)" \
    "$audio
123456789
http://site.example/1.jpg
A. Host"
is 'and in our JSON Feed' "$(python3 -c '
import json
i = json.load(open("out/cast.json"))["items"][0]
print(i["attachments"][0]["url"], i["attachments"][0]["size_in_bytes"], i["image"], i["tags"])')" \
    "$audio 123456789 http://site.example/1.jpg ['talk', 'more']"
is 'what moved resolves against where it is now' \
    "$(xml out/moved.rss channel/item/link)" "http://localhost:$port/new/1.html"
is 'gzip, and a charset that the server alone names' \
    "$(xml out/packed.rss channel/item/title; xml out/named.rss channel/item/title)" 'Packed one
Новости one'

# Six hours later: twice a day is not yet; the gone one is never asked again.
: >nginx/access.log
run -c sources.yaml run --now=$((now + 6 * 3600))
is 'sy: is heeded, and 410' "$(sort nginx/access.log)" '301 /old.rss
304 /named.rss
304 /new/moved.rss
304 /packed.rss'
: >nginx/access.log
run -c sources.yaml run --now=$((now + 13 * 3600))
like 'after half a day it is asked' "$(sort nginx/access.log)" '304 /cast.rss'
: >nginx/access.log
run -c sources.yaml run --now=$((now + 24 * 3600 + 60)) # 11:01
is 'skipHours is heeded' "$(sort nginx/access.log)" '301 /old.rss
304 /named.rss
304 /new/moved.rss'

run -c sources.yaml test "http://127.0.0.1:$port/cast.rss" --json
is 'test says what an address is' "$(python3 -c '
import json, sys
t = json.load(sys.stdin); print(t["method"], t["items"][0]["title"])' <<<"$out")" \
    'feed Talk & more'
done_testing
