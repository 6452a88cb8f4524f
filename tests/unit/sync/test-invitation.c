/* Tests of invitations: links, typed codes, addresses. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/address-private.h"
#include "sync/enrol.h"

#define PIN "eSAtUWFR3Vn7+O/9hCu526JGwk4U3YvgOy5ZpqtfVyw="
#define PIN_ENCODED "eSAtUWFR3Vn7%2BO%2F9hCu526JGwk4U3YvgOy5ZpqtfVyw%3D"
#define PIN_URLSAFE "eSAtUWFR3Vn7-O_9hCu526JGwk4U3YvgOy5ZpqtfVyw"

static const struct {
  const char *link, *url, *code, *pin;
} links[] = {
  { "evidenca://sync.example/enrol?code=7QK2M9XW3TFA&pin=" PIN_ENCODED, "https://sync.example",
    "7QK2M9XW3TFA", PIN },
  { " evidenca://10.0.0.2:8443/enrol?pin=" PIN "&code=7qk2-m9xw-3tfa\n", "https://10.0.0.2:8443",
    "7QK2M9XW3TFA", PIN },
  { "https://sync.example/evidenca/enrol?code=7QK2M9XW3TFA&pin=" PIN_URLSAFE,
    "https://sync.example/evidenca", "7QK2M9XW3TFA", PIN },
  { "https://[::1]:8443/enrol?code=7QK2M9XW3TFO", "https://[::1]:8443", "7QK2M9XW3TF0", NULL },
  { "http://127.0.0.1:8080/enrol?code=7QK2M9XW3TFA", "http://127.0.0.1:8080", "7QK2M9XW3TFA",
    NULL },
  { "http://localhost:8080/enrol?code=7QK2M9XW3TFA&pin=" PIN, "http://localhost:8080",
    "7QK2M9XW3TFA", NULL },
};

static const char *const no_links[] = {
  "",
  "sync.example",
  "evidenca://sync.example/enrol",
  "evidenca://sync.example/enrol?pin=" PIN,
  "evidenca://sync.example/enrol?code=",
  "evidenca://sync.example/enrol?code=%00",
  "evidenca://sync.example/enrol?code=7QK2;M9XW",
  "evidenca://sync.example/?code=7QK2M9XW3TFA",
  "evidenca:///enrol?code=7QK2M9XW3TFA",
  "evidenca://user:pass@/enrol?code=7QK2M9XW3TFA",
  "evidenca://sync.example/enrol?code=7QK2M9XW3TFA&pin=AAAA",
  "evidenca://sync.example/enrol?code=7QK2M9XW3TFA&pin=" PIN ";" PIN,
  "http://sync.example/enrol?code=7QK2M9XW3TFA",
  "http://127.0.0.1.sync.example/enrol?code=7QK2M9XW3TFA",
  "ftp://sync.example/enrol?code=7QK2M9XW3TFA",
};

static void
test_links (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (links); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EvInvitation) invitation = ev_invitation_parse (links[i].link, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (invitation->url, ==, links[i].url);
    g_assert_cmpstr (invitation->code, ==, links[i].code);
    g_assert_cmpstr (invitation->pin, ==, links[i].pin);
    g_assert_null (invitation->pin_check);
  }
}

static void
test_no_links (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (no_links); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EvInvitation) invitation = ev_invitation_parse (no_links[i], &error);
    g_test_message ("%s", no_links[i]);
    g_assert_null (invitation);
    g_assert_error (error, EV_ERROR, EV_ERROR_INVITATION);
  }
}

static const struct {
  const char *url, *typed;
  const char *address, *code, *check; /* NULL address: refused */
} codes[] = {
  { "sync.example", "7QK2-M9XW-3TFA-F4G2", "https://sync.example", "7QK2M9XW3TFA", "F4G2" },
  { "https://sync.example/", "7qk2 m9xw 3tfa f4g2", "https://sync.example", "7QK2M9XW3TFA",
    "F4G2" },
  { "https://sync.example", "7QK2-M9XW-3TFA", "https://sync.example", "7QK2M9XW3TFA", NULL },
  { "http://[::1]:8080", "7QK2-M9XW-3TFA-F4G2", "http://[::1]:8080", "7QK2M9XW3TFA", NULL },
  { "https://sync.example", "7QK2-M9XW-3TF", NULL, NULL, NULL },
  { "https://sync.example", "7QK2-M9XW-3TFA-F4G", NULL, NULL, NULL },
  { "https://sync.example", "", NULL, NULL, NULL },
  { "http://sync.example", "7QK2-M9XW-3TFA-F4G2", NULL, NULL, NULL },
  { "", "7QK2-M9XW-3TFA-F4G2", NULL, NULL, NULL },
};

static void
test_codes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EvInvitation) invitation = ev_invitation_new (codes[i].url, codes[i].typed, &error);
    if (codes[i].address == NULL) {
      g_assert_error (error, EV_ERROR, EV_ERROR_INVITATION);
      continue;
    }
    g_assert_no_error (error);
    g_assert_cmpstr (invitation->url, ==, codes[i].address);
    g_assert_cmpstr (invitation->code, ==, codes[i].code);
    g_assert_cmpstr (invitation->pin_check, ==, codes[i].check);
  }
}

static void
test_letters (void)
{
  g_autofree char *letters = ev_invitation_letters (PIN);

  g_assert_cmpstr (letters, ==, "F4G2");
  g_assert_null (ev_invitation_letters (""));
  g_assert_null (ev_invitation_letters ("AAAA"));
}

static const struct {
  const char *host;
  gboolean is_loopback;
} hosts[] = {
  { "127.0.0.1", TRUE },   { "127.8.9.1", TRUE },       { "::1", TRUE },      { "localhost", TRUE },
  { "LOCALHOST", TRUE },   { "128.0.0.1", FALSE },      { "0.0.0.0", FALSE }, { "10.0.0.1", FALSE },
  { "127.1.evil", FALSE }, { "localhost.evil", FALSE }, { "::2", FALSE },
};

static void
test_loopback (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    g_assert_cmpint (ev_address_is_loopback (hosts[i].host), ==, hosts[i].is_loopback);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/invitation/links", test_links);
  g_test_add_func ("/sync/invitation/no-links", test_no_links);
  g_test_add_func ("/sync/invitation/codes", test_codes);
  g_test_add_func ("/sync/invitation/letters", test_letters);
  g_test_add_func ("/sync/invitation/loopback", test_loopback);
  return g_test_run ();
}
