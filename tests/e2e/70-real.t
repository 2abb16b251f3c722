#!/bin/bash
# SPDX-License-Identifier: ISC
# Real list pages from many places, served as their servers did and read with
# rules of ours, give feeds of exactly their items. The pages belong to their
# publishers and are no part of this tree: REAL_PAGES names the folder, each
# page with an expected.json beside it; without it there is nothing to check.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
pages=${REAL_PAGES:-$top/../shared/eval/data/listing}
if [ ! -d "$pages" ]; then
	skip_rest "no real pages here: $pages is absent"
	done_testing
	exit
fi
pages=$(cd "$pages" && pwd)
check=$top/tests/e2e/real_check.py
cd "$dir" || exit 1
cp "$top/tests/data/real/sources.yaml" .

"$check" pages "$pages" sources.yaml >list
serve "$pages" "$(while read -r id charset _; do
	echo "location = /$id/page.html { charset $charset; }"
done <list)"
export REAL=http://127.0.0.1:$port

is 'each of the pages has rules' \
    "$(sed -n 's/^  - id: //p' sources.yaml | sort)" \
    "$(cut -d ' ' -f 1 list | sort)"
while read -r id charset zone now; do
	run -c sources.yaml run "$id" --now="$now"
	is "$id ($charset): well and silent" "$rc $out$err" '0 '
	for format in rss atom; do
		ok "$id.$format: the items, their titles, links and dates" \
		    "$check" feed "$pages/$id/expected.json" "$zone" \
		    "feeds/$id.$format"
		echo "# $(tail -n 1 "$dir/.ok")"
	done
done <list
ok 'the feeds keep the rules' "$top/tests/tools/check_feed.py" \
    feeds/*.rss feeds/*.atom
done_testing
