// SPDX-License-Identifier: ISC
// Rules, and `language`, which is a tag or a rule.
#include "base/fnv.h"
#include "config/check.h"
#include "config/types.h"

/* Where the rule in N is known, when it is. */
static struct known_rule *
known_place(struct reader *r, const struct node *n, bool item)
{
	uint64_t h = fnv1a(FNV_BASIS + item, n->value.p, n->value.len);

	return &r->known[(h ^ h >> 32) % KNOWN_RULES];
}

/* The rule in N alone, which is that of several sources when it stands in
 * several, and is told of when it is not all right. */
static int
read_rule(struct reader *r, const struct node *n, bool item, struct rules *out)
{
	struct known_rule *known = known_place(r, n, item);
	size_t told = r->notes->n;

	if (known->rule == NULL || known->item != item ||
	    !str_eq(known->text, n->value)) {
		struct rule *made = ARENA_NEW(r->a, struct rule);

		if (check_rule(r, n, item, made) != 0)
			return -1;
		*out = (struct rules){ made, 1 };
		if (r->notes->n == told)
			*known = (struct known_rule){ n->value, item, made };
		return 0;
	}
	*out = (struct rules){ known->rule, 1 };
	return 0;
}

static int
read_rules(struct reader *r, const struct key *k, const struct node *n,
    bool item, struct rules *out)
{
	const struct node *const *v;
	struct rules rules = { .v = NULL };
	size_t count;
	struct str s;
	int rc = 0;

	if (reader_list(r, k, &n, &v, &count) != 0)
		return -1;
	if (count == 1)
		return reader_raw(r, k, v[0], &s) != 0
			   ? -1
			   : read_rule(r, v[0], item, out);
	rules.v = ARENA_ARRAY(r->a, count, struct rule);
	for (size_t i = 0; i < count; i++)
		if (reader_raw(r, k, v[i], &s) != 0 ||
		    check_rule(r, v[i], item, &rules.v[rules.n++]) != 0)
			rc = -1;
	if (rc == 0)
		*out = rules;
	return rc;
}

static int
set_rules(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	return read_rules(r, k, n, false, key_member(k, out));
}

static void
put_list(struct buf *b, const struct rules *rules)
{
	for (size_t i = 0; i < rules->n; i++) {
		buf_add(b, i == 0 ? STR("[") : STR(", "));
		yaml_scalar(b, rules->v[i].text, true, true);
	}
	if (rules->n > 0)
		buf_addc(b, ']');
}

static void
put_rules(struct buf *b, const struct rules *rules)
{
	if (rules->n == 1)
		yaml_scalar(b, rules->v[0].text, false, true);
	else
		put_list(b, rules);
}

static void
write_rules(struct buf *b, const struct key *k, const void *record)
{
	put_rules(b, key_member_const(k, record));
}

static void
schema_rules(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"$ref\": \"#/definitions/texts\""));
}

const struct key_type type_rules = {
	.takes = "a rule or a list of rules",
	.set = set_rules,
	.write = write_rules,
	.schema = schema_rules,
};

static void
write_rules_list(struct buf *b, const struct key *k, const void *record)
{
	put_list(b, key_member_const(k, record));
}

const struct key_type type_rules_list = {
	.takes = "a rule or a list of rules",
	.set = set_rules,
	.write = write_rules_list,
	.schema = schema_rules,
};

static int
set_item(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct rules *rules = key_member(k, out);

	if (read_rules(r, k, n, true, rules) != 0)
		return -1;
	if (rules->n > 0)
		return 0;
	reader_refuse(r, k, n);
	return -1;
}

const struct key_type type_item = {
	.takes = "a selector or a list of them",
	.set = set_item,
	.write = write_rules,
	.schema = schema_rules,
};

/* A language tag that can be no selector of use: 2 or 3 letters, then parts
 * of 1 to 8 letters or digits (RFC 5646, 2.1). */
static bool
is_tag(struct str s)
{
	struct str rest = s, part;
	bool first = true;

	if (s.len == 0 || s.len > LANGUAGE_MAX || s.p[s.len - 1] == '-')
		return false;
	while (str_cut(&rest, '-', &part)) {
		if (part.len < (first ? 2 : 1) || part.len > (first ? 3 : 8))
			return false;
		for (size_t i = 0; i < part.len; i++)
			if (!is_alpha(part.p[i]) &&
			    (first || !is_digit(part.p[i])))
				return false;
		first = false;
	}
	return true;
}

/* "Chinese" would be a selector for an element of that name. In English and
 * in the language itself or in Chinese, for those whose pages are read. */
static const char *
tag_of_name(struct str name)
{
	static const char *const row[][2] = {
		{ "arabic", "ar" },
		{ "chinese", "zh-CN" },
		{ "english", "en" },
		{ "french", "fr" },
		{ "german", "de" },
		{ "italian", "it" },
		{ "japanese", "ja" },
		{ "korean", "ko" },
		{ "mandarin", "zh-CN" },
		{ "portuguese", "pt" },
		{ "russian", "ru" },
		{ "spanish", "es" },
		{ "vietnamese", "vi" },
		{ "français", "fr" },
		{ "deutsch", "de" },
		{ "español", "es" },
		{ "русский", "ru" },
		{ "中文", "zh-CN" },
		{ "汉语", "zh-CN" },
		{ "简体中文", "zh-CN" },
		{ "繁体中文", "zh-TW" },
		{ "繁體中文", "zh-TW" },
		{ "英文", "en" },
		{ "英语", "en" },
		{ "日文", "ja" },
		{ "日语", "ja" },
		{ "日本語", "ja" },
		{ "韩文", "ko" },
		{ "韩语", "ko" },
		{ "한국어", "ko" },
		{ "法语", "fr" },
		{ "德语", "de" },
		{ "俄语", "ru" },
		{ "西班牙语", "es" },
		{ "阿拉伯语", "ar" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (str_ieq(name, str_c(row[i][0])))
			return row[i][1];
	return NULL;
}

/* zh_CN, as the names of locales have it, would be a selector. */
static bool
refuse_locale(struct reader *r, const struct key *k, const struct node *n)
{
	const char *named = tag_of_name(n->value);
	char *p = arena_cstr(r->a, n->value);
	struct str tag = str_n(p, n->value.len);

	for (size_t i = 0; i < tag.len; i++)
		if (p[i] == '_')
			p[i] = '-';
	if (named != NULL)
		tag = str_c(named);
	if (str_eq(tag, n->value) || !is_tag(tag))
		return false;
	*reader_refuse(r, k, n) = tag;
	return true;
}

static struct rules *
rules_part(const struct key *k, void *record)
{
	return (struct rules *)((char *)record + k->part[1].at);
}

static int
set_language(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct str s;

	if (n->kind == NODE_SCALAR && refuse_locale(r, k, n))
		return -1;
	if (n->kind != NODE_SCALAR || !is_tag(n->value))
		return read_rules(r, k, n, false, rules_part(k, out));
	if (reader_raw(r, k, n, &s) != 0)
		return -1;
	*(struct str *)key_member(k, out) = s;
	return 0;
}

static void
write_language(struct buf *b, const struct key *k, const void *record)
{
	const struct str *tag = key_member_const(k, record);
	const struct rules *rules =
	    (const struct rules *)((const char *)record + k->part[1].at);

	if (rules->n > 0)
		put_rules(b, rules);
	else if (!str_empty(*tag))
		yaml_scalar(b, *tag, false, false);
}

const struct key_type type_language = {
	.takes = "a language tag, such as zh-CN, or a rule",
	.set = set_language,
	.write = write_language,
	.schema = schema_rules,
};
