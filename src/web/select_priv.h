// SPDX-License-Identifier: ISC
#ifndef WEB_SELECT_PRIV_H
#define WEB_SELECT_PRIV_H

/* Inside of web/select: tokens, the compiled form, and the state of a match. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "web/html.h"
#include "web/select.h"

/* ------------------------------------------------------------- tokens */

enum token_type {
	TOKEN_END,
	TOKEN_SPACE,
	TOKEN_IDENT,
	TOKEN_FUNCTION, /* a name and the parenthesis after it */
	TOKEN_HASH,
	TOKEN_STRING,
	TOKEN_BAD_STRING, /* the line ends before the string does */
	TOKEN_NUMBER,
	TOKEN_DIMENSION, /* a number and a name: "2n" */
	TOKEN_DELIM      /* any other character */
};

struct token {
	enum token_type type;
	size_t start, end; /* bytes of the source */
	struct str value;  /* without quotes and escapes; unit of a dimension */
	long number;       /* cut to what An+B can need */
	bool integer;
	bool sign; /* the number was written with its sign */
	bool name; /* TOKEN_HASH: what follows can be a name */
	bool open; /* TOKEN_STRING: ended by the end of the text */
	int delim;
};

struct lexer {
	struct arena *a;
	struct str s;
	size_t at;
};

/* The next token (CSS Syntax 3, section 4.3); comments are passed over. */
void token_next(struct lexer *l, struct token *t);

/* ------------------------------------------------------ compiled form */

enum combinator {
	BY_DESCENDANT, /* a b */
	BY_CHILD,      /* a > b */
	BY_NEXT,       /* a + b */
	BY_SUBSEQUENT  /* a ~ b */
};

enum attr_op {
	ATTR_PRESENT,
	ATTR_EQUALS,   /* =  */
	ATTR_WORD,     /* ~= */
	ATTR_DASH,     /* |= */
	ATTR_PREFIX,   /* ^= */
	ATTR_SUFFIX,   /* $= */
	ATTR_SUBSTRING /* *= */
};

enum attr_case {
	CASE_EXACT,
	CASE_IGNORED,
	CASE_IGNORED_IN_HTML /* values HTML compares without case */
};

/* In the order of their cost: a compound tests its simple selectors so. */
enum simple_kind {
	SIMPLE_ANCHOR, /* what a leading combinator is relative to */
	SIMPLE_SCOPE,
	SIMPLE_NEVER,
	SIMPLE_TYPE,
	SIMPLE_NAMESPACE,
	SIMPLE_ID,
	SIMPLE_CLASS,
	SIMPLE_ATTR,
	SIMPLE_TEST, /* a pseudo-class without argument */
	SIMPLE_LANG,
	SIMPLE_DIR,
	SIMPLE_NTH,
	SIMPLE_IS,
	SIMPLE_NOT,
	SIMPLE_CONTAINS,
	SIMPLE_HAS
};

struct match;
struct complex;

typedef bool (*select_test)(struct match *m, const struct html_node *n);

/* An+B [of S]; also the family of :first-of-type. */
struct nth {
	long a, b;
	bool last;                /* counted from the end */
	bool type;                /* among elements of the same name */
	const struct complex *of; /* or NULL */
	size_t slot;              /* which counter remembers it */
};

struct simple {
	enum simple_kind kind;
	struct simple *next;
	struct str name;  /* in lower case, but for ids and classes */
	struct str value; /* of an attribute; text of :contains */
	enum attr_op op;
	enum attr_case how;
	bool any_ns;       /* [*|name] */
	struct str prefix; /* [xlink|name] */
	union {
		enum html_ns ns;
		select_test test;
		const size_t *border;       /* of each prefix of VALUE */
		const struct complex *list; /* of :is, :not, :has */
		struct nth nth;
		struct {
			const struct str *v;
			size_t n;
		} langs;
		bool rtl;
	} u;
};

/*
 * Compounds hang together from right to left, as they are matched; those of
 * :has() are matched from left to right.
 */
struct compound {
	struct simple *first; /* NULL matches every element */
	enum combinator by;   /* what joins it to LEFT */
	struct compound *left;
	const struct compound *right;
	size_t memo; /* where it is kept what BY leads to */
};

/* How far below an element the subject of a relative selector can be. */
enum depth { DEPTH_SELF, DEPTH_CHILD, DEPTH_ANY };

struct complex {
	const struct compound *left, *right; /* the first and the last one */
	struct complex *next;                /* of the list */
	bool self; /* the subject can be the scope itself */
	/* Of one that begins with a combinator or :scope: */
	size_t beside;    /* how many siblings after the anchor to look at */
	enum depth depth; /* below the anchor, or below those */
};

struct selector {
	const struct complex *list;
	size_t slots;    /* counters of :nth-*() */
	size_t memos;    /* of compounds */
	size_t relative; /* 1-based byte of a leading combinator, or 0 */
};

/* ------------------------------------------------------------ parsing */

struct parser {
	struct lexer lex;
	struct token t; /* the current one */
	struct err err; /* the last one, perhaps forgiven */
	size_t depth;   /* of functions open */
	size_t slots, memos;
	size_t relative;
	bool in_has;
	bool hopeless; /* not to be forgiven by :is() */
};

enum list_kind {
	LIST_TOP,       /* leading combinators are relative to the scope */
	LIST_PLAIN,     /* :not(), nth of S */
	LIST_FORGIVING, /* :is(), :where(): what is wrong is left out */
	LIST_RELATIVE   /* :has() */
};

