// SPDX-License-Identifier: ISC
#ifndef UNIT_SAMPLE_FEED_H
#define UNIT_SAMPLE_FEED_H

#include "model/feed.h"

/* One item that has everything, one that has next to nothing. */
static struct str sample_categories[] = { { "R&D", 3 }, { " ", 1 },
	{ "要闻", 6 } };
static struct enclosure sample_enclosures[] = {
	{ { "https://cdn.example.org/1.mp3", 29 }, { "audio/mpeg", 10 },
	    123456789012 },
	{ { "https://cdn.example.org/1|2.bin", 31 }, { "", 0 }, 0 },
};
static const struct item sample_items[] = {
	{
	    .guid = { "tag:news.example.org,2026:"
		      "00112233445566778899aabbccddeeff",
		58 },
	    .link = { "https://news.example.org/a|b?c=1&d=2", 36 },
	    .title = { "1 < 2 & \"3\" ]]> &amp; <b>", 25 },
	    .summary = { "a < b &amp; c", 13 },
	    .content = { "<p>a &lt; b<img src=\"https://e.example/x\"></p>",
		46 },
	    .published = { .t = 1795105800,
		.offset = 28800,
		.precision = PRECISION_MINUTE },
	    .updated = { .t = 1795192200, .precision = PRECISION_SECOND },
	    .author = { "李雷", 6 },
	    .outlet = { "新华社", 9 },
	    .language = { "zh-CN", 5 },
	    .image = { "https://cdn.example.org/1.jpg?a=1&b=2", 37 },
	    .categories = sample_categories,
	    .ncategories = 3,
	    .enclosures = sample_enclosures,
	    .nenclosures = 2,
	},
	{
	    .guid = { "tag:news.example.org,2026:"
		      "ffeeddccbbaa99887766554433221100",
		58 },
	    .link = { "https://news.example.org/2", 26 },
	    .published = { .t = 1795019400, .precision = PRECISION_DAY },
	},
};

static const struct feed sample_feed = {
	.id = { "yaowen", 6 },
	.title = { "News & 要闻", 13 },
	.link = { "https://news.example.org/yaowen/", 32 },
	.base_url = { "https://feeds.example.org/", 26 },
	.description = { "What is new", 11 },
	.language = { "en", 2 },
	.icon = { "https://news.example.org/icon.png", 33 },
	.copyright = { "© 2026 Example", 15 },
	.updated = 1795192200,
	.ttl = 30,
	.items = sample_items,
	.n = 2,
};

#endif
