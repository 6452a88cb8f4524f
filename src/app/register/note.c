/* Noting in the access log what somebody looks at. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/note.h"

typedef struct {
  EvAccessKind kind;
  char *subject;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->subject);
  g_free (note);
}

static void
note_job (GTask *task, EvStore *store, gpointer data)
{
  const Note *note = data;
  GError *error = NULL;

  if (ev_access_note (store, note->kind, note->subject, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ev_note_access (EvWriter *writer, EvAccessKind kind, const char *subject,
                GAsyncReadyCallback callback, gpointer data)
{
  Note *note = g_new0 (Note, 1);

  note->kind = kind;
  note->subject = g_strdup (subject);
  ev_writer_run_quietly (writer, note_job, note, note_free, callback, data);
}
