// SPDX-License-Identifier: ISC
#ifndef BASE_SANITIZED_H
#define BASE_SANITIZED_H

/* LEAK_CHECKER: built with one, a process that looks into ours at its end, as
 * a debugger does. */
#if defined(__SANITIZE_ADDRESS__)
#define LEAK_CHECKER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LEAK_CHECKER 1
#endif
#endif

#endif
