#!/usr/bin/python3
"""What somebody hostile would try, by what is in her hands. docs/SECURITY.md tells what stands
against each; every attempt here got through, or would without its guard.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import contextlib
import http.client
import json
import pathlib
import re
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'support'))
import world as w  # noqa: E402
from attacker import Attacker, now, word  # noqa: E402

OTHER = 'PEJ'
# The sums of 256 buckets that hold nothing.
NO_SUMS = base64.b64encode(bytes(8 * 256)).decode()
SECRETS = {'given_name': 'Zymbyle', 'family_name': 'Vidić', 'community': 'ashkali',
           'consent': 'paper', 'phone': '+38344999111'}


class Scene:
    """A server with two teams. The other team's laptop and the office's have people of their own;
    the attacker is a facilitator of the first team, with an event and a session."""

    def __init__(self, world, role='facilitator', *teams):
        self.server = world.server()
        self.server.run('team', 'add', w.PROJECT, OTHER, 'Team Peja')
        self.victim = world.laptop('victim', self.server.invite('facilitator', OTHER))
        self.office = world.laptop('office', self.server.invite('coordinator'))
        self.person = self.victim.add('person', **SECRETS)
        self.event = self.victim.add('event', title='Forum of Peja', type='training')
        self.session = self.victim.add('session', event=self.event, date='2026-03-14')
        self.victim.run('attend', self.session, self.person)
        self.guest = self.office.add('person', given_name='Officina', family_name='Hidden')
        for laptop in (self.victim, self.office):
            assert laptop.run('sync')['verified']
        self.attacker = self.enrol(role, *(teams or [w.TEAM] if role == 'facilitator' else []))

    def enrol(self, role, *teams):
        return Attacker(self.server, self.server.invite(role, *teams)['link'])

    def next_of(self, laptop, ahead=0):
        """The id that the laptop's next record but `ahead` will have."""
        device = laptop.status()['device']
        return device, f'{device}-{int(laptop.sql("SELECT max (seq) FROM change")) + 1 + ahead}'

    def own_session(self):
        own = self.attacker
        event, session = f'{own.device}-{own.seq + 1}', f'{own.device}-{own.seq + 2}'
        assert own.push(('event', None, {'title': 'Mine', 'type': 'training'}),
                        ('session', None, {'event': event, 'date': '2026-03-14'})) == ['', '']
        return session

    def reads(self, *words):
        text = self.attacker.sync()
        return [one for one in words if one in text]

    def unharmed(self):
        """Both laptops sync to the end, have nobody but their own, and nothing is refused."""
        for laptop, people in ((self.victim, {'Zymbyle'}), (self.office, {'Zymbyle', 'Officina'})):
            outcome = laptop.run('sync')
            assert outcome['verified'] and outcome['refused'] == 0, outcome
            names = {person['given_name'] for person in laptop.run('list', 'person')}
            assert people <= names and 'Planted' not in names, names


def expect(got, *wanted):
    assert got == list(wanted), f'{got}, not {list(wanted)}'


# Nothing in her hands

def nobody(world):
    scene = Scene(world)
    own = Attacker(scene.server)
    code = scene.server.invite('coordinator')['link'].split('code=')[1].split('&')[0]
    for method, path in (('POST', '/v1/sync'), ('POST', '/v1/keys'), ('POST', '/v1/relay'),
                         ('GET', '/v1/wait'), ('POST', '/v1/report'), ('GET', '/v1/report'),
                         ('GET', '/metrics')):
        for token in ('', word(52), "' OR 1=1 --", '%'):
            status, text = own.ask(method, path, None if method == 'GET' else b'{}', token)
            assert status == 401 and 'unknown_token' in text, (path, status, text)
        # Nor by the address, where proxies would keep it.
        assert own.ask(method, f'{path}?token={scene.attacker.token}', None, '')[0] == 401
    for path in ('/v1/../v1/sync', '/..%2f..%2fserver.db', '/v1/sync%00', '//v1/sync', '/V1/SYNC'):
        assert own.ask('GET', path, None, '')[0] in (400, 404, 405), path
    # A laptop that is there is nobody's to take, by whatever invitation, which stays good.
    victim = scene.victim.status()['device']
    assert own.enrol(code, device=victim)[0] == 403
    assert own.enrol(code)[0] == 200
    # It makes one laptop, and a code is good for nothing but what it is.
    assert own.enrol(code, device=word(13))[0] == 403
    assert own.enrol(code, token=word(52))[0] == 403
    for guess in ('%', '_' * 12, "' OR '1'='1", code.lower() + '0', '0' * 12):
        assert own.enrol(guess, device=word(13))[0] in (400, 403, 429), guess
    scene.unharmed()


