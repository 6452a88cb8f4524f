"""A world for integration tests: a server, laptops, and what lies between them, as processes.

SPDX-License-Identifier: GPL-3.0-or-later

    with World() as world:
        server = world.server()
        laptop = world.laptop('door', server.invite('facilitator', 'GRA'))
        laptop.run('sync')

The programs are found beside the build folder given as the first argument of the test.
"""

import contextlib
import itertools
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import traceback

BUILD = pathlib.Path(sys.argv[1]).resolve()
CLI = BUILD / 'src/cli/evidenca-cli'
SERVER = BUILD / 'src/server/evidenca-server'
SEALED_SQL = BUILD / 'tests/integration/sealed-sql'
PROJECT, TEAM = 'CFPI', 'GRA'
PATIENCE = 60


class Failed(Exception):
    """A program ended with another code than 0."""


def run(command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          timeout=PATIENCE, **options)
    if done.returncode != 0:
        raise Failed(f'{" ".join(map(str, command))}: {done.returncode} {done.stderr.strip()}')
    return done.stdout


class Server:
    """A server with one project and one team, listening on loopback. `partner` is another on the
    same store, with the same key."""

    def __init__(self, folder, store=None, partner=None):
        self.folder = partner.folder if partner else folder
        self.store = partner.store if partner else store or f'sqlite:{folder}/server.db'
        self.process = None
        self.port = 0
        self.flags = ()
        if not partner:
            self.run('project', 'add', PROJECT, 'Community forums')
            self.run('team', 'add', PROJECT, TEAM, 'Team Gračanica')
        self.start()

    def run(self, *words):
        return run([SERVER, *words, '--store', self.store])

    def start(self):
        """Starts it, on the port of the time before."""
        self.process = subprocess.Popen(
            [SERVER, 'serve', '--store', self.store, '--listen', f'127.0.0.1:{self.port}',
             '--tls-self-signed', self.folder / 'tls', *self.flags],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        assert line.startswith('ready '), f'the server says {line!r}'
        self.port = int(line.strip().rsplit(':', 1)[1].rstrip('/'))

    def stop(self, kill=False):
        self.process.kill() if kill else self.process.terminate()
        self.process.wait(PATIENCE)
        self.process.stdout.close()

    def invite(self, role='facilitator', *teams):
        words = ['invite', '--project', PROJECT, '--role', role, '--json']
        for team in teams:
            words += ['--team', team]
        return json.loads(self.run(*words))


class Laptop:
    """A data folder, used through the command line."""

    def __init__(self, folder, link=None):
        self.folder = folder
        if link:
            self.run('enrol', link)

    def command(self, *words):
        return [CLI, '--data', self.folder, '--json', *words]

    def run(self, *words):
        return json.loads(run(self.command(*words)) or 'null')

    def start(self, *words):
        return subprocess.Popen([str(word) for word in self.command(*words)],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def fails(self, *words):
        """Runs what must fail, and returns what it says."""
        done = subprocess.run([str(word) for word in self.command(*words)], capture_output=True,
                              text=True, timeout=PATIENCE)
        assert done.returncode == 1, f'{words} ended with {done.returncode}: {done.stdout}'
        return done.stderr

    def sql(self, words):
        """Runs a statement on the sealed database; the first column of the first row."""
        return run([SEALED_SQL, self.folder, words]).removesuffix('\n')

    def add(self, kind, **fields):
        return self.run('add', kind, *(f'{name}={value}' for name, value in fields.items()))['id']

    def person(self, number):
        return self.add('person', given_name=f'Arta{number}', family_name='Hoxha')

    def status(self):
        return self.run('status')

    def ids(self, kind):
        return sorted(record['id'] for record in self.run('list', kind))


class Relay:
    """A TCP relay to a port, or in turn to each of several. `limit` bytes of answer pass, then both
    sides are cut; None: all."""

    def __init__(self, *ports):
        self.ports = itertools.cycle(ports)
        self.limit = None
        self.passed = 0
        self.socket = socket.create_server(('127.0.0.1', 0))
        self.own_port = self.socket.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                near = self.socket.accept()[0]
                try:
                    far = socket.create_connection(('127.0.0.1', next(self.ports)))
                except OSError:
                    near.close()
                    continue
                threading.Thread(target=self.pump, args=(near, far, False), daemon=True).start()
                threading.Thread(target=self.pump, args=(far, near, True), daemon=True).start()

    def pump(self, source, target, is_answer):
        with contextlib.suppress(OSError):
            while True:
                data = source.recv(4096)
                if not data:
                    break
                if is_answer and self.limit is not None and self.passed + len(data) > self.limit:
                    target.sendall(data[:max(0, self.limit - self.passed)])
                    break
                self.passed += len(data) if is_answer else 0
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut_after(self, limit):
        self.passed, self.limit = 0, limit

    def close(self):
        self.socket.close()


class World:
    """All of it, removed at the end."""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='evidenca-'))
        os.environ['XDG_CONFIG_HOME'] = str(self.folder / 'config')
        self.servers, self.relays = [], []
        return self

    def __exit__(self, *reason):
        for server in self.servers:
            if server.process.poll() is None:
                server.stop(kill=True)
        for relay in self.relays:
            relay.close()
        shutil.rmtree(self.folder)

    def server(self, store=None, partner=None):
        folder = self.folder / f'server{len(self.servers)}'
        folder.mkdir()
        self.servers.append(Server(folder, store, partner))
        return self.servers[-1]

    def relay(self, *ports):
        self.relays.append(Relay(*ports))
        return self.relays[-1]

    def laptop(self, name, invitation=None):
        return Laptop(self.folder / name, invitation and invitation['link'])

    def team(self, server, *names):
        """Facilitators' laptops and one coordinator's, all enrolled."""
        laptops = [self.laptop(name, server.invite('facilitator', TEAM)) for name in names]
        return [*laptops, self.laptop('office', server.invite('coordinator'))]


def main(*tests):
    """Runs the tests, each in a world of its own, and reports in TAP."""
    os.environ['LC_ALL'] = 'C.UTF-8'
    for name in ('https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'):
        os.environ.pop(name, None)
    print(f'1..{len(tests)}', flush=True)
    failures = 0
    for number, test in enumerate(tests, 1):
        try:
            with World() as world:
                test(world)
            print(f'ok {number} {test.__name__}', flush=True)
        except Exception:  # what a test throws is its result
            failures += 1
            for line in traceback.format_exc().splitlines():
                print(f'# {line}')
            print(f'not ok {number} {test.__name__}', flush=True)
    sys.exit(1 if failures else 0)
