// SPDX-License-Identifier: ISC
// The floor: what fetching alone costs, and fetching and parsing, with the
// libraries that coranto uses and nothing else.
#include <curl/curl.h>
#include <lexbor/html/html.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IN_FLIGHT 32

/* floor MODE < URLs: `fetch` reads the bodies, `parse` makes trees of them,
 * `since DATE` asks for what is newer. Prints how many bytes and nodes. */
struct floor {
	bool parse;
	struct curl_slist *headers;
	lxb_html_document_t *doc;
	size_t bytes, pages, unchanged;
};

struct transfer {
	CURL *easy;
	char *body;
	size_t len, cap;
};

static void
fail(const char *what)
{
	fprintf(stderr, "floor: %s\n", what);
	exit(1);
}

static size_t
on_body(char *p, size_t size, size_t n, void *ctx)
{
	struct transfer *t = ctx;

	n *= size;
	if (t->len + n > t->cap) {
		t->cap = (t->len + n) * 2;
		t->body = realloc(t->body, t->cap);
		if (t->body == NULL)
			fail("out of memory");
	}
	memcpy(t->body + t->len, p, n);
	t->len += n;
	return n;
}

static bool
start(struct floor *f, CURLM *multi, struct transfer *t)
{
	char url[512];

	if (fgets(url, sizeof(url), stdin) == NULL)
		return false;
	url[strcspn(url, "\n")] = '\0';
	t->len = 0;
	curl_easy_setopt(t->easy, CURLOPT_URL, url);
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, f->headers);
	curl_multi_add_handle(multi, t->easy);
	return true;
}

static void
finish(struct floor *f, struct transfer *t)
{
	long status = 0;

	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	f->pages += status == 200;
	f->unchanged += status == 304;
	f->bytes += t->len;
	if (!f->parse || status != 200)
		return;
	lxb_html_document_clean(f->doc);
	if (lxb_html_document_parse(
		f->doc, (const lxb_char_t *)t->body, t->len) != LXB_STATUS_OK)
		fail("a page cannot be parsed");
}

static size_t
collect(struct floor *f, CURLM *multi)
{
	CURLMsg *m;
	int left;
	size_t n = 0;

	while ((m = curl_multi_info_read(multi, &left)) != NULL) {
		struct transfer *t;
		char *ctx;

		if (m->data.result != CURLE_OK)
			fail(curl_easy_strerror(m->data.result));
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &ctx);
		t = (struct transfer *)(void *)ctx;
		curl_multi_remove_handle(multi, t->easy);
		finish(f, t);
		n += !start(f, multi, t);
	}
	return n;
}

static CURL *
handle(struct transfer *t)
{
	CURL *c = curl_easy_init();

	if (c == NULL)
		fail("libcurl gives no handle");
	curl_easy_setopt(c, CURLOPT_PRIVATE, t);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	return c;
}

int
main(int argc, char **argv)
{
	static struct transfer t[IN_FLIGHT];
	struct floor f = { .parse = argc > 1 && strcmp(argv[1], "parse") == 0 };
	CURLM *multi;
	size_t active = 0;
	int running;
	char since[128];

	curl_global_init(CURL_GLOBAL_DEFAULT);
	multi = curl_multi_init();
	f.doc = lxb_html_document_create();
	lxb_dom_document_opt_set(
	    lxb_dom_interface_document(f.doc), LXB_DOM_DOCUMENT_OPT_WO_EVENTS);
	if (argc > 2 && strcmp(argv[1], "since") == 0) {
		snprintf(
		    since, sizeof(since), "If-Modified-Since: %s", argv[2]);
		f.headers = curl_slist_append(NULL, since);
	}
	for (size_t i = 0; i < IN_FLIGHT; i++) {
		t[i].easy = handle(&t[i]);
		active += start(&f, multi, &t[i]);
	}
	while (active > 0) {
		curl_multi_perform(multi, &running);
		active -= collect(&f, multi);
		if (active > 0 && running > 0)
			curl_multi_poll(multi, NULL, 0, 1000, NULL);
	}
	printf("%zu pages, %zu unchanged, %zu bytes\n", f.pages, f.unchanged,
	    f.bytes);
	return 0;
}
