// SPDX-License-Identifier: ISC
#ifndef WEB_MIME_H
#define WEB_MIME_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* The essence of a Content-Type, "text/html", lower case; or empty when it is
 * no media type. Source: WHATWG MIME Sniffing, 4.4. */
struct str mime_essence(struct arena *a, struct str header);
/* True for the essence of XML, "text/xml", "application/atom+xml". Source:
 * WHATWG MIME Sniffing, 4.6. */
bool mime_is_xml(struct str essence);

#endif
