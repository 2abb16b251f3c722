#!/bin/bash
# SPDX-License-Identifier: ISC
# index.html: all feeds, their state, nothing from elsewhere, no byte that
# moves without a reason, and no name that is more than text.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
now=1796000000 # 2026-11-30T00:53:20Z

cat >list.html <<'HTML'
<ul><li><a href=/1>One</a><i>2026-11-29 10:00</i>
<li><a href=/2>Two</a><i>2026-11-29 09:00</i>
<li><a href=/3>Three</a><i>2026-11-03 09:00</i></ul>
HTML
cp list.html frail.html
cat >sources.yaml <<'YAML'
settings: {output: feeds, state: state}
defaults: {item: li, date: i}
sources:
  - {id: good, name: 要闻 & "评论", language: zh-CN, tags: [新闻],
     url: "file:list.html", base: "https://example.org/"}
  - {id: evil, name: '"><script>alert(1)</script>', tags: ['</span><img src=x>'],
     url: "file:frail.html", base: "https://example.org/?a=1&quot;b"}
  - {id: later, url: "file:list.html", base: "https://example.org/", paused: true}
feeds:
  - {id: some, name: Some, sources: [good, evil]}
YAML
go() { now=$((now + 7200)); run -c sources.yaml run --force --now="$now"; }

go
is 'a run is well' "$rc $err" '0 '
# page: what a parser sees, a thing a line.
page() {
	python3 - <<'PY'
import base64, hashlib, html.parser, re
text = open("feeds/index.html", encoding="utf-8").read()

class P(html.parser.HTMLParser):
    stack, csp, words = [], "", ""
    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "meta":
            self.csp = attrs.get("content", "") if "http-equiv" in attrs else self.csp
        for name, value in attrs.items():
            if name in ("src", "srcset", "style") or name.startswith("on"):
                print("attribute", name)
            if name == "href":
                print("link", value)
        if tag == "link":
            print("alternate", attrs["type"], attrs["title"])
        if tag not in ("meta", "path", "input", "link"):
            self.stack.append(tag)
        print("element", tag)
    def handle_endtag(self, tag):
        if tag == "path":
            return
        assert self.stack.pop() == tag, tag
        if tag == "li":
            print("row", " ".join(self.words.split()))
            self.words = ""
    def handle_data(self, data):
        if self.stack[-1:] and self.stack[-1] in ("script", "style"):
            sum = base64.b64encode(hashlib.sha256(data.encode()).digest())
            print(self.stack[-1], f"'sha256-{sum.decode()}'" in self.csp)
        if "li" in self.stack:
            self.words += " " + data

p = P()
p.feed(text)
assert not p.stack, p.stack
PY
}
page >seen
is 'each feed is a row: names are text' "$(grep ^row seen)" \
    'row All sources 3 sources 2026-11-29 RSS Atom
row Some 2 sources 2026-11-29 RSS Atom
row 要闻 & "评论" #新闻 ok 2026-11-29 RSS Atom
row "><script>alert(1)</script> #</span><img src=x> ok 2026-11-29 RSS Atom
row later paused no item yet RSS Atom'
is 'style and script are those that the policy names' \
    "$(grep -E '^(style|script) ' seen)" 'style True
script True'
is 'readers that are given the page find the feeds of several sources' \
    "$(grep ^alternate seen)" 'alternate application/rss+xml All sources
alternate application/atom+xml All sources
alternate application/rss+xml Some
alternate application/atom+xml Some'
is 'nothing is loaded, no attribute runs' "$(grep ^attribute seen)" ''
is 'links lead to pages of sources and to files beside' \
    "$(sed -n 's/^link //p' seen | grep -v '^https://example.org/' |
	while read -r f; do [ -f "feeds/$f" ] || echo "$f"; done)" ''
like 'the chart has its words' "$(cat feeds/index.html)" \
    'aria-label="3 items in 30 days, at most 2 a day"'
before=$(stamp feeds/index.html)
go
now=$((now + 86400))
go
is 'time alone changes no byte' "$(stamp feeds/index.html)" "$before"
echo '<p>' >frail.html
sed -i "/id: evil/s/{id: evil/{id: evil, item: 'li:not([x=\"<b>\"])'/" sources.yaml
go
like 'a failing source, since when' "$(page | grep '^row ">')" \
    'no matches since 20[0-9-]+ 2026-11-29'
like 'and why, with the words of the page as text' "$(page | grep '^row ">')" \
    ' extract: nothing on the page matches item: li:not\(\[x="<b>"\]\)$'
like 'how many there are' "$(cat feeds/index.html)" '>1 failing<'
before=$(stamp feeds/index.html)
go
is 'and it is said once' "$(stamp feeds/index.html)" "$before"
done_testing
