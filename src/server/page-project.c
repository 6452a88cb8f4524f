/* The admin's page on one project. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/page-project.h"

#include "server/page-laptop.h"
#include "server/registrar.h"

/* Laptops on one page. */
#define MOST_LAPTOPS 100

typedef struct {
  const EvCentralProject *project;
  GPtrArray *teams;   /* of EvCentralTeam */
  GPtrArray *names;   /* of char *: theirs */
  GPtrArray *laptops; /* of EvCentralDevice, borrowed: who was seen last comes first */
  GPtrArray *invites; /* of EvInvite */
  gint64 now;
} Matter;

static const char *
team_code (const Matter *matter, gint64 number)
{
  for (guint i = 0; i < matter->teams->len; i++) {
    const EvCentralTeam *team = matter->teams->pdata[i];
    if (team->number == number)
      return team->code;
  }
  return "–";
}

static void
write_team_codes (EvPageFrame *frame, const Matter *matter, const GArray *numbers)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < numbers->len; i++)
    g_ptr_array_add (codes, (gpointer)team_code (matter, g_array_index (numbers, gint64, i)));
  g_ptr_array_add (codes, NULL);
  text = g_strjoinv (", ", (char **)codes->pdata);
  ev_page_put (frame->page, "td", text);
}

static gint64
count_team (const Matter *matter, gint64 team)
{
  gint64 count = 0;

  for (guint i = 0; i < matter->laptops->len; i++) {
    const EvCentralDevice *laptop = matter->laptops->pdata[i];
    for (guint k = 0; laptop->state == EV_DEVICE_ACTIVE && k < laptop->teams->len; k++)
      count += g_array_index (laptop->teams, gint64, k) == team;
  }
  return count;
}

static void
write_teams (EvPageFrame *frame, const Matter *matter)
{
  static const EvPageWord columns[] = { EV_PAGE_NAME, EV_PAGE_CODE, EV_PAGE_LAPTOPS };

  ev_page_frame_put (frame, "h2", EV_PAGE_TEAMS);
  if (matter->teams->len == 0) {
    g_autofree char *command =
        g_strdup_printf ("evidenca-server team add %s CODE \"Name\"", matter->project->code);
    ev_page_frame_put (frame, "p", EV_PAGE_NO_TEAMS);
    ev_page_frame_command (frame, command);
    return;
  }
  ev_page_frame_table (frame, EV_PAGE_TEAMS, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < matter->teams->len; i++) {
    const EvCentralTeam *team = matter->teams->pdata[i];
    ev_page_open (frame->page, "tr", NULL);
    ev_page_open (frame->page, "th", "scope", "row", NULL);
    ev_page_text (frame->page, matter->names->pdata[i]);
    ev_page_close (frame->page);
    ev_page_put (frame->page, "td", team->code);
    ev_page_frame_number_cell (frame, count_team (matter, team->number));
    ev_page_close (frame->page);
  }
  ev_page_frame_table_end (frame);
}

/* Laptops */

static void
write_laptop (EvPageFrame *frame, const Matter *matter, const EvCentralDevice *laptop)
{
  EvPage *page = frame->page;

  ev_page_open (page, "tr", NULL);
  ev_page_open (page, "th", "scope", "row", NULL);
  ev_page_text (page, laptop->name != NULL ? laptop->name : "–");
  ev_page_close (page);
  ev_page_put (page, "td", laptop->id);
  ev_page_frame_put (frame, "td", ev_page_laptop_role (laptop->role));
  write_team_codes (frame, matter, laptop->teams);
  ev_page_frame_put (frame, "td", ev_page_laptop_state (laptop->state));
  ev_page_frame_moment_cell (frame, laptop->seen);
  ev_page_put (page, "td",
               laptop->program != NULL ? laptop->program
                                       : ev_page_frame_word (frame, EV_PAGE_UNKNOWN));
  ev_page_open (page, "td", NULL);
  if (laptop->state != EV_DEVICE_FORGOTTEN)
    ev_page_frame_link (frame, EV_PAGE_PATH_LAPTOP, "device", laptop->id,
                        ev_page_frame_word (frame, EV_PAGE_REVOKE_ASK));
  ev_page_close (page);
  ev_page_close (page);
}

static void
write_turn (EvPageFrame *frame, const Matter *matter, guint number, EvPageWord word)
{
  g_autofree char *code = g_uri_escape_string (matter->project->code, NULL, FALSE);
  g_autofree char *target = g_strdup_printf (EV_PAGE_PATH_PROJECT "?code=%s&page=%u", code, number);

  ev_page_open (frame->page, "a", "href", target, NULL);
  ev_page_text (frame->page, ev_page_frame_word (frame, word));
  ev_page_close (frame->page);
  ev_page_text (frame->page, " ");
}

