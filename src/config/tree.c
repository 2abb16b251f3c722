// SPDX-License-Identifier: ISC
#include "config/tree.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/fnv.h"
#include "base/mem.h"
#include "config/pack.h"
#include "config/pairs.h"
#include "config/syntax.h"
#include "model/limits.h"

/* A list or mapping that is being read. */
struct frame {
	struct node *node;
	size_t first;  /* of its children, among those that are KEPT */
	size_t anchor; /* its index + 1; 0: it has none */
};

#define NODES 128 /* that are made at once */
/* Texts that come again and again, such as keys, are there once. */
#define COMMON 256
#define COMMON_LEN 40 /* bytes */

struct anchor {
	struct str name;
	struct node *node;
	bool open; /* its end has not been read */
};

/* Where nodes come from. */
struct nodes {
	struct arena *a;
	struct node *made; /* room for ... */
	size_t room;       /* ... so many more */
};

struct builder {
	struct arena *a, *values;
	struct notes *ns;
	struct text *text;
	yaml_parser_t parser; /* owned while OPEN */
	yaml_event_t event;   /* owned while HELD */
	bool open, held;
	struct frame stack[LIMIT_YAML_DEPTH];
	size_t depth;
	struct node **kept; /* children of what is open; owned while OPEN */
	size_t nkept, kept_cap;
	struct nodes whole;  /* of the document */
	struct nodes entry;  /* of an entry that is to be packed: first ... */
	struct node *few;    /* ... these, NODES of them; NULL: not yet */
	struct nodes *nodes; /* one of them */
	struct str packed;   /* see tree_read() */
	size_t outer;        /* anchors before the entry */
	struct arena work;   /* of ENTRY */
	struct buf bytes;    /* of one entry, packed; owned while OPEN */
	struct str common[COMMON];
	struct anchor *anchor;
	size_t nanchors, anchors_cap;
	size_t aliased; /* nodes that aliases added */
	struct node *root;
};

/* Deferred, for a landing over budget; called again when all went well. */
static void
builder_close(void *arg)
{
	struct builder *b = arg;

	if (b->held)
		yaml_event_delete(&b->event);
	if (b->open)
		yaml_parser_delete(&b->parser);
	if (b->open) {
		free(b->kept);
		arena_release(&b->work);
		buf_release(&b->bytes);
	}
	b->open = b->held = false;
}

/* Report at the start of the event at hand. */
static int
event_error(struct builder *b, const char *msg)
{
	note_at(b->ns, DIAGNOSTIC_ERROR, b->text,
	    (int)b->event.start_mark.line + 1,
	    (int)b->event.start_mark.column + 1, "%s", msg);
	return -1;
}

static struct node *
node_new(struct builder *b, enum node_kind kind, enum node_style style)
{
	struct nodes *from = b->nodes;
	struct node *n;

	if (from->room == 0) {
		from->made = ARENA_ARRAY(from->a, NODES, struct node);
		from->room = NODES;
	}
	n = from->made++;
	from->room--;
	n->kind = (unsigned char)kind;
	n->style = (unsigned char)style;
	n->depth = 1;
	n->weight = 1;
	n->text = b->text;
	n->line = (int)b->event.start_mark.line + 1;
	n->col = (int)b->event.start_mark.column + 1;
	n->value = STR_NULL;
	n->child = NULL;
	n->n = 0;
	return n;
}

static struct str
keep_text(struct builder *b, struct str s)
{
	struct str *common;

	if (s.len > COMMON_LEN)
		return arena_str(b->values, s);
	common = &b->common[fnv1a(FNV_BASIS, s.p, s.len) % COMMON];
	if (common->p == NULL || !str_eq(*common, s))
		*common = arena_str(b->values, s);
	return *common;
}

static void
remember(struct builder *b, const yaml_char_t *name, struct node *n)
{
	if (name == NULL)
		return;
	b->anchor = arena_more(
	    b->a, b->anchor, b->nanchors, &b->anchors_cap, sizeof(*b->anchor));
	b->anchor[b->nanchors++] = (struct anchor){
		.name = arena_str(b->a, str_c((const char *)name)),
		.node = n,
		.open = n->kind != NODE_SCALAR,
	};
}

/* Put N where the document is at; a mapping's keys are looked at. */
static int
attach(struct builder *b, struct node *n)
{
	struct frame *f;

	if (b->depth == 0) {
		b->root = n;
		return 0;
	}
	f = &b->stack[b->depth - 1];
	if (f->node->kind == NODE_MAP && (b->nkept - f->first) % 2 == 0 &&
	    n->kind != NODE_SCALAR)
		return event_error(b,
		    "a key cannot be a list or a mapping; a value that begins "
		    "with [ or { must be in quotes");
	if (b->nkept == b->kept_cap) {
		b->kept_cap = b->kept_cap == 0 ? NODES : 2 * b->kept_cap;
		b->kept = mem_grow(b->kept, b->kept_cap, sizeof(struct node *));
	}
	b->kept[b->nkept++] = n;
	return 0;
}

