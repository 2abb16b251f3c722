#!/bin/bash
# SPDX-License-Identifier: ISC
# Between transfers: what a server's own log says about how it was visited.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
# shellcheck source=tests/e2e/polite.sh
. "$top/tests/e2e/polite.sh"

### A thousand hosts, and one host with a thousand pages.
# many N: that many of each. The pause is 5 ms, that the test is soon over.
many() {
	{
		for i in $(seq "$1"); do echo "h$i h$i.localhost /"; done
		for i in $(seq "$1"); do echo "b$i big.localhost /$i"; done
	} | config many 'gap: 5ms' | sed 's/gap: 0s, //' >many.yaml
}
many 1000
new
go many --dry-run
is 'two thousand sources: well and silent' "$rc $err" '0 '
is 'no host had two visitors, and each had its pause' "$(judged 5)" \
    'hosts 1001 requests 3001 overlaps 0 short 0'
is 'robots.txt is asked for once a host, before its pages' \
    "$(awk '$2 == "request" { n[$4]++; if (n[$4] == 1) print $5 }' log |
	sort | uniq -c | xargs)" '1001 /robots.txt'
# One, unless so many others are kept that it is the oldest of them.
is 'the thousand pages of a host take few connections' \
    "$(($(grep -c 'open .* big' log) <= 20))" 1
is 'neither many hosts nor many pages wait for the others' \
    "$(awk '$2 == "request" && $5 != "/robots.txt" {
	if ($4 == "big.localhost") big++; else small++
	if (small == 500 && !a++) early = big > 3
	if (big == 500 && !b++) late = small > 250
	} END { print early, late }' log)" '1 1'
is 'pages of a host come in their order' \
    "$(awk '$2 == "request" && $4 == "big.localhost" { print $5 }' log |
	sed 1d | tr -d / | sort -nc 2>&1)" ''
many 40
go many
now=$((now + 7200))
new
go many
is 'the second run: robots.txt is remembered' "$rc $(judged 5)" \
    '0 hosts 41 requests 80 overlaps 0 short 0'

### One operator with several names.
{
	for i in 1 2 3; do echo "a$i a$i.example.localhost /"; done
} | config names '' >names.yaml
new
go names
is 'names below localhost are hosts of their own' "$(judged 0)" \
    'hosts 3 requests 6 overlaps 0 short 0'

### Redirects take their turn and their pause as well.
printf 'HTTP/1.1 302 Found\nLocation: /there\n\n' | answers turn.localhost /go
printf 'HTTP/1.1 302 Found\nLocation: http://turn.localhost:%s/there\n\n' \
    "$port" | tee >(answers from1.localhost /go) |
    answers from2.localhost /go
config turn 'gap: 30ms' <<-END | sed 's/gap: 0s, //' >turn.yaml
	one turn.localhost /go
	two from1.localhost /go
	three from2.localhost /go
	four turn.localhost /page
END
new
go turn
is 'redirects keep the pause' "$rc $(judged 30)" \
    '0 hosts 3 requests 10 overlaps 0 short 0'

### A run right after another.
config again 'gap: 700ms' <<<'one again.localhost /' |
    sed 's/gap: 0s, //' >again.yaml
new
go again
go again --force
is 'the pause holds between two runs' "$(judged 700)" \
    'hosts 1 requests 3 overlaps 0 short 0'

### robots.txt
robots polite.localhost <<-END
	User-agent: *
	Disallow: /
	User-agent: Coranto
	Disallow: /private
	Allow: /private/list
	Crawl-delay: 0.2
END
config polite '' <<-END >polite.yaml
	open polite.localhost /open
	private polite.localhost /private/x
	list polite.localhost /private/list
	ignored polite.localhost /private/y robots: ignore
END
new
go polite
is 'a page that is not allowed is a failed source' "$rc" 1
is 'robots.txt: one line, with the rule' "$err" \
    "coranto: private: fetch: robots.txt of polite.localhost does not allow this page (line 4: Disallow: /private) (http://polite.localhost:$port/private/x)"
is 'robots.txt is obeyed, or ignored where that is said' "$(asked)" \
    'polite.localhost/robots.txt polite.localhost/open polite.localhost/private/list polite.localhost/private/y'
is 'Crawl-delay is a pause' "$(judged 200)" \
    'hosts 1 requests 4 overlaps 0 short 0'
