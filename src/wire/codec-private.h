/* Refusals, as several messages have them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/form-private.h"

/* An array of EvRefusal as JSON, owned; and back, added to `refusals`. */
cJSON *ev_codec_refusals_to_json (const GPtrArray *refusals);
void ev_codec_read_refusals (EvForm *form, const char *member, GPtrArray *refusals);
