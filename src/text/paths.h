/* Where the program's own files are: beside it in a build folder, or installed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The folder of code lists, sample data and the like (with `lists/` in it): $EVIDENCA_DATADIR, else
 * the build folder that the running program lies in, else the installed place. Free with g_free. */
char *ev_paths_data (void);

/* The folder of the translations (LANGUAGE/LC_MESSAGES/evidenca.mo), found likewise;
 * $EVIDENCA_LOCALEDIR comes first. Free with g_free. */
char *ev_paths_locale (void);

/* The build folder that the running program lies in; NULL if it is installed. Free with g_free. */
char *ev_paths_build (void);
