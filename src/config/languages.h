// SPDX-License-Identifier: ISC
#ifndef CONFIG_LANGUAGES_H
#define CONFIG_LANGUAGES_H

#include "config/draft.h"
#include "config/reader.h"
#include "model/source.h"

/*
 * The rules of a source are all for pages and XML (CSS, XPath), or all JSON
 * paths, or all columns: what reads one reads no other. Of the rules of S, the
 * source of the entry N, those that N has itself are reported when they do not
 * fit `item`; those that came from `sites` or `defaults` are for other sources,
 * and left out.
 */
void check_languages(struct reader *r, const struct node *n, struct draft *d);

#endif
