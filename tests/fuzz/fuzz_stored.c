// SPDX-License-Identifier: ISC
/*
 * What the state folder holds and somebody may have damaged: a rhythm, a set of
 * rules, a kept page. The first byte chooses. What is accepted is written as
 * something that is read as the same, and of a page what is kept is the page.
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
#include "decode/decode.h"
#include "model/limits.h"
#include "model/rule_set.h"
#include "must.h"
#include "publish/zip.h"
#include "run/kept.h"
#include "store/rhythm_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ID "kept"
#define TIME 1796000000
#define NAME "1796000000-1.gz"

static char dir[64];        /* the state folder; empty: there is none yet */
static char page_path[128]; /* of the page in it */

static void
check_rhythm(struct str s)
{
	char text[RHYTHM_TEXT_MOST], again[RHYTHM_TEXT_MOST];
	struct str first, second;
	struct rhythm r;

	rhythm_read(s, &r);
	first = rhythm_write(text, &r);
	rhythm_read(first, &r);
	second = rhythm_write(again, &r);
	must(str_eq(first, second));
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

/* The source whose page it is. */
static void
make_source(struct arena *a, struct source *src)
{
	struct diagnostics d;

	make_dir();
	must(config_for_url(a, STR("https://e.cn/a"), src, &d) == 0);
	src->id = STR(ID);
}

/* The page that is kept in the file. */
static int
read_kept(struct arena *a, const struct source *src, struct response *res)
{
	const struct kept page = { .time = TIME, .number = 1, .name = NAME };
	struct err e = ERR_INIT;

	if (kept_read(a, str_c(dir), src, &page, res, &e) == 0)
		return 0;
	must(e.msg[0] != '\0');
	return -1;
}

/* The file is BYTES. */
static void
check_kept(struct arena *a, struct str bytes)
{
	struct source src;
	struct response res;
	int fd;

	make_source(a, &src);
	fd = open(page_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	must(fd >= 0 && fd_write_all(fd, bytes) == 0 && close(fd) == 0);
	if (read_kept(a, &src, &res) == 0)
		must(res.body.len <= LIMIT_BODY_MAX);
}

/* What is read of RES, when it is a page, is read of what was kept of it. */
static void
check_keeping(struct arena *a, const struct response *res)
{
	static const struct kept_limits limits = {
		.count = 9, .size = 64 << 20, .age = 1, .total = 64 << 20
	};
	struct keeper k;
	struct str before, after;
	struct source src;
	struct response got;
	struct err e = ERR_INIT;
	bool cut;

	make_source(a, &src);
	if (decode_inflate(a, res->body, res->content_encoding, LIMIT_BODY_MAX,
		&before, &cut, &e) != 0 ||
	    cut)
		return;
	keeper_init(&k, &limits, str_c(dir), TIME);
	keeper_put(&k, a, &src, res, 1);
	keeper_close(&k);
	must(!k.failed && read_kept(a, &src, &got) == 0);
	must(decode_inflate(a, got.body, got.content_encoding, LIMIT_BODY_MAX,
		 &after, &cut, &e) == 0);
	must(!cut && str_eq(before, after));
}

static void
run(struct arena *a, struct str s, unsigned which)
{
	static const char *const codings[] = { "", "gzip", "br", "zstd" };
	struct response res = { .content_type = STR("text/html"), .body = s };
	struct buf *b;

	switch (which % 4) {
	case 0:
		check_rhythm(s);
		break;
	case 1:
		check_rules(a, s);
		break;
	case 2:
		check_kept(a, s);
		break;
	default:
		res.content_encoding = str_c(codings[which / 4 % 4]);
		check_keeping(a, &res);
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
		run(&a, str_n((const char *)data + 1, size - 1), data[0]);
	arena_release(&a);
	return 0;
}
