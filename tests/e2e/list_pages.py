# SPDX-License-Identifier: ISC
"""Listing pages of many kinds, made from a seed, with what is to be found.

pages(seed) yields Page: a name, HTML, the URL it comes from and the items that
a person would take from it. Each template is one way that lists are written;
around it stands what else pages have: menus, hot lists, clouds of tags, pagers,
carousels, comments, footers. rename() replaces all classes and ids by strings
without a meaning.
"""
import datetime
import random
import re

NOW = datetime.datetime(2026, 11, 20, 15, 0, tzinfo=datetime.timezone.utc)

WORDS = {
    "en": (
        "council bridge harvest library river school market winter budget "
        "minister railway museum farmers storm hospital election teachers "
        "harbour festival police court energy prices workers village team "
        "water report season players company researchers city data coast"
    ).split(),
    "de": (
        "Rathaus Brücke Ernte Bücherei Fluss Schule Markt Winter Haushalt "
        "Ministerin Bahnhof Museum Bauern Sturm Klinik Wahl Lehrer Hafen "
        "Gericht Preise Dorf Mannschaft Wasser Bericht Küste Straße Verein"
    ).split(),
    "ru": (
        "совет мост урожай библиотека река школа рынок зима бюджет министр "
        "вокзал музей фермеры буря больница выборы учителя порт фестиваль "
        "полиция суд цены рабочие деревня команда вода отчет сезон берег"
    ).split(),
    "zh": (
        "市政府 大桥 秋粮 图书馆 河道 学校 市场 冬季 预算 部长 铁路 博物馆 "
        "农户 暴雨 医院 选举 教师 港口 文化节 公安 法院 能源 物价 职工 "
        "村庄 球队 供水 报告 赛季 企业 研究院 城区 数据 沿海 会议 项目"
    ).split(),
    "ja": (
        "市役所 大橋 収穫 図書館 川 学校 市場 冬 予算 大臣 鉄道 博物館 農家 "
        "台風 病院 選挙 教員 港 祭り 警察 裁判所 物価 村 チーム 水道 報告 "
        "シーズン 企業 研究 データ 海岸"
    ).split(),
}
JOIN = {
    "en": "opens plans after with for new wins loses before says against of to "
    "and under near".split(),
    "de": "öffnet plant nach mit für neue gewinnt verliert vor gegen und unter "
    "bei".split(),
    "ru": "открыт после с для новый выиграл до против и под у".split(),
    "zh": "召开 推进 关于 完成 启动 举行 加快 发布 开展 印发 的 和 新增 通报".split(),
    "ja": "で を が に 開幕 発表 の 新たな 決定 へ から 再開".split(),
}
TAIL = {
    "zh": ["工作", "通知", "公告", "会议", "成果", "情况", "建设", "行动"],
    "ja": ["を発表", "が開幕", "について", "のお知らせ", "を開始"],
}
MENU = {
    "en": ["Home", "World", "Politics", "Sports", "Culture", "About us",
           "Contact", "Weather", "Opinion", "Video"],
    "de": ["Start", "Welt", "Politik", "Sport", "Kultur", "Über uns",
           "Kontakt", "Wetter", "Meinung", "Video"],
    "ru": ["Главная", "Мир", "Политика", "Спорт", "Культура", "О нас",
           "Контакты", "Погода", "Мнения", "Видео"],
    "zh": ["首页", "国内", "国际", "体育", "文化", "关于我们", "联系方式", "天气",
           "评论", "视频"],
    "ja": ["ホーム", "国内", "国際", "スポーツ", "文化", "会社概要", "お問い合わせ",
           "天気", "社説", "動画"],
}
MORE = {"en": "Read more", "de": "Weiterlesen", "ru": "Читать далее",
        "zh": "查看详情", "ja": "続きを読む"}
HOT = {"en": "Most read", "de": "Meistgelesen", "ru": "Популярное",
       "zh": "热门推荐", "ja": "アクセスランキング"}
