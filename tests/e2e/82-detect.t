#!/bin/bash
# SPDX-License-Identifier: ISC
# Lists are found on pages of thirty kinds, in scripts with and without spaces,
# and as well when no class and no id means anything.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
here=$top/tests/e2e

# reach NAME F1 TITLE DATE IMAGE ARGS...: the shares are at least these.
reach() {
	local got
	got=$("$here/detect_check.py" "$CORANTO" "${@:6}" | tail -n 1)
	ok "$1: $got" awk -v got="$got" -v f1="$2" -v title="$3" -v date="$4" \
	    -v image="$5" 'BEGIN {
		n = split(got, w, " ")
		exit !(n == 10 && w[1] >= 100 && w[4] >= f1 && w[6] >= title &&
		    w[8] >= date && w[10] >= image)
	    }'
}

reach 'with spaces' 0.97 0.99 0.98 0.98 2 en de
reach 'without spaces' 0.97 0.99 0.98 0.98 2 zh ja
reach 'classes without a meaning' 0.95 0.98 0.97 0.97 2 en zh --renamed
done_testing
