/* What can go wrong, by code. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The one error domain. A code names what a person can act on; the message is technical English
 * for logs and tests. A surface shows ev_error_text() of text/, which translates by code. Reading
 * and writing of ordinary files keeps G_FILE_ERROR and G_IO_ERROR. */
#define EV_ERROR (ev_error_quark ())

typedef enum {
  EV_ERROR_INVALID,        /* a value breaks a rule of the field table */
  EV_ERROR_NOT_FOUND,      /* no such record, file or thing */
  EV_ERROR_EXISTS,         /* it is there already */
  EV_ERROR_DENIED,         /* this role may not do that */
  EV_ERROR_BUSY,           /* another program has the data folder */
  EV_ERROR_READ_ONLY,      /* the data folder cannot be written */
  EV_ERROR_DISK_FULL,      /* no space left; nothing was half-saved */
  EV_ERROR_DAMAGED,        /* the database is damaged */
  EV_ERROR_TOO_NEW,        /* the database was made by a newer version */
  EV_ERROR_STORAGE,        /* reading or writing failed otherwise */
  EV_ERROR_KEY,            /* the key does not open this database */
  EV_ERROR_LOCKED,         /* it opens only with a passphrase or the recovery key */
  EV_ERROR_MALFORMED,      /* bytes from outside are not what they should be */
  EV_ERROR_TOO_LARGE,      /* bytes from outside are beyond the limit */
  EV_ERROR_NO_NETWORK,     /* the server cannot be reached */
  EV_ERROR_TIMEOUT,        /* the server took too long */
  EV_ERROR_CERTIFICATE,    /* the server is not the one this laptop was enrolled with */
  EV_ERROR_NOT_THE_SERVER, /* something answered, but not our server (captive portal, proxy) */
  EV_ERROR_GARBLED,        /* what the server answered was damaged on its way; later will do */
  EV_ERROR_REVOKED,        /* the server does not accept this laptop any more */
  EV_ERROR_FORGOTTEN,      /* the server had this laptop forget its register */
  EV_ERROR_INVITATION,     /* the invitation is wrong, used or expired */
  EV_ERROR_NOT_ENROLLED,   /* this register has no server */
  EV_ERROR_CLIENT_TOO_OLD, /* the server speaks only newer protocols */
  EV_ERROR_CLIENT_TOO_NEW, /* the server speaks only older protocols */
  EV_ERROR_SERVER,         /* the server has a trouble of its own; later will do */
  EV_ERROR_TOO_MANY,       /* too many requests; later will do */
  EV_ERROR_CLOCK,          /* this laptop's clock is far from the server's */
  EV_ERROR_FORK,           /* two data folders write under one identity */
  EV_ERROR_CANCELLED,      /* the person asked to stop */
  EV_ERROR_FILE_DAMAGED,   /* a bundle is not whole, or not as it was written */
  EV_ERROR_FILE_FOREIGN, /* a bundle is for another project, or nothing in it is for this laptop */
  EV_ERROR_FILE_UNKNOWN, /* a bundle is by a laptop that this one has not heard of yet */
  EV_ERROR_FILE_NEWER,   /* a bundle was written by a newer version */
  EV_ERROR_NO_KEYS,      /* bundles need keys that come with a sync */
  EV_ERROR_UNCHECKED     /* a report cannot be held against all that were published before */
} EvErrorCode;

/* The quark of EV_ERROR. */
GQuark ev_error_quark (void);

/* The stable name of a code, such as "no_network", for notes and JSON. Static. */
const char *ev_error_nick (EvErrorCode code);

/* Finds a code by its name; FALSE, leaving `code`, if there is none. */
gboolean ev_error_parse (const char *nick, EvErrorCode *code);
