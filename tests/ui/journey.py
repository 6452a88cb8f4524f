#!/usr/bin/python3
"""A facilitator's day through the real window, against a real server: the main job, end to end.

SPDX-License-Identifier: GPL-3.0-or-later

    journey.py --build BUILD --out DIR [--language sq|sr|sr@latin|en] [--short]

To be run under tests/support/xrun.sh and dbus-run-session. Prints a line for each thing done, leaves
screenshots in DIR, and ends with 1 where something is not as it should be.
"""

import argparse
import csv
import datetime
import gettext
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from harness import App, Atspi, Lost  # noqa: E402
from server import PATIENCE, TEAM, Server, run  # noqa: E402

AUTONYMS = {'sq': 'Shqip', 'sr': 'Српски (ћирилица)', 'sr@latin': 'Srpski (latinica)',
            'en': 'English'}
COLUMNS = {'sq': 'name_sq', 'sr': 'name_sr_cyrl', 'sr@latin': 'name_sr_latn', 'en': 'name_en'}

# Invented people: given name, surname, gender, year of birth, community.
PEOPLE = [
    ('Jovana', 'Stanković', 'female', 1991, 'serb'),
    ('Arbnor', 'Gashi', 'male', 1984, 'albanian'),
    ('Đorđe', 'Ristić', 'male', 1975, 'serb'),
    ('Mirlinda', 'Krasniqi', 'female', 1999, 'albanian'),
    ('Senad', 'Beriša', 'male', 1988, 'ashkali'),
    ('Živka', 'Marinković', 'female', 1962, 'not_stated'),
]


