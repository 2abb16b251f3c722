// SPDX-License-Identifier: ISC
#include "base/library.h"

#define PCRE2_CODE_UNIT_WIDTH 8

#include <gnu/libc-version.h>
#include <nettle/version.h>
#include <pcre2.h>
#include <string.h>

void
libraries_add(struct libraries *out, struct library l)
{
	for (size_t i = 0; i < out->n; i++)
		if (strcmp(out->v[i].name, l.name) == 0)
			return;
	if (out->n < LIBRARIES_MAX)
		out->v[out->n++] = l;
}

void
base_libraries(struct arena *a, struct libraries *out)
{
	/* "10.42 2022-12-11", in at most 24 bytes: pcre2api(3). */
	char pcre2[64];

	pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
	pcre2[strcspn(pcre2, " ")] = '\0';
	libraries_add(
	    out, (struct library){ .name = "glibc",
		     .built = LIBRARY_DOTTED2(__GLIBC__, __GLIBC_MINOR__),
		     .linked = gnu_get_libc_version(),
		     .licence = "LGPL-2.1-or-later" });
	libraries_add(
	    out, (struct library){ .name = "PCRE2",
		     .built = LIBRARY_DOTTED2(PCRE2_MAJOR, PCRE2_MINOR),
		     .linked = arena_str(a, str_c(pcre2)).p,
		     .licence = "BSD-3-Clause" });
	libraries_add(out,
	    (struct library){ .name = "Nettle",
		.built =
		    LIBRARY_DOTTED2(NETTLE_VERSION_MAJOR, NETTLE_VERSION_MINOR),
		.linked = arena_printf(
		    a, "%d.%d", nettle_version_major(), nettle_version_minor())
			      .p,
		.licence = "LGPL-3.0-or-later OR GPL-2.0-or-later" });
}
