// SPDX-License-Identifier: ISC
#ifndef EXTRACT_NO_PAGE_H
#define EXTRACT_NO_PAGE_H

#include "base/err.h"
#include "model/document.h"

/*
 * What DOC, in which the rules found nothing, is when it is no page at all: by
 * how it begins, whatever its type says; a table by its type alone. Returns 0
 * when it may be a page, or -1 with E set (ERR_EXTRACT): a feed or a sitemap,
 * which need no rules, other XML, JSON or a table.
 * Pure.
 */
int no_page(const struct document *doc, struct err *e);

#endif