BY = {"en": "By ", "de": "Von ", "ru": "Автор: ", "zh": "作者：", "ja": "文："}
NAMES = ["Ann Lee", "Jo Park", "Max Berg", "Li Wen", "Ira Novak", "Sam Hill"]
EN_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Maker:
    """Words, numbers and items of one page."""

    def __init__(self, seed, lang):
        self.r = random.Random(seed)
        self.lang = lang
        self.used = set()

    def phrase(self, least, most):
        r, lang = self.r, self.lang
        n = r.randint(least, most)
        if lang in ("zh", "ja"):
            words = []
            while sum(map(len, words)) < 2 * n:
                words.append(r.choice(WORDS[lang]))
                words.append(r.choice(JOIN[lang]))
            return "".join(words) + r.choice(TAIL[lang])
        words = [r.choice(JOIN[lang] if i % 3 == 1 else WORDS[lang])
                 for i in range(n)]
        return " ".join(words).capitalize()

    def title(self):
        while True:
            t = self.phrase(5, 11)
            if t not in self.used:
                self.used.add(t)
                return t

    def text(self, sentences=2):
        stop = "。" if self.lang in ("zh", "ja") else ". "
        return stop.join(self.phrase(9, 18) for _ in range(sentences)) \
            + stop.strip()

    def items(self, n, path="/news/{y}/{m:02d}/{i}.html", **have):
        r, out = self.r, []
        when = NOW - datetime.timedelta(minutes=r.randint(20, 300))
        base = r.randint(1000, 90000)
        for k in range(n):
            when -= datetime.timedelta(minutes=r.randint(200, 2500))
            i = base - k * r.randint(1, 1) - k
            out.append({
                "title": self.title(),
                "link": path.format(y=when.year, m=when.month, d=when.day, i=i),
                "when": when, "date": when.strftime("%Y-%m-%d"),
                "image": f"/img/{i}.jpg", "text": self.text(),
                "author": r.choice(NAMES), "number": r.randint(0, 900)})
        return out

    def shown(self, when, how):
        if how == "iso":
            return when.strftime("%Y-%m-%d")
        if how == "isotime":
            return when.strftime("%Y-%m-%d %H:%M")
        if how == "md":
            return when.strftime("%m-%d")
        if self.lang == "zh":
            return f"{when.year}年{when.month}月{when.day}日"
        if self.lang == "ja":
            return f"{when.year}年{when.month}月{when.day}日"
        if self.lang == "en":
            return f"{EN_MONTHS[when.month - 1]} {when.day}, {when.year}"
        return when.strftime("%d.%m.%Y")


def esc(s):
    return s.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def cut(s, n):
    return s if len(s) <= n else s[:n] + "..."


TEMPLATES = []


def template(n, date=True, image=False, **options):
    """A way to write a list: HTML from a Maker and N items. DATE and IMAGE say
    whether the page shows them."""
    def add(f):
        TEMPLATES.append((f, n, date, image, options))
        return f
    return add


@template(20)
def notices(m, items):
    """Headlines cut by the site, whole in title; [date] behind."""
    rows = "".join(
        f'<li><a href="{i["link"]}" target="_blank" title="{esc(i["title"])}">'
        f'{esc(cut(i["title"], 14))}</a><span>[{m.shown(i["when"], "iso")}]'
        '</span></li>' for i in items)
    return f'<div class="list-box"><h2>通知</h2><ul class="newslist">{rows}</ul></div>'


@template(18)
def notice_table(m, items):
    """A table with a head, a number, an office and a date."""
    rows = "".join(
        f'<tr><td>{k + 1}</td><td class="tit"><a href="{i["link"]}">{esc(i["title"])}'
        f'</a></td><td>{m.r.choice(MENU[m.lang])}</td>'
        f'<td>{m.shown(i["when"], "iso")}</td></tr>'
        for k, i in enumerate(items))
    return ('<table class="tb"><thead><tr><th>No.</th><th>*</th><th>*</th><th>*'
            f'</th></tr></thead><tbody>{rows}</tbody></table>')


@template(16)
def old_tables(m, items):
    """Tables for the layout, a table an entry, as in 2003."""
    rows = "".join(
        '<table width="100%" border=0><tr><td width=20><img src="/dot.gif"></td>'
        f'<td><a href="{i["link"]}">{esc(i["title"])}</a></td>'
        f'<td width=90>{m.shown(i["when"], "iso")}</td></tr></table>'
        for i in items)
    return f'<table width=700><tr><td valign=top>{rows}</td></tr></table>'


