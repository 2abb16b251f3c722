// SPDX-License-Identifier: ISC
#include <stdlib.h>

#include "web/httpdate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NOW 1795132800
#define MOST 86400

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = str_n((const char *)data, size);
	int64_t t, wait = http_retry_after(s, NOW, MOST);

	if (wait < -1 || wait > MOST)
		abort();
	if (http_date_parse(s, NOW, &t) == 0 && wait < 0)
		abort();
	return 0;
}
