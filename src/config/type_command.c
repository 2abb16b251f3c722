// SPDX-License-Identifier: ISC
// Programs that give a document: fetch and render.
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "config/parts.h"
#include "config/types.h"
#include "model/program.h"
#include "model/limits.h"

#define COMMAND(m)                                                            \
	{                                                                     \
		offsetof(struct program, m), sizeof(((struct program *)0)->m) \
	}
#define COMMAND_LIST(m)                                     \
	{                                                   \
		offsetof(struct program, m), sizeof(void *) \
	}

/* --- Who may have written it --------------------------------------------- */

/* What is wrong with PATH, whose owner and mode are ST; or NULL. */
static const char *
weakness(const struct stat *st)
{
	if (st->st_uid != geteuid() && st->st_uid != 0)
		return "belongs to another user";
	/* In a folder with the sticky bit nobody replaces what is another's. */
	if ((st->st_mode & (S_IWGRP | S_IWOTH)) != 0 &&
	    !(S_ISDIR(st->st_mode) && (st->st_mode & S_ISVTX) != 0))
		return "can be written by others; chmod go-w it";
	return NULL;
}

/* Who may write the file N stands in runs programs as the user: that must be
 * the user, or root, alone. */
static int
check_owner(struct reader *r, const struct key *k, const struct node *n)
{
	const char *file = n->text->name;
	struct str dir = path_dir(r->a, str_n(file, strlen(file)));
	const char *path[] = { file, arena_cstr(r->a, dir) };

	for (size_t i = 0; r->files && i < 2; i++) {
		const char *why;
		struct stat st;

		if (stat(path[i], &st) != 0) {
			/* It is yet to be written. */
			if (errno == ENOENT)
				continue;
			why = "cannot be looked at";
		} else {
			why = weakness(&st);
		}
		if (why == NULL)
			continue;
		node_error(r->notes, n, 0,
		    "`%s` runs a program, which is refused: %s %.*s %s",
		    k->name, i == 0 ? "the file" : "the folder",
		    STR_ARG(shown(str_c(path[i]))), why);
		return -1;
	}
	return 0;
}

/* --- The words of a command ---------------------------------------------- */

static bool
has_blank(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_html_space(s.p[i]))
			return true;
	return false;
}

static int
set_words(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct program *c = out;
	const struct node *const *v;
	size_t count;

	if (reader_list(r, k, &n, &v, &count) != 0)
		return -1;
	if (count == 0 || count > LIMIT_COMMAND_ARGS) {
		node_error(r->notes, n, 0,
		    "`%s` takes a program and at most %d arguments", k->name,
		    LIMIT_COMMAND_ARGS - 1);
		return -1;
	}
	c->arg = ARENA_ARRAY(r->a, count, struct str);
	for (size_t i = 0; i < count; i++) {
		if (reader_text(r, k, v[i], &c->arg[i]) != 0)
			return -1;
		if (str_chr(c->arg[i], '\0', 0) != STR_NONE ||
		    (i == 0 && str_empty(c->arg[i]))) {
			node_error(r->notes, v[i], 0,
			    "this cannot be a word of a command");
			return -1;
		}
	}
	if (n->kind == NODE_SCALAR && has_blank(c->arg[0])) {
		node_error(r->notes, n, 0,
		    "a command is a list of its words, [prog, arg]; "
		    "`shell` takes a text for the shell");
		return -1;
	}
	c->narg = count;
	return 0;
}

static void
write_words(struct buf *b, const struct key *k, const void *record)
{
	const struct program *c = record;

	(void)k;
	if (c->narg == 0)
		return;
	buf_addc(b, '[');
	for (size_t i = 0; i < c->narg; i++) {
		if (i > 0)
			buf_add(b, STR(", "));
		yaml_scalar(b, c->arg[i], true, false);
	}
	buf_addc(b, ']');
}

static void
schema_words(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"$ref\": \"#/definitions/texts\""));
}

static const struct key_type type_words = {
	.takes = "a program, or a list of it and its arguments",
	.set = set_words,
	.write = write_words,
	.schema = schema_words,
};

static void
write_shell(struct buf *b, const struct key *k, const void *record)
{
	const struct str *s = key_member_const(k, record);

	if (!str_empty(*s))
		yaml_scalar(b, *s, true, false);
}

static int
set_shell(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct str *s = key_member(k, out);

	if (reader_text(r, k, n, s) != 0)
		return -1;
	if (str_chr(*s, '\0', 0) == STR_NONE && !str_empty(str_trim(*s)))
		return 0;
	reader_refuse(r, k, n);
	return -1;
}

static void
schema_shell(struct buf *b, const struct key *k)
{
	(void)k;
	buf_add(b, STR("\"$ref\": \"#/definitions/text\""));
}

