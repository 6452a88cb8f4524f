"""Somebody with a token and a client of another make, who keeps to no rule.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import hashlib
import http.client
import json
import secrets
import ssl
import subprocess
import time

ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'


def word(length):
    return ''.join(secrets.choice(ALPHABET) for _ in range(length))


def unfold(body):
    """A message's text, from a frame or as it is."""
    if body.startswith(b'\x28\xb5\x2f\xfd'):
        body = subprocess.run(['zstd', '-dc'], input=body, capture_output=True, check=True).stdout
    return body.decode()


def now():
    return int(time.time() * 1000)


class Ids:
    """The devices of a message, numbered as they are first mentioned."""

    def __init__(self, first):
        self.rows = [first]

    def number(self, device):
        names = [row[0] for row in self.rows]
        if device not in names:
            self.rows.append([device])
            names.append(device)
        return names.index(device)

    def column(self, record):
        device, counter = record.split('-')
        return {'d': self.number(device), 'n': int(counter)}


def changes(author, seq, moment, *wanted):
    """The columnar form of (kind, id, fields), each a shape of its own, numbered from `seq` on; id
    None: the change creates its record."""
    ids = Ids([author, seq, moment])
    shapes = []
    for kind, record, fields in wanted:
        shape = {'k': kind, 'f': fields}
        if record and '.' in record:
            left, right = record.split('.')
            shape.update(l=ids.column(left), r=ids.column(right))
        elif record:
            shape['i'] = ids.column(record)
        shapes.append(shape)
    return {'n': len(shapes), 'k': shapes, 'o': [0, DIGITS[:len(shapes)]], 'd': ids.rows}


class Attacker:
    """Enrolled by an invitation (`link`), under a device and a token of her own choice."""

    def __init__(self, server, link=None, device=None, token=None):
        self.port = server.port
        self.device, self.token = device or word(13), token or word(52)
        self.seq, self.epoch = 0, None
        if link:
            code = link.split('code=')[1].split('&')[0]
            assert self.enrol(code)[0] == 200

    def ask(self, method, path, body=None, token=None, **headers):
        """Returns status and text of the answer."""
        context = ssl._create_unverified_context()
        line = http.client.HTTPSConnection('127.0.0.1', self.port, context=context, timeout=70)
        token = self.token if token is None else token
        if token:
            headers['Authorization'] = 'Bearer ' + token
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        line.request(method, path, data, headers)
        answer = line.getresponse()
        status, text = answer.status, unfold(answer.read())
        line.close()
        return status, text

    def enrol(self, code, device=None, token=None):
        return self.ask('POST', '/v1/enrol', {
            'v': 1, 'code': code, 'device': device or self.device, 'name': 'Attacker',
            'token_hash': hashlib.blake2b((token or self.token).encode(),
                                          digest_size=32).hexdigest()}, token='')

    def sync(self, **more):
        """Everything that she is told, from the beginning, as text."""
        known = {'e': self.epoch} if self.epoch else {}
        status, text = self.ask('POST', '/v1/sync', {'v': 1, 'i': self.device, 'h': self.seq,
                                                     **known, **more})
        assert status == 200, (status, text)
        self.epoch = json.loads(text)['e']
        return text

    def push(self, *wanted, moment=None, **more):
        """Sends changes; returns the refusals, [REASON or REASON FIELD] by the order of the changes,
        '' for what was taken."""
        first = self.seq + 1
        self.seq += len(wanted)
        answer = json.loads(self.sync(a=first - 1, b=changes('', first, moment or now(), *wanted),
                                      **more))
        refused = {row[0]: ' '.join(row[1:]) for row in answer.get('r', [])}
        return [refused.get(seq, '') for seq in range(first, self.seq + 1)]

    def rescue(self, author, seq, *wanted, moment=None):
        """Offers values as if `author` had written them."""
        return json.loads(self.sync(z=changes(author, seq, moment or now(), *wanted)))
