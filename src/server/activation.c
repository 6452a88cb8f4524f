/* A socket that systemd listens at and hands over. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/activation.h"

#include <fcntl.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

/* The first descriptor that is handed over. */
#define FIRST 3

static gboolean
is_meant_for_us (void)
{
  const char *pid = g_getenv ("LISTEN_PID");
  guint64 number;

  return pid != NULL && g_ascii_string_to_unsigned (pid, 10, 1, G_MAXINT, &number, NULL) &&
         (pid_t)number == getpid ();
}

static gboolean
fail (const char *why, GError **error)
{
  g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "the socket that was handed over: %s", why);
  return FALSE;
}

static gboolean
prepare (int fd, GError **error)
{
  int listens = 0, flags = fcntl (fd, F_GETFL);
  socklen_t length = sizeof listens;

  if (getsockopt (fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) != 0 || listens == 0)
    return fail ("nobody listens there", error);
  if (flags < 0 || fcntl (fd, F_SETFL, flags | O_NONBLOCK) != 0 ||
      fcntl (fd, F_SETFD, FD_CLOEXEC) != 0)
    return fail (g_strerror (errno), error);
  return TRUE;
}

gboolean
ev_activation_take (int *fd, GError **error)
{
  const char *count = g_getenv ("LISTEN_FDS");
  gboolean given = is_meant_for_us () && count != NULL;
  gboolean one = g_strcmp0 (count, "1") == 0;

  g_unsetenv ("LISTEN_PID");
  g_unsetenv ("LISTEN_FDS");
  g_unsetenv ("LISTEN_FDNAMES");
  *fd = 0;
  if (!given)
    return TRUE;
  if (!one)
    return fail ("just one is expected", error);
  *fd = FIRST;
  return prepare (*fd, error);
}

gboolean
ev_activation_address (int fd, char **host, guint16 *port, GError **error)
{
  struct sockaddr_storage address = { 0 };
  socklen_t length = sizeof address;
  char name[NI_MAXHOST], service[NI_MAXSERV];
  guint64 number = 0;

  if (getsockname (fd, (struct sockaddr *)&address, &length) != 0 ||
      getnameinfo ((struct sockaddr *)&address, length, name, sizeof name, service, sizeof service,
                   NI_NUMERICHOST | NI_NUMERICSERV) != 0 ||
      !g_ascii_string_to_unsigned (service, 10, 1, G_MAXUINT16, &number, NULL))
    return fail ("it has no address of the Internet", error);
  *host = g_strdup (name);
  *port = (guint16)number;
  return TRUE;
}
