#!/bin/bash
# SPDX-License-Identifier: ISC
# Pages that change their make: the list is found again and nothing else is, by
# rules of the configuration and by those that were found; items stay the same
# ones; who runs it is told once, with what to write.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
shopt -s lastpipe # `go` at the end of a pipe sets $rc and the like
mkdir www
serve "$dir/www"
t0=1796000000 # 2026-11-30 00:53 UTC
h=3600
day() { date -u -d "@$((t0 - (40 - $1) * 6 * h))" '+%F %H:%M'; }
name() { echo "Story number $1 of the town by the river"; }

# row KIND NUMBER: one item as each make writes it.
row() {
	local a
	a="/news/2026/$2.html"
	case $1 in
	rows) echo "<li class=x><a href='$a'>$(name "$2")</a><i>$(day "$2")</i>" ;;
	renamed) echo "<li class=q7><a href='$a'>$(name "$2")</a><b>$(day "$2")</b>" ;;
	wrapped) echo "<li class=x><p><span><a href='$a'>$(name "$2")</a></span></p><i>$(day "$2")</i>" ;;
	moved | undated) echo "<li class=x><a href='$a'>$(name "$2")</a>" \
		"$([ "$1" = moved ] && echo "<i>$(day "$2")</i>")" ;;
	cards) echo "<div class=card><a href='$a'><img src=/p.png></a><h3><a href='$a'>$(name "$2")</a></h3>" \
		"<time datetime='$(day "$2")'>today</time><a href='$a'>more</a></div>" ;;
	absolute) echo "<li class=x><a href='http://127.0.0.1:$port$a'>$(name "$2")</a><i>$(day "$2")</i>" ;;
	times) echo "<li class=x><a href='$a'>$(name "$2")</a><em>$(day "$2")</em>" ;;
	esac
}
# What stands around a list: a menu, what was read most, a footer.
menu() {
	echo '<ul class=menu><li><a href=/>Home page</a><li><a href=/w/>The world</a>
<li><a href=/s/>All of sports</a><li><a href=/c/>Culture here</a></ul>'
}
hot() { # hot NUMBER...: of the list, and others
	local i
	echo "<div class=hot><h4>Read most</h4><ol>"
	for i in "$@"; do
		echo "<li><a href='/news/2026/$i.html'>$(name "$i")</a>"
	done
	for i in 1 2 3; do
		echo "<li><a href='/other/$i.html'>Another story, number $i, of the land</a>"
	done
	echo "</ol></div>"
}
foot() {
	echo '<div class=foot><a href=/about>About us all</a> <a href=/terms>Terms of use</a></div>'
}
# page KIND FROM TO: items FROM to TO in a list, the newest first.
page() {
	local i list open='<ul class=news>' close='</ul>'
	case $1 in
	renamed) open='<ul class=zz>' ;;
	wrapped) open='<div class=new><section><ul class=list>' close='</ul></section></div>' ;;
	moved) open='<aside><div><ul class=feed>' close='</ul></div></aside>' ;;
	cards) open='<div class=grid>' close='</div>' ;;
	esac
	list=$(for i in $(seq "$3" -1 "$2"); do row "$1" "$i"; done)
	echo '<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Town</title>'
	menu
	[ "$1" = moved ] || echo "$open$list$close"
	hot 11 3 14 7 9
	foot
	[ "$1" = moved ] && echo "$open$list$close"
	return 0
}
# source_of ID [KEYS]
source_of() {
	rm -rf "$1.d"
	mkdir "$1.d"
	cat >"$1.yaml" <<-YAML
	settings: {output: $1.d/feeds, state: $1.d/state}
	sources:
	  - id: $1
	    url: http://127.0.0.1:$port/$1.html
	    gap: 0s
	    every: 1h
	${2:-}
	YAML
}
rules='    item: ul.news > li
    title: a
    date: i'
