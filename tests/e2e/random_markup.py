# SPDX-License-Identifier: ISC
"""Random markup of listing pages: the list in one of many makings, the page
around it, and the rules that a person would write for it."""
import html
import re


class View:
    """One item as it stands on the page. TITLE and SUMMARY (or None) are
    random_text.Rich, HREF the value of the attribute, escaped, DATE a
    random_dates.Shown."""

    def __init__(self, number, title, href, summary, date):
        self.number, self.title, self.href = number, title, href
        self.summary, self.date = summary, date

    def date_html(self, tag="span", cls="time"):
        if self.date.text is None:
            return ""
        attrs = "".join(f' {k}="{html.escape(v)}"'
                        for k, v in self.date.attrs.items())
        return f'<{tag} class="{cls}"{attrs}>{self.date.html}</{tag}>'

    def summary_html(self, tag="p", cls="intro", more=""):
        if self.summary is None:
            return ""
        return f'<{tag} class="{cls}">{self.summary.html}{more}</{tag}>'

    def link(self, inner, cls=""):
        cls = f' class="{cls}"' if cls else ""
        return f'<a{cls} href="{self.href}">{inner}</a>'


def rules(item, title="a", link=None, summary=".intro", date=".time"):
    r = {"item": item, "title": title, "summary": summary, "date": date}
    if link:
        r["link"] = link
    return r


def plain_list(rng, views):
    close = rng.choice(["</li>", "</li>", ""])
    tag = rng.choice(["ul", "ol"])
    rows = [f"<li>{v.link(v.title.html)}{v.date_html()}{v.summary_html()}{close}"
            for v in views]
    item = rng.choice([f"{tag}.news > li", ".news li", f"{tag}[class=news]>li"])
    if rng.random() < 0.3:
        rows.insert(rng.randrange(len(rows)),
                    f'<li class="ad"><a href="/ad.html">Ad</a>{close}')
        item += ":not(.ad)"
    return [f'<{tag} class="news">'] + rows + [f"</{tag}>"], rules(item)


def thumbnails(rng, views):
    rows = [f"""<li class="item"><a class="pic" href="{v.href}"><img
 src="/images/none.gif" data-src="/images/{v.number}.jpg" alt="Photo"></a>
<h3>{v.link(v.title.html)}</h3>{v.summary_html()}
<div class="foot">{v.date_html()}<i>{v.number}</i></div></li>""" for v in views]
    return ['<ul class="list">'] + rows + ["</ul>"], \
        rules(rng.choice(["ul.list > li", "li.item"]), "h3 a",
              rng.choice([None, "h3 a", "a.pic", "a"]))


def rows(rng, views):
    head = rng.choice(["", "<tr><th>Title</th><th>Date</th></tr>",
                       "<thead><tr><th>#</th></tr></thead>"])
    ends = rng.choice([("</td>", "</tr>"), ("", "")])
    body = [f'<tr><td class="t">{v.link(v.title.html)}{v.summary_html("div")}'
            f'{ends[0]}<td class="d">{v.date_html()}{ends[0]}{ends[1]}'
            for v in views]
    return ['<table class="news" border="0">', head] + body + ["</table>"], \
        rules(rng.choice(["table.news tr:has(td)", ".news tr:has(a)"]),
              "td.t a", None, ".intro", rng.choice([".d span", "td:last-child .time"]))


def nested_tables(rng, views):
    lines = [f"""<tr><td width="20">&middot;<td><table width="100%"><tr>
<td class="t">{v.link(v.title.html)}{v.summary_html("font")}
<td align="right">{v.date_html("font")}</td></table>""" for v in views]
    return ["<table><tr><td valign=top>", "<table class=l>"] + lines + \
        ["</table>", "</td><td>", "</td></tr></table>"], \
        rules("table.l > tbody > tr", "td.t a")


def groups(rng, views):
    lines = [f"<div><dt>{v.link(v.title.html)}</dt><dd>{v.date_html()}</dd>"
             f"<dd>{v.summary_html('span')}</dd></div>" for v in views]
    return ['<dl class="news">'] + lines + ["</dl>"], \
        rules("dl.news > div", "dt a", rng.choice([None, "dt > a"]))


def terms(rng, views):
    lines = [f"<dt>{v.link(v.title.html)} {v.date_html('small')}"
             f"{v.summary_html('span')}<dd>{v.number}" for v in views]
    return ['<dl class="news">'] + lines + ["</dl>"], rules("dl.news > dt")


