/* Light or dark, and how large the text is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Applies the settings color-scheme and text-size now and whenever they change. */
void ev_appearance_follow (GSettings *settings);