@template(12, image=True)
def cards(m, items):
    """A grid: lazy picture, heading, teaser, time."""
    rows = "".join(
        '<div class="col-md-4"><div class="card"><a class="thumb" '
        f'href="{i["link"]}"><img class="lazy" src="data:image/gif;base64,R0lGOD" '
        f'data-src="{i["image"]}" alt=""></a><div class="body"><h3 class="card-title">'
        f'<a href="{i["link"]}">{esc(i["title"])}</a></h3><p>{esc(i["text"])}</p>'
        f'<time datetime="{i["when"].isoformat()}">{m.shown(i["when"], "own")}</time>'
        f'<a class="more" href="{i["link"]}">{MORE[m.lang]}</a></div></div></div>'
        for i in items)
    return f'<div class="row">{rows}</div>'


@template(10, image=True)
def link_cards(m, items):
    """The link is around all of an entry."""
    rows = "".join(
        f'<a class="teaser" href="{i["link"]}"><img src="{i["image"]}" alt="">'
        f'<div><h3>{esc(i["title"])}</h3><p>{esc(i["text"])}</p>'
        f'<span class="d">{m.shown(i["when"], "own")}</span></div></a>' for i in items)
    return f'<section class="teasers">{rows}</section>'


@template(25)
def forum(m, items):
    """Threads with pages, writers, counts and the last answer."""
    rows = ""
    for i in items:
        last = i["when"] + datetime.timedelta(hours=m.r.randint(1, 15))
        pages = "".join(f' <a href="{i["link"]}?page={p}">{p}</a>'
                        for p in range(2, m.r.randint(2, 6)))
        rows += (
            f'<tbody id="normalthread_{i["number"]}"><tr><td><i class="ico"></i></td>'
            f'<th><a class="s xst" href="{i["link"]}">{esc(i["title"])}</a>'
            f'<span class="tps">{pages}</span></th><td class="by"><cite>'
            f'<a href="/u/{i["number"]}">{i["author"]}</a></cite><em>'
            f'<span>{m.shown(i["when"], "iso")}</span></em></td>'
            f'<td class="num"><a href="{i["link"]}">{m.r.randint(0, 99)}</a>'
            f'<em>{i["number"]}</em></td><td class="by"><cite>'
            f'<a href="/u/{i["number"] + 1}">{m.r.choice(NAMES)}</a></cite><em>'
            f'<a href="{i["link"]}?last">{m.shown(last, "isotime")}</a></em></td>'
            '</tr></tbody>')
    return f'<table id="threadlist">{rows}</table>'


@template(12)
def definitions(m, items):
    """A definition list: the entries have no container."""
    rows = "".join(
        f'<dt><a href="{i["link"]}">{esc(i["title"])}</a></dt>'
        f'<dd>{m.shown(i["when"], "own")}</dd><dd>{esc(i["text"])}</dd>'
        for i in items)
    return f'<dl class="entries">{rows}</dl>'


@template(9)
def runs(m, items):
    """Headings and paragraphs one after the other, without a container."""
    rows = "".join(
        f'<h2><a href="{i["link"]}">{esc(i["title"])}</a></h2>'
        f'<p class="meta">{m.shown(i["when"], "own")} | {i["author"]}</p>'
        f'<p>{esc(i["text"])}</p><hr>' for i in items)
    return f'<div id="content">{rows}</div>'


@template(10, image=True)
def alternating(m, items):
    """Pictures left and right in turns, with classes of their own."""
    rows = ""
    for k, i in enumerate(items):
        pic = f'<div class="pic"><a href="{i["link"]}"><img src="{i["image"]}"></a></div>'
        txt = (f'<div class="txt"><h4><a href="{i["link"]}">{esc(i["title"])}</a></h4>'
               f'<span>{m.shown(i["when"], "own")}</span><p>{esc(i["text"])}</p></div>')
        rows += (f'<div class="line left">{pic}{txt}</div>' if k % 2 == 0 else
                 f'<div class="line right">{txt}{pic}</div>')
    return f'<div class="lines">{rows}</div>'


