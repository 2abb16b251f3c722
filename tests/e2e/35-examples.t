#!/bin/bash
# SPDX-License-Identifier: ISC
# The examples in config/examples/ are right, and each reads the page beside its
# expectation in tests/data/examples/ as that says. BLESS=1 rewrites these. One
# without a page there has a test of its own.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
data=$top/tests/data/examples

# The page of an example, read by its one source.
read_example() { # NAME
	local file=$top/config/examples/$1.yaml url
	url=$(sed -n 's/^ *url: //p' "$file")
	"$CORANTO" -c "$file" test "example-$1" --file="$data/$1.page" \
	    --url="$url" --now=2026-11-20T12:00:00Z --json |
		python3 "$top/tests/e2e/examples_items.py"
}

found=0 # with a page
for file in "$top"/config/examples/*.yaml; do
	name=$(basename "$file" .yaml)
	[ -f "$data/$name.page" ] || continue
	run -c "$file" check
	is "$name: check" "$rc $out $err" "0 $file: 1 source, no errors "
	found=$((found + 1))
	read_example "$name" >"$dir/$name" 2>&1
	[ -z "${BLESS:-}" ] || cp "$dir/$name" "$data/$name.expected"
	ok "$name: test" diff -u "$data/$name.expected" "$dir/$name"
done
ok 'all of them were looked at' test $found -ge 9
ok 'no page is without its example' \
    test "$(find "$data" -name '*.page' | wc -l)" -eq $found
done_testing
