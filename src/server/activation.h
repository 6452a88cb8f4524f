/* A socket that systemd listens at and hands over (sd_listen_fds(3)). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"

/* Sets `fd` to the socket that was handed over to this process, 0 if there is none; the environment
 * that tells of it is taken away. EV_ERROR_INVALID if there are several, or what was handed over is
 * no listening socket of the Internet. */
gboolean ev_activation_take (int *fd, GError **error);

/* Where a socket listens: a numeric address, free with g_free, and its port. */
gboolean ev_activation_address (int fd, char **host, guint16 *port, GError **error);
