#!/bin/bash
# SPDX-License-Identifier: ISC
# Random instants as another program, ICU, writes them in all its languages
# are read back. CORANTO_SEED adds a second run with that seed.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
PROBE=${PROBE:-$top/build/probe}

# round NAME [SEED]
round() {
	ok "$1: dates of all languages of ICU come back" \
	    "$top/tests/e2e/icu_dates.py" "$PROBE" "${@:2}"
	sed 's/^/# /' "$dir/.ok"
}

round seed-20261122
if [ -n "${CORANTO_SEED-}" ]; then
	round "seed-$CORANTO_SEED" "$CORANTO_SEED"
fi
done_testing
