// SPDX-License-Identifier: ISC
#include "cli/left_over.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "base/file.h"
#include "model/limits.h"
#include "publish/zip.h"
#include "run/feeds.h"

/* Bytes of a feed among which stands what made it. */
#define HEAD_MAX (64 << 10)

static int
is_feed_file(const struct dirent *d)
{
	struct str name = str_c(d->d_name);

	if (str_ends(name, STR(".gz")))
		name.len -= STR(".gz").len;
	for (size_t f = 0; f < feed_formats_n; f++)
		if (str_ends(name, str_c(feed_formats[f].suffix)))
			return d->d_name[0] != '.';
	return 0;
}

/* The ids of all feeds that are made, sorted. */
struct ids {
	struct str *v;
	size_t n;
};

static int
by_id(const void *pa, const void *pb)
{
	return str_cmp(*(const struct str *)pa, *(const struct str *)pb);
}

static struct ids
ids_of(struct arena *a, const struct config *config)
{
	const struct sources *s = &config->sources;
	const struct merged_feeds *m = &config->merged;
	struct ids ids = { ARENA_ARRAY(a, s->n + m->n + 1, struct str), 0 };

	for (size_t i = 0; i < s->n; i++)
		ids.v[ids.n++] = s->v[i].id;
	for (size_t i = 0; i < m->n; i++)
		ids.v[ids.n++] = m->v[i].id;
	ids.v[ids.n++] = STR("health");
	qsort(ids.v, ids.n, sizeof(*ids.v), by_id);
	return ids;
}

static bool
is_ours(const struct ids *ids, struct str id)
{
	return bsearch(&id, ids->v, ids->n, sizeof(*ids->v), by_id) != NULL;
}

/* True when the feed PATH says that this program made it; other people's files
 * may lie in the folder. B holds it afterwards. */
static bool
says_ours(const char *path, struct buf *b)
{
	static const char *const marks[] = { "<generator>coranto ",
		">coranto</generator>", "\"generator\":\"coranto " };
	struct err e = ERR_INIT;
	struct str head;

	buf_clear(b);
	if (file_read(AT_FDCWD, path, b, &e) != 0)
		return false;
	head = str_sub(buf_str(b), 0, HEAD_MAX);
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_find(head, str_c(marks[i])) != STR_NONE)
			return true;
	return false;
}

int
left_over(
    struct cli *c, const struct config *config, left_over_fn fn, struct err *e)
{
	struct buf *b = buf_in(c->a, LIMIT_FEED);
	struct dirent **v;
	const char *folder = arena_cstr(c->a, config->output);
	struct ids ids = ids_of(c->a, config);
	int n = scandir(folder, &v, is_feed_file, alphasort);

	if (n < 0)
		return errno == ENOENT
			   ? 0
			   : err_sys(e, ERR_SYSTEM, errno, "%s", folder);
	for (int i = 0; i < n; i++) {
		struct str file = arena_str(c->a, str_c(v[i]->d_name));
		/* ID.rss, ID.archive-3.rss, and each with .gz behind. */
		struct str id = str_sub(file, 0, str_find(file, STR(".")));

		const char *path = arena_printf(
		    c->a, "%.*s/%.*s", STR_ARG(config->output), STR_ARG(file))
				       .p;

		free(v[i]);
		if (!is_ours(&ids, id) &&
		    (str_ends(file, STR(".gz")) ? zip_is_ours(AT_FDCWD, path)
						: says_ours(path, b)))
			fn(c, file, path);
	}
	free(v);
	return 0;
}
