// SPDX-License-Identifier: ISC
// URLs and folders.
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/suggest.h"
#include "config/syntax.h"
#include "config/types.h"
#include "web/url.h"

/* The folder of FILE as an absolute file: URL that ends in a slash. */
static int
folder_url(struct arena *a, const char *file, struct url *out)
{
	char path[PATH_MAX];
	struct buf b;
	int rc;

	if (realpath(arena_cstr(a, path_dir(a, str_c(file))), path) == NULL)
		return -1;
	buf_init(&b, sizeof("file:///") + (size_t)3 * PATH_MAX);
	buf_add(&b, STR("file://"));
	for (const char *p = path; *p != '\0'; p++)
		if (strchr("%?#\\", *p) != NULL)
			buf_addf(&b, "%%%02X", (unsigned char)*p);
		else
			buf_addc(&b, *p);
	buf_addc(&b, '/');
	rc = url_parse(a, buf_str(&b), STR_NULL, out);
	buf_release(&b);
	return rc;
}

int
url_of_page(struct arena *a, struct str text, const char *file, struct str *out)
{
	struct url u, base;
	struct str b = STR_NULL;

	if (str_istarts(text, STR("file:"))) {
		if (folder_url(a, file, &base) != 0)
			return -1;
		b = base.href;
	}
	if (url_parse(a, text, b, &u) != 0)
		return -1;
	if (!url_is_web(&u) && !str_eq(u.scheme, STR("file")))
		return -2;
	if (!str_empty(u.username) || !str_empty(u.password))
		return -3;
	*out = str_sub(u.href, 0, str_chr(u.href, '#', 0));
	return 0;
}

/* TEXT with the scheme that it lacks, or has misspelt; empty when it would be
 * no URL of a page all the same. */
static struct str
url_meant(struct arena *a, struct str text, const char *file)
{
	size_t colon = str_find(text, STR(":"));
	struct str name = str_sub(text, 0, colon), made;
	struct str part[2] = { STR("https://"), text }, ignored;
	struct suggest near;

	if (str_find(text, STR("://")) != STR_NONE) {
		suggest_init(&near, name);
		suggest_offer(&near, "http");
		suggest_offer(&near, "https");
		if (near.best == NULL || near.distance == 0)
			return STR_NULL;
		part[0] = str_c(near.best);
		part[1] = str_from(text, colon);
	} else if (str_starts(text, STR("//"))) {
		part[0] = STR("https:");
	} else if (is_digit(text.p[0]) || str_ieq(name, STR("localhost"))) {
		/* A machine at hand has no certificate, as a rule. */
		part[0] = STR("http://");
	} else if (str_chr(text, '.', 0) == STR_NONE ||
		   strchr("./", text.p[0]) != NULL) {
		return STR_NULL;
	}
	made = arena_concat(a, part, 2);
	return str_chr(text, ' ', 0) == STR_NONE &&
		       url_of_page(a, made, file, &ignored) == 0
		   ? made
		   : STR_NULL;
}

static void
refuse_url(struct reader *r, const struct key *k, const struct node *n, int why)
{
	if (why == -3) {
		node_error(r->notes, n, 0,
		    "a URL with user:password@ is not read; use `auth: "
		    "{user: ..., password: ...}`");
		return;
	}
	if (syntax_trap(r->notes, n->text, n->line))
		return;
	*reader_refuse(r, k, n) =
	    str_empty(n->value) ? STR_NULL
				: url_meant(r->a, n->value, n->text->name);
}

static int
set_url(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct str s, href;
	int rc;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	rc = url_of_page(r->scratch, s, n->text->name, &href);
	if (rc != 0)
		refuse_url(r, k, n, rc);
	else /* as it is written, nearly always */
		*(struct str *)key_member(k, out) =
		    str_eq(href, s) ? s : arena_str(r->a, href);
	arena_reset(r->scratch);
	return rc == 0 ? 0 : -1;
}

static void
write_url(struct buf *b, const struct key *k, const void *record)
{
	const struct str *s = key_member_const(k, record);

	if (!str_empty(*s))
		yaml_scalar(b, *s, false, false);
}

static void
schema_url(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"type\": \"string\""));
}

const struct key_type type_url = {
	.takes = "a URL that begins with https://, http:// or file:",
	.set = set_url,
	.write = write_url,
	.schema = schema_url,
};

static int
set_link(struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct str s;
	struct url u;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	if (url_parse(r->a, s, STR_NULL, &u) != 0 || !url_is_web(&u)) {
		refuse_url(r, k, n, -1);
		return -1;
	}
	*(struct str *)key_member(k, out) = u.href;
	return 0;
}

const struct key_type type_link = {
	.takes = "a URL that begins with https:// or http://",
	.set = set_link,
	.write = write_url,
	.schema = schema_url,
};

static int
set_folder(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct str s;

	if (reader_text(r, k, n, &s) != 0)
		return -1;
	if (str_empty(s)) {
		reader_refuse(r, k, n);
		return -1;
	}
	*(struct str *)key_member(k, out) =
	    path_join(r->a, path_dir(r->a, str_c(n->text->name)), s);
	return 0;
}

const struct key_type type_folder = {
	.takes = "a folder, relative to this file",
	.set = set_folder,
	.write = write_url,
	.schema = schema_url,
};

const struct key_type type_file = {
	.takes = "a file, relative to this file",
	.set = set_folder,
	.write = write_url,
	.schema = schema_url,
};
