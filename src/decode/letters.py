#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Make letters_table.c: how often which letter follows which.

usage: letters.py [CLDR-FOLDER] > letters_table.c

Counts the names and keywords of Unicode CLDR 41 (Debian: unicode-cldr-core),
which are some 300 kB a language, and the little words below, which running
text is full of and which names lack (the commonest stand there several
times). Each language of an alphabet counts the same.
"""
import collections
import html
import math
import os
import re
import sys
import unicodedata

CLDR = sys.argv[1] if len(sys.argv) > 1 else '/usr/share/unicode/cldr/common'

# Cyrillic, Greek, ... : scripts of their own. The Latin alphabets are those
# that one encoding serves.
ALPHABETS = {
    'cyrillic': 'ru uk be bg sr mk',
    'greek': 'el',
    'hebrew': 'he',
    'arabic': 'ar fa ur',
    'thai': 'th',
    'western': 'fr de es pt it sv da no fi is nl ca gl en eu et ga fo',
    'central': 'pl cs sk hu ro hr sl sq',
    'turkish': 'tr',
    'baltic': 'lt lv et',
    'vietnamese': 'vi',
    'simplified': 'zh',
    'traditional': 'zh_Hant yue',
    'japanese': 'ja',
    'korean': 'ko',
}
LATIN = ['western', 'central', 'turkish', 'baltic', 'vietnamese']
EAST = ['simplified', 'traditional', 'japanese', 'korean']

WORDS = {
    'fr':
    'à à à à à été été où même après très déjà là dès être près première siècle '
    'numéro général société août février décembre événement français '
    'qu’il l’année d’un',
    'de':
    'für über können wäre müssen würde fünf später größte während '
    'könnte zurück früher März natürlich Bürger läuft schließt heißt '
    'straße',
    'es':
    'más está también según año años él qué sí día así aquí después '
    'días información educación comunicación edición último política '
    'número españa niño mañana',
    'pt':
    'não não não é é é é são à à até também já há você está após três será então '
    'informação educação comunicação inscrições público notícias '
    'início além através próximo',
    'it':
    'è è è è è è è è più più perché così già sarà né città università può attività cioè '
    'però giù lì là metà novità qualità società venerdì lunedì c’è '
    'l’ultimo dell’anno',
    'sv':
    'är på för från även över när mycket också år två får så här där '
    'bättre högre fråga går någon',
    'da':
    'på også år få så når må været år gå før større mænd års '
    'københavn nye læs været bør må først får',
    'no':
    'på også år få så når må være gå før større første får blå både '
    'ønsker år skjønner',
    'fi':
    'että ä tämä hän myös sekä mitä tässä näin vielä enää kanssa '
    'päivä työ yhtiö lisää hyvä pääsee jälkeen tänään',
    'is':
    'að á í það við sé ég þú þær þetta því með verið hér þar má ný '
    'fær árið frá þau',
    'nl':
    'één geïnteresseerd coördinatie financiële reünie zoë ideeën',
    'ca':
    'més és això també després què però així àrea informació català '
    'serà fins català',
    'pl':
    'się są że był będzie może już też który która które przez więc '
    'także oraz został było przed między według ją łódź święto środa',
    'cs':
    'že až své má být při více několik který která které může už také '
    'ještě před další nové práce říká české město že bylo jsou',
    'sk':
    'že až svoje má byť pri viac niekoľko ktorý ktorá ktoré môže už '
    'tiež ešte pred ďalší nové práca hovorí slovenské mesto',
    'hu':
    'és hogy még már után által két között több új év három hétfő őt '
    'ő így től ből lesz nagyon való első április évi',
    'ro':
    'și în să că după până când fără între această sunt către cât '
    'mâine întâi români țară țări anunț județ și în să',
    'hr':
    'će što više već još može kao između također godišnji škola član '
    'čak bit će radi sljedeći',
    'sl':
    'še že več ali bo čas čez lahko tudi šola člani letošnji naš med '
    'njihov začetek občina',
    'sq':
    'është për më në të një këtë së që shqipëri ditë vetëm',
    'tr':
    'için çok değil ile olduğu göre yıl yılı türk iş açıklama öğrenci '
    'değişiklik çalışma müdürlüğü üniversitesi başkanı hakkında',
    'lt':
    'už iš į šį yra būti jų kurių šių metų lietuvių dėl įvyko gali '
    'būti tačiau šiandien naujų valstybės taip pat dėl po to jūsų '
    'žmonių',
    'lv':
    'šī šis kā tā pēc būs gadā arī tiek latvijas līdz jau vēl lai '
    'kurā cilvēku jūlijā rīgas šodien',
    'et':
    'või ära kõik täna üle pärast mõne sõnul öö õige töö üks õpilane '
    'järgi võib',
    'ga':
    'é sé tá ní atá',
    'en':
    'café naïve',
    'gl':
    'máis é está tamén despois',
    'vi':
    'và của là được có cho trong một những không người với các năm đã '
    'về này từ khi để',
    'el':
    'και το της την του στην στο για με από είναι θα να που η οι τα '
    'δεν έχει ότι σε μια ένα μετά',
    'ru':
    'и в не на что с по как это из за для от он был года о к до при '
    'после также который еще уже его всё',
    'uk':
    'і в не на що з по як це із за для від він був року про до при '
    'після також який ще вже його їх є',
    'bg':
    'и в не на че с по как това от за до той беше година при след '
    'също който още вече е са ще се да',
    'sr':
    'и у не на што са по како то из за од до он био године при после '
    'такође који још већ је су ће се да',
    'be':
    'і ў не на што з па як гэта за для ад ён быў года пра да пры '
    'пасля таксама які яшчэ ўжо яго',
    'mk':
    'и во не на што со по како ова од за до тој беше година при исто '
    'кој уште веќе е се ќе да',
    'zh':
    '的 一 是 不 了 在 人 有 我 他 这 中 大 来 上 国 和 地 到 说 时 要 就 出 会 可 也 你 '
    '对 生 能 而 子 那 得 于 着 下 自 之 年 过 发 后 作 里 用 道 行 所 然 家 种 事 成 方 多 '
    '经 么 去 法 学 如 都 同 现 当 没 动 面 起 看 定 天 分 还 进 好 小 部 其 些 主 样 理 心 '
    '本 前 开 但 因 只 从 想 实 日 军 者 意 无 力 它 与 长 把 机 十 民 第 公 此 已 工 使 情 '
    '明 性 知 全 三 又 关 点 正 业 外 将 两 高 间 由 问 很 最 重 并 物 手 应 战 向 头 文 体 '
    '政 美 相 见 被 利 什 二 等 产 或 新 己 制 身 果 加 西 斯 月 话 合 回 特 代 内 信 表 化 '
    '老 给 世 位 次 度 门 任 常 先 海 通 教 儿 原 东 声 提 立 及 比 员 解 水 名 真 论 处 走 '
    '义 各 入 几 口 认 条 平 系 气 题 活 市 场 期 管 务 报 告 展 建 设 议 院 部 网 首 页 闻 '
    '北 京 省 县 会 记 者 中 心 联 系 我 们 关 于 通 知 公 告',
    'zh_Hant':
    '的 一 是 不 了 在 人 有 我 他 這 中 大 來 上 國 和 地 到 說 時 要 就 出 會 可 也 你 '
    '對 生 能 而 子 那 得 於 著 下 自 之 年 過 發 後 作 裡 用 道 行 所 然 家 種 事 成 方 多 '
    '經 麼 去 法 學 如 都 同 現 當 沒 動 面 起 看 定 天 分 還 進 好 小 部 其 些 主 樣 理 心 '
    '本 前 開 但 因 只 從 想 實 日 軍 者 意 無 力 它 與 長 把 機 十 民 第 公 此 已 工 使 情 '
    '明 性 知 全 三 又 關 點 正 業 外 將 兩 高 間 由 問 很 最 重 並 物 手 應 戰 向 頭 文 體 '
    '政 美 相 見 被 利 什 二 等 產 或 新 己 制 身 果 加 西 月 話 合 回 特 代 內 信 表 化 老 '
    '給 世 位 次 度 門 任 常 先 海 通 教 原 東 聲 提 立 及 比 員 解 水 名 真 論 處 走 義 各 '
    '市 場 期 管 務 報 告 展 建 設 議 院 網 首 頁 聞 臺 灣 縣 記 者 聯 絡 我 們 關 於 公 告',
    'ja':
    'の に は を た が で て と し れ さ ある いる も する から な こと として い や れる など '
    'なっ ない この ため その あっ よう また もの という あり まで られ なる へ か だ これ によって '
    'により おり より による ず なり られる において ば なかっ なく しかし について せ だっ できる '
    'それ です ます ました して います お知らせ ニュース サイト 日 年 月 大 本 中 国 人 会 新 '
    '東京 日本 政府 会社 発表 開始 情報 一覧',
    'ko':
    '이 의 를 을 은 는 에 가 한 다 고 로 하 지 도 사 기 어 리 서 대 자 시 그 인 해 나 일 '
    '들 있 수 정 보 것 라 스 아 부 과 으로 에서 한다 했다 입니다 합니다 공지 안내 뉴스 소식 '
    '신청 관련 서울 정부 오늘 대한 위한 통해 대표 사항 및 등 년 월 일',
    'he':
    'של את על לא הוא עם זה כי גם או כל אל היא אם אך בין לאחר היום',
    'ar':
    'في من على إلى أن عن مع هذا التي بعد ما لا كان الذي بين قبل خلال '
    'و عند',
    'fa':
    'در و به از که این با است را برای آن می شد ها یک خود تا کرد بر',
    'th':
    'ที่ ของ และ ใน เป็น มี ได้ ไม่ การ จะ ให้ ว่า กับ จาก นี้ วัน ปี',
}
WORDS_WEIGHT = 300

# As in letters.c: what any text may have between its letters.
QUOTES = '–—‘’‚“”„†‡•…‹›«»\u00a0·'
SYMBOLS = '©®™€£¥§°№²³¹½¼¾¡¿ªº±×÷µ¢¶‰'
SPACE, QUOTE, SYMBOL, OTHER, ASCII = range(5)
HIRAGANA, KATAKANA, FULLWIDTH, OFTEN, FREQUENT, COMMON, RARE = range(5, 12)
TOP = 128, 384  # characters of East Asia that are OFTEN, and FREQUENT


def vietnamese(text):
    """As windows-1258 has it: the base precomposed, the tone apart."""
    out = []
    for c in unicodedata.normalize('NFC', text):
        d = unicodedata.normalize('NFD', c)
        tone = [m for m in d if m in '\u0300\u0301\u0303\u0309\u0323']
        base = unicodedata.normalize('NFC', ''.join(
            m for m in d if m not in tone))
        whole = base + ''.join(tone)
        out.append(c if c in 'ÀÁÂÈÉÊÍÓÔÙÚàáâèéêíóôùú' else whole)
    return ''.join(out)


def read(*path):
    path = os.path.join(CLDR, *path)
    if not os.path.exists(path):
        return ''
    with open(path, encoding='utf-8') as f:
        return f.read()


def phrases(lang):
    """The names and keywords of CLDR in a language."""
    out = []
    for folder in 'annotations', 'annotationsDerived':
        for m in re.findall(r'<annotation [^>]*>([^<]*)<',
                            read(folder, lang + '.xml')):
            out += [x.strip() for x in html.unescape(m).split('|')]
    main = read('main', lang + '.xml')
    for tag in ('language script territory displayName exemplarCity month day '
                'long standard generic daylight type variant').split():
        for m in re.findall(r'<%s\b[^>]*>([^<]*)</%s>' % (tag, tag), main):
            if re.search(r'\w\w', html.unescape(m)):
                out.append(html.unescape(m))
    out = [x for x in out if x and '↑' not in x]
    out += [WORDS.get(lang, '')] * WORDS_WEIGHT
    if lang == 'ro':  # the comma below is in no legacy encoding
        return [x.translate(str.maketrans('șțȘȚ', 'şţŞŢ')) for x in out]
    return [vietnamese(x) for x in out] if lang == 'vi' else out


def fold(c):
    low = c.lower()
    return low if len(low) == 1 else c


class Alphabet:
    def __init__(self, name):
        self.name = name
        self.latin = name in LATIN
        self.texts = [phrases(lang) for lang in ALPHABETS[name].split()]
        every = collections.Counter(
            fold(c) for t in self.texts for x in t for c in x if c >= '\x80')
        if name in EAST:
            top = [c for c, _ in every.most_common() if c >= '\u3400']
            self.often = sorted(top[:TOP[0]])
            self.frequent = sorted(top[TOP[0]:sum(TOP)])
            self.letters = []
            self.n = RARE + 1
        else:
            self.letters = self.find_letters()
            self.often = self.frequent = []
            self.n = ASCII + (26 if self.latin else 1) + len(self.letters)
        self.first = self.n - len(self.letters)
        self.number = {c: self.first + i for i, c in enumerate(self.letters)}
        self.count()

    def find_letters(self):
        found = set()
        for t in self.texts:
            n = collections.Counter(fold(c) for x in t for c in x)
            found |= {c for c in n if c >= '\x80' and n[c] >= 40 and
                      unicodedata.category(c)[0] in 'LM'
                      and c not in SYMBOLS and c <= '\uffff'}
        return sorted(found)

    def east(self, c):
        o = ord(c)
        if c in self.often:
            return OFTEN
        if c in self.frequent:
            return FREQUENT
        if 0x3040 <= o < 0x30a0:
            return HIRAGANA
        if 0x30a0 <= o < 0x3100:
            return KATAKANA
        if 0x3000 <= o < 0x3040 or 0xff00 <= o < 0xff60:
            return FULLWIDTH
        if 0x3400 <= o < 0xa000 or 0xac00 <= o < 0xd7a4:
            return COMMON if self.is_common(c) else RARE
        return OTHER

    def is_common(self, c):
        """In the level that each standard has for everyday characters."""
        codec, first, last = {
            'simplified': ('gb2312', 0xb0, 0xd7),
            'traditional': ('big5', 0xa4, 0xc6),
            'japanese': ('euc_jp', 0xb0, 0xcf),
            'korean': ('euc_kr', 0xb0, 0xc8)}[self.name]
        code = c.encode(codec, 'ignore')
        return len(code) == 2 and first <= code[0] <= last

    def kind(self, c):
        if c < '\x80':
            if not c.isalpha():
                return SPACE
            return ASCII + (ord(c.lower()) - ord('a') if self.latin else 0)
        if c in QUOTES:
            return QUOTE
        if c in SYMBOLS:
            return SYMBOL
        if self.name in EAST:
            return self.east(c)
        return self.number.get(fold(c), OTHER)

    def count(self):
        self.pairs = collections.Counter()
        for t in self.texts:
            pairs = collections.Counter()
            for x in t:
                last = SPACE
                for c in x + ' ':
                    this = self.kind(c)
                    pairs[last, this] += 1
                    last = this
            n = sum(pairs.values()) * len(self.texts)
            for k, v in pairs.items():
                self.pairs[k] += v / n * 300000
        self.after = collections.Counter()
        for (a, _), v in self.pairs.items():
            self.after[a] += v

    def chance(self, a, b):
        """That B follows A. CLDR has no prose: marks are by estimate."""
        like = SPACE if a in (QUOTE, SYMBOL) else a
        if b == QUOTE:
            return 2**-5.5 / len(QUOTES)
        if b == SYMBOL:
            return 2**(-7 if like == SPACE else -9) / len(SYMBOLS)
        if b == OTHER:
            return 2**-16
        if a == OTHER:
            return 2**-8
        p = (self.pairs[like, b] + .4) / (self.after[like] + .4 * self.n)
        own = RARE if self.name in EAST else SPACE if self.latin else OTHER
        if own == OTHER and (a, b) != (ASCII, ASCII) and (
                a == ASCII and b > ASCII or b == ASCII and a > ASCII):
            return 2**-14  # scripts do not meet within a word
        return max(p, 2**-9) if a == QUOTE else p

    def row(self, a):
        """In half bits, 0 to 30, as the characters from ` to ~."""
        return ''.join(
            chr(ord('`') + min(30, round(-2 * math.log2(self.chance(a, b)))))
            for b in range(self.n))


