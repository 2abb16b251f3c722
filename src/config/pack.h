// SPDX-License-Identifier: ISC
#ifndef CONFIG_PACK_H
#define CONFIG_PACK_H

#include "base/buf.h"
#include "config/tree.h"

/*
 * A tree in a fifth of the room, for the hundred thousand entries of a list
 * that are looked at one after the other, and not before the file is read to
 * its end. Nodes follow each other as they stand in the file:
 *
 *	node = kind and style (1 byte), line, column, number, [place]
 *
 * Numbers are in base 128, the lowest digit first, the last one below 128; a
 * line is what it differs from that of the node before, twice, less one when
 * it is above. The bytes of a scalar stay where they are: NUMBER counts them,
 * and their place is told as lines are.
 */

/* Add N, whose nodes are all in one text. */
void node_pack(struct buf *b, const struct node *n);
/* The tree of N, of kind NODE_PACKED, in A. Depths and weights, which only
 * reading a file needs, are not in it. */
struct node *node_unpack(struct arena *a, const struct node *n);

#endif
