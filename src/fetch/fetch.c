// SPDX-License-Identifier: ISC
#include "fetch/fetch.h"

#include <signal.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "fetch/file_url.h"
#include "fetch/hosts.h"
#include "fetch/redirect.h"
#include "fetch/transfer.h"
#include "model/limits.h"

/* How long a stop may go unseen. */
#define POLL_MS 250

struct fetch {
	CURLM *multi; /* owned */
	struct hosts hosts;
	struct jars jars;
	struct transfer *slot; /* owned */
	size_t nslots;
	fetch_done done;
	void *ctx;
	const volatile sig_atomic_t *stop;
};

/* The end of a request that got no answer. */
static void
report(struct fetch *f, const struct request *req, const struct err *e)
{
	f->done(f->ctx, req, NULL, e);
}

static bool
stopped(const struct fetch *f)
{
	return f->stop != NULL && *f->stop != 0;
}

static void
report_stop(struct fetch *f, const struct request *req)
{
	struct err e;

	err_set(&e, ERR_NET, "interrupted");
	report(f, req, &e);
}

static void
finish(struct fetch *f, struct transfer *t, const struct response *res,
    const struct err *e)
{
	f->done(f->ctx, t->req, res, e);
	transfer_close(t);
}

static struct host *
host_of(struct fetch *f, struct arena *a, const struct url *u)
{
	return hosts_find(&f->hosts,
	    arena_printf(a, "%.*s:%d", STR_ARG(u->host), address_port(u)));
}

/* Answer file: URLs and what is no URL at once; line up the others. */
static void
sort_in(struct fetch *f, const struct request *req, struct arena *a)
{
	struct response res;
	struct err e = ERR_INIT;
	struct buf body;
	struct url u;

	arena_reset(a);
	if (url_parse(a, req->url, STR_NULL, &u) != 0 ||
	    !str_eq(u.scheme, STR("file"))) {
		if (address_parse(a, req->url, STR_NULL, &u, &e) != 0)
			report(f, req, &e);
		else
			hosts_add(&f->hosts, host_of(f, a, &u), req);
		return;
	}
	buf_init(&body, req->max_size > 0 ? req->max_size : LIMIT_BODY);
	if (file_url_read(a, &u, &body, &res, &e) != 0)
		report(f, req, &e);
	else
		f->done(f->ctx, req, &res, NULL);
	buf_release(&body);
}

/* Send the next hop. When that fails the request is over. */
static void
send_hop(struct fetch *f, struct transfer *t)
{
	struct err e = ERR_INIT;

	t->waiting = false;
	if (transfer_hop(t, &e) == 0) {
		CURLMcode mc = curl_multi_add_handle(f->multi, t->easy);

		if (mc == CURLM_OK)
			return;
		err_set(&e, ERR_NET, "%s", curl_multi_strerror(mc));
	}
	finish(f, t, NULL, &e);
	hosts_leave(&f->hosts, t->host);
}

static struct transfer *
free_slot(struct fetch *f)
{
	for (size_t i = 0; i < f->nslots; i++)
		if (f->slot[i].req == NULL)
			return &f->slot[i];
	return NULL;
}

static void
begin(struct fetch *f, struct transfer *t, const struct request *req,
    struct host *h)
{
	struct err e = ERR_INIT;

	t->host = h;
	if (transfer_open(t, req, &e) == 0) {
		send_hop(f, t);
		return;
	}
	finish(f, t, NULL, &e);
	hosts_leave(&f->hosts, h);
}

/* Start all that may start: first those that are under way already, whose
 * redirect led to a host that was busy. Returns how many slots are taken. */
static size_t
start(struct fetch *f)
{
	const struct request *req;
	struct transfer *t;
	struct host *h;
	size_t taken = 0;

	for (size_t i = 0; i < f->nslots; i++) {
		t = &f->slot[i];
		if (t->req != NULL && t->waiting && host_claim(t->host))
			send_hop(f, t);
	}
	while ((t = free_slot(f)) != NULL &&
	       (req = hosts_next(&f->hosts, &h)) != NULL)
		begin(f, t, req, h);
	for (size_t i = 0; i < f->nslots; i++)
		taken += f->slot[i].req != NULL;
	return taken;
}

