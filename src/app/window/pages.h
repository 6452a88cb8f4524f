/* The pages of the window, by the first word of a place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/register/register.h"

/* A kind of page. Of the place "person/ID" the name is "person" and the argument "ID"; of a place
 * without a slash the argument is "". */
typedef struct {
  const char *name;
  GtkWidget *(*create) (EvRegister *reg, GSettings *settings, const char *argument);
  gboolean passing; /* not a place to come back to */
} EvPage;

/* The kind of page at `place`; NULL if there is none. Static. */
const EvPage *ev_pages_find (const char *place);
