#!/bin/bash
# SPDX-License-Identifier: ISC
# A damaged database: told, left as it is, and made anew from a backup and the
# published feeds, with the ids and dates that readers know.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
now=1796000000 # 2026-11-30T00:53:20Z

cat >sources.yaml <<'YAML'
settings: {output: feeds, state: state, base_url: "https://f.example.org/",
  formats: [rss, atom, json]}
defaults: {item: li, title: a, date: i, summary: p, keep: 50, flood: accept}
sources:
  - {id: town, name: Town, tags: [wire], url: "file:town.html",
     base: "https://town.example.org/", archives: true}
  - {id: port, name: 港口, language: zh-CN, tags: [wire], url: "file:port.html",
     base: "https://port.example.org/", guid: b}
feeds:
  - {id: wire, name: Wire, tags: [wire], dedupe: near}
YAML
# page NAME FROM TO: a list, the newest first; port has ids and, in part, no
# dates.
page() {
	local n
	echo '<meta charset=utf-8><ul>' >"$1.html"
	for n in $(seq "$3" -1 "$2"); do
		printf '<li><a href="/%d">Story %d of %s &amp; &lt;b&gt;</a><p>Text %d</p>' \
		    "$n" "$n" "$1" "$n"
		if [ "$1" = port ]; then echo "<b>P-$n</b>"; fi
		if [ "$1" = town ] || [ $((n % 3)) = 0 ]; then
			printf '<i>2026-%02d-%02d</i>\n' $((1 + n / 28)) $((1 + n % 28))
		fi
	done >>"$1.html"
}
# day N: the run of that day.
day() { run -c sources.yaml run --force --now=$((now + $1 * 86400)); }
# told: what readers know of each item: id, link, title, dates.
told() {
	"$top/tests/e2e/feed_items.py" feeds/town*.atom feeds/port.rss |
	    python3 -c '
import json, sys
for line in sys.stdin:
    i = json.loads(line)
    print(i["id"], i["link"], i["title"], i["date"], i["updated"])' | sort
}
# damage FILE: the page that holds the rows of most tables.
damage() {
	yes damage | dd of="$1" bs=4096 seek=4 count=3 conv=notrunc \
	    iflag=fullblock 2>&1
}

page town 1 260
page port 1 20
day 0
page town 120 262
day 1
is 'two days are well' "$rc $err" '0 '

### backup
run -c sources.yaml backup copy.db
is 'a backup' "$rc $out$err" '0 '
is 'that is whole, and for nobody else' \
    "$(sqlite3 copy.db 'PRAGMA integrity_check') $(stat -c %a copy.db)" 'ok 600'
is 'with all items' "$(sqlite3 copy.db 'SELECT count(*) FROM item')" \
    "$(sqlite3 state/coranto.db 'SELECT count(*) FROM item')"
run -c sources.yaml backup copy.db
is 'it replaces the one before' "$rc $(ls)" "0 $(ls)"
python3 - <<'PY' &
import sqlite3, time
db = sqlite3.connect("state/coranto.db", isolation_level=None)
db.execute("BEGIN IMMEDIATE")
db.execute("DELETE FROM item")
open("writing", "w").close()
time.sleep(1)
db.execute("ROLLBACK")
PY
until [ -e writing ]; do sleep 0.05; done
run -c sources.yaml backup busy.db
is 'while another one writes: as it was before' \
    "$rc $(sqlite3 busy.db 'SELECT count(*) FROM item')" \
    "0 $(sqlite3 copy.db 'SELECT count(*) FROM item')"
wait $!
run -c sources.yaml backup none/copy.db
is 'into no folder: exit 3, and named' "$rc $err" \
    '3 coranto: none/copy.db: No such file or directory'
inode=$(stat -c %i state/coranto.db)
run -c sources.yaml backup state/coranto.db
is 'in place of the database: refused' \
    "$rc $err $(stat -c %i state/coranto.db)" \
    "3 coranto: state/coranto.db: this is the database itself $inode"
run -c sources.yaml backup
is 'without a name: usage' "$rc" 2

### damage
page town 125 266
page port 5 24
day 2
before=$(told)
run -c sources.yaml recover
is 'whole: there is nothing to do' "$rc $out" \
    '0 The database is whole; nothing was changed.'