@template(10, image=True)
def weblog(m, items):
    """A weblog: post-123, odd and even, some posts without a picture."""
    rows = ""
    for k, i in enumerate(items):
        pic = (f'<figure><a href="{i["link"]}"><img width=300 src="{i["image"]}" '
               f'srcset="{i["image"]} 300w"></a></figure>')
        if k % 4 == 3:
            pic, i["image"] = "", None
        rows += (
            f'<article id="post-{i["number"]}" class="post-{i["number"]} post '
            f'{"odd" if k % 2 else "even"} category-{m.r.choice(["a", "b", "c"])}">'
            f'{pic}<header><span class="cat"><a href="/category/{k % 3}/">'
            f'{MENU[m.lang][k % 3 + 1]}</a></span><h2 class="entry-title"><a rel=bookmark '
            f'href="{i["link"]}">{esc(i["title"])}</a></h2><div class="entry-meta">'
            f'<a href="{i["link"]}"><time class="published" '
            f'datetime="{i["when"].isoformat()}">{m.shown(i["when"], "own")}</time></a>'
            f' <span class="author">{BY[m.lang]}<a href="/author/1">{i["author"]}</a></span>'
            f' <a href="{i["link"]}#comments">{i["number"]}</a></div></header>'
            f'<div class="entry-content"><p>{esc(i["text"])} '
            f'<a href="{i["link"]}">{MORE[m.lang]}</a></p></div></article>')
    return f'<main>{rows}</main>'


@template(10)
def blocks(m, items):
    """Day and month in blocks of their own."""
    rows = "".join(
        f'<li class="clearfix"><div class="date"><b>{i["when"].day:02d}</b>'
        f'<span>{i["when"].strftime("%Y-%m")}</span></div><div class="con">'
        f'<a href="{i["link"]}"><h3>{esc(i["title"])}</h3></a><p>{esc(i["text"])}</p>'
        '</div></li>' for i in items)
    return f'<ul class="dl">{rows}</ul>'


@template(8)
def month_blocks(m, items):
    """Month by name above the day, as calendars have it."""
    rows = "".join(
        f'<div class="event"><a href="{i["link"]}"><span class="cal">'
        f'<span class="mon">{EN_MONTHS[i["when"].month - 1]}</span>'
        f'<span class="day">{i["when"].day}</span></span>'
        f'<span class="name">{esc(i["title"])}</span></a></div>' for i in items)
    return f'<div class="events">{rows}</div>'


@template(20)
def split_lists(m, items):
    """A new list after each five entries."""
    rows = ""
    for k in range(0, len(items), 5):
        rows += "<ul>" + "".join(
            f'<li><em>{m.shown(i["when"], "md")}</em><a href="{i["link"]}">'
            f'{esc(i["title"])}</a></li>' for i in items[k:k + 5]) + \
            '</ul><div class="dash"></div>'
    return f'<div class="pagelist">{rows}</div>'


@template(12, image=True)
def pairs(m, items):
    """Two entries a row."""
    def cell(i):
        return (f'<div class="cell"><a href="{i["link"]}"><img data-original='
                f'"{i["image"]}" src="/blank.png"></a><p class="t">'
                f'<a href="{i["link"]}">{esc(i["title"])}</a></p><p class="d">'
                f'{m.shown(i["when"], "own")}</p></div>')
    rows = "".join('<div class="pair">' + "".join(map(cell, items[k:k + 2])) +
                   "</div>" for k in range(0, len(items), 2))
    return f'<div class="grid">{rows}</div>'


@template(15)
def based(m, items):
    """Links are relative to <base href>."""
    rows = "".join(
        f'<li><h4><a href="{i["link"].lstrip("/")}">{esc(i["title"])}</a></h4>'
        f'<small>{m.shown(i["when"], "own")}</small></li>' for i in items)
    return f'<ol class="items">{rows}</ol>'


based.head = '<base href="/">'


@template(12, image=True)
def backgrounds(m, items):
    """Pictures as backgrounds of the links."""
    rows = "".join(
        f'<div class="story"><a class="pic" href="{i["link"]}" style="background-image:'
        f' url(\'{i["image"]}\')"></a><div class="hd"><a href="{i["link"]}">'
        f'{esc(i["title"])}</a></div><div class="when">{m.shown(i["when"], "own")}</div>'
        '</div>' for i in items)
    return f'<div class="stories">{rows}</div>'


