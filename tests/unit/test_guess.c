// SPDX-License-Identifier: ISC
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "decode/verdict.h"
#include "web/charset.h"

/* Headlines, a line each, and what pages with them have been encoded in. */
static const struct {
	const char *language, *encodings; /* as iconv calls them */
	const char *lines;
} texts[] = {
	{ "zh-CN", "GBK GB18030",
	    "国务院常务会议部署下一阶段经济工作\n"
	    "北京市今年将新增绿地五百公顷\n"
	    "关于做好春节期间安全生产工作的通知\n"
	    "我校举行新学期开学典礼暨表彰大会\n"
	    "中国队两比一战胜对手晋级决赛" },
	{ "zh-TW", "BIG5",
	    "行政院會通過明年度中央政府總預算案\n"
	    "颱風接近 氣象局發布陸上警報\n"
	    "本校圖書館暑假期間開放時間公告\n"
	    "台積電股價創新高 外資持續買超\n"
	    "香港特區政府公布最新施政報告" },
	{ "zh-HK", "BIG5-HKSCS",
	    "港鐵宣佈下月起調整車費\n"
	    "佢哋喺維園舉行集會\n"
	    "銅鑼灣商舖租金下跌兩成\n"
	    "天文台發出酷熱天氣警告\n"
	    "立法會議員質詢房屋供應問題" },
	{ "ja", "CP932 EUC-JP ISO-2022-JP",
	    "政府、来年度予算案を閣議決定\n"
	    "台風が九州に接近、交通機関に影響\n"
	    "新しいサービスを開始しました\n"
	    "日本代表がワールドカップ出場を決める\n"
	    "株価が三日続けて値上がり" },
	{ "ko", "EUC-KR",
	    "정부, 내년도 예산안 국무회의 의결\n"
	    "서울 지하철 요금 오는 시월부터 인상\n"
	    "축구 대표팀 평가전에서 이 대 일 승리\n"
	    "신입생 오리엔테이션 일정 안내\n"
	    "삼성전자 새로운 스마트폰 공개" },
	{ "ru", "CP1251 KOI8-R ISO-8859-5 CP866",
	    "Президент подписал закон о бюджете\n"
	    "В Москве открылась выставка современного искусства\n"
	    "Курс доллара снова вырос\n"
	    "Учёные обнаружили новый вид рыб\n"
	    "Сборная России выиграла первый матч" },
	{ "uk", "CP1251 KOI8-U ISO-8859-5",
	    "Верховна Рада ухвалила державний бюджет\n"
	    "У Києві відкрили нову станцію метро\n"
	    "Курс гривні на міжбанку зміцнився\n"
	    "Українські вчені зробили відкриття\n"
	    "Збірна України перемогла з рахунком два один" },
	{ "bg", "CP1251 ISO-8859-5",
	    "Парламентът прие бюджета за следващата година\n"
	    "Нова линия на метрото в София\n"
	    "Цените на горивата отново се повишават\n"
	    "Учени откриха неизвестен вид пеперуда\n"
	    "Националният отбор победи с две на нула" },
	{ "sr", "CP1251 ISO-8859-5",
	    "Скупштина усвојила буџет за наредну годину\n"
	    "У Београду отворена изложба фотографија\n"
	    "Цене горива поново расту\n"
	    "Наши научници добили признање\n"
	    "Кошаркаши победили у првој утакмици" },
	{ "be", "CP1251 ISO-8859-5",
	    "Парламент прыняў бюджэт на наступны год\n"
	    "У Мінску адкрылі новую станцыю метро\n"
	    "Курс беларускага рубля ўмацаваўся\n"
	    "Надвор'е на заўтра: снег і галалёд\n"
	    "Галоўная Навіны Кантакты Пра нас" },
	{ "el", "CP1253 ISO-8859-7",
	    "Η Βουλή ψήφισε τον προϋπολογισμό του επόμενου έτους\n"
	    "Νέα γραμμή μετρό στη Θεσσαλονίκη\n"
	    "Αυξήθηκαν ξανά οι τιμές των καυσίμων\n"
	    "Έλληνες επιστήμονες έκαναν σημαντική ανακάλυψη\n"
	    "Ο καιρός αύριο: βροχές και καταιγίδες" },
	{ "he", "CP1255 ISO-8859-8",
	    "הכנסת אישרה את תקציב המדינה לשנה הבאה\n"
	    "קו חדש של הרכבת הקלה נפתח בירושלים\n"
	    "מחירי הדלק עלו שוב\n"
	    "מדענים ישראלים גילו תגלית חשובה\n"
	    "תחזית מזג האוויר למחר: גשם קל" },
	{ "ar", "CP1256 ISO-8859-6",
	    "البرلمان يقر ميزانية العام المقبل\n"
	    "افتتاح خط جديد للمترو في القاهرة\n"
	    "ارتفاع أسعار الوقود مرة أخرى\n"
	    "علماء يكتشفون نوعا جديدا من الأسماك\n"
	    "المنتخب الوطني يفوز في المباراة الأولى" },
	{ "fa", "CP1256",
	    "مجلس بودجه سال آينده را تصويب کرد\n"
	    "خط جديد مترو در تهران افتتاح شد\n"
	    "قيمت سوخت دوباره افزايش يافت\n"
	    "پژوهشگران گونه تازه‌اي از ماهي کشف کردند\n"
	    "صفحه اصلي اخبار تماس با ما" },
	{ "th", "CP874",
	    "สภาผ่านร่างงบประมาณปีหน้า\n"
	    "กรุงเทพเปิดรถไฟฟ้าสายใหม่\n"
	    "ราคาน้ำมันปรับขึ้นอีกครั้ง\n"
	    "นักวิทยาศาสตร์ค้นพบปลาชนิดใหม่\n"
	    "ทีมชาติไทยชนะในนัดแรก" },
	{ "fr", "CP1252 ISO-8859-1",
	    "Le Parlement a adopté le budget de l'année prochaine\n"
	    "Une nouvelle ligne de métro inaugurée à Paris\n"
	    "Les prix de l'essence repartent à la hausse\n"
	    "Des chercheurs découvrent une espèce inconnue\n"
	    "Météo : neige et verglas prévus jusqu'à dimanche" },
	{ "de", "CP1252",
	    "Der Bundestag hat den Haushalt für das nächste Jahr verabschiedet\n"
	    "Neue U-Bahn-Linie in München eröffnet\n"
	    "Benzinpreise steigen wieder\n"
	    "Forscher entdecken unbekannte Fischart\n"
	    "Das Wetter: Schnee und Glätte am Wochenende" },
	{ "es", "CP1252",
	    "El Congreso aprueba los presupuestos del próximo año\n"
	    "Inauguran una nueva línea de metro en Madrid\n"
	    "El precio de la gasolina vuelve a subir\n"
	    "Científicos españoles descubren una especie desconocida\n"
	    "¿Qué tiempo hará mañana?" },
	{ "pt", "CP1252",
	    "O Parlamento aprovou o orçamento do próximo ano\n"
	    "Nova linha do metrô é inaugurada em São Paulo\n"
	    "Preço da gasolina volta a subir\n"
	    "Cientistas descobrem espécie desconhecida\n"
	    "Previsão do tempo para amanhã: chuva" },
	{ "it", "CP1252",
	    "Il Parlamento approva la legge di bilancio\n"
	    "Inaugurata la nuova metropolitana: è la più lunga\n"
	    "Il prezzo della benzina salirà ancora\n"
	    "Ricercatori scoprono una specie sconosciuta\n"
	    "Meteo, neve in città fino a lunedì" },
	{ "sv", "CP1252",
	    "Riksdagen har antagit budgeten för nästa år\n"
	    "Ny tunnelbanelinje öppnad i Stockholm\n"
	    "Bensinpriset stiger på nytt\n"
	    "Forskare upptäcker okänd fiskart\n"
	    "Vädret: snö och halka väntas i helgen" },
	{ "da", "CP1252",
	    "Folketinget har vedtaget finansloven for næste år\n"
	    "Ny metrolinje åbnet i København\n"
	    "Benzinprisen stiger igen\n"
	    "Forskere opdager ukendt fiskeart\n"
	    "Vejret: sne og glatte veje på søndag" },
	{ "fi", "CP1252",
	    "Eduskunta hyväksyi ensi vuoden talousarvion\n"
	    "Uusi metrolinja avattiin Espoossa\n"
	    "Bensiinin hinta nousee jälleen\n"
	    "Tutkijat löysivät tuntemattoman kalalajin\n"
	    "Sää: lunta ja jäisiä teitä viikonloppuna" },
	{ "is", "CP1252",
	    "Alþingi samþykkti fjárlög næsta árs\n"
	    "Ný sýning opnuð í Reykjavík\n"
	    "Verð á eldsneyti hækkar á ný\n"
	    "Vísindamenn fundu óþekkta tegund\n"
	    "Veðrið: snjór og hálka um helgina" },
	{ "pl", "CP1250 ISO-8859-2",
	    "Sejm uchwalił budżet na przyszły rok\n"
	    "Nowa linia metra w Warszawie została otwarta\n"
	    "Ceny paliw znów rosną\n"
	    "Naukowcy odkryli nieznany gatunek ryby\n"
	    "Pogoda: śnieg i gołoledź w weekend" },
	{ "cs", "CP1250 ISO-8859-2",
	    "Sněmovna schválila rozpočet na příští rok\n"
	    "V Praze otevřeli novou linku metra\n"
	    "Ceny pohonných hmot opět rostou\n"
	    "Vědci objevili neznámý druh ryby\n"
	    "Počasí: o víkendu sníh a náledí" },
	{ "sk", "CP1250 ISO-8859-2",
	    "Parlament schválil rozpočet na budúci rok\n"
	    "V Bratislave otvorili nový most cez Dunaj\n"
	    "Ceny pohonných látok opäť rastú\n"
	    "Vedci objavili neznámy druh ryby\n"
	    "Počasie: cez víkend sneh a poľadovica" },
	{ "hu", "CP1250 ISO-8859-2",
	    "Az Országgyűlés elfogadta a jövő évi költségvetést\n"
	    "Új metróvonal nyílt Budapesten\n"
	    "Ismét emelkednek az üzemanyagárak\n"
	    "Kutatók ismeretlen halfajt fedeztek fel\n"
	    "Időjárás: hó és jég a hétvégén" },
	{ "ro", "CP1250 ISO-8859-2",
	    "Parlamentul a aprobat bugetul pe anul viitor\n"
	    "O nouă linie de metrou a fost deschisă în Bucureşti\n"
	    "Preţul benzinei creşte din nou\n"
	    "Cercetătorii au descoperit o specie necunoscută\n"
	    "Vremea: ninsoare şi polei la sfârşit de săptămână" },
	{ "hr", "CP1250 ISO-8859-2",
	    "Sabor je usvojio proračun za sljedeću godinu\n"
	    "Otvorena nova tramvajska pruga u Zagrebu\n"
	    "Cijene goriva opet rastu\n"
	    "Znanstvenici otkrili nepoznatu vrstu ribe\n"
	    "Vrijeme: snijeg i poledica tijekom vikenda" },
	{ "sl", "CP1250 ISO-8859-2",
	    "Državni zbor je sprejel proračun za prihodnje leto\n"
	    "V Ljubljani odprli novo knjižnico\n"
	    "Cene goriva se spet višajo\n"
	    "Znanstveniki odkrili neznano vrsto ribe\n"
	    "Vreme: čez vikend sneg in poledica" },
	{ "tr", "CP1254 ISO-8859-9",
	    "Meclis gelecek yılın bütçesini kabul etti\n"
	    "İstanbul'da yeni metro hattı açıldı\n"
	    "Akaryakıt fiyatları yeniden yükseliyor\n"
	    "Bilim insanları bilinmeyen bir balık türü keşfetti\n"
	    "Hava durumu: hafta sonu kar ve buzlanma bekleniyor" },
	{ "lt", "CP1257 ISO-8859-13",
	    "Seimas patvirtino kitų metų biudžetą\n"
	    "Vilniuje atidarytas naujas tiltas\n"
	    "Degalų kainos vėl kyla\n"
	    "Mokslininkai atrado nežinomą žuvų rūšį\n"
	    "Orai: savaitgalį snigs ir bus plikledis" },
	{ "lv", "CP1257 ISO-8859-13",
	    "Saeima apstiprināja nākamā gada budžetu\n"
	    "Rīgā atklāts jauns tilts pār Daugavu\n"
	    "Degvielas cenas atkal pieaug\n"
	    "Zinātnieki atklājuši nezināmu zivju sugu\n"
	    "Laika ziņas: nedēļas nogalē gaidāms sniegs" },
	{ "et", "CP1257",
	    "Riigikogu võttis vastu järgmise aasta eelarve\n"
	    "Tallinnas avati uus trammiliin\n"
	    "Kütuse hinnad tõusevad jälle\n"
	    "Teadlased avastasid tundmatu kalaliigi\n"
	    "Ilm: nädalavahetusel tuleb lund ja jäidet" },
	{ "vi", "CP1258",
	    "Quốc hội thông qua ngân sách năm tới\n"
	    "Khánh thành tuyến tàu điện ngầm mới tại Hà Nội\n"
	    "Giá xăng dầu lại tăng\n"
	    "Các nhà khoa học phát hiện loài cá mới\n"
	    "Thời tiết ngày mai có mưa" },
};