# go ID HOURS [ARGS]: a run; the page is on stdin.
go() {
	cat >"www/$1.html"
	again "$@"
}
again() { run -c "$1.yaml" run --force "--now=$((t0 + $2 * h))" "${@:3}"; }
state() {
	run -c "$1.yaml" status --json
	python3 -c 'import json, sys
print(json.load(sys.stdin)["sources"][0]["state"])' <<<"$out"
}
items() { run -c "$1.yaml" items --json && grep -c . <<<"$out"; }
guids() { grep -o '<guid[^<]*' "$1.d/feeds/$1.rss" | sort; }
entries() { grep -c '<item>' "$1.d/feeds/health.rss"; }
strange() { grep -c 'Another story\|/other/\|/about\|/w/' "$1.d/feeds/$1.rss"; }

# broken KIND STATE: what the rules of the configuration make of that.
broken() {
	local before
	source_of s "$rules"
	page rows 1 20 | go s 0
	before=$(guids s)
	page "$1" 3 22 | go s 1
	is "$1: the feed goes on" "$rc $(state s) $(items s) $(strange s)" \
	    "0 $2 22 0"
	is "$1: items are the same ones" "$(guids s | comm -12 - <(echo "$before"))" \
	    "$before"
	page "$1" 4 23 | go s 2
	is "$1: and goes on, and that is told once" \
	    "$rc $(state s) $(items s) $err $(entries s)" "0 $2 23  $3"
	page rows 5 24 | go s 3
	is "$1: the old look comes back" "$(state s) $(items s) $(entries s)" \
	    "ok 24 $4"
}
broken renamed repaired 1 2
broken wrapped repaired 1 2
broken moved repaired 1 2
broken cards repaired 1 2
broken absolute ok 0 0

# After a long pause few of the items are known, and the old look is back.
for first in 19 31; do
	source_of s "$rules"
	page rows 1 20 | go s 0
	page renamed 3 22 | go s 1
	page rows $first $((first + 19)) | go s 240
	is "the old look after a long pause, from $first on" \
	    "$rc $(state s) $(items s)" "0 ok $((first > 22 ? 42 : 38))"
done

# The same without rules: those that were found are remembered.
for kind in renamed wrapped moved cards absolute; do
	source_of d
	page rows 1 20 | go d 0
	before=$(guids d)
	page $kind 3 22 | go d 1
	is "$kind, no rules: the feed goes on" \
	    "$rc $(state d) $(items d) $(strange d)" "0 ok 22 0"
	is "$kind, no rules: items are the same ones" \
	    "$(guids d | comm -12 - <(echo "$before"))" "$before"
	is "$kind, no rules: nobody is told" "$err $(entries d)" ' 0'
done

# Where it is told, and how.
source_of s "$rules"
page rows 1 20 | go s 0
page cards 3 22 | go s 1
like 'the run says so' "$err" \
    '^coranto: s: the rules broke on 2026-11-30 \(nothing on the page matches item: ul.news > li\)'
like 'the health feed has the rules' "$(tr '\n' ' ' <s.d/feeds/health.rss)" \
    'rules broke.*&lt;pre&gt; *item: [^ ]*card.*date: .*&lt;/pre&gt;'
run -c s.yaml status
like 'so has status' "$(tr '\n' ' ' <<<"$out")" \
    'repaired .*the rules broke on 2026-11-30; .*  item: .*  date: '
run -c s.yaml status --json
patch=$(python3 -c 'import json, sys
print(json.load(sys.stdin)["sources"][0]["patch"], end="")' <<<"$out")
is 'the patch has what changes only' \
    "$(cut -d: -f1 <<<"$patch" | paste -sd' ' | tr -s ' ')" ' item date'
run -c s.yaml test s
like 'test says it, too' "$(tail -4 <<<"$out" | tr '\n' ' ')" \
    'the rules broke .* item: .*card.* date: '
is 'and reads the page so' "$(grep -c '^  title' <<<"$out")" 20
run -c s.yaml test s --json
is 'test --json names the way' \
    "$(python3 -c 'import json, sys; print(json.load(sys.stdin)["method"])' <<<"$out")" \
    repaired
run -c s.yaml explain s --json
is 'explain tells what came by these rules' \
    "$(grep -c '"provisional":true' <<<"$out")" 2
before=$(guids s)
# The patch put into the configuration.
grep -v 'item:\|date:' s.yaml >s.new
echo "$patch" >>s.new
mv s.new s.yaml
again s 2
is 'with the patch in the configuration it is well' \
    "$rc $err $(state s) $(items s)" '0  ok 22'
is 'and all is as it was' "$(guids s)" "$before"
run -c s.yaml status --json
like 'nothing is provisional any more' "$out" '"patch": null'

# What is no list of theirs is never taken.
other() {
	cat <<-HTML
	<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Town</title>$(menu)
	HTML
	case $1 in
	hot) hot 18 3 14 7 9 20 11 5 16 2 ;;
	few) hot 20 19 18 17 ;;
	login) echo '<form action=/in method=post><input name=user><input
