/* One indicator in a form: what it counts, from where, to where. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/results/indicator-page.h"

#include "app/controls/field-row.h"
#include "app/controls/say.h"
#include "app/window/header-end.h"
#include "base/json.h"
#include "names/script.h"
#include "report/indicator.h"
#include "text/i18n.h"
#include "text/reason-text.h"

struct _EvIndicatorPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  GtkWidget *save;
  AdwEntryRow *code;
  AdwEntryRow *title_sq, *title_sr, *title_sr_latin, *title_en;
  AdwEntryRow *rule;
  AdwEntryRow *baseline;
  AdwEntryRow *target;
  AdwEntryRow *unit;

  EvRegister *reg;
  char *id; /* NULL: no record yet */
};

G_DEFINE_FINAL_TYPE (EvIndicatorPage, ev_indicator_page, ADW_TYPE_BIN)

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

static void
set_number (AdwEntryRow *row, const EvRecord *record, const char *field)
{
  g_autofree char *text =
      ev_record_value (record, field)
          ? g_strdup_printf ("%" G_GINT64_FORMAT, ev_record_integer (record, field))
          : NULL;

  set_text (row, text);
}

typedef struct {
  const char *language;
  AdwEntryRow *row;
} Title;

#define TITLES 4

static void
titles_of (EvIndicatorPage *self, Title titles[TITLES])
{
  titles[0] = (Title){ "sq", self->title_sq };
  titles[1] = (Title){ "sr", self->title_sr };
  titles[2] = (Title){ "sr@latin", self->title_sr_latin };
  titles[3] = (Title){ "en", self->title_en };
}

static void
show_record (EvIndicatorPage *self, const EvRecord *record)
{
  const char *text = ev_record_text (record, "titles");
  g_autoptr (EvJson) titles_json = text ? cJSON_Parse (text) : NULL;
  Title titles[TITLES];

  titles_of (self, titles);
  for (guint i = 0; titles_json && i < TITLES; i++)
    set_text (titles[i].row, ev_json_text (titles_json, titles[i].language));
  set_text (self->rule, ev_record_text (record, "rule"));
  set_number (self->baseline, record, "baseline");
  set_number (self->target, record, "target");
  set_text (self->unit, ev_record_text (record, "unit"));
}

typedef struct {
  EvIndicatorPage *page;
  const char *code;
} Finding;

static gboolean
find_record (const EvRecord *record, gpointer data)
{
  Finding *finding = data;

  if (g_strcmp0 (ev_record_text (record, "code"), finding->code) != 0)
    return TRUE;
  g_free (finding->page->id);
  finding->page->id = g_strdup (ev_record_id (record));
  show_record (finding->page, record);
  return FALSE;
}

/* A standard indicator that the project says nothing about yet. */
static void
show_standard (EvIndicatorPage *self, const char *code)
{
  guint count;
  const EvStandardIndicator *standard = ev_indicator_standard (&count);

  for (guint i = 0; i < count; i++) {
    if (g_str_equal (standard[i].code, code)) {
      set_text (self->rule, standard[i].rule);
      set_text (self->title_en, standard[i].title);
    }
  }
}

static void
load (EvIndicatorPage *self, const char *code)
{
  Finding finding = { self, code };

  set_text (self->code, code);
  if (*code)
    show_standard (self, code);
  if (*code && ev_register_store (self->reg))
    ev_store_each (ev_register_store (self->reg), EV_KIND_INDICATOR, NULL, find_record, &finding,
                   NULL);
}

/* Saving */

static gboolean
complain (AdwEntryRow *row, const char *problem)
{
  ev_field_row_complain (row, problem);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return FALSE;
}

static gboolean
check_rule (EvIndicatorPage *self)
{
  EvLists *lists = ev_register_lists (self->reg);
  g_autofree char *text = ev_field_row_text (self->rule);
  g_autoptr (GError) error = NULL;
  g_autoptr (EvRule) rule = text ? ev_rule_parse (text, &error) : NULL;
  const char *unknown;
  g_autofree char *problem = NULL;

  if (!text)
    return complain (self->rule, _ ("Say what is counted."));
  if (!rule)
    return complain (self->rule, error->message);
  unknown = ev_rule_unknown_type (rule, ev_lists_codes (lists, "event_type"),
                                  ev_lists_codes (lists, "result_type"));
  if (!unknown)
    return TRUE;
  problem = g_strdup_printf (_ ("There is no type “%s”."), unknown);
  return complain (self->rule, problem);
}

