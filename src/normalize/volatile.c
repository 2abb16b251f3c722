// SPDX-License-Identifier: ISC
#include "normalize/volatile.h"

#include "base/regex.h"
#include "model/limits.h"

/*
 * The words that list pages put beside their counters and relative times,
 * collected from news sites and the templates of blog and forum software.
 */
#define NUMBER "\\d[\\d,.]{0,15}\\s?(?:万|萬|千|k|m)?\\+?"
#define COUNTED                                                                              \
	"(?:阅读量?|閱讀|浏览量?|瀏覽|点击量?|點擊|评论数?|評論|留言|" \
	"点赞|赞|讚|转发|分享|收藏|播放|回复|回覆|人气|"                   \
	"閲覧|コメント|조회수?|댓글|"                                             \
	"\\b(?:page)?views?\\b|\\breads?\\b|\\bcomments?\\b|\\blikes?\\b|"                   \
	"\\bshares?\\b|\\brepl(?:y|ies)\\b|\\bvisits?\\b|"                                   \
	"vues?\\b|commentaires?\\b|aufrufe\\b|kommentare?\\b|"                               \
	"comentarios?\\b|просмотр\\w*|комментари\\w*)"
#define UNIT_CJK \
	"(?:秒钟?|秒鐘|分钟?|分鐘|小时|小時|时间|時間|天|日|周|週|个?月|個月)"
#define UNIT                                                                    \
	"(?:s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|" \
	"weeks?|months?)"

static const char pattern[] =
    COUNTED "\\s?(?:次数|人数|数)?\\s?[:：(（]?\\s?" NUMBER "\\s?次?"
	    "|" NUMBER "\\s?(?:次|人|条|條|个|個|件)?\\s?" COUNTED
	    "|\\d{1,3}\\s?" UNIT_CJK "\\s?前|\\d{1,3}\\s?" UNIT "\\s+ago\\b";

/* Such words stand at the ends of an entry, not in the midst of an article. */
#define EDGE ((size_t)2048)

/* All of them have a digit, perhaps a full-width one (U+FF10 to U+FF19). */
static bool
has_digit(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_digit(s.p[i]) ||
		    (i + 2 < s.len && memcmp(s.p + i, "\xEF\xBC", 2) == 0))
			return true;
	return false;
}

/* A copy of TEXT at P, without them; returns its length. */
static size_t
drop(struct regex *re, struct str text, char *p)
{
	struct regex_match m;
	struct err e = ERR_INIT;
	size_t len = 0, at = 0;

	while (at < text.len && has_digit(str_from(text, at)) &&
	       regex_search(re, text, at, &m, &e) == 1) {
		memcpy(p + len, text.p + at, m.group[0].start - at);
		len += m.group[0].start - at;
		at = m.group[0].end;
	}
	memcpy(p + len, text.p + at, text.len - at);
	return len + text.len - at;
}

/* The first byte of a character at AT or after it. */
static size_t
character(struct str s, size_t at)
{
	while (at < s.len && ((unsigned char)s.p[at] & 0xC0) == 0x80)
		at++;
	return at;
}

struct str
volatile_drop(struct arena *a, struct str text)
{
	struct regex *re;
	struct err e = ERR_INIT;
	size_t head = text.len, tail = text.len, len;
	char *p;

	if (str_empty(text) || regex_compile(a, str_c(pattern), STR("i"),
				   LIMIT_REGEX_STEPS, &re, &e) != 0)
		return text;
	if (text.len > 2 * EDGE) {
		head = character(text, EDGE);
		tail = character(text, text.len - EDGE);
	}
	p = arena_alloc(a, text.len);
	len = drop(re, str_sub(text, 0, head), p);
	memcpy(p + len, text.p + head, tail - head);
	len += tail - head;
	len += drop(re, str_from(text, tail), p + len);
	return str_n(p, len);
}
