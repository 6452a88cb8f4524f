/* Tables of strangers: never a crash, whatever the bytes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>
#include <stdint.h>

#include "exchange/table.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (EvTable) table = ev_table_parse ((const char *)data, size, NULL);
  g_autoptr (GString) written = g_string_new (NULL);

  if (table == NULL)
    return 0;
  ev_table_append_row (written, table->heading);
  for (guint i = 0; i < table->rows->len; i++)
    ev_table_append_row (written, table->rows->pdata[i]);
  return 0;
}
