#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Write names.inc: the words of dates in many languages, one sorted table.

usage: gen_names.py CLDR/common words.tsv > names.inc

CLDR is what Debian's package unicode-cldr-core holds below
/usr/share/unicode/cldr. words.tsv, in this folder, adds what CLDR does not
have: spoken forms, labels, glue. The result is committed, so that a build
needs neither.
"""
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET

# The order is the bit number in the table. At most 64.
LANGS = """en zh zh_Hant ja ko de fr es pt it nl ru pl cs tr vi id th ar he hi
sv da nb fi el uk ro hu bg hr sr sr_Latn sk sl lt lv et ca fa be mk bs is eu gl
af sq hy ka az kk ms bn ta ur mr te ml kn gu ne pa mn""".split()
PARENT = {"nb": ["no"], "bs": ["bs"], "id": ["id"]}
ENGLISH_DAYS = "sun mon tue wed thu fri sat".split()
UNITS = "second minute hour day week month year".split()  # from 1
PERIODS = {"am": 1, "pm": 2, "noon": 3, "midnight": 5, "morning1": 1,
           "morning2": 1, "afternoon1": 2, "afternoon2": 2, "evening1": 2,
           "evening2": 2, "night1": 4, "night2": 4}
KINDS = """MONTH WEEKDAY PERIOD UNIT AGO DAY NOW REL LAST LASTWD NUM ORD FEW
HALF MARK GLUE AT APPROX ORDSUF ERA LABEL BLOCK RANGE""".split()

# Folding, as in fold.c: compatibility decomposition, case folding, no
# accents; Hangul stays composed.
MARKS = [(0x300, 0x36F), (0x591, 0x5BD), (0x5BF, 0x5C7), (0x64B, 0x65F)]
CHARS = {"ı": "i", "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "′": "'",
         "‐": "-", "‑": "-", "–": "-", "־": "-", "،": ",", "׳": "'", "״": '"'}
DROP = "\u200b\u200c\u200d\u200e\u200f\u061c\u00ad\u2060\ufeff"


def fold(text):
    out = []
    for c in text:
        if c in DROP:
            continue
        if "\uac00" <= c <= "\ud7a3":
            out.append(c)
            continue
        c = CHARS.get(c, c)
        for d in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", c).casefold()):
            if not any(a <= ord(d) <= b for a, b in MARKS):
                out.append(CHARS.get(d, d))
    return re.sub(r"\s+", " ", "".join(out)).strip()


def spaceless(lang):
    return lang in ("zh", "zh_Hant", "ja", "ko", "th")


rows = {}


def add(lang, kind, value, text, digits=r"[0-9{}]"):
    """One name without its final stop; CLDR's with digits are no names."""
    text = fold(text)
    if text.endswith(".") and "." not in text[:-1].split(" ")[-1]:
        text = text[:-1]
    text = text.rstrip(". ,")
    if not text or re.search(digits, text):
        return
    rows.setdefault((text, kind, value), set()).add(lang)


given = set()


def replace(lang, kind, value, text):
    """words.tsv knows better than CLDR what TEXT means."""
    given.add((lang, text, kind, value))
    for (t, k, v), langs in rows.items():
        if t == text and k == kind and (lang, t, k, v) not in given:
            langs.discard(lang)


def load(root, lang):
    trees = []
    for name in [lang] + PARENT.get(lang, []):
        try:
            trees.append(ET.parse("%s/main/%s.xml" % (root, name)).getroot())
        except FileNotFoundError:
            pass
    return trees


def calendar(lang, t):
    cal = t.find("dates/calendars/calendar[@type='gregorian']")
    if cal is None:
        return
    for w in cal.findall("months/monthContext/monthWidth"):
        if w.get("type") != "narrow":
            for m in w.findall("month"):
                add(lang, "MONTH", int(m.get("type")), m.text or "")
    for w in cal.findall("days/dayContext/dayWidth"):
        if w.get("type") != "narrow":
            for d in w.findall("day"):
                add(lang, "WEEKDAY", ENGLISH_DAYS.index(d.get("type")), d.text or "")
    for w in cal.findall("dayPeriods/dayPeriodContext/dayPeriodWidth"):
        for p in w.findall("dayPeriod"):
            short = len(fold(p.text or "")) < 2 and not spaceless(lang)
            if p.get("type") in PERIODS and not short:
                add(lang, "PERIOD", PERIODS[p.get("type")], p.text or "")


def common(words, end):
    """The longest string that all of WORDS begin (or end) with."""
    words = [w[::-1] if end else w for w in words]
    n = 0
    while all(len(w) > n and w[n] == words[0][n] for w in words):
        n += 1
    return words[0][:n][::-1] if end else words[0][:n]


