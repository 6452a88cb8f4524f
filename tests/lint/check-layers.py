#!/usr/bin/python3
"""Who may include whom: folders obey their floors, and no two modules of a folder need each other.

SPDX-License-Identifier: GPL-3.0-or-later

A private header is a part of those that include it, so it may need what they offer.
"""

import pathlib
import re

import common

# The one table of the layers. A folder sees itself and lower floors.
FLOORS = {
    'base': 0,
    'text': 1, 'record': 1, 'names': 1,
    'wire': 2, 'store': 2,
    'sync': 3, 'exchange': 3, 'report': 3, 'print': 3,
    'app': 4, 'cli': 4, 'server': 4,
}

# Headers of libraries that only these folders may see.
LIBRARIES = [
    (r'sqlite3(ext)?\.h', {'store', 'server'}),
    (r'curl/.*', {'sync'}),
    (r'libpq-fe\.h|libpq/.*', {'server'}),
    (r'microhttpd\.h', {'server'}),
    (r'zstd.*\.h|zdict\.h', {'wire'}),
    (r'csv\.h', {'exchange', 'text'}),
    (r'xlsxwriter\.h', {'exchange'}),
    (r'qrencode\.h', {'print'}),
    (r'(gtk|gdk|gsk|adwaita)[/.].*|adwaita\.h', {'app'}),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')


def includes(path):
    """Yields (line, quote, name) of each include."""
    for number, line in enumerate(common.without_comments(common.read(path)).splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match[1], match[2]


def check_own(folder, name, exists):
    """What is wrong with `#include "name"` in a file of the folder, or None."""
    other = name.split('/')[0]
    if '/' not in name or '..' in name:
        return f'"{name}" does not say its folder'
    if other not in FLOORS:
        return f'"{name}" is in no folder of the table'
    if other != folder and FLOORS[other] >= FLOORS[folder]:
        return f'{folder}/ (floor {FLOORS[folder]}) may not see {other}/ (floor {FLOORS[other]})'
    if other != folder and name.endswith('-private.h'):
        return f'"{name}" is private to {other}/'
    if not exists:
        return f'"{name}" does not exist'
    return None


def check_library(folder, name):
    """What is wrong with `#include <name>` in a file of the folder, or None."""
    for pattern, folders in LIBRARIES:
        if re.fullmatch(pattern, name) and folder not in folders:
            return f'<{name}> belongs to {", ".join(sorted(folders))} only'
    return None


def module(name):
    """foo.c, foo.h and foo-private.h are one module."""
    return re.sub(r'(-private)?\.[ch]$', '', name)


def cycles(graph):
    """Yields one ring of modules for each way in which some need each other."""
    done = set()

    def visit(node, path):
        if node in path:
            yield path[path.index(node):]
            return
        if node in done:
            return
        for successor in sorted(graph.get(node, ())):
            yield from visit(successor, path + [node])
        done.add(node)

    for node in sorted(graph):
        yield from visit(node, [])


def check_main(root, path):
    """A main.c holds main and nothing else, so that tests can link all the rest."""
    return [f'{common.place(root, path, line)}: main.c holds {name}, but only main belongs there'
            for name, line, _ in common.functions(common.read(path)) if name != 'main']


def check(root):
    root = pathlib.Path(root)
    source = root / 'src'
    problems, graph = [], {}
    for path in common.files(root, ['src'], {'.c', '.h'}):
        inner = path.relative_to(source).as_posix()
        folder = inner.split('/')[0]
        if folder not in FLOORS:
            problems.append(f'{common.place(root, path)}: {folder}/ is not in the table of floors')
            continue
        for line, quote, name in includes(path):
            if quote == '"':
                problem = check_own(folder, name, (source / name).exists())
            else:
                problem = check_library(folder, name)
            if problem:
                problems.append(f'{common.place(root, path, line)}: {problem}')
            elif quote == '"' and module(name) != module(inner) and not name.endswith('-private.h'):
                graph.setdefault(module(inner), set()).add(module(name))
        if path.name == 'main.c':
            problems += check_main(root, path)
    problems += [f'src: these need each other: {" -> ".join(ring + ring[:1])}'
                 for ring in cycles(graph)]
    return problems


if __name__ == '__main__':
    common.main(check)
