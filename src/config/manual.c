// SPDX-License-Identifier: ISC
// The key lists of coranto.yaml(5), in mdoc.
#include "config/config.h"
#include "config/keys.h"
#include "config/parts.h"
#include "config/types.h"
#include "model/rule.h"

/* S as text of mdoc: a backslash and what begins a line are guarded. */
static void
put_text(struct buf *b, struct str s)
{
	if (s.len > 0 && (s.p[0] == '.' || s.p[0] == '\''))
		buf_add(b, STR("\\&"));
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] == '\\')
			buf_add(b, STR("\\e"));
		else
			buf_addc(b, s.p[i]);
}

/* Where else than in a source the key may stand. */
static void
put_where(struct buf *b, const struct key *k)
{
	if ((k->where & IN_ANY_SOURCE) == IN_SOURCE)
		buf_add(b, STR("Only in a source.\n"));
}

static void
put_key(struct buf *b, const struct key *k)
{
	struct str help = str_c(k->help);
	struct buf takes;

	buf_addf(b, ".It Cm %s\n", k->name);
	buf_addc(b, help.p[0] >= 'a' && help.p[0] <= 'z'
			? (char)(help.p[0] - 'a' + 'A')
			: help.p[0]);
	put_text(b, str_from(help, 1));
	buf_add(b, STR(".\n"));
	if (k->type == &type_section)
		return;
	buf_init(&takes, 256);
	key_takes(&takes, k);
	buf_add(b, STR("Takes "));
	put_text(b, buf_str(&takes));
	buf_release(&takes);
	if (k->initial != NULL) {
		buf_add(b, STR(";\nby default "));
		put_text(b, str_c(k->initial));
	}
	buf_add(b, STR(".\n"));
	put_where(b, k);
	if (k->parts == NULL)
		return;
	/* One level deep: parts have none of their own. */
	buf_add(b, STR("A mapping has\n.Bl -tag -width Ds\n"));
	for (size_t i = 0; i < k->parts->n; i++)
		put_key(b, &k->parts->v[i]);
	buf_add(b, STR(".El\n"));
}

static void
put_keys(struct buf *b, const char *title, unsigned where)
{
	buf_addf(b, ".Ss %s\n.Bl -tag -width Ds\n", title);
	for (size_t i = 0; i < key_count; i++)
		if (key_table[i].where & where)
			put_key(b, &key_table[i]);
	buf_add(b, STR(".El\n"));
}

static void
put_ops(struct buf *b)
{
	buf_add(b, STR(".Ss Ops\n.Bl -tag -width Ds\n"));
	for (size_t i = 0; i < OP_COUNT; i++) {
		const struct op_info *op = &op_table[i];

		buf_addf(b, ".It Cm %s", op->name);
		for (unsigned n = 0; n < op->max; n++) {
			const char *arg =
			    op->pattern && n == 0 ? "/re/" : "text";

			if (n < op->min)
				buf_addf(b, " Ar %s", arg);
			else
				buf_addf(b, " Op Ar %s", arg);
		}
		buf_addc(b, '\n');
		put_text(b, str_c(op->help));
		buf_add(b, STR(".\n"));
	}
	buf_add(b, STR(".El\n"));
}

int
config_write_manual(struct buf *b)
{
	put_keys(b, "Sections", IN_FILE);
	put_keys(b, "Settings", IN_SETTINGS);
	put_keys(b, "Keys of a source", IN_SOURCE);
	put_keys(b, "Keys of a merged feed", IN_FEED);
	put_ops(b);
	return b->over ? -1 : 0;
}
