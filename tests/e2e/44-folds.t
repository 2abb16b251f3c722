#!/bin/bash
# SPDX-License-Identifier: ISC
# explain tells what a merged feed shows as one and why; --separate undoes it.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1

text='Councillors voted on Monday to build a new bridge over the river Wharfe at
Linton, after ten years of dispute.'
page() { printf '<li><a href=%s>%s</a><p>%s</p>' "$@"; }
page 1 'New bridge for Linton' "$text" >a.html
page 1 'Linton gets its bridge' "$text" 2 Rain 'It rains.' >b.html
cat >sources.yaml <<YAML
settings: {output: feeds, state: state}
defaults: {item: li, title: a, link: a, summary: p}
sources:
  - {id: a, url: "file:a.html", base: "https://a.example/"}
  - {id: b, url: "file:b.html", base: "https://b.example/"}
feeds:
  - {id: news, dedupe: near, link: "https://f.example/"}
YAML
titles() {
	sed -n 's,.*<title>\(.*\)</title>.*,\1,p' feeds/news.rss | tail -n +2 |
	    paste -sd ';'
}
run -c sources.yaml run --now=2026-11-22T12:00:00Z
is 'run' "$rc $err" '0 '
is 'one story once, told by the source listed first' "$(titles)" \
    'New bridge for Linton;Rain'
like 'which names the other' "$(cat feeds/news.rss)" \
    'also: &lt;a href=&quot;https://b.example/1&quot;'
before=$(stamp feeds/*)
run -c sources.yaml run --now=2026-11-22T13:00:00Z --force
is 'and stays so' "$(stamp feeds/*)" "$before"

guid=$("$CORANTO" -c sources.yaml items --json b |
    sed -n 's/.*"guid":"\(tag:[^"]*\)".*Linton.*/\1/p;s/.*Linton.*"guid":"\(tag:[^"]*\)".*/\1/p' | head -n 1)

run -c sources.yaml explain b 'Linton gets'
like 'the item that is not shown' "$out" \
    '^  folded in "New bridge for Linton" of a, in the feed news$'
like 'and the evidence' "$out" '^            19 of 19 shingles equal$'
like 'and the way back' "$out" \
    "^            to have both: .* explain b $guid --separate\$"
run -c sources.yaml explain a 1
like 'the entry it is in' "$out" \
    '^  also      "Linton gets its bridge" of b, in the feed news$'
run -c sources.yaml explain --json b 'Linton gets'
like 'as JSON' "$out" '"folded":\[\{"feed":"news","source":"a",.*"by":"text","why":"19 of 19 shingles equal","decided":"2026-11-22T12:00:00Z"\}\],"also":\[\]'

run -c sources.yaml explain --separate b
like 'which item is to be said' "$rc $err" '^2 coranto: --separate needs'
run -c sources.yaml explain --separate b Moon
like 'one that is stored' "$rc $err" '^1 coranto: b has no stored item'
run -c sources.yaml explain --separate b n
like 'and one alone' "$rc $err" '^2 coranto: 2 items are "n"'
run -c sources.yaml explain --separate b Rain
like 'that is folded' "$rc $err" '^1 coranto: "Rain" is not folded'

exec 9>>state/lock
flock 9
run -c sources.yaml explain --separate b "$guid"
like 'not while a run is at work' "$rc $err" '^4 coranto: '
exec 9>&-
run -c sources.yaml explain --separate b "$guid"
is 'parted' "$rc $out$err" \
    '0 "Linton gets its bridge" is an item of its own again; the next run writes it.'
run -c sources.yaml explain b "$guid"
is 'nothing is folded' "$(grep -c 'folded in' <<<"$out")" 0
run -c sources.yaml run --now=2026-11-22T14:00:00Z
is 'both are in the feed' "$(titles)" \
    'New bridge for Linton;Linton gets its bridge;Rain'
run -c sources.yaml explain --separate b "$guid"
like 'once is enough' "$rc $err" '^1 coranto: "Linton gets its bridge" is not'

# What comes later is not shown, and changes nothing that is.
page 1 'New bridge for Linton' "$text" 3 'Fair opens' \
    "The autumn fair of Skipton opens its gates at noon today, with forty stalls \
and a brass band from Keighley in the market square." >a.html
run -c sources.yaml run --force --now=2026-11-22T15:00:00Z
before=$(stamp feeds/news.*)
page 2 Rain 'It rains.' 4 'Skipton: the fair is open' \
    "The autumn fair of Skipton opens its gates at noon today, with forty stalls \
and a brass band from Keighley in the market square." >b.html
run -c sources.yaml run --force --now=2026-11-22T16:00:00Z
is 'a twin that comes later rewrites nothing' "$(stamp feeds/news.*)" "$before"
run -c sources.yaml explain b Skipton
like 'but is known as one' "$out" '^  folded in "Fair opens" of a, in the feed news$'

# Of three that tell one story the feed reads two, sees that one more fits, and
# reads the third: the entry names both from the beginning.
fair='The autumn fair of Skipton opens its gates at noon today, with forty stalls
and a brass band from Keighley in the market square.'
mkdir third && cd third || exit 1
page 1 'Fair opens' "$fair" 2 'New bridge for Linton' "$text" >a.html
page 1 'Skipton: the fair is open' "$fair" >b.html
page 1 'A fair in Skipton' "$fair" >c.html
sed -e 's/dedupe: near/&, limit: 2/' -e '/id: b,/{p;s/b\([,.]\)/c\1/g}' \
    ../sources.yaml >sources.yaml
run -c sources.yaml run --now=2026-11-22T12:00:00Z
is 'three of one story' "$rc $err $(titles)" \
    '0  Fair opens;New bridge for Linton'
before=$(stamp feeds/news.*)
run -c sources.yaml run --force --now=2026-11-22T13:00:00Z
is 'the entry names all that there were, and stays as it is' \
    "$(stamp feeds/news.*)" "$before"

# A site changes its links; another one has them as they are now, or as they
# were. Links alone tell (dedupe: exact), as its titles are its own.
mkdir ../moved && cd ../moved || exit 1
sed -e 's/near/exact/' -e 's/b.example/a.example/' ../sources.yaml >sources.yaml
rows() { # FORMAT TEXT: of five stories
	local n
	for n in 1 2 3 4 5; do
		# shellcheck disable=SC2059
		page "$(printf "$1" $n)" "$2 of day $n" ''
	done
}
{ rows 'old/%s' 'Minutes of the council'; } >a.html
page other/9 'Rain' '' >b.html
run -c sources.yaml run --now=2026-11-22T12:00:00Z
rows 'new/%s' 'Minutes of the council' >a.html
run -c sources.yaml run --force --now=2026-11-22T13:00:00Z
is 'links change: nothing is new' "$rc $(titles | tr ';' '\n' | wc -l)" '0 6'
before=$(stamp feeds/news.*)
page new/1 'Council met' '' >b.html
run -c sources.yaml run --force --now=2026-11-22T14:00:00Z
is 'what another site lists by the link of now is the same story' \
    "$rc $(stamp feeds/news.*)" "0 $before"
page old/2 'Council met again' '' >b.html
run -c sources.yaml run --force --now=2026-11-22T15:00:00Z
is 'and by the link of before, too' "$rc $(stamp feeds/news.*)" "0 $before"
run -c sources.yaml explain b again
like 'as is told' "$out" '^            the link that the other one had before$'

done_testing