run -c polite.yaml status --now="$now"
like 'status has the reason' "$out" 'robots.txt .* Disallow: /private'
like 'and when it is looked at again, which no server asked for' "$out" \
    '^    its robots.txt is looked at again after a day$'
like 'status shows where robots.txt is ignored' "$out" \
    '^    robots: ignore$'
run -c polite.yaml status --json
is 'status --json, too' "$(grep -c '"robots": "ignore"' <<<"$out") $(grep -c \
    '"robots": "obey"' <<<"$out")" '1 3'
new
go polite
is 'the page that is not allowed waits a day' "$rc $err$(asked)" '1 '
now=$((now + 7200))
go polite
is 'robots.txt is not asked for again within a day' \
    "$(asked | tr ' ' '\n' | sort | xargs)" \
    'polite.localhost/open polite.localhost/private/list polite.localhost/private/y'
robots polite.localhost <<<'User-agent: *'
now=$((now + 86400))
new
go polite
is 'the day after it is, and what changed holds' "$rc $err" '0 '
is 'the source that was refused is read' "$(asked | tr ' ' '\n' | sort | xargs)" \
    'polite.localhost/open polite.localhost/private/list polite.localhost/private/x polite.localhost/private/y polite.localhost/robots.txt'

# A redirect into what is not allowed, on another host.
robots target.localhost <<-END
	User-agent: coranto
	Disallow: /secret
END
printf 'HTTP/1.1 302 Found\nLocation: http://target.localhost:%s/secret\n\n' \
    "$port" | answers source.localhost /go
config led '' <<<'led source.localhost /go' >led.yaml
new
go led
is 'a redirect does not lead past robots.txt' "$rc $(asked)" \
    '1 source.localhost/robots.txt source.localhost/go target.localhost/robots.txt'
like 'and says where it led' "$err" \
    "http://target.localhost:$port/secret: robots.txt of target"

# A redirect to a server that this source may not ask and another one may. The
# pause makes it come first there.
printf 'HTTP/1.1 302 Found\nLocation: http://inner.localhost:%s/x\n\n' \
    "$port" | answers outer.localhost /go
config inner '' <<-END >inner.yaml
	met inner.localhost /met gap: 1s, robots: ignore
	led outer.localhost /go
	named inner.localhost /named gap: 1s
END
sed -i 's/, allow_private: true//' inner.yaml
go inner met
new
go inner led named
is 'what the guard refuses to one source is asked for another' "$rc $(asked)" \
    '1 outer.localhost/robots.txt outer.localhost/go inner.localhost/robots.txt inner.localhost/named'
like 'only the one that was led there fails' "$err" \
    '^coranto: led: fetch: .*refused: .* is a loopback address.*$'

# robots.txt that moved, that is not there, that cannot be read.
printf 'HTTP/1.1 301 Moved\nLocation: http://www.moved.localhost:%s/r\n\n' \
    "$port" | answers moved.localhost /robots.txt
answers www.moved.localhost /r <<-END
	HTTP/1.1 200 OK

	User-agent: *
	Disallow: /
END
printf 'HTTP/1.1 302 Found\nLocation: /robots.txt\n\n' |
    answers loop.localhost /robots.txt
printf 'HTTP/1.1 403 Forbidden\n\nUser-agent: *\nDisallow: /\n' |
    answers forbidden.localhost /robots.txt
printf 'HTTP/1.1 500 Oops\n\nUser-agent: *\n' |
    answers broken.localhost /robots.txt
printf 'HTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>Disallow: /</p>' |
    answers html.localhost /robots.txt
{
	printf 'HTTP/1.1 200 OK\n\nUser-agent: *\nDisallow: /no\n'
	for _ in $(seq 40000); do echo '# 15 characters'; done
	printf 'Disallow: /\n'
} | answers long.localhost /robots.txt
{
	printf 'HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n'
	printf 'User-agent: *\nDisallow: /\n' | gzip -n
} | answers gzip.localhost /robots.txt
# Of two lengths: nobody knows where this answer ends, nor what it says.
printf 'HTTP/1.1 302 Found\nLocation: /robots.txt\nContent-Length: 5\n\n' |
    answers torn.localhost /robots.txt
for host in moved loop forbidden broken html long gzip torn; do
	echo "$host $host.localhost /"
done | config odd '' >odd.yaml
new
go odd
is 'robots.txt: no answer is a no, none is a yes' \
    "$(awk '$2 == "request" && $5 == "/" { print $4 }' log | sort | xargs)" \
    'forbidden.localhost html.localhost long.localhost loop.localhost'
