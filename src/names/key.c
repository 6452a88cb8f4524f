/* The match key: names that sound alike across spellings. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/key.h"

#include <string.h>

#include "names/key-private.h"

#define D_WITH_STROKE 0x0111

/* What a run of letters sounds like, longest run first. The letters have lost their diacritics: š
 * and s, č and c are one sound here, and đ is a d. */
static const struct {
  const char *run;
  const char *sound;
} sounds[] = {
  { "sch", "S" }, { "tch", "C" }, { "dzh", "X" }, { "sh", "S" }, { "zh", "Z" },
  { "ch", "C" },  { "xh", "X" },  { "dz", "X" },  { "dh", "D" }, { "dj", "D" },
  { "gj", "D" },  { "th", "T" },  { "ll", "L" },  { "lj", "L" }, { "rr", "R" },
  { "nj", "NI" }, { "q", "C" },   { "j", "I" },   { "y", "I" },  { "w", "V" },
};

/* The letters of one word without diacritics, as bytes where they are ASCII. */
typedef struct {
  gunichar base[EV_WORDS_MAX_LETTERS];
  char ascii[EV_WORDS_MAX_LETTERS + 1]; /* '\x01' for any other letter */
  guint n_letters;
} Plain;

static void
plain_init (Plain *plain, const gunichar *letters, guint n_letters)
{
  for (guint i = 0; i < n_letters; i++) {
    plain->base[i] = letters[i] == D_WITH_STROKE ? 'd' : ev_words_base (letters[i]);
    plain->ascii[i] = plain->base[i] < 0x80 ? (char)plain->base[i] : '\x01';
  }
  plain->ascii[n_letters] = '\0';
  plain->n_letters = n_letters;
}

/* The sound at @at; *@used is the number of letters it takes. NULL: the letter sounds as itself. */
static const char *
sound_at (const Plain *plain, guint at, guint *used)
{
  const char *rest = plain->ascii + at;

  for (guint i = 0; i < G_N_ELEMENTS (sounds); i++) {
    size_t length = strlen (sounds[i].run);

    if (rest[0] == sounds[i].run[0] && strncmp (rest, sounds[i].run, length) == 0) {
      *used = length;
      return sounds[i].sound;
    }
  }
  *used = 1;
  if (rest[0] == 'x')
    return at > 0 && strchr ("aeo", plain->ascii[at - 1]) != NULL ? "KS" : "X";
  if (rest[0] == 'h' && at > 0)
    return "";
  return NULL;
}

/* Appends @c unless the key ends in it already. */
static guint
append_once (char *out, guint length, char c)
{
  if (length == 0 || out[length - 1] != c)
    out[length++] = c;
  return length;
}

static guint
append_letter (char *out, guint length, gunichar letter)
{
  char bytes[6];
  int n;

  if (letter < 0x80)
    return append_once (out, length, g_ascii_toupper ((char)letter));
  n = g_unichar_to_utf8 (g_unichar_toupper (letter), bytes);
  if (length >= (guint)n && memcmp (out + length - n, bytes, n) == 0)
    return length;
  memcpy (out + length, bytes, n);
  return length + n;
}

void
ev_key_word (char *out, const gunichar *letters, guint n_letters)
{
  Plain plain;
  guint length = 0, used;

  plain_init (&plain, letters, n_letters);
  for (guint i = 0; i < n_letters; i += used) {
    const char *sound = sound_at (&plain, i, &used);

    if (sound == NULL)
      length = append_letter (out, length, plain.base[i]);
    else
      for (; *sound != '\0'; sound++)
        length = append_once (out, length, *sound);
  }
  if (length > 1 && out[length - 1] == 'D')
    out[length - 1] = 'T';
  else if (length > 1 && out[length - 1] == 'B')
    out[length - 1] = 'P';
  out[length] = '\0';
}

gboolean
ev_key_word_is_initial (const gunichar *letters, guint n_letters)
{
  static const char *const digraphs[] = { "dh", "dz", "gj", "lj", "ll", "nj",
                                          "rr", "sh", "th", "xh", "zh" };
  char pair[3] = { 0 };

  if (n_letters == 1)
    return TRUE;
  if (n_letters != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++) {
    gunichar base = ev_words_base (letters[i]);

    pair[i] = base < 0x80 ? (char)base : '\x01';
  }
  for (guint i = 0; i < G_N_ELEMENTS (digraphs); i++)
    if (strcmp (pair, digraphs[i]) == 0)
      return TRUE;
  return FALSE;
}

static GPtrArray *
keys_of (const EvWords *words)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  char key[EV_KEY_MAX_BYTES];

  for (guint i = 0; i < words->n_words; i++) {
    const gunichar *letters = words->letters + words->start[i];

    if (ev_key_word_is_initial (letters, words->length[i]))
      continue;
    ev_key_word (key, letters, words->length[i]);
    if (key[0] != '\0')
      g_ptr_array_add (keys, g_strdup (key));
  }
  return keys;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

char *
ev_key_person (const char *given_name, const char *family_name)
{
  EvWords words;
  g_autoptr (GPtrArray) keys = NULL;

  ev_words_clear (&words);
  ev_words_add (&words, given_name);
  ev_words_add (&words, family_name);
  keys = keys_of (&words);
  g_ptr_array_sort (keys, compare_keys);
  g_ptr_array_add (keys, NULL);
  return g_strjoinv (" ", (char **)keys->pdata);
}

char *
ev_key_text (const char *name)
{
  return ev_key_person (name, NULL);
}

char **
ev_key_words (const char *name)
{
  EvWords words;
  GPtrArray *keys;

  ev_words_clear (&words);
  ev_words_add (&words, name);
  keys = keys_of (&words);
  g_ptr_array_add (keys, NULL);
  g_ptr_array_set_free_func (keys, NULL);
  return (char **)g_ptr_array_free (keys, FALSE);
}