static void
end_hop(struct fetch *f, struct transfer *t, CURLcode rc)
{
	struct response res = { 0 };
	struct err e = ERR_INIT;

	curl_multi_remove_handle(f->multi, t->easy);
	hosts_leave(&f->hosts, t->host);
	switch (transfer_end(t, rc, &res, &e)) {
	case HOP_ANSWER:
		finish(f, t, &res, NULL);
		break;
	case HOP_FAILED:
		finish(f, t, e.code == ERR_HTTP ? &res : NULL, &e);
		break;
	case HOP_ON:
		t->host = host_of(f, &t->arena, &t->url);
		t->waiting = true;
		break;
	}
}

/* End the hops that libcurl has done. Returns how many. */
static size_t
collect(struct fetch *f)
{
	size_t n = 0;
	CURLMsg *m;
	int left;

	while ((m = curl_multi_info_read(f->multi, &left)) != NULL) {
		CURLcode rc = m->data.result;
		char *t = NULL;

		if (m->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &t);
		end_hop(f, (struct transfer *)(void *)t, rc);
		n++;
	}
	return n;
}

/* End what is under way and what waits, all with E. */
static void
end_all(struct fetch *f, const struct err *e)
{
	const struct request *req;
	struct host *h;

	for (size_t i = 0; i < f->nslots; i++) {
		struct transfer *t = &f->slot[i];

		if (t->req == NULL)
			continue;
		if (!t->waiting) {
			curl_multi_remove_handle(f->multi, t->easy);
			hosts_leave(&f->hosts, t->host);
		}
		finish(f, t, NULL, e);
	}
	while ((req = hosts_next(&f->hosts, &h)) != NULL) {
		report(f, req, e);
		hosts_leave(&f->hosts, h);
	}
}

static void
loop(struct fetch *f)
{
	struct err e = ERR_INIT;
	int running;

	while (start(f) > 0) {
		CURLMcode mc = CURLM_OK;

		if (!stopped(f))
			mc = curl_multi_perform(f->multi, &running);
		if (mc == CURLM_OK && !stopped(f) && collect(f) == 0)
			mc = curl_multi_poll(f->multi, NULL, 0, POLL_MS, NULL);
		if (mc != CURLM_OK || stopped(f)) {
			err_set(&e, ERR_NET, "%s",
			    mc == CURLM_OK ? "interrupted"
					   : curl_multi_strerror(mc));
			end_all(f, &e);
			return;
		}
	}
}

static void
fetch_release(struct fetch *f)
{
	for (size_t i = 0; i < f->nslots; i++)
		transfer_release(&f->slot[i]);
	free(f->slot);
	jars_release(&f->jars);
	hosts_release(&f->hosts);
	curl_multi_cleanup(f->multi);
}

static int
fetch_init(struct fetch *f, size_t n, struct err *e)
{
	hosts_init(&f->hosts);
	jars_init(&f->jars);
	f->slot = mem_alloc(n, sizeof(*f->slot));
	f->multi = curl_multi_init();
	/* Idle connections are scanned for each request, so few are kept. */
	if (f->multi == NULL ||
	    curl_multi_setopt(f->multi, CURLMOPT_MAXCONNECTS,
		(long)LIMIT_TRANSFERS) != CURLM_OK)
		return err_set(e, ERR_NET, "libcurl cannot be used");
	for (; f->nslots < n; f->nslots++)
		if (transfer_init(&f->slot[f->nslots], &f->jars, e) != 0)
			return -1;
	return 0;
}

int
fetch_all(const struct request *req, size_t n, fetch_done done, void *ctx,
    const volatile sig_atomic_t *stop, struct err *e)
{
	struct fetch f = { .done = done, .ctx = ctx, .stop = stop };
	struct arena scratch;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_set(e, ERR_NET, "libcurl cannot be used");
	if (fetch_init(&f, n < LIMIT_TRANSFERS ? n : LIMIT_TRANSFERS, e) != 0) {
		fetch_release(&f);
		curl_global_cleanup();
		return -1;
	}
	arena_init(&scratch, SIZE_MAX);
	for (size_t i = 0; i < n; i++) {
		if (stopped(&f))
			report_stop(&f, &req[i]);
		else
			sort_in(&f, &req[i], &scratch);
	}
	arena_release(&scratch);
	loop(&f);
	fetch_release(&f);
	curl_global_cleanup();
	return 0;
}