@template(10, image=True)
def pictures(m, items):
    """<picture> with sources, a copy for those without scripts."""
    rows = "".join(
        f'<li class="river__item"><a href="{i["link"]}" tabindex=-1><picture>'
        f'<source data-srcset="{i["image"]}" type="image/jpeg">'
        f'<img class="lazyload" data-srcset="{i["image"]} 1x" alt=""></picture>'
        f'<noscript><img src="{i["image"]}"></noscript></a><div><p class="kicker">'
        f'{m.r.choice(MENU[m.lang])}</p><h3><a href="{i["link"]}">{esc(i["title"])}</a>'
        f'</h3><p class="byline">{BY[m.lang]}{i["author"]}</p><abbr '
        f'title="{i["when"].isoformat()}">2 h</abbr></div></li>' for i in items)
    return f'<ul class="river">{rows}</ul>'


@template(14, date=False)
def undated(m, items):
    """Headline, teaser, read more; no date."""
    rows = "".join(
        f'<div class="res"><h4>{esc(i["title"])}</h4><p>{esc(i["text"])}</p>'
        f'<a class="btn" href="{i["link"]}">{MORE[m.lang]}</a></div>' for i in items)
    return f'<div class="results">{rows}</div>'


@template(20)
def bare(m, items):
    """Paragraphs with a link and a date among others."""
    rows = "".join(
        f'<p>&middot; <a href="{i["link"]}">{esc(i["title"])}</a> '
        f'<font color=gray>({m.shown(i["when"], "iso")})</font></p>' for i in items)
    return f'<div class="zw"><p>{esc(m.text())}</p>{rows}<p>{esc(m.text())}</p></div>'


@template(20, date=False)
def breaks(m, items):
    """Links and line breaks, nothing else."""
    rows = "".join(f'· <a href="{i["link"]}">{esc(i["title"])}</a><br>\n'
                   for i in items)
    return f'<div class="left">{rows}</div>'


@template(10, date=False)
def results(m, items):
    """Results of a search: heading, address, extract with marked words."""
    rows = "".join(
        f'<div class="g"><a href="{i["link"]}"><h3>{esc(i["title"])}</h3>'
        f'<cite>example.org › {i["number"]}</cite></a><div>'
        f'<span>{esc(i["text"][:20])}<em>{WORDS[m.lang][0]}</em>{esc(i["text"][20:])}</span>'
        '</div></div>' for i in items)
    return f'<div id="rso">{rows}</div>'


@template(20)
def kinds_first(m, items):
    """The date and a category with a link stand before the headline."""
    rows = "".join(
        f'<li><span class="time">{m.shown(i["when"], "md")}</span>'
        f'<a class="cls" href="/c/{k % 4}">[{MENU[m.lang][k % 4 + 1]}]</a>'
        f'<a href="{i["link"]}">{esc(i["title"])}</a></li>'
        for k, i in enumerate(items))
    return f'<ul class="rows">{rows}</ul>'


@template(10, image=True)
def hashed(m, items):
    """Classes made by a machine."""
    h = ["css-" + "".join(m.r.choice("abcdef0123456789") for _ in range(7))
         for _ in range(9)]
    rows = "".join(
        f'<div class="{h[0]}"><div class="{h[1]}"><a class="{h[2]}" href="{i["link"]}">'
        f'<span class="{h[3]}"><img class="{h[4]}" src="{i["image"]}"></span>'
        f'<span class="{h[5]}">{esc(i["title"])}</span></a><div class="{h[6]}">'
        f'<span class="{h[7]}">{i["author"]}</span><span class="{h[8]}">'
        f'{m.shown(i["when"], "own")}</span></div></div></div>' for i in items)
    return f'<div><div>{rows}</div></div>'


@template(15, date=False)
def ranking(m, items):
    """Ranks before, counts behind."""
    rows = "".join(
        f'<tr><td class="rank">{k + 1}</td><td><a href="{i["link"]}">{esc(i["title"])}</a>'
        f'<span class="hot">{i["number"]}</span></td></tr>'
        for k, i in enumerate(items))
    return f'<table><tbody>{rows}</tbody></table>'


