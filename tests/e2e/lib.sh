# shellcheck shell=bash
# SPDX-License-Identifier: ISC
# What the end-to-end tests share: a folder of their own, TAP lines, a server.
# Use: . tests/e2e/lib.sh, then test, then done_testing.
set -u
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
CORANTO=${CORANTO:-$top/build/coranto}
# Debian's own programs first: feedparser is a package for its Python.
export TZ=UTC LC_ALL=C.UTF-8 PATH=/usr/bin:/bin:/usr/sbin:$PATH
unset XDG_CONFIG_HOME XDG_STATE_HOME http_proxy https_proxy ALL_PROXY
dir=$(mktemp -d) || exit 1
mkdir "$dir/.home" && export HOME=$dir/.home # who runs this has feeds there
tests=0
children=()

# End only what this test started.
finish() {
	local pid
	for pid in "${children[@]}"; do
		kill "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
	done
	rm -rf "$dir"
}
trap finish EXIT

# not_ok NAME: the test of that number failed, for what standard input says; on
# standard error too, as a runner of tests shows no more of a failure than that.
not_ok() {
	echo "not ok $tests - $1"
	{ echo "Failed: $1" && cat; } | sed 's/^/# /' >&2
}

# ok NAME COMMAND...: the command succeeds. What it prints is shown when not.
ok() {
	local name=$1
	shift
	tests=$((tests + 1))
	if "$@" >"$dir/.ok" 2>&1; then
		echo "ok $tests - $name"
	else
		not_ok "$name" <"$dir/.ok"
	fi
}

# is NAME GOT WANT: two strings are equal.
is() {
	tests=$((tests + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $tests - $1"
	else
		printf 'got:  %s\nwant: %s\n' "$2" "$3" | not_ok "$1"
	fi
}

# like NAME TEXT PATTERN: an extended regular expression is found.
like() {
	tests=$((tests + 1))
	if grep -Eq -- "$3" <<<"$2"; then
		echo "ok $tests - $1"
	else
		printf '%s\nis not like: %s\n' "$2" "$3" | not_ok "$1"
	fi
}

# by_schema NAME FILE...: Atom files are valid; skipped where there is no schema,
# which a clone does not have.
by_schema() {
	local name=$1 status
	shift
	"$top/tests/e2e/feed_schema.sh" "$@" >"$dir/.schema" 2>&1
	status=$?
	if [ $status = 77 ]; then
		skip_rest "$name: $(cat "$dir/.schema")"
		return
	fi
	ok "$name" sh -c 'cat "$1"; exit "$2"' - "$dir/.schema" $status
}

skip_rest() { echo "ok $((tests += 1)) # SKIP $1"; }
done_testing() { echo "1..$tests"; }

# run ARGS...: the program; status in $rc, output in $out and $err.
run() {
	"$CORANTO" "$@" >"$dir/.out" 2>"$dir/.err"
	# shellcheck disable=SC2034
	rc=$? out=$(cat "$dir/.out") err=$(cat "$dir/.err")
}

# until_ok COMMAND...: it comes true. Two minutes are for a machine that has
# much else to do: what is well takes a moment.
until_ok() {
	local until=$((SECONDS + 120))
	while [ $SECONDS -lt $until ]; do
		"$@" >/dev/null 2>&1 && return 0
		sleep 0.05
	done
	return 1
}

# since START: the nanoseconds since then; START is of `date +%s%N`.
since() { echo $(($(date +%s%N) - $1)); }
# within SECONDS TOOK: so many nanoseconds are no more than that; where more is
# to do than there are processors for it, than that many times that.
within() {
	awk -v most="$1" -v took="$2" -v cpus="$(nproc)" '{
		split($4, running, "/")
		work = (running[1] > $1 ? running[1] : $1) / cpus
		printf "%.1f s, with %.1f to do\n", took / 1e9, work
		exit took > most * 1e9 * (work > 1 ? work : 1)
	}' /proc/loadavg
}

# Bytes, inode and mtime of files: equal lines mean untouched files.
stamp() { stat -c '%n %i %y' "$@" && sha256sum "$@"; }

# serve FOLDER [MORE]: nginx on loopback serves it at http://127.0.0.1:$port/,
# with the types that contrib/nginx.conf gives, and logs to
# $dir/nginx/access.log. MORE goes into its configuration of the server.
serve() {
	local nginx
	nginx=$(command -v nginx || echo /usr/sbin/nginx)
	mkdir -p "$dir/nginx"
	port=$(python3 -c 'import socket; s = socket.socket()
s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
	cat >"$dir/nginx/nginx.conf" <<-CONF
	$([ "$(id -u)" = 0 ] && echo 'user root;') # the folder is ours alone
	daemon off; pid $dir/nginx/pid; worker_processes 1;
	error_log $dir/nginx/error.log;
	events { worker_connections 256; }
	http {
		log_format plain '\$status \$request_uri';
		access_log $dir/nginx/access.log plain;
		client_body_temp_path $dir/nginx/b; proxy_temp_path $dir/nginx/p;
		fastcgi_temp_path $dir/nginx/f; uwsgi_temp_path $dir/nginx/u;
		scgi_temp_path $dir/nginx/s;
		types {
			text/html html;
			application/rss+xml rss;
			application/atom+xml atom;
			application/feed+json json;
			text/css css;
		}
		server { listen 127.0.0.1:$port; root $1; ${2:-} }
	}
	CONF
	"$nginx" -p "$dir/nginx" -c "$dir/nginx/nginx.conf" 2>"$dir/nginx/stderr" &
	children+=($!)
	wait_for_port
}
listens() { : <"/dev/tcp/127.0.0.1/$port"; }
wait_for_port() {
	until_ok listens && return
	sed 's/^/# /' "$dir/nginx/stderr"
	echo "Bail out! the server did not start"
	exit 1
}
