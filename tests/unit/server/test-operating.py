#!/usr/bin/python3
"""What whoever looks after a server needs: metrics, health, settings, new certificates, sockets.

usage: test-operating.py EVIDENCA-SERVER

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import contextlib
import hashlib
import json
import os
import pathlib
import re
import shutil
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

from served import SERVER, TOKEN, Served, unfold

READER = 'metrics-reader-0123456789abcdef'
SECRET = 'swordfish'


def samples(text):
    """The values of a text in Prometheus' format, each of which must have a type before it."""
    found, types = {}, {}
    for line in text.splitlines():
        if line.startswith('# TYPE '):
            _, _, name, kind = line.split()
            types[name] = kind
        elif not line.startswith('# HELP '):
            name, labels, value = re.fullmatch(
                r'([a-z_]+)(\{[a-z]+="[^"\\]*"(?:,[a-z]+="[^"\\]*")*\})? (\S+)', line).groups()
            assert name in types or re.sub('_(bucket|sum|count)$', '', name) in types, line
            assert name + (labels or '') not in found, line
            found[name + (labels or '')] = float(value)
    return found


class Operating(Served):
    def path(self, *names):
        return os.path.join(self.folder.name, *names)

    def write(self, name, text):
        with open(self.path(name), 'w', encoding='utf-8') as file:
            file.write(text)
        return self.path(name)

    def restart(self, *how):
        self.stop()
        self.start(*(how or ('--tls-self-signed', self.path('tls'))))

    def until(self, condition, patience=20):
        end = time.monotonic() + patience
        while not condition():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.05)

    def logged(self):
        with open(self.log.name, encoding='utf-8') as log:
            return [json.loads(line) for line in log if line.startswith('{')]

    # /metrics

    def metrics(self, token=READER):
        status, headers, text = self.ask('GET', '/metrics', token=token)
        self.assertEqual(status, 200)
        self.assertEqual(headers['Content-Type'], 'text/plain; version=0.0.4; charset=utf-8')
        return text.decode()

    def test_metrics_are_for_who_has_the_token(self):
        self.enrol()
        for token in (None, TOKEN, READER):
            self.assertEqual(self.ask('GET', '/metrics', token=token)[0], 401)
        self.restart('--tls-self-signed', self.path('tls'), '--metrics-token',
                     self.write('token', READER + '\n'))
        for token in (None, TOKEN, READER + 'x'):
            self.assertEqual(self.ask('GET', '/metrics', token=token)[0], 401)
        self.metrics()
        self.write('token', READER[::-1])
        self.server.send_signal(signal.SIGHUP)
        self.until(lambda: self.ask('GET', '/metrics', token=READER)[0] == 401)
        self.metrics(READER[::-1])

    def test_metrics_count(self):
        self.restart('--tls-self-signed', self.path('tls'), '--metrics-token',
                     self.write('token', READER))
        self.enrol()
        self.assertEqual(self.sync(**self.push(3))[0], 200)
        self.assertEqual(self.sync(**self.push(2, 4, gender='Zymbyle'))[0], 200)
        self.ask('GET', '/Zymbyle')
        self.ask('POST', '/v1/sync', b'{}', 'Zymbyle')
        waiter, _ = self.wait('D' * 13, TOKEN)
        text = self.metrics()
        found = samples(text)
        for name, value in {
                'evidenca_requests_total{path="/v1/enrol",status="2xx"}': 1,
                'evidenca_requests_total{path="/v1/sync",status="2xx"}': 3,
                'evidenca_requests_total{path="/v1/sync",status="4xx"}': 1,
                'evidenca_requests_total{path="other",status="4xx"}': 1,
                'evidenca_refused_requests_total{reason="unknown_token"}': 1,
                'evidenca_refused_changes_total{reason="not_in_list"}': 2,
                'evidenca_accepted_changes_total': 3,
                'evidenca_queue_bound': 256,
                'evidenca_waiting_laptops': 1,
                'evidenca_store_writable': 1,
                'evidenca_laptops{seen="day"}': 1,
                'evidenca_laptops{seen="older"}': 0}.items():
            self.assertEqual(found.get(name), value, name + '\n' + text)
        self.assertGreaterEqual(found['evidenca_commit_seconds_count'], 3)
        self.assertEqual(found['evidenca_commit_seconds_bucket{le="+Inf"}'],
                         found['evidenca_commit_seconds_count'])
        self.assertGreater(found['evidenca_commit_seconds_sum'], 0)
        for word in ('D' * 13, 'Zymbyle', 'Arta', TOKEN):
            self.assertNotIn(word, text)
        store = sqlite3.connect(self.path('server.db'), timeout=10)
        with store:
            store.execute('UPDATE device SET seen = seen - 8 * 86400000')
        store.close()
        found = samples(self.metrics())
        self.assertEqual(found['evidenca_laptops{seen="day"}'], 0)
        self.assertEqual(found['evidenca_laptops{seen="month"}'], 1)
        self.stop()
        waiter.join(10)

    # /v1/health

    def test_health_says_whether_the_store_is_writable(self):
        def health():
            status, _, text = self.ask('GET', '/v1/health')
            return status, json.loads(text)
        status, said = health()
        self.assertEqual(status, 200)
        self.assertGreater(said.pop('disk_free'), 0)
        self.assertEqual(said, {'ok': True, 'readable': True, 'writable': True})
        other = sqlite3.connect(self.path('server.db'), isolation_level=None, timeout=10)
        other.execute('BEGIN IMMEDIATE')
        self.until(lambda: health()[0] == 503, 60)
        status, said = health()
        self.assertEqual((said['ok'], said['readable'], said['writable']), (False, True, False))
        other.execute('ROLLBACK')
        other.close()
        self.until(lambda: health()[0] == 200)

    # What is told of people: nothing

    def test_nothing_personal_is_told(self):
        self.restart('--tls-self-signed', self.path('tls'), '--metrics-token',
                     self.write('token', READER))
        self.enrol()
        person = {'family_name': 'Sejfullahu', 'phone': '+38344987654', 'note': 'Kopshti i Rozafës',
                  'settlement': 'Përlepnica'}
        said = []

        def ask(*words, **more):
            with contextlib.suppress(OSError):  # what is too large is cut off
                said.append(self.ask(*words, **more))
        self.assertEqual(self.sync(**self.push(40, name='Zymbyle', **person))[0], 200)
        said.append(self.sync(**self.push(40, name='Zymbyle', **person, gender='Qershize')))
        said.append(self.sync(**self.push(40, 41, name='Zymbyle', gender='Qershize')))
        said.append(self.sync(**self.push(1, 2000, name='Zymbyle' * 3000)))
        for body in (b'{"v":1,"i":"DDDDDDDDDDDDD","b":"Zymbyle"}', b'Zymbyle {', b'{"v":"Zymbyle"}',
                     b'\x28\xb5\x2f\xfdZymbyle', b'Zymbyle' * 900000):
            ask('POST', '/v1/sync', body, TOKEN)
            ask('POST', '/v1/enrol', body[:4000])
            ask('POST', '/v1/report', body[:4000], TOKEN)
            ask('POST', '/v1/relay', body[:4000], TOKEN)
            ask('POST', '/v1/keys', body[:4000], TOKEN)
        ask('GET', '/Zymbyle?name=Zymbyle')
        ask('GET', '/v1/wait?epoch=Zymbyle&cursor=Zymbyle', token=TOKEN)
        ask('GET', '/project?code=Zymbyle', Cookie='a=Zymbyle')
        ask('ZYMBYLE', '/v1/sync')
        ask('POST', '/sign-in', b'key=Zymbyle')
        text = self.metrics()
        self.assertGreaterEqual(samples(text)['evidenca_accepted_changes_total'], 40)
        self.command('check')
        self.stop()
        with open(self.log.name, encoding='utf-8') as log:
            text += log.read()
        answers = b''.join(answer for _, _, answer in said if answer.startswith(b'{"error"'))
        self.assertIn('not_in_list', text)
        for word in ('Zymbyle', 'ZYMBYLE', 'Qershize', TOKEN, *person.values()):
            self.assertNotIn(word, text)
            self.assertNotIn(word.encode(), answers)

    # Settings

    def check(self, text, *flags):
        file = self.write('server.conf', text)
        done = subprocess.run([SERVER, 'serve', '--config', file, '--check-config', *flags],
                              capture_output=True, text=True, timeout=60)
        self.assertNotIn(SECRET, done.stdout + done.stderr)
        return done.returncode, done.stderr.replace(file, 'FILE')

    def test_settings_are_checked(self):
        well = ('# comment\n[server]\n'
                f'store = postgresql://evidenca:{SECRET}@db.example/evidenca\n'
                'listen = 127.0.0.1:8080\nbehind-proxy = true\nthreads=3\n')
        self.assertEqual(self.check(well), (0, ''))
        for text, line in [
                (well + f'password={SECRET}\n', 7),
                (well + f'{SECRET}\n', 7),
                (well + 'listen=[::1]:8080\n', 7),
                (well + '\n[client]\n', 8),
                (well.replace('true', SECRET), 5),
                (well.replace('=3', '=0'), 6),
                (well.replace('=3', f'={SECRET}'), 6),
                (f'store={SECRET}\n' + well, 1)]:
            with self.subTest(text=text):
                code, said = self.check(text)
                self.assertEqual(code, 1)
                self.assertTrue(said.startswith(f'evidenca-server: FILE:{line}: '), said)
        for text in [well.replace('127.0.0.1', '0.0.0.0'),
                     well.replace(':8080', ''),
                     well + 'tls-self-signed=/nonexistent\n',
                     well.replace('behind-proxy = true\n', ''),
                     well.replace('behind-proxy = true', 'tls-cert=/nonexistent'),
                     well.replace('behind-proxy = true', 'tls-cert=/nonexistent\ntls-key=/nonexistent'),
                     well + 'metrics-token=' + self.write('token', SECRET) + '\n']:
            with self.subTest(text=text):
                code, said = self.check(text)
                self.assertEqual(code, 1)
                self.assertTrue(said.startswith('evidenca-server: '), said)

    def test_a_certificate_is_checked(self):
        text = '[server]\nlisten=127.0.0.1:0\ntls-cert=%s\ntls-key=%s\n'
        certificate, key = self.path('tls', 'certificate.pem'), self.path('tls', 'key.pem')
        self.assertEqual(self.check(text % (certificate, key))[0], 0)
        self.assertEqual(self.check(text % (certificate, certificate))[0], 1)
        self.command('certificate', 'next', '--tls-self-signed', self.path('tls'))
        self.assertEqual(self.check(text % (certificate, self.path('tls', 'next', 'key.pem')))[0], 1)
        self.assertEqual(self.check(f'[server]\nlisten=127.0.0.1:0\ntls-self-signed={self.path("new")}\n')[0], 0)
        self.assertFalse(os.path.exists(self.path('new')))

    def test_flags_win_over_the_file(self):
        file = self.write('server.conf', f'[server]\nstore={self.store}\nlisten=192.0.2.1:1\n'
                          'behind-proxy=true\npublic-url=https://file.example\n')
        self.restart('--config', file, '--tls-self-signed', self.path('tls'))
        self.assertEqual((self.url.scheme, self.url.hostname), ('https', '127.0.0.1'))
        link = json.loads(subprocess.run(
            [SERVER, 'invite', '--config', file, '--project', 'P', '--role', 'viewer', '--json'],
            capture_output=True, check=True).stdout)['link']
        self.assertTrue(link.startswith('evidenca://file.example/enrol?code='), link)

    # Certificates

    def shown(self):
        """The pin of the key that a new connection is shown."""
        with socket.create_connection((self.url.hostname, self.url.port)) as plain, \
                ssl._create_unverified_context().wrap_socket(plain) as wrapped:
            certificate = ssl.DER_cert_to_PEM_cert(wrapped.getpeercert(True))
        key = subprocess.run(['openssl', 'x509', '-pubkey', '-noout'], input=certificate,
                             capture_output=True, text=True, check=True).stdout
        der = base64.b64decode(''.join(key.splitlines()[1:-1]))
        return base64.b64encode(hashlib.sha256(der).digest()).decode()

    def reload(self):
        before = len(self.logged())
        self.server.send_signal(signal.SIGHUP)
        said = []
        self.until(lambda: said.extend(line['event'] for line in self.logged()[before:]
                                       if 'reloaded' in line['event']) or said)
        return said[0]

    def test_the_next_key_comes_without_a_new_start(self):
        self.enrol()
        old, tls = self.shown(), self.path('tls')
        coming = json.loads(self.command('certificate', 'next', '--tls-self-signed', tls,
                                         '--json'))['next_pin']
        self.assertEqual(self.reload(), 'reloaded')
        self.assertEqual(self.shown(), old)
        self.assertEqual(unfold(self.sync()[2])['p'], coming)
        connection = self.connect()
        self.assertEqual(self.ask('GET', '/v1/health', connection=connection)[0], 200)
        held, waiter, woken = connection.sock, *self.wait('D' * 13, TOKEN)
        self.command('certificate', 'switch', '--tls-self-signed', tls)
        self.assertEqual(self.reload(), 'reloaded')
        self.assertEqual(self.shown(), coming)
        self.assertEqual(self.ask('GET', '/v1/health', connection=connection)[0], 200)
        self.assertIs(connection.sock, held)
        connection.close()
        self.assertTrue(waiter.is_alive())
        self.assertNotIn('p', unfold(self.sync()[2]))
        link = urllib.parse.urlsplit(self.invite('--role', 'viewer')['link'])
        self.assertEqual(urllib.parse.parse_qs(link.query)['pin'][0],
                         coming.translate(str.maketrans('+/', '-_')).rstrip('='))
        self.stop()
        waiter.join(10)
        self.assertEqual(woken, [204])

    def test_a_bad_certificate_changes_nothing(self):
        old = self.shown()
        for file in ('certificate.pem', 'key.pem'):
            kept = self.path('tls', file)
            shutil.copy(kept, self.path('kept'))
            self.write(os.path.join('tls', file), 'no certificate\n')
            self.assertEqual(self.reload(), 'not reloaded')
            self.assertEqual(self.shown(), old)
            shutil.copy(self.path('kept'), kept)
        self.assertEqual(self.reload(), 'reloaded')
        self.assertEqual(self.shown(), old)

    def test_a_session_under_the_old_key_is_not_taken_up(self):
        context = ssl._create_unverified_context()
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        session = None
        for resumed in (False, True, False):
            with socket.create_connection((self.url.hostname, self.url.port)) as plain, \
                    context.wrap_socket(plain, session=session) as wrapped:
                wrapped.sendall(b'GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n')
                self.assertTrue(wrapped.recv(100).startswith(b'HTTP/1.1 200'))
                self.assertEqual(wrapped.session_reused, resumed)
                session = wrapped.session
            if resumed:
                tls = self.path('tls')
                self.command('certificate', 'next', '--tls-self-signed', tls)
                self.command('certificate', 'switch', '--tls-self-signed', tls)
                self.assertEqual(self.reload(), 'reloaded')

    # A socket that is handed over

    def start_at(self, listening, count='1'):
        """As systemd does it: the socket as descriptor 3, and the process's own number."""
        script = f'exec 3<&{listening.fileno()}; export LISTEN_FDS={count} LISTEN_PID=$$; exec "$@"'
        self.log = open(self.path('log'), 'a', encoding='utf-8')
        self.server = subprocess.Popen(
            ['bash', '-c', script, 'sh', SERVER, 'serve', '--store', self.store,
             '--tls-self-signed', self.path('tls')],
            stdout=subprocess.PIPE, stderr=self.log, text=True, pass_fds=[listening.fileno()])

    def test_a_socket_is_handed_over(self):
        self.stop()
        with socket.create_server(('127.0.0.1', 0)) as listening:
            port = listening.getsockname()[1]
            self.url = urllib.parse.urlsplit(f'https://127.0.0.1:{port}')
            for _ in range(2):
                early, answered = [], threading.Thread(
                    target=lambda: early.append(self.ask('GET', '/v1/health')[0]))
                answered.start()  # before there is a server: it waits in the socket
                time.sleep(0.2)
                self.start_at(listening)
                self.assertEqual(self.server.stdout.readline().strip(), f'ready https://127.0.0.1:{port}')
                answered.join(20)
                self.assertEqual(early, [200])
                self.stop()
            self.start_at(listening, '2')
            self.assertEqual(self.server.wait(20), 2)
            self.server.stdout.close()
            self.log.close()

    # News by another server

    def wait(self, device, token, url=None):
        """A laptop that has got everything, and waits at a server."""
        url = url or self.url
        body = unfold(self.ask('POST', '/v1/sync', {'v': 1, 'i': device}, token)[2])
        into = []
        path = f'/v1/wait?epoch={body["e"]}&cursor={body["c"]}'
        thread = threading.Thread(target=lambda: into.append(self.ask_at(url, path, token)))
        thread.start()
        time.sleep(0.3)
        self.assertTrue(thread.is_alive(), into)
        return thread, into

    def ask_at(self, url, path, token):
        connection = self.connect()
        connection.host, connection.port = url.hostname, url.port
        status = self.ask('GET', path, token=token, connection=connection)[0]
        connection.close()
        return status

    @contextlib.contextmanager
    def second(self):
        """Another server on the same store, which is asked meanwhile."""
        first = self.server, self.log, self.url
        self.start('--tls-self-signed', self.path('tls'))
        try:
            yield first[2]
        finally:
            self.stop()
            self.server, self.log, self.url = first

    def test_another_server_wakes_only_those_concerned(self):
        self.command('team', 'add', 'P', 'B', 'Team B')
        tokens = {'D' * 13: 'T' * 52, 'E' * 13: 'V' * 52, 'F' * 13: 'W' * 52}
        for (device, token), team in zip(tokens.items(), 'AAB'):
            self.enrol(device, token, team)
        time.sleep(1.5)  # so that what was written until now is known
        with self.second() as first:
            time.sleep(1.5)
            mate, mate_said = self.wait('E' * 13, tokens['E' * 13], first)
            stranger, stranger_said = self.wait('F' * 13, tokens['F' * 13], first)
            self.assertEqual(self.sync(**self.push(2))[0], 200)
            mate.join(10)
            self.assertEqual(mate_said, [200])
            time.sleep(2.5)
            self.assertTrue(stranger.is_alive(), stranger_said)
            again, again_said = self.wait('E' * 13, tokens['E' * 13], first)
            time.sleep(1.5)
            self.assertTrue(again.is_alive(), again_said)
        self.stop()
        for thread in (stranger, again):
            thread.join(10)
        self.assertEqual((stranger_said, again_said), ([204], [204]))


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=1)
