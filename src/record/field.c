/* The field table: what a register holds. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/field.h"

#include <string.h>

#define CENTS_MAX 100000000000
/* More than twice the fields of any kind. */
#define N_SLOTS 64

#define TEXT(n, m, ...)                                                                            \
  {                                                                                                \
    .name = n, .type = EV_TYPE_TEXT, .max = m, ##__VA_ARGS__                                       \
  }
#define LONG_TEXT(n, m, ...)                                                                       \
  {                                                                                                \
    .name = n, .type = EV_TYPE_LONG_TEXT, .max = m, ##__VA_ARGS__                                  \
  }
#define INTEGER(n, a, b, ...)                                                                      \
  {                                                                                                \
    .name = n, .type = EV_TYPE_INTEGER, .min = a, .max = b, ##__VA_ARGS__                          \
  }
#define BOOLEAN(n, ...)                                                                            \
  {                                                                                                \
    .name = n, .type = EV_TYPE_BOOLEAN, .max = 1, ##__VA_ARGS__                                    \
  }
#define DATE(n, ...)                                                                               \
  {                                                                                                \
    .name = n, .type = EV_TYPE_DATE, ##__VA_ARGS__                                                 \
  }
#define TIME(n, ...)                                                                               \
  {                                                                                                \
    .name = n, .type = EV_TYPE_TIME, ##__VA_ARGS__                                                 \
  }
#define MOMENT(n, ...)                                                                             \
  {                                                                                                \
    .name = n, .type = EV_TYPE_MOMENT, ##__VA_ARGS__                                               \
  }
#define MONEY(n, ...)                                                                              \
  {                                                                                                \
    .name = n, .type = EV_TYPE_MONEY, .max = CENTS_MAX, ##__VA_ARGS__                              \
  }
#define CODE(n, l, ...)                                                                            \
  {                                                                                                \
    .name = n, .type = EV_TYPE_CODE, .list = l, ##__VA_ARGS__                                      \
  }
#define CODES(n, l, ...)                                                                           \
  {                                                                                                \
    .name = n, .type = EV_TYPE_CODES, .list = l, .max = 200, ##__VA_ARGS__                         \
  }
#define REFERENCE(n, k, ...)                                                                       \
  {                                                                                                \
    .name = n, .type = EV_TYPE_REFERENCE, .refers = k, ##__VA_ARGS__                               \
  }
#define MAP(n, m, ...)                                                                             \
  {                                                                                                \
    .name = n, .type = EV_TYPE_MAP, .max = m, ##__VA_ARGS__                                        \
  }
#define DELETED BOOLEAN ("deleted")

#define REQUIRED .required = TRUE
#define DERIVED .derived = TRUE
#define OBSERVED .observed = TRUE
#define PERSONAL .guard = EV_CLASS_PERSONAL
#define SENSITIVE .guard = EV_CLASS_SENSITIVE
#define GROUP(g) .group = g

static const EvField project_fields[] = {
  TEXT ("code", 32, REQUIRED),
  TEXT ("name", 200, REQUIRED),
  DATE ("starts", GROUP ("period")),
  DATE ("ends", GROUP ("period")),
  TEXT ("donor", 200),
  CODES ("languages", "language"),
  INTEGER ("retention", 0, 240),     /* months after `ends` */
  INTEGER ("small_cell", 0, 20),     /* counts below are hidden; 5 where unset */
  INTEGER ("age_of_consent", 0, 25), /* a guardian consents below; 16 where unset */
  CODES ("extra_fields", "extra_field"),
  MAP ("consent_texts", 60000),  /* version -> language -> text */
  MAP ("balance_targets", 2000), /* code -> percent */
  TEXT ("recovery_key", 64),     /* the public half: base/recovery.h */
  DELETED,
};

static const EvField team_fields[] = {
  TEXT ("code", 32, REQUIRED),
  TEXT ("name", 200, REQUIRED),
  CODE ("municipality", "municipality"),
  DELETED,
};

static const EvField operator_fields[] = {
  TEXT ("name", 120, REQUIRED, PERSONAL),
  REFERENCE ("team", EV_KIND_TEAM),
  BOOLEAN ("active"),
  DELETED,
};

static const EvField event_fields[] = {
  TEXT ("title", 200, REQUIRED),
  CODE ("type", "event_type", REQUIRED),
  REFERENCE ("team", EV_KIND_TEAM),
  CODE ("municipality", "municipality"),
  TEXT ("venue", 200),
  CODES ("languages", "language"),
  INTEGER ("expected", 0, 100000),
  REFERENCE ("series", EV_KIND_EVENT), /* the first event of the series */
  BOOLEAN ("cancelled"),
  CODE ("state", "event_state", GROUP ("review")),
  LONG_TEXT ("review_note", 4000, GROUP ("review")),
  MAP ("approved", 400000), /* what stood in it when it was approved */
  DELETED,
};

