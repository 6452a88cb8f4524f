#!/usr/bin/python3
"""A participant signs herself in on the laptop turned round, and the facilitator comes back.

SPDX-License-Identifier: GPL-3.0-or-later

    kiosk.py --build BUILD --out DIR [--language L] [--scheme light|dark] [--size WxH] [--text N]

To be run under tests/support/xrun.sh and dbus-run-session. --language is the participant's; the
facilitator's is English.
"""

import argparse
import datetime
import gettext
import pathlib
import re
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from harness import Lost  # noqa: E402
from stage import Stage  # noqa: E402

AUTONYMS = {'sq': 'Shqip', 'sr': 'Српски (ћирилица)', 'sr@latin': 'Srpski (latinica)',
            'en': 'English'}
CODE = '4711'
GIVEN, FAMILY = 'Shpresa', 'Đorđević'
KNOWN = 'Arbnor Gashi'  # registered before; nobody at the laptop may read her name


class Visit:
    def __init__(self, options, folder):
        self.options, self.stage = options, Stage(options.build, folder)
        code = 'en_GB' if options.language == 'en' else options.language
        self.words = gettext.translation('evidenca', self.stage.build / 'po', languages=[code])
        self.shots = 0

    def _(self, text, context=None):
        return self.words.pgettext(context, text) if context else self.words.gettext(text)

    def shot(self, name):
        self.shots += 1
        self.app.shot(pathlib.Path(self.options.out) /
                      f'kiosk-{self.options.language}-{self.shots}-{name}.png')

    def prepare(self):
        cli = self.stage.cli
        cli('init', '--project', 'P', '--name', 'Forum')
        cli('add', 'operator', 'name=Vesna', 'active=1')
        self.event = cli('add', 'event', 'title=Buxheti / Budžet', 'type=training',
                         'municipality=gracanica')['id']
        session = cli('add', 'session', f'event={self.event}',
                      f'date={datetime.date.today()}')['id']
        person = cli('add', 'person', f'given_name={KNOWN.split()[0]}',
                     f'family_name={KNOWN.split()[1]}')['id']
        cli('attend', session, person)

    def begin(self):
        options = self.options
        self.app = self.stage.start('en', options.scheme, options.text, options.size.split('x'))
        self.stage.sit('Vesna')
        self.app.find('button', re.compile('Buxheti'))
        self.stage.activate('self-sign-in', self.event)
        self.app.type('Choose a code for coming back', CODE)
        self.shot('setup')
        self.app.click('Begin')
        self.app.find('button', AUTONYMS[options.language])
        self.shot('start')

    def windows(self):
        """The windows on the screen; the tree goes on telling of a hidden one."""
        return self.app.xdotool('search', '--onlyvisible', '--pid', self.app.process.pid).split()

    def start_again(self):
        """Whoever starts the program once more does not see the register."""
        before = self.windows()
        self.stage.start_again()
        time.sleep(1)  # for a window that must not come
        if self.windows() != before:
            raise Lost('the register came back')

    def sign_in(self):
        app = self.app
        app.click(AUTONYMS[self.options.language])
        app.says(self._('Before we begin', 'self sign-in'))
        self.proceed()
        choose = self._('Choose one of the two answers.', 'self sign-in')
        app.says(choose)
        app.click(self._('I agree', 'consent'), 'toggle')
        app.gone('label', choose)  # a button answers some time after it was pressed
        self.shot('consent')
        self.proceed()
        app.type(self._('First name'), GIVEN)
        app.type(self._('Surname'), FAMILY)
        app.type(self._('Year of birth'), '1990')
        app.type(self._('Municipality'), 'gracanica')
        self.shot('person')
        self.proceed()
        app.says(self._('A little about you', 'self sign-in'))
        self.shot('about')
        self.proceed()
        app.says(self._('Please sign here', 'self sign-in'))
        self.draw()
        self.shot('signature')
        app.click(self._('Sign in', 'self sign-in'))
        app.says(self._('Thank you!', 'self sign-in'))
        self.shot('thanks')

    def proceed(self):
        self.app.click(self._('Continue', 'self sign-in'))

    def draw(self):
        """A stroke with the mouse in the middle of the screen, where the pad is."""
        width, height = map(int, self.options.size.split('x'))
        self.app.xdotool('mousemove', width // 2 - 120, height // 2, 'mousedown', 1)
        for step in range(24):
            self.app.xdotool('mousemove_relative', '--', 10, (-14, 9, 12, -8)[step % 4])
        self.app.xdotool('mouseup', 1)

    def leave(self):
        app = self.app
        app.click(self._('Next participant', 'self sign-in'))
        app.click('For the facilitator')
        app.type('Facilitator’s code', '0000')
        app.click('Leave')
        app.says('This is not the code.')
        app.type(re.compile('code'), CODE)
        self.shot('leave')
        app.click('Leave')
        app.find('button', re.compile('Buxheti'))

    def check(self):
        if KNOWN in self.seen:
            raise Lost('a name of somebody else was in sight')
        if self.app.quit() not in (0, -15):
            raise Lost('the program did not end well')
        people = self.stage.cli('list', 'person')
        person = next(each for each in people if each['given_name'] == GIVEN)
        marks = self.stage.cli('list', 'attendance')
        mark = next(each for each in marks if each['person'] == person['id'])
        wanted = {'family_name': FAMILY, 'birth_year': 1990, 'municipality': 'gracanica',
                  'consent': 'screen', 'language': self.options.language}
        found = {key: person.get(key) for key in wanted}
        if found != wanted or mark.get('method') != 'self' or not mark.get('signature'):
            raise Lost(f'kept: {person} {mark}')

    def go(self):
        self.prepare()
        with self.stage:
            self.begin()
            self.start_again()
            self.seen = self.app.tree()
            self.sign_in()
            self.seen += self.app.tree()
            self.leave()
            self.check()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--build', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--language', choices=AUTONYMS, default='sq')
    parser.add_argument('--scheme', default='light')
    parser.add_argument('--size', default='1024x600')
    parser.add_argument('--text', default=100, type=int)
    options = parser.parse_args()
    pathlib.Path(options.out).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix='evidenca-kiosk-') as folder:
        visit = Visit(options, folder)
        try:
            visit.go()
        except Lost as failure:
            print(f'kiosk: {failure}\n{visit.stage.said()}', file=sys.stderr)
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
