/* Who may see what, reckoned slowly and independently of the server's own bookkeeping. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub.h"
#include "laptop.h"
#include "verdict.h"

/* Everything that the server holds at one moment. */
typedef struct {
  Hub *hub;
  GHashTable *records; /* "KIND/ID" -> EvCentralRecord */
  GPtrArray *order;    /* the same records as they came, borrowed */
  GPtrArray *helds;    /* of EvHeld: what waits for the admin */
  GHashTable *teams;   /* a team's number (as pointer) -> its bit */
} Oracle;

Oracle *oracle_new (Hub *hub);
void oracle_free (Oracle *oracle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Oracle, oracle_free)

/* The record, borrowed; NULL if the server has none. */
const EvRecord *oracle_record (const Oracle *oracle, EvKind kind, const char *id);

/* Whether the laptop, by its role and teams, may have the record at all. */
gboolean oracle_reads (const Oracle *oracle, const Laptop *laptop, EvKind kind, const char *id);

/* Whether the server holds the change's value of this group, or a later one, for the admin. */
gboolean oracle_holds (const Oracle *oracle, const EvChange *change, const char *group);

/* Whether the person was erased (or, for an attendance or beneficiary, the one it is about). */
gboolean oracle_is_erased (const Oracle *oracle, EvKind kind, const char *id);

/* Blames whoever let a value into an answer to `laptop` that it may not read. */
void oracle_judge_answer (Hub *hub, const Laptop *laptop, GBytes *body, Verdict *verdict);
