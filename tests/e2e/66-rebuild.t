#!/bin/bash
# SPDX-License-Identifier: ISC
# Pages are kept, within their bounds, and read anew by rules that came later:
# what was missing is there, and to readers nothing is new.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
now=1796000000

# page FROM TO: entries of these numbers, the newest first.
page() {
	local i
	echo '<meta charset=utf-8><title>T</title><ul>'
	for i in $(seq "$2" -1 "$1"); do
		echo "<li><a href='/a/$i'>Story number $i of the town</a>"
		echo "<p class=lead>What is told of $i</p><b class=by>Author $i</b></li>"
	done
	echo '</ul>'
}
config() { # RULES [SETTINGS]
	cat >s.yaml <<-YAML
	settings: {output: feeds, state: state, formats: [rss, atom]${2:+, $2}}
	sources:
	  - {id: s, url: "file:s.html", base: "https://news.example.org/",
	     item: li, title: a${1:+, $1}}
	YAML
}
go() {
	now=$((now + 7200))
	run -c s.yaml run --force --now=$now
}
fresh() { rm -rf state feeds; }
kept() { find state/pages -type f -name '*.gz' | wc -l; }
ids() { grep -Eo '<(guid|pubDate)[^<]*<' feeds/s.rss; grep -Eo '<(id|published|updated)>[^<]*<' feeds/s.atom | tail -n +3; }

config
page 1 5 >s.html
go
page 3 9 >s.html
go
is 'two pages are kept' "$(kept)" 2
go
is 'the same page is not kept again' "$(kept)" 2
is 'for nobody else to read' "$(stat -c %a state/pages state/pages/s state/pages/s/* | paste -sd' ')" '700 700 600 600'
like 'in a form that any tool reads' "$(zcat "$(find state/pages -name '*.gz' | sort | head -1)")" \
    '^coranto page 1$'
ids >before
config 'summary: p.lead, author: b.by'
run -c s.yaml rebuild s --dry-run
like 'a dry run says what would change' "$out" '9 of 9 items have changed'
like 'and that it is one' "$out" 'A dry run'
is 'and changes nothing' "$(grep -c 'What is told' feeds/s.rss)" 0
cp feeds/s.rss dry.rss
mv state/coranto.db away.db
mv feeds out
run -c s.yaml rebuild s --dry-run
is 'nor does one without a database make any' "$rc $(ls -d feeds state/coranto.db* 2>.null)" '3 '
mv out feeds
run -c s.yaml rebuild s --dry-run
is 'also where there are feeds to make it of' "$rc $(ls -d state/coranto.db* 2>.null)" '3 '
mv away.db state/coranto.db
run -c s.yaml rebuild s --json
is 'what is filled' "$rc $out" \
    '0 {"source":"s","pages":2,"unread":0,"items":9,"changed":9,"unknown":0,"filled":{"summary":9,"author":9},"replaced":{}}'
is 'all entries have the new fields' "$(grep -c 'What is told' feeds/s.rss)" 9
ids >after
is 'ids and dates are the same' "$(cat after)" "$(cat before)"
go
ids >after
is 'the next run finds nothing new or edited' "$(cat after)" "$(cat before)"
run -c s.yaml rebuild s
like 'once more there is nothing to do' "$out" '0 of 9 items have changed'
config 'summary: b.by'
run -c s.yaml rebuild s
like 'what is replaced' "$out" 'summary +0 filled, 9 replaced'
config 'link: a | replace /.*/ "/b/$0"'
run -c s.yaml rebuild s
like 'what is another item by the new rules stays out' "$out" \
    '0 of 9 items have changed.*|12 entries of these pages are not known'
is 'in the store, too' "$(run -c s.yaml items; grep -c . <<<"$out")" 9

# Whatever stands in the folder.
config 'author: b.by'
printf 'garbage' >state/pages/s/1795000000-1.gz
head -c 60 "$(find state/pages -name '*.gz' | sort | tail -1)" >state/pages/s/1795000001-1.gz
gzip -c </dev/null >state/pages/s/1795000002-1.gz
mkfifo state/pages/s/1795000003-1.gz
mkdir state/pages/s/1795000004-1.gz
page 1 3 >secret.html
ln -s "$dir/secret.html" state/pages/s/1795000005-1.gz
touch state/pages/s/notes.txt
run -c s.yaml rebuild s
like 'damaged pages are told and passed over' "$err" 'kept page 1795000000-1.gz'
like 'the others are read' "$out" '2 kept pages read, 3 could not be'
head -c 100 /dev/zero >state/pages/s/1795999999-1.gz.tmp
page 3 10 >s.html
go
is 'what a killed run left is swept' "$(find state/pages -name '*.tmp')" ''
ok 'what is not ours stays' test -e state/pages/s/notes.txt

# Symbolic links in the place of folders.
fresh
mkdir -p state elsewhere
ln -s "$dir/elsewhere" state/pages
go
is 'a link in the place of the folder is not followed' "$rc $(find elsewhere -type f | wc -l)" '0 0'
like 'which is told' "$err" 'cannot be kept'
rm state/pages
mkdir state/pages
ln -s "$dir/elsewhere" state/pages/s
page 4 11 >s.html
go
is 'nor one for a source' "$rc $(find elsewhere -type f | wc -l)" '0 0'

# Bounds.
fresh
config '' 'kept_pages: {count: 3}'
for i in 1 2 3 4 5; do page 1 $((4 + i)) >s.html; go; done
is 'so many' "$(kept)" 3
config '' 'kept_pages: {age: 3h}'
page 1 20 >s.html
go
is 'so old' "$(kept)" 2
config '' 'kept_pages: {size: 1KB}'
page 1 21 >s.html
go
ok 'so large' test "$(cat state/pages/s/*.gz | wc -c)" -le 1024
mkdir -p state/pages/gone
cp "$(find state/pages/s -name '*.gz' | head -1)" state/pages/gone/1795000000-1.gz
rm state/pages/.pruned
config '' 'kept_pages: {total: 1KB, size: 5MB}'
page 1 22 >s.html
go
ok 'so large in all; the oldest go first' test ! -e state/pages/gone
fresh
config '' 'kept_pages: none'
go
ok 'none at all' test ! -e state/pages
run -c s.yaml rebuild s
is 'without pages there is nothing to rebuild' "$rc" 1
like 'which is told' "$err" 'no page is kept'
run -c s.yaml rebuild
is 'a source must be named' "$rc" 2

# Secrets: neither headers nor an address from the environment.
mkdir www
page 1 3 >www/x.html
serve "$dir/www"
fresh
cat >s.yaml <<YAML
settings: {output: feeds, state: state}
sources:
  - {id: s, url: "http://127.0.0.1:$port/x.html?key=\${KEY}", item: li, title: a,
     headers: {X-Key: sesame2}, auth: {bearer: sesame3}}
YAML
KEY=sesame1 run -c s.yaml run --now=$now
is 'no secret is in what is kept' "$rc$err $(kept) $(zcat state/pages/s/*.gz | grep -c sesame)" '0 1 0'
sed -i 's/title: a,/title: a, author: b,/' s.yaml
KEY=sesame1 run -c s.yaml rebuild s
like 'and it is read anew all the same' "$out" 'author +3 filled'
done_testing
