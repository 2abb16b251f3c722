// SPDX-License-Identifier: ISC
/*
 * What the state folder holds and somebody may have damaged: a rhythm, a set of
 * rules, a kept page. The first byte chooses. What is accepted is written as
 * something that is read as the same.
 */
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "config/config.h"
#include "model/limits.h"
#include "model/rule_set.h"
#include "must.h"
#include "publish/zip.h"
#include "run/kept.h"
#include "store/rhythm_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ID "kept"
#define NAME "1796000000-1.gz"

static char dir[64];        /* the state folder; empty: there is none yet */
static char page_path[128]; /* of the page in it */

static void
check_rhythm(struct arena *a, struct str s)
{
	struct buf *b = buf_in(a, RHYTHM_TEXT_MOST),
		   *again = buf_in(a, RHYTHM_TEXT_MOST);
	struct rhythm r;

	rhythm_read(s, &r);
	rhythm_write(b, &r);
	must(!b->over);
	rhythm_read(buf_str(b), &r);
	rhythm_write(again, &r);
	must(str_eq(buf_str(b), buf_str(again)));
}

static void
check_rules(struct arena *a, struct str s)
{
	struct rule_set set;
	struct err e = ERR_INIT;
	struct str text;

	if (rule_set_read(a, s, &set, &e) != 0) {
		must(e.code == ERR_CONFIG && e.msg[0] != '\0');
		return;
	}
	text = rule_set_write(a, &set);
	must(rule_set_read(a, text, &set, &e) == 0);
	must(str_eq(rule_set_write(a, &set), text));
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void
remove_dir(void)
{
	(void)nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void
make_dir(void)
{
	char *end;

	if (dir[0] != '\0')
		return;
	strcpy(dir, "/tmp/coranto-fuzz-XXXXXX");
	must(mkdtemp(dir) != NULL && atexit(remove_dir) == 0);
	end = stpcpy(page_path, dir);
	strcpy(end, "/pages");
	must(mkdir(page_path, 0700) == 0);
	strcpy(end, "/pages/" ID);
	must(mkdir(page_path, 0700) == 0);
	strcpy(end, "/pages/" ID "/" NAME);
}

/* The page that is kept in the file of BYTES. */
static void
check_kept(struct arena *a, struct str bytes)
{
	struct kept page = { .time = 1796000000, .number = 1, .name = NAME };
	struct diagnostics d;
	struct source src;
	struct response res;
	struct err e = ERR_INIT;
	int fd;

	make_dir();
	fd = open(page_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	must(fd >= 0 && fd_write_all(fd, bytes) == 0 && close(fd) == 0);
	must(config_for_url(a, STR("https://e.cn/a"), &src, &d) == 0);
	src.id = STR(ID);
	if (kept_read(a, str_c(dir), &src, &page, &res, &e) != 0)
		must(e.msg[0] != '\0');
	else
		must(res.body.len <= LIMIT_BODY_MAX);
}

static void
run(struct arena *a, struct str s, int which)
{
	struct buf *b;

	switch (which) {
	case 0:
		check_rhythm(a, s);
		break;
	case 1:
		check_rules(a, s);
		break;
	case 2:
		check_kept(a, s);
		break;
	default:
		b = buf_in(a, 1 << 20);
		if (zip_bytes(s, ZIP_FAST, b) == 0)
			check_kept(a, buf_str(b));
		break;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	jmp_buf over;

	if (size == 0)
		return 0;
	arena_init(&a, 256 << 20);
	a.over = &over;
	if (setjmp(over) == 0)
		run(&a, str_n((const char *)data + 1, size - 1), data[0] % 4);
	arena_release(&a);
	return 0;
}
