#!/bin/bash
# SPDX-License-Identifier: ISC
# feeds.opml for readers, `opml` that prints it, `opml --import` that makes
# sources of a reader's list.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1

echo '<title>Page of its own</title><ul><li><a href=/1>One</a></ul>' >list.html
cat >sources.yaml <<'YAML'
settings: {output: feeds, state: state, base_url: "https://f.example.org/x"}
defaults: {item: li}
sources:
  - {id: one, name: 要闻 & "<b>", tags: [新闻, "a,b/c"], language: zh-CN,
     url: "file:list.html", base: "https://one.example.org/"}
  - {id: two, url: "file:list.html", base: "https://two.example.org/", name: Two}
  - {id: three, url: "file:list.html", base: "https://three.example.org/",
     tags: 新闻, name: Three, description: The third}
feeds:
  - {id: some, name: Some, tags: [新闻]}
YAML
run -c sources.yaml opml
before=$out
is 'before the first run there is a list' "$rc $err" '0 '
run -c sources.yaml run
is 'a run is well' "$rc $err" '0 '
run -c sources.yaml opml
is 'it is that of the file' "$out" "$(cat feeds/feeds.opml)"
is 'and of before' "$out" "$before"
is 'folders, names, addresses' "$(python3 -c '
import xml.etree.ElementTree as x
def walk(e, path):
    for o in e.findall("outline"):
        if "xmlUrl" in o.attrib:
            print("/".join(path), o.get("text"), o.get("type"), o.get("xmlUrl"),
                  o.get("htmlUrl"), o.get("category"), o.get("description"), sep="|")
        walk(o, path + [o.get("text")])
root = x.parse("feeds/feeds.opml").getroot()
assert root.tag == "opml" and root.get("version") == "2.0"
walk(root.find("body"), [])')" \
    '|Some|rss|https://f.example.org/x/some.rss|None|None|None
