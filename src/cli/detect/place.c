// SPDX-License-Identifier: ISC
// The configuration that a detected source is for.
#include <unistd.h>

#include "cli/detect/finding.h"

static const struct source *
find_twin(const struct config *config, struct str url)
{
	for (size_t i = 0; i < config->sources.n; i++)
		if (str_eq(config->sources.v[i].url, url))
			return &config->sources.v[i];
	return NULL;
}

/* The URL as a source, with the defaults of the program alone. */
static int
bare_source(struct finding *f, struct str url)
{
	struct diagnostics diag = { .n = 0 };
	struct cli *c = f->c;

	if (config_for_url(c->a, url, &f->bare, &diag) != 0)
		return cli_usage("%.*s: %.*s%s%.*s", STR_ARG(url),
		    STR_ARG(diag.v[0].message),
		    str_empty(diag.v[0].suggestion) ? "" : "; write ",
		    STR_ARG(diag.v[0].suggestion));
	if (str_istarts(f->bare.url, STR("file:")))
		return cli_usage("a file has no address that its links lead "
				 "from; use --file=PAGE --url=URL");
	if (cli_has(c, OPT_CHARSET))
		f->bare.charset = str_c(c->value[OPT_CHARSET]);
	f->source = f->bare;
	return EXIT_WELL;
}

/* No configuration was asked for by name: is there one? */
static const char *
find_path(struct finding *f)
{
	struct cli *c = f->c;

	if (cli_has(c, OPT_CONFIG))
		return c->value[OPT_CONFIG];
	return cli_has(c, OPT_ADD) ? cli_config_to_write(c)
				   : cli_config_find(c);
}

/* How the bare URL reads in the configuration: what that says for all its
 * sources goes for this one, too. Mistakes of the file are told. */
static int
read_bare(struct finding *f)
{
	struct diagnostics diag;
	struct err e = ERR_INIT;
	struct addition add = { .path = NULL };

	f->bare.id = config_free_id(f->c->a, &f->config, f->bare.id);
	f->source = f->bare;
	if (config_add(
		f->c->a, f->path, cli_getenv, &f->bare, &add, &diag, &e) == 0)
		f->source = *add.source;
	if (diag.errors == 0)
		return EXIT_WELL;
	cli_diagnostics(&diag);
	return EXIT_USAGE;
}

/* The page is looked at as its source asks for it. */
static void
ask_as_twin(struct finding *f)
{
	f->source = *f->twin.source;
	f->source.rules = &bare_parts.rules;
}

bool
finding_is_new(const struct finding *f)
{
	const struct cli *c = f->c;

	return f->twin.source == NULL ||
	       (cli_has(c, OPT_ADD) &&
		   (cli_has(c, OPT_PICK) || cli_has(c, OPT_EXAMPLE)));
}

int
finding_place(struct finding *f, struct str url)
{
	struct diagnostics diag = { .n = 0 };
	struct cli *c = f->c;
	int rc = bare_source(f, url);

	if (rc != EXIT_WELL)
		return rc;
	f->path = find_path(f);
	if (f->path == NULL)
		return cli_has(c, OPT_ADD) ? EXIT_USAGE : EXIT_WELL;
	if (!cli_has(c, OPT_ADD) && access(f->path, F_OK) != 0)
		return cli_usage("there is no configuration %s", f->path);
	/* One without sources has a mistake, which --add mends. */
	if (config_load(c->a, f->path, cli_getenv, &f->config, &diag) == 0)
		f->twin.source = find_twin(&f->config, f->bare.url);
	else if (!cli_has(c, OPT_ADD) && !cli_has(c, OPT_CONFIG))
		f->path = NULL;
	else
		f->config = (struct config){ .path = str_c(f->path) };
	if (f->path == NULL)
		return EXIT_WELL;
	rc = read_bare(f);
	if (rc == EXIT_WELL && !finding_is_new(f))
		ask_as_twin(f);
	return rc;
}

int
finding_add(struct finding *f)
{
	const struct finding_list *l = &f->list[f->pick];
	struct diagnostics diag = { .n = 0 };
	struct arena *a = f->c->a;
	struct err e = ERR_INIT;
	struct addition add = { .path = NULL };
	int rc;

	/* The same list once more is a slip; another list of the page is not. */
	if (!finding_is_new(f))
		return cli_usage(
		    "%s has this page already, in line %d: source %.*s, which "
		    "is not changed; for another list of it use --pick or "
		    "--example",
		    f->twin.source->place.file, f->twin.source->place.line,
		    STR_ARG(f->twin.source->id));
	rc = config_add(a, f->path, cli_getenv, &l->written, &add, &diag, &e);
	if (rc == 0 && !config_source_equal(a, add.source, &l->as))
		rc = err_set(&e, ERR_CONFIG,
		    "the file was changed meanwhile; try again");
	if (rc == 0)
		rc = config_add_write(a, &add, &e);
	f->added = rc == 0;
	if (rc == 0)
		return EXIT_WELL;
	cli_diagnostics(&diag);
	return cli_usage("%s was not changed: %s; the source is printed, to be "
			 "put there by hand",
	    f->path, e.msg);
}
