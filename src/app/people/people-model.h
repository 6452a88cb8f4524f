/* The registry's list: a number for each person, and the rows of those on screen. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/register/register.h"

#define EV_TYPE_PEOPLE_MODEL (ev_people_model_get_type ())
G_DECLARE_FINAL_TYPE (EvPeopleModel, ev_people_model, EV, PEOPLE_MODEL, GObject)

/* An empty GListModel of EvPeopleItem. Rows are read when they are asked for. */
EvPeopleModel *ev_people_model_new (EvRegister *reg);

/* Lists the people at these places (gint64, as ev_people_list() answers), taken. */
void ev_people_model_take (EvPeopleModel *self, GArray *places);
