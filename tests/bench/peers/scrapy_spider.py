# SPDX-License-Identifier: ISC
"""scrapy_spider.py JOB OUT: a spider with CSS selectors, a JSON line a page."""
import json
import sys

import scrapy
from scrapy.crawler import CrawlerProcess


def query(selector, attribute):
    return f"{selector}::attr({attribute})" if attribute else f"{selector}::text"


class Pages(scrapy.Spider):
    name = "pages"
    custom_settings = {
        "COOKIES_ENABLED": False,         # they would look for the list of public suffixes
        "DNSCACHE_ENABLED": False,        # all hosts are addresses
        "FEEDS": {sys.argv[2]: {"format": "jsonlines", "encoding": "utf-8"}},
        "LOG_LEVEL": "ERROR",
        "REQUEST_FINGERPRINTER_IMPLEMENTATION": "2.7",
        "RETRY_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "TELNETCONSOLE_ENABLED": False,
    }

    def start_requests(self):
        with open(sys.argv[1], encoding="utf-8") as f:
            for page in json.load(f):
                yield scrapy.Request(page["url"], cb_kwargs={"page": page})

    def parse(self, response, page):  # pylint: disable=arguments-differ
        queries = {field: query(*rule) for field, rule in page["selectors"].items()}
        yield {"url": page["url"], "items": [
            {field: node.css(q).get("").strip() for field, q in queries.items()}
            for node in response.css(page["item"])]}


process = CrawlerProcess()
process.crawl(Pages)
process.start()
