#!/bin/bash
# SPDX-License-Identifier: ISC
# How pages are asked for: logins, cookies, POST, proxies, TLS; and that no
# secret goes where it does not belong.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
# What cron's environment may hold counts for nothing.
export http_proxy=http://127.0.0.1:1 https_proxy=http://127.0.0.1:1
export ALL_PROXY=http://127.0.0.1:1 no_proxy='*'
export SECRET=canary8f3a

openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost \
    -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' \
    -keyout key.pem -out cert.pem 2>openssl.err || cat openssl.err
python3 "$top/tests/e2e/access_server.py" log cert.pem key.pem >ports &
children+=($!)
six() { [ "$(wc -l <ports)" = 6 ]; }
until_ok six
mapfile -t p <ports
A=http://127.0.0.1:${p[0]} B=http://localhost:${p[1]}
TLS=https://127.0.0.1:${p[2]} OLD=https://127.0.0.1:${p[3]}
PROXY=127.0.0.1:${p[4]} LOGIN=127.0.0.1:${p[5]}

# ask URL KEYS [COMMAND...]: one source; what the servers noted is in $noted.
ask() {
	local url=$1 keys=$2
	shift 2
	rm -rf state feeds
	: >log
	cat >c.yaml <<-YAML
	settings: {output: feeds, state: state, allow_private: ["localhost:${p[1]}"]}
	defaults: {gap: 0s, robots: ignore}
	sources:
	  - {id: s, url: "$url", item: li, $keys}
	YAML
	run -c c.yaml "${@:-run}"
	noted=$(cat log)
}

# --- logins
basic=$(printf 'me:%s' "$SECRET" | base64)
ask "$A/to?u=$B/page" "auth: {user: me, password: '\${SECRET}'}"
is 'basic: the page is read' "$rc $err" '0 '
like 'basic: the server is told' "$noted" "^A GET /to.*\"Basic $basic\""
is 'basic: who is redirected to is not' "$(grep -c '^B .*Basic' log)" 0
ok 'no secret in store, feeds or messages' \
    sh -c "! grep -rq $SECRET state feeds .err .out"
ask "$A/to?u=$A/page" "auth: {bearer: '\${SECRET}'}"
is 'bearer: both hops of the origin are told' \
    "$(grep -c "Bearer $SECRET" log)" 2
ask "$A/to?u=$B/page" "auth: {bearer: '\${SECRET}'}"
is 'bearer: another origin is not' "$(grep -c "Bearer $SECRET" log)" 1
run -c c.yaml test s --json
ok 'test --json tells no secret' sh -c "! grep -q $SECRET .out .err"

# --- cookies
ask "$A/to?u=$B/page" 'cookies: "a=1; b=2"'
like 'text: sent to the origin' "$noted" '^A .*"Cookie": "a=1; b=2"'
is 'text: not to another' "$(grep -c '^B .*Cookie' log)" 0
ask "$A/to?u=$A/page&set=c%3D3" 'cookies: "a=1"'
like 'text: what a redirect sets is honoured' "$noted" \
    '^A GET /page.*"Cookie": "c=3; a=1"'
ask "$A/to?u=$A/page&set=c%3D3" 'limit: 9'
is 'without `cookies` none is kept' "$(grep -c Cookie log)" 0
printf '127.0.0.1\tFALSE\t/\tFALSE\t0\tsid\t%s\n#HttpOnly_other.example\tFALSE\t/\tFALSE\t0\tx\ty\n' \
    "$SECRET" >jar.txt
before=$(stamp jar.txt)
ask "$A/to?u=$B/page&set=new%3D1" 'cookies: jar.txt'
is 'file: the page is read' "$rc $err" '0 '
like 'file: sent where the cookie belongs' "$noted" \
    "^A .*\"Cookie\": \"sid=$SECRET\""
is 'file: and nowhere else' "$(grep -c '^B .*Cookie' log)" 0
is 'file: left as it is' "$(stamp jar.txt)" "$before"
ask "$A/to?u=$A/page&set=new%3D1" 'cookies: {file: jar.txt, keep: true}' \
    run --dry-run
is 'kept file: not in a dry run' "$(stamp jar.txt)" "$before"
ask "$A/to?u=$A/page&set=new%3D1%3BMax-Age%3D9999" \
    'cookies: {file: jar.txt, keep: true}'
is 'kept file: what servers set is in it' \
    "$(cut -f 1,6,7 jar.txt | grep -v '^# ' | sort | tr '\t\n' '  ')" \
    "#HttpOnly_other.example x y 127.0.0.1 new 1 127.0.0.1 sid $SECRET "
