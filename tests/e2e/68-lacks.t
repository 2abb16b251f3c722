#!/bin/bash
# SPDX-License-Identifier: ISC
# A run that lacks something: room on the disk, descriptors, memory, a home, a
# locale, a known zone, standard streams. Where it can it does its work, and the
# same; where not it says so, exits 1 or 3, and the next run makes up for it.
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
# What the libraries take alone.
least=0
{
until (ulimit -v $least && "$CORANTO" --version) >/dev/null 2>&1 ||
    [ $least -gt 1000000 ]; do least=$((least + 8000)); done
} 2>/dev/null # of what ends it
if [ $least -gt 1000000 ]; then
	skip_rest 'memory: this build takes too much address space for that'
else
	for more in 0 400 800 1200 2000 4000 8000 16000; do
		refused "$more kB of memory more than to start" \
		    memory $((least + more))
	done
fi
sizes() { ulimit -f "$1" && day 1; }
for n in 1 2 4 8 16 32 64 128; do
	refused "files of at most $n kB" sizes $n
done

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
