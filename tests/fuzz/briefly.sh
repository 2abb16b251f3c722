#!/bin/sh
# SPDX-License-Identifier: ISC
# briefly.sh TARGET SECONDS: fuzz it from its corpus on; what is found of use is
# kept in build/corpus, and where that is empty each time is the same. A finding
# is told whole and ends with status 255, at which xargs stops.
set -eu
name=${1##*/fuzz_}
log=build/corpus/$name.log
dict=$(awk -v t="$name" '$1 == t { print "tests/fuzz/dict/" $2 ".dict" }' \
    tests/fuzz/dict/targets)
mkdir -p "build/corpus/$name"
if "$1" -seed=1 -max_total_time="$2" -rss_limit_mb=4096 -timeout=25 -verbosity=0 \
    -print_final_stats=0 ${dict:+-dict="$dict"} "build/corpus/$name" "tests/fuzz/corpus/$name" \
    >"$log" 2>&1; then
	echo "$name"
else
	cat "$log"
	exit 255
fi