static const EvField session_fields[] = {
  REFERENCE ("event", EV_KIND_EVENT, REQUIRED),
  DATE ("date", REQUIRED),
  TIME ("start", GROUP ("times")),
  TIME ("end", GROUP ("times")),
  TEXT ("topic", 200),
  DELETED,
};

static const EvField person_fields[] = {
  TEXT ("given_name", 120, REQUIRED, PERSONAL),
  TEXT ("family_name", 120, PERSONAL),
  CODE ("gender", "gender", PERSONAL),
  CODE ("consent", "consent_form", PERSONAL, GROUP ("consent")),
  MOMENT ("consent_at", PERSONAL, GROUP ("consent")),
  TEXT ("consent_version", 40, PERSONAL, GROUP ("consent")),
  TEXT ("guardian", 120, PERSONAL, GROUP ("consent")),
  CODE ("community", "community", SENSITIVE, GROUP ("consent")),
  BOOLEAN ("disability", SENSITIVE, GROUP ("consent")),
  BOOLEAN ("photo_consent", PERSONAL),
  INTEGER ("birth_year", 1900, 2100, PERSONAL),
  CODE ("age_band", "age_group", PERSONAL),
  CODE ("municipality", "municipality", PERSONAL),
  TEXT ("settlement", 120, PERSONAL),
  TEXT ("institution", 200, PERSONAL),
  TEXT ("position", 120, PERSONAL),
  TEXT ("phone", 40, PERSONAL),
  TEXT ("email", 200, PERSONAL),
  CODE ("language", "language", PERSONAL),
  LONG_TEXT ("note", 4000, PERSONAL),
  REFERENCE ("merged_into", EV_KIND_PERSON),
  BOOLEAN ("erased"),
  DELETED,
};

static const EvField attendance_fields[] = {
  REFERENCE ("session", EV_KIND_SESSION, DERIVED),
  REFERENCE ("person", EV_KIND_PERSON, DERIVED),
  CODE ("status", "attendance_status", REQUIRED),
  CODE ("role", "role"),
  CODE ("method", "attendance_method", OBSERVED),
  MOMENT ("arrived_at", OBSERVED),
  { .name = "signature", .type = EV_TYPE_STROKES, .max = 16000, PERSONAL },
  DELETED,
};

static const EvField result_fields[] = {
  CODE ("type", "result_type", REQUIRED),
  TEXT ("title", 200),
  DATE ("date"),
  CODE ("municipality", "municipality"),
  REFERENCE ("event", EV_KIND_EVENT),
  REFERENCE ("parent", EV_KIND_RESULT),
  TEXT ("institution", 200),
  DATE ("asked_on"),
  DATE ("answered_on"),
  CODE ("status", "result_status"),
  INTEGER ("quantity", 0, 1000000000),
  MONEY ("amount", GROUP ("money")),
  MONEY ("cofunding", GROUP ("money")),
  LONG_TEXT ("method", 4000),
  DELETED,
};

static const EvField beneficiary_fields[] = {
  REFERENCE ("result", EV_KIND_RESULT, DERIVED),
  REFERENCE ("person", EV_KIND_PERSON, DERIVED),
  DELETED,
};

static const EvField indicator_fields[] = {
  TEXT ("code", 32, REQUIRED),
  MAP ("titles", 4000), /* language -> text */
  TEXT ("rule", 400, REQUIRED),
  INTEGER ("baseline", 0, 1000000000),
  INTEGER ("target", 0, 1000000000),
  TEXT ("unit", 40),
  DELETED,
};

static const EvField note_fields[] = {
  { .name = "about", .type = EV_TYPE_ABOUT, .required = TRUE },
  LONG_TEXT ("text", 4000, REQUIRED, PERSONAL),
  DELETED,
};

static const EvField apart_fields[] = {
  REFERENCE ("other", EV_KIND_PERSON, DERIVED),
  REFERENCE ("person", EV_KIND_PERSON, DERIVED),
  DELETED,
};

static const struct {
  const char *name;
  const EvField *fields;
  guint count;
} kinds[EV_N_KINDS] = {
#define KIND(k, n, f) [k] = { n, f, G_N_ELEMENTS (f) }
  KIND (EV_KIND_PROJECT, "project", project_fields),
  KIND (EV_KIND_TEAM, "team", team_fields),
  KIND (EV_KIND_OPERATOR, "operator", operator_fields),
  KIND (EV_KIND_EVENT, "event", event_fields),
  KIND (EV_KIND_SESSION, "session", session_fields),
  KIND (EV_KIND_PERSON, "person", person_fields),
  KIND (EV_KIND_ATTENDANCE, "attendance", attendance_fields),
  KIND (EV_KIND_RESULT, "result", result_fields),
  KIND (EV_KIND_BENEFICIARY, "beneficiary", beneficiary_fields),
  KIND (EV_KIND_INDICATOR, "indicator", indicator_fields),
  KIND (EV_KIND_NOTE, "note", note_fields),
  KIND (EV_KIND_APART, "apart", apart_fields),
#undef KIND
};

