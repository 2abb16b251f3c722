#!/bin/bash
# SPDX-License-Identifier: ISC
# No secret of a configuration, wherever in it, is in anything that is written
# or said: feeds, database, kept pages, metrics, messages, JSON, a backup. By
# sources that fail in each way there is, and by pages whose links lead back to
# the address, query and all, that they were asked at.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
python3 "$top/tests/e2e/secret_server.py" >port &
children+=($!)
python3 "$top/tests/e2e/evil_server.py" --tls --lifetime 600 >ports &
children+=($!)
two() { [ "$(cat port ports | wc -l)" = 3 ]; }
until_ok two
read -r own <port
mapfile -t evil <ports

# One word for each place that a secret can stand in: what leaks says where.
# The addresses that are asked are in the database, which is closed to others.
printf '%s\n' state/coranto.db copy.db >knows
for place in QUERY HEADER BASIC BEARER COOKIE JAR POST PROXY AGENT; do
	export "$place=canary8f3a$place"
done
secret='headers: {X-Api-Key: "${HEADER}"}'
n=0
# source URL KEYS
source_of() {
	n=$((n + 1))
	printf '  - {id: s%d, url: "%s", item: li, timeout: 3s, %s, %s}\n' $n "$1" \
	    "$2" "$secret"
}
printf '127.0.0.1\tFALSE\t/\tFALSE\t0\tsid\t%s\n' "$JAR" >jar.txt
chmod 600 jar.txt
{
	cat <<-YAML
	settings: {output: feeds, state: state, metrics: metrics.prom, base_url: "https://f.example/",
	  allow_private: ["127.0.0.1:1"], formats: [rss, atom, json], gzip: true}
	defaults: {gap: 0s, robots: ignore, archives: true}
	feeds: [{id: both, sources: [s1, s2]}]
	sources:
	YAML
	# what leads back, with the secret in the query
	for kind in links images next found moved loop away ftp refused login \
	    challenge busy rss atom cut json image broken coding half empty 404 \
	    410 500; do
		source_of "http://127.0.0.1:$own/$kind?key=\${QUERY}" 'cookies: "sid=${COOKIE}"'
	done
	source_of "http://127.0.0.1:$own/next?key=\${QUERY}" 'pages: {next: "a[rel=next]"}'
	source_of "http://127.0.0.1:$own/links?key=\${QUERY}" 'article: auto'
	source_of "http://127.0.0.1:$own/404?" 'auth: {user: me, password: "${BASIC}"}'
	source_of "http://127.0.0.1:$own/login" 'auth: {bearer: "${BEARER}"}'
	source_of "http://127.0.0.1:$own/500" 'post: {token: "${POST}"}'
	source_of "http://127.0.0.1:$own/empty" 'cookies: {file: jar.txt, keep: true}'
	source_of "http://127.0.0.1:$own/empty" 'proxy: "http://me:${PROXY}@127.0.0.1:1"'
	source_of "http://127.0.0.1:$own/403" 'user_agent: "me/${AGENT}"'
	# what does not even answer
	source_of 'http://127.0.0.1:1/?key=${QUERY}' 'limit: 9'
	source_of 'https://no-such-name.invalid/?key=${QUERY}' 'limit: 9'
	source_of "https://127.0.0.1:${evil[1]}/page?key=\${QUERY}" 'limit: 9'
	for kind in $(python3 "$top/tests/e2e/evil_server.py" --list); do
		case $kind in
		*stall* | drip* | endless* | slow* | retry-after | error-*) continue ;;
		esac
		source_of "http://127.0.0.1:${evil[0]}/$kind?key=\${QUERY}" 'auth: {user: me, password: "${BASIC}"}'
	done
} >c.yaml

# say NAME ARGS...: what the program says is kept under that name.
mkdir said
say() {
	local name=$1
	shift
	"$CORANTO" -c c.yaml "$@" >"said/$name.out" 2>"said/$name.err"
	rc=$?
}
say check check
is 'the configuration is right' "$rc $(cat said/check.err)" '0 '
[ "$rc" = 0 ] || { done_testing; exit; }
say run -v -v -v run --force
is 'many fail' "$rc" 1
ok 'and some do not' test "$(grep -c . state/coranto.db)" -gt 0
say again -v run --force
say status status
say status-json status --json
say items-json items --json
say opml opml
say check-json check --json
say dry -vvv run --force --dry-run
for id in s1 s4 s6 s7 s10 s24 s25 s27; do
	say "test-$id" -v test $id
	say "test-json-$id" test $id --json
	say "explain-$id" explain $id --json
	say "rebuild-$id" -v rebuild $id
done
say detect -v detect "http://127.0.0.1:$own/404"
say backup backup copy.db
say prune prune --dry-run

# Compressed files are read as what is in them.
find state feeds -name '*.gz' | while read -r f; do
	zcat "$f" >"said/$(tr / _ <<<"$f").text"
done
is 'pages are kept, and looked into' "$(ls said/state_pages_* 2>/dev/null | wc -l | sed 's/^[1-9][0-9]*$/some/')" some
ok 'the messages tell of each kind of failure' test \
    "$(grep -c '^coranto: s[0-9]*: ' said/run.err)" -gt 60
for place in QUERY HEADER BASIC BEARER COOKIE JAR POST PROXY AGENT; do
	found=$(grep -rlF "${!place}" said state feeds metrics.prom copy.db)
	[ $place != QUERY ] || found=$(grep -vxFf knows <<<"$found")
	is "$place: nowhere" "$found" ''
	encoded=$(printf '%s' "me:${!place}" | base64)
	is "$place: nor as a login is sent" \
	    "$(grep -rlF "$encoded" said state feeds metrics.prom copy.db)" ''
done
is 'the cookie stays where it is kept' "$(grep -c "$JAR" jar.txt) $(stat -c %a jar.txt)" '1 600'

# --- who may read what
is 'the state is for its owner alone' \
    "$(stat -c %a state state/coranto.db | tr '\n' ' ')" '700 600 '
is 'the backup, too' "$(stat -c %a copy.db)" 600
is 'kept pages, too' \
    "$(find state/pages -type f ! -perm 600 | wc -l)" 0

### what every user of the machine can read is warned of
mkdir -m 755 open
chmod 755 .
cat >open/c.yaml <<'YAML'
sources:
  - {id: a, url: "https://a.example/", auth: {user: me, password: hunter2}}
  - {id: b, url: "https://b.example/", auth: {bearer: hunter2}}
  - {id: c, url: "https://c.example/", cookies: "sid=hunter2"}
  - {id: d, url: "https://d.example/", proxy: "http://me:hunter2@127.0.0.1:1"}
  - {id: e, url: "https://e.example/", cookies: jar.txt}
  - {id: f, url: "https://f.example/", auth: {bearer: "${BEARER}"}}
YAML
cp jar.txt open/jar.txt
chmod 644 open/c.yaml open/jar.txt
# warned: the lines of the configuration that something is said of.
warned() {
	run -c open/c.yaml check
	echo "$rc $(grep -oE "^open/c.yaml:[0-9]+" <<<"$err" | cut -d : -f 2 | xargs)"
}
is 'secrets that all can read: warned of, one by one' "$(warned)" '0 2 3 4 5 6'
chmod 640 open/c.yaml open/jar.txt
is 'those of a group are not' "$(warned)" '0 '
chmod 644 open/c.yaml open/jar.txt
chmod 750 open
is 'nor those in a folder that is closed' "$(warned)" '0 '
done_testing
