/* Tests of what a reply is taken for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/reply-private.h"

#include "wire/codec.h"

#define OURS EV_WIRE_CONTENT_TYPE
#define NO_ERROR (-1)

static const struct {
  int status;
  const char *type;
  const char *complaint; /* NULL: the body is a page */
  int error;
} replies[] = {
  { 200, OURS, NULL, NO_ERROR },
  { 200, OURS "; charset=utf-8", NULL, NO_ERROR },
  { 200, OURS "-like", NULL, EV_ERROR_NOT_THE_SERVER },
  { 200, "text/html", NULL, EV_ERROR_NOT_THE_SERVER },
  { 200, "text/html", "revoked", EV_ERROR_NOT_THE_SERVER },
  { 200, NULL, NULL, EV_ERROR_NOT_THE_SERVER },
  { 204, OURS, NULL, EV_ERROR_NOT_THE_SERVER },
  { 302, "text/html", NULL, EV_ERROR_NOT_THE_SERVER },
  { 401, OURS, "revoked", EV_ERROR_REVOKED },
  { 401, OURS, "unknown_token", EV_ERROR_REVOKED },
  { 401, "text/html", "revoked", EV_ERROR_NOT_THE_SERVER },
  { 401, "text/html", NULL, EV_ERROR_NOT_THE_SERVER },
  { 401, OURS, NULL, EV_ERROR_NOT_THE_SERVER },
  { 403, "text/html", NULL, EV_ERROR_NOT_THE_SERVER },
  { 403, OURS, "invitation", EV_ERROR_INVITATION },
  { 404, "text/html", NULL, EV_ERROR_NOT_THE_SERVER },
  { 407, "text/html", NULL, EV_ERROR_NOT_THE_SERVER },
  { 409, "text/html", NULL, EV_ERROR_NOT_THE_SERVER },
  { 400, OURS, "malformed", EV_ERROR_SERVER },
  { 400, OURS, "too_old", EV_ERROR_CLIENT_TOO_OLD },
  { 400, OURS, "too_new", EV_ERROR_CLIENT_TOO_NEW },
  { 400, OURS, "something_newer", EV_ERROR_NOT_THE_SERVER },
  { 413, "text/html", NULL, EV_ERROR_TOO_LARGE },
  { 413, OURS, "too_large", EV_ERROR_TOO_LARGE },
  { 429, "text/html", NULL, EV_ERROR_TOO_MANY },
  { 429, OURS, "too_many", EV_ERROR_TOO_MANY },
  { 500, "text/html", NULL, EV_ERROR_SERVER },
  { 502, NULL, NULL, EV_ERROR_SERVER },
  { 503, OURS, "busy", EV_ERROR_SERVER },
  { 503, OURS, "something_newer", EV_ERROR_SERVER },
};

static void
test_complains (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (replies); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EvComplaint) complaint = ev_complaint_new (replies[i].complaint, 1790000000000);
    EvReply reply = { .status = replies[i].status, .content_type = (char *)replies[i].type };
    gboolean complains;

    complaint->oldest = complaint->newest = EV_WIRE_VERSION;
    reply.body = replies[i].complaint != NULL ? ev_codec_write_complaint (complaint)
                                              : g_bytes_new_static ("<html>", 6);
    g_test_message ("%d %s", replies[i].status, replies[i].complaint);
    complains = ev_reply_complains (&reply, &error);
    g_assert_cmpint (complains, ==, replies[i].error != NO_ERROR);
    g_assert_cmpint (error != NULL ? error->code : NO_ERROR, ==, replies[i].error);
    g_assert_false (ev_reply_lacks_dictionary (&reply));
    g_bytes_unref (reply.body);
  }
}

static void
test_dictionary (void)
{
  g_autoptr (EvComplaint) complaint = ev_complaint_new ("dictionary", 1790000000000);
  EvReply reply = { .status = 415, .content_type = (char *)OURS };

  complaint->oldest = complaint->newest = EV_WIRE_VERSION;
  reply.body = ev_codec_write_complaint (complaint);
  g_assert_true (ev_reply_lacks_dictionary (&reply));
  g_bytes_unref (reply.body);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/reply/complains", test_complains);
  g_test_add_func ("/sync/reply/dictionary", test_dictionary);
  return g_test_run ();
}
