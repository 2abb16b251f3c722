// SPDX-License-Identifier: ISC
// A source more in a configuration, and nothing else changed.
#include <errno.h>
#include <fcntl.h>

#include "base/file.h"
#include "config/files.h"
#include "config/ids.h"
#include "config/insert.h"
#include "config/load.h"
#include "model/limits.h"

#define BOM "\xEF\xBB\xBF"
#define NUMBER_MOST 9 /* characters of "-2" and so on */

/* Deep as YAML may nest here: see LIMIT_YAML_DEPTH. */
static bool
same_node(const struct node *x, const struct node *y)
{
	size_t children = x->kind == NODE_MAP ? 2 * x->n : x->n;

	if (x == y)
		return true;
	if (x->kind != y->kind || x->n != y->n || !str_eq(x->value, y->value))
		return false;
	for (size_t i = 0; i < children; i++)
		if (!same_node(x->child[i], y->child[i]))
			return false;
	return true;
}

/* LONGER has one entry more than LIST, at its end. */
static bool
one_more(const struct node *list, const struct node *longer)
{
	size_t n = list == NULL || node_is_null(list) ? 0 : list->n;

	if (longer->kind != NODE_LIST || longer->n != n + 1)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!same_node(list->child[i], longer->child[i]))
			return false;
	return true;
}

/* NEW is what OLD is, with one entry more in `sources`. */
static bool
only_added(const struct node *old, const struct node *new)
{
	static const struct node nothing = { .kind = NODE_MAP };
	struct str key = STR("sources");
	struct node *list;

	if (old == NULL || node_is_null(old))
		old = &nothing;
	if (new == NULL || new->kind != NODE_MAP || old->kind != NODE_MAP)
		return false;
	list = node_find(old, key);
	if (new->n != old->n + (list == NULL))
		return false;
	for (size_t i = 0; i < old->n; i++)
		if (!str_eq(node_key(old, i)->value, node_key(new, i)->value) ||
		    (node_value(old, i) != list &&
			!same_node(node_value(old, i), node_value(new, i))))
			return false;
	return node_find(new, key) != NULL &&
	       one_more(list, node_find(new, key));
}

/* A file that is being changed. */
struct change {
	struct arena *a;
	const char *path;
	config_getenv env;
	struct addition *out;
	struct err *e;
};

static struct node *
tree_of(struct change *ch, struct str bytes, struct text **text)
{
	struct reader r = { .a = ch->a, .tree = ch->a, .env = ch->env };
	struct notes ns;

	notes_init(&ns, ch->a);
	r.notes = &ns;
	*text = text_new(&r, ch->path, bytes, 0);
	return *text == NULL ? NULL
			     : tree_read(ch->a, ch->a, &ns, *text, STR_NULL);
}

/* The bytes of the file; none when there is no such file. */
static int
read_file(struct change *ch, struct str *bytes)
{
	struct buf *b = buf_in(ch->a, LIMIT_CONFIG);

	*bytes = STR_NULL;
	if (file_read(AT_FDCWD, ch->path, b, ch->e) == 0) {
		*bytes = buf_str(b);
		return 0;
	}
	ch->out->created = ch->e->sys == ENOENT;
	return ch->out->created ? 0 : -1;
}

/* The bytes with S in them, OUT->bytes, when they say nothing else. */
static int
insert(struct change *ch, struct str bytes, const struct source *s)
{
	struct str rest =
	    str_starts(bytes, STR(BOM)) ? str_from(bytes, 3) : bytes;
	struct buf *entry = buf_in(ch->a, LIMIT_CONFIG);
	struct node *old, *new;
	struct text *text, *unused;
	struct str made;

	old = tree_of(ch, bytes, &text);
	if (text == NULL)
		return err_set(ch->e, ERR_CONFIG, "the file is not in UTF-8");
	if (config_write_source(entry, s) != 0)
		return err_set(ch->e, ERR_LIMIT, "the source is too large");
	if (insert_entry(ch->a, text, buf_str(entry), &made, ch->e) != 0)
		return -1;
	new = tree_of(ch, made, &unused);
	if (!only_added(old, new))
		return err_set(ch->e, ERR_CONFIG,
		    "a line more in `sources` would change what else stands "
		    "in the file");
	ch->out->bytes = arena_concat(ch->a,
	    (struct str[]){ rest.p > bytes.p ? STR(BOM) : STR_NULL, made }, 2);
	return 0;
}

