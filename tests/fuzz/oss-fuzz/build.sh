#!/bin/bash -eu
# SPDX-License-Identifier: ISC
# Build all fuzz targets the way that OSS-Fuzz and ClusterFuzzLite ask for, with
# what they set: CC, CXX, CFLAGS, LIB_FUZZING_ENGINE, OUT, WORK. Each target goes
# to $OUT with its corpus and dictionary beside it, and the libraries that it
# needs in $OUT/lib, as it runs where they are not installed.
cd "$(dirname "$0")/../../.."

# Fortified functions would hide from the sanitizers what they are to see.
make -s -j"$(nproc)" O="$WORK/coranto" SAN= HARDEN=-fPIE HARDEN_LD=-pie CC="$CC" \
    CFLAGS="$CFLAGS" FUZZLD="$CXX" LIBFUZZER="$LIB_FUZZING_ENGINE" \
    LDFLAGS="-Wl,--disable-new-dtags,-rpath,'\$\$ORIGIN/lib'" fuzz

mkdir -p "$OUT/lib"
for source in tests/fuzz/fuzz_*.c; do
	target=$(basename "$source" .c)
	name=${target#fuzz_}
	cp "$WORK/coranto/tests/fuzz/$target" "$OUT/"
	(cd "tests/fuzz/corpus/$name" && zip -q -r "$WORK/$target.zip" .)
	mv "$WORK/$target.zip" "$OUT/${target}_seed_corpus.zip"
	dict=$(awk -v t="$name" '$1 == t { print $2 }' tests/fuzz/dict/targets)
	[ -z "$dict" ] || cp "tests/fuzz/dict/$dict.dict" "$OUT/$target.dict"
	# What belongs to the C library is where it runs.
	ldd "$OUT/$target" | awk '$2 == "=>" && $3 ~ /^\// &&
	    $1 !~ /^(libc|libm|libdl|librt|libpthread|libresolv)\.so/ { print $3 }'
done | sort -u | xargs cp -L -t "$OUT/lib"
