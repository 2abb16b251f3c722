# SPDX-License-Identifier: ISC
"""Random headlines and summaries in several languages: the HTML that a page
has, and beside it the line of text that a reader must see."""
import html
import unicodedata

# language: (kind of spacing, words, names of characters that need care)
LANGUAGES = {
    "zh-CN": ("wide", """全国 秋粮 收购 进度 过半 质量 好于 上年 朱镕基 同志 生平 图片展 在京
        开幕 国务院 常务会议 部署 推进 新型 城镇化 专家 解读 人工智能 产业 发展 报告
        发布 台风 登陆 沿海 多地 暴雨 预警 铁路 春运 车票 今起 开售 李喆 获奖 堃 镕
        市场监管 总局 约谈 平台 企业 高校 毕业生 就业 服务 月 启动 2026年 100% 第3季度""",
        "，：、“”《》（）！？·—"),
    "zh-TW": ("wide", """臺灣 總統府 立法院 三讀 通過 預算案 颱風 來襲 氣象署 發布 陸上 警報
        臺北 捷運 環狀線 通車 民眾 搭乘 優惠 半導體 產業 出口 創新高 專家 學者 呼籲
        國際 書展 開幕 讀者 熱烈 參與 職棒 總冠軍 戰 門票 開賣 5G 網路 3日""",
        "，：、「」『』（）！？"),
    "ja": ("wide", """政府 来年度 予算案 を 閣議 決定 首相 会見 で 説明 大雪 の おそれ 日本海側
        気象庁 新幹線 運転 見合わせ 東京 株式 市場 終値 は 大幅 反発 サッカー 代表
        メンバー 発表 に ついて ノーベル賞 受賞 ニュース インタビュー が 開かれる 第2回""",
        "、。「」『』！？・（）"),
    "ko": ("spaced", """정부 내년도 예산안 국무회의 의결 대통령 기자회견 서울 지하철 파업 첫눈
        전국 기온 뚝 코스피 상승 마감 반도체 수출 증가 축구 국가대표 명단 발표 개막
        한국은행 기준금리 동결 2분기 영업이익 10% 늘어""", ",:!?\"'()·"),
    "en-US": ("spaced", """Senate passes the budget after a long night as markets rally
        Storm warning for coastal towns Scientists find water on new planet
        Mayor's office says no Council votes to close School district hires 120 teachers
        Q&A with author of How we got here""", ",:;!?\"'()-"),
    "en-GB": ("spaced", """Parliament votes on the colour of money Train strike called off
        Harbour reopens after flood Minister's letter was leaked The organisation denies
        programme of repairs at 3 bridges Football: late goal settles cup tie""",
        ",:;!?\"'()-"),
    "de": ("spaced", """Bundestag beschließt Haushalt für das nächste Jahr Bürger können ab
        sofort Anträge stellen Straße gesperrt Größte Übung seit Jahren München Köln
        Unwetter über Süddeutschland Verein verlängert mit Trainer Prüfung bestanden""",
        ",:;!?()-"),
    "fr": ("spaced", """Le gouvernement présente son budget À l'école élève Où va l'été après
        la grève La forêt brûle encore Hôtel façade rénovée Noël garçon déjà reçu
        L'équipe s'impose à domicile Les députés votent""", ",:;!?()-"),
    "es": ("spaced", """El Congreso aprueba la ley más esperada España año Niños y niñas vuelven
        a clase ¿Qué pasó? Lluvias récord en el norte Selección anuncia lista de convocados
        Corazón rincón avión""", ",:;!?()-"),
    "ru": ("spaced", """Государственная Дума приняла бюджет на следующий год Москва погода снег
        Сборная объявила состав Учёные нашли новую планету Ещё один съезд подъезд
        Выставка открылась в Эрмитаже""", ",:;!?()-"),
    "pt-BR": ("spaced", """Câmara aprova orçamento São Paulo amanhã não haverá aula
        Seleção convocação próxima região açúcar avó português eleições""", ",:;!?()-"),
    "it": ("spaced", """Il governo approva la manovra perché città più lunedì università
        Nazionale convocati però caffè già domani""", ",:;!?()-"),
}

