#!/usr/bin/python3
"""The sample project says what it is and can be removed; a real register cannot be taken for it.

SPDX-License-Identifier: GPL-3.0-or-later

    sample.py --build BUILD --out DIR

To be run under tests/support/xrun.sh and dbus-run-session.
"""

import argparse
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from harness import Lost  # noqa: E402
from stage import PATH, Stage  # noqa: E402


def remove_sample(stage, out):
    stage.cli('sample', 'fierc')
    stage.cli('add', 'operator', 'name=Vesna', 'active=1')
    app = stage.start('en')
    stage.sit('Vesna')
    stage.show('preferences')
    app.click('Remove the sample project…')
    app.says('Remove the sample project?')
    app.shot(out / 'sample-remove.png')
    app.click('Remove it')
    app.says('How would you like to begin?')
    if stage.data.exists() and any(stage.data.glob('register.db*')):
        raise Lost('the register is still there')
    app.quit()


def keep_own(stage):
    stage.cli('init', '--project', 'FIERC', '--name', 'Our own project')
    stage.cli('add', 'operator', 'name=Vesna', 'active=1')
    app = stage.start('en')
    stage.sit('Vesna')
    stage.activate('remove-sample', path=PATH)
    stage.show('preferences')
    app.says('Size of the text')
    if app.every('button', 'Remove the sample project…'):
        raise Lost('a real register may be removed as if it were the sample')
    app.quit()
    if len(stage.cli('list', 'operator')) != 1:
        raise Lost('the register is gone')


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--build', required=True)
    parser.add_argument('--out', required=True)
    options = parser.parse_args()
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    for test in (lambda stage: remove_sample(stage, out), keep_own):
        with tempfile.TemporaryDirectory(prefix='evidenca-sample-') as folder, \
                Stage(options.build, folder) as stage:
            try:
                test(stage)
            except Lost as failure:
                print(f'sample: {failure}\n{stage.said()}', file=sys.stderr)
                return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
