/* A person's own data, handed to her as a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/register/register.h"

/* Asks where, and writes all that is held on `person` there as JSON: her fields, consents and
 * attendances. `name` is what she is called. That it was handed over is noted in the access log. */
void ev_person_file_save (GtkWidget *widget, EvRegister *reg, const char *person, const char *name);
