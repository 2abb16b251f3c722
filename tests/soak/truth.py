# SPDX-License-Identifier: ISC
"""The world that the soak's publisher shows: who writes what and when.

All chance comes from the seed and the virtual clock; nothing that coranto does
changes what is true. A story is told from all others by its name, one word of
its titles that stands in no other story, whatever is edited.
"""
import random

HOUR, DAY = 3600, 86400
START = 1796000000  # 2026-11-30 00:53:20 UTC
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
WORDS = """council harbour budget bridge winter school library market river
station hospital festival garden railway museum theatre village fishery
airport quarry forest traffic housing pension union orchestra""".split()
VERBS = """opens closes welcomes delays rejects discusses repairs extends
celebrates reviews presents postpones""".split()
HAN_NAME = "阿布次德恩夫格哈金卡拉马纳欧帕齐里萨塔乌瓦西亚扎"
HAN_WORDS = """港口 桥梁 图书馆 学校 市场 河流 车站 医院 音乐节 花园 铁路 博物馆
剧院 村庄 渔业 机场 森林 交通 住房 工会""".split()
HAN_VERBS = "今日开放 宣布关闭 推迟审议 通过预算 完成修缮 获得扩建 庆祝周年".split()


def name_of(n, han):
    """The N-th name: five syllables, or four characters, spread so that names
    of neighbours are not alike."""
    n = n * 7919 + 104729
    digits = HAN_NAME if han else SYLLABLES
    out = []
    for _ in range(4):
        n, d = divmod(n, len(digits))
        out.append(digits[d])
    word = "".join(out)
    return word if han else word.capitalize()


class Story:
    """NAME tells it; TITLES and TEXTS are [(since, value)], the oldest
    first."""

    def __init__(self, n, born, rng, han=False, edits=0.0):
        self.n, self.born, self.han = n, born, han
        self.name = name_of(n, han)
        self.foreign = self.column = False
        self.original = None  # whose copy it is
        self.rng = random.Random(rng.random())
        self.titles = [(0, self.make_title())]
        self.texts = [(0, self.make_text())]
        if rng.random() < edits:
            self.titles.append((born + rng.randint(HOUR, 3 * DAY),
                                self.make_title()))
        if rng.random() < edits:
            self.texts.append((born + rng.randint(HOUR, 3 * DAY),
                               self.make_text()))

    def make_title(self):
        r = self.rng
        if self.han:
            return "%s%s%s，%s%s" % (
                self.name, r.choice(HAN_WORDS), r.choice(HAN_VERBS),
                r.choice(HAN_WORDS), r.choice(HAN_VERBS))
        return "%s %s %s and the %s of %s %s" % (
            r.choice(WORDS).capitalize(), r.choice(VERBS), self.name,
            r.choice(WORDS), r.choice(WORDS), r.choice(WORDS))

    def make_text(self):
        r = self.rng
        if self.han:
            return "。".join(self.name + "".join(r.choices(HAN_WORDS, k=12))
                            for _ in range(5)) + "。"
        return " ".join("The %s of %s %s %s, and %s." % (
            r.choice(WORDS), self.name, r.choice(VERBS),
            " ".join(r.choices(WORDS, k=4)), " ".join(r.choices(WORDS, k=4)))
            for _ in range(12))

    @staticmethod
    def at(versions, now):
        return [v for since, v in versions if since <= now][-1]

    def title(self, now):
        return self.at(self.titles, now)

    def text(self, now):
        return self.at(self.texts, now)

    def __repr__(self):
        return "story %d (%s)" % (self.n, self.name)


class World:
    """All stories; sources take theirs from here."""

    def __init__(self, seed):
        self.seed, self.count = seed, 0
        self.by_name = {}
        self.now = START

    def rng(self, *what):
        return random.Random("%s/%s" % (self.seed, "/".join(map(str, what))))

    def story(self, born, rng, **more):
        self.count += 1
        s = Story(self.count, born, rng, **more)
        assert s.name not in self.by_name
        self.by_name[s.name] = s
        return s


class Desk:
    """Who writes for one source. Stories are born by chance, in bursts by day;
    LATE stories stand for back issues, STRANGE ones for another site."""

    def __init__(self, world, name, a_day, han=False, edits=0.1):
        self.world, self.han, self.edits = world, han, edits
        self.rng = world.rng("desk", name)
        self.a_day = a_day
        self.stories = []  # by birth
        self.next = START - 25 / a_day * DAY

    def advance(self, now):
        """Write all that is due; returns it."""
        new = []
        while self.next <= now:
            s = self.world.story(int(self.next), self.rng, han=self.han,
                                 edits=self.edits)
            new.append(s)
            self.stories.append(s)
            burst = 4 if self.rng.random() < 0.3 else 0.6
            self.next += 60 + self.rng.expovariate(self.a_day * burst / DAY)
        return new

    def copy(self, story):
        """Take over a story of another desk, hours later, word for word."""
        s = self.world.story(story.born + self.rng.randint(600, 8 * HOUR),
                             self.rng, han=self.han)
        del self.world.by_name[s.name]
        s.name, s.titles, s.texts = story.name, story.titles[:1], \
            story.texts[:1]
        s.original = story
        return s

    def strange(self, rng, count, before, after):
        """COUNT stories of another site, the newest first."""
        out = []
        for _ in range(count):
            s = self.world.story(rng.randint(before, after), rng,
                                 han=self.han)
            s.foreign = True
            out.append(s)
        return sorted(out, key=lambda s: -s.born)

    def late(self, rng, count, now):
        """COUNT stories of last year that were on no page yet."""
        return sorted((self.world.story(
            now - rng.randint(60 * DAY, 400 * DAY), rng, han=self.han)
            for _ in range(count)), key=lambda s: -s.born)
