// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_PICTURE_H
#define NORMALIZE_PICTURE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "web/html.h"

/*
 * REF against BASE as an address for an item: http or https, at most LIMIT_URL
 * bytes, escaped as RFC 3986 asks for. Returns 0, or -1 when it is none.
 */
int picture_resolve(
    struct arena *a, struct str ref, struct str base, struct str *out);

/*
 * The address of the largest candidate of a srcset attribute, unresolved; or
 * empty. Source: WHATWG HTML, 4.8.4.3.10 "Parsing a srcset attribute".
 */
struct str picture_srcset(struct str srcset);

/*
 * The address that the element IMG comes to show once its script has run: that
 * of the attributes lazy loaders use, else src, srcset, the sources around it
 * in a picture element, else an image within src ("data:"). Returns 0, or -1
 * when there is none.
 */
int picture_url(struct arena *a, const struct html_node *img, struct str base,
    struct str *out);

/* True for an image of one pixel or none, by its attributes: it only counts. */
bool picture_is_tracker(const struct html_node *img);

/*
 * True when REF is base64 of an image that cannot hold script: PNG, JPEG, GIF,
 * WebP or AVIF.
 */
bool picture_is_data(struct str ref);

#endif
