"""Drives a GTK program as a person does: finds widgets by role and name, clicks, types, looks.

SPDX-License-Identifier: GPL-3.0-or-later

Run under tests/support/xrun.sh and dbus-run-session:

    app = App(['build/src/app/evidenca', '--data', folder])
    app.type('Surname', 'Krasniqi')
    app.click('Save')
    app.find('label', 'Krasniqi')
    app.shot('after.png')
    app.quit()

Every look-up polls until it succeeds or its time is up; nothing sleeps for a fixed time. Roles are
given by the names below and stand for what GTK 4.8 (Debian 12) and later ones call them.
"""

import os
import pathlib
import re
import shutil
import subprocess
import time
import warnings

import gi

warnings.simplefilter('ignore')
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

from screen import Screen  # noqa: E402

ROLES = {
    'alert': {'alert', 'notification'},
    'button': {'push button', 'button'},
    'check': {'check box'},
    'combo': {'combo box'},
    'entry': {'text', 'entry', 'search box'},
    'label': {'label', 'static'},
    'list': {'list', 'list box', 'table', 'tree table'},
    'row': {'list item', 'table row', 'table cell', 'tree item'},
    'switch': {'switch', 'toggle button', 'check box'},
    'toggle': {'toggle button', 'push button', 'button'},
    'window': {'frame', 'window', 'dialog', 'alert'},
}
POLL = 0.02
PATIENCE = 15


class Lost(AssertionError):
    """What was looked for did not come, or the program died."""


def walk(node):
    """The node and all that is visible below it, in order."""
    yield node
    for child in sorted(node.children, key=lambda child: child.index):
        if child.is_shown():
            yield from walk(child)


def named(node, name):
    """Whether a node has this name; a button with a mnemonic is called "_Save Save" in GTK 4.8."""
    own = node.get_name() or ''
    if isinstance(name, re.Pattern):
        return name.search(own) is not None
    return own == name or own.replace('_', '') == name or own.endswith(' ' + name)


def calm(folder):
    """No animations and no blinking: nothing on screen is half way when it is looked at."""
    if folder:
        path = pathlib.Path(folder) / 'gtk-4.0'
        path.mkdir(parents=True, exist_ok=True)
        (path / 'settings.ini').write_text('[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\n')


