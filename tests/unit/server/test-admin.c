/* The admin's pages without a browser: who may see them, what forms do, what is never on them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>

#include "server/admin.h"
#include "server/admission.h"

/* A browser that has a cookie, and what it was last answered. */
typedef struct {
  Hall *hall;
  EvPageWords *words;
  char *cookie, *seal; /* NULL: signed out */
  EvResponse answer;
  char *text;
} Browser;

static Browser *
browser_new (Hall *hall)
{
  Browser *browser = g_new0 (Browser, 1);

  browser->hall = hall;
  browser->words = ev_page_words_new ();
  return browser;
}

static void
browser_free (Browser *browser)
{
  ev_page_words_free (browser->words);
  ev_response_clear (&browser->answer);
  g_free (browser->cookie);
  g_free (browser->seal);
  g_free (browser->text);
  g_free (browser);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Browser, browser_free)

static const char *
header (const Browser *browser, const char *name)
{
  const GPtrArray *headers = browser->answer.headers;

  for (guint i = 0; headers != NULL && i < headers->len; i += 2)
    if (strcmp (headers->pdata[i], name) == 0)
      return headers->pdata[i + 1];
  return "";
}

static void
take_answer (Browser *browser)
{
  gsize length = 0;
  const char *bytes =
      browser->answer.body != NULL ? g_bytes_get_data (browser->answer.body, &length) : "";
  const char *seal;

  g_free (browser->text);
  browser->text = g_strndup (bytes, length);
  seal = strstr (browser->text, "name=\"seal\" value=\"");
  if (seal != NULL) {
    g_free (browser->seal);
    browser->seal = g_strndup (seal + strlen ("name=\"seal\" value=\""), 64);
  }
}

static EvAdmin *
ask (Browser *browser, const char *path, const char *query)
{
  EvAdmin *admin = ev_admin_new (browser->words, path, browser->cookie, "sq;q=0.1, en");
  g_autoptr (GHashTable) arguments = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, arguments);
  while (g_hash_table_iter_next (&iter, &name, &value))
    ev_admin_argument (admin, name, value);
  return admin;
}

/* The status. */
static int
get (Browser *browser, const char *path, const char *query)
{
  g_autoptr (EvAdmin) admin = ask (browser, path, query);

  ev_response_clear (&browser->answer);
  ev_admin_show (admin, browser->hall->central, browser->hall->now, &browser->answer);
  take_answer (browser);
  return browser->answer.status;
}

/* `form` is sent as it is, with the seal of the session's pages. */
static int
post (Browser *browser, const char *path, const char *form)
{
  EvCentral *central = browser->hall->central;
  g_autoptr (EvAdmin) admin = ask (browser, path, "");
  g_autofree char *sealed =
      g_strdup_printf ("seal=%s&%s", browser->seal ? browser->seal : "", form);
  g_autoptr (GBytes) body = g_bytes_new (sealed, strlen (sealed));
  g_autoptr (GError) error = NULL;

  ev_response_clear (&browser->answer);
  g_assert_true (ev_admin_read_form (admin, body, NULL));
  g_assert_true (central->begin (central, TRUE, NULL));
  if (ev_admin_write (admin, central, &browser->hall->random, browser->hall->now, &browser->answer,
                      &error)) {
    g_assert_true (central->commit (central, NULL));
  } else {
    central->rollback (central);
    ev_admin_complain (admin, error, &browser->answer);
  }
  take_answer (browser);
  return browser->answer.status;
}

static char *
make_link (Hall *hall)
{
  char *secret;

  g_assert_true (hall->central->begin (hall->central, TRUE, NULL));
  secret = ev_admission_invite (hall->central, &hall->random, hall->now, NULL);
  g_assert_true (hall->central->commit (hall->central, NULL));
  return secret;
}

static int
sign_in_by (Browser *browser, const char *secret)
{
  g_autofree char *form = g_strconcat ("key=", secret, NULL);
  int status = post (browser, "/sign-in", form);

  if (status == 303) {
    g_free (browser->cookie);
    browser->cookie =
        g_strndup (header (browser, "Set-Cookie"), strcspn (header (browser, "Set-Cookie"), ";"));
    g_assert_cmpint (get (browser, "/", ""), ==, 200);
  }
  return status;
}

static void
sign_in (Browser *browser)
{
  g_autofree char *secret = make_link (browser->hall);
  g_assert_cmpint (sign_in_by (browser, secret), ==, 303);
}

static gboolean
says (const Browser *browser, const char *text)
{
  return strstr (browser->text, text) != NULL;
}

