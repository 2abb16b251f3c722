// SPDX-License-Identifier: ISC
#include "extract/article/credits.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "extract/article/byline.h"
#include "extract/article/moment.h"
#include "model/limits.h"

/* Lines above a headline and below a text in which there may be credits. */
#define NEAR 8
/* Weight of a line with credits; more is a text. */
#define LINE_MOST 200
/* Weight of a name. */
#define NAME_MOST 60
/* Nodes and attributes in a <time>. */
#define PARTS 50
/* Figures of a date with its year or of a day with a time. */
#define DATE_DIGITS 5

/* What introduces a name. BARE: at the beginning of a line, without a colon. */
static const struct label {
	const char *text;
	bool outlet, bare;
} labels[] = {
	{ "来源：", true, false },
	{ "来源:", true, false },
	{ "來源：", true, false },
	{ "來源:", true, false },
	{ "来源于：", true, false },
	{ "出处：", true, false },
	{ "出典：", true, false },
	{ "출처:", true, false },
	{ "source:", true, true },
	{ "quelle:", true, true },
	{ "источник:", true, true },
	{ "作者：", false, false },
	{ "作者:", false, false },
	{ "撰文：", false, false },
	{ "撰稿：", false, false },
	{ "撰文 | ", false, true },
	{ "撰文｜", false, true },
	{ "撰文丨", false, true },
	{ "撰文|", false, true },
	{ "文：", false, true },
	{ "文/", false, true },
	{ "文｜", false, true },
	{ "文丨", false, true },
	{ "文 | ", false, true },
	{ "记者：", false, false },
	{ "记者:", false, false },
	{ "記者：", false, false },
	{ "本报记者", false, true },
	{ "本報記者", false, true },
	{ "记者 ", false, false },
	{ "記者 ", false, false },
	/* A square stands before the name in printed papers. */
	{ "□", false, true },
	{ "◎", false, true },
	{ "author:", false, true },
	{ "written by ", false, true },
	{ "posted by ", false, true },
	{ "by ", false, true },
	{ "von ", false, true },
	{ "par ", false, true },
	{ "por ", false, true },
	{ "автор:", false, true },
};

static const char *const tools[] = { "举报", "关注", "订阅", "我要投稿", "檢舉",
	"追蹤" };

static bool
is_gap(uint32_t cp)
{
	return cp == '|' || cp == 0xFF5C || cp == 0x3010 || cp == '[' ||
	       cp == '(' || cp == 0xFF08 || cp == 0xFF09 || cp == ')' ||
	       cp == 0x3011 || cp == 0xB7 || cp == 0x2022 || cp == ';';
}

/* The name that S begins with: up to a mark or a figure, and in scripts without
 * spaces up to a space. Empty when what follows is another label. */
static struct str
name_at(struct str s)
{
	bool wide = false;
	size_t end = 0;

	while (s.len > 0) {
		size_t at = 0;

		if (!utf8_is_space(utf8_next(s, &at)))
			break;
		s = str_from(s, at);
	}
	while (end < s.len) {
		size_t at = end;
		uint32_t cp = utf8_next(s, &at);

		if (cp == ':' || cp == 0xFF1A)
			return STR_NULL;
		if (is_gap(cp) || cp == 0x3000 || (wide && utf8_is_space(cp)) ||
		    (!wide && is_digit((int)cp)))
			break;
		wide |= utf8_is_cjk(cp);
		end = at;
	}
	s = str_trim(str_sub(s, 0, end));
	/* Links of the page that stand right behind a name. */
	for (size_t i = 0; i < sizeof(tools) / sizeof(*tools); i++)
		if (str_ends(s, str_c(tools[i])))
			s = str_trim(str_sub(s, 0, s.len - strlen(tools[i])));
	while (str_ends(s, STR(",")))
		s = str_trim(str_sub(s, 0, s.len - 1));
	return measure(s).weight > NAME_MOST ? STR_NULL : s;
}

