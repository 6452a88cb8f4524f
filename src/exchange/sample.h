/* The sample project: invented people whose figures are those of a real donor's paragraph. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"
#include "text/list.h"

/* The sample project's code and name, for the register that it is to be loaded into. */
#define EV_SAMPLE_CODE "FIERC"
#define EV_SAMPLE_NAME "FIERC (sample project)"

/* Whether `name` is a sample project: "fierc". */
gboolean ev_sample_is_known (const char *name);

/* Loads the sample into a register that holds no event yet, in one transaction: six trainings,
 * thirty meetings of six forums, the conference, their people with attendance, and the results;
 * from August 2022 to February 2024. By the counting rules of report/ the figures are exactly those
 * that it was made for. EV_ERROR_EXISTS if the register has events; EV_ERROR_STORAGE if the
 * sample's names are not installed. */
gboolean ev_sample_load (EvStore *store, GError **error);