#define N_TEXTS (sizeof(texts) / sizeof(texts[0]))

/* The part of REST up to END, which it begins after then. */
static struct str
next(struct str *rest, char end)
{
	size_t len = str_chr(*rest, end, 0);
	struct str s = str_sub(*rest, 0, len == STR_NONE ? rest->len : len);

	*rest = str_from(*rest, s.len + 1);
	return s;
}

/* UTF-8 in another encoding; what that has not is left out. */
static struct str
encode(struct arena *a, struct str text, struct str encoding)
{
	const char *name = arena_printf(a, "%.*s//IGNORE", STR_ARG(encoding)).p;
	size_t left = text.len, room = 4 * text.len + 16, size = room;
	char *out = arena_alloc(a, size), *to = out;
	char *from = arena_cstr(a, text);
	iconv_t cd = iconv_open(name, "UTF-8");

	assert_true(cd != (iconv_t)-1);
	(void)iconv(cd, &from, &left, &to, &room);
	(void)iconv(cd, NULL, NULL, &to, &room);
	iconv_close(cd);
	return str_n(out, size - room);
}

/* What a page of LINES is, with its frame in ASCII around them. */
static struct str
make_page(struct arena *a, struct str lines, size_t frame)
{
	struct buf b;
	struct str line, page;

	buf_init(&b, 1 << 20);
	buf_add(&b, STR("<!DOCTYPE html><title>News</title><body>"));
	for (size_t i = 0; i < frame; i++)
		buf_add(&b, STR("<a href=/section>Section</a> | Log in\n"));
	while ((line = next(&lines, '\n')).len > 0) {
		buf_add(&b, STR("<li><a href='/2024/1.html'>"));
		buf_add(&b, line);
		buf_add(&b, STR("</a> <i>2024-05-06</i>\n"));
	}
	page = arena_str(a, buf_str(&b));
	buf_release(&b);
	return page;
}

