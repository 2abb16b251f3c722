// SPDX-License-Identifier: ISC
#include "generate/generate.h"

/*
 * CSS has no names for what RSS calls elements: with no default namespace
 * declared, `title` is RSS's and Atom's alike (CSS Namespaces 3, 5.1). What is
 * for machines stays hidden.
 */
static const char style[] =
    "@namespace atom \"http://www.w3.org/2005/Atom\";\n"
    "rss, atom|feed { display: block; color-scheme: light dark;\n"
    "  background: Canvas; color: CanvasText;\n"
    "  font: 1rem/1.5 system-ui, sans-serif;\n"
    "  max-width: 42rem; margin: 0 auto; padding: 1rem;\n"
    "  overflow-wrap: anywhere; }\n"
    "rss::before, atom|feed::before { content: \"This is a feed. To follow what is new here, "
    "give its address to a feed reader.\";\n"
    "  display: block; padding: .5rem 1rem;\n"
    "  border: 1px solid; border-radius: .5rem; }\n"
    "channel, atom|feed { display: flex; flex-direction: column; }\n"
    "atom|feed::before { order: -2; }\n"
    "channel > *, atom|feed > *, item > *, entry > * { display: none; }\n"
    "channel > atom|link[rel=self], atom|feed > atom|link[rel=self]\n"
    "  { display: block; order: -1; margin-top: .5rem; }\n"
    "atom|link::after { content: attr(href); }\n"
    "title, description, subtitle, summary { unicode-bidi: plaintext; }\n"
    "channel > title, atom|feed > title\n"
    "  { display: block; margin-top: 1.5rem; font-size: 1.6rem; "
    "font-weight: bold; line-height: 1.2; }\n"
    "channel > description, atom|feed > subtitle { display: block; }\n"
    "item, entry { display: flex; flex-direction: column;\n"
    "  margin-top: 1.5rem; }\n"
    "item > title, entry > title { display: block; font-weight: bold; }\n"
    "item > description, entry > summary { display: block; order: 2; }\n"
    "item > link ~ description { display: none; }\n"
    "item > pubDate, entry > published, item > link, entry > "
    "link[rel=alternate]\n"
    "  { display: block; order: 1; font-size: .85rem; opacity: .7; }\n"
    "item > link, entry > link[rel=alternate] { order: 3; }\n";

struct str
generate_style(void)
{
	return str_n(style, sizeof(style) - 1);
}
