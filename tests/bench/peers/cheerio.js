// SPDX-License-Identifier: ISC
// cheerio.js JOB OUT: pages by fetch, items by cheerio, a JSON line a page.
"use strict";
const fs = require("fs");
const cheerio = require("cheerio");

function decode(bytes) {
  const head = Buffer.from(bytes, 0, Math.min(bytes.byteLength, 1024)).toString("latin1");
  const label = /<meta[^>]*charset=["']?([\w-]+)/i.exec(head);
  return new TextDecoder(label ? label[1] : "utf-8").decode(bytes);
}

async function main() {
  const out = fs.openSync(process.argv[3], "w");
  for (const page of JSON.parse(fs.readFileSync(process.argv[2], "utf8"))) {
    const response = await fetch(page.url);
    if (!response.ok) throw new Error(`${page.url}: ${response.status}`);
    const $ = cheerio.load(decode(await response.arrayBuffer()));
    const items = $(page.item).toArray().map((node) => {
      const item = {};
      for (const [field, [selector, attribute]] of Object.entries(page.selectors)) {
        const found = $(node).find(selector).first();
        item[field] = ((attribute ? found.attr(attribute) : found.text()) || "").trim();
      }
      return item;
    });
    fs.writeSync(out, JSON.stringify({ url: page.url, items }) + "\n");
  }
}

main();
