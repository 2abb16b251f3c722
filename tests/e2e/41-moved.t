#!/bin/bash
# SPDX-License-Identifier: ISC
# A page that redirects to another origin: links resolve where it led, the
# validators of there are sent there again, and 304 is understood.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
mkdir -p www/list
echo '<meta charset=utf-8><ul><li><a href=a/1.html>One</a><li><a href=a/2.html>Two</a></ul>' \
    >www/list/index.html
# shellcheck disable=SC2016  # the variable is nginx's
serve "$dir/www" 'location = /old.html {
	return 301 http://localhost:$server_port/list/; }'
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
done_testing
