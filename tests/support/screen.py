"""What is on screen, as one answer of the accessibility bus.

SPDX-License-Identifier: GPL-3.0-or-later

Walking the tree node by node costs several messages a node, seconds for a page. GTK gives at once
(org.a11y.atspi.Cache.GetItems) whatever somebody has asked for before; so the children that are
still missing are asked for, all together, and then everything is there. A node is as good as free
until it is acted on. Near the root, where the pages of a window come and go, all are asked each time:
GTK goes on telling of a page that was taken away, and the number would seem to be right.
"""

import ast
import re

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PREFIX = 'org.a11y.atspi.'
PAGES = 8  # the depth to which pages are looked for

# One answer holds hundreds of items. Reading them from GVariant's text takes a fifth of the time that
# unpacking them into Python does, and it is done after every step.
TEXT = r'''('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")'''
ITEM = re.compile(rf'\(\({TEXT}, {TEXT}\), \({TEXT}, {TEXT}\), \({TEXT}, {TEXT}\), (-?\d+), (-?\d+),'
                  rf' (?:@as )?\[[^]]*\], {TEXT}, (\d+), {TEXT}, \[(\d+), (\d+)\]\)')


def items_of(answer):
    """What Cache.GetItems answered: path, parent's path, place, number of children, name, role, and
    states of each node."""
    for found in ITEM.finditer(answer.print_(False)):
        (_, path, _, _, _, parent, place, children, name, role, _, low, high) = found.groups()
        name = ast.literal_eval(name) if '\\' in name else name[1:-1]
        yield (path[1:-1], parent[1:-1], int(place), int(children), name, int(role),
               (int(low), int(high)))


class States:
    def __init__(self, words):
        self.bits = words[0] | words[1] << 32

    def contains(self, state):
        return bool(self.bits >> int(state) & 1)


class Node:
    """A node as it was when the screen was looked at; acting on it speaks to the program."""

    def __init__(self, screen, item):
        self.screen = screen
        self.path, self.parent_path, self.index, self.expected, self.name, role, states = item
        self.role = Atspi.role_get_name(Atspi.Role(role))
        self.states = States(states)
        self.children = []

    def get_name(self):
        return self.name

    def get_role_name(self):
        return self.role

    def get_state_set(self):
        return self.states

    def get_index_in_parent(self):
        return self.index

    def get_parent(self):
        return self.screen.nodes.get(self.parent_path)

    def is_shown(self):
        """GTK 4.8 says "showing" of windows only, so "visible" has to do."""
        return self.states.contains(Atspi.StateType.VISIBLE)

    def call(self, interface, method, arguments=None):
        return self.screen.call(self.path, PREFIX + interface, method, arguments)

    def actions(self):
        return [self.call('Action', 'GetName', GLib.Variant('(i)', (index,)))[0]
                for index in range(self.call_property('Action', 'NActions'))]

    def act(self, action):
        return self.call('Action', 'DoAction', GLib.Variant('(i)', (self.actions().index(action),)))

    def set_text(self, text):
        return self.call('EditableText', 'SetTextContents', GLib.Variant('(s)', (text,)))[0]

    def get_text(self):
        return self.call('Text', 'GetText', GLib.Variant('(ii)', (0, -1)))[0] \
            or self.call('Text', 'GetText', GLib.Variant('(ii)', (0, self.count())))[0]

    def count(self):
        return self.call_property('Text', 'CharacterCount')

    def call_property(self, interface, name):
        return self.screen.call(self.path, 'org.freedesktop.DBus.Properties', 'Get',
                                GLib.Variant('(ss)', (PREFIX + interface, name)))[0]

    def select_child(self, index):
        return self.call('Selection', 'SelectChild', GLib.Variant('(i)', (index,)))[0]

    def is_laid_out(self):
        """Pages of a stack that were never shown count as visible, but have no size."""
        return self.extents()[2] > 1

    def extents(self):
        """x, y, width and height within the window."""
        return self.call('Component', 'GetExtents', GLib.Variant('(u)', (1,)))[0]


class Screen:
    """The tree of the program `process`; look() brings it up to date."""

    def __init__(self, process):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                    None, None, 0, -1, None).unpack()[0]
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self.name = self.find(process)
        self.nodes = {}

    def find(self, process):
        """The name on the bus of the process; None if it is not there yet."""
        def ask(method, *names):
            return self.bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', method,
                                      GLib.Variant('(s)', names) if names else None, None, 0, -1,
                                      None).unpack()[0]
        for name in ask('ListNames'):
            try:
                if name.startswith(':') and ask('GetConnectionUnixProcessID', name) == process:
                    return name
            except GLib.Error:
                pass  # it left in between
        return None

    def call(self, path, interface, method, arguments=None):
        return self.bus.call_sync(self.name, path, interface, method, arguments, None, 0, 10000,
                                  None).unpack()

    def look(self):
        """All that is visible, in order of the tree: a list of (depth, node)."""
        asked = set()
        while True:
            roots = self.load()
            shown = []
            for root in roots:  # the program, which has no state of its own
                shown.append((0, root))
                for child in sorted(root.children, key=lambda child: child.index):
                    self.descend(child, 1, shown)
            missing = [node.path for depth, node in shown if node.path not in asked
                       and (len(node.children) < node.expected or depth <= PAGES)]
            if not missing:
                return shown
            asked.update(missing)
            self.ask_for_children(missing)

    def load(self):
        """Builds the tree of what the program tells; returns its roots."""
        answer = self.bus.call_sync(self.name, '/org/a11y/atspi/cache', PREFIX + 'Cache', 'GetItems',
                                    None, None, 0, 10000, None)
        self.nodes = {item[0]: Node(self, item) for item in items_of(answer)}
        roots = []
        for node in self.nodes.values():
            parent = self.nodes.get(node.parent_path)
            (parent.children if parent and parent is not node else roots).append(node)
        return roots

    def ask_for_children(self, paths):
        """Lets the program make known the children of all these nodes, and theirs, in one go."""
        asked, waiting = set(self.nodes), []

        def answered(bus, result):
            waiting.pop()
            try:
                children = bus.call_finish(result).unpack()[0]
            except GLib.Error:
                return  # the node went away
            for _, path in children:
                if path not in asked:
                    ask(path)

        def ask(path):
            asked.add(path)
            waiting.append(path)
            self.bus.call(self.name, path, PREFIX + 'Accessible', 'GetChildren', None, None, 0, 10000,
                          None, answered)

        for path in paths:
            ask(path)
        while waiting:
            GLib.MainContext.default().iteration(True)

    def descend(self, node, depth, shown):
        if not node.is_shown():
            return
        shown.append((depth, node))
        for child in sorted(node.children, key=lambda child: child.index):
            self.descend(child, depth + 1, shown)
