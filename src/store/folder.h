// SPDX-License-Identifier: ISC
#ifndef STORE_FOLDER_H
#define STORE_FOLDER_H

#include "base/err.h"

/*
 * Create the state folder, closed to others: the database can hold what a page
 * shows only to who is logged in. An existing folder stays as it is. Returns
 * 0, or -1 with E set (ERR_STORE).
 */
int folder_make(const char *dir, struct err *e);

#endif
