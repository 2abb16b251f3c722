#!/bin/bash
# SPDX-License-Identifier: ISC
# detect on a page that the configuration has, and where there is no list.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
mkdir www
serve "$dir/www"
base=http://127.0.0.1:$port

json() { # EXPRESSION, of g
	python3 -c 'import json, sys
g = json.load(sys.stdin)
print(eval(sys.argv[1]))' "$1" <<<"$out"
}
{ # as it is after a redesign
	echo '<!DOCTYPE html><title>T</title><ul class=new>'
	for i in 1 2 3 4 5; do
		echo "<li><h3><a href=/n/$i>The headline of the list, number $i</a></h3>"
		echo "<span class=when>posted 2026-11-0$i</span>"
	done
	echo '</ul><ul class=notes>'
	for i in 1 2 3; do
		echo "<li><a href=/x/$i>A short note that is another list, $i</a>"
	done
	echo '</ul>'
} >www/p.html
cat >s.yaml <<YAML
settings: {output: feeds, state: state}
sources:
  - id: mine
    url: $base/p.html
    name: Mine
    item: ul.old > li
    title: h2 a
    link: h2 a
    date: .when | after "posted"
    outlet: .by
    tags: [x]
YAML
cp s.yaml before.yaml

# The new rules stand under the old id; rules that still find something stay.
run -c s.yaml detect "$base/p.html"
is "known: status" "$rc $err" "0 "
like "known: what it finds" "$(tr '\n' ' ' <<<"$out")" \
	"The source mine, line 3 of s.yaml, has this page, but finds nothing on it"
like "known: the old id and the new item" "$(grep -A1 'id: mine' <<<"$out")" "^    item: ul.new > li$"
is "known: what stays is not repeated" "$(grep -c 'date: \|tags: \|name: ' <<<"$out")" 0
like "known: what goes" "$out" "^    # and no longer: link, outlet$"
like "known: another source after all" "$out" "detect $base/p.html --pick=1 --add$"
run -c s.yaml detect "$base/p.html" --add
is "known, add: status" "$rc" 2
like "known, add: said" "$err" "s.yaml has this page already, in line 3: source mine, which is not changed"
like "known, add: what to change" "$out" "^    item: ul.new > li$"
is "known, add: untouched" "$(cat s.yaml)" "$(cat before.yaml)"
run -c s.yaml detect "$base/p.html" --json
is "known: JSON" "$(json 'g["source"]["id"], g["source"]["line"], g["source"]["items"], g["source"]["reads"], g["source"]["without"]')" \
	"('mine', 3, 0, False, ['link', 'outlet'])"

# What is printed works, and then there is nothing to change.
changes=$(json 'g["source"]["changes"]')
python3 - "$changes" <<'PY'
import re, sys
t = open("s.yaml").read()
for line in sys.argv[1].splitlines():
    key = line.split(":")[0]
    t, n = re.subn(r"(?m)^%s:.*$" % key, lambda m: line, t)
    if not n:
        t += line + "\n"
open("s.yaml", "w").write(re.sub(r"(?m)^    (outlet|link):.*\n", "", t))
PY
run -c s.yaml test mine --json
is "changed: it reads the list" "$(json 'len(g["items"]), g["items"][0]["title"][:12], g["items"][0]["date"][:10], g["warnings"]')" \
	"(5, 'The headline', '2026-11-01', [])"
run -c s.yaml detect "$base/p.html"
like "changed: nothing more to do" "$(tr '\n' ' ' <<<"$out")" "reads list 1 already: there is nothing to change"
run -c s.yaml detect "$base/p.html" --pick=2
like "another list: of the old source" "$(tr '\n' ' ' <<<"$out")" "finds 5 items on it, not those of list 2"
run -c s.yaml detect "$base/p.html" --pick=2 --add
is "another list: another source" "$rc $err" "0 "
run -c s.yaml detect "$base/p.html" --pick=2 --json
is "another list: the source that reads it is told" "$(json 'g["source"]["id"], g["source"]["reads"]')" \
	"('127-0-0-1-p-html', True)"
echo "sources: [$base/p.html]" >free.yaml
run -c free.yaml detect "$base/p.html"
like "a source without rules finds it" "$(tr '\n' ' ' <<<"$out")" "reads list 1 already"

# No list: said with the address that was given, and with a next step.
printf '%%PDF-1.7\n1 0 obj' >www/a.pdf
printf '\x89PNG\r\n\x1a\n\0\0' >www/a.png
echo '{"a": [1,2]}' >www/a.json
nav='<nav><ul><li><a href=/a>Home</a><li><a href=/b>World news</a><li><a href=/c>Politics</a></ul></nav>'
echo "<!DOCTYPE html><title>T</title>$nav<p>Words of the page, and more of them.
<footer><a href=/i>Imprint</a> <a href=/p>Privacy</a> <a href=/t>Terms of use</a></footer>" >www/menus.html
while IFS='|' read -r file said help; do
	run detect "$base/$file"
	is "$file: status" "$rc" 1
	like "$file: said" "$err" "^coranto: $base/$file: [a-z]*: $said$"
	like "$file: what helps" "$(tr '\n' ' ' <<<"$out")" "$help"
	run detect "$base/$file" --json
	like "$file: in JSON" "$(json 'g["help"]')" "$help"
done <<-EOF
	a.pdf|the content is a PDF document, no page|the address of the page on which people see the list
	a.png|the content is a PNG image, no page|the address of the page on which people see the list
	a.json|this is JSON, and no list of entries was found in it; with item: .*|the address of the page on which people see the list
	404.html|the server answered 404 Not Found|from the front page on, $base/
	menus.html|no list was found: what the page repeats are menus|take it with --pick=NUMBER
EOF
like "menus: are called so" "$("$CORANTO" detect "$base/menus.html" 2>&1)" "^1\. a menu, it seems$"
run detect "$base/menus.html" --pick=1
is "menus: who wants one has it" "$rc $err" "0 "
run detect "$base/menus.html" --example="World news"
is "menus: so with an example" "$rc $err" "0 "
run test "$base/menus.html"
is "menus: no source reads them by itself" "$rc" 1
like "menus: said" "$err" "no list was found on the page"
done_testing
