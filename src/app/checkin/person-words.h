/* A person in a line of text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/register.h"
#include "store/search.h"

/* Her name as people say it; owned. */
char *ev_person_words_name (const EvPersonRow *person);

/* What tells her from namesakes, for a screen that others may see: municipality and institution.
 * Owned; "" if neither is known. */
char *ev_person_words_details (EvRegister *reg, const EvPersonRow *person);
