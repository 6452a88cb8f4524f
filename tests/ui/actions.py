#!/usr/bin/python3
"""Replays docs/ACTIONS.md with real keys against the real window, and counts them.

SPDX-License-Identifier: GPL-3.0-or-later

    actions.py --build BUILD

To be run under tests/support/xrun.sh and dbus-run-session.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from harness import App, Lost  # noqa: E402

PEOPLE = 30


class Laptop:
    """A register with an event of two sessions, and what the disk says of it."""

    def __init__(self, build, folder):
        self.cli = [build / 'src/cli/evidenca-cli', '--data', folder / 'register', '--json']
        self.environment = {**os.environ, 'XDG_CONFIG_HOME': str(folder / 'config')}
        self.run('init', '--project', 'P', '--name', 'Forum')
        self.run('add', 'operator', 'name=Vesna', 'active=1')
        event = self.run('add', 'event', 'title=Training', 'type=training')['id']
        today = subprocess.run(['date', '+%F'], capture_output=True, text=True,
                               check=True).stdout.strip()
        self.sessions = [self.run('add', 'session', f'event={event}', f'date={today}',
                                  f'start={hour}:00')['id'] for hour in ('09', '14')]
        roster = folder / 'roster.csv'
        roster.write_text('given_name,family_name,consent\n' + ''.join(
            f'Ana{chr(97 + number % 26)}{chr(97 + number // 26)},Ilić,paper\n'
            for number in range(PEOPLE)), encoding='utf-8')
        self.run('import', roster)
        people = self.run('list', 'person')
        for person in people[1:]:
            self.run('attend', self.sessions[0], person['id'])
        self.first, self.other = people[:2]

    def run(self, *words):
        done = subprocess.run([str(word) for word in (*self.cli, *words)], capture_output=True,
                              text=True, env=self.environment)
        if done.returncode:
            raise Lost(f'{words}: {done.stderr}')
        return json.loads(done.stdout)

    def check(self):
        """What was typed is what is there."""
        new = next(one for one in self.run('list', 'person') if one['family_name'] == 'Popovic')
        wanted = {'given_name': 'Petar', 'gender': 'male', 'birth_year': 1987,
                  'municipality': 'gracanica', 'institution': 'School', 'phone': '044123456',
                  'consent': 'paper', 'community': 'serb'}
        got = {field: new.get(field) for field in wanted}
        marks = [mark['status'] for mark in self.run('list', 'attendance')]
        if got != wanted or marks.count('present') != 2 * (PEOPLE + 1):
            raise Lost(f'the register has {got} and {marks}')


class Replay:
    def __init__(self, app, laptop):
        self.app, self.laptop, self.count = app, laptop, 0

    def keys(self, *keys):
        self.count += len(keys)
        self.app.key(*keys)

    def expect(self, what, actions, present):
        """The screen says so only once it is on the disk."""
        self.app.says(f'Present: {present} of')
        if self.count > actions:
            raise Lost(f'{what}: {self.count} actions, not {actions}')
        print(f'{what}: {self.count} actions', flush=True)
        self.count = 0

    def returning(self):
        self.app.keys('anaaa')
        self.app.find('button', re.compile('Check in Anaaa'))
        self.keys('Return')
        self.expect('returning participant', 1, PEOPLE)

    def newcomer(self):
        self.app.keys('Petar Popovic')
        self.app.find('button', re.compile('New participant “Petar Popovic”'))
        self.keys('Return')
        self.app.find('entry', 'Year of birth')
        self.keys('m')
        self.app.keys('1987')
        self.keys('Return')
        self.app.keys('gracan')
        self.keys('Return')
        self.app.keys('School')
        self.keys('Return')
        self.app.keys('044123456')
        self.keys('Return', 'o', 's', 'ctrl+Return')
        self.expect('new participant', 9, PEOPLE + 1)

    def second_session(self):
        self.keys('alt+2', 'ctrl+d')
        self.expect('second session', 2, PEOPLE + 1)

    def correction(self):
        tick = self.app.find('check', 'Present, Anaaa Ilić, session 2')
        self.count += 1
        self.app.press(tick)
        self.expect('correcting a tick', 1, PEOPLE)
        self.keys('ctrl+z')
        self.expect('taking it back', 1, PEOPLE + 1)

    def a_range(self):
        """With Shift everybody from the last click to this one gets what this one gets."""
        ticks = self.app.every('check', re.compile('^Present, .*, session 2$'))
        self.count += 2
        self.app.press(ticks[1])
        self.app.says(f'Present: {PEOPLE} of')
        self.app.xdotool('keydown', 'shift')
        self.app.press(ticks[3])
        self.app.xdotool('keyup', 'shift')
        self.expect('a range', 2, PEOPLE - 2)
        self.app.key('ctrl+z')
        self.app.says(f'Present: {PEOPLE} of')
        self.app.key('ctrl+z')
        self.app.says(f'Present: {PEOPLE + 1} of')

    def back_from_newcomer(self):
        """The keyboard is in the entry again; the tree goes on telling of the closed pane."""
        self.app.keys('Zana Zeqiri')
        self.app.find('button', re.compile('New participant “Zana Zeqiri”'))
        self.app.key('Return')
        self.app.find('entry', 'Year of birth')
        self.keys('Escape')
        self.app.keys('ana')
        self.app.wait(lambda: self.app.text('Name of who arrives') == 'ana', 'what was typed')
        self.expect('back to the list', 1, PEOPLE + 1)
        self.app.key('Escape')

    def another_session(self):
        self.keys('alt+1')
        self.app.find('check', 'Present, Anaaa Ilić, session 1')
        self.expect('another session', 1, PEOPLE + 1)
        self.app.key('alt+2')

    def done(self, what, actions):
        if self.count != actions:
            raise Lost(f'{what}: {self.count} actions, not {actions}')
        print(f'{what}: {self.count} actions', flush=True)
        self.count = 0

    def another_section(self):
        self.keys('ctrl+2')
        self.app.says(f'{PEOPLE + 1} people')
        self.done('another section', 1)
        self.app.key('ctrl+1')
        self.app.find('button', re.compile('Open Training'))

    def hears(self, words):
        """What a screen reader is told."""
        self.app.wait(lambda: any(words in node.get_name() for node in self.app.nodes()), words)

    def scan(self, badge):
        """As a scanner types: 30 ms apart, and Enter."""
        self.app.xdotool('type', '--delay', 30, badge)
        self.app.key('Return')

    def badge(self):
        self.scan(self.laptop.first['id'])
        self.hears('Anaaa Ilić: already checked in')
        self.expect('badge', 0, PEOPLE + 1)

    def badge_elsewhere(self):
        """The keyboard is in the list, where letters and Space mark people, or on a button."""
        self.app.key('Down')
        self.scan(self.laptop.other['id'])
        self.hears(f'{self.laptop.other["given_name"]} Ilić: already checked in')
        self.expect('badge while in the list', 0, PEOPLE + 1)

    def status(self):
        """One letter alone is a status; what is typed on goes to the entry."""
        self.app.key('Down')
        self.keys('a')
        self.expect('a status beyond present', 1, PEOPLE)
        self.keys('ctrl+z')
        self.expect('taking it back', 1, PEOPLE + 1)
        self.app.xdotool('type', '--delay', 30, 'aer')
        self.app.wait(lambda: self.app.text('Name of who arrives') == 'aer', 'what was typed')
        self.expect('typing on', 0, PEOPLE + 1)
        self.app.key('Escape')


def go(build, folder):
    laptop = Laptop(build, folder)
    with App([str(build / 'src/app/evidenca'), '--data', str(folder / 'register'),
              '--language', 'en'], XDG_CONFIG_HOME=str(folder / 'config'),
             XDG_DATA_HOME=str(folder / 'data'), GSETTINGS_BACKEND='memory') as app:
        app.click(re.compile('I am Vesna'))
        app.click(re.compile('Open Training'))
        app.find('entry', 'Name of who arrives')
        app.focus()
        replay = Replay(app, laptop)
        replay.returning()
        replay.newcomer()
        replay.second_session()
        replay.correction()
        replay.badge()
        replay.badge_elsewhere()
        replay.status()
        replay.a_range()
        replay.back_from_newcomer()
        replay.another_session()
        replay.another_section()
        if app.quit() != 0:
            raise Lost('the program did not end well')
    laptop.check()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--build', required=True, type=pathlib.Path)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix='evidenca-actions-'))
    try:
        go(options.build.resolve(), folder)
    except Lost as failure:
        print(f'actions: {failure}', file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == '__main__':
    sys.exit(main())
