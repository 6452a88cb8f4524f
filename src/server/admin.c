/* The admin's pages: who may see them, and what they are answered with. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/admin.h"

#include <string.h>

#include "base/secret.h"
#include "server/admin-private.h"
#include "server/admission.h"
#include "server/page-laptop.h"
#include "server/page-project.h"
#include "server/page-projects.h"
#include "server/page-sign-in.h"
#include "server/registrar.h"

/* __Host-: a browser takes it only with TLS, for this host and all its paths. */
#define SESSION "__Host-evidenca"
#define LANGUAGE "language"
#define YEAR (365 * 24 * 3600)

extern const unsigned char ev_page_style[];
extern const size_t ev_page_style_size;

/* Reading a request. */

/* The value of one cookie; NULL if there is none. */
static char *
find_cookie (const char *cookies, const char *name)
{
  g_auto (GStrv) words = g_strsplit (cookies != NULL ? cookies : "", ";", -1);
  gsize length = strlen (name);

  for (char **word = words; *word != NULL; word++) {
    const char *cookie = g_strstrip (*word);
    if (strncmp (cookie, name, length) == 0 && cookie[length] == '=')
      return g_strdup (cookie + length + 1);
  }
  return NULL;
}

/* What the browser's owner reads best: the first of ours among those of the highest weight. */
static EvLanguage
best_language (const char *accepted)
{
  g_auto (GStrv) words = g_strsplit (accepted != NULL ? accepted : "", ",", -1);
  EvLanguage best = EV_LANGUAGE_EN;
  double weight = 0;

  for (char **word = words; *word != NULL; word++) {
    g_autofree char *tag = g_ascii_strdown (g_strstrip (*word), -1);
    const char *q = strstr (tag, ";q=");
    double own = q != NULL ? g_ascii_strtod (q + 3, NULL) : 1;
    EvLanguage language;
    if (own > weight && ev_language_of_name (tag, &language)) {
      best = language;
      weight = own;
    }
  }
  return best;
}

EvAdmin *
ev_admin_new (const EvPageWords *words, const char *path, const char *cookies, const char *accepted)
{
  EvAdmin *admin = g_new0 (EvAdmin, 1);
  g_autofree char *chosen = find_cookie (cookies, LANGUAGE);

  admin->path = path;
  admin->session = find_cookie (cookies, SESSION);
  admin->arguments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  admin->frame = (EvPageFrame){ .words = words, .here = path };
  if (chosen == NULL || !ev_language_parse (chosen, &admin->frame.language))
    admin->frame.language = best_language (accepted);
  return admin;
}

void
ev_admin_free (EvAdmin *admin)
{
  if (admin == NULL)
    return;
  ev_page_free (admin->frame.page);
  g_hash_table_unref (admin->arguments);
  g_free (admin->session);
  g_free (admin->seal);
  g_free (admin->query);
  g_free (admin);
}

const char *const *
ev_admin_names (void)
{
  static const char *const names[] = { "code", "page", "device", "key", LANGUAGE, NULL };
  return names;
}

void
ev_admin_argument (EvAdmin *admin, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_hash_table_replace (admin->arguments, g_strdup (name), g_strdup (value));
  if (strcmp (name, LANGUAGE) == 0)
    admin->chosen = ev_language_parse (value, &admin->frame.language);
}

gboolean
ev_admin_read_form (EvAdmin *admin, GBytes *body, GError **error)
{
  gsize length;
  const char *bytes = g_bytes_get_data (body, &length);
  g_autofree char *text = g_strndup (length > 0 ? bytes : "", length);
  g_autoptr (GHashTable) read = g_uri_parse_params (text, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);

  if (read == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "a form that is none");
    return FALSE;
  }
  g_hash_table_unref (admin->arguments);
  admin->arguments = g_steal_pointer (&read);
  return TRUE;
}

const char *
ev_admin_get (const EvAdmin *admin, const char *name)
{
  const char *value = g_hash_table_lookup (admin->arguments, name);
  return value != NULL ? value : "";
}

/* Answering. */

static void
set_cookie (EvResponse *response, const char *name, const char *value, gint64 seconds)
{
  g_autofree char *cookie = g_strdup_printf ("%s=%s; Path=/; Max-Age=%" G_GINT64_FORMAT
                                             "; Secure; HttpOnly; SameSite=Strict",
                                             name, value, seconds);
  ev_response_header (response, "Set-Cookie", cookie);
}

