// SPDX-License-Identifier: ISC
#ifndef DECODE_VERDICT_H
#define DECODE_VERDICT_H

#include "base/arena.h"
#include "base/str.h"
#include "decode/guess.h"
#include "model/document.h"

struct verdict {
	const char *name; /* WHATWG, never NULL */
	enum charset_source source;
	const char *declared; /* that was overruled (CHARSET_PROOF), or NULL */
};

/*
 * The charset of BYTES, given the value of a Content-Type header (or a bare
 * label; or empty) and what is known of the page; without a language in
 * HINT that of <html lang> serves, and its label is set here. A is for scratch.
 * Pure.
 *
 * What is declared is overruled only on proof, which is one of
 *   - UTF-16: every other byte of the markup is NUL;
 *   - UTF-8: all of the page is, but for one place in 64, while it has faults
 *     in what is declared, or more characters than chance gives;
 *   - as something else the text is far likelier, whatever the language
 *     (guess_refutes); where UTF-8 is declared, it must have more faults than
 *     characters, too. What the page says where the header is false is a hint.
 * A stray byte, a comment in another encoding or a word or two never turn a
 * page over. Nothing is remembered: the same page has the same charset.
 */
struct verdict verdict(struct arena *a, struct str bytes,
    struct str content_type, const struct hint *hint);

#endif
