/* How much processor time a process has used. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "processor.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Fields of /proc/PID/stat after the name, from 0 (proc(5)). */
enum { PARENT = 1, USER = 11, SYSTEM = 12, ENDED_USER = 13, ENDED_SYSTEM = 14, MOST_FIELDS = 16 };

static double
seconds_of (const struct timeval *time)
{
  return (double)time->tv_sec + (double)time->tv_usec / G_USEC_PER_SEC;
}

double
processor_of_self (void)
{
  struct rusage used;

  getrusage (RUSAGE_SELF, &used);
  return seconds_of (&used.ru_utime) + seconds_of (&used.ru_stime);
}

/* The fields of a process or thread; FALSE if it is no more. */
static gboolean
read_fields (const char *path, gint64 *fields)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  words = g_strsplit (strrchr (text, ')') + 2, " ", MOST_FIELDS + 1);
  for (guint i = 0; i < MOST_FIELDS && words[i] != NULL; i++)
    fields[i] = g_ascii_strtoll (words[i], NULL, 10);
  return TRUE;
}

static gboolean
read_stat (int process, gint64 *fields)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", process);
  return read_fields (path, fields);
}

static double
time_in (const gint64 *fields)
{
  return (double)(fields[USER] + fields[SYSTEM] + fields[ENDED_USER] + fields[ENDED_SYSTEM]) /
         (double)sysconf (_SC_CLK_TCK);
}

static double
time_of_children (int process)
{
  g_autoptr (GDir) all = g_dir_open ("/proc", 0, NULL);
  const char *name;
  double sum = 0;

  while ((name = g_dir_read_name (all)) != NULL) {
    gint64 fields[MOST_FIELDS] = { 0 };
    if (g_ascii_isdigit (*name) && read_stat ((int)g_ascii_strtoll (name, NULL, 10), fields) &&
        fields[PARENT] == process)
      sum += time_in (fields);
  }
  return sum;
}

double
processor_of (int process, gboolean children)
{
  gint64 fields[MOST_FIELDS] = { 0 };

  if (process == 0 || !read_stat (process, fields))
    return 0;
  return time_in (fields) + (children ? time_of_children (process) : 0);
}

double
processor_of_threads (int process, const char *name)
{
  g_autofree char *folder = g_strdup_printf ("/proc/%d/task", process);
  g_autoptr (GDir) all = g_dir_open (folder, 0, NULL);
  const char *thread;
  double sum = 0;

  while (all != NULL && (thread = g_dir_read_name (all)) != NULL) {
    g_autofree char *named = g_build_filename (folder, thread, "comm", NULL);
    g_autofree char *stat = g_build_filename (folder, thread, "stat", NULL);
    g_autofree char *text = NULL;
    gint64 fields[MOST_FIELDS] = { 0 };
    if (g_file_get_contents (named, &text, NULL, NULL) && strcmp (g_strchomp (text), name) == 0 &&
        read_fields (stat, fields))
      sum += (double)(fields[USER] + fields[SYSTEM]) / (double)sysconf (_SC_CLK_TCK);
  }
  return sum;
}

int
processor_of_database (const char *uri)
{
  g_autofree char *host = NULL, *path = NULL, *text = NULL;
  const char *from = uri != NULL ? strstr (uri, "host=") : NULL;

  if (from == NULL)
    return 0;
  from += strlen ("host=");
  host = g_strndup (from, strcspn (from, "&,"));
  path = g_build_filename (host, "data", "postmaster.pid", NULL);
  return g_file_get_contents (path, &text, NULL, NULL) ? (int)g_ascii_strtoll (text, NULL, 10) : 0;
}

gint64
processor_memory (int process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/statm", process);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  return g_ascii_strtoll (strchr (text, ' ') + 1, NULL, 10) * sysconf (_SC_PAGESIZE);
}
