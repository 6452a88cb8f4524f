#!/usr/bin/python3
"""Who sees a community, and what the access log says of it.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'support'))
import world as w  # noqa: E402

PERSON = {'given_name': 'Arta', 'family_name': 'Hoxha', 'consent': 'paper', 'community': 'ashkali'}


def entries(laptop, *actions):
    """What the log says, without when and where."""
    return [(entry['action'], entry['subject']) for entry in laptop.run('list', 'access')
            if not actions or entry['action'] in actions]


def facilitator(world):
    """She writes a community; reading it back is a reveal, which is noted."""
    server = world.server()
    door, office = world.team(server, 'door')
    event = door.add('event', title='Forum', type='training')
    session = door.add('session', event=event, date='2026-03-14')
    person = door.add('person', **PERSON)
    door.run('attend', session, person)
    assert door.run('sync')['verified'] and office.run('sync')['verified']

    shown = door.run('show', 'person', person)
    assert 'community' not in shown and shown['withheld'] == ['community'], shown
    listed, = door.run('list', 'person', '--event', event)
    assert 'community' not in listed and listed['withheld'] == ['community'], listed
    assert entries(door) == [('open', f'person/{person}'), ('open', 'people')]
    assert door.run('show', 'person', person, '--reveal')['community'] == 'ashkali'
    assert entries(door)[-1] == ('reveal', f'person/{person}')

    # Whoever has the whole project is shown it, and it is noted all the same.
    assert office.run('show', 'person', person)['community'] == 'ashkali'
    assert entries(office) == [('reveal', f'person/{person}')]
    assert door.run('check')['ok'] and office.run('check')['ok']


def no_way_around(world):
    """Exports, reports and conflicts of a facilitator tell no community."""
    server = world.server()
    door, office = world.team(server, 'door')
    event = door.add('event', title='Forum', type='training')
    session = door.add('session', event=event, date='2026-03-14')
    person = door.add('person', **PERSON)
    door.run('attend', session, person)
    assert door.run('sync')['verified'] and office.run('sync')['verified']
    for reason in ([], ['--reason', 'the donor asks']):
        for form in ('csv', 'json'):
            file = world.folder / f'people.{form}'
            door.run('export', 'people', '--format', form, '--out', file, *reason)
            text = file.read_text(encoding='utf-8-sig').lower()
            assert 'ashkali' not in text and 'community' not in text, text
            office.run('export', 'people', '--format', form, '--out', file, *reason)
            assert 'ashkali' in file.read_text(encoding='utf-8-sig').lower()
    door.fails('report', '--audience', 'internal')
    assert 'ashkali' not in json.dumps(door.run('report')).lower()
    # The two write different values without knowing of each other.
    door.run('set', 'person', person, 'community=roma')
    office.run('set', 'person', person, 'community=egyptian')
    office.run('sync')
    door.run('sync')
    door.run('sync')
    conflicts = door.run('list', 'conflicts')
    assert conflicts, 'no conflict to look at'
    text = json.dumps(conflicts)
    assert not any(word in text for word in ('roma', 'egyptian', 'ashkali')), text


def merging(world):
    """Merged and taken back, by whichever way."""
    alone = world.laptop('alone')
    alone.run('init', '--project', 'P', '--name', 'Forum')
    vesna = alone.add('operator', name='Vesna', active=1)
    one, two = alone.person(1), alone.person(2)
    alone.run('merge', one, two)
    alone.run('unmerge', one, two)
    alone.run('set', 'person', two, f'merged_into={one}')
    told = [(entry['action'], entry['subject'], entry['reason'])
            for entry in alone.run('list', 'access')]
    assert told == [(action, f'person/{two}', f'person/{one}')
                    for action in ('merge', 'unmerge', 'merge')], told
    assert vesna and alone.run('check')['ok']


def processing(world):
    """The record of processing, in each language."""
    alone = world.laptop('alone')
    alone.run('init', '--project', 'P', '--name', 'Forum')
    file = world.folder / 'record.pdf'
    for language in ('sq', 'sr', 'sr@latin', 'en'):
        assert alone.run('--language', language, 'processing', '--out', file)['pages'] == 1
        assert file.read_bytes().startswith(b'%PDF')


w.main(facilitator, no_way_around, merging, processing)
