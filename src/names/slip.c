/* Whether one spelling is a slip of the keyboard for another. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/slip-private.h"

#include <string.h>

#define MAX_LETTERS 48 /* longer words are not compared letter by letter */
#define TWO_SLIPS_LETTERS 9

typedef struct {
  const char *longer, *shorter;
  size_t long_length, short_length;
  size_t head; /* letters equal at the beginning */
  size_t tail; /* letters equal at the end, beyond the head */
} Pair;

static void
pair_init (Pair *pair, const char *a, const char *b)
{
  size_t a_length = strlen (a), b_length = strlen (b);
  gboolean ordered = a_length >= b_length;

  pair->longer = ordered ? a : b;
  pair->shorter = ordered ? b : a;
  pair->long_length = MAX (a_length, b_length);
  pair->short_length = MIN (a_length, b_length);
  pair->head = pair->tail = 0;
  while (pair->head < pair->short_length && pair->longer[pair->head] == pair->shorter[pair->head])
    pair->head++;
  while (pair->tail < pair->short_length - pair->head &&
         pair->longer[pair->long_length - 1 - pair->tail] ==
             pair->shorter[pair->short_length - 1 - pair->tail])
    pair->tail++;
}

static gboolean
are_neighbours (char a, char b)
{
  static const char *const rows[] = { "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm",
                                      "yxcvbnm" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *at_a = strchr (rows[i], a), *at_b = strchr (rows[i], b);

    if (at_a != NULL && at_b != NULL && ABS (at_a - at_b) == 1)
      return TRUE;
  }
  return FALSE;
}

/* y and z change places between the keyboards in use. */
static gboolean
are_exchanged_keys (char a, char b)
{
  return (a == 'y' && b == 'z') || (a == 'z' && b == 'y');
}

static gboolean
is_vowel (char c)
{
  return strchr ("aeiouy", c) != NULL;
}

/* A vowel in the place of a consonant makes no other name. */
static gboolean
one_replaced (const Pair *pair, EvSlipKnown known)
{
  char a = pair->longer[pair->head], b = pair->shorter[pair->head];
  size_t enough = known == EV_SLIP_ONE_KNOWN ? 6 : 8;

  if (are_exchanged_keys (a, b))
    return pair->long_length >= 3;
  if (pair->head == 0)
    return FALSE;
  if (known == EV_SLIP_ONE_KNOWN && is_vowel (a) != is_vowel (b))
    return pair->long_length >= 4;
  if (are_neighbours (a, b))
    return pair->long_length >= enough - 1;
  return pair->long_length >= enough;
}

static gboolean
two_exchanged (const Pair *pair)
{
  const char *a = pair->longer + pair->head, *b = pair->shorter + pair->head;

  return pair->long_length >= 4 && a[0] == b[1] && a[1] == b[0];
}

static gboolean
one_left_out (const Pair *pair, EvSlipKnown known)
{
  size_t enough = known == EV_SLIP_ONE_KNOWN ? 4 : 5;

  if (pair->head == 0 || pair->tail == 0)
    enough += 1;
  return pair->long_length >= enough && pair->short_length >= 3;
}

/* Edit distance with exchanges, rows of the usual matrix. */
static guint
distance (const Pair *pair)
{
  guint rows[3][MAX_LETTERS + 1];

  for (guint j = 0; j <= pair->short_length; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= pair->long_length; i++) {
    guint *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];

    now[0] = i;
    for (guint j = 1; j <= pair->short_length; j++) {
      guint cost = pair->longer[i - 1] != pair->shorter[j - 1];

      now[j] = MIN (MIN (now[j - 1], last[j]) + 1, last[j - 1] + cost);
      if (i > 1 && j > 1 && pair->longer[i - 1] == pair->shorter[j - 2] &&
          pair->longer[i - 2] == pair->shorter[j - 1])
        now[j] = MIN (now[j], before[j - 2] + 1);
    }
  }
  return rows[pair->long_length % 3][pair->short_length];
}

gboolean
ev_slip_is_exchange (const char *a, const char *b)
{
  Pair pair;

  pair_init (&pair, a, b);
  return pair.long_length == pair.short_length && pair.long_length - pair.head - pair.tail == 2 &&
         two_exchanged (&pair);
}

gboolean
ev_slip_likely (const char *a, const char *b, EvSlipKnown known)
{
  Pair pair;
  size_t middle_long, middle_short;

  pair_init (&pair, a, b);
  if (pair.long_length > MAX_LETTERS || pair.long_length - pair.short_length > 2)
    return FALSE;
  middle_long = pair.long_length - pair.head - pair.tail;
  middle_short = pair.short_length - pair.head - pair.tail;
  if (middle_long == 1 && middle_short == 0)
    return one_left_out (&pair, known);
  if (middle_long == 1 && middle_short == 1)
    return one_replaced (&pair, known);
  if (middle_long == 2 && middle_short == 2 && two_exchanged (&pair))
    return TRUE;
  return known == EV_SLIP_ONE_KNOWN && pair.short_length >= TWO_SLIPS_LETTERS && pair.head > 0 &&
         distance (&pair) == 2;
}