static const struct key_type type_shell = {
	.takes = "text",
	.set = set_shell,
	.write = write_shell,
	.schema = schema_shell,
};

#define WORDS_ROW                                                       \
	{                                                               \
		.name = "command", .where = IN_ANY_SOURCE,              \
		.type = &type_words, .part = { COMMAND_LIST(arg) },     \
		.help = "the program and its arguments, as a list; no " \
			"shell reads them"                              \
	}
#define SHELL_ROW                                                             \
	{                                                                     \
		.name = "shell", .where = IN_ANY_SOURCE, .type = &type_shell, \
		.part = { COMMAND(shell) },                                   \
		.help = "in place of `command`: a text for sh -c, with "      \
			"pipes and such"                                      \
	}

static const struct key fetch_rows[] = {
	WORDS_ROW,
	SHELL_ROW,
	{ .name = "type",
	    .where = IN_ANY_SOURCE,
	    .type = &type_shell,
	    .part = { COMMAND(type) },
	    .help = "the media type of the output, such as text/html or "
		    "application/json; absent: the bytes tell" },
};
const struct key_parts fetch_parts = { fetch_rows,
	sizeof(fetch_rows) / sizeof(fetch_rows[0]) };

static const struct key render_rows[] = { WORDS_ROW, SHELL_ROW };
const struct key_parts render_parts = { render_rows,
	sizeof(render_rows) / sizeof(render_rows[0]) };

/* --- The values ---------------------------------------------------------- */

static int
read_command(struct reader *r, const struct key *k, const struct node *n,
    struct program *c)
{
	*c = (struct program){ 0 };
	if (parts_read(r, k, n, c) != 0)
		return -1;
	if ((c->narg > 0) == !str_empty(c->shell)) {
		node_error(r->notes, n, 0,
		    "`%s` takes either `command` or `shell`", k->name);
		return -1;
	}
	if (check_owner(r, k, n) != 0)
		return -1;
	c->dir = path_dir(r->a, str_c(n->text->name));
	return 0;
}

static bool
is_none(const struct node *n)
{
	return n->kind == NODE_SCALAR && str_eq(n->value, STR("none"));
}

static int
set_fetch(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct program c = { 0 };

	if (n->kind == NODE_MAP) {
		if (read_command(r, k, n, &c) != 0)
			return -1;
	} else if (!is_none(n)) {
		reader_refuse(r, k, n);
		return -1;
	}
	*(struct program *)key_member(k, out) = c;
	return 0;
}

static void
write_fetch(struct buf *b, const struct key *k, const void *record)
{
	const struct program *c = key_member_const(k, record);

	if (program_given(c))
		parts_write(b, k->parts, c);
	else
		buf_add(b, STR("none"));
}

static void
schema_fetch(struct buf *b, const struct key *k)
{
	buf_add(b, STR("\"anyOf\": [{\"const\": \"none\"}, {"));
	parts_schema(b, k->parts);
	buf_add(b, STR("}]"));
}

const struct key_type type_fetch = {
	.takes = "a mapping or none",
	.set = set_fetch,
	.write = write_fetch,
	.schema = schema_fetch,
};

static int
set_render(
    struct reader *r, const struct key *k, const struct node *n, void *out)
{
	struct render x = { .by = RENDER_NONE };

	if (n->kind == NODE_MAP) {
		x.by = RENDER_COMMAND;
		if (read_command(r, k, n, &x.program) != 0)
			return -1;
	} else if (n->kind == NODE_SCALAR &&
		   str_eq(n->value, STR("chromium"))) {
		x.by = RENDER_CHROMIUM;
	} else if (!is_none(n)) {
		reader_refuse(r, k, n);
		return -1;
	}
	*(struct render *)key_member(k, out) = x;
	return 0;
}

static void
write_render(struct buf *b, const struct key *k, const void *record)
{
	const struct render *x = key_member_const(k, record);

	switch (x->by) {
	case RENDER_NONE:
		buf_add(b, STR("none"));
		break;
	case RENDER_CHROMIUM:
		buf_add(b, STR("chromium"));
		break;
	case RENDER_COMMAND:
		parts_write(b, k->parts, &x->program);
		break;
	}
}

static void
schema_render(struct buf *b, const struct key *k)
{
	buf_add(b, STR("\"anyOf\": [{\"enum\": [\"chromium\", \"none\"]}, {"));
	parts_schema(b, k->parts);
	buf_add(b, STR("}]"));
}

const struct key_type type_render = {
	.takes = "chromium, a mapping or none",
	.set = set_render,
	.write = write_render,
	.schema = schema_render,
};
