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

struct str
volatile_drop(struct arena *a, struct str text)
{
	struct regex *re;
	struct regex_match m;
	struct err e = ERR_INIT;
	char *p = arena_alloc(a, text.len + 1);
	size_t len = 0, at = 0;

	if (regex_compile(
		a, str_c(pattern), STR("i"), LIMIT_REGEX_STEPS, &re, &e) != 0)
		return text;
	while (at < text.len && regex_search(re, text, at, &m, &e) == 1) {
		memcpy(p + len, text.p + at, m.group[0].start - at);
		len += m.group[0].start - at;
		at = m.group[0].end;
	}
	memcpy(p + len, text.p + at, text.len - at);
	return str_n(p, len + text.len - at);
}
