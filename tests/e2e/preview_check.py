#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Check a file that `coranto test --html` wrote, and print what is in it.

    preview_check.py FILE

Exit status 1, with a line for each, when it could run, load or send anything,
or a link into the file has no goal. Else one line: the numbers of the items
that are drawn, of those dropped, and how often each field is marked."""
import collections
import html.parser
import re
import sys

LOADS = {"src", "srcset", "srcdoc", "data", "poster", "background", "action",
         "formaction", "style", "ping", "manifest", "code", "archive"}
RUNS = {"script", "iframe", "object", "embed", "form", "input", "button",
        "link", "base", "svg", "math", "img", "video", "audio", "template",
        "noscript", "frame", "portal", "textarea", "select"}


class Checker(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.faults, self.style = [], ""
        self.ids, self.goals = set(), set()
        self.items, self.dropped, self.fields = [], [], collections.Counter()
        self.inside = None
        self.policy = None

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        if tag in RUNS:
            self.faults.append(f"<{tag}>")
        values = dict(attrs)
        for name, value in attrs:
            if name in LOADS or name.startswith("on") or ":" in name:
                self.faults.append(f"{tag} {name}={value}")
            if name == "href":
                if not re.match(r"#|https?://", value):
                    self.faults.append(f"leads to {value}")
                if value.startswith("#"):
                    self.goals.add(value[1:])
        if tag == "meta" and values.get("http-equiv"):
            if values["http-equiv"] != "Content-Security-Policy":
                self.faults.append(str(values))
            self.policy = values["content"]
        if "id" in values:
            if values["id"] in self.ids:
                self.faults.append(f"two of {values['id']}")
            self.ids.add(values["id"])
        classes = (values.get("class") or "").split()
        if "item" in classes:
            number = values["id"].removeprefix("item-")
            (self.dropped if "dropped" in classes else self.items).append(number)
        for name in classes:
            if name.startswith("f-"):
                self.fields[name[2:]] += 1

    def handle_data(self, data):
        if self.inside == "style":
            self.style += data

    def handle_endtag(self, tag):
        self.inside = None


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        text = f.read()
    c = Checker()
    c.feed(text)
    c.close()
    if re.search(r"url\(|@import|expression", c.style):
        c.faults.append("the style loads")
    if not c.policy or not c.policy.startswith("default-src 'none';"):
        c.faults.append(f"the policy is {c.policy}")
    for goal in sorted(c.goals - c.ids):
        c.faults.append(f"#{goal} is nowhere")
    for fault in c.faults:
        print(fault)
    if c.faults:
        return 1
    print(f"items {','.join(c.items)} dropped {','.join(c.dropped)}",
          " ".join(f"{k} {v}" for k, v in sorted(c.fields.items())))
    return 0


sys.exit(main())
