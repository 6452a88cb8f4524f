/* What is where, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync/sync-words.h"

#include "text/error-text.h"
#include "text/i18n.h"
#include "text/moment.h"
#include "text/number.h"

static char *
ago (gint64 moment)
{
  EvClock clock = ev_clock_system ();

  return ev_moment_ago (moment, ev_clock_now (&clock));
}

static char *
changes_here (gint64 count)
{
  return g_strdup_printf (ngettext ("%d change on this laptop", "%d changes on this laptop", count),
                          (int)count);
}

static char *
to_pass_on (gint64 count)
{
  return g_strdup_printf (ngettext ("%d message to pass on", "%d messages to pass on", count),
                          (int)count);
}

char *
ev_sync_words_short (EvRegister *reg)
{
  const EvCustodyCounts *counts;

  switch (ev_register_sync_state (reg, &counts)) {
  case EV_SYNC_ALONE:
    return g_strdup (_ ("Only on this laptop"));
  case EV_SYNC_CLEAN:
    return g_strdup (_ ("Everything is on the server"));
  case EV_SYNC_ATTENTION:
    return g_strdup (_ ("Needs attention"));
  case EV_SYNC_PENDING:
  default:
    if (counts->on_laptop > 0)
      return changes_here (counts->on_laptop);
    return counts->carried > 0 ? to_pass_on (counts->carried)
                               : g_strdup (_ ("Comparing with the server"));
  }
}

char *
ev_sync_words_brief (EvRegister *reg)
{
  const EvCustodyCounts *counts;

  switch (ev_register_sync_state (reg, &counts)) {
  case EV_SYNC_ALONE:
    return g_strdup (C_ ("sync in one word", "Alone"));
  case EV_SYNC_CLEAN:
    return g_strdup (C_ ("sync in one word", "Sent"));
  case EV_SYNC_ATTENTION:
    return g_strdup (C_ ("sync in one word", "Check"));
  case EV_SYNC_PENDING:
  default:
    return counts->on_laptop > 0 ? ev_number_whole (counts->on_laptop) : g_strdup ("…");
  }
}

static char *
pending_words (EvRegister *reg, const EvCustodyCounts *counts)
{
  g_autofree char *since = counts->oldest > 0 ? ago (counts->oldest) : NULL;
  const GError *error = ev_register_sync_error (reg);

  if (error)
    return ev_error_text (error);
  if (since)
    return g_strdup_printf (
        _ ("The oldest of them: %s. They go to the server by themselves as soon "
           "as there is a connection."),
        since);
  return g_strdup (_ ("They go to the server by themselves as soon as there is a connection."));
}

static char *
attention_words (EvRegister *reg, const EvCustodyCounts *counts)
{
  const GError *error = ev_register_sync_error (reg);
  EvErrorCode code;

  if (counts->parked > 0)
    return g_strdup_printf (
        ngettext ("The server did not take %d change. It stays on this laptop; see below why.",
                  "The server did not take %d changes. They stay on this laptop; see below why.",
                  counts->parked),
        (int)counts->parked);
  if (error)
    return ev_error_text (error);
  if (counts->last_error && ev_error_parse (counts->last_error, &code)) {
    g_autoptr (GError) last = g_error_new_literal (EV_ERROR, (int)code, counts->last_error);
    return ev_error_text (last);
  }
  return g_strdup ("");
}

char *
ev_sync_words_long (EvRegister *reg)
{
  const EvCustodyCounts *counts;

  switch (ev_register_sync_state (reg, &counts)) {
  case EV_SYNC_ALONE:
    return g_strdup (
        _ ("You work alone. To share this register with your office, connect it with an "
           "invitation; all that is in it goes along."));
  case EV_SYNC_CLEAN: {
    g_autofree char *when = ago (counts->last_verified);
    return g_strdup_printf (_ ("Laptop and server were compared value by value: %s."), when);
  }
  case EV_SYNC_ATTENTION:
    return attention_words (reg, counts);
  case EV_SYNC_PENDING:
  default:
    return pending_words (reg, counts);
  }
}

char *
ev_sync_words_last (EvRegister *reg)
{
  const EvCustodyCounts *counts;
  g_autofree char *when = NULL;

  ev_register_sync_state (reg, &counts);
  if (ev_register_is_syncing (reg))
    return g_strdup (_ ("Syncing…"));
  if (counts->last_sync == 0)
    return g_strdup (_ ("Never synced"));
  when = ago (counts->last_sync);
  return g_strdup_printf (_ ("Last synced: %s"), when);
}

const char *
ev_sync_words_icon (EvRegister *reg)
{
  switch (ev_register_sync_state (reg, NULL)) {
  case EV_SYNC_ALONE:
    return "computer-symbolic";
  case EV_SYNC_CLEAN:
    return "emblem-ok-symbolic";
  case EV_SYNC_ATTENTION:
    return "dialog-warning-symbolic";
  case EV_SYNC_PENDING:
  default:
    return "emblem-synchronizing-symbolic";
  }
}

const char *
ev_sync_words_class (EvRegister *reg)
{
  switch (ev_register_sync_state (reg, NULL)) {
  case EV_SYNC_CLEAN:
    return "success";
  case EV_SYNC_ATTENTION:
    return "attention";
  case EV_SYNC_ALONE:
  case EV_SYNC_PENDING:
  default:
    return NULL;
  }
}
