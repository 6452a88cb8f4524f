#!/usr/bin/python3
"""The window comes back as it was left: its size, and the page.

SPDX-License-Identifier: GPL-3.0-or-later

    restart.py --build BUILD

To be run under tests/support/xrun.sh and dbus-run-session.
"""

import argparse
import re
import sys
import tempfile
import pathlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from harness import Lost  # noqa: E402
from stage import Stage  # noqa: E402

SIZE = (913, 641)


def size_of(app):
    """Of what is drawn in the window, without its shadow."""
    return tuple(app.find('window').extents()[2:])


def restart(stage):
    stage.cli('init', '--project', 'P', '--name', 'Forum')
    stage.cli('add', 'operator', 'name=Vesna', 'active=1')
    event = stage.cli('add', 'event', 'title=Training', 'type=training')['id']
    stage.cli('add', 'session', f'event={event}', 'date=2026-11-24')
    app = stage.start(size=SIZE)
    stage.sit('Vesna')
    app.click(re.compile('Open Training'))
    app.find('entry', 'Name of who arrives')
    left = size_of(app)
    app.quit()
    app = stage.reopen()
    stage.sit('Vesna')
    app.find('entry', 'Name of who arrives')
    app.wait(lambda: size_of(app) == left, f'the size {left}', 5)
    stage.show('people')
    app.says('0 people')
    app.quit()
    app = stage.reopen()
    stage.sit('Vesna')
    app.says('0 people')
    app.quit()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--build', required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix='evidenca-restart-') as folder, \
            Stage(options.build, folder) as stage:
        try:
            restart(stage)
        except Lost as failure:
            print(f'restart: {failure}\n{stage.said()}', file=sys.stderr)
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
