#!/bin/bash
# SPDX-License-Identifier: ISC
# A run that lacks something: room on the disk, descriptors, memory, processes,
# stack, time, locks, shared memory, a home, a locale, a known zone, standard
# streams. Where it can it does its work, and the same; where not it says so,
# exits 1 or 3, and the next run makes up for it.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$dir" || exit 1
now=1796000000 # 2026-11-30T00:53:20Z

mkdir pages start
cat >start/sources.yaml <<YAML
settings: {output: feeds, state: state, gzip: true, formats: [rss, atom, json]}
defaults: {item: li, title: a, date: i, keep: 50, flood: accept}
sources:
  - {id: town, name: Town, url: "file:$dir/pages/town.html",
     base: "https://town.example.org/", timezone: America/New_York}
  - {id: port, name: 港口, language: zh-CN, url: "file:$dir/pages/port.html",
     base: "https://port.example.org/"}
YAML
# page NAME FROM TO
page() {
	local n
	echo '<meta charset=utf-8><ul>' >"pages/$1.html"
	for n in $(seq "$3" -1 "$2"); do
		printf '<li><a href=/%d>Story %d of %s</a><i>%d November, %d:30</i>\n' \
		    "$n" "$n" "$1" $((1 + n % 28)) $((n % 24))
	done >>"pages/$1.html"
}
# day N [ARGS]: the run of that day, here.
day() { "$CORANTO" -c sources.yaml run --force --now=$((now + $1 * 86400)) "${@:2}"; }
bytes() { (cd "$1/feeds" && sha256sum -- *); }

page town 1 30
page port 1 25
(cd start && day 0)
cp -a start after
page town 3 34
page port 4 27
(cd after && day 1)
want=$(bytes after)
before=$(bytes start)
isnt_old() { [ "$want" != "$before" ]; }
ok 'a day brings something' isnt_old

# work COMMAND...: COMMAND in a copy of the start: status in $rc, $out, $err.
work() {
	rm -rf work
	cp -a start work
	(cd work && "$@") >.out 2>.err
	rc=$? out=$(<.out) err=$(<.err)
}
# old_or_new: each feed is as before the run or as it should be after it.
old_or_new() {
	local sum file
	while read -r sum file; do
		grep -qxF -e "$sum  $file" <<<"$before"$'\n'"$want" || return 1
	done < <(bytes work)
}
# heals WHAT: the next run makes all right.
heals() {
	(cd work && day 1) >.out 2>.err
	is "$1: and the next run makes up for it" \
	    "$? $(<.err) $(bytes work)" "0  $want"
}
# same WHAT COMMAND...: it is no lack at all.
same() {
	local what=$1
	shift
	work "$@"
	is "$what: all the same" "$rc $out$err $(bytes work)" "0  $want"
}
# refused WHAT COMMAND...: exit 1 or 3, or all the same; never anything else.
refused() {
	local what=$1
	shift
	work "$@"
	case $rc in
	0) is "$what: well, and right" "$(bytes work)" "$want" ;;
	1 | 3) like "$what: exit $rc, and a line" "$err" '^coranto: .' ;;
	*) is "$what: exit status" "$rc $err" '0, 1 or 3' ;;
	esac
	if [ "$rc" != 1 ]; then
		ok "$what: each feed is old or new" old_or_new
		heals "$what"
		return
	fi
	(cd work && day 1) >.out 2>.err # health and index tell of the failure
	is "$what: and the next run makes up for it" \
	    "$? $(bytes work | grep -E ' (town|port)\.')" \
	    "0 $(grep -E ' (town|port)\.' <<<"$want")"
}

### around it
same 'an empty environment' env -i "$CORANTO" -c sources.yaml run --force \
    --now=$((now + 86400))
same 'no home' env -u HOME "$CORANTO" -c sources.yaml run --force \
    --now=$((now + 86400))
same 'no folder for temporary files' env TMPDIR=/nowhere SQLITE_TMPDIR=/nowhere \
    "$CORANTO" -c sources.yaml run --force --now=$((now + 86400))
for locale in C POSIX tr_TR.UTF-8 no_WHERE; do
	same "the locale $locale" env LC_ALL=$locale LANG=$locale "$CORANTO" \
	    -c sources.yaml run --force --now=$((now + 86400))
done
for zone in Nowhere/Land Asia/Tokyo :America/Lima '' '<+99>-99' /etc/passwd; do
	same "TZ=$zone" env TZ="$zone" "$CORANTO" -c sources.yaml run --force \
	    --now=$((now + 86400))
done
shut() { day 1 <&- >&- 2>&-; }
same 'no standard streams' shut
deaf() { day 1 2>&-; }
same 'no standard error' deaf
full() { day 1 -v >/dev/full; }
work full
like 'standard output takes nothing: told' "$rc $err" \
    '^3 .*standard output could not be written'
