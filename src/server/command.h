/* evidenca-server's commands. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/random.h"
#include "server/central.h"

/* Exit codes. */
#define EV_COMMAND_DONE 0
#define EV_COMMAND_FAILED 1
#define EV_COMMAND_USAGE 2

/* What a command is given. */
typedef struct {
  GPtrArray *words; /* of char *, borrowed: what follows the command's name and is not yet taken */
  char *store;      /* the URL of the central store */
  const char *config; /* a file with settings; NULL: none */
  gboolean json;      /* print one JSON document */
  EvClock clock;
  EvRandom random;
} EvCommandLine;

/* Runs a command line; returns the exit code. */
int ev_command_main (int argc, char **argv);

/* Takes `--NAME VALUE` out of the words; `value` (borrowed) stays as it was where it is absent.
 * FALSE if it stands without a value. */
gboolean ev_command_option (EvCommandLine *line, const char *name, const char **value);

/* Takes `--NAME` out of the words; whether it was there. */
gboolean ev_command_flag (EvCommandLine *line, const char *name);

/* The word at `index` once all options are taken; NULL if there is none. Borrowed. */
const char *ev_command_word (const EvCommandLine *line, guint index);

/* Whether just `count` words are left, none of them an option. */
gboolean ev_command_expects (const EvCommandLine *line, guint count);

/* Opens the store; with `create`, makes it if absent. Begins a transaction. NULL with error. */
EvCentral *ev_command_open (const EvCommandLine *line, gboolean create, gboolean write,
                            GError **error);

/* Adds a moment (ms UTC) in ISO 8601; null where there is none (0). */
void ev_command_add_moment (cJSON *object, const char *name, gint64 milliseconds);

/* Prints `result`, taken over: as JSON, or a line `NAME: VALUE` for each member. */
void ev_command_print (const EvCommandLine *line, cJSON *result);

/* The commands, one file each. Each returns an exit code, with `error` set where it failed. */
int ev_command_serve (EvCommandLine *line, GError **error);
int ev_command_project_add (EvCommandLine *line, GError **error);
int ev_command_team_add (EvCommandLine *line, GError **error);
int ev_command_invite (EvCommandLine *line, GError **error);
int ev_command_devices (EvCommandLine *line, GError **error);
int ev_command_revoke (EvCommandLine *line, GError **error);
int ev_command_grant (EvCommandLine *line, GError **error);
int ev_command_deny (EvCommandLine *line, GError **error);
int ev_command_rescued (EvCommandLine *line, GError **error);
int ev_command_sign_in_link (EvCommandLine *line, GError **error);
int ev_command_sign_out_all (EvCommandLine *line, GError **error);
int ev_command_certificate_next (EvCommandLine *line, GError **error);
int ev_command_certificate_switch (EvCommandLine *line, GError **error);
int ev_command_backup (EvCommandLine *line, GError **error);
int ev_command_backup_key_new (EvCommandLine *line, GError **error);
int ev_command_backup_key_set (EvCommandLine *line, GError **error);
int ev_command_restore (EvCommandLine *line, GError **error);
int ev_command_move (EvCommandLine *line, GError **error);
int ev_command_check (EvCommandLine *line, GError **error);
