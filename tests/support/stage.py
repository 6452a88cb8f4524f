"""A register prepared by the command line, and the window over it.

SPDX-License-Identifier: GPL-3.0-or-later

    with Stage(build, folder) as stage:
        event = stage.cli('add', 'event', 'title=Forum', 'type=training')['id']
        app = stage.start('sq')
        stage.show(f'checkin/{event}')

The program is the only one on its session bus, so its actions can be asked for by name, as a desktop
does. Its settings are a file in the folder.
"""

import gettext
import json
import os
import pathlib
import re
import subprocess

from harness import App

APPLICATION, PATH = 'org.evidenca.Evidenca', '/org/evidenca/Evidenca'


class Stage:
    def __init__(self, build, folder):
        self.build, self.folder = pathlib.Path(build).resolve(), pathlib.Path(folder)
        self.data = self.folder / 'data/evidenca/register'
        self.app = None
        self.words = None
        self.environment = {}  # more of it, for the window

    def __enter__(self):
        return self

    def __exit__(self, *reason):
        if self.app and self.app.is_running():
            self.app.kill()

    def cli(self, *words):
        """Runs evidenca-cli; what it printed. Not while the window is open."""
        done = subprocess.run([self.build / 'src/cli/evidenca-cli', '--data', self.data, '--json',
                               *map(str, words)], capture_output=True, text=True,
                              env={**os.environ, 'XDG_CONFIG_HOME': str(self.folder / 'config')})
        if done.returncode:
            raise AssertionError(f'{words}: {done.stderr}')
        return json.loads(done.stdout) if done.stdout.strip() else None

    def settings(self, **values):
        """Writes the file of GLib's backend "keyfile"; values as GVariant text."""
        file = self.folder / 'config/glib-2.0/settings/keyfile'
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = [f'{key.replace("_", "-")}={value}' for key, value in values.items()]
        file.write_text('[org/evidenca/Evidenca]\n' + '\n'.join(lines) + '\n', encoding='utf-8')

    def start(self, language='en', scheme='light', text=100, size=None, **more):
        """Opens the window in a language."""
        self.settings(language=f"'{language}'", color_scheme=f"'{scheme}'", text_size=text, **more)
        code = 'en_GB' if language == 'en' else language
        self.words = gettext.translation('evidenca', self.build / 'po', languages=[code])
        return self.reopen(size)

    def reopen(self, size=None):
        """Opens the window with the settings as they were left."""
        self.app = App([str(self.build / 'src/app/evidenca')], log=str(self.folder / 'log'),
                       GSETTINGS_BACKEND='keyfile', LC_ALL='C.UTF-8',
                       XDG_CONFIG_HOME=str(self.folder / 'config'),
                       XDG_DATA_HOME=str(self.folder / 'data'), **self.environment)
        if size:
            self.app.xdotool('windowsize', '--sync', self.app.window_id(), *size)
            self.app.xdotool('windowmove', self.app.window_id(), 0, 0)
        return self.app

    def start_again(self):
        """Starts the program while it runs, as a click on its icon does."""
        subprocess.run([self.build / 'src/app/evidenca'], check=True, timeout=30,
                       env={**os.environ, 'GSETTINGS_BACKEND': 'keyfile', 'LC_ALL': 'C.UTF-8',
                            'GDK_BACKEND': 'x11',
                            'XDG_CONFIG_HOME': str(self.folder / 'config'),
                            'XDG_DATA_HOME': str(self.folder / 'data'), **self.environment})

    def sit(self, name):
        """Says who sits at the laptop."""
        self.app.click(re.compile('^' + re.escape(self._('I am %s') % name)))

    def _(self, text, context=None):
        return self.words.pgettext(context, text) if context else self.words.gettext(text)

    def activate(self, action, *parameters, path=f'{PATH}/window/1'):
        """Asks for an action of the window (or of the application, by its path)."""
        subprocess.run(['gdbus', 'call', '--session', '--dest', APPLICATION, '--object-path', path,
                        '--method', 'org.gtk.Actions.Activate', action,
                        '[' + ', '.join(f"<'{word}'>" for word in parameters) + ']', '{}'],
                       check=True, stdout=subprocess.DEVNULL)

    def show(self, place):
        self.activate('show', place)

    def said(self):
        """What the program wrote to its log."""
        return (self.folder / 'log').read_text(encoding='utf-8', errors='replace')