static const struct {
  const char *name;
  const char *const *codes;
} fixed_lists[] = {
#define LIST(n, ...)                                                                               \
  {                                                                                                \
    n, (const char *const[])                                                                       \
    {                                                                                              \
      __VA_ARGS__, NULL                                                                            \
    }                                                                                              \
  }
  LIST ("event_state", "planned", "open", "submitted", "returned", "approved"),
  LIST ("language", "sq", "sr", "sr@latin", "en"),
  LIST ("consent_form", "screen", "paper", "spoken", "withdrawn"),
  LIST ("attendance_method", "typed", "tick", "badge", "self", "sheet", "import"),
  LIST ("result_status", "raised", "addressed", "answered", "done", "refused"),
  LIST ("extra_field", "position", "email", "disability"),
#undef LIST
};

const EvField *
ev_field_table (EvKind kind, guint *count)
{
  *count = kinds[kind].count;
  return kinds[kind].fields;
}

/* Where to look for a name first; few of one kind meet here. */
static guint
slot_of (const char *name, gsize length)
{
  return ((guint)(guchar)name[0] * 7 + (guint)(guchar)name[length - 1] * 3 + (guint)length) %
         N_SLOTS;
}

/* The fields of every kind by slot, filled once. */
typedef struct {
  const EvField *slots[EV_N_KINDS][N_SLOTS];
} Finder;

static void
finder_add (Finder *finder, EvKind kind, const EvField *field)
{
  guint slot = slot_of (field->name, strlen (field->name));

  while (finder->slots[kind][slot] != NULL)
    slot = (slot + 1) % N_SLOTS;
  finder->slots[kind][slot] = field;
}

static const Finder *
finder_get (void)
{
  static Finder finder;
  static gsize ready = 0;

  if (g_once_init_enter (&ready)) {
    for (guint kind = 0; kind < EV_N_KINDS; kind++)
      for (guint i = 0; i < kinds[kind].count; i++)
        finder_add (&finder, (EvKind)kind, &kinds[kind].fields[i]);
    g_once_init_leave (&ready, 1);
  }
  return &finder;
}

const EvField *
ev_field_find (EvKind kind, const char *name)
{
  const EvField *const *slots = finder_get ()->slots[kind];
  gsize length = strlen (name);

  if (length == 0)
    return NULL;
  for (guint slot = slot_of (name, length); slots[slot] != NULL; slot = (slot + 1) % N_SLOTS)
    if (slots[slot]->name == name || strcmp (slots[slot]->name, name) == 0)
      return slots[slot];
  return NULL;
}

const char *
ev_field_known (EvKind kind, const char *name)
{
  const EvField *field = ev_field_find (kind, name);

  if (field != NULL)
    return field->name;
  for (guint i = 0; i < kinds[kind].count; i++)
    if (g_strcmp0 (kinds[kind].fields[i].group, name) == 0)
      return kinds[kind].fields[i].group;
  return NULL;
}

const char *
ev_field_group (EvKind kind, const char *name)
{
  const EvField *field = ev_field_find (kind, name);
  return field != NULL && field->group != NULL ? field->group : name;
}

EvClass
ev_field_guard (EvKind kind, const char *name)
{
  const EvField *field = ev_field_find (kind, name);
  return field != NULL ? field->guard : EV_CLASS_SENSITIVE;
}

gboolean
ev_field_is_name (const char *name)
{
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_");
  return length > 0 && length <= EV_FIELD_MAX_NAME && name[length] == '\0';
}

const char *
ev_kind_name (EvKind kind)
{
  return kinds[kind].name;
}

gboolean
ev_kind_parse (const char *name, EvKind *kind)
{
  for (guint i = 0; i < EV_N_KINDS; i++)
    if (strcmp (kinds[i].name, name) == 0) {
      *kind = (EvKind)i;
      return TRUE;
    }
  return FALSE;
}

gboolean
ev_kind_is_derived (EvKind kind)
{
  return kind == EV_KIND_ATTENDANCE || kind == EV_KIND_BENEFICIARY || kind == EV_KIND_APART;
}

const char *const *
ev_field_fixed_list (const char *list)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixed_lists); i++)
    if (strcmp (fixed_lists[i].name, list) == 0)
      return fixed_lists[i].codes;
  return NULL;
}
