/* An open file of a vault: what SQLite asks of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-file-private.h"

#include <sodium.h>
#include <string.h>

/* Where the first page says how many bytes are reserved: the file format, section 1.3.4. */
#define RESERVED_AT 20

static EvVaultFile *
file_of (sqlite3_file *base)
{
  return (EvVaultFile *)(gpointer)base;
}

static sqlite3_file *
below (sqlite3_file *base)
{
  return file_of (base)->below;
}

int
ev_vault_file_read_below (EvVaultFile *file, void *buffer, int amount, sqlite3_int64 offset)
{
  return file->below->pMethods->xRead (file->below, buffer, amount, offset);
}

int
ev_vault_file_write_below (EvVaultFile *file, const void *buffer, int amount, sqlite3_int64 offset)
{
  return file->below->pMethods->xWrite (file->below, buffer, amount, offset);
}

int
ev_vault_file_damaged (EvVaultFile *file, gint64 place)
{
  g_atomic_int_compare_and_exchange (&file->shared->damage, 0,
                                     (gint)CLAMP (place, G_MININT, G_MAXINT));
  return SQLITE_IOERR_DATA;
}

/* Reads a sealed page of the main file or a journal into `page` and opens it. */
static int
read_page (EvVaultFile *file, guint8 *page, gint64 place, sqlite3_int64 offset)
{
  int code = ev_vault_file_read_below (file, page, EV_VAULT_PAGE, offset);

  if (code != SQLITE_OK) {
    memset (page, 0, EV_VAULT_PAGE);
    return code;
  }
  if (ev_vault_unseal (file->shared->key, file->kind, place, page, EV_VAULT_PAGE))
    return SQLITE_OK;
  return ev_vault_file_damaged (file, file->kind == EV_VAULT_MAIN ? place + 1 : 1);
}

static int
write_page (EvVaultFile *file, const void *page, gint64 place, sqlite3_int64 offset)
{
  memcpy (file->block, page, EV_VAULT_PAGE);
  ev_vault_seal (file->shared->key, file->kind, place, file->block, EV_VAULT_PAGE);
  return ev_vault_file_write_below (file, file->block, EV_VAULT_PAGE, offset);
}

/* SQLite reads whole pages, and parts of the first one. */
static int
read_main (EvVaultFile *file, void *buffer, int amount, sqlite3_int64 offset)
{
  gint64 page = offset / EV_VAULT_PAGE;
  gsize from = (gsize)(offset % EV_VAULT_PAGE);
  int code;

  if (from == 0 && amount == EV_VAULT_PAGE)
    return read_page (file, buffer, page, offset);
  if (from + (gsize)amount > EV_VAULT_PAGE)
    return SQLITE_IOERR_READ;
  code = read_page (file, file->block, page, page * EV_VAULT_PAGE);
  memcpy (buffer, file->block + from, (gsize)amount);
  return code;
}

/* A database without room for the seals would lose the ends of its pages. */
static int
write_main (EvVaultFile *file, const void *buffer, int amount, sqlite3_int64 offset)
{
  const guint8 *page = buffer;

  if (amount != EV_VAULT_PAGE || offset % EV_VAULT_PAGE != 0)
    return SQLITE_IOERR_WRITE;
  if (offset == 0 && page[RESERVED_AT] != EV_VAULT_RESERVED)
    return SQLITE_IOERR_WRITE;
  return write_page (file, page, offset / EV_VAULT_PAGE, offset);
}

/* What is not a page is numbers and checksums; a header has the size of a sector, which is 512
 * bytes as long as on_device_characteristics() says POWERSAFE_OVERWRITE. */
static int
read_journal (EvVaultFile *file, void *buffer, int amount, sqlite3_int64 offset)
{
  if (amount != EV_VAULT_PAGE)
    return ev_vault_file_read_below (file, buffer, amount, offset);
  return read_page (file, buffer, offset, offset);
}

static int
write_journal (EvVaultFile *file, const void *buffer, int amount, sqlite3_int64 offset)
{
  if (amount != EV_VAULT_PAGE)
    return ev_vault_file_write_below (file, buffer, amount, offset);
  return write_page (file, buffer, offset, offset);
}

static int
on_close (sqlite3_file *base)
{
  EvVaultFile *file = file_of (base);
  int flushed = ev_vault_log_flush (file);
  int closed = file->below->pMethods->xClose (file->below);

  sodium_memzero (file->block, sizeof file->block);
  return flushed != SQLITE_OK ? flushed : closed;
}

