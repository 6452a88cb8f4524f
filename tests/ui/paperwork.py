#!/usr/bin/python3
"""Paper and the hand-over: signatures typed back by their rows, the sheet as a PDF, submitting, an
event that came back, the next of a series, and help.

SPDX-License-Identifier: GPL-3.0-or-later

    paperwork.py --build BUILD --out DIR [--language L] [--short]

To be run under tests/support/xrun.sh and dbus-run-session. --short only opens the pages.
"""

import argparse
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from harness import Lost  # noqa: E402
from stage import Stage  # noqa: E402

PEOPLE = [('Jovana', 'Stanković'), ('Arbnor', 'Gashi'), ('Senad', 'Beriša')]
NOTE = 'Nedostaju dva potpisa.'


class Desk:
    def __init__(self, options, folder):
        self.options, self.stage = options, Stage(options.build, folder)
        self._ = self.stage._

    def shot(self, name):
        self.app.shot(pathlib.Path(self.options.out) /
                      f'paperwork-{self.options.language}-{name}.png')

    def prepare(self):
        cli, today = self.stage.cli, datetime.date.today()
        self.documents = self.stage.folder / 'documents'
        self.documents.mkdir()
        cli('init', '--project', 'P', '--name', 'Forum')
        cli('add', 'operator', 'name=Vesna', 'active=1')
        self.event = cli('add', 'event', 'title=Forum 1', 'type=training')['id']
        self.session = cli('add', 'session', f'event={self.event}', f'date={today}')['id']
        for given, family in PEOPLE:
            person = cli('add', 'person', f'given_name={given}', f'family_name={family}')['id']
            cli('attend', self.session, person, '--status', 'registered')
        self.returned = cli('add', 'event', 'title=Forum 0', 'type=training', 'state=returned',
                            f'review_note={NOTE}')['id']

    def begin(self):
        folders = self.stage.folder / 'config/user-dirs.dirs'
        folders.parent.mkdir(parents=True, exist_ok=True)
        folders.write_text(f'XDG_DOCUMENTS_DIR="{self.documents}"\n')
        self.app = self.stage.start(self.options.language)
        self.stage.sit('Vesna')
        self.app.find('button', re.compile('Forum 1'))

    def type_signatures(self):
        app, _ = self.app, self._
        self.stage.show(f'paper/{self.event}')
        app.type(_('Numbers of the signed rows'), '1 3 9')
        app.says(_('No name is registered in row %s. Register the person at check-in.') % '9')
        app.type(_('Numbers of the signed rows'), '1 3')
        self.shot('paper')
        app.click(self.stage.words.ngettext('Mark %u person as present',
                                            'Mark %u people as present', 2).replace('%u', '2'))
        app.says(_('The signatures are in the register.'))

    def look_at_sheet(self):
        self.stage.show(f'print/{self.event}')
        self.app.says(self._('Page %1$u of %2$u').replace('%1$u', '1').replace('%2$u', '1'))
        self.app.find('button', self._('Save as PDF…'))
        self.shot('print')

    def print_sheet(self):
        """Through the desktop's dialog, to the printer that writes a file."""
        app = self.app
        app.focus()
        app.key('ctrl+p')
        app.find('window', 'Print')
        app.says('Print to File')
        app.key('Tab', 'Down')
        app.click(re.compile('^_?Print( |$)'))
        app.wait(lambda: any(self.documents.glob('*.pdf')), 'the printed file', 30)
        file = next(self.documents.glob('*.pdf'))
        app.wait(lambda: file.read_bytes().rstrip().endswith(b'%%EOF'), 'the end of the file', 30)
        pages = subprocess.run(['pdfinfo', file], capture_output=True, text=True, check=True).stdout
        if not re.search(r'^Pages: +1$', pages, re.M) or not re.search('595.* x 841|841.* x 595', pages):
            raise Lost(f'printed: {pages}')

    def submit(self):
        app, _ = self.app, self._
        self.stage.show(f'submit/{self.event}')
        app.says(self.stage.words.ngettext('%u person attended.', '%u people attended.', 2)
                 .replace('%u', '2'))
        app.says(', '.join(f'{given} {family}' for given, family in (PEOPLE[0], PEOPLE[2])))
        self.shot('submit')
        app.click(_('Submit'))
        app.says(_('Submitted. The coordinator sees it as soon as it is on the server.'))

    def see_note(self):
        self.stage.show(f'checkin/{self.returned}')
        self.app.says(NOTE)
        self.shot('returned')

    def copy(self):
        app, _ = self.app, self._
        self.stage.show(f'copy/{self.event}')
        app.type(_('Event name'), 'Forum 2')
        self.shot('copy')
        app.click(_('Save'))
        app.find('entry', _('Name of who arrives'))
        app.says(PEOPLE[1][0])

    def ask_for_help(self):
        self.app.focus()
        self.app.key('F1')
        self.app.find('list', self._('Pages of help'))
        self.shot('help')

    def check(self):
        if self.app.quit() not in (0, -15):
            raise Lost('the program did not end well')
        marks = self.stage.cli('list', 'attendance', '--event', self.event)
        methods = sorted((mark['status'], mark.get('method') or '') for mark in marks)
        event = self.stage.cli('show', 'event', self.event)
        if methods != [('present', 'sheet'), ('present', 'sheet'), ('registered', 'tick')]:
            raise Lost(f'kept: {marks}')
        if event['state'] != 'submitted':
            raise Lost(f'kept: {event}')
        following = [each for each in self.stage.cli('list', 'event') if each['title'] == 'Forum 2']
        if len(following) != 1 or following[0]['series'] != self.event:
            raise Lost(f'no next event: {following}')
        copied = self.stage.cli('list', 'attendance', '--event', following[0]['id'])
        if len(copied) != len(PEOPLE) or {mark['status'] for mark in copied} != {'registered'}:
            raise Lost(f'copied: {copied}')

    def go(self):
        self.prepare()
        with self.stage:
            self.begin()
            if self.options.short:
                self.look_at_sheet()
                self.see_note()
                self.ask_for_help()
                return
            for step in (self.type_signatures, self.look_at_sheet, self.print_sheet, self.submit, self.see_note,
                         self.copy, self.ask_for_help, self.check):
                step()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--build', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--language', choices=['sq', 'sr', 'sr@latin', 'en'], default='en')
    parser.add_argument('--short', action='store_true')
    options = parser.parse_args()
    pathlib.Path(options.out).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix='evidenca-paperwork-') as folder:
        desk = Desk(options, folder)
        try:
            desk.go()
        except Lost as failure:
            desk.shot('failed')
            print(f'paperwork: {failure}\n{desk.stage.said()}', file=sys.stderr)
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
