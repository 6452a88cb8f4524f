#!/usr/bin/python3
"""Templates and code agree (classes, children, handlers, actions, shortcuts, the gresource list),
and what a person reads or hears is there and translated.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import re
import xml.etree.ElementTree as ElementTree

import common

DEFINED = re.compile(r'\bG_DEFINE_(?:FINAL_|ABSTRACT_)?TYPE(?:_WITH_\w+)?\s*\(\s*(\w+)')
RESOURCE = re.compile(r'set_template_from_resource\s*\([^,]+,\s*"([^"]+)"', re.DOTALL)
CHILD = re.compile(r'bind_template_child(?:_private|_internal)?\s*\([^,]+,'
                   r'\s*(\w+)\s*,\s*(\w+)\s*\)', re.DOTALL)
STRING = re.compile(r'"((?:\\.|[^"\\\n])*)"')
MODIFIERS = {'primary': 'control', 'ctrl': 'control', 'ctl': 'control'}
SPOKEN = {'label', 'title', 'subtitle', 'description', 'tooltip-text', 'placeholder-text', 'heading',
          'body', 'secondary-text'}
BUTTONS = {'GtkButton', 'GtkToggleButton', 'GtkMenuButton', 'AdwSplitButton'}
UNTRANSLATED = re.compile(
    r'\b(?:\w+_set_(?:title|label|subtitle|tooltip_text|placeholder_text|description)|gtk_label_new|'
    r'adw_toast_new|gtk_button_new_with_(?:label|mnemonic))\s*\((?:[^;"()]*,\s*)?'
    r'"([^"\n]*[A-Za-z]{2}[^"\n]*)"')
NAMED_BY_CODE = re.compile(
    r'\b(?:gtk_accessible_update_\w+|gtk_widget_set_tooltip_text|gtk_\w*button_set_label)'
    r'\s*\([^;]*?->\s*(\w+)', re.DOTALL)
BUILT_IN = {'window.close', 'window.minimize', 'window.toggle-maximized'}  # GTK's own actions
OWN_KEY = re.compile(r'(?:<(?:Primary|Control|Ctrl|Alt|Shift|Super)>)+\w+|F\d+')
SHIFTED = re.compile(r'== GDK_KEY_(\w+) && \(state & GDK_SHIFT_MASK\)')
SHOWN_NOT_BOUND = {'F10'}  # GTK's own keys that a list of shortcuts may name


class Code:
    """What the sources of the program define."""

    def __init__(self, root):
        texts = [common.without_comments(common.read(path))
                 for path in common.files(root, ['src/app'], {'.c', '.h'})]
        whole = '\n'.join(texts)
        self.classes = set(DEFINED.findall(whole))
        self.templates = {name.rsplit('/', 1)[-1] for name in RESOURCE.findall(whole)}
        self.children = set(CHILD.findall(whole))
        self.strings = set(STRING.findall(whole))
        self.named = set(NAMED_BY_CODE.findall(whole))
        self.words = set(re.findall(r'\w+', whole))
        self.shifted = set(SHIFTED.findall(whole))

    def has_action(self, name):
        return (name in BUILT_IN or name in self.strings
                or name.split('.', 1)[-1] in self.strings)


def spread(match):
    """<Alt>1...<Alt>9 stands for all between."""
    return ' '.join(f'{match[1]}{digit}' for digit in range(int(match[2]), int(match[4]) + 1))


def accelerators(text):
    """The accelerators of a GTK accelerator or trigger string in one spelling."""
    found = set()
    text = re.sub(r'((?:<\w+>)*)(\d)\.\.\.((?:<\w+>)*)(\d)', spread, text)
    for one in re.split(r'[\s|]+', text.strip()):
        names = sorted(MODIFIERS.get(name.lower(), name.lower())
                       for name in re.findall(r'<(\w+)>', one))
        key = re.sub(r'<\w+>', '', one)
        if key:
            found.add(('+'.join(names), key.lower() if len(key) == 1 else key))
    return found


def check_template(tree, name, code):
    problems = []
    for template in tree.iter('template'):
        owner = template.get('class')
        if owner not in code.classes:
            problems.append(f'{name}: no class {owner} in src/app')
        if name.rsplit('/', 1)[-1] not in code.templates:
            problems.append(f'{name}: no class takes its template from here')
        ids = {thing.get('id') for thing in tree.iter('object')}
        problems += [f'{name}: {owner} binds the child {child}, which is not here'
                     for bound, child in sorted(code.children)
                     if bound == owner and child not in ids]
    return problems


def check_names(tree, name, code):
    """Handlers and actions that a template names exist."""
    problems = [f'{name}: no function {signal.get("handler")}'
                for signal in tree.iter('signal') if signal.get('handler') not in code.words]
    actions = [thing.text for thing in tree.iter('property') if thing.get('name') == 'action-name']
    actions += [thing.text for thing in tree.iter('attribute') if thing.get('name') == 'action']
    for text in (thing.text or '' for thing in tree.iter('property')
                 if thing.get('name') == 'action'):
        actions += re.findall(r'^action\(([^)]+)\)$', text)
    problems += [f'{name}: no action {action}'
                 for action in actions if action and not code.has_action(action)]
    return problems


def is_named(button, code):
    """Whether a button says something, if only to a screen reader, or gets words from the code."""
    names = {thing.get('name') for thing in button.findall('property')}
    spoken = any(thing.get('name') in {'label', 'labelled-by'}
                 for thing in button.findall('accessibility/*'))
    holds = button.find('child') is not None and 'icon-name' not in names
    return bool(spoken or holds or names & {'label', 'tooltip-text', 'child'}
                or button.get('id') in code.named)


def check_words(tree, name, code):
    """What a person reads is translated, and each button has a name."""
    problems = [f'{name}: "{thing.text}" does not say whether it is translatable' for thing in tree.iter('property')
                if thing.get('name') in SPOKEN and thing.get('translatable') is None
                and re.search(r'[A-Za-z]{2}', thing.text or '')]
    problems += [f'{name}: a {button.get("class")} without label, tooltip or accessible label'
                 f' ({button.get("id") or "no id"})'
                 for button in tree.iter('object')
                 if button.get('class') in BUTTONS and not is_named(button, code)]
    return problems


def check_literals(root):
    """Words that go from the code to the screen pass through gettext."""
    problems = []
    for path in common.files(root, ['src/app'], {'.c'}):
        text = common.without_comments(common.read(path))
        problems += [f'{common.place(root, path, text.count(chr(10), 0, match.start()) + 1)}: '
                     f'"{match[1]}" is not translated' for match in UNTRANSLATED.finditer(text)]
    return problems


def check_shortcuts(trees, code):
    """Each accelerator that a list of shortcuts shows is bound in a template or in the code, and each
    that is bound with a modifier, or to a key for functions, is shown."""
    bound = set().union(*(accelerators(text) for text in code.strings if '<' in text or
                          re.fullmatch(r'F\d+|[A-Z]\w+', text)))
    bound |= {('', word[len('GDK_KEY_'):]) for word in code.words if word.startswith('GDK_KEY_')}
    bound |= {('shift', key) for key in code.shifted}
    owned = set().union(*(accelerators(text) for text in code.strings if OWN_KEY.fullmatch(text)))
    shown = []
    for name, tree in trees:
        for thing in tree.iter('property'):
            if thing.get('name') == 'trigger':
                bound |= accelerators(thing.text or '')
                owned |= {key for key in accelerators(thing.text or '') if key[0]}
            elif thing.get('name') == 'accelerator':
                shown.append((name, thing.text or ''))
    bound |= {('', key) for key in SHOWN_NOT_BOUND}
    problems = [f'{name}: the shortcut {text} is shown and not bound'
                for name, text in shown if not accelerators(text) <= bound]
    if shown:
        owned -= set().union(*(accelerators(text) for _, text in shown))
        problems += [f'the shortcut {"+".join(filter(None, key))} is bound and not shown'
                     for key in sorted(owned)]
    return problems


def check(root):
    root = pathlib.Path(root)
    code = Code(root)
    trees, problems = [], []
    listed = {pathlib.Path(thing.text).name
              for path in common.files(root, ['ui'], {'.xml'}) if path.name.endswith('gresource.xml')
              for thing in ElementTree.parse(path).iter('file')}
    for path in common.files(root, ['ui'], {'.ui'}):
        name = common.place(root, path)
        tree = ElementTree.parse(path)
        trees.append((name, tree))
        if path.name not in listed:
            problems.append(f'{name}: not in the gresource list')
        problems += check_template(tree, name, code) + check_names(tree, name, code)
        problems += check_words(tree, name, code)
    return problems + check_shortcuts(trees, code) + check_literals(root)


if __name__ == '__main__':
    common.main(check)
