// SPDX-License-Identifier: ISC
#include "probe.h"

#include "normalize/near/near.h"

static struct near
read_item(const struct near_judge *j, const json_t *in)
{
	struct item it = { .title = probe_str(in, "title"),
		.summary = probe_str(in, "summary"),
		.content = probe_str(in, "content"),
		.link = probe_str(in, "link") };

	return near_read(j, &it);
}

json_t *
probe_same(struct arena *a, const json_t *in)
{
	struct near_judge j = near_judge(a);
	struct near x = read_item(&j, json_object_get(in, "a"));
	struct near y = read_item(&j, json_object_get(in, "b"));
	struct str why;
	enum twin twin = near_same(&j, &x, &y, &why);

	return json_pack(
	    "{s:b,s:o}", "same", twin != TWIN_NONE, "why", probe_json(a, why));
}
