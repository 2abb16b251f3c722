// SPDX-License-Identifier: ISC
// contrib/coranto.schema.json, for editors: JSON Schema draft-07, which is
// what yaml-language-server reads.
#include "config/config.h"
#include "config/json.h"
#include "config/keys.h"
#include "model/field.h"

/* The sentence that an editor shows for K. */
static void
put_description(struct buf *b, const struct key *k)
{
	struct buf text;

	buf_init(&text, 1024);
	buf_add(&text, str_c(k->help));
	if (k->initial != NULL)
		buf_addf(&text, "; by default %s", k->initial);
	json_quote(b, buf_str(&text));
	buf_release(&text);
}

/* One key as a property. */
static void
put_property(struct buf *b, const struct key *k, const char *indent)
{
	buf_addf(b, "%s\"%s\": {\"description\": ", indent, k->name);
	put_description(b, k);
	/* Beside a $ref other members do not count in draft-07. */
	buf_add(b, STR(", \"allOf\": [{"));
	k->type->schema(b, k);
	buf_add(b, STR("}]}"));
}

/* The keys that may stand in WHERE, as the members of an object. */
static void
put_object(struct buf *b, unsigned where, const char *indent)
{
	const char *sep = "\n";

	buf_add(b, STR("\"type\": \"object\", \"additionalProperties\": "
		       "false, \"properties\": {"));
	for (size_t i = 0; i < key_count; i++) {
		if ((key_table[i].where & where) == 0)
			continue;
		buf_add(b, str_c(sep));
		put_property(b, &key_table[i], indent);
		sep = ",\n";
	}
	buf_addc(b, '}');
	if (where == IN_SOURCE)
		buf_add(b, STR(", \"required\": [\"url\"]"));
	if (where == IN_FEED)
		buf_add(b, STR(", \"required\": [\"id\"]"));
}

static void
put_field_names(struct buf *b)
{
	buf_add(b, STR("    \"field\": {\"enum\": ["));
	for (int f = 0; f < FIELD_COUNT; f++) {
		buf_add(b, f == 0 ? STR("") : STR(", "));
		json_quote(b, str_c(field_name((enum field)f)));
	}
	buf_add(b, STR("]},\n"));
}

/* A mapping from each field to texts. */
static void
put_filters(struct buf *b)
{
	buf_add(
	    b, STR("    \"filters\": {\"anyOf\": [{\"$ref\": "
		   "\"#/definitions/texts\"}, {\"type\": \"object\", "
		   "\"propertyNames\": {\"$ref\": \"#/definitions/field\"}, "
		   "\"additionalProperties\": {\"$ref\": "
		   "\"#/definitions/texts\"}}]},\n"));
}

static void
put_definition(struct buf *b, const char *name, unsigned where)
{
	buf_addf(b, "    \"%s\": {", name);
	put_object(b, where, "      ");
	buf_add(b, STR("},\n"));
}

int
config_write_schema(struct buf *b)
{
	buf_add(b,
	    STR("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\""
		",\n  \"title\": \"coranto configuration\",\n  "));
	put_object(b, IN_FILE, "    ");
	buf_add(
	    b, STR(",\n  \"definitions\": {\n"
		   "    \"text\": {\"type\": [\"string\", \"number\", "
		   "\"boolean\"]},\n"
		   "    \"texts\": {\"anyOf\": [{\"$ref\": "
		   "\"#/definitions/text\"}, {\"type\": \"array\", \"items\": "
		   "{\"$ref\": \"#/definitions/text\"}}]},\n"));
	put_field_names(b);
	put_filters(b);
	put_definition(b, "settings", IN_SETTINGS);
	put_definition(b, "defaults", IN_DEFAULTS);
	put_definition(b, "site", IN_SITES);
	put_definition(b, "source", IN_SOURCE);
	put_definition(b, "feed", IN_FEED);
	buf_add(b, STR("    \"include\": {\"$ref\": \"#/definitions/texts\"},\n"
		       "    \"sites\": {\"type\": \"object\", "
		       "\"additionalProperties\": {\"$ref\": "
		       "\"#/definitions/site\"}},\n"
		       "    \"sources\": {\"type\": \"array\", \"items\": "
		       "{\"anyOf\": [{\"type\": \"string\"}, {\"$ref\": "
		       "\"#/definitions/source\"}]}},\n"
		       "    \"feeds\": {\"type\": \"array\", \"items\": "
		       "{\"$ref\": \"#/definitions/feed\"}},\n"
		       "    \"for\": {\"type\": \"object\", "
		       "\"additionalProperties\": {\"$ref\": "
		       "\"#/definitions/texts\"}}\n"
		       "  }\n}\n"));
	return b->over ? -1 : 0;
}
