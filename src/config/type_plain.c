// SPDX-License-Identifier: ISC
// Words, numbers and choices.
#include "config/json.h"
#include "config/suggest.h"
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
		reader_refuse(r, k, n);
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

/* bool */

static int
set_bool(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	static const char *const yes[] = { "yes", "on", "y", "1", "True",
		"TRUE" };
	struct str s, *to;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	if (str_eq(s, STR("true")) || str_eq(s, STR("false"))) {
		*(bool *)key_member(k, out) = s.len == 4;
		return 0;
	}
	to = reader_refuse(r, k, n);
	*to = STR("false");
	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		if (str_eq(s, str_c(yes[i])))
			*to = STR("true");
	return -1;
}

static void
write_bool(struct buf *b, const struct key *k, const void *record)
{
	buf_add(b, *(const bool *)key_member_const(k, record) ? STR("true")
							      : STR("false"));
}

static void
schema_bool(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"type\": \"boolean\""));
}

const struct key_type type_bool = {
	.takes = "true or false",
	.set = set_bool,
	.write = write_bool,
	.schema = schema_bool,
};

/* count */

static void
amount_count(struct buf *b, unsigned long long v)
{
	buf_addf(b, "%llu", v);
}

static int
read_count(struct reader *r, const struct key *k, const struct node *n,
    struct str s, uint32_t *out)
{
	unsigned long long v = 0;
	bool number = str_uint(s, UINT32_MAX, &v) == 0;
	struct str *to;

	/* 010 is eight to some readers of YAML and ten to others. */
	if (number && v >= k->min && v <= k->max &&
	    (s.len == 1 || s.p[0] != '0')) {
		*out = (uint32_t)v;
		return 0;
	}
	to = reader_refuse(r, k, n);
	if (number && v >= k->min && v <= k->max)
		*to = arena_printf(r->a, "%llu", v);
	return -1;
}

static int
set_count(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	return read_count(r, k, n, s, key_member(k, out));
}

static void
write_count(struct buf *b, const struct key *k, const void *record)
{
	buf_addf(b, "%u", *(const uint32_t *)key_member_const(k, record));
}

static void
schema_count(struct buf *b, const struct key *k)
{
	buf_addf(b,
	    "\"type\": \"integer\", \"minimum\": %llu, "
	    "\"maximum\": %llu",
	    k->min, k->max);
}

const struct key_type type_count = {
	.takes = "a whole number",
	.set = set_count,
	.write = write_count,
	.schema = schema_count,
	.amount = amount_count,
};

/* first_run */

static int
set_first(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	uint32_t *v = key_member(k, out);
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	if (str_eq(s, STR("all"))) {
		*v = FIRST_RUN_ALL;
		return 0;
	}
	if (str_eq(s, STR("none"))) {
		*v = 0;
		return 0;
	}
	return read_count(r, k, n, s, v);
}

static void
write_first(struct buf *b, const struct key *k, const void *record)
{
	uint32_t v = *(const uint32_t *)key_member_const(k, record);

	if (v == FIRST_RUN_ALL)
		buf_add(b, STR("all"));
	else if (v == 0)
		buf_add(b, STR("none"));
	else
		buf_addf(b, "%u", v);
}

static void
schema_first(struct buf *b, const struct key *k)
{
	buf_add(b, STR("\"anyOf\": [{\"enum\": [\"all\", \"none\"]}, {"));
	schema_count(b, k);
	buf_add(b, STR("}]"));
}

const struct key_type type_first = {
	.takes = "all, none or a whole number",
	.set = set_first,
	.write = write_first,
	.schema = schema_first,
	.amount = amount_count,
};

/* choice */

/* The index of S among the words of K, or -1 after reporting. */
static int
find_choice(
    struct reader *r, const struct key *k, const struct node *n, struct str s)
{
	struct suggest near;
	struct str *to;

	suggest_init(&near, s);
	for (int i = 0; k->choice[i] != NULL; i++) {
		if (str_eq(s, str_c(k->choice[i])))
			return i;
		suggest_offer(&near, k->choice[i]);
	}
	if (key_is_later(s)) {
		node_error(r->notes, n, 0, "`%.*s` is not in this version",
		    STR_ARG(s));
		return -1;
	}
	to = reader_refuse(r, k, n);
	if (near.best != NULL)
		*to = str_c(near.best);
	return -1;
}

static int
set_choice(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct str s;
	int i;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	i = find_choice(r, k, n, s);
	if (i < 0)
		return -1;
	*(int *)key_member(k, out) = i;
	return 0;
}

static void
write_choice(struct buf *b, const struct key *k, const void *record)
{
	buf_add(b, str_c(k->choice[*(const int *)key_member_const(k, record)]));
}

static void
schema_choice(struct buf *b, const struct key *k)
{
	buf_add(b, STR("\"enum\": ["));
	for (size_t i = 0; k->choice[i] != NULL; i++) {
		if (i > 0)
			buf_add(b, STR(", "));
		json_quote(b, str_c(k->choice[i]));
	}
	buf_addc(b, ']');
}

const struct key_type type_choice = {
	.takes = "one of",
	.set = set_choice,
	.write = write_choice,
	.schema = schema_choice,
};

/* choices */

static int
set_choices(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	const struct node *const *v;
	unsigned bits = 0;
	size_t count;
	struct str s;
	int i;

	if (reader_list(r, k, &n, &v, &count) != 0)
		return -1;
	if (count == 0) {
		reader_refuse(r, k, n);
		return -1;
	}
	for (size_t j = 0; j < count; j++) {
		if (reader_text(r, k, v[j], &s) != 0)
			return -1;
		i = find_choice(r, k, v[j], s);
		if (i < 0)
			return -1;
		bits |= 1u << i;
	}
	*(unsigned *)key_member(k, out) = bits;
	return 0;
}

static void
write_choices(struct buf *b, const struct key *k, const void *record)
{
	unsigned bits = *(const unsigned *)key_member_const(k, record);
	const char *sep = "";

	buf_addc(b, '[');
	for (size_t i = 0; k->choice[i] != NULL; i++) {
		if ((bits & 1u << i) == 0)
			continue;
		buf_addf(b, "%s%s", sep, k->choice[i]);
		sep = ", ";
	}
	buf_addc(b, ']');
}

static void
schema_choices(struct buf *b, const struct key *k)
{
	buf_add(b, STR("\"anyOf\": [{"));
	schema_choice(b, k);
	buf_add(b, STR("}, {\"type\": \"array\", \"minItems\": 1, "
		       "\"items\": {"));
	schema_choice(b, k);
	buf_add(b, STR("}}]"));
}

const struct key_type type_choices = {
	.takes = "a list of",
	.set = set_choices,
	.write = write_choices,
	.schema = schema_choices,
};
