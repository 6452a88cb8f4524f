#!/usr/bin/python3
"""The real server process over TLS on loopback, asked by a client of another make.

usage: test-process.py EVIDENCA-SERVER [slow]

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import contextlib
import hashlib
import json
import os
import pathlib
import select
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import threading
import time
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / 'support'))

from served import TOKEN, Served, run, unfold

SLOW = 'slow' in sys.argv[2:]
TYPE = 'application/vnd.evidenca'
# What a frame of any kind may take, in kB: 16 MiB of text, a window of 8 MiB, on two threads, and
# what malloc keeps of one request for the next.
BOMB_MEMORY = 64 << 10


class Process(Served):
    def test_the_link_pins_the_key(self):
        invited = self.invite('--role', 'coordinator')
        link = urllib.parse.urlsplit(invited['link'])
        pin = urllib.parse.parse_qs(link.query)['pin'][0]
        with socket.create_connection((self.url.hostname, self.url.port)) as plain:
            context = ssl._create_unverified_context()
            with context.wrap_socket(plain) as wrapped:
                certificate = ssl.DER_cert_to_PEM_cert(wrapped.getpeercert(True))
        key = subprocess.run(['openssl', 'x509', '-pubkey', '-noout'], input=certificate,
                             capture_output=True, text=True, check=True).stdout
        der = base64.b64decode(''.join(key.splitlines()[1:-1]))
        self.assertEqual(base64.urlsafe_b64encode(hashlib.sha256(der).digest()).decode().rstrip('='),
                         pin)
        self.assertEqual(link.scheme, 'evidenca')
        self.assertRegex(invited['code'], r'^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$')

    def test_odd_requests(self):
        for method, path, body, token, status in [
                ('GET', '/v1/health', None, None, 200),
                ('GET', '/', None, None, 200),  # the admin's page asks who it is
                ('GET', '/nowhere', None, None, 404),
                ('GET', '/v1/sync', None, None, 405),
                ('POST', '/v1/sync', b'x', None, 401),
                ('POST', '/v1/sync', b'x', 'nobody', 401),
                ('GET', '/v1/wait', None, None, 401),
                ('POST', '/v1/enrol', b'{}', None, 400),
                ('POST', '/v1/enrol', b'x' * 5000, None, 413)]:
            with self.subTest(path=path, status=status):
                got, headers, _ = self.ask(method, path, body, token)
                self.assertEqual(got, status)
                self.assertNotIn('Date', headers)

    def test_a_day(self):
        _, enrolment = self.enrol()
        status, headers, text = self.sync()
        self.assertEqual(status, 200)
        self.assertEqual(headers['Content-Type'], TYPE)
        self.assertEqual(self.ask('POST', '/v1/enrol', enrolment)[0], 200)
        self.assertEqual(self.ask('POST', '/v1/sync', b'\x28\xb5\x2f\xfd garbage', TOKEN)[0], 400)
        self.assertEqual(self.ask('POST', '/v1/sync', {'v': 99, 'i': 'D' * 13}, TOKEN)[2].count(
            b'too_new'), 1)
        devices = json.loads(self.command('devices', '--json'))
        self.assertEqual([(d['device'], d['role'], d['teams']) for d in devices],
                         [('D' * 13, 'facilitator', ['A'])])
        self.command('revoke', 'D' * 13)
        status, _, text = self.sync()
        self.assertEqual((status, json.loads(text)['complaint']), (401, 'revoked'))
        self.assertTrue(json.loads(self.command('check', '--json'))['ok'])

    def test_too_large_is_told_before_it_is_sent(self):
        self.enrol()
        connection = self.connect()
        connection.putrequest('POST', '/v1/sync')
        connection.putheader('Authorization', 'Bearer ' + TOKEN)
        connection.putheader('Content-Length', str(1 << 30))
        connection.endheaders()
        self.assertEqual(connection.getresponse().status, 413)
        connection.close()

    def most_memory(self):
        """The most memory that the server ever had, in kB; None where a sanitizer adds its own."""
        with open(f'/proc/{self.server.pid}/maps', encoding='utf-8') as maps:
            if 'libasan' in maps.read():
                return None
        with open(f'/proc/{self.server.pid}/status', encoding='utf-8') as status:
            return next(int(line.split()[1]) for line in status if line.startswith('VmHWM'))

    def test_bombs_are_refused_with_little_memory(self):
        self.enrol()
        self.sync()
        before = self.most_memory()
        folder = self.folder.name
        for name, content in [('brackets', b'[' * (256 << 20)),
                              ('zeros', bytes(256 << 20)),
                              ('values', b'[' + b'0,' * (7 << 20) + b'0]'),
                              ('deep', b'[' * (16 << 20))]:
            plain = os.path.join(folder, name)
            with open(plain, 'wb') as file:
                file.write(content)
            for claimed in (True, False):
                with open(plain, 'rb') as file:
                    bomb = subprocess.run(
                        ['zstd', '-1', '-c', *([plain] if claimed else ['-'])],
                        stdin=file, capture_output=True, check=True).stdout
                with self.subTest(name=name, claimed=claimed):
                    self.assertLess(len(bomb), 1 << 18)
                    status, _, text = self.ask('POST', '/v1/sync', bomb, TOKEN)
                    self.assertIn(status, (400, 413), text)
            os.remove(plain)
        self.assertEqual(self.sync()[0], 200)
        if before is not None:
            self.assertLess(self.most_memory() - before, BOMB_MEMORY)

    def test_guessing_is_slowed(self):
        body = {'v': 1, 'code': '0' * 12, 'device': 'D' * 13, 'token_hash': '0' * 64}
        got = [self.ask('POST', '/v1/enrol', body) for _ in range(11)]
        self.assertEqual([status for status, _, _ in got], [403] * 10 + [429])
        self.assertGreater(int(got[-1][1]['Retry-After']), 0)

    def wait_for_news(self, into):
        time.sleep(1.5)  # what the set-up wrote is no news any more
        store = sqlite3.connect(self.store.removeprefix('sqlite:'))
        epoch, cursor = store.execute(
            "SELECT text, cursor FROM fact, project WHERE fact.name = 'epoch'").fetchone()
        store.close()
        path = f'/v1/wait?epoch={epoch}&cursor={cursor}'

        def wait():
            begun = time.monotonic()
            status, _, _ = self.ask('GET', path, token=TOKEN)
            into.append((status, time.monotonic() - begun))
        thread = threading.Thread(target=wait)
        thread.start()
        time.sleep(0.3)
        self.assertTrue(thread.is_alive(), into)
        return thread

    def test_news_from_another_process_wake(self):
        self.enrol()
        woken = []
        thread = self.wait_for_news(woken)
        self.command('team', 'add', 'P', 'B', 'Team B')
        thread.join(10)
        self.assertEqual(woken[0][0], 200)
        self.assertLess(woken[0][1], 5)

    def test_the_end_lets_go(self):
        self.enrol()
        woken = []
        thread = self.wait_for_news(woken)
        begun = time.monotonic()
        self.stop()
        self.assertLess(time.monotonic() - begun, 5)
        thread.join(10)
        self.assertEqual(woken[0][0], 204)

    def test_what_was_accepted_is_finished(self):
        self.enrol()
        self.stop()
        self.start('--behind-proxy')  # over TLS, what is there to read may be no answer
        count = 9000
        connection = self.connect()
        connection.request('POST', '/v1/sync', json.dumps(self.push(count)),
                           {'Authorization': 'Bearer ' + TOKEN})
        time.sleep(0.2)  # all of it has arrived, and filing it takes longer
        self.assertEqual(select.select([connection.sock], [], [], 0)[0], [])
        self.server.send_signal(signal.SIGTERM)
        answer = connection.getresponse()
        body = unfold(answer.read())
        connection.close()
        self.assertEqual((answer.status, body['a']), (200, count))
        self.stop()
        store = sqlite3.connect(self.store.removeprefix('sqlite:'))
        self.assertEqual(store.execute(
            "SELECT count (*) FROM record WHERE id LIKE 'DDDDDDDDDDDDD-%'").fetchone()[0], count)
        store.close()

    def garble(self, *words):
        """What is no HTTP at all, with the words in every place."""
        for form in ('{0}\r\n\r\n', 'GET /{0} HTTP/1.1\r\nHost: {0}\r\n{0}\r\n\r\n',
                     '{0} /v1/sync HTTP/9.9\r\n\r\n', 'GET /v1/health HTTP/1.1\r\n{0}: {0}\r\n\r\n',
                     'POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: {0}\r\n\r\n',
                     'POST /v1/sync HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{0}\r\n',
                     'GET /v1/health?{0}=%zz{0} HTTP/1.1\r\nHost: x\r\nCookie: {1}\r\n\r\n',
                     'GET /' + '{0}' * 9000 + ' HTTP/1.1\r\n\r\n'):
            with socket.create_connection((self.url.hostname, self.url.port)) as plain, \
                    ssl._create_unverified_context().wrap_socket(plain) as wrapped:
                wrapped.settimeout(2)
                with contextlib.suppress(OSError):
                    wrapped.sendall(form.format(*words).encode())
                    wrapped.shutdown(socket.SHUT_WR)
                    wrapped.recv(1000)

    def test_the_log_is_sober(self):
        code, _ = self.enrol()
        planted = {'given_name': 'Zymbyle', 'family_name': 'Krasniqi-Vidić', 'phone': '+38344999111',
                   'community': 'ashkali', 'consent': 'paper', 'note': 'diabetes'}
        words = [*planted.values(), TOKEN, code, 'Vidi\\u0107', 'zymbyle']
        words.remove('paper')
        name = planted.pop('given_name')
        self.assertEqual(self.sync(**self.push(3, 1, name, **planted))[0], 200)
        refused = unfold(self.sync(**self.push(3, 4, name, **planted, gender='diabetes'))[2])
        self.assertEqual(len(refused['r']), 3)
        forked = unfold(self.sync(**self.push(2, 2, 'Vidić', **planted))[2])
        self.assertEqual(forked['r'][0][1], 'fork')
        for body in (b'{"v":1,"Zymbyle":', b'Zymbyle diabetes', json.dumps([name]).encode(),
                     json.dumps({'v': 1, 'i': name, 'b': name}).encode(),
                     json.dumps({**self.push(1, 9, name), 'b': {'n': 1, 'k': [{'k': name}]}}).encode()):
            self.assertEqual(self.ask('POST', '/v1/sync', body, TOKEN)[0], 400)
        self.ask('POST', '/v1/sync', b'{}', name)
        self.ask('GET', f'/v1/health?given_name={name}')
        self.ask('GET', f'/{name}/diabetes')
        self.ask('GET', f'/v1/wait?epoch={name}&cursor={name}', token=TOKEN)
        self.ask('POST', '/v1/enrol', {'v': 1, 'code': code, 'device': name, 'token_hash': name})
        self.garble(name, 'diabetes')
        self.command('revoke', 'D' * 13)
        self.assertEqual(self.sync(**self.push(3, 7, name, **planted))[0], 401)
        self.stop()
        with open(self.log.name, encoding='utf-8') as log:
            lines = log.read().splitlines()
        self.assertGreater(len([json.loads(line) for line in lines]), 20)
        self.assertIn('request', [json.loads(line)['event'] for line in lines])
        for line in lines:
            for word in words:
                self.assertNotIn(word.lower(), line.lower())

    def test_a_given_certificate_is_pinned_unless_vouched_for(self):
        self.stop()
        tls = os.path.join(self.folder.name, 'tls')
        self.start('--tls-cert', os.path.join(tls, 'certificate.pem'),
                   '--tls-key', os.path.join(tls, 'key.pem'))
        self.assertEqual(self.ask('GET', '/v1/health')[0], 200)
        self.assertIn('&pin=', self.invite('--role', 'viewer')['link'])

    def test_the_next_key_is_announced_and_comes(self):
        self.enrol()
        tls = os.path.join(self.folder.name, 'tls')
        self.command('certificate', 'switch', '--tls-self-signed', tls, code=1)
        pin = json.loads(self.command('certificate', 'next', '--tls-self-signed', tls, '--json'))
        again = json.loads(self.command('certificate', 'next', '--tls-self-signed', tls, '--json'))
        self.assertEqual(pin, again)
        self.assertEqual(unfold(self.sync()[2])['p'], pin['next_pin'])
        self.stop()
        self.command('certificate', 'switch', '--tls-self-signed', tls)
        self.start('--tls-self-signed', tls)
        self.assertNotIn('p', unfold(self.sync()[2]))
        link = urllib.parse.urlsplit(self.invite('--role', 'viewer')['link'])
        self.assertEqual(urllib.parse.parse_qs(link.query)['pin'][0],
                         pin['next_pin'].translate(str.maketrans('+/', '-_')).rstrip('='))

    def test_connections_stay_and_sessions_resume(self):
        connection = self.connect()
        for _ in range(5):
            self.assertEqual(self.ask('GET', '/v1/health', connection=connection)[0], 200)
            self.assertIsNotNone(connection.sock)
        connection.close()
        context = ssl._create_unverified_context()
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        session = None
        for turn in range(2):
            plain = socket.create_connection((self.url.hostname, self.url.port))
            with context.wrap_socket(plain, session=session) as wrapped:
                wrapped.sendall(b'GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n')
                self.assertTrue(wrapped.recv(100).startswith(b'HTTP/1.1 200'))
                self.assertEqual(wrapped.session_reused, turn == 1)
                session = wrapped.session

    def test_grants_and_what_is_rescued(self):
        self.enrol()
        self.command('team', 'add', 'P', 'B', 'Team B')
        self.command('grant', 'D' * 13, '--team', 'B')
        device = json.loads(self.command('devices', '--json'))[0]
        self.assertEqual(device['teams'], ['A', 'B'])
        self.command('deny', 'D' * 13, '--team', 'A')
        self.assertEqual(json.loads(self.command('devices', '--json'))[0]['teams'], ['B'])
        self.command('grant', 'D' * 13, code=2)
        self.command('grant', 'E' * 13, '--team', 'B', code=1)
        self.assertEqual(json.loads(self.command('rescued', '--json')), [])
        self.command('rescued', 'take', '7', code=1)

    def test_behind_a_proxy(self):
        self.stop()
        self.start('--behind-proxy', '--public-url', 'https://register.example')
        self.assertEqual(self.ask('GET', '/v1/health')[0], 200)
        self.assertTrue(self.invite('--role', 'viewer')['link'].startswith(
            'evidenca://register.example/enrol?code='))
        run('serve', '--store', self.store, '--listen', '0.0.0.0:0', '--behind-proxy', code=1)

    def test_usage(self):
        for words in [[], ['dance'], ['serve'], ['project', 'add', 'X'],
                      ['serve', '--listen', '127.0.0.1:0'],
                      ['invite', '--project', 'P', '--role', 'king']]:
            with self.subTest(words=words):
                self.command(*words, code=2)
        self.command('project', 'add', 'P', 'Again', code=1)
        self.command('invite', '--project', 'P', '--role', 'facilitator', code=1)
        self.command('invite', '--project', 'P', '--role', 'facilitator', '--team', 'Z', code=1)

    @unittest.skipUnless(SLOW, 'takes half a minute; say "slow"')
    def test_drips_are_cut_and_others_served(self):
        drips = []
        for head in [b'GET /v1/health HTTP/1.1\r\n',
                     b'POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Length: 4000\r\n\r\n']:
            for _ in range(300):
                plain = socket.create_connection((self.url.hostname, self.url.port))
                drip = ssl._create_unverified_context().wrap_socket(plain)
                drip.sendall(head)
                drips.append((drip, b'X-a: b\r\n' if head.startswith(b'GET') else b'y'))
        begun, cut = time.monotonic(), set()
        while time.monotonic() - begun < 40 and len(cut) < len(drips):
            for i, (drip, drop) in enumerate(drips):
                try:
                    drip.sendall(drop)
                except OSError:
                    cut.add(i)
            self.assertEqual(self.ask('GET', '/v1/health')[0], 200)
            time.sleep(1)
        self.assertEqual(len(cut), len(drips))
        for drip, _ in drips:
            drip.close()


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=1)
