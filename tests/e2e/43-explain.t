#!/bin/bash
# SPDX-License-Identifier: ISC
# explain and test tell why: the words a date was read from, the rules it was
# read by, what makes an item the same one, what an edit changed.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1

page() { # TITLE: the page with that title for its first item
	cat >list.html <<HTML
<meta charset=utf-8><ul>
<li><h3><a href="a/1.html?utm_source=list#top">$1</a></h3><i>11月20日 08:30</i>
<li><h3><a href="/2026/11/18/2.html">Two</a></h3>
<li><h3>Three</h3><i>2026-11-17</i>
<li><h3><a href=4.html>Four</a></h3><i>2027-01-05 10:00</i>
<li><h3><a href=5.html>Five</a></h3>
</ul>
HTML
}
page One
cat >sources.yaml <<YAML
settings: {output: feeds, state: state}
sources:
  - {id: list, url: "file:list.html", base: "https://www.example.cn/n/",
     item: li, title: h3, link: a, date: i, timezone: Asia/Shanghai, keep: 4}
YAML

run -c sources.yaml explain list
like 'before the first run there is nothing to explain' "$rc $err$out" '^0 list has no stored items; '
run -c sources.yaml explain
like 'it needs a source' "$rc $err" '^2 coranto: explain needs the ID'
run -c sources.yaml explain lst
like 'and one that is there' "$rc $err" '^2 .*did you mean "list"'

run -c sources.yaml test list --now=2026-11-22T12:00:00+08:00
like 'test: the date, what it was read from, and what was added' "$out" \
    '^  date      2026-11-20 08:30 \+08:00$'
like 'test: with the rule' "$out" \
    '^            i gave "11月20日 08:30": the year is the newest that is not to come$'
like 'test: a date in the link' "$out" \
    '^            "2026/11/18" stands in the link'
is 'test: of a zone that is given, nothing' "$(grep -c '^  zone' <<<"$out")" 0
# zone CONFIGURATION: what test says of it.
zone() {
	run -c "$1" test list --now=2026-11-22T12:00:00Z
	grep '^  zone' <<<"$out"
}
sed 's/ timezone: [^,]*,//' sources.yaml >nowhere.yaml
is 'test: of one that nobody names, that it is made up' "$(zone nowhere.yaml)" \
    '  zone      UTC (the page names none; `timezone` says another)'
sed 's/ item: li/ language: zh-CN, item: li/' nowhere.yaml >china.yaml
is 'test: the language may tell it' "$(zone china.yaml)" ''
sed 's/<i>11月.*<.i>/<i>2026-11-20 08:30 +08:00<\/i>/; s/2027-01-05 10:00/3 hours ago/' \
    list.html >zoned.html
sed 's/file:list/file:zoned/' nowhere.yaml >zoned.yaml
is 'test: and so may the text' "$(zone zoned.yaml)" ''

run -c sources.yaml run --now=2026-11-22T12:00:00+08:00
is 'run' "$rc $err" '0 '
run -c sources.yaml explain list
is 'a line an item; what the feed holds no longer is marked' "$out" \
    '      PUBLISHED        DATE IS          SAME BY TITLE
   1  2026-11-22 12:00 not-yet          link    Four
   2  2026-11-22 11:59 first-seen       link    Five
   3  2026-11-20 08:30 year-newest      link    One
   4  2026-11-18       link             link    Two
   5- 2026-11-17       given            title   Three'

run -c sources.yaml explain list 3
is 'one item, in full' "$(printf '%s\n' "$out" | sed 's/:[0-9a-f]\{32\}$/:HEX/')" \
    '3
  title     One
  link      https://www.example.cn/n/a/1.html#top
            the page has "a/1.html?utm_source=list#top"
  key       l:https://example.cn/n/a/1.html
            its link, in the one form that all spellings of it have
            left out of it: utm_source #top
  guid      tag:example.cn,2026:HEX
  seen      2026-11-22 04:00Z
  published 2026-11-20 08:30 +08:00
            i gave "11月20日 08:30": the year is the newest that is not to come
  updated   never
  feed      number 3 of 5, newest first'
