#!/bin/bash
# SPDX-License-Identifier: ISC
# The worst pages that can be built end in items or in one clear line. A
# quarter of them; WORST=all reads the others, too, which takes a minute.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
export CORANTO
if [ "${WORST:-}" = all ]; then
	python3 "$top/tests/e2e/worst_pages.py"
else
	python3 "$top/tests/e2e/worst_pages.py" --few
fi
