// SPDX-License-Identifier: ISC
#include "web/html.h"

#include "web/lexbor.h"

/* What lexbor is fed at once: between two chunks an open tag is looked at. */
#define CHUNK ((size_t)16 << 10)
/* Up to how many nodes in a <select> its selection is followed, see below. */
#define FOLLOWED 1024

/*
 * Watches one parse. lexbor has no ceilings and is quadratic in several ways;
 * the guard sits between its tokenizer and its tree builder and makes it stop.
 */
struct guard {
	const struct html_limits *lim;
	lxb_html_tree_t *tree;
	lxb_html_tokenizer_token_f build; /* lexbor's own callback */
	void *ctx;
	size_t nodes;
	size_t select; /* nodes when the last <select> began */
	bool mirror;   /* it has a <selectedcontent> */
	size_t memory; /* bytes of lexbor's chunks up to SEEN */
	const lexbor_mem_chunk_t *seen[2];
	const char *over; /* the ceiling that was passed, or NULL */
	size_t ceiling;
};

/* True, and noted, when N is over LIMIT. */
static bool
guard_over(struct guard *g, size_t n, size_t limit, const char *what)
{
	if (limit == 0 || n <= limit || g->over != NULL)
		return g->over != NULL;
	g->over = what;
	g->ceiling = limit;
	return true;
}

/* Attributes of a tag, counted no further than to tell that they are over. */
static bool
guard_tag(struct guard *g, const lxb_html_token_t *token)
{
	const lxb_html_token_attr_t *at = token->attr_first;
	size_t limit = g->lim->attributes;
	size_t n = 0;

	for (; at != NULL && n <= limit; at = at->next)
		n++;
	return guard_over(g, n, limit, "attributes in one tag");
}

/* A second <html> or <body> adds its attributes to the first one. */
static bool
guard_merged(struct guard *g, const lxb_html_token_t *token)
{
	const lxb_html_document_t *doc = g->tree->document;
	const lxb_dom_element_t *el;
	const lxb_dom_attr_t *at;
	size_t limit = g->lim->attributes;
	size_t n = 0;

	if (token->tag_id == LXB_TAG_HTML)
		el = doc->dom_document.element;
	else if (token->tag_id == LXB_TAG_BODY)
		el = (const lxb_dom_element_t *)doc->body;
	else
		return false;
	at = el == NULL ? NULL : el->first_attr;
	for (; at != NULL && n <= limit; at = at->next)
		n++;
	return guard_over(g, n, limit, "attributes in one tag");
}

/*
 * An attribute without a value gets an empty one, which is the same to HTML:
 * lexbor 3.0.1 reads through the missing value of <select size>.
 */
static void
give_values(struct guard *g, lxb_html_token_t *token)
{
	lexbor_mraw_t *mraw = g->tree->tkz_ref->attrs_mraw;

	for (lxb_html_token_attr_t *at = token->attr_first; at != NULL;
	     at = at->next) {
		if (at->value_begin != NULL)
			continue;
		at->value = lexbor_mraw_calloc(mraw, 1);
		at->value_size = 0;
		at->value_begin = at->value_end = at->value;
	}
}

/*
 * lexbor keeps the selection of each <select> by walking all of it at each
 * <option>: a million options never end. All that is seen of the selection in
 * a tree is a <selectedcontent>, which gets a copy of the option; so lexbor's
 * events, which the selection hangs on, are off in a <select> without one, and
 * in one that is large.
 */
static void
follow_selection(struct guard *g, lxb_html_token_t *token)
{
	lxb_dom_document_t *doc =
	    lxb_dom_interface_node(g->tree->document)->owner_document;

	if (token->tag_id == LXB_TAG_SELECT) {
		g->select = g->nodes;
		g->mirror = false;
		give_values(g, token);
	} else if (token->tag_id == LXB_TAG_SELECTEDCONTENT) {
		g->mirror = true;
	}
	if (g->mirror && g->nodes - g->select < FOLLOWED)
		doc->options &= ~(unsigned)LXB_DOM_DOCUMENT_OPT_WO_EVENTS;
	else
		doc->options |= LXB_DOM_DOCUMENT_OPT_WO_EVENTS;
}