cp state/coranto.db good.db
damage state/coranto.db >/dev/null
sum=$(sha256sum <state/coranto.db)
feeds=$(stamp feeds/*)
page port 5 26
day 3
like 'damaged: exit 3, with what helps, to be pasted' "$rc $err" \
    '^3 coranto: state/coranto.db: the database is damaged, and is left as it is \(SQLite: [^*]*\); `[^ ]*coranto -c sources.yaml recover` makes a new one$'
is 'in one line' "$(wc -l <<<"$err")" 1
is 'the file is left as it is' "$(sha256sum <state/coranto.db)" "$sum"
is 'and so are the feeds' "$(stamp feeds/*)" "$feeds"
run -c sources.yaml backup damaged.db
like 'it is not copied' "$rc $(ls damaged.db* 2>&1)" '^3 .*No such file'
cp state/coranto.db damaged.copy
before_it=$(ls state)
run -c sources.yaml recover damaged.copy
like 'a backup that is damaged: told as that' "$rc $err" \
    '^3 coranto: the backup: damaged.copy: the database is damaged, and is left as it is \(SQLite: [^*]*\)$'
is 'and both are left as they are' "$(cmp damaged.copy state/coranto.db) $(ls state)" \
    " $before_it"
run -c sources.yaml recover copy.db --now=$((now + 3 * 86400))
is 'recover: well' "$rc $err" '0 '
like 'it says what came back beyond the backup' "$out" \
    '^The backup came back, and beyond it 8 items of 2 sources, from'
is 'the damaged file is set aside' \
    "$(cmp damaged.copy state/coranto.db.damaged-20261203T005320Z) $(ls state)" \
    " coranto.db
coranto.db.damaged-20261203T005320Z
lock
pages"
day 3
is 'the next run is well' "$rc $err" '0 '
is 'what readers know is as it was, and two are new' \
    "$(diff <(echo "$before") <(told) | grep '^[<>]' | cut -c 1 | uniq -c | tr -d ' \n')" \
    '2>'
day 4
is 'and then nothing is new' "$(told | wc -l)" \
    "$(($(wc -l <<<"$before") + 2))"

### without a backup
cp feeds/port.rss before.rss
before=$(told)
rm state/coranto.db
run -c sources.yaml recover --now=$((now + 5 * 86400))
is 'without a backup, without a database' "$rc $err" '0 '
is 'all that stands in feeds and documents comes back' \
    "$(grep -o '^[0-9]*' <<<"$out")" "$(wc -l <<<"$before")"
day 5
is 'and is what it was' "$rc $err $(diff <(echo "$before") <(told))" '0  '
is 'each once' "$(told | cut -d' ' -f 1 | uniq -d)" ''

### the same by itself: a run that finds feeds, and no database
lose() { rm -f state/coranto.db*; }
lose
day 6
is 'a run without a database takes over what the feeds tell' \
    "$rc $err" "0 coranto: state: there is no database; $(wc -l <<<"$before") items of 2 sources came back from the feeds, with ids and dates"
is 'and all is what it was' "$(diff <(echo "$before") <(told))" ''
day 7
is 'that is told once' "$rc $err" '0 '
python3 -c '
import os, sqlite3
db = sqlite3.connect("state/coranto.db")
db.execute("UPDATE item SET title = ?", ("Of the log" * 99,))
db.commit()
os._exit(0)'
rm state/coranto.db
ok 'a log that was left alone ...' test -s state/coranto.db-wal
day 7
like '... is not taken for that of the new database' "$rc $err" '^0 .*there is no database'
is '... which is whole' "$(sqlite3 state/coranto.db 'PRAGMA integrity_check')" ok
is '... and has what the feeds tell' "$(diff <(echo "$before") <(told))" ''
: >state/coranto.db
rm state/coranto.db-*  2>.null
day 8
like 'an emptied file is none' "$rc $err" '^0 .*there is no database'
is 'nor does it do harm' "$(diff <(echo "$before") <(told))" ''
lose
mkdir kept && cp feeds/port.* kept/
for file in feeds/port.*; do echo '<broken' >"$file"; done
sums=$(cat feeds/* | sha256sum)
day 9
like 'feeds that cannot be read: exit 3, and what to do' "$rc $(tail -n 1 <<<"$err")" \
    '^3 .*feeds/port.*cannot be read: mend or remove'
is 'nothing is made, nothing written' \
    "$(cd state && ls) $(cat feeds/* | sha256sum)" "$(printf 'lock\npages') $sums"
cp kept/port.rss feeds/
day 9
is 'one format is enough' "$rc $(diff <(echo "$before") <(told))" '0 '
rm -r feeds && lose
day 10
is 'without feeds it begins anew, silently' "$rc $err" '0 '
cp good.db state/coranto.db
rm -f state/coranto.db-*
day 10

### a document of the archive that cannot be read
before=$(told)
for file in feeds/town.archive-1.*; do echo '<broken' >"$file"; done
rm state/coranto.db
run -c sources.yaml recover --now=$((now + 6 * 86400))
like 'it is told, exit 1' "$rc $err" '^1 .*town.archive-1'
like 'those behind it come back' \
    "$(sqlite3 state/coranto.db 'SELECT count(DISTINCT number) FROM archive')" \
    '^[1-9]'
rm state/coranto.db feeds/town.archive-1.*
cp good.db state/coranto.db

### twice within a second
for db in good.db copy.db; do
	cp "$db" state/coranto.db
	damage state/coranto.db >/dev/null
	run -c sources.yaml recover --now=$((now + 7 * 86400))
done
is 'the second file that is set aside has a name of its own' "$rc $err $(
	cd state && ls coranto.db.damaged-20261207* | paste -sd' ')" \
    '0  coranto.db.damaged-20261207T005320Z coranto.db.damaged-20261207T005320Z-2'
cp good.db state/coranto.db
run -c sources.yaml prune --dry-run
lose
run -c sources.yaml prune
is 'prune makes no database' "$rc $(find state -name coranto.db)" '0 '
cp good.db state/coranto.db

### what is no damage
# kept: what is in the state folder, but for what SQLite needs to look at it.
kept() { echo "$(cd state && echo *)" | sed 's/ coranto.db-[a-z]*//g'; }
kept=$(kept)
sqlite3 state/coranto.db 'PRAGMA user_version = 99'
sum=$(sha256sum <state/coranto.db)
run -c sources.yaml recover
like 'a newer database is none: exit 3, with both versions' "$rc $err" \
    '^3 .*is of version 99, this program knows versions up to [0-9]+$'
is 'and is left alone' "$(sha256sum <state/coranto.db) $(kept)" \
    "$sum $kept"
cp good.db state/coranto.db
damage state/coranto.db >/dev/null
run -c sources.yaml recover sources.yaml
like 'a backup that is none: exit 3' "$rc" 3
is 'and all is as it was' "$(kept)" "$kept"
run -c sources.yaml recover good.db
run -c sources.yaml backup full.db
damage state/coranto.db >/dev/null
run -c sources.yaml recover full.db --now=$((now + 6 * 86400))
like 'a backup with all of it: the feeds add nothing' "$rc $out" \
    '^0 The backup came back; the feeds have nothing beyond it'
flock state/lock "$CORANTO" -c sources.yaml recover 2>lock.err
is 'not while a run is at work' "$?" 4
### what the page shows and the feed has no more
cat >bay.yaml <<'YAML'
settings: {output: bay, state: bay/state}
sources:
  - {id: bay, url: "file:bay.html", base: "https://bay.example.org/", item: li,
     keep: 2, flood: accept}
YAML
bay() { # bay N...: undated
	local n
	for n; do
		echo "<li><a href=\"/$n\">Bay item $n</a>"
	done >bay.html
	now=$((now + 86400))
	run -c bay.yaml run --force --now=$now
}
links() { grep -o '<link>https://bay.example.org/[0-9][0-9]*' bay/bay.rss | cut -d/ -f4; }
bay 6 5 4 3 2 1
bay 7 6 5 4 3 2
is 'a feed has the newest two' "$(links | paste -sd' ')" '7 6'
rm bay/state/coranto.db
run -c bay.yaml recover --now=$((now + 3600))
is 'the rest is known by kept pages' "$rc $err$out" \
    '0 2 items of 1 source came back from the feeds.
5 more of kept pages are known, and out of the feeds.'
bay 8 7 6 5 4 3
is 'and does not come as new' "$rc $(links | paste -sd' ')" '0 8 7'
rm bay/state/coranto.db bay/state/pages/bay/*
run -c bay.yaml recover --now=$((now + 3600))
is 'without them nobody knows it' "$rc $err$out" \
    '0 2 items of 1 source came back from the feeds.'
done_testing