class Journey:
    def __init__(self, options, folder):
        self.build = pathlib.Path(options.build).resolve()
        self.out = pathlib.Path(options.out)
        self.language = options.language
        self.folder = folder
        self.people = PEOPLE[:2] if options.short else PEOPLE
        self.short = options.short
        self.started = time.monotonic()
        code = 'en_GB' if self.language == 'en' else self.language
        self.words = gettext.translation('evidenca', self.build / 'po', languages=[code])
        self.app = None
        self.shots = 0

    # What the screen says

    def say(self, text):
        print(f'{time.monotonic() - self.started:5.1f} s  {text}', flush=True)

    def _(self, text):
        return self.words.gettext(text)

    def name(self, listed, code):
        """The name of a code in the language of the journey."""
        path = self.build / 'data/lists' / f'{listed}.csv'
        with open(path, encoding='utf-8', newline='') as file:
            return next(row[COLUMNS[self.language]] for row in csv.DictReader(file)
                        if row['code'] == code)

    def shot(self, name):
        self.shots += 1
        # A frame for what has just changed, and the end of the transition to it.
        self.app.wait(self.is_settled, 'still picture', 5)
        self.app.shot(self.out / f'{self.language}-{self.shots:02}-{name}.png')

    def is_settled(self):
        if not hasattr(self, 'seen_at') or time.monotonic() - self.seen_at > 2:
            self.seen_at = time.monotonic()
        return time.monotonic() - self.seen_at > 0.1

    # The steps

    def begin(self):
        home = self.folder / 'home'
        self.app = App([str(self.build / 'src/app/evidenca'), '--data', str(home / 'register')],
                       log=str(self.out / f'{self.language}.log'), patience=30,
                       XDG_CONFIG_HOME=str(home / 'config'), XDG_DATA_HOME=str(home / 'data'),
                       GSETTINGS_BACKEND='memory')
        self.app.find('button', AUTONYMS[self.language])
        self.shot('language')
        self.app.click(AUTONYMS[self.language])
        self.app.says(self._('How would you like to begin?'))
        self.say(f'chose the language {AUTONYMS[self.language]}')
        self.shot('welcome')
        self.app.click(self._('Work alone'))
        self.app.type(self._('Name of the project'), 'Forum 2026')
        self.app.click(self._('Begin'))
        self.app.type(self._('Your name'), 'Vesna Ilić')
        self.app.click(self._('Continue'))
        self.app.find('button', self._('Make the first event'))
        self.say('made a register to work alone with, without a network')

    def make_event(self):
        self.app.click(self._('Make the first event'))
        self.app.type(self._('Event name'), 'Buxheti komunal / Opštinski budžet')
        self.app.type(self._('Event type'), self.name('event_types', 'training'))
        self.app.type(self._('Municipality'), 'gracanica')
        self.app.type(self._('How many people are expected'), '30')
        self.app.click(self._('Add session'))
        today = datetime.date.today()
        for number, day in enumerate((today, today + datetime.timedelta(days=1)), 1):
            self.app.type(self._('Date of session %s') % number, day.strftime('%d.%m.%Y'))
            self.app.type(self._('Start of session %s') % number, '9.30')
            self.app.type(self._('End of session %s') % number, '15h')
        self.shot('event')
        self.app.click(self._('Save'))
        self.app.find('entry', self._('Name of who arrives'))
        self.say('made a training in Gračanica with two sessions')

    def register(self, given, family, gender, year, community):
        app = self.app
        app.type(self._('Name of who arrives'), f'{given} {family}')
        app.click(self._('New participant “%s”') % f'{given} {family}')
        app.wait(lambda: app.text(self._('Surname')) == family, 'the name in the form')
        app.click(self.name('genders', gender), 'toggle')
        app.type(self._('Year of birth'), str(year))
        app.type(self._('Municipality'), 'gracanica')
        app.click(self.name('consent_forms', 'paper'), 'toggle')
        name = self.name('communities', community)
        self.press_last(name)
        app.click(self._('Save and check in'))
        app.find('check', self.tick(given, family, 1))

    def press_last(self, name):
        """The answer about the community stands below that about the gender."""
        def look():
            found = [node for node in self.app.every('toggle', name)
                     if node.get_state_set().contains(Atspi.StateType.SENSITIVE)]
            return found[-1] if found else None
        self.app.act(self.app.wait(look, f'answer "{name}"'))

    def tick(self, given, family, session):
        return self._('Present, %1$s, session %2$d').replace(
            '%1$s', f'{given} {family}').replace('%2$d', str(session))

    def register_all(self):
        for person in self.people:
            self.register(*person)
            if person is self.people[1]:
                self.shot('arriving')
        self.app.says(self._('Present: %1$d of %2$d').replace('%1$d', str(len(self.people)))
                      .replace('%2$d', '30'))
        self.say(f'registered {len(self.people)} people as they arrived')
        self.shot('check-in')

    def tick_second_session(self):
        given, family = self.people[0][:2]
        tick = self.app.find('check', self.tick(given, family, 2))
        self.app.act(tick)
        self.app.wait(lambda: self.app.is_checked(
            self.app.find('check', self.tick(given, family, 2))), 'the tick')
        self.say('ticked the second session for one of them')
        self.app.focus()
        self.app.key('ctrl+z')
        self.app.wait(lambda: not self.app.is_checked(
            self.app.find('check', self.tick(given, family, 2))), 'the tick taken back')
        self.say('took the tick back with Ctrl+Z')
        self.app.act(self.app.find('check', self.tick(given, family, 2)))
        self.app.wait(lambda: self.app.is_checked(
            self.app.find('check', self.tick(given, family, 2))), 'the tick again')

    def see_balance(self):
        women = sum(person[2] == 'female' for person in self.people)
        words = self.words.ngettext('%d woman', '%d women', women) % women
        self.app.says(words)
        self.say(f'saw the balance: {words}')

    def enrol(self, link):
        self.app.click(self._('Only on this laptop'))
        self.app.type(self._('Invitation link'), link)
        self.app.type(self._('Name of this laptop'), 'Door')
        self.app.click(self._('Connect'))
        self.app.find('button', self._('Everything is on the server'), PATIENCE)
        self.say('enrolled with an invitation; everything went to the server by itself')
        self.shot('sync')

    def see_from_office(self, link):
        """A second laptop, enrolled as coordinator, holds the same."""
        cli = [self.build / 'src/cli/evidenca-cli', '--data', self.folder / 'office', '--json']
        run(*cli, 'enrol', link)
        answer = json.loads(run(*cli, 'sync'))
        people = json.loads(run(*cli, 'list', 'person'))
        events = json.loads(run(*cli, 'list', 'event'))
        marks = json.loads(run(*cli, 'list', 'attendance'))
        names = {(person['given_name'], person['family_name']) for person in people}
        if names != {person[:2] for person in self.people} or len(events) != 1:
            raise Lost(f'the office sees {names}, {len(events)} events')
        if len(marks) != len(self.people) + 1 or not answer['verified']:
            raise Lost(f'the office sees {len(marks)} attendances; {answer}')
        self.say(f'a coordinator in the office sees the event, {len(people)} people and '
                 f'{len(marks)} attendances, compared value by value')

    def news_from_office(self):
        """What the office writes appears by itself."""
        cli = [self.build / 'src/cli/evidenca-cli', '--data', self.folder / 'office', '--json']
        person = json.loads(run(*cli, 'list', 'person'))[0]
        run(*cli, 'set', 'person', person['id'], 'institution=Opština Gračanica')
        run(*cli, 'sync')
        self.app.click(self._('Back'))
        self.app.says('Opština Gračanica', PATIENCE)
        self.say('a correction from the office appeared by itself')
        self.shot('corrected')

    def look_around(self):
        self.app.focus()
        self.app.key('ctrl+comma')
        self.app.says(self._('Size of the text'))
        self.shot('preferences')
        self.app.key('alt+Home')
        self.app.find('button', re.compile('Buxheti komunal'))
        self.shot('events')

    def go(self):
        server = Server(self.build, self.folder)
        try:
            self.say(f'started a server at {server.address}')
            self.begin()
            self.make_event()
            self.register_all()
            self.tick_second_session()
            self.see_balance()
            self.enrol(server.invite('facilitator', TEAM))
            self.see_from_office(server.invite('coordinator'))
            if not self.short:
                self.news_from_office()
                self.look_around()
            if self.app.quit() not in (0, -15):
                raise Lost('the program did not end well')
        finally:
            if self.app and self.app.is_running():
                self.shot('failed')
                self.app.kill()
            server.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--build', required=True, help='the build folder')
    parser.add_argument('--out', required=True, help='where the screenshots go')
    parser.add_argument('--language', choices=AUTONYMS, default='en')
    parser.add_argument('--short', action='store_true', help='two people, and no look around')
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix='evidenca-journey-'))
    journey = Journey(options, folder)
    try:
        journey.go()
    except AssertionError as failure:
        print(f'journey: {failure}', file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    journey.say(f'done; screenshots are in {options.out}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
