#!/bin/bash
# SPDX-License-Identifier: ISC
# The feeds folder as nginx, Apache and Caddy serve it by what is in contrib/:
# types, validators, 304, copies, no dot files. The latter two where they are
# installed; elsewhere APACHE2, APACHE2_MODULES and CADDY may say where.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
contrib=$top/contrib
APACHE2=${APACHE2:-$(command -v apache2 || command -v httpd)}
APACHE2_MODULES=${APACHE2_MODULES:-/usr/lib/apache2/modules}
CADDY=${CADDY:-$(command -v caddy)}

# The feeds, once with copies and once without.
chmod 755 "$dir" # Apache's children may be somebody else
for gzip in true false; do
	cat >sources.yaml <<-YAML
	settings: {output: $gzip/feeds, state: $gzip.state, gzip: $gzip,
	  base_url: "https://f.example.org/", formats: [rss, atom, json]}
	sources:
	  - {id: town, url: "file:town.html", item: li,
	     base: "https://town.example.org/"}
	$(for i in 1 2 3 4; do
		echo "  - {id: town$i, url: \"file:town.html\", item: li," \
		    "base: \"https://town.example.org/\"}"
	done)
	YAML
	{
		echo '<title>Town</title><ul>'
		seq 50 | sed 's,.*,<li><a href=&>Story & of the town</a>,'
	} >town.html
	run -c sources.yaml run
	is "gzip: $gzip: a run is well" "$rc $err" '0 '
	echo secret >$gzip/feeds/.coranto-0123456789abcdef.tmp
done

# get PATH [NAME: VALUE]...: status and fields of the answer, and `same`, which
# tells whether the body is that of the file.
get() {
	python3 - "$port" "$folder" "$@" <<'PY'
import gzip, http.client, os, sys
port, folder, path, *fields = sys.argv[1:]
c = http.client.HTTPConnection("127.0.0.1", int(port))
c.request("GET", path, headers=dict(f.split(": ", 1) for f in fields))
r = c.getresponse()
body = r.read()
print(r.status)
for name, value in r.getheaders():
    print(name.lower() + ": " + value)
def holds(file):
    return os.path.isfile(file) and open(file, "rb").read() == body
print("copy:", holds(folder + path + ".gz"))
if r.getheader("Content-Encoding") == "gzip" and body:
    body = gzip.decompress(body)
print("same:", holds(folder + path))
PY
}
field() { sed -n "s/^$2: //p" <<<"$1"; }
status() { sed -n 1p; }

# checks NAME COPIES: all that a server must do with the folder $folder.
checks() {
	local name=$1 file type answer etag modified zipped
	for file in town.rss:application/rss+xml town.atom:application/atom+xml \
	    town.json:application/feed+json feeds.opml:text/x-opml \
	    index.html:text/html feed.css:text/css; do
		type="${file#*:}; charset=utf-8" file=/feeds/${file%:*}
		answer=$(get "$file")
		is "$name: $file as what it is" \
		    "$(status <<<"$answer") $(field "$answer" content-type |
			sed 's/;charset/; charset/') $(field "$answer" same)" \
		    "200 $type True"
		modified=$(field "$answer" last-modified)
		is "$name: $file has the time of the file" "$modified" \
		    "$(date -u -r "$folder$file" '+%a, %d %b %Y %H:%M:%S GMT')"
		is "$name: $file, 304 for its time" \
		    "$(get "$file" "If-Modified-Since: $modified" | status)" 304
		etag=$(field "$answer" etag)
		is "$name: $file, 304 for its ETag" \
		    "$(get "$file" "If-None-Match: $etag" | status)" 304
		is "$name: $file may be read by programs of other sites" \
		    "$(field "$answer" access-control-allow-origin)" '*'
		zipped=$(get "$file" 'Accept-Encoding: gzip')
		etag=$(field "$zipped" etag)
		is "$name: $file is compressed" \
		    "$(field "$zipped" content-encoding
			field "$zipped" same)" $'gzip\nTrue'
		if [ "${2:-}" = copies ]; then
			is "$name: $file, its copy is sent" \
			    "$(field "$zipped" content-encoding
				field "$zipped" copy
				field "$zipped" content-type |
				sed 's/;charset/; charset/')" \
			    $'gzip\nTrue\n'"$type"
			like "$name: $file, caches know of it" \
			    "$(field "$zipped" vary)" Accept-Encoding
		fi
		is "$name: $file, 304 for the ETag of what is compressed" \
		    "$(get "$file" 'Accept-Encoding: gzip' \
			"If-None-Match: $etag" "If-Modified-Since: $modified" |
			status)" 304
	done
	for file in /feeds/town.rss /feeds/town.atom; do
		answer=$(get $file 'Accept: text/html,application/xml;q=0.9')
		is "$name: $file for a browser, which shows XML by its stylesheet" \
		    "$(field "$answer" content-type | sed 's/;charset/; charset/')
