#!/bin/bash
# SPDX-License-Identifier: ISC
# What the READMEs and manuals say is so: commands, options, exit statuses,
# packages, links, examples and the output shown with them.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
manual=$top/contrib/man/coranto.1
keys=$top/contrib/man/coranto.yaml.5
export BOARD_TOKEN=secret
cd "$dir" || exit 1

words() { sort -u | tr '\n' ' '; }

# block FILE KIND N: the Nth ```KIND block of a README.
block() {
	awk -v start="\`\`\`$2" -v n="$3" '
	/^```/ { inside = 0 }
	inside
	$0 == start && ++seen == n { inside = 1 }' "$1"
}

# The long options of the program, or of COMMAND alone, as --help lists them.
help_options() { # [COMMAND]
	"$CORANTO" "$@" --help |
		awk '/^Options:/ { on = 1; next } /^$/ { on = 0 } on' |
		grep -o -- '--[a-z][a-z-]*'
}

### coranto(1) and --help name the same things.
commands=$("$CORANTO" --help |
	awk '/^Commands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }')
options=$(help_options; for c in $commands; do help_options "$c"; done)
is 'the commands of --help are those of coranto(1)' \
    "$(words <<<"$commands")" \
    "$(sed -n 's/^\.It Nm Cm \([a-z]*\).*/\1/p' "$manual" | words)"
for c in $commands; do
	is "$c: its options are those of coranto(1)" \
	    "$(help_options "$c" | words)" \
	    "$(grep "^\.It Nm Cm $c\b" "$manual" | grep -o 'Fl -[a-z-]*' |
		sed 's/Fl /-/' | words)"
	is "$c: its help fits a terminal" \
	    "$("$CORANTO" "$c" --help | grep -nE '.{81}| $')" ''
done
is 'prune: nothing is fetched for it' \
    "$("$CORANTO" prune --help | grep -c fetch)" 0
is 'the help of the program fits a terminal' \
    "$("$CORANTO" --help | grep -nE '.{81}| $')" ''
is 'every option is explained in coranto(1)' "$(words <<<"$options")" \
    "$(grep '^\.It Fl' "$manual" | grep -o 'Fl -[a-z-]*' | sed 's/Fl /-/' |
	words)"
is 'short options' \
    "$("$CORANTO" --help | grep -o '^  -[A-Za-z]' | tr -d ' -' | words)" \
    "$(sed -n 's/^\.It Fl \([A-Za-z]\) .*/\1/p' "$manual" | words)"
statuses=$(sed -n 's/^\tEXIT_[A-Z]* = \([0-9]\).*/\1/p' "$top/src/cli/cli.h")
is 'exit statuses of coranto(1)' "$(words <<<"$statuses")" \
    "$(sed -n 's/^\.It \([0-9]\)$/\1/p' "$manual" | words)"

### The YAML of the manuals is right. A part of a configuration is made whole.
literal() { # MANUAL: its literal blocks, one file each, in the folder blocks
	rm -rf blocks
	mkdir blocks
	awk '/^\.Bd -literal/ { on = 1; n++; next } /^\.Ed/ { on = 0 }
	on { print > "blocks/" n }' "$1"
	sed -i 's/\\e/\\/g; s/\\&//g; s/\\(dq/"/g' blocks/*
}
whole() { # BLOCK: a configuration on standard output
	case $(head -n 1 "$1") in
	sources:* | settings:*) cat "$1" ;;
	'- '*) echo sources:; cat "$1" ;;
	feeds:*)
		printf 'sources:\n'
		for id in agency bureau; do
			printf -- '- {id: %s, url: "https://%s.example.org/",' $id $id
			echo ' item: li, tags: china}'
		done
		cat "$1" ;;
	drop:* | only:*)
		printf 'sources:\n- url: https://example.org/\n  item: li\n'
		sed 's/^/  /' "$1" ;;
	esac
}
for m in "$manual" "$keys"; do
	literal "$m"
	found=0
	for b in blocks/*; do
		whole "$b" >example.yaml
		[ -s example.yaml ] || continue
		found=$((found + 1))
		ok "${m##*/}: example $found" "$CORANTO" -c example.yaml check
	done
	ok "${m##*/}: examples were found" [ "$found" -gt 0 ]
done

### The READMEs.
first_run() { # README: its first block is what `make run` prints
	rm -rf sample
	mkdir sample
	cp -r "$top/config" sample/
	mkdir sample/build
	ln -s "$CORANTO" sample/build/coranto
	out=$(cd sample && build/coranto -v -c config/sources.yaml run \
	    --now=2026-11-22T12:00:00Z)
	is "$1: what make run prints" "${out//$dir\/sample//home/you/coranto}" \
	    "$(block "$top/$1" console 1)"
}

# The Nth block shows a command and what it prints.
transcript() { # README N [OPTIONS]
	local shown
	shown=$(block "$top/$1" console "$2")
	# shellcheck disable=SC2046  # a command's words
	run $(head -n 1 <<<"$shown" | sed 's/^\$ coranto //') "${@:3}"
	is "$1: what the command of block $2 prints" "$out$err" \
	    "$(tail -n +2 <<<"$shown")"
}

# The file of the tutorial is tried in one folder and lives in another: both
# have one database and one set of feeds, where the last step looks for them.
tutorial_moves() { # README
	local url told HOME=$dir/home
	export HOME
	rm -rf home
	mkdir -p home/.config/coranto home/try
	url=$(sed -n 's/^ *url: //p' sources.yaml)
	sed "s,url: .*,url: \"file:$dir/saved.html\"\n    base: $url," \
	    sources.yaml >home/try/sources.yaml
	run -c home/try/sources.yaml run
	mv home/try/sources.yaml home/.config/coranto/
	run items
	is "$1: items are there when the file has moved" \
	    "$rc $(wc -l <<<"$out")" '0 2'
	told=$(grep -o '/home/you/[^`]*\.rss' "$top/$1" | tail -n 1)
	ok "$1: the address to subscribe to is right" \
	    ls "${told/#\/home\/you/$HOME}"
}

