#!/bin/bash
# SPDX-License-Identifier: ISC
# Programs of the user's in place of a server: what they are given, what comes
# of their output, and what becomes of those that fail, hang or never end.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
mkdir sub

# source_of FETCH [MORE]: the one source, in a folder below.
source_of() {
	cat >sub/s.yaml <<-YAML
	settings: {output: ../feeds, state: ../state}
	sources:
	  - id: s
	    url: https://news.example.org/list
	    item: li
	    fetch: $1
	    ${2:-}
	YAML
}
# fails NAME PATTERN [STATE]: a run does, and says so.
fails() {
	run -v -c sub/s.yaml run --force # every time, not the first alone
	like "$1" "$err" "$2"
	run -c sub/s.yaml status
	like "$1: the state" "$out" "^s +${3:-command error} "
}
list='<ul><li><a href=/1>The first story</a><li><a href=/2>The second story</a></ul>'

cat >sub/give <<SH
#!/bin/sh
printf '%s' "\$#:\$*" >../words
env >../env
pwd >../pwd
cat >../stdin
ls /proc/self/fd | wc -l >../fds
ps -o pgid= -p \$\$ | tr -d ' ' >../group; echo \$\$ >>../group
echo '$list'
echo 'a word on standard error' >&2
SH
chmod +x sub/give
source_of "{command: [./give, 'two words', '\$HOME;ls']}"
SECRET=hush run -c sub/s.yaml run
is 'a program gives the list' "$rc$err" 0
like 'as of the URL' "$(cat feeds/s.rss)" '<link>https://news.example.org/1</link>'
is 'its words are not for a shell' "$(cat words)" "2:two words \$HOME;ls"
is 'it runs in the folder of the configuration' "$(cat pwd)" "$dir/sub"
is 'its environment is small' \
    "$(grep -Ev '^(PWD|OLDPWD|SHLVL|_)=' env | cut -d= -f1 | sort | tr '\n' ' ')" \
    'CORANTO_ID CORANTO_URL HOME LANG PATH '
is 'and says what is wanted' "$(grep -E '^CORANTO' env | sort | tr '\n' ' ')" \
    'CORANTO_ID=s CORANTO_URL=https://news.example.org/list '
