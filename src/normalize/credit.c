// SPDX-License-Identifier: ISC
#include "normalize/credit.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Words before the name of an author or outlet, as list pages and by-lines of
 * each language have them. Those marked BARE need no colon after them: a space
 * will do. Longer ones stand before those they begin with.
 */
static const struct {
	const char *word;
	bool bare;
} words[] = {
	/* zh */
	{ "文章来源", false },
	{ "文章來源", false },
	{ "新闻来源", false },
	{ "稿件来源", false },
	{ "信息来源", false },
	{ "内容来源", false },
	{ "来源于", false },
	{ "来源", false },
	{ "來源", false },
	{ "来自", false },
	{ "來自", false },
	{ "出处", false },
	{ "出處", false },
	{ "媒体", false },
	{ "转载自", false },
	{ "作者", false },
	{ "撰文", false },
	{ "撰稿", false },
	{ "记者", false },
	{ "記者", false },
	{ "编辑", false },
	{ "發布者", false },
	{ "发布者", false },
	{ "发布人", false },
	{ "文", false },
	/* ja, ko */
	{ "出典", false },
	{ "提供元", false },
	{ "提供", false },
	{ "筆者", false },
	{ "著者", false },
	{ "執筆", false },
	{ "출처", false },
	{ "기자", false },
	{ "글쓴이", false },
	/* en */
	{ "written by", true },
	{ "posted by", true },
	{ "published by", true },
	{ "source", false },
	{ "author", false },
	{ "authors", false },
	{ "by", true },
	{ "via", true },
	/* de, fr, es, pt, it, nl, ru */
	{ "quelle", false },
	{ "autor", false },
	{ "von", true },
	{ "auteur", false },
	{ "par", true },
	{ "fuente", false },
	{ "por", true },
	{ "fonte", false },
	{ "autore", false },
	{ "bron", false },
	{ "источник", false },
	{ "автор", false },
};

static struct str
skip_spaces(struct str s)
{
	while (s.len > 0 && s.p[0] == ' ')
		s = str_from(s, 1);
	return s;
}

/* Take ":" , "：" or "/" from the front of S. */
static bool
take_colon(struct str *s)
{
	static const char *const colons[] = { ":", "：", "/", "／", "|" };

	for (size_t i = 0; i < sizeof(colons) / sizeof(*colons); i++) {
		struct str colon = str_c(colons[i]);

		if (str_starts(*s, colon)) {
			*s = skip_spaces(str_from(*s, colon.len));
			return true;
		}
	}
	return false;
}

struct str
credit_name(struct str line)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct str word = str_c(words[i].word), rest, name;

		if (!str_istarts(line, word))
			continue;
		rest = str_from(line, word.len);
		name = skip_spaces(rest);
		if (take_colon(&name) || (words[i].bare && name.len < rest.len))
			return name;
	}
	return line;
}
