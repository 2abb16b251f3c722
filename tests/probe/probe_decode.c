// SPDX-License-Identifier: ISC
#include "probe.h"

#include "decode/verdict.h"
#include "web/charset.h"

static struct str
from_hex(struct arena *a, struct str hex)
{
	char *p = arena_alloc(a, hex.len / 2);

	for (size_t i = 0; i + 1 < hex.len; i += 2)
		p[i / 2] =
		    (char)(hex_value(hex.p[i]) << 4 | hex_value(hex.p[i + 1]));
	return str_n(p, hex.len / 2);
}

json_t *
probe_decode(struct arena *a, const json_t *in)
{
	struct str bytes = from_hex(a, probe_str(in, "bytes_hex"));
	const struct hint hint = { STR_NULL, probe_str(in, "url"), NULL };
	const char *name =
	    verdict(a, bytes, probe_str(in, "charset"), &hint).name;
	struct err e = ERR_INIT;
	struct str text;

	if (charset_decode(a, name, bytes, &text, NULL, &e) != 0)
		return probe_error(e.msg);
	return json_pack(
	    "{s:s, s:o}", "encoding", name, "text", probe_json(a, text));
}