/* Two Han characters of a name are parted to be as wide as three: 何　苗. */
static struct str
closed_up(struct arena *a, struct str line)
{
	size_t at = str_find(line, STR("　"));
	struct str head, tail;

	if (at == STR_NONE)
		return STR_NULL;
	head = str_sub(line, 0, at);
	tail = str_from(line, at + strlen("　"));
	if (utf8_count(head) != 1 || utf8_count(tail) != 1)
		return STR_NULL;
	return arena_printf(a, "%.*s%.*s", STR_ARG(head), STR_ARG(tail));
}

static size_t
find_label(struct str line, const struct label *l)
{
	struct str text = str_c(l->text);

	if (l->bare)
		return str_istarts(line, text) ? text.len : STR_NONE;
	if (str_find(line, text) == STR_NONE)
		return STR_NONE;
	return str_find(line, text) + text.len;
}

static void
read_names(struct page *p, struct str line, struct facts *f, struct str *outlet)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		size_t at = find_label(line, &labels[i]);
		struct str name, closed;

		if (at == STR_NONE)
			continue;
		name = name_at(str_from(line, at));
		closed = closed_up(p->a, str_trim(str_from(line, at)));
		if (labels[i].bare && str_starts(str_from(line, at), STR("　")))
			closed =
			    closed_up(p->a, str_from(line, at + strlen("　")));
		if (!str_empty(closed))
			name = closed;
		if (str_empty(name))
			continue;
		if (labels[i].outlet && str_empty(*outlet))
			*outlet = name;
		if (!labels[i].outlet && str_empty(f->author) &&
		    !byline_is_nobody(name))
			f->author = name;
	}
}

/* True when LINE may hold a date: figures, and what parts those of one. */
static bool
may_be_date(struct str line)
{
	size_t digits = 0;
	bool mark = false;

	for (size_t i = 0; i < line.len; i++) {
		unsigned char before =
		    i == 0 ? 0 : (unsigned char)line.p[i - 1];
		unsigned char c = (unsigned char)line.p[i];

		digits += is_digit(c);
		mark |= is_digit(before) &&
			(c == '-' || c == '/' || c == '.' || c == ':' ||
			    c == ',' || c >= 0xE0 || c == ' ');
	}
	return digits >= DATE_DIGITS && mark;
}

/* Add the text S to B as it is read, white space folded. */
static void
add_folded(struct buf *b, struct str s)
{
	bool gap = false;

	for (size_t at = 0; at < s.len;) {
		size_t from = at;
		uint32_t cp = utf8_next(s, &at);

		if (cp == 0xA0 || (cp < 0x80 && is_html_space((int)cp))) {
			gap = true;
			continue;
		}
		if (gap && b->len > 0 && b->p[b->len - 1] != ' ')
			(void)buf_addc(b, ' ');
		gap = false;
		(void)buf_add(b, str_sub(s, from, at - from));
	}
	if (gap && b->len > 0)
		(void)buf_addc(b, ' ');
}

/* True when S has the figures of a clock, 20:00. */
static bool
has_clock(struct str s)
{
	for (size_t i = 1; i + 1 < s.len; i++)
		if (s.p[i] == ':' && is_digit(s.p[i - 1]) &&
		    is_digit(s.p[i + 1]))
			return true;
	return false;
}

/*
 * The date in line I, which may have one: the text of the element that it alone
 * stands in, else the line, with spaces around a date at whose borders a style
 * sheet must have parted elements: "浙江2026-03-29".
 */
