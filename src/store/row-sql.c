/* The SQL of the records' tables, which follows from the field table. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/row-sql-private.h"

#include "store/row-private.h"

/* The derived columns follow from the id, so that only the first writing sets them. */
static char *
save_sql (EvKind kind)
{
  g_autoptr (GString) names = g_string_new ("id, versions, extra");
  g_autoptr (GString) marks = g_string_new ("?, ?, ?");
  g_autoptr (GString) sets = g_string_new ("versions = excluded.versions, extra = excluded.extra");
  guint count;
  const EvField *table = ev_field_table (kind, &count);

  for (guint i = 0; i < count; i++) {
    g_string_append_printf (names, ", \"%s\"", table[i].name);
    g_string_append (marks, ", ?");
    if (!table[i].derived)
      g_string_append_printf (sets, ", \"%1$s\" = excluded.\"%1$s\"", table[i].name);
  }
  return g_strdup_printf ("INSERT INTO \"%s\" (%s) VALUES (%s) ON CONFLICT (id) DO UPDATE SET %s",
                          ev_kind_name (kind), names->str, marks->str, sets->str);
}

static EvRowSql
sql_of (EvKind kind)
{
  const char *name = ev_kind_name (kind);
  g_autofree char *columns = ev_row_columns (kind, "r");

  return (EvRowSql){
    .load = g_strdup_printf ("SELECT %s FROM \"%s\" r WHERE r.id = ?", columns, name),
    .save = save_sql (kind),
    .remove = g_strdup_printf ("DELETE FROM \"%s\" WHERE id = ?", name),
    .place = g_strdup_printf ("SELECT place FROM \"%s\" WHERE id = ?", name),
  };
}

const EvRowSql *
ev_row_sql (EvKind kind)
{
  static EvRowSql texts[EV_N_KINDS];
  static gsize ready = 0;

  if (g_once_init_enter (&ready)) {
    for (guint i = 0; i < EV_N_KINDS; i++)
      texts[i] = sql_of ((EvKind)i);
    g_once_init_leave (&ready, 1);
  }
  return &texts[kind];
}
