/* The paths that the server answers at. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/call.h"

typedef struct {
  const char *method, *path;
  gsize most;           /* bytes of the body; 0: none */
  gboolean needs_token; /* nobody without one is listened to, not even to the end of the request */
  void (*handle) (EvCall *call);
} EvRoute;

/* The route of a request; NULL if there is none. Static. `known` says whether the path exists with
 * another method. */
const EvRoute *ev_route_find (const char *method, const char *path, gboolean *known);
