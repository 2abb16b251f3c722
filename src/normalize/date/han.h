// SPDX-License-Identifier: ISC
#ifndef NORMALIZE_DATE_HAN_H
#define NORMALIZE_DATE_HAN_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Read the Han numerals that S begins with, digit by digit (二〇二六) or with
 * tens (十一, 廿五, 三百). Returns their length in bytes, or 0; DIGITS is the
 * number of characters when digit by digit, else of decimal digits.
 */
size_t han_number(struct str s, uint64_t *number, unsigned *digits);

#endif