static const char *
guess(struct arena *a, struct str bytes, const struct hint *hint)
{
	return verdict(a, bytes, STR_NULL, hint).name;
}

/* Fails unless BYTES are told to be what reads CLEAN bytes as PAGE. */
static void
check(struct arena *a, size_t i, struct str encoding, const char *what,
    struct str bytes, struct str clean, struct str page,
    const struct hint *hint)
{
	const char *name = guess(a, bytes, hint);
	struct err e = ERR_INIT;
	struct str text;

	if (charset_decode(a, name, clean, &text, NULL, &e) != 0 ||
	    !str_eq(text, page))
		fail_msg("%s in %.*s, %s: %s", texts[i].language,
		    STR_ARG(encoding), what, name);
}

/* BYTES with one that is not of the text after each 600. */
static struct str
soil(struct arena *a, struct str bytes)
{
	char *p = arena_alloc(a, bytes.len + bytes.len / 600 + 1);
	size_t n = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		if (i % 600 == 599)
			p[n++] = '\xff';
		p[n++] = bytes.p[i];
	}
	return str_n(p, n);
}

/* BYTES up to the last that is above ASCII, which may be half a character. */
static struct str
cut(struct str bytes)
{
	while (bytes.len > 0 && (unsigned char)bytes.p[bytes.len - 1] < 0x80)
		bytes.len--;
	return bytes;
}

