// SPDX-License-Identifier: ISC
#include "run/worker.h"

#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <linux/close_range.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fd_pass.h"
#include "base/mem.h"
#include "model/limits.h"
#include "normalize/normalize.h"
#include "run/call_record.h"
#include "run/guard.h"

/* Its descriptor, and one more for a body. */
#define OWN (STDERR_FILENO + 1)
#define FILES (OWN + 2)

/* The zones that pages are read by without being told, made before there is a
 * worker, and those that it was told since. */
struct worker_lore {
	struct zone_book zones;
	struct arena forever; /* where they are */
};

void *
worker_ready(void)
{
	struct worker_lore *lore = mem_alloc(1, sizeof(*lore));
	const char *name;

	arena_init(&lore->forever, SIZE_MAX);
	for (size_t i = 0; (name = normalize_zone(i)) != NULL; i++) {
		struct zone z;
		struct err e;

		if (zone_init(&z, str_c(name), &e) == 0) {
			struct zone_times x =
			    zone_times_make(&lore->forever, &z);

			zone_book_add(&lore->zones, &lore->forever, &x);
		}
	}
	/* It reads /dev/urandom at its first use. */
	json_object_seed(0);
	return lore;
}

int
worker_shut_in(int fd, struct sandbox *out, struct err *e)
{
	const struct sandbox_limits limits = { .memory = LIMIT_WORKER_MEMORY,
		.seconds = LIMIT_WORKER_CPU_S,
		.files = FILES };

	if ((fd != OWN && dup2(fd, OWN) < 0) ||
	    close_range(OWN + 1, UINT_MAX, 0) != 0)
		return err_sys(e, ERR_SYSTEM, errno, "descriptors stay open");
	return sandbox_enter(&limits, out, e);
}

/* --- Words --------------------------------------------------------------- */

static bool
read_all(void *to, size_t n)
{
	for (char *p = to; n > 0;) {
		ssize_t got = read(OWN, p, n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		p += got;
		n -= (size_t)got;
	}
	return true;
}

static void
write_all(const void *from, size_t n)
{
	for (const char *p = from; n > 0;) {
		ssize_t put = write(OWN, p, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			_exit(0);
		p += put;
		n -= (size_t)put;
	}
}

/* The frame of a call, and the descriptor of its body. */
static bool
take_frame(struct worker_frame *f, int *body)
{
	ssize_t n = fd_pass_take(OWN, f, sizeof(*f), body);

	return n > 0 && read_all((char *)f + n, sizeof(*f) - (size_t)n);
}

/* --- Work ---------------------------------------------------------------- */

struct working {
	struct arena *page;
	struct worker_lore *lore;
	struct str text, body;
	struct call call;
	struct reply reply;
};

static int
work(void *ctx, struct err *e)
{
	struct working *w = ctx;
	const struct processor *p = &processor_here;

	if (call_read(w->page, &w->lore->forever, w->text, w->body,
		&w->lore->zones, &w->call, e) != 0)
		return -1;
	return p->answer(p->ctx, w->page, &w->call, &w->reply, e);
}

static void
answer(struct working *w)
{
	struct err e = ERR_INIT;
	struct arena scratch;
	struct worker_frame f = { .text = 0 };
	struct buf b;
	int rc;

	arena_init(&scratch, SIZE_MAX);
	buf_init(&b, LIMIT_ANSWER);
	w->reply.page = (struct page){ .charset = "", .stage = "decode" };
	rc = guard(w->page, work, w, &e);
	if (reply_write(&b, &scratch, &w->call, rc, &w->reply, &e) != 0) {
		err_set(&e, ERR_LIMIT,
		    "what was found on the page is more than %d MiB",
		    LIMIT_ANSWER >> 20);
		buf_clear(&b);
		b.over = false;
		(void)reply_write(&b, &scratch, &w->call, -1, &w->reply, &e);
	}
	f = (struct worker_frame){ .text = b.len };
	write_all(&f, sizeof(f));
	write_all(b.p, b.len);
	buf_release(&b);
	arena_release(&scratch);
}

/* A body is read where it lies. */
static void *
map(int fd, size_t n)
{
	void *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);

	if (p == MAP_FAILED)
		mem_fail();
	return p;
}

bool
worker_serve(struct worker_lore *lore)
{
	struct worker_frame f = { .text = 0 };
	struct working *w;
	struct arena page;
	void *body = NULL;
	char *text;
	int fd;

	if (!take_frame(&f, &fd))
		return false;
	text = mem_alloc(f.text + 1, 1);
	if (!read_all(text, f.text))
		return false;
	arena_init(&page, LIMIT_ARENA);
	w = mem_alloc(1, sizeof(*w));
	w->page = &page;
	w->lore = lore;
	w->text = str_n(text, f.text);
	if (fd >= 0)
		body = map(fd, f.body);
	w->body = body == NULL ? STR_NULL : str_n(body, f.body);
	answer(w);
	arena_release(&page);
	if (body != NULL)
		munmap(body, f.body);
	if (fd >= 0)
		close(fd);
	free(w);
	free(text);
	return true;
}

void
worker_begin(const struct worker_lore *lore, int fd)
{
	struct sandbox shut = { .seccomp = false };
	struct worker_hello hello;
	struct err e;

	if (worker_shut_in(fd, &shut, &e) != 0)
		_exit(WORKER_NOT_SHUT_IN);
	memset(&hello, 0, sizeof(hello));
	hello.word = WORKER_WORD;
	hello.seccomp = shut.seccomp;
	hello.landlock = shut.landlock;
	write_all(&hello, sizeof(hello));
	zone_book_use(&lore->zones);
}

void
worker_main(void *lore, int fd)
{
	worker_begin(lore, fd);
	while (worker_serve(lore))
		;
	_exit(0);
}
