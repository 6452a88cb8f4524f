/* What the program remembers for this person on this machine. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application/settings.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "text/paths.h"

#define SCHEMA "org.evidenca.Evidenca"
#define PATH "/org/evidenca/Evidenca/"
#define GROUP "settings" /* of the file; without one it would keep nothing */

/* The schemas of the build folder that the program lies in; NULL if it is installed. */
static GSettingsSchemaSource *
source_of_build (void)
{
  g_autofree char *build = ev_paths_build ();
  g_autofree char *folder = build ? g_build_filename (build, "data", NULL) : NULL;

  return folder ? g_settings_schema_source_new_from_directory (
                      folder, g_settings_schema_source_get_default (), FALSE, NULL)
                : NULL;
}

static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *source = source_of_build ();
  GSettingsSchema *schema = NULL;

  if (source) {
    schema = g_settings_schema_source_lookup (source, SCHEMA, TRUE);
    g_settings_schema_source_unref (source);
  } else if (g_settings_schema_source_get_default ()) {
    schema =
        g_settings_schema_source_lookup (g_settings_schema_source_get_default (), SCHEMA, TRUE);
  }
  return schema;
}

/* A file, where the desktop would forget everything at the end; NULL: the desktop's own. */
static GSettingsBackend *
find_backend (void)
{
  g_autoptr (GSettingsBackend) usual = g_settings_backend_get_default ();
  g_autofree char *file = NULL;

  if (g_strcmp0 (G_OBJECT_TYPE_NAME (usual), "GMemorySettingsBackend") != 0 ||
      g_getenv ("GSETTINGS_BACKEND"))
    return NULL;
  file = g_build_filename (g_get_user_config_dir (), "evidenca", "settings.ini", NULL);
  return g_keyfile_settings_backend_new (file, PATH, GROUP);
}

GSettings *
ev_settings_open (void)
{
  GSettingsSchema *schema = find_schema ();
  g_autoptr (GSettingsBackend) backend = NULL;
  GSettings *settings;

  if (!schema)
    return NULL;
  backend = find_backend ();
  settings = g_settings_new_full (schema, backend, PATH);
  g_settings_schema_unref (schema);
  return settings;
}

gboolean
ev_settings_language (GSettings *settings, EvLanguage *language)
{
  g_autofree char *code = g_settings_get_string (settings, "language");

  return ev_language_parse (code, language);
}

char *
ev_settings_laptop_name (GSettings *settings)
{
  char *name = g_settings_get_string (settings, "device-name");

  if (*name)
    return name;
  g_free (name);
  return g_strdup (g_get_host_name ());
}
