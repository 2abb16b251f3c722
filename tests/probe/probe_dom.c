// SPDX-License-Identifier: ISC
#include "probe.h"

#include "base/buf.h"
#include "model/limits.h"
#include "web/html.h"

json_t *
probe_dom(struct arena *a, const json_t *in)
{
	/* Conformance is measured without ceilings. */
	static const struct html_limits none;
	struct err e = ERR_INIT;
	struct str html = probe_str(in, "html");
	struct html_doc *d;
	struct buf b;
	json_t *out;
	int rc;

	if (probe_has(in, "context"))
		rc = html_parse_fragment(
		    a, html, probe_str(in, "context"), &none, &d, &e);
	else
		rc = html_parse(a, html, &none, &d, &e);
	if (rc != 0)
		return probe_error(e.msg);
	buf_init(&b, LIMIT_BODY_MAX);
	html_dump(&b, d);
	out = json_pack("{s:o}", "tree", probe_json(a, buf_str(&b)));
	buf_release(&b);
	return out;
}
