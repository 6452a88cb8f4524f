#!/usr/bin/python3
"""Where no network comes: changes and receipts are carried by file.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'support'))
import world as w  # noqa: E402

PEOPLE = 30


def make_event(laptop, count=PEOPLE):
    event = laptop.add('event', title='Forum in Gračanica', type='training')
    session = laptop.add('session', event=event, date='2026-03-14')
    people = sorted(laptop.person(number) for number in range(count))
    for person in people:
        laptop.run('attend', session, person)
    return event, session, people


def carry(world, name, source, target):
    path = world.folder / name
    written = source.run('bundle', 'write', path)
    return written, target.run('bundle', 'read', path), path


def there_and_back(world):
    server = world.server()
    door, office = world.team(server, 'door')
    server.stop()
    _, session, people = make_event(door)
    unsent = door.status()['on_laptop']
    written, read, path = carry(world, 'there', door, office)
    assert written['sent'] == unsent and read['received'] == unsent, (written, read)
    assert b'Arta' not in path.read_bytes() and b'Forum' not in path.read_bytes()
    # Shown at once, and nobody believes yet that it arrived.
    assert office.ids('person') == people
    status = door.status()
    assert (status['on_laptop'], status['handed_over']) == (unsent, unsent), status
    again = office.run('bundle', 'read', path)
    assert again['received'] == 0 and office.status()['carried'] == 1, again
    server.start()
    passed = office.run('sync')
    assert passed['sent'] == unsent and passed['verified'], passed
    assert office.status()['carried'] == 0
    _, back, receipt = carry(world, 'back', office, door)
    assert back['sent'] == unsent and back['verified'], back
    status = door.status()
    assert (status['on_laptop'], status['on_server'], status['parked']) == (0, unsent, 0), status
    assert door.run('bundle', 'read', receipt)['sent'] == 0
    assert office.run('bundle', 'read', path)['received'] == 0
    assert office.run('sync')['verified'] and door.run('sync')['verified']
    other = world.laptop('other', server.invite('coordinator'))
    assert other.run('sync')['verified']
    assert other.ids('person') == people
    assert other.ids('attendance') == sorted(f'{session}.{person}' for person in people)


def answers_come_back(world):
    server = world.server()
    door, office = world.team(server, 'door')
    event, _, people = make_event(door, 3)
    door.run('set', 'event', event, 'state=submitted')
    carry(world, 'there', door, office)
    office.run('sync')
    office.run('set', 'event', event, 'state=returned', 'review_note=Who was the trainer?')
    office.run('sync')
    # Asked once more, so that the answer knows of the note.
    door.run('set', 'person', people[0], 'institution=Forum')
    carry(world, 'more', door, office)
    office.run('sync')
    _, back, _ = carry(world, 'back', office, door)
    assert door.status()['on_laptop'] == 0 and back['verified'], back
    assert door.run('show', 'event', event)['review_note'] == 'Who was the trainer?'


def refused(world):
    server = world.server()
    server.run('team', 'add', w.PROJECT, 'OTH', 'Another team')
    door, office = world.team(server, 'door')
    other = world.laptop('other', server.invite('facilitator', 'OTH'))
    event, *_ = make_event(other, 1)
    other.run('sync')
    office.run('sync')
    good = door.person(1)
    bad = door.run('add', 'session', f'event={event}', 'date=2026-03-14')['id']
    carry(world, 'there', door, office)
    assert bad in office.ids('session')
    passed = office.run('sync')
    assert passed['refused'] == 1 and passed['verified'], passed
    assert bad not in office.ids('session') and good in office.ids('person')
    carry(world, 'back', office, door)
    status = door.status()
    assert (status['on_laptop'], status['parked']) == (0, 1), status


def bad_files(world):
    server = world.server()
    door, office = world.team(server, 'door')
    make_event(door, 2)
    path = world.folder / 'there'
    door.run('bundle', 'write', path)
    whole = path.read_bytes()
    bad = world.folder / 'bad'
    for name, data in {'cut': whole[:-1], 'cut far': whole[:200], 'longer': whole + b'x',
                       'bent': whole[:300] + bytes([whole[300] ^ 1]) + whole[301:],
                       'other': b'PK\x03\x04' + whole, 'empty': b''}.items():
        bad.write_bytes(data)
        before = office.status()
        assert office.fails('bundle', 'read', bad), name
        assert office.status() == before, name
    assert 'not for this laptop' in door.fails('bundle', 'read', path)
    stranger = world.laptop('stranger')
    stranger.run('init', '--project', 'OWN', '--name', 'By myself')
    assert 'not connected' in stranger.fails('bundle', 'read', path)
    foreign = world.laptop('foreign', world.server().invite('coordinator'))
    assert 'not for this laptop' in foreign.fails('bundle', 'read', path)
    # A laptop that enrolled since the office synced is not known there yet.
    late = world.laptop('late', server.invite('facilitator', w.TEAM))
    late.person(1)
    late.run('bundle', 'write', path)
    assert 'not known here yet' in office.fails('bundle', 'read', path)
    office.run('sync')
    assert office.run('bundle', 'read', path)['received'] == 1


def erased_stays_erased(world):
    server = world.server()
    door, office = world.team(server, 'door')
    _, _, people = make_event(door, 2)
    early = world.folder / 'early'
    door.run('bundle', 'write', early)
    door.run('sync')
    office.run('sync')
    office.run('erase', people[0])
    office.run('sync')
    office.run('bundle', 'read', early)
    office.run('sync')
    assert office.ids('person') == [people[1]]
    assert not office.run('show', 'person', people[0]).get('given_name')
    door.run('sync')
    assert door.ids('person') == [people[1]]
    assert office.run('check')['ok'] and door.run('check')['ok']


def rotation(world):
    server = world.server()
    door, office = world.team(server, 'door')
    gone = world.laptop('gone', server.invite('coordinator'))
    for laptop in (door, office, gone):
        laptop.run('sync')
    make_event(door, 1)
    before = world.folder / 'before'
    door.run('bundle', 'write', before)
    server.run('revoke', gone.status()['device'])
    for laptop in (door, office):
        laptop.run('sync')
    door.person(7)
    after = world.folder / 'after'
    door.run('bundle', 'write', after)
    assert 'not for this laptop' in gone.fails('bundle', 'read', after)
    assert office.run('bundle', 'read', before)['received'] > 0
    assert office.run('bundle', 'read', after)['received'] == 1
    # Whoever was revoked is heard by no way.
    door.person(8)
    last = world.folder / 'last'
    door.run('bundle', 'write', last)
    office.run('bundle', 'read', last)
    assert len(office.ids('person')) == 3
    server.run('revoke', door.status()['device'])
    assert office.run('sync')['refused'] > 0
    assert office.run('sync')['verified']
    assert len(office.ids('person')) == 1, office.ids('person')


def whole_event(world):
    server = world.server()
    door, office = world.team(server, 'door')
    event, session, people = make_event(door, 3)
    door.run('sync')
    path = world.folder / 'event'
    assert door.run('bundle', 'write', path, '--event', event)['sent'] == 0
    assert office.ids('person') == []
    office.run('bundle', 'read', path)
    assert office.ids('person') == people
    assert office.run('sync')['verified']
    assert office.ids('attendance') == sorted(f'{session}.{person}' for person in people)


w.main(there_and_back, answers_come_back, refused, bad_files, erased_stays_erased, rotation,
       whole_event)
