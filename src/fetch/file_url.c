// SPDX-License-Identifier: ISC
#include "fetch/file_url.h"

#include <errno.h>
#include <fcntl.h>

#include "base/file.h"
#include "fetch/fetch.h"

/* Names of pages; of all others the bytes decide. */
static const struct {
	const char *ending, *type;
} type_table[] = {
	{ ".html", "text/html" },
	{ ".htm", "text/html" },
	{ ".xml", "application/xml" },
	{ ".json", "application/json" },
};

static struct str
type_of(struct str path)
{
	for (size_t i = 0; i < sizeof(type_table) / sizeof(*type_table); i++) {
		struct str ending = str_c(type_table[i].ending);

		if (path.len > ending.len &&
		    str_ieq(str_from(path, path.len - ending.len), ending))
			return str_c(type_table[i].type);
	}
	return STR_NULL;
}

/* The path with its %XX undone; or -1 when it holds a NUL. */
static int
path_decode(struct arena *a, struct str path, char **out)
{
	char *p = arena_alloc(a, path.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < path.len; i++) {
		int high = -1, low = -1;

		if (path.p[i] == '%' && i + 2 < path.len) {
			high = hex_value(path.p[i + 1]);
			low = hex_value(path.p[i + 2]);
		}
		if (high >= 0 && low >= 0) {
			p[n++] = (char)(high << 4 | low);
			i += 2;
		} else {
			p[n++] = path.p[i];
		}
		if (p[n - 1] == '\0')
			return -1;
	}
	*out = p;
	return 0;
}

/* Where U is on this machine; the errors of file_url_read. */
static int
path_of(struct arena *a, const struct url *u, char **out, struct err *e)
{
	int rc = -1;

	if (!str_empty(u->host) && !str_eq(u->host, STR("localhost")))
		err_set(e, ERR_SYSTEM, "file: URL of another machine, \"%.*s\"",
		    STR_ARG(u->host));
	else if (path_decode(a, u->path, out) != 0)
		err_sys(e, ERR_SYSTEM, EINVAL, "%.*s", STR_ARG(u->path));
	else
		rc = 0;
	return rc;
}

int
fetch_file_path(struct arena *a, struct str url, const char **out)
{
	struct err e = ERR_INIT;
	struct url u;
	char *path;

	if (url_parse(a, url, STR_NULL, &u) != 0 ||
	    !str_eq(u.scheme, STR("file")) || path_of(a, &u, &path, &e) != 0)
		return -1;
	*out = path;
	return 0;
}

int
file_url_read(struct arena *a, const struct url *u, struct buf *body,
    struct response *res, struct err *e)
{
	char *path;

	if (path_of(a, u, &path, e) != 0 ||
	    file_read(AT_FDCWD, path, body, e) != 0)
		return -1;
	*res = (struct response){ .status = 200,
		.url = u->href,
		.content_type = type_of(str_c(path)),
		.content_encoding = STR_NULL,
		.retry_after = STR_NULL,
		.validators = { STR_NULL, STR_NULL },
		.permanent_url = STR_NULL,
		.body = buf_str(body) };
	return 0;
}
