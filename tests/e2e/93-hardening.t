#!/bin/bash
# SPDX-License-Identifier: ISC
# What the compiler is asked to add against faults is in the program, and the
# tool that says so refuses programs without it; the user's flags are kept.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
# What the make that runs the tests was told is not for those that run here.
unset MAKEFLAGS MFLAGS MAKELEVEL CFLAGS CPPFLAGS LDFLAGS SAN CFI DEV O CC
hardened=$top/tests/tools/check_hardening
flags=$top/contrib/flags
cc=$(command -v gcc || command -v clang || command -v cc)

### the tool, by a program that lacks one thing at a time
cat >all.c <<'C'
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/socket.h>
int main(int argc, char **argv)
{
	char a[64], *b;
	int n = argc * 8;

	if (read(0, a, (size_t)n) < 0 || recv(0, a, (size_t)n, 0) < 0)
		return 1;
	b = realpath(argv[0], NULL);
	strncpy(a, b, (size_t)n);
	memcpy(a + argc, b, (size_t)n);
	memset(a + argc, 1, (size_t)n);
	strcat(a, argv[1]);
	return printf(argv[1], a) + snprintf(a, (size_t)n, "%s", b);
}
C
# shellcheck disable=SC2054 # they are the linker's commas
all=(-w -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
    -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
# without WHAT FLAG...: FLAGs come last and take something away.
without() {
	local what=$1
	shift
	"$cc" "${all[@]}" "$@" -o weak all.c 2>/dev/null || {
		skip_rest "$cc does not take $*"
		return
	}
	"$hardened" ./weak >told 2>&1
	like "refused: $what" "$? $(cat told)" "^1 .*$what"
}
"$cc" "${all[@]}" -o strong all.c
ok 'a program with everything' "$hardened" ./strong
without PIE -fno-pie -no-pie
without RELRO -Wl,-z,norelro
without BIND_NOW -Wl,-z,lazy
without 'stack can be executed' -Wl,-z,execstack
without 'folder of its own' -Wl,-rpath,/tmp
without canary -fno-stack-protector
without fortified -U_FORTIFY_SOURCE

### ours
if objdump -p "$CORANTO" | grep -q 'NEEDED.*san\.so' ||
    nm "$CORANTO" 2>/dev/null | grep -q ' __asan_init'; then
	skip_rest 'built with a sanitizer'
else
	ok 'coranto has everything' "$hardened" "$CORANTO"
fi

### what is asked of compilers
is 'a flag that is not known is left out, the others stay' \
    "$("$flags" compile "$dir/kept" "$cc" -fno-such-thing -fPIE)" ' -fPIE'
is 'the first that will do' \
    "$("$flags" compile "$dir/kept" "$cc" '-fno-such-thing|-fPIE|-fpie')" ' -fPIE'
is "the user's own level stays" \
    "$("$flags" compile "$dir/kept" "$cc -O2 -U_FORTIFY_SOURCE -Wp,-D_FORTIFY_SOURCE=1" \
	-D_FORTIFY_SOURCE=2 -fPIE)" ' -fPIE'
like 'words in quotes stay one' \
    "$("$flags" compile "$dir/kept" "$cc -DNAME='\"a b\"'" -fPIE)" '^ -fPIE$'
is 'a flag of the linker' \
    "$("$flags" link "$dir/kept" "$cc -fPIE" -Wl,--no-such-thing -pie)" ' -pie'
cat >fake <<'SH'
#!/bin/sh
echo "$*" >>asked
case $1 in --version) echo 'fake 1' ;; esac
SH
chmod +x fake
for _ in 1 2; do "$flags" compile "$dir/fake.kept" "$dir/fake" -fone >/dev/null; done
is 'the compiler is asked once' "$(grep -c fone asked)" 1

### the user's flags
make -C "$top" -n V=1 O="$dir/o" CFLAGS='-O1 -DMINE="a b"' CPPFLAGS=-DTOO \
    LDFLAGS=-Wl,-O1 LDLIBS=-lm "$dir/o/coranto" >said 2>told ||
    sed 's/^/# /' told
compiled=$(grep -- '-c -o .*/src/main.o' said)
linked=$(grep -- '-o [^ ]*/coranto ' said)
like 'CFLAGS come behind ours' "$compiled" '-fstack-protector-strong.* -O1 -DMINE="a b" '
like 'CPPFLAGS are there' "$compiled" ' -DTOO '
like 'LDFLAGS come behind ours, and CFLAGS link, too' "$linked" \
    '-O1 -DMINE="a b" .*-z,now.* -Wl,-O1 .* -lm$'

### the same bytes from two folders; all of the program: make check-reproducible
# built_in FOLDER: three objects, compiled there.
built_in() {
	mkdir -p "$1" && cp -R "$top/Makefile" "$top/VERSION" "$top/contrib" "$top/src" "$1/"
	for object in main base/str cli/cli; do
		make -s -C "$1" "build/release/src/$object.o" >>said 2>&1 ||
			sed 's/^/# /' said
	done
}
built_in first
export TZ=Asia/Tokyo
built_in 'an/other place'
for object in main base/str cli/cli; do
	ok "same bytes from another folder: $object" cmp \
	    "first/build/release/src/$object.o" \
	    "an/other place/build/release/src/$object.o"
done
done_testing