# A viewer's token

def viewer(world):
    scene = Scene(world, 'viewer')
    own = scene.attacker
    expect(scene.reads('Zymbyle', 'Vidi', 'ashkali', '999111', 'Forum of Peja', 'Officina'))
    expect(own.push(('person', None, {'given_name': 'Planted'}),
                    ('team', None, {'code': 'X', 'name': 'Mine'}),
                    ('note', None, {'about': f'person/{scene.person}', 'text': 'Planted'}),
                    ('attendance', f'{scene.session}.{scene.person}', {'status': 'absent'})),
           'denied', 'denied', 'denied', 'denied')
    # Sums of nothing make the server tell every bucket that differs: of what she may read only.
    text = own.sync(k=[0, NO_SUMS])
    assert 'Zymbyle' not in text and scene.person not in text, text
    # What she brings for others is for the admin, and is told to nobody.
    own.rescue(scene.victim.status()['device'], 900, ('person', scene.person,
                                                      {'given_name': 'Planted'}))
    assert own.ask('POST', '/v1/report', {'v': 1, 'id': word(13), 'at': now(),
                                          'report': {}})[0] in (400, 403)
    status, text = own.ask('POST', '/v1/keys', {'v': 1, 'device': own.device, 'key': 'A' * 43 + '='})
    assert 'secret' not in text and 'signers":[{' not in text, text
    scene.unharmed()


# A facilitator's token, for what is another team's

def reading_others(world):
    scene = Scene(world)
    own, session = scene.attacker, scene.own_session()
    hidden = ('Zymbyle', 'Vidi', 'ashkali', '999111', 'Officina', scene.person)
    # By attendance of hers a person would come to her team with all that is known of her.
    expect(own.push(('attendance', f'{session}.{scene.person}', {'status': 'present'}),
                    ('attendance', f'{session}.{scene.guest}', {'status': 'present'}),
                    ('attendance', f'{session}.{scene.guest}', {'status': 'absent', 'deleted': 1})),
           'denied person', 'denied person', 'denied person')
    expect(scene.reads(*hidden))
    # Before she is there: ids count on, and what waits for her would meet her.
    for laptop in (scene.victim, scene.office):
        device, soon = scene.next_of(laptop)
        expect(own.push(('attendance', f'{session}.{soon}', {'status': 'present'}),
                        ('person', soon, {'given_name': 'Planted'}),
                        ('event', soon, {'title': 'Planted', 'type': 'training'})),
               'denied person', 'denied', 'denied')
        own.rescue(device, 900, ('attendance', f'{session}.{soon}', {'status': 'present'}),
                   ('person', soon, {'given_name': 'Planted'}))
        assert laptop.add('person', given_name='Zymbyle', community='ashkali',
                          consent='paper') == soon
    scene.unharmed()
    expect(scene.reads(*hidden))
    # Nor by hanging something on her, by merging her with somebody, or by asking anew.
    mine = f'{own.device}-{own.seq + 1}'
    expect(own.push(('person', None, {'given_name': 'Mine'}),
                    ('note', None, {'about': f'person/{scene.person}', 'text': 'x'}),
                    ('person', mine, {'merged_into': scene.person}),
                    ('person', scene.person, {'merged_into': mine}),
                    ('result', None, {'type': 'other', 'event': scene.event}),
                    ('session', session, {'event': scene.event})),
           '', 'denied', 'denied merged_into', 'denied', 'denied', 'denied')
    own.sync(k=[0, NO_SUMS], e='elsewhere', c=0)
    expect(scene.reads(*hidden))


