// SPDX-License-Identifier: ISC
#include "normalize/volatile.h"

#include <stdbool.h>
#include <stdint.h>

#include <utf8proc.h>

#include "base/utf8.h"
#include "normalize/unicode.h"

/*
 * Each text of each page goes through here, so that the few forms are read by
 * hand. They are written down as one regular expression, too, in
 * tests/unit/test_volatile.c, which compares.
 *
 * Words are in lower case. One that ends in ">" is whole: no letter or figure
 * follows it. One that ends in "*" goes on, as its language bends it. No word
 * of either kind has a letter before it; others, of scripts without spaces, may
 * stand anywhere. Of two words the longer comes first if the other begins it;
 * else they are in the order of their first bytes.
 */

/*
 * What list pages put beside their counters, collected from news sites and the
 * templates of blog and forum software.
 */
static const char *const counted[] = { "aufrufe>", "comments>", "comment>",
	"commentaires>", "commentaire>", "comentarios>", "comentario>",
	"kommentare>", "kommentar>", "likes>", "like>", "pageviews>",
	"pageview>", "reads>", "read>", "replies>", "reply>", "shares>",
	"share>", "views>", "view>", "visits>", "visit>", "vues>", "vue>",
	"комментари*", "просмотр*", "コメント", "人气", "分享", "回复", "回覆",
	"收藏", "播放", "浏览量", "浏览", "瀏覽", "点击量", "点击", "点赞",
	"留言", "评论数", "评论", "評論", "讚", "赞", "转发", "閱讀", "閲覧",
	"阅读量", "阅读", "點擊", "댓글", "조회수", "조회", NULL };
static const char *const counts[] = { "人数", "数", "次数", NULL };
static const char *const colons[] = { "(", ":", "（", "：", NULL };
static const char *const once[] = { "次", NULL };
static const char *const measures[] = { "个", "人", "件", "個", "条", "條",
	"次", NULL };
static const char *const powers[] = { "k", "m", "万", "千", "萬", NULL };
static const char *const plus[] = { "+", NULL };
static const char *const units_cjk[] = { "个月", "個月", "分钟", "分鐘", "分",
	"周", "天", "小时", "小時", "日", "时间", "時間", "月", "秒钟", "秒鐘",
	"秒", "週", NULL };
static const char *const before[] = { "前", NULL };
static const char *const units[] = { "days", "day", "d", "hours", "hour", "hrs",
	"hr", "h", "minutes", "minute", "mins", "min", "months", "month", "m",
	"seconds", "second", "secs", "sec", "s", "weeks", "week", NULL };
static const char *const ago[] = { "ago>", NULL };

/* Such words stand at the ends of an entry, not in the midst of an article. */
#define EDGE ((size_t)2048)
/* Figures of a counter behind its first, and of a time that has passed. */
#define COUNTER_MORE 15
#define AGO_DIGITS 3

/* The functions below read a part of TEXT at AT: they return where it ends, or
 * STR_NONE when something else stands there, or there is none to begin with. */

static size_t
skip_digit(struct str text, size_t at)
{
	size_t end = at;
	uint32_t cp;

	if (at == STR_NONE || at >= text.len)
		return STR_NONE;
	cp = utf8_next(text, &end);
	return (cp < 0x80 && is_digit((int)cp)) ||
		       (cp >= 0xFF10 && cp <= 0xFF19)
		   ? end
		   : STR_NONE;
}

static bool
is_letter(uint32_t cp)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);

	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

static bool
follows_letter(struct str text, size_t at)
{
	return at > 0 && is_letter(utf8_prev(text, &at));
}

static bool
is_whole(struct str text, size_t end)
{
	uint32_t cp = utf8_next(text, &end);

	return cp != '_' && !unicode_is_word(cp);
}

static size_t
skip_letters(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.len && is_letter(utf8_next(text, &end)))
		at = end;
	return at;
}

static size_t
skip_word(struct str text, size_t at, const char *word)
{
	struct str w = str_c(word);
	size_t end = at, i = 0;
	char how;

	while (w.len > 0 && strchr(">*", w.p[w.len - 1]) != NULL)
		w.len--;
	how = w.p[w.len];
	while (i < w.len) {
		uint32_t cp, want = utf8_next(w, &i);

		if (end >= text.len)
			return STR_NONE;
		cp = utf8_next(text, &end);
		if (cp != want && utf8proc_tolower((utf8proc_int32_t)cp) !=
				      (utf8proc_int32_t)want)
			return STR_NONE;
	}
	if (how == '\0')
		return end;
	if (follows_letter(text, at) || (how == '>' && !is_whole(text, end)))
		return STR_NONE;
	return how == '*' ? skip_letters(text, end) : end;
}

static size_t
skip_one(struct str text, size_t at, const char *const *words)
{
	unsigned char first;

	if (at == STR_NONE || at >= text.len)
		return STR_NONE;
	first = (unsigned char)to_lower(text.p[at]);
	for (; *words != NULL; words++) {
		unsigned char begins = (unsigned char)**words;
		size_t end;

		/* Cyrillic letters differ in it by case, CJK have none. */
		if ((first & 0xF0) != 0xD0) {
			if (begins > first)
				break;
			if (begins < first)
				continue;
		}
		end = skip_word(text, at, *words);
		if (end != STR_NONE)
			return end;
	}
	return STR_NONE;
}

