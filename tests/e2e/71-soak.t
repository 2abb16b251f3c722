#!/bin/bash
# SPDX-License-Identifier: ISC
# Runs on a virtual clock of sources that misbehave at random, some of them
# killed, beside a subscriber who remembers all that was ever published and knows
# what is true. `make soak` has two thousand of them.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
export CORANTO
ok 'each story once, in time, ids and dates stay, feeds by the rules' \
    "$top/tests/soak/soak.py" --runs 60 --seed "${SOAK_SEED:-1}"
done_testing
