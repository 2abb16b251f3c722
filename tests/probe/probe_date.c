// SPDX-License-Identifier: ISC
#include "probe.h"

#include "model/item.h"
#include "normalize/date/date.h"

static bool
read_context(const json_t *in, struct zone *z, struct date_context *ctx)
{
	struct err e;
	int32_t offset;
	bool day;

	if (zone_init(z, probe_str(in, "tz"), &e) != 0)
		return false;
	ctx->zone = z;
	ctx->language = probe_str(in, "lang");
	return time_parse_rfc3339(
		   probe_str(in, "now"), &ctx->now, &offset, &day) == 0;
}

json_t *
probe_date(struct arena *a, const json_t *in)
{
	struct date_context ctx = { .now = 0 };
	struct zone z;
	struct when w;
	json_t *out;

	if (!read_context(in, &z, &ctx))
		return probe_error("now or tz cannot be read");
	if (date_parse(a, probe_str(in, "input"), &ctx, &w) != 0)
		return json_pack("{s:b}", "none", 1);
	out = json_object();
	json_object_set_new(
	    out, "instant", probe_json(a, time_rfc3339(a, w.t, w.offset)));
	json_object_set_new(
	    out, "precision", json_string(precision_name(w.precision)));
	return out;
}
