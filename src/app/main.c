/* Evidenca, the program for facilitators and coordinators. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application/application.h"

int
main (int argc, char **argv)
{
  return ev_application_main (argc, argv);
}
