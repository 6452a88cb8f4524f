/* A disk that fails: an SQLite VFS that loses power, runs full and counts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "power-loss-vfs.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512

/* A write or (with `data` NULL) a truncation to `offset` that was not synced. */
typedef struct {
  sqlite3_int64 offset;
  GBytes *data;
  GBytes *before; /* what stood there */
  sqlite3_int64 size_before;
} Pending;

struct _PowerLoss {
  sqlite3_vfs vfs;
  sqlite3_vfs *system;
  char *name;
  guint64 chance;
  gint64 fuse; /* operations until the power goes; below 1: never */
  gint64 room; /* bytes; below 0: no limit */
  gboolean out;
  guint64 syncs, written;
  gint64 operations;
  GHashTable *files; /* path -> GPtrArray of Pending, in order */
};

typedef struct {
  sqlite3_file base;
  PowerLoss *disk;
  GPtrArray *pending; /* NULL for a file without name */
  sqlite3_file *system;
} File;

static void
pending_free (gpointer data)
{
  Pending *pending = data;
  g_clear_pointer (&pending->data, g_bytes_unref);
  g_clear_pointer (&pending->before, g_bytes_unref);
  g_free (pending);
}

static guint64
chance (PowerLoss *disk, guint64 sides)
{
  guint64 z = disk->chance += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return (z ^ (z >> 31)) % sides;
}

/* Counts an operation; FALSE if the power goes before it is done. */
static gboolean
powered (PowerLoss *disk)
{
  disk->operations++;
  if (disk->fuse > 0 && --disk->fuse == 0)
    disk->out = TRUE;
  return !disk->out;
}

static File *
file_of (sqlite3_file *base)
{
  return (File *)(gpointer)base;
}

static sqlite3_int64
size_of (File *file)
{
  sqlite3_int64 size = 0;
  file->system->pMethods->xFileSize (file->system, &size);
  return size;
}

static void
remember (File *file, sqlite3_int64 offset, GBytes *data)
{
  Pending *pending = g_new0 (Pending, 1);
  sqlite3_int64 end = data != NULL ? offset + (sqlite3_int64)g_bytes_get_size (data) : G_MAXINT64;
  sqlite3_int64 length;

  pending->offset = offset;
  pending->data = data;
  pending->size_before = size_of (file);
  length = MIN (pending->size_before, end) - offset;
  if (length > 0) {
    guint8 *bytes = g_malloc ((gsize)length);
    file->system->pMethods->xRead (file->system, bytes, (int)length, offset);
    pending->before = g_bytes_new_take (bytes, (gsize)length);
  }
  g_ptr_array_add (file->pending, pending);
}

static int
file_close (sqlite3_file *base)
{
  File *file = file_of (base);
  int result = file->system->pMethods->xClose (file->system);

  g_free (file->system);
  return result;
}

static int
file_read (sqlite3_file *base, void *bytes, int length, sqlite3_int64 offset)
{
  File *file = file_of (base);
  if (file->disk->out)
    return SQLITE_IOERR_READ;
  return file->system->pMethods->xRead (file->system, bytes, length, offset);
}

static gboolean
make_room (File *file, sqlite3_int64 end)
{
  sqlite3_int64 growth = end - size_of (file);

  if (file->disk->room < 0 || growth <= 0)
    return TRUE;
  if (growth > file->disk->room)
    return FALSE;
  file->disk->room -= growth;
  return TRUE;
}

static int
file_write (sqlite3_file *base, const void *bytes, int length, sqlite3_int64 offset)
{
  File *file = file_of (base);

  if (!powered (file->disk))
    return SQLITE_IOERR_WRITE;
  if (!make_room (file, offset + length))
    return SQLITE_FULL;
  if (file->pending != NULL)
    remember (file, offset, g_bytes_new (bytes, (gsize)length));
  file->disk->written += (guint64)length;
  return file->system->pMethods->xWrite (file->system, bytes, length, offset);
}