def cards(rng, views):
    lines = [f"""<article class="card{rng.choice([' big', ''])}" id="p{v.number}">
<a href="{v.href}" tabindex="-1" aria-hidden="true"><img loading="lazy" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="
></a><header><h2>{v.link(v.title.html, 'headline')}</h2>
{v.date_html("time")}</header>{v.summary_html(more=v.link("[More]"))}
<footer><a href="/tag/{v.number % 7}">Tag</a></footer></article>"""
             for v in views]
    return ['<section class="feed">'] + lines + ["</section>"], \
        rules(rng.choice(["article.card", ".feed > article", "article"]),
              rng.choice(["h2 a", "a.headline", "h2"]),
              rng.choice(["h2 a", "a.headline"]),
              '.intro | replace /\\[More\\]$/ ""')


def blocks(rng, views):
    """All of the item inside its link."""
    lines = [v.link(f"<h3>{v.title.html}</h3>{v.summary_html()}"
                    f"{v.date_html('time')}", "card") for v in views]
    return ['<div class="cards">'] + lines + ["</div>"], \
        rules(rng.choice(["a.card", ".cards > a"]), "h3", ".")


def soup(rng, views):
    """Nothing closed that a browser closes by itself, and too much of it."""
    lines = [f"""<div class="item"><p><b><font size=3>{v.link(v.title.html)}<p>
<i>{v.summary_html("span")}</b></i> <span>{v.date_html("span")}</div></font>"""
             for v in views]
    return ["<div class=list><center>"] + lines + ["</span></div>"], \
        rules(".item", rng.choice(["a", "p a"]))


def paragraphs(rng, views):
    lines = [f'<p class="n">&bull; {v.link(v.title.html)} {v.date_html("i")} '
             f'{v.summary_html("span")}' for v in views]
    return ["<div>"] + lines + ["</div>"], rules("p.n")


def own_text(rng, views):
    """The date is text of the item itself, behind a mark."""
    lines = [f"<li>{v.link(v.title.html)}{v.summary_html('div')} :: "
             f"{v.date.html}</li>" for v in views]
    return ['<ul id="list">'] + lines + ["</ul>"], \
        rules("#list > li", date='. | after " :: "')


def title_attributes(rng, views):
    lines = []
    for v in views:
        full = html.escape(v.title.text)
        short = html.escape(v.title.text[:8]) + rng.choice(["...", "…", "......"])
        lines.append(f'<li><a href="{v.href}" title="{full}">{short}</a>'
                     f"{v.date_html()}{v.summary_html()}</li>")
    return ['<ul class="news">'] + lines + ["</ul>"], \
        rules("ul.news > li", "a@title", "a")


def microdata(rng, views):
    lines = []
    for v in views:
        date = html.escape(next(iter(v.date.attrs.values()), v.date.text or ""))
        date = f'<meta itemprop="datePublished" content="{date}">' if date else ""
        lines.append(f"""<div itemscope itemtype="https://schema.org/NewsArticle">
{date}<a itemprop="url" href="{v.href}"><span itemprop="headline">{v.title.html}
</span></a>{v.summary_html("div")}</div>""")
    return ["<main>"] + lines + ["</main>"], \
        rules('[itemtype$="NewsArticle"]', "[itemprop=headline]",
              "a[itemprop=url]", ".intro", "[itemprop=datePublished]")


def buttons(rng, views):
    """No links at all: a script opens what an attribute names."""
    lines = [f'<div class="row" data-href="{v.href}"><span class="t">'
             f"{v.title.html}</span>{v.summary_html()}{v.date_html()}</div>"
             for v in views]
    return ['<div id="rows">'] + lines + ["</div>"], \
        rules("#rows .row", ".t", "@data-href")


def fallbacks(rng, views):
    """Two kinds of rows in one list; the rules name both."""
    lines = []
    for v in views:
        if rng.random() < 0.5:
            lines.append(f"<li><h4>{v.link(v.title.html)}</h4>"
                         f"{v.summary_html()}{v.date_html()}</li>")
        else:
            lines.append(f"<li><strong>{v.link(v.title.html)}</strong>"
                         f"{v.summary_html('div', 'abs')}{v.date_html('em', 'on')}</li>")
    r = rules(["ul.gone > li", "ul.mixed > li"])
    r.update(title=["h4 a", "strong a"], summary=["p.intro", "div.abs"],
             date=[".time", "em.on"])
    return ['<ul class="mixed">'] + lines + ["</ul>"], r


KINDS = [plain_list, plain_list, thumbnails, thumbnails, rows, nested_tables,
         groups, terms, cards, cards, blocks, soup, paragraphs, own_text,
         title_attributes, microdata, buttons, fallbacks]


def loud(text):
    """Tags in capitals, as pages of the last century have them."""
    return re.sub(r"</?[a-z][a-z0-9]*", lambda m: m[0].upper(), text)


