/* The central store in SQL: invitations, and who may see the admin's page. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/central-sql-private.h"

static gboolean
invite_save (EvCentral *central, const EvInvite *invite, GError **error)
{
  g_autofree char *teams = ev_central_teams_format (invite->teams);

  return ev_sql_run (ev_central_sql (central), error,
                     "INSERT INTO invite"
                     " (code, project, role, teams, expires, device, token, made, revoked)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code) DO UPDATE"
                     " SET device = excluded.device, token = excluded.token,"
                     " revoked = excluded.revoked",
                     "tiitiitii", invite->code_hash, invite->project, (gint64)invite->role, teams,
                     invite->expires, invite->device, invite->token_hash, invite->made,
                     invite->revoked);
}

#define INVITE                                                                                     \
  "SELECT code, project, role, teams, expires, device, token, made, revoked FROM invite WHERE "

static EvInvite *
invite_of_row (EvSqlRows *rows)
{
  EvInvite *invite = g_new0 (EvInvite, 1);

  invite->code_hash = ev_sql_dup (rows, 0);
  invite->project = ev_sql_integer (rows, 1);
  invite->role = (EvRole)ev_sql_integer (rows, 2);
  invite->teams = ev_central_teams_parse (ev_sql_text (rows, 3));
  invite->expires = ev_sql_integer (rows, 4);
  invite->device = ev_sql_integer (rows, 5);
  invite->token_hash = ev_sql_dup (rows, 6);
  invite->made = ev_sql_integer (rows, 7);
  invite->revoked = ev_sql_integer (rows, 8);
  return invite;
}

static gboolean
invite_find (EvCentral *central, const char *code_hash, EvInvite **invite, GError **error)
{
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (ev_central_sql (central), error, INVITE "code = ?", "t", code_hash);
  gboolean row;

  *invite = NULL;
  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  if (row)
    *invite = invite_of_row (rows);
  return TRUE;
}

static gboolean
invites (EvCentral *central, gint64 project, guint limit, GPtrArray **array, GError **error)
{
  g_autoptr (EvSqlRows) rows = ev_sql_query (ev_central_sql (central), error,
                                             INVITE "project = ? ORDER BY made DESC, code LIMIT ?",
                                             "ii", project, (gint64)limit);
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ev_central_invite_free);
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    if (!row) {
      *array = g_steal_pointer (&found);
      return TRUE;
    }
    g_ptr_array_add (found, invite_of_row (rows));
  }
  return FALSE;
}

static gboolean
admission_add (EvCentral *central, const char *hash, gboolean link, gint64 expires, GError **error)
{
  return ev_sql_run (ev_central_sql (central), error,
                     "INSERT INTO admission (hash, link, expires) VALUES (?, ?, ?)", "tii", hash,
                     (gint64)(link != FALSE), expires);
}

static gboolean
is_there (EvSqlRows *rows, gboolean *is, GError **error)
{
  *is = FALSE;
  return ev_sql_next (rows, is, error);
}

static gboolean
admission_is (EvCentral *central, const char *hash, gboolean link, gint64 now, gboolean *is,
              GError **error)
{
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (ev_central_sql (central), error,
                    "SELECT expires FROM admission WHERE hash = ? AND link = ? AND expires > ?",
                    "tii", hash, (gint64)(link != FALSE), now);
  return is_there (rows, is, error);
}

static gboolean
admission_take (EvCentral *central, const char *hash, gboolean link, gint64 now, gboolean *taken,
                GError **error)
{
  gint64 expires = 0;
  gboolean done = ev_sql_insert (
      ev_central_sql (central), &expires, error,
      "DELETE FROM admission WHERE hash = ? AND link = ? AND expires > ? RETURNING expires", "tii",
      hash, (gint64)(link != FALSE), now);

  *taken = expires != 0;
  return done;
}

static gboolean
admissions_drop (EvCentral *central, gint64 until, GError **error)
{
  return ev_sql_run (ev_central_sql (central), error, "DELETE FROM admission WHERE expires <= ?",
                     "i", until);
}

void
ev_central_sql_admission_install (EvCentral *central)
{
  central->invite_save = invite_save;
  central->invite_find = invite_find;
  central->invites = invites;
  central->admission_add = admission_add;
  central->admission_is = admission_is;
  central->admission_take = admission_take;
  central->admissions_drop = admissions_drop;
}
