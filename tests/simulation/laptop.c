/* A laptop of a simulated world. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "laptop.h"

#include <glib/gstdio.h>

#include "rules.h"
#include "store/backup.h"

#define FILE_NAME "register.db"
#define COUNTER "commits"

static gint64
tell_time (gpointer data)
{
  const Laptop *laptop = data;
  return *laptop->time + laptop->skew;
}

Laptop *
laptop_new (const char *folder, guint number, guint64 seed, const gint64 *time)
{
  Laptop *laptop = g_new0 (Laptop, 1);

  laptop->number = number;
  laptop->folder = g_strdup_printf ("%s/laptop-%u", folder, number);
  laptop->home = g_strdup_printf ("%s/home-%u", folder, number);
  laptop->backup = g_strdup_printf ("%s/backup-%u.db", folder, number);
  laptop->vfs = g_strdup_printf ("laptop-%u", number);
  laptop->disk = power_loss_new (laptop->vfs, seed + number);
  laptop->dice = dice_new (seed, 'l', number);
  laptop->time = time;
  laptop->options = (EvStoreOptions){ .clock = { tell_time, laptop },
                                      .random = dice_random (&laptop->dice),
                                      .rules = rules_of_laptop (),
                                      .mark_folder = laptop->home,
                                      .vfs = laptop->vfs };
  return laptop;
}

void
laptop_free (Laptop *laptop)
{
  laptop_close (laptop);
  power_loss_free (laptop->disk);
  g_free (laptop->vfs);
  g_free (laptop->backup);
  g_free (laptop->home);
  g_free (laptop->folder);
  g_free (laptop);
}

void
laptop_open (Laptop *laptop)
{
  g_autoptr (GError) error = NULL;

  if (laptop->store == NULL)
    laptop->store = ev_store_open (laptop->folder, &laptop->options, &error);
  if (laptop->store == NULL)
    g_error ("%s does not start: %s", laptop_name (laptop), error->message);
}

void
laptop_close (Laptop *laptop)
{
  g_clear_pointer (&laptop->store, ev_store_close);
}

gboolean
laptop_restart (Laptop *laptop)
{
  if (!power_loss_is_out (laptop->disk))
    return FALSE;
  laptop_close (laptop);
  power_loss_recover (laptop->disk);
  laptop_open (laptop);
  return TRUE;
}

void
laptop_mend (Laptop *laptop)
{
  power_loss_arm (laptop->disk, 0);
  power_loss_set_room (laptop->disk, -1);
  laptop->full = FALSE;
}

static void
copy_file (const char *from, const char *to_folder, const char *name)
{
  g_autofree char *to = g_build_filename (to_folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_mkdir_with_parents (to_folder, 0700);
  if (!g_file_get_contents (from, &bytes, &length, NULL) ||
      !g_file_set_contents (to, bytes, (gssize)length, NULL))
    g_error ("cannot copy %s", from);
}

static void
copy_named (const char *from_folder, const char *to_folder, const char *name)
{
  g_autofree char *from = g_build_filename (from_folder, name, NULL);
  copy_file (from, to_folder, name);
}

gboolean
laptop_make_backup (Laptop *laptop)
{
  g_autofree char *beside = g_strconcat (laptop->backup, ".folder", NULL);
  gboolean made = ev_backup_write (laptop->store, laptop->backup, NULL);

  if (made)
    copy_named (laptop->folder, beside, COUNTER);
  laptop->has_backup |= made;
  return made;
}

void
laptop_restore (Laptop *laptop)
{
  g_autoptr (GError) error = NULL;

  laptop_close (laptop);
  if (!ev_backup_restore (laptop->backup, laptop->folder, &laptop->options, &error))
    g_error ("%s cannot be restored: %s", laptop_name (laptop), error->message);
  laptop_open (laptop);
}

void
laptop_roll_back (Laptop *laptop)
{
  g_autofree char *beside = g_strconcat (laptop->backup, ".folder", NULL);

  laptop_close (laptop);
  power_loss_recover (laptop->disk);
  copy_file (laptop->backup, laptop->folder, FILE_NAME);
  copy_named (beside, laptop->folder, COUNTER);
  laptop_open (laptop);
}

void
laptop_copy (Laptop *laptop, Laptop *copy, gboolean whole)
{
  static const char *const data[] = { FILE_NAME, "keys", COUNTER };

  laptop_close (laptop);
  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    copy_named (laptop->folder, copy->folder, data[i]);
  if (whole)
    copy_named (laptop->home, copy->home, "machine");
  copy_named (laptop->home, copy->home, "machine.key");
  laptop_open (laptop);
  copy->role = laptop->role;
  copy->teams = laptop->teams;
  copy->skew = laptop->skew;
  laptop_open (copy);
}

static gboolean
note_id (const EvRecord *record, gpointer data)
{
  g_ptr_array_add (data, g_strdup (ev_record_id (record)));
  return TRUE;
}

GPtrArray *
laptop_ids (Laptop *laptop, EvKind kind)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  ev_store_each (laptop->store, kind, NULL, note_id, ids, NULL);
  return ids;
}

const char *
laptop_name (const Laptop *laptop)
{
  return laptop->vfs;
}