/* Nothing is run, loaded from elsewhere, framed, kept or told to others. */
static void
add_headers (EvResponse *response)
{
  static const char *const headers[][2] = {
    { "Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self'; "
                                 "frame-ancestors 'none'; base-uri 'none'" },
    { "Cache-Control", "no-store" },
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy", "no-referrer" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "X-Frame-Options", "DENY" },
    { "Vary", "Accept-Language, Cookie" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    ev_response_header (response, headers[i][0], headers[i][1]);
}

void
ev_admin_answer (EvAdmin *admin, EvResponse *response, int status, GBytes *page)
{
  *response = (EvResponse){ .status = status, .body = page, .type = "text/html; charset=utf-8" };
  add_headers (response);
  if (admin->chosen)
    set_cookie (response, LANGUAGE, ev_language_code (admin->frame.language), YEAR);
}

void
ev_admin_redirect (EvResponse *response, const char *target)
{
  *response = (EvResponse){ .status = 303 };
  add_headers (response);
  ev_response_header (response, "Location", target);
}

void
ev_admin_style (EvResponse *response)
{
  *response = (EvResponse){ .status = 200,
                            .body = g_bytes_new_static (ev_page_style, ev_page_style_size),
                            .type = "text/css; charset=utf-8" };
  add_headers (response);
}

void
ev_admin_complain (EvAdmin *admin, const GError *error, EvResponse *response)
{
  static const struct {
    EvErrorCode code;
    int status;
    EvPageWord word;
  } meanings[] = {
    { EV_ERROR_NOT_FOUND, 404, EV_PAGE_NOT_FOUND }, { EV_ERROR_DENIED, 403, EV_PAGE_STALE },
    { EV_ERROR_INVITATION, 403, EV_PAGE_LINK_BAD }, { EV_ERROR_INVALID, 400, EV_PAGE_INVITE_SENSE },
    { EV_ERROR_MALFORMED, 400, EV_PAGE_NOT_FOUND }, { EV_ERROR_TOO_LARGE, 413, EV_PAGE_NOT_FOUND },
    { EV_ERROR_TOO_MANY, 429, EV_PAGE_TOO_MANY },
  };
  int status = 503;
  EvPageWord word = EV_PAGE_BUSY;

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_error_matches (error, EV_ERROR, (int)meanings[i].code)) {
      status = meanings[i].status;
      word = meanings[i].word;
    }
  /* A page of its own, whatever was under way; its links lead to the top. */
  g_clear_pointer (&admin->frame.page, ev_page_free);
  admin->frame.here = EV_PAGE_PATH_TOP;
  admin->frame.query = NULL;
  ev_admin_answer (admin, response, status, ev_page_sign_in_write_complaint (&admin->frame, word));
}

/* Who is there. */

/* The arguments that lead to the same page again. */
static void
remember_query (EvAdmin *admin)
{
  g_autoptr (GString) query = g_string_new (NULL);
  const char *const *names = ev_admin_names ();

  for (guint i = 0; names[i] != NULL; i++) {
    const char *value = ev_admin_get (admin, names[i]);
    if (*value == '\0' || strcmp (names[i], LANGUAGE) == 0)
      continue;
    g_string_append_printf (query, "%s%s=", query->len > 0 ? "&" : "", names[i]);
    g_string_append_uri_escaped (query, value, NULL, FALSE);
  }
  g_free (admin->query);
  admin->query = query->len > 0 ? g_strdup (query->str) : NULL;
  admin->frame.query = admin->query;
}

gboolean
ev_admin_recognise (EvAdmin *admin, EvCentral *central, gint64 now, gboolean *good, GError **error)
{
  if (!ev_admission_check (central, admin->session, now, good, error))
    return FALSE;
  if (*good) {
    g_free (admin->seal);
    admin->seal = ev_admission_seal (admin->session);
    admin->frame.seal = admin->seal;
  }
  return TRUE;
}

/* GET */

static GBytes *
write_laptop (EvAdmin *admin, EvCentral *central, GError **error)
{
  g_autoptr (EvCentralDevice) laptop = NULL;
  g_autoptr (EvCentralProject) project = NULL;

  if (!central->device_by_id (central, ev_admin_get (admin, "device"), &laptop, error))
    return NULL;
  if (laptop != NULL && laptop->role != EV_ROLE_SERVER &&
      !central->project_get (central, laptop->project, &project, error))
    return NULL;
  if (project == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "no such laptop");
    return NULL;
  }
  return ev_page_laptop_write (&admin->frame, laptop, project);
}

