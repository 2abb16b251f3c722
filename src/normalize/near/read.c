// SPDX-License-Identifier: ISC
#include "normalize/near/near.h"

#include "base/utf8.h"
#include "model/limits.h"
#include "normalize/canonical.h"
#include "normalize/markup.h"
#include "normalize/text.h"
#include "normalize/title.h"
#include "web/url.h"

/* A frame of more characters than this is a part of the headline. */
#define FRAME_MAX 12
/* Bytes before which a dateline ends. */
#define DATELINE_MAX 90
/* Bytes before the 社 of an agency's name. */
#define AGENCY_MAX 9

struct near_judge
near_judge(struct arena *a)
{
	return (struct near_judge){ a, words_new(a) };
}

/* True when S says nothing that could part two stories. */
static bool
is_frame(const struct near_judge *j, struct str s)
{
	struct str folded = text_fold_case(j->a, s);
	struct meanings m = words_meanings(j->words, folded);

	for (size_t c = 0; c < words_classes(j->words); c++)
		if (m.v[c] != 0 && words_lead(j->words, folded) == 0)
			return false;
	for (size_t i = 0; i < folded.len; i++)
		if (is_digit(folded.p[i]))
			return false;
	return utf8_count(folded) <= FRAME_MAX;
}

/* The opening bracket before byte AT of S that the one ending there closes. */
static size_t
bracket_before(struct str s, size_t at, uint32_t open)
{
	while (at > 0)
		if (utf8_prev(s, &at) == open)
			return at;
	return STR_NONE;
}

static uint32_t
partner(uint32_t close)
{
	switch (close) {
	case ')':
		return '(';
	case ']':
		return '[';
	case 0xFF09:
		return 0xFF08;
	case 0x3011:
		return 0x3010;
	default:
		return 0;
	}
}

/* "(AP)", "（图）", " - BBC News", "_央视网" at the end of S: where it begins. */
static size_t
frame_after(const struct near_judge *j, struct str s)
{
	static const char *const seps[] = { " - ", " – ", " — ", " | ", "_",
		"|", "｜", "-" };
	size_t at = s.len, open;
	uint32_t cp = s.len > 0 ? utf8_prev(s, &at) : 0;

	if (partner(cp) != 0) {
		open = bracket_before(s, at, partner(cp));
		if (open != STR_NONE && open > 0 &&
		    is_frame(j, str_from(s, open)))
			return open;
	}
	for (size_t i = 0; i < sizeof(seps) / sizeof(*seps); i++) {
		struct str tail;

		open = str_rfind(s, str_c(seps[i]));
		if (open == STR_NONE || open == 0)
			continue;
		tail = str_from(s, open + strlen(seps[i]));
		/* "well-known": a bare hyphen parts only before Han. */
		if (seps[i][0] == '-' &&
		    (str_empty(tail) || !((unsigned char)tail.p[0] & 0x80)))
			continue;
		if (is_frame(j, tail))
			return open;
	}
	return s.len;
}

/* "【快讯】", "Breaking: ", "视频丨" that S begins with: where it ends. */
static size_t
frame_before(const struct near_judge *j, struct str s)
{
	static const char *const ends[] = { "】", "]", "：", ":", "｜", "丨",
		"|", "！", "!", "）", ")" };
	struct str folded = text_fold_case(j->a, utf8_head(s, FRAME_MAX + 2));
	size_t skip = str_starts(s, STR("【"))   ? 3
		      : str_starts(s, STR("["))  ? 1
		      : str_starts(s, STR("（")) ? 3
		      : str_starts(s, STR("("))  ? 1
						 : 0;
	size_t len = words_lead(j->words,
	    skip > 1 ? text_fold_case(
			   j->a, str_from(utf8_head(s, FRAME_MAX + 2), skip))
		     : str_from(folded, skip));

	if (len == 0)
		return 0;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_starts(str_from(s, skip + len), str_c(ends[i])))
			return skip + len + strlen(ends[i]);
	return 0;
}

