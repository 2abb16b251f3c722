// SPDX-License-Identifier: ISC
#include "normalize/near/words.h"

#include <assert.h>

#include "base/utf8.h"

/*
 * Collected from headlines of one template that tell different stories. "|"
 * parts meanings, a space the words of one, "_" is a space in a word. All is
 * folded as text_fold_case does.
 */
static const char *const classes[] = {
	/* to and fro */
	"上涨 上升 上调 上漲 攀升 走高 回升 微涨 大涨 收涨 增长 增長 同比增 增加 涨 "
	"升至 提高 提升 rise rises rose rising climb climbs climbed up gain gains "
	"jump jumps surge surges increase increases increased grow grows grew "
	"raise raises raised higher highest more expand expands add adds added | "
	"下跌 下降 下调 下滑 走低 回落 微跌 大跌 收跌 减少 減少 降低 降价 跌 降至 裁员 "
	"fall falls fell falling drop drops dropped down decline declines slide "
	"slides decrease decreases decreased cut cuts lower lowest shrink shrinks "
	"less fewer lose loses",
	"胜 战胜 击败 逆转 大胜 力克 险胜 获胜 赢 win wins won beat beats beaten "
	"defeat defeats | "
	"负 负于 不敌 惜败 输给 告负 lose loses lost | 战平 闷平 draw draws drew",
	"批准 获批 通过 同意 核准 approve approves approved approval pass passes "
	"passed | 否决 驳回 拒绝 reject rejects rejected block blocks blocked veto "
	"vetoes | 推迟 延期 暂缓 delay delays delayed postpone postpones",
	"恢复 重启 重开 reopen reopens reopened resume resumes | 关闭 封闭 停运 暂停 "
	"closed close closes suspend suspends suspended shut shuts",
	"进口 import imports | 出口 export exports",
	"买入 收购 buy buys | 卖出 出售 抛售 sell sells sold",
	"加息 上调利率 | 降息 | 降准",
	"guilty convicted | not_guilty acquitted innocent cleared",
	"属实 | 不属实 谣言 不实",
	"赞成 支持 support supports | 反对 oppose opposes",
	/* stages of one matter */
	"立案 被查 接受审查调查 | 被公诉 提起公诉 | 一审开庭 受审 | 一审宣判 获刑 "
	"被判 sentenced | 二审 终审 维持原判 | 再审 | charged arrested",
	"开工 动工 奠基 | 贯通 合龙 封顶 | 通车 开通 竣工 投运",
	"启动 开幕 开始 开赛 开跑 opens begins starts | 结束 闭幕 收官 落幕 夺冠 ends "
	"closes finishes",
	"抵达 到访 arrive arrives arrived lands | 离开 结束访华 leave leaves left "
	"departs | 将访 将访华 | 会见 会谈",
	"征求意见 征求意见稿 草案 draft | 正式印发 印发 公布 施行 | 解读 答记者问",
	"受理 | 过会 获通过 通过 | 撤回 终止 | 注册生效 | 上市首日",
	"招标 | 中标 成交 | 更正 变更 | 废标 流标",
	"任命 任 出任 当选 就任 appointed named elected | 免去 不再担任 辞去 辞职 卸任 "
	"resigns resigned quits ousted fired",
	"登陆 landfall | 生成 | 进入 移入 | 减弱 停编 weakens | 加强 strengthens | "
	"逼近 approaches",
	"发布 | 解除 lifted",
	"发射 launch launches lift-off liftoff lifted_off | 着陆 返回 splash splashed "
	"splashdown | 对接 docks | 转运",
	"遇难 死亡 killed dead dies died death | 受伤 injured hurt | 获救 rescued",
	"预告 前瞻 preview | 直播 live | 回放 | 战报 | 评测 review hands-on",
	"hear_arguments hears heard | to_hear take_up takes_up take_case agreed_to_"
	"hear | rules ruled ruling",
	"to_buy agrees agreed | completes completed | drops walks_away scraps",
	"appeals appeal | fined fine fines",
	"strike | called_off averted",
	/* one of a row */
	"周一 星期一 monday | 周二 星期二 tuesday | 周三 星期三 wednesday | 周四 "
	"星期四 thursday | 周五 星期五 friday | 周六 星期六 saturday | 周日 星期日 周天 "
	"sunday",
	"january | february | march | april | june | july | august | september | "
	"october | november | december",
	"上 上篇 上集 上午 | 中 中篇 | 下 下篇 下集 下午",
	"早报 早间 晨报 早盘 开盘 | 午间 午报 午评 午盘 | 晚报 晚间 夜报 收盘 收评 尾盘",
	"上半年 | 下半年 | 前三季度 | 全年",
	"初赛 预赛 资格赛 | 复赛 | 半决赛 semifinal semi-final semifinals | 决赛 final "
	"finals | 四分之一决赛 quarterfinal quarter-final",
	"红色 | 橙色 | 黄色 | 蓝色",
	"正式版 stable | 测试版 公测 beta | 内测 alpha | 候选版 rc | 开发版 preview",
	"校园招聘 校招 | 社会招聘 社招",
	"一期 | 二期 | 三期 | 四期",
	"小学 | 中学 初中 高中 | 大学 高校 | 幼儿园",
	"男足 男子 男队 men men's man | 女足 女子 女队 women women's woman",
	"高考 | 中考 | 考研 研究生 | 国考 | 省考",
	"春运 | 暑运",
	"春节 | 元旦 | 清明 | 五一 劳动节 | 端午 | 中秋 | 国庆",
	"开盘 | 收盘",
	"东部 eastern | 西部 western | 南部 southern | 北部 northern",
	"north | south | east | west",
	"today's today | yesterday's yesterday | tomorrow's tomorrow",
	"coffee | tea",
};

