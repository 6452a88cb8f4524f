#!/usr/bin/python3
"""Several servers on one PostgreSQL: laptops are answered by any of them, servers are killed, the
database goes over to its standby. Whatever was written is everywhere at the end, once.

SPDX-License-Identifier: GPL-3.0-or-later

    test-postgres.py BUILD [TIMES]
"""

import itertools
import json
import pathlib
import random
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'support'))
import postgres  # noqa: E402
import world as w  # noqa: E402

TIMES = int(sys.argv[2]) if len(sys.argv) > 2 else 10
ROUNDS = 4
SPAN = 0.15  # seconds; a sync takes about this long


def pair(world, store):
    """Two servers, and a door that leads to each in turn."""
    one = world.server(store)
    other = world.server(partner=one)
    return one, other, world.relay(one.port, other.port)


def invite(server, door, role='facilitator', *teams):
    invitation = server.invite(role, *teams)
    for part in (f':{server.port}/', f':{server.port}'):
        invitation['link'] = invitation['link'].replace(part, part.replace(str(server.port),
                                                                           str(door.own_port)))
    return invitation


def laptops(world, server, door, *names):
    return [*(world.laptop(name, invite(server, door, 'facilitator', w.TEAM)) for name in names),
            world.laptop('office', invite(server, door, 'coordinator'))]


def settle(all_laptops, people):
    """Everyone syncs until nothing is new, and then holds everything."""
    for laptop in all_laptops:
        laptop.run('sync')
    for laptop in all_laptops:
        assert laptop.run('sync')['verified']
        assert laptop.status()['on_laptop'] == 0
        assert laptop.ids('person') == sorted(people)


def any_server_answers(world):
    with postgres.cluster() as database:
        one, _, door = pair(world, database.uri())
        team = laptops(world, one, door, 'door', 'hall', 'yard')
        people = []
        for number in range(ROUNDS):
            people += [laptop.person(number) for laptop in team[:-1]]
            for sync in [laptop.start('sync') for laptop in team]:
                assert sync.wait(w.PATIENCE) == 0, sync.stderr.read()
        settle(team, people)
        one.run('check')


def kill_either_server(world):
    with postgres.cluster() as database:
        one, other, door = pair(world, database.uri())
        laptop, office = laptops(world, one, door, 'door')
        chance = random.Random(3)
        people = []
        for number in range(TIMES):
            people.append(laptop.person(number))
            sync = laptop.start('sync')
            time.sleep(chance.uniform(0, SPAN))
            victim = chance.choice((one, other))
            victim.stop(kill=True)
            sync.communicate()
            victim.start()
        settle([laptop, office], people)
        one.run('check')


def the_standby_takes_over(world):
    """A commit is on both machines before it is told: none is lost with the first."""
    with postgres.cluster('synchronous_commit=on') as first, \
            postgres.empty('synchronous_commit=on') as second:
        second.follow(first)
        second.start()
        first.stop('fast')
        first.settings += ('synchronous_standby_names=*',)
        first.start()
        one, _, door = pair(world, first.uri(second))
        laptop, office = laptops(world, one, door, 'door')
        people = [laptop.person(0)]
        laptop.run('sync')
        first.stop('immediate')
        people.append(laptop.person(1))
        assert 'server' in laptop.fails('sync')
        second.promote()
        settle([laptop, office], people)
        one.run('check')


CUT = """DO $$ BEGIN
  LOOP
    BEGIN
      EXIT WHEN EXISTS (SELECT 1 FROM record);
    EXCEPTION WHEN undefined_table THEN NULL;
    END;
    PERFORM pg_sleep (0.002);
  END LOOP;
  PERFORM pg_terminate_backend (pid) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid () AND backend_type = 'client backend';
END $$"""


SYLLABLES = ('ba', 'de', 'fi', 'go', 'hu', 'ka', 'le', 'mi', 'no', 'ru', 'sa', 'te', 'vi', 'zo')


def fill(laptop, folder):
    """As many people as there are names of three syllables. Their number."""
    table = folder / 'people.csv'
    names = [''.join(name).title() for name in itertools.product(SYLLABLES, repeat=3)]
    table.write_text('given_name,family_name\n' + ''.join(f'{name},Hoxha\n' for name in names))
    assert laptop.run('import', table)['people_added'] == len(names)
    return len(names)


def cut_off(server, database):
    """Begins to carry the centre over; the database goes away in the middle."""
    cut = subprocess.Popen(['psql', '--quiet', database.uri(), '--command', CUT])
    try:
        server.run('move', '--to', database.uri())
    except w.Failed:
        assert cut.wait(w.PATIENCE) == 0
        return
    raise AssertionError('the move was not cut off')


def a_move_is_taken_up(world):
    with postgres.cluster() as database:
        server = world.server()
        laptop, _ = world.team(server, 'door')
        people = fill(laptop, world.folder)
        laptop.run('sync')
        cut_off(server, database)
        result = json.loads(server.run('move', '--to', database.uri(), '--json'))
        # A person is a record, a receipt and two lines of news.
        assert result['resumed'] and result['rows'] < 4 * people, result


def a_centre_moves(world):
    """Its server runs meanwhile, and goes on until all is carried; then the new one goes on."""
    with postgres.cluster() as database:
        server = world.server()
        laptop, office = world.team(server, 'door')
        people = fill(laptop, world.folder)
        assert laptop.run('sync')['verified']
        cut_off(server, database)
        laptop.person(0)
        assert laptop.run('sync')['verified']
        assert not json.loads(server.run('move', '--to', database.uri(), '--json'))['resumed']
        laptop.person(1)
        assert 'server' in laptop.fails('sync')
        server.stop()
        old, server.store = server.store, database.uri()
        server.start()
        assert laptop.run('sync')['verified']
        assert office.run('sync')['verified']
        assert len(office.ids('person')) == people + 2
        server.run('check')
        try:
            w.run([w.SERVER, 'serve', '--store', old, '--listen', '127.0.0.1:0', '--behind-proxy'])
            raise AssertionError('the old store is served still')
        except w.Failed as failure:
            assert 'carried over' in str(failure)


w.main(any_server_answers, kill_either_server, the_standby_takes_over, a_move_is_taken_up,
       a_centre_moves)