static void
tells_pages(void **state)
{
	const struct hint none = { STR_NULL, STR_NULL, NULL };
	struct str encodings, one;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < N_TEXTS; i++) {
		struct str page = make_page(&a, str_c(texts[i].lines), 0);
		struct str wide = make_page(&a, str_c(texts[i].lines), 300);

		encodings = str_c(texts[i].encodings);
		while ((one = next(&encodings, ' ')).len > 0) {
			struct str bytes = encode(&a, page, one);
			bool escapes = str_eq(one, STR("ISO-2022-JP"));

			check(&a, i, one, "page", bytes, bytes, page, &none);
			if (escapes)
				continue;
			check(&a, i, one, "frame", encode(&a, wide, one), bytes,
			    page, &none);
			check(&a, i, one, "stray bytes", soil(&a, bytes), bytes,
			    page, &none);
			check(
			    &a, i, one, "cut", cut(bytes), bytes, page, &none);
		}
		arena_reset(&a);
	}
	arena_release(&a);
}

/* A headline alone, with the language that the page says it is in. */
static void
tells_headlines(void **state)
{
	struct str encodings, one, lines, line;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < N_TEXTS; i++) {
		const struct hint hint = { str_c(texts[i].language), STR_NULL,
			NULL };

		encodings = str_c(texts[i].encodings);
		while ((one = next(&encodings, ' ')).len > 0) {
			lines = str_c(texts[i].lines);
			while ((line = next(&lines, '\n')).len > 0) {
				struct str bytes = encode(&a, line, one);

				check(&a, i, one, line.p, bytes, bytes, line,
				    &hint);
			}
		}
		arena_reset(&a);
	}
	arena_release(&a);
}