def text(chars):
    """A UTF-16 literal, some forty characters a line."""
    lines = [''.join(chars[i:i + 40]) for i in range(0, len(chars), 40)]
    if not lines:
        return ' NULL'
    if unicodedata.category(chars[0])[0] == 'L' and unicodedata.bidirectional(
            chars[0]) == 'L' and not any(
            unicodedata.category(c)[0] == 'M' for c in chars):
        return ''.join('\n\t    u"%s"' % x for x in lines)
    lines = [chars[i:i + 10] for i in range(0, len(chars), 10)]
    return ''.join('\n\t    u"%s"' % ''.join('\\u%04x' % ord(c) for c in x)
                   for x in lines)


def main():
    print('// SPDX-License-Identifier: ISC AND Unicode-DFS-2016')
    print('/*\n * Made by letters.py from Unicode CLDR 41; see there.\n *\n'
          ' * Copyright (C) 1991-2022 Unicode, Inc. All rights reserved.\n'
          ' * Distributed under the Terms of Use in\n'
          ' * https://www.unicode.org/copyright.html\n */')
    print('#include "decode/letters.h"\n\n#include <stddef.h>\n')
    print('/* clang-format off */')
    print('const struct alphabet alphabets[N_ALPHABETS] = {')
    for name in ALPHABETS:
        a = Alphabet(name)
        print('\t[%s] = {' % name.upper())
        print('\t\t.latin = %s,' % ('true' if a.latin else 'false'))
        print('\t\t.first = %d,' % a.first)
        print('\t\t.letters =%s,' % text(a.letters))
        print('\t\t.often =%s,' % text(a.often))
        print('\t\t.frequent =%s,' % text(a.frequent))
        print('\t\t.n = %d,' % a.n)
        print('\t\t.cost = (const char *const[]){')
        for i in range(a.n):
            print('\t\t    "%s",' % a.row(i))
        print('\t\t},\n\t},')
    print('};\n/* clang-format on */')


if __name__ == '__main__':
    main()
