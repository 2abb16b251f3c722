// SPDX-License-Identifier: ISC
#include "fetch/status.h"

#include <stddef.h>

/* Source: IANA HTTP Status Code Registry, what a GET may be answered with. */
static const struct {
	int status;
	const char *phrase;
} status_table[] = {
	{ 206, "Partial Content" },
	{ 300, "Multiple Choices" },
	{ 301, "Moved Permanently" },
	{ 302, "Found" },
	{ 303, "See Other" },
	{ 304, "Not Modified" },
	{ 305, "Use Proxy" },
	{ 307, "Temporary Redirect" },
	{ 308, "Permanent Redirect" },
	{ 400, "Bad Request" },
	{ 401, "Unauthorized" },
	{ 402, "Payment Required" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 406, "Not Acceptable" },
	{ 407, "Proxy Authentication Required" },
	{ 408, "Request Timeout" },
	{ 409, "Conflict" },
	{ 410, "Gone" },
	{ 412, "Precondition Failed" },
	{ 414, "URI Too Long" },
	{ 415, "Unsupported Media Type" },
	{ 416, "Range Not Satisfiable" },
	{ 421, "Misdirected Request" },
	{ 422, "Unprocessable Content" },
	{ 423, "Locked" },
	{ 425, "Too Early" },
	{ 426, "Upgrade Required" },
	{ 428, "Precondition Required" },
	{ 429, "Too Many Requests" },
	{ 431, "Request Header Fields Too Large" },
	{ 451, "Unavailable For Legal Reasons" },
	{ 500, "Internal Server Error" },
	{ 501, "Not Implemented" },
	{ 502, "Bad Gateway" },
	{ 503, "Service Unavailable" },
	{ 504, "Gateway Timeout" },
	{ 505, "HTTP Version Not Supported" },
	{ 507, "Insufficient Storage" },
	{ 508, "Loop Detected" },
	{ 511, "Network Authentication Required" },
};

const char *
status_phrase(int status)
{
	for (size_t i = 0; i < sizeof(status_table) / sizeof(*status_table);
	     i++)
		if (status_table[i].status == status)
			return status_table[i].phrase;
	return "(unregistered)";
}

/* A 206 would be a part of the page, and no part was asked for. */
bool
status_has_page(int status)
{
	return status >= 200 && status <= 299 && status != 206;
}

bool
status_is_redirect(int status)
{
	return status == 302 || status == 303 || status == 307 ||
	       status_is_permanent(status);
}

bool
status_is_error(int status)
{
	return status >= 400 && status <= 599;
}

bool
status_is_permanent(int status)
{
	return status == 301 || status == 308;
}