def past(t):
    """(unit, count, before, after) of each "N units ago" pattern."""
    for f in t.findall("dates/fields/field"):
        name = f.get("type").split("-")[0]
        if name not in UNITS:
            continue
        for p in f.findall("relativeTime[@type='past']/relativeTimePattern"):
            text = fold((p.text or "").replace("{0}", "\x01"))
            if text and text[0] not in "-+\u2212":
                yield UNITS.index(name) + 1, p.get("count"), text, f.get("type")


def ago(lang, t):
    found = list(past(t))
    numbered = [x[2].split("\x01") for x in found if "\x01" in x[2] and "-" not in x[3]]
    if not numbered:
        return
    pre = common([x[0] for x in numbered], False)
    suf = common([x[1] for x in numbered], True)
    if not spaceless(lang):  # whole words only
        suf = suf[suf.index(" "):] if " " in suf else ""
        pre = pre[:pre.rindex(" ") + 1] if " " in pre else ""
    add(lang, "AGO", 1, pre)
    add(lang, "AGO", 2, suf)
    for unit, count, text, _ in found:
        if "\x01" in text:
            word = text.split("\x01")
            word = word[1] if len(fold(word[1])) > len(suf.strip()) or not pre else word[1]
        else:
            word = text
        word = re.sub("^" + re.escape(pre), "", word)
        word = re.sub(re.escape(suf) + "$", "", word) if suf else word
        n = 2 if count == "two" and "\x01" not in text else 0
        if "\x01" not in text and not n:
            continue  # a singular; its unit has other patterns
        add(lang, "UNIT", UNITS.index(UNITS[unit - 1]) + 1 + 16 * n, word)


def fields(lang, t):
    for f in t.findall("dates/fields/field"):
        name, _, width = f.get("type").partition("-")
        for r in f.findall("relative"):
            n, text = int(r.get("type")), r.text or ""
            if n > 0:
                continue
            if name == "day":
                add(lang, "DAY", -n * 16, text)
            elif name == "second" and width == "":
                add(lang, "NOW", 0, text)
            elif name in ("week", "month", "year") and n >= -1:
                add(lang, "REL", (UNITS.index(name) + 1) * 16 - n, text)
            elif name in ENGLISH_DAYS and n == -1:
                add(lang, "LASTWD", ENGLISH_DAYS.index(name), text)


def units(lang, t):
    for length in ("long", "short"):
        for u in t.findall("units/unitLength[@type='%s']/unit" % length):
            name = u.get("type").replace("duration-", "")
            if name in UNITS:
                for p in u.findall("unitPattern"):
                    if "{0}" in (p.text or ""):
                        add(lang, "UNIT", UNITS.index(name) + 1, p.text.replace("{0}", ""))


def words(path):
    for n, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if not line or line.startswith("#"):
            continue
        try:
            kind, value, langs, names = line.split("\t")
            assert kind.lstrip("-") in KINDS
        except (ValueError, AssertionError):
            sys.exit("%s:%d: KIND, value, languages and names expected" % (path, n))
        for lang in (LANGS if langs == "*" else langs.split()):
            assert lang in LANGS, (n, lang)
            for name in names.split("|"):
                if kind.startswith("-"):
                    key = (fold(name).rstrip(". "), kind[1:], int(value))
                    rows.get(key, set()).discard(lang)
                elif kind == "ORDSUF" or kind == "GLUE":
                    rows.setdefault((fold(name), kind, int(value)), set()).add(lang)
                else:
                    replace(lang, kind, int(value), fold(name))
                    add(lang, kind, int(value), name, "[{}]")


def main():
    assert len(LANGS) <= 64
    for lang in LANGS:
        for t in load(sys.argv[1], lang):
            calendar(lang, t)
            fields(lang, t)
            ago(lang, t)
            units(lang, t)
    words(sys.argv[2])
    print("// SPDX-License-Identifier: Unicode-DFS-2016 AND ISC")
    print("/*\n * Made by gen_names.py from the Unicode CLDR 41 (common/main; copyright")
    print(" * 1991-2022 Unicode, Inc., https://www.unicode.org/license.txt) and words.tsv.")
    print(" * Names are folded as fold.c folds and sorted by their bytes.\n */")
    print("static const char *const languages[] = {")
    for lang in LANGS:
        print('\t"%s",' % lang.replace("_", "-"))
    print("};\n\nstatic const struct name names[] = {")
    table = sorted((k, v) for k, v in rows.items() if v)
    for (text, kind, value), langs in sorted(table, key=lambda r: (r[0][0].encode(), r[0][1:])):
        mask = sum(1 << LANGS.index(x) for x in langs)
        print('\t{ "%s", 0x%xu, NAME_%s, %d },' % (text.replace('"', '\\"'), mask, kind, value))
    print("};")


if __name__ == "__main__":
    main()
