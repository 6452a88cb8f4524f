/* An open file of a vault, by its kinds: main file, log, journal. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/vault-seal-private.h"

/* The layout of a WAL: https://www.sqlite.org/fileformat2.html, section 4. */
#define EV_VAULT_FRAME_HEADER 24
#define EV_VAULT_FRAME (EV_VAULT_FRAME_HEADER + EV_VAULT_PAGE)

/* What the files of one vault share. */
typedef struct {
  EvKey *key;
  gint damage; /* the first page (from 1) that did not open, or minus the first frame of a log */
} EvVaultShared;

typedef struct {
  sqlite3_file base;
  EvVaultShared *shared;
  EvVaultKind kind;
  gint64 pending; /* log: the frame whose header waits for its page; -1: none */
  gint64 written; /* log: the last frame written through this handle since its header; -1: none */
  guint8 header[EV_VAULT_FRAME_HEADER];
  guint8 block[EV_VAULT_FRAME]; /* where blocks are sealed and opened */
  sqlite3_file below[];         /* of the size that the VFS below asks for */
} EvVaultFile;

/* Makes `file`, whose `below` is open, one of a vault. */
void ev_vault_file_init (EvVaultFile *file, EvVaultShared *shared, EvVaultKind kind);

/* Reads and writes of what lies below. */
int ev_vault_file_read_below (EvVaultFile *file, void *buffer, int amount, sqlite3_int64 offset);
int ev_vault_file_write_below (EvVaultFile *file, const void *buffer, int amount,
                               sqlite3_int64 offset);

/* Notes that the block at `place` did not open. Always SQLITE_IOERR_DATA. */
int ev_vault_file_damaged (EvVaultFile *file, gint64 place);

/* The log's own way of reading and writing; `flush` writes a header that came without its page. */
int ev_vault_log_read (EvVaultFile *file, void *buffer, int amount, sqlite3_int64 offset);
int ev_vault_log_write (EvVaultFile *file, const void *buffer, int amount, sqlite3_int64 offset);
int ev_vault_log_flush (EvVaultFile *file);