is 'and all else is done' "$(bytes work)" "$want"
broken() { day 1 -v | :; }
work broken
is 'a reader that left' "$(bytes work)" "$want"
masked() { umask 077 && day 1; }
same 'a umask of 077' masked
is 'nobody else reads them then' "$(stat -c %a work/feeds/town.rss)" 600

### descriptors, memory, the size of files
descriptors() { ulimit -n "$1" && day 1; }
for n in 4 5 6 7 8 9 10 12 16 24; do
	refused "$n descriptors" descriptors $n
done
memory() { ulimit -v "$1" && day 1; }
# What the libraries take alone, within 400 kB.
least=0
starts() { (ulimit -v "$1" && "$CORANTO" --version) >/dev/null 2>&1; }
{
until starts $least || [ $least -gt 1000000 ]; do least=$((least + 8000)); done
while starts $((least - 400)); do least=$((least - 400)); done
} 2>/dev/null # of what ends it
if [ $least -gt 1000000 ]; then
	skip_rest 'memory: this build takes too much address space for that'
else
	lacked=0
	for more in 0 400 800 1200 1600 2000 4000 8000 16000; do
		refused "$more kB of memory more than to start" \
		    memory $((least + more))
		lacked=$((lacked + (rc == 3)))
	done
	ok "$lacked of these were too little" [ $lacked -gt 2 ]
fi
sizes() { ulimit -f "$1" && day 1; }
for n in 1 2 4 8 16 32 64 128; do
	refused "files of at most $n kB" sizes $n
done

### the stack, processes, time
stack() { ulimit -s "$1" && shift && "$@"; }
enough=128 deep_enough=256
if [ $least -gt 1000000 ]; then # what a sanitizer adds is not the program's
	enough=2048 deep_enough=4096
fi
same "$enough kB of stack" stack $enough day 1
# Nothing that pages hold goes down on the stack.
python3 - <<'PY'
import json
def put(name, text):
    with open("pages/" + name, "w", encoding="utf-8") as f:
        f.write(text)
value = "x"
for _ in range(480):
    value = {"a": value}
put("deep.html", "<meta charset=utf-8><ul>" + "".join(
    "<li><a href=/%d>Story %d</a>%s text %s" %
    (n, n, "<blockquote>" * 380, "</blockquote>" * 380) for n in range(20)))
put("deep.json", json.dumps({"items": [
    {"t": "Story %d" % n, "u": "/%d" % n, "x": value} for n in range(20)]}))
put("deep.rss", "<rss version='2.0'><channel><title>T</title>" + "".join(
    "<item><title>Story %d</title><link>https://feed.example.org/%d</link>"
    "<description>%s</description>%s</item>" %
    (n, n, "&lt;b>&lt;i>" * 100, "<x>" * 90 + "</x>" * 90)
    for n in range(20)) + "</channel></rss>")
PY
mkdir deep
{
	echo 'settings: {output: feeds, state: state}'
	echo 'sources:'
	while read -r id file rules; do
		echo "  - {id: $id, url: \"file:$dir/pages/$file\","
		echo "     base: \"https://$id.example.org/\"$rules}"
	done <<-'ROWS'
	html deep.html , item: li, title: a, content: blockquote
	found deep.html
	path deep.html , item: //li, title: ./a
	json deep.json , item: "$.items[*]", title: $.t, link: $.u, summary: "$..a"
	feed deep.rss
	ROWS
} >deep/sources.yaml
cp -a deep deeper
(cd deep && day 0) >.out 2>.err
is 'pages that nest' "$? $(<.err) $(grep -c '<item>' deep/feeds/all.rss)" '0  100'
(cd deeper && stack $deep_enough day 0) >.out 2>.err
is "pages that nest, with $deep_enough kB of stack: all the same" \
    "$? $(<.err) $(bytes deeper)" "0  $(bytes deep)"

# Root may have as many processes as it likes: then it is somebody else here.
# They are counted by user, so it is one whom nothing else runs for.
other=()
if [ "$(id -u)" = 0 ]; then
	user=$((20000 + $$ % 40000))
	other=(setpriv --reuid "$user" --regid "$user" --clear-groups)
	chmod o+x .
fi
mkdir few
cat >few/sources.yaml <<YAML
settings: {output: feeds, state: state}
defaults: {item: li, title: a}
sources:
  - {id: told, url: "https://told.example.org/",
     fetch: {shell: "cat $dir/pages/town.html"}}
  - {id: page, url: "file:$dir/pages/port.html",
     base: "https://port.example.org/"}
