// SPDX-License-Identifier: ISC
#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "base/utf8.h"

/* The log is the one thing all stages share; there is one standard error. */
static struct {
	enum log_level level;
	struct str source;
	const char *stage;
	enum { UNASKED, TERMINAL, NO_TERMINAL } where; /* standard error is */
	bool progress; /* a progress line stands on the terminal */
} log_state = { .level = LOG_WARN, .source = { "", 0 } };

void
log_level_set(enum log_level level)
{
	log_state.level = level;
}

enum log_level
log_level_get(void)
{
	return log_state.level;
}

void
log_context(struct str source, const char *stage)
{
	log_state.source = source;
	log_state.stage = stage;
}

/* Controls, and what can turn a line around on a terminal (UAX #9). */
static bool
is_unsafe(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || cp == 0x061C ||
	       (cp >= 0x200E && cp <= 0x200F) ||
	       (cp >= 0x2028 && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

void
log_escape(char *out, size_t size, struct str s)
{
	size_t at = 0, n = 0;

	while (at < s.len) {
		size_t from = at;
		uint32_t cp = utf8_next(s, &at);
		char one[24];
		size_t len;

		if (cp == UTF8_REPLACEMENT && at - from < 3) {
			/* Bad bytes: show each as it is. */
			len = 0;
			for (size_t i = from; i < at; i++)
				len += (size_t)snprintf(one + len,
				    sizeof(one) - len, "\\x%02X",
				    (unsigned char)s.p[i]);
		} else if (is_unsafe(cp)) {
			len = (size_t)snprintf(one, sizeof(one),
			    cp < 0x80 ? "\\x%02X" : "\\u{%X}", (unsigned)cp);
		} else {
			len = utf8_put(cp, one);
		}
		if (n + len + 1 > size)
			break;
		memcpy(out + n, one, len);
		n += len;
	}
	if (size > 0)
		out[n] = '\0';
}

static void
write_line(const char *line)
{
	if (log_state.progress)
		fputs("\r\033[K", stderr);
	log_state.progress = false;
	fputs(line, stderr);
	fputc('\n', stderr);
}

void
log_line(enum log_level level, const char *fmt, ...)
{
	char text[LOG_LINE], safe[LOG_LINE], line[LOG_LINE + 256];
	va_list ap;

	if (level > log_state.level)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	log_escape(safe, sizeof(safe), str_c(text));
	snprintf(line, sizeof(line), "coranto: %.*s%s%s%s%s",
	    STR_ARG(str_sub(log_state.source, 0, 64)),
	    log_state.source.len > 0 ? ": " : "",
	    log_state.stage != NULL ? log_state.stage : "",
	    log_state.stage != NULL ? ": " : "", safe);
	write_line(line);
}

void
log_progress(const char *fmt, ...)
{
	char text[256], safe[256];
	va_list ap;

	if (log_state.level < LOG_WARN)
		return;
	/* Asked once: it is told of each page. */
	if (log_state.where == UNASKED)
		log_state.where =
		    isatty(STDERR_FILENO) ? TERMINAL : NO_TERMINAL;
	if (log_state.where == NO_TERMINAL)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	log_escape(safe, sizeof(safe), str_c(text));
	fprintf(stderr, "\r%s\033[K", safe);
	fflush(stderr);
	log_state.progress = true;
}

void
log_progress_end(void)
{
	log_state.where = UNASKED;
	if (!log_state.progress)
		return;
	fputs("\r\033[K", stderr);
	fflush(stderr);
	log_state.progress = false;
}
