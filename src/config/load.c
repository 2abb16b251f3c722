// SPDX-License-Identifier: ISC
#include "config/load.h"

#include "base/file.h"
#include "base/fnv.h"
#include "base/mem.h"
#include "config/commands.h"
#include "config/entries.h"
#include "config/files.h"
#include "config/floor.h"
#include "config/ids.h"
#include "config/merged.h"
#include "config/served.h"
#include "config/syntax.h"
#include "config/types.h"
#include "model/limits.h"

/* A configuration that is being read. */
struct loader {
	struct reader r;
	struct notes notes;
	struct config *c;
	struct files files;
	struct sites sites;
	struct entries entries;
	struct merged_nodes merged;
	bool includes;
	bool any_sources; /* the main file has `sources` or `include` */
};

static void
release(void *arg)
{
	arena_release(arg);
}

/* An arena that ends with A, or before; for what has limits of its own. */
static struct arena *
arena_within(struct arena *a)
{
	struct arena *in = ARENA_NEW(a, struct arena);

	arena_init(in, SIZE_MAX);
	in->over = a->over;
	arena_defer(a, release, in);
	return in;
}

static void
loader_init(
    struct loader *l, struct arena *a, config_getenv env, struct config *c)
{
	*l = (struct loader){ .c = c, .includes = true };
	notes_init(&l->notes, a);
	l->r = (struct reader){ .a = a,
		.tree = arena_within(a),
		.entry = arena_within(a),
		.scratch = arena_within(a),
		.env = env,
		.from_env = FNV_BASIS,
		.notes = &l->notes,
		.files = true };
	l->r.once = (struct once){ .a = a, .table = l->r.tree };
}

/* Report a section that is not of the kind it must be. */
static bool
is_kind(struct loader *l, const struct node *key, const struct node *value,
    enum node_kind kind)
{
	if (value->kind == kind)
		return true;
	if (value->kind != NODE_LIST &&
	    syntax_trap(&l->notes, value->text, value->line))
		return false;
	node_error(&l->notes, value, 0, "`%.*s` takes %s, not %s",
	    STR_ARG(key->value),
	    kind == NODE_LIST ? "a list, each entry on a line that begins "
				"with `- `"
			      : "a mapping of keys",
	    node_is_null(value) ? "nothing" : node_kind_name(value));
	return false;
}

static void
read_settings(struct loader *l, const struct node *map, bool main_file)
{
	for (size_t i = 0; i < map->n; i++) {
		const struct node *key = node_key(map, i);
		const struct key *k = key_find(key->value, IN_SETTINGS);

		if (k == NULL)
			key_unknown(&l->r, key, IN_SETTINGS);
		else if (main_file)
			k->type->set(&l->r, k, node_value(map, i), l->c);
	}
	if (!main_file)
		node_error(&l->notes, map, 0,
		    "`settings` stands in the main file only");
}

/* The `defaults` of a file laid over those of who includes it. */
static const struct layer *
read_defaults(
    struct loader *l, const struct node *root, const struct layer *inherited)
{
	const struct node *map = node_find(root, STR("defaults"));
	struct layer *both, own;

	if (map == NULL || map->kind != NODE_MAP)
		return inherited;
	layer_clear(&own);
	layer_read(&l->r, map, IN_DEFAULTS, KEYS_ALL, &own);
	both = ARENA_NEW(l->r.a, struct layer);
	*both = *inherited;
	layer_over(both, &own);
	return both;
}

static void
read_section(struct loader *l, const struct node *key, const struct node *value,
    const struct layer *defaults, bool main_file)
{
	const struct key *k = key_find(key->value, IN_FILE);
	bool sources, list;

	/* The mistakes within a misspelt section are told as well. */
	if (k == NULL)
		k = key_unknown(&l->r, key, IN_FILE);
	if (k == NULL)
		return;
	sources = strcmp(k->name, "sources") == 0;
	list = sources || strcmp(k->name, "feeds") == 0;
	l->any_sources = l->any_sources || sources;
	if (strcmp(k->name, "include") == 0) {
		l->any_sources = true;
		if (l->includes)
			files_include(&l->r, &l->files, value, defaults);
		return;
	}
	/* A section whose keys are all comments is none. */
	if (!sources && node_is_null(value))
		return;
	if (!is_kind(l, key, value, list ? NODE_LIST : NODE_MAP))
		return;
	if (sources)
		entries_add(&l->r, &l->entries, value, defaults);
	else if (list)
		merged_add(&l->r, &l->merged, value);
	else if (strcmp(k->name, "settings") == 0)
		read_settings(l, value, main_file);
	else if (strcmp(k->name, "sites") == 0)
		sites_read(&l->r, value, &l->sites);
}

static void
read_root(struct loader *l, struct text *t, const struct node *root,
    const struct layer *inherited, bool main_file)
{
	const struct layer *defaults;

	if (root == NULL) {
		if (t->errors == 0)
			note_at(&l->notes, DIAGNOSTIC_ERROR, t, 0, 0,
			    "the file is empty; it needs `sources`");
		return;
	}
	if (root->kind != NODE_MAP) {
		if (root->kind == NODE_LIST ||
		    !syntax_trap(&l->notes, root->text, root->line))
			note_at(&l->notes, DIAGNOSTIC_ERROR, t, root->line,
			    root->col,
			    "a configuration begins with a key such as "
			    "`sources:`, not with %s",
			    node_kind_name(root));
		return;
	}
	defaults = read_defaults(l, root, inherited);
	for (size_t i = 0; i < root->n; i++)
		read_section(l, node_key(root, i), node_value(root, i),
		    defaults, main_file);
	if (main_file && !l->any_sources)
		note_at(&l->notes, DIAGNOSTIC_ERROR, t, 0, 0,
		    "there is nothing to read; give `sources`");
}

