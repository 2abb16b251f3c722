// SPDX-License-Identifier: ISC
#include "fetch/socks.h"

#include <arpa/inet.h>
#include <string.h>

/* RFC 1928 3 to 6. */
#define VERSION 5
#define METHOD_NONE 0
#define COMMAND_CONNECT 1
enum address_type { TYPE_IPV4 = 1, TYPE_NAME = 3, TYPE_IPV6 = 4 };

static unsigned
byte_at(struct str s, size_t i)
{
	return (unsigned char)s.p[i];
}

enum socks_end
socks_greeting(struct str in, size_t *used)
{
	size_t methods;

	if (in.len >= 1 && byte_at(in, 0) != VERSION)
		return SOCKS_BAD;
	if (in.len < 2)
		return SOCKS_MORE;
	methods = byte_at(in, 1);
	if (in.len < 2 + methods)
		return SOCKS_MORE;
	*used = 2 + methods;
	return memchr(in.p + 2, METHOD_NONE, methods) != NULL ? SOCKS_DONE
							      : SOCKS_BAD;
}

/* The bytes of the address at IN[4], its length byte too; 0: no such type. */
static size_t
address_size(struct str in)
{
	switch (byte_at(in, 3)) {
	case TYPE_IPV4:
		return 4;
	case TYPE_IPV6:
		return 16;
	case TYPE_NAME:
		return 1 + (size_t)byte_at(in, 4);
	default:
		return 0;
	}
}

static struct str
address_host(struct arena *a, struct str in)
{
	char text[INET6_ADDRSTRLEN] = "";

	switch (byte_at(in, 3)) {
	case TYPE_NAME:
		return arena_str(a, str_sub(in, 5, byte_at(in, 4)));
	case TYPE_IPV6:
		inet_ntop(AF_INET6, in.p + 4, text, sizeof(text));
		return arena_printf(a, "[%s]", text);
	default:
		inet_ntop(AF_INET, in.p + 4, text, sizeof(text));
		return arena_str(a, str_c(text));
	}
}

enum socks_end
socks_request(struct arena *a, struct str in, size_t *used, struct endpoint *to,
    enum socks_code *code)
{
	size_t size;

	*code = SOCKS_FAILURE;
	if (in.len >= 1 && byte_at(in, 0) != VERSION)
		return SOCKS_BAD;
	if (in.len < 5)
		return SOCKS_MORE;
	size = address_size(in);
	if (size == 0) {
		*code = SOCKS_NO_ADDRESS_TYPE;
		return SOCKS_BAD;
	}
	if (in.len < 4 + size + 2)
		return SOCKS_MORE;
	if (byte_at(in, 1) != COMMAND_CONNECT) {
		*code = SOCKS_NO_COMMAND;
		return SOCKS_BAD;
	}
	*used = 4 + size + 2;
	to->host = address_host(a, in);
	to->port = (int)(byte_at(in, 4 + size) << 8 | byte_at(in, 5 + size));
	return SOCKS_DONE;
}

void
socks_reply(char out[SOCKS_REPLY_SIZE], enum socks_code code)
{
	memset(out, 0, SOCKS_REPLY_SIZE);
	out[0] = VERSION;
	out[1] = (char)code;
	out[3] = TYPE_IPV4;
}
