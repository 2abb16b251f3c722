#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Read the worst pages that can be built, one after the other, as `coranto
test ID --file=PAGE` does, and print TAP: a page ends in items (status 0) or in
one clear line (status 1), in a gigabyte and a minute at most. What each took
stands in the comments: seconds of processor time, MB of memory at its peak.

    worst_pages.py [--few | NAME...]

Without names all are read; --few are a quarter of them, and
fewer of a program that carries a sanitizer. The program is
$CORANTO. Nothing here judges speed: the ceilings are those of
the program itself, in model/limits.h."""
import json
import os
import random
import resource
import subprocess
import sys
import tempfile

MB = 1 << 20
SECONDS = 60
ADDRESS_SPACE = 3 << 30
MEMORY = 1000  # MB

LIST = "item: li, title: a"


def page(body, head=""):
    return f"<!DOCTYPE html><meta charset=utf-8>{head}<body>{body}"


def fill(piece, size=10 * MB - 200):
    """PIECE again and again, up to the default max_size."""
    return piece * (size // len(piece.encode()))


def items(n, inside, item="<li><a href=/{0}>Title {0}</a>{1}"):
    return page("<ul>" + "".join(item.format(i, inside) for i in range(n)))


def noise(size, seed=1):
    """Tags, text and entities in no order at all."""
    rnd = random.Random(seed)
    tags = ("a b i p div span table tr td th tbody select option template svg "
            "math mi foreignObject title style script form input button h1 li "
            "ul dd dt ruby rt nobr font pre textarea frameset noscript").split()
    out, length = [], 0
    while length < size:
        kind = rnd.random()
        tag = rnd.choice(tags)
        if kind < .45:
            part = f"<{tag}>"
        elif kind < .6:
            part = f"<{tag} class=x id=y{length} href='/z{length}'>"
        elif kind < .85:
            part = f"</{tag}>"
        else:
            part = rnd.choice(["text ", "&amp;", "&notit;", "<!--x-->", "<",
                               "\u0301", "\u202e", "&#x110000;", "中文 "])
        out.append(part)
        length += len(part)
    return "".join(out)


def siblings(n):
    return page("<i></i>" * n + "<li><a href=/1>One</a>")


# What is asked of many siblings; each is quadratic or worse when done naively.
SIBLINGS = 30000
SELECTORS = {
    "has-next-none": "li:has(~ absent)",
    "has-next-last": "li:has(~ .last)",
    "has-plus": "li:has(+ li + li ~ absent)",
    "has-inside": "ul:has(absent) a, li:has(absent), :has(absent)",
    "has-after-inside": "li:has(~ li absent)",
    "not-has": "li:not(:has(~ li:not(.x)))",
    "has-nth": "li:has(~ :nth-last-child(2 of .x))",
    "nth-of": "li:nth-child(odd of li:not(.last))",
    "nth-last-of": "li:nth-last-child(3n+1 of .x)",
    "nth-of-nth": "li:nth-child(2n of :nth-last-child(2n of .x))",
    "only-of-type": "li:only-of-type",
    "tilde-chain": "absent ~ li ~ li ~ li ~ li ~ .last",
    "tilde-all": "li ~ li ~ li ~ li ~ li ~ li",
    "tilde-mixed": "div ul ~ ul li ~ absent ~ li",
    "last-child": "li:last-child, li:nth-last-child(1)",
    "empty": "li:empty, li:not(:empty):empty",
    "is-nest": ":is(" * 13 + "li:not(:is(absent, .y)):has(a)" + ")" * 13,
    "contains": 'li:contains("%s")' % ("ab" * 400 + "c"),
    "lang": "li:lang(zh, en, de, \"*-CH\"):dir(rtl)",
}
DEEP = {
    "deep-descendants": "div div div div div div div absent a",
    "deep-child-chain": "div > div div > div div > absent div a",
    "deep-has": "div:has(div:not(.x) div absent)",
    "deep-has-any": ":has(absent)",
    "deep-is": ":is(div :is(div :is(div :is(div :is(absent a)))))",
    "deep-not": "div:not(absent div div div) a:not(div div absent div a)",
    "deep-lang": ":lang(zh) :dir(rtl) a",
    "deep-contains": 'div:contains("absent"), div:contains("missing")',
}


def letters(i):
    return "".join(chr(97 + int(d)) for d in str(i))


def long_list():
    rows = "<li class=x><a href=/1>abab</a>" * (SIBLINGS - 1)
    return page(f"<ul>{rows}<li class=last><a href=/2>Last</a></ul>")


def deep(n=390, chains=600):
    chain = "<div>" * n + "<a href=/1>x</a>" + "</div>" * n
    return page(chain * chains)


def bidi(n):
    return "\u202e\u2066\u200f\u202c" * n


# name: (rules, page). A page is made only when its turn comes.
CASES = {
    # Lists that are to be found.
    **{f"detect-{name}": ("limit: 1000", make) for name, make in {
        "siblings": lambda: page("".join(
            f"<a href=/{i}>Headline number {i}</a>" for i in range(100000))),
        "kinds": lambda: page("<ul>" + "".join(
            f"<li class={letters(i)}><a href=/{i}>Headline number {i}</a></li>"
            for i in range(100000))),
        "groups": lambda: page("".join(
            f"<div class={letters(i)}>" + "".join(
                f"<a href=/{i}{k}>Headline {i} {k}</a>" for k in range(3)) +
            "</div>" for i in range(33000))),
        "deep": lambda: page("".join(
            "<div>" * 380 + f"<a href=/{i}>Headline number {i}</a>" +
            "</div>" * 380 for i in range(800))),
        "attributes": lambda: page("".join(
            f"<a href=/{i} {' '.join(f'd{k}=1' for k in range(110))}>Headline "
            f"number {i}</a>" for i in range(9000))),
        "dates": lambda: page("<ul>" + "".join(
            f"<li><a href=/{i}>Headline number {i}</a>" + "".join(
                f"<b class={letters(k)}>2026-11-20</b>" for k in range(120))
            for i in range(300))),
        "tails": lambda: page("".join(
            f"<h2><a href=/{i}>Headline number {i}</a></h2><p>A text.</p>"
            for i in range(90000))),
    }.items()},

    # Nesting, without an end.
    **{f"nested-{tag}": (LIST, lambda tag=tag: page(f"<{tag}>" * 100000))
       for tag in ("div", "a", "b", "table", "select", "template", "svg", "p",
                   "button", "ruby", "math", "li", "blockquote", "form")},
    "nested-font": (LIST, lambda: page("".join(
        f"<p><font color={i}>" for i in range(100000)))),
    "nested-table-cell": (LIST, lambda: page("<table><tr><td>" * 100000)),
    "nested-foreign": (LIST, lambda: page("<svg><foreignObject>" * 100000)),
    "nested-closed": (LIST, lambda: page("<div>" * 100000 + "</div>" * 100000)),
    "adoption": (LIST, lambda: page(fill("<a><b><i><u><s><div></a></b>"))),
    "nested-attributes": (LIST, lambda: page(fill(
        ("<div %s>" % " ".join(f"a{i}" for i in range(127))) * 390
        + "</div>" * 390))),
    "nested-headings": (LIST, lambda: page(
        "<h1><div>" * 190 + "<i></i>" * 320000)),
    "below-the-depth": (LIST, lambda: page(fill(
        "<div>" * 390 + "<b>" * 5 + "</div>" * 390 + "</b>" * 5))),

    # One thing over and over.
    **{f"flood-{name}": (LIST, lambda piece=piece: page(fill(piece)))
       for name, piece in {
           "less-than": "<", "less-bang": "<!", "ampersand": "&",
           "entity": "&amp;", "longest-entity": "&CounterClockwiseContourInt",
           "number-entity": "&#x4E2D;", "comment-open": "<!--",
           "comment": "<!---->", "end-p": "</p>", "end-unknown": "</x>",
           "a": "<a href=x>", "li": "<li>", "br": "<br>", "p": "<p>x",
           "option": "<select><option>x", "tr": "<tr><td>", "nul": "\0",
           "cr": "\r", "doctype": "<!DOCTYPE html>", "body": "<body a=1>",
           "cdata": "<svg><![CDATA[x]]></svg>", "script": "<script>",
           "script-comment": "<script><!--<script>", "pi": "<?x>",
           "quote": "<a b='", "empty-attr": "<a =", "hr-in-table":
           "<table><hr></table>", "text-in-table": "<table>x", "textarea":
           "<textarea>", "frameset": "<frameset>", "h1": "<h1>", "nobr":
           "<nobr>", "isindex": "<isindex>", "mixed-b-p": "<b><p></b>",
       }.items()},
    "foster-text": (LIST, lambda: page("<table>" + fill("x<tr>"))),
    "select-size": (LIST, lambda: page(
        "<select size><option>x</select><li><a href=/1>One</a>")),
    "foster-elements": (LIST, lambda: page("<table>" + fill("<i>x</i><tr>"))),
    "million-siblings": (LIST, lambda: siblings(999000)),
    "too-many-siblings": (LIST, lambda: siblings(1400000)),
    "noise": (LIST, lambda: page(noise(9 * MB))),
    "noise-items": ("item: '*', title: .", lambda: page(noise(1 * MB))),

    # One tag, one text.
    "attribute-1MB": ("item: li, title: a@title", lambda: items(
        1, "<b title='%s'>" % ("x " * MB)).replace(
            "<a", "<a title='%s'" % ("x y" * (MB // 3)))),
    "attributes-100000": (LIST, lambda: page("<a %s>" % " ".join(
        f"a{i}=1" for i in range(100000)))),
    "attributes-same": (LIST, lambda: page("<a %s>" % ("a=1 " * 1000000))),
    "attributes-merged": (LIST, lambda: page("".join(
        f"<body a{i}=1>" for i in range(100000)))),
    "attributes-most": (LIST, lambda: page(fill("<i %s></i>" % " ".join(
        f"a{i}" for i in range(128))))),
    "attributes-short": (LIST, lambda: page(fill(
        "<br a b c d e f g h i j k l m n o p q r s t u v w x y z>", 30 * MB))),
    "tag-name-9MB": (LIST, lambda: page(f"<{'x' * 9 * MB}>")),
    "attribute-name-9MB": (LIST, lambda: page(f"<a {'x' * 9 * MB}=1>")),
    "classes-1MB": ("item: .z, title: a", lambda: page(
        f"<div class='{'x y ' * (MB // 4)}'>" * 9)),
    "text-10MB": ("item: body, title: .", lambda: page(fill("word "))),
    "text-one-word": ("item: body, title: .", lambda: page(fill("x"))),
    "title-combining": ("item: li, title: a", lambda: items(
        1, "", "<li><a href=/1>e" + fill("\u0301", 9 * MB) + "</a>")),
    "title-mixed-combining": ("item: li, title: a", lambda: items(
        1, "", "<li><a href=/1>e" + fill("\u0316\u0301", 9 * MB) + "</a>")),
    "titles-combining": ("item: li, title: a", lambda: items(
        900, "", "<li><a href=/{0}>{0}" + "\u0316\u0301" * 2500 + "</a>")),
    "title-bidi": ("item: li, title: a", lambda: items(
        1, "", "<li><a href=/1>x" + bidi(700000) + "</a>")),
    "title-spaces": ("item: li, title: a", lambda: items(
        1, "", "<li><a href=/1>x" + " \u00a0\n" * 2000000 + "x</a>")),
    "title-hangul": ("item: li, title: a", lambda: items(
        1, "", "<li><a href=/1>" + fill("\u1100\u1161\u11a8", 9 * MB) + "</a>")),
    "title-ligature": ("item: li, title: a", lambda: items(
        1, "", "<li><a href=/1>" + fill("\ufdfa", 9 * MB) + "</a>")),
    "title-stress": ("item: li, title: a", lambda: items(
        800, "", "<li><a href=/{0}>" + "<b>x</b>" * 400 + "</a>")),

    # Fields of an item.
    "url-1MB": ("item: li, title: a, image: img", lambda: items(
        3, "<img src='/%s'>" % ("x" * MB), "<li><a href='/{0}%s'>T{0}</a>{1}"
        % ("%25" * (MB // 3)))),
    "url-dots": ("item: li, title: a", lambda: items(
        9, "", "<li><a href='/{0}/%s'>T{0}</a>" % ("a/../" * 200000))),
    "url-host": ("item: li, title: a", lambda: items(
        9, "", "<li><a href='http://%s{0}/'>T{0}</a>" % ("\u00fc." * 300000))),
    "url-query": ("item: li, title: a", lambda: items(
        900, "", "<li><a href='/{0}?%s'>T{0}</a>" % "&".join(
            f"utm_{i}={i}" for i in range(400)))),
    "date-1MB": ("item: li, title: a, date: i", lambda: items(
        9, "<i>%s</i>" % ("2026-11-2" * 110000))),
    "date-digits": ("item: li, title: a, date: i", lambda: items(
        9, "<i>%s</i>" % ("1" * MB))),
    "date-words": ("item: li, title: a, date: i", lambda: items(
        900, "<i>%s</i>" % ("Monday 3 days ago 昨天 " * 400))),
    "content-long": ("item: li, title: a, content: div", lambda: items(
        600, "<div>%s</div>" % (("<p class=x>Some <b>text</b> 中文字 &amp; "
                                "<a href=/y>more</a>." + " words" * 60
                                + "</p>") * 60))),
    "content-1000": ("item: li, title: a, content: div", lambda: items(
        1000, "<div>%s</div>" % ("<p>Some text. " * 450))),
    "content-attributes": ("item: li, title: a, content: div", lambda: items(
        150, "<div>%s</div>" % ("<p %s>x" % " ".join(
            f"style{i}='x'" for i in range(100)) * 30))),
    "content-images": ("item: li, title: a, content: div", lambda: items(
        100, "<div>%s</div>" % ("<img src=/a.gif data-src=/b.jpg "
                                "srcset='/c 1x, /d 2x'>" * 1500))),
    "content-noscript": ("item: li, title: a, content: div", lambda: items(
        9, "<div>%s</div>" % ("<img src=/a.gif><noscript>"
                              + "x<i></i>" * 12 + "</noscript>") * 1200)),
    "content-media": ("item: li, title: a, content: div", lambda: items(
        9, "<div>%s</div>" % ("<video>" + "<source src=javascript:1>" * 300
                              + "</video>") * 120)),
    "content-media-nested": ("item: li, title: a, content: div", lambda: items(
        3, "<div>%s</div>" % ("<video>" * 380 + "<source>" * 60000))),
    "content-mxss": ("item: li, title: a, content: div", lambda: items(
        100, "<div>%s</div>" % ("<table><a><svg><p><title><style><a title="
                                "'</style><img src=x>'>" * 1000))),
    "content-deep": ("item: li, title: a, content: div", lambda: items(
        100, "<div>%s</div>" % (("<blockquote>" * 380 + "x"
                                 + "</blockquote>" * 380) * 20))),
    "content-text": ("item: li, title: a, content: div", lambda: items(
        36, "<div>%s</div>" % ("&lt;&quot;" * 26000))),
    "content-big": ("item: li, title: a, content: div", lambda: items(
        120, "<div>%s</div>" % ("&amp;&lt;" * 28000))),
    "srcset-1MB": ("item: li, title: a, image: img, content: div", lambda:
                   items(4, "<div><img srcset='%s'></div>" % ", ".join(
                       f"/{i}.jpg {i}w" for i in range(1, 70000)))),
    "srcset-commas": ("item: li, title: a, image: img, content: div", lambda:
                      items(4, "<div><img srcset='%s'></div>"
                            % ("," * MB + " ((" * (MB // 4)))),
    "style-1MB": ("item: li, title: a, image: i, content: div", lambda: items(
        8, "<div><i style='%s'>x</i></div>" % ("background:url((" * 65000))),
    "data-url": ("item: li, title: a, image: img, content: div", lambda: items(
        4, "<div><img src='data:image/png;base64,%s'></div>" % ("A" * 2 * MB))),
    "items-1000": (LIST, lambda: items(1000, "")),
    "items-1001": (LIST, lambda: items(1001, "")),
    "items-alike": ("item: li, title: a", lambda: items(
        1000, "", "<li><a href=/1>Same</a>")),
    "items-nested": ("item: div, title: .", lambda: page(
        ("<div>" * 380 + "x" + "</div>" * 380) * 2 + "<wbr>" * 400000)),
    "fields-many": ("item: li, title: a, category: i, image: img, enclosure: "
                    "u@data-x, author: b", lambda: items(900, (
                        "<i>c</i><img src=/x><u data-x=/y>u</u><b>a</b>")
                        * 100)),

    # Patterns that go astray, on texts made for them.
    **{f"regex-{name}": (f"item: li, title: a, {rule}", lambda: items(
        900, "", "<li><a href=/{0}>" + "a" * 3000 + "!{0}</a>"))
       for name, rule in {
           "match": "summary: 'a | match /(a+)+$/'",
           "replace": "summary: 'a | replace /(a|aa)+$/ \"x\"'",
           "replace-grow": "summary: 'a | replace /a/ \"$0$0$0$0$0$0$0\" "
                           "| replace /a/ \"$0$0$0$0$0$0$0\" "
                           "| replace /a/ \"$0$0$0$0$0$0$0\"'",
           "only": "only: '/^(a*)*b$/'",
           "drop": "drop: '/(.*)*\\1!$/'",
           "quadratic": "summary: 'a | match /.*x.*y/'",
           "empty": "summary: 'a | replace /(?=a*b)/ \"-\"'",
       }.items()},
    "regex-10MB": ("item: body, title: '. | match /(?:w?)*x$/'",
                   lambda: page(fill("w "))),
    "regex-long-run": ("item: body, title: '. | match /[a-z]*\\d/'",
                       lambda: page(fill("a"))),
    "regex-long-replace": ("item: body, title: '. | replace /(?=[a-z]*\\d)/ "
                           "\"-\"'", lambda: page(fill("a", MB))),
    "regex-long-dots": ("item: body, title: '. | match /a.*b.*c/'",
                        lambda: page(fill("ab", 4 * MB))),
    "replace-10MB": ("item: body, title: '. | replace /w/ \"\"'",
                     lambda: page(fill("w "))),

    # What is no page.
    "json-broken-lines": ("item: '$[*]', title: '$.a'",
                          lambda: '{"a":"One title"}\n' + fill("x\n")),
    "xml-declarations": (LIST, lambda: fill("<!a>") + " "),
    "xml-declarations-xpath": ("item: //p, title: ./a",
                               lambda: "<?xml version='1.0'?>" + fill("<!a>")),
    "xml-instructions": (LIST, lambda: fill("<?a?>", 5 * MB)
                         + fill(" ", 5 * MB)),
    "json-names": ("embedded: window.d, item: '$[*]', title: '$.a'",
                   lambda: page("<script>" + fill("d/*", 3 * MB)
                                + "*/</script>")),

    # Selectors on many siblings and on deep trees.
    **{f"select-{name}": (
        f"item: {json.dumps(selector)}, title: a", long_list)
       for name, selector in SELECTORS.items()},
    **{f"select-{name}": (f"item: {json.dumps(selector)}, title: a", deep)
       for name, selector in DEEP.items()},
    # One selector for each of 1,000 items.
    "select-field-has": ("item: li, title: 'a:has(~ absent), a'",
                         lambda: items(1000, "<a href=/x>y</a>" * 200)),
    "select-field-up": ("item: li, title: 'body ul li > a'",
                        lambda: items(1000, "<a href=/x>y</a>" * 200)),
    # A value that is looked at for each child of its element.
    "select-long-class": ("item: ul.z > li, title: a", lambda: page(
        f"<ul class='{'x y ' * MB}'>" + "<li>x" * 200000)),
    "select-long-value": ("item: 'ul[title*=\"%saab\" i] > li, ul ~ li', "
                          "title: a" % ("a" * 3000), lambda: page(
        f"<ul title='{'a' * 4 * MB}'>" + "<li>x" * 200000)),
}


# What has to end these, in words: without its ceiling each would end as well,
# in time.
ATTRIBUTES = "more than 128 attributes in one tag"
STEPS = "a pattern takes too many steps"
CEILINGS = {
    "nested-div": "more than 400 elements inside each other",
    "nested-closed": "more than 400 elements inside each other",
    "nested-font": "more than 256 open formatting elements",
    "attributes-100000": ATTRIBUTES,
    "attributes-merged": ATTRIBUTES,
    "too-many-siblings": "more than 1000000 nodes",
    "flood-br": "more than 1000000 nodes",
    "items-1001": "more than 1000 items",
    "regex-match": STEPS,
    "regex-long-run": STEPS,
    "select-deep-contains": "the selector takes too many steps",
}


def is_sanitized(program):
    """AddressSanitizer reserves terabytes of addresses, and costs its own."""
    with open(program, "rb") as f:
        return b"__asan_init" in f.read()


SANITIZED = is_sanitized(os.environ["CORANTO"])
FACTOR = 8 if SANITIZED else 1


def limited():
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CPU,
                       (SECONDS * FACTOR, SECONDS * FACTOR))


def read(program, folder, rules, text):
    """The status, what was said, the seconds and the MB that TEXT costs."""
    with open("page.html", "w", encoding="utf-8") as f:
        f.write(text)
    with open("sources.yaml", "w", encoding="utf-8") as f:
        f.write("settings: {output: feeds, state: state}\nsources:\n  - {id: "
                "worst, url: \"https://news.example/list/\", timezone: UTC, "
                "max_size: 32MB, " + rules + "}\n")
    with open("out", "wb") as out, open("err", "wb") as err:
        p = subprocess.Popen(
            [program, "-q", "-c", "sources.yaml", "test", "worst",
             "--file=page.html", "--json", "--now=2026-11-22T12:00:00Z"],
            stdout=out, stderr=err, preexec_fn=limited)
        _, status, used = os.wait4(p.pid, 0)
    with open("err", encoding="utf-8") as f:
        said = f.read().strip()
    with open("out", encoding="utf-8") as f:
        out = f.read()
    found = len(json.loads(out)["items"]) if out else 0
    return (os.waitstatus_to_exitcode(status), said, found,
            used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def fault(name, status, said, found, peak):
    """What is wrong with such an end of the page NAME, or None."""
    if status not in (0, 1):
        return f"status {status}: {said[:200]}"
    if status == 0 and found == 0:
        return "status 0, and no items"
    if status == 1 and (len(said.splitlines()) != 1 or len(said) > 600):
        return f"not one line: {said[:600]!r}"
    if peak > MEMORY * FACTOR:
        return f"{peak:.0f} MB"
    if CEILINGS.get(name, "") not in said:
        return f"not ended by its ceiling: {said[:200]!r}"
    return None


def main(names):
    program = os.environ["CORANTO"]
    if names == ["--few"]:
        few = list(CASES)[::4 * FACTOR]
        names = few + [name for name in CEILINGS if name not in few]
    names = names or list(CASES)
    bad = 0
    print(f"1..{len(names)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for i, name in enumerate(names, 1):
            rules, make = CASES[name]
            status, said, found, seconds, peak = read(
                program, folder, rules, make())
            wrong = fault(name, status, said, found, peak)
            bad += wrong is not None
            print(f"{'not ok' if wrong else 'ok'} {i} - {name}\n"
                  f"# {seconds:5.2f} s {peak:5.0f} MB  "
                  f"{wrong or said or f'{found} items'}", flush=True)
        os.chdir("/")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
