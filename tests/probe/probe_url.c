// SPDX-License-Identifier: ISC
#include "probe.h"

#include "web/url.h"

json_t *
probe_url(struct arena *a, const json_t *in)
{
	struct url u;

	if (url_parse(a, probe_str(in, "input"), probe_str(in, "base"), &u) !=
	    0)
		return json_pack("{s:b}", "failure", 1);
	return json_pack("{s:o}", "href", probe_json(a, u.href));
}
