#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Write names.inc: the words of dates in all languages, one sorted table.

usage: gen_names.py words.tsv CLDR... > names.inc

CLDR is what Debian's package unicode-cldr-core holds below
/usr/share/unicode/cldr/common, newest first: names.inc was made of the
packages of Debian testing and of Debian 12, since programs of both ages write
dates. words.tsv, in this folder, adds what CLDR does not have: spoken forms,
labels, glue. The result is committed, so that a build needs neither.
"""
import glob
import os
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from string import ascii_letters

# These are known on pages of any language; the others only on their own. The
# first six have their numbers in names.h.
WIDE = """en zh zh_Hant ja ko th yue de fr es pt it nl ru pl cs tr vi id ar he
hi sv da nb nn fi el uk ro hu bg hr sr sr_Latn sk sl lt lv et ca fa be mk bs is
eu gl af sq hy ka az kk ms bn ta ur mr te ml kn gu ne pa mn""".split()
CJK = "zh zh_Hant ja ko yue".split()
# Languages whose data stands in another file, too.
PARENT = {"nb": ["no"], "nn": ["no"]}
# Languages that share their words: a page in one may have those of all.
KIN = ["zh zh_Hant yue", "hr bs sr sr_Latn", "id ms", "cs sk", "nb nn",
       "ku ckb"]
# What words.tsv has for the first is the second's as well.
SAME = [("zh_Hant", "yue"), ("nb", "nn")]
# Files that are a language of their own here; others join their language.
SCRIPTS = ["zh_Hant", "sr_Latn"]
# What else a language is called. Source: CLDR, supplementalMetadata
# (languageAlias) and likelySubtags.
ALIAS = {"no": "nb", "iw": "he", "in": "id", "ji": "yi", "mo": "ro",
         "tl": "fil", "sh": "sr_Latn", "sr_ME": "sr_Latn", "zh_TW": "zh_Hant",
         "zh_HK": "zh_Hant_HK", "zh_MO": "zh_Hant_MO", "cmn": "zh"}
ENGLISH_DAYS = "sun mon tue wed thu fri sat".split()
UNITS = "second minute hour day week month year".split()  # from 1
ORDERS = {"yMd": "YMD", "ydM": "YMD", "dMy": "DMY", "Mdy": "MDY"}
KINDS = """MONTH WEEKDAY PERIOD UNIT AGO DAY NOW REL LAST LASTWD NUM ORD FEW
HALF MARK GLUE AT APPROX ORDSUF ERA LABEL BLOCK RANGE""".split()

# Folding, as in fold.c: compatibility decomposition, case folding, no
# accents; Hangul stays composed.
MARKS = [(0x300, 0x36F), (0x591, 0x5BD), (0x5BF, 0x5C7), (0x64B, 0x65F)]
CHARS = {"ı": "i", "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "′": "'", "´": "'",
         "՚": "'", "‛": "'", "ꞌ": "'", "‐": "-", "‑": "-", "–": "-", "־": "-",
         "،": ",", "⹁": ",", "׳": "'", "״": '"', "·": "*", "၊": ",", "፣": ","}
DROP = "\u200b\u200c\u200d\u200e\u200f\u061c\u00ad\u2060\ufeff"
# A month of a language that is not known everywhere must have so many letters
# to be read in a text whose language is not known.
LONE_LETTERS = 5


def fold(text):
    out = []
    for c in text:
        if c in DROP:
            continue
        if "\uac00" <= c <= "\ud7a3" or c in CHARS:
            out.append(CHARS.get(c, c))
            continue
        for d in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", c).casefold()):
            if not any(a <= ord(d) <= b for a, b in MARKS):
                out.append(CHARS.get(d, d))
    return re.sub(r"\s+", " ", "".join(out)).strip()


def spaceless(lang):
    return lang in CJK or lang in ("th", "lo", "km", "my", "shn")


rows = {}     # (text, kind, value): languages
meanings = {}  # (language, text, kind): value


def put(lang, kind, value, text):
    """What a language's own file says first holds."""
    if meanings.setdefault((lang, text, kind), value) == value or kind == "UNIT":
        rows.setdefault((text, kind, value), set()).add(lang)


def add(lang, kind, value, text, barred=r"[0-9{}]|^\W+$"):
    """One name without its final stop; CLDR's with digits are no names."""
    text = fold(text)
    if text.endswith(".") and "." not in text[:-1].split(" ")[-1]:
        text = text[:-1]
    text = text.rstrip(". ,").lstrip(" ")
    if text and not re.search(barred, text):
        put(lang, kind, value, text)


