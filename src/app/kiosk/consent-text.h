/* What a person consents to: the project's own text, or the program's. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/record.h"
#include "text/language.h"

/* The text of the project's latest version in `language`, owned; where the project has none in it,
 * the program's own, for which the language must be the present one. `project` may be NULL. The
 * version (owned) goes to `version`. */
char *ev_consent_text (const EvRecord *project, EvLanguage language, char **version);
