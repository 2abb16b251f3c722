# SPDX-License-Identifier: ISC
"""Random dates as pages show them, with the instants they stand for. A form
that shows less than the instant has says so in its truth: a bare day is
midnight in the page's zone, "3 hours ago" is exactly that."""
import html
import re
from datetime import datetime, timedelta, timezone

MINUTE, HOUR, DAY, YEAR = 60, 3600, 86400, 365 * 86400

MONTHS = {
    "en": "January February March April May June July August September October"
          " November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober"
          " November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre"
          " novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre"
          " noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября"
          " ноября декабря",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro"
          " outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre"
          " ottobre novembre dicembre",
}
SHORT_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
    "ru": "янв фев мар апр мая июн июл авг сен окт ноя дек",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
}
WEEKDAYS = {
    "zh": "周一 周二 周三 周四 周五 周六 周日",
    "ja": "月 火 水 木 金 土 日",
    "ko": "월 화 수 목 금 토 일",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira"
          " sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
}
CJK_DIGITS = "〇一二三四五六七八九"


def words_of(language, d):
    """All that the patterns below can name of the local time D."""
    k = language[:2]
    twelve = d.hour % 12 or 12

    def name(table, i):
        return table[k].split()[i] if k in table else ""
    return {
        "Y": d.year, "y": d.year % 100, "m": d.month, "d": d.day,
        "H": d.hour, "M": d.minute, "S": d.second, "I": twelve,
        "Month": name(MONTHS, d.month - 1), "Mon": name(SHORT_MONTHS, d.month - 1),
        "Wday": name(WEEKDAYS, d.weekday()), "wd": name(WEEKDAYS, d.weekday())[:3],
        "EMon": SHORT_MONTHS["en"].split()[d.month - 1],
        "Ewd": WEEKDAYS["en"].split()[d.weekday()][:3],
        "zhwd": "星期" + WEEKDAYS["zh"].split()[d.weekday()][1],
        "half": "上午" if d.hour < 12 else "下午",
        "jahalf": "午前" if d.hour < 12 else "午後", "jaI": d.hour % 12,
        "kohalf": "오전" if d.hour < 12 else "오후",
        "ampm": "AM" if d.hour < 12 else "PM",
        "am": "a.m." if d.hour < 12 else "p.m.",
        "roc": d.year - 1911, "reiwa": d.year - 2018,
        "th": {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd",
               31: "st"}.get(d.day, "th"),
        "er": "er" if d.day == 1 else "",
        "z": d.strftime("%z"), "zc": d.strftime("%z")[:3] + ":" + d.strftime("%z")[3:],
        "ms": d.second * 37 % 1000,
        "hanY": "".join(CJK_DIGITS[int(c)] for c in str(d.year)),
        "hanm": han(d.month), "hand": han(d.day),
        "wide": str(d.year).translate({48 + i: 0xFF10 + i for i in range(10)}),
    }


def han(n):
    """1 to 31 as Chinese writes it out."""
    tens, ones = divmod(n, 10)
    return (("" if tens < 1 else CJK_DIGITS[tens] if tens > 1 else "")
            + ("十" if tens else "") + (CJK_DIGITS[ones] if ones else ""))


class Clock:
    """The moment of the run and the zone of a page."""

    def __init__(self, now, zone, language):
        self.now, self.zone, self.language = now, zone, language
        self.today = datetime.fromtimestamp(now, zone).date()

    def local(self, t):
        return datetime.fromtimestamp(t, self.zone)

    def instant(self, *fields):
        return int(datetime(*fields, tzinfo=self.zone).timestamp())

    def midnight(self, day):
        return self.instant(day.year, day.month, day.day)

    def is_plain(self, t):
        """Not within a day in which the clocks change: those have instants
        that local time cannot tell apart."""
        d = self.local(t)
        return (d - timedelta(days=1)).utcoffset() == \
            (d + timedelta(days=1)).utcoffset()


