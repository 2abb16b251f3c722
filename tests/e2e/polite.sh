# shellcheck shell=bash
# SPDX-License-Identifier: ISC
# A server whose answers a test writes down, and what it heard. Sourced behind
# lib.sh, in the test's own folder.
# shellcheck disable=SC2154 # of lib.sh
mkdir answers
"$top/tests/e2e/polite_server.py" answers log >port &
children+=($!)
until_ok test -s port
port=$(cat port)
now=1796000000

# answers HOST PATH: what the server sends there, head and body.
answers() { mkdir -p "answers/$1" && cat >"answers/$1/${2//\//_}"; }
robots() { { printf 'HTTP/1.1 200 OK\n\n'; cat; } | answers "$1" /robots.txt; }
# What was asked for since `new`, in its order.
new() { : >log; }
asked() { awk '$2 == "request" { print $4 $5 }' log | xargs; }
judged() { "$top/tests/e2e/polite_log.py" log "$@" 2>>pauses; }
# config NAME DEFAULTS: a configuration with folders of its own; sources from
# standard input, "id host path more".
config() {
	echo "settings: {output: $1/feeds, state: $1/state, allow_private: true}"
	echo "defaults: {item: li, title: a, gap: 0s, $2}"
	echo "sources:"
	while read -r id host path more; do
		echo "  - {id: $id, url: \"http://$host:$port$path\"${more:+, $more}}"
	done
}
go() { run -c "$1.yaml" run --now="$now" "${@:2}"; }
