# Fails when a file includes a header from a layer above it or from a sibling
# stage, or when a library is seen outside the folder that owns it.
BEGIN {
	n = split("base web model config schedule fetch decode extract normalize store generate publish run cli", d, " ")
	rank["base"] = 0; rank["web"] = 1; rank["model"] = 1; rank["run"] = 3; rank["cli"] = 4
	for (i = 1; i <= n; i++) if (!(d[i] in rank)) rank[d[i]] = 2
	# Stages that DESIGN keeps off the web's standards.
	split("schedule store generate publish", w, " ")
	for (i in w) noweb[w[i]] = 1
	owner["sqlite3.h"] = "store"; owner["curl"] = "fetch"; owner["yaml.h"] = "config"
	owner["lexbor"] = "web"; owner["libxml"] = "generate extract web"
}
function layer(p) { n = split(p, q, "/"); return n == 2 ? "main" : q[2] }
function bad(f, t) { printf "%s:%d: %s may not include %s\n", FILENAME, FNR, f, t; rc = 1 }
/^[ \t]*#[ \t]*include[ \t]*</ {
	split($0, q, /[<>]/); lib = q[2]; sub(/\/.*/, "", lib); from = layer(FILENAME)
	if (lib in owner && index(" " owner[lib] " ", " " from " ") == 0) bad(from, "<" lib ">")
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, q, "\""); to = q[2]; sub(/\/.*/, "", to); from = layer(FILENAME)
	if (from == "main") { if (to != "cli" && to != "base") bad(from, to); next }
	if (!(from in rank) || !(to in rank)) { printf "%s:%d: unknown layer %s -> %s\n", FILENAME, FNR, from, to; rc = 1; next }
	if (from != to && rank[to] >= rank[from]) bad(from, to)
	if (to == "web" && from in noweb) bad(from, to)
}
END { exit rc }