static void
test_only_the_admin (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Browser) browser = browser_new (hall);

  g_assert_cmpint (get (browser, "/", ""), ==, 200);
  g_assert_true (says (browser, "sign-in-link"));
  g_assert_false (says (browser, "Project"));
  g_assert_cmpint (get (browser, "/project", "code=P"), ==, 403);
  g_assert_false (says (browser, "Team A"));
  g_assert_cmpint (post (browser, "/invite", "code=P&role=coordinator"), ==, 403);
  browser->cookie = g_strdup ("__Host-evidenca=AAAAAAAAAAAAAAAA");
  g_assert_cmpint (get (browser, "/project", "code=P"), ==, 403);
  sign_in (browser);
  g_assert_true (says (browser, "<a href=\"/project?code=P\">Project</a>"));
  g_assert_cmpint (get (browser, "/project", "code=P"), ==, 200);
  g_assert_true (says (browser, "<th scope=\"row\">Team A</th>"));
  g_assert_cmpint (get (browser, "/project", "code=Q"), ==, 404);
  g_assert_cmpint (get (browser, "/laptop", "device=QQQQQQQQQQQQQ"), ==, 404);
}

static void
test_headers (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Browser) browser = browser_new (hall);
  const char *cookie;

  get (browser, "/", "language=sr%40latin");
  g_assert_cmpstr (header (browser, "Content-Security-Policy"), ==,
                   "default-src 'none'; style-src 'self'; form-action 'self'; "
                   "frame-ancestors 'none'; base-uri 'none'");
  g_assert_cmpstr (header (browser, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (header (browser, "X-Content-Type-Options"), ==, "nosniff");
  g_assert_cmpstr (header (browser, "Referrer-Policy"), ==, "no-referrer");
  g_assert_cmpstr (header (browser, "Cross-Origin-Opener-Policy"), ==, "same-origin");
  g_assert_true (says (browser, "<html lang=\"sr-Latn\">"));
  g_assert_true (g_str_has_prefix (header (browser, "Set-Cookie"), "language=sr@latin; "));
  g_assert_false (says (browser, "<script"));
  sign_in (browser);
  ev_response_clear (&browser->answer);
  {
    g_autofree char *secret = make_link (hall);
    g_autofree char *form = g_strconcat ("key=", secret, NULL);
    g_assert_cmpint (post (browser, "/sign-in", form), ==, 303);
  }
  cookie = header (browser, "Set-Cookie");
  g_assert_true (g_str_has_prefix (cookie, "__Host-evidenca="));
  g_assert_true (
      g_str_has_suffix (cookie, "; Path=/; Max-Age=14400; Secure; HttpOnly; SameSite=Strict"));
  g_assert_cmpuint (strcspn (cookie, ";"), ==, strlen ("__Host-evidenca=") + 52);
}

static void
test_links (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Browser) browser = browser_new (hall);
  g_autofree char *first = make_link (hall), *second = make_link (hall), *late = NULL;

  g_assert_cmpint (sign_in_by (browser, "AAAA"), ==, 403);
  g_assert_cmpint (sign_in_by (browser, ""), ==, 403);
  g_assert_cmpint (sign_in_by (browser, first), ==, 303);
  g_assert_cmpint (sign_in_by (browser, first), ==, 403);
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM admission WHERE link = 1"), ==, 1);
  hall->now += EV_ADMISSION_LINK;
  g_assert_cmpint (sign_in_by (browser, second), ==, 403);
  /* A session's secret is no link's. */
  g_assert_cmpint (sign_in_by (browser, browser->cookie + strlen ("__Host-evidenca=")), ==, 403);
  late = make_link (hall);
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM admission WHERE link = 1"), ==, 1);
  g_assert_cmpint (get (browser, "/project", "code=P"), ==, 200);
  hall->now += EV_ADMISSION_SESSION;
  g_assert_cmpint (get (browser, "/project", "code=P"), ==, 403);
}

static void
test_signing_out (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Browser) browser = browser_new (hall), other = browser_new (hall);

  sign_in (browser);
  sign_in (other);
  g_assert_cmpint (post (browser, "/sign-out", ""), ==, 303);
  g_assert_cmpstr (header (browser, "Set-Cookie"), ==,
                   "__Host-evidenca=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict");
  g_assert_cmpint (get (browser, "/project", "code=P"), ==, 403);
  g_assert_cmpint (get (other, "/project", "code=P"), ==, 200);
  g_assert_true (hall->central->begin (hall->central, TRUE, NULL));
  g_assert_true (ev_admission_drop (hall->central, NULL));
  g_assert_true (hall->central->commit (hall->central, NULL));
  g_assert_cmpint (get (other, "/project", "code=P"), ==, 403);
}

/* Another site's form comes with the cookie at most, and another session's seal is another. */
static void
test_forged_forms (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Browser) browser = browser_new (hall), other = browser_new (hall);
  static const char *const paths[] = { "/invite", "/take-back", "/revoke", "/sign-out" };

  sign_in (browser);
  sign_in (other);
  g_assert_cmpstr (browser->seal, !=, other->seal);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autofree char *own = g_steal_pointer (&browser->seal);
    g_assert_cmpint (post (browser, paths[i], "code=P&role=coordinator"), ==, 403);
    g_free (browser->seal);
    browser->seal = g_strdup (other->seal);
    g_assert_cmpint (post (browser, paths[i], "code=P&role=coordinator"), ==, 403);
    g_free (browser->seal);
    browser->seal = g_steal_pointer (&own);
  }
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM invite"), ==, 0);
}