@template(8)
def nested(m, items):
    """Entries with further links inside."""
    rows = ""
    for i in items:
        sub = "".join(f'<li><a href="/rel/{m.r.randint(1, 9999)}">{esc(m.title())}</a></li>'
                      for _ in range(m.r.randint(0, 3)))
        rows += (f'<li class="big"><h3><a href="{i["link"]}">{esc(i["title"])}</a></h3>'
                 f'<div class="by">{m.shown(i["when"], "own")}</div><p>{esc(i["text"])}</p>'
                 f'<ul class="rel">{sub}</ul></li>')
    return f'<ul class="bigs">{rows}</ul>'


@template(14)
def two_lists(m, items):
    """News, and a second list of notes with few entries."""
    rows = "".join(
        f'<div class="n"><a href="{i["link"]}">{esc(i["title"])}</a><i>'
        f'{m.shown(i["when"], "iso")}</i><p>{esc(i["text"])}</p></div>' for i in items)
    other = "".join(f'<li><a href="/notes/{k}">{esc(m.title())}</a></li>'
                    for k in range(6))
    return (f'<div class="notes"><h3>*</h3><ul>{other}</ul></div>'
            f'<div class="main">{rows}</div>')


@template(6)
def full_texts(m, items):
    """Whole texts, with links in them."""
    rows = ""
    for i in items:
        body = "".join(
            f'<p>{esc(m.text(3))} <a href="/x/{m.r.randint(1, 999)}">{esc(m.phrase(2, 3))}'
            f'</a> {esc(m.text(1))}</p>' for _ in range(m.r.randint(2, 5)))
        rows += (f'<div class="day"><h3 class="title"><a href="{i["link"]}">'
                 f'{esc(i["title"])}</a></h3>{body}<p class="foot">'
                 f'<a href="{i["link"]}">{m.shown(i["when"], "isotime")}</a> '
                 f'<a href="{i["link"]}#c">{i["number"]}</a></p></div>')
    return f'<div id="blog">{rows}</div>'


@template(15, image=True)
def featured(m, items):
    """The first entry is larger than the others and has another make."""
    def row(i):
        return (f'<li><a class="im" href="{i["link"]}"><img src="{i["image"]}"></a>'
                f'<div class="r"><a href="{i["link"]}">{esc(i["title"])}</a>'
                f'<span>{m.shown(i["when"], "own")}</span></div></li>')
    return '<ul class="feat">' + "".join(map(row, items)) + "</ul>"


@template(24)
def by_day(m, items):
    """Under headings for days, with the time alone at each entry."""
    rows, last = "", None
    for i in items:
        i["date"] = None
        if i["when"].date() != last:
            rows += ("</ul>" if last else "") + \
                f'<h3>{m.shown(i["when"], "own")}</h3><ul class="day">'
            last = i["when"].date()
        rows += (f'<li><span>{i["when"].strftime("%H:%M")}</span>'
                 f'<a href="{i["link"]}">{esc(i["title"])}</a></li>')
    return f'<div class="archive">{rows}</ul></div>'


@template(12)
def table_rows(m, items):
    """Two table rows an entry: headline, then what belongs to it."""
    rows = "".join(
        f'<tr class="athing"><td class="no">{k + 1}.</td><td class="title">'
        f'<a href="{i["link"]}">{esc(i["title"])}</a></td></tr><tr><td></td>'
        f'<td class="sub">{i["number"]} | <a href="/u/{k}">{i["author"]}</a> '
        f'<span class="age" title="{i["when"].strftime("%Y-%m-%dT%H:%M:%S")}">'
        f'{m.shown(i["when"], "own")}</span> | <a href="{i["link"]}?c">{i["number"]}</a>'
        '</td></tr><tr class="space"></tr>' for k, i in enumerate(items))
    return f'<table class="list">{rows}</table>'


def menu(m, n=8):
    return "".join(f'<li><a href="/s{k}/">{t}</a></li>'
                   for k, t in enumerate(MENU[m.lang][:n]))


def above(m):
    r = m.r
    out = (f'<header><a class="logo" href="/"><img src="/logo.png" alt="*"></a>'
           f'<div class="nav"><ul>{menu(m)}</ul></div></header>')
    if r.random() < 0.4:
        out += f'<div class="crumb"><a href="/">{MENU[m.lang][0]}</a> &gt; ' \
               f'<a href="/s1/">{MENU[m.lang][1]}</a></div>'
    if r.random() < 0.35:
        out += '<div class="slider">' + "".join(
            f'<div class="slide"><a href="/top/{k}"><img src="/top/{k}.jpg">'
            f'<b>{esc(m.phrase(4, 7))}</b></a></div>' for k in range(5)) + "</div>"
    return out


