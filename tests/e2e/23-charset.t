#!/bin/bash
# SPDX-License-Identifier: ISC
# A page whose charset is guessed, or declared falsely, is read and says so.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1

# page ENCODING [HEAD]: three headlines of a Russian page.
page() {
	printf '%s<ul class=list>
<li><a href=/1.html>Президент подписал закон о бюджете</a> 2026-11-20
<li><a href=/2.html>В Москве открылась выставка картин</a> 2026-11-19
<li><a href=/3.html>Прогноз погоды на выходные: снег</a> 2026-11-18
</ul>' "${2-}" | iconv -f UTF-8 -t "$1" >page.html
}
cat >sources.yaml <<'YAML'
sources:
  - {id: list, url: "file:page.html", base: "https://www.example.org/",
     item: .list > li, title: a, every: 1h}
YAML
warning() {
	grep '^warning: charset' <<<"$1"
}

for encoding in CP1251 KOI8-R ISO-8859-5 CP866; do
	page $encoding
	run -c sources.yaml test list
	like "$encoding is guessed" "$out" 'title +Президент подписал закон о бюджете'
	like "and said to be" "$out" 'read as +[^ ]+ \(by its bytes\)'
	like "with a warning" "$(warning "$out")" 'nothing declares it'
done

page CP1251 '<meta charset=utf-8>'
run -c sources.yaml test list
is 'a label that is false is overruled' "$(warning "$out")" \
	'warning: charset: the page is declared as UTF-8, which it is not; it was read as windows-1251'

page CP1251 '<meta charset=windows-1251>'
run -c sources.yaml test list
like 'what is declared is obeyed' "$out" 'read as +windows-1251$'
is 'without a word' "$(warning "$out")" ''

page UTF-8
run -c sources.yaml test list
like 'UTF-8 needs no label' "$out" 'read as +UTF-8$'
is 'nor a warning' "$(warning "$out")" ''

page CP1251 '<meta charset=utf-8>'
run -c sources.yaml test list --charset=koi8-r
like 'the owner has the last word' "$out" 'read as +KOI8-R$'
# A site that cannot settle on one: the same items, with the same titles.
cat >flips.yaml <<'YAML'
settings: {output: feeds, state: state}
sources:
  - {id: list, url: "file:page.html", base: "https://www.example.org/",
     item: .list > li, title: a}
YAML
flip=0
for as in 'UTF-8 utf-8' 'CP1251 windows-1251' 'CP1251 utf-8' 'UTF-8 windows-1251' \
    'KOI8-R koi8-r' 'KOI8-R utf-8' 'UTF-16 utf-8' 'UTF-8 koi8-r' 'CP1251' 'UTF-8'; do
	read -r encoding label <<<"$as"
	page "$encoding" "${label:+<meta charset=$label>}"
	run -c flips.yaml run --force --now=$((1796000000 + (flip += 7200)))
	[ $flip != 7200 ] || stamp feeds/* >before
	is "$encoding${label:+ as $label}: nothing changes" \
	    "$rc $err $(stamp feeds/* | cmp - before)" '0  '
done
done_testing
