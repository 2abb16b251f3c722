# Fails when a function is called that has no bound, no place for errors, or a
# shell in it. What there is instead stands beside it.
BEGIN {
	instead["strcpy"] = instead["strcat"] = instead["stpcpy"] = "memcpy, or base/buf.h"
	instead["strncpy"] = instead["strncat"] = "memcpy: these do not end what they cut"
	instead["sprintf"] = instead["vsprintf"] = "snprintf, or base/buf.h"
	instead["gets"] = instead["scanf"] = "base/file.h"
	instead["atoi"] = instead["atol"] = instead["atoll"] = instead["atof"] = "str_uint"
	instead["strtok"] = "str_cut"
	instead["system"] = instead["popen"] = "fetch/child.h"
	instead["mktemp"] = instead["tmpnam"] = instead["tempnam"] = instead["tmpfile"] = "openat with O_EXCL"
	instead["alloca"] = "base/arena.h"
	instead["asctime"] = instead["ctime"] = instead["gmtime"] = instead["localtime"] = "base/civil.h"
	instead["rand"] = instead["srand"] = instead["random"] = "a seed that comes in"
}
{
	line = $0
	# Comments and the insides of texts are no calls.
	gsub(/\\./, "", line)
	gsub(/"[^"]*"/, "\"\"", line)
	if (inside && !sub(/^.*\*\//, "", line)) next
	inside = 0
	gsub(/\/\*([^*]|\*[^\/])*\*\//, "", line)
	sub(/\/\/.*/, "", line)
	if (sub(/\/\*.*/, "", line)) inside = 1
	while (match(line, /[A-Za-z_][A-Za-z_0-9]*[ \t]*\(/)) {
		name = substr(line, RSTART, RLENGTH - 1)
		sub(/[ \t]+$/, "", name)
		before = RSTART > 1 ? substr(line, RSTART - 1, 1) : ""
		if (name in instead && before != "." && before != ">") {
			printf "%s:%d: %s is banned: %s\n", FILENAME, FNR, name, instead[name]
			rc = 1
		}
		line = substr(line, RSTART + RLENGTH)
	}
}
END { exit rc }
