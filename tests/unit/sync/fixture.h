/* A register of an enrolled laptop in a folder of its own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

typedef struct {
  char *folder; /* of the register; its parent is the test's own */
  char *home;   /* where the machine's mark and key are */
  gint64 now;   /* of the laptop's clock, ms UTC */
  EvStoreOptions options;
  EvStore *store;
} Laptop;

/* A laptop without a register. */
Laptop *laptop_new (void);

/* Makes the register, enrolled as far as the engine can tell. */
void laptop_begin (Laptop *laptop);

/* Closes the register and removes all files. */
void laptop_free (Laptop *laptop);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Laptop, laptop_free)

/* Registers a person. */
void laptop_add_person (Laptop *laptop, const char *name);

/* Changes that no receipt or refusal has settled. */
guint laptop_unsent (Laptop *laptop);
