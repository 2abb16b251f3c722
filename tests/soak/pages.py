# SPDX-License-Identifier: ISC
"""How stories are written down: HTML in several makes, feeds, JSON, sitemaps,
tables. Each maker takes rows and gives text; a row has what one entry shows.
"""
import dataclasses
import datetime
import email.utils
import html
import json
import zoneinfo

UTC = datetime.timezone.utc


@dataclasses.dataclass
class Row:
    story: object
    title: str
    link: str
    guid: str
    date: int           # or None: it is not shown
    text: str
    shown: str = ""     # the date as the page has it


def local(t, zone):
    return datetime.datetime.fromtimestamp(t, zoneinfo.ZoneInfo(zone))


def written_date(style, t, zone, now):
    """T as a page writes it, and the seconds that are lost by that."""
    d, n = local(t, zone), local(now, zone)
    if style == "day":
        return d.strftime("%Y-%m-%d")
    if style == "han":
        return "%d月%d日 %02d:%02d" % (d.month, d.day, d.hour, d.minute)
    if style == "english":
        if d.date() == n.date():
            return d.strftime("Today, %I:%M %p")
        if d.date() == n.date() - datetime.timedelta(days=1):
            return d.strftime("Yesterday, %I:%M %p")
        return d.strftime("%B %d, %Y %I:%M %p")
    if style == "iso":
        return d.isoformat(timespec="seconds")
    return d.strftime("%Y-%m-%d %H:%M")


# --- HTML -------------------------------------------------------------------

# One entry and what is around all of them, by the make of the page.
MAKES = {
    "rows": ('<ul class="news">', '<li class="n"><a href="{link}">{title}</a>'
             '<i>{shown}</i><p>{lead}</p></li>', "</ul>"),
    "cards": ('<div class="grid">', '<div class="card"><a href="{link}">'
              '<img src="/p/{n}.png" alt=""></a><h3><a href="{link}">{title}'
              '</a></h3><time>{shown}</time><p>{lead}</p></div>', "</div>"),
    "renamed": ('<ul class="z9">', '<li class="q7"><a href="{link}">{title}'
                '</a><b>{shown}</b><p>{lead}</p></li>', "</ul>"),
    "wrapped": ('<section><div><ul class="news">', '<li class="n"><div><span>'
                '<a href="{link}">{title}</a></span></div><i>{shown}</i>'
                '<p>{lead}</p></li>', "</ul></div></section>"),
}
FRAME = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="{label}">
<title>{name}</title></head><body>
<ul class="menu"><li><a href="/">Home</a></li><li><a href="/w/">World</a></li>
<li><a href="/s/">Sports</a></li><li><a href="/c/">Culture</a></li></ul>
{list}{more}
<div class="foot"><a href="/about">About us</a> <a href="/terms">Terms</a>
</div></body></html>
"""


def lead(text):
    for mark in ". ", "。":
        if mark in text:
            return text.split(mark)[0] + mark.strip()
    return text


def page(rows, name, make="rows", lang="en", label="utf-8", more="",
         leads=True):
    e = html.escape
    head, entry, foot = MAKES[make]
    body = head + "\n".join(entry.format(
        link=e(r.link), title=e(r.title), shown=e(r.shown), n=r.story.n,
        lead=e(lead(r.text)) if leads else "") for r in rows) + foot
    return FRAME.format(list=body, name=name, lang=lang, label=label,
                        more=more)


def article(row, name, lang, label="utf-8"):
    e = html.escape
    marks = ". " if ". " in row.text else "。"
    parts = "".join("<p>%s</p>" % e(p + marks.strip())
                    for p in row.text.split(marks) if p)
    return FRAME.format(
        list='<article><h1>%s</h1><div class="text">%s</div></article>' % (
            e(row.title), parts), name=name, lang=lang, label=label, more="")


LOGIN = FRAME.format(
    list='<form action="/login" method="post"><input name="user"><input '
    'name="password" type="password"><button>Log in</button></form>',
    name="Log in", lang="en", label="utf-8", more="")
MISSING = FRAME.format(
    list="<h1>Not found</h1><p>What you look for is not here. Perhaps:</p><ul>"
    '<li><a href="/a">The front page of our paper</a></li>'
    '<li><a href="/b">All of our archive</a></li></ul>',
    name="Error", lang="en", label="utf-8", more="")


# --- Feeds and data ---------------------------------------------------------

def rss(rows, name, base):
    e = html.escape
    return ('<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0">'
            "<channel><title>%s</title><link>%s</link><description>.</"
            "description>%s</channel></rss>\n" % (name, base, "\n".join(
                "<item><title>%s</title><link>%s</link><guid isPermaLink="
                '"false">%s</guid>%s<description>%s</description></item>' % (
                    e(r.title), e(r.link), e(r.guid),
                    "" if r.date is None else "<pubDate>%s</pubDate>"
                    % email.utils.formatdate(r.date), e("<p>%s</p>" % r.text))
                for r in rows)))


def atom(rows, name, base):
    e = html.escape
    stamp = [datetime.datetime.fromtimestamp(r.date or 0, UTC).strftime(
        "%Y-%m-%dT%H:%M:%SZ") for r in rows]
    return ('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.'
            'w3.org/2005/Atom"><title>%s</title><id>%s</id><updated>%s</'
            "updated>%s</feed>\n" % (
                name, base, max(stamp, default="2026-01-01T00:00:00Z"),
                "\n".join(
                    "<entry><title>%s</title><id>%s</id><link href='%s'/>%s"
                    '<content type="html">%s</content></entry>' % (
                        e(r.title), e(r.guid), e(r.link),
                        "" if r.date is None else
                        "<published>%s</published>" % d,
                        e("<p>%s</p>" % r.text))
                    for r, d in zip(rows, stamp))))


def jsonfeed(rows, name, base):
    return json.dumps({
        "version": "https://jsonfeed.org/version/1.1", "title": name,
        "home_page_url": base, "items": [{
            "id": r.guid, "url": r.link, "title": r.title,
            "content_text": r.text, **({} if r.date is None else {
                "date_published": written_date("iso", r.date, "UTC", 0)})}
            for r in rows]}, ensure_ascii=False)


def api(rows, name, base):
    return json.dumps({"site": name, "data": {"list": [{
        "headline": r.title, "path": r.link, "at": r.date, "intro": r.text}
        for r in rows]}}, ensure_ascii=False)


def sitemap(rows, name, base):
    e = html.escape
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://'
            'www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.'
            'google.com/schemas/sitemap-news/0.9">%s</urlset>\n' % "\n".join(
                "<url><loc>%s</loc><news:news><news:publication><news:name>%s"
                "</news:name><news:language>en</news:language></news:"
                "publication>%s<news:title>%s</news:title></news:news></url>"
                % (e(r.link), name, "" if r.date is None else
                   "<news:publication_date>%s</news:publication_date>"
                   % written_date("iso", r.date, "UTC", 0), e(r.title))
                for r in rows))


def csv(rows, name, base):
    def cell(value):
        return '"%s"' % value.replace('"', '""')
    return "Title,Address,Day\r\n" + "".join(
        "%s,%s,%s\r\n" % (cell(r.title), cell(r.link), r.shown) for r in rows)
