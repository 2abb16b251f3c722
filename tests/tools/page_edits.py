# SPDX-License-Identifier: ISC
"""Listing pages edited as sites change them.

EDITS maps a name to a function of HTML (text), the URL of the page and the
items of its list ({"title", "link", "date", "text"}; links absolute); it
returns the edited page, or None where the edit makes no sense. What is not
edited stays byte for byte.
"""
import html as entities
import html.parser
import os
import re
import sys
from urllib.parse import unquote, urljoin, urlsplit

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "e2e"))
import list_pages  # noqa: E402

VOID = set("area base br col embed hr img input link meta param source track "
           "wbr".split())
# An element that a tag of the same kind ends, within these.
CLOSED_BY = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",), "p": ("div",),
             "tr": ("table",), "td": ("tr",), "th": ("tr",),
             "option": ("select",)}
TABLE = set("table tbody thead tfoot tr".split())
LISTS = set("ul ol dl".split())


class Node:
    def __init__(self, tag, attrs, start, inner, parent):
        self.tag, self.attrs, self.parent = tag, attrs, parent
        self.start, self.inner = start, inner
        self.inner_end = self.end = None

    def line(self):
        node, out = self, []
        while node is not None:
            out.append(node)
            node = node.parent
        return out[::-1]


class Tree(html.parser.HTMLParser):
    """Elements with where they stand in the text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=False)
        self.text = text
        self.lines = [0]
        for m in re.finditer("\n", text):
            self.lines.append(m.end())
        self.top = Node("", {}, 0, 0, None)
        self.open = [self.top]
        self.all = []
        self.feed(text)
        self.close()
        self.shut(0, len(text), len(text))

    def at(self):
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def shut(self, depth, inner_end, end):
        while len(self.open) > depth:
            node = self.open.pop()
            node.inner_end = inner_end
            node.end = end if len(self.open) == depth else inner_end

    def handle_starttag(self, tag, attrs):
        at = self.at()
        for k in range(len(self.open) - 1, 0, -1):
            name = self.open[k].tag
            if name in CLOSED_BY.get(tag, ()) or name in ("table", "div"):
                break
            if name == tag and tag in CLOSED_BY:
                self.shut(k, at, at)
                break
        end = at + len(self.get_starttag_text())
        node = Node(tag, dict(attrs), at, end, self.open[-1])
        self.all.append(node)
        if tag in VOID:
            node.inner_end = node.end = end
        else:
            self.open.append(node)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        at = self.at()
        end = self.text.find(">", at) + 1
        for k in range(len(self.open) - 1, 0, -1):
            if self.open[k].tag == tag:
                self.shut(k + 1, at, at)
                self.shut(k, at, end)
                return


def same(url):
    """What two spellings of an address have in common."""
    u = urlsplit(url.strip())
    host = u.netloc.lower()
    query = "&".join(sorted(unquote(q) for q in u.query.split("&") if q))
    return (host[4:] if host.startswith("www.") else host) \
        + unquote(u.path).rstrip("/") + ("?" + query if query else "")


class List:
    """Where the items stand: their links, and the element around them all."""

    def __init__(self, text, url, items):
        tree = Tree(text)
        base = url
        for n in tree.all:
            if n.tag == "base" and n.attrs.get("href"):
                base = urljoin(url, n.attrs["href"])
                break
        self.base = base
        wanted = {same(i["link"]): k for k, i in enumerate(items)}
        self.links = {}
        for n in tree.all:
            href = n.attrs.get("href") if n.tag == "a" else None
            if not href:
                continue
            try:
                k = wanted.get(same(urljoin(base, href.strip())))
            except ValueError:
                continue
            if k is not None:
                self.links.setdefault(k, []).append(n)
        # Of links that stand elsewhere as well: those that stand closest.
        lines = [[n.line() for n in v] for v in self.links.values()]
        self.around = None
        if len(lines) < 2 or len(lines) < 0.8 * len(items):
            return
        best = {}
        for v in lines:
            for node in {id(x): x for line in v for x in line}.values():
                best[node] = best.get(node, 0) + 1
        full = [n for n, k in best.items() if k == len(lines)]
        self.around = max(full, key=lambda n: len(n.line()))

    def children(self):
        """What stands for each item right below AROUND; None if shared."""
        out, used = {}, {}
        for k, v in self.links.items():
            for n in v:
                line = n.line()
                if self.around not in line or line[-1] is self.around:
                    continue
                child = line[line.index(self.around) + 1]
                out.setdefault(k, child)
                used.setdefault(id(child), set()).add(k)
                break
        return {k: c for k, c in out.items() if len(used[id(c)]) == 1}


def cut(text, spans):
    """TEXT with SPANS ([start, end, what comes there]) replaced."""
    out, at = [], 0
    for start, end, new in sorted(spans):
        if start < at:
            continue
        out += [text[at:start], new]
        at = end
    return "".join(out) + text[at:]


def renamed(text, url, items):
    return list_pages.rename(text, 7)


def wrapped(text, url, items):
    """Two more elements around the list, one around the inside of each link."""
    lst = List(text, url, items)
    n = lst.around
    if n is None:
        return None
    while n.tag in TABLE - {"table"} or n.tag in ("body", "html", ""):
        if n.tag in ("body", "html", ""):
            break
        n = n.parent
    spans = []
    for v in lst.links.values():
        for a in v:
            spans.append([a.inner, a.inner, '<span class="t-in">'])
            spans.append([a.inner_end, a.inner_end, "</span>"])
    open_, shut = '<div class="w-out"><div class="w-in">', "</div></div>"
    if n.tag in ("body", "html", ""):
        spans += [[n.inner, n.inner, open_], [n.inner_end, n.inner_end, shut]]
    elif n.tag in ("td", "th", "li", "dd"):
        spans += [[n.inner, n.inner, open_], [n.inner_end, n.inner_end, shut]]
    else:
        spans += [[n.start, n.start, open_], [n.end, n.end, shut]]
    return cut(text, spans)


def movable(n):
    while n.tag in TABLE - {"table"} or n.tag in ("td", "th", "li", "dd", "dt"):
        n = n.parent
    return None if n.tag in ("body", "html", "") else n


def moved(text, url, items):
    """The list stands at the end of the page, in a section of its own."""
    lst = List(text, url, items)
    n = lst.around and movable(lst.around)
    end = text.lower().rfind("</body")
    if not n or end < n.end:
        return None
    piece = text[n.start:n.end]
    if not piece.rstrip().endswith("</%s>" % n.tag):
        piece += "</%s>" % n.tag
    return cut(text, [[n.start, n.end, ""],
                      [end, end, '<section class="new-home"><div>%s</div>'
                       "</section>" % piece]])


def card(i):
    def esc(s):
        return entities.escape(s or "")
    return ('<article class="c-card"><a class="c-pic" href="%s"><span></span></a>'
            '<div class="c-body"><h3 class="c-head"><a href="%s">%s</a></h3>'
            '<p class="c-meta">%s</p>%s</div></article>' % (
                esc(i["link"]), esc(i["link"]), esc(i["title"]),
                esc(i.get("date")),
                "<p>%s</p>" % esc(i["text"]) if i.get("text") else ""))


def cards(text, url, items, shown=None):
    """The rows become cards, written anew; or those of SHOWN do."""
    lst = List(text, url, items)
    n = lst.around
    if n is None or not all(i["title"] for i in items):
        return None
    new = '<div class="c-grid">%s</div>' % "".join(
        card(i) for i in shown or items)
    while n.tag in TABLE - {"table"}:
        n = n.parent
    if n.tag in ("td", "th", "li", "dd"):
        return cut(text, [[n.inner, n.inner_end, new]])
    if n.tag not in ("body", "html", ""):
        return cut(text, [[n.start, n.end, new]])
    spans = [[c.start, c.end, ""] for c in lst.children().values()]
    if not spans:
        return None
    spans[0][2] = new
    return cut(text, spans)


def absolute(text, url, items):
    base = List(text, url, items).base

    def one(m):
        href = entities.unescape(m.group(3))
        if re.match(r"(?i)\s*(#|javascript:|mailto:|data:)", href):
            return m.group(0)
        try:
            return '%s"%s"' % (m.group(1),
                               entities.escape(urljoin(base, href.strip())))
        except ValueError:
            return m.group(0)
    return re.sub(r'''(?is)(<a\s[^>]*?href\s*=\s*)(["'])(.*?)\2''', one, text)


def everything(text, url, items):
    """Names, wrappers and links at once."""
    text = wrapped(text, url, items)
    return text and absolute(renamed(text, url, items), url, items)


def gone(text, url, items):
    """The list is not there; all that was around it is."""
    lst = List(text, url, items)
    if lst.around is None:
        return None
    spans = [[c.start, c.end, ""] for c in lst.children().values()]
    if len(spans) < 0.8 * len(items):
        n = movable(lst.around)
        if n is None:
            return None
        spans = [[n.start, n.end, ""]]
    return renamed(cut(text, spans), url, items)


STRANGE = [{"title": "Words of a stranger, number %d" % k, "text": None,
            "date": "", "link": "https://www.example.net/s/%d" % k}
           for k in range(12)]


def strangers(text, url, items, at):
    """Cards, with those of another list among them, AT a share of the list."""
    k = int(len(items) * at)
    near = [dict(i, link=urljoin(url, "/other/%d.html" % n))
            for n, i in enumerate(STRANGE[:max(3, len(items) // 3)])]
    return cards(text, url, items, items[:k] + near + items[k:])


def mixed(text, url, items):
    return strangers(text, url, items, 0.5)


def below(text, url, items):
    return strangers(text, url, items, 1)


def hot(text, url, items):
    """The list is gone, and in its place is what was read most of it."""
    some = items[1::3] + items[::4]
    return cards(text, url, items, some[::-1] + STRANGE[:3])


def without_head(text, url, items, count=2):
    """The page as it was before its first COUNT items came; None where these
    cannot be told apart from the others."""
    lst = List(text, url, items)
    if lst.around is None:
        return None
    children = lst.children()
    if any(k not in children for k in range(count)):
        return None
    spans = [[children[k].start, children[k].end, ""] for k in range(count)]
    # Nor were they elsewhere on the page.
    for n in Tree(text).all:
        href = n.attrs.get("href") if n.tag == "a" else None
        if href and same(urljoin(lst.base, href)) in [
                same(i["link"]) for i in items[:count]] and not any(
                    a <= n.start < b for a, b, _ in spans):
            spans.append([n.start, n.end, ""])
    return cut(text, spans)


EDITS = {"renamed": renamed, "wrapped": wrapped, "moved": moved, "cards": cards,
         "absolute": absolute, "everything": everything, "gone": gone,
         "mixed": mixed, "below": below, "hot": hot}
