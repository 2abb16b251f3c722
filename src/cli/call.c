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
	char *quoted = arena_alloc(a, strlen("'\\''") * strlen(word) + 3);
	char *to = quoted;
	size_t plain = 0;

	while (is_plain(word[plain]))
		plain++;
	if (plain > 0 && word[plain] == '\0')
		return str_c(word);
	*to++ = '\'';
	for (const char *p = word; *p != '\0'; p++)
		if (*p == '\'')
			to = stpcpy(to, "'\\''");
		else
			*to++ = *p;
	stpcpy(to, "'");
	return str_c(quoted);
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
