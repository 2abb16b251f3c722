// SPDX-License-Identifier: ISC
#include "normalize/date/zones.h"

#include <stdlib.h>
#include <string.h>

/*
 * Source: RFC 5322 4.3 for those of North America, the comments of the IANA
 * time zone database for the others. LIKE: a zone whose rules hold the summer
 * time that a generic name (ET) leaves open.
 */
static const struct {
	const char *name;
	int minutes;
	const char *like;
} zones[] = {
	{ "acdt", 630, NULL },
	{ "acst", 570, NULL },
	{ "adt", -180, NULL },
	{ "aedt", 660, NULL },
	{ "aest", 600, NULL },
	{ "akdt", -480, NULL },
	{ "akst", -540, NULL },
	{ "art", -180, NULL },
	{ "ast", -240, NULL },
	{ "awst", 480, NULL },
	{ "bjt", 480, NULL },
	{ "brt", -180, NULL },
	{ "bst", 60, NULL },
	{ "cat", 120, NULL },
	{ "cdt", -300, NULL },
	{ "cest", 120, NULL },
	{ "cet", 60, NULL },
	{ "clt", -240, NULL },
	{ "cot", -300, NULL },
	{ "cst", -360, NULL },
	{ "cst", 480, NULL },
	{ "ct", -360, "America/Chicago" },
	{ "eat", 180, NULL },
	{ "edt", -240, NULL },
	{ "eest", 180, NULL },
	{ "eet", 120, NULL },
	{ "est", -300, NULL },
	{ "et", -300, "America/New_York" },
	{ "gmt", 0, NULL },
	{ "gst", 240, NULL },
	{ "hkt", 480, NULL },
	{ "hst", -600, NULL },
	{ "ict", 420, NULL },
	{ "idt", 180, NULL },
	{ "irst", 210, NULL },
	{ "ist", 330, NULL },
	{ "ist", 120, NULL },
	{ "ist", 60, NULL },
	{ "jst", 540, NULL },
	{ "kst", 540, NULL },
	{ "mdt", -360, NULL },
	{ "mest", 120, NULL },
	{ "mesz", 120, NULL },
	{ "met", 60, NULL },
	{ "mez", 60, NULL },
	{ "msd", 240, NULL },
	{ "msk", 180, NULL },
	{ "mst", -420, NULL },
	{ "mt", -420, "America/Denver" },
	{ "myt", 480, NULL },
	{ "ndt", -150, NULL },
	{ "npt", 345, NULL },
	{ "nst", -210, NULL },
	{ "nzdt", 780, NULL },
	{ "nzst", 720, NULL },
	{ "pdt", -420, NULL },
	{ "pht", 480, NULL },
	{ "pkt", 300, NULL },
	{ "pst", -480, NULL },
	{ "pt", -480, "America/Los_Angeles" },
	{ "sast", 120, NULL },
	{ "selc", 120, NULL }, /* Czech and Slovak for CEST and CET */
	{ "sec", 60, NULL },
	{ "sgt", 480, NULL },
	{ "trt", 180, NULL },
	{ "utc", 0, NULL },
	{ "wat", 60, NULL },
	{ "west", 60, NULL },
	{ "wet", 0, NULL },
	{ "wib", 420, NULL },
	{ "wit", 540, NULL },
	{ "wita", 480, NULL },
	{ "z", 0, NULL },
	{ "мск", 180, NULL },
};

bool
zone_named(struct str name, const struct zone *home, struct zone *out)
{
	int at_home = (int)(zone_offset(home, 0) / 60);
	int best = -1;
	struct err e;

	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		if (!str_ieq(name, str_c(zones[i].name)))
			continue;
		if (best < 0 || zones[i].minutes == at_home)
			best = (int)i;
	}
	if (best < 0)
		return false;
	if (zones[best].like != NULL &&
	    zone_init(out, str_c(zones[best].like), &e) == 0)
		return true;
	*out =
	    (struct zone){ .fixed = true, .offset = zones[best].minutes * 60 };
	return true;
}

const char *
zone_named_like(size_t i)
{
	for (size_t k = 0; k < sizeof(zones) / sizeof(zones[0]); k++)
		if (zones[k].like != NULL && i-- == 0)
			return zones[k].like;
	return NULL;
}