given = set()


def replace(lang, kind, value, text):
    """words.tsv knows better than CLDR what TEXT means."""
    given.add((lang, text, kind, value))
    for (t, k, v), langs in rows.items():
        if t == text and k == kind and (lang, t, k, v) not in given:
            langs.discard(lang)
    meanings[(lang, text, kind)] = value


class Cldr:
    """One release of the data."""

    def __init__(self, root):
        self.root, self.trees = root, {}
        self.names = {os.path.basename(f)[:-4] for f in glob.glob(root + "/main/*.xml")}
        data = ET.parse(root + "/supplemental/supplementalData.xml").getroot()
        self.parents = {}
        for p in data.findall("parentLocales"):
            if p.get("component") is None:
                for q in p.findall("parentLocale"):
                    for child in (q.get("locales") or "").split():
                        self.parents[child] = q.get("parent")
        with open(root + "/dtd/ldml.dtd", encoding="utf-8") as dtd:
            self.version = re.search(r'cldrVersion\s+CDATA\s+#FIXED\s+"([^"]+)"', dtd.read())[1]
        self.periods = self.day_periods()

    def tree(self, name):
        if name not in self.trees:
            self.trees[name] = ET.parse("%s/main/%s.xml" % (self.root, name)).getroot()
        return self.trees[name]

    def day_periods(self):
        """Of each language: the part of the day that each period is."""
        found = {}
        root = ET.parse(self.root + "/supplemental/dayPeriods.xml").getroot()
        for rules in root.iter("dayPeriodRules"):
            for rule in rules.findall("dayPeriodRule"):
                if rule.get("from") is None:
                    value = 3 if rule.get("type") == "noon" else 5
                else:
                    start, end = (int(rule.get(k)[:2]) for k in ("from", "before"))
                    value = 4 if start > end else 1 if end <= 12 else 2 if start >= 12 else 3
                for lang in rules.get("locales").split():
                    found.setdefault(lang, {}).setdefault(rule.get("type"), value)
        return found

    def has_months(self, name):
        months = {m.text for m in self.tree(name).findall(
            "dates/calendars/calendar[@type='gregorian']/months/monthContext"
            "[@type='format']/monthWidth[@type='wide']/month")}
        return len(months) == 12 and not all(re.match(r"M?\d+$", m) for m in months)

    def languages(self):
        return {n for n in self.names if n != "root" and "_" not in n and self.has_months(n)}

    def files(self, lang):
        """The files of a language, its own first, then regions and scripts."""
        own = [n for n in [lang] + PARENT.get(lang, []) if n in self.names]
        more = sorted(n for n in self.names if n.startswith(lang + "_") and not any(
            (n + "_").startswith(s + "_") for s in SCRIPTS if s != lang))
        return own + more

    def order(self, name):
        """That of a date in figures: YMD, DMY or MDY; None: only the root's."""
        while name in self.names:
            p = self.tree(name).find(
                "dates/calendars/calendar[@type='gregorian']/dateFormats/"
                "dateFormatLength[@type='short']/dateFormat/pattern")
            if p is not None:
                letters = re.sub(r"'[^']*'", "", p.text)
                return ORDERS.get("".join(dict.fromkeys(
                    c for c in letters if c in "yMd")), "DMY")
            name = self.parents.get(name) or (
                name.rpartition("_")[0] or PARENT.get(name, ["root"])[0])
            if name == "root":
                break
        return None


def calendar(cldr, lang, t):
    cal = t.find("dates/calendars/calendar[@type='gregorian']")
    if cal is None:
        return
    for w in cal.findall("months/monthContext/monthWidth"):
        if w.get("type") != "narrow":
            for m in w.findall("month"):
                add(lang, "MONTH", int(m.get("type")), m.text or "",
                    "[{}]|^[0-9]" if lang not in WIDE else "[0-9{}]")
    for w in cal.findall("days/dayContext/dayWidth"):
        if w.get("type") != "narrow":
            for d in w.findall("day"):
                add(lang, "WEEKDAY", ENGLISH_DAYS.index(d.get("type")), d.text or "")
    parts = {"am": 1, "pm": 2, "noon": 3, "midnight": 5,
             **cldr.periods.get(lang.partition("_")[0], {})}
    for w in cal.findall("dayPeriods/dayPeriodContext/dayPeriodWidth"):
        for p in w.findall("dayPeriod"):
            short = re.fullmatch("[a-z]|", fold(p.text or ""))
            narrow = w.get("type") == "narrow" and not spaceless(lang)
            if p.get("type") in parts and not short and not narrow:
                add(lang, "PERIOD", parts[p.get("type")], p.text or "")
    if lang not in CJK:
        patterns(lang, cal)
        numbered_months(lang, cal)


