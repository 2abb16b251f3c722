#!/bin/bash
# SPDX-License-Identifier: ISC
# A run shuts itself in before it asks the first server: shown by code that is
# put into the program, as by somebody who took it over, on the built program.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1

if objdump -p "$CORANTO" | grep -q 'NEEDED.*san\.so' ||
    nm "$CORANTO" 2>/dev/null | grep -q ' __asan_init'; then
	skip_rest 'built with a sanitizer, which wants to be loaded first'
	done_testing
	exit
fi

mkdir etc
cat >etc/sources.yaml <<'YAML'
settings: {output: ../out, state: ../state, allow_private: ["127.0.0.1:1"]}
sources:
  - {id: town, url: "http://127.0.0.1:1/", item: li, robots: ignore}
YAML
echo secret >etc/secret

cat >taken.c <<'C'
#include <curl/curl.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static void
tell(const char *what, int failed)
{
	fprintf(stderr, "TAKEN %s: %s\n", what, failed ? strerror(errno) : "done");
}

static void
evil(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons(25),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	struct rlimit core;

	getrlimit(RLIMIT_CORE, &core);
	fprintf(stderr, "TAKEN core %d, dumpable %d\n", (int)core.rlim_cur,
	    prctl(PR_GET_DUMPABLE));
	tell("read the configuration", open("etc/sources.yaml", O_RDONLY) < 0);
	tell("read /etc/passwd", open("/etc/passwd", O_RDONLY) < 0);
	tell("write a file", open("evil", O_WRONLY | O_CREAT, 0600) < 0);
	tell("write a feed", open("out/evil.rss", O_WRONLY | O_CREAT, 0600) < 0);
	tell("connect to 25",
	    connect(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&at,
		sizeof(at)) != 0);
	tell("execute", execl("/bin/true", "true", (char *)0) != 0);
}

CURLMcode
curl_multi_add_handle(CURLM *m, CURL *c)
{
	CURLMcode (*next)(CURLM *, CURL *) =
	    (CURLMcode(*)(CURLM *, CURL *))dlsym(RTLD_NEXT, "curl_multi_add_handle");

	if (getenv("EVIL") != NULL)
		evil();
	return next(m, c);
}

/* A kernel without what LACKS names. */
long
syscall(long nr, ...)
{
	long (*next)(long, ...) = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
	const char *lacks = getenv("LACKS");
	va_list ap;
	long v[6];

	va_start(ap, nr);
	for (int i = 0; i < 6; i++)
		v[i] = va_arg(ap, long);
	va_end(ap);
	if (lacks != NULL &&
	    ((strstr(lacks, "landlock") && nr == SYS_landlock_create_ruleset) ||
		(strstr(lacks, "seccomp") && nr == SYS_seccomp))) {
		errno = ENOSYS;
		return -1;
	}
	return next(nr, v[0], v[1], v[2], v[3], v[4], v[5]);
}
C
"${CC:-cc}" -w -D_GNU_SOURCE -shared -fPIC -o taken.so taken.c -ldl || {
	skip_rest 'no compiler'
	done_testing
	exit
}
# taken NAME=VALUE... ARGS...: the program with that in it; sets $err.
taken() {
	env LD_PRELOAD="$dir/taken.so" "$@" "$CORANTO" -v -c etc/sources.yaml \
	    run --force >.out 2>.err
	err=$(cat .err)
}

taken EVIL=1
ok 'nothing is said of it' grep -qv '^coranto: .*shut in' .err
taken EVIL=1 LACKS=seccomp
version=$(sed -n 's/.*shut in by Landlock \([0-9]*\) alone.*/\1/p' .err)
if [ "${version:-0}" -ge 4 ]; then
	for what in 'read the configuration' 'read /etc/passwd' 'write a file' \
	    'connect to 25' execute; do
		like "refused: $what" "$err" "^TAKEN $what: Permission denied\$"
	done
	like 'what it is there for goes on' "$err" '^TAKEN write a feed: done$'
else
	skip_rest 'no such Landlock here'
fi
taken EVIL=1
like 'refused: to execute' "$err" '^TAKEN execute: Operation not permitted$'
like 'no core file, and no look from outside' "$err" '^TAKEN core 0, dumpable 0$'
ok 'no file of it is left' test ! -e evil

### a kernel that has less: as far as it goes, and said
plain=$(taken LACKS=; grep -c 'connection refused' .err)
is 'the page is asked for' "$plain" 1
taken LACKS=landlock
like 'without Landlock' "$err" \
    '^coranto: shut in by seccomp alone: this system has no Landlock: Function not'
taken LACKS=seccomp
like 'without seccomp' "$err" '^coranto: shut in by Landlock [0-9]+ alone: seccomp: Function not'
taken LACKS=landlock,seccomp
like 'without both' "$err" '^coranto: not shut in: seccomp: Function not implemented$'
like 'and the run goes on' "$err" 'connection refused by 127\.0\.0\.1'

### those that read pages are processes of their own, made before
cat >town.html <<'HTML'
<ul><li><a href="/1">The old bridge is open again</a></li></ul>
HTML
cat >pages.yaml <<'YAML'
settings: {output: pages, state: pages}
sources: [{id: page, url: "file:town.html", base: "https://a.example/", item: li}]
YAML
timeout 60 "$CORANTO" --workers 2 -c pages.yaml run >.out 2>.err
is 'pages are read, and who read them is ended' "$? $(cat .err)" '0 '

### watch: each run in a process of its own, shut in likewise
rm -r state out
env LD_PRELOAD="$dir/taken.so" EVIL=1 "$CORANTO" -v -c etc/sources.yaml watch \
    >.out 2>watch.err </dev/null &
children+=($!)
ok 'watch runs' until_ok grep -q '^TAKEN execute' watch.err
like 'watch: refused: to execute' "$(cat watch.err)" \
    '^TAKEN execute: (Operation not permitted|Permission denied)$'
ok 'watch reads another configuration all the same' sh -c '
	sed -i "s/id: town/id: village/" etc/sources.yaml'
ok 'and runs that' until_ok grep -q 'village: fetch' watch.err
kill "${children[-1]}"
wait "${children[-1]}"
is 'watch: ended by a signal' "$?" 143
unset 'children[-1]'

# A server that takes long, and a run that is killed meanwhile.
python3 - >slow.port <<'PY' &
import socket, time
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(9)
print(s.getsockname()[1], flush=True)
time.sleep(100)
PY
children+=($!)
until_ok test -s slow.port
sed "s/127.0.0.1:1/127.0.0.1:$(cat slow.port)/g" etc/sources.yaml >slow.yaml
"$CORANTO" -c slow.yaml watch >.out 2>slow.err </dev/null &
watch=$!
children+=("$watch")
# run_of PID: the process that it runs in, which alone has a socket to the server.
run_of() { pgrep -P "$1" -x coranto | while read -r p; do
	find "/proc/$p/fd" -lname '*.db' 2>/dev/null | grep -q . && echo "$p"
done; }
has_run() { [ -n "$(run_of "$watch")" ]; }
ok 'a run is at work' until_ok has_run
kill -KILL "$(run_of "$watch")"
ok 'when it is killed that is told' until_ok grep -q 'a run ended by signal 9' slow.err
ok 'and watch lives' kill -0 "$watch"

### a program of the user's may need anything
sed -i 's/item: li/item: li, fetch: {command: [cat, etc\/secret]}/' etc/sources.yaml
run -v -c etc/sources.yaml run --force
like 'a source with a program: not shut in, and said' "$err" \
    '^coranto: not shut in: a source has a program of its own'
done_testing
