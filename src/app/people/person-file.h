/* A person's own data, handed to her as a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/register/register.h"

/* Asks where, and writes all that is held on `person` there: what exchange/subject.h gathers, as
 * JSON, or on pages. The name that is proposed is her id, since a file's name tells who sees it. */
void ev_person_file_save (GtkWidget *widget, EvRegister *reg, const char *person, gboolean json);