name=password type=password><button>Log in</button></form>' ;;
	error) echo '<h1>Not here</h1><p>What you look for is not here. Perhaps:
<ul><li><a href=/a/1>The front of our paper</a><li><a href=/a/2>All of the archive</a>
<li><a href=/a/3>Write to the editors</a><li><a href=/a/4>Subscribe to it all</a></ul>' ;;
	search) for i in 4 8 15 16 23 42; do
		echo "<div class=hit><h3><a href='/find/$i.html'>Found: a thing of number $i</a></h3>
<p>2026-11-$((i % 28 + 1))</p></div>"; done ;;
	yesterday) echo "<ul class=old>$(for i in 9 8 7 6 5 4; do
		echo "<li><a href='/old/$i.html'>A story of number $i of the last year</a>
<i>2025-11-0$i</i>"; done)</ul>" ;;
	esac
	foot
}
for kind in hot few login error search yesterday; do
	for keys in "$rules" ''; do
		source_of o "$keys"
		page rows 1 20 | go o 0
		before=$(guids o)
		other $kind | go o 1
		is "$kind${keys:+, rules}: nothing is taken" \
		    "$rc $(items o) $(guids o | cmp - <(echo "$before"))" '1 20 '
		page rows 3 22 | go o 2
		is "$kind${keys:+, rules}: the list comes back" \
		    "$rc $(state o) $(items o)" '0 ok 22'
	done
done
source_of o "$rules"
page rows 1 20 | go o 0
other hot | go o 1
like 'it says why not' "$err" 'matches item: .*; it cannot be repaired: it has .*known items'
like 'and what might be meant, in the health feed' \
    "$(tr '\n' ' ' <o.d/feeds/health.rss)" 'nothing found.*&lt;pre&gt;.*item: '
like 'and in test' "$(run -c o.yaml test o; echo "$out")" 'item: '

# Off.
source_of n "$rules
    repair: off"
page rows 1 20 | go n 0
page cards 3 22 | go n 1
is 'off: the source fails' "$rc $(state n) $(items n)" '1 no matches 20'
source_of n '    repair: off'
page rows 1 20 | go n 0
page cards 3 22 | go n 1
is 'off, no rules: likewise' "$rc $(state n) $(items n)" '1 no matches 20'
again n 2 --accept
is '--accept takes the list that is there' "$rc $(state n) $(items n)" '0 ok 22'

# Fields.
source_of f "$rules"
page rows 1 20 | go f 0
before=$(guids f)
page times 3 22 | go f 1
run -c f.yaml status --json
is 'dates elsewhere: that rule alone is replaced' "$(state f) $(
	grep -o '"patch": "[^"]*"' <<<"$out")" 'repaired "patch": "    date: em\n"'
is 'dates elsewhere: new items have theirs' "$(items f) $(
	run -c f.yaml items --json
	grep -c "\"date\":\"$(day 22 | cut -c1-10)T" <<<"$out")" \
    "22 $(for i in $(seq 22); do day "$i"; done | grep -c "$(day 22 | cut -c1-10)")"
is 'dates elsewhere: items are the same ones' \
    "$(guids f | comm -12 - <(echo "$before"))" "$before"
source_of f "$rules
    required: [title, date]"
page rows 1 20 | go f 0
page times 3 22 | go f 1
is 'dates that are required, too' "$rc $(state f) $(items f)" '0 repaired 22'
page undated 4 23 | go f 2
is 'dates that are nowhere: the feed waits for them' \
    "$rc $(state f) $(items f)" '1 no matches 22'
source_of f "$rules"
page rows 1 20 | go f 0
page undated 3 22 | go f 1
is 'dates that nobody needs: the feed goes on without' \
    "$rc $(state f) $(items f)" '0 fields lost 22'
