# Runs a command beside a PostgreSQL of its own, on a Unix socket, and takes it away again.
# SPDX-License-Identifier: GPL-3.0-or-later
#   postgres.py COMMAND ARGUMENT...    the command finds its URI in $EVIDENCA_TEST_POSTGRES
import contextlib
import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile

ACCOUNT = 'postgres'


def programs():
    found = sorted(glob.glob('/usr/lib/postgresql/*/bin'))
    return found[-1] if found else os.path.dirname(shutil.which('initdb') or '')


class Cluster:
    """One PostgreSQL in a folder. It won't be run by root: then Debian's account for it is used."""

    def __init__(self, folder, *settings):
        self.folder = folder
        self.data = os.path.join(folder, 'data')
        self.settings = settings
        self.options = {'user': ACCOUNT, 'group': ACCOUNT, 'extra_groups': []} if os.geteuid() == 0 else {}

    def run(self, program, *arguments):
        subprocess.run([os.path.join(programs(), program), *arguments], check=True, cwd=self.folder,
                       stdout=subprocess.DEVNULL, **self.options)

    def make(self):
        self.run('initdb', '--pgdata', self.data, '--username', 'evidenca', '--auth', 'trust',
                 '--encoding', 'UTF8', '--no-locale', '--no-sync')

    def start(self):
        settings = ['listen_addresses=', f'unix_socket_directories={self.folder}', *self.settings]
        self.run('pg_ctl', 'start', '--pgdata', self.data, '--wait', '--silent', '--log',
                 os.path.join(self.folder, 'log'), '--options', ' '.join(f'-c {s}' for s in settings))

    def stop(self, mode='immediate'):
        self.run('pg_ctl', 'stop', '--pgdata', self.data, '--mode', mode, '--silent')

    def uri(self):
        return f'postgresql:///postgres?host={self.folder}&user=evidenca'


@contextlib.contextmanager
def cluster(*settings):
    """A cluster that runs. Nothing of it need outlive a power cut."""
    folder = tempfile.mkdtemp(prefix='pg-', dir='/tmp')
    try:
        if os.geteuid() == 0:
            account = pwd.getpwnam(ACCOUNT)
            os.chown(folder, account.pw_uid, account.pw_gid)
        made = Cluster(folder, 'fsync=off', *settings)
        made.make()
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    with cluster() as made:
        os.environ['EVIDENCA_TEST_POSTGRES'] = made.uri()
        return subprocess.run(sys.argv[1:], check=False).returncode


if __name__ == '__main__':
    sys.exit(main())
