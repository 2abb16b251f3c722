// SPDX-License-Identifier: ISC
// Pages that other processes read: the same comes of them, and one that ends
// its process, or makes it say nonsense, is one failed page.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"
#include "model/limits.h"
#include "model/record.h"
#include "run/jobs.h"
#include "run/worker.h"
#include "run/workers.h"

#define NOW 1796000000
#define OWN 3

/* Where the environment was when the program began. */
static char *secret;

/* --- Workers that a page took over --------------------------------------- */

/* Is the next call one about the source NAME? */
static bool
is_about(const char *call, const char *name)
{
	char id[64];

	snprintf(id, sizeof(id), "\"id\":\"%s\"", name);
	return strstr(call, id) != NULL;
}

static void
say(const char *text, uint64_t length)
{
	struct worker_frame f = { .text = length };

	(void)!write(OWN, &f, sizeof(f));
	(void)!write(OWN, text, strlen(text));
}

static void
hang(void)
{
	for (volatile unsigned n = 0;; n++)
		;
}

#define ITEM                                                                   \
	"{\"key\":\"l:https://x.example/1\",\"link\":\"https://x.example/1\"," \
	"\"title\":\"One\",\"fields\":{}}\n"
#define PAGE(items)                                                   \
	"{\"ok\":true,\"stage\":\"normalize\",\"used\":true}\n" items \
	"{\"end\":true}\n"

static void
misbehave(const char *call)
{
	static const char one[] = PAGE(ITEM), twins[] = PAGE(ITEM ITEM);
	static const char lie[] = "{\"ok\":true}\n";
	static const char blind[] =
	    "{\"ok\":false,\"stage\":\"extract\",\"error\":"
	    "{\"code\":\"extract\",\"message\":\"blind\"}}\n";

	if (is_about(call, "crashes"))
		*(volatile int *)(uintptr_t)atoi(call) = 1;
	if (is_about(call, "eats"))
		for (;;)
			memset(mem_alloc(64 << 20, 1), 1, 1);
	if (is_about(call, "ends"))
		_exit(0);
	if (is_about(call, "hangs"))
		hang();
	if (is_about(call, "stammers")) {
		say("{\"ok\"", 1000);
		hang();
	}
	if (is_about(call, "lies"))
		say(lie, strlen(lie));
	else if (is_about(call, "babbles"))
		say("nonsense", UINT64_MAX);
	else if (is_about(call, "mumbles")) {
		say(lie, strlen(lie));
		hang();
	} else if (is_about(call, "empties"))
		say("", 0);
	else if (is_about(call, "makes up one"))
		say(one, strlen(one));
	else if (is_about(call, "makes up twins"))
		say(twins, strlen(twins));
	else if (is_about(call, "spies") && *secret == '\0' &&
		 getenv("CORANTO_SECRET") == NULL)
		say(blind, strlen(blind));
	else
		return;
	_exit(0);
}

/* A worker like any other, but for the pages above. */
static void
child(void *lore, int fd)
{
	static char call[1 << 16];

	worker_begin(lore, fd);
	do {
		struct iovec part = { call, sizeof(call) - 1 };
		struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1 };
		ssize_t n = recvmsg(OWN, &m, MSG_PEEK);

		if (n <= 0)
			_exit(0);
		for (ssize_t i = 0; i < n; i++)
			if (call[i] == '\0')
				call[i] = ' ';
		call[n] = '\0';
		misbehave(call);
	} while (worker_serve(lore));
	_exit(0);
}

/* --- The other side ------------------------------------------------------ */

static struct workers *workers;

static const char body[] =
    "<html lang=zh><title>T</title><ul>"
    "<li><a href=/1>朱镕基的第一条新闻标题</a> <i>11月20日 08:30</i>"
    "<li><a href=/2>第二条新闻的标题在这里</a> <i>11月19日 08:30</i>"
    "<li><a href=/3>第三条新闻的标题在这里</a> <i>Nov 18 EST</i>"
    "</ul><a href='a b'>x</a><a href=''>y</a>";

static struct source
make_source(const char *id)
{
	static struct source_parts parts;
	struct source s = { SOURCE_PARTS(parts), .id = str_c(id),
		.url = STR("https://x.example/list"), .limit = 100,
		.max_size = 1 << 20 };
	struct err e;

	assert_int_equal(zone_init(&parts.zone, STR("Europe/Paris"), &e), 0);
	s.zone_given = true;
	return s;
}

static struct response
make_response(void)
{
	return (struct response){ .status = 200,
		.url = STR("https://x.example/list"),
		.content_type = STR("text/html; charset=utf-8"),
		.body = str_n(body, sizeof(body) - 1),
		.time = NOW };
}

static int
read_page(struct arena *a, const char *id, struct page *out, struct err *e)
{
	struct source *s = ARENA_NEW(a, struct source);
	struct response *r = ARENA_NEW(a, struct response);

	*s = make_source(id);
	*r = make_response();
	return processor_page(&workers->processor, a, s, r, NOW, out, e);
}