static enum node_style
scalar_style(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return STYLE_SINGLE;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return STYLE_DOUBLE;
	case YAML_LITERAL_SCALAR_STYLE:
	case YAML_FOLDED_SCALAR_STYLE:
		return STYLE_BLOCK;
	default:
		return STYLE_PLAIN;
	}
}

static int
refuse_tag(struct builder *b, const yaml_char_t *tag)
{
	if (tag == NULL)
		return 0;
	/* !!x is a tag indeed; !x may be text. */
	if (tag[0] == '!' &&
	    syntax_trap(b->ns, b->text, (int)b->event.start_mark.line + 1))
		return -1;
	return event_error(b,
	    "YAML tags have no use here; a value that begins with ! must be "
	    "in quotes");
}

static int
on_scalar(struct builder *b)
{
	struct str v = str_n((const char *)b->event.data.scalar.value,
	    b->event.data.scalar.length);
	struct node *n;

	if (refuse_tag(b, b->event.data.scalar.tag) != 0)
		return -1;
	if (memchr(v.p, 0, v.len) != NULL)
		return event_error(b,
		    "\\0 stands for a NUL character, which no value may hold");
	n = node_new(b, NODE_SCALAR, scalar_style(b->event.data.scalar.style));
	n->value = keep_text(b, v);
	remember(b, b->event.data.scalar.anchor, n);
	return attach(b, n);
}

/* Is what begins here to be packed when it has been read? */
static bool
is_entry(const struct builder *b, enum node_kind kind)
{
	const struct frame *list = &b->stack[1];

	/* Its key and itself are the last things kept before its entries. */
	return b->packed.len > 0 && kind == NODE_MAP && b->depth == 2 &&
	       list->anchor == 0 && list->node->kind == NODE_LIST &&
	       b->stack[0].node->kind == NODE_MAP &&
	       str_eq(b->kept[list->first - 2]->value, b->packed);
}

static int
on_start(struct builder *b, enum node_kind kind, bool flow,
    const yaml_char_t *anchor, const yaml_char_t *tag)
{
	struct node *n;

	if (refuse_tag(b, tag) != 0)
		return -1;
	if (b->depth == LIMIT_YAML_DEPTH)
		return event_error(b, "lists and mappings are nested too deep");
	if (is_entry(b, kind)) {
		if (b->few == NULL)
			b->few = ARENA_ARRAY(b->a, NODES, struct node);
		b->entry.made = b->few;
		b->entry.room = NODES;
		b->nodes = &b->entry;
		b->outer = b->nanchors;
	}
	n = node_new(b, kind, flow ? STYLE_FLOW : STYLE_BLOCK);
	remember(b, anchor, n);
	if (attach(b, n) != 0)
		return -1;
	b->stack[b->depth++] = (struct frame){ .node = n,
		.first = b->nkept,
		.anchor = anchor == NULL ? 0 : b->nanchors };
	return 0;
}

static int
on_alias(struct builder *b)
{
	struct str name = str_c((const char *)b->event.data.alias.anchor);
	const struct anchor *found = NULL;

	for (size_t i = b->nanchors; i-- > 0 && found == NULL;)
		if (str_eq(b->anchor[i].name, name))
			found = &b->anchor[i];
	if (found == NULL) {
		note_at(b->ns, DIAGNOSTIC_ERROR, b->text,
		    (int)b->event.start_mark.line + 1,
		    (int)b->event.start_mark.column + 1,
		    "there is no anchor `&%.*s` before this; a value that "
		    "begins with * must be in quotes",
		    STR_ARG(shown(name)));
		return -1;
	}
	if (found->open)
		return event_error(b, "an alias inside of what it stands for");
	if (b->depth + found->node->depth > LIMIT_YAML_DEPTH)
		return event_error(b, "lists and mappings are nested too deep");
	b->aliased += found->node->weight;
	if (b->aliased > LIMIT_YAML_ALIASED)
		return event_error(b, "aliases add too many nodes");
	return attach(b, found->node);
}

/* A copy of N among the nodes of the document. Deep as YAML may nest here. */
static struct node *
copy(struct builder *b, const struct node *n)
{
	size_t all = n->kind == NODE_MAP ? 2 * n->n : n->n;
	struct node *to = node_new(b, NODE_MAP, STYLE_BLOCK);

	*to = *n;
	to->child = ARENA_ARRAY(b->a, all, struct node *);
	for (size_t i = 0; i < all; i++)
		to->child[i] = copy(b, n->child[i]);
	return to;
}

/* The entry that has been read, packed; its nodes are let go. What has an anchor
 * may be wanted later, also when it is none of the entry: `<<: &name {}`. */
