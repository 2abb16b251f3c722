// SPDX-License-Identifier: ISC
/*
 * What our writer of XML was given is what libxml2's reader finds. A line of
 * the input is an element; its fields, apart by tabs, are the text and then the
 * attributes. A line that begins with "<" opens one that the next lines are in,
 * one with ">" closes it.
 */
#include <stdint.h>
#include <string.h>

#include <libxml/xmlreader.h>

#include "generate/scrub.h"
#include "generate/xml.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define DEPTH 64
static const char *const names[] = { "a", "xml:lang", "href", "b-c", "d.e" };
#define NAMES (sizeof(names) / sizeof(*names))

/* What is to be in the place of S. */
static bool
same(const xmlChar *found, struct str s)
{
	struct buf b;
	bool yes;

	buf_init(&b, SIZE_MAX);
	scrub(&b, s);
	yes = str_eq(
	    buf_str(&b), str_c(found == NULL ? "" : (const char *)found));
	buf_release(&b);
	return yes;
}

static void
write_attributes(struct xml *x, struct str fields)
{
	struct str value;

	for (size_t i = 0; i < NAMES && str_cut(&fields, '\t', &value); i++)
		xml_attr(x, names[i], value);
}

static void
write_all(struct xml *x, struct str in)
{
	struct str line, text;
	int depth = 0;

	xml_open(x, "root");
	while (str_cut(&in, '\n', &line)) {
		if (str_starts(line, STR("<")) && depth < DEPTH) {
			xml_open(x, "in");
			write_attributes(x, str_from(line, 1));
			depth++;
		} else if (str_starts(line, STR(">")) && depth > 0) {
			xml_close(x);
			depth--;
		} else if (str_cut(&line, '\t', &text)) {
			xml_open(x, "leaf");
			write_attributes(x, line);
			xml_text(x, text);
			xml_close(x);
		}
	}
}

static xmlTextReader *
next_element(xmlTextReader *r)
{
	do
		must(xmlTextReaderRead(r) == 1);
	while (xmlTextReaderNodeType(r) != XML_READER_TYPE_ELEMENT);
	return r;
}

static void
read_attributes(xmlTextReader *r, struct str fields)
{
	struct str value;
	int n = 0;

	while (n < (int)NAMES && str_cut(&fields, '\t', &value)) {
		xmlChar *found =
		    xmlTextReaderGetAttribute(r, (const xmlChar *)names[n++]);

		must(found != NULL && same(found, value));
		xmlFree(found);
	}
	must(xmlTextReaderAttributeCount(r) == n);
}

static void
read_leaf(xmlTextReader *r, struct str text, struct str fields)
{
	xmlChar *found;

	must(strcmp((const char *)xmlTextReaderConstName(r), "leaf") == 0);
	read_attributes(r, fields);
	found = xmlTextReaderReadString(r);
	must(same(found, text));
	xmlFree(found);
}

static void
read_all(xmlTextReader *r, struct str in)
{
	struct str line, text;
	int depth = 0;

	next_element(r);
	while (str_cut(&in, '\n', &line)) {
		if (str_starts(line, STR("<")) && depth < DEPTH) {
			read_attributes(next_element(r), str_from(line, 1));
			must(xmlTextReaderDepth(r) == ++depth);
		} else if (str_starts(line, STR(">")) && depth > 0) {
			depth--;
		} else if (str_cut(&line, '\t', &text)) {
			read_leaf(next_element(r), text, line);
			must(xmlTextReaderDepth(r) == depth + 1);
		}
	}
	while (xmlTextReaderRead(r) == 1)
		must(xmlTextReaderNodeType(r) != XML_READER_TYPE_ELEMENT);
	must(xmlTextReaderRead(r) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str in = str_n((const char *)data, size);
	struct err e = ERR_INIT;
	xmlTextReader *r;
	struct buf b;
	struct xml x;

	buf_init(&b, 16 << 20);
	xml_begin(&x, &b);
	write_all(&x, in);
	must(xml_end(&x, &e) == 0);
	r = xmlReaderForMemory(b.p, (int)b.len, NULL, NULL, XML_PARSE_NONET);
	must(r != NULL);
	read_all(r, in);
	xmlFreeTextReader(r);
	buf_release(&b);
	return 0;
}