like 'robots.txt cannot be read: that is the reason' "$err" \
    '^coranto: broken: fetch: robots.txt: the server answered 500'
is 'robots.txt: at most ten redirects' \
    "$(grep -c 'request .*loop.localhost /robots.txt' log)" 11
printf 'HTTP/1.1 200 OK\n\n' | answers broken.localhost /robots.txt
now=$((now + 90000))
go odd
is 'robots.txt can be read again: so can the page' \
    "$(awk '$2 == "request" && $4 ~ /broken/ { print $5 }' log | xargs)" \
    '/robots.txt /robots.txt /'
printf 'HTTP/1.1 500 Oops\n\n' | answers broken.localhost /robots.txt
now=$((now + 90000))
new
go odd
is 'robots.txt of before holds while a new one cannot be read' \
    "$(awk '$2 == "request" && $4 ~ /broken/ { print $5 }' log | xargs)" \
    '/robots.txt /'
printf 'HTTP/1.1 500 Oops\n\n' | answers silent.localhost /robots.txt
config silent '' <<<'one silent.localhost /' >silent.yaml
go silent
now=$((now + 31 * 86400))
new
go silent
is 'after 30 days of silence there are no rules' "$rc $(asked)" \
    '0 silent.localhost/robots.txt silent.localhost/'

### Retry-After
http_date() { LC_ALL=C date -u -d "@$1" '+%a, %d %b %Y %H:%M:%S GMT'; }
for i in 1 2 3; do
	echo "s$i s.localhost /$i"
	echo "d$i d.localhost /$i"
	echo "n$i n.localhost /$i"
	echo "u$i u.localhost /$i"
done | config later '' >later.yaml
printf 'HTTP/1.1 503 Busy\nRetry-After: 10000\n\n' | answers s.localhost /1
printf 'HTTP/1.1 429 Slow\nRetry-After: %s\n\n' \
    "$(http_date $((now + 7200 + 10000)))" | answers d.localhost /1
printf 'HTTP/1.1 429 Slow\n\n' | answers n.localhost /1
printf 'HTTP/1.1 503 Busy\n\n' | answers u.localhost /1
now=$((now + 7200))
new
# None was ever fetched, so the first of each host is asked first.
go later
is 'Retry-After: the host is left alone within the run' "$rc $(asked |
    tr ' ' '\n' | grep -v robots.txt | sort | xargs)" \
    '1 d.localhost/1 n.localhost/1 s.localhost/1 u.localhost/1 u.localhost/2 u.localhost/3'
is 'only the sources that were told so have failed' \
    "$(grep -c . <<<"$err") $(grep -c ': [sdnu]1: ' <<<"$err")" '4 4'
run -c later.yaml status --json --now=$now
is 'status: the others wait, and why' \
    "$(grep -c '"held_until": "20' <<<"$out")" 9
for host in s d n u; do rm answers/$host.localhost/_1; done
now=$((now + 3500))
new
go later --force
is 'Retry-After: nor in a run before its time, forced or not' \
    "$(asked | tr ' ' '\n' | sort | xargs)" \
    'u.localhost/1 u.localhost/2 u.localhost/3'
now=$((now + 6400))
new
go later
is 'an hour for a 429 that does not say; 10,000 s are not over' \
    "$(asked | tr ' ' '\n' | grep -v u.localhost | sort | xargs)" \
    'n.localhost/1 n.localhost/2 n.localhost/3'
now=$((now + 200))
new
go later
is 'when the time is over all are asked again' \
    "$rc $(asked | tr ' ' '\n' | sort | xargs)" \
    '0 d.localhost/1 d.localhost/2 d.localhost/3 s.localhost/1 s.localhost/2 s.localhost/3'
run -c later.yaml status --now=$now
is 'and nothing is said about it any more' "$(grep -c 'alone' <<<"$out")" 0

# A robots.txt that leads to a host that asked to be left alone.
printf 'HTTP/1.1 429 Slow\nRetry-After: 10000\n\n' | answers b.bare.localhost /
printf 'HTTP/1.1 301 Moved\nLocation: http://b.bare.localhost:%s/robots.txt\n\n' \
    "$port" | answers bare.localhost /robots.txt
printf '%s\n' 'b b.bare.localhost /' 'bare bare.localhost /' \
    'rude bare.localhost /x robots: ignore' | config bare '' >bare.yaml