whole=$out
for name in one http://m.example.cn/n/a/1.html?utm_medium=x \
    https://www.example.cn/n/a/1.html#top \
    "$(sed -n 's/^  guid *//p' <<<"$out")"; do
	run -c sources.yaml explain list "$name"
	is "found by $name" "$out" "$whole"
done
run -c sources.yaml explain list Three
like 'a title is what it is known by' "$out" '^  key       t:three 2026-11-17$'
like 'past keep' "$out" \
    '^  feed      no longer in it: number 5, .keep. is 4$'
run -c sources.yaml explain list four
like 'a date that was to come' "$out" \
    'i gave "2027-01-05 10:00": the page.s date was still to come'
run -c sources.yaml explain list five
like 'no date at all' "$out" '^            the page gives none: '
is 'items: a time of ours is in the zone of the source' \
    "$("$CORANTO" -c sources.yaml items | cut -c 1-16 | sed -n 2p)" \
    '2026-11-22 11:59'
run -c sources.yaml explain list e
is 'all that are meant, with a line between them' \
    "$(grep -cE '^  title' <<<"$out") $(grep -c '^$' <<<"$out")" '3 2'
run -c sources.yaml explain list nothing
like 'none is meant' "$rc $out$err" \
    '^1 coranto: list has no stored item "nothing"; .* test list. shows'
run -c sources.yaml explain list 99
is 'no such number' "$rc" 1

page 'One, corrected'
run -c sources.yaml run --force --now=2026-11-22T13:00:00+08:00
run -c sources.yaml explain list corrected
is 'an edit: when, of what, and what it was' \
    "$(sed -n '/^  updated/,/^  feed/p' <<<"$out")" \
    '  updated   2026-11-22 13:00:00 +08:00
            a run found changed: title
            the title was "One"
  feed      number 3 of 5, newest first'
like 'the date stays as it was, with its reason' "$out" \
    'i gave "11月20日 08:30": the year is the newest'

run -c sources.yaml explain list --json
is 'as JSON' "$(python3 -c '
import json, sys
for line in sys.stdin:
    e = json.loads(line)
    p = e["published"]
    print(e["number"], e["in_feed"], e["identity"], ",".join(e["removed"]),
          p["date"], p["raw"], p["rule"], ",".join(p["how"]), p["inferred"],
          ",".join(e["edited"]), e["title_before"])
' <<<"$out")" \
    '1 True link  2026-11-22T12:00:00+08:00 2027-01-05 10:00 i not-yet True  None
2 True link  2026-11-22T03:59:56Z None None first-seen True  None
3 True link utm_source,#top 2026-11-20T08:30:00+08:00 11月20日 08:30 i year-newest True title One
4 True link  2026-11-18 2026/11/18 None link True  None
5 False title  2026-11-17 2026-11-17 i  False  None'

# A database of the version that kept no reasons: what came later is taken out.
cat >first.py <<'PY'
import sqlite3
TABLES = "source item identity transition run".split()
INDEXES = "item_feed transition_source".split()
COLUMNS = """n id state since last_run last_success next_due failures items fresh
    message title language config_hash url etag last_modified
    validated_url body_hash""".split()
db = sqlite3.connect("state/coranto.db")
for kind, names in (("table", TABLES), ("index", INDEXES)):
    for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = ? "
                            "AND sql NOTNULL", (kind,)).fetchall():
        if name not in names:
            db.execute("DROP %s %s" % (kind, name))
for column in db.execute("PRAGMA table_info(source)").fetchall():
    if column[1] not in COLUMNS:
        db.execute("ALTER TABLE source DROP " + column[1])
db.execute("PRAGMA user_version = 1")
db.commit()
PY
python3 first.py
run -c sources.yaml explain list
like 'an older database is not changed by reading it' "$rc $err" \
    '^3 coranto: .*is of version 1, the next run brings it to '
run -c sources.yaml run --force --now=2026-11-22T14:00:00+08:00
is 'the next run brings it up to date' "$rc $err" '0 '
run -c sources.yaml explain list 3
like 'what was not kept is not made up' "$out" \
    '^            by an earlier version, which kept no reasons$'
like 'what is known is told' "$out" '^            read from "11月20日 08:30": partly made up$'
done_testing
