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

/* How a page is asked for. A zeroed record is the default of each. */
struct proxy {
	struct str url; /* scheme://host:port; empty: none */
	struct str user, password;
};
struct auth {
	struct str user, password; /* or ... */
	struct str bearer;
};
struct cookies {
	struct str text; /* "a=b; c=d"; or ... */
	struct str file; /* in the format of Netscape */
	bool keep;       /* FILE is written back */
};
struct post {
	bool given;
	struct str body; /* in JSON, or the fields of a form */
};
struct tls {
	bool legacy;   /* from TLS 1.0 on, with what belongs to it */
	struct str ca; /* a file of certificates in place of the system's */
};
enum http_version { HTTP_VERSION_AUTO, HTTP_VERSION_1_1 };

struct access {
	struct proxy proxy;
	struct auth auth;
	struct cookies cookies;
	struct post post;
	struct tls tls;
	enum http_version http_version;
};

#endif