static GBytes *
write_page (EvAdmin *admin, EvCentral *central, gint64 now, GError **error)
{
  guint64 number = 0;

  if (strcmp (admin->path, EV_PAGE_PATH_TOP) == 0)
    return ev_page_projects_write (&admin->frame, central, error);
  if (strcmp (admin->path, EV_PAGE_PATH_LAPTOP) == 0)
    return write_laptop (admin, central, error);
  g_ascii_string_to_unsigned (ev_admin_get (admin, "page"), 10, 0, G_MAXUINT16, &number, NULL);
  return ev_page_project_write (&admin->frame, central, ev_admin_get (admin, "code"), (guint)number,
                                now, error);
}

/* The page, and with which status. */
static GBytes *
choose_page (EvAdmin *admin, EvCentral *central, gint64 now, int *status, GError **error)
{
  gboolean good;

  *status = 200;
  if (strcmp (admin->path, EV_PAGE_PATH_SIGN_IN) == 0)
    return ev_page_sign_in_write_link (&admin->frame, ev_admin_get (admin, "key"));
  if (!ev_admin_recognise (admin, central, now, &good, error))
    return NULL;
  if (good)
    return write_page (admin, central, now, error);
  *status = strcmp (admin->path, EV_PAGE_PATH_TOP) == 0 ? 200 : 403;
  return ev_page_sign_in_write (&admin->frame);
}

void
ev_admin_show (EvAdmin *admin, EvCentral *central, gint64 now, EvResponse *response)
{
  g_autoptr (GError) error = NULL;
  GBytes *page = NULL;
  int status = 0;

  remember_query (admin);
  if (central->begin (central, FALSE, &error))
    page = choose_page (admin, central, now, &status, &error);
  central->rollback (central);
  if (page != NULL)
    ev_admin_answer (admin, response, status, page);
  else
    ev_admin_complain (admin, error, response);
}

/* Signing in and out. */

static gboolean
sign_in (EvAdmin *admin, EvCentral *central, const EvRandom *random, gint64 now,
         EvResponse *response, GError **error)
{
  g_autofree char *session =
      ev_admission_enter (central, random, ev_admin_get (admin, "key"), now, error);

  if (session == NULL)
    return FALSE;
  ev_admin_redirect (response, EV_PAGE_PATH_TOP);
  set_cookie (response, SESSION, session, EV_ADMISSION_SESSION / 1000);
  return TRUE;
}

static gboolean
sign_out (EvAdmin *admin, EvCentral *central, gint64 now, EvResponse *response, GError **error)
{
  if (!ev_admission_leave (central, admin->session, now, error))
    return FALSE;
  ev_admin_redirect (response, EV_PAGE_PATH_TOP);
  set_cookie (response, SESSION, "", 0);
  return TRUE;
}

/* A form counts only with the session's cookie and the seal that its own pages carry. */
static gboolean
is_own_form (EvAdmin *admin, EvCentral *central, gint64 now, GError **error)
{
  gboolean good;

  if (!ev_admin_recognise (admin, central, now, &good, error))
    return FALSE;
  if (good && ev_secret_equal (admin->seal, ev_admin_get (admin, "seal")))
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_DENIED, "a form that is not of a session's pages");
  return FALSE;
}

gboolean
ev_admin_may_write (EvAdmin *admin, EvCentral *central, gint64 now, GError **error)
{
  gboolean own = central->begin (central, FALSE, error) && is_own_form (admin, central, now, error);

  central->rollback (central);
  return own;
}

gboolean
ev_admin_write (EvAdmin *admin, EvCentral *central, const EvRandom *random, gint64 now,
                EvResponse *response, GError **error)
{
  if (strcmp (admin->path, EV_PAGE_PATH_SIGN_IN) == 0)
    return sign_in (admin, central, random, now, response, error);
  if (!is_own_form (admin, central, now, error))
    return FALSE;
  if (strcmp (admin->path, EV_PAGE_PATH_SIGN_OUT) == 0)
    return sign_out (admin, central, now, response, error);
  return ev_admin_act (admin, central, random, now, response, error);
}