is 'its standard input is empty' "$(wc -c <stdin)" 0
is 'no descriptor of ours is open to it' "$(cat fds)" 4
is 'it leads a process group' "$(sort -u group | wc -l)" 1
run -c sub/s.yaml status --json
like 'well' "$out" '"state": "ok"'
before=$(stamp feeds/*)
run -v -c sub/s.yaml run --force
like 'the same output is nothing new' "$out$err" '0 new items.*no feed changed'
is 'and touches no file' "$(stamp feeds/*)" "$before"

source_of "{shell: \"echo '$list' | tr a-z A-Z\"}"
run -c sub/s.yaml run --force
is 'a shell is had when it is asked for' "$rc$err" 0
echo '[{"t": "From JSON", "u": "/j"}]' >sub/data
source_of '{command: [cat, data], type: application/json}' 'title: $.t'
sed -i 's/item: li/item: $[*]/; s/title: /link: $.u\n    title: /' sub/s.yaml
run -c sub/s.yaml run --force
is 'the type is as it says' "$rc$err$(grep -c '<title>From JSON' feeds/s.rss)" 01

# Two programs at once, in one group of hosts each: neither waits.
cat >two.yaml <<-YAML
settings: {output: two/feeds, state: two/state}
sources:
  - {id: a, url: 'https://a.example/', item: li, fetch: {shell: "sleep 2; echo '$list'"}}
  - {id: b, url: 'https://b.example/', item: li, fetch: {shell: "sleep 2; echo '$list'"}}
  - {id: c, url: 'https://c.example/', item: li, fetch: {shell: "sleep 2; echo '$list'"}}
YAML
start=$(date +%s%N)
run -v -c two.yaml run
ok 'programs run side by side' within 5 "$(since "$start")"
like 'all of them' "$out$err" '3 of 3 sources fetched'

# What goes wrong.
source_of '{shell: "echo one >&2; printf \"\\\\033[31mno such page\\\\n\\\\n\" >&2; exit 7"}'
fails 'a failure is told with the last word' \
    '`sh` ended with status 7: .*31mno such page'
is 'without its escapes' "$(grep -c $'\033' <<<"$err")" 0
source_of '{shell: "kill -SEGV $$"}'
fails 'and so is a signal' 'was ended by signal 11'
source_of '{command: [no-such-program]}'
fails 'one that is not there' 'there is no program `no-such-program`'
source_of '{command: [./s.yaml]}'
fails 'one that is none' '`./s.yaml` cannot be started: Permission denied'
source_of '{command: ["true"]}'
fails 'one that says nothing' '`true` printed nothing'

# gone FILE: the processes whose numbers stand there have ended.
gone() {
	local pid
	while read -r pid; do
		[ ! -e "/proc/$pid" ] || grep -q '^State:.[ZX]' "/proc/$pid/status" ||
			return 1
	done <"$1"
}
# A program, and its child, that no SIGTERM ends.
cat >sub/stay <<'SH'
#!/bin/sh
trap '' TERM
sh -c 'trap "" TERM; echo $$; while :; do sleep 1; done' >>../pids &
echo $$ >>../pids
echo 'still at it' >&2
while :; do sleep 1; done
SH
chmod +x sub/stay
source_of '{command: [./stay]}' 'timeout: 1s'
start=$(date +%s%N)
fails 'one that hangs is ended' 'took more than 1 s \(timeout\): still at it'
ok 'soon' within 8 "$(since "$start")"
is 'both of them were there' "$(wc -l <pids)" 2
ok 'both of them are gone' until_ok gone pids

: >pids
source_of '{shell: "sh -c \"echo \\$\\$ >../pids; while :; do sleep 1; done\" & sleep 0.5; echo '"'$list'"'"}'
run -c sub/s.yaml run --force
is 'what a program leaves behind' "$rc$err$(wc -l <pids)" 01
ok 'is ended with it' until_ok gone pids

: >pids
source_of '{command: [./stay]}' 'timeout: 5m'
"$CORANTO" -c sub/s.yaml run --force 2>stopped &
pid=$!
both() { [ "$(wc -l <pids)" = 2 ]; }
until_ok both
start=$(date +%s%N)
kill "$pid"
wait "$pid"
ok 'coranto ends when it is told to' within 3 "$(since "$start")"
ok 'and its programs with it' until_ok gone pids

source_of '{command: ["yes", "<li><a href=/1>One story of many</a>"]}' 'max_size: 1MB'
start=$(date +%s%N)
fails 'output without end' 'the output of `yes` is larger than 1 MB \(max_size\)' 'over a limit'
ok 'is ended at once' within 5 "$(since "$start")"
source_of '{shell: "yes >&2"}' 'timeout: 1s'
fails 'what is said without end is no output' 'took more than 1 s \(timeout\): y'
source_of '{shell: "head -c 2000000000 /dev/zero | gzip -c"}'
fails 'a bomb is opened no further than it may be' 'limit|larger' 'over a limit'

# Who may write the file runs programs as the user.
source_of '{command: [./give]}'
chmod o+w sub/s.yaml
run -c sub/s.yaml check
is 'a file that others may write is refused' "$rc" 2
like 'by its name' "$err" '`fetch` runs a program, which is refused: the file .*sub/s.yaml can be written by others'
chmod 644 sub/s.yaml
chmod 777 sub
run -c sub/s.yaml check
like 'and so is one in such a folder' "$err" 'the folder .*sub can be written by others'
chmod 755 sub
run -c sub/s.yaml check
is 'else it is well' "$rc" 0
sed -i '/fetch:/d' sub/s.yaml
chmod 666 sub/s.yaml
run -c sub/s.yaml check
is 'a file without programs may be anybody'"'"'s' "$rc" 0
chmod 644 sub/s.yaml

# mistake FETCH PATTERN
mistake() {
	source_of "$1"
	run -c sub/s.yaml check
	like "wrong: $1" "$rc $err" "^2 .*$2"
}
mistake '{command: "ls -l"}' 'a list of its words'
mistake '{}' 'either `command` or `shell`'
mistake '{command: [ls], shell: ls}' 'either `command` or `shell`'
mistake '{command: []}' 'takes a program'
mistake '{comand: [ls]}' '`fetch` has no `comand`'
mistake 'ls' '`fetch` takes a mapping'
source_of '{command: [./give]}'
sed -i 's|https://news.example.org/list|file:list.html|' sub/s.yaml
run -c sub/s.yaml check
like 'a file has no program' "$err" '`fetch` goes with an http or https URL'

# What a program writes may also be tried by hand.
source_of none
run -c sub/s.yaml test s --file=- <<<"$list"
like 'standard input is a page' "$rc $out" '^0 .*'
like 'with its items' "$out" 'The second story'
run -c sub/s.yaml test s --file=- < <(yes '<li>')
like 'as large as it may be' "$rc $err" '^[1-9].*standard input: larger than'

done_testing
