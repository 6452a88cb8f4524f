#!/usr/bin/python3
"""A second coordinator sees what the first one approved and others changed since, decides between
two values, finds people by what is known of them, and tells two people apart.

SPDX-License-Identifier: GPL-3.0-or-later

    together.py --build BUILD --out DIR [--language L]

To be run under tests/support/xrun.sh and dbus-run-session. Leaves screenshots in DIR, and ends with
1 where something is not as it should be.
"""

import argparse
import os
import pathlib
import re
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument('--build', required=True)
parser.add_argument('--out', default='.')
parser.add_argument('--language', default='en')
parser.add_argument('--scheme', default='light')
OPTIONS = parser.parse_args()
sys.argv[1:] = [OPTIONS.build]
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import world as w  # noqa: E402
from stage import Stage  # noqa: E402


def shot(stage, name):
    stage.app.shot(pathlib.Path(OPTIONS.out) /
                   f'together-{OPTIONS.language}-{OPTIONS.scheme}-{name}.png')


def fill(world, server):
    """The field writes, the office approves, the field changes; two write one telephone."""
    field = w.Laptop(world.folder / 'field', server.invite('facilitator', w.TEAM)['link'])
    office = w.Laptop(world.folder / 'office', server.invite('coordinator')['link'])
    ids = {'event': field.add('event', title='Water in Viti', type='training', venue='Hall',
                              municipality='viti', state='submitted')}
    session = field.add('session', event=ids['event'], date='2026-03-10')
    for name, given, family, fields in (
            ('arta', 'Arta', 'Hoxha', {'phone': '044 123 456', 'birth_year': 1990,
                                       'municipality': 'viti', 'gender': 'female',
                                       'consent': 'paper', 'community': 'turkish'}),
            ('twin', 'Arta', 'Hodža', {'phone': '044 123 456', 'birth_year': 1990}),
            ('goran', 'Goran', 'Ilić', {'municipality': 'gracanica', 'consent': 'spoken',
                                        'gender': 'male', 'community': 'serb'})):
        ids[name] = field.add('person', given_name=given, family_name=family, **fields)
        if name != 'twin':
            field.run('attend', session, ids[name])
    field.run('sync')
    office.run('sync')
    office.run('set', 'event', ids['event'], 'state=approved')
    office.run('set', 'person', ids['goran'], 'phone=044 999 000')
    office.run('sync')
    field.run('set', 'event', ids['event'], 'venue=Library')
    field.run('attend', session, ids['goran'], '--status', 'absent')
    field.run('set', 'person', ids['goran'], 'phone=049 111 222')
    field.run('sync')


def see_difference(stage):
    app = stage.app
    stage.show('review')
    app.find('label', stage._('Changed since approval'), 60)
    app.find('label', stage._('Two values for one field'), 60)
    shot(stage, '1-review')
    app.click(re.compile('^' + re.escape(stage._('Review %s') % 'Water in Viti')))
    app.says('Hall → Library')
    app.says(' → ')
    shot(stage, '2-difference')
    app.click(stage._('Back'))
    app.click(stage._('Keep the other'))
    app.gone('button', stage._('Keep the other'))


def still(app, node):
    app.wait(lambda: node.extents() == (time.sleep(0.3), node.extents())[1], 'stillness')


def tell_apart(stage):
    app = stage.app
    stage.show('duplicates')
    compare = re.compile('^' + re.escape(stage._('Compare %1$s and %2$s').split('%')[0]))
    app.click(compare, seconds=60)
    shot(stage, '3-compare')
    app.click(stage._('Not a duplicate'))
    app.gone('button', compare)
    shot(stage, '4-apart')
    app.key('ctrl+z')
    app.find('button', compare, 60)


def find_people(stage):
    app = stage.app
    stage.show('people')
    app.click(stage._('Filter'), role='toggle')
    for label, choice, left in (('Consent', 'Consent recorded', 2),
                                ('Events attended', 'Attended no event', 1)):
        drop = app.find('combo', stage._(label))
        still(app, drop)
        app.press(drop)
        app.find('label', stage._(choice))
        app.key('Down', 'Return')
        app.says(stage.words.ngettext('%s person', '%s people', left) % left)
        shot(stage, f'5-people-{left}')
    app.click(stage._('Clear filters'))
    app.says(stage.words.ngettext('%s person', '%s people', 3) % 3)


def main():
    pathlib.Path(OPTIONS.out).mkdir(parents=True, exist_ok=True)
    os.environ['LC_ALL'] = 'C.UTF-8'
    with w.World() as world:
        server = world.server()
        fill(world, server)
        with Stage(OPTIONS.build, world.folder / 'second') as stage:
            stage.cli('enrol', server.invite('coordinator')['link'])
            stage.cli('sync')
            stage.cli('add', 'operator', 'name=Besa Krasniqi', 'active=1')
            app = stage.start(OPTIONS.language, OPTIONS.scheme)
            stage.sit('Besa Krasniqi')
            app.find('toggle', stage._('Events', 'navigation'), 60)
            try:
                see_difference(stage)
                find_people(stage)
                tell_apart(stage)
            except BaseException:
                shot(stage, 'failed')
                raise
            assert 'CRITICAL' not in stage.said(), stage.said()
            app.quit()


main()