go bare b
new
go bare bare rude
is 'Retry-After: nor for the robots.txt of another host' "$rc $err $(asked)" \
    '0  bare.localhost/robots.txt bare.localhost/x'
run -c bare.yaml status bare --json --now=$now
like 'what that would allow waits as long' "$out" \
    "\"next_due\": \"$(date -u -d "@$((now + 10000))" +%FT%H:%M)"

rm answers/b.bare.localhost/_
new
run -c bare.yaml run b --force --now=$((now - 30 * 86400))
is 'Retry-After: what a wrong clock wrote down holds nobody' \
    "$rc $(asked | tr ' ' '\n' | tail -n 1)" '0 b.bare.localhost/'
run -c bare.yaml status b --now=$((now - 30 * 86400))
is 'and status does not say so' "$(grep -c 'alone' <<<"$out")" 0

### The deadline
for i in $(seq 6); do echo "t$i t.localhost /$i"; done |
    config tired 'gap: 400ms' |
    sed 's/gap: 0s, //; s/settings: {/&deadline: 1s, /' >tired.yaml
new
go tired
is 'after the deadline nothing more is asked' \
    "$rc $err $(($(asked | wc -w) <= 3))" '0  1'
# Two in each run, unless the machine has much else to do.
third() { [ "$(asked | wc -w)" -ge 7 ] || { go tired && false; }; }
until_ok third
is 'what was left over comes first in the next run, and all have their turn' \
    "$(asked)" "t.localhost/robots.txt $(echo t.localhost/{1..6})"

### A person who tries a source.
now=$((now + 7200))
new
go polite
new
run -c polite.yaml test list --now=$now
is 'test: one request' "$rc $(asked)" '0 polite.localhost/private/list'
robots tried.localhost <<-END
	User-agent: *
	Allow: /open
	Disallow: /
END
config tried '' <<-END >tried.yaml
	open tried.localhost /open
	closed tried.localhost /closed
	ours tried.localhost /ours robots: ignore
END
new
run -c tried.yaml test open --now=$now
is 'test: a page that is allowed' "$rc $err $(asked)" \
    '0  tried.localhost/robots.txt tried.localhost/open'
new
run -c tried.yaml test closed --now=$now
is 'test: a page that is not is shown all the same' "$rc $(asked)" \
    '0 tried.localhost/robots.txt tried.localhost/closed'
is 'test: with a warning' "$err" \
    'coranto: closed: fetch: robots.txt of tried.localhost does not allow this page (line 3: Disallow: /); `run` does not fetch it'
run -c tried.yaml test closed --json --now=$now
like 'test --json has it among the warnings' "$(jq -c .warnings <<<"$out")" \
    'line 3: Disallow: /'
printf 'HTTP/1.1 500 Oops\n\n' | answers failing.localhost /robots.txt
printf 'HTTP/1.1 503 Busy\n\n' | answers busy.localhost /robots.txt
printf '%s\n' 'failing failing.localhost /x' 'busy busy.localhost /x' |
    config failing '' >failing.yaml
new
run -c failing.yaml test failing --now=$now
is 'test: robots.txt fails: the page is shown all the same' "$rc $(asked)" \
    '0 failing.localhost/robots.txt failing.localhost/x'
is 'test: with what `run` does and what can be done' "$err" \
    'coranto: failing: fetch: robots.txt: the server answered 500 Internal Server Error; `run` waits for it, unless with `robots: ignore`'
new
run -c failing.yaml test busy --now=$now
is 'test: but not when the server asks for peace' "$rc $(asked)" \
    '1 busy.localhost/robots.txt'
like 'test: it says what can be done' "$err" 'unless with .robots: ignore.$'
new
run -c tried.yaml test ours --now=$now
is 'test: nor asked, where it is ignored' "$rc $err $(asked)" \
    '0  tried.localhost/ours'
is 'test: nothing is stored' "$(test -e tried; echo $?)" 1
printf 'HTTP/1.1 429 Slow\nRetry-After: 10000\n\n' | answers held.localhost /1
printf '%s\n' 'one held.localhost /1' 'two held.localhost /2' |
    config held '' >held.yaml
go held one
new
run -c held.yaml test two --now=$now
is 'test: a host that asked to be left alone is' "$rc $err $(asked)" \
    '1 coranto: two: fetch: held.localhost:'"$port"' asked to be left alone for a while '
done_testing