static void
test_invitations (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Browser) browser = browser_new (hall);
  static const struct {
    const char *form;
    int status;
  } cases[] = {
    { "code=P&role=facilitator&team.A=yes", 200 },
    { "code=P&role=coordinator", 200 },
    { "code=P&role=facilitator", 400 },
    { "code=P&role=viewer&team.A=yes", 400 },
    { "code=P&role=server", 404 },
    { "code=Q&role=coordinator", 404 },
  };
  g_autofree char *name = NULL, *form = NULL;

  sign_in (browser);
  g_assert_true (hall->central->begin (hall->central, TRUE, NULL));
  hall->central->set_fact (hall->central, "public_url", "https://register.example", NULL);
  g_assert_true (hall->central->commit (hall->central, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_cmpint (post (browser, "/invite", cases[i].form), ==, cases[i].status);
    g_assert_cmpint (says (browser, "evidenca://register.example/enrol?code="), ==,
                     cases[i].status == 200);
  }
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM invite WHERE revoked = 0"), ==, 2);
  get (browser, "/project", "code=P");
  name = g_strndup (strstr (browser->text, "name=\"invitation\" value=\"") +
                        strlen ("name=\"invitation\" value=\""),
                    12);
  form = g_strdup_printf ("code=P&invitation=%s", name);
  g_assert_cmpint (post (browser, "/take-back", form), ==, 303);
  g_assert_cmpstr (header (browser, "Location"), ==, "/project?code=P");
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM invite WHERE revoked = 0"), ==, 1);
  g_assert_cmpint (post (browser, "/take-back", "code=P&invitation=zzz"), ==, 404);
  get (browser, "/project", "code=P");
  g_assert_true (says (browser, "Taken back"));
}

static void
test_laptops (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Browser) browser = browser_new (hall);
  g_autoptr (Laptop) laptop = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Laptop) stolen = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autofree char *one = g_strconcat ("device=", laptop->id, NULL);
  g_autofree char *two = g_strconcat ("device=", stolen->id, "&forget=yes", NULL);
  g_autofree char *said = NULL;

  sign_in (browser);
  laptop_write (laptop, EV_KIND_PERSON, NULL, "given_name=Zymbyle", "family_name=Hoxha", NULL);
  said = laptop_sync (laptop);
  g_assert_cmpstr (said, ==, "");
  hall_run (hall, "UPDATE device SET program = 'Evidenca/1.2'");
  g_assert_cmpint (get (browser, "/project", "code=P"), ==, 200);
  g_assert_true (says (browser, laptop->id));
  g_assert_false (says (browser, "Zymbyle"));
  g_assert_cmpint (get (browser, "/laptop", one), ==, 200);
  g_assert_true (says (browser, "Evidenca/1.2"));
  g_assert_cmpint (post (browser, "/revoke", one), ==, 303);
  g_assert_cmpint (post (browser, "/revoke", two), ==, 303);
  g_assert_cmpint (post (browser, "/revoke", "device=QQQQQQQQQQQQQ"), ==, 404);
  g_free (laptop_sync (laptop));
  g_assert_cmpstr (laptop->complaint, ==, "revoked");
  g_free (laptop_sync (stolen));
  g_assert_cmpstr (stolen->complaint, ==, "forgotten");
}

static void
test_languages (void)
{
  static const struct {
    const char *accepted, *cookie, *tag;
  } cases[] = {
    { NULL, NULL, "en" },
    { "de-AT, fr", NULL, "en" },
    { "sq-AL,sq;q=0.9,en;q=0.8", NULL, "sq" },
    { "en;q=0.3, sr;q=0.7", NULL, "sr-Cyrl" },
    { "sr-Latn-RS, en", NULL, "sr-Latn" },
    { "bs", NULL, "sr-Latn" },
    { "en", "a=b; language=sq", "sq" },
    { "sq", "language=xx", "sq" },
    { "sq;q=nonsense", NULL, "en" },
  };
  g_autoptr (EvPageWords) words = ev_page_words_new ();
  g_autoptr (Hall) hall = hall_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EvAdmin) admin = ev_admin_new (words, "/", cases[i].cookie, cases[i].accepted);
    g_auto (EvResponse) answer = { 0 };
    g_autofree char *expected = g_strdup_printf ("<html lang=\"%s\">", cases[i].tag);
    ev_admin_show (admin, hall->central, hall->now, &answer);
    g_assert_nonnull (strstr (g_bytes_get_data (answer.body, NULL), expected));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ev_language_init ();
  ev_language_set (EV_LANGUAGE_EN);
  g_test_add_func ("/admin/only", test_only_the_admin);
  g_test_add_func ("/admin/headers", test_headers);
  g_test_add_func ("/admin/links", test_links);
  g_test_add_func ("/admin/signing-out", test_signing_out);
  g_test_add_func ("/admin/forged", test_forged_forms);
  g_test_add_func ("/admin/invitations", test_invitations);
  g_test_add_func ("/admin/laptops", test_laptops);
  g_test_add_func ("/admin/languages", test_languages);
  return g_test_run ();
}
