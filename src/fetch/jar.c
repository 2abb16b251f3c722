// SPDX-License-Identifier: ISC
#include "fetch/jar.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "model/limits.h"
#include "web/cookie_file.h"

#define HEAD \
	"# Netscape HTTP Cookie File\n# Kept by coranto; lines are sorted.\n"

void
jars_init(struct jars *js)
{
	*js = (struct jars){ .first = NULL };
	arena_init(&js->arena, SIZE_MAX);
}

static void
jar_free(struct jar *j)
{
	curl_share_cleanup(j->share);
	free(j);
}

void
jars_release(struct jars *js)
{
	while (js->first != NULL) {
		struct jar *j = js->first;

		js->first = j->next;
		jar_free(j);
	}
	arena_release(&js->arena);
}

static struct jar *
jar_new(struct str file)
{
	struct jar *j = mem_alloc(1, sizeof(*j));

	*j = (struct jar){ .file = file, .share = curl_share_init() };
	if (j->share == NULL || curl_share_setopt(j->share, CURLSHOPT_SHARE,
				    CURL_LOCK_DATA_COOKIE) != CURLSHE_OK)
		(void)mem_alloc(SIZE_MAX, 2); /* says so and ends */
	return j;
}

/* Give EASY the cookies of SHARE, or none. A file without a name turns on
 * libcurl's engine, no file turns it off. */
static void
attach(CURL *easy, CURLSH *share)
{
	if (curl_easy_setopt(easy, CURLOPT_SHARE, share) != CURLE_OK ||
	    curl_easy_setopt(easy, CURLOPT_COOKIEFILE,
		share == NULL ? NULL : "") != CURLE_OK)
		(void)mem_alloc(SIZE_MAX, 2); /* says so and ends */
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All cookies of the jar that EASY has, as a file. */
static struct str
jar_text(struct arena *a, CURL *easy)
{
	struct curl_slist *list = NULL, *l;
	struct str *line, whole;
	const char **sorted;
	size_t n = 0, i = 0;

	curl_easy_getinfo(easy, CURLINFO_COOKIELIST, &list);
	for (l = list; l != NULL; l = l->next)
		n++;
	sorted = ARENA_ARRAY(a, n + 1, const char *);
	line = ARENA_ARRAY(a, 2 * n + 1, struct str);
	for (l = list; l != NULL; l = l->next)
		sorted[i++] = l->data;
	qsort(sorted, n, sizeof(*sorted), compare);
	line[0] = STR(HEAD);
	for (i = 0; i < n; i++) {
		line[1 + 2 * i] = str_c(sorted[i]);
		line[2 + 2 * i] = STR("\n");
	}
	whole = arena_concat(a, line, 2 * n + 1);
	curl_slist_free_all(list);
	return whole;
}

static int
put_cookies(struct arena *a, CURL *easy, struct str path, struct str bytes,
    struct err *e)
{
	struct cookie_fault fault;
	struct cookie *v;
	size_t n;

	if (cookie_file_parse(a, bytes, LIMIT_COOKIES, &v, &n, &fault) != 0) {
		err_set(e, ERR_CONFIG, "%.*s:%d: %s", STR_ARG(path), fault.line,
		    fault.what);
		/* The file is mended without a change of the configuration. */
		e->reach = REACH_SOURCE;
		e->retry = RETRY_LATER;
		return -1;
	}
	for (size_t i = 0; i < n; i++)
		if (curl_easy_setopt(easy, CURLOPT_COOKIELIST,
			arena_cstr(a, cookie_file_line(a, &v[i]))) != CURLE_OK)
			return err_set(
			    e, ERR_NET, "libcurl does not take the cookies");
	return 0;
}

/* Read the file into the jar that EASY has. */
static int
jar_load(struct arena *a, CURL *easy, struct jar *j, bool keep, struct err *e)
{
	struct buf b;
	int rc;

	buf_init(&b, LIMIT_COOKIE_FILE);
	rc = file_read(AT_FDCWD, arena_cstr(a, j->file), &b, e);
	if (rc == 0)
		rc = put_cookies(a, easy, j->file, buf_str(&b), e);
	else if (keep && e->sys == ENOENT)
		rc = 0;
	if (rc == 0)
		j->kept = buf_str(&b).len == 0 ? STR_NULL : jar_text(a, easy);
	else
		e->reach = REACH_SOURCE;
	buf_release(&b);
	return rc;
}

int
jar_open(struct jars *js, CURL *easy, const struct cookies *c, struct jar **out,
    struct err *e)
{
	struct jar *j = js->first;

	*out = NULL;
	if (str_empty(c->file) && str_empty(c->text))
		return 0;
	while (j != NULL && !str_eq(j->file, c->file))
		j = j->next;
	if (j != NULL) {
		attach(easy, j->share);
		*out = j;
		return 0;
	}
	j = jar_new(arena_str(&js->arena, c->file));
	attach(easy, j->share);
	if (!str_empty(c->file)) {
		if (jar_load(&js->arena, easy, j, c->keep, e) != 0) {
			attach(easy, NULL);
			jar_free(j);
			return -1;
		}
		j->next = js->first;
		js->first = j;
	}
	*out = j;
	return 0;
}

int
jar_keep(
    struct jars *js, struct arena *a, CURL *easy, struct jar *j, struct err *e)
{
	struct str text = jar_text(a, easy);

	if (str_eq(text, j->kept))
		return 0;
	if (file_replace_private(a, arena_cstr(a, j->file), text, e) != 0) {
		e->reach = REACH_SOURCE;
		return -1;
	}
	j->kept = arena_str(&js->arena, text);
	return 0;
}

void
jar_lend(CURL *easy, struct jar *j)
{
	if (j != NULL)
		attach(easy, j->share);
}

void
jar_take_back(CURL *easy, struct jar *j)
{
	if (j != NULL)
		attach(easy, NULL);
}

void
jar_close(struct jar *j)
{
	if (j != NULL && str_empty(j->file))
		jar_free(j);
}