static void
write_laptops (EvPageFrame *frame, const Matter *matter, guint number)
{
  static const EvPageWord columns[] = {
    EV_PAGE_NAME,  EV_PAGE_DEVICE,    EV_PAGE_ROLE,    EV_PAGE_TEAMS,
    EV_PAGE_STATE, EV_PAGE_LAST_SEEN, EV_PAGE_VERSION, EV_PAGE_ACTION,
  };
  guint pages = (matter->laptops->len + MOST_LAPTOPS - 1) / MOST_LAPTOPS;
  guint first = MIN (number, MAX (pages, 1) - 1) * MOST_LAPTOPS;

  ev_page_frame_put (frame, "h2", EV_PAGE_LAPTOPS);
  if (matter->laptops->len == 0) {
    ev_page_frame_put (frame, "p", EV_PAGE_NO_LAPTOPS);
    return;
  }
  ev_page_frame_table (frame, EV_PAGE_LAPTOPS, columns, G_N_ELEMENTS (columns));
  for (guint i = first; i < matter->laptops->len && i < first + MOST_LAPTOPS; i++)
    write_laptop (frame, matter, matter->laptops->pdata[i]);
  ev_page_frame_table_end (frame);
  ev_page_open (frame->page, "p", NULL);
  if (first > 0)
    write_turn (frame, matter, first / MOST_LAPTOPS - 1, EV_PAGE_EARLIER);
  if (first + MOST_LAPTOPS < matter->laptops->len)
    write_turn (frame, matter, first / MOST_LAPTOPS + 1, EV_PAGE_LATER);
  ev_page_close (frame->page);
}

/* Invitations */

static EvPageWord
invitation_state (const EvInvite *invite, gint64 now)
{
  if (invite->device != 0)
    return EV_PAGE_USED;
  if (invite->revoked != 0)
    return EV_PAGE_TAKEN_BACK;
  return now >= invite->expires ? EV_PAGE_EXPIRED : EV_PAGE_OPEN;
}

static void
write_taking_back (EvPageFrame *frame, const Matter *matter, const EvInvite *invite)
{
  g_autofree char *name = g_strndup (invite->code_hash, EV_PAGE_PROJECT_NAME);

  ev_page_frame_form (frame, EV_PAGE_PATH_TAKE_BACK);
  ev_page_frame_hidden (frame, "code", matter->project->code);
  ev_page_frame_hidden (frame, "invitation", name);
  ev_page_frame_button (frame, EV_PAGE_TAKE_BACK, FALSE);
  ev_page_close (frame->page);
}

static void
write_invitation (EvPageFrame *frame, const Matter *matter, const EvInvite *invite)
{
  EvPageWord state = invitation_state (invite, matter->now);

  ev_page_open (frame->page, "tr", NULL);
  ev_page_open (frame->page, "th", "scope", "row", NULL);
  ev_page_frame_moment (frame, invite->made, EV_PAGE_UNKNOWN);
  ev_page_close (frame->page);
  ev_page_frame_put (frame, "td", ev_page_laptop_role (invite->role));
  write_team_codes (frame, matter, invite->teams);
  ev_page_frame_moment_cell (frame, invite->expires);
  ev_page_frame_put (frame, "td", state);
  ev_page_open (frame->page, "td", NULL);
  if (state == EV_PAGE_OPEN)
    write_taking_back (frame, matter, invite);
  ev_page_close (frame->page);
  ev_page_close (frame->page);
}

static void
write_invitations (EvPageFrame *frame, const Matter *matter)
{
  static const EvPageWord columns[] = { EV_PAGE_MADE,       EV_PAGE_ROLE,  EV_PAGE_TEAMS,
                                        EV_PAGE_GOOD_UNTIL, EV_PAGE_STATE, EV_PAGE_ACTION };

  ev_page_frame_put (frame, "h2", EV_PAGE_INVITATIONS);
  if (matter->invites->len == 0) {
    ev_page_frame_put (frame, "p", EV_PAGE_NO_INVITATIONS);
    return;
  }
  ev_page_frame_table (frame, EV_PAGE_INVITATIONS, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < matter->invites->len; i++)
    write_invitation (frame, matter, matter->invites->pdata[i]);
  ev_page_frame_table_end (frame);
  if (matter->invites->len == EV_PAGE_PROJECT_INVITATIONS)
    ev_page_frame_put (frame, "p", EV_PAGE_INVITATIONS_NEWEST);
}

/* The form for a new one */

