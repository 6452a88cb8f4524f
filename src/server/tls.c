/* TLS of the listener. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/tls.h"

#include <string.h>

/* libmicrohttpd gives a session the credentials that it was started with; ours take their place
 * before the handshake. Its callback for certificates would not do: it is told no data of ours. */
struct _EvTls {
  GMutex mutex;
  GPtrArray *credentials; /* the last is shown; earlier ones, which open sessions refer to, stay */
  gnutls_datum_t tickets; /* GnuTLS renews it daily */
};

static void
tickets_clear (gnutls_datum_t *tickets)
{
  if (tickets->data == NULL)
    return;
  gnutls_memset (tickets->data, 0, tickets->size);
  gnutls_free (tickets->data);
  *tickets = (gnutls_datum_t){ NULL, 0 };
}

static gnutls_datum_t
datum_of (const char *pem)
{
  return (gnutls_datum_t){ (unsigned char *)pem, (unsigned int)strlen (pem) };
}

EvTls *
ev_tls_new (const EvCertificate *pair, GError **error)
{
  g_autoptr (EvTls) tls = g_new0 (EvTls, 1);

  g_mutex_init (&tls->mutex);
  tls->credentials =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gnutls_certificate_free_credentials);
  return ev_tls_renew (tls, pair, error) ? g_steal_pointer (&tls) : NULL;
}

void
ev_tls_free (EvTls *tls)
{
  if (tls == NULL)
    return;
  tickets_clear (&tls->tickets);
  g_ptr_array_unref (tls->credentials);
  g_mutex_clear (&tls->mutex);
  g_free (tls);
}

gboolean
ev_tls_renew (EvTls *tls, const EvCertificate *pair, GError **error)
{
  const gnutls_datum_t certificate = datum_of (pair->certificate), key = datum_of (pair->key);
  gnutls_certificate_credentials_t credentials = NULL;
  gnutls_datum_t tickets = { NULL, 0 };
  int result = gnutls_certificate_allocate_credentials (&credentials);

  if (result >= 0)
    result =
        gnutls_certificate_set_x509_key_mem (credentials, &certificate, &key, GNUTLS_X509_FMT_PEM);
  if (result >= 0)
    result = gnutls_session_ticket_key_generate (&tickets);
  if (result < 0) {
    g_set_error (error, EV_ERROR, EV_ERROR_CERTIFICATE, "certificate and key: %s",
                 gnutls_strerror (result));
    g_clear_pointer (&credentials, gnutls_certificate_free_credentials);
    return FALSE;
  }
  g_mutex_lock (&tls->mutex);
  g_ptr_array_add (tls->credentials, credentials);
  tickets_clear (&tls->tickets);
  tls->tickets = tickets;
  g_mutex_unlock (&tls->mutex);
  return TRUE;
}

void
ev_tls_greet (EvTls *tls, gnutls_session_t session)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&tls->mutex);

  gnutls_credentials_set (session, GNUTLS_CRD_CERTIFICATE,
                          tls->credentials->pdata[tls->credentials->len - 1]);
  gnutls_session_ticket_enable_server (session, &tls->tickets);
}
