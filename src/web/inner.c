// SPDX-License-Identifier: ISC
#include "web/inner.h"

#include <stddef.h>

#include "base/utf8.h"

bool
host_is_inner_name(struct str host)
{
	static const char *const zones[] = { ".localhost", ".local",
		".home.arpa", ".internal" };

	if (str_ends(host, STR(".")))
		host.len--;
	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++)
		if (str_ends(host, str_c(zones[i])))
			return true;
	return str_chr(host, '.', 0) == STR_NONE;
}

bool
host_is_address(struct str host)
{
	size_t i = host.len;

	if (str_starts(host, STR("[")))
		return true;
	while (i > 0 && is_digit(host.p[i - 1]))
		i--;
	return i > 0 && i < host.len && host.p[i - 1] == '.';
}
