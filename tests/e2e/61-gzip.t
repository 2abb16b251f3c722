#!/bin/bash
# SPDX-License-Identifier: ISC
# `gzip: true`: a compressed copy beside each file, as nginx sends it, which
# goes with its file and when it is not asked for any more.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
config() {
	printf 'settings: {output: feeds, state: state, gzip: %s}\n' "$1"
	printf 'sources:\n  - {id: town, url: "file:town.html", item: li, %s}\n' \
	    'base: "https://town.example.org/"'
}
config true >sources.yaml
echo '<title>Town</title><ul><li><a href=1>The old bridge is open</a></ul>' \
    >town.html
go() { run -c sources.yaml run --force --now="$1"; }
# The files of which the copy does not hold the same.
different() {
	for f in feeds/*.gz; do
		gzip -dc "$f" | cmp -s - "${f%.gz}" || echo "$f"
	done
}

go 1796000000
is 'a run is well' "$rc $err" '0 '
is 'each file has its copy' "$(find feeds -name '*.gz' | wc -l)" \
    "$(find feeds -type f ! -name '*.gz' | wc -l)"
is 'which holds the same' "$(different)" ''
is 'and has the same time' "$(stat -c %y feeds/town.rss.gz)" \
    "$(stat -c %y feeds/town.rss)"
before=$(stamp feeds/*)
go 1796007200
is 'nothing new: nothing is touched' "$(stamp feeds/*)" "$before"
same=$(sha256sum feeds/*; stat -c '%n %y' feeds/*)
rm feeds/town.rss.gz
go 1796014400
is 'a lost copy comes back, with the same bytes and time' \
    "$(sha256sum feeds/*; stat -c '%n %y' feeds/*)" "$same"
echo '<title>Town</title><ul><li><a href=1>The old bridge is open</a>
<li><a href=2>The new one is closed</a></ul>' >town.html
go 1796021600
is 'something new: in both' \
    "$(different)$(gzip -dc feeds/town.atom.gz | grep -c 'is closed</title>')" 1
run -c sources.yaml status
is 'status calls no copy a left-over' "$(grep belongs <<<"$out")" ''
cp feeds/town.rss feeds/old.rss
cp feeds/town.rss.gz feeds/old.rss.gz
echo mine >feeds/own.rss.gz
run -c sources.yaml status
is 'but that of a feed which is none any more' \
    "$(grep belongs <<<"$out")" 'old.rss belongs to no source any more
old.rss.gz belongs to no source any more'
rm feeds/old.* feeds/own.*

serve "$dir" "$(sed "s,/var/lib/coranto/feeds/,$dir/feeds/,
s/gzip on;/gzip off;/" "$top/contrib/nginx.conf")"
ask() {
	python3 - "$port" "$@" <<'PY'
import gzip, http.client, sys
c = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
c.request("GET", "/feeds/" + sys.argv[2],
          headers={"Accept-Encoding": sys.argv[3]})
r = c.getresponse()
body = r.read()
coding = r.getheader("Content-Encoding", "plain")
if coding == "gzip":
    body = gzip.decompress(body)
same = body == open("feeds/" + sys.argv[2], "rb").read()
print(r.status, coding, same, r.getheader("Content-Type"))
PY
}
for file in town.rss:application/rss+xml town.atom:application/atom+xml \
    feeds.opml:text/x-opml index.html:text/html; do
	type="${file#*:}; charset=utf-8"
	is "nginx sends the copy of ${file%:*}" "$(ask "${file%:*}" gzip)" \
	    "200 gzip True $type"
	is "nginx sends ${file%:*} to who cannot read that" \
	    "$(ask "${file%:*}" identity)" "200 plain True $type"
done

config false >sources.yaml
echo mine >feeds/own.rss.gz
go 1796028800
is 'not asked for any more: they go, but for what somebody else made' \
    "$(cd feeds && echo *.gz)" own.rss.gz
done_testing
