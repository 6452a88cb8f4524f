"""A server process on loopback with one project and one team, asked by a client of another make.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import hashlib
import http.client
import json
import os
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

SERVER = sys.argv[1]
TOKEN = 'T' * 52


def run(*words, code=0):
    """Runs a command; returns what it printed."""
    done = subprocess.run([SERVER, *words], capture_output=True, text=True, timeout=60)
    assert done.returncode == code, (words, done.returncode, done.stdout, done.stderr)
    return done.stdout


class Served(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.store = 'sqlite:' + os.path.join(self.folder.name, 'server.db')
        self.command('project', 'add', 'P', 'Project')
        self.command('team', 'add', 'P', 'A', 'Team A')
        self.start('--tls-self-signed', os.path.join(self.folder.name, 'tls'))

    def tearDown(self):
        if self.server.poll() is None:
            self.stop()
        self.folder.cleanup()

    def command(self, *words, code=0):
        return run(*words, '--store', self.store, code=code)

    def start(self, *how):
        self.log = open(os.path.join(self.folder.name, 'log'), 'a', encoding='utf-8')
        # It fills whatever is asked for, and makes memory of what never is used.
        env = {name: value for name, value in os.environ.items() if name != 'MALLOC_PERTURB_'}
        self.server = subprocess.Popen(
            [SERVER, 'serve', '--store', self.store, '--listen', '127.0.0.1:0', *how],
            stdout=subprocess.PIPE, stderr=self.log, text=True, env=env)
        line = self.server.stdout.readline()
        self.assertTrue(line.startswith('ready http'), line)
        self.url = urllib.parse.urlsplit(line.split()[1])

    def stop(self):
        self.server.send_signal(signal.SIGTERM)
        self.assertEqual(self.server.wait(30), 0)
        self.server.stdout.close()
        self.log.close()

    def connect(self, timeout=90):
        if self.url.scheme == 'http':
            return http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=timeout)
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return http.client.HTTPSConnection(self.url.hostname, self.url.port, context=context,
                                           timeout=timeout)

    def ask(self, method, path, body=None, token=None, connection=None, **headers):
        """Returns status, headers and the answer's text."""
        own = connection or self.connect()
        if token:
            headers['Authorization'] = 'Bearer ' + token
        data = json.dumps(body).encode() if isinstance(body, dict) else body
        own.request(method, path, data, headers)
        answer = own.getresponse()
        text = answer.read()
        if connection is None:
            own.close()
        return answer.status, answer.headers, text

    def invite(self, *words):
        return json.loads(self.command('invite', '--project', 'P', '--json', *words))

    def enrol(self, device='DDDDDDDDDDDDD', token=TOKEN, team='A'):
        link = self.invite('--role', 'facilitator', '--team', team)['link']
        code = urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)['code'][0]
        body = {'v': 1, 'code': code, 'device': device,
                'token_hash': hashlib.blake2b(token.encode(), digest_size=32).hexdigest()}
        status, _, text = self.ask('POST', '/v1/enrol', body)
        self.assertEqual(status, 200, text)
        return code, body

    epoch = None

    def sync(self, **more):
        """Changes that go on from receipts are taken only with the epoch that these are of."""
        known = {'e': self.epoch} if self.epoch else {}
        answer = self.ask('POST', '/v1/sync', {'v': 1, 'i': 'DDDDDDDDDDDDD', **known, **more}, TOKEN)
        if answer[0] == 200:
            self.epoch = unfold(answer[2])['e']
        return answer

    def push(self, count, first=1, name='Arta', **fields):
        """A batch of people whose values are all the same, seqs from `first` on."""
        moment = int(time.time() * 1000) - 60000 - count
        return {'v': 1, 'i': 'DDDDDDDDDDDDD', 'h': first + count - 1, 'a': first - 1, 'b': {
            'n': count, 't': 1, 'd': [['', first, moment]],
            'k': [{'k': 'person', 'f': {'given_name': name, **fields}}]}}


def unfold(body):
    """An answer's object, from a frame or as it is."""
    if body.startswith(b'{'):
        return json.loads(body)
    return json.loads(subprocess.run(['zstd', '-dc'], input=body, capture_output=True,
                                     check=True).stdout)
