// SPDX-License-Identifier: ISC
#include <libxml/parser.h>
#include <stdlib.h>

#include "web/html.h"
#include "web/lexbor.h"
#include "web/xdoc.h"

void
html_libraries(struct libraries *out)
{
	/* It does not tell which one it is. */
	libraries_add(out, (struct library){ .name = "lexbor",
			       .built = LEXBOR_VERSION_STRING,
			       .licence = "Apache-2.0" });
}

void
xdoc_libraries(struct arena *a, struct libraries *out)
{
	/* "20914", and behind it what a maker adds. */
	long n = strtol(xmlParserVersion, NULL, 10);

	libraries_add(out, (struct library){ .name = "libxml2",
			       .built = LIBXML_DOTTED_VERSION,
			       .linked = arena_printf(a, "%ld.%ld.%ld",
				   n / 10000, n / 100 % 100, n % 100)
					     .p,
			       .licence = "MIT" });
}
