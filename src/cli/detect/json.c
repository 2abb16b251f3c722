// SPDX-License-Identifier: ISC
#include "cli/detect/finding.h"

#include "model/record.h"

#define SAMPLES 3

static json_t *
count_json(bool known, size_t n)
{
	return known ? json_integer((json_int_t)n) : json_null();
}

static json_t *
offers_json(const struct finding *f)
{
	static const char *const by[] = { [OFFER_BY_PAGE] = "page",
		[OFFER_BY_ROBOTS] = "robots.txt",
		[OFFER_BY_GUESS] = "guess" };
	json_t *list = json_array();

	for (size_t i = 0; i < f->noffers; i++) {
		const struct finding_offer *o = &f->offer[i];
		bool well = o->asked && str_empty(o->problem);

		json_array_append_new(
		    list, json_pack("{s:s,s:o,s:o,s:s,s:o,s:o,s:o}", "type",
			      finding_offer_name(o), "url",
			      record_str_json(o->is.url), "title",
			      record_str_json(o->is.title), "by", by[o->by],
			      "entries", count_json(well, o->entries), "shared",
			      count_json(well, o->shared), "problem",
			      record_str_json(o->problem)));
	}
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
	    (json_int_t)l->number, "score", l->rules->score, "why",
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

static json_t *
twin_json(const struct finding *f)
{
	const struct finding_twin *t = &f->twin;
	json_t *gone = json_array();

	if (!t->asked) {
		json_decref(gone);
		return json_null();
	}
	for (size_t i = 0; i < t->ngone; i++)
		json_array_append_new(gone, record_str_json(t->gone[i]));
	return json_pack("{s:o,s:s,s:i,s:I,s:b,s:o,s:o}", "id",
	    record_str_json(t->source->id), "file", t->source->place.file,
	    "line", t->source->place.line, "items", (json_int_t)t->items,
	    "reads", t->reads, "changes",
	    record_str_json(t->changes.p == NULL ? STR_NULL : t->changes),
	    "without", gone);
}

json_t *
finding_json(const struct finding *f)
{
	json_t *lists = json_array();
	bool well = !f->failed;

	for (size_t i = 0; i < f->n; i++)
		if (finding_shows(f, i))
			json_array_append_new(lists, list_json(f, i));
	return json_pack("{s:o,s:o,s:s?,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}",
	    "url", record_str_json(f->bare.url), "title",
	    record_str_json(f->survey.title), "feed",
	    f->is_feed ? f->survey.feed : NULL, "feeds", offers_json(f),
	    "candidates", lists, "examples", examples_json(f), "picked",
	    well ? json_integer((json_int_t)f->list[f->pick].number)
		 : json_null(),
	    "yaml", record_str_json(well ? f->list[f->pick].yaml : STR_NULL),
	    "added", record_str_json(f->added ? str_c(f->path) : STR_NULL),
	    "message", record_str_json(well ? STR_NULL : str_c(f->err.msg)),
	    "help", record_str_json(well ? STR_NULL : finding_help(f)),
	    "source", twin_json(f));
}