/* Add up what lexbor has taken for nodes and texts since the last time. */
static bool
guard_memory(struct guard *g)
{
	const lxb_dom_document_t *doc =
	    lxb_dom_interface_node(g->tree->document)->owner_document;
	const lexbor_mem_t *mem[] = { doc->mraw->mem, doc->text->mem };

	for (size_t i = 0; i < 2; i++) {
		const lexbor_mem_chunk_t *chunk =
		    g->seen[i] == NULL ? mem[i]->chunk_first : g->seen[i]->next;

		for (; chunk != NULL; chunk = chunk->next) {
			g->memory += chunk->size;
			g->seen[i] = chunk;
		}
	}
	return guard_over(g, g->memory >> 20, g->lim->memory >> 20,
	    "MiB of memory for the tree");
}

static lxb_html_token_t *
guard_stop(lxb_html_tokenizer_t *tkz)
{
	tkz->status = LXB_STATUS_STOPPED;
	return NULL;
}

static lxb_html_token_t *
guard_token(lxb_html_tokenizer_t *tkz, lxb_html_token_t *token, void *ctx)
{
	struct guard *g = ctx;
	size_t open = g->tree->open_elements->length;

	/* What is wrong with the page nobody asks; the lists grow by small steps,
	 * which copies them again and again. */
	lexbor_array_obj_clean(g->tree->parse_errors);
	lexbor_array_obj_clean(tkz->parse_errors);
	if (guard_tag(g, token))
		return guard_stop(tkz);
	follow_selection(g, token);
	if (g->build(tkz, token, g->ctx) == NULL)
		return NULL;

	/* One node for the token, and those that were reopened for it. */
	g->nodes++;
	if (g->tree->open_elements->length > open)
		g->nodes += g->tree->open_elements->length - open;
	if (guard_over(g, g->nodes, g->lim->nodes, "nodes") ||
	    guard_over(g, g->tree->open_elements->length, g->lim->depth,
		"elements inside each other") ||
	    guard_over(g, g->tree->active_formatting->length,
		g->lim->formatting, "open formatting elements") ||
	    guard_merged(g, token))
		return guard_stop(tkz);
	return token;
}

static void
guard_set(struct guard *g, lxb_html_parser_t *p, const struct html_limits *lim)
{
	lxb_html_tokenizer_t *tkz = lxb_html_parser_tokenizer(p);

	*g = (struct guard){ .lim = lim, .tree = lxb_html_parser_tree(p) };
	g->build = tkz->callback_token_done;
	g->ctx = tkz->callback_token_ctx;
	lxb_html_tokenizer_callback_token_done_set(tkz, guard_token, g);
}

static int
guard_error(const struct guard *g, unsigned status, struct err *e)
{
	if (g->over != NULL)
		return err_set(
		    e, ERR_LIMIT, "more than %zu %s", g->ceiling, g->over);
	return err_set(
	    e, ERR_LIMIT, "the HTML parser gave up (status %u)", status);
}

/* Feed TEXT in chunks to FEED, looking at an unfinished tag in between. */
static lxb_status_t
feed(lxb_html_parser_t *p, struct guard *g, struct str text,
    lxb_status_t (*fn)(lxb_html_parser_t *, const lxb_char_t *, size_t))
{
	lxb_html_tokenizer_t *tkz = lxb_html_parser_tokenizer(p);
	lxb_status_t status = LXB_STATUS_OK;
	size_t at = 0;

	while (at < text.len && status == LXB_STATUS_OK) {
		struct str part = str_sub(text, at, CHUNK);

		status = fn(p, (const lxb_char_t *)part.p, part.len);
		at += part.len;
		if (status == LXB_STATUS_OK &&
		    (guard_tag(g, tkz->token) || guard_memory(g)))
			status = LXB_STATUS_STOPPED;
	}
	return status;
}

static void
doc_release(void *arg)
{
	struct html_doc *d = arg;

	lxb_html_document_destroy(d->lxb);
	d->lxb = NULL;
}

void
html_release(struct html_doc *d)
{
	doc_release(d);
	d->root = NULL;
}

/* The document to be, released with A whatever happens from now on. */
static struct html_doc *
doc_new(struct arena *a)
{
	struct html_doc *d = ARENA_NEW(a, struct html_doc);

	arena_defer(a, doc_release, d);
	lexbor_memory();
	return d;
}

