// SPDX-License-Identifier: ISC
#include "probe.h"

#include "base/utf8.h"
#include "model/limits.h"
#include "normalize/sanitize.h"

json_t *
probe_sanitize(struct arena *a, const json_t *in)
{
	struct str html = utf8_scrub(a, probe_str(in, "html")), out;
	struct err e = ERR_INIT;

	if (sanitize_html(
		a, html, probe_str(in, "base"), LIMIT_TEXT, &out, &e) != 0)
		return probe_error(e.msg);
	return json_pack("{s:o}", "html", probe_json(a, out));
}
