/* Rows of the CSV files the tests of this folder run over. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef void (*FixtureFunc) (char **fields, gpointer data);

/* fixture_each_row:
 * Calls @func with the fields of every row but the heading of tests/fixtures/@path, which must have
 * at least @n_fields of them and no quoted comma among these. Returns the number of rows. */
guint fixture_each_row (const char *path, guint n_fields, FixtureFunc func, gpointer data);