is 'kept file: for its owner alone' "$(stat -c %a jar.txt)" 600
ask "$A/page" 'cookies: {file: jar.txt, keep: true}'
like 'kept file: sent the next time' "$noted" 'new=1'
ask "$A/page" 'cookies: {file: no/jar.txt, keep: true}'
is 'a folder that is missing fails the source' "$rc" 1
like 'a folder that is missing is told' "$err" 'no/jar.txt: No such file'
cat >c.yaml <<YAML
settings: {output: feeds, state: state}
defaults: {gap: 0s, robots: ignore}
sources:
  - {id: one, url: "$A/one", item: li, cookies: jar.txt}
  - {id: two, url: "$A/two", item: li}
  - {id: three, url: "$A/three", item: li, cookies: "z=1"}
YAML
: >log
run -c c.yaml run
is 'cookies of one source are not those of another' \
    "$(sed -E 's/ \| .*"Cookie": "([^"]*)".*/ \1/; s/ \| .*//' log | sort)" \
    "A GET /one new=1; sid=$SECRET
A GET /three z=1
A GET /two"

# --- POST
ask "$A/page" 'post: {q: "新 闻", n: 1}'
is 'a form' "$(sed 's/ | {.*//' log)" \
    'A POST /page | q=%E6%96%B0+%E9%97%BB&n=1'
like 'a form: its type' "$noted" 'x-www-form-urlencoded'
ask "$A/page" "post: '{\"n\": 1}'"
like 'JSON' "$noted" 'POST /page \| \{"n": 1\} .*"application/json"'
ask "$A/page" "post: '<a/>', headers: {Content-Type: text/xml}"
like 'another type by the headers' "$noted" '<a/> .*"text/xml"'
ask "$A/to?c=303&u=$A/page" 'post: {a: b}'
is '303 leads to a GET' "$(cut -d' ' -f 2,3,5 log | tail -1)" 'GET /page '
ask "$A/to?c=307&u=$A/page" 'post: {a: b}'
is '307 posts again' "$(cut -d' ' -f 2,3,5 log | tail -1)" 'POST /page a=b'
ask "$A/to?c=307&u=$B/page" 'post: {a: b}'
is '307 posts nothing to another server' "$rc $(grep -c ^B log)" '1 0'
like '307: and says so' "$err" 'what was posted is not sent to another server'
ask "$A/etag" 'post: {a: b}'
run -c c.yaml run --force
is 'no conditional POST' "$(grep -c . log) $(grep -c None-Match log)" '2 0'

# --- proxies
ask http://nosuch.example:8080/page "proxy: 'http://$PROXY'"
like 'http: the proxy is asked, and resolves' "$noted" \
    '^PROXY GET http://nosuch.example:8080/page'
ask "$A/page" "proxy: 'http://$PROXY', auth: {bearer: x}"
is 'http: the page comes through' "$rc $(cut -d' ' -f 1 log | tr '\n' ' ')" \
    '0 PROXY A '
ask "http://nosuch.example:${p[0]}/page" "proxy: 'socks5://$PROXY'"
is 'socks5: the proxy resolves' "$rc $(head -1 log)" \
    "0 SOCKS nosuch.example:${p[0]}"
ask "$TLS/page" "proxy: 'http://$PROXY', tls: {ca: cert.pem}"
is 'CONNECT: TLS goes through' "$rc $(cut -d' ' -f 1,2 log | tr '\n' ' ')" \
    '0 PROXY CONNECT TLS GET '
ask "$TLS/page" "proxy: 'http://user:pa%3Ass@$LOGIN', tls: {ca: cert.pem}"
is 'CONNECT: with a login' "$rc $(cut -d' ' -f 1,2 log | tr '\n' ' ')" \
    '0 PROXY CONNECT TLS GET '
is 'the server does not see that login' "$(grep -c Proxy-Auth log)" 0
ask "$A/page" "proxy: 'socks5://user:pa%3Ass@$LOGIN'"
is 'socks5: with a login' "$rc" 0
ask "$TLS/page" "proxy: 'http://user:$SECRET@$LOGIN'"
like 'CONNECT refused: the proxy is blamed' "$err" \
    'the proxy answered 407 Proxy Authentication Required'
ask "$A/page" "proxy: 'http://user:$SECRET@127.0.0.1:1'"
like 'no proxy there: it is blamed' "$err" \
    'the proxy: connection refused by 127.0.0.1 port 1'
ok 'no login of a proxy in messages' sh -c "! grep -rq $SECRET .err state"
ask "$A/to?u=http://127.0.0.1:${p[1]}/page" "proxy: 'socks5://$PROXY'"
like 'inner addresses are refused behind a proxy, too' "$err" \
    'refused: .*127.0.0.1'
is 'nobody was asked for them' "$(grep -c "^B\|${p[1]}" log)" 1

# --- TLS
ask "$TLS/page" 'limit: 9'
like 'a certificate nobody knows is refused' "$err" 'TLS: .*certificate'
is 'and the request not sent' "$rc $noted" '1 '
ask "$TLS/page" 'tls: {ca: cert.pem}'
is 'its own authority is believed' "$rc $err" '0 '
ask "$B/to?u=$TLS/page" 'tls: {ca: cert.pem}'
is 'but not for other hosts' "$rc $(grep -c '^TLS' log)" '1 0'
ask "$OLD/page" 'tls: {ca: cert.pem}'
like 'TLS 1.0 is refused' "$rc $err" '^1 .*TLS: '
ask "$OLD/page" 'tls: {ca: cert.pem, legacy: true}'
is 'TLS 1.0 is taken when asked for' "$rc $err" '0 '
ask "$OLD/page" 'tls: legacy'
like 'legacy: certificates are verified all the same' "$rc $err" \
    '^1 .*TLS: .*certificate'
ask "$TLS/page" 'tls: {ca: no.pem}'
like 'a file of certificates that is missing is told' "$rc $err" '^1 .*no.pem'

# --- One source's settings are its own: the others of the host ask with theirs.
# several LINE...: sources "id url keys" of one run, in this order.
several() {
	rm -rf state feeds
	: >log
	{
		echo 'settings: {output: feeds, state: state}'
		echo 'defaults: {gap: 0s, item: li}'
		echo 'sources:'
		while read -r id url keys; do
			echo "  - {id: $id, url: \"$url\"${keys:+, $keys}}"
		done
	} >c.yaml
	run -c c.yaml run
}
failed() { cut -d: -f 2 <<<"$err" | xargs; }
several <<-END
	astray $A/page proxy: "http://127.0.0.1:1"
	astray2 $A/page?2 proxy: "http://127.0.0.1:1"
	well $A/page
END
is 'a proxy that is down fails its own sources alone' \
    "$(failed) $(cut -d' ' -f 1-3 log | xargs)" \
    'astray astray2 A GET /robots.txt A GET /page'
like 'and is the reason' "$err" \
    'astray2: fetch: robots.txt: the proxy: connection refused'
several <<-END
	direct http://nosuch.example:${p[0]}/page
	through http://nosuch.example:${p[0]}/page proxy: "socks5://$PROXY"
END
is 'a name that only the proxy knows fails who asks without' \
    "$(failed) $(grep -c '^A GET' log)" 'direct 2'
several <<-END
	stranger $TLS/page
	stranger2 $TLS/page?2
	missing $TLS/page tls: {ca: no.pem}
	knows $TLS/page tls: {ca: cert.pem}
END
is 'a certificate that one does not know fails who does not know it' \
    "$(failed) $(cut -d' ' -f 1-3 log | xargs)" \
    'stranger stranger2 missing TLS GET /robots.txt TLS GET /page'
several <<-END
	modern $OLD/page tls: {ca: cert.pem}
	legacy $OLD/page tls: {ca: cert.pem, legacy: true}
END
is 'TLS 1.0 fails who does not take it' \
    "$(failed) $(cut -d' ' -f 1-3 log | xargs)" \
    'modern OLD GET /robots.txt OLD GET /page'
# After a month without a robots.txt there are no rules; but it is there.
several <<<"stranger $TLS/page"
cat >>c.yaml <<-YAML
	  - {id: other, url: "$TLS/page"}
	  - {id: knows, url: "$TLS/page", tls: {ca: cert.pem}}
YAML
: >log
run -c c.yaml run --now="$(($(date +%s) + 31 * 86400))" other knows
is 'what one cannot see is not taken for absent' \
    "$(failed) $(cut -d' ' -f 1-3 log | xargs)" \
    'other TLS GET /robots.txt TLS GET /page'

# --- HTTP/2, by one connection
tls_port=$(python3 -c 'import socket; s = socket.socket()
s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir www
# shellcheck disable=SC2016  # the variables are nginx's
serve "$dir/www" "listen 127.0.0.1:$tls_port ssl http2;
	ssl_certificate $dir/cert.pem; ssl_certificate_key $dir/key.pem;
	location / { default_type text/html; return 200
	    '<ul><li><a href=/1>\$server_protocol \$connection</a></ul>'; }"
cat >c.yaml <<YAML
settings: {output: http, state: http}
defaults: {tls: {ca: cert.pem}, item: li, gap: 0s, robots: ignore}
sources:
  - {id: one, url: "https://127.0.0.1:$tls_port/one"}
  - {id: two, url: "https://127.0.0.1:$tls_port/two"}
  - {id: old, url: "https://127.0.0.1:$tls_port/old", http_version: 1.1}
YAML
run -c c.yaml run
spoke() { grep -o '<title>HTTP[^<]*' "http/$1.rss"; }
like 'HTTP/2 where the server has it' "$(spoke one)" 'HTTP/2.0 [0-9]+$'
is 'one connection for one host' "$(spoke two)" "$(spoke one)"
like 'HTTP/1.1 when asked for' "$(spoke old)" 'HTTP/1.1 [0-9]+$'
done_testing