is 'that is told in one line' "$err" \
    'coranto: f: extract: no date found any more in most items'
run -c f.yaml status
like 'and stands in status' "$out" '^    warning: date: nothing in any item'
is 'and once in the health feed' "$(entries f) $(grep -o \
    'a field is not found any more' f.d/feeds/health.rss)" \
    '1 a field is not found any more'
again f 2
page undated 4 23 | go f 3
is 'it stays so, silently' "$rc $err $(state f) $(entries f)" \
    '0  fields lost 1'
mv www/f.html www/away.html
again f 3
mv www/away.html www/f.html
again f 3
is 'after a failure, too' "$rc $(state f)" '0 fields lost'
again f 3
is 'and with a page that is as it was' "$rc $err $(state f)" '0  fields lost'
page rows 5 24 | go f 4
is 'until the dates are back' "$rc $err $(state f) $(entries f)" '0  ok 4'
page rows 5 24 | sed 's,<i>[^<]*</i>,<i>12 replies</i>,' | go f 5
is 'a date that none can read is lost as well' \
    "$err $(state f) $(entries f)" \
    'coranto: f: extract: no date found any more in most items fields lost 5'
run -c f.yaml status
like 'in status it is told why' "$out" \
    '^    warning: date: nothing that i finds is a date'
again f 6 --accept
is '--accept: it is not missed any more' "$rc $(state f)" '0 ok'

# The list elsewhere, and a field nowhere: its rule is none of the new ones.
source_of u "$rules
    summary: u"
page rows 1 20 | sed 's#<i>#<u>A note on it</u><i>#' | go u 0
page renamed 3 22 | go u 1
is 'a rule that finds nothing any more is dropped' "$(state u) $err $(
	run -c u.yaml status --json
	grep -o '"patch": "[^"]*"' <<<"$out")" \
    'repaired coranto: u: the rules broke on 2026-11-30 (nothing on the page matches item: ul.news > li); the list is read by repaired ones until the configuration has them "patch": "    item: ul.zz > li\n    # without `summary`\n    date: b\n"'
page renamed 4 23 | go u 2
is 'and is not missed' "$rc $err $(items u)" '0  23'
page renamed 3 22 | sed 's#<b>[^<]*</b>##' | go u 3
page rows 5 24 | sed 's#<i>#<u>A note on it</u><i>#' | go u 4
is 'the old look has it again' "$(state u) $(run -c u.yaml items --json
	grep -c '"summary":"A note' <<<"$out")" 'ok 24'
source_of u "$rules"
page rows 1 20 | go u 0
page renamed 3 22 | sed 's#<b>[^<]*</b>##' | go u 1
is 'so is that for the date' "$(state u) $(
	run -c u.yaml status --json
	grep -o '"patch": "[^"]*"' <<<"$out")" 'repaired "patch": "    item: ul.zz > li\n    # without `date`\n"'

# Rules that find something else.
source_of w '    item: ul:not(.foot) > li
    title: a'
page rows 1 20 | sed '/class=menu/,/<\/ul>/d' | go w 0
is 'wide rules read the list' "$(items w)" 20
source_of w '    item: ul > li
    title: a'
{ menu | sed 's/<ul/<ol/; s/<\/ul/<\/ol/'; page rows 1 20 |
	sed '/class=menu/,/<\/ul>/d'; } | go w 0
page cards 3 22 | go w 1
is 'rules that match the menu now are replaced' \
    "$rc $(state w) $(items w) $(strange w)" '0 repaired 22 0'

# A run that changes nothing changes nothing.
source_of y "$rules"
page rows 1 20 | go y 0
page cards 3 22 >www/y.html
before=$(stamp y.d/feeds/* && sha256sum <y.d/state/coranto.db)
again y 1 --dry-run
like 'a dry run reads it so' "$rc $err" '^0 .*the rules broke'
is 'and leaves all as it is' \
    "$(stamp y.d/feeds/* && sha256sum <y.d/state/coranto.db)" "$before"
# Rules of one's own count at once.
again y 2
sed -i 's/item: .*/item: div.card/; s/date: .*/date: time@datetime/' y.yaml
again y 3
is 'a changed configuration ends the repair' "$(state y) $(items y)" 'ok 22'
done_testing
