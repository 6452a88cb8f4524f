/* What the system may keep of this process. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* The leak checker of an instrumented build is a debugger of its own process. */
#if defined(__SANITIZE_ADDRESS__)
#define IS_WATCHED TRUE
#elif defined(__has_feature)
#define IS_WATCHED __has_feature (address_sanitizer)
#else
#define IS_WATCHED FALSE
#endif

/* A handler that takes dumps through a pipe is not bound by the limit; the filter leaves it nothing
 * to take: https://docs.kernel.org/filesystems/proc.html, /proc/PID/coredump_filter. */
static void
filter_dumps (void)
{
  int descriptor = open ("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC);

  if (descriptor < 0)
    return;
  if (write (descriptor, "0", 1) < 0)
    g_debug ("the filter of core dumps could not be set");
  close (descriptor);
}

void
ev_process_guard (gboolean whole)
{
  const struct rlimit none = { 0, 0 };

  filter_dumps ();
  setrlimit (RLIMIT_CORE, &none);
  if (whole && !IS_WATCHED)
    prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}
