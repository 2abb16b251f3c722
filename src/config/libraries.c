// SPDX-License-Identifier: ISC
#include <yaml.h>

#include "config/config.h"

void
config_libraries(struct libraries *out)
{
	libraries_add(out, (struct library){ .name = "libyaml",
			       .linked = yaml_get_version_string(),
			       .licence = "MIT" });
}
