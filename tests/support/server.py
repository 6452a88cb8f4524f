"""evidenca-server as a process on loopback, with one project, one team and a certificate of its own.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import subprocess

PROJECT, TEAM = 'CFPI', 'GRA'
PATIENCE = 60


def run(*words):
    """What a program printed that ended well."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True,
                          timeout=PATIENCE)
    if done.returncode != 0:
        raise AssertionError(f'{" ".join(map(str, words))}: {done.returncode} '
                             f'{done.stderr.strip()}')
    return done.stdout


class Server:
    def __init__(self, build, folder):
        self.program = build / 'src/server/evidenca-server'
        self.store, self.tls = f'sqlite:{folder}/server.db', folder / 'tls'
        self.listen = '127.0.0.1:0'
        self.run('project', 'add', PROJECT, 'Community forums')
        self.run('team', 'add', PROJECT, TEAM, 'Team Gračanica')
        self.start()

    def run(self, *words):
        return run(self.program, *words, '--store', self.store)

    def start(self):
        """Starts it; again, at the address of the time before."""
        self.process = subprocess.Popen(
            [self.program, 'serve', '--store', self.store, '--listen', self.listen,
             '--tls-self-signed', self.tls],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        if not line.startswith('ready '):
            raise AssertionError(f'the server says {line!r}')
        self.address = line.split()[1]
        self.listen = self.address.removeprefix('https://').rstrip('/')

    def invite(self, role, *teams):
        words = [word for team in teams for word in ('--team', team)]
        return json.loads(self.run('invite', '--project', PROJECT, '--role', role, *words,
                                   '--json'))['link']

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.process.stdout.close()