/* Of these one alone is enough. */
static const char *const turns[] = {
	("不 未 没有 没 并非 否认 不会 不再 无 not no never without denies deny "
	 "denied isn't wasn't don't doesn't didn't won't can't cannot "
	 "couldn't hasn't"),
	"不实 不属实 谣言 辟谣 hoax",
	"再次 再度 扩大 追加 again",
	"续 续集 后续 sequel follow-up",
	"取消 中止 停止 撤销 cancel cancels cancelled canceled called_off walks_away",
	"解除 lifts lifted",
	"解读 答记者问 explained explainer",
	"review",
	"pro | max | plus | mini | ultra | lite | 青春版 | 增强版",
	"women women's 女足 女子",
	"u17 u20 u21 u23 under-21 under-23",
	"beta alpha rc 测试版 预览版",
	"（上） (上) 上篇 | （中） (中) 中篇 | （下） (下) 下篇 | （完） (完)",
	"(一) 之一 | (二) 之二 | (三) 之三 | (四) 之四 | (五) 之五",
};

_Static_assert(
    sizeof(classes) / sizeof(*classes) + sizeof(turns) / sizeof(*turns) <=
	CLASSES_MAX,
    "struct meanings has room for all classes");

static const char fillers[] =
    "的 了 于 在 将 已 自 从 据 今 昨 日 天 晚 起 等 并 也 为 其 该 这 是 和 与 及 以 "
    "对 就 上午 下午 近日 日前 今天 今日 昨日 昨天 目前 截至 记者 获悉 了解 了解到 "
    "消息 发布 宣布 表示 称 指出 显示 通报 网站 方面 位于 介绍 来源 召开 我国 "
    "公告 数据 最新 广大 回应 "
    "a an the of in on to for and with at by from its it is was were are be been "
    "has have had said says say according that this as will would could which "
    "also he she they who about their his her new";

static const char leads[] =
    "快讯 突发 重磅 最新 要闻 独家 深度 视频 直播 图集 组图 喜讯 关注 聚焦 热点 反诈 "
    "头条 转载 转发 新书 breaking update updated exclusive video watch live "
    "analysis opinion photos just_in";

struct entry {
	struct str word;
	uint8_t class, meaning;
	const struct entry *next; /* that begins with the same byte */
};

/* Bits of a meaning. */
#define MEANINGS_MAX 32

enum list { LIST_CLASSES, LIST_FILLERS, LIST_LEADS, LIST_COUNT };

struct words {
	const struct entry *first[LIST_COUNT][256];
	size_t classes, turns; /* the first of the turns */
};