/* The tree below ROOT is done: number its nodes, in what lexbor leaves to us. */
static void
doc_finish(struct html_doc *d, lxb_dom_node_t *root)
{
	const struct html_node *top = of_node(root), *n = top;

	d->root = root;
	for (; n != NULL; n = html_walk(top, n, false))
		/* NOLINTNEXTLINE(performance-no-int-to-ptr): never followed */
		node_of(n)->user = (void *)(uintptr_t)++d->size;
}

int
html_parse(struct arena *a, struct str text, const struct html_limits *lim,
    struct html_doc **out, struct err *e)
{
	struct html_doc *d = doc_new(a);
	lxb_html_parser_t *p = lxb_html_parser_create();
	lxb_status_t status = lxb_html_parser_init(p);
	struct guard g;

	guard_set(&g, p, lim);
	if (status == LXB_STATUS_OK)
		d->lxb = lxb_html_parse_chunk_begin(p);
	if (d->lxb == NULL)
		status = LXB_STATUS_ERROR;
	if (status == LXB_STATUS_OK)
		status = feed(p, &g, text, lxb_html_parse_chunk_process);
	if (status == LXB_STATUS_OK)
		status = lxb_html_parse_chunk_end(p);
	lxb_html_parser_destroy(p);
	if (status != LXB_STATUS_OK)
		return guard_error(&g, status, e);
	doc_finish(d, lxb_dom_interface_node(d->lxb));
	*out = d;
	return 0;
}

/* Take "svg path" apart into a namespace and the id of a tag. */
static lxb_tag_id_t
context_tag(lxb_html_document_t *doc, struct str context, lxb_ns_id_t *ns)
{
	lxb_tag_id_t tag;

	*ns = LXB_NS_HTML;
	if (str_starts(context, STR("svg ")))
		*ns = LXB_NS_SVG;
	else if (str_starts(context, STR("math ")))
		*ns = LXB_NS_MATH;
	if (*ns != LXB_NS_HTML)
		context = str_from(context, str_chr(context, ' ', 0) + 1);
	tag = lxb_tag_id_by_name(
	    doc->dom_document.tags, (const lxb_char_t *)context.p, context.len);
	return tag == LXB_TAG__UNDEF ? LXB_TAG_DIV : tag;
}

/* Move the children of FROM below a new fragment node. */
static lxb_dom_node_t *
to_fragment(lxb_html_document_t *doc, lxb_dom_node_t *from)
{
	lxb_dom_document_fragment_t *f =
	    lxb_dom_document_create_document_fragment(&doc->dom_document);
	lxb_dom_node_t *to = lxb_dom_interface_node(f);
	lxb_dom_node_t *n;

	while ((n = from->first_child) != NULL) {
		lxb_dom_node_remove_wo_events(n);
		lxb_dom_node_insert_child_wo_events(to, n);
	}
	return to;
}

int
html_parse_fragment(struct arena *a, struct str text, struct str context,
    const struct html_limits *lim, struct html_doc **out, struct err *e)
{
	struct html_doc *d = doc_new(a);
	lxb_html_parser_t *p = lxb_html_parser_create();
	lxb_status_t status = lxb_html_parser_init(p);
	lxb_dom_node_t *root;
	lxb_tag_id_t tag;
	lxb_ns_id_t ns;
	struct guard g;

	guard_set(&g, p, lim);
	d->lxb = lxb_html_document_create();
	tag = context_tag(d->lxb, context, &ns);
	if (status == LXB_STATUS_OK)
		status =
		    lxb_html_parse_fragment_chunk_begin(p, d->lxb, tag, ns);
	if (status == LXB_STATUS_OK)
		status =
		    feed(p, &g, text, lxb_html_parse_fragment_chunk_process);
	root = NULL;
	if (status == LXB_STATUS_OK) {
		root = lxb_html_parse_fragment_chunk_end(p);
		status = p->status;
	}
	lxb_html_parser_destroy(p);
	if (status != LXB_STATUS_OK || root == NULL)
		return guard_error(&g, status, e);
	doc_finish(d, to_fragment(d->lxb, root));
	*out = d;
	return 0;
}