# Pieces of HTML and the text they are, for any place and script.
ANYWHERE = [
    ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", '"'),
    ("&#60;", "<"), ("&#x3E;", ">"), ("&#38;", "&"), ("&#039;", "'"),
    (">", ">"), ('"', '"'), ("'", "'"), (" & ", " & "), (" < ", " < "),
    ("&lt;b&gt;", "<b>"), ("&amp;amp;", "&amp;"), ("&amp;lt;", "&lt;"),
    ("&lt;!--", "<!--"), ("]]&gt;", "]]>"), ("&amp;nbsp;", "&nbsp;"),
    ("&hellip;", "…"), ("&#8230;", "…"), ("&#133;", "…"), ("&#x85;", "…"),
    ("&#150;", "–"), ("&ldquo;", "“"), ("&rdquo;", "”"), ("&middot;", "·"),
    ("&copy ", "© "), ("......", "......"), ("……", "……"), ("——", "——"),
    ("<b>!</b>", "!"), ("<!-- no -->", ""), ("<wbr>", ""), ("<em></em>", ""),
    ("<font color=red>[1]</font>", "[1]"), ("<script>x='<li>'</script>", ""),
    ("<style>li{}</style>", ""), ("&nbsp;", " "), ("  \t ", " "), ("<br>", " "),
    ("&shy;", ""), ("&#8203;", ""), ("&#xFEFF;", ""), ("&#x2060;", ""),
    ("\x00", ""), ("\x01", ""), ("\x08", ""), ("\x1f", ""), ("\x7f", ""),
    ("&#1;", ""), ("&#8238;", ""), ("\ufdd0", ""), ("\x0c", " "),
    ("😀", "😀"), ("&#128512;", "😀"), ("👨‍👩‍👧", "👨‍👩‍👧"), ("🇩🇪", "🇩🇪"),
    ("❤️", "❤️"), ("1️⃣", "1️⃣"), ("👍🏽", "👍🏽"), ("𠮷", "𠮷"), ("㐀", "㐀"),
    ("ＡＢＣ１２３", "ＡＢＣ１２３"), ("％", "％"), ("①", "①"), ("Ⅳ", "Ⅳ"), ("㈱", "㈱"),
    ("e\u0301", "é"), ("A&#x30A;", "Å"), ("\u212b", "Å"), ("か\u3099", "が"),
    ("\u1112\u1161\u11ab", "한"), ("q\u0307\u0323", "q\u0323\u0307"),
    ("x²", "x²"), ("½", "½"), ("™", "™"), ("€", "€"), ("&euro;", "€"),
]
# Between characters without spaces a line break is none; else it is one.
WIDE = [("\n", ""), ("\n\t\t  ", ""), ("\r\n", ""), ("　", " "), (" ", " "),
        ("<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>", "東京")]
SPACED = [("\n", " "), ("\n\t\t  ", " "), ("\r\n   ", " "), ("\u00a0", " ")]

# Marks that cut a summary short, and what stands behind it for more.
ENDINGS = ["......", "……", "...", "…", "[…]", "。", ".", "", "", " [详细]"]


def is_wide(ch):
    """A letter or mark that is written without spaces: a line break beside it
    is none. (Nobody is of one mind about emoji.)"""
    return unicodedata.east_asian_width(ch) in "WF" and \
        unicodedata.category(ch)[0] in "LP" and \
        not unicodedata.name(ch, "").startswith("HANGUL")


class Rich:
    """HTML and the text it stands for."""

    def __init__(self, pieces):
        self.html = "".join(h for h, _ in pieces)
        text = " ".join("".join(t for _, t in pieces).split(" "))
        self.text = unicodedata.normalize("NFC", " ".join(text.split()))

    @classmethod
    def plain(cls, text):
        """For attributes and the like: text without any markup."""
        return cls([(html.escape(text), text)])


class Writer:
    """Makes headlines of one language."""

    def __init__(self, rng, language, spice=0.5):
        self.rng = rng
        self.spacing, words, self.marks = LANGUAGES[language]
        self.words = words.split()
        self.spice = spice

    def _pieces(self, count):
        rng, pieces = self.rng, []
        space = "" if self.spacing == "wide" else " "
        for i in range(count):
            word = rng.choice(self.words)
            pieces.append((html.escape(word), word))
            if i == count - 1:
                break
            if rng.random() < 0.15:
                mark = rng.choice(self.marks)
                pieces.append((html.escape(mark, quote=False), mark))
            pieces.append((space, space))
        return pieces

    def _spiced(self, pieces):
        rng = self.rng
        for _ in range(rng.choice([1, 1, 1, 2, 3])):
            pieces.insert(rng.randrange(1, len(pieces) + 1),
                          rng.choice(ANYWHERE))
        at = rng.randrange(1, len(pieces))
        # What a break is, its neighbours say: it stands between plain words.
        if rng.random() < 0.3 and pieces[at - 1][1] and pieces[at][1] and (
                self.spacing == "spaced" or is_wide(pieces[at - 1][1][-1])
                and is_wide(pieces[at][1][0])):
            pieces.insert(at, rng.choice(
                WIDE if self.spacing == "wide" else SPACED))
        return pieces

    def word(self):
        """One of letters alone, as can stand in a path."""
        return self.rng.choice([w for w in self.words if w.isalpha()])

    def headline(self, number=None):
        """A line of four to nine words; NUMBER makes it the only one."""
        pieces = self._pieces(self.rng.randint(4, 9))
        if number is not None:
            pieces.append((f" {number}", f" {number}"))
        if self.rng.random() < self.spice:
            pieces = self._spiced(pieces)
        return Rich(pieces)

    def line(self):
        """The same for places that hold text alone, such as attributes."""
        text = "".join(t for _, t in self._pieces(self.rng.randint(4, 9)))
        return " ".join(text.split())

    def summary(self):
        """A longer text, often cut as pages do."""
        pieces = self._pieces(self.rng.randint(8, 30))
        if self.rng.random() < self.spice:
            pieces = self._spiced(pieces)
        end = self.rng.choice(ENDINGS)
        return Rich(pieces + [(end, end)])
