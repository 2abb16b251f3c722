#!/bin/bash
# SPDX-License-Identifier: ISC
# `check` tells what is wrong with a configuration, to people and to editors.
set -u
data=$(cd "$(dirname "$0")/../data/config" && pwd) || exit 1
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
n=0

result() { # STATUS NAME
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}

# Run the program in folder DIR with nothing of our environment.
coranto() ( # DIR ARGS...
	cd "$1" || exit 99
	shift
	env -i HOME=/home/user "$CORANTO" "$@"
)

for file in "$data"/*.yaml; do
	name=$(basename "$file" .yaml)
	coranto "$data" -c "$name.yaml" check >"$tmp/out" 2>"$tmp/err"
	status=$?
	wanted=0 # warnings alone
	grep -q ': error: ' "$data/$name.expected" && wanted=2
	[ "$status" -eq $wanted ] &&
		{ [ "$status" -eq 0 ] || [ ! -s "$tmp/out" ]; } &&
		diff -u "$data/$name.expected" "$tmp/err" >&2
	result $? "$name: status $status"
done

coranto "$data" -c unknown-key.yaml check --json >"$tmp/out" 2>"$tmp/err"
status=$?
cat >"$tmp/wanted" <<'JSON'
{"errors":[{"file":"unknown-key.yaml","line":4,"column":5,"message":"unknown key `titel` in a source","suggestion":"title"},{"file":"unknown-key.yaml","line":5,"column":5,"message":"unknown key `sumary` in a source","suggestion":"summary"}],"warnings":[]}
JSON
[ "$status" -eq 2 ] && [ ! -s "$tmp/err" ] &&
	diff -u "$tmp/wanted" "$tmp/out" >&2
result $? 'JSON for editors'

mkdir -p "$tmp/config"
cat >"$tmp/config/sources.yaml" <<'YAML'
sources:
  - url: https://example.org/
    item: li
YAML
coranto "$tmp" check >"$tmp/out" 2>"$tmp/err" && [ ! -s "$tmp/err" ]
result $? 'a right configuration, found in its default place'

[ "$(cd "$tmp" && find . -type d | sort | tr '\n' ' ')" = '. ./config ' ]
result $? 'check writes nothing'

coranto "$tmp" -c none.yaml check >"$tmp/out" 2>"$tmp/err"
status=$?
[ "$status" -eq 2 ] && [ "$(cat "$tmp/err")" = 'coranto: there is no configuration none.yaml' ]
result $? 'a configuration that is not there'

echo "1..$n"
