// SPDX-License-Identifier: ISC
#include <stdbool.h>

#include "model/limits.h"
#include "normalize/context.h"
#include "normalize/picture.h"
#include "web/url.h"

/* Names of files that stand where an image is to come. */
static const char *const placeholders[] = { "1x1", "blank", "clear", "dot",
	"empty", "grey", "gray", "lazy", "lazyload", "loading", "pixel",
	"placeholder", "space", "spacer", "transparent" };

/*
 * Types of what lists link to as enclosures, by the end of the path. Source:
 * the IANA media types registry; names without one as in Debian's mime.types.
 */
static const struct {
	const char *end, *type;
} types[] = {
	{ ".mp3", "audio/mpeg" },
	{ ".m4a", "audio/mp4" },
	{ ".m4b", "audio/mp4" },
	{ ".aac", "audio/aac" },
	{ ".ogg", "audio/ogg" },
	{ ".oga", "audio/ogg" },
	{ ".opus", "audio/ogg" },
	{ ".flac", "audio/flac" },
	{ ".wav", "audio/x-wav" },
	{ ".wma", "audio/x-ms-wma" },
	{ ".mp4", "video/mp4" },
	{ ".m4v", "video/mp4" },
	{ ".webm", "video/webm" },
	{ ".ogv", "video/ogg" },
	{ ".mov", "video/quicktime" },
	{ ".mkv", "video/x-matroska" },
	{ ".m3u8", "application/vnd.apple.mpegurl" },
	{ ".jpg", "image/jpeg" },
	{ ".jpeg", "image/jpeg" },
	{ ".png", "image/png" },
	{ ".gif", "image/gif" },
	{ ".webp", "image/webp" },
	{ ".avif", "image/avif" },
	{ ".pdf", "application/pdf" },
	{ ".epub", "application/epub+zip" },
	{ ".zip", "application/zip" },
	{ ".torrent", "application/x-bittorrent" },
	{ ".doc", "application/msword" },
	{ ".docx", "application/vnd.openxmlformats-officedocument."
		   "wordprocessingml.document" },
	{ ".xls", "application/vnd.ms-excel" },
	{ ".xlsx", "application/vnd.openxmlformats-officedocument."
		   "spreadsheetml.sheet" },
};

/* URL up to its query. */
static struct str
path_of(struct str url)
{
	url = str_sub(url, 0, str_chr(url, '#', 0));
	return str_sub(url, 0, str_chr(url, '?', 0));
}

static bool
is_placeholder(struct str url)
{
	struct str name = path_of(url);
	size_t slash = str_rfind(name, STR("/"));

	name = str_from(name, slash == STR_NONE ? 0 : slash + 1);
	name = str_sub(name, 0, str_rfind(name, STR(".")));
	for (size_t i = 0; i < sizeof(placeholders) / sizeof(*placeholders);
	     i++)
		if (str_ieq(name, str_c(placeholders[i])))
			return true;
	return false;
}

/* True when S has white space and after it a width or density. */
static bool
is_srcset(struct str s)
{
	s = str_trim(s);
	for (size_t i = 0; i + 1 < s.len; i++) {
		size_t end = i + 1;

		if (!is_html_space(s.p[i]))
			continue;
		while (end < s.len && (is_digit(s.p[end]) || s.p[end] == '.'))
			end++;
		if (end > i + 1 && end < s.len &&
		    (s.p[end] == 'w' || s.p[end] == 'x'))
			return true;
	}
	return false;
}

static int
resolve(const struct norm *n, struct str ref, struct str *out)
{
	ref = url_in_page(n->a, ref, n->charset, LIMIT_URL);
	return picture_resolve(n->a, ref, n->base, out);
}

static void
read_image(struct norm *n, const struct raw_field *f, struct item *it)
{
	for (size_t i = 0; i < f->n && str_empty(it->image); i++) {
		struct str ref = f->v[i].value, url;

		if (is_srcset(ref))
			ref = picture_srcset(ref);
		if (resolve(n, ref, &url) == 0 && !is_placeholder(url))
			it->image = url;
	}
}

static struct str
type_of(struct str url)
{
	struct str path = path_of(url);

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		struct str end = str_c(types[i].end);

		if (path.len > end.len &&
		    str_ieq(str_from(path, path.len - end.len), end))
			return str_c(types[i].type);
	}
	return STR("application/octet-stream");
}

static void
read_enclosures(struct norm *n, const struct raw_item *raw, struct item *it)
{
	const struct raw_field *f = &raw->field[FIELD_ENCLOSURE];
	size_t count = f->n < LIMIT_VALUES ? f->n : LIMIT_VALUES;

	it->enclosures = ARENA_ARRAY(n->a, count, struct enclosure);
	for (size_t i = 0; i < count; i++) {
		struct enclosure e = { .length = 0 };
		bool known = false;

		if (resolve(n, f->v[i].value, &e.url) != 0) {
			norm_warn(n, raw, "no enclosure", f->v[i].value);
			continue;
		}
		e.type =
		    str_empty(f->v[i].type) ? type_of(e.url) : f->v[i].type;
		e.length = f->v[i].length;
		for (size_t j = 0; j < it->nenclosures; j++)
			known = known || str_eq(it->enclosures[j].url, e.url);
		if (!known)
			it->enclosures[it->nenclosures++] = e;
	}
}

void
item_media(struct norm *n, const struct raw_item *raw, struct item *it)
{
	read_image(n, &raw->field[FIELD_IMAGE], it);
	read_enclosures(n, raw, it);
}