def writing_for_others(world):
    scene = Scene(world)
    own = scene.attacker
    device = scene.victim.status()['device']
    pej = next(team['id'] for team in scene.office.run('list', 'team') if team['code'] == OTHER)
    expect(own.push(('event', None, {'title': 'Planted', 'type': 'training', 'team': pej}),
                    ('event', None, {'title': 'Planted', 'type': 'training', 'team': f'{word(13)}-1'}),
                    ('event', scene.event, {'title': 'Planted'}),
                    ('session', None, {'event': scene.event, 'date': '2026-03-15'}),
                    ('attendance', f'{scene.session}.{scene.person}', {'status': 'absent'}),
                    ('person', scene.person, {'erased': 1}),
                    ('team', pej, {'name': 'Planted'}),
                    ('project', '0000000000000-1', {'recovery_key': 'Planted'})),
           'denied team', 'denied team', 'denied', 'denied', 'denied', 'denied erased', 'denied',
           'denied')
    # As if the other had written it: new records would come to the other's team.
    own.rescue(device, 900, ('person', f'{device}-900', {'given_name': 'Planted'}),
               ('event', f'{device}-901', {'title': 'Planted', 'type': 'training'}),
               ('person', scene.person, {'given_name': 'Planted'}))
    # Under the other's name, or the server's.
    for name in (device, scene.office.status()['device'], '0000000000000'):
        status, text = own.ask('POST', '/v1/sync', {'v': 1, 'i': name, 'h': 1})
        assert status == 400 or name == '0000000000000', (name, status, text)
    scene.unharmed()


def stamps_and_signs(world):
    scene = Scene(world)
    own = scene.attacker
    person = {'given_name': 'Own'}
    expect(own.push(('person', None, person), moment=now() + 10 * 60 * 1000), 'ahead')
    expect(own.push(('person', None, person), moment=1), '')
    for text in ('a\u202etxt', 'a\u2066b', 'a\x1b[2Jb', 'a\nb', 'a\u2028b', 'a\x7fb'):
        expect(own.push(('person', None, {'given_name': text})), 'bad_characters given_name')
    for body in ({'given_name': 'a\0b'}, {'given_name': {'n': [1e308]}}, {'given_name': 'x' * 121}):
        status, text = own.ask('POST', '/v1/sync', {
            'v': 1, 'i': own.device, 'h': own.seq + 1, 'a': own.seq, 'e': own.epoch,
            'b': {'n': 1, 'k': [{'k': 'person', 'f': body}], 'd': [['', own.seq + 1, now()]]}})
        assert status == 400 or 'too_long' in text, (body, status, text)
        own.seq += status == 200
    # Far more than was sent, from few bytes.
    for count in (10001, 2**53, -1, 1e308):
        status, _ = own.ask('POST', '/v1/sync', {
            'v': 1, 'i': own.device, 'b': {'n': count, 'k': [{'k': 'person', 'f': person}]}})
        assert status in (400, 413), (count, status)
    # What a laptop is called goes to the admin's terminal and page.
    odd = Attacker(scene.server)
    link = scene.server.invite('viewer')['link'].split('code=')[1].split('&')[0]
    status, _ = odd.ask('POST', '/v1/enrol', {
        'v': 1, 'code': link, 'device': odd.device, 'token_hash': '0' * 64,
        'name': '\x1b]0;owned\x07\u202e<script>'}, token='')
    assert status == 200
    assert '\x1b' not in scene.server.run('devices') and '<script>' not in scene.server.run('devices')


