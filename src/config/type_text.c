// SPDX-License-Identifier: ISC
// Lines of text, ids, names of encodings; and sections, which have no value.
#include "base/suggest.h"
#include "config/ids.h"
#include "config/types.h"
#include "web/charset.h"

static void
schema_text(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"$ref\": \"#/definitions/text\""));
}

static int
no_set(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	(void)r, (void)k, (void)n, (void)out;
	return 0;
}

static void
no_write(struct buf *b, const struct key *k, const void *record)
{
	(void)b, (void)k, (void)record;
}

/* One section of the schema is named like the key; see schema.c. */
static void
schema_section(struct buf *b, const struct key *k)
{
	buf_add(b, STR("\"$ref\": \"#/definitions/"));
	buf_addf(b, "%s\"", k->name);
}

const struct key_type type_section = {
	.takes = "a section of its own",
	.set = no_set,
	.write = no_write,
	.schema = schema_section,
};

/* text */

static bool
has_control(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F)
			return true;
	return false;
}

static int
set_text(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	s = str_trim(s);
	if (has_control(s)) {
		reader_refuse(r, k, n);
		return -1;
	}
	*(struct str *)key_member(k, out) = s;
	return 0;
}

static void
write_text(struct buf *b, const struct key *k, const void *record)
{
	const struct str *s = key_member_const(k, record);

	if (!str_empty(*s))
		yaml_scalar(b, *s, false, false);
}

const struct key_type type_text = {
	.takes = "a line of text",
	.set = set_text,
	.write = write_text,
	.schema = schema_text,
};

/* id */

static int
set_id(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct str s;
	bool good;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	good = s.len > 0 && s.len <= 64 && s.p[0] != '-' && s.p[0] != '_';
	for (size_t i = 0; i < s.len; i++)
		good = good &&
		       ((s.p[i] >= 'a' && s.p[i] <= 'z') || is_digit(s.p[i]) ||
			   s.p[i] == '-' || s.p[i] == '_');
	if (!good) {
		*reader_refuse(r, k, n) = id_slug(r->a, n->value);
		return -1;
	}
	*(struct str *)key_member(k, out) = s;
	return 0;
}

static void
schema_id(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"type\": \"string\", \"pattern\": "
		       "\"^[a-z0-9{][a-z0-9_{}-]*$\""));
}

const struct key_type type_id = {
	.takes = "1 to 64 of a-z, 0-9, _ and -, a letter or digit first",
	.set = set_id,
	.write = write_text,
	.schema = schema_id,
};

/* charset */

/* The labels that pages use, of the many there are. */
static void
refuse_charset(struct reader *r, const struct key *k, const struct node *n)
{
	static const char *const common[] = { "utf-8", "gbk", "gb2312",
		"gb18030", "big5", "shift_jis", "euc-jp", "euc-kr",
		"iso-8859-1", "iso-8859-2", "windows-1251", "windows-1252",
		"koi8-r" };
	struct str *to = reader_refuse(r, k, n);
	struct suggest near;

	suggest_init(&near, n->value);
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		suggest_offer(&near, common[i]);
	if (near.best != NULL)
		*to = str_c(near.best);
}

static int
set_charset(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct str s;
	const char *name;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	name = charset_by_label(s);
	if (name == NULL && !str_empty(s)) {
		refuse_charset(r, k, n);
		return -1;
	}
	*(struct str *)key_member(k, out) = str_c(name);
	return 0;
}

const struct key_type type_charset = {
	.takes = "the name of a character encoding, such as gbk or utf-8",
	.set = set_charset,
	.write = write_text,
	.schema = schema_text,
};