broken_links() {
	grep -o ']([^)]*)' "$1" | tr -d ']()' | grep -v : |
		while read -r link; do
			[ -e "$top/$link" ] || echo "$link"
		done
}

# What follows `coranto` in code.
commands_of() {
	awk '/^```/ { code = !code } code || /`/' "$1" |
		grep -oE '(^|[$`/] ?)coranto( -c [^ ]+)? [a-z]+\b' |
		awk '{ print $NF }' | words
}

unknown_options() {
	grep -oE '[` ]--[a-z][a-z-]*' "$1" | tr -d '` ' | sort -u |
		grep -vxFe "$options"
}

unknown_goals() {
	# shellcheck disable=SC2016  # a backquote of Markdown
	grep -oE '(^|`|sudo )make [a-z][^#`]*' "$1" | sed 's/.*make //' |
		tr ' ' '\n' | grep -E '^[a-z]+$' | sort -u |
		while read -r goal; do
			grep -q "^$goal:" "$top/Makefile" || echo "$goal"
		done
}

# Those of contrib/setup that the page does not name.
missing_packages() {
	sed -n "/^compile='/,/^engine=/p" "$top/contrib/setup" |
		sed "s/^[a-z]*='//; s/'$//" | tr ' ' '\n' |
		while read -r package; do
			grep -q "\b$package\b" "$1" || echo "$package"
		done
}

# coranto.yaml(5) has them from the tables that the program reads with.
missing_ops() {
	sed -n '/^\.Ss Ops/,/^\.\\" End/s/^\.It Cm \([a-z]*\).*/\1/p' "$keys" |
		while read -r op; do
			grep -q "\`$op\`" "$1" || echo "$op"
		done
}

for r in README.md README.zh-CN.md; do
	readme=$top/$r
	first_run $r
	block "$readme" html 1 >saved.html
	block "$readme" yaml 1 >sources.yaml
	transcript $r 2
	transcript $r 3 --file=saved.html --now=2026-11-22T12:00:00Z
	tutorial_moves $r
	block "$readme" yaml 2 >screen.yaml
	ok "$r: the configuration in one screen" "$CORANTO" -c screen.yaml check
	block "$readme" yaml 3 >for.yaml
	run -c for.yaml check
	is "$r: one entry, many sources" "$rc $out" "0 for.yaml: 4 sources, no errors"
	block "$readme" yaml 4 >feeds.block
	whole feeds.block >feeds.yaml
	ok "$r: several sources, one feed" "$CORANTO" -c feeds.yaml check
	block "$readme" yaml 5 >access.yaml
	ok "$r: pages that are not simply there" "$CORANTO" -c access.yaml check
	is "$r: no other YAML" "$(block "$readme" yaml 6)" ''
	is "$r: all links lead somewhere" "$(broken_links "$readme")" ''
	is "$r: its commands exist, and none is missing" \
	    "$(commands_of "$readme")" "$(words <<<"$commands")"
	is "$r: its options exist" "$(unknown_options "$readme")" ''
	is "$r: its make goals exist" "$(unknown_goals "$readme")" ''
	is "$r: exit statuses" "$(sed -n 's/^| \([0-9]\) |.*/\1/p' "$readme" |
		words)" "$(words <<<"$statuses")"
	is "$r: all packages are named" "$(missing_packages "$readme")" ''
	is "$r: all ops are named" "$(missing_ops "$readme")" ''
	is "$r: the stages in their order, each with its folder" \
	    "$(sed -n 's/^| \([a-z]*\) | \[src\/\1\](src\/\1) .*/\1/p' "$readme" |
		tr '\n' ' ')" \
	    "$(grep '^    config →' "$readme" | sed 's/→//g' | tr -s ' ' |
		sed 's/^ //; s/$/ /')"
done
is 'both READMEs have the same chapters' \
    "$(grep -c '^## ' "$top/README.md")" \
    "$(grep -c '^## ' "$top/README.zh-CN.md")"
done_testing
