// SPDX-License-Identifier: ISC
#ifndef FETCH_ADDRESS_GATE_H
#define FETCH_ADDRESS_GATE_H

#include <stdbool.h>
#include <sys/socket.h>

#include "base/err.h"
#include "fetch/address_guard.h"
#include "model/access.h"
#include "web/url.h"

/*
 * The one gate before every connection. It judges the address that is about
 * to be connected to, never the name, so that no name can change its mind
 * between the look and the connection.
 *
 * An address that is not public passes when
 *   - the hop goes to the very origin that is configured, and the host there
 *     is an address or a name that is never public (localhost, *.local, a word
 *     without a dot); or
 *   - `allow_private` is true, or lists the host or the address, with the port.
 * A metadata service passes only when its address is listed.
 */
struct address_gate {
	const struct allow_private *allow; /* foreign; NULL: nothing */
	struct endpoint to;                /* of this hop */
	bool own;                          /* the configured origin */
	bool proxied;       /* the proxy is configured: its address passes */
	struct err refused; /* why nothing passed, or ERR_NONE */
};

/*
 * Judge what the URL alone tells: the port, which is 80, 443, 8080, 8443, the
 * configured page's own (OWN_PORT) or listed; and behind a proxy, which alone
 * sees the address, the host if it is an address or a name that is never
 * public. Returns 0, or -1 with E set (ERR_NET).
 */
int address_gate_url(const struct address_gate *g, int own_port, struct err *e);
/* May SA be connected to? If not, G->refused says why. */
bool address_gate_admits(struct address_gate *g, const struct sockaddr *sa);

#endif
