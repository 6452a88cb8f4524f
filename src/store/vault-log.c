/* The sealed log: a frame of the WAL, header and page, is one sealed block. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/vault-file-private.h"

#define LOG_HEADER 32

static sqlite3_int64
frame_offset (gint64 frame)
{
  return LOG_HEADER + (sqlite3_int64)frame * EV_VAULT_FRAME;
}

/* Reads a frame into `file->block`; `sound` is cleared if it does not open. */
static int
read_frame (EvVaultFile *file, gint64 frame, gboolean *sound)
{
  int code = ev_vault_file_read_below (file, file->block, EV_VAULT_FRAME, frame_offset (frame));

  *sound = code == SQLITE_OK &&
           ev_vault_unseal (file->shared->key, EV_VAULT_LOG, frame, file->block, EV_VAULT_FRAME);
  return code;
}

/* A frame that has to be there. */
static int
need_frame (EvVaultFile *file, gint64 frame)
{
  gboolean sound;
  int code = read_frame (file, frame, &sound);

  return code != SQLITE_OK || sound ? code : ev_vault_file_damaged (file, -1 - frame);
}

static int
write_frame (EvVaultFile *file, gint64 frame)
{
  ev_vault_seal (file->shared->key, EV_VAULT_LOG, frame, file->block, EV_VAULT_FRAME);
  file->written = MAX (file->written, frame);
  return ev_vault_file_write_below (file, file->block, EV_VAULT_FRAME, frame_offset (frame));
}

/* A frame's header that came without its page belongs to the frame that is there. */
int
ev_vault_log_flush (EvVaultFile *file)
{
  gint64 frame = file->pending;
  int code;

  if (frame < 0)
    return SQLITE_OK;
  file->pending = -1;
  code = need_frame (file, frame);
  if (code != SQLITE_OK)
    return code;
  memcpy (file->block, file->header, EV_VAULT_FRAME_HEADER);
  return write_frame (file, frame);
}

/* Recovery reads whole frames and stops at the first that is not sound: a frame torn by a power cut
 * must look like that, not like a broken disk. A page that is wanted from a frame has to be there,
 * and so has a frame that this very handle wrote. */
static int
read_part (EvVaultFile *file, void *buffer, int amount, gint64 frame, gsize from)
{
  gboolean sound;
  int code = read_frame (file, frame, &sound);

  if (code != SQLITE_OK || !sound)
    memset (buffer, 0, (gsize)amount);
  else
    memcpy (buffer, file->block + from, (gsize)amount);
  if (code == SQLITE_OK && !sound && (from != 0 || frame <= file->written))
    return ev_vault_file_damaged (file, -1 - frame);
  return code;
}

int
ev_vault_log_read (EvVaultFile *file, void *buffer, int amount, sqlite3_int64 offset)
{
  gint64 frame = (offset - LOG_HEADER) / EV_VAULT_FRAME;
  gsize from = (gsize)((offset - LOG_HEADER) % EV_VAULT_FRAME);

  if (offset < LOG_HEADER)
    return offset + amount <= LOG_HEADER ? ev_vault_file_read_below (file, buffer, amount, offset)
                                         : SQLITE_IOERR_READ;
  if (from + (gsize)amount > EV_VAULT_FRAME)
    return SQLITE_IOERR_READ;
  return read_part (file, buffer, amount, frame, from);
}

/* A page whose header waits makes a new frame; one without goes over what its frame holds. */
static int
write_page (EvVaultFile *file, const void *buffer, gint64 frame)
{
  int code = SQLITE_OK;

  if (file->pending == frame)
    memcpy (file->block, file->header, EV_VAULT_FRAME_HEADER);
  else
    code = need_frame (file, frame);
  file->pending = -1;
  if (code != SQLITE_OK)
    return code;
  memcpy (file->block + EV_VAULT_FRAME_HEADER, buffer, EV_VAULT_PAGE);
  return write_frame (file, frame);
}

static int
write_log_header (EvVaultFile *file, const void *buffer, int amount, sqlite3_int64 offset)
{
  if (offset + amount > LOG_HEADER)
    return SQLITE_IOERR_WRITE;
  file->written = -1;
  return ev_vault_file_write_below (file, buffer, amount, offset);
}

/* SQLite writes a frame's header, then its page; over a frame of the same transaction the page
 * alone; at the end, over such frames, the header alone. */
int
ev_vault_log_write (EvVaultFile *file, const void *buffer, int amount, sqlite3_int64 offset)
{
  gint64 frame = (offset - LOG_HEADER) / EV_VAULT_FRAME;
  gsize from = (gsize)((offset - LOG_HEADER) % EV_VAULT_FRAME);
  int code = SQLITE_OK;

  if (offset < LOG_HEADER)
    return write_log_header (file, buffer, amount, offset);
  if (file->pending != frame || from == 0)
    code = ev_vault_log_flush (file);
  if (code != SQLITE_OK)
    return code;
  if (from == 0 && amount == EV_VAULT_FRAME_HEADER) {
    file->pending = frame;
    memcpy (file->header, buffer, EV_VAULT_FRAME_HEADER);
    return SQLITE_OK;
  }
  if (from != EV_VAULT_FRAME_HEADER || amount != EV_VAULT_PAGE)
    return SQLITE_IOERR_WRITE;
  return write_page (file, buffer, frame);
}