bool
config_source_equal(
    struct arena *a, const struct source *x, const struct source *y)
{
	struct buf *bx = buf_in(a, LIMIT_CONFIG), *by = buf_in(a, LIMIT_CONFIG);
	bool same = str_eq(x->id, y->id) && config_write_source(bx, x) == 0 &&
		    config_write_source(by, y) == 0 &&
		    str_eq(buf_str(bx), buf_str(by));

	buf_release(bx);
	buf_release(by);
	return same;
}

static bool
is_taken(const struct config *c, struct str id)
{
	for (size_t i = 0; i < c->sources.n; i++)
		if (str_eq(c->sources.v[i].id, id))
			return true;
	for (size_t i = 0; i < c->merged.n; i++)
		if (str_eq(c->merged.v[i].id, id))
			return true;
	return id_is_reserved(id);
}

struct str
config_free_id(struct arena *a, const struct config *c, struct str id)
{
	struct str head = str_sub(id, 0, ID_MAX - NUMBER_MOST), made = id;

	for (unsigned n = 2; is_taken(c, made); n++)
		made = arena_printf(a, "%.*s-%u", STR_ARG(head), n);
	return made;
}

/* The source of NEW that OLD has not; NULL when they differ in more. */
static const struct source *
added(struct arena *a, const struct sources *old, const struct sources *new)
{
	size_t at = 0;

	if (new->n != old->n + 1)
		return NULL;
	while (at < old->n && str_eq(old->v[at].id, new->v[at].id))
		at++;
	for (size_t i = 0; i < old->n; i++)
		if (!config_source_equal(a, &old->v[i], &new->v[i + (i >= at)]))
			return NULL;
	return &new->v[at];
}

/* Read the changed file, and see that it has one source more. */
static int
load_again(struct change *ch, struct str bytes, struct diagnostics *diag)
{
	struct diagnostics unused = { .n = 0 };
	struct addition *out = ch->out;
	struct config old;

	/* A file without sources is a mistake that is mended by this. */
	if (config_read(ch->a, ch->path, bytes, ch->env, true, &old, &unused) !=
	    0)
		old.sources.n = 0;
	if (config_read(ch->a, ch->path, out->bytes, ch->env, true,
		&out->config, diag) != 0)
		return err_set(ch->e, ERR_CONFIG, "the file has mistakes");
	out->source = added(ch->a, &old.sources, &out->config.sources);
	if (out->source == NULL)
		return err_set(ch->e, ERR_CONFIG,
		    "the file would not have just one source more");
	return 0;
}

int
config_add(struct arena *a, const char *path, config_getenv env,
    const struct source *s, struct addition *out, struct diagnostics *diag,
    struct err *e)
{
	struct change ch = { a, path, env, out, e };
	struct str bytes;

	*out = (struct addition){ .path = path };
	*diag = (struct diagnostics){ .n = 0 };
	if (read_file(&ch, &bytes) != 0)
		return -1;
	if (insert(&ch, bytes, s) == 0)
		return load_again(&ch, bytes, diag);
	/* Mistakes of the file count before what they lead to. */
	if (config_read(a, path, bytes, env, true, &out->config, diag) != 0)
		err_set(e, ERR_CONFIG, "the file has mistakes");
	return -1;
}

int
config_add_write(struct arena *a, const struct addition *add, struct err *e)
{
	const char *dir = arena_cstr(a, path_dir(a, str_c(add->path)));

	if (add->created && dir_create(dir, e) != 0)
		return -1;
	return file_replace(a, add->path, add->bytes, e);
}
