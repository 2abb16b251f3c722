// SPDX-License-Identifier: ISC
#include "normalize/picture.h"

#include "model/limits.h"
#include "normalize/percent.h"
#include "web/url.h"

/*
 * Attributes of lazy loaders, the original before a preview of it: lazysizes,
 * jquery.lazyload, WordPress plugins, Zhihu, WeChat, Discuz.
 */
static const struct lazy {
	const char *name;
	bool set; /* has the form of srcset */
} lazy[] = {
	{ "data-original", false },
	{ "data-original-src", false },
	{ "data-actualsrc", false },
	{ "data-full-src", false },
	{ "data-hi-res-src", false },
	{ "data-lazy-src", false },
	{ "data-lazyload", false },
	{ "data-lazy", false },
	{ "data-src", false },
	{ "data-url", false },
	{ "data-echo", false },
	{ "zoomfile", false },
	{ "file", false },
	{ "data-srcset", true },
	{ "data-lazy-srcset", true },
};

int
picture_resolve(
    struct arena *a, struct str ref, struct str base, struct str *out)
{
	struct str url;

	if (str_empty(str_trim(ref)) ||
	    url_resolve(a, ref, base, LIMIT_URL, &url) != 0)
		return -1;
	url = percent_strict(a, url);
	if (url.len > LIMIT_URL)
		return -1;
	*out = url;
	return 0;
}

/* "640w" and "2x" as a number to compare by; nothing counts as "1x". */
static double
descriptor(struct str s)
{
	double v = 0, unit = 1;
	bool fraction = false;

	s = str_trim(s);
	if (str_empty(s))
		return 1;
	for (size_t i = 0; i < s.len && i < 16; i++) {
		if (s.p[i] == '.') {
			fraction = true;
		} else if (is_digit(s.p[i])) {
			unit = fraction ? unit / 10 : unit;
			v = fraction ? v + unit * (s.p[i] - '0')
				     : v * 10 + (s.p[i] - '0');
		} else {
			break;
		}
	}
	return v;
}

static size_t
skip(struct str s, size_t i, bool space)
{
	while (i < s.len && is_html_space(s.p[i]) == space)
		i++;
	return i;
}

/*
 * Cut the next candidate of *REST into its address and its descriptor: commas
 * belong to the address but for those at its ends.
 */
static bool
cut_candidate(struct str *rest, struct str *url, struct str *size)
{
	struct str s = *rest;
	size_t from = skip(s, 0, true), end, next;

	while (from < s.len && s.p[from] == ',')
		from = skip(s, from + 1, true);
	end = next = skip(s, from, false);
	while (end > from && s.p[end - 1] == ',')
		end--;
	*url = str_sub(s, from, end - from);
	*size = STR_NULL;
	if (end == next) {
		next = str_chr(s, ',', end);
		*size = str_sub(s, end, next == STR_NONE ? next : next - end);
	}
	*rest = str_from(s, next);
	return !str_empty(*url);
}

struct str
picture_srcset(struct str srcset)
{
	struct str best = STR_NULL, url, size;
	double most = -1;

	while (cut_candidate(&srcset, &url, &size)) {
		if (descriptor(size) <= most)
			continue;
		most = descriptor(size);
		best = url;
	}
	return best;
}

bool
picture_is_data(struct str ref)
{
	static const char *const types[] = { "data:image/png;base64,",
		"data:image/jpeg;base64,", "data:image/gif;base64,",
		"data:image/webp;base64,", "data:image/avif;base64," };

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		struct str type = str_c(types[i]);
		size_t n = type.len;

		if (!str_istarts(ref, type))
			continue;
		while (
		    n < ref.len && (is_alpha(ref.p[n]) || is_digit(ref.p[n]) ||
				       strchr("+/=", ref.p[n]) != NULL))
			n++;
		return n == ref.len && n > type.len;
	}
	return false;
}

/* The attribute NAME of N as an address; SET when it is a srcset. */
static int
from_attribute(struct arena *a, const struct html_node *n, struct str name,
    bool set, struct str base, struct str *out)
{
	struct str ref;

	if (!html_attr(n, name, &ref))
		return -1;
	return picture_resolve(a, set ? picture_srcset(ref) : ref, base, out);
}

/* The first source of the picture element around IMG that has an address. */
static int
from_sources(struct arena *a, const struct html_node *img, struct str base,
    struct str *out)
{
	const struct html_node *n = html_parent(img);

	if (n == NULL || !html_is(n, STR("picture")))
		return -1;
	for (n = html_first(n); n != NULL; n = html_next(n)) {
		if (!html_is(n, STR("source")))
			continue;
		if (from_attribute(a, n, STR("srcset"), true, base, out) == 0 ||
		    from_attribute(a, n, STR("data-srcset"), true, base, out) ==
			0)
			return 0;
	}
	return -1;
}

int
picture_url(struct arena *a, const struct html_node *img, struct str base,
    struct str *out)
{
	struct str src;

	for (size_t i = 0; i < sizeof(lazy) / sizeof(*lazy); i++)
		if (from_attribute(a, img, str_c(lazy[i].name), lazy[i].set,
			base, out) == 0)
			return 0;
	if (from_attribute(a, img, STR("src"), false, base, out) == 0 ||
	    from_attribute(a, img, STR("srcset"), true, base, out) == 0 ||
	    from_sources(a, img, base, out) == 0)
		return 0;
	if (!html_attr(img, STR("src"), &src) ||
	    !picture_is_data(str_trim(src)))
		return -1;
	*out = str_trim(src);
	return 0;
}

/* True when the attribute NAME says one pixel or none. */
static bool
is_dot(const struct html_node *n, struct str name)
{
	struct str v;

	if (!html_attr(n, name, &v))
		return false;
	v = str_trim(v);
	if (str_ends(v, STR("px")))
		v.len -= 2;
	return str_eq(v, STR("0")) || str_eq(v, STR("1"));
}

bool
picture_is_tracker(const struct html_node *img)
{
	return is_dot(img, STR("width")) && is_dot(img, STR("height"));
}
