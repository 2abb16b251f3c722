// SPDX-License-Identifier: ISC
#ifndef MODEL_ACCESS_H
#define MODEL_ACCESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* A server, as it stands in a URL: lower case, IPv6 in brackets. */
struct endpoint {
	struct str host;
	int port;
};

/* `allow_private`: what of the inner networks may be asked. Zeroed: nothing
 * but what is configured as a page. */
struct allow_private {
	bool all; /* but for metadata services */
	struct endpoint *v;
	size_t n;
};

#endif
