// SPDX-License-Identifier: ISC
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stddef.h>

#include "base/str.h"

/*
 * Lines on standard error, always "coranto: SOURCE: STAGE: message". The
 * context is set once when it changes; no caller formats it. Control
 * characters and bad UTF-8 in the message are escaped, so a foreign title
 * cannot reach the terminal as an escape sequence. No line is longer than
 * LOG_LINE bytes.
 */
enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };
#define LOG_LINE 1024

/* Lines above LEVEL are not written. At start: LOG_WARN. */
void log_level_set(enum log_level level);
enum log_level log_level_get(void);
/* SOURCE and STAGE are borrowed until the next call; empty ones are left
 * out. */
void log_context(struct str source, const char *stage);
void log_line(enum log_level level, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/*
 * A line that is overwritten by the next line of any kind, for progress on a
 * terminal. Nothing is written when standard error is not a terminal.
 */
void log_progress(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_progress_end(void);

/*
 * S with control characters, U+0080-9F, bidirectional controls and bad UTF-8
 * written as \xHH or \u{H}, cut to SIZE - 1 bytes at a character, in OUT.
 */
void log_escape(char *out, size_t size, struct str s);

#endif
