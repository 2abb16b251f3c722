#!/bin/bash
# SPDX-License-Identifier: ISC
# A run that is killed, refused or starved at any of its calls, or ended by a
# power cut: what is published stays right, and the next run makes up for it.
# Here at some points of each kind; `make faults` goes through all of them.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
if [ -z "${FAULTS_SHIM-}" ]; then
	skip_rest 'a program with a sanitizer takes no shim'
	done_testing
	exit
fi
export CORANTO FAULTS_SHIM FAULTS_TAPE
seed=1
# some MODE N: N points of it.
some() { "$top/tests/faults/faults.py" "$1" --sample "$2" --seed "$seed" "${@:3}"; }
power() { "$top/tests/faults/power.py" power --seed "$seed" "$@"; }

ok 'killed at a call: nothing is lost, and nothing comes twice' some kill 40
ok 'killed at a call, as the database is written: the same' \
    some kill 40 --only '*/coranto.db*'
ok 'killed at a call where no memory is shared: the same' \
    some kill 40 --unshared --only '*/coranto.db-journal'
ok 'a call that fails: no wrong file, and a line that names it' some errors 60
ok 'a call that fails, on a compressed copy: the same' some errors 40 --only '*.gz'
ok 'a call that fails, as less is written than was asked for: the same' \
    some errors 20 --only write:short
ok 'a temporary file that cannot be removed: a line tells of it' \
    "$top/tests/faults/faults.py" errors --only unlinkat
ok 'an allocation that fails: one line, or one source' some memory 40
ok 'power is lost: what was published is known, and the next run heals' \
    power --sample 80
ok 'power is lost where no memory is shared: the same' \
    power --unshared --only sync:lost --sample 80
# All of these: few of them come after a feed and before the next journal.
ok 'power is lost where no memory is shared, as a journal goes: the same' \
    power --unshared --only sync:lost --only state
done_testing
