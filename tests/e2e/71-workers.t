#!/bin/bash
# SPDX-License-Identifier: ISC
# Pages are read by other processes that are shut in: the same comes of them
# with any number and in any order, and where they cannot be shut in that is said
# or refused.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
pages=$top/tests/e2e/workers_pages.py
without=$top/tests/e2e/without.py
now=1796000000
cd "$dir" || exit 1

# The built-in default is 0 under a sanitizer, which cannot be shut in.
shut_in=yes
grep -q __asan_init "$CORANTO" && shut_in=
grep -q __tsan_init "$CORANTO" && shut_in=

# tell N: two rounds with N workers, in a folder of its own, which has the same
# name while they last.
tell() {
	mkdir here && cd here || return 1
	for round in 1 2; do
		"$pages" make . "$round" && run -c sources.yaml run --force \
		    --now=$((now + round * 86400)) --workers="$1"
		echo "$rc"
		sed 's/^/# /' <<<"$err"
	done >said
	"$pages" dump state/coranto.db >dump
	cd .. && mv here "n$1"
}

counts='0 1 2 8'
[ "$shut_in" ] || counts='0'
for n in $counts; do tell "$n"; done
like 'there is something to compare' "$(wc -l <n0/dump)" '^[0-9]{4,}$'
is 'and pages that cannot be read' "$(grep -c '^1$' n0/said)" 2
for n in $counts; do
	[ "$n" = 0 ] && continue
	ok "$n workers: the same feeds" diff -r n0/feeds "n$n/feeds"
	ok "$n workers: the same database" cmp n0/dump "n$n/dump"
	ok "$n workers: the same said" cmp n0/said "n$n/said"
done

# Answers come in another order than they were asked for: tests/faults/shuffle.c.
if [ "${FAULTS_SHUFFLE-}" ]; then
	for seed in 1 2 3; do
		rm -rf n8
		LD_PRELOAD=$FAULTS_SHUFFLE SHUFFLE_SEED=$seed SHUFFLE_LOG=$dir/log \
		    tell 8
		like "shuffled by $seed: many answers came early" \
		    "$(tail -n 1 log)" '^[0-9]{2,} [0-9]{2,}$'
		ok "shuffled by $seed: the same feeds" diff -r n0/feeds n8/feeds
		ok "shuffled by $seed: the same database" cmp n0/dump n8/dump
		ok "shuffled by $seed: the same said" cmp n0/said n8/said
	done
fi

cd n0 || exit 1
run -c sources.yaml run --workers=65
is 'too many are refused' "$rc" 2
like 'with how many there may be' "$err" 'from 0 to 64'
run -c sources.yaml run --require-sandbox --workers=0
is 'none is no way to shut them in' "$rc" 2
run -c sources.yaml test s0 --html=drawn.html --require-sandbox
is 'nor is a page that the program draws itself' "$rc $(ls drawn.html 2>&-)" '2 '
like 'which is said' "$err" 'require-sandbox does not go with --html'
run -c sources.yaml check --workers=1
is 'who reads no page takes none' "$rc" 2

if [ ! "$shut_in" ]; then
	skip_rest 'a program with a sanitizer cannot be shut in'
	done_testing
	exit
fi

for what in rebuild recover detect; do
	case $what in
	rebuild) args='rebuild s0 --dry-run' ;;
	recover) args='recover' ;;
	detect) args='detect --file=p1.html --url=https://a.example/' ;;
	esac
	# shellcheck disable=SC2086
	run -c sources.yaml $args --workers=0
	want=$rc$out$err
	# shellcheck disable=SC2086
	run -c sources.yaml $args --workers=1
	is "$what: the same" "$rc$out$err" "$want"
done
for i in 0 1 2 3 4 10; do
	run -c sources.yaml test "s$i" --json --workers=0 --now=$now
	want=$rc$out$err
	run -c sources.yaml test "s$i" --json --workers=1 --now=$now
	is "test s$i: the same" "$rc$out$err" "$want"
done

# `memory` is that of each of them: what takes more fails alone.
for i in $(seq 30000); do
	echo "<li><a href=/$i>Story $i</a><p>$i</p><b>$i</b><i>$i</i></li>"
done | sed '101,$s/li>/dl>/g' >large.html
cat >m.yaml <<YAML
settings: {output: mf, state: ms, memory: 32MB}
sources:
  - {id: large, url: "file:large.html", base: "https://a.example.org/", item: li}
  - {id: small, url: "file:small.html", base: "https://b.example.org/", item: li}
YAML
head -n 20 large.html >small.html
run -c m.yaml run --workers=1 --now=$now
is 'a page that takes more memory than it may: that source fails' "$rc $err" \
    "1 coranto: large: decode: reading the page takes more than 32 MiB of memory (file://$PWD/large.html)"
is 'the other does not' "$(grep -c '<entry>' mf/small.atom)" 20
sed -i 's/32MB/256MB/' m.yaml
run -c m.yaml run --force --workers=1 --now=$((now + 9000))
is 'with more it is read' "$rc $(grep -c '<entry>' mf/large.atom)" '0 100'

# Where the kernel has it, which is any that this is built for.
run -v -c sources.yaml run --force --require-sandbox --now=$((now + 3 * 86400))
if [ "$rc" != 2 ]; then
	is 'shut in, and nothing to say of it' "$(grep -c 'are read without' <<<"$err")" 0
else
	skip_rest 'this kernel has no Landlock or no seccomp'
fi
round=3
for what in seccomp landlock both; do
	"$pages" make . $((round++))
	"$without" $what "$CORANTO" -c sources.yaml run --force --require-sandbox \
	    --now=$((now + 4 * 86400)) 2>err
	is "without $what: refused when it is required" "$?" 2
	like "without $what: that is said" "$(cat err)" \
	    'no Landlock|no seccomp|neither seccomp nor Landlock'
	"$without" $what "$CORANTO" -v -c sources.yaml run s0 --force \
	    --now=$((now + 4 * 86400)) >out 2>err
	is "without $what: else pages are read" "$?" 0
	is "without $what: and it is said once" \
	    "$(grep -c 'are read without' err)" 1
done
done_testing