class App:
    """A running program. `environment` adds to that of this process."""

    def __init__(self, command, patience=PATIENCE, log=None, **environment):
        self.patience = patience
        calm(environment.get('XDG_CONFIG_HOME'))
        stream = open(log, 'wb') if log else None
        self.process = subprocess.Popen(
            command, stdout=stream, stderr=stream,
            env={**os.environ, 'GSK_RENDERER': 'cairo', 'GDK_BACKEND': 'x11',
                 'GTK_A11Y': 'atspi', **environment})
        self.screen = None
        self.screen = self.wait(self._find_screen, 'the program on the accessibility bus', 30)

    def _find_screen(self):
        screen = Screen(self.process.pid)
        return screen if screen.name and screen.look() else None

    # Waiting and finding

    def wait(self, look, what='a condition', seconds=None):
        """Calls look() until it returns something true, and returns that."""
        end = time.monotonic() + (seconds or self.patience)
        while True:
            if self.process.poll() is not None:
                raise Lost(f'the program ended with {self.process.returncode} before {what}')
            try:
                found = look()
                if found:
                    return found
            except GLib.Error:
                pass  # a node that went away while it was looked at
            if time.monotonic() > end:
                raise Lost(f'no {what}\n{self.tree()}')
            time.sleep(POLL)

    def every(self, role, name=None, within=None):
        """All nodes shown of the role, with the name (text or compiled pattern) if one is given."""
        roles = ROLES.get(role, {role})
        return [node for node in (walk(within) if within else self.nodes())
                if node.get_role_name() in roles and (name is None or named(node, name))]

    def nodes(self):
        """All nodes shown, as they are now."""
        return [node for _, node in self.screen.look()]

    def find(self, role, name=None, seconds=None, within=None):
        """The first such node, waited for."""
        return self.wait(lambda: next(iter(self.every(role, name, within)), None),
                         f'{role} "{getattr(name, "pattern", name)}"', seconds)

    def gone(self, role, name=None, seconds=None):
        """Waits until there is no such node."""
        self.wait(lambda: not self.every(role, name), f'end of {role} "{name}"', seconds)

    def says(self, text, seconds=None):
        """Waits for a label that contains the text."""
        return self.find('label', re.compile(re.escape(text)), seconds)

    def tree(self):
        """What is on screen, indented, for messages of failure."""
        try:
            return '\n'.join(f'{"  " * depth}{node.get_role_name()} "{node.get_name()}"'
                             for depth, node in (self.screen.look() if self.screen else ()))
        except GLib.Error:
            return '(gone)'

    # Acting through accessibility

    def act(self, node, action='click'):
        """Does one of the node's actions."""
        if action not in node.actions():
            raise Lost(f'"{node.get_name()}" has no action {action}, only {node.actions()}')
        node.act(action)

    def click(self, name, role='button', seconds=None, within=None):
        """Clicks the button that is enabled and has the name."""
        def look():
            return next((node for node in self.every(role, name, within)
                         if node.get_state_set().contains(Atspi.StateType.SENSITIVE)
                         and node.is_laid_out()), None)
        self.act(self.wait(look, f'enabled {role} "{getattr(name, "pattern", name)}"', seconds))

    def entry(self, name, seconds=None):
        """The editable text called so; newer GTK keeps it inside the row that has the name."""
        def look():
            for node in self.nodes():
                if named(node, name):
                    for inner in walk(node):
                        if (inner.get_role_name() in ROLES['entry']
                                and inner.get_state_set().contains(Atspi.StateType.EDITABLE)
                                and inner.is_laid_out()):
                            return inner
            return None
        return self.wait(look, f'entry "{name}"', seconds)

    def type(self, name, text, seconds=None):
        """Replaces the text of an entry; any script."""
        if not self.entry(name, seconds).set_text(text):
            raise Lost(f'entry "{name}" did not take "{text}"')

    def text(self, name):
        """What an entry holds."""
        return self.entry(name).get_text()

    def row(self, text, seconds=None, within=None):
        """The row of a list that is called so or holds a label that is."""
        def look():
            return next((row for row in self.every('row', within=within)
                         if any(named(node, text) for node in walk(row))), None)
        return self.wait(look, f'row "{text}"', seconds)

    def select(self, row, seconds=None):
        """Selects the row (a node) in its list."""
        def look():
            return row.get_parent().select_child(row.get_index_in_parent())
        self.wait(look, f'selection of "{row.get_name()}"', seconds)

    def is_checked(self, node):
        states = node.get_state_set()
        return states.contains(Atspi.StateType.CHECKED) or states.contains(Atspi.StateType.PRESSED)

    # Acting with real keys and the real pointer

    def xdotool(self, *arguments):
        return subprocess.run(['xdotool', *map(str, arguments)], check=True, capture_output=True,
                              text=True).stdout

    def window_id(self):
        """The X window of the program that was opened last."""
        def look():
            try:  # xdotool fails where it finds none
                return self.xdotool('search', '--onlyvisible', '--pid', self.process.pid).split()[-1]
            except subprocess.CalledProcessError:
                return None
        return self.wait(look, 'window', 10)

    def focus(self):
        self.xdotool('windowfocus', '--sync', self.window_id())

    def key(self, *keys):
        """Presses keys as xdotool names them: 'ctrl+f', 'Return'."""
        self.xdotool('key', '--clearmodifiers', *keys)

    def keys(self, text):
        """Types ASCII text on the keyboard; for other letters use type()."""
        self.xdotool('type', '--delay', 5, text)

    def press(self, node, button=1):
        """Clicks with the pointer in the middle of a node, for what has no action."""
        x, y, width, height = node.extents()
        window = self.window_id()
        geometry = dict(line.split('=') for line in self.xdotool(
            'getwindowgeometry', '--shell', window).split() if '=' in line)
        self.xdotool('mousemove', '--sync', int(geometry['X']) + x + width // 2,
                     int(geometry['Y']) + y + height // 2, 'click', button)

    # Looking

    def shot(self, path):
        """A picture of the whole screen."""
        subprocess.run([shutil.which('import') or 'import', '-window', 'root', str(path)],
                       check=True, stderr=subprocess.DEVNULL)

    def is_running(self):
        return self.process.poll() is None

    def quit(self, seconds=10):
        """Ends the program as a session does; returns its exit status."""
        if self.is_running():
            self.process.terminate()
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Lost('the program did not end when told') from None

    def kill(self):
        """Ends the program as a dead battery does."""
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if self.is_running():
            self.kill()
