/* One person's own data on paper. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "print/document.h"
#include "text/list.h"

/* The pages of what exchange/subject.h gathered, in words of the present language, for the person
 * herself: her data, where she took part, and what was done with her record. `subject` is read
 * within the call only. Owned. EV_ERROR_MALFORMED if it is none. */
EvDocument *ev_subject_document (const cJSON *subject, const EvLists *lists, GError **error);
