// SPDX-License-Identifier: ISC
#include <curl/curl.h>
#include <libpsl.h>
#include <openssl/crypto.h>
#include <string.h>

#include "fetch/fetch.h"

/* "0.21.2 (+libidn2/2.3.3)" without what is in brackets. */
static const char *
first_word(struct arena *a, const char *text)
{
	return arena_str(a, str_n(text, strcspn(text, " "))).p;
}

/* What libcurl tells of itself is "libcurl/7.88.1 OpenSSL/3.0.17 ...", with
 * words in brackets about some. */
static void
add_brought(struct arena *a, struct str told, struct libraries *out)
{
	struct str word;

	while (str_cut(&told, ' ', &word)) {
		size_t slash = str_chr(word, '/', 0);

		if (slash == STR_NONE || word.p[0] == '(')
			continue;
		libraries_add(out,
		    (struct library){
			.name = arena_str(a, str_sub(word, 0, slash)).p,
			.linked = arena_str(a, str_from(word, slash + 1)).p,
			.through = "libcurl" });
	}
}

void
fetch_libraries(struct arena *a, struct libraries *out)
{
	libraries_add(
	    out, (struct library){ .name = "libcurl",
		     .built = LIBCURL_VERSION,
		     .linked = curl_version_info(CURLVERSION_NOW)->version,
		     .licence = "curl" });
	libraries_add(
	    out, (struct library){ .name = "OpenSSL",
		     .built = OPENSSL_VERSION_STR,
		     .linked = OpenSSL_version(OPENSSL_VERSION_STRING),
		     .licence = "Apache-2.0" });
	libraries_add(out, (struct library){ .name = "libpsl",
			       .built = PSL_VERSION,
			       .linked = first_word(a, psl_get_version()),
			       .licence = "MIT" });
	add_brought(a, str_c(curl_version()), out);
}
