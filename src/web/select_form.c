// SPDX-License-Identifier: ISC
/*
 * Pseudo-classes of forms, as a page has them before anybody touches it.
 * Source: WHATWG HTML, section 4.16.3 and what it refers to in 4.10.
 */
#include "web/select_priv.h"

static bool
has(const struct html_node *n, struct str name)
{
	struct str v;

	return html_attr(n, name, &v);
}

static struct str
attr(const struct html_node *n, struct str name)
{
	struct str v = STR_NULL;

	html_attr(n, name, &v);
	return v;
}

/* ------------------------------------------------- kinds of <input> */

enum applies {
	HAS_REQUIRED = 1,
	HAS_READONLY = 2,
	HAS_PLACEHOLDER = 4,
	IS_SUBMIT = 8,
	IS_CHECKBOX = 16,
	IS_RADIO = 32
};

#define TEXT_LIKE (HAS_REQUIRED | HAS_READONLY | HAS_PLACEHOLDER)
#define TIME_LIKE (HAS_REQUIRED | HAS_READONLY)

/* Source: the table "applies" in WHATWG HTML, section 4.10.5. */
static const struct {
	const char *type;
	unsigned what;
} inputs[] = {
	{ "text", TEXT_LIKE },
	{ "search", TEXT_LIKE },
	{ "tel", TEXT_LIKE },
	{ "url", TEXT_LIKE },
	{ "email", TEXT_LIKE },
	{ "password", TEXT_LIKE },
	{ "number", TEXT_LIKE },
	{ "date", TIME_LIKE },
	{ "month", TIME_LIKE },
	{ "week", TIME_LIKE },
	{ "time", TIME_LIKE },
	{ "datetime-local", TIME_LIKE },
	{ "checkbox", HAS_REQUIRED | IS_CHECKBOX },
	{ "radio", HAS_REQUIRED | IS_RADIO },
	{ "file", HAS_REQUIRED },
	{ "submit", IS_SUBMIT },
	{ "image", IS_SUBMIT },
	{ "button", 0 },
	{ "color", 0 },
	{ "hidden", 0 },
	{ "range", 0 },
	{ "reset", 0 },
};

/* What holds for N, an <input>; any other element: nothing. */
static unsigned
input(const struct html_node *n)
{
	struct str type = STR_NULL;

	if (!html_is(n, STR("input")))
		return 0;
	html_attr(n, STR("type"), &type);
	for (size_t i = 0; i < sizeof(inputs) / sizeof(*inputs); i++)
		if (str_ieq(type, str_c(inputs[i].type)))
			return inputs[i].what;
	return TEXT_LIKE; /* missing or unknown: text */
}

/* ----------------------------------------------------------- disabled */

static const struct html_node *
first_legend(struct match *m, const struct html_node *fieldset)
{
	const struct html_node *n = html_first(fieldset);

	while (n != NULL && !html_is(n, STR("legend")) && match_step(m, 1))
		n = html_next(n);
	return n;
}

/* In a disabled fieldset, but not in its first legend. */
static bool
in_disabled_fieldset(struct match *m, const struct html_node *n)
{
	const struct html_node *up = html_parent(n);

	for (; up != NULL && match_step(m, 1); n = up, up = html_parent(up))
		if (html_is(up, STR("fieldset")) && has(up, STR("disabled")) &&
		    first_legend(m, up) != n)
			return true;
	return false;
}

/* The nearest NAME above N, but not above STOP when that is there. */
static const struct html_node *
ancestor(struct match *m, const struct html_node *n, struct str name)
{
	for (n = html_parent(n); n != NULL && match_step(m, 1);
	     n = html_parent(n))
		if (html_is(n, name))
			return n;
	return NULL;
}

static bool
option_disabled(struct match *m, const struct html_node *n)
{
	const struct html_node *group;

	if (has(n, STR("disabled")))
		return true;
	group = ancestor(m, n, STR("optgroup"));
	return group != NULL && has(group, STR("disabled"));
}

static bool
is_control(const struct html_node *n)
{
	return html_is(n, STR("input")) || html_is(n, STR("button")) ||
	       html_is(n, STR("select")) || html_is(n, STR("textarea")) ||
	       html_is(n, STR("fieldset"));
}

bool
test_disabled(struct match *m, const struct html_node *n)
{
	if (is_control(n))
		return has(n, STR("disabled")) || in_disabled_fieldset(m, n);
	if (html_is(n, STR("option")))
		return option_disabled(m, n);
	return html_is(n, STR("optgroup")) && has(n, STR("disabled"));
}

bool
test_enabled(struct match *m, const struct html_node *n)
{
	return (is_control(n) || html_is(n, STR("option")) ||
		   html_is(n, STR("optgroup"))) &&
	       !test_disabled(m, n);
}

/* --------------------------------------------------- required, editable */

bool
test_required(struct match *m, const struct html_node *n)
{
	(void)m;
	if (!has(n, STR("required")))
		return false;
	return html_is(n, STR("select")) || html_is(n, STR("textarea")) ||
	       (input(n) & HAS_REQUIRED) != 0;
}

/* With <button>, which the standard does not name but browsers include. */
bool
test_optional(struct match *m, const struct html_node *n)
{
	return (html_is(n, STR("select")) || html_is(n, STR("textarea")) ||
		   html_is(n, STR("input")) || html_is(n, STR("button"))) &&
	       !test_required(m, n);
}

