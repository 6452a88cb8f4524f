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

    def follow(self, other):
        """Makes it a standby of another, which then waits for it at every commit."""
        self.run('pg_basebackup', '--pgdata', self.data, '--host', other.folder, '--username',
                 'evidenca', '--write-recovery-conf', '--no-sync', '--checkpoint', 'fast')

    def promote(self):
        self.run('pg_ctl', 'promote', '--pgdata', self.data, '--wait', '--silent')

    def make(self):
        self.run('initdb', '--pgdata', self.data, '--username', 'evidenca', '--auth', 'trust',
                 '--encoding', 'UTF8', '--no-locale', '--no-sync')

    def start(self):
        settings = ['listen_addresses=', f'unix_socket_directories={self.folder}', *self.settings]
        options = ' '.join(f"-c {setting}" for setting in settings)
        self.run('pg_ctl', 'start', '--pgdata', self.data, '--wait', '--silent',
                 '--log', os.path.join(self.folder, 'log'), '--options', options)

    def stop(self, mode='immediate'):
        self.run('pg_ctl', 'stop', '--pgdata', self.data, '--mode', mode, '--silent')

    def runs(self):
        return os.path.exists(os.path.join(self.data, 'postmaster.pid'))

    def uri(self, *others):
        hosts = ','.join(cluster.folder for cluster in (self, *others))
        writable = '&target_session_attrs=read-write' if others else ''
        return f'postgresql:///postgres?host={hosts}&user=evidenca{writable}'


@contextlib.contextmanager
def empty(*settings):
    """A cluster that is still to be made. Nothing of it need outlive a power cut."""
    folder = tempfile.mkdtemp(prefix='pg-', dir='/tmp')
    made = Cluster(folder, 'fsync=off', *settings)
    try:
        if os.geteuid() == 0:
            account = pwd.getpwnam(ACCOUNT)
            os.chown(folder, account.pw_uid, account.pw_gid)
        yield made
    finally:
        if made.runs():
            made.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def cluster(*settings):
    """A cluster that runs."""
    with empty(*settings) as made:
        made.make()
        made.start()
        yield made


def main():
    with cluster() as made:
        os.environ['EVIDENCA_TEST_POSTGRES'] = made.uri()
        return subprocess.run(sys.argv[1:], check=False).returncode


if __name__ == '__main__':
    sys.exit(main())