static void
pack_entry(struct builder *b)
{
	struct node **at = &b->kept[b->nkept - 1], *n = *at;

	b->nodes = &b->whole;
	if (b->nanchors > b->outer) {
		for (size_t i = b->outer; i < b->nanchors; i++)
			b->anchor[i].node = copy(b, b->anchor[i].node);
		*at = copy(b, n);
	} else {
		*at = node_new(b, NODE_PACKED, STYLE_BLOCK);
		**at = *n;
		(*at)->kind = NODE_PACKED;
		(*at)->child = NULL;
		(*at)->n = 0;
		buf_clear(&b->bytes);
		node_pack(&b->bytes, n);
		(*at)->value = arena_str(b->a, buf_str(&b->bytes));
	}
	arena_reset(&b->work);
}

static int
on_end(struct builder *b)
{
	struct frame *f = &b->stack[--b->depth];
	struct node *n = f->node;
	size_t count = b->nkept - f->first;

	n->child = ARENA_ARRAY(b->nodes->a, count, struct node *);
	if (count > 0)
		memcpy(n->child, b->kept + f->first,
		    count * sizeof(struct node *));
	b->nkept = f->first;
	n->n = n->kind == NODE_MAP ? count / 2 : count;
	if (n->kind == NODE_MAP) {
		pairs_check(b->nodes->a, b->ns, n);
		pairs_merge(b->nodes->a, b->ns, n, count);
	}
	for (size_t i = 0; i < n->n * (n->kind == NODE_MAP ? 2 : 1); i++) {
		n->weight += n->child[i]->weight;
		if (n->depth <= n->child[i]->depth)
			n->depth = (unsigned char)(n->child[i]->depth + 1);
	}
	if (f->anchor > 0)
		b->anchor[f->anchor - 1].open = false;
	if (b->nodes == &b->entry && b->depth == 2)
		pack_entry(b);
	return 0;
}

static int
on_event(struct builder *b)
{
	const yaml_event_t *e = &b->event;

	switch (e->type) {
	case YAML_SCALAR_EVENT:
		return on_scalar(b);
	case YAML_ALIAS_EVENT:
		return on_alias(b);
	case YAML_SEQUENCE_START_EVENT:
		return on_start(b, NODE_LIST,
		    e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
		    e->data.sequence_start.anchor, e->data.sequence_start.tag);
	case YAML_MAPPING_START_EVENT:
		return on_start(b, NODE_MAP,
		    e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
		    e->data.mapping_start.anchor, e->data.mapping_start.tag);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return on_end(b);
	case YAML_DOCUMENT_START_EVENT:
		if (b->root == NULL)
			return 0;
		return event_error(
		    b, "a second document begins here; one file holds one");
	default:
		return 0;
	}
}

static void
report_syntax(struct builder *b)
{
	const yaml_parser_t *p = &b->parser;
	struct syntax s = { .problem = p->problem,
		.line = (int)p->problem_mark.line + 1,
		.col = (int)p->problem_mark.column + 1,
		.context = p->context };

	if (p->context != NULL) {
		s.context_line = (int)p->context_mark.line + 1;
		s.context_col = (int)p->context_mark.column + 1;
	}
	if (p->error == YAML_READER_ERROR)
		text_locate(b->text, p->problem_offset, &s.line, &s.col);
	syntax_report(b->ns, b->text, &s);
}

/* Returns 0 when the document was read to its end. */
static int
read_events(struct builder *b)
{
	for (;;) {
		yaml_event_type_t type;
		int rc, line;

		if (!yaml_parser_parse(&b->parser, &b->event)) {
			if (b->parser.error == YAML_MEMORY_ERROR)
				mem_fail();
			report_syntax(b);
			return -1;
		}
		b->held = true;
		type = b->event.type;
		line = (int)b->event.start_mark.line + 1;
		rc = on_event(b);
		yaml_event_delete(&b->event);
		b->held = false;
		if (rc != 0)
			syntax_rest(b->ns, b->text, line);
		if (rc != 0 || type == YAML_STREAM_END_EVENT)
			return rc;
	}
}

struct node *
tree_read(struct arena *a, struct arena *values, struct notes *ns,
    struct text *t, struct str packed)
{
	struct builder *b = ARENA_NEW(a, struct builder);
	int rc;

	*b = (struct builder){ .a = a,
		.values = values,
		.ns = ns,
		.text = t,
		.whole = { .a = a },
		.entry = { .a = &b->work },
		.nodes = &b->whole,
		.packed = packed };
	arena_init(&b->work, SIZE_MAX);
	b->work.over = a->over;
	buf_init(&b->bytes, SIZE_MAX);
	if (!yaml_parser_initialize(&b->parser))
		mem_fail();
	b->open = true;
	arena_defer(a, builder_close, b);
	yaml_parser_set_encoding(&b->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    &b->parser, (const unsigned char *)t->bytes.p, t->bytes.len);
	rc = read_events(b);
	builder_close(b);
	return rc == 0 ? b->root : NULL;
}
