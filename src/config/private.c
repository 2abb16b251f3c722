// SPDX-License-Identifier: ISC
#include "config/private.h"

#include <sys/stat.h>

#include "base/file.h"

/* A group may well be the service's own; the others never are. */
static bool
open_to_all(struct arena *a, const char *path)
{
	const char *dir = arena_cstr(a, path_dir(a, str_c(path)));
	struct stat file, folder;

	return stat(path, &file) == 0 && (file.st_mode & S_IROTH) != 0 &&
	       stat(dir, &folder) == 0 && (folder.st_mode & S_IXOTH) != 0;
}

void
private_secret(struct reader *r, const struct node *n)
{
	if (!r->files || n->kind != NODE_SCALAR ||
	    str_find(n->value, STR("${")) != STR_NONE ||
	    !open_to_all(r->a, n->text->name))
		return;
	*note_at(r->notes, NOTE_ADVICE, n->text, n->line, n->col,
	    "every user of this machine can read this secret; chmod o-r the "
	    "file, or take it from the environment") = STR("${NAME}");
}

void
private_file(struct reader *r, const struct node *n, const char *path)
{
	if (!r->files || !open_to_all(r->a, path))
		return;
	note_at(r->notes, NOTE_ADVICE, n->text, n->line, n->col,
	    "every user of this machine can read that file; chmod o-r it");
}
