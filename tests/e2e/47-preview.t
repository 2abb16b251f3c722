#!/bin/bash
# SPDX-License-Identifier: ISC
# `coranto test --html`: a page with what was taken of it, safe to open.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
check() { python3 "$top/tests/e2e/preview_check.py" "$1" 2>&1; }
now=--now=2026-11-22T10:00:00+08:00

cat >sources.yaml <<'YAML'
sources:
  - {id: list, name: 要闻, url: "https://www.example.cn/a/", item: .list > li,
     title: h3 a, date: .time, outlet: '.src | after "："', image: img,
     summary: p, drop: {title: 广告}}
  - {id: table, url: "https://www.example.cn/b/", item: "tr:has(td)",
     title: td a, date: "td:last-child"}
  - {id: gone, url: "https://www.example.cn/a/", item: .was > li, title: a}
  - {id: many, url: "https://www.example.cn/c/", item: li, title: a, date: i}
YAML
cat >list.html <<'HTML'
<!DOCTYPE html><html lang="zh-CN"><head><meta charset="gb2312"><title>要闻</title>
<base href="https://www.example.cn/a/" target="_top">
<meta http-equiv="refresh" content="0;url=https://evil.example/">
<link rel="stylesheet" href="https://evil.example/s.css">
<style>@import "https://evil.example/i.css"; .item{display:none!important}</style>
<script src="https://evil.example/x.js"></script></head>
<body onload="alert(1)" style="background:url(https://evil.example/b.png)">
<ul class=list><li><img src=l.gif data-src=1.jpg><h3><a href=./1.html>一号文件全文公布</a></h3>
<p>摘要一</p><span class=src>来源：新华社</span><span class=time>11月20日 08:30</span></li>
<li><h3><a href=./2.html onclick="alert(2)">二号文件&lt;script&gt;全文</a></h3><span class=time>昨天 16:05</span></li>
<li><h3><a href=./3.html>广告：三折起</a></h3><span class=time>11月18日</span></li>
<li><h3><a href=./1.html>一号文件全文公布</a></h3></li></ul>
</div></main></section></body></html><iframe src="https://evil.example/"></iframe>
<form action="https://evil.example/"><input autofocus onfocus="alert(3)"></form>
<a href="javascript:alert(4)" id="row-1">x</a><svg onload="alert(5)"></svg>
HTML
iconv -f UTF-8 -t GB18030 list.html >gbk.html

run -c sources.yaml test list --file=gbk.html "$now" --html=out.html
is 'the page is read and drawn' "$rc$err" 0
like 'the table is printed all the same' "$out" '^list: 2 items, 2 dropped'
is 'each item and each field is marked, and nothing loads' "$(check out.html)" \
	'items 1,2 dropped 3,4 date 3 image 1 outlet 1 summary 1 title 4'
ok 'of the page nothing leads anywhere' bash -c '! grep -q evil out.html'
like 'a title is text' "$(grep 'row-2"' out.html)" '二号文件&lt;script&gt;全文'
like 'a date has the words that it was read from' "$(cat out.html)" \
	'<b>2026-11-21 16:05 \+08:00</b><small>from “<bdi>昨天 16:05</bdi>”'
like 'what was dropped has the reason' "$(cat out.html)" '>3 dropped: drop: 广告</a>'
is 'it is for its owner' "$(stat -c %a out.html)" 600
cp out.html first.html
run -c sources.yaml test list --file=gbk.html "$now" --html=out.html --json
ok 'the same page gives the same bytes' cmp out.html first.html
ok 'and JSON is printed beside it' python3 -m json.tool .out

cat >table.html <<'HTML'
<table><tr><th>公告<th>日期<tr><td><a href=1>公告一号</a><td>2026-11-20
<tr><td><a href=2>公告二号</a><td>2026-11-19</table>
HTML
run -c sources.yaml test table --file=table.html "$now" --html=out.html
is 'rows of a table' "$(check out.html)" 'items 1,2 dropped  date 2 title 2'
# What was fetched is gone when the page is drawn, and UTF-8 is never copied.
mkdir www
{ echo '<meta charset=utf-8>' && cat table.html; } >www/table.html
serve "$dir/www"
sed "s,https://www.example.cn/b/,http://127.0.0.1:$port/table.html," \
    sources.yaml >served.yaml
