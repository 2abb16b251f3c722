// SPDX-License-Identifier: ISC
#include "extract/feed/feed.h"

#include "extract/feed/build.h"
#include "extract/feed/entity.h"
#include "extract/feed/json.h"
#include "extract/feed/mend.h"
#include "extract/feed/walk.h"

static int
read_xml(struct arena *a, struct str xml, struct str url, enum feed_kind kind,
    struct feed_doc *out, struct err *e)
{
	struct walker w = build_start(a, url, kind, xml, out);

	return walk_xml(a, xml, &w, e);
}

int
feed_read(struct arena *a, struct str text, struct str url,
    struct feed_doc *out, struct err *e)
{
	size_t at;
	enum feed_kind kind = feed_sniff(text, &at);
	struct err fault = ERR_INIT;
	bool cut;

	if (kind == FEED_NONE)
		return err_set(e, ERR_EXTRACT, "it is no feed");
	if (kind == FEED_JSON)
		return feed_read_json(a, str_from(text, at), url, out, e);
	text = entity_expand(a, str_from(text, at), str_sub(text, 0, at));
	if (read_xml(a, text, url, kind, out, &fault) == 0)
		return 0;
	text = mend_xml(a, text, &cut);
	if (read_xml(a, text, url, kind, out, e) != 0)
		return err_in(e, "the feed cannot be read");
	out->repaired = arena_str(a, str_c(fault.msg));
	out->cut = cut;
	return 0;
}