/* What is left when all files have been read. */
static void
finish(struct loader *l)
{
	struct config *c = l->c;
	struct hurries hurries = { .n = 0 };
	struct text none = { .name = l->files.v[0].path, .bytes = STR_NULL };

	sites_sort(&l->r, &l->sites);
	entries_build(&l->r, &l->entries, &l->sites, &c->sources, &hurries);
	floor_every(&l->r, &l->files, &hurries, c);
	merged_build(&l->r, &l->merged, &c->sources, &c->merged);
	served_check(&l->r, &l->files, c);
	commands_check(&l->r, &l->files, c);
	if (l->entries.all == 0 && !notes_failed(&l->notes))
		note_at(&l->notes, DIAGNOSTIC_WARNING, &none, 0, 0,
		    "there is no source; `sources` lists the pages to read");
	if (!str_empty(c->base_url) && !str_ends(c->base_url, STR("/")))
		c->base_url =
		    arena_printf(l->r.a, "%.*s/", STR_ARG(c->base_url));
	if (config_default_folders(l->r.a, l->r.env, c) != 0)
		note_at(&l->notes, DIAGNOSTIC_ERROR, &none, 0, 0,
		    "HOME is not set, so `settings` must name the folders "
		    "`output` and `state`");
}

/* Nothing that follows wants so much at once. */
#define MUCH (4 << 20)

static void
tree_release(struct arena *tree)
{
	bool much = tree->used > MUCH;

	arena_release(tree);
	if (much)
		mem_trim();
}

static int
load(struct loader *l, struct text *main_text, struct diagnostics *diag)
{
	struct layer *table = ARENA_NEW(l->r.a, struct layer);
	struct config *c = l->c;

	c->digest = FNV_BASIS;
	c->path = str_c(l->files.v[0].path);
	c->dir = path_dir(l->r.a, c->path);
	c->output = c->state = c->base_url = c->contact = c->metrics = c->hub =
	    STR_NULL;
	layer_initial(&l->r, IN_SETTINGS, c);
	layer_clear(table);
	layer_initial(&l->r, IN_ANY_SOURCE, &table->src);
	l->files.v[0].inherited = table;
	for (size_t i = 0; i < l->files.n; i++) {
		const struct layer *inherited = l->files.v[i].inherited;
		struct text *t = i == 0 && main_text != NULL
				     ? main_text
				     : files_read(&l->r, &l->files, i);

		l->files.v[i].text = t;
		if (t != NULL)
			c->digest = fnv1a(c->digest, t->bytes.p, t->bytes.len);
		if (t != NULL)
			read_root(l, t,
			    tree_read(l->r.tree, l->r.a, &l->notes, t,
				STR("sources")),
			    inherited, i == 0);
	}
	finish(l);
	c->digest = fnv1a(c->digest, &l->r.from_env, sizeof(l->r.from_env));
	c->watched = l->files.pattern;
	c->nwatched = l->files.npatterns;
	notes_finish(&l->notes, diag);
	arena_release(l->r.scratch);
	arena_release(l->r.entry);
	/* What is told refers to the texts. */
	if (diag->n == 0)
		tree_release(l->r.tree);
	return diag->errors > 0 ? -1 : 0;
}

int
config_load(struct arena *a, const char *path, config_getenv env,
    struct config *c, struct diagnostics *diag)
{
	struct loader l;

	*c = (struct config){ .formats = 0 };
	loader_init(&l, a, env, c);
	files_main(&l.r, &l.files, arena_cstr(a, str_c(path)));
	return load(&l, NULL, diag);
}

int
config_read(struct arena *a, const char *path, struct str bytes,
    config_getenv env, bool includes, struct config *c,
    struct diagnostics *diag)
{
	struct loader l;
	struct text *t, empty = { .name = path, .bytes = STR_NULL };

	*c = (struct config){ .formats = 0 };
	loader_init(&l, a, env, c);
	l.includes = l.r.files = includes;
	files_main(&l.r, &l.files, arena_cstr(a, str_c(path)));
	t = text_new(&l.r, l.files.v[0].path, bytes, 0);
	return load(&l, t == NULL ? &empty : t, diag);
}

static const char *
no_variables(const char *name)
{
	(void)name;
	return NULL;
}

int
config_for_url(struct arena *a, struct str url, struct source *out,
    struct diagnostics *diag)
{
	struct text t = { .name = "command line", .bytes = STR_NULL };
	struct node n = { .kind = NODE_SCALAR,
		.style = STYLE_DOUBLE,
		.text = &t,
		.value = url };
	const struct key *k = key_find(STR("url"), IN_SOURCE);
	struct layer layer;
	struct loader l;

	loader_init(&l, a, no_variables, NULL);
	layer_clear(&layer);
	layer_initial(&l.r, IN_ANY_SOURCE, &layer.src);
	if (k->type->set(&l.r, k, &n, &layer.src) == 0)
		layer.src.own.shown = layer.src.own.url;
	draft_make(&l.r.once, &layer.src, NULL, out);
	out->id = id_make(a, out->url, url);
	notes_finish(&l.notes, diag);
	arena_release(l.r.scratch);
	return diag->errors > 0 ? -1 : 0;
}
