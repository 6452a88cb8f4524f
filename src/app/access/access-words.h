/* Entries of the access log in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/register.h"

/* What was done: "Opened", "Printed". Static. */
const char *ev_access_words_kind (EvAccessKind kind);

/* To what: a person's or an event's name, or a table; owned. */
char *ev_access_words_subject (EvRegister *reg, const EvAccess *access);

/* Who it was, when, and the reason where one was stated; owned. */
char *ev_access_words_who (EvRegister *reg, const EvAccess *access);

/* What following the chain gave, as ev_access_check() says; owned. */
char *ev_access_words_chain (gint64 broken);
