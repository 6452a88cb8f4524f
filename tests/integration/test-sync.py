#!/usr/bin/python3
"""Laptops and a server, as people use them: enrolling, syncing, and the same roster at two doors.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import csv
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'support'))
import world as w  # noqa: E402

KNOWN, MORE = 10, 90


def make_event(laptop):
    event = laptop.add('event', title='Forum in Gračanica', type='training')
    return event, laptop.add('session', event=event, date='2026-03-14')


def walk_in(laptop, event, session):
    """As many more people, from a list: a process for each would only take time."""
    rows = [f'{laptop.folder.name}{number},Berisha,0{44000000 + number},{session},present'
            for number in range(MORE)]
    path = laptop.folder.parent / f'{laptop.folder.name}.csv'
    path.write_text('\n'.join(['given_name,family_name,phone,session,status', *rows]))
    outcome = laptop.run('import', path, '--event', event)
    assert outcome['people_added'] == outcome['attendance_added'] == MORE, outcome


def enrol_and_sync(world):
    server = world.server()
    door, office = world.team(server, 'door')
    make_event(door)
    people = sorted(door.person(number) for number in range(5))
    first = door.run('sync')
    assert first['verified'] and first['round_trips'] == 1, first
    assert first['sent'] == 7 and first['refused'] == 0, first
    assert door.status()['on_laptop'] == 0
    assert office.run('sync')['verified']
    assert office.ids('person') == people
    office.run('set', 'person', people[0], 'institution=Forum')
    assert office.run('sync')['sent'] == 1
    again = door.run('sync')
    assert again['received'] == 1 and again['verified'], again
    assert door.run('show', 'person', people[0])['institution'] == 'Forum'
    nothing = door.run('sync')
    assert nothing['round_trips'] == 1 and nothing['verified'], nothing
    assert nothing['bytes_up'] + nothing['bytes_down'] <= 400, nothing


def typed_code(world):
    server = world.server()
    invitation = server.invite('facilitator', w.TEAM)
    laptop = world.laptop('door')
    address, code = f'https://127.0.0.1:{server.port}', invitation['code']
    wrong = code[:-1] + ('0' if code[-1] != '0' else '1')
    laptop.fails('enrol', address, wrong)
    assert not laptop.folder.exists()
    assert laptop.run('enrol', address, code)['project'] == w.PROJECT
    assert laptop.run('sync')['verified']
    assert 'link' in invitation and world.laptop('other').fails('enrol', invitation['link'])


def begun_alone(world):
    server = world.server()
    laptop, office = world.laptop('door'), world.laptop('office', server.invite('coordinator'))
    laptop.run('init', '--project', 'OWN', '--name', 'By myself')
    make_event(laptop)
    person = laptop.person(1)
    laptop.run('enrol', server.invite('facilitator', w.TEAM)['link'])
    assert laptop.run('sync')['verified']
    assert office.run('sync')['verified']
    assert office.ids('person') == [person]


def write_people(path, numbers, **more):
    """A table of invented people, none like another; `more` is the same in every row."""
    starts, middles, ends = 'BDFGKLMNPRSTVZ', 'aeiou', ('ran', 'mir', 'lek', 'sot', 'gun')
    with open(path, 'w', encoding='utf-8', newline='') as file:
        rows = csv.writer(file)
        rows.writerow(['given_name', 'family_name', 'birth_year', *more])
        for number in numbers:
            a, rest = number % len(starts), number // len(starts)
            b, c = rest % len(middles), rest // len(middles)
            rows.writerow([f'{starts[a]}{middles[b]}{ends[c]}{middles[a % 5]}',
                           f'{starts[-1 - a]}{middles[c]}{ends[b]}{middles[-1 - a % 5]}ci',
                           1940 + number % 60, *more.values()])
    return path


def one_roster_two_doors(world):
    """Ten people are known at two doors without a network; at each, ninety more arrive."""
    server = world.server()
    left, right, office = laptops = world.team(server, 'left', 'right')
    event, session = make_event(left)
    known = write_people(world.folder / 'known.csv', range(KNOWN))
    assert left.run('import', known)['people_added'] == KNOWN
    for laptop in (left, right):
        assert laptop.run('sync')['verified']
    for laptop, first in ((left, KNOWN), (right, KNOWN + MORE)):
        arriving = write_people(world.folder / 'arriving.csv',
                                [*range(KNOWN), *range(first, first + MORE)],
                                status='present')
        outcome = laptop.run('import', arriving, '--event', event)
        assert (outcome['people_added'], outcome['people_matched']) == (MORE, KNOWN), outcome
        assert (outcome['attendance_added'], outcome['refused']) == (KNOWN + MORE, []), outcome
    for _ in range(2):
        for laptop in (left, right):
            outcome = laptop.run('sync')
    assert outcome['verified'], outcome
    assert office.run('sync')['verified']
    everyone = left.ids('person')
    assert len(everyone) == KNOWN + 2 * MORE, len(everyone)
    expected = sorted(f'{session}.{person}' for person in everyone)
    for laptop in laptops:
        assert laptop.ids('person') == everyone, laptop.folder
        marks = laptop.run('list', 'attendance')
        assert sorted(mark['id'] for mark in marks) == expected, laptop.folder
        assert {mark['status'] for mark in marks} == {'present'}
        status = laptop.status()
        assert (status['on_laptop'], status['parked']) == (0, 0), status


w.main(enrol_and_sync, typed_code, begun_alone, one_roster_two_doors)