void parse_advance(struct parser *p);
bool parse_at(const struct parser *p, int delim);
void parse_space(struct parser *p);
/* Set the error at byte AT; -1. */
int parse_fail(struct parser *p, size_t at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* "found ..., expected WANTED" at the current token; -1. */
int parse_unexpected(struct parser *p, const char *wanted);
/* A list up to a parenthesis that closes, or the end. */
int parse_list(struct parser *p, enum list_kind kind, struct complex **out);
struct simple *parse_new_simple(
    struct parser *p, enum simple_kind kind, struct str name);
/* Before the first that costs more, so that cheap tests come first. */
void parse_add_simple(struct compound *c, struct simple *s);
/* One compound, at least one simple selector long. */
int parse_compound(struct parser *p, struct compound **out);
/* From the colon on; the new simple selector is OUT. */
int parse_pseudo(struct parser *p, struct simple **out);
/* The argument of an :nth-*() function. */
int parse_nth(struct parser *p, struct nth *nth);
/* NAME in lower case; itself when it is. */
struct str parse_lower(struct parser *p, struct str name);

/* ----------------------------------------------------------- matching */

/* A value is looked at for one step, and one more for so many bytes. */
#define STEP_BYTES 64
/* Likewise so many attributes of an element. */
#define STEP_ATTRS 4

struct nth_count;
struct memo_page;

/* What is kept of a node; the numbers stand in two bits. */
enum memo { MEMO_UNKNOWN, MEMO_NO, MEMO_YES };

struct match {
	const struct html_doc *d;
	const struct html_node *scope;  /* :scope */
	const struct html_node *anchor; /* of leading combinators */
	size_t *steps;
	struct arena *a;          /* for what is kept */
	struct nth_count **nth;   /* by slot, made when a count is long */
	struct memo_page ***memo; /* by slot and number of the node */
	struct str language;      /* of the page */
	bool quirks;
	bool has_language; /* LANGUAGE is set */
	bool over;         /* the budget ran out: every answer is void */
};

/* Take N steps; false when they are not there. */
static inline bool
match_step(struct match *m, size_t n)
{
	if (*m->steps < n) {
		*m->steps = 0;
		m->over = true;
		return false;
	}
	*m->steps -= n;
	return true;
}

/*
 * html_attr_first and html_attr_next for the steps that they cost; NTH counts
 * from 0. NULL at the end, or when the steps are not there.
 */
const struct html_attr *match_attr_next(struct match *m,
    const struct html_node *n, const struct html_attr *at, size_t *nth);
/* html_attr for the steps that it costs. */
bool match_value(struct match *m, const struct html_node *n, struct str name,
    struct str *out);
/* The element before or after N among its siblings, or NULL. */
const struct html_node *match_prev(struct match *m, const struct html_node *n);
const struct html_node *match_next(struct match *m, const struct html_node *n);
/* What was kept of N, and keep WHAT. */
enum memo memo_get(struct match *m, size_t slot, const struct html_node *n);
void memo_set(
    struct match *m, size_t slot, const struct html_node *n, enum memo what);

typedef const struct html_node *(*match_go)(
    struct match *m, const struct html_node *n);
typedef bool (*match_test)(
    struct match *m, const void *of, const struct html_node *n);
/*
 * True when TEST with OF is true of one of the nodes FROM (or NULL) and those
 * that GO leads to. What comes out is kept in SLOT for each node passed.
 */
bool match_along(struct match *m, size_t slot, const struct html_node *from,
    match_go go, match_test test, const void *of);
/* True when N is what C alone says, whatever is beside it. */
bool match_compound(
    struct match *m, const struct compound *c, const struct html_node *n);
/* True when N is a subject of the one selector, or of one of the list. */
bool match_one(
    struct match *m, const struct complex *c, const struct html_node *n);
bool match_list(
    struct match *m, const struct complex *list, const struct html_node *n);
bool match_has(
    struct match *m, const struct complex *list, const struct html_node *n);
bool match_nth(
    struct match *m, const struct nth *nth, const struct html_node *n);
bool match_contains(
    struct match *m, const struct simple *s, const struct html_node *n);
bool match_lang(
    struct match *m, const struct simple *s, const struct html_node *n);
bool match_dir(struct match *m, bool rtl, const struct html_node *n);
/* True for a name of which HTML compares the values without case. */
bool match_attr_folds(struct str name);
bool match_same(bool fold, struct str a, struct str b);
/* True when WORD is one of the words of TEXT. */
bool match_word(bool fold, struct str text, struct str word);
/* True when AT is called NAME, in any namespace or in none (not HTML). */
bool match_attr_is(const struct html_attr *at, bool any_ns, struct str name);
bool match_attr(
    struct match *m, const struct simple *s, const struct html_node *n);

/* Pseudo-classes without argument: the tree (select_tree.c). */
bool test_root(struct match *m, const struct html_node *n);
bool test_empty(struct match *m, const struct html_node *n);
bool test_first_child(struct match *m, const struct html_node *n);
bool test_last_child(struct match *m, const struct html_node *n);
bool test_only_child(struct match *m, const struct html_node *n);
bool test_only_of_type(struct match *m, const struct html_node *n);
bool test_link(struct match *m, const struct html_node *n);
bool test_defined(struct match *m, const struct html_node *n);
/* Forms (select_form.c). */
bool test_checked(struct match *m, const struct html_node *n);
bool test_default(struct match *m, const struct html_node *n);
bool test_disabled(struct match *m, const struct html_node *n);
bool test_enabled(struct match *m, const struct html_node *n);
bool test_indeterminate(struct match *m, const struct html_node *n);
bool test_open(struct match *m, const struct html_node *n);
bool test_optional(struct match *m, const struct html_node *n);
bool test_placeholder(struct match *m, const struct html_node *n);
bool test_read_only(struct match *m, const struct html_node *n);
bool test_read_write(struct match *m, const struct html_node *n);
bool test_required(struct match *m, const struct html_node *n);

#endif
