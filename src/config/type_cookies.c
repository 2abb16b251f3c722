// SPDX-License-Identifier: ISC
// Cookies to send: a text or a file.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>

#include "base/file.h"
#include "config/files.h"
#include "config/members.h"
#include "config/private.h"
#include "config/types.h"
#include "model/access.h"
#include "model/limits.h"
#include "web/cookie_file.h"

/* Tell what is wrong within the file, at its own line. */
static int
check_text(struct reader *r, const char *path, struct str bytes)
{
	struct cookie_fault fault;
	struct cookie *v;
	size_t n;
	struct text *t;

	if (cookie_file_parse(
		r->scratch, bytes, LIMIT_COOKIES, &v, &n, &fault) == 0)
		return 0;
	t = ARENA_NEW(r->a, struct text);
	/* Values are secrets: the line is not shown. */
	*t =
	    (struct text){ .name = path, .bytes = STR_NULL, .order = UINT_MAX };
	text_index(r->a, t);
	note_at(r->notes, DIAGNOSTIC_ERROR, t, fault.line, 1, "%s", fault.what);
	return -1;
}

/* A file that is there must be readable; one that is kept may come later. */
static int
check_file(
    struct reader *r, const struct node *n, const struct cookies *cookies)
{
	const char *path = arena_cstr(r->a, cookies->file);
	struct err e = ERR_INIT;
	struct buf b;
	int rc = 0;

	if (!r->files)
		return 0;
	buf_init(&b, LIMIT_COOKIE_FILE);
	if (file_read(AT_FDCWD, path, &b, &e) == 0) {
		rc = check_text(r, path, buf_str(&b));
		if (rc == 0)
			private_file(r, n, path);
	} else if (!cookies->keep || e.sys != ENOENT) {
		/* The path may be of the environment: what is told is N's. */
		node_error(r->notes, n, 0, "`%.*s` cannot be read%s%s",
		    STR_ARG(shown(n->value)), e.sys != 0 ? ": " : "",
		    e.sys != 0 ? strerror(e.sys) : "");
		rc = -1;
	}
	buf_release(&b);
	return rc;
}

static int
set_file(struct reader *r, const struct node *n, struct cookies *cookies)
{
	if (str_empty(cookies->file))
		return 0;
	cookies->file = path_join(
	    r->a, path_dir(r->a, str_c(n->text->name)), cookies->file);
	return check_file(r, n, cookies);
}

static int
set_text(struct reader *r, const struct key *k, const struct node *n,
    struct cookies *cookies)
{
	struct str s;

	if (reader_line(r, k, n, &s) != 0)
		return -1;
	s = str_trim(s);
	if (str_eq(s, STR("none")))
		return 0;
	/* Without an equals sign there is no cookie, and hardly a file with. */
	if (str_chr(s, '=', 0) == STR_NONE && !str_empty(s))
		cookies->file = s;
	else if (cookie_text_valid(s)) {
		private_secret(r, n);
		cookies->text = s;
	} else {
		reader_refuse(r, k, n);
		return -1;
	}
	return set_file(r, n, cookies);
}

static int
set_map(struct reader *r, const struct key *k, const struct node *n,
    struct cookies *cookies)
{
	struct member m[] = {
		{ .name = "file", .text = &cookies->file },
		{ .name = "keep", .flag = &cookies->keep },
	};

	if (n->kind != NODE_MAP) {
		reader_refuse(r, k, n);
		return -1;
	}
	if (members_read(r, k, n, m, 2) != 0)
		return -1;
	if (m[0].node != NULL)
		return set_file(r, m[0].node, cookies);
	node_error(r->notes, n, 0, "`cookies` has no `file`");
	return -1;
}

static int
set_cookies(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct cookies cookies = { 0 };
	int rc = n->kind == NODE_SCALAR ? set_text(r, k, n, &cookies)
					: set_map(r, k, n, &cookies);

	if (rc == 0)
		*(struct cookies *)key_member(k, out) = cookies;
	return rc;
}

static void
write_cookies(struct buf *b, const struct key *k, const void *record)
{
	const struct cookies *cookies = key_member_const(k, record);

	if (!str_empty(cookies->text)) {
		yaml_scalar(b, cookies->text, false, false);
	} else if (!str_empty(cookies->file)) {
		buf_add(b, STR("{file: "));
		yaml_scalar(b, cookies->file, true, false);
		buf_add(b, cookies->keep ? STR(", keep: true}") : STR("}"));
	} else {
		buf_add(b, STR("none"));
	}
}

static void
schema_cookies(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"anyOf\": [{\"type\": \"string\"}, {\"type\": "
		       "\"object\", \"additionalProperties\": false, "
		       "\"required\": [\"file\"], \"properties\": {\"file\": "
		       "{\"type\": \"string\"}, \"keep\": {\"type\": "
		       "\"boolean\"}}}]"));
}

const struct key_type type_cookies = {
	.takes = "a file, {file: FILE, keep: true}, name=value pairs or none",
	.set = set_cookies,
	.write = write_cookies,
	.schema = schema_cookies,
};
