#!/bin/bash
# SPDX-License-Identifier: ISC
# A database is made anew on a disk that fails, or by a process that is killed: all of
# it, or all is as it was.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
if [ -z "${FAULTS_SHIM-}" ]; then
	skip_rest 'a program with a sanitizer takes no shim'
	done_testing
	exit
fi
now=1796000000 # 2026-11-30T00:53:20Z

mkdir whole
cat >whole/c.yaml <<'YAML'
settings: {output: feeds, state: state, base_url: "https://f.example.org/"}
sources:
  - {id: a, url: "file:a.html", base: "https://a.example.org/", item: li}
YAML
for n in $(seq 40); do echo "<li><a href=/$n>Story $n of the list</a>"; done >whole/a.html
# recover COMMAND...: of a copy of the state, by COMMAND.
recover() {
	rm -rf copy && cp -a whole copy
	run_in copy env "$@" "$CORANTO" -c c.yaml recover --workers=0 \
	    --now=$((now + 3600))
}
run_in() {
	(cd "$1" && "${@:2}") >.out 2>.err
	rc=$?
	err=$(<.err)
}
shim() { recover LD_PRELOAD="$FAULTS_SHIM" FAULTS_KIND=change \
	FAULTS_UNDER="$(pwd -P)/copy/state" "$@"; }
# items: how many the database has, and whether it is whole.
items() { sqlite3 copy/state/coranto.db 'SELECT count(*) FROM item; PRAGMA quick_check' 2>&1 | paste -sd' '; }

run_in whole "$CORANTO" -c c.yaml run --now=$now
is 'a day is well' "$rc $err" '0 '
cp whole/state/coranto.db good.db
damage() { yes damage | dd of=whole/state/coranto.db bs=4096 seek=2 count=3 \
	conv=notrunc iflag=fullblock 2>.null; }
damage
sum=$(sha256sum <whole/state/coranto.db)
shim FAULTS_LOG="$dir/calls"
is 'made anew' "$rc $err $(items)" '0  40 ok'

# Of each kind of call on each file the first, the last and one between.
points=$(sed 's/damaged-[0-9TZ]*/aside/' calls | awk '
	{ key = $2 " " $NF; at[key] = at[key] " " $1; n[key]++ }
	END { for (key in at) { m = split(at[key], v, " ")
		step = m > 2 ? int(m / 2) : 1
		for (i = 1; i <= m; i += step) print v[i]
		print v[m] } }' | sort -nu)
# bad WHAT: prints what should not be after a recovery that was disturbed.
bad() {
	if [ "$rc" = 0 ] && [ "$(items)" != '40 ok' ]; then
		echo "$1: said to be well, and has $(items)"
	elif [ "$rc" != 0 ] && [ "$(items)" != '40 ok' ] &&
	    [ "$(sha256sum <copy/state/coranto.db)" != "$sum" ]; then
		echo "$1: the old database was changed"
	elif [ "$rc" -gt 3 ] && [ "$rc" != 137 ]; then
		echo "$1: exit $rc, $err"
	elif [ "$rc" = 3 ] && ! grep -q 'state' <<<"$err"; then
		echo "$1: names no file: $err"
	fi
	run_in copy "$CORANTO" -c c.yaml recover --workers=0 --now=$((now + 7200))
	[ "$rc $(items)" = '0 40 ok' ] || echo "$1: recover again: $rc $err $(items)"
	run_in copy "$CORANTO" -c c.yaml run --force --now=$((now + 7200))
	[ "$rc $(items)" = '0 40 ok' ] || echo "$1: the next run: $rc $err $(items)"
}
# disturbed NAME N VALUES...: at each N-th point.
disturbed() {
	local at
	for at in $(xargs -n1 <<<"$points" | awk "NR % $2 == 0"); do
		shim FAULTS_AT="$at" "${@:3}"
		bad "$(sed -n "${at}p" calls | sed "s,$PWD,,")"
	done >wrong 2>.null # which tells of each kill
	is "$1: all of it, or as it was" "$(head -n 5 wrong)" ''
}
is 'many points' "$(($(wc -w <<<"$points") > 40))" 1
disturbed 'no room for a moment' 1 FAULTS_DO=28
disturbed 'no room from then on' 2 FAULTS_DO=28 FAULTS_ON=1
disturbed 'killed' 2 FAULTS_DO=kill

### where files cannot be shared as memory
cp good.db whole/state/coranto.db
sqlite3 whole/state/coranto.db 'PRAGMA journal_mode = DELETE' >.null
damage
recover LD_PRELOAD="$FAULTS_SHIM" FAULTS_UNSHARED="$(pwd -P)"
is 'without shared memory: made anew' "$rc $err $(items)" '0  40 ok'
is 'without shared memory: nothing else is left' \
    "$(cd copy/state && echo * | sed 's/damaged-[0-9TZ]*/aside/')" \
    'coranto.db coranto.db.aside lock pages'
rm copy/state/coranto.db*
run_in copy env LD_PRELOAD="$FAULTS_SHIM" FAULTS_UNSHARED="$(pwd -P)" \
    "$CORANTO" -c c.yaml run --force --now=$((now + 7200))
like 'without shared memory: a run takes over what the feeds tell' \
    "$rc $err" '^0 .*; 40 items of 1 source came back'
done_testing
