#!/bin/sh
# SPDX-License-Identifier: ISC
# long.sh [-m MINUTES] [-t MINUTES] [TARGET...]: fuzz each target, those with
# the least CPU time behind them first, and add what came of it to LOG.tsv.
#
#   -m  minutes of one turn of a target, by the clock; 5
#   -t  stop taking turns when all targets have so many CPU minutes in the log; 30
#
# A turn starts from the corpus of the tree and from all that former turns found
# (build/corpus), and ends with a corpus in the tree that reaches the same edges
# in few and small files. A finding ends its turn, is kept in build/findings,
# and sets the minutes without one to 0; the log says which input it was until
# someone writes there what it was, and the target has no turn until the file is
# removed. Ends with 1 when there was one.
#
# FUZZERS=FOLDER has binaries to use; without it they are built.
set -eu
cd "$(dirname "$0")/../.."

turn=5
goal=30
while getopts m:t: o; do
	case $o in
	m) turn=$OPTARG ;;
	t) goal=$OPTARG ;;
	*) sed -n 's/^# \(long.sh.*\):.*/usage: \1/p' "$0" >&2; exit 2 ;;
	esac
done
shift $((OPTIND - 1))

log=tests/fuzz/LOG.tsv
# What one target keeps in the tree.
most_files=199
most_bytes=300000

build() {
	[ -n "${FUZZERS:-}" ] || make -s CC=clang O=build/fuzz \
	    SAN=address,undefined,fuzzer-no-link LIBFUZZER=-fsanitize=fuzzer \
	    "build/fuzz/tests/fuzz/fuzz_$1"
}

# row TARGET FIELD: one field of its line in the log; 0 when there is none.
row() {
	awk -F'\t' -v t="$1" -v f="$2" \
	    '$1 == t { v = $f } END { print v == "" ? 0 : v }' "$log"
}

# Of the targets on standard input the one with the fewest minutes that is not
# yet at the goal. One with a finding would find it again: it waits until the
# file is removed.
neediest() {
	while read -r t; do
		find "build/findings/$t" -name 'slow-*' -o -type f -print \
		    2>/dev/null | grep -q . ||
		    printf '%s\t%s\n' "$(row "$t" 2)" "$t"
	done |
	    sort -n | awk -F'\t' -v goal="$goal" '$1 < goal { print $2; exit }'
}

# record TARGET MINUTES EXECUTIONS EDGES FILES FINDING: sum up in the log.
record() {
	awk -F'\t' -v OFS='\t' -v t="$1" -v m="$2" -v n="$3" -v cov="$4" \
	    -v files="$5" -v found="$6" '
	function put() {
		min += m; quiet = found == "" ? quiet + m : 0
		if (found != "") last = found
		printf "%s\t%.1f\t%d\t%d\t%d\t%.1f\t%s\n", t, min, \
		    execs + n, cov, files, quiet, last == "" ? "-" : last
	}
	NR == 1 { print; next }
	$1 == t { min = $2; execs = $3; quiet = $6; last = $7; put(); done = 1; next }
	!done && $1 > t { put(); done = 1; min = 0 }
	{ print }
	END { if (!done) put() }' "$log" >"$log.new"
	mv "$log.new" "$log"
}

# distil BINARY TARGET: the corpus in the tree becomes its hand-made files and, of
# what it had and what was found since, the smallest inputs that reach each edge.
distil() {
	bin=$1 tree=tests/fuzz/corpus/$2 all=build/corpus/$2
	rm -rf "$all.new" "$all.add" && mkdir -p "$all.new" "$all.add" "$tree"
	since=
	[ ! -f "$all.merge" ] || since="-newer $all.merge"
	# shellcheck disable=SC2086
	find "$all" -type f $since -exec ln -t "$all.add" {} +
	find "$tree" -type f | grep -Ev '/[0-9a-f]{40}$' |
	    xargs -r cp -t "$all.new"
	made=$(find "$all.new" -type f | wc -l)
	"$bin" -merge=1 -use_counters=0 -max_len=16384 -rss_limit_mb=4096 \
	    "$all.new" "$tree" "$all.add" >"$all.merge" 2>&1 || return 0
	find "$tree" -type f -name '????????????????????????????????????????' \
	    -delete
	# By name the hand-made come last; by size the small ones stay.
	find "$all.new" -type f -printf '%s %p\n' | grep -E '/[0-9a-f]{40}$' |
	    sort -n | awk -v n=$((most_files - made)) -v left=$most_bytes \
	    '(left -= $1) >= 0 && n-- > 0 { print $2 }' |
	    xargs -r cp -t "$tree"
	rm -rf "$all.new" "$all.add"
}

# One turn: TARGET is fuzzed for the minutes of a turn.
fuzz() {
	bin=${FUZZERS:-build/fuzz/tests/fuzz}/fuzz_$1
	all=build/corpus/$1
	mkdir -p "$all" "build/findings/$1"
	dict=$(awk -v t="$1" '$1 == t { print "tests/fuzz/dict/" $2 ".dict" }' \
	    tests/fuzz/dict/targets)
	status=0
	(
		s=0
		nice -n 19 "$bin" -max_total_time=$((turn * 60)) \
		    -rss_limit_mb=4096 -timeout=25 -print_final_stats=1 \
		    -artifact_prefix="build/findings/$1/" \
		    ${dict:+-dict="$dict"} "$all" "tests/fuzz/corpus/$1" \
		    >"$all.log" 2>&1 || s=$?
		times >"$all.times"
		exit $s
	) || status=$?
	input=$(sed -n 's/.*Test unit written to .*\///p' "$all.log" |
	    grep -v '^slow-unit' | tail -n 1)
	[ $status -eq 0 ] || [ -n "$input" ] ||
	    cp "$all.log" "build/findings/$1/not-run"
	distil "$bin" "$1"
	record "$1" \
	    "$(tr 'ms' '  ' <"$all.times" | awk 'END { print $1 + $2 / 60 + $3 + $4 / 60 }')" \
	    "$(awk '/^stat::number_of_executed_units/ { print $2; f = 1 }
	    /^#[0-9]/ { n = substr($1, 2) } END { if (!f) print n + 0 }' "$all.log")" \
	    "$(sed -n 's/^#.* cov: \([0-9]*\) .*/\1/p' "$all.log" | tail -n 1)" \
	    "$(find "tests/fuzz/corpus/$1" -type f | wc -l)" \
	    "$input"
	return $status
}

# Those that were named, or all that there are by now.
targets() {
	if [ $# -gt 0 ]; then
		printf '%s\n' "$@"
	else
		find tests/fuzz -name 'fuzz_*.c' | sed 's/.*fuzz_//; s/\.c$//'
	fi
}

mkdir -p build/corpus
[ -f "$log" ] || printf 'target\tCPU minutes\texecutions\tedges\tfiles\tminutes without a finding\tlast finding\n' >"$log"
found=0
while t=$(targets "$@" | neediest) && [ -n "$t" ]; do
	build "$t"
	if fuzz "$t"; then
		echo "$t: $(row "$t" 2) minutes, $(row "$t" 4) edges"
	else
		echo "$t: $(row "$t" 7), see build/corpus/$t.log" >&2
		found=1
	fi
done
exit $found
