// SPDX-License-Identifier: ISC
#include "config/files.h"

#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "model/limits.h"

static void
files_add(struct reader *r, struct files *fs, const char *path,
    const struct node *by, const struct layer *inherited)
{
	struct file f = { .path = path, .by = by, .inherited = inherited };
	struct stat st;

	/* What cannot be found is reported when it is read. */
	if (stat(path, &st) == 0) {
		f.dev = st.st_dev;
		f.ino = st.st_ino;
	}
	for (size_t i = 0; f.ino != 0 && i < fs->n; i++)
		if (fs->v[i].dev == f.dev && fs->v[i].ino == f.ino)
			return;
	if (fs->n == LIMIT_INCLUDES) {
		node_error(r->notes, by, 0, "more than %d files are included",
		    LIMIT_INCLUDES);
		return;
	}
	fs->v = arena_more(r->a, fs->v, fs->n, &fs->cap, sizeof(*fs->v));
	fs->v[fs->n++] = f;
}

static int
by_name(const void *pa, const void *pb)
{
	return strcmp(*(char *const *)pa, *(char *const *)pb);
}

static void
glob_free(void *arg)
{
	globfree(arg);
}

/* PATH as a pattern that only it matches. */
static struct str
pattern_of(struct reader *r, struct str path)
{
	char *escaped = arena_alloc(r->a, 2 * path.len + 1), *to = escaped;

	for (size_t i = 0; i < path.len; i++) {
		if (strchr("*?[\\", path.p[i]) != NULL)
			*to++ = '\\';
		*to++ = path.p[i];
	}
	return str_c(escaped);
}

/* PATTERN relative to the folder of the file T. */
static char *
pattern_path(struct reader *r, const struct text *t, struct str pattern)
{
	struct str dir = path_dir(r->a, str_c(t->name));

	return arena_cstr(r->a, path_join(r->a, pattern_of(r, dir), pattern));
}

static void
note_pattern(struct reader *r, struct files *fs, const char *pattern)
{
	fs->pattern = arena_more(r->a, fs->pattern, fs->npatterns,
	    &fs->patterns_cap, sizeof(*fs->pattern));
	fs->pattern[fs->npatterns++] = pattern;
}

void
files_main(struct reader *r, struct files *fs, const char *path)
{
	note_pattern(r, fs, arena_cstr(r->a, pattern_of(r, str_c(path))));
	files_add(r, fs, path, NULL, NULL);
}

static bool
has_pattern(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (strchr("*?[", s.p[i]) != NULL)
			return true;
	return false;
}

/* Where no folder is, the PATTERN of N is most likely misspelt. */
static void
warn_no_folder(struct reader *r, const struct node *n, struct str pattern)
{
	size_t folder = 0;
	struct str path;

	for (size_t i = 0; i < pattern.len; i++)
		if (strchr("*?[", pattern.p[i]) != NULL)
			break;
		else if (pattern.p[i] == '/')
			folder = i;
	if (folder == 0)
		return;
	path = path_join(r->a, path_dir(r->a, str_c(n->text->name)),
	    str_sub(pattern, 0, folder));
	if (access(arena_cstr(r->a, path), F_OK) == 0)
		return;
	note_at(r->notes, DIAGNOSTIC_WARNING, n->text, n->line, n->col,
	    "`%.*s` includes nothing: there is no folder `%.*s`",
	    STR_ARG(shown(n->value)),
	    STR_ARG(shown(str_sub(pattern, 0, folder))));
}

static void
include_one(struct reader *r, struct files *fs, const struct node *n,
    const struct layer *inherited)
{
	const struct key *k = key_find(STR("include"), IN_FILE);
	glob_t *g = ARENA_NEW(r->a, glob_t);
	const char *pattern;
	struct str s;
	int rc;

	if (reader_text(r, k, n, &s) != 0)
		return;
	/* Sorted here: glob(3) sorts by the locale. */
	pattern = pattern_path(r, n->text, s);
	note_pattern(r, fs, pattern);
	rc = glob(pattern, GLOB_NOSORT, NULL, g);
	arena_defer(r->a, glob_free, g);
	/* A pattern may find nothing: a folder for what is yet to come. */
	if (rc == GLOB_NOMATCH && has_pattern(s))
		warn_no_folder(r, n, s);
	if (rc == GLOB_NOMATCH && !has_pattern(s))
		node_error(r->notes, n, 0, "there is no file `%.*s`",
		    STR_ARG(shown(n->value)));
	else if (rc != 0 && rc != GLOB_NOMATCH)
		node_error(r->notes, n, 0, "`%.*s` cannot be looked up",
		    STR_ARG(shown(n->value)));
	if (rc != 0)
		return;
	qsort(g->gl_pathv, g->gl_pathc, sizeof(char *), by_name);
	for (size_t i = 0; i < g->gl_pathc; i++)
		files_add(r, fs, g->gl_pathv[i], n, inherited);
}

void
files_include(struct reader *r, struct files *fs, const struct node *n,
    const struct layer *inherited)
{
	const struct key *k = key_find(STR("include"), IN_FILE);
	const struct node *const *v;
	size_t count;

	if (reader_list(r, k, &n, &v, &count) != 0)
		return;
	for (size_t i = 0; i < count; i++)
		include_one(r, fs, v[i], inherited);
}

struct text *
text_new(struct reader *r, const char *name, struct str bytes, unsigned order)
{
	struct text *t = ARENA_NEW(r->a, struct text);

	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		bytes = str_from(bytes, 3);
	*t = (struct text){ .name = name, .bytes = bytes, .order = order };
	if (str_starts(bytes, STR("\xFF\xFE")) ||
	    str_starts(bytes, STR("\xFE\xFF"))) {
		t->bytes = STR_NULL;
		note_at(r->notes, DIAGNOSTIC_ERROR, t, 0, 0,
		    "the file is in UTF-16; save it in the encoding UTF-8");
		return NULL;
	}
	text_index(r->tree, t);
	return t;
}

static void
release(void *arg)
{
	buf_release(arg);
}

struct text *
files_read(struct reader *r, const struct files *fs, size_t i)
{
	const struct file *f = &fs->v[i];
	struct buf *b = ARENA_NEW(r->tree, struct buf);
	struct text *t = ARENA_NEW(r->a, struct text);
	struct err e = ERR_INIT;

	buf_init(b, LIMIT_CONFIG);
	arena_defer(r->tree, release, b);
	if (file_read(AT_FDCWD, f->path, b, &e) == 0)
		return text_new(r, f->path, buf_str(b), (unsigned)i);
	if (f->by != NULL) {
		node_error(r->notes, f->by, 0, "%s", e.msg);
		return NULL;
	}
	*t = (struct text){ .name = f->path, .bytes = STR_NULL };
	note_at(r->notes, DIAGNOSTIC_ERROR, t, 0, 0, "%s",
	    str_starts(str_c(e.msg), str_c(f->path))
		? e.msg + strlen(f->path) + 2
		: e.msg);
	return NULL;
}

struct text *
files_text(const struct files *fs, const struct place *at)
{
	for (size_t i = 0; i < fs->n; i++)
		if (fs->v[i].path == at->file)
			return fs->v[i].text;
	return NULL;
}
