// SPDX-License-Identifier: ISC
#ifndef WEB_XPATH_PRIV_H
#define WEB_XPATH_PRIV_H

/* Between the files of xpath.h. */

#include "web/libxml.h"
#include "web/xpath.h"

struct xpath {
	struct str text;
	xmlXPathCompExprPtr code; /* owned; by arena_defer */
	struct str *prefix;       /* that are used */
	size_t nprefixes;
};

/*
 * Look for what libxml2 would only find out on a page: functions that there
 * are not, and variables. Fills X->prefix. TEXT has been compiled. Returns 0,
 * or -1 with E as by xpath_compile().
 */
int xpath_scan(struct arena *a, struct xpath *x, struct err *e);

/* Have the functions of CTXT that look at texts count what that costs, as
 * steps of CTXT. */
void xpath_charge_functions(xmlXPathContextPtr ctxt);

#endif