PIECE = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|(\{\d\}|[^A-Za-z'{]+)")
WORD = re.compile(r"[^\W\d_][^\s\d.,:;(){}\[\]/\"*-]*")
# What stands right behind a field, without its closing stop.
ENDING = r"[^\W\d_][^\s\d.,:;(){}'/-]*"


def patterns(lang, cal):
    """The words that stand between the parts of a date or of a time."""
    find = cal.findall
    for p in find("dateFormats/*/dateFormat/pattern") + \
            find("timeFormats/*/timeFormat/pattern") + \
            find("dateTimeFormats/availableFormats/dateFormatItem"):
        if not letters(p.text) & set("Qw"):
            pieces(lang, cal, p.text or "")
    for p in find("dateTimeFormats/dateTimeFormatLength/dateTimeFormat/pattern"):
        text = fold(re.sub(r"\{\d\}", " ", (p.text or "").replace("'", "")))
        for word in WORD.findall(text):
            add(lang, "AT", 0, word)
            if re.search(r"\{0\}.*\w.*\{1\}", p.text):
                add(lang, "GLUE", 0, word)
        end = re.search(r"\{0\}'?(%s)'?$" % ENDING, p.text or "")
        if end:
            suffixed(lang, cal, "a", end[1])


def letters(pattern):
    """The fields that a pattern has."""
    return set(re.sub(r"'[^']*'", "", pattern or "")) & set(ascii_letters)


def pieces(lang, cal, text):
    before = last = ""  # the letter before, and whether it stands right before
    for quoted, letter, plain in PIECE.findall(text):
        if letter:
            before = last = letter
            continue
        literal = quoted or plain
        ending = re.match(ENDING, literal)
        if ending and last in ("M", "L", "E", "a", "B"):
            suffixed(lang, cal, last, ending[0])
        for word in WORD.findall(fold(literal)):
            between(lang, before, word, text)
        last = ""
    if "G" in letters(text):
        for name in ("eraAbbr", "eraNames"):
            for era in cal.findall("eras/%s/era[@type='1']" % name):
                add(lang, "GLUE", 0, era.text or "")


def between(lang, before, word, text):
    clock, day = letters(text) & set("Hhkm"), letters(text) & set("yMdLE")
    if before and before in "Hhkms" and not day:
        add(lang, "MARK", {"m": 5, "s": 6}.get(before, 4), word)
    elif clock:
        add(lang, "AT", 0, word)
    if day and not clock:
        add(lang, "GLUE", 0, word)


def suffixed(lang, cal, letter, ending):
    """The names that have an ending in this pattern: сар + ын, PM + కి."""
    kind, path = {
        "E": ("WEEKDAY", "days/dayContext/dayWidth/day"),
        "a": ("PERIOD", "dayPeriods/dayPeriodContext/dayPeriodWidth/dayPeriod"),
        "B": ("PERIOD", "dayPeriods/dayPeriodContext/dayPeriodWidth/dayPeriod"),
    }.get(letter, ("MONTH", "months/monthContext/monthWidth/month"))
    for name in cal.findall(path):
        text = fold(name.text or "")
        value = meanings.get((lang, text, kind))
        if value is not None:
            add(lang, kind, value, text + ending)


def numbered_months(lang, cal):
    """Names that are a number and a word, as in 1-Kysã."""
    for width in cal.findall("months/monthContext[@type='format']/monthWidth"):
        texts = [fold(m.text or "") for m in width.findall("month")]
        tails = {re.sub("^[0-9]+", "", t) for t in texts}
        if len(texts) == 12 and len(tails) == 1 and "".join(tails):
            add(lang, "MARK", 2, tails.pop())


def common(words, end):
    """The longest string that all of WORDS begin (or end) with."""
    words = [w[::-1] if end else w for w in words]
    n = 0
    while all(len(w) > n and w[n] == words[0][n] for w in words):
        n += 1
    return words[0][:n][::-1] if end else words[0][:n]


def past(t):
    """(width, unit, count, text) of each "N units ago" pattern."""
    for f in t.findall("dates/fields/field"):
        name, _, width = f.get("type").partition("-")
        if name not in UNITS:
            continue
        for p in f.findall("relativeTime[@type='past']/relativeTimePattern"):
            text = fold((p.text or "").replace("{0}", "\x01"))
            if text and text[0] not in "-+\u2212":
                yield width, UNITS.index(name) + 1, p.get("count"), text


def ago(lang, files):
    """What each file of a language says, and what it has from those before."""
    own = {}
    for t in files:
        here = {(width, unit, count): text for width, unit, count, text in past(t)}
        for width in ("", "short", "narrow"):
            own[width] = own.get(width) or {}
            own[width].update({k[1:]: v for k, v in here.items() if k[0] == width})
            if any(k[0] == width for k in here):
                ago_of_width(lang, [(*k, v) for k, v in {**own[""], **own[width]}.items()])


def unit(lang, value, text):
    """A unit's word; with a hyphen (11-il siegħa) also without it."""
    add(lang, "UNIT", value, text)
    if fold(text).startswith("-"):
        add(lang, "UNIT", value, fold(text)[1:])


def ago_of_width(lang, found):
    numbered = [x[2].split("\x01") for x in found if "\x01" in x[2]]
    if not numbered:
        return
    before = {x[0] for x in numbered}
    pre = common(list(before), False)
    suf = common([x[1] for x in numbered], True)
    if not spaceless(lang):  # whole words only
        suf = suf[suf.index(" "):] if " " in suf else ""
        if len(before) > 1:
            pre = pre[:pre.rindex(" ") + 1] if " " in pre else ""
    add(lang, "AGO", 1, pre)
    add(lang, "AGO", 2, suf)
    shared = Counter(x for unit, x in {(x[0], x[2].partition("\x01")[2].strip()) for x in found})
    for number, count, text in found:
        if "\x01" not in text:
            word = text.removeprefix(pre)
            if suf:
                word = word.removesuffix(suf)
            if pre + suf and word != text:
                unit(lang, number + (32 if count == "two" else 0), word)
            continue
        left, right = text.split("\x01")
        whole = right.strip()
        left = left.removeprefix(pre).strip()
        right = right.removesuffix(suf).strip() if suf else whole
        if left and not right:
            unit(lang, number, left)  # saa 3 zilizopita
            if not pre + suf:
                add(lang, "REL", number * 16 + 1, left)  # kwanaki da suka gabata 3
        elif left and shared[whole] > 1:
            unit(lang, number, left)
            add(lang, "AGO", 2, right)
        elif (not left and not pre + suf) or (spaceless(lang) and lang not in CJK):
            add(lang, "REL", number * 16 + 1, whole)  # 3 तासांपूर्वी, as one word
        if right and not (left and shared[whole] > 1):
            unit(lang, number, right)
            add(lang, "AGO", 1, left)


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
                        unit(lang, UNITS.index(name) + 1, p.text.replace("{0}", ""))


def words(path, langs):
    for n, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if not line or line.startswith("#"):
            continue
        try:
            kind, value, whose, names = line.split("\t")
            assert kind.lstrip("-") in KINDS
        except (ValueError, AssertionError):
            sys.exit("%s:%d: KIND, value, languages and names expected" % (path, n))
        whose = whose.split() + [y for x, y in SAME if x in whose.split()]
        for lang in (langs if whose == ["*"] else whose):
            assert lang in langs, (n, lang)
            for name in names.split("|"):
                if kind.startswith("-"):
                    key = (fold(name).rstrip(". "), kind[1:], int(value))
                    rows.get(key, set()).discard(lang)
                elif kind == "ORDSUF" or kind == "GLUE":
                    rows.setdefault((fold(name), kind, int(value)), set()).add(lang)
                else:
                    replace(lang, kind, int(value), fold(name))
                    if kind == "MARK":  # and no glue
                        rows.get((fold(name), "GLUE", 0), set()).discard(lang)
                    add(lang, kind, int(value), name, "[{}]")


def shortened(lang):
    """Names cut off after three or four letters, as programs abbreviate them,
    where that is clear."""
    names = {(t, k, v) for (t, k, v), langs in rows.items()
             if k in ("MONTH", "WEEKDAY") and lang in langs and ALPHABET.fullmatch(t)}
    taken = {t for (t, _, _), langs in rows.items() if lang in langs}
    for n in (3, 4):
        cut = {}
        for text, kind, value in names:
            cut.setdefault(text[:n], set()).add((kind, value))
        for text, what in cut.items():
            if len(what) == 1 and len(text) == n and text not in taken:
                add(lang, *what.pop(), text)
                SHORTENED.add((text, lang))


def tags(releases, langs):
    """(tag, language, order) of all languages, and of the regions and other
    names that differ from them."""
    def order(name):
        return next((r.order(name) for r in releases if name in r.names), None) or "DMY"

    found = {lang: (lang, order(lang)) for lang in langs}
    seen = set()
    for release in releases:
        for name in sorted((release.names | set(release.parents)) - seen):
            seen.add(name)
            lang = next((s for s in SCRIPTS if (name + "_").startswith(s + "_")),
                        name.split("_")[0])
            known = name.rpartition("_")[0]
            while known and known not in found:
                known = known.rpartition("_")[0]
            own = release.order(name if name in release.names else release.parents[name])
            if lang in langs and known and own and found[known] != (lang, own):
                found[name] = (lang, own)
    for name, other in ALIAS.items():
        found[name] = found.get(other) or found[other.rpartition("_")[0]]
    return sorted((k.replace("_", "-").lower(), *v) for k, v in found.items())


def known(text, kind, value, langs):
    """The flags of a row: where else than on pages of its languages it is
    read (names.h)."""
    flags = []
    if "en" in langs:
        flags.append("NAME_ENGLISH")
    if langs & set(CJK):
        flags.append("NAME_CJK")
    if any((text, x) not in SHORTENED for x in langs & set(WIDE)):
        flags.append("NAME_WIDE")
    elif kind == "MONTH" and len(text) >= LONE_LETTERS and not any(
            (text, kind, v) in table for v in range(13) if v != value):
        flags.append("NAME_LONE")
    return " | ".join(flags) or "0"


table = {}
SHORTENED = set()
# Letters of scripts that have no signs within a letter.
ALPHABET = re.compile("[a-zß-ɏͰ-ӿԱ-֏א-תؠ-ٖა-ჿ]+")


def main():
    releases = [Cldr(root) for root in sys.argv[2:]]
    langs = WIDE + sorted(set().union(*(r.languages() for r in releases)) - set(WIDE) - set(ALIAS))
    for release in releases:
        for lang in langs:
            for name in release.files(lang):
                t = release.tree(name)
                calendar(release, lang, t)
                fields(lang, t)
                units(lang, t)
            ago(lang, [release.tree(name) for name in release.files(lang)])
    words(sys.argv[1], langs)
    for lang in WIDE:
        if lang not in CJK + ["en", "th"]:
            shortened(lang)
    table.update({k: v for k, v in rows.items() if v})
    print("// SPDX-License-Identifier: Unicode-DFS-2016 AND ISC")
    print("/*\n * Made by gen_names.py from the Unicode CLDR %s (common/main;" %
          " and ".join(r.version for r in releases))
    print(" * copyright 1991-2025 Unicode, Inc., https://www.unicode.org/license.txt)")
    print(" * and words.tsv. Names are folded as fold.c folds and sorted by their bytes.\n */")
    print("#define LANGUAGES %d" % len(langs))
    write_tags(tags(releases, langs), langs)
    write_names(langs)


def write_tags(found, langs):
    print("static const struct tag tags[] = {")
    for tag, lang, order in found:
        print('\t{ "%s", %d, DATE_ORDER_%s },' % (tag, langs.index(lang), order))
    print("};\n\nstatic const uint16_t kin[][4] = {")
    for group in KIN:
        numbers = [str(langs.index(x)) for x in group.split()]
        print("\t{ %s }," % ", ".join(numbers + numbers[-1:] * (4 - len(numbers))))
    print("};\n")


def write_names(langs):
    order = sorted(table, key=lambda r: (r[0].encode(), r[1:]))
    pool, numbers, at = [], {}, 0
    for key in order:
        whose = tuple(sorted(langs.index(x) for x in table[key]))
        if whose not in numbers:
            numbers[whose] = at
            at += len(whose) + 1
            pool.append("%d, %s," % (len(whose), ", ".join(map(str, whose))))
    print("/* Sets of languages: how many, and their numbers. */")
    print("static const uint16_t sets[] = {")
    for line in pool:
        print("\t" + line)
    print("};\n")
    texts, at = {}, 0
    print("static const char texts[] =")
    for text in dict.fromkeys(key[0] for key in order):
        texts[text] = at
        at += len(text.encode()) + 1
        print('\t"%s\\0"' % text.replace("\\", "\\\\").replace('"', '\\"'))
    print("\t;\n\nstatic const struct name names[] = {")
    for key in order:
        text, kind, value = key
        whose = tuple(sorted(langs.index(x) for x in table[key]))
        print("\t{ %d, %d, %d, NAME_%s, %s }," % (
            texts[text], numbers[whose], value, kind, known(text, kind, value, table[key])))
    print("};")


if __name__ == "__main__":
    main()