static int
file_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  File *file = file_of (base);

  if (!powered (file->disk))
    return SQLITE_IOERR_TRUNCATE;
  if (file->pending != NULL)
    remember (file, size, NULL);
  return file->system->pMethods->xTruncate (file->system, size);
}

/* The real disk need not sync: the process goes on. */
static int
file_sync (sqlite3_file *base, int flags)
{
  File *file = file_of (base);

  if (!powered (file->disk))
    return SQLITE_IOERR_FSYNC;
  file->disk->syncs++;
  if (file->pending != NULL)
    g_ptr_array_set_size (file->pending, 0);
  return SQLITE_OK;
}

static int
file_size (sqlite3_file *base, sqlite3_int64 *size)
{
  File *file = file_of (base);
  if (file->disk->out)
    return SQLITE_IOERR_FSTAT;
  return file->system->pMethods->xFileSize (file->system, size);
}

static int
file_lock (sqlite3_file *base, int lock)
{
  File *file = file_of (base);
  return file->system->pMethods->xLock (file->system, lock);
}

static int
file_unlock (sqlite3_file *base, int lock)
{
  File *file = file_of (base);
  return file->system->pMethods->xUnlock (file->system, lock);
}

static int
file_check_lock (sqlite3_file *base, int *locked)
{
  File *file = file_of (base);
  return file->system->pMethods->xCheckReservedLock (file->system, locked);
}

static int
file_control (sqlite3_file *base, int operation, void *argument)
{
  File *file = file_of (base);
  if (operation == SQLITE_FCNTL_MMAP_SIZE || operation == SQLITE_FCNTL_SIZE_HINT)
    return SQLITE_NOTFOUND;
  return file->system->pMethods->xFileControl (file->system, operation, argument);
}

static int
file_sector_size (sqlite3_file *base)
{
  return SECTOR;
}

static int
file_characteristics (sqlite3_file *base)
{
  return 0;
}

static int
file_shm_map (sqlite3_file *base, int page, int size, int extend, void volatile **map)
{
  File *file = file_of (base);
  if (file->disk->out)
    return SQLITE_IOERR_SHMMAP;
  return file->system->pMethods->xShmMap (file->system, page, size, extend, map);
}

static int
file_shm_lock (sqlite3_file *base, int offset, int count, int flags)
{
  File *file = file_of (base);
  return file->system->pMethods->xShmLock (file->system, offset, count, flags);
}

static void
file_shm_barrier (sqlite3_file *base)
{
  File *file = file_of (base);
  file->system->pMethods->xShmBarrier (file->system);
}

static int
file_shm_unmap (sqlite3_file *base, int remove)
{
  File *file = file_of (base);
  return file->system->pMethods->xShmUnmap (file->system, remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_characteristics,
  .xShmMap = file_shm_map,
  .xShmLock = file_shm_lock,
  .xShmBarrier = file_shm_barrier,
  .xShmUnmap = file_shm_unmap,
};

static GPtrArray *
pending_of (PowerLoss *disk, const char *path)
{
  GPtrArray *pending = g_hash_table_lookup (disk->files, path);

  if (pending == NULL) {
    pending = g_ptr_array_new_with_free_func (pending_free);
    g_hash_table_insert (disk->files, g_strdup (path), pending);
  }
  return pending;
}

static int
disk_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *out_flags)
{
  PowerLoss *disk = vfs->pAppData;
  File *file = file_of (base);
  int result;

  *file = (File){ .disk = disk };
  if (disk->out)
    return SQLITE_CANTOPEN;
  file->system = g_malloc0 ((gsize)disk->system->szOsFile);
  result = disk->system->xOpen (disk->system, path, file->system, flags, out_flags);
  if (result != SQLITE_OK) {
    g_free (file->system);
    return result;
  }
  if (path != NULL)
    file->pending = pending_of (disk, path);
  file->base.pMethods = &methods;
  return SQLITE_OK;
}

static int
disk_delete (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  PowerLoss *disk = vfs->pAppData;

  if (!powered (disk))
    return SQLITE_IOERR_DELETE;
  g_ptr_array_set_size (pending_of (disk, path), 0);
  return disk->system->xDelete (disk->system, path, sync_folder);
}