$(field "$answer" same)" $'application/xml; charset=utf-8\nTrue'
		like "$name: $file, caches know of the two" \
		    "$(field "$answer" vary)" '(^|, ?)Accept(,|$)'
	done
	is "$name: dot files are not there" \
	    "$(get /feeds/.coranto-0123456789abcdef.tmp | status)" 404
	is "$name: the folder itself shows the page about all feeds" \
	    "$(get /feeds/ | status)" 200
}

# end_child: the server started last.
end_child() {
	kill "${children[-1]}"
	wait "${children[-1]}" 2>/dev/null
	unset 'children[-1]'
}

free_port() {
	port=$(python3 -c 'import socket; s = socket.socket()
s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
}

for gzip in true false; do
	folder=$dir/$gzip copies=
	if [ $gzip = true ]; then copies=copies; fi
	here() { sed "s,/var/lib/coranto,$folder," "$contrib/$1"; }

	here nginx.conf >snippet.conf
	serve "$folder" "index index.html; include $dir/snippet.conf;"
	checks nginx $copies
	end_child

	if [ -n "$APACHE2" ]; then
		free_port
		mkdir -p "$dir/nginx" # where wait_for_port looks for its words
		{
			echo "ServerName localhost"
			echo "ServerRoot $dir"
			echo "PidFile $dir/apache.pid"
			echo "ErrorLog $dir/apache.log"
			echo "Listen 127.0.0.1:$port"
			if [ "$(id -u)" = 0 ]; then
				echo "User nobody"
				echo "Group nogroup"
			fi
			for m in mpm_event authz_core alias deflate dir \
			    headers mime rewrite setenvif filter; do
				echo "LoadModule ${m}_module" \
				    "$APACHE2_MODULES/mod_$m.so"
			done
			echo "TypesConfig /etc/mime.types"
			here apache.conf
		} >apache.conf
		ok 'Apache: no fault in the snippet' \
		    "$APACHE2" -t -f "$dir/apache.conf"
		"$APACHE2" -X -f "$dir/apache.conf" 2>nginx/stderr &
		children+=($!)
		wait_for_port
		checks Apache $copies
		end_child
	else
		skip_rest 'no Apache here'
	fi

	if [ -n "$CADDY" ]; then
		free_port
		{
			echo '{'
			echo '	admin off'
			echo '	auto_https off'
			echo '}'
			echo "http://127.0.0.1:$port {"
			here Caddyfile
			echo '}'
		} >Caddyfile
		ok 'Caddy: no fault in the snippet' "$CADDY" validate \
		    --adapter caddyfile --config Caddyfile
		"$CADDY" run --adapter caddyfile --config Caddyfile \
		    2>nginx/stderr &
		children+=($!)
		wait_for_port
		checks Caddy $copies
		end_child
	else
		skip_rest 'no Caddy here'
	fi
done
done_testing