/* What each is declared as stays, whatever else it might be. */
static void
obeys_what_is_true(void **state)
{
	const struct hint none = { STR_NULL, STR_NULL, NULL };
	struct str encodings, one;
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < N_TEXTS; i++) {
		struct str page = make_page(&a, str_c(texts[i].lines), 0);

		encodings = str_c(texts[i].encodings);
		while ((one = next(&encodings, ' ')).len > 0) {
			struct str label =
			    str_eq(one, STR("CP932"))   ? STR("shift_jis")
			    : str_eq(one, STR("CP874")) ? STR("tis-620")
							: one;
			struct verdict v =
			    verdict(&a, encode(&a, page, one), label, &none);

			if (v.source != CHARSET_HEADER)
				fail_msg("%s in %.*s: %s, no %s",
				    texts[i].language, STR_ARG(one), v.name,
				    v.declared);
		}
		arena_reset(&a);
	}
	arena_release(&a);
}

/* KOI8-R and KOI8-U differ in letters of Ukrainian alone. */
static void
names_koi8_by_its_letters(void **state)
{
	static const struct {
		const char *language, *want;
	} rows[] = { { "ru", "KOI8-R" }, { "uk", "KOI8-U" } };
	static const struct hint none = { .label = NULL };
	struct arena a;

	(void)state;
	arena_init(&a, 1 << 26);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++)
			if (strcmp(texts[i].language, rows[k].language) == 0)
				assert_string_equal(
				    guess(&a,
					make_page(&a,
					    encode(&a, str_c(texts[i].lines),
						STR("KOI8-U")),
					    1),
					&none),
				    rows[k].want);
	arena_release(&a);
}

/* Labels that servers add unasked are refuted by pages in other scripts. */
static void
overrules_what_is_false(void **state)
{
	static const struct {
		int line;
		const char *language, *encoding, *label;
	} lies[] = {
#define ROW(language, encoding, label) { __LINE__, language, encoding, label }
		ROW("ru", "CP1251", "iso-8859-1"),
		ROW("ru", "KOI8-R", "utf-8"),
		ROW("ru", "CP1251", "gb2312"),
		ROW("uk", "KOI8-U", "windows-1252"),
		ROW("el", "CP1253", "iso-8859-1"),
		ROW("he", "CP1255", "iso-8859-1"),
		ROW("ar", "CP1256", "utf-8"),
		ROW("th", "CP874", "iso-8859-1"),
		ROW("ja", "CP932", "euc-jp"),
		ROW("ja", "EUC-JP", "iso-8859-1"),
		ROW("ko", "EUC-KR", "utf-8"),
		ROW("zh-CN", "GBK", "utf-8"),
		ROW("zh-CN", "GBK", "iso-8859-1"),
		ROW("zh-TW", "BIG5", "windows-1251"),
		ROW("pl", "CP1250", "utf-8"),
		ROW("de", "UTF-8", "iso-8859-1"),
		ROW("fr", "UTF-8", "gb2312"),
		ROW("ru", "UTF-8", "windows-1251"),
		ROW("ja", "UTF-8", "shift_jis"),
		ROW("ko", "UTF-8", "euc-kr"),
#undef ROW
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
		const struct hint hint = { str_c(lies[i].language), STR_NULL,
			NULL };
		struct str page, bytes, text = STR_NULL;
		struct err e = ERR_INIT;
		struct verdict v;
		size_t t = 0;

		while (strcmp(texts[t].language, lies[i].language) != 0)
			t++;
		page = make_page(&a, str_c(texts[t].lines), 0);
		bytes = encode(&a, page, str_c(lies[i].encoding));
		v = verdict(&a, bytes, str_c(lies[i].label), &hint);
		(void)charset_decode(&a, v.name, bytes, &text, NULL, &e);
		if (v.source != CHARSET_PROOF || v.declared == NULL ||
		    !str_eq(text, page))
			fail_msg("line %d: %s", lies[i].line, v.name);
		arena_reset(&a);
	}
	arena_release(&a);
}

