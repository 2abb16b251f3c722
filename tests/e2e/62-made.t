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

# A copy is another program, of which nobody knows that it makes the same.
first=$(sums)
sqlite3 state/coranto.db "UPDATE item SET title = 'By hand'"
cp "$CORANTO" other
CORANTO=$dir/other go
is 'another program makes all anew' "$(grep -c '>By hand<' feeds/lake.rss)" 2
done_testing
