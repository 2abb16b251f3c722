// SPDX-License-Identifier: ISC
#include "store/values.h"

#include <jansson.h>

#include "base/fnv.h"
#include "base/utf8.h"

static void
release(void *holder)
{
	json_decref(*(json_t **)holder);
}

/* A place for JSON that the arena gives back. It is made first, as the arena
 * may jump at any call. */
static json_t **
holder_new(struct arena *a)
{
	json_t **holder = ARENA_NEW(a, json_t *);

	arena_defer(a, release, holder);
	return holder;
}

static json_t *
array_new(struct arena *a)
{
	return *holder_new(a) = json_array();
}

static json_t *
string_new(struct arena *a, struct str s)
{
	struct str clean = utf8_scrub(a, s);

	return json_stringn(clean.p, clean.len);
}

/* The text of ARRAY; empty when memory has run out. */
static struct str
array_text(struct arena *a, const json_t *array)
{
	size_t len = json_dumpb(array, NULL, 0, JSON_COMPACT);
	char *p = arena_alloc(a, len + 1);

	return str_n(p, json_dumpb(array, p, len, JSON_COMPACT));
}

/* ["politics","world"] */
static int
pack_categories(struct arena *a, const struct item *it, struct str *out)
{
	json_t *array;
	int bad = 0;

	*out = STR_NULL;
	if (it->ncategories == 0)
		return 0;
	array = array_new(a);
	for (size_t i = 0; i < it->ncategories; i++)
		bad |= json_array_append_new(
		    array, string_new(a, it->categories[i]));
	*out = array_text(a, array);
	return bad != 0 || str_empty(*out) ? -1 : 0;
}

/* [["https://example.org/a.mp3","audio/mpeg",1234]] */
static int
pack_enclosures(struct arena *a, const struct item *it, struct str *out)
{
	json_t *array;
	int bad = 0;

	*out = STR_NULL;
	if (it->nenclosures == 0)
		return 0;
	array = array_new(a);
	for (size_t i = 0; i < it->nenclosures; i++) {
		const struct enclosure *c = &it->enclosures[i];
		/* JSON integers end at 2^63: past that, none is known. */
		json_int_t n =
		    c->length > INT64_MAX ? 0 : (json_int_t)c->length;
		json_t *one = json_array();

		bad |= json_array_append_new(array, one);
		bad |= json_array_append_new(one, string_new(a, c->url));
		bad |= json_array_append_new(one, string_new(a, c->type));
		bad |= json_array_append_new(one, json_integer(n));
	}
	*out = array_text(a, array);
	return bad != 0 || str_empty(*out) ? -1 : 0;
}

int
values_pack(struct arena *a, const struct item *it, struct str v[VALUE_COUNT],
    struct err *e)
{
	v[VALUE_TITLE] = it->title;
	v[VALUE_LINK] = it->link;
	v[VALUE_SUMMARY] = it->summary;
	v[VALUE_CONTENT] = it->content;
	v[VALUE_AUTHOR] = it->author;
	v[VALUE_OUTLET] = it->outlet;
	v[VALUE_LANGUAGE] = it->language;
	v[VALUE_IMAGE] = it->image;
	if (pack_categories(a, it, &v[VALUE_CATEGORIES]) != 0 ||
	    pack_enclosures(a, it, &v[VALUE_ENCLOSURES]) != 0)
		return err_set(e, ERR_STORE, "out of memory");
	return 0;
}

/* The array that TEXT is; *OUT is NULL when it is empty. Its strings live as
 * long as the arena. */
static int
parse(struct arena *a, struct str text, json_t **out, struct err *e)
{
	json_t **holder;

	*out = NULL;
	if (str_empty(text))
		return 0;
	holder = holder_new(a);
	*out = *holder = json_loadb(text.p, text.len, JSON_ALLOW_NUL, NULL);
	if (*out == NULL)
		return err_set(e, ERR_STORE, "a list is no JSON");
	if (!json_is_array(*out))
		return err_set(e, ERR_STORE, "a list is no JSON array");
	return 0;
}

/* The string at INDEX; of anything else the empty one. */
static struct str
string_at(const json_t *array, size_t index)
{
	const json_t *s = json_array_get(array, index);

	return str_n(json_string_value(s), json_string_length(s));
}

static int
unpack_categories(
    struct arena *a, struct str text, struct item *it, struct err *e)
{
	json_t *array;

	if (parse(a, text, &array, e) != 0)
		return -1;
	it->ncategories = json_array_size(array);
	it->categories = ARENA_ARRAY(a, it->ncategories, struct str);
	for (size_t i = 0; i < it->ncategories; i++)
		it->categories[i] = string_at(array, i);
	return 0;
}

static int
unpack_enclosures(
    struct arena *a, struct str text, struct item *it, struct err *e)
{
	json_t *array;

	if (parse(a, text, &array, e) != 0)
		return -1;
	it->nenclosures = json_array_size(array);
	it->enclosures = ARENA_ARRAY(a, it->nenclosures, struct enclosure);
	for (size_t i = 0; i < it->nenclosures; i++) {
		const json_t *one = json_array_get(array, i);
		json_int_t n = json_integer_value(json_array_get(one, 2));

		it->enclosures[i] = (struct enclosure){
			.url = string_at(one, 0),
			.type = string_at(one, 1),
			.length = n > 0 ? (uint64_t)n : 0,
		};
	}
	return 0;
}

int
values_unpack(struct arena *a, const struct str v[VALUE_COUNT], struct item *it,
    struct err *e)
{
	it->title = v[VALUE_TITLE];
	it->link = v[VALUE_LINK];
	it->summary = v[VALUE_SUMMARY];
	it->content = v[VALUE_CONTENT];
	it->author = v[VALUE_AUTHOR];
	it->outlet = v[VALUE_OUTLET];
	it->language = v[VALUE_LANGUAGE];
	it->image = v[VALUE_IMAGE];
	return unpack_categories(a, v[VALUE_CATEGORIES], it, e) != 0 ||
		       unpack_enclosures(a, v[VALUE_ENCLOSURES], it, e) != 0
		   ? -1
		   : 0;
}

int64_t
values_fingerprint(const struct str v[VALUE_COUNT])
{
	uint64_t h = FNV_BASIS;

	for (int i = 0; i < VALUE_COUNT; i++) {
		uint64_t len = v[i].len;
		char bytes[8]; /* the same on every machine */

		for (int b = 0; b < 8; b++)
			bytes[b] = (char)(len >> (8 * b));
		h = fnv1a(h, bytes, sizeof(bytes));
		h = fnv1a(h, v[i].p, v[i].len);
	}
	return (int64_t)h;
}
