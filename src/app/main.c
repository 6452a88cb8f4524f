/* Evidenca, the program for facilitators and coordinators. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application/application.h"
#include "base/process.h"

int
main (int argc, char **argv)
{
  ev_process_guard (FALSE);
  return ev_application_main (argc, argv);
}
