#!/bin/bash
# SPDX-License-Identifier: ISC
# The pages that ship and the page that is hard for others come out exactly.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

# fields FILE NAME...: the named values of all items of `test --json`.
fields() {
	python3 - "$@" <<'PY'
import json, sys
for it in json.load(open(sys.argv[1]))["items"]:
    print("|".join(str(it[k]) for k in sys.argv[2:]))
PY
}

cp -r "$top/config" "$dir/config"
cd "$dir" || exit 1

want_days='2020-09-16
2020-10-20
2020-11-03
2020-12-07
2020-12-09
2020-12-21
2020-12-24
2021-01-29
2021-02-06
2021-03-24'
for id in redian tuijian; do
	run test $id --json --now=2021-04-02T12:00:00+08:00
	printf '%s' "$out" >$id.json
	is "$id: test succeeds" "$rc $err" "0 "
	is "$id: the ten dates as seen in April 2021" \
	    "$(fields $id.json date)" "$want_days"
	is "$id: the page's text, ten titles and summaries" \
	    "$(fields $id.json title summary | sha256sum)" \
	    "$(fields "$top/tests/data/pages/redian.json" title summary |
		sha256sum)"
	is "$id: outlet of all items" \
	    "$(fields $id.json outlet | sort | uniq -c | tr -s ' ')" \
	    " 10 网络整理"
done
is 'redian was read as GBK' \
    "$(python3 -c 'import json; print(json.load(open("redian.json"))["charset"])')" \
    GBK
like 'redian: the lazy image, not the placeholder' \
    "$(fields redian.json image | head -n 1)" \
    '^https://www.example.cn/uploads/allimg/[0-9]+-lp.jpg$'
like 'tuijian: links by <base>, without tracking parameters' \
    "$(fields tuijian.json link | head -n 1)" \
    '^https://m.example.cn/tuijian/news/8820.shtml$'

run run --now=2021-04-02T12:00:00+08:00
is 'run succeeds and is silent' "$rc $out$err" "0 "
for feed in redian.rss redian.atom tuijian.rss tuijian.atom; do
	is "$feed: title, day and summary of all items, newest first" \
	    "$("$top/tests/e2e/feed_items.py" "feeds/$feed" | python3 -c '
import json, sys
for line in sys.stdin:
    e = json.loads(line)
    print(e["title"], e["date"][:10], e["summary"], sep="|")' | sha256sum)" \
	    "$(python3 -c '
import json
from datetime import date, timedelta
for it in reversed(json.load(open("redian.json"))["items"]):
    day = date.fromisoformat(it["date"]) - timedelta(1)  # midnight in +08:00
    print(it["title"], day, it["summary"], sep="|")' | sha256sum)"
done
ok 'the feeds keep the rules' "$top/tests/tools/check_feed.py" \
    --now 2021-04-03 feeds/*.rss feeds/*.atom

# The page that no other tool reads right.
cp "$top"/tests/data/pages/yaowen.* .
run -c yaowen.yaml test yaowen --file=yaowen.html --json \
    --now=2026-11-22T10:00:00+08:00
printf '%s' "$out" >yaowen.json
is 'yaowen: test succeeds' "$rc $err" "0 "
is 'yaowen: both items whole' \
    "$(fields yaowen.json title link summary outlet date image)" \
    '朱镕基同志生平图片展在京开幕|https://news.example.cn/yaowen/202611/t20261120_1.html|展览分为五个部分，展出图片二百余幅，其中多数为首次公开……|新华社|2026-11-20T08:30:00+08:00|https://news.example.cn/images/202611/W020261120301.jpg
全国秋粮收购进度过半：质量好于上年|https://news.example.cn/yaowen/202611/t20261121_2.html|截至昨日，主产区各类粮食企业累计收购秋粮八千万吨。|经济日报|2026-11-21T16:05:00+08:00|None'
sed -i 's,url: https.*,url: file:yaowen.html\n    base: https://news.example.cn/yaowen/,; s/state: state/state: state2/' \
    yaowen.yaml
run -c yaowen.yaml run --now=2026-11-22T10:00:00+08:00
is 'yaowen: run succeeds' "$rc $err" "0 "
for feed in yaowen.rss yaowen.atom; do
	is "$feed: title, link, date, outlet as author" \
	    "$("$top/tests/e2e/feed_items.py" "feeds/$feed" | python3 -c '
import json, sys
for line in sys.stdin:
    e = json.loads(line)
    print(e["title"], e["link"], e["date"], e["author"], sep="|")')" \
	    '全国秋粮收购进度过半：质量好于上年|https://news.example.cn/yaowen/202611/t20261121_2.html|2026-11-21T08:05:00Z|经济日报
朱镕基同志生平图片展在京开幕|https://news.example.cn/yaowen/202611/t20261120_1.html|2026-11-20T00:30:00Z|新华社'
	like "$feed: the image" "$(cat "feeds/$feed")" \
	    'W020261120301.jpg'
	like "$feed: dc:source" "$(cat "feeds/$feed")" \
	    '<dc:source>新华社</dc:source>'
done
done_testing
