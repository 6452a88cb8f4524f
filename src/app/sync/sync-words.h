/* What is where, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/register.h"

/* A few words for the chip: "Everything is on the server". Free with g_free. */
char *ev_sync_words_short (EvRegister *reg);

/* The same in one word, or a number, for where there is no room. Free with g_free. */
char *ev_sync_words_brief (EvRegister *reg);

/* A sentence or two for the page: since when, what to do. Free with g_free. */
char *ev_sync_words_long (EvRegister *reg);

/* When the last exchange was: "Last synced: 5 minutes ago". Free with g_free. */
char *ev_sync_words_last (EvRegister *reg);

/* The icon that goes with it; static. */
const char *ev_sync_words_icon (EvRegister *reg);

/* Its style class: "success", "attention" or none (NULL); static. */
const char *ev_sync_words_class (EvRegister *reg);
