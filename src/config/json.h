// SPDX-License-Identifier: ISC
#ifndef CONFIG_JSON_H
#define CONFIG_JSON_H

#include "base/buf.h"
#include "base/str.h"

/* S as a JSON string (RFC 8259, 7), quotes and all. Bad UTF-8 is U+FFFD. */
void json_quote(struct buf *b, struct str s);

#endif
