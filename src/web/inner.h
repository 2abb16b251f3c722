// SPDX-License-Identifier: ISC
#ifndef WEB_INNER_H
#define WEB_INNER_H

#include <stdbool.h>

#include "base/str.h"

/*
 * Is HOST, as web/url writes it, a name that the public name system never has?
 * localhost and what is below it (RFC 6761 6.3), .local (RFC 6762 3),
 * .home.arpa (RFC 8375), .internal, which ICANN has set apart in 2024, and a
 * word without a dot, which is one of the own network.
 */
bool host_is_inner_name(struct str host);
/* Is HOST an address and no name? The URL Standard writes IPv6 in brackets,
 * and takes what ends in a number for IPv4. */
bool host_is_address(struct str host);

#endif
