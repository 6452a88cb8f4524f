/* What the admin's pages say, in every language at once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/page-words.h"

#include "text/i18n.h"

/* Here the context is kept beside the text. */
#undef NC_
#define NC_(context, text)                                                                         \
  {                                                                                                \
    context, text                                                                                  \
  }

static const struct {
  const char *context, *text;
} table[EV_N_PAGE_WORDS] = {
  [EV_PAGE_TITLE] = NC_ ("server page", "Evidenca’s server"),
  [EV_PAGE_LANGUAGE] = NC_ ("server page", "Language"),
  [EV_PAGE_SIGN_OUT] = NC_ ("server page", "Sign out"),
  [EV_PAGE_SIGN_IN] = NC_ ("server page", "Sign in"),
  [EV_PAGE_SIGN_IN_HOW] = NC_ ("server page", "This page is for whoever runs the server. To sign "
                                              "in, run this there and open the link it prints:"),
  [EV_PAGE_SIGN_IN_ONCE] = NC_ ("server page", "This link signs in once. It is for you alone."),
  [EV_PAGE_LINK_BAD] = NC_ ("server page", "This link does not sign in: it was used already, or "
                                           "it is older than ten minutes."),
  [EV_PAGE_PROJECTS] = NC_ ("server page", "Projects"),
  [EV_PAGE_NO_PROJECTS] = NC_ ("server page", "There is no project yet. One is made on the "
                                              "server:"),
  [EV_PAGE_ALL_PROJECTS] = NC_ ("server page", "All projects"),
  [EV_PAGE_CODE] = NC_ ("server page", "Code"),
  [EV_PAGE_NAME] = NC_ ("server page", "Name"),
  [EV_PAGE_TEAMS] = NC_ ("server page", "Teams"),
  [EV_PAGE_NO_TEAMS] = NC_ ("server page", "There is no team yet. One is made on the server:"),
  [EV_PAGE_LAPTOPS] = NC_ ("server page", "Laptops"),
  [EV_PAGE_NO_LAPTOPS] = NC_ ("server page", "No laptop has joined yet."),
  [EV_PAGE_LAST_SEEN] = NC_ ("server page", "Last seen"),
  [EV_PAGE_NEVER] = NC_ ("server page: last seen", "Never"),
  [EV_PAGE_VERSION] = NC_ ("server page", "Version"),
  [EV_PAGE_UNKNOWN] = NC_ ("server page: version", "Not known"),
  [EV_PAGE_DEVICE] = NC_ ("server page", "Device"),
  [EV_PAGE_ROLE] = NC_ ("server page", "Role"),
  [EV_PAGE_STATE] = NC_ ("server page", "State"),
  [EV_PAGE_CHANGES] = NC_ ("server page", "Changes sent"),
  [EV_PAGE_ENROLLED] = NC_ ("server page", "Joined"),
  [EV_PAGE_FACILITATOR] = NC_ ("server page", "Facilitator"),
  [EV_PAGE_COORDINATOR] = NC_ ("server page", "Coordinator"),
  [EV_PAGE_VIEWER] = NC_ ("server page", "Viewer"),
  [EV_PAGE_ACTIVE] = NC_ ("server page: state of a laptop", "Active"),
  [EV_PAGE_REVOKED] = NC_ ("server page: state of a laptop", "Revoked"),
  [EV_PAGE_FORGOTTEN] = NC_ ("server page: state of a laptop", "Revoked, is to forget"),
  [EV_PAGE_ACTION] = NC_ ("server page: head of a column of buttons", "Action"),
  [EV_PAGE_REVOKE_ASK] = NC_ ("server page", "Revoke…"),
  [EV_PAGE_EARLIER] = NC_ ("server page", "Seen later"),
  [EV_PAGE_LATER] = NC_ ("server page", "Seen earlier"),
  [EV_PAGE_INVITATIONS] = NC_ ("server page", "Invitations"),
  [EV_PAGE_NO_INVITATIONS] = NC_ ("server page", "No invitation has been made yet."),
  [EV_PAGE_INVITATIONS_NEWEST] = NC_ ("server page", "Only the newest are shown."),
  [EV_PAGE_MADE] = NC_ ("server page: an invitation", "Made"),
  [EV_PAGE_GOOD_UNTIL] = NC_ ("server page: an invitation", "Good until"),
  [EV_PAGE_OPEN] = NC_ ("server page: an invitation", "Open"),
  [EV_PAGE_USED] = NC_ ("server page: an invitation", "Used"),
  [EV_PAGE_EXPIRED] = NC_ ("server page: an invitation", "Expired"),
  [EV_PAGE_TAKEN_BACK] = NC_ ("server page: an invitation", "Taken back"),
  [EV_PAGE_TAKE_BACK] = NC_ ("server page: an invitation", "Take back"),
  [EV_PAGE_INVITE] = NC_ ("server page", "Invite a laptop"),
  [EV_PAGE_INVITE_TEAMS] = NC_ ("server page", "Teams of a facilitator"),
  [EV_PAGE_INVITE_MAKE] = NC_ ("server page", "Make an invitation"),
  [EV_PAGE_INVITE_SENSE] = NC_ ("server page", "A facilitator needs a team. A coordinator and a "
                                               "viewer have the whole project: choose no team "
                                               "for them."),
  [EV_PAGE_INVITATION] = NC_ ("server page", "Invitation"),
  [EV_PAGE_INVITATION_ONCE] = NC_ ("server page", "It is for one laptop, and shown only now."),
  [EV_PAGE_INVITATION_HOW] = NC_ ("server page", "The link is pasted into the program. The code "
                                                 "can be read over the telephone."),
  [EV_PAGE_LINK] = NC_ ("server page: an invitation", "Link"),
  [EV_PAGE_SPELT] = NC_ ("server page: an invitation", "Code to read aloud"),
  [EV_PAGE_REVOKE_TITLE] = NC_ ("server page", "Revoke a laptop"),
  [EV_PAGE_REVOKE_WHAT] = NC_ ("server page", "Nothing more goes to it or is taken from it. What "
                                              "it has not sent stays on it. An invitation lets "
                                              "it in again."),
  [EV_PAGE_REVOKE] = NC_ ("server page", "Revoke"),
  [EV_PAGE_FORGET_TITLE] = NC_ ("server page", "A lost or stolen laptop"),
  [EV_PAGE_FORGET_WHAT] = NC_ ("server page", "When it next reaches the server, it hands over "
                                              "what it has not sent and destroys all that it "
                                              "holds. This can’t be undone. A laptop that never "
                                              "comes forgets nothing."),
  [EV_PAGE_FORGET] = NC_ ("server page", "Revoke and have it forget everything"),
  [EV_PAGE_BACK] = NC_ ("server page", "Back"),
  [EV_PAGE_BACKUPS] = NC_ ("server page", "Backups"),
  [EV_PAGE_NO_BACKUP] = NC_ ("server page", "No backup has been made yet."),
  [EV_PAGE_BACKUP_LAST] = NC_ ("server page", "Last made"),
  [EV_PAGE_BACKUP_SIZE] = NC_ ("server page", "Size in megabytes"),
  [EV_PAGE_BACKUP_HOW] = NC_ ("server page", "A backup is made on the server, while it runs:"),
  [EV_PAGE_BACKUP_PLAIN] = NC_ ("server page", "It is not sealed: whoever has the file can read "
                                               "it. Make a key for backups:"),
  [EV_PAGE_NOT_FOUND] = NC_ ("server page", "There is nothing here."),
  [EV_PAGE_STALE] = NC_ ("server page", "You were signed out meanwhile, or this form is not from "
                                        "here. Nothing was done."),
  [EV_PAGE_TOO_MANY] = NC_ ("server page", "Too many tries. Wait a minute."),
  [EV_PAGE_BUSY] = NC_ ("server page", "The server is busy. Nothing was done; try again soon."),
};

struct _EvPageWords {
  const char *words[EV_N_LANGUAGES][EV_N_PAGE_WORDS]; /* gettext's own, which stay */
};

EvPageWords *
ev_page_words_new (void)
{
  EvPageWords *words = g_new0 (EvPageWords, 1);
  EvLanguage before = ev_language_get ();

  for (guint l = 0; l < EV_N_LANGUAGES; l++) {
    ev_language_set ((EvLanguage)l);
    for (guint w = 0; w < EV_N_PAGE_WORDS; w++)
      words->words[l][w] = C_ (table[w].context, table[w].text);
  }
  ev_language_set (before);
  return words;
}

void
ev_page_words_free (EvPageWords *words)
{
  g_free (words);
}

const char *
ev_page_words_get (const EvPageWords *words, EvLanguage language, EvPageWord word)
{
  return words->words[language][word];
}
