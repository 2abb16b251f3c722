// SPDX-License-Identifier: ISC
#include "web/html_hidden.h"

#include "web/lexbor.h"

/*
 * What a browser does not draw: "display: none" in WHATWG HTML 15.3.1, and the
 * insides of what it draws something else for. noscript is in it because the
 * page is read as if it had scripts; rt because it repeats its base.
 */
static bool
has_no_text(lxb_tag_id_t tag)
{
	switch (tag) {
	case LXB_TAG_AREA:
	case LXB_TAG_AUDIO:
	case LXB_TAG_BASE:
	case LXB_TAG_CANVAS:
	case LXB_TAG_DATALIST:
	case LXB_TAG_HEAD:
	case LXB_TAG_IFRAME:
	case LXB_TAG_LINK:
	case LXB_TAG_META:
	case LXB_TAG_NOEMBED:
	case LXB_TAG_NOFRAMES:
	case LXB_TAG_NOSCRIPT:
	case LXB_TAG_PARAM:
	case LXB_TAG_RP:
	case LXB_TAG_RT:
	case LXB_TAG_RTC:
	case LXB_TAG_SCRIPT:
	case LXB_TAG_STYLE:
	case LXB_TAG_TEMPLATE:
	case LXB_TAG_TITLE:
	case LXB_TAG_VIDEO:
		return true;
	default:
		return false;
	}
}

/* The same of SVG and MathML: SVG 2, 5.2 ("never-rendered elements"). */
static bool
foreign_has_no_text(struct str name)
{
	static const char *const names[] = { "defs", "desc", "metadata",
		"script", "style", "symbol", "title", "annotation",
		"annotation-xml" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq(name, str_c(names[i])))
			return true;
	return false;
}

/*
 * Classes that mean "for screen readers only", as these style sheets have
 * them, and those of Google's icon fonts, whose text is the icon's name.
 */
static const char *const unseen_classes[] = {
	"sr-only",               /* Bootstrap 3 and 4, Tailwind */
	"visually-hidden",       /* Bootstrap 5, Drupal */
	"visuallyhidden",        /* HTML5 Boilerplate */
	"screen-reader-text",    /* WordPress */
	"element-invisible",     /* Drupal 7 */
	"show-for-sr",           /* Foundation */
	"slds-assistive-text",   /* Salesforce Lightning */
	"govuk-visually-hidden", /* GOV.UK */
	"usa-sr-only",           /* USWDS */
	"cdk-visually-hidden",   /* Angular Material */
	"u-visually-hidden",     /* SUIT and other utility sheets */
	"a11y-hidden",
	"screenreader-only",
	"material-icons", /* Material Icons */
	"material-icons-outlined",
	"material-icons-round",
	"material-symbols-outlined",
	"material-symbols-rounded",
	"material-symbols-sharp",
};

static bool is_unseen_class(struct str class)
{
	for (size_t i = 0; i < sizeof(unseen_classes) / sizeof(*unseen_classes);
	     i++)
		if (str_ieq(class, str_c(unseen_classes[i])))
			return true;
	return false;
}

static bool
has_unseen_class(const struct html_node *n)
{
	struct str classes;
	size_t at = 0;

	if (!html_attr(n, STR("class"), &classes))
		return false;
	while (at < classes.len) {
		size_t from = at;

		while (at < classes.len &&
		       !is_html_space((unsigned char)classes.p[at]))
			at++;
		if (is_unseen_class(str_sub(classes, from, at - from)))
			return true;
		at++;
	}
	return false;
}

/*
 * True when the declarations STYLE have PROPERTY with a value that begins with
 * VALUE, both in lower case. Strings and comments are not looked into: nobody
 * hides in them.
 */
static bool
declares(struct str style, struct str property, struct str value)
{
	struct str one;

	while (str_cut(&style, ';', &one)) {
		size_t colon = str_chr(one, ':', 0);

		if (colon != STR_NONE &&
		    str_ieq(str_trim(str_sub(one, 0, colon)), property) &&
		    str_istarts(str_trim(str_from(one, colon + 1)), value))
			return true;
	}
	return false;
}

/* Hidden by its style: drawn nowhere, or cut down to nothing, as "visually
 * hidden" texts are (CSS Masking 1, 3 and 5). */
static bool
is_clipped(struct str style)
{
	return declares(style, STR("visibility"), STR("hidden")) ||
	       declares(style, STR("clip"), STR("rect(0")) ||
	       declares(style, STR("clip"), STR("rect(1px")) ||
	       declares(style, STR("clip-path"), STR("inset(50%")) ||
	       declares(style, STR("clip-path"), STR("inset(100%"));
}

bool
html_is_removed(const struct html_node *n)
{
	struct str v;

	if (html_type(n) != HTML_ELEMENT)
		return false;
	return html_attr(n, STR("hidden"), &v) ||
	       (html_attr(n, STR("style"), &v) &&
		   declares(v, STR("display"), STR("none")));
}

enum html_hidden
html_hidden(const struct html_node *n)
{
	struct str v;

	if (html_type(n) != HTML_ELEMENT)
		return HTML_SHOWN;
	if (html_ns(n) == HTML_NS_HTML ? has_no_text(html_tag(n))
				       : foreign_has_no_text(html_name(n)))
		return HTML_NO_TEXT;
	if (html_is_removed(n) || has_unseen_class(n) ||
	    (html_attr(n, STR("style"), &v) && is_clipped(v)))
		return HTML_UNDRAWN;
	if (html_attr(n, STR("aria-hidden"), &v) && str_ieq(v, STR("true")))
		return HTML_SILENT;
	return HTML_SHOWN;
}
