// SPDX-License-Identifier: ISC
#ifndef DECODE_LETTERS_H
#define DECODE_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

/*
 * How likely a text is as one in a certain alphabet, by how often which
 * character follows which there. Only words that are not all ASCII count: the
 * others may be of the page's frame, and are the same in any encoding.
 */
enum alphabet_id {
	CYRILLIC,
	GREEK,
	HEBREW,
	ARABIC,
	THAI,
	WESTERN, /* Latin, as Western Europe writes it */
	CENTRAL,
	TURKISH,
	BALTIC,
	VIETNAMESE,
	SIMPLIFIED,
	TRADITIONAL,
	JAPANESE,
	KOREAN,
	N_ALPHABETS
};

/*
 * The kinds of characters that rows and columns of a table are about. After
 * KIND_ASCII, which with a Latin alphabet are 26 kinds, one a letter, come the
 * letters of an alphabet, or what East Asian characters are told apart by.
 */
enum {
	KIND_SPACE, /* and all else in ASCII that is no letter */
	KIND_QUOTE,
	KIND_SYMBOL,
	KIND_OTHER,
	KIND_ASCII,
	KIND_HIRAGANA,
	KIND_KATAKANA,
	KIND_FULLWIDTH,
	KIND_OFTEN,
	KIND_FREQUENT,
	KIND_COMMON,
	KIND_RARE
};

#define LETTERS_OFTEN 128
#define LETTERS_FREQUENT 384

struct alphabet {
	bool latin;
	unsigned n;     /* kinds */
	unsigned first; /* kind of the first of LETTERS */
	/* Lower case, in order; those of East Asia have the other two. */
	const char16_t *letters;
	const char16_t *often, *frequent;
	/* N rows: that a kind (column) follows a kind (row), as -log2 of the
	 * probability in half bits, written as the characters from ` to ~. */
	const char *const *cost;
};

extern const struct alphabet alphabets[N_ALPHABETS];

/* What a character is; ANY is a letter of a script without cases. */
enum letter_case { LETTER_NONE, LETTER_ANY, LETTER_UPPER, LETTER_LOWER };

/* What is known of a code point. */
struct letter {
	uint32_t cp;
	bool common;
	unsigned char kind;
	unsigned char letter_case;
};

#define LETTERS_KNOWN 256

/* One text as it is read. Zero but for ALPHABET at the start. */
struct reading {
	enum alphabet_id alphabet;
	uint64_t cost;  /* in half bits: the less, the likelier */
	unsigned last;  /* kind of the last character */
	uint64_t word;  /* cost of a word that is ASCII so far */
	bool wide_word; /* this word is not */
	bool foreign;   /* the last word was ASCII, in another script */
	enum letter_case last_case;
	struct letter known[LETTERS_KNOWN]; /* by the low bits */
};

/*
 * Read one more character, CP; COMMON tells whether an East Asian one is of
 * its standard's level for everyday use.
 */
void letters_read(struct reading *r, uint32_t cp, bool common);

/* Read bytes that are no character, or a control that no text has. */
void letters_fault(struct reading *r);

#endif