def unquoted(text):
    return re.sub(r'(class|id|itemprop)="([a-z]+)"', r"\1=\2", text)


def write_list(rng, views, kind):
    """The lines of KIND with the noise that stands among them."""
    lines, r = kind(rng, views)
    if rng.random() < 0.2:
        lines = [unquoted(line) for line in lines]
    if rng.random() < 0.15:
        lines = [loud(line) for line in lines]
    if rng.random() < 0.3:
        lines = [x for line in lines for x in (line, rng.choice(
            ["", "", "<!-- item -->", "<!--[if IE]><li>no</li><![endif]-->"]))]
    return rng.choice(["", "\n", "\r\n", "\n\t"]).join(lines), r


def fake(writer, cls):
    """Something like an item that must not become one."""
    return (f'<li class="item n card row"><h3><a href="/fake/{writer.rng.random()}'
            f'.html">{html.escape(writer.line())}</a></h3>'
            f'<span class="time">2026-01-01</span></li>').replace("item", cls, 1)


def noise(rng, writer):
    """What stands around lists: most of it looks like one to a program that
    does not know HTML or that guesses."""
    line = html.escape(writer.line())
    kinds = [
        '<div id="nav"><ul>' + "".join(
            f'<li><a href="/c{i}/">{html.escape(writer.line()[:6])}</a></li>'
            for i in range(5)) + "</ul></div>",
        '<div class="hot"><h2>Top 5</h2><ol class="hot">' + "".join(
            f'<li><em>{i}</em><a href="/hot/{i}.html" title="{line}">{line}</a>'
            "<span>11-11</span></li>" for i in range(1, 6)) + "</ol></div>",
        '<div class="pages"><a href="?page=1">1</a> <b>2</b> <a href="?page=3"'
        ">3</a> <a href='index_2.html'>&gt;&gt;</a></div>",
        "<script>document.write('<ul class=\"news list\">"
        + fake(writer, "item").replace("/", "\\/") + "<\\/ul>');</script>",
        "<script type='text/template'><ul class='news'>"
        + fake(writer, "item") + "</ul></script>",
        "<!-- <ul class='news list mixed' id='list'>" + fake(writer, "item")
        + "</ul> -->",
        "<template><ul class='news'>" + fake(writer, "item") + "</ul></template>",
        "<textarea><ul class='news'>" + fake(writer, "item") + "</ul></textarea>",
        "<iframe src='/ad.html'><ul class='news'>" + fake(writer, "item")
        + "</ul></iframe>",
        "<style>ul.news > li::after{content:'<li>'}</style>",
        '<div class="ad"><a href="https://ad.example.com/?a=1&b=2"><img src="/ad.gif"'
        f' alt="{line}"></a></div>',
        "<form action=/search><input name=q><select><option>a<option>b</select>"
        "<button>Go</button></form>",
        "<svg><title>x</title><path d='M0 0'/></svg><math><mi>x</mi></math>",
        "<noscript><img src=/count.gif></noscript><br clear=all><hr>",
        "\x00\x01 \x7f<p>" + line + "\x00</p>", "</div></span></p></b>",
        # An open <b> would be opened anew within the list, around its items.
        "<p><b><i><font color=blue>" + line + "</p></b></font></i>", "<p><a href='#top'>Top</a>",
        "<![CDATA[ x ]]><?php echo 1 ?>",
    ]
    return "\n".join(rng.sample(kinds, rng.randint(2, 7)))


WRAPPERS = ["{}", "<div id=main>{}</div>", "<table><tr><td>{}</table>",
            "<div><div><div><section>{}</section></div></div></div>",
            "<center>{}</center>", "<main><div class=c>{}</div></main>",
            "<form>{}</form>", "{}"]


def write_page(rng, writer, head, body, language):
    """A whole document; HEAD holds what must stand in there."""
    lang = f' lang="{language}"' if language else ""
    fake_json = ('<script type="application/ld+json">{"@type":"NewsArticle",'
                 '"headline":"<li>","datePublished":"2026-01-01"}</script>')
    doctype = rng.choice(["<!DOCTYPE html>", "<!doctype html>", "",
                          '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 '
                          'Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/'
                          'xhtml1-transitional.dtd">'])
    return "\n".join([
        doctype, f"<html{lang}><head>", head,
        f"<title>{html.escape(writer.line())}</title>",
        rng.choice(["", fake_json, "<meta name=keywords content='a,b'>"]),
        "</head><body>", noise(rng, writer),
        rng.choice(WRAPPERS).replace("{}", body),
        noise(rng, writer), rng.choice(["</body></html>", "", "</html>\n\n"])])
