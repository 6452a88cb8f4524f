/* The record that a change makes where there is none yet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/draft.h"

#include "server/central.h"

EvDraft *
ev_draft_new (const EvChange *change)
{
  EvDraft *draft;

  if (change->fields->len == 0 ||
      (change->kind == EV_KIND_PERSON && ev_change_find (change, "erased") != NULL))
    return NULL;
  draft = g_new0 (EvDraft, 1);
  draft->record = ev_record_new (change->kind, change->id);
  draft->written = g_ptr_array_new_with_free_func (g_free);
  ev_merge_apply (draft->record, change, draft->written, NULL);
  ev_digest_add (&draft->digest, draft->record);
  draft->fields = ev_central_fields_format (draft->record);
  draft->versions = ev_record_versions_format (draft->record);
  return draft;
}

void
ev_draft_free (EvDraft *draft)
{
  if (draft == NULL)
    return;
  ev_record_free (draft->record);
  g_ptr_array_unref (draft->written);
  g_free (draft->fields);
  g_free (draft->versions);
  g_free (draft);
}