static size_t
skip_space(struct str text, size_t at)
{
	size_t end = at;

	return at < text.len && utf8_is_space(utf8_next(text, &end)) ? end : at;
}

/* One of WORDS, or nothing. */
static size_t
skip_any(struct str text, size_t at, const char *const *words)
{
	size_t end = skip_one(text, at, words);

	return end == STR_NONE ? at : end;
}

/* "1,234", without what multiplies it. */
static size_t
skip_figures(struct str text, size_t at)
{
	size_t end = skip_digit(text, at);

	for (int i = 0; end != STR_NONE && i < COUNTER_MORE; i++) {
		size_t next = skip_digit(text, end);

		if (next != STR_NONE)
			end = next;
		else if (end < text.len &&
			 (text.p[end] == ',' || text.p[end] == '.'))
			end++;
		else
			break;
	}
	return end;
}

/* "阅读次数：1.2万次", "Views (30" */
static size_t
skip_word_and_number(struct str text, size_t at)
{
	at = skip_one(text, at, counted);
	if (at == STR_NONE)
		return at;
	at = skip_any(text, skip_space(text, at), counts);
	at = skip_any(text, skip_space(text, at), colons);
	at = skip_figures(text, skip_space(text, at));
	if (at == STR_NONE)
		return at;
	at = skip_any(text, skip_space(text, at), powers);
	at = skip_any(text, at, plus);
	return skip_any(text, skip_space(text, at), once);
}

/* What may stand between a number and its word: it begins some words, too, so
 * that each is tried with and without. */
static size_t
skip_number_and_word(struct str text, size_t at)
{
	at = skip_figures(text, at);
	if (at == STR_NONE)
		return at;
	at = skip_space(text, at);
	for (int with_power = 1; with_power >= 0; with_power--) {
		size_t n = with_power ? skip_any(text, at, powers) : at;

		n = skip_space(text, skip_any(text, n, plus));
		for (int with = 1; with >= 0; with--) {
			size_t m = with ? skip_any(text, n, measures) : n;
			size_t end =
			    skip_one(text, skip_space(text, m), counted);

			if (end != STR_NONE)
				return end;
		}
	}
	return STR_NONE;
}

/* "3小时前", "3 hours ago" */
static size_t
skip_time_ago(struct str text, size_t at)
{
	size_t end = skip_digit(text, at), next, unit;

	for (int i = 1; i < AGO_DIGITS; i++) {
		next = skip_digit(text, end);
		if (next == STR_NONE)
			break;
		end = next;
	}
	if (end == STR_NONE)
		return end;
	end = skip_space(text, end);
	unit = skip_one(text, end, units_cjk);
	if (unit != STR_NONE)
		return skip_one(text, skip_space(text, unit), before);
	unit = skip_one(text, end, units);
	if (unit == STR_NONE || skip_space(text, unit) == unit)
		return STR_NONE;
	while (skip_space(text, unit) != unit)
		unit = skip_space(text, unit);
	return skip_one(text, unit, ago);
}

static size_t
skip_volatile(struct str text, size_t at)
{
	size_t end;

	if (skip_digit(text, at) == STR_NONE)
		return skip_word_and_number(text, at);
	end = skip_number_and_word(text, at);
	return end == STR_NONE ? skip_time_ago(text, at) : end;
}

/* The first byte of a character at AT or after it. */
static size_t
character(struct str s, size_t at)
{
	while (at < s.len && ((unsigned char)s.p[at] & 0xC0) == 0x80)
		at++;
	return at;
}

/* Where the last figure of S begins; or STR_NONE: nothing in it counts. */
static size_t
last_digit(struct str s)
{
	for (size_t i = s.len; i-- > 0;)
		if (is_digit(s.p[i]) ||
		    (s.p[i] == '\xEF' && skip_digit(s, i) != STR_NONE))
			return i;
	return STR_NONE;
}

/* A copy of TEXT at P, without them; returns its length. */
static size_t
drop(struct str text, char *p)
{
	size_t len = 0, at = 0, kept = 0, last = last_digit(text);

	while (last != STR_NONE && at <= last) {
		size_t end = skip_volatile(text, at);

		if (end == STR_NONE) {
			at = character(text, at + 1);
			continue;
		}
		memcpy(p + len, text.p + kept, at - kept);
		len += at - kept;
		kept = at = end;
	}
	memcpy(p + len, text.p + kept, text.len - kept);
	return len + text.len - kept;
}

struct str
volatile_drop(struct arena *a, struct str text)
{
	size_t head = text.len, tail = text.len, len;
	char *p;

	if (last_digit(text) == STR_NONE)
		return text;
	if (text.len > 2 * EDGE) {
		head = character(text, EDGE);
		tail = character(text, text.len - EDGE);
	}
	p = arena_alloc(a, text.len);
	len = drop(str_sub(text, 0, head), p);
	memcpy(p + len, text.p + head, tail - head);
	len += tail - head;
	len += drop(str_from(text, tail), p + len);
	return str_n(p, len);
}
