/* Civil dates in each language, written and read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A civil date is a text YYYY-MM-DD: a day on a calendar on a wall, without hours and zones. Texts
 * returned are in the present language and freed by the caller. A date that is none comes back as
 * it was given, so that a person sees what is stored. */

/* ev_date_split:
 * Takes a civil date apart; FALSE, leaving all three, if @iso is no day of the calendar from year
 * 1900 to 2199. NULL is none. */
gboolean ev_date_split (const char *iso, int *year, int *month, int *day);

/* ev_date_iso:
 * Puts one together, or returns NULL if there is no such day. */
char *ev_date_iso (int year, int month, int day);

/* ev_date_short:
 * For tables: "24.11.2026"; in English "24 Nov 2026", which nobody reads the wrong way round. */
char *ev_date_short (const char *iso);

/* ev_date_long:
 * For sentences: "24 November 2026", "24. новембар 2026." */
char *ev_date_long (const char *iso);

/* ev_date_full:
 * With the day of the week: "Tuesday, 24 November 2026". */
char *ev_date_full (const char *iso);

/* ev_date_range:
 * "24.11.2026 – 26.11.2026" by ev_date_short(); one date if both are equal. */
char *ev_date_range (const char *from, const char *to);

/* ev_date_month:
 * The name of a month, 1 to 12, by itself: "November". Borrowed. */
const char *ev_date_month (int month);

/* ev_date_month_year:
 * The heading of a calendar's page: "November 2026". */
char *ev_date_month_year (int year, int month);

/* ev_date_weekday:
 * The name of a day of the week, 1 Monday to 7 Sunday. Borrowed. */
const char *ev_date_weekday (int weekday);

/* ev_date_weekday_short:
 * The same in two or three letters, for the head of a calendar. Borrowed. */
const char *ev_date_weekday_short (int weekday);

/* ev_date_add:
 * The civil date @days after @iso (before, if negative), or NULL if @iso is none or it leaves the
 * years of ev_date_split(). */
char *ev_date_add (const char *iso, int days);

/* ev_date_weekday_of:
 * The day of the week of @iso, 1 Monday to 7 Sunday; 0 if it is no date. */
int ev_date_weekday_of (const char *iso);

/* ev_date_read:
 * Reads what a person types, in any of the languages whatever the present one: 24.11.2026,
 * 24/11/26, 24-11, 24 11, 2026-11-24, 24 nëntor 2026, November 24, "sot", "јуче", "tomorrow". The
 * day comes before the month. Without a year the one that brings the date nearest to @today (a
 * civil date) is meant; a year of two digits lies within fifty years of it. Returns a civil date,
 * or NULL. */
char *ev_date_read (const char *typed, const char *today);