class Absolute:
    """A pattern of str.format over words_of; PRECISION is what it shows:
    second, minute or day. Without the year it holds for a year back, without
    the date for today only."""

    def __init__(self, pattern, precision, languages=None, utc=False):
        self.pattern, self.precision = pattern, precision
        self.languages, self.utc = languages, utc
        self.year = any(w in pattern for w in
                        ("{Y", "{y", "{roc", "{reiwa", "{hanY", "{wide"))
        dated = self.year or any(w in pattern for w in (
            "{d", "{hand", "{m"))
        self.span = None if self.year else "year" if dated else \
            "week" if "wd}" in pattern or "Wday" in pattern else "today"

    def fits(self, t, clock):
        age, d = clock.now - t, clock.local(t)
        if self.span == "today":
            return d.date() == clock.today
        if self.span == "week":
            return age < 6 * DAY
        if self.span == "year":
            return age < 360 * DAY
        return True

    def show(self, t, clock):
        d = datetime.fromtimestamp(t, timezone.utc) if self.utc \
            else clock.local(t)
        if self.precision == "day":
            t = clock.midnight(d.date())
        elif self.precision == "minute":
            t -= d.second
        return self.pattern.format(**words_of(clock.language, d)), t


class Ago:
    """So many units before now, from LEAST to MOST."""

    def __init__(self, pattern, unit, least, most):
        self.pattern, self.unit = pattern, unit
        self.least, self.most = least, most

    def _count(self, t, clock):
        if self.unit >= DAY:
            return (clock.today - clock.local(t).date()).days * DAY // self.unit
        return (clock.now - t) // self.unit

    def fits(self, t, clock):
        return self.least <= self._count(t, clock) <= self.most

    def show(self, t, clock):
        n = self._count(t, clock)
        if self.unit >= DAY:
            t = clock.midnight(clock.today - timedelta(n * self.unit // DAY))
        else:
            t = clock.now - n * self.unit
        return self.pattern.format(n=n), t


class Day:
    """A word for a day, as today or yesterday, with a time or without."""

    def __init__(self, pattern, back):
        self.pattern, self.back = pattern, back
        self.precision = "minute" if "{H" in pattern or "{I" in pattern else "day"

    def fits(self, t, clock):
        return (clock.today - clock.local(t).date()).days == self.back

    def show(self, t, clock):
        d = clock.local(t)
        t = clock.midnight(d.date()) if self.precision == "day" else t - d.second
        return self.pattern.format(**words_of(clock.language, d)), t


def absolutes(languages, *patterns):
    """Forms from patterns; what they show is seen from what they name."""
    def precision(p):
        return "second" if "{S" in p else \
            "minute" if "{H" in p or "{I" in p or "{jaI" in p else "day"
    return [Absolute(p, precision(p), languages) for p in patterns]


CLOCK = "{H:02}:{M:02}"
# Without a year or a date these tell less: used for lists that are young.
FORMS = absolutes(
    None,
    "{Y}-{m:02}-{d:02}", "{Y}-{m:02}-{d:02} " + CLOCK,
    "{Y}-{m:02}-{d:02} " + CLOCK + ":{S:02}", "{Y}/{m:02}/{d:02}",
    "{Y}/{m:02}/{d:02} " + CLOCK, "{Y}.{m:02}.{d:02}", "[{Y}-{m:02}-{d:02}]",
    "({Y}-{m:02}-{d:02})", "{Y}-{m:02}-{d:02}T" + CLOCK + ":{S:02}",
    "{Y}-{m:02}-{d:02}T" + CLOCK + ":{S:02}{zc}",
    "{Y}-{m:02}-{d:02}T" + CLOCK + ":{S:02}.{ms:03}{zc}",
    "{Ewd}, {d:02} {EMon} {Y} " + CLOCK + ":{S:02} {z}",
    "{d} {EMon} {Y} " + CLOCK + ":{S:02} {z}",
    "{Y}{m:02}{d:02}",
) + [
    Absolute("{Y}-{m:02}-{d:02}T" + CLOCK + ":{S:02}Z", "second", None, True),
    Absolute("{Y}-{m:02}-{d:02} " + CLOCK + ":{S:02} UTC", "second", None, True),
    Absolute("{Ewd}, {d:02} {EMon} {Y} " + CLOCK + ":{S:02} GMT", "second",
             None, True),
] + absolutes(
    ("zh-CN", "zh-TW"),
    "{Y}年{m}月{d}日", "{Y}年{m:02}月{d:02}日 " + CLOCK, "{m}月{d}日",
    "{m:02}月{d:02}日 " + CLOCK, "{m:02}-{d:02}", "{m:02}-{d:02} " + CLOCK,
    "[{m:02}-{d:02}]", "{m:02}/{d:02}", "{Y}年{m}月{d}日 {zhwd} " + CLOCK,
    "{Y}-{m}-{d} {half}{I}:{M:02}", "{hanY}年{hanm}月{hand}日",
    "{Y}年{m}月{d}日{H}时{M:02}分", "{Wday} " + CLOCK, CLOCK,
) + absolutes(
    ("zh-CN",),
    "发布时间：{Y}-{m:02}-{d:02} " + CLOCK, "日期：{Y}年{m:02}月{d:02}日",
    "{Y}-{m:02}-{d:02} " + CLOCK + "　来源：新华网", "时间:{m:02}-{d:02} " + CLOCK,
    "{Y}-{m:02}-{d:02} 阅读：1024", "新华社北京{m}月{d}日电",
) + absolutes(
    ("zh-TW",),
    "{Y}/{m:02}/{d:02} {half} {I:02}:{M:02}", "民國{roc}年{m}月{d}日",
    "發布日期：{Y}-{m:02}-{d:02}", "{Y}年{m}月{d}日 {half}{I}:{M:02}",
) + absolutes(
    ("ja",),
    "{Y}年{m}月{d}日", "{Y}年{m}月{d}日({Wday}) " + CLOCK, "{m}月{d}日 {H}時{M:02}分",
    "{m}/{d}({Wday}) {H}:{M:02}", "令和{reiwa}年{m}月{d}日", "{m}月{d}日",
    "{Y}年{m}月{d}日 {jahalf}{jaI}時{M}分", "{Y}/{m:02}/{d:02} " + CLOCK + " 更新",
    "{m:02}/{d:02} " + CLOCK, "{Y}.{m}.{d}", "公開日：{Y}年{m:02}月{d:02}日",
) + absolutes(
    ("ko",),
    "{Y}년 {m}월 {d}일", "{Y}.{m:02}.{d:02}. " + CLOCK, "{Y}. {m}. {d}.",
    "{m}월 {d}일", "{Y}.{m:02}.{d:02} {kohalf} {I}:{M:02}", "입력 {Y}.{m:02}.{d:02} "
    + CLOCK, "{Y}-{m:02}-{d:02} ({Wday}) " + CLOCK, "{m:02}.{d:02} " + CLOCK,
    "{Y}년 {m}월 {d}일 {H}시 {M}분",
) + absolutes(
    ("en-US",),
    "{Mon} {d}, {Y}", "{Month} {d}, {Y} at {I}:{M:02} {ampm}", "{Mon} {d}",
    "{m:02}/{d:02}/{Y}", "{m}/{d}/{Y} {I}:{M:02} {ampm}", "{m}/{d}",
    "{Wday}, {Month} {d}, {Y}", "{Wday}, {Month} {d}", "{Month} {d}{th}, {Y}",
    "Posted on {Month} {d}, {Y} by John Smith", "{wd} {I}:{M:02} {am}",
    "{Mon}. {d}, {Y}, {I}:{M:02} {am}", "{Wday} at {I}:{M:02} {ampm}",
) + absolutes(
    ("en-GB",),
    "{d} {Month} {Y}", "{d:02}/{m:02}/{Y}", "{d}{th} {Month} {Y}, " + CLOCK,
    "{wd} {d} {Mon} {Y}", "{d} {Mon}", "{d:02}/{m:02}/{Y} " + CLOCK,
    "Published: {d} {Month} {Y}", "{Wday} {d} {Month}", "{d} {Mon} {y:02}",
) + absolutes(
    ("de",),
    "{d}. {Month} {Y}", "{d:02}.{m:02}.{Y}, " + CLOCK + " Uhr", "{d:02}.{m:02}.{Y}",
    "{d:02}.{m:02}.", "{Wday}, {d}. {Month} {Y}", "{d}. {Mon} {Y}",
    "{d:02}.{m:02}.{y:02}", "Veröffentlicht am {d:02}.{m:02}.{Y} um " + CLOCK
    + " Uhr", "{d}. {Month}", "{Wday}, " + CLOCK + " Uhr",
) + absolutes(
    ("fr",),
    "{d}{er} {Month} {Y}", "Publié le {d}{er} {Month} {Y} à {H}h{M:02}",
    "{d:02}/{m:02}/{Y}", "le {d:02}/{m:02}/{Y} à " + CLOCK, "{d} {Mon} {Y}",
    "{Wday} {d}{er} {Month} {Y}", "{d}{er} {Month}", "{d:02}/{m:02} à {H}h{M:02}",
) + absolutes(
    ("es",),
    "{d} de {Month} de {Y}", "{d:02}/{m:02}/{Y} " + CLOCK, "{d} {Mon} {Y}",
    "{Wday}, {d} de {Month} de {Y}", "{d} de {Month}", "{d}/{m}/{Y}",
    "{d:02}-{m:02}-{Y}", "{d} {Mon}, " + CLOCK,
) + absolutes(
    ("ru",),
    "{d} {Month} {Y}", "{d} {Month} {Y} г.", "{d:02}.{m:02}.{Y}, " + CLOCK,
    "{d:02}.{m:02}.{Y}", "{d} {Month}, " + CLOCK, "{d} {Month}",
    "{Wday}, {d} {Month} {Y} г.", "{d} {Mon} {Y}, " + CLOCK, "{d:02}.{m:02}.{y:02}",
) + absolutes(
    ("pt-BR",),
    "{d} de {Month} de {Y}", "{d:02}/{m:02}/{Y} às {H}h{M:02}", "{d:02}/{m:02}/{Y}",
    "{d} {Mon} {Y}", "{Wday}, {d} de {Month} de {Y}", "{d:02}/{m:02}",
) + absolutes(
    ("it",),
    "{d} {Month} {Y}", "{d:02}/{m:02}/{Y}", "{Wday} {d} {Month} {Y}",
    "{d:02}/{m:02}/{Y} - " + CLOCK, "{d} {Mon} {Y}, ore " + CLOCK, "{d} {Month}",
)

# What sites put in place of a date while it is young: tried in this order.
YOUNG = {
    "zh-CN": [Ago("刚刚", MINUTE, 0, 0), Ago("{n}分钟前", MINUTE, 1, 59),
              Ago("{n}小时前", HOUR, 1, 11),
              Day("今天 " + CLOCK, 0), Day("昨天 " + CLOCK, 1),
              Day("前天 " + CLOCK, 2), Ago("{n}天前", DAY, 3, 6)],
    "zh-TW": [Ago("{n} 分鐘前", MINUTE, 1, 59),
              Ago("{n} 小時前", HOUR, 1, 11),
              Day("昨天 {half}{I}:{M:02}", 1), Day("前天", 2),
              Ago("{n} 天前", DAY, 3, 6)],
    "ja": [Ago("たった今", MINUTE, 0, 0), Ago("{n}分前", MINUTE, 1, 59),
           Ago("{n}時間前", HOUR, 1, 11), Day("昨日 {H}:{M:02}", 1),
           Ago("{n}日前", DAY, 2, 9)],
    "ko": [Ago("방금 전", MINUTE, 0, 0), Ago("{n}분 전", MINUTE, 1, 59),
           Ago("{n}시간 전", HOUR, 1, 11), Day("어제 " + CLOCK, 1),
           Day("그저께", 2), Ago("{n}일 전", DAY, 2, 6)],
    "en-US": [Ago("just now", MINUTE, 0, 0),
              Ago("1 minute ago", MINUTE, 1, 1),
              Ago("{n} minutes ago", MINUTE, 2, 59),
              Ago("an hour ago", HOUR, 1, 1),
              Ago("{n} hours ago", HOUR, 2, 11),
              Day("Yesterday at {I}:{M:02} {ampm}", 1),
              Ago("{n} days ago", DAY, 2, 6)],
    "en-GB": [Ago("{n}m ago", MINUTE, 1, 59), Ago("{n}h ago", HOUR, 1, 11),
              Day("Today, " + CLOCK, 0), Day("Yesterday", 1),
              Ago("{n}d ago", DAY, 2, 6)],
    "de": [Ago("gerade eben", MINUTE, 0, 0),
           Ago("vor {n} Minuten", MINUTE, 2, 59),
           Ago("vor einer Stunde", HOUR, 1, 1),
           Ago("vor {n} Stunden", HOUR, 2, 11),
           Day("Heute, " + CLOCK + " Uhr", 0),
           Day("gestern, " + CLOCK + " Uhr", 1), Day("vorgestern", 2),
           Ago("vor {n} Tagen", DAY, 2, 6)],
    "fr": [Ago("il y a {n} minutes", MINUTE, 2, 59),
           Ago("il y a {n} h", HOUR, 1, 11),
           Day("aujourd'hui à {H}h{M:02}", 0),
           Day("hier à {H}h{M:02}", 1), Day("avant-hier", 2),
           Ago("il y a {n} jours", DAY, 3, 6)],
    "es": [Ago("hace {n} minutos", MINUTE, 2, 59),
           Ago("hace {n} horas", HOUR, 2, 11), Day("hoy, " + CLOCK, 0),
           Day("ayer a las " + CLOCK, 1), Day("anteayer", 2),
           Ago("hace {n} días", DAY, 3, 6)],
    "ru": [Ago("{n} мин. назад", MINUTE, 1, 59),
           Ago("{n} часов назад", HOUR, 5, 11),
           Day("сегодня, " + CLOCK, 0), Day("вчера в " + CLOCK, 1),
           Day("позавчера", 2), Ago("{n} дня назад", DAY, 3, 4)],
    "pt-BR": [Ago("há {n} minutos", MINUTE, 2, 59),
              Ago("há {n} horas", HOUR, 2, 11),
              Day("hoje às {H}h{M:02}", 0), Day("ontem", 1),
              Ago("há {n} dias", DAY, 2, 6)],
    "it": [Ago("{n} minuti fa", MINUTE, 2, 59),
           Ago("{n} ore fa", HOUR, 2, 11), Day("oggi, " + CLOCK, 0),
           Day("ieri alle " + CLOCK, 1), Ago("{n} giorni fa", DAY, 2, 6)],
}


class Shown:
    """One date on a page: its text (None: there is none), the HTML of it,
    attributes beside it, and the instant T that a reader gets."""

    def __init__(self, text, t, attrs=(), markup=None):
        self.text, self.t, self.attrs = text, t, dict(attrs)
        self.html = html.escape(text or "") if markup is None else markup


class Plan:
    """How one page shows all of its dates: OP goes to the end of the rule,
    ATTRIBUTE is one of the element's own that says more than the text."""

    op = ""
    attribute = None

    def __init__(self, rng, clock):
        self.clock = clock
        pool = [f for f in FORMS
                if f.languages is None or clock.language in f.languages]
        own = [f for f in pool if f.languages is not None]
        self.form = rng.choice(own if rng.random() < 0.75 else pool)
        full = [f for f in pool if f.span is None]
        self.chain = [self.form, rng.choice(full)]
        if rng.random() < 0.3:
            self.chain = YOUNG[clock.language] + self.chain

    def show(self, t):
        for form in self.chain:
            if form.fits(t, self.clock):
                text, truth = form.show(t, self.clock)
                return Shown(text, truth)
        raise AssertionError("no form fits")


class AttributePlan(Plan):
    """The exact time stands in an attribute, something rough beside it."""

    def __init__(self, rng, clock):
        super().__init__(rng, clock)
        self.attribute = rng.choice(["datetime", "datetime", "title", "content"])
        exact = [f for f in FORMS if f.languages is None and
                 f.precision == "second"]
        self.exact = rng.choice(exact)

    def show(self, t):
        shown = super().show(t)
        text, truth = self.exact.show(t, self.clock)
        return Shown(shown.text, truth, {self.attribute: text})


class EpochPlan(Plan):
    """Seconds or milliseconds since 1970 in an attribute of the site's own."""

    def __init__(self, rng, clock):
        super().__init__(rng, clock)
        self.op = rng.choice(["@data-time", '@data-time | date "%s"'])
        self.factor = 1000 if self.op == "@data-time" and rng.random() < .5 else 1

    def show(self, t):
        shown = super().show(t)
        return Shown(shown.text, t, {"data-time": str(t * self.factor)})


class FormatPlan(Plan):
    """A form that needs `date "fmt"` to be understood."""

    def __init__(self, rng, clock):
        super().__init__(rng, clock)
        self.format, self.precision = rng.choice([
            ("%d%m%Y %H%M", "minute"), ("%Y%m%d%H%M%S", "second"),
            ("%y/%d/%m", "day"), ("%H:%M, %d-%m-%Y", "minute"),
            ("%m-%d-%y", "day"), ("at %H.%M on %d-%m-%Y", "minute")])
        self.op = f' | date "{self.format}"'

    def show(self, t):
        d = self.clock.local(t)
        cut = {"second": 0, "minute": d.second}.get(self.precision)
        truth = self.clock.midnight(d.date()) if cut is None else t - cut
        return Shown(d.strftime(self.format), truth)


class BoxPlan(Plan):
    """The day stands in a box of its own, above or beside the rest."""

    BOXES = {
        "zh": ["<b>{d:02}</b><br>{Y}-{m:02}", "<b>{d}</b> <i>{Y}年{m}月</i>",
               "<em>{d:02}</em>\n<u>{Y}/{m:02}</u>"],
        "en": ["<b>{d}</b> <i>{Mon}</i> <i>{Y}</i>",
               "<i>{Mon}</i><br>{d}<br>{Y}"],
        "": ["<b>{d:02}</b> <i>{EMon}</i> {Y}"],
    }

    def __init__(self, rng, clock):
        super().__init__(rng, clock)
        self.box = rng.choice(self.BOXES.get(clock.language[:2], [])
                              + self.BOXES[""])

    def show(self, t):
        d = self.clock.local(t)
        markup = self.box.format(**words_of(self.clock.language, d))
        text = re.sub("<[^>]*>", " ", markup)
        return Shown(text, self.clock.midnight(d.date()), (), markup)


class LinkPlan(Plan):
    """No date but in the path of the link."""

    def show(self, t):
        return Shown(None, self.clock.midnight(self.clock.local(t).date()))


class NoPlan(Plan):
    """No date at all: first seen, a second earlier for each position."""

    def show(self, t):
        return Shown(None, None)


def choose_plan(rng, clock):
    """Mostly text, else one of the rarer ways."""
    kind = rng.choices([Plan, AttributePlan, EpochPlan, FormatPlan, BoxPlan,
                        LinkPlan, NoPlan], [58, 16, 5, 5, 4, 7, 5])[0]
    return kind(rng, clock)


def instants(rng, clock, count):
    """COUNT different instants, newest first, the way lists are: some of today,
    the others further apart. None near a change of the clocks, nor on a day
    that most years have not."""
    chosen = set()
    reach = rng.choice([DAY, 7 * DAY, 60 * DAY, 350 * DAY, 3 * YEAR])
    while len(chosen) < count:
        age = int(reach * rng.random() ** 2)
        t = clock.now - age
        d = clock.local(t)
        if clock.is_plain(t) and (d.month, d.day) != (2, 29):
            chosen.add(t)
    return sorted(chosen, reverse=True)
