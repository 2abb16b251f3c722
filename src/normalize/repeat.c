// SPDX-License-Identifier: ISC
#include "normalize/repeat.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/utf8.h"
#include "normalize/markup.h"
#include "normalize/plain.h"
#include "normalize/text.h"

/* What a title must have, folded, to be no mere first word: five Han. */
#define TITLE_MIN 15
/* Headings in a row that repeat it: on the page, and in the article on it. */
#define HEADINGS 3

/* The end of a character in about the middle of S from LOW to HIGH. */
static size_t
middle(struct str s, size_t low, size_t high)
{
	size_t at = low + (high - low) / 2;

	while (at > low && ((unsigned char)s.p[at] & 0xC0) == 0x80)
		at--;
	if (at == low)
		utf8_next(s, &at);
	return at;
}

/* True when S ends in a letter or figure of the plainest sort. */
static bool
ends_in_word(struct str s)
{
	size_t at = s.len;
	bool word = false;

	return plain_fold(utf8_prev(s, &at), &word) != 0 && word;
}

/*
 * Where the beginning of S that folds to FOLDED ends, in bytes; or 0. The more
 * of S, the longer what it folds to, so that the place is found by halves.
 */
static size_t
folded_prefix(
    struct arena *a, struct str s, struct str title, struct str folded)
{
	/* Marks and spaces may be as many again. */
	struct str head = utf8_head(s, 2 * utf8_count(title));
	size_t low = 0, high = head.len, at;

	if (str_starts(s, title) && ends_in_word(title))
		return title.len;
	if (!str_starts(text_fold(a, head), folded))
		return 0;
	while ((at = middle(head, low, high)) < high) {
		if (text_fold(a, str_sub(head, 0, at)).len < folded.len)
			low = at;
		else
			high = at;
	}
	return str_eq(text_fold(a, str_sub(head, 0, high)), folded) ? high : 0;
}

/* Marks that end a headline, or part it from what follows. */
static bool
is_separator(uint32_t cp)
{
	static const uint32_t marks[] = { '.', ':', ';', '!', '?', '-', '|',
		')', ']', '"', 0x2013, 0x2014, 0x2019, 0x201D, 0x2026, 0x3002,
		0x300B, 0x300D, 0x300F, 0x3011, 0xFF01, 0xFF09, 0xFF1A, 0xFF1B,
		0xFF1F, 0xFF5C };

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (cp == marks[i])
			return true;
	return false;
}

/* What stands between the title and the rest of the summary. */
struct seam {
	bool mark, space, wide; /* WIDE: a mark that is in no word or number */
	uint32_t next; /* first character of the rest; 0: there is none */
};

/* Read the seam at byte *AT of S and move past it. */
static struct seam
read_seam(struct str s, size_t *at)
{
	struct seam seam = { 0 };

	while (*at < s.len) {
		size_t next = *at;
		uint32_t cp = utf8_next(s, &next);

		if (utf8_is_space(cp)) {
			seam.space = true;
		} else if (is_separator(cp) &&
			   !(cp == '-' && !seam.space && !seam.mark)) {
			seam.mark = true;
			seam.wide = seam.wide || cp >= 0x80;
		} else {
			seam.next = cp;
			break;
		}
		*at = next;
	}
	return seam;
}

/* True when SEAM proves that the text before it, which ends in LAST, is whole:
 * "Acme Inc. says" and "3.5" go on where "It rains. The sun" does not. */
static bool
is_proof(const struct seam *seam, uint32_t last)
{
	if (seam->next == 0)
		return true;
	if (seam->mark)
		return (seam->space || seam->wide || seam->next >= 0x80) &&
		       !(seam->next >= 'a' && seam->next <= 'z');
	return seam->space && utf8_is_cjk(last) && utf8_is_cjk(seam->next);
}

struct str
repeat_drop_line(struct arena *a, struct str title, struct str summary)
{
	struct str folded = text_fold(a, title);
	size_t end, last;
	struct seam seam;

	if (str_empty(folded) || str_empty(summary))
		return summary;
	if (str_eq(text_fold(a, summary), folded))
		return STR_NULL;
	if (folded.len < TITLE_MIN)
		return summary;
	end = folded_prefix(a, summary, title, folded);
	if (end == 0)
		return summary;
	last = end;
	seam = read_seam(summary, &end);
	if (!is_proof(&seam, utf8_prev(summary, &last)))
		return summary;
	return str_from(summary, end);
}

/* The name of the start tag at the beginning of HTML; or empty. */
static struct str
tag_name(struct str html)
{
	size_t end = 1;

	if (!str_starts(html, STR("<")))
		return STR_NULL;
	while (
	    end < html.len && (is_alpha(html.p[end]) || is_digit(html.p[end])))
		end++;
	return str_sub(html, 1, end - 1);
}

static bool
is_one_of(struct str name, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(name, str_c(names[i])))
			return true;
	return false;
}

/* Byte of HTML where its first heading or paragraph begins, past the boxes
 * around it; or STR_NONE when something else comes first. */
static size_t
first_block(struct str html)
{
	static const char *const boxes[] = { "article", "div", "header",
		"hgroup", "main", "section" };
	static const char *const blocks[] = { "h1", "h2", "h3", "h4", "h5",
		"h6", "p" };
	size_t at = 0;

	for (;;) {
		struct str name;

		while (at < html.len && is_html_space(html.p[at]))
			at++;
		name = tag_name(str_from(html, at));
		if (is_one_of(name, blocks, sizeof(blocks) / sizeof(*blocks)))
			return at;
		if (!is_one_of(name, boxes, sizeof(boxes) / sizeof(*boxes)))
			return STR_NONE;
		/* What sanitize_html writes has ">" only where tags end. */
		at = str_chr(html, '>', at);
		if (at == STR_NONE)
			return STR_NONE;
		at++;
	}
}

/* True when HTML has something to look at. */
static bool
has_picture(struct str html)
{
	return str_find(html, STR("<img")) != STR_NONE ||
	       str_find(html, STR("<video")) != STR_NONE ||
	       str_find(html, STR("<audio")) != STR_NONE;
}

/* Bytes of the block that HTML begins with; none is inside another. */
static size_t
block_length(struct arena *a, struct str html)
{
	struct str name = tag_name(html);
	struct str close =
	    arena_concat(a, (struct str[]){ STR("</"), name, STR(">") }, 3);
	size_t end = str_find(html, close);

	return end == STR_NONE ? html.len : end + close.len;
}

struct str
repeat_drop_heading(struct arena *a, struct str title, struct str html)
{
	struct str folded = text_fold(a, title);

	for (int i = 0; i < HEADINGS && !str_empty(folded); i++) {
		size_t at = first_block(html), len;
		struct str block;

		if (at == STR_NONE)
			break;
		len = block_length(a, str_from(html, at));
		block = str_sub(html, at, len);
		if (has_picture(block) ||
		    !str_eq(text_fold(a, markup_text(a, block)), folded))
			break;
		html = arena_concat(a,
		    (struct str[]){
			str_sub(html, 0, at), str_from(html, at + len) },
		    2);
	}
	return html;
}
