/* What the admin's pages say, in every language at once: a server answers many people together. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/language.h"

typedef enum {
  EV_PAGE_TITLE,
  EV_PAGE_LANGUAGE,
  EV_PAGE_SIGN_OUT,
  EV_PAGE_SIGN_IN,
  EV_PAGE_SIGN_IN_HOW,
  EV_PAGE_SIGN_IN_ONCE,
  EV_PAGE_LINK_BAD,
  EV_PAGE_PROJECTS,
  EV_PAGE_NO_PROJECTS,
  EV_PAGE_ALL_PROJECTS,
  EV_PAGE_CODE,
  EV_PAGE_NAME,
  EV_PAGE_TEAMS,
  EV_PAGE_NO_TEAMS,
  EV_PAGE_LAPTOPS,
  EV_PAGE_NO_LAPTOPS,
  EV_PAGE_LAST_SEEN,
  EV_PAGE_NEVER,
  EV_PAGE_VERSION,
  EV_PAGE_UNKNOWN,
  EV_PAGE_DEVICE,
  EV_PAGE_ROLE,
  EV_PAGE_STATE,
  EV_PAGE_CHANGES,
  EV_PAGE_ENROLLED,
  EV_PAGE_FACILITATOR,
  EV_PAGE_COORDINATOR,
  EV_PAGE_VIEWER,
  EV_PAGE_ACTIVE,
  EV_PAGE_REVOKED,
  EV_PAGE_FORGOTTEN,
  EV_PAGE_ACTION,
  EV_PAGE_REVOKE_ASK,
  EV_PAGE_EARLIER,
  EV_PAGE_LATER,
  EV_PAGE_INVITATIONS,
  EV_PAGE_NO_INVITATIONS,
  EV_PAGE_INVITATIONS_NEWEST,
  EV_PAGE_MADE,
  EV_PAGE_GOOD_UNTIL,
  EV_PAGE_OPEN,
  EV_PAGE_USED,
  EV_PAGE_EXPIRED,
  EV_PAGE_TAKEN_BACK,
  EV_PAGE_TAKE_BACK,
  EV_PAGE_INVITE,
  EV_PAGE_INVITE_TEAMS,
  EV_PAGE_INVITE_MAKE,
  EV_PAGE_INVITE_SENSE,
  EV_PAGE_INVITATION,
  EV_PAGE_INVITATION_ONCE,
  EV_PAGE_INVITATION_HOW,
  EV_PAGE_LINK,
  EV_PAGE_SPELT,
  EV_PAGE_REVOKE_TITLE,
  EV_PAGE_REVOKE_WHAT,
  EV_PAGE_REVOKE,
  EV_PAGE_FORGET_TITLE,
  EV_PAGE_FORGET_WHAT,
  EV_PAGE_FORGET,
  EV_PAGE_BACK,
  EV_PAGE_BACKUPS,
  EV_PAGE_NO_BACKUP,
  EV_PAGE_BACKUP_LAST,
  EV_PAGE_BACKUP_SIZE,
  EV_PAGE_BACKUP_HOW,
  EV_PAGE_BACKUP_PLAIN,
  EV_PAGE_NOT_FOUND,
  EV_PAGE_STALE,
  EV_PAGE_TOO_MANY,
  EV_PAGE_BUSY,
  EV_N_PAGE_WORDS
} EvPageWord;

typedef struct _EvPageWords EvPageWords;

/* Fetches them all. Switches the program's language meanwhile: after ev_language_init(), before
 * there are threads. Owned. */
EvPageWords *ev_page_words_new (void);

/* Frees them; NULL does nothing. */
void ev_page_words_free (EvPageWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvPageWords, ev_page_words_free)

/* One of them; from any thread. Borrowed. */
const char *ev_page_words_get (const EvPageWords *words, EvLanguage language, EvPageWord word);
