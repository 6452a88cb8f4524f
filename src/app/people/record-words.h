/* Records, fields and changes in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/register.h"
#include "store/history.h"

/* A value as a person reads it: codes by their names, dates, moments and amounts as the language
 * writes them, references by what they are called. Owned; NULL for no value. */
char *ev_record_words_value (EvRegister *reg, EvKind kind, const char *field, const EvValue *value);

/* What a record is called: a person's or event's name, "Name, session of DATE". Owned; NULL where
 * there is none. */
char *ev_record_words_name (EvRegister *reg, EvKind kind, const char *id);

/* What a kind is called. Borrowed. */
const char *ev_record_words_kind (EvKind kind);

/* What a change did: "Phone: 044 123 456 · Note: …"; where `earlier` (may be NULL) has what stood
 * there before, "Status: Present → Absent". Sensitive values only for a coordinator, map and
 * signature values never. Owned. */
char *ev_record_words_change (EvRegister *reg, const EvChange *change, const EvChange *earlier);

/* Who, when, where: "Vesna Ilić, 24.11.2026 09:30". Owned. */
char *ev_record_words_author (const EvHistoryChange *change);
