/* What it takes to mark people in a session, with the words that undo will use. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/marking.h"

#include "app/checkin/person-words.h"
#include "text/i18n.h"

static const char *
session_id (const EvRoster *roster, guint session)
{
  return ((const EvRosterSession *)roster->sessions->pdata[session])->id;
}

/* What takes the place of a tick taken away. */
static const char *
status_without (const EvRoster *roster, const EvRosterRow *row, guint session)
{
  for (guint i = 0; i < roster->sessions->len; i++) {
    if (i != session && row->statuses[i])
      return NULL;
  }
  return "registered";
}

static char *
words_for_one (EvRegister *reg, const EvRosterRow *row, guint session, const char *status)
{
  g_autofree char *name = ev_person_words_name (&row->person);

  if (!status)
    return g_strdup_printf (_ ("%1$s not present in session %2$d"), name, (int)session + 1);
  if (g_str_equal (status, "present"))
    return g_strdup_printf (_ ("%1$s present in session %2$d"), name, (int)session + 1);
  /* Translators: a person, a status of attendance, the number of a session. */
  return g_strdup_printf (_ ("%1$s: %2$s, session %3$d"), name,
                          ev_register_name (reg, "attendance_status", status), (int)session + 1);
}

static char *
words_for_all (EvRegister *reg, guint people, guint session, const char *status)
{
  if (!status)
    return g_strdup_printf (ngettext ("%1$d person not present in session %2$d",
                                      "%1$d people not present in session %2$d", people),
                            (int)people, (int)session + 1);
  if (g_str_equal (status, "present"))
    return g_strdup_printf (ngettext ("%1$d person present in session %2$d",
                                      "%1$d people present in session %2$d", people),
                            (int)people, (int)session + 1);
  return g_strdup_printf (
      /* Translators: how many, a status of attendance, the number of a session. */
      ngettext ("%1$d person: %2$s, session %3$d", "%1$d people: %2$s, session %3$d", people),
      (int)people, ev_register_name (reg, "attendance_status", status), (int)session + 1);
}

static EvPlan *
plan_for (EvRegister *reg, const EvRoster *roster, guint session, const GPtrArray *rows,
          const char *status)
{
  g_autofree char *words = NULL;
  EvPlan *plan;

  if (rows->len == 0)
    return NULL;
  words = rows->len == 1 ? words_for_one (reg, rows->pdata[0], session, status)
                         : words_for_all (reg, rows->len, session, status);
  plan = ev_plan_new (words);
  for (guint i = 0; i < rows->len; i++) {
    const EvRosterRow *row = rows->pdata[i];
    ev_plan_mark (plan, session_id (roster, session), row->person.id,
                  status ? status : status_without (roster, row, session), "tick");
  }
  return plan;
}

EvPlan *
ev_marking_status (EvRegister *reg, const EvRoster *roster, guint session, const GPtrArray *rows,
                   const char *status)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++) {
    const EvRosterRow *row = rows->pdata[i];
    const char *wanted = status ? status : status_without (roster, row, session);
    if (g_strcmp0 (row->statuses[session], wanted) != 0)
      g_ptr_array_add (others, (gpointer)row);
  }
  return plan_for (reg, roster, session, others, status);
}

static gboolean
is_here (const EvRosterRow *row, guint session)
{
  return ev_roster_standing (row->statuses[session]) == EV_ROSTER_HERE;
}

EvPlan *
ev_marking_toggle (EvRegister *reg, const EvRoster *roster, guint session, const GPtrArray *rows)
{
  g_autoptr (GPtrArray) without = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++) {
    if (!is_here (rows->pdata[i], session))
      g_ptr_array_add (without, rows->pdata[i]);
  }
  return without->len > 0 ? plan_for (reg, roster, session, without, "present")
                          : plan_for (reg, roster, session, rows, NULL);
}

static gboolean
follows (const EvRosterRow *row, guint session, guint other)
{
  return is_here (row, other) && ev_roster_standing (row->statuses[session]) == EV_ROSTER_EXPECTED;
}

guint
ev_marking_as_in_count (const EvRoster *roster, guint session, guint other)
{
  guint count = 0;

  for (guint i = 0; i < roster->rows->len; i++)
    count += follows (roster->rows->pdata[i], session, other);
  return count;
}

EvPlan *
ev_marking_as_in (EvRegister *reg, const EvRoster *roster, guint session, guint other)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < roster->rows->len; i++) {
    if (follows (roster->rows->pdata[i], session, other))
      g_ptr_array_add (rows, roster->rows->pdata[i]);
  }
  return plan_for (reg, roster, session, rows, "present");
}

EvPlan *
ev_marking_arrival (const EvRoster *roster, guint session, const char *person, const char *name,
                    const char *method)
{
  g_autofree char *words =
      g_strdup_printf (_ ("%1$s present in session %2$d"), name, (int)session + 1);
  EvPlan *plan = ev_plan_new (words);

  ev_plan_mark (plan, session_id (roster, session), person, "present", method);
  return plan;
}

gboolean
ev_marking_is_here (const EvRoster *roster, guint session, const char *person)
{
  for (guint i = 0; i < roster->rows->len; i++) {
    const EvRosterRow *row = roster->rows->pdata[i];
    if (g_strcmp0 (row->person.id, person) == 0)
      return ev_roster_standing (row->statuses[session]) == EV_ROSTER_HERE;
  }
  return FALSE;
}
