# SPDX-License-Identifier: ISC
# What `coranto test --json` found, for people to read: a line a field.
import json
import sys

SHOWN = ("title", "link", "guid", "date", "updated", "outlet", "author",
         "summary", "content", "categories", "image", "enclosures", "language")
doc = json.load(sys.stdin)
print("method:", doc["method"])
for item in doc["items"]:
    print()
    for name in SHOWN:
        value = item.get(name)
        if name == "enclosures":
            value = [e["url"] for e in value]
        if isinstance(value, list):
            value = ", ".join(value)
        if value:
            print(f"{name}: {value}")
for drop in doc["dropped"]:
    print(f"\ndropped: {drop['title']}: {drop['why']}")
for text in doc["warnings"]:
    print(f"\nwarning: {text}")