def beside(m):
    r, out = m.r, ""
    if r.random() < 0.6:
        out += f'<div class="hot"><h3>{HOT[m.lang]}</h3><ol>' + "".join(
            f'<li><i>{k + 1}</i><a href="/hot/{k}">{esc(m.phrase(4, 8))}</a></li>'
            for k in range(10)) + "</ol></div>"
    if r.random() < 0.4:
        out += '<div class="tags">' + "".join(
            f'<a href="/tag/{k}">{r.choice(WORDS[m.lang])}</a> '
            for k in range(30)) + "</div>"
    if r.random() < 0.3:
        out += '<ul class="comments">' + "".join(
            f'<li>{r.choice(NAMES)}: <a href="/x/{k}#c{k}">{esc(m.phrase(3, 6))}</a></li>'
            for k in range(6)) + "</ul>"
    if r.random() < 0.3:
        out += "".join(
            f'<div class="ad"><a href="https://ads.example.net/{k}"><img src="/ad{k}.gif">'
            f'<span>{esc(m.phrase(3, 5))}</span></a></div>' for k in range(3))
    if r.random() < 0.3:
        out += "<ul class=archive>" + "".join(
            f'<li><a href="/2026/{k:02d}/">{EN_MONTHS[k - 1]} 2026</a> ({r.randint(2, 40)})'
            '</li>' for k in range(1, 12)) + "</ul>"
    return f'<div class="sidebar">{out}</div>'


def below(m):
    r = m.r
    out = ""
    if r.random() < 0.7:
        out += '<div class="pager">' + "".join(
            f'<a href="?page={k}">{k}</a>' for k in range(1, 11)) + "</div>"
    out += '<div class="foot"><ul>' + menu(m, 10) + "</ul><p>&copy; 2026 Example. " \
        + esc(m.text(1)) + "</p>"
    if r.random() < 0.4:
        out += '<div class="friends">' + "".join(
            f'<a href="https://f{k}.example.net/">{esc(m.phrase(2, 3))}</a>'
            for k in range(12)) + "</div>"
    return out + "</div>"


class Page:
    def __init__(self, name, url, html, items):
        self.name, self.url, self.html, self.items = name, url, html, items


def page(f, n, date, image, lang, seed):
    m = Maker(f"{f.__name__} {lang} {seed}", lang)
    items = m.items(max(4, n + m.r.randint(-3, 6)))
    body = f(m, items)
    order = [above(m), f'<div class="page"><div class="col">{body}</div>{beside(m)}</div>',
             below(m)]
    if m.r.random() < 0.3:
        order[1] = f'<div class="page">{beside(m)}<div class="col">{body}</div></div>'
    head = getattr(f, "head", "")
    html = (f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}'
            f'<title>{MENU[lang][1]}</title></head><body>' + "\n".join(order) +
            "</body></html>")
    for i in items:
        i["link"] = "https://www.example.org" + i["link"]
        i["image"] = "https://www.example.org" + i["image"] \
            if image and i["image"] else None
        if not date:
            i["date"] = None
    return Page(f"{f.__name__}-{lang}-{seed}", "https://www.example.org/town/", html,
                items)


def pages(seed, langs=("en", "zh")):
    for f, n, date, image, _ in TEMPLATES:
        for lang in langs:
            yield page(f, n, date, image, lang, seed)


def rename(html, seed=0):
    """HTML with all classes and ids replaced, the same one by the same one."""
    r, names = random.Random(seed), {}

    def one(name):
        if name not in names:
            names[name] = "".join(r.choice("abcdefghijklmnopqrstuvwxyz")
                                  for _ in range(r.randint(5, 9)))
        return names[name]

    def attr(m):
        value = m.group(3) if m.group(3) is not None else m.group(4)
        return f'{m.group(1)}="{" ".join(one(x) for x in value.split())}"'

    return re.sub(r'''(?i)(\s(?:class|id))=(["'])(.*?)\2|(?!)()''', attr,
                  re.sub(r'''(?i)(\s(?:class|id))=([^\s"'>]+)''', r'\1="\2"', html))
