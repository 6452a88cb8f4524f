/* evidenca-cli: the register from scripts and for administrators. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "cli/secret.h"
#include "store/store.h"
#include "text/list.h"

/* Exit codes of the contract. */
#define EV_CLI_DONE 0
#define EV_CLI_FAILED 1
#define EV_CLI_USAGE 2

/* What every command gets. */
typedef struct {
  char *folder;  /* the data folder */
  gboolean json; /* print one JSON document */
  EvLists *lists;
  EvStoreOptions options;
  EvCliSource source; /* of the passphrase */
  char *passphrase;   /* NULL: none was given */
  EvStore *store;     /* NULL for commands that open none */
} EvCli;

/* Runs a command line; prints the result on standard output and messages on standard error.
 * Returns the exit code. */
int ev_cli_main (int argc, char **argv);

/* One command. `run` gets the words after the command's name, NULL-terminated. It prints its result
 * with ev_cli_print() and returns an exit code; with EV_CLI_FAILED and `error` set, the caller
 * prints the sentence. */
typedef struct {
  const char *name;
  const char *usage; /* its words */
  gboolean opens;    /* open the register first */
  int (*run) (EvCli *cli, int argc, char **argv, GError **error);
} EvCliCommand;

/* Prints `result`, taken over: as JSON, or in columns for people. */
void ev_cli_print (const EvCli *cli, cJSON *result);

/* Prints every problem as a sentence on standard error. */
void ev_cli_complain (const EvCli *cli, const GPtrArray *problems);

/* {"id": ID}, the result of many commands. Owned. */
cJSON *ev_cli_id (const char *id);

/* The ways that open the register in `folder`, by name. Owned. */
cJSON *ev_cli_ways (const char *folder);

/* Takes `--NAME VALUE` out of the words. Returns FALSE if the value is missing. `value` stays as it
 * was if the option is absent. */
gboolean ev_cli_take_option (int *argc, char **argv, const char *name, const char **value);

/* Takes `--NAME-file FILE` and `--NAME-fd N` out of the words; FALSE if a value is missing. */
gboolean ev_cli_take_source (int *argc, char **argv, const char *name, EvCliSource *source);

/* Takes `--NAME` out of the words; whether it was there. */
gboolean ev_cli_take_flag (int *argc, char **argv, const char *name);

/* The commands, one file each. */
int ev_cli_init (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_add (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_set (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_delete (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_list (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_show (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_attend (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_search (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_likeness (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_duplicates (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_merge (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_unmerge (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_apart (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_import (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_export (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_enrol (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_sync (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_bundle (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_status (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_backup (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_restore (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_check (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_print_papers (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_publish (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_erase (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_subject (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_report (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_sample (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_passphrase (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_recovery (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_processing (EvCli *cli, int argc, char **argv, GError **error);
int ev_cli_recover (EvCli *cli, int argc, char **argv, GError **error);
