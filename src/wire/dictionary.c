/* The zstd dictionaries that this version has. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/dictionary-private.h"

#include "wire/frame-private.h"
#include "wire/message.h"

/* The bytes of data/wire, built in, so that both ends have them wherever they are installed. */
extern const unsigned char ev_dictionary_40002[];
extern const size_t ev_dictionary_40002_size;

/* Each is worked out once, when first needed, and never changes. */
const ZSTD_CDict *
ev_dictionary_for_writing (guint32 id)
{
  static gsize ready = 0;

  if (id != EV_WIRE_DICTIONARY)
    return NULL;
  if (g_once_init_enter (&ready))
    g_once_init_leave (&ready,
                       (gsize)ZSTD_createCDict (ev_dictionary_40002, ev_dictionary_40002_size,
                                                EV_FRAME_SMALL_LEVEL));
  return (const ZSTD_CDict *)ready;
}

const ZSTD_DDict *
ev_dictionary_for_reading (guint32 id)
{
  static gsize ready = 0;

  if (id != EV_WIRE_DICTIONARY)
    return NULL;
  if (g_once_init_enter (&ready))
    g_once_init_leave (&ready,
                       (gsize)ZSTD_createDDict (ev_dictionary_40002, ev_dictionary_40002_size));
  return (const ZSTD_DDict *)ready;
}
