#!/usr/bin/python3
"""kill -9 of the laptop's program and of the server in the middle of syncs. Whatever was written
is on both at the end, once.

SPDX-License-Identifier: GPL-3.0-or-later

    test-kill.py BUILD [TIMES]
"""

import pathlib
import random
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'support'))
import world as w  # noqa: E402

TIMES = int(sys.argv[2]) if len(sys.argv) > 2 else 20
# A sync takes about this long, in seconds: the blow falls anywhere in it.
SPAN = 0.15


def settle(laptop, office, people):
    assert laptop.run('sync')['verified']
    assert laptop.status()['on_laptop'] == 0
    assert office.run('sync')['verified']
    assert office.ids('person') == laptop.ids('person') == sorted(people)


def kill_laptop(world):
    server = world.server()
    laptop, office = world.team(server, 'door')
    chance = random.Random(1)
    people = []
    for number in range(TIMES):
        people.append(laptop.person(number))
        sync = laptop.start('sync')
        time.sleep(chance.uniform(0, SPAN))
        sync.kill()
        sync.communicate()
        assert laptop.ids('person') == sorted(people), f'after blow {number}'
    settle(laptop, office, people)
    assert laptop.run('check')['ok']


def kill_server(world):
    server = world.server()
    laptop, office = world.team(server, 'door')
    chance = random.Random(2)
    people = []
    for number in range(TIMES):
        people.append(laptop.person(number))
        sync = laptop.start('sync')
        time.sleep(chance.uniform(0, SPAN))
        server.stop(kill=True)
        sync.communicate()
        server.start()
    settle(laptop, office, people)
    server.run('check')


w.main(kill_laptop, kill_server)
