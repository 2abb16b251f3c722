// SPDX-License-Identifier: ISC
#include "run/source_note.h"

#include "base/log.h"
#include "model/limits.h"
#include "run/drift.h"
#include "run/flood.h"
#include "run/moved.h"
#include "run/validated.h"
#include "schedule/rhythm.h"
#include "schedule/schedule.h"
#include "web/httpdate.h"

static enum source_state
state_of(const struct err *e)
{
	switch (e->code) {
	case ERR_HTTP:
		return e->http == 410 ? STATE_GONE : STATE_HTTP_ERROR;
	case ERR_ROBOTS:
	case ERR_BLOCKED:
		return STATE_BLOCKED;
	case ERR_RENDER:
		return STATE_NEEDS_RENDERING;
	case ERR_DECODE:
		return STATE_DECODE_ERROR;
	case ERR_SYSTEM:
		return STATE_FILE_ERROR;
	case ERR_READER:
		return STATE_READER_ERROR;
	case ERR_COMMAND:
		return STATE_COMMAND_ERROR;
	case ERR_LIMIT:
		return STATE_LIMIT;
	case ERR_EXTRACT:
		return STATE_NO_MATCHES;
	default:
		return STATE_NETWORK_ERROR;
	}
}

void
note_other_page(struct memory *m)
{
	m->rhythm = (struct rhythm){ 0 };
	m->hints = (struct hints){ 0 };
	m->moved = (struct moved){ .to = STR_NULL };
	m->own_feed = (struct own_feed){ .url = STR_NULL };
}

static void
enter_state(struct source_run *s, enum source_state state, int64_t now)
{
	struct memory *m = &s->memory;

	/* Well is one state to a person: 200 and 304 take turns. */
	bool same =
	    m->state == state || (state_well(m->state) && state_well(state));

	if (!same || m->since == 0)
		m->since = now;
	m->state = state;
	m->last_run = now;
	m->url = s->source->url;
	m->config_hash = s->config_hash;
	m->basis = s->basis;
}

/* What a person should know of the fields that S has lost. */
static struct str
lost_text(struct arena *a, const struct source_run *s)
{
	return arena_printf(a, "extract: no %.*s found any more in most items",
	    STR_ARG(s->lost));
}

/*
 * A source that is well but for something that wants a person: that is told
 * when it begins, and stands in `status`.
 */
static void
enter_well(struct source_run *s, struct arena *keep, enum source_state state,
    int64_t now)
{
	struct memory *m = &s->memory;
	enum source_state before = m->state;

	/* Not at first sight: then it is what somebody wants to keep. */
	if (state_well(state) && m->held.n > 0)
		state = STATE_HELD;
	else if (state_well(state) && m->broke > 0)
		state = STATE_REPAIRED;
	else if (state_well(state) && !str_empty(s->lost))
		state = STATE_FIELDS_LOST;
	else if (state_well(state) && !str_empty(s->unread))
		state = STATE_ARTICLES_LOST;
	else if (state_well(state) && m->last_success > 0 &&
		 schedule_stale(m, now))
		state = STATE_STALE;
	else if (state_well(state) && moved_for_good(&m->moved, now))
		state = STATE_MOVED;
	enter_state(s, state, now);
	if (m->state == before)
		return;
	if (m->state == STATE_HELD)
		log_line(LOG_WARN, "%.*s",
		    STR_ARG(flood_text(keep, s->source, &m->held)));
	if (m->state == STATE_REPAIRED)
		m->turn =
		    drift_turn(keep, s->known, s->source, m->broke, s->broke);
	if (m->state == STATE_FIELDS_LOST)
		m->turn = lost_text(keep, s);
	if (m->state == STATE_ARTICLES_LOST)
		m->turn = s->unread;
	if (m->state == STATE_STALE)
		m->turn = schedule_stale_text(keep, s->source, m);
	if (m->state == STATE_MOVED)
		m->turn = moved_text(keep, s->source, m);
	if (!str_empty(m->turn))
		log_line(LOG_WARN, "%.*s",
		    STR_ARG(str_sub(m->turn, 0, str_chr(m->turn, '\n', 0))));
}

