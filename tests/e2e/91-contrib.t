#!/bin/bash
# SPDX-License-Identifier: ISC
# What ships in contrib/ works as it stands there: cron's line, the units of
# systemd, and the folder as nginx serves it.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
contrib=$top/contrib

### cron: the line, run as cron does, with a configuration in its place.
mkdir -p .config/coranto
{
	printf 'defaults: {item: ul.list > li, title: h3 a}\nsources:\n'
	printf '  - {id: town, url: "file:town.html", base: "%s"}\n' \
	    https://news.example.org/town/
} >.config/coranto/sources.yaml
cat >.config/coranto/town.html <<'HTML'
<title>Town</title>
<ul class="list"><li><h3><a href="1.html">The old bridge is open again</a></h3></ul>
HTML
line=$(grep -v '^#' "$contrib/crontab")
is 'crontab: one line' "$(wc -l <<<"$line")" 1
like 'crontab: five fields of time and a whole path' "$line" \
    '^([0-9*/,-]+ ){5}/usr/local/bin/coranto '
command=$(cut -d ' ' -f 6- <<<"$line")
env -i HOME="$dir" LOGNAME=me SHELL=/bin/sh PATH=/usr/bin:/bin \
    /bin/sh -c "${command//\/usr\/local\/bin\/coranto/$CORANTO}" >cron.out 2>&1
is 'crontab: the run succeeds and cron has nothing to mail' \
    "$? $(cat cron.out)" '0 '
feeds=.local/state/coranto/feeds
ok 'crontab: the feeds are where a user has them' \
    ls $feeds/town.rss $feeds/town.atom

### systemd: the units, with our program in place of the installed one.
if command -v systemd-analyze >/dev/null; then
	mkdir units
	for unit in coranto coranto-watch; do
		sed "s,/usr/local/bin/coranto,$CORANTO,; /^User=/d; /^Group=/d" \
		    "$contrib/$unit.service" >units/$unit.service
	done
	cp "$contrib/coranto.timer" units/
	is 'systemd: no fault in services and timer' \
	    "$(systemd-analyze verify --man=no --recursive-errors=one \
		units/*.service units/coranto.timer 2>&1)" ''
	if systemd-analyze --help | grep -q -- --offline; then
		for unit in coranto coranto-watch; do
			ok "systemd: exposure of $unit.service: 1.5 at most" \
			    systemd-analyze security --offline=true --threshold=15 \
			    "$contrib/$unit.service"
		done
	else
		skip_rest 'a systemd that does not judge files'
	fi
else
	skip_rest 'no systemd here'
fi

# minutes TIME: of "1h", "75min".
minutes() {
	case $1 in
	*h) echo $((${1%h} * 60)) ;;
	*min) echo "${1%min}" ;;
	esac
}
deadline=$(sed -n 's/.*"deadline": .*by default \([0-9]*h\)".*/\1/p' \
    "$contrib/coranto.schema.json")
limit=$(sed -n 's/^TimeoutStartSec=//p' "$contrib/coranto.service")
ok "systemd: a run may take its deadline, $deadline, and what is under way" \
    test "$(minutes "$limit")" -ge $(($(minutes "$deadline") + 10))

### the container: who it runs as, and that the program finds its libraries.
box=$contrib/Containerfile
is 'container: it does not run as root' \
    "$(grep -E '^(USER|ENTRYPOINT)' "$box")" $'USER coranto\nENTRYPOINT ["coranto"]'
packages=$(sed -n '/slim/,$p' "$box")
missing=
for lib in $(objdump -p "$CORANTO" | sed -n 's/^ *NEEDED *//p'); do
	case $lib in libc.so.*|libm.so.*|liblexbor.so.*|lib[atu]*san.so.*) continue ;; esac
	file=$(ldconfig -p | sed -n "s,^[[:space:]]*$lib (.*=> ,,p" | head -n 1)
	package=$(dpkg-query -S "*/${file##*/}" 2>/dev/null | sed -n '1s/[:,].*//p')
	grep -qw -- "${package:-$lib}" <<<"$packages" || missing+=" $lib"
done
if grep -q '^VERSION_ID="12"' /etc/os-release; then
	is 'container: the packages of all libraries are named' "$missing" ''
else
	skip_rest 'the names of the packages are those of Debian 12'
fi

# Its command, with the folders of the repository, in a root of our own.
mount=$(sed -n 's,^#.* -v \./config:\([^: ]*\):ro.*,\1,p' "$box")
home=$(sed -n 's/^WORKDIR //p' "$box" | tail -n 1)
mkdir -p "root$home" "root$mount" && cp -r "$top/config/." "root$mount"
(cd "root$home" && HOME=$dir/nobody "$CORANTO" run) >box.out 2>&1
is 'container: its command works with the configuration that is here' \
    "$? $(cat box.out)" '0 '
