#!/bin/bash
# SPDX-License-Identifier: ISC
# A page that redirects to another origin: links resolve where it led, the
# validators of there are sent there again, and 304 is understood. A page that
# moved for good, within its site and out of it.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
mkdir -p www/list
echo '<meta charset=utf-8><ul><li><a href=a/1.html>One</a><li><a href=a/2.html>Two</a></ul>' \
    >www/list/index.html
# shellcheck disable=SC2016  # the variable is nginx's
serve "$dir/www" 'location = /old.html {
	return 301 http://localhost:$server_port/list/; }
	location = /here.html { return 308 /list/; }'
cat >sources.yaml <<YAML
settings: {output: feeds, state: state, allow_private: ["localhost:$port"]}
defaults: {gap: 0s}
sources:
  - {id: moved, url: "http://127.0.0.1:$port/old.html", item: li}
YAML
run -c sources.yaml run --now=1796000000
is 'run 1' "$rc $err" '0 '
is 'links resolve against where the page is now' \
    "$("$top/tests/e2e/feed_items.py" feeds/moved.rss | python3 -c '
import json, sys
for line in sys.stdin: print(json.loads(line)["link"])')" \
    "http://localhost:$port/list/a/1.html
http://localhost:$port/list/a/2.html"
: >nginx/access.log
before=$(stamp feeds/*)
run -c sources.yaml run --now=1796050000
is 'run 2' "$rc $err" '0 '
is 'run 2: the redirect, then 304' "$(cat nginx/access.log)" '301 /old.html
304 /list/'
is 'run 2: no file is touched' "$(stamp feeds/*)" "$before"

# For good: after three runs over two days.
cat >good.yaml <<YAML
settings: {output: good, state: good/state, allow_private: ["localhost:$port"]}
defaults: {item: li, gap: 0s, robots: ignore}
sources:
  - {id: far, url: "http://127.0.0.1:$port/old.html"}
  - {id: near, url: "http://127.0.0.1:$port/here.html"}
YAML
run -c good.yaml run --now=1796000000
run -c good.yaml run --now=1796100000
is 'two runs: no word of it' "$rc $err" '0 '
before=$(stamp good/{all,far,near}.*)
run -c good.yaml run --now=1796200000
is 'the third run tells it, and it is no failure' "$rc $(sort <<<"$err")" \
    "0 coranto: far: moved to http://localhost:$port/list/; put that in the configuration
coranto: near: moved to http://127.0.0.1:$port/list/; put that in the configuration"
: >nginx/access.log
run -c good.yaml run --now=1796300000
is 'the fourth is silent' "$rc $err" '0 '
is 'within a site the new address is asked, out of it the old one' \
    "$(grep -v robots.txt nginx/access.log | sort)" '301 /old.html
304 /list/
304 /list/'
is 'no file is touched' "$(stamp good/{all,far,near}.*)" "$before"
run -c good.yaml status
like 'status: a state of its own' "$out" '^near +moved '
like 'status: what to do' "$out" \
    "warning: moved to http://127.0.0.1:$port/list/; put that in the configuration"
mv www/list www/away
run -c good.yaml run --now=1796400000
: >nginx/access.log
run -c good.yaml run --now=1796500000
is 'when the new address fails, the old one is asked again' \
    "$(grep -v robots.txt nginx/access.log | sort)" '301 /old.html
308 /here.html
404 /list/
404 /list/'
done_testing
