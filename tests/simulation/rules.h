/* What the programs are told of the country: code lists, much simplified. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/validate.h"

/* A laptop's lists may be newer than the server's: this municipality only laptops know. */
#define RULES_NEW_MUNICIPALITY "new_town"

EvRules rules_of_laptop (void);
EvRules rules_of_server (void);
