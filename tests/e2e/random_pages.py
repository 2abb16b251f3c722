#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Write random listing pages, the configuration that reads them and the truth
about them.

    random_pages.py FOLDER [SEED [PAGES]]

FOLDER gets www/ (the pages), server.conf (their header fields, for nginx),
sources.yaml and truth.json: {"now": the moment of the run, "feeds": {ID: [item, ...]}}. Both
name the server as ${BASE}. The same seed gives the same bytes."""
import gzip
import html
import json
import os
import random
import sys
import zlib
from urllib.parse import quote
from zoneinfo import ZoneInfo

import random_dates
import random_markup
import random_text

SEED, PAGES = 20261122, 200

# language: (zone when none is configured, others, tags, charsets)
PLACES = {
    "zh-CN": ("Asia/Shanghai", ["Asia/Shanghai", "Asia/Urumqi"],
              ["zh-CN", "zh", "zh-Hans", "zh-Hans-CN"],
              ["gbk", "gbk", "gb18030", "utf-16le"]),
    "zh-TW": ("Asia/Taipei", ["Asia/Taipei", "Asia/Hong_Kong"],
              ["zh-TW", "zh-Hant", "zh-Hant-TW"], ["big5", "big5"]),
    "ja": ("Asia/Tokyo", ["Asia/Tokyo"], ["ja", "ja-JP"],
           ["shift_jis", "euc-jp", "iso-2022-jp"]),
    "ko": ("Asia/Seoul", ["Asia/Seoul"], ["ko", "ko-KR"], ["euc-kr", "euc-kr"]),
    "en-US": ("UTC", ["America/New_York", "America/Los_Angeles", "UTC"],
              ["en-US"], ["windows-1252"]),
    "en-GB": ("UTC", ["Europe/London"], ["en-GB"], ["windows-1252"]),
    "de": ("UTC", ["Europe/Berlin", "Europe/Zurich"], ["de", "de-DE"],
           ["windows-1252", "iso-8859-15"]),
    "fr": ("UTC", ["Europe/Paris"], ["fr", "fr-FR"], ["windows-1252"]),
    "es": ("UTC", ["Europe/Madrid", "America/Mexico_City"], ["es", "es-ES"],
           ["windows-1252"]),
    "ru": ("UTC", ["Europe/Moscow", "Asia/Yekaterinburg"], ["ru", "ru-RU"],
           ["windows-1251", "windows-1251", "koi8-r"]),
    "pt-BR": ("UTC", ["America/Sao_Paulo"], ["pt-BR"], ["windows-1252"]),
    "it": ("UTC", ["Europe/Rome"], ["it", "it-IT"], ["windows-1252"]),
}
# Half of what is aggregated is Chinese; all others share the rest.
WEIGHTS = [30, 8, 10, 6, 9, 5, 7, 6, 5, 7, 3, 3]

# charset: (codec of Python, labels that servers and pages give it)
CHARSETS = {
    "utf-8": ("utf-8", ["utf-8", "UTF-8", "utf8"]),
    "gbk": ("gbk", ["gb2312", "GB2312", "gbk", "GBK", "gb_2312-80"]),
    "gb18030": ("gb18030", ["gb18030", "gb2312", "gbk"]),
    "big5": ("big5hkscs", ["big5", "Big5", "big5-hkscs"]),
    "shift_jis": ("cp932", ["shift_jis", "Shift_JIS", "x-sjis", "windows-31j"]),
    "euc-jp": (None, ["euc-jp", "EUC-JP", "x-euc-jp"]),
    "iso-2022-jp": (None, ["iso-2022-jp", "ISO-2022-JP"]),
    "euc-kr": ("cp949", ["euc-kr", "EUC-KR", "ks_c_5601-1987"]),
    "windows-1252": ("cp1252", ["iso-8859-1", "ISO-8859-1", "windows-1252",
                                "latin1", "us-ascii"]),
    "iso-8859-15": ("iso8859-15", ["iso-8859-15", "l9"]),
    "windows-1251": ("cp1251", ["windows-1251", "Windows-1251", "cp1251"]),
    "koi8-r": ("koi8-r", ["koi8-r", "KOI8-R"]),
    "utf-16le": ("utf-16-le", ["utf-16", "utf-16le", "unicode"]),
}


def jis_pair(ch):
    """Row and cell of CH in JIS X 0208 with NEC's row 13, or None. By way of
    code page 932, whose table is the web's; Python's EUC-JP has another."""
    try:
        b = ch.encode("cp932")
    except UnicodeEncodeError:
        return None
    if len(b) != 2 or b[0] >= 0xED:
        return None
    row = (b[0] - (0x81 if b[0] < 0xA0 else 0xC1)) * 2
    cell = b[1] - (0x40 if b[1] < 0x7F else 0x41)
    return row + cell // 94 + 0x21, cell % 94 + 0x21


def encode_japanese(text, seven_bits):
    out, double = bytearray(), False
    for ch in text:
        pair = jis_pair(ch) if ch > "\x7f" else None
        if seven_bits and double != (pair is not None):
            double = pair is not None
            out += b"\x1b$B" if double else b"\x1b(B"
        if pair is None:
            out += ch.encode("ascii", "xmlcharrefreplace")
        else:
            out += bytes(pair) if seven_bits else bytes(x | 0x80 for x in pair)
    return bytes(out + (b"\x1b(B" if double else b""))


def encode(text, charset):
    """Bytes as a server has them: what the charset lacks, by its number."""
    codec = CHARSETS[charset][0]
    if codec is None:
        return encode_japanese(text, charset == "iso-2022-jp")
    return text.encode(codec, "xmlcharrefreplace")


def stored_brotli(data):
    """RFC 7932 without compression: a window of 16 bits, raw meta-blocks."""
    out, bits, fill = bytearray(), 0, 1
    for i in range(0, len(data), 65536):
        part = data[i:i + 65536]
        bits |= (len(part) - 1) << 3 + fill | 1 << 19 + fill
        out += bits.to_bytes(3, "little") + part
        bits, fill = 0, 0
    return bytes(out) + b"\x03"


def stored_zstd(data):
    """RFC 8878 without compression: a window of 2 MB, raw blocks."""
    out = bytearray(b"\x28\xb5\x2f\xfd\x00\x58")
    parts = [data[i:i + 65536] for i in range(0, len(data), 65536)]
    for i, part in enumerate(parts):
        last = i == len(parts) - 1
        out += (len(part) << 3 | last).to_bytes(3, "little") + part
    return bytes(out)


def raw_deflate(data):
    z = zlib.compressobj(wbits=-15)
    return z.compress(data) + z.flush()


def gzipped(data):
    return gzip.compress(data, 6, mtime=0)


# Many servers send deflate without the wrapper that RFC 9110 (8.4.1.2) asks for.
CODINGS = [("gzip", gzipped), ("x-gzip", gzipped), ("deflate", zlib.compress),
           ("deflate", raw_deflate), ("br", stored_brotli),
           ("zstd", stored_zstd), ("GZIP", gzipped),
           ("gzip, gzip", lambda data: gzipped(gzipped(data)))]


class Declared:
    """Where the charset is named, right or wrong, as servers and pages do."""

    def __init__(self, rng, charset, language):
        label = rng.choice(CHARSETS[charset][1])
        other = rng.choice(["gb2312", "iso-8859-1", "utf-8", "windows-1251"])
        pragma = ('<meta http-equiv="Content-Type" content="text/html; '
                  'charset={}">')
        tag = rng.choice(['<meta charset="{}">', "<META charset={} />", pragma,
                          "<meta content='text/html;charset={}' "
                          "http-equiv=content-type>"])
        header = rng.choice(["text/html; charset={}", "text/html;charset={}",
                             'text/html; Charset="{}"'])
        meta, right = tag.format(label), header.format(label)
        self.bom, self.config = b"", None
        ways = {
            "header": (right, ""), "meta": ("text/html", meta),
            "untyped": (None, meta), "both": (right, meta),
            "stale meta": (right, tag.format(other)),
            "broken header": (rng.choice([
                "text/html; charset=", "text/html; charset=none",
                "text/html; charset", "text/html;charset=x-unknown"]), meta),
            "late meta": ("text/html", "<script>" + "var x;" * 250
                          + "</script>\n" + meta),
            "two metas": ("text/html", meta + tag.format(other)),
            "configured": (header.format(other), tag.format(other)),
        }
        if charset == "utf-8":
            ways.update({
                "bom": (rng.choice(["text/html", header.format(other)]),
                        rng.choice(["", tag.format(other)])),
                "utf-16 meta": ("text/html", tag.format("utf-16")),
                "none": ("text/html", "")})
        if charset == "utf-8" and language[:2] in ("zh", "ja", "ko", "ru"):
            # What the server takes for granted, under which there is no text.
            ways["stale header"] = (header.format(
                "iso-8859-1" if language == "ru" else
                rng.choice(["iso-8859-1", "gb2312"])), tag.format("utf-8"))
        if charset == "utf-16le":
            ways = {"bom": (rng.choice(["text/html", right]),
                            rng.choice(["", meta, tag.format(other)]))}
        if charset in ("gbk", "big5", "shift_jis", "euc-jp", "euc-kr"):
            ways["none"] = ("text/html", "")
        self.way = rng.choice(list(ways))
        self.header, self.meta = ways[self.way]
        if self.way == "bom":
            self.bom = b"\xef\xbb\xbf" if charset == "utf-8" else b"\xff\xfe"
        if self.way == "configured":
            self.config = label


class Links:
    """Links in the styles of one page, relative to its URL or its <base>."""

    OTHER = ["https://news.example.org", "https://www.example.cn:8443",
             "http://example.com"]

    def __init__(self, rng, folder, charset, writer):
        self.rng, self.charset, self.writer = rng, charset, writer
        self.base_html, self.host = "", "${BASE}"
        self.dirs = [folder, "news"]
        kind = rng.random()
        if kind < 0.08:
            self.base_html = f'<base href="/{folder}/old/">'
            self.dirs = [folder, "old"]
        elif kind < 0.14:
            self.host, self.dirs = "https://www.example.org", ["a", "b"]
            self.base_html = '<base target=_blank><BASE HREF="https://www.' \
                'example.org/a/b/c.html"><base href="/no/">'
        elif kind < 0.18:
            self.base_html, self.dirs = '<base href="../">', [folder]
        elif kind < 0.22:
            self.base_html = '<base target="_blank">'
        self.style = rng.choice(self.STYLES)

    def make(self, number, day):
        """(value of href, the URL it means); DAY or None is in the path."""
        style = self.rng.choice(self.STYLES) if self.rng.random() < 0.1 \
            else self.style
        if day is not None and style in (Links._query, Links._raw_query):
            style = Links._dot
        name = f"n{number}.html"
        if day is not None:
            name = self.rng.choice([
                f"{day:%Y}/{day:%m%d}/c{number}.html", f"{day:%Y%m}/t{day:%Y%m%d}_{number}.html",
                f"{day:%Y/%m/%d}/x{number}.html", f"{day:%Y-%m-%d}/{number}.shtml"])
        href, url = style(self, name, number)
        if self.rng.random() < 0.05:
            href = self.rng.choice([" {}", "{} ", "\n{}\n", "\t{}"]).format(href)
        return href, url

    def _under(self, dirs, rest, host=None):
        return (host or self.host) + "/" + "".join(d + "/" for d in dirs) + rest

    def _here(self, name, _):
        return name, self._under(self.dirs, name)

    def _dot(self, name, _):
        return "./" + name, self._under(self.dirs, name)

    def _up(self, name, _):
        return "../art/" + name, self._under(self.dirs[:-1], "art/" + name)

    def _far_up(self, name, _):
        return "../../../art/./x/../" + name, self._under([], "art/" + name)

    def _root(self, name, _):
        return "/art/" + name, self._under([], "art/" + name)

    def _other(self, name, _):
        url = self.rng.choice(self.OTHER) + "/" + name
        return url, url

    def _no_scheme(self, name, _):
        scheme = self.host.split(":")[0] if ":" in self.host else "http"
        return "//www.example.net/" + name, f"{scheme}://www.example.net/" + name

    def _capitals(self, name, _):
        return "HTTPS://News.Example.ORG:443/" + name, \
            "https://news.example.org/" + name

    def _query(self, name, number):
        amp = self.rng.choice(["&amp;", "&", "&#38;"])
        return f"view.php?path={name}{amp}id={number}{amp}copy=1", \
            self._under(self.dirs, f"view.php?path={name}&id={number}&copy=1")

    def _tracked(self, name, _):
        return f"/a/{name}?utm_source=list&amp;k=v&amp;utm_medium=web", \
            self._under([], f"a/{name}?k=v")

    def _fragment(self, name, _):
        return f"/a/{name}#content", self._under([], f"a/{name}#content")

    def _escaped(self, name, _):
        path = quote(self.writer.word()) + "/" + name
        path = path.replace("%E", "%e")
        return "./" + path, self._under(self.dirs, path)

    def _raw(self, name, _):
        word = self.writer.word()
        return f"./{word}/{name}", \
            self._under(self.dirs, quote(word) + "/" + name)

    def _raw_query(self, name, _):
        """A query goes out in the charset of the page (WHATWG URL, 4.4)."""
        if self.charset == "iso-2022-jp":
            return self._here(name, _)
        word = self.writer.word()
        charset = "utf-8" if self.charset.startswith("utf") else self.charset
        return html.escape(f"/s?q={word}&p={name}"), self._under(
            [], f"s?q={quote(encode(word, charset), safe='@')}&p={name}")

    def _spaces(self, name, _):
        return f"a b/{name}", self._under(self.dirs, f"a%20b/{name}")

    def _idn(self, name, _):
        return "https://bücher.example.de/" + name, \
            "https://xn--bcher-kva.example.de/" + name

    STYLES = [_here, _here, _dot, _dot, _up, _far_up, _root, _root, _other,
              _no_scheme, _capitals, _query, _query, _tracked, _fragment,
              _escaped, _raw, _raw_query, _spaces, _idn]


class Page:
    """One random page, all of it made from RNG."""

    def __init__(self, rng, number, now):
        self.rng, self.now = rng, now
        language = rng.choices(list(PLACES), WEIGHTS)[0]
        default, zones, tags, charsets = PLACES[language]
        configured = rng.random() < (0.6 if default != "UTC" else 0.85)
        zone = rng.choice(zones) if configured else default
        self.charset = rng.choice(["utf-8"] + charsets)
        self.declared = Declared(rng, self.charset, language)
        self.writer = random_text.Writer(rng, language)
        self.clock = random_dates.Clock(now, ZoneInfo(zone), language)
        self.coding, self.pack = None, bytes
        if rng.random() < 0.25:
            self.coding, self.pack = rng.choice(CODINGS)
        self.id = f"s{number:03}"
        self.name = rng.choice(["index.html", "list.php", "list_1.shtml", "l"])
        self.source = {"id": self.id, "url": self._url()}
        if configured:
            self.source["timezone"] = zone
        tag = rng.choice(tags)
        if rng.random() < 0.2:
            if tag not in ("zh-CN", "ja", "ko"):
                self.source["timezone"] = zone
            self.source["language"], tag = tag, None
        if self.declared.config:
            self.source["charset"] = self.declared.config
        self._write(tag)

    def _url(self):
        name = "" if self.name == "index.html" else self.name
        query = "?cat=3&page=1" if self.name == "list.php" else ""
        return f"${{BASE}}/{self.id}/news/{name}{query}"

    def _views(self, plan, links, kind):
        """The items in the order of the page; fills the truth."""
        rng, count = self.rng, self.rng.randint(3, 14)
        times = random_dates.instants(rng, self.clock, count)
        dated = isinstance(plan, random_dates.LinkPlan) or rng.random() < 0.2
        if isinstance(plan, random_dates.NoPlan):
            dated = False
        order = rng.random()
        if order < 0.2:
            times.reverse()
        elif order < 0.35:
            # Pinned to the top, in no order.
            for _ in range(1 if count < 9 else rng.randint(1, 2)):
                times.insert(0, times.pop(rng.randrange(count)))
        has_summary, plain = rng.random() < 0.6, kind is \
            random_markup.title_attributes
        views, self.truth = [], []
        for i, t in enumerate(times):
            number = 31000 + 97 * i + rng.randrange(90)
            title = random_text.Rich.plain(self.writer.line()) if plain \
                else self.writer.headline(number if rng.random() < 0.2 else None)
            summary = self.writer.summary() if has_summary else None
            date = plan.show(t)
            href, url = links.make(
                number, self.clock.local(t).date() if dated else None)
            views.append(random_markup.View(number, title, href, summary, date))
            self.truth.append({
                "title": title.text, "link": url,
                "summary": summary.text if summary else title.text,
                "date": self.now - i if date.t is None else date.t})
        return views

    def _write(self, tag):
        rng = self.rng
        plan = random_dates.choose_plan(rng, self.clock)
        kind = rng.choice(random_markup.KINDS)
        # Where the date has no element of its own, it has no attributes.
        while (kind is random_markup.own_text and plan.attribute) or (
                kind in (random_markup.own_text, random_markup.microdata)
                and plan.op):
            kind = rng.choice(random_markup.KINDS)
        links = Links(rng, self.id, self.charset, self.writer)
        views = self._views(plan, links, kind)
        body, rules = random_markup.write_list(rng, views, kind)
        if views[0].date.text is None:
            del rules["date"]
        elif plan.op:
            rules["date"] = [r + plan.op for r in rules["date"]] \
                if isinstance(rules["date"], list) else rules["date"] + plan.op
        if views[0].summary is None:
            del rules["summary"]
        self.source.update(rules)
        text = random_markup.write_page(
            rng, self.writer, self.declared.meta + links.base_html, body, tag)
        data = self.declared.bom + encode(text, self.charset)
        self.body = self.pack(data)


def make_pages(seed=SEED, count=PAGES):
    """(now, pages) of SEED."""
    rng = random.Random(seed)
    # In any of several years; one in five soon after a new year.
    year = random_dates.Clock(0, ZoneInfo("UTC"), "en").instant(
        rng.randint(2024, 2028), 1, 1)
    reach = 6 if rng.random() < 0.2 else 364
    now = year + rng.randrange(reach * random_dates.DAY)
    return now, [Page(random.Random(f"{seed}.{i}"), i, now)
                 for i in range(count)]


SERVER = """index index.html;
types { } default_type "";
gzip on; gzip_types *; gzip_min_length 1;
"""


def location(page):
    """What nginx says of PAGE; it compresses those that are not yet so."""
    lines = []
    if page.declared.header is not None:
        lines.append(f"add_header Content-Type '{page.declared.header}';")
    if page.coding is not None:
        lines.append(f"add_header Content-Encoding '{page.coding}'; gzip off;")
    return f"location = /{page.id}/news/{page.name} {{\n\t" + \
        "\n\t".join(lines) + "\n}\n"


def write(folder, seed=SEED, count=PAGES):
    now, pages = make_pages(seed, count)
    for page in pages:
        place = os.path.join(folder, "www", page.id, "news")
        os.makedirs(place)
        with open(os.path.join(place, page.name), "wb") as f:
            f.write(page.body)
    with open(os.path.join(folder, "server.conf"), "w", encoding="utf-8") as f:
        f.write(SERVER + "".join(location(page) for page in pages))
    with open(os.path.join(folder, "sources.yaml"), "w", encoding="utf-8") as f:
        f.write("settings: {output: feeds, state: state}\ndefaults: {gap: 0s}\nsources:\n")
        for page in pages:
            f.write(f"  - {json.dumps(page.source, ensure_ascii=False)}\n")
    with open(os.path.join(folder, "truth.json"), "w", encoding="utf-8") as f:
        json.dump({"now": now, "feeds": {p.id: p.truth for p in pages}}, f,
                  ensure_ascii=False, indent=1)


if __name__ == "__main__":
    write(sys.argv[1], *(int(x) for x in sys.argv[2:]))
