/* The pages of help, as they lie in data/help. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/help/help-text.h"

#include <string.h>

#include "text/paths.h"

#define FIRST "start"

static void
topic_free (gpointer data)
{
  EvHelpTopic *topic = data;

  g_free (topic->name);
  g_free (topic->title);
  g_ptr_array_unref (topic->paragraphs);
  g_free (topic);
}

/* "[name] Title" */
static EvHelpTopic *
topic_of (const char *line)
{
  const char *end = *line == '[' ? strchr (line, ']') : NULL;
  EvHelpTopic *topic;

  if (!end)
    return NULL;
  topic = g_new0 (EvHelpTopic, 1);
  topic->name = g_strndup (line + 1, (gsize)(end - line - 1));
  topic->title = g_strstrip (g_strdup (end + 1));
  topic->paragraphs = g_ptr_array_new_with_free_func (g_free);
  return topic;
}

GPtrArray *
ev_help_text_load (EvLanguage language, GError **error)
{
  g_autofree char *data = ev_paths_data ();
  g_autofree char *name = g_strconcat (ev_language_code (language), ".txt", NULL);
  g_autofree char *file = g_build_filename (data, "help", name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *topics;

  if (!g_file_get_contents (file, &text, NULL, error))
    return NULL;
  topics = g_ptr_array_new_with_free_func (topic_free);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    EvHelpTopic *topic = topic_of (lines[i]);
    if (topic)
      g_ptr_array_add (topics, topic);
    else if (*lines[i] && topics->len > 0)
      g_ptr_array_add (((EvHelpTopic *)topics->pdata[topics->len - 1])->paragraphs,
                       g_strdup (lines[i]));
  }
  return topics;
}

const char *
ev_help_text_topic (const char *place)
{
  static const struct {
    const char *place, *topic;
  } topics[] = {
    { "events", "events" },
    { "event", "events" },
    { "copy", "events" },
    { "checkin", "checkin" },
    { "print", "print" },
    { "paper", "paper" },
    { "submit", "submit" },
    { "sync", "sync" },
    { "people", "people" },
    { "person", "people" },
    { "duplicates", "people" },
    { "compare", "people" },
    { "review", "review" },
    { "review-event", "review" },
    { "results", "results" },
    { "result", "results" },
    { "indicators", "results" },
    { "reports", "reports" },
    { "published", "reports" },
    { "published-report", "reports" },
    { "preferences", "preferences" },
  };
  gsize length = place ? strcspn (place, "/") : 0;

  for (guint i = 0; place && i < G_N_ELEMENTS (topics); i++) {
    if (strlen (topics[i].place) == length && strncmp (topics[i].place, place, length) == 0)
      return topics[i].topic;
  }
  return FIRST;
}
