/* What can go wrong, by code. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

G_DEFINE_QUARK (ev - error - quark, ev_error)
