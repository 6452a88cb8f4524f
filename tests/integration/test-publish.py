#!/usr/bin/python3
"""A coordinator publishes; viewers and facilitators get exactly the figures, and nothing else.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import pathlib
import subprocess
import sys
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'support'))
import world as w  # noqa: E402

TRAINING_ENDS = '2024-12-31'


def coordinator(world, server, name):
    """One with the sample project's records, on the server."""
    laptop = world.laptop(name)
    laptop.run('sample', 'fierc')
    laptop.run('enrol', server.invite('coordinator')['link'])
    outcome = laptop.run('sync')
    assert outcome['verified'], outcome
    return laptop


def published(laptop):
    """The published reports by id, with all their figures, as the command line reads them."""
    return {one['id']: laptop.run('report', '--published', one['id'])
            for one in laptop.run('list', 'published') if one['state'] == 'told'}


def everybody_reads(world):
    server = world.server()
    office = coordinator(world, server, 'office')
    viewer = world.laptop('viewer', server.invite('viewer'))
    door = world.laptop('door', server.invite('facilitator', w.TEAM))
    ident = office.run('publish', '--to', TRAINING_ENDS)['id']
    waiting = office.run('list', 'published')
    assert [one['state'] for one in waiting] == ['waiting'], waiting
    outcome = office.run('sync')
    assert outcome['published'] == 1 and outcome['verified'], outcome
    figures = published(office)
    assert list(figures) == [ident] and figures[ident]['indicators']['R05']['exact'] == 198
    for laptop in (viewer, door):
        assert laptop.run('sync')['published'] == 1
        assert published(laptop) == figures
        assert laptop.run('sync')['round_trips'] == 1
    for kind in ('person', 'event', 'attendance', 'result', 'note'):
        assert viewer.run('list', kind) == [], kind
    assert 'ublish' in viewer.fails('report') and viewer.fails('publish') and door.fails('publish')
    words = json.loads(w.run([w.CLI, '--data', viewer.folder, '--language', 'sq', '--json',
                              'report', '--published', ident]))
    assert words['indicators']['R05']['exact'] == 198
    assert words['narrative'] != figures[ident]['narrative']
    for ending, magic in (('pdf', b'%PDF'), ('xlsx', b'PK')):
        path = world.folder / f'report.{ending}'
        viewer.run('report', '--published', ident, '--format', ending, '--out', path)
        assert path.read_bytes().startswith(magic)


def two_offline(world):
    """Periods that overlap: the second is refused, checked again and comes out with less."""
    server = world.server()
    one = coordinator(world, server, 'one')
    two = world.laptop('two', server.invite('coordinator'))
    two.run('sync')
    one.run('publish', '--to', TRAINING_ENDS)
    event = one.add('event', title='One more', type='training', state='approved')
    session = one.add('session', event=event, date='2024-12-30')
    for _ in range(2):
        one.run('attend', session, one.add('person', given_name='Ana', gender='female'))
    one.run('sync')
    # Without a look at what the other published, two more people show by subtraction.
    two.run('publish')
    before = one.run('report', '--audience', 'public')
    two.run('sync')
    assert [row['state'] for row in two.run('list', 'published')] == ['told', 'refused']
    lost = two.run('list', 'published')[1]
    assert lost['refusal'] == 'behind'
    assert two.fails('publish', '--again', '0123456789ABC')
    two.run('publish', '--again', lost['id'])
    two.run('sync')
    one.run('sync')
    figures = published(two)
    assert len(figures) == 2 and published(one) == figures
    last = list(figures.values())[-1]
    assert last['indicators']['R05']['exact'] is None, last['indicators']['R05']
    assert last['indicators']['R05'] == before['indicators']['R05']


def two_apart(world):
    """Where nothing hangs together the second report is checked by the program and goes at once."""
    server = world.server()
    one = coordinator(world, server, 'one')
    two = world.laptop('two', server.invite('coordinator'))
    two.run('sync')
    one.run('publish', '--to', TRAINING_ENDS)
    two.run('publish', '--to', TRAINING_ENDS)
    one.run('sync')
    assert two.run('sync')['published'] == 2
    assert [row['state'] for row in two.run('list', 'published')] == ['told', 'told']
    one.run('sync')
    assert published(one) == published(two) and len(published(one)) == 2


def request(server, token, path, body=None):
    """Straight at the server; the status."""
    line = urllib.request.Request(f'https://127.0.0.1:{server.port}{path}', data=body)
    if token:
        line.add_header('Authorization', f'Bearer {token}')
    try:
        import ssl
        context = ssl._create_unverified_context()
        with urllib.request.urlopen(line, timeout=w.PATIENCE, context=context) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def strangers_get_nothing(world):
    server = world.server()
    office = coordinator(world, server, 'office')
    viewer = world.laptop('viewer', server.invite('viewer'))
    door = world.laptop('door', server.invite('facilitator', w.TEAM))
    office.run('publish', '--to', TRAINING_ENDS)
    office.run('sync')
    report = office.sql("SELECT report FROM release")
    tokens = [laptop.sql("SELECT text FROM setting WHERE key = 'server.token'")
              for laptop in (office, door, viewer)]
    status, _ = request(server, tokens[2], '/v1/report?after=0')
    assert status == 200
    # Twice the same is once.
    row = office.run('list', 'published')[0]
    after = office.sql('SELECT at FROM release')
    body = f'{{"v":1,"id":"{row["id"]}","at":{after},"report":{report}}}'.encode()
    assert request(server, tokens[0], '/v1/report', body)[0] == 200
    other = body.replace(row['id'].encode(), b'7K2M9PQRSTVWX')
    assert request(server, tokens[0], '/v1/report', other)[0] == 409
    for token in tokens[1:]:
        assert request(server, token, '/v1/report', other)[0] == 403
    for token in (None, 'nonsense'):
        assert request(server, token, '/v1/report?after=0')[0] == 401
        assert request(server, token, '/v1/report', other)[0] == 401
    wrong = other.replace(b'"public"', b'"internal"')
    assert request(server, tokens[0], '/v1/report', wrong)[0] == 422
    assert request(server, tokens[0], '/v1/report', b'{"v":1')[0] == 400
    assert request(server, tokens[0], '/v1/report', b'x' * 300_000)[0] == 413
    device = viewer.status()['device']
    server.run('revoke', device)
    assert request(server, tokens[2], '/v1/report?after=0')[0] == 401
    assert viewer.fails('sync')
    assert viewer.run('list', 'published') == []


def kept_in_backup(world):
    server = world.server()
    office = coordinator(world, server, 'office')
    viewer = world.laptop('viewer', server.invite('viewer'))
    copy = world.folder / 'copy'
    server.run('backup', copy)
    office.run('publish', '--to', TRAINING_ENDS)
    office.run('sync')
    viewer.run('sync')
    figures = published(viewer)
    server.stop()
    server.run('restore', copy)
    server.start()
    for laptop in (viewer, office, viewer):
        laptop.run('sync')
    assert published(viewer) == figures == published(office)
    assert len(figures) == 1


w.main(everybody_reads, two_offline, two_apart, strangers_get_nothing, kept_in_backup)
