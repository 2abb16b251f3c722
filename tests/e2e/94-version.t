#!/bin/bash
# SPDX-License-Identifier: ISC
# The versions of all libraries at work, for people and as a bill of materials.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1

run --version
is 'the version is one line' "$rc $out" "0 coranto $(cat "$top/VERSION")"
run --version -v
is 'the libraries stand below' "$rc ${out%%$'\n'*}" "0 coranto $(cat "$top/VERSION")"
versions=$out

### each library that the linker was told of
for lib in $(objdump -p "$CORANTO" | sed -n 's/^ *NEEDED *lib\(.*\)\.so.*/\1/p'); do
	case $lib in m | ssl | crypto | asan | ubsan | tsan) continue ;; esac
	case $lib in
	c) name=glibc ;;
	curl | xml2 | psl) name=lib$lib ;;
	nettle) name=Nettle ;;
	yaml-0) name=libyaml ;;
	sqlite3) name=SQLite ;;
	pcre2-8) name=PCRE2 ;;
	z) name=zlib ;;
	brotlidec) name=brotli ;;
	*) name=$lib ;;
	esac
	like "lib$lib is there" "$versions" "^  $name +[0-9]+\.[0-9]"
done

### another program, of the same libraries
python3 - >want <<'PY'
import sqlite3, ssl, zlib
print("SQLite", sqlite3.sqlite_version)
print("zlib", zlib.ZLIB_RUNTIME_VERSION)
print("OpenSSL", ssl.OPENSSL_VERSION.split()[1])
PY
while read -r name version; do
	like "$name as Python has it" "$versions" "^  $name +${version//./\\.}( |$)"
done <want

### as JSON: CycloneDX 1.5
"$CORANTO" --version --json >bom.json
"$CORANTO" --json --version >again.json
ok 'the same bytes twice' cmp bom.json again.json
ok 'CycloneDX: the components are those of -v, and all references lead somewhere' \
    python3 - bom.json "$versions" <<'PY'
import json, re, sys
bom = json.load(open(sys.argv[1]))
assert (bom["bomFormat"], bom["specVersion"], bom["version"]) == ("CycloneDX", "1.5", 1)
said = re.findall(r"^  (\S+) +(\S+)", sys.argv[2], re.M)
parts = [(c["name"], c["version"]) for c in bom["components"]]
assert parts == said, (parts, said)
assert all(c["type"] == "library" and c["purl"] for c in bom["components"])
refs = {c["bom-ref"] for c in bom["components"]}
assert len(refs) == len(parts)
refs.add(bom["metadata"]["component"]["bom-ref"])
needs = {d["ref"]: d["dependsOn"] for d in bom["dependencies"]}
assert set(needs) == refs
assert set().union(*needs.values()) == refs - {"coranto"}
for c in bom["components"]:
    for l in c.get("licenses", []):
        assert ("expression" in l) != ("id" in l.get("license", {})), l
PY
run --version --force
is 'other options do not go with it' "$rc $err" '2 coranto: --force does not go with this'

### a library that is not the one of the headers
cat >other.c <<'C'
const char *sqlite3_libversion(void);
const char *sqlite3_libversion(void) { return "3.99.7"; }
C
if "${CC:-cc}" -shared -fPIC -o other.so other.c 2>/dev/null &&
    ! objdump -p "$CORANTO" | grep -q 'NEEDED.*san\.so' &&
    ! nm "$CORANTO" 2>/dev/null | grep -q ' __asan_init'; then
	like 'the version at work comes first, then that of the headers' \
	    "$(LD_PRELOAD=$dir/other.so "$CORANTO" --version -v)" \
	    '^  SQLite +3\.99\.7 \(built with 3\.[0-9.]+\)$'
else
	skip_rest 'no other library to put before it'
fi
done_testing
