/* Before an event goes to the coordinator: what is missing, and the button that hands it in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/events/submit-page.h"

#include <string.h>

#include "app/controls/say.h"
#include "app/events/event-bar.h"
#include "app/events/event-check.h"
#include "app/window/header-end.h"
#include "text/i18n.h"

#define NAMES_SHOWN 6u

struct _EvSubmitPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  EvEventBar *bar;
  GtkListBox *list;
  GtkWidget *advice, *submit;

  EvRegister *reg;
  char *event;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (EvSubmitPage, ev_submit_page, ADW_TYPE_BIN)

/* Lines */

/* `details` NULL: all is well. `mend` (may be NULL) leads to where it is mended. */
static void
add_line (EvSubmitPage *self, const char *words, const char *details, const char *mend)
{
  GtkWidget *line = adw_action_row_new ();
  GtkWidget *icon =
      gtk_image_new_from_icon_name (details ? "dialog-warning-symbolic" : "emblem-ok-symbolic");
  GtkWidget *button;

  gtk_widget_add_css_class (icon, details ? "warning" : "success");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  details ? C_ ("check", "to be looked at") : C_ ("check", "well"),
                                  -1);
  g_object_set (line, "use-markup", FALSE, "title-lines", 3, "subtitle-lines", 4, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (line), icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), words);
  if (details && *details)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (line), details);
  if (details && mend) {
    button = gtk_button_new_with_label (C_ ("check", "Mend"));
    gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), mend);
    adw_action_row_add_suffix (ADW_ACTION_ROW (line), button);
  }
  gtk_list_box_append (self->list, line);
}

/* "A, B, C and 4 more". */
static char *
list_names (GPtrArray *names)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint shown = MIN (names->len, NAMES_SHOWN);
  guint more = names->len - shown;

  for (guint i = 0; i < shown; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (char *)names->pdata[i]);
  if (more == 0)
    return g_strdup (text->str);
  /* Translators: names, and how many others there are. */
  return g_strdup_printf (ngettext ("%1$s and %2$u more", "%1$s and %2$u more", more), text->str,
                          more);
}

/* `ill` is said, with the names, where there are any; it is taken. */
static void
add_names (EvSubmitPage *self, GPtrArray *names, const char *well, char *ill, const char *mend)
{
  g_autofree char *words = ill;
  g_autofree char *details = names->len > 0 ? list_names (names) : NULL;

  add_line (self, details ? words : well, details, mend);
}

static void
add_sessions (EvSubmitPage *self, const EvEventCheck *check)
{
  g_autofree char *mend = g_strdup_printf ("win.edit-event::%s", self->event);

  if (check->sessions == 0)
    add_line (self, _ ("The event has no session."), "", mend);
  else if (check->without_times > 0 || check->no_municipality)
    add_line (self, _ ("The event is not described in full."),
              check->no_municipality ? _ ("The municipality is missing.")
                                     : _ ("A session has no time of beginning or end."),
              mend);
  else
    add_line (self, _ ("The event is described in full."), NULL, NULL);
}

static void
add_attendance (EvSubmitPage *self, const EvEventCheck *check, const char *mend)
{
  g_autofree char *attended = g_strdup_printf (
      ngettext ("%u person attended.", "%u people attended.", check->attended), check->attended);
  g_autofree char *undecided =
      check->undecided > 0
          ? g_strdup_printf (ngettext ("%u person is registered without any mark.",
                                       "%u people are registered without any mark.",
                                       check->undecided),
                             check->undecided)
          : NULL;

  add_line (self, attended, undecided ? undecided : check->attended == 0 ? "" : NULL, mend);
}

static void
add_likely (EvSubmitPage *self, const EvEventCheck *check)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < check->likely->len; i++) {
    const EvEventLikely *likely = check->likely->pdata[i];
    g_ptr_array_add (names, g_strdup_printf ("%s = %s?", likely->name, likely->other_name));
  }
  add_names (self, names, _ ("Nobody seems to be registered twice."),
             g_strdup_printf (ngettext ("%u person may be registered twice.",
                                        "%u people may be registered twice.", names->len),
                              names->len),
             "win.show::people");
}

/* State */

