// SPDX-License-Identifier: ISC
#ifndef CONFIG_TYPES_H
#define CONFIG_TYPES_H

#include "base/arena.h"
#include "config/keys.h"
#include "model/field.h"

/* The kinds of values, one row of the table of keys each names one. The
 * comment says what the first part of such a key is. */
extern const struct key_type type_section;    /* read by load.c */
extern const struct key_type type_embedded;   /* struct str */
extern const struct key_type type_text;       /* struct str */
extern const struct key_type type_bool;       /* bool */
extern const struct key_type type_count;      /* uint32_t */
extern const struct key_type type_first_run;  /* uint32_t, a count */
extern const struct key_type type_choice;     /* int-sized enum */
extern const struct key_type type_choices;    /* unsigned, bits from 1 on */
extern const struct key_type type_id;         /* struct str */
extern const struct key_type type_duration;   /* uint32_t seconds */
extern const struct key_type type_pause;      /* uint32_t milliseconds */
extern const struct key_type type_size;       /* uint32_t bytes */
extern const struct key_type type_every;      /* struct every */
extern const struct key_type type_hours;      /* struct day_part *; size_t */
extern const struct key_type type_zone;       /* struct zone; bool */
extern const struct key_type type_url;        /* struct str; a page to read */
extern const struct key_type type_link;       /* struct str; http or https */
extern const struct key_type type_folder;     /* struct str, relative to file */
extern const struct key_type type_file;       /* likewise */
extern const struct key_type type_charset;    /* struct str */
extern const struct key_type type_rules;      /* struct rules */
extern const struct key_type type_item;       /* struct rules: selectors */
extern const struct key_type type_rules_list; /* likewise, inside of {} */
extern const struct key_type type_pages;      /* struct pages */
extern const struct key_type type_language;   /* struct str; struct rules */
extern const struct key_type type_filters;    /* struct filters */
extern const struct key_type type_fields;     /* unsigned, bits of enum field */
extern const struct key_type type_tags;       /* struct str *; size_t */
extern const struct key_type type_headers;    /* struct header *; size_t */
extern const struct key_type type_allow;      /* struct allow_private */
extern const struct key_type type_article;    /* struct article_rules */
extern const struct key_type type_kept;       /* struct kept_limits */
extern const struct key_type type_proxy;      /* struct proxy */
extern const struct key_type type_auth;       /* struct auth */
extern const struct key_type type_cookies;    /* struct cookies */
extern const struct key_type type_post;       /* struct post */
extern const struct key_type type_tls;        /* struct tls */
extern const struct key_type type_fetch;      /* struct program */
extern const struct key_type type_render;     /* struct render */

/* The field that NAME, the text of N, names; FIELD_COUNT after reporting. */
enum field field_read(struct reader *r, const struct node *n, struct str name);

/* Absolute URL of a page to read, without fragment. FILE is the configuration
 * file that a file: URL is relative to. Returns 0; -1 when it is no URL; -2
 * for another scheme; -3 for user:password@. */
int url_of_page(
    struct arena *a, struct str text, const char *file, struct str *out);

/* A scalar of YAML that reads back as S; FLOW: inside of [] or {}. Double
 * quotes when it must be, with `${` guarded unless RULE. */
void yaml_scalar(struct buf *b, struct str s, bool flow, bool rule);

#endif
