/* Tests of the pin of a certificate. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/certificate-private.h"

#include <string.h>

/* Made by openssl req -x509 -newkey; the pins by openssl pkey -pubin -outform der and dgst. */
static const char ELLIPTIC[] = "-----BEGIN CERTIFICATE-----\n"
                               "MIIBjjCCATOgAwIBAgIUU7+GVVeKA4SZyZVXDQ3gfkSHtMMwCgYIKoZIzj0EAwIw\n"
                               "GzEZMBcGA1UEAwwQZXZpZGVuY2EuZXhhbXBsZTAgFw0yNjExMjQwNDIzMjZaGA8y\n"
                               "MTI2MTAzMTA0MjMyNlowGzEZMBcGA1UEAwwQZXZpZGVuY2EuZXhhbXBsZTBZMBMG\n"
                               "ByqGSM49AgEGCCqGSM49AwEHA0IABGpLRDG0YzUzq1ZkL/PftMSZq73SZFvK6cTA\n"
                               "wqTgK51Hh5knUYX3mlue5A8ap+Ls9ePTDtTLKcrPV5q3BLgnI3CjUzBRMB0GA1Ud\n"
                               "DgQWBBQ6mSXVL5UxyFeFbnHnhG7Qw+WzNjAfBgNVHSMEGDAWgBQ6mSXVL5UxyFeF\n"
                               "bnHnhG7Qw+WzNjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQD6\n"
                               "/b2s9VLAjwAORKiWdeCCAdXyku7cDEfKmyLHjZsD3QIhANeYz5U5/k/pju8Cg/oT\n"
                               "t8VRWIIZVpMlIrqcz4N9ZTAL\n"
                               "-----END CERTIFICATE-----\n";

static const char RSA[] = "-----BEGIN CERTIFICATE-----\n"
                          "MIIDGTCCAgGgAwIBAgIUO8uxpWzO8EgaTeq1h8t7vWUv7MEwDQYJKoZIhvcNAQEL\n"
                          "BQAwGzEZMBcGA1UEAwwQZXZpZGVuY2EuZXhhbXBsZTAgFw0yNjExMjQwNDIzMjda\n"
                          "GA8yMTI2MTAzMTA0MjMyN1owGzEZMBcGA1UEAwwQZXZpZGVuY2EuZXhhbXBsZTCC\n"
                          "ASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAO6fSeK2Nv2eGGODLGqixqyJ\n"
                          "5wT3WCe5b5+Q62ZULhy6AslWQ4zU7N3q62SdaN0XODfu7zrLNbyhwVshqeGDbI06\n"
                          "sgzvtqDvi53qCRuYBph72ZG9FcYMLOObxmlGnqMAuOIuDNv3Ir5nCj34eD1UDVIH\n"
                          "oT8mcgDGiOb15meTc49a07sqnka+HeC1rEeCuuhF1ZjbGvaZa3oVIxEFnhx8JWN6\n"
                          "eN0jk1YeCJD5UBoIAvYJEn0KrLlVPTmotfghptRYnU+oGv7YLY/aUjCBDMAbQmu5\n"
                          "j9AYqa2ULWdaoXh055haPoE5RvH3WnxxUEelhkT0mf7xIODnJ2J796Z6QzZNmDUC\n"
                          "AwEAAaNTMFEwHQYDVR0OBBYEFE3JobVjofYPOJexQq7fG0qpadIpMB8GA1UdIwQY\n"
                          "MBaAFE3JobVjofYPOJexQq7fG0qpadIpMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZI\n"
                          "hvcNAQELBQADggEBAA6rcb27hRXoZvbq3R3e741V+Jkkz2RU4pU+CaOpeGOtL++N\n"
                          "RRA5XGPQHzZ/ESwADJAdAYnDIzrGIHruJ7YvIuySw27yQ+Dqa9uskLP7VdvaPlSw\n"
                          "u8hxpu6mF+5JQS9LyNaEP3FfNmL5d77NL/YnWL1R2vB484RoQ1gH3nbvw8rkOy/m\n"
                          "G0Ei3ms+mtpkOBvv5dYf2w43tr5NsZtlOmO5UnsSWXH16qrT3VbwdqIaayV5Sdy9\n"
                          "1UoTdfSEDSnvqUJgg5MQ348YRza2/dlSu2YjPPcSYD/XGifMS7gviDpKEcBeLnEr\n"
                          "3nasEpyNQRuSY8gR3LnvAqrMqeZvVqOGakiGDQU=\n"
                          "-----END CERTIFICATE-----\n";

static void
test_pin (void)
{
  g_autofree char *elliptic = ev_certificate_pin (ELLIPTIC);
  g_autofree char *rsa = ev_certificate_pin (RSA);
  g_autofree char *prefixed = g_strconcat ("Cert:", RSA, NULL);
  g_autofree char *again = ev_certificate_pin (prefixed);

  g_assert_cmpstr (elliptic, ==, "eSAtUWFR3Vn7+O/9hCu526JGwk4U3YvgOy5ZpqtfVyw=");
  g_assert_cmpstr (rsa, ==, "BjD2sXZ+vlo3N6/m/suMlXfrQ+u+IxNNhgoHDyc2+1g=");
  g_assert_cmpstr (again, ==, rsa);
}

static void
test_nonsense (void)
{
  g_assert_null (ev_certificate_pin (""));
  g_assert_null (ev_certificate_pin ("-----BEGIN CERTIFICATE-----"));
  g_assert_null (ev_certificate_pin ("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"));
  g_assert_null (ev_certificate_pin (
      "-----BEGIN CERTIFICATE-----\nMIIB/////w==\n-----END CERTIFICATE-----\n"));
}

/* Every certificate that ends early is refused, whatever its lengths say. */
static void
test_cut (void)
{
  const char *begin = strchr (ELLIPTIC, '\n') + 1;
  gsize length;
  g_autofree char *base64 = g_strndup (begin, (gsize)(strstr (begin, "-----END") - begin));
  g_autofree guchar *bytes = g_base64_decode (base64, &length);

  for (gsize cut = 0; cut < length; cut++) {
    g_autofree guchar *part = g_memdup2 (bytes, cut);
    g_autofree char *text = g_base64_encode (part, cut);
    g_autofree char *pem =
        g_strconcat ("-----BEGIN CERTIFICATE-----\n", text, "\n-----END CERTIFICATE-----\n", NULL);
    g_autofree char *pin = ev_certificate_pin (pem);
    g_assert_null (pin);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/certificate/pin", test_pin);
  g_test_add_func ("/sync/certificate/nonsense", test_nonsense);
  g_test_add_func ("/sync/certificate/cut", test_cut);
  return g_test_run ();
}
