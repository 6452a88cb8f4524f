#!/usr/bin/python3
"""What goes wrong between laptop and server, with real sockets: nothing may be lost or believed.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'support'))
import world as w  # noqa: E402

ODD_SERVER = pathlib.Path(__file__).parent.parent / 'support/odd_server.py'


def set_address(laptop, address, pin=None):
    """Leads a laptop elsewhere, as a network can."""
    laptop.sql(f"UPDATE setting SET text = '{address}' WHERE key = 'server.url'")
    if pin:
        laptop.sql(f"UPDATE setting SET text = '{pin}' WHERE key = 'server.pin'")


def odd_server(world):
    """A stranger with a certificate of its own: the process, its address, its pin."""
    process = subprocess.Popen([sys.executable, ODD_SERVER, world.folder], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)
    _, port, pin, _ = process.stdout.readline().split(' ', 3)
    return process, f'https://127.0.0.1:{port}', pin


def assert_kept(laptop, people):
    status = laptop.status()
    assert status['on_laptop'] == len(people) and status['on_server'] == 0, status
    assert laptop.ids('person') == people


def assert_arrived(laptop, office, people):
    assert laptop.run('sync')['verified']
    assert laptop.status()['on_laptop'] == 0
    assert office.run('sync')['verified']
    assert office.ids('person') == people


def lost_answer(world):
    """The connection is cut at many places, at last in the middle of an answer whose changes the
    server has stored; they are sent again and stored once."""
    server = world.server()
    relay = world.relay(server.port)
    laptop, office = world.team(server, 'door')
    set_address(laptop, f'https://127.0.0.1:{relay.own_port}')
    for _ in range(2):
        relay.cut_after(None)
        assert laptop.run('sync')['verified']
    whole = relay.passed  # of a handshake and an answer that brings nothing
    people = sorted(laptop.person(number) for number in range(20))
    for limit in (0, whole // 2, whole - 200, whole - 60):
        relay.cut_after(limit)
        assert laptop.fails('sync')
        assert_kept(laptop, people)
    assert office.run('sync')['verified']
    assert office.ids('person') == people, 'the server had not stored what it answered for'
    relay.cut_after(None)
    again = laptop.run('sync')
    assert again['sent'] == len(people) and again['verified'], again
    assert_arrived(laptop, office, people)
    server.run('check')


def captive_portal(world):
    """Somebody answers 404 or a page of HTML, with the right key even: not believed."""
    server = world.server()
    laptop, office = world.team(server, 'door')
    people = sorted(laptop.person(number) for number in range(3))
    address = f'https://127.0.0.1:{server.port}'
    pin = laptop.sql("SELECT text FROM setting WHERE key = 'server.pin'")
    portal, its_address, its_pin = odd_server(world)
    for path in ('', '/page'):
        set_address(laptop, its_address + path, its_pin)
        assert laptop.fails('sync')
        assert_kept(laptop, people)
    portal.stdin.close()
    portal.wait()
    set_address(laptop, address, pin)
    assert_arrived(laptop, office, people)


def wrong_certificate(world):
    server = world.server()
    laptop, office = world.team(server, 'door')
    people = sorted(laptop.person(number) for number in range(3))
    stranger, its_address, _ = odd_server(world)
    set_address(laptop, its_address)
    assert laptop.fails('sync')
    assert_kept(laptop, people)
    stranger.stdin.close()
    stranger.wait()
    set_address(laptop, f'https://127.0.0.1:{server.port}')
    assert_arrived(laptop, office, people)


def revoked(world):
    server = world.server()
    laptop, office = world.team(server, 'door')
    people = sorted(laptop.person(number) for number in range(3))
    server.run('revoke', laptop.status()['device'])
    for _ in range(2):
        assert laptop.fails('sync')
        assert_kept(laptop, people)
    people = sorted([*people, laptop.person(4)])
    laptop.run('enrol', server.invite('facilitator', w.TEAM)['link'])
    assert_arrived(laptop, office, people)


def server_gone(world):
    server = world.server()
    laptop, office = world.team(server, 'door')
    people = sorted(laptop.person(number) for number in range(3))
    server.stop()
    assert laptop.fails('sync')
    assert_kept(laptop, people)
    server.start()
    assert_arrived(laptop, office, people)


def server_restored(world):
    """The server goes back to its backup: all that it lost is offered again."""
    server = world.server()
    laptop, office = world.team(server, 'door')
    people = [laptop.person(number) for number in range(3)]
    laptop.run('sync')
    backup = world.folder / 'backup.db'
    server.run('backup', backup)
    people = sorted(people + [laptop.person(number) for number in range(3, 6)])
    assert laptop.run('sync')['verified']
    server.stop()
    server.run('restore', backup)
    server.start()
    assert_arrived(laptop, office, people)


def laptop_restored(world):
    """Restored, a laptop has a new id and goes on; revoked under any of its ids, it does not."""
    server = world.server()
    laptop, office = world.team(server, 'door')
    backup = world.folder / 'laptop.backup'
    people = [laptop.person(0)]
    laptop.run('sync')
    laptop.run('backup', backup)
    people.append(laptop.person(1))
    laptop.run('sync')
    before = laptop.status()['device']
    laptop.run('restore', backup)
    people = sorted([*people, laptop.person(2)])
    assert laptop.status()['device'] != before
    assert_arrived(laptop, office, people)
    server.run('revoke', before)
    assert laptop.fails('sync')
    people = sorted([*people, laptop.person(3)])
    assert laptop.fails('sync')
    laptop.run('enrol', server.invite('facilitator', w.TEAM)['link'])
    assert_arrived(laptop, office, people)


w.main(lost_answer, captive_portal, wrong_certificate, revoked, server_gone, server_restored,
       laptop_restored)