|Health of the sources|rss|https://f.example.org/x/health.rss|None|None|None
|Two|rss|https://f.example.org/x/two.rss|https://two.example.org/|None|None
新闻|要闻 & "<b>"|rss|https://f.example.org/x/one.rss|https://one.example.org/|/新闻,/a b c|None
新闻|Three|rss|https://f.example.org/x/three.rss|https://three.example.org/|/新闻|The third'
before=$(stamp feeds/*)
run -c sources.yaml run --force
is 'no byte moves without a reason' "$(stamp feeds/*)" "$before"
# Without an address of the folder the list that is printed has the files.
sed 's/, base_url: [^}]*}/}/; s/output: feeds/output: "fe ed%s"/' sources.yaml >files.yaml
addresses() { grep -o 'xmlUrl="[^"]*"' | paste -sd' '; }
for when in before after; do
	run -c files.yaml opml
	is "$when a run: the files, from the root" "$rc $(addresses <<<"$out")" \
	    "0 $(printf "xmlUrl=\"file://$dir/fe%%20ed%%25s/%s.rss\"\n" some health two one three | paste -sd' ')"
	run -c files.yaml run --force
done
is 'where they are, nothing of this machine is told' \
    "$(addresses <'fe ed%s/feeds.opml' | cut -d' ' -f1)" 'xmlUrl="some.rss"'
# newsboat takes the list, folders as tags, and gives it back.
mkdir nb
: >nb/urls
: >nb/config
newsboat_() { newsboat -u nb/urls -c nb/db -C nb/config "$@"; }
newsboat_ -i feeds/feeds.opml >/dev/null
is 'newsboat takes it in' "$(cat nb/urls)" \
    'https://f.example.org/x/some.rss
https://f.example.org/x/health.rss
https://f.example.org/x/two.rss
https://f.example.org/x/one.rss "新闻"
https://f.example.org/x/three.rss "新闻"'
newsboat_ -e >nb/out.opml
run opml --import nb/out.opml
is 'and what it gives out is taken in' \
    "$rc $err$(sed -n 's/.*url: //p' <<<"$out")" \
    "0 $(sed 's/ .*//' nb/urls)"
sed -i 's/formats: .*//; s/settings: {/&formats: [atom], /' sources.yaml
run -c sources.yaml opml
is 'the address is of a format that is written' "$(grep -c '\.rss"' <<<"$out")" 0

# A reader's list.
run opml --import "$top/tests/fuzz/corpus/opml/folders.opml"
is 'import: no configuration is needed' "$rc $err" '0 '
is 'import: sources with names and folders' "$out" \
    'sources:
  - url: https://wire.example.org/feed.xml
    name: The wire
    tags: [News & more]
  - url: https://news.example.cn/rss
    name: 要闻
    tags: [News & more, 中国]
  - url: https://alone.example.org/atom
    name: Alone'
# As FreshRSS writes it, with names of its own.
cat >fresh.opml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<opml xmlns:frss="https://freshrss.org/opml" version="2.0">
<head><title>FreshRSS</title><dateCreated>Mon, 23 Nov 2026 02:00:00 +0000</dateCreated></head>
<body><outline text="新闻 &amp; 时事" frss:opmlUrl="">
<outline text="A &quot;b&quot;" type="rss" xmlUrl="https://a.example.org/feed?x=1&amp;y=2" htmlUrl="https://a.example.org/" description="d" frss:priority="main"/>
<outline text="Scraped" type="HTML+XPath" xmlUrl="https://b.example.org/list" htmlUrl="https://b.example.org/" frss:xPathItem="//li" frss:xPathItemTitle="descendant::a" frss:xPathItemUri="./a/@href" frss:xPathItemContent="." frss:xPathItemTimestamp="./time/@datetime | ./span" frss:xPathItemUid="matches(., 'x')" frss:xPathItemAuthor=""/>
</outline></body></opml>
XML
run opml --import fresh.opml
is 'import: a list of FreshRSS' "$rc $err
$out" '0 coranto: a rule of https://b.example.org/list is left out: (matches(., '"'x')"'): XPath 1.0 has no function matches
sources:
  - url: https://a.example.org/feed?x=1&y=2
    name: A "b"
    tags: [新闻 & 时事]
  - url: https://b.example.org/list
    name: Scraped
    item: //li
    title: (descendant::a)
    link: ./a/@href
    content: .
    date: (./time/@datetime | ./span)
    tags: [新闻 & 时事]'
echo "$out" >fresh.yaml
run -c fresh.yaml check
is 'import: the rules of a page are right' "$rc $err" '0 '
cat >list.opml <<'XML'
<opml version="1.1"><body>
<outline text="${HOME}: # not a comment" xmlUrl="https://a.example.org/?f=1"/>
<outline text="- b" xmlUrl="https://a.example.org/?f=2"/>
<outline text="again" xmlUrl="https://a.example.org/?f=2#x"/>
<outline text="mail" xmlUrl="mailto:me@example.org"/>
<outline text="line&#10;break" xmlUrl="https://b.example.org/"/>
<outline text="local" xmlUrl="file:///etc/passwd"/>
</body></opml>
XML
run opml --import list.opml
{ echo 'defaults: {item: li}'; echo "$out"; } >imported.yaml
like 'import: what is no address is told' "$err" 'left out.*mailto:me@example.org'
like 'import: nor is a file one' "$err" 'left out.*/etc/passwd'
run -c imported.yaml check
is 'import: what comes out is right, ids included' "$rc $err" '0 '
run -c imported.yaml status --json
is 'import: names are what they were' "$(python3 -c 'import json, sys
for s in json.load(sys.stdin)["sources"]:
    print(s["id"], s["name"], s["url"])' <<<"$out")" \
    'a-example-org ${HOME}: # not a comment https://a.example.org/?f=1
a-example-org-2 - b https://a.example.org/?f=2
b-example-org line break https://b.example.org/'
for bad in entities.opml rss.xml cut.opml deep.opml; do
	run opml --import "$top/tests/fuzz/corpus/opml/$bad"
	is "import: $bad is refused" "$rc $out $(wc -l <<<"$err")" '2  1'
done
run opml --import none.opml
is 'import: a file that is not there' "$rc" 2
done_testing