static int
on_read (sqlite3_file *base, void *buffer, int amount, sqlite3_int64 offset)
{
  EvVaultFile *file = file_of (base);
  int code = ev_vault_log_flush (file);

  if (code != SQLITE_OK)
    return code;
  if (file->kind == EV_VAULT_MAIN)
    return read_main (file, buffer, amount, offset);
  if (file->kind == EV_VAULT_LOG)
    return ev_vault_log_read (file, buffer, amount, offset);
  return read_journal (file, buffer, amount, offset);
}

static int
on_write (sqlite3_file *base, const void *buffer, int amount, sqlite3_int64 offset)
{
  EvVaultFile *file = file_of (base);

  if (file->kind == EV_VAULT_MAIN)
    return write_main (file, buffer, amount, offset);
  if (file->kind == EV_VAULT_LOG)
    return ev_vault_log_write (file, buffer, amount, offset);
  return write_journal (file, buffer, amount, offset);
}

static int
on_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  int code = ev_vault_log_flush (file_of (base));

  file_of (base)->written = -1;
  return code != SQLITE_OK ? code : below (base)->pMethods->xTruncate (below (base), size);
}

static int
on_sync (sqlite3_file *base, int flags)
{
  int code = ev_vault_log_flush (file_of (base));

  return code != SQLITE_OK ? code : below (base)->pMethods->xSync (below (base), flags);
}

static int
on_file_size (sqlite3_file *base, sqlite3_int64 *size)
{
  return below (base)->pMethods->xFileSize (below (base), size);
}

static int
on_lock (sqlite3_file *base, int level)
{
  return below (base)->pMethods->xLock (below (base), level);
}

static int
on_unlock (sqlite3_file *base, int level)
{
  return below (base)->pMethods->xUnlock (below (base), level);
}

static int
on_check_reserved_lock (sqlite3_file *base, int *held)
{
  return below (base)->pMethods->xCheckReservedLock (below (base), held);
}

static int
on_file_control (sqlite3_file *base, int what, void *argument)
{
  if (what == EV_VAULT_ASK_DAMAGE) {
    *(gint *)argument = g_atomic_int_get (&file_of (base)->shared->damage);
    return SQLITE_OK;
  }
  return below (base)->pMethods->xFileControl (below (base), what, argument);
}

static int
on_sector_size (sqlite3_file *base)
{
  return below (base)->pMethods->xSectorSize (below (base));
}

/* Frames and pages are sealed whole, which needs that a write does not reach beyond its range, and
 * forbids SQLite its tricks with atomic sectors. */
static int
on_device_characteristics (sqlite3_file *base)
{
  int known = below (base)->pMethods->xDeviceCharacteristics (below (base));

  return (known & (SQLITE_IOCAP_SAFE_APPEND | SQLITE_IOCAP_SEQUENTIAL |
                   SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN)) |
         SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int
on_shm_map (sqlite3_file *base, int region, int size, int extend, void volatile **memory)
{
  return below (base)->pMethods->xShmMap (below (base), region, size, extend, memory);
}

static int
on_shm_lock (sqlite3_file *base, int offset, int n, int flags)
{
  return below (base)->pMethods->xShmLock (below (base), offset, n, flags);
}

static void
on_shm_barrier (sqlite3_file *base)
{
  below (base)->pMethods->xShmBarrier (below (base));
}

static int
on_shm_unmap (sqlite3_file *base, int delete_it)
{
  return below (base)->pMethods->xShmUnmap (below (base), delete_it);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2, /* no memory mapping: it would show sealed pages */
  .xClose = on_close,
  .xRead = on_read,
  .xWrite = on_write,
  .xTruncate = on_truncate,
  .xSync = on_sync,
  .xFileSize = on_file_size,
  .xLock = on_lock,
  .xUnlock = on_unlock,
  .xCheckReservedLock = on_check_reserved_lock,
  .xFileControl = on_file_control,
  .xSectorSize = on_sector_size,
  .xDeviceCharacteristics = on_device_characteristics,
  .xShmMap = on_shm_map,
  .xShmLock = on_shm_lock,
  .xShmBarrier = on_shm_barrier,
  .xShmUnmap = on_shm_unmap,
};

void
ev_vault_file_init (EvVaultFile *file, EvVaultShared *shared, EvVaultKind kind)
{
  file->base.pMethods = &methods;
  file->shared = shared;
  file->kind = kind;
  file->pending = -1;
  file->written = -1;
}
