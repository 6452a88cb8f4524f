/* What looks wrong with an event, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/register.h"
#include "store/review.h"

/* The sentence at the head. Owned. */
char *ev_issue_words (EvRegister *reg, const EvReviewIssue *issue);

/* The names of those concerned, joined by commas; "" where it is about nobody. Owned. */
char *ev_issue_words_people (EvRegister *reg, const EvReviewIssue *issue);
