/* The program as a whole: its register, its language, its window. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Runs the program until its last window is closed; returns the exit code. */
int ev_application_main (int argc, char **argv);
