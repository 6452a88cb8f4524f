/* The admin's pages on one laptop. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/page-laptop.h"

EvPageWord
ev_page_laptop_role (EvRole role)
{
  static const EvPageWord words[] = {
    [EV_ROLE_FACILITATOR] = EV_PAGE_FACILITATOR,
    [EV_ROLE_COORDINATOR] = EV_PAGE_COORDINATOR,
    [EV_ROLE_VIEWER] = EV_PAGE_VIEWER,
    [EV_ROLE_SERVER] = EV_PAGE_UNKNOWN,
  };
  return words[role];
}

EvPageWord
ev_page_laptop_state (EvDeviceState state)
{
  static const EvPageWord words[] = {
    [EV_DEVICE_ACTIVE] = EV_PAGE_ACTIVE,
    [EV_DEVICE_REVOKED] = EV_PAGE_REVOKED,
    [EV_DEVICE_FORGOTTEN] = EV_PAGE_FORGOTTEN,
  };
  return words[state];
}

static void
write_fact (EvPageFrame *frame, EvPageWord name, const char *text)
{
  ev_page_frame_put (frame, "dt", name);
  ev_page_put (frame->page, "dd", text);
}

static void
write_moment (EvPageFrame *frame, EvPageWord name, gint64 moment)
{
  ev_page_frame_put (frame, "dt", name);
  ev_page_open (frame->page, "dd", NULL);
  ev_page_frame_moment (frame, moment, EV_PAGE_NEVER);
  ev_page_close (frame->page);
}

static void
write_facts (EvPageFrame *frame, const EvCentralDevice *laptop)
{
  g_autofree char *changes = g_strdup_printf ("%" G_GINT64_FORMAT, laptop->acked);

  ev_page_open (frame->page, "dl", NULL);
  write_fact (frame, EV_PAGE_NAME, laptop->name != NULL ? laptop->name : "–");
  write_fact (frame, EV_PAGE_DEVICE, laptop->id);
  write_fact (frame, EV_PAGE_ROLE, ev_page_frame_word (frame, ev_page_laptop_role (laptop->role)));
  write_fact (frame, EV_PAGE_STATE,
              ev_page_frame_word (frame, ev_page_laptop_state (laptop->state)));
  write_moment (frame, EV_PAGE_ENROLLED, laptop->enrolled);
  write_moment (frame, EV_PAGE_LAST_SEEN, laptop->seen);
  write_fact (frame, EV_PAGE_VERSION,
              laptop->program != NULL ? laptop->program
                                      : ev_page_frame_word (frame, EV_PAGE_UNKNOWN));
  write_fact (frame, EV_PAGE_CHANGES, changes);
  ev_page_close (frame->page);
}

static void
write_act (EvPageFrame *frame, const char *device, gboolean forget)
{
  ev_page_open (frame->page, "section", NULL);
  ev_page_frame_put (frame, "h2", forget ? EV_PAGE_FORGET_TITLE : EV_PAGE_REVOKE_TITLE);
  ev_page_frame_put (frame, "p", forget ? EV_PAGE_FORGET_WHAT : EV_PAGE_REVOKE_WHAT);
  ev_page_frame_form (frame, EV_PAGE_PATH_REVOKE);
  ev_page_frame_hidden (frame, "device", device);
  if (forget)
    ev_page_frame_hidden (frame, "forget", "yes");
  ev_page_frame_button (frame, forget ? EV_PAGE_FORGET : EV_PAGE_REVOKE, forget);
  ev_page_close (frame->page);
  ev_page_close (frame->page);
}

GBytes *
ev_page_laptop_write (EvPageFrame *frame, const EvCentralDevice *laptop,
                      const EvCentralProject *project)
{
  ev_page_frame_begin (frame, EV_PAGE_DEVICE, laptop->name != NULL ? laptop->name : laptop->id);
  write_facts (frame, laptop);
  if (laptop->state == EV_DEVICE_ACTIVE)
    write_act (frame, laptop->id, FALSE);
  if (laptop->state != EV_DEVICE_FORGOTTEN)
    write_act (frame, laptop->id, TRUE);
  ev_page_open (frame->page, "p", NULL);
  ev_page_frame_link (frame, EV_PAGE_PATH_PROJECT, "code", project->code,
                      ev_page_frame_word (frame, EV_PAGE_BACK));
  ev_page_close (frame->page);
  return ev_page_frame_end (frame);
}

GBytes *
ev_page_laptop_write_invitation (EvPageFrame *frame, const char *project, const char *link,
                                 const char *spelt, gint64 expires)
{
  ev_page_frame_begin (frame, EV_PAGE_INVITATION, NULL);
  ev_page_frame_put (frame, "p", EV_PAGE_INVITATION_ONCE);
  ev_page_open (frame->page, "dl", NULL);
  ev_page_frame_put (frame, "dt", EV_PAGE_LINK);
  ev_page_open (frame->page, "dd", NULL);
  ev_page_put (frame->page, "code", link);
  ev_page_close (frame->page);
  ev_page_frame_put (frame, "dt", EV_PAGE_SPELT);
  ev_page_open (frame->page, "dd", NULL);
  ev_page_put (frame->page, "code", spelt);
  ev_page_close (frame->page);
  write_moment (frame, EV_PAGE_GOOD_UNTIL, expires);
  ev_page_close (frame->page);
  ev_page_frame_put (frame, "p", EV_PAGE_INVITATION_HOW);
  ev_page_open (frame->page, "p", NULL);
  ev_page_frame_link (frame, EV_PAGE_PATH_PROJECT, "code", project,
                      ev_page_frame_word (frame, EV_PAGE_BACK));
  ev_page_close (frame->page);
  return ev_page_frame_end (frame);
}
