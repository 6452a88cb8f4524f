/* Enrolment: an invitation becomes this laptop's own right to sync. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"
#include "sync/transport.h"

/* The code of an invitation: this many characters of Crockford base32. As typed it is followed by
 * EV_INVITATION_LETTERS more that prove the server's key (ev_invitation_letters()), or by none
 * where an authority vouches for the server. Dashes and blanks are for the eye only; the server is
 * sent the code in canonical spelling (ev_id_normalise()) without them. */
#define EV_INVITATION_CODE_LENGTH 12
#define EV_INVITATION_LETTERS 4

/* The letters that end a typed code: the first ones of the Crockford base32 form of the SHA-256
 * that `pin` is the base64 form of. NULL if `pin` is no base64 of 32 bytes; free with g_free. */
char *ev_invitation_letters (const char *pin);

/* An invitation as a link or as typed: URL, code, and the pin (or the letters of its hash that end
 * a typed code). */
typedef struct {
  char *url;
  char *code;
  char *pin;       /* base64 SHA-256 of the server's public key; NULL: an authority vouches */
  char *pin_check; /* letters at the end of a typed code; NULL in a link */
} EvInvitation;

/* Reads a link `evidenca://HOST[:PORT][/PREFIX]/enrol?code=...&pin=...` or its https:// form (or
 * http:// for a loopback address, where the server stands behind a proxy). The values are
 * percent-encoded; in a pin the base64 form of RFC 4648 section 5 is read too. EV_ERROR_INVITATION
 * with what is wrong. Owned. */
EvInvitation *ev_invitation_parse (const char *link, GError **error);

/* Builds one from a URL and a typed code. Owned. */
EvInvitation *ev_invitation_new (const char *url, const char *typed_code, GError **error);

/* Frees it. */
void ev_invitation_free (EvInvitation *invitation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvInvitation, ev_invitation_free)

/* What enrolment gave. */
typedef struct {
  char *project, *project_name, *role;
  char **teams;
} EvEnrolment;

/* Frees it. */
void ev_enrolment_free (EvEnrolment *enrolment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvEnrolment, ev_enrolment_free)

/* Enrols the open register `store`: it joins the project. The token is made and kept before it is
 * sent, so that a lost answer costs nothing: the same call gives the same result. On failure the
 * register is as it was. Other connections to it may read and write meanwhile, but none may sync.
 * `transport` NULL uses libcurl with the invitation's pin. */
EvEnrolment *ev_enrol_join (EvStore *store, const EvRandom *random, const EvInvitation *invitation,
                            const char *laptop_name, const EvTransport *transport,
                            GCancellable *cancellable, GError **error);

/* The same for the register in `folder`, which nobody has open; where there is none, it is created
 * for the project. */
EvEnrolment *ev_enrol_run (const char *folder, const EvStoreOptions *options,
                           const EvInvitation *invitation, const char *laptop_name,
                           const EvTransport *transport, GCancellable *cancellable, GError **error);
