/* evidenca-cli. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/process.h"
#include "cli/cli.h"

int
main (int argc, char **argv)
{
  ev_process_guard (TRUE);
  return ev_cli_main (argc, argv);
}
