// SPDX-License-Identifier: ISC
#include "cli/version.h"

#include <stdio.h>
#include <string.h>

#include "base/library.h"
#include "decode/decode.h"
#include "fetch/fetch.h"
#include "model/record.h"
#include "normalize/normalize.h"
#include "store/store.h"
#include "web/html.h"
#include "web/xdoc.h"

/* Those that we call come before those that they bring: a library that is
 * both is ours. */
static void
collect(struct arena *a, struct libraries *all)
{
	all->n = 0;
	html_libraries(all);
	xdoc_libraries(a, all);
	store_libraries(all);
	config_libraries(all);
	record_libraries(all);
	decode_libraries(a, all);
	normalize_libraries(all);
	base_libraries(a, all);
	fetch_libraries(a, all);
}

static const char *
version_of(const struct library *l)
{
	return l->linked != NULL ? l->linked : l->built;
}

/* "libcurl   7.88.1 (built with 7.88.0)" */
static void
print_library(const struct library *l)
{
	printf("  %-10s  %s", l->name, version_of(l));
	if (l->linked == NULL)
		printf(" (built with; it does not tell its own)");
	else if (l->built != NULL && strcmp(l->built, l->linked) != 0)
		printf(" (built with %s)", l->built);
	if (l->through != NULL)
		printf(" (through %s)", l->through);
	putchar('\n');
}

void
version_print(struct cli *c)
{
	struct libraries all;

	puts("coranto " CORANTO_VERSION);
	if (!cli_has(c, OPT_VERBOSE))
		return;
	collect(c->a, &all);
	for (size_t i = 0; i < all.n; i++)
		print_library(&all.v[i]);
}

static json_t *
reference(struct arena *a, const struct library *l)
{
	return json_string(
	    arena_printf(a, "pkg:generic/%s@%s", l->name, version_of(l)).p);
}

/* An identifier of SPDX stands alone, an expression of several together. */
static json_t *
licences(const char *licence)
{
	if (strchr(licence, ' ') != NULL)
		return json_pack("[{s:s}]", "expression", licence);
	return json_pack("[{s:{s:s}}]", "license", "id", licence);
}

static json_t *
component(struct arena *a, const struct library *l)
{
	json_t *o = json_pack("{s:s, s:o, s:s, s:s, s:o}", "type", "library",
	    "bom-ref", reference(a, l), "name", l->name, "version",
	    version_of(l), "purl", reference(a, l));

	if (l->licence != NULL)
		json_object_set_new(o, "licenses", licences(l->licence));
	if (l->built != NULL)
		json_object_set_new(o, "properties",
		    json_pack("[{s:s, s:s}]", "name", "coranto:built_with",
			"value", l->built));
	return o;
}

/* Who needs the library called NAME, or the program itself for NULL. */
static json_t *
needed_by(struct arena *a, const struct libraries *all, const char *name)
{
	json_t *list = json_array();

	for (size_t i = 0; i < all->n; i++) {
		const char *through = all->v[i].through;

		if (through == name || (through != NULL && name != NULL &&
					   strcmp(through, name) == 0))
			json_array_append_new(list, reference(a, &all->v[i]));
	}
	return list;
}

int
version_json(struct cli *c)
{
	struct libraries all;
	json_t *components = json_array(), *needs = json_array();

	collect(c->a, &all);
	json_array_append_new(
	    needs, json_pack("{s:s, s:o}", "ref", "coranto", "dependsOn",
		       needed_by(c->a, &all, NULL)));
	for (size_t i = 0; i < all.n; i++) {
		json_array_append_new(components, component(c->a, &all.v[i]));
		json_array_append_new(needs,
		    json_pack("{s:o, s:o}", "ref", reference(c->a, &all.v[i]),
			"dependsOn", needed_by(c->a, &all, all.v[i].name)));
	}
	return cli_json(
	    json_pack("{s:s, s:s, s:i, s:{s:{s:s, s:s, s:s, s:s, s:o}}, "
		      "s:o, s:o}",
		"bomFormat", "CycloneDX", "specVersion", "1.5", "version", 1,
		"metadata", "component", "type", "application", "bom-ref",
		"coranto", "name", "coranto", "version", CORANTO_VERSION,
		"licenses", licences("ISC"), "components", components,
		"dependencies", needs),
	    JSON_INDENT(2));
}