/* True in an element with contenteditable, its nearest one deciding. */
static bool
editable(struct match *m, const struct html_node *n)
{
	struct str v;

	for (; n != NULL && html_type(n) == HTML_ELEMENT && match_step(m, 1);
	     n = html_parent(n)) {
		if (html_ns(n) != HTML_NS_HTML ||
		    !html_attr(n, STR("contenteditable"), &v))
			continue;
		if (str_empty(v) || str_ieq(v, STR("true")) ||
		    str_ieq(v, STR("plaintext-only")))
			return true;
		if (str_ieq(v, STR("false")))
			return false;
	}
	return false;
}

bool
test_read_write(struct match *m, const struct html_node *n)
{
	if (html_is(n, STR("textarea")) || html_is(n, STR("input")))
		return (html_is(n, STR("textarea")) ||
			   (input(n) & HAS_READONLY) != 0) &&
		       !has(n, STR("readonly")) && !test_disabled(m, n);
	return editable(m, n);
}

bool
test_read_only(struct match *m, const struct html_node *n)
{
	return html_ns(n) == HTML_NS_HTML && !test_read_write(m, n);
}

/* A placeholder, be it empty, is shown while the field has no text. */
bool
test_placeholder(struct match *m, const struct html_node *n)
{
	(void)m;
	if (!has(n, STR("placeholder")))
		return false;
	if (html_is(n, STR("textarea")))
		return html_first(n) == NULL;
	return (input(n) & HAS_PLACEHOLDER) != 0 &&
	       str_empty(attr(n, STR("value")));
}

/* ------------------------------------------------------------ checked */

/* The form that N belongs to: by its attribute, else the one around it. */
static const struct html_node *
form_owner(struct match *m, const struct html_node *n)
{
	const struct html_node *top = html_root(m->d), *at = top;
	struct str id, v;

	if (!html_attr(n, STR("form"), &id))
		return ancestor(m, n, STR("form"));
	while ((at = html_walk(top, at, false)) != NULL && match_step(m, 1))
		if (html_type(at) == HTML_ELEMENT &&
		    html_attr(at, STR("id"), &v) && str_eq(v, id))
			return html_is(at, STR("form")) ? at : NULL;
	return NULL;
}

/* The one of N's radio buttons that is checked: the last of several. */
static const struct html_node *
radio_checked(struct match *m, const struct html_node *n)
{
	const struct html_node *top = html_root(m->d), *at = top, *found = NULL;
	const struct html_node *form;
	struct str name = attr(n, STR("name"));

	if (str_empty(name))
		return has(n, STR("checked")) ? n : NULL;
	form = form_owner(m, n);
	while ((at = html_walk(top, at, false)) != NULL && match_step(m, 1))
		if (html_type(at) == HTML_ELEMENT &&
		    (input(at) & IS_RADIO) != 0 && has(at, STR("checked")) &&
		    str_eq(attr(at, STR("name")), name) &&
		    form_owner(m, at) == form)
			found = at;
	return found;
}

/* True when one of several options is shown, as in a menu. */
static bool
is_menu(const struct html_node *select)
{
	struct str size = str_trim(attr(select, STR("size")));
	unsigned long long v;

	return str_uint(size, 1000000, &v) != 0 || v <= 1;
}

/* The option that a <select> for one shows: the last selected, or the first. */
static const struct html_node *
shown_option(struct match *m, const struct html_node *select)
{
	const struct html_node *at = select, *first = NULL, *chosen = NULL;

	while (
	    (at = html_walk(select, at, false)) != NULL && match_step(m, 1)) {
		if (!html_is(at, STR("option")))
			continue;
		if (has(at, STR("selected")))
			chosen = at;
		if (first == NULL && !option_disabled(m, at))
			first = at;
	}
	return chosen != NULL || !is_menu(select) ? chosen : first;
}

static bool
option_checked(struct match *m, const struct html_node *n)
{
	const struct html_node *select = ancestor(m, n, STR("select"));

	if (select == NULL || has(select, STR("multiple")))
		return has(n, STR("selected"));
	return shown_option(m, select) == n;
}

bool
test_checked(struct match *m, const struct html_node *n)
{
	unsigned what = input(n);

	if (html_is(n, STR("option")))
		return option_checked(m, n);
	if ((what & IS_RADIO) != 0)
		return has(n, STR("checked")) && radio_checked(m, n) == n;
	return (what & IS_CHECKBOX) != 0 && has(n, STR("checked"));
}

bool
test_indeterminate(struct match *m, const struct html_node *n)
{
	if (html_is(n, STR("progress")))
		return !has(n, STR("value"));
	return (input(n) & IS_RADIO) != 0 && radio_checked(m, n) == NULL;
}

static bool
is_submit(const struct html_node *n)
{
	struct str type = attr(n, STR("type"));

	if (!html_is(n, STR("button")))
		return (input(n) & IS_SUBMIT) != 0;
	return !str_ieq(type, STR("button")) && !str_ieq(type, STR("reset"));
}

/* A form's default button is its first that submits. */
static bool
is_default_button(struct match *m, const struct html_node *n)
{
	const struct html_node *top = html_root(m->d), *at = top;
	const struct html_node *form = form_owner(m, n);

	if (form == NULL)
		return false;
	while ((at = html_walk(top, at, false)) != NULL && match_step(m, 1))
		if (html_type(at) == HTML_ELEMENT && is_submit(at) &&
		    form_owner(m, at) == form)
			return at == n;
	return false;
}

bool
test_default(struct match *m, const struct html_node *n)
{
	if (html_is(n, STR("option")))
		return has(n, STR("selected"));
	if ((input(n) & (IS_CHECKBOX | IS_RADIO)) != 0)
		return has(n, STR("checked"));
	return is_submit(n) && is_default_button(m, n);
}

bool
test_open(struct match *m, const struct html_node *n)
{
	(void)m;
	return (html_is(n, STR("details")) || html_is(n, STR("dialog"))) &&
	       has(n, STR("open"));
}
