/* The worked example of the reporting rules, as rows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/source.h"

/* The lists of the build folder; the test fails if there are none. */
EvLists *example_lists (void);

/* 332 invented people: 198 in six trainings, 150 in six forums of five meetings, 45 of them in
 * both, 92 at a conference, 11 behind start-ups; and the results of the project. */
EvReportSource *example_source (const EvLists *lists);
