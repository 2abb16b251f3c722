// SPDX-License-Identifier: ISC
#include <errno.h>
#include <string.h>

#include "base/log.h"
#include "cli/cli.h"

/* The characters that no shell reads as more than themselves. */
static bool
is_plain(char c)
{
	return is_alpha(c) || is_digit(c) ||
	       (c != '\0' && strchr("%+,-./:=@_", c) != NULL);
}

/* POSIX.1, Shell Command Language, 2.2.2: single quotes. */
struct str
cli_word(struct arena *a, const char *word)
{
	size_t plain = 0;
	struct str quoted;
	struct buf b;

	while (is_plain(word[plain]))
		plain++;
	if (plain > 0 && word[plain] == '\0')
		return str_c(word);
	buf_init(&b, strlen("'\\''") * strlen(word) + 2);
	buf_addc(&b, '\'');
	for (const char *p = word; *p != '\0'; p++)
		if (*p == '\'')
			buf_add(&b, STR("'\\''"));
		else
			buf_addc(&b, *p);
	buf_addc(&b, '\'');
	quoted = arena_str(a, buf_str(&b));
	buf_release(&b);
	return quoted;
}

struct str
cli_call(const struct cli *c)
{
	struct str program = cli_word(c->a, c->program);

	if (!cli_has(c, OPT_CONFIG))
		return program;
	return arena_printf(c->a, "%.*s -c %.*s", STR_ARG(program),
	    STR_ARG(cli_word(c->a, c->value[OPT_CONFIG])));
}

int
cli_failed(const struct cli *c, const struct err *e)
{
	if (e->sys == EUCLEAN)
		log_line(LOG_ERROR, "%s; `%s recover` makes a new one", e->msg,
		    cli_call(c).p);
	else
		log_line(LOG_ERROR, "%s", e->msg);
	return e->code == ERR_BUSY ? EXIT_BUSY : EXIT_STATE;
}
