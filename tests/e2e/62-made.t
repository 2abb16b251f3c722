#!/bin/bash
# SPDX-License-Identifier: ISC
# What was made need not be made again; what is not as it was made, is.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
config() {
	printf 'settings: {output: feeds, state: state}\nsources:\n'
	printf '  - {id: town, name: %s, url: "file:town.html", item: li, %s}\n' \
	    "$1" 'base: "https://town.example.org/"'
	printf '  - {id: lake, url: "file:lake.html", item: li, %s}\n' \
	    'base: "https://lake.example.org/"'
}
page() { # page FILE TITLE ITEM
	echo "<title>$2</title><ul><li><a href=1>$3</a></ul>" >"$1.html"
}
now=1796000000
go() {
	now=$((now + 7200))
	run -c sources.yaml "${@:-run}" --force --now=$now
}
sums() { (cd feeds && sha256sum ./*); }
config Town >sources.yaml
page town Town 'The old bridge is open'
page lake Lake 'The ice is thick'

go
is 'a run is well' "$rc $err" '0 '
first=$(sums)
before=$(stamp feeds/*)
go
is 'nothing new: nothing is touched' "$(stamp feeds/*)" "$before"
# Not even made: what is written into the database behind its back is not seen.
sqlite3 state/coranto.db "UPDATE item SET title = 'Made up'"
go
is 'nor is a feed made to be compared' "$(sums)" "$first"
go run -v
like 'which holds what it holds' "$out" '1 item +town\.rss'

for f in town.rss town.atom all.rss index.html feeds.opml; do
	sqlite3 state/coranto.db "UPDATE item SET title =
	    CASE source WHEN (SELECT n FROM source WHERE id = 'town')
	    THEN 'The old bridge is open' ELSE 'The ice is thick' END"
	mv "feeds/$f" lost
	go
	is "a lost $f comes back" "$(sums)" "$first"
	cp -p "feeds/$f" kept
	sed 's/o/0/' "feeds/$f" >edited
	cat edited >"feeds/$f"
	touch -r kept "feeds/$f"
	go
	is "an edited $f of the same size and time is made right" \
	    "$(sums)" "$first"
done
config Village >sources.yaml
go
like 'a new name is told' "$(cat feeds/town.rss)" '<title>Village</title>'
is 'in the list, too' "$(grep -c Village feeds/index.html)" 2
page lake Sea 'The ice is thick'
go
like 'and one that the page gives' "$(cat feeds/lake.rss)" '<title>Sea</title>'
page lake Sea 'The ice is thin'
go
is 'and an edit' "$(grep -lc 'is thin' feeds/lake.* feeds/all.* | sort)" \
    'feeds/all.atom
feeds/all.rss
feeds/lake.atom
feeds/lake.rss'

# What differs beside the list is nothing new: as that of the page, what the
# database has is not looked at. A page of it is kept already.
noise() { # noise ITEM NONCE
	echo "<title>Sea</title><ul><li><a href=1>$1</a></ul><p>$2 visits" \
	    >lake.html
}
noise 'The ice is thin' 7
go
like 'other noise leaves a page unchanged' "$(cat feeds/lake.rss)" 'is thin'
sqlite3 state/coranto.db "UPDATE item SET title = 'Behind its back'
    WHERE title = 'The ice is thin'"
kept=$(stamp state/pages/lake/*)
noise 'The ice is thin' 8
go
is 'nothing is stored' "$(sqlite3 state/coranto.db "SELECT count(*) FROM item
    WHERE title = 'Behind its back'")" 1
is 'nor kept' "$(stamp state/pages/lake/*)" "$kept"
for workers in 0 2; do
	noise 'The ice is thin' "9$workers"
	go run --workers "$workers"
	is "whoever reads it: $workers" "$(sqlite3 state/coranto.db \
	    "SELECT count(*) FROM item WHERE title = 'Behind its back'")" 1
done
noise 'The ice is gone' 8
go
is 'an edit is' "$(grep -lc 'is gone' feeds/lake.* | wc -l)" 2
noise 'The ice is back' 8
sed -i 's/item: li, base: "https:..lake/item: "ul li", base: "https:\/\/lake/' sources.yaml
go
is 'so is what other rules find' "$(grep -lc 'is back' feeds/lake.* | wc -l)" 2

# A copy is another program, of which nobody knows that it makes the same.
first=$(sums)
sqlite3 state/coranto.db "UPDATE item SET title = 'By hand'"
cp "$CORANTO" other
CORANTO=$dir/other go
is 'another program makes all anew' "$(grep -c '>By hand<' feeds/lake.rss)" 2
done_testing
