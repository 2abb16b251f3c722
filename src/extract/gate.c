// SPDX-License-Identifier: ISC
#include "extract/gate.h"

#include "base/needles.h"
#include "base/utf8.h"
#include "extract/gate_signs.h"

/* Bytes of text that a page which shows anything has more than. A challenge
 * is a sentence or three, and Chinese takes three bytes a character. */
#define FEW_WORDS 1500
/* A shell for scripts has hardly a word: a name, "Loading". */
#define NO_WORDS 300
/* Bytes of a title, heading or address that are looked at. */
#define HEADLINE 120
/* Bytes of a page that can be a challenge: they bring their script along. */
#define GATE_PAGE (256 << 10)

static bool
holds(struct str text, const char *needle)
{
	return str_find(text, str_c(needle)) != STR_NONE;
}

/* At most MAX bytes of S for a message, without half a character. */
static struct str
excerpt(struct str s, size_t max)
{
	s = str_sub(s, 0, max);
	return str_sub(s, 0, utf8_valid_prefix(s));
}

static int
challenged(struct err *e, const char *vendor)
{
	return err_set(e, ERR_BLOCKED,
	    "the site asks for proof of a browser (%s) and shows no list",
	    vendor);
}

/* A name at the beginning of one of NAMES, which spaces part. */
static bool
has_cookie(struct str names, const char *cookie)
{
	struct str name;

	while (str_cut(&names, ' ', &name))
		if (str_starts(name, str_c(cookie)))
			return true;
	return false;
}

/* The vendor of a sign that is CERTAIN, all of which are looked for on each page;
 * or NULL. */
static const char *
find_certain(struct str page)
{
	struct str v[GATE_SIGNS_MOST];
	const char *vendor[GATE_SIGNS_MOST] = { NULL };
	struct needles signs;
	size_t n = 0, found;

	for (size_t i = 0; i < gate_signs_n; i++)
		if (gate_signs[i].certain) {
			vendor[n] = gate_signs[i].vendor;
			v[n++] = str_c(gate_signs[i].needle);
		}
	needles_init(&signs, v, n);
	found = needles_find(&signs, page);
	return found == STR_NONE ? NULL : vendor[found];
}

/* The vendor of the first sign, or NULL. */
static const char *
find_sign(const struct document *doc)
{
	for (size_t i = 0; i < gate_signs_n; i++)
		if (holds(doc->text, gate_signs[i].needle))
			return gate_signs[i].vendor;
	for (size_t i = 0; i < gate_cookies_n; i++)
		if (has_cookie(doc->cookies, gate_cookies[i].needle))
			return gate_cookies[i].vendor;
	return NULL;
}

int
gate_certain(const struct document *doc, struct err *e)
{
	struct str said = excerpt(doc->challenge, 40);
	const char *vendor;

	if (said.len > 0)
		return err_set(e, ERR_BLOCKED,
		    "the site asks for proof of a browser (its gate says "
		    "\"%.*s\") and shows no list",
		    STR_ARG(said));
	/* A larger page has more to say than that. */
	if (doc->text.len > GATE_PAGE)
		return 0;
	vendor = find_certain(doc->text);
	return vendor == NULL ? 0 : challenged(e, vendor);
}

/* The first element below ROOT that IS true of, or NULL. */
static const struct html_node *
find_node(const struct html_node *root, bool (*is)(const struct html_node *n))
{
	const struct html_node *n = root;

	while ((n = html_walk(root, n, false)) != NULL)
		if (html_type(n) == HTML_ELEMENT && is(n))
			return n;
	return NULL;
}

static bool
has_value(const struct html_node *n, struct str name, struct str value)
{
	struct str v;

	return html_attr(n, name, &v) && str_ieq(str_trim(v), value);
}

static bool
is_password(const struct html_node *n)
{
	return html_is(n, STR("input")) &&
	       has_value(n, STR("type"), STR("password"));
}

static bool
is_refresh(const struct html_node *n)
{
	return html_is(n, STR("meta")) &&
	       has_value(n, STR("http-equiv"), STR("refresh"));
}

static bool
is_script(const struct html_node *n)
{
	return html_is(n, STR("script"));
}

static bool
is_headline(const struct html_node *n)
{
	return html_is(n, STR("h1")) || html_is(n, STR("title"));
}

static bool
is_body(const struct html_node *n)
{
	return html_is(n, STR("body"));
}

/* What a refresh leads to: "0; url=/index.html"; or empty. */
static struct str
refresh_target(const struct html_node *meta)
{
	struct str content = STR_NULL;
	size_t at;

	html_attr(meta, STR("content"), &content);
	at = str_chr(content, '=', 0);
	return at == STR_NONE ? STR_NULL : str_trim(str_from(content, at + 1));
}

static int
sent_on(const struct html_node *meta, struct err *e)
{
	struct str to = excerpt(refresh_target(meta), HEADLINE);

	return err_set(e, ERR_RENDER,
	    "the page only sends a browser on to %.*s; give that URL",
	    STR_ARG(to.len > 0 ? to : STR("itself, with a cookie")));
}

/* Nothing to read: would a browser make the page? */
static int
judge_shell(const struct html_node *root, struct err *e)
{
	const struct html_node *n = find_node(root, is_refresh);

	if (n != NULL)
		return sent_on(n, e);
	if (find_node(root, is_script) != NULL)
		return err_set(e, ERR_RENDER,
		    "the page is an empty shell that scripts fill in a "
		    "browser; `render: chromium` has one make it");
	return 0;
}

/* WORDS are in TEXT, ASCII letters in either case. */
static bool
says(struct str text, const char *words)
{
	for (size_t i = 0; i < text.len; i++)
		if (str_istarts(str_from(text, i), str_c(words)))
			return true;
	return false;
}

static bool
says_not_found(struct str headline)
{
	for (size_t i = 0; i < gate_not_found_n; i++)
		if (says(headline, gate_not_found[i]))
			return true;
	return false;
}

/* A title or heading says that the page is not there. What is inside of one is
 * read with it, and not once more. */
static int
judge_headlines(struct arena *a, const struct html_node *root, struct err *e)
{
	const struct html_node *n = root;
	bool headline = false;

	while ((n = html_walk(root, n, headline)) != NULL) {
		struct str text;

		headline = html_type(n) == HTML_ELEMENT && is_headline(n);
		if (!headline)
			continue;
		text = excerpt(str_trim(html_text_content(a, n)), HEADLINE);
		if (!says_not_found(text))
			continue;
		err_set(e, ERR_HTTP,
		    "the page says that it is not there: \"%.*s\"",
		    STR_ARG(text));
		e->http = 404;
		return -1;
	}
	return 0;
}

int
gate_likely(struct arena *a, const struct document *doc,
    const struct html_doc *tree, struct err *e)
{
	const struct html_node *root = html_root(tree);
	const struct html_node *body = find_node(root, is_body);
	struct str text = body == NULL ? STR_NULL : html_text(a, body);
	const char *vendor;

	if (gate_certain(doc, e) != 0)
		return -1;
	if (text.len > FEW_WORDS)
		return 0;
	vendor = find_sign(doc);
	if (vendor != NULL)
		return challenged(e, vendor);
	if (find_node(root, is_password) != NULL)
		return err_set(e, ERR_BLOCKED,
		    "the site asks for a login and shows no list");
	if (judge_headlines(a, root, e) != 0)
		return -1;
	return text.len > NO_WORDS ? 0 : judge_shell(root, e);
}