static struct str
bare_title(const struct near_judge *j, struct str title)
{
	struct str s = title_bare(text_line(j->a, title));
	size_t cut;

	while ((cut = frame_before(j, s)) > 0 && cut < s.len)
		s = str_trim(str_from(s, cut));
	while ((cut = frame_after(j, s)) < s.len)
		s = str_trim(str_sub(s, 0, cut));
	return s;
}

/* "新华社石家庄电 ": where it ends, when it has no date; or STR_NONE. */
static size_t
dateless(struct str head)
{
	size_t agency = str_find(head, STR("社"));
	size_t end = str_find(head, STR("电 "));

	if (end == STR_NONE)
		end = str_find(head, STR("电（"));
	return end != STR_NONE && agency < end && agency <= AGENCY_MAX
		   ? end + strlen("电")
		   : STR_NONE;
}

/* Where the text begins behind "新华社北京11月20日电 （记者 王芳）" or
 * "LONDON, Nov 20 (Reuters) - ". */
static struct str
undated(struct str s)
{
	static const char *const han[] = { "日电", "日讯", "报讯", "社电" };
	static const char *const dash[] = { ") - ", ") — ", ") – ", "(CNN) " };
	struct str head = str_sub(s, 0, DATELINE_MAX);
	size_t at = STR_NONE;

	for (size_t i = 0; i < sizeof(han) / sizeof(*han); i++)
		if (at == STR_NONE &&
		    (at = str_find(head, str_c(han[i]))) != STR_NONE)
			at += strlen(han[i]);
	for (size_t i = 0; i < sizeof(dash) / sizeof(*dash); i++)
		if (at == STR_NONE &&
		    (at = str_find(head, str_c(dash[i]))) != STR_NONE)
			at += strlen(dash[i]);
	if (at == STR_NONE)
		at = dateless(head);
	if (at == STR_NONE)
		return s;
	s = str_trim(str_from(s, at));
	head = str_sub(s, 0, DATELINE_MAX);
	at = str_find(head, STR("）"));
	if (str_starts(s, STR("（")) && at != STR_NONE)
		s = str_from(s, at + 3);
	return s;
}

/* The longer of summary and content, as far as it is compared. */
static struct str
body_text(const struct near_judge *j, const struct item *it)
{
	struct str text = it->summary, content = STR_NULL;

	if (it->content.len > 0 && text.len < LIMIT_NEAR_TEXT / 4)
		content = markup_text(j->a, it->content);
	if (content.len > text.len)
		text = content;
	text = str_sub(text, 0, LIMIT_NEAR_TEXT);
	return undated(text_line(j->a, text));
}

struct str
near_link(struct arena *a, struct str link)
{
	struct str key = str_empty(link) ? link : canonical_url(a, link);
	size_t host = str_find(key, STR("://")), path;

	if (host == STR_NONE)
		return STR_NULL;
	path = host + 3;
	while (path < key.len && key.p[path] != '/' && key.p[path] != '?')
		path++;
	return path + 1 < key.len ? key : STR_NULL;
}

/* The guid that KEY was made of, when it is not only its source's own. */
static struct str
guid_key(struct arena *a, struct str key)
{
	struct str guid = str_from(key, 2);

	if (!str_starts(key, STR("g:")))
		return STR_NULL;
	if (str_starts(guid, STR("tag:")) || str_starts(guid, STR("urn:")))
		return guid;
	return near_link(a, guid);
}

struct near
near_read(const struct near_judge *j, const struct item *it)
{
	struct str title = bare_title(j, it->title);
	struct near x = { .link = it->link,
		.key = near_link(j->a, it->link),
		.guid = guid_key(j->a, it->key),
		.folded = text_fold(j->a, title),
		.title = tokens_cut(j->a, title, LIMIT_NEAR_TOKENS),
		.whole = tokens_cut(j->a, it->title, LIMIT_NEAR_TOKENS),
		.text = tokens_cut(j->a, body_text(j, it), LIMIT_NEAR_TOKENS),
		.published = it->published };

	x.all = arena_concat(
	    j->a, (struct str[]){ x.whole.text, STR("\n"), x.text.text }, 3);
	return x;
}
