#!/bin/bash
# SPDX-License-Identifier: ISC
# What stands beside headlines is taken for what it is.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1

titles=('Ferry company asks for a second landing stage'
	'Choir of the lower town sings in the market hall'
	'Harvest better than last year, farmers say'
	'Council votes for a new library on the hill'
	'The old bridge is open again after two years'
	'Bakers of the valley raise the price of bread'
	'School trip ends in the wrong village'
	'Two storks nest on the roof of the mill')
# page ENTRY VALUE...: an entry a value, {v} in ENTRY; {t} is a headline, {n} the
# entry's number.
page() {
	local entry=$1 one n=0
	shift
	echo '<!DOCTYPE html><html lang=en><title>T</title><div class=list>'
	for value; do
		one=${entry//'{t}'/${titles[n % 8]}}
		one=${one//'{v}'/$value}
		echo "${one//'{n}'/$n}"
		n=$((n + 1))
	done
	echo '</div>'
} >page.html
# items EXPRESSION: of each item i, with blanks between.
items() {
	run test --file=page.html --url=https://www.example.org/ \
		--now=2026-11-20T12:00:00Z --json
	python3 -c 'import json, sys
print(*[eval(sys.argv[1]) for i in json.load(sys.stdin)["items"]])' "$1" <<<"$out"
}

card='<div class=card><h3><a href=/{n}>{t}</a></h3>{v}</div>'
framed='<div class=card><h3><a href=/{n}>{t}</a></h3><p>&nbsp;{v}</div>'
page "$card" '<i>9 min</i><b>1 day ago</b>' '<i>10 min</i><b>2 days ago</b>' \
	'<i>4 min</i><b>3 days ago</b>' '<i>15 min</i><b>4 days ago</b>'
is 'how long it takes to read is no date, when there is one' "$(items 'i["date"]')" \
	'2026-11-19 2026-11-18 2026-11-17 2026-11-16'
page "$card" '<i>9 min</i>' '<i>2 hours</i>' '<i>4 hours</i>' '<i>1 day</i>'
is 'how long it is ago, without the word' "$(items 'i["date"][:13]')" \
	'2026-11-20T11 2026-11-20T10 2026-11-20T08 2026-11-19'

page "$card" '<em>02:02</em>' '<em>27:15</em>' '<em>12:00</em>' '<em>04:06</em>' \
	'<em>01:30</em>' '<em>03:10</em>' '<em>02:44</em>' '<em>09:00</em>'
is 'how long a film is' "$(items 'i["date"]')" 'None None None None None None None None'
page "$framed" '<em>09:41</em>' '<em>05:38</em>' '<em>16:43</em>' '<em>04:06</em>' \
	'<em>01:30</em>' '<em>13:10</em>' '<em>12:44</em>' '<em>19:00</em>' '<em>03:21</em>'
is 'the same, where all could be times' "$(items 'i["date"]')" \
	'None None None None None None None None None'
page "$card" '<em>00:40</em>' '<em>00:12</em>' '<em>23:50</em>' '<em>22:06</em>' \
	'<em>21:30</em>' '<em>13:10</em>' '<em>12:44</em>' '<em>09:00</em>' '<em>03:21</em>'
is 'times of a night and a day' "$(items 'i["date"][11:16]')" \
	'00:40 00:12 23:50 22:06 21:30 13:10 12:44 09:00 03:21'
page "$card" '<i>Now:</i> $ 49.99' '<i>Now:</i> $ 9.99' '<i>Now:</i> $ 19.90' '<i>Now:</i> $ 4.99'
is 'a word before a price' "$(items 'i["date"]')" 'None None None None'
page "$card" '<em>12:00</em>' '<em>11:15</em>' '<em>10:58</em>' '<em>08:06</em>'
is 'times of today' "$(items 'i["date"][11:16]')" '12:00 11:15 10:58 08:06'

page "$card" '<p itemprop=dateModified>11-18-2026 <i>07:45 PM</i></p>' \
	'<p itemprop=dateModified>11-17-2026 <i>08:10 AM</i></p>' \
	'<p itemprop=dateModified>11-02-2026 <i>11:32 PM</i></p>'
is 'the time of a change is none without its day' "$(items 'i["date"]')" \
	'2026-11-18T19:45:00Z 2026-11-17T08:10:00Z 2026-11-02T23:32:00Z'

# A page that scripts fill in: its names of towns are all that it says, and the
# list stands in the data.
{
	echo '<!DOCTYPE html><html lang=en><title>T</title><script>window.state = {"list": ['
	for n in 0 1 2 3 4; do
		echo "{\"href\":\"/job/$n\",\"title\":\"${titles[n]}\",\"date\":\"2026-11-1$n\"},"
	done | sed '$s/,$//'
	echo ']};</script><div id=app></div><div class=towns>'
	for town in Ashford Brigg Corby Derby Ely Frome Goole Hove; do
		echo "<a href=/in/$town>$town</a>"
	done
	echo '</div>'
} >page.html
is 'names alone are no list, where scripts have one' "$(items 'i["link"][-5:]')" \
	'job/0 job/1 job/2 job/3 job/4'
run detect --file=page.html --url=https://www.example.org/ --json
is 'and come after it' "$(python3 -c 'import json, sys
print(*[c["rules"]["item"][0] for c in json.load(sys.stdin)["candidates"]])' <<<"$out")" \
	'$.list a'
sed -i 's/<script>.*/<script>window.state = {"list": [/; /"date"/d' page.html
is 'names are a list, where nothing else is' "$(items 'i["title"]')" \
	'Ashford Brigg Corby Derby Ely Frome Goole Hove'

done_testing