static gboolean
take_number (EvChange *change, const char *field, AdwEntryRow *row)
{
  g_autofree char *text = ev_field_row_text (row);
  guint64 number;

  if (!text) {
    ev_change_take (change, field, NULL);
    return TRUE;
  }
  if (!g_ascii_string_to_unsigned (text, 10, 0, 1000000000, &number, NULL)) {
    g_autofree char *problem = ev_reason_text ("not_number", NULL, 0, 0);
    return complain (row, problem);
  }
  ev_change_set_integer (change, field, (gint64)number);
  return TRUE;
}

static void
take_text (EvChange *change, const char *field, AdwEntryRow *row)
{
  g_autofree char *text = ev_field_row_text (row);

  ev_change_set_text (change, field, text);
}

/* The rule in the one way of writing it, however it was typed. */
static void
take_rule (EvIndicatorPage *self, EvChange *change)
{
  g_autofree char *typed = ev_field_row_text (self->rule);
  g_autoptr (EvRule) rule = typed ? ev_rule_parse (typed, NULL) : NULL;
  g_autofree char *text = rule ? ev_rule_text (rule) : NULL;

  ev_change_set_text (change, "rule", text);
}

/* The Serbian title in Latin letters, for who typed it in Cyrillic ones only; NULL without. */
static char *
latin_title (EvIndicatorPage *self)
{
  g_autofree char *cyrillic = ev_field_row_text (self->title_sr);

  return cyrillic ? ev_script_to_latin (cyrillic) : NULL;
}

static void
take_titles (EvIndicatorPage *self, EvChange *change)
{
  g_autoptr (EvJson) json = cJSON_CreateObject ();
  g_autofree char *text = NULL;
  Title titles[TITLES];

  titles_of (self, titles);
  for (guint i = 0; i < TITLES; i++) {
    g_autofree char *title = ev_field_row_text (titles[i].row);
    if (!title && titles[i].row == self->title_sr_latin)
      title = latin_title (self);
    if (title)
      ev_json_add_text (json, titles[i].language, title);
  }
  text = ev_json_print (json);
  ev_change_set_text (change, "titles", json->child ? text : NULL);
}

static EvChange *
make_change (EvIndicatorPage *self)
{
  g_autoptr (EvChange) change = ev_change_new (EV_KIND_INDICATOR, self->id);
  g_autofree char *code = ev_field_row_text (self->code);

  if (!code) {
    complain (self->code, _ ("Give the indicator a code."));
    return NULL;
  }
  if (!check_rule (self) || !take_number (change, "baseline", self->baseline) ||
      !take_number (change, "target", self->target))
    return NULL;
  ev_change_set_text (change, "code", code);
  take_titles (self, change);
  take_rule (self, change);
  take_text (change, "unit", self->unit);
  return g_steal_pointer (&change);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvIndicatorPage) self = data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->save, TRUE);
  if (ev_register_do_finish (EV_REGISTER (source), result, NULL, NULL, NULL, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.finish", NULL);
  else
    ev_say_error (GTK_WIDGET (self), error);
}

static void
save_cb (EvIndicatorPage *self)
{
  EvChange *change = make_change (self);
  EvPlan *plan;

  if (!change)
    return;
  plan = ev_plan_new (_ ("changes to an indicator"));
  ev_plan_write (plan, change);
  gtk_widget_set_sensitive (self->save, FALSE);
  ev_register_do (self->reg, plan, saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save_cb (EV_INDICATOR_PAGE (widget));
}

GtkWidget *
ev_indicator_page_new (EvRegister *reg, const char *code)
{
  EvIndicatorPage *self = g_object_new (EV_TYPE_INDICATOR_PAGE, NULL);

  self->reg = g_object_ref (reg);
  ev_header_end_set_register (self->header_end, reg);
  adw_window_title_set_title (self->title, *code ? code : _ ("New indicator"));
  load (self, code);
  return GTK_WIDGET (self);
}

static void
ev_indicator_page_finalize (GObject *object)
{
  EvIndicatorPage *self = EV_INDICATOR_PAGE (object);

  g_free (self->id);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_indicator_page_parent_class)->finalize (object);
}

static void
ev_indicator_page_class_init (EvIndicatorPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_indicator_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/indicator-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorPage, save);
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorPage, code);
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorPage, title_sq);
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorPage, title_sr);
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorPage, title_sr_latin);
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorPage, title_en);
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorPage, rule);
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorPage, baseline);
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorPage, target);
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorPage, unit);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
}

static void
ev_indicator_page_init (EvIndicatorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