static void
test_same(void **state)
{
	struct source s = make_source("a");
	struct response r = make_response();
	struct page here, there;
	struct buf x, y;
	struct arena a;
	struct err e = ERR_INIT;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	buf_init(&x, 1 << 20);
	buf_init(&y, 1 << 20);
	assert_int_equal(
	    processor_page(&processor_here, &a, &s, &r, NOW, &here, &e), 0);
	assert_int_equal(
	    processor_page(&workers->processor, &a, &s, &r, NOW, &there, &e),
	    0);
	assert_int_equal(there.items.n, 3);
	assert_int_equal(record_write_items(&x, &here.items, false), 0);
	assert_int_equal(record_write_items(&y, &there.items, false), 0);
	assert_true(str_eq(buf_str(&x), buf_str(&y)));
	assert_false(str_empty(here.around));
	assert_true(str_eq(there.around, here.around));
	assert_string_equal(there.charset, here.charset);
	assert_string_equal(there.stage, here.stage);
	assert_non_null(there.used);
	assert_int_equal(there.used->rules->item.n, here.used->rules->item.n);
	assert_true(str_eq(there.used->rules->item.v[0].text,
	    here.used->rules->item.v[0].text));
	buf_release(&x);
	buf_release(&y);
	arena_release(&a);
}

/* One page each, and then a page like any other. */
static void
test_taken_over(void **state)
{
	static const struct {
		int line;
		const char *id;
		enum err_code code;
		const char *says;
	} rows[] = {
		{ __LINE__, "crashes", ERR_READER, "crashed (Segmentation" },
		{ __LINE__, "eats", ERR_LIMIT, "MiB of memory" },
		{ __LINE__, "ends", ERR_READER, "ended" },
		{ __LINE__, "hangs", ERR_LIMIT, "more than 1 seconds" },
		{ __LINE__, "lies", ERR_READER, "answered what cannot be" },
		{ __LINE__, "babbles", ERR_READER, "answered what cannot be" },
		{ __LINE__, "stammers", ERR_LIMIT, "more than 1 seconds" },
		{ __LINE__, "empties", ERR_READER, "answered what cannot be" },
		{ __LINE__, "makes up twins", ERR_READER,
		    "answered what cannot be" },
		{ __LINE__, "spies", ERR_EXTRACT, "blind" },
	};

	(void)state;
	workers->call_ms = 1000;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct page page;
		struct arena a;
		struct err e = ERR_INIT;

		arena_init(&a, LIMIT_ARENA);
		if (read_page(&a, rows[i].id, &page, &e) == 0 ||
		    e.code != rows[i].code || e.reach != REACH_SOURCE ||
		    strstr(e.msg, rows[i].says) == NULL)
			fail_msg("row %d: %s", rows[i].line, e.msg);
		e = ERR_INIT;
		if (read_page(&a, "well", &page, &e) != 0 || page.items.n != 3)
			fail_msg("after row %d: %s", rows[i].line, e.msg);
		arena_release(&a);
	}
	workers->call_ms = LIMIT_CALL_S * 1000;
}

/* Nobody can tell what is made up from what a page might have. */
static void
test_made_up(void **state)
{
	struct page page;
	struct arena a;
	struct err e = ERR_INIT;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	assert_int_equal(read_page(&a, "makes up one", &page, &e), 0);
	assert_int_equal(page.items.n, 1);
	arena_release(&a);
}

/* Many at once, some of which are bad: each has its own answer. */
static void
test_many(void **state)
{
	static const char *const ids[] = { "well", "crashes", "well", "lies",
		"well", "ends", "well", "babbles" };
	struct source src[64];
	struct response res = make_response();
	struct task t[64];
	struct body b;
	struct arena a;
	struct err e = ERR_INIT;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	assert_int_equal(body_make(&b, res.body, &e), 0);
	for (size_t i = 0; i < 64; i++) {
		struct call c = { .kind = CALL_PAGE,
			.src = &src[i],
			.res = &res,
			.now = NOW };

		src[i] = make_source(ids[i % 8]);
		assert_int_equal(workers_give(workers, &t[i], &c, &b, &e), 0);
	}
	for (size_t i = 0; i < 64; i++) {
		struct page page;
		int rc;

		while (t[i].state != TASK_DONE)
			workers_step(workers, 1000);
		workers->ready = &t[i];
		e = ERR_INIT;
		rc = processor_page(
		    &workers->processor, &a, &src[i], &res, NOW, &page, &e);
		workers->ready = NULL;
		if (i % 2 == 0)
			assert_int_equal(page.items.n, 3);
		else
			assert_int_equal(e.code, ERR_READER);
		assert_int_equal(rc, i % 2 == 0 ? 0 : -1);
		workers_drop(workers, &t[i]);
	}
	body_release(&b);
	arena_release(&a);
}