void
note_success(struct source_run *s, struct arena *keep, enum source_state state,
    const struct response *res, const struct items *items, int64_t now)
{
	struct memory *m = &s->memory;
	struct outcome well = { .fresh_for = res->fresh_for };
	struct due next;

	log_context(s->source->id, NULL);
	if (m->failures > 0)
		log_line(LOG_INFO, "works again after %u failed run%s",
		    (unsigned)m->failures, m->failures == 1 ? "" : "s");
	if (s->at_feed)
		m->own_feed.url = arena_str(keep, s->asked);
	else
		moved_note(&m->moved, keep, s->source, s->asked, res, now);
	rhythm_learn(&m->rhythm, s->source->zone,
	    items == NULL ? NULL : items->v, items == NULL ? 0 : items->n,
	    m->fresh, m->last_success, now);
	enter_well(s, keep, state, now);
	m->last_success = now;
	m->failures = 0;
	s->report->failed = false;
	m->message = STR_NULL;
	next = schedule_next(s->source, m, now, &well);
	m->next_due = next.t;
	m->due_reason = next.why;
}

void
note_unchanged(struct source_run *s, struct arena *keep,
    enum source_state state, const struct response *res, int64_t now)
{
	/* What was said of the page, not of failures since. */
	struct str message =
	    s->memory.failures > 0 ? STR_NULL : s->memory.message;

	s->unchanged = true;
	s->memory.fresh = 0;
	if (s->memory.state == STATE_ALL_DROPPED ||
	    s->memory.state == STATE_FIELDS_LOST)
		state = s->memory.state;
	note_success(s, keep, state, res, NULL, now);
	s->memory.message = message;
}

/* How long the answer, if there is one, asks to wait at least. */
static int64_t
wait_asked(const struct response *res, int64_t now)
{
	int64_t wait = 0;

	if (res != NULL && res->status >= 300)
		wait = http_retry_after(res->retry_after, now, LIMIT_ASKED_S);
	return wait < 0 ? 0 : wait;
}

void
note_failure(struct source_run *s, struct arena *keep, const char *stage,
    const struct err *why, const struct response *res, int64_t now)
{
	struct memory *m = &s->memory;
	struct outcome bad = { .failed = why,
		.retry_after = wait_asked(res, now) };
	enum source_state state = state_of(why);
	bool known = m->state == state && m->failures > 0;
	struct due next;

	/* The state's first failure goes to cron's mail, the rest do not. */
	log_context(s->source->id, stage);
	log_line(known ? LOG_INFO : LOG_ERROR, "%s (%.*s)", why->msg,
	    STR_ARG(s->source->shown));
	validated_spoil(m, source_changed(s), res);
	enter_state(s, state, now);
	/* Who tries a source again and again does not want to wait for longer
	 * then. */
	if (!s->early || m->failures == 0)
		m->failures++;
	m->message = arena_printf(keep, "%s: %s", stage, why->msg);
	if (!s->at_feed)
		moved_note(&m->moved, keep, s->source, s->asked, NULL, now);
	next = schedule_next(s->source, m, now, &bad);
	m->next_due = next.t;
	m->due_reason = next.why;
	s->report->failed = true;
}

/* S with a 0 for each number. */
static struct str
without_counts(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.len);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		bool digit = is_digit(s.p[i]);

		if (!digit || i == 0 || !is_digit(s.p[i - 1]))
			p[n++] = digit ? '0' : s.p[i];
	}
	return str_n(p, n);
}

/* Is the warning W in BEFORE, whatever it counts? */
static bool
was_told(struct arena *a, struct str before, struct str w)
{
	return str_find(without_counts(a, before), without_counts(a, w)) !=
	       STR_NONE;
}

void
note_warnings(struct source_run *s, struct arena *keep, const struct page *page,
    struct str before)
{
	const struct items *items = &page->items;
	struct str *message = &s->memory.message;

	for (size_t i = 0; i < items->nrule_warnings; i++)
		*message = arena_concat(keep,
		    (struct str[]){ *message, i > 0 ? STR("; ") : STR_NULL,
			items->warnings[i] },
		    3);
	for (size_t i = 0; i < items->nwarnings; i++) {
		bool rule = i < items->nrule_warnings;

		log_context(s->source->id, rule ? "extract" : page->stage);
		log_line(rule && str_empty(s->lost) &&
				 !was_told(keep, before, items->warnings[i])
			     ? LOG_WARN
			     : LOG_INFO,
		    "%.*s", STR_ARG(items->warnings[i]));
	}
	/* Some are found. */
	if (str_empty(*message) && s->memory.state == STATE_FIELDS_LOST)
		*message = lost_text(keep, s);
	if (page->truncated)
		log_line(LOG_WARN, "the page ended early; it was read as far "
				   "as it came");
}
