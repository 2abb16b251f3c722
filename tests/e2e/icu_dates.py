#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Random instants as ICU writes them in each of its locales, read back.

usage: icu_dates.py PROBE [SEED]

PROBE is coranto's probe. Dates and times are written in the four styles of
each locale, with the zone in two of them, and as spans of the past. ICU is
another program than the one that made the names (gen_names.py), and writes
whole patterns where that has words. What is printed names the styles, and the
languages that come back worst; the status is 0 when enough came back.

Only the calendar is told: Gregorian, and in Thai the Buddhist one as well.
Other calendars (ar-SA) are beyond coranto.
"""
import json
import random
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import icu

SEED = 20261122
LEAST_BACK, MOST_WRONG = 0.99, 0.005
# None of these may fall behind the others.
LEADING = """en zh ja ko de fr es pt it nl ru pl cs tr vi id th ar he hi sv da nb
fi el uk ro hu hr sk sl lt lv et ca fa""".split()
LEAST_LEADING = 0.97
SHOWN_WORST = 10
NOW = datetime(2026, 11, 22, 8, 30, 12, tzinfo=timezone.utc)
ZONES = "UTC Asia/Shanghai Asia/Kolkata Europe/Berlin America/New_York".split()
STYLES = {"full": icu.DateFormat.FULL, "long": icu.DateFormat.LONG,
          "medium": icu.DateFormat.MEDIUM, "short": icu.DateFormat.SHORT}
# A date's style, a time's style, and what both show.
FORMS = [(date, time, precision) for date in STYLES for time, precision in (
    (None, "day"), ("short", "minute"), ("medium", "second"))]
FORMS += [("medium", "long", "second"), ("full", "full", "second")]
# Another zone than the page's, told as an offset.
OFFSET, ELSEWHERE = "xxx", "Asia/Tokyo"
UNITS = [(icu.URelativeDateTimeUnit.SECOND, 59, timedelta(seconds=1), "second"),
         (icu.URelativeDateTimeUnit.MINUTE, 59, timedelta(minutes=1), "minute"),
         (icu.URelativeDateTimeUnit.HOUR, 23, timedelta(hours=1), "minute"),
         (icu.URelativeDateTimeUnit.DAY, 9, timedelta(days=1), "day"),
         (icu.URelativeDateTimeUnit.WEEK, 4, timedelta(days=7), "day"),
         (icu.URelativeDateTimeUnit.MONTH, 11, 1, "month"),
         (icu.URelativeDateTimeUnit.YEAR, 9, 12, "month")]
WIDTHS = {"long": 0, "short": 1, "narrow": 2}  # UDateRelativeDateTimeFormatterStyle
LAST, DAY = 1, 7  # UDateDirection, UDateAbsoluteUnit
SHAPES = {"second": "%Y-%m-%dT%H:%M:%S", "minute": "%Y-%m-%dT%H:%M",
          "day": "%Y-%m-%d", "month": "%Y-%m"}


class Case:
    """One text, and the instant T (aware) that it shows to PRECISION."""

    def __init__(self, locale, style, text, t, precision, zone):
        self.language = locale.toLanguageTag()
        self.style, self.text, self.t = style, text, t
        self.precision, self.zone = precision, zone

    def question(self):
        return json.dumps({
            "input": self.text, "now": NOW.isoformat(), "tz": self.zone,
            "lang": self.language})

    def answer(self, reply):
        """back, none or wrong."""
        if "instant" not in reply:
            return "none"
        t = datetime.fromisoformat(reply["instant"].replace("Z", "+00:00"))
        shape, zone = SHAPES[self.precision], ZoneInfo(self.zone)
        same = t.astimezone(zone).strftime(shape) == \
            self.t.astimezone(zone).strftime(shape)
        return "back" if same else "wrong"


def formatter(locale, date, time, zone):
    style = STYLES.get
    if time is None:
        f = icu.DateFormat.createDateInstance(style(date), locale)
    else:
        f = icu.DateFormat.createDateTimeInstance(style(date), style(time), locale)
    f.setTimeZone(icu.TimeZone.createTimeZone(zone))
    return f


def absolute(rng, locale, calendar):
    written = icu.Locale.createFromName("%s@calendar=%s" % (locale.getName(), calendar))
    for date, time, precision in FORMS:
        zone = rng.choice(ZONES)
        t = NOW - timedelta(seconds=rng.randrange(2 * 365 * 86400))
        text = formatter(written, date, time, zone).format(t.timestamp())
        yield Case(locale, "%s %s" % (date, time or "-"), text, t, precision, zone)
    f = formatter(written, "medium", "medium", ELSEWHERE)
    f.applyPattern(f.toPattern() + " " + OFFSET)
    t = NOW - timedelta(seconds=rng.randrange(2 * 365 * 86400))
    yield Case(locale, "offset", f.format(t.timestamp()), t, "second", rng.choice(ZONES))


def months_back(t, n):
    months = t.year * 12 + t.month - 1 - n
    return t.replace(year=months // 12, month=months % 12 + 1, day=1)


def relative(rng, locale):
    numbers = icu.NumberFormat.createInstance(locale)
    for width, code in WIDTHS.items():
        f = icu.RelativeDateTimeFormatter(
            locale, numbers, code, icu.UDisplayContext.CAPITALIZATION_NONE)
        for unit, most, length, precision in UNITS:
            n = rng.randint(1, most)
            text = f.formatNumeric(float(-n), unit)
            t = NOW - n * length if isinstance(length, timedelta) \
                else months_back(NOW, n * length)
            if not text.lstrip("\u200e\u200f").startswith(("-", "\u2212", "\u2013")):
                yield Case(locale, "ago " + width, text, t, precision, "UTC")
    yield Case(locale, "yesterday", f.format(LAST, DAY), NOW - timedelta(days=1), "day", "UTC")


def cases(rng):
    for name in sorted(icu.Locale.getAvailableLocales()):
        locale = icu.Locale(name)
        yield from absolute(rng, locale, "gregorian")
        if locale.getLanguage() == "th":
            yield from absolute(rng, locale, "buddhist")
        yield from relative(rng, locale)


class Tally:
    """How many texts came back, and the first that did not."""

    def __init__(self):
        self.counts, self.failed = Counter(), None

    def add(self, case, what, reply):
        self.counts[what] += 1
        if what != "back" and self.failed is None:
            self.failed = "%s: %s, %s: %s, not %s" % (
                case.language, case.style, case.text, reply.get("instant", "none"),
                case.t.strftime(SHAPES[case.precision]))

    def share(self, what):
        return self.counts[what] / self.counts.total()

    def __str__(self):
        return "%d texts, %.2f %% back, %.2f %% wrong" % (
            self.counts.total(), 100 * self.share("back"), 100 * self.share("wrong"))


def ask(probe, asked):
    told = subprocess.run([probe, "date"], check=True, encoding="utf-8",
                          input="".join(c.question() + "\n" for c in asked),
                          stdout=subprocess.PIPE).stdout.splitlines()
    return [json.loads(line) for line in told]


def main():
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    asked = list(cases(random.Random(seed)))
    languages, styles, total = defaultdict(Tally), defaultdict(Tally), Tally()
    for case, reply in zip(asked, ask(sys.argv[1], asked), strict=True):
        what = case.answer(reply)
        for tally in (total, styles[case.style], languages[case.language.split("-")[0]]):
            tally.add(case, what, reply)
    for style, tally in styles.items():
        print("%-14s %s" % (style, tally))
    worst = sorted(languages.items(), key=lambda k: k[1].share("back"))
    for language, tally in worst[:SHOWN_WORST]:
        print("%s: %s; %s" % (language, tally, tally.failed))
    great = [t for k, t in languages.items() if k in LEADING and t.share("back") < LEAST_LEADING]
    for tally in great:
        print("of the leading languages: %s; %s" % (tally, tally.failed))
    print("%d languages, ICU %s: %s" % (len(languages), icu.ICU_VERSION, total))
    return int(bool(great) or total.share("back") < LEAST_BACK or
               total.share("wrong") > MOST_WRONG)


if __name__ == "__main__":
    sys.exit(main())