PowerLoss *
power_loss_new (const char *name, guint64 seed)
{
  PowerLoss *disk = g_new0 (PowerLoss, 1);

  disk->system = sqlite3_vfs_find (NULL);
  disk->vfs = *disk->system;
  disk->name = g_strdup (name);
  disk->vfs.zName = disk->name;
  disk->vfs.szOsFile = sizeof (File);
  disk->vfs.pAppData = disk;
  disk->vfs.xOpen = disk_open;
  disk->vfs.xDelete = disk_delete;
  disk->chance = seed;
  disk->room = -1;
  disk->files =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  sqlite3_vfs_register (&disk->vfs, 0);
  return disk;
}

void
power_loss_free (PowerLoss *disk)
{
  if (disk == NULL)
    return;
  sqlite3_vfs_unregister (&disk->vfs);
  g_hash_table_unref (disk->files);
  g_free (disk->name);
  g_free (disk);
}

void
power_loss_arm (PowerLoss *disk, gint64 operations)
{
  disk->fuse = operations;
}

gboolean
power_loss_is_out (const PowerLoss *disk)
{
  return disk->out;
}

void
power_loss_set_room (PowerLoss *disk, gint64 bytes)
{
  disk->room = bytes;
}

guint64
power_loss_syncs (const PowerLoss *disk)
{
  return disk->syncs;
}

guint64
power_loss_written (const PowerLoss *disk)
{
  return disk->written;
}

gint64
power_loss_operations (const PowerLoss *disk)
{
  return disk->operations;
}

static void
put (int descriptor, GBytes *bytes, gsize length, sqlite3_int64 offset)
{
  gsize size;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (data != NULL && pwrite (descriptor, data, length, offset) != (gssize)length)
    g_error ("cannot write the state of a test's disk");
}

static void
cut (int descriptor, sqlite3_int64 size)
{
  if (ftruncate (descriptor, size) != 0)
    g_error ("cannot set the size of a test's file");
}

static void
undo (int descriptor, GPtrArray *pending)
{
  for (guint i = pending->len; i > 0; i--) {
    const Pending *one = pending->pdata[i - 1];
    put (descriptor, one->before, one->before != NULL ? g_bytes_get_size (one->before) : 0,
         one->offset);
    cut (descriptor, one->size_before);
  }
}

static void
redo (PowerLoss *disk, int descriptor, const Pending *one)
{
  gsize length;

  if (one->data == NULL) {
    cut (descriptor, one->offset);
    return;
  }
  length = g_bytes_get_size (one->data);
  if (chance (disk, 8) == 0)
    length = MIN (length, chance (disk, length / SECTOR + 1) * SECTOR);
  put (descriptor, one->data, length, one->offset);
}

/* What was synced, and of the rest nothing, any of it, or a beginning. */
static void
recover_file (PowerLoss *disk, const char *path, GPtrArray *pending)
{
  int descriptor = g_open (path, O_RDWR | O_CLOEXEC, 0);
  guint64 way = chance (disk, 3);
  guint64 beginning = chance (disk, pending->len + 1);

  if (descriptor < 0)
    return;
  undo (descriptor, pending);
  for (guint i = 0; i < pending->len; i++)
    if ((way == 1 && chance (disk, 2) == 0) || (way == 2 && i < beginning))
      redo (disk, descriptor, pending->pdata[i]);
  close (descriptor);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

void
power_loss_recover (PowerLoss *disk)
{
  guint count;
  g_autofree char **paths = (char **)g_hash_table_get_keys_as_array (disk->files, &count);

  qsort (paths, count, sizeof *paths, compare_paths);
  for (guint i = 0; i < count; i++) {
    GPtrArray *pending = g_hash_table_lookup (disk->files, paths[i]);
    g_autofree char *shared = g_strconcat (paths[i], "-shm", NULL);
    recover_file (disk, paths[i], pending);
    g_ptr_array_set_size (pending, 0);
    g_unlink (shared); /* memory, which the power loss cleared */
  }
  disk->out = FALSE;
  disk->fuse = 0;
}
