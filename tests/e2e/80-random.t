#!/bin/bash
# SPDX-License-Identifier: ISC
# Random listing pages, served, fetched, and read back from the feeds: all
# titles, links, dates and summaries are those that the generator knows.
# CORANTO_SEED adds a second run with that seed.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
here=$top/tests/e2e

# round NAME [SEED]
round() {
	local folder=$dir/$1
	mkdir "$folder"
	ok "$1: the pages are written" "$here/random_pages.py" "$folder" "${@:2}"
	serve "$folder/www" "include $folder/server.conf;"
	export BASE=http://127.0.0.1:$port
	run -c "$folder/sources.yaml" run --now="$(grep -m 1 -o '[0-9]\+' \
	    "$folder/truth.json")"
	is "$1: the run is well and silent" "$rc $out$err" "0 "
	ok "$1: titles, links, dates and summaries are equal" \
	    "$here/random_check.py" "$folder" "$BASE"
	tail -n 1 .ok | sed "s/^/# $1: /"
}

round seed-20261122 20261122
if [ -n "${CORANTO_SEED-}" ]; then
	round "seed-$CORANTO_SEED" "$CORANTO_SEED"
fi
done_testing
