/* The record of processing. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/processing.h"

#include "print/flow-paper-private.h"
#include "print/report-ink-private.h"
#include "text/date.h"
#include "text/i18n.h"

#define BLANK "______________________________________________"

static const EvPenStyle title_style = { 20, TRUE, EV_PEN_LEFT, FALSE };
static const EvPenStyle heading_style = { 12, TRUE, EV_PEN_LEFT, FALSE };
static const EvPenStyle text_style = { 10, FALSE, EV_PEN_LEFT, FALSE };

static void
add_heading (EvReportFlow *flow, const char *text)
{
  ev_report_flow_add_text (flow, &heading_style, g_strdup (text), 4)->stays = TRUE;
}

/* Takes `text`. */
static void
add_text (EvReportFlow *flow, char *text)
{
  ev_report_flow_add_text (flow, &text_style, text, 14);
}

static char *
period_of (const EvRecord *project)
{
  const char *starts = ev_record_text (project, "starts"), *ends = ev_record_text (project, "ends");
  g_autofree char *first = starts != NULL ? ev_date_long (starts) : g_strdup ("–");
  g_autofree char *last = ends != NULL ? ev_date_long (ends) : g_strdup ("–");

  return g_strdup_printf ("%s – %s", first, last);
}

/* The names of a person's fields of one class. */
static char *
fields_of (const EvLists *lists, EvClass guard)
{
  GString *names = g_string_new (NULL);
  guint count;
  const EvField *fields = ev_field_table (EV_KIND_PERSON, &count);

  for (guint i = 0; i < count; i++)
    if (fields[i].guard == guard)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              ev_lists_name (lists, "field", fields[i].name, ev_language_get ()));
  return g_string_free (names, FALSE);
}

static char *
retention_of (const EvRecord *project)
{
  int months = (int)ev_record_integer (project, "retention");

  if (months == 0)
    return g_strdup (_ ("Not stated yet in the project."));
  return g_strdup_printf (
      ngettext ("Identifiable data: %d month after the end of the project; counts are kept.",
                "Identifiable data: %d months after the end of the project; counts are kept.",
                months),
      months);
}

static void
add_project (EvReportFlow *flow, const EvRecord *project, const char *today)
{
  g_autofree char *day = ev_date_long (today), *period = period_of (project);
  const char *donor = ev_record_text (project, "donor");

  ev_report_flow_add_text (flow, &title_style,
                           g_strdup (C_ ("processing", "Record of processing activities")), 6);
  add_text (flow, g_strdup_printf ("%s · %s · %s", ev_record_text (project, "name"), period, day));
  add_heading (flow, C_ ("processing", "Controller, representative, data protection officer"));
  add_text (flow, g_strdup (BLANK "\n" BLANK));
  add_heading (flow, C_ ("processing", "Purposes and ground"));
  add_text (flow,
            g_strdup (_ ("Carrying out trainings, forum meetings and events; reporting to the "
                         "donor how many people took part, by gender, age, community and "
                         "municipality. The ground is the explicit consent of each "
                         "participant, kept with its form, moment and wording.")));
  if (donor != NULL)
    add_text (flow, g_strdup_printf ("%s: %s", _ ("Donor"), donor));
}

static void
add_data (EvReportFlow *flow, const EvRecord *project, const EvLists *lists)
{
  g_autofree char *personal = fields_of (lists, EV_CLASS_PERSONAL);
  g_autofree char *sensitive = fields_of (lists, EV_CLASS_SENSITIVE);

  add_heading (flow, C_ ("processing", "Whose data, and which"));
  add_text (flow, g_strdup (_ ("Participants of events, and those who work with the register.")));
  add_text (flow, g_steal_pointer (&personal));
  add_text (flow, g_strdup_printf (_ ("Special categories, only with consent: %s."), sensitive));
  add_heading (flow, C_ ("processing", "Recipients"));
  add_text (flow,
            g_strdup (_ ("The project’s facilitators (their own teams) and coordinators. Donor "
                         "and public receive counts in which small numbers are hidden, and no "
                         "names. The server is run by:")));
  add_text (flow, g_strdup (BLANK));
  add_heading (flow, C_ ("processing", "Transfers to other countries"));
  add_text (flow, g_strdup (BLANK));
  add_heading (flow, C_ ("processing", "Erasure"));
  add_text (flow, retention_of (project));
}

static void
add_guards (EvReportFlow *flow)
{
  add_heading (flow, C_ ("processing", "Security"));
  add_text (flow,
            g_strdup (_ ("Registers and backups are encrypted on every laptop, with a "
                         "passphrase where one is set, and locked when nobody touches them; "
                         "TLS to the server, whose key is pinned; access by role and team; a "
                         "log of who opened, exported, printed, merged, erased or revealed "
                         "what, kept for twelve months; exports under pseudonyms; lost laptops "
                         "are shut out.")));
}

EvDocument *
ev_processing_document (EvStore *store, const EvLists *lists, const char *today, GError **error)
{
  g_autoptr (EvRecord) project = ev_store_read (store, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, error);
  EvReportFlow *flow;

  if (project == NULL)
    return NULL;
  flow = ev_flow_paper_begin ();
  add_project (flow, project, today);
  add_data (flow, project, lists);
  add_guards (flow);
  return ev_flow_paper_end (flow, C_ ("processing", "Record of processing activities"));
}
