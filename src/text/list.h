/* The code lists: municipalities, communities, types and the like, with their names. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "text/language.h"

/* All lists, loaded once; immutable afterwards, so that threads may share it. Lists are named
 * age_group, attendance_method, attendance_status, community, consent_form, event_state,
 * event_type, field, gender, language, municipality, region, result_status, result_type, role. */
typedef struct _EvLists EvLists;

/* Loads FOLDER/lists/NAME.csv of every list; `folder` NULL: ev_paths_data(). EV_ERROR_STORAGE if a
 * file cannot be read, EV_ERROR_MALFORMED if it is no table with a column `code`. */
EvLists *ev_lists_load (const char *folder, GError **error);

/* Frees them; NULL does nothing. */
void ev_lists_free (EvLists *lists);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvLists, ev_lists_free)

/* The codes of a list in the file's order, NULL-terminated, borrowed; an empty one for an unknown
 * list. */
const char *const *ev_lists_codes (const EvLists *lists, const char *list);

/* Whether `list` has `code`. */
gboolean ev_lists_has (const EvLists *lists, const char *list, const char *code);

/* The name of a code in `language`, borrowed; the code itself if it has none. */
const char *ev_lists_name (const EvLists *lists, const char *list, const char *code,
                           EvLanguage language);

/* Another column of the code's row, borrowed; NULL if there is no such code, column, or it is
 * empty. */
const char *ev_lists_column (const EvLists *lists, const char *list, const char *code,
                             const char *column);

/* Whether a column such as counts_as_attended says 1. */
gboolean ev_lists_flag (const EvLists *lists, const char *list, const char *code,
                        const char *column);

/* The code that a person wrote: the code itself, a name in any language, an alias or a person form,
 * whatever the case and the diacritics. Borrowed; NULL if none is meant, or several are. */
const char *ev_lists_find (const EvLists *lists, const char *list, const char *text);

/* What to call a person of `community`: the feminine, masculine or neutral form by `gender` (a code
 * of the gender list, may be NULL). Borrowed. */
const char *ev_lists_community_of_person (const EvLists *lists, const char *community,
                                          const char *gender, EvLanguage language);
