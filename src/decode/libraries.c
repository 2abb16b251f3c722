// SPDX-License-Identifier: ISC
#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include "decode/decode.h"

void
decode_libraries(struct arena *a, struct libraries *out)
{
	uint32_t brotli = BrotliDecoderVersion(); /* 8, 12 and 12 bits */

	libraries_add(out, (struct library){ .name = "zlib",
			       .built = ZLIB_VERSION,
			       .linked = zlibVersion(),
			       .licence = "Zlib" });
	libraries_add(
	    out, (struct library){ .name = "brotli",
		     .linked = arena_printf(a, "%u.%u.%u", brotli >> 24,
			 brotli >> 12 & 0xfff, brotli & 0xfff)
				   .p,
		     .licence = "MIT" });
	libraries_add(out, (struct library){ .name = "zstd",
			       .built = ZSTD_VERSION_STRING,
			       .linked = ZSTD_versionString(),
			       .licence = "BSD-3-Clause" });
}
