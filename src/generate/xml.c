// SPDX-License-Identifier: ISC
#include "generate/xml.h"

#include <libxml/xmlwriter.h>
#include <stdlib.h>

#include "base/mem.h"
#include "generate/scrub.h"

/* S as it may be written, in the scratch buffer; NULL when it is too long. */
static const xmlChar *
scrubbed(struct xml *x, struct str s)
{
	scrub(&x->scratch, s);
	if (x->scratch.over) {
		/* What does not fit here would not fit there. */
		x->out->over = true;
		x->failed = true;
		return NULL;
	}
	return (const xmlChar *)x->scratch.p;
}

/*
 * All bytes are taken, also those that do not fit: an error returned from here
 * would make libxml2 print to standard error. The buffer remembers.
 */
static int
write_out(void *out, const char *p, int len)
{
	buf_add(out, str_n(p, (size_t)len));
	return len;
}

/* Each call of the writer passes here: R is what it returned. */
static void
check(struct xml *x, int r)
{
	if (r < 0 || x->out->over)
		x->failed = true;
}

void
xml_begin(struct xml *x, struct buf *out)
{
	xmlOutputBufferPtr io;

	/* Without memory it leaves things out, and says that all is well. */
	(void)xmlMemSetup(free, mem_malloc, mem_realloc, mem_strdup);
	*x = (struct xml){ .out = out };
	buf_init(&x->scratch, out->limit);
	io = xmlOutputBufferCreateIO(write_out, NULL, out, NULL);
	if (io != NULL)
		x->writer = xmlNewTextWriter(io);
	if (x->writer == NULL) {
		xmlOutputBufferClose(io);
		x->failed = true;
		return;
	}
	check(x, xmlTextWriterSetIndent(x->writer, 1));
	check(
	    x, xmlTextWriterSetIndentString(x->writer, (const xmlChar *)"  "));
	check(x, xmlTextWriterStartDocument(x->writer, "1.0", "UTF-8", NULL));
}

void
xml_style(struct xml *x, const char *href)
{
	if (!x->failed)
		check(x, xmlTextWriterWriteFormatPI(x->writer,
			     (const xmlChar *)"xml-stylesheet",
			     "type=\"text/css\" href=\"%s\"", href));
}

void
xml_open(struct xml *x, const char *name)
{
	if (!x->failed)
		check(x, xmlTextWriterStartElement(
			     x->writer, (const xmlChar *)name));
}

void
xml_attr(struct xml *x, const char *name, struct str value)
{
	const xmlChar *v = x->failed ? NULL : scrubbed(x, value);

	if (v != NULL)
		check(x, xmlTextWriterWriteAttribute(
			     x->writer, (const xmlChar *)name, v));
}

void
xml_text(struct xml *x, struct str text)
{
	const xmlChar *v = x->failed ? NULL : scrubbed(x, text);

	if (v != NULL)
		check(x, xmlTextWriterWriteString(x->writer, v));
}

void
xml_close(struct xml *x)
{
	if (!x->failed)
		check(x, xmlTextWriterEndElement(x->writer));
}

void
xml_element(struct xml *x, const char *name, struct str text)
{
	xml_open(x, name);
	xml_text(x, text);
	xml_close(x);
}

void
xml_optional(struct xml *x, const char *name, struct str text)
{
	if (!scrub_blank(text))
		xml_element(x, name, text);
}

int
xml_end(struct xml *x, struct err *e)
{
	if (!x->failed)
		check(x, xmlTextWriterEndDocument(x->writer));
	if (!x->failed)
		check(x, xmlTextWriterFlush(x->writer));
	if (x->writer != NULL)
		xmlFreeTextWriter(x->writer); /* closes the output, too */
	buf_release(&x->scratch);
	if (x->out->over)
		return err_set(
		    e, ERR_LIMIT, "more than %zu bytes of XML", x->out->limit);
	if (x->failed)
		return err_set(e, ERR_SYSTEM, "libxml2 cannot write XML");
	return 0;
}
