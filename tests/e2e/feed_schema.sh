#!/bin/sh
# SPDX-License-Identifier: ISC
# feed_schema.sh FILE...: validate Atom files by the RELAX NG schema of RFC
# 4287, appendix B, in XML syntax: $ATOM_RNG, which is not part of coranto.
# Exits 1 when a file is not valid, 77 when there is no schema or no xmllint.
set -eu

schema=${ATOM_RNG:-$(dirname "$0")/../../../shared/schemas/atom.rng}
if [ ! -r "$schema" ]; then
	echo "no schema: set ATOM_RNG to atom.rng" >&2
	exit 77
fi
if ! command -v xmllint >/dev/null; then
	echo "no xmllint" >&2
	exit 77
fi
xmllint --nonet --noout --relaxng "$schema" "$@" || exit 1
