// SPDX-License-Identifier: ISC
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

static const struct {
	const char *name;
	enum err_reach reach;
	enum err_retry retry;
} code_table[] = {
	[ERR_NONE] = { "none", REACH_ITEM, RETRY_NEVER },
	[ERR_CONFIG] = { "configuration", REACH_RUN, RETRY_NEVER },
	[ERR_NET] = { "network", REACH_SOURCE, RETRY_SOON },
	[ERR_HTTP] = { "http", REACH_SOURCE, RETRY_LATER },
	[ERR_ROBOTS] = { "robots", REACH_SOURCE, RETRY_LATER },
	[ERR_DEFERRED] = { "deferred", REACH_SOURCE, RETRY_LATER },
	[ERR_DECODE] = { "decode", REACH_SOURCE, RETRY_LATER },
	[ERR_EXTRACT] = { "extract", REACH_SOURCE, RETRY_LATER },
	[ERR_BLOCKED] = { "blocked", REACH_SOURCE, RETRY_LATER },
	[ERR_RENDER] = { "needs rendering", REACH_SOURCE, RETRY_LATER },
	[ERR_LIMIT] = { "limit", REACH_SOURCE, RETRY_LATER },
	[ERR_STORE] = { "store", REACH_RUN, RETRY_NEVER },
	[ERR_OUTPUT] = { "output", REACH_RUN, RETRY_NEVER },
	[ERR_BUSY] = { "busy", REACH_RUN, RETRY_LATER },
	[ERR_SYSTEM] = { "system", REACH_SOURCE, RETRY_LATER },
	[ERR_COMMAND] = { "command", REACH_SOURCE, RETRY_LATER },
	[ERR_READER] = { "reader", REACH_SOURCE, RETRY_LATER },
};

const char *
err_code_name(enum err_code code)
{
	return code_table[code].name;
}

/* Cut a message that vsnprintf cut in the middle of a character. */
static void
cut_clean(char *msg, size_t size, int wanted)
{
	size_t len = strlen(msg);

	if (wanted < 0 || (size_t)wanted < size)
		return;
	for (size_t back = 1; back <= 3 && back <= len; back++) {
		unsigned char c = (unsigned char)msg[len - back];

		if (c < 0x80)
			return;
		if (c >= 0xC0) {
			if (!utf8_valid(str_c(msg + len - back)))
				msg[len - back] = '\0';
			return;
		}
	}
}

static void
err_fill(struct err *e, enum err_code code)
{
	*e = (struct err){ .code = code,
		.reach = code_table[code].reach,
		.retry = code_table[code].retry };
}

int
err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	struct err made;
	va_list ap;
	int n;

	/* Built apart: an argument may point into E itself. */
	err_fill(&made, code);
	va_start(ap, fmt);
	n = vsnprintf(made.msg, sizeof(made.msg), fmt, ap);
	va_end(ap);
	cut_clean(made.msg, sizeof(made.msg), n);
	*e = made;
	return -1;
}

int
err_sys(struct err *e, enum err_code code, int sys, const char *fmt, ...)
{
	struct err made;
	char text[sizeof(made.msg)];
	va_list ap;
	int n;

	err_fill(&made, code);
	made.sys = sys;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	n = snprintf(
	    made.msg, sizeof(made.msg), "%s: %s", text, strerrordesc_np(sys));
	cut_clean(made.msg, sizeof(made.msg), n);
	*e = made;
	return -1;
}

int
err_in(struct err *e, const char *fmt, ...)
{
	char where[sizeof(e->msg)], whole[sizeof(e->msg)];
	va_list ap;
	int n;

	va_start(ap, fmt);
	vsnprintf(where, sizeof(where), fmt, ap);
	va_end(ap);
	n = snprintf(whole, sizeof(whole), "%s: %s", where, e->msg);
	cut_clean(whole, sizeof(whole), n);
	memcpy(e->msg, whole, sizeof(whole));
	return -1;
}