/* What nobody wants any more, asked or not, leaves the rest as it is. */
static void
test_dropped(void **state)
{
	struct source src[6];
	struct response res = make_response();
	struct task t[6];
	struct body b;
	struct page page;
	struct arena a;
	struct err e = ERR_INIT;

	(void)state;
	arena_init(&a, LIMIT_ARENA);
	assert_int_equal(body_make(&b, res.body, &e), 0);
	for (size_t i = 0; i < 6; i++) {
		struct call c = { .kind = CALL_PAGE,
			.src = &src[i],
			.res = &res,
			.now = NOW };

		src[i] = make_source(i < 2 ? "hangs" : "well");
		assert_int_equal(workers_give(workers, &t[i], &c, &b, &e), 0);
	}
	for (size_t i = 0; i < 5; i++)
		workers_drop(workers, &t[i]);
	while (t[5].state != TASK_DONE)
		workers_step(workers, 1000);
	workers_drop(workers, &t[5]);
	assert_int_equal(read_page(&a, "well", &page, &e), 0);
	body_release(&b);
	arena_release(&a);
}

/* Nobody can change what is read, who has the descriptor neither. */
static void
test_body(void **state)
{
	struct body b;
	struct err e;

	(void)state;
	assert_int_equal(body_make(&b, STR("bytes"), &e), 0);
	assert_true(str_eq(b.bytes, STR("bytes")));
	assert_int_equal(write(b.fd, "x", 1), -1);
	assert_int_equal(ftruncate(b.fd, 0), -1);
	body_release(&b);
	assert_int_equal(body_make(&b, STR_NULL, &e), 0);
	assert_int_equal(b.fd, -1);
	body_release(&b);
}

/* --- Jobs ---------------------------------------------------------------- */

static struct source job_source;
static struct err job_end;

static bool
guess(void *ctx, struct arena *a, const struct request *req,
    const struct response *res, const struct err *failed, struct call *out)
{
	(void)ctx, (void)a, (void)failed;
	*out = (struct call){
		.kind = CALL_PAGE, .src = req->tag, .res = res, .now = NOW
	};
	return true;
}

static void
settle(void *ctx, const struct request *req, const struct response *res,
    const struct err *failed)
{
	struct page page;
	struct arena a;

	(void)ctx, (void)failed;
	arena_init(&a, LIMIT_ARENA);
	job_end = ERR_INIT;
	(void)processor_page(
	    &workers->processor, &a, req->tag, res, NOW, &page, &job_end);
	arena_release(&a);
}

/* A page that cannot be handed on is not read as one without a byte. */
static void
test_no_room(void **state)
{
	const struct rlimit none = { 0, RLIM_INFINITY };
	struct response res = make_response();
	struct jobs q = {
		.workers = workers, .guess = guess, .settle = settle
	};
	struct request req = { .url = res.url, .tag = &job_source };
	struct rlimit before;

	(void)state;
	job_source = make_source("well");
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	jobs_add(&q, &req, &res, NULL);
	while (q.first != NULL) {
		workers_step(workers, 100);
		jobs_settle(&q);
	}
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(job_end.code, ERR_READER);
	assert_non_null(strstr(job_end.msg, "cannot be handed on"));
}

/* The only process is dismissed for what it said of one page while it has the
 * next: somebody else is asked for that at once, or nobody would wait for it. */
static void
test_next_of_dismissed(void **state)
{
	struct source src[] = { make_source("mumbles"), make_source("well") };
	struct response res = make_response();
	struct jobs q = {
		.workers = workers, .guess = guess, .settle = settle
	};
	struct request req[] = { { .url = res.url, .tag = &src[0] },
		{ .url = res.url, .tag = &src[1] } };
	size_t most = workers->n;
	struct pollfd fd;

	(void)state;
	workers_rest(workers);
	workers->n = 1;
	jobs_add(&q, &req[0], &res, NULL);
	jobs_add(&q, &req[1], &res, NULL);
	while (q.n == 2) {
		workers_step(workers, 100);
		jobs_settle(&q);
	}
	assert_int_equal(job_end.code, ERR_READER);
	while (q.n == 1) {
		assert_int_equal(jobs_under_way(&q, &fd, 1), 1);
		workers_step(workers, 100);
		jobs_settle(&q);
	}
	assert_int_equal(job_end.code, ERR_NONE);
	workers->n = most;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same),
		cmocka_unit_test(test_taken_over),
		cmocka_unit_test(test_made_up),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_dropped),
		cmocka_unit_test(test_body),
		cmocka_unit_test(test_no_room),
		cmocka_unit_test(test_next_of_dismissed),
	};
	struct err e;
	int rc;

	(void)argc;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	/* They take more addresses than there may be. */
	puts("1..0 # SKIP a program with a sanitizer cannot be shut in");
	return 0;
#endif
	if (getenv("CORANTO_SECRET") == NULL) {
		/* As the program has it: in its environment from the start. */
		setenv("CORANTO_SECRET", "of nobody's business", 1);
		execv("/proc/self/exe", argv);
		return 1;
	}
	secret = getenv("CORANTO_SECRET");
	workers = workers_start_as(2, argv, child, &e);
	if (workers == NULL)
		return 1;
	rc = cmocka_run_group_tests(tests, NULL, NULL);
	workers_stop(workers);
	return rc;
}
