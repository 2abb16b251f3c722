// SPDX-License-Identifier: ISC
#ifndef CLI_PAGE_TABLE_H
#define CLI_PAGE_TABLE_H

#include "base/arena.h"
#include "model/source.h"
#include "run/process.h"

/*
 * What SRC's rules found on a page, for a person: each field of each item as
 * the feeds would have it, with its rule and the raw value where that differs;
 * what was dropped, and why; warnings. As wide as the terminal.
 */
void page_table(
    struct arena *a, const struct source *src, const struct page *page);

#endif
