// SPDX-License-Identifier: ISC
#ifndef EXTRACT_FEED_REFERENCE_H
#define EXTRACT_FEED_REFERENCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * The character reference at byte AT of S, which is "&": "&amp;", "&eacute;",
 * "&#8217;", "&#x2019;", with its ";". Names are the five of XML and those of
 * HTML 4, which feeds use without declaring them. Returns its bytes, the
 * character in *CP, or 0 when there is none: then the "&" is a text's own.
 * *CP is 0 for a number that is no character of XML.
 */
size_t reference_read(struct str s, size_t at, uint32_t *cp);

/*
 * What was meant by a character of U+0080 to U+009F: controls that no text
 * has, but numbers that windows-1252 gives to quotation marks and the like.
 * Another character is itself. Source: WHATWG HTML 13.2.5.80.
 */
uint32_t reference_meant(uint32_t cp);

#endif
