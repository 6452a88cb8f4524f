/* Light or dark, and how large the text is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application/appearance.h"

#include <adwaita.h>

#define DPI_KEY "evidenca-dpi"
#define USUAL_DPI (96 * 1024)

static void
apply_scheme (GSettings *settings)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  guint chosen = (guint)g_settings_get_enum (settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[MIN (chosen, G_N_ELEMENTS (schemes) - 1)]);
}

static void
apply_text_size (GSettings *settings)
{
  GtkSettings *gtk = gtk_settings_get_default ();
  int dpi = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (gtk), DPI_KEY));

  if (dpi == 0) {
    g_object_get (gtk, "gtk-xft-dpi", &dpi, NULL);
    dpi = dpi > 0 ? dpi : USUAL_DPI;
    g_object_set_data (G_OBJECT (gtk), DPI_KEY, GINT_TO_POINTER (dpi));
  }
  g_object_set (gtk, "gtk-xft-dpi", dpi / 100 * g_settings_get_int (settings, "text-size"), NULL);
}

void
ev_appearance_follow (GSettings *settings)
{
  apply_scheme (settings);
  apply_text_size (settings);
  g_signal_connect (settings, "changed::color-scheme", G_CALLBACK (apply_scheme), NULL);
  g_signal_connect (settings, "changed::text-size", G_CALLBACK (apply_text_size), NULL);
}
