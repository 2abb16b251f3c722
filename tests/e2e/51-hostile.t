#!/bin/bash
# SPDX-License-Identifier: ISC
# One page cannot harm the others, nor hold up the run, nor outlive a signal.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1

python3 - <<'PY'
def page(name, text):
    open(name, "w", encoding="utf-8").write("<meta charset=utf-8>" + text)
page("good.html", "<ul><li><a href=1>One</a></li></ul>")
page("guid.html", "<ul><li id='%s'><a href=1>One</a></li></ul>" % ("x" * 1500000))
page("nest.html", "<div class='i t'>" * 380 + "<wbr>" * 300000)
page("drop.html", "<ul><li><a href=1>%s</a></li></ul>" % ("a" * 60 + "b"))
PY
source() { # ID RULES
	echo "  - {id: $1, url: \"file:$1.html\", base: \"https://x.example/\", $2}"
}
{
	echo 'settings: {output: feeds, state: state}'
	echo 'sources:'
	source guid 'item: li, title: a, guid: .@id'
	source nest 'item: .i, title: .t'
	source drop 'item: li, title: a, drop: "/(a+)+$/"'
	source good 'item: li, title: a'
} >sources.yaml
timeout 60 "$CORANTO" -q -c sources.yaml run 2>.err
is 'a hostile page is one failed source, soon' "$? $(wc -l <.err)" '1 1'
is 'the page beside it has its feed' \
    "$("$top/tests/e2e/feed_items.py" feeds/good.rss | grep -c One)" 1
is 'a guid that is a book is none' \
    "$("$top/tests/e2e/feed_items.py" feeds/guid.rss | grep -c One)" 1
run -c sources.yaml status
like 'containers within containers end at a limit' "$out" \
    'nest .*over a limit'
is 'what a filter could not read is not let through' \
    "$("$top/tests/e2e/feed_items.py" feeds/drop.rss)" ''

# Paused, the failing source fails no run any more.
sed -i 's/id: nest,/id: nest, paused: true,/' sources.yaml
run -c sources.yaml run
is 'a paused source fails no run' "$rc $err" '0 '

# A signal ends a run within 5 s, also between pages that need no network.
{
	echo 'settings: {output: many, state: many}'
	echo 'sources:'
	for i in $(seq 300); do
		cp good.html "m$i.html"
		head -c 400000 /dev/zero | tr '\0' 'x' >>"m$i.html"
		source "m$i" 'item: li, title: a'
	done
} >many.yaml
"$CORANTO" -q -c many.yaml run &
pid=$!
children+=("$pid")
sleep 0.3
start=$(date +%s%N)
kill -TERM "$pid"
wait "$pid"
status=$? took=$(since "$start")
is 'SIGTERM: status 143, or all was done before it' \
    "$(case $status in 143 | 0) echo yes ;; esac)" yes
ok 'SIGTERM: within 5 s' within 5 "$took"
done_testing