run -c served.yaml test table "$now" --html=out.html
is 'rows of a table on a server' "$rc $(check out.html)" \
    '0 items 1,2 dropped  date 2 title 2'

### Where a list is detected, and where there is none.
python3 - >detect.html <<'PY'
print("<html lang=en><nav>" + "".join(f"<a href=/n{i}>Menu {i}</a>" for i in range(20)))
print("</nav><ul>" + "".join(f"<li><a href=/{i}.html>A headline that is number {i}</a>"
      f"<time>2026-11-{20 - i:02}</time>" for i in range(8)) + "</ul>")
PY
run test https://www.example.org/ --file=detect.html "$now" --html=out.html
is 'what was detected is marked' "$(check out.html)" \
	'items 1,2,3,4,5,6,7,8 dropped  date 8 title 8'
like 'with its rules' "$(cat out.html)" 'Rule, found on the page'
like 'what is far from it is closed' "$(cat out.html)" \
	'<summary>Not taken: .*\(20 links\)'
run -c sources.yaml test gone --file=table.html "$now" --html=out.html
is 'rules that match nothing fail' "$rc" 1
is 'but the page is drawn' "$(check out.html)" 'items  dropped  '
like 'with the failure above it' "$(cat out.html)" \
	'<li class="bad">nothing on the page matches item: .was &gt; li</li>'

### Where it is written.
mkdir folder && ln -s out.html link && mkfifo fifo
for bad in folder link fifo /dev/null; do
	run -c sources.yaml test list --file=list.html --html="$bad"
	is "$bad is not replaced" "$rc $err" "2 coranto: --html=$bad is there and is no file"
done
run -c sources.yaml test list --file=list.html --html=no/where.html
like 'a folder that is not there is told' "$rc $err" '^3 coranto: list: preview: no/where.html: No such file'
rm -f out.html
run -c sources.yaml test list --file=nothing.html --html=out.html
is 'a page that cannot be had fails' "$rc" 1
ok 'and nothing is written' test ! -e out.html

### Large and bad pages: drawn, or one clear line.
python3 - <<'PY'
text = "<p>" + "正文 text " * 450 + "</p>"
def page(name, n, body):
    with open(name, "w") as f:
        f.write("<meta charset=utf-8><ul>" + "".join(
            f"<li><a href=/{i}>Headline {i}</a><i>2026-11-20</i>{body}" for i in range(n)))
page("large.html", 1000, text)
page("toomany.html", 2000, text[:1000])
with open("tags.html", "w") as f:
    f.write("<li><a href=/1>One</a>" + "<b>x</b>" * 200000)
with open("quotes.html", "w") as f:
    f.write("<li><a href=/1>One</a>" + '"' * 10000000)
with open("nodes.html", "w") as f:
    f.write("<li><a href=/1>One</a>" + "<b>x</b>" * 900000)
with open("deep.html", "w") as f:
    f.write("<li><a href=/1>One</a>" + "<div>" * 350 + "x")
PY
run -c sources.yaml test many --file=large.html "$now" --html=out.html
is '1,000 items in 6 MB are drawn' "$rc $(check out.html | tr ' ,' '\n\n' | grep -c .)" '0 1006'
run -c sources.yaml test many --file=toomany.html "$now" --html=out.html
like 'too many are an error' "$rc $err" '^1 .*more than 1000 items on one page'
is 'above the page' "$(check out.html)" 'items  dropped  '
run -c sources.yaml test many --file=deep.html "$now" --html=out.html
is 'a deep page is drawn' "$rc $(check out.html)" '0 items 1 dropped  title 1'
run -c sources.yaml test many --file=tags.html "$now" --html=out.html
is 'a page of tags is drawn' "$rc$err" 0
run -c sources.yaml test many --file=quotes.html "$now" --html=out.html
is 'and one of quotation marks' "$rc$err" 0
run -c sources.yaml test many --file=nodes.html "$now" --html=out.html
is 'what cannot be read is told once' "$rc $err" \
	'1 coranto: many: extract: more than 1000000 nodes'
done_testing