# A token of any kind, against the others' peace

def wearing_out(world):
    scene = Scene(world)
    viewer = scene.enrol('viewer')
    epoch = json.loads(scene.attacker.sync())['e']
    # A laptop that shows cursors which were never given is believed once, a viewer never.
    viewer.sync(e=epoch, c=2**40)
    assert json.loads(viewer.sync())['e'] == epoch
    for _ in range(3):
        scene.attacker.sync(e=json.loads(viewer.sync())['e'], c=2**40)
    first = json.loads(viewer.sync())['e']
    scene.attacker.sync(e=first, c=2**40, a=2**40)
    assert json.loads(viewer.sync())['e'] == first
    # She holds a few connections by waiting, and not all.
    ended = []

    def wait():
        with contextlib.suppress(http.client.HTTPException, OSError):  # at the end of it all
            ended.append(viewer.ask('GET', f'/v1/wait?epoch={first}&cursor={last}')[0])
    last = json.loads(viewer.sync())['c']
    threads = [threading.Thread(target=wait, daemon=True) for _ in range(12)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 20
    while len(ended) < 8 and time.monotonic() < deadline:
        time.sleep(0.05)
    # The four that were held may have been told something by now; exactly eight were sent away.
    expect(sorted(ended, reverse=True)[:9], *[204] * 8, *[200] * (len(ended) > 8))
    scene.unharmed()


# A coordinator's laptop that reads what a facilitator's wrote

def a_letter_takes_nothing_away(world):
    server = world.server()
    door, office = world.team(server, 'door')
    person = door.person(1)
    for laptop in (door, office):
        laptop.run('sync')
    office.run('set', 'person', person, 'phone=044123123')
    door.run('set', 'person', person, 'erased=1')
    bundle = world.folder / 'bundle'
    door.run('bundle', 'write', bundle)
    office.run('bundle', 'read', bundle)
    assert office.run('show', 'person', person)['phone'] == '044123123'
    assert office.status()['on_laptop'] == 1
    assert office.run('sync')['verified']
    assert door.run('sync')['verified']
    assert door.run('show', 'person', person)['phone'] == '044123123'


# A token that was taken back

def revoked(world):
    scene = Scene(world)
    own = scene.attacker
    scene.server.run('revoke', own.device)
    for name in (own.device, word(13)):  # as herself, and as a laptop restored under a new id
        status, text = own.ask('POST', '/v1/sync', {'v': 1, 'i': name})
        assert status == 401 and 'revoked' in text, text
    for method, path in (('GET', '/v1/wait'), ('GET', '/v1/report'), ('POST', '/v1/keys'),
                         ('POST', '/v1/relay'), ('POST', '/v1/report')):
        assert own.ask(method, path, None if method == 'GET' else b'{}')[0] == 401, path


# A link that somebody sends

def links(world):
    server = world.server()
    link = server.invite('facilitator', w.TEAM)['link']
    host = f'127.0.0.1:{server.port}'
    pin = re.search('pin=([^&]*)', link)[1]
    wrong = ('A' if pin[0] != 'A' else 'B') + pin[1:]
    for number, bad in enumerate((
            link.replace(host, f'register.example@{host}'),  # shows one host and means another
            link.replace(pin, wrong), link.replace(f'&pin={pin}', ''),
            link.replace('evidenca://', 'http://').replace('127.0.0.1', '192.0.2.1'),
            link.replace('evidenca://', 'file://'), link.replace(host, f'{host}#'),
            link.replace('/enrol', '/enrol/../..'))):
        world.laptop(f'odd{number}').fails('enrol', bad)
    assert world.laptop('good', {'link': link}).run('sync')['verified']


w.main(nobody, viewer, reading_others, writing_for_others, stamps_and_signs, wearing_out,
       a_letter_takes_nothing_away, revoked, links)
