// SPDX-License-Identifier: ISC
#include "cli/detect/finding.h"

#include "model/record.h"

#define SAMPLES 3

static json_t *
offers_json(const struct offers *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->n; i++)
		json_array_append_new(list,
		    json_pack("{s:s,s:o,s:o}", "type", offer_name(d->v[i].kind),
			"url", record_str_json(d->v[i].url), "title",
			record_str_json(d->v[i].title)));
	return list;
}

static json_t *
samples_json(const struct finding_list *l)
{
	json_t *list = json_array();

	for (size_t i = 0; !l->failed && i < l->page.items.n && i < SAMPLES;
	     i++) {
		const struct item *it = &l->page.items.v[i];

		json_array_append_new(
		    list, json_pack("{s:o,s:o,s:o}", "title",
			      record_str_json(it->title), "link",
			      record_str_json(it->link), "date",
			      record_when_json(&it->published)));
	}
	return list;
}

static json_t *
why_json(const struct candidate *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->nwhy; i++)
		json_array_append_new(list, record_str_json(c->why[i]));
	return list;
}

static json_t *
list_json(const struct finding *f, size_t i)
{
	const struct finding_list *l = &f->list[i];

	return json_pack("{s:I,s:f,s:o,s:I,s:I,s:o,s:o,s:o}", "number",
	    (json_int_t)i + 1, "score", l->rules->score, "why",
	    why_json(l->rules), "items",
	    (json_int_t)(l->failed ? 0 : l->page.items.n), "examples",
	    (json_int_t)l->held, "rules", cli_rules_json(&l->written),
	    "samples", samples_json(l), "yaml", record_str_json(l->yaml));
}

static json_t *
examples_json(const struct finding *f)
{
	json_t *list = json_array();

	for (size_t i = 0; f->survey.examples != NULL && i < f->c->nexamples;
	     i++) {
		json_array_append_new(list,
		    json_pack("{s:o,s:s,s:o}", "text",
			record_str_json(f->c->example[i]), "where",
			whereabouts_name(f->survey.examples[i].kind), "path",
			record_str_json(f->survey.examples[i].path)));
	}
	return list;
}

json_t *
finding_json(const struct finding *f)
{
	json_t *lists = json_array();
	bool well = !f->failed;

	for (size_t i = 0; i < f->n; i++)
		json_array_append_new(lists, list_json(f, i));
	return json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "url",
	    record_str_json(f->bare.url), "title",
	    record_str_json(f->survey.title), "feeds",
	    offers_json(&f->survey.offers), "candidates", lists, "examples",
	    examples_json(f), "picked",
	    well ? json_integer((json_int_t)f->pick + 1) : json_null(), "yaml",
	    record_str_json(well ? f->list[f->pick].yaml : STR_NULL), "added",
	    record_str_json(f->added ? str_c(f->path) : STR_NULL), "message",
	    record_str_json(well ? STR_NULL : str_c(f->err.msg)));
}
