// SPDX-License-Identifier: ISC
#include "probe.h"

#include "normalize/canonical.h"

json_t *
probe_canonical(struct arena *a, const json_t *in)
{
	struct str key = canonical_url(a, probe_str(in, "url"));

	return json_pack("{s:o}", "key", probe_json(a, key));
}