static void
show_state (EvSubmitPage *self)
{
  g_autoptr (EvRecord) event =
      ev_store_read (ev_register_store (self->reg), EV_KIND_EVENT, self->event, NULL);
  const char *title = event ? ev_record_text (event, "title") : NULL;
  const char *state = event ? ev_record_text (event, "state") : NULL;
  gboolean submitted = g_strcmp0 (state, "submitted") == 0 || g_strcmp0 (state, "approved") == 0;

  adw_window_title_set_subtitle (self->title, title ? title : "");
  gtk_widget_set_visible (self->submit, !submitted);
  gtk_label_set_label (
      GTK_LABEL (self->advice),
      submitted ? _ ("Corrections are possible at any time; the coordinator sees them.")
                : _ ("Nothing here holds you back: what is missing can be added after submitting "
                     "as well."));
}

static void
load (EvSubmitPage *self)
{
  g_autoptr (EvEventCheck) check = NULL;
  g_autofree char *mend = g_strdup_printf ("win.event::%s", self->event);
  GtkWidget *line;

  self->stale = FALSE;
  if (!ev_register_store (self->reg))
    return;
  check = ev_event_check_new (ev_register_store (self->reg), ev_register_lists (self->reg),
                              self->event, NULL);
  if (!check)
    return;
  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, line);
  add_sessions (self, check);
  add_attendance (self, check, mend);
  add_names (self, check->no_consent, _ ("Everyone who attended has consented."),
             g_strdup_printf (ngettext ("%u person has not consented.",
                                        "%u people have not consented.", check->no_consent->len),
                              check->no_consent->len),
             mend);
  add_names (self, check->unsaid, _ ("Gender and year of birth are known of everyone."),
             g_strdup_printf (ngettext ("Of %u person gender or year of birth is not known.",
                                        "Of %u people gender or year of birth is not known.",
                                        check->unsaid->len),
                              check->unsaid->len),
             mend);
  add_likely (self, check);
  show_state (self);
}

static void
changed_cb (EvSubmitPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
  else
    self->stale = TRUE;
}

static void
mapped_cb (EvSubmitPage *self)
{
  if (self->stale)
    load (self);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvSubmitPage) self = data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->submit, TRUE);
  if (!ev_register_do_finish (EV_REGISTER (source), result, NULL, NULL, NULL, &error)) {
    ev_say_error (GTK_WIDGET (self), error);
    return;
  }
  ev_say (GTK_WIDGET (self),
          _ ("Submitted. The coordinator sees it as soon as it is on the server."));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
submit_cb (EvSubmitPage *self)
{
  EvPlan *plan = ev_plan_new (C_ ("undo", "submission of the event"));
  EvChange *change = ev_change_new (EV_KIND_EVENT, self->event);

  ev_change_set_text (change, "state", "submitted");
  ev_plan_write (plan, change);
  gtk_widget_set_sensitive (self->submit, FALSE);
  ev_register_do (self->reg, plan, submitted_cb, g_object_ref (self));
}

GtkWidget *
ev_submit_page_new (EvRegister *reg, const char *event)
{
  EvSubmitPage *self = g_object_new (EV_TYPE_SUBMIT_PAGE, NULL);

  self->reg = g_object_ref (reg);
  self->event = g_strdup (event);
  ev_header_end_set_register (self->header_end, reg);
  ev_event_bar_set_event (self->bar, reg, event);
  g_signal_connect_object (reg, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}

static void
ev_submit_page_finalize (GObject *object)
{
  EvSubmitPage *self = EV_SUBMIT_PAGE (object);

  g_clear_object (&self->reg);
  g_free (self->event);
  G_OBJECT_CLASS (ev_submit_page_parent_class)->finalize (object);
}

static void
ev_submit_page_class_init (EvSubmitPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_submit_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  g_type_ensure (EV_TYPE_EVENT_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/submit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvSubmitPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvSubmitPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvSubmitPage, bar);
  gtk_widget_class_bind_template_child (widget_class, EvSubmitPage, list);
  gtk_widget_class_bind_template_child (widget_class, EvSubmitPage, advice);
  gtk_widget_class_bind_template_child (widget_class, EvSubmitPage, submit);
  gtk_widget_class_bind_template_callback (widget_class, mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
}

static void
ev_submit_page_init (EvSubmitPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
