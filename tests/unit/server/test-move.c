/* What a move carries is all that there is: every column of every table is named there. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fixture.h"
#include "server/move.h"
#include "server/sql-sqlite.h"

static void
test_every_column (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (EvSql) sql = ev_sql_sqlite_open (hall->path, FALSE, NULL);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, NULL,
                    "SELECT t.name, group_concat (c.name, ' ') FROM sqlite_master t,"
                    " pragma_table_info (t.name) c WHERE t.type = 'table' GROUP BY t.name",
                    "");
  gboolean row;
  guint tables = 0;

  while (ev_sql_next (rows, &row, NULL) && row) {
    g_auto (GStrv) columns = g_strsplit (ev_sql_text (rows, 1), " ", -1);
    g_auto (GStrv) carried = ev_move_columns (ev_sql_text (rows, 0));
    g_assert_cmpuint (g_strv_length (columns), ==, g_strv_length (carried));
    for (char **column = columns; *column != NULL; column++)
      g_assert_true (g_strv_contains ((const char *const *)carried, *column));
    tables++;
  }
  g_assert_cmpuint (tables, >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/move/every-column", test_every_column);
  return g_test_run ();
}
