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
import ssl
import subprocess
import sys
import time
import urllib.request

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


def ask(server, path, token=None):
    """Status and text of an answer."""
    request = urllib.request.Request(f'https://127.0.0.1:{server.port}{path}')
    if token:
        request.add_header('Authorization', 'Bearer ' + token)
    try:
        with urllib.request.urlopen(request, timeout=w.PATIENCE,
                                    context=ssl._create_unverified_context()) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def until(condition):
    end = time.monotonic() + w.PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def a_server_tells_how_it_is(world):
    """Health and metrics, with the database there, away, and there again."""
    token = 'metrics-reader-0123456789abcdef'
    (world.folder / 'token').write_text(token)
    with postgres.cluster() as database:
        server = world.server(database.uri())
        server.stop()
        server.flags = ('--metrics-token', world.folder / 'token')
        server.start()
        laptop, _ = world.team(server, 'door')
        laptop.person(0)
        assert laptop.run('sync')['verified']
        status, text = ask(server, '/v1/health')
        assert (status, json.loads(text)) == (200, {'ok': True, 'readable': True,
                                                    'writable': True}), text
        status, text = ask(server, '/metrics', token)
        lines = text.splitlines()
        assert status == 200, text
        assert 'evidenca_laptops{seen="day"} 1' in lines, text  # the office has not synced
        assert 'evidenca_laptops{seen="older"} 1' in lines, text
        assert 'evidenca_accepted_changes_total 1' in lines, text
        assert not any('disk_free' in line for line in lines), text
        assert ask(server, '/metrics')[0] == 401
        database.stop('immediate')
        until(lambda: ask(server, '/v1/health')[0] == 503)
        assert ask(server, '/metrics', token)[0] == 503
        database.start()
        until(lambda: ask(server, '/v1/health')[0] == 200)
        assert ask(server, '/metrics', token)[0] == 200


def a_backup_is_sealed(world):
    """While servers run; it goes by way of SQLite into a database that is empty."""
    with postgres.cluster() as database, postgres.cluster() as second:
        server = world.server(database.uri())
        laptop, office = world.team(server, 'door')
        people = fill(laptop, world.folder)
        assert laptop.run('sync')['verified']
        pair = json.loads(w.run([w.SERVER, 'backup-key', 'new', '--json']))
        (world.folder / 'letters').write_text(pair['letters'])
        server.run('backup-key', 'set', pair['key'])
        copy = world.folder / 'copy'
        server.run('backup', copy)
        assert b'Hoxha' not in copy.read_bytes()
        assert not list(world.folder.glob('**/*backing-up*'))
        laptop.person(0)
        assert laptop.run('sync')['verified']
        server.stop()
        store = f'sqlite:{world.folder}/restored.db'
        try:
            w.run([w.SERVER, 'restore', copy, '--store', store])
            raise AssertionError('it opens without letters')
        except w.Failed as failure:
            assert 'letters' in str(failure)
        w.run([w.SERVER, 'restore', copy, '--letters', world.folder / 'letters', '--store', store])
        server.store = store
        server.run('move', '--to', second.uri())
        server.store = second.uri()
        server.start()
        for other in (laptop, office, laptop, office):
            other.run('sync')
        assert len(office.ids('person')) == people + 1
        assert office.run('sync')['verified']
        server.run('check')


w.main(a_server_tells_how_it_is, a_backup_is_sealed, any_server_answers, kill_either_server, the_standby_takes_over, a_move_is_taken_up,
       a_centre_moves)