volume=$(sed -n 's/^VOLUME //p' "$box")
is 'container: the feeds and the state are in its volume' \
    "$(cd "root$volume" && ls -d feeds/index.html state/coranto.db)" \
    $'feeds/index.html\nstate/coranto.db'
is 'container: nothing of this machine is built in' \
    "$(cat "$top/.dockerignore")" "$(echo /.git && cat "$top/.gitignore")"

### nginx: types, validators, 304, and no dot files.
mkdir www www/feeds
cp $feeds/town.* $feeds/feed.css www/feeds/
cp $feeds/town.rss www/feeds/town.json # its type alone is looked at
echo secret >www/feeds/.coranto-0123456789abcdef.tmp
sed "s,/var/lib/coranto/feeds/,$dir/www/feeds/," "$contrib/nginx.conf" \
    >feeds.conf
is 'nginx: the folder stands in the snippet once' \
    "$(grep -c "$dir/www/feeds/" feeds.conf)" 1
serve "$dir/www" "include $dir/feeds.conf;"
ok 'nginx: no fault in the snippet' \
    nginx -t -q -p "$dir/nginx" -c "$dir/nginx/nginx.conf"

# get PATH [NAME: VALUE]...: status and header fields of the answer.
get() {
	python3 - "$port" "$@" <<'PY'
import http.client
import sys

c = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
c.request("GET", sys.argv[2],
          headers=dict(h.split(": ", 1) for h in sys.argv[3:]))
r = c.getresponse()
r.read()
print("\n".join([str(r.status)] + [
    name.lower() + ": " + value for name, value in r.getheaders()]))
PY
}
field() { sed -n "s/^$2: //p" <<<"$1"; }

for kind in rss atom; do
	answer=$(get /feeds/town.$kind)
	is "nginx: $kind is there, as what it is" \
	    "$(head -n 1 <<<"$answer") $(field "$answer" content-type)" \
	    "200 application/$kind+xml; charset=utf-8"
	etag=$(field "$answer" etag)
	modified=$(field "$answer" last-modified)
	is "nginx: $kind has the time of the file" "$modified" \
	    "$(date -u -r www/feeds/town.$kind '+%a, %d %b %Y %H:%M:%S GMT')"
	is "nginx: $kind, 304 for its ETag" \
	    "$(get /feeds/town.$kind "If-None-Match: $etag" | sed -n 1p)" 304
	is "nginx: $kind, 304 for its time" \
	    "$(get /feeds/town.$kind "If-Modified-Since: $modified" |
		sed -n 1p)" 304
	zipped=$(get /feeds/town.$kind 'Accept-Encoding: gzip')
	is "nginx: $kind is compressed for who can read that" \
	    "$(field "$zipped" content-encoding)" gzip
	is "nginx: $kind, 304 for the ETag of the compressed one" \
	    "$(get /feeds/town.$kind 'Accept-Encoding: gzip' \
		"If-None-Match: $(field "$zipped" etag)" | sed -n 1p)" 304
	is "nginx: $kind may be read by programs of other sites" \
	    "$(field "$answer" access-control-allow-origin)" '*'
done
is 'nginx: JSON Feed, as what it is' \
    "$(field "$(get /feeds/town.json)" content-type)" \
    'application/feed+json; charset=utf-8'
is 'nginx: the stylesheet' "$(field "$(get /feeds/feed.css)" content-type)" \
    'text/css; charset=utf-8'
# What browsers ask for when somebody opens a page.
page='Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
for kind in rss atom; do
	answer=$(get /feeds/town.$kind "$page")
	is "nginx: $kind for a browser, which shows XML by its stylesheet" \
	    "$(head -n 1 <<<"$answer") $(field "$answer" content-type)" \
	    '200 application/xml; charset=utf-8'
	is "nginx: $kind, caches know of the two" \
	    "$({ get /feeds/town.$kind; echo "$answer"; } |
		grep -cx 'vary: Accept')" 2
done
is 'nginx: not by its inner name' \
    "$(get /feeds-shown/town.rss "$page" | sed -n 1p)" 404
is 'nginx: dot files are not there' \
    "$(get /feeds/.coranto-0123456789abcdef.tmp | sed -n 1p)" 404
is 'nginx: nor is a list of the folder' "$(get /feeds/ | sed -n 1p)" 403
done_testing
