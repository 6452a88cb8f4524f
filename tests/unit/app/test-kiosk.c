/* Self sign-in lets nothing lie about, and nobody out who has not the code. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app/controls/choice-row.h"
#include "app/kiosk/kiosk-form.h"
#include "app/kiosk/kiosk-window.h"
#include "app/register/setup.h"
#include "base/passcode.h"
#include "text/language.h"

#define CODE "4711"
#define PATIENCE 2u /* seconds */

typedef struct {
  char *above;
  EvLists *lists;
  EvRegister *reg;
  GtkWindow *main_window;
  GtkWidget *kiosk;
  gboolean left;
} Fixture;

static char *
add (EvStore *store, EvKind kind, const char *field, const char *text, const char *other,
     const char *value)
{
  g_autoptr (EvChange) wish = ev_change_new (kind, NULL);
  g_autoptr (GError) error = NULL;
  char *id;

  ev_change_set_text (wish, field, text);
  ev_change_set_text (wish, other, value);
  id = ev_store_write (store, wish, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static void
left_cb (Fixture *fixture)
{
  fixture->left = TRUE;
}

static void
open_register (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (fixture->above, "register", NULL);
  g_autofree char *mark_folder = ev_setup_mark_folder ();
  EvStoreOptions options = ev_setup_options (fixture->lists, mark_folder);
  g_autoptr (EvStore) store = ev_store_create (folder, &options, "P", "A project", &error);

  g_assert_no_error (error);
  g_clear_pointer (&store, ev_store_close);
  fixture->reg = ev_register_open (folder, fixture->lists, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *event = NULL, *session = NULL, *hash = ev_passcode_hash (CODE);

  fixture->above = g_dir_make_tmp ("evidenca-kiosk-XXXXXX", NULL);
  g_setenv ("XDG_CONFIG_HOME", fixture->above, TRUE);
  fixture->lists = ev_lists_load (NULL, NULL);
  open_register (fixture);
  event =
      add (ev_register_store (fixture->reg), EV_KIND_EVENT, "title", "Forum", "type", "training");
  session =
      add (ev_register_store (fixture->reg), EV_KIND_SESSION, "event", event, "date", "2026-11-24");
  fixture->main_window = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (fixture->main_window);
  fixture->kiosk = ev_kiosk_window_new (fixture->main_window, fixture->reg, session, hash);
  g_signal_connect_swapped (fixture->kiosk, "left", G_CALLBACK (left_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->kiosk));
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    remove_all (path);
    g_remove (path);
  }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (!fixture->left)
    gtk_window_destroy (GTK_WINDOW (fixture->kiosk));
  gtk_window_destroy (fixture->main_window);
  g_object_unref (fixture->reg);
  ev_lists_free (fixture->lists);
  remove_all (fixture->above);
  g_rmdir (fixture->above);
  g_free (fixture->above);
}

static GtkWidget *
part (Fixture *fixture, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (fixture->kiosk, EV_TYPE_KIOSK_WINDOW, name));
}

static const char *
page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (part (fixture, "stack")));
}

static GtkWidget *
form_part (Fixture *fixture, const char *name)
{
  GtkWidget *form = adw_bin_get_child (ADW_BIN (part (fixture, "form_place")));
  return GTK_WIDGET (gtk_widget_get_template_child (form, EV_TYPE_KIOSK_FORM, name));
}

/* Chooses a language; the name in the form that follows. */
static GtkEditable *
begin (Fixture *fixture)
{
  g_signal_emit_by_name (gtk_widget_get_first_child (part (fixture, "languages")), "clicked");
  g_assert_cmpstr (page (fixture), ==, "form");
  return GTK_EDITABLE (form_part (fixture, "given_name"));
}

/* The first widget in sight of the type, and the class if one is given, at or below another; NULL
 * if there is none. */
static GtkWidget *
seen (GtkWidget *widget, GType type, const char *css_class)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (!css_class || gtk_widget_has_css_class (widget, css_class)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = seen (child, type, css_class);
  return found;
}