/* WORD with "_" as spaces, into A. */
static struct str
spaced(struct arena *a, struct str word)
{
	char *p = arena_cstr(a, word);

	for (size_t i = 0; i < word.len; i++)
		if (p[i] == '_')
			p[i] = ' ';
	return str_n(p, word.len);
}

static void
add(struct words *w, struct arena *a, enum list list, struct str word,
    size_t class, size_t meaning)
{
	struct entry *en = ARENA_NEW(a, struct entry);
	unsigned char c = (unsigned char)word.p[0];

	en->word = spaced(a, word);
	en->class = (uint8_t) class;
	en->meaning = (uint8_t)meaning;
	en->next = w->first[list][c];
	w->first[list][c] = en;
}

static void
add_all(struct words *w, struct arena *a, enum list list, struct str text,
    size_t class)
{
	size_t meaning = 0;
	struct str word;

	while (str_cut(&text, ' ', &word)) {
		assert(class < CLASSES_MAX && meaning < MEANINGS_MAX);
		if (str_eq(word, STR("|")))
			meaning++;
		else if (!str_empty(word))
			add(w, a, list, word, class, meaning);
	}
}

struct words *
words_new(struct arena *a)
{
	struct words *w = ARENA_NEW(a, struct words);

	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		add_all(w, a, LIST_CLASSES, str_c(classes[i]), w->classes++);
	w->turns = w->classes;
	for (size_t i = 0; i < sizeof(turns) / sizeof(*turns); i++)
		add_all(w, a, LIST_CLASSES, str_c(turns[i]), w->classes++);
	add_all(w, a, LIST_FILLERS, str_c(fillers), 0);
	add_all(w, a, LIST_LEADS, str_c(leads), 0);
	return w;
}

/* True when a word of an alphabet does not end at byte AT of S. */
static bool
goes_on(struct str s, size_t at)
{
	return at > 0 && at < s.len && is_alpha(s.p[at]) &&
	       is_alpha(s.p[at - 1]);
}

static size_t
longest(const struct words *w, enum list list, struct str s)
{
	const struct entry *en;
	size_t len = 0;

	if (str_empty(s))
		return 0;
	for (en = w->first[list][(unsigned char)s.p[0]]; en != NULL;
	     en = en->next)
		if (en->word.len > len && str_starts(s, en->word) &&
		    !goes_on(s, en->word.len))
			len = en->word.len;
	return len;
}

/* The first word of any class in TEXT at byte *AT or behind it, *AT moved past
 * it; empty at the end. */
static struct str
next_word(const struct words *w, struct str text, size_t *at)
{
	while (*at < text.len) {
		struct str s = str_from(text, *at);
		size_t len =
		    goes_on(text, *at) ? 0 : longest(w, LIST_CLASSES, s);

		if (len > 0) {
			*at += len;
			return str_sub(s, 0, len);
		}
		utf8_next(text, at);
	}
	return STR_NULL;
}

static const struct entry *
first_entry(const struct words *w, struct str word)
{
	return w->first[LIST_CLASSES][(unsigned char)word.p[0]];
}

struct meanings
words_meanings(const struct words *w, struct str text)
{
	struct meanings m = { { 0 } };
	struct str word;
	size_t at = 0;

	while (!str_empty(word = next_word(w, text, &at)))
		for (const struct entry *en = first_entry(w, word); en != NULL;
		     en = en->next)
			if (str_eq(en->word, word))
				m.v[en->class] |= 1U << en->meaning;
	return m;
}

struct str
words_find(const struct words *w, struct str text, size_t c, uint32_t bits)
{
	struct str word;
	size_t at = 0;

	while (!str_empty(word = next_word(w, text, &at)))
		for (const struct entry *en = first_entry(w, word); en != NULL;
		     en = en->next)
			if (en->class == c && (bits >> en->meaning & 1) &&
			    str_eq(en->word, word))
				return word;
	return STR_NULL;
}

size_t
words_classes(const struct words *w)
{
	return w->classes;
}

bool
words_is_turn(const struct words *w, size_t c)
{
	return c >= w->turns;
}

size_t
words_filler(const struct words *w, struct str s)
{
	return longest(w, LIST_FILLERS, s);
}

size_t
words_lead(const struct words *w, struct str s)
{
	return longest(w, LIST_LEADS, s);
}
