/* Invented work: trainings, the people who came, and who was there when. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/change.h"

/* What people, institutions and trainings are called; each list ends with NULL. */
typedef struct {
  char **given, **family;
  const char *const *places, *const *topics;
} Names;

/* Reads the names in a file like tests/fixtures/names.csv. Release with names_clear(). */
gboolean names_load (Names *names, const char *path, GError **error);

/* Names that are in no list. */
void names_invent (Names *names, GRand *random, guint count);
void names_clear (Names *names);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Names, names_clear)

/* A laptop at work: its changes have rising seqs and stamps 3 to 20 s apart, as real ticks have. */
typedef struct {
  GRand *random;
  const Names *names;
  EvVersion last;
} Laptop;

/* A laptop before its first change. */
Laptop laptop_new (GRand *random, const Names *names, const char *device);

/* One change each, as a laptop's log holds it, owned: a person with 12 fields, an attendance with 6
 * (the derived ones counted). */
EvChange *laptop_add_person (Laptop *laptop);
EvChange *laptop_add_attendance (Laptop *laptop, const char *session_id, const char *person_id);

/* Another telephone number for a person. */
EvChange *laptop_edit_person (Laptop *laptop, const EvChange *person);

/* So many events with a session each, people, and attendances. Array of EvChange, owned. */
GPtrArray *laptop_work (Laptop *laptop, guint events, guint people, guint attendances);

/* Moves a change, and the moments that it tells of, by so many milliseconds: the rows are of one
 * day in the past. */
void rows_move (EvChange *change, gint64 shift);

/* The same as a server hands them on: whole groups, no bases. Owned. */
GPtrArray *rows_handed_on (const GPtrArray *changes);

/* The rows as plain JSON, an object each with its id, for comparison; free with g_free. */
char *rows_to_json (const GPtrArray *changes);
