#!/usr/bin/python3
"""A viewer reads what a coordinator published, and has nothing else; the coordinator sees what
became of what she published.

SPDX-License-Identifier: GPL-3.0-or-later

    viewer.py --build BUILD --out DIR [--language L]

To be run under tests/support/xrun.sh and dbus-run-session. Leaves screenshots in DIR, and ends with
1 where something is not as it should be.
"""

import argparse
import os
import pathlib
import re
import sys
import tempfile

parser = argparse.ArgumentParser()
parser.add_argument('--build', required=True)
parser.add_argument('--out', default='.')
parser.add_argument('--language', default='en')
OPTIONS = parser.parse_args()
sys.argv[1:] = [OPTIONS.build]
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import world as w  # noqa: E402
from stage import Stage  # noqa: E402

UNTIL = '2024-12-31'


def stage_of(world, name, invitation, sample=False):
    stage = Stage(OPTIONS.build, world.folder / name)
    if sample:
        stage.cli('sample', 'fierc')
        stage.cli('add', 'operator', 'name=Vesna Ilić', 'active=1')
    stage.cli('enrol', invitation['link'])
    stage.cli('sync')
    return stage


def shot(stage, name):
    stage.app.shot(pathlib.Path(OPTIONS.out) / f'viewer-{OPTIONS.language}-{name}.png')


def read_as_viewer(world, server):
    with stage_of(world, 'viewer', server.invite('viewer')) as stage:
        app = stage.start(OPTIONS.language)
        read = re.compile('^' + re.escape(stage._('Read the report: %s').split('%s')[0]))
        app.find('button', read, 60)
        shot(stage, '1-list')
        for name in ('Events', 'People', 'Reports'):
            assert not app.every('toggle', stage._(name, 'navigation')), name
        for place in ('events', 'people', 'reports', 'review', 'operator', 'event/'):
            stage.show(place)
        app.click(read)
        app.find('button', stage._('Save as'))
        app.says('198')
        shot(stage, '2-report')
        assert 'CRITICAL' not in stage.said(), stage.said()


def see_as_coordinator(world, server):
    """A second report is refused, because another coordinator published meanwhile."""
    with stage_of(world, 'other', server.invite('coordinator')) as stage:
        stage.cli('add', 'operator', 'name=Besa Krasniqi', 'active=1')
        stage.cli('publish', '--municipality', 'viti')
        other = w.Laptop(world.folder / 'third', server.invite('coordinator')['link'])
        other.run('sync')
        other.run('publish', '--from', '2024-01-01')
        other.run('sync')
        stage.cli('add', 'result', 'type=video_produced', 'title=Late', 'date=2024-03-01',
                  'municipality=viti', 'quantity=1')
        app = stage.start(OPTIONS.language)
        stage.sit('Besa Krasniqi')
        stage.show('published')
        app.find('button', stage._('Make it again'), 60)
        shot(stage, '3-refused')
        app.click(stage._('Make it again'))
        app.click(stage._('Make the report'))
        app.click(stage._('Publish'), seconds=60)
        app.says(stage._('Published: these figures go to all who read reports at the next sync.'))
        stage.show('published')
        told = re.escape(stage._('Published %s').split('%s')[0])
        app.wait(lambda: len(app.every('label', re.compile(told + r'\d.*$'))) >= 3,
                 'three published reports', 60)
        shot(stage, '4-published')
        assert 'CRITICAL' not in stage.said(), stage.said()


def main():
    pathlib.Path(OPTIONS.out).mkdir(parents=True, exist_ok=True)
    os.environ['LC_ALL'] = 'C.UTF-8'
    with w.World() as world:
        server = world.server()
        with stage_of(world, 'office', server.invite('coordinator'), sample=True) as office:
            office.cli('publish', '--to', UNTIL)
            office.cli('sync')
        read_as_viewer(world, server)
        see_as_coordinator(world, server)


main()
