#!/usr/bin/python3
"""A coordinator's hour through the real window: merges two, decides on events, enters a result,
makes a report.

SPDX-License-Identifier: GPL-3.0-or-later

    coordinator.py --build BUILD --out DIR

To be run under tests/support/xrun.sh and dbus-run-session. Prints a line for each thing done, leaves
screenshots in DIR, and ends with 1 where something is not as it should be.
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
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from harness import App, Lost  # noqa: E402

PATIENCE = 60


class Hour:
    def __init__(self, options, folder):
        self.build = pathlib.Path(options.build).resolve()
        self.out = pathlib.Path(options.out)
        self.folder = folder
        self.started = time.monotonic()
        self.environment = {'XDG_CONFIG_HOME': str(folder / 'config'),
                            'XDG_DATA_HOME': str(folder / 'data'), 'GSETTINGS_BACKEND': 'memory'}
        self.shots = 0

    def say(self, text):
        print(f'{time.monotonic() - self.started:5.1f} s  {text}', flush=True)

    def shot(self, name):
        self.shots += 1
        self.app.shot(self.out / f'coordinator-{self.shots:02}-{name}.png')

    def cli(self, *words):
        """What evidenca-cli answers about the register, which nobody may have open."""
        done = subprocess.run(
            [str(self.build / 'src/cli/evidenca-cli'), '--data', str(self.folder / 'register'),
             '--json', *map(str, words)],
            capture_output=True, text=True, timeout=PATIENCE,
            env={**os.environ, **self.environment})
        if done.returncode != 0:
            raise Lost(f'{" ".join(map(str, words))}: {done.returncode} {done.stderr.strip()}')
        return json.loads(done.stdout)

    def add(self, kind, **fields):
        return self.cli('add', kind, *(f'{name}={value}' for name, value in fields.items()))['id']

    def fill(self):
        """A register with two events that were submitted and somebody who is in it twice."""
        self.cli('init', '--project', 'CFPI', '--name', 'Community forums')
        self.add('operator', name='Vesna Ilić', active=1)
        good = self.add('event', title='Budget of Lipjan', type='training',
                        municipality='lipjan', state='submitted')
        bad = self.add('event', title='Water in Viti', type='cfpi_meeting', municipality='viti',
                       state='submitted')
        sessions = [self.add('session', event=event, date=date)
                    for event, date in ((good, '2026-03-10'), (bad, '2026-03-12'))]
        self.one = self.add('person', given_name='Shpresa', family_name='Gashi', gender='female',
                            birth_year=1990, phone='044 123 456', consent='paper')
        self.two = self.add('person', given_name='Špresa', family_name='Gaši',
                            municipality='lipjan', phone='+383 44 123 456', birth_year=1990)
        self.add('result', type='startup_supported', title='Bakery in Viti', date='2026-03-01')
        other = self.add('person', given_name='Đorđe', family_name='Ristić', gender='male',
                         birth_year=1975, consent='paper')
        for session, person in ((sessions[0], self.one), (sessions[0], other),
                                (sessions[1], self.two)):
            self.cli('attend', session, person)
        self.say('made a register with two submitted events')

    def begin(self):
        self.app = App([str(self.build / 'src/app/evidenca'), '--data',
                        str(self.folder / 'register'), '--language', 'en'],
                       log=str(self.out / 'coordinator.log'), patience=30, **self.environment)
        self.app.click(re.compile('Vesna Ilić|Continue'))
        self.app.find('toggle', 'Review')

    def go_to(self, section, seen):
        self.app.click(section, role='toggle')
        self.app.says(seen)

    def merge(self):
        app = self.app
        self.go_to('People', '3 people')
        app.type('Search people', 'gas')
        app.says('2 people')
        app.click('Duplicates')
        app.click(re.compile('^Compare Shpresa Gashi and'))
        app.says('same telephone')
        app.says('Is merged into it')
        self.shot('compare')
        app.click('Merge')
        app.says('No possible duplicates')
        app.click('Back')
        app.says('1 person')
        app.click(re.compile('^Open Gashi'))
        app.says('Merged records')
        app.says('Budget of Lipjan')
        app.says('Water in Viti')
        self.shot('person')
        app.click('Back')
        self.say('found somebody who was registered twice, and merged the two')

    def approve(self):
        app = self.app
        self.go_to('Review', '2 events wait for you')
        self.shot('review')
        app.click(re.compile('^Review Budget'))
        app.says('Nothing looks wrong')
        app.click('Approve')
        app.says('1 event waits for you')
        self.say('approved an event in which nothing looks wrong')

    def give_back(self):
        app = self.app

        def notes():
            return {node.path for node in app.nodes() if node.get_name() == 'Note to the facilitator'}
        before = notes()  # of the event just approved, whose page may still be going
        app.click(re.compile('^Review Water'))
        app.wait(lambda: notes() - before, 'the page of the next event')
        app.says('What looks wrong')
        app.type('Note to the facilitator', 'Who else was there?')
        self.shot('decision')
        app.click('Return')
        app.says('0 events wait for you')
        app.says('Who else was there?')
        self.say('returned another one with a note')

    def enter_result(self):
        app = self.app
        self.go_to('Results', '1 result found')
        app.click('Add result')
        app.type('Type of result', 'Policy change')
        app.type('Title', 'New bus line to Janjevo')
        app.type('Institution addressed', 'Municipality of Lipjan')
        self.shot('result')
        app.click('Save')
        app.says('2 results found')
        app.says('New bus line to Janjevo')
        self.say('entered what an institution did')

    def link(self):
        """Puts somebody behind a start-up, and takes that back with the keyboard."""
        app = self.app
        app.click(re.compile('^Open Bakery'))
        app.type('Name of somebody to add', 'rist')
        app.click(re.compile('^Add .*Ristić'))
        app.gone('button', re.compile('^Add .*Ristić'))
        app.key('ctrl+z')
        app.says('adding a person to a result')
        self.shot('beneficiary')
        app.click('Back')
        self.say('put somebody behind a start-up, and undid it')

    def report(self):
        app = self.app
        app.click('Reports', role='toggle')
        app.click('Make the report')
        app.says('Pages as they print', PATIENCE)
        self.shot('report')
        file = self.folder / 'donor.pdf'
        app.click('Save as', role='toggle')
        app.click(re.compile('^PDF'), role='menu item')
        app.find('button', 'Cancel')
        app.key('ctrl+a')
        app.keys(str(file))
        app.key('Return')
        app.wait(file.exists, 'the report in its file', PATIENCE)
        if not file.read_bytes().startswith(b'%PDF'):
            raise Lost('what was saved is no PDF')
        self.say('made a report and saved it as a PDF')

    def look_inside(self):
        """What the window said stands in the register."""
        states = {event['title']: event['state'] for event in self.cli('list', 'event')}
        people = self.cli('list', 'person')
        results = self.cli('list', 'result')
        if states != {'Budget of Lipjan': 'approved', 'Water in Viti': 'returned'}:
            raise Lost(f'the events are {states}')
        if self.cli('show', 'person', self.two).get('merged_into') != self.one or len(people) != 2:
            raise Lost(f'the people are {people}')
        if sorted(result['type'] for result in results) != ['policy_change', 'startup_supported']:
            raise Lost(f'the results are {results}')
        if [one for one in self.cli('list', 'beneficiary') if not one.get('deleted')]:
            raise Lost('somebody still stands behind a result')
        self.say('the register says the same')

    def go(self):
        self.fill()
        self.begin()
        try:
            self.merge()
            self.approve()
            self.give_back()
            self.enter_result()
            self.link()
            self.report()
            if self.app.quit() not in (0, -15):
                raise Lost('the program did not end well')
        finally:
            if self.app.is_running():
                self.shot('failed')
                self.app.kill()
        self.look_inside()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--build', required=True, help='the build folder')
    parser.add_argument('--out', required=True, help='where the screenshots go')
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix='evidenca-coordinator-'))
    hour = Hour(options, folder)
    try:
        hour.go()
    except Lost as failure:
        print(f'coordinator: {failure}', file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    hour.say(f'done; screenshots are in {options.out}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
