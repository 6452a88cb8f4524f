/* How much processor time a process has used, as a measurement wants to know it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Seconds that this process has used, in all its threads. */
double processor_of_self (void);

/* Seconds that another one has used, with those of its children if `children`; 0 for process 0. */
double processor_of (int process, gboolean children);

/* What one kind of its threads has used, those of this name. */
double processor_of_threads (int process, const char *name);

/* The first process of a private PostgreSQL (tests/support/postgres.py) by its URI; 0 for NULL. */
int processor_of_database (const char *uri);

/* Bytes of memory that a process has in use. */
gint64 processor_memory (int process);
