// SPDX-License-Identifier: ISC
#ifndef CONFIG_CHECK_H
#define CONFIG_CHECK_H

#include <stdbool.h>

#include "config/reader.h"
#include "model/rule.h"

/*
 * Compile what N holds, to see that it can be; what is compiled is thrown
 * away. AT is the byte in the value of N where it stands. Each returns 0, or
 * -1 after reporting at the exact place.
 */
int check_selector(
    struct reader *r, const struct node *n, struct str selector, size_t at);
int check_pattern(struct reader *r, const struct node *n, struct str pattern,
    struct str flags, size_t at);
int check_json_path(
    struct reader *r, const struct node *n, struct str path, size_t at);
/* Parse and check the rule in N. ITEM: a selector or a path alone, without @
 * and ops. */
int check_rule(
    struct reader *r, const struct node *n, bool item, struct rule *out);

#endif