static struct str
date_in(struct page *p, uint32_t i)
{
	const struct line *l = &p->line[i];
	struct buf *b = buf_in(p->a, (size_t)LINE_MOST * 8);
	struct str alone = STR_NULL;
	size_t dates = 0, clocks = 0;
	bool was_date = false;

	for (uint32_t at = l->first; at < p->ncells; at++) {
		const struct cell *c = &p->cell[at];
		struct str s;
		bool date;

		if (c->node == NULL || html_type(c->node) != HTML_TEXT)
			continue;
		if (c->from != i)
			break;
		s = html_data(c->node);
		date = may_be_date(s);
		if (b->len > 0 && !str_empty(s) &&
		    ((date && is_digit(s.p[0])) ||
			(was_date && is_digit(b->p[b->len - 1]))))
			add_folded(b, STR(" "));
		add_folded(b, s);
		was_date = date;
		dates += date;
		clocks += !date && has_clock(s);
		if (date && !tag_is_block((enum tag)p->cell[c->parent].tag) &&
		    html_count(p->cell[c->parent].node, PARTS) < PARTS)
			alone = html_text(p->a, p->cell[c->parent].node);
	}
	if (dates == 1 && clocks == 0 && !str_empty(alone))
		return alone;
	return dates == 0 ? l->text : str_trim(buf_str(b));
}

/* <time> among the cells FROM to TO. */
static void
read_times(struct page *p, uint32_t from, uint32_t to, struct facts *f)
{
	for (uint32_t at = from; at < to; at++) {
		const struct html_node *n = p->cell[at].node;
		struct str value;

		if (n == NULL || html_type(n) != HTML_ELEMENT ||
		    !html_is(n, STR("time")))
			continue;
		if ((!html_attr(n, STR("datetime"), &value) ||
			str_empty(str_trim(value))))
			value = html_count(n, PARTS) < PARTS
				    ? html_text(p->a, n)
				    : STR_NULL;
		facts_add_date(p->a, &f->published, value, ARTICLE_IN_TIME, at);
	}
}

static void
read_line(struct page *p, uint32_t i, struct facts *f, struct str *outlet)
{
	const struct line *l = &p->line[i];

	if (l->m.weight > LINE_MOST)
		return;
	read_names(p, l->text, f, outlet);
	if (may_be_date(l->text))
		facts_add_date(p->a, &f->published, date_in(p, i),
		    ARTICLE_IN_TEXT, l->first);
}

/* True when S begins by naming who wrote the text. */
static bool
is_byline(struct str s)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (!labels[i].outlet && str_istarts(s, str_c(labels[i].text)))
			return true;
	return false;
}

bool
credits_only(const struct line *l)
{
	return is_byline(l->text) && !l->m.ended;
}

void
credits_drop(struct page *p)
{
	for (uint32_t i = 0; i < p->nlines; i++) {
		struct line *l = &p->line[i];

		if (l->drop != DROP_NOT)
			continue;
		if (l->kind == TAG_HEADING || l->m.sentences > 0 ||
		    l->m.weight > NAME_MOST ||
		    !(moment_label(l) || is_byline(l->text)))
			return;
		l->drop = DROP_FACT;
	}
}

void
credits_read(
    struct page *p, uint32_t title, uint32_t from, uint32_t to, struct facts *f)
{
	uint32_t above = title != NO_LINE && title < from ? title : from;
	uint32_t below = to + NEAR < p->nlines ? to + NEAR : p->nlines;
	struct str outlet = STR_NULL;

	above = above > NEAR ? above - NEAR : 0;
	if (p->nlines == 0)
		return;
	read_times(p, above == 0 ? p->top : p->line[above].first,
	    from < p->nlines ? p->line[from].first : p->ncells, f);
	for (uint32_t i = title == NO_LINE ? above : title + 1; i < from; i++)
		read_line(p, i, f, &outlet);
	for (uint32_t i = above; title != NO_LINE && i < title; i++)
		read_line(p, i, f, &outlet);
	/* Figures in the headline are its date when nothing else has one. */
	if (title < from)
		read_line(p, title, f, &outlet);
	for (uint32_t i = from; i < below; i++)
		if (p->line[i].drop == DROP_PHRASE || i >= to)
			read_names(p, p->line[i].text, f, &outlet);
	if (!str_empty(outlet))
		f->outlet = outlet;
}
