/* A person in a line of text. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/person-words.h"

char *
ev_person_words_name (const EvPersonRow *person)
{
  return g_strstrip (g_strdup_printf ("%s %s", person->given_name, person->family_name));
}

char *
ev_person_words_details (EvRegister *reg, const EvPersonRow *person)
{
  const char *municipality = ev_register_name (reg, "municipality", person->municipality);
  const char *institution = person->institution ? person->institution : "";

  return g_strconcat (municipality, *municipality && *institution ? " · " : "", institution, NULL);
}