static void
write_roles (EvPageFrame *frame)
{
  EvPage *page = frame->page;

  ev_page_open (page, "fieldset", NULL);
  ev_page_frame_put (frame, "legend", EV_PAGE_ROLE);
  for (guint role = 0; role < EV_ROLE_SERVER; role++) {
    ev_page_open (page, "label", NULL);
    ev_page_void (page, "input", "type", "radio", "name", "role", "required", "", "value",
                  ev_central_role_name ((EvRole)role), NULL);
    ev_page_text (page, " ");
    ev_page_text (page, ev_page_frame_word (frame, ev_page_laptop_role ((EvRole)role)));
    ev_page_close (page);
  }
  ev_page_close (page);
}

static void
write_choices (EvPageFrame *frame, const Matter *matter)
{
  EvPage *page = frame->page;

  ev_page_open (page, "fieldset", NULL);
  ev_page_frame_put (frame, "legend", EV_PAGE_INVITE_TEAMS);
  for (guint i = 0; i < matter->teams->len; i++) {
    const EvCentralTeam *team = matter->teams->pdata[i];
    g_autofree char *name = g_strconcat ("team.", team->code, NULL);
    ev_page_open (page, "label", NULL);
    ev_page_void (page, "input", "type", "checkbox", "name", name, "value", "yes", NULL);
    ev_page_text (page, " ");
    ev_page_text (page, matter->names->pdata[i]);
    ev_page_close (page);
  }
  ev_page_close (page);
}

static void
write_wish (EvPageFrame *frame, const Matter *matter)
{
  ev_page_frame_put (frame, "h2", EV_PAGE_INVITE);
  ev_page_frame_form (frame, EV_PAGE_PATH_INVITE);
  ev_page_frame_hidden (frame, "code", matter->project->code);
  write_roles (frame);
  if (matter->teams->len > 0)
    write_choices (frame, matter);
  ev_page_frame_button (frame, EV_PAGE_INVITE_MAKE, FALSE);
  ev_page_close (frame->page);
}

/* All of it */

static int
compare_seen (gconstpointer a, gconstpointer b)
{
  const EvCentralDevice *left = *(EvCentralDevice *const *)a, *right = *(EvCentralDevice *const *)b;

  if (left->seen != right->seen)
    return left->seen > right->seen ? -1 : 1;
  return left->number > right->number ? -1 : left->number < right->number;
}

static GPtrArray *
choose_laptops (const GPtrArray *devices, gint64 project)
{
  GPtrArray *laptops = g_ptr_array_new ();

  for (guint i = 0; i < devices->len; i++) {
    EvCentralDevice *device = devices->pdata[i];
    if (device->project == project && device->role != EV_ROLE_SERVER)
      g_ptr_array_add (laptops, device);
  }
  g_ptr_array_sort (laptops, compare_seen);
  return laptops;
}

static gboolean
read_names (EvCentral *central, Matter *matter, GError **error)
{
  for (guint i = 0; i < matter->teams->len; i++) {
    const EvCentralTeam *team = matter->teams->pdata[i];
    g_autoptr (EvCentralRecord) record = NULL;
    const char *name;
    if (!central->record_find (central, matter->project->number, EV_KIND_TEAM, team->id, &record,
                               error))
      return FALSE;
    name = record != NULL ? ev_record_text (record->record, "name") : NULL;
    g_ptr_array_add (matter->names, g_strdup (name != NULL ? name : team->code));
  }
  return TRUE;
}

static GBytes *
write_matter (EvPageFrame *frame, const Matter *matter, guint number)
{
  ev_page_frame_begin (frame, EV_PAGE_PROJECTS, matter->project->name);
  ev_page_open (frame->page, "p", NULL);
  ev_page_frame_link (frame, EV_PAGE_PATH_TOP, NULL, NULL,
                      ev_page_frame_word (frame, EV_PAGE_ALL_PROJECTS));
  ev_page_close (frame->page);
  write_laptops (frame, matter, number);
  write_teams (frame, matter);
  write_invitations (frame, matter);
  write_wish (frame, matter);
  return ev_page_frame_end (frame);
}

GBytes *
ev_page_project_write (EvPageFrame *frame, EvCentral *central, const char *code, guint number,
                       gint64 now, GError **error)
{
  g_autoptr (EvCentralProject) project = ev_registrar_project (central, code, error);
  g_autoptr (GPtrArray) teams = NULL, devices = NULL, laptops = NULL, invites = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Matter matter = { .project = project, .names = names, .now = now };

  if (project == NULL || !central->teams (central, project->number, &teams, error) ||
      !central->devices (central, &devices, error) ||
      !central->invites (central, project->number, EV_PAGE_PROJECT_INVITATIONS, &invites, error))
    return NULL;
  laptops = choose_laptops (devices, project->number);
  matter.teams = teams;
  matter.laptops = laptops;
  matter.invites = invites;
  return read_names (central, &matter, error) ? write_matter (frame, &matter, number) : NULL;
}