YAML
[ ${#other[@]} = 0 ] || chown -R "$user:$user" few
few() {
	cd few && ulimit -u 1 &&
	    exec "${other[@]}" "$CORANTO" -c sources.yaml run --force "$@"
}
if ! "${other[@]}" "$CORANTO" --version >/dev/null 2>&1; then
	skip_rest 'no processes: the program is not for others to run'
else
	if ! grep -q __asan_init "$CORANTO"; then
		(few --workers=1) >.out 2>.err
		like 'no processes to read pages in: exit 3, and a line' \
		    "$? $(<.err)" '^3 coranto: no process can be made'
	fi
	(few --workers=0) >.out 2>.err
	like 'no processes: a source that needs one fails, and says why' \
	    "$? $(<.err)" '^1 coranto: told: fetch: .*Resource temporarily unavailable'
	is 'no processes: the others go on' "$(grep -c '<item>' few/feeds/page.rss)" 24
fi

# SIGXCPU ends it as kill -9 does: what then holds, holds here.
python3 - <<'PY'
with open("pages/long.html", "w", encoding="utf-8") as f:
    f.write("<meta charset=utf-8><ul>" + "".join(
        "<li><a href=/%d>Story %d</a><i>1 November</i><div>%s</div>" %
        (n, n, "<p>Some <b>text</b>. " * 200) for n in range(600)))
PY
work true
for id in long longer; do
	echo "  - {id: $id, url: \"file:$dir/pages/long.html\", content: div,"
	echo "     base: \"https://$id.example.org/\"}"
done >>work/sources.yaml
cp -a work whole
(cd whole && day 1) >.out 2>.err
is 'two sources that take long' "$? $(<.err)" '0 '
# In this process; in one of its own a page that takes so long is a failure.
(cd work && ulimit -t 1 && day 1 --workers=0) >.out 2>.err
like 'a second of processor time: an end, or all of it' "$?" '^(0|137|152)$'
strange() { bytes work | grep -vxF -e "$before"$'\n'"$(bytes whole)"; }
is 'a second of processor time: each feed is old or new' "$(strange)" ''
(cd work && day 1) >.out 2>.err
is 'a second of processor time: and the next run makes up for it' \
    "$? $(<.err) $(bytes work)" "0  $(bytes whole)"

### locks
if [ -n "${FAULTS_SHIM-}" ]; then
	# What a file system without locks answers, as some of the network are.
	shim() { env "$@" LD_PRELOAD="$FAULTS_SHIM" FAULTS_KIND=read FAULTS_UNDER="$(pwd -P)" \
	    "$CORANTO" -c sources.yaml run --force --now=$((now + 86400)); }
	work shim FAULTS_LOG="$dir/calls"
	at=$(grep -m 1 ' flock .*/state/lock' calls | cut -d ' ' -f 1)
	for reason in 37=ENOLCK 95=EOPNOTSUPP; do
		work shim FAULTS_DO="${reason%=*}" FAULTS_AT="$at"
		like "a state folder without locks, ${reason#*=}: exit 3, and what to do" \
		    "$rc $err" '^3 coranto: state/lock: .*; .state. wants a disk of this machine$'
		is 'nothing else is done then' "$(bytes work)" "$before"
		heals "without locks"
	done

	### memory that is shared
	unshared() { env LD_PRELOAD="$FAULTS_SHIM" FAULTS_UNSHARED="$(pwd -P)" "$@"; }
	of_day() { unshared "$CORANTO" -c sources.yaml "$@" --now=$((now + 86400)); }
	same 'a state folder without shared memory' of_day run --force
	is 'nothing of a log is left, nor of a journal' \
	    "$(cd work/state && echo coranto.db*)" coranto.db
	journal() { python3 -c 'import sqlite3, sys
print(*sqlite3.connect("work/state/coranto.db").execute("PRAGMA journal_mode").fetchone())'; }
	is 'it has no log then' "$(journal)" delete
	is 'status reads it' "$(cd work && of_day status 2>&1 | grep -c 'ok')" 2
	(cd work && "$CORANTO" -c sources.yaml run --force --now=$((now + 86400)))
	is 'where there is shared memory it has one again' "$(journal)" wal
	is 'with the same feeds' "$(bytes work)" "$want"
else
	skip_rest 'a state folder without locks: this build takes no shim'
fi

### a disk that is full
# filled KB: a run in a file system of its own with so much room.
filled() {
	unshare -rm bash -c '
		mkdir small && mount -t tmpfs -o size=$1k tmpfs small &&
		cp -a sources.yaml feeds state small/ || exit 77
		cd small && "$CORANTO" -c sources.yaml run --force --now=$2
		rc=$?
		cd .. && rm -rf feeds state && cp -a small/feeds small/state .
		exit $rc' - "$1" $((now + 86400))
}
export CORANTO
if ! unshare -rm mount -t tmpfs tmpfs pages 2>/dev/null; then
	skip_rest 'a full disk: no file system can be mounted here'
else
	used=$(du -sk start | cut -f 1)
	for more in 8 16 32 64 128 256; do
		refused "a disk with $more kB left" filled $((used + more))
	done
fi

### folders that are not ours to write
if [ "$(id -u)" != 0 ]; then
	closed() { chmod 500 "$1" && day 1; }
	for folder in feeds state; do
		work closed $folder
		chmod 700 work/$folder
		like "$folder is closed: exit 3, and named" "$rc $err" \
		    "^3 coranto: .*$folder"
		heals "$folder is closed"
	done
else
	skip_rest 'closed folders: root writes all the same'
fi
done_testing
