/* Long lists under the wheel: what each frame costs while a hundred thousand people go by. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <stdio.h>
#include <time.h>

#include "app/people/people-page.h"
#include "app/register/setup.h"

#define STEPS 300 /* a fifth of a page each */
#define JUMPS 60  /* to anywhere, as by the scroll bar */
#define FRAME 16.7

typedef struct {
  gint64 began; /* in ns of this thread's time, so that other programs do not count */
  GArray *frames;
  gboolean painted;
} Watch;

static gint64
thread_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static void
before_cb (Watch *watch)
{
  watch->began = thread_time ();
}

static void
after_cb (Watch *watch)
{
  double frame = (double)(thread_time () - watch->began) / 1e6;

  g_array_append_val (watch->frames, frame);
  watch->painted = TRUE;
}

static void
wait_for_frame (Watch *watch)
{
  watch->painted = FALSE;
  while (!watch->painted)
    g_main_context_iteration (NULL, TRUE);
}

static void
scroll (GtkAdjustment *adjustment, Watch *watch)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  double page = gtk_adjustment_get_page_size (adjustment);
  double most = gtk_adjustment_get_upper (adjustment) - page;

  g_array_set_size (watch->frames, 0);
  for (guint i = 0; i < STEPS; i++) {
    gtk_adjustment_set_value (adjustment, i * page / 5);
    wait_for_frame (watch);
  }
  for (guint i = 0; i < JUMPS; i++) {
    gtk_adjustment_set_value (adjustment, g_rand_double (random) * most);
    wait_for_frame (watch);
  }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *left = a, *right = b;

  return *left < *right ? -1 : *left > *right;
}

static void
tell (GArray *frames, guint people)
{
  double total = 0, worst = 0, late;
  guint when = 0;

  for (guint i = 0; i < frames->len; i++) {
    double frame = g_array_index (frames, double, i);
    total += frame;
    when = frame > worst ? i : when;
    worst = MAX (frame, worst);
  }
  g_array_sort (frames, compare);
  late = g_array_index (frames, double, frames->len * 99 / 100);
  printf ("%u people: %u frames of %.1f ms on average, p99 %.1f ms (aim %.1f), the worst %.1f ms"
          " (aim %.1f), frame %u\n",
          people, frames->len, total / frames->len, late, FRAME, worst, 2 * FRAME, when + 1);
}

static void
add_person (EvStore *store, guint number)
{
  g_autofree char *given = g_strdup_printf ("Person%c%u", 'a' + (int)(number % 26), number % 500);
  g_autofree char *family = g_strdup_printf ("Family%u", number / 7);
  g_autoptr (EvChange) change = ev_change_new (EV_KIND_PERSON, NULL);
  g_autofree char *id = NULL;

  ev_change_set_text (change, "given_name", given);
  ev_change_set_text (change, "family_name", family);
  ev_change_set_text (change, "municipality", "gracanica");
  ev_change_set_integer (change, "birth_year", 1950 + number % 55);
  id = ev_store_write (store, change, NULL, NULL);
  g_assert (id);
}

static EvRegister *
make_register (const char *folder, EvLists *lists, guint people)
{
  g_autofree char *mark_folder = ev_setup_mark_folder ();
  EvStoreOptions options = ev_setup_options (lists, mark_folder);
  EvStore *store = ev_store_create (folder, &options, "B", "Bench", NULL);

  ev_store_begin (store, NULL);
  for (guint i = 0; i < people; i++)
    add_person (store, i);
  ev_store_commit (store, NULL);
  ev_store_close (store);
  return ev_register_open (folder, lists, NULL);
}

static void
measure (EvRegister *reg, guint people)
{
  GtkWidget *window = g_object_new (ADW_TYPE_APPLICATION_WINDOW, NULL);
  GtkWidget *page = ev_people_page_new (reg);
  Watch watch = { .frames = g_array_new (FALSE, FALSE, sizeof (double)) };
  GtkAdjustment *adjustment;
  GdkFrameClock *clock;

  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 720);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (before_cb), &watch);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_cb), &watch);
  wait_for_frame (&watch);
  adjustment = gtk_scrollable_get_vadjustment (
      GTK_SCROLLABLE (gtk_widget_get_template_child (page, EV_TYPE_PEOPLE_PAGE, "list")));
  while (gtk_adjustment_get_upper (adjustment) < people) /* a pixel each, at the very least */
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 3; i++) {
    gtk_widget_queue_draw (page);
    wait_for_frame (&watch);
  }
  scroll (adjustment, &watch);
  g_signal_handlers_disconnect_by_data (clock, &watch);
  tell (watch.frames, people);
  g_array_unref (watch.frames);
}

int
main (int argc, char **argv)
{
  guint people = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 100000;
  g_autofree char *folder = g_dir_make_tmp ("evidenca-scroll-XXXXXX", NULL);
  g_autofree char *at = g_build_filename (folder, "register", NULL);
  const char *const removal[] = { "rm", "-rf", folder, NULL };
  g_autoptr (EvLists) lists = NULL;
  g_autoptr (EvRegister) reg = NULL;

  ev_language_init ();
  gtk_disable_setlocale ();
  gtk_init ();
  adw_init ();
  lists = ev_lists_load (NULL, NULL);
  reg = make_register (at, lists, people);
  measure (reg, people);
  g_spawn_sync (NULL, (char **)removal, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
  return 0;
}
