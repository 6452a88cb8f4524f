/* evidenca-server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/command.h"

int
main (int argc, char **argv)
{
  return ev_command_main (argc, argv);
}