/* Going on without an answer is complained of until there is one, and no longer. */
static void
test_complaint (Fixture *fixture, gconstpointer data)
{
  GtkWidget *consent;

  begin (fixture);
  consent = form_part (fixture, "consent");
  g_assert_null (seen (consent, GTK_TYPE_LABEL, "error"));
  g_signal_emit_by_name (form_part (fixture, "next"), "clicked");
  g_assert_nonnull (seen (consent, GTK_TYPE_LABEL, "error"));
  g_assert_true (gtk_widget_has_css_class (consent, "error"));
  g_signal_emit_by_name (seen (consent, GTK_TYPE_TOGGLE_BUTTON, NULL), "clicked");
  g_assert_cmpstr (ev_choice_row_code (EV_CHOICE_ROW (consent)), ==, "yes");
  g_assert_null (seen (consent, GTK_TYPE_LABEL, "error"));
  g_assert_false (gtk_widget_has_css_class (consent, "error"));
}

/* Who walks away leaves nothing of herself on the screen or in the register. */
static void
test_walked_away (Fixture *fixture, gconstpointer data)
{
  EvLanguage own = ev_language_get ();
  gint64 end = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  ev_kiosk_window_set_patience (EV_KIOSK_WINDOW (fixture->kiosk), PATIENCE);
  gtk_editable_set_text (begin (fixture), "Shpresa");
  while (g_strcmp0 (page (fixture), "form") == 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (page (fixture), ==, "start");
  g_assert_null (adw_bin_get_child (ADW_BIN (part (fixture, "form_place"))));
  g_assert_cmpint (ev_language_get (), ==, own);
  g_assert_cmpint (ev_store_count (ev_register_store (fixture->reg), EV_KIND_PERSON, NULL), ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (begin (fixture)), ==, "");
}

static void
type_code (Fixture *fixture, const char *code)
{
  gtk_editable_set_text (GTK_EDITABLE (part (fixture, "code")), code);
  g_signal_emit_by_name (part (fixture, "code"), "entry-activated");
}

/* Closing the window, as Alt+F4 does, asks for the code; so does everything else. */
static void
test_leaving (Fixture *fixture, gconstpointer data)
{
  GtkWidget *main_window = GTK_WIDGET (fixture->main_window);

  g_assert_false (gtk_widget_get_visible (main_window));
  begin (fixture);
  gtk_window_close (GTK_WINDOW (fixture->kiosk));
  g_assert_cmpstr (page (fixture), ==, "leave");
  g_assert_null (adw_bin_get_child (ADW_BIN (part (fixture, "form_place"))));
  type_code (fixture, "");
  type_code (fixture, "0000");
  g_assert_false (fixture->left);
  g_assert_false (gtk_widget_get_visible (main_window));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (part (fixture, "code"))), ==, "");
  type_code (fixture, CODE);
  g_assert_true (fixture->left);
  g_assert_true (gtk_widget_get_visible (main_window));
}

/* After some wrong codes even the right one has to wait. */
static void
test_guessing (Fixture *fixture, gconstpointer data)
{
  gtk_window_close (GTK_WINDOW (fixture->kiosk));
  for (guint i = 0; i < 5; i++)
    type_code (fixture, "1234");
  type_code (fixture, CODE);
  g_assert_false (fixture->left);
}

int
main (int argc, char **argv)
{
  ev_language_init ();
  gtk_disable_setlocale ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/app/kiosk/complaint", Fixture, NULL, set_up, test_complaint, tear_down);
  g_test_add ("/app/kiosk/walked-away", Fixture, NULL, set_up, test_walked_away, tear_down);
  g_test_add ("/app/kiosk/leaving", Fixture, NULL, set_up, test_leaving, tear_down);
  g_test_add ("/app/kiosk/guessing", Fixture, NULL, set_up, test_guessing, tear_down);
  return g_test_run ();
}
