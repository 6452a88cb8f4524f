/* An independent memory of what each laptop's program acknowledged to a person. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oracle.h"
#include "record/change.h"

/* One action of a person. It is known by an operator of its own, which every change carries and
 * which stays with it whatever numbers and stamps it gets. */
typedef struct {
  char *operator_id;
  guint laptop;       /* whose number it is */
  GPtrArray *changes; /* of EvChange, as the laptop first logged them, or stamped them anew */
  GPtrArray *renamed; /* of EvChange: under other ids, since a laptop shared its own with another */
  gboolean may_miss;  /* the disk that it was on was set back by a person */
  gboolean may_repeat; /* two folders had it when it had no receipt yet */
  gboolean orphaned;   /* sent under an identity that the laptop has no more */
  gboolean forgotten;  /* by the server, which was set back; whoever has it offers it again */
  gboolean given_up;   /* a person took its refused changes off the list */
} Entry;

typedef struct {
  GPtrArray *entries;      /* of Entry */
  GHashTable *by_operator; /* operator -> Entry, borrowed */
  guint tags;              /* given out */
} Journal;

Journal *journal_new (void);
void journal_free (Journal *journal);

/* Before an action on `laptop`: whatever it writes from now on carries a new operator. */
void journal_begin (Journal *journal, Laptop *laptop);

/* After it, the laptop running: remembers what it wrote. */
void journal_end (Journal *journal, Laptop *laptop);

/* After a sync, or a start after it: the laptop may have stamped its changes anew, and have a new
 * identity, its records new names. */
void journal_follow (Journal *journal, Laptop *laptop);

/* Whether the person that a change of the entry is about is erased, under any of her names. */
gboolean journal_is_erased (const Oracle *oracle, const Entry *entry, const EvChange *change);

/* Whether she is so under all of them. */
gboolean journal_is_gone (const Oracle *oracle, const Entry *entry, const EvChange *change);

/* The entry of a change; NULL if no action of a person wrote it. */
Entry *journal_find (const Journal *journal, const char *operator_id);

/* The folder of `laptop` is now in two hands: what has no receipt yet may come twice. */
void journal_doubled (Journal *journal, Laptop *laptop);

/* A backup of the laptop was put back, which was made when the journal had `mark` entries: what
 * it wrote since may be gone, what it had not sent then may come twice. */
void journal_set_back (Journal *journal, Laptop *laptop, guint mark);

/* The server was set back: what no laptop offers again under its own identity is gone from the
 * history, though its values are not. */
void journal_server_set_back (Journal *journal);