/* Too little to tell is told by where the page is from. */
static void
takes_hints(void **state)
{
	static const struct {
		int line;
		const char *bytes, *language, *url, *name;
	} few[] = {
#define ROW(bytes, language, url, name) { __LINE__, bytes, language, url, name }
		ROW("p\xe8 x", "", "", "windows-1252"),
		ROW("p\xe8 x", "cs", "", "windows-1250"),
		ROW("p\xe8 x", "CS-cz", "", "windows-1250"),
		ROW("p\xe8 x", "", "http://h.example.cz:80/a.ru",
		    "windows-1250"),
		ROW("p\xe8 x", "", "http://h.example.it/?.cz", "windows-1252"),
		ROW("p\xe8 x", "", "file:///a.cz", "windows-1252"),
		ROW("\xe8 \xe2", "ru", "http://h.ru/", "windows-1251"),
		ROW("\xc4\xe3\xba\xc3", "zh-Hans-CN", "", "GBK"),
		ROW("\xa7\x41\xa6\x6e", "zh-TW", "", "Big5"),
		ROW("<html xml:lang=cs><p>p\xe8 x", "", "", "windows-1250"),
		ROW("<!-- <html lang=cs> --><p>p\xe8 x", "", "",
		    "windows-1252"),
		ROW("<html lang=cs><p>p\xe8 x", "it", "", "windows-1252"),
#undef ROW
	};
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < sizeof(few) / sizeof(few[0]); i++) {
		const struct hint hint = { str_c(few[i].language),
			str_c(few[i].url), NULL };
		const char *name = guess(&a, str_c(few[i].bytes), &hint);

		if (strcmp(name, few[i].name) != 0)
			fail_msg("line %d: %s", few[i].line, name);
	}
	arena_release(&a);
}

/* Of a page only its text counts, as long as it has any. */
static void
reads_text_alone(void **state)
{
	/* "Привет" in windows-1251, "你好" in GBK */
	static const struct {
		int line;
		const char *page, *name;
	} pages[] = {
#define ROW(page, name) { __LINE__, page, name }
#define RU "\xcf\xf0\xe8\xe2\xe5\xf2"
#define ZH "\xc4\xe3\xba\xc3\xc4\xe3\xba\xc3\xc4\xe3\xba\xc3\xc4\xe3\xba\xc3"
		ROW("<p>" RU "</p>", "windows-1251"),
		ROW("<a title='" ZH "'>" RU, "windows-1251"),
		ROW("<!-- " ZH " -->" RU, "windows-1251"),
		ROW("<script>'<p>" ZH "'</script>" RU, "windows-1251"),
		ROW("<STYLE>" ZH "</STYLE>" RU, "windows-1251"),
		ROW("1 < 2" RU " < 3 > 2", "windows-1251"),
		ROW("<meta content='" RU "'><p>abc", "windows-1251"),
		ROW("<p>" RU "<!-- " ZH, "windows-1251"),
#undef ROW
	};
	const struct hint none = { STR_NULL, STR_NULL, NULL };
	struct arena a;

	(void)state;
	arena_init(&a, 64 << 20);
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		const char *name = guess(&a, str_c(pages[i].page), &none);

		if (strcmp(name, pages[i].name) != 0)
			fail_msg("line %d: %s", pages[i].line, name);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_pages),
		cmocka_unit_test(tells_headlines),
		cmocka_unit_test(obeys_what_is_true),
		cmocka_unit_test(overrules_what_is_false),
		cmocka_unit_test(names_koi8_by_its_letters),
		cmocka_unit_test(takes_hints),
		cmocka_unit_test(reads_text_alone),
	};

	return cmocka_run_group_tests_name("guess", tests, NULL, NULL);
}
