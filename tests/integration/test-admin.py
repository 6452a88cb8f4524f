#!/usr/bin/python3
"""The admin's pages in a real browser: Chromium, headless, mostly by the keyboard.

usage: test-admin.py EVIDENCA-SERVER [FOLDER]     pictures of every page go to FOLDER

SPDX-License-Identifier: GPL-3.0-or-later
"""

import hashlib
import json
import pathlib
import re
import sqlite3
import sys
import tempfile
import time
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'support'))

import browser as b
from served import TOKEN, Served

SKIPPED = 77
PICTURES = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
FORMS = {'sq': 'sq', 'sr': 'sr-Cyrl', 'sr@latin': 'sr-Latn', 'en': 'en'}
SIZES = {'narrow': (320, 900), 'wide': (1280, 900)}

# The least contrast of a text with what is behind it, by WCAG 2.
CONTRAST = """
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(
      v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const colour = parts(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  let worst = 21;
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const pair = [light(parts(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    worst = Math.min(worst, (pair[0] + 0.05) / (pair[1] + 0.05));
  }
  return worst;
"""


class Admin(Served):
    @classmethod
    def setUpClass(cls):
        cls.profile = tempfile.TemporaryDirectory()
        cls.browser = b.Browser(cls.profile.name)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.profile.cleanup()

    def setUp(self):
        super().setUp()
        self.command('project', 'add', 'Q', 'Qendra & "të tjera" <b>')
        self.browser.tell('Network.clearBrowserCookies')
        self.browser.complaints()
        self.site = self.url.geturl()

    def link(self):
        return json.loads(self.command('sign-in-link', '--json'))['link']

    def sign_in(self):
        self.browser.open(self.link())
        self.browser.go(self.browser.one('//main//button'))
        self.assertEqual(self.browser.one('//h1').text, 'Projects')

    def rows(self, *statement):
        store = sqlite3.connect(self.folder.name + '/server.db', timeout=10)
        with store:
            rows = store.execute(*statement).fetchall()
        store.close()
        return rows

    def read_code(self, code, device='E' * 13, token='V' * 52):
        """What a laptop that was given the code is answered."""
        body = {'v': 1, 'code': code.replace('-', '')[:12], 'device': device,
                'token_hash': hashlib.blake2b(token.encode(), digest_size=32).hexdigest()}
        return self.ask('POST', '/v1/enrol', body)[0]

    def test_by_the_keyboard(self):
        page = self.browser
        page.open(self.site)
        self.assertIn('evidenca-server sign-in-link', page.text)
        page.open(self.link())
        page.tab_to('Sign in')
        page.enter()
        page.tab_to('Project')
        page.enter()
        self.assertEqual(page.one('//h1').text, 'Project')
        page.tab_to('Facilitator')
        page.press(b.SPACE)
        page.tab_to('Team A')
        page.press(b.SPACE)
        page.tab_to('Make an invitation')
        page.enter()
        code = page.find('//dd/code')[1].text
        self.assertRegex(code, r'^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$')
        self.assertEqual(self.read_code(code), 200)
        page.tab_to('Back')
        page.enter()
        self.assertIn('Used', page.text)
        page.tab_to('Revoke…')
        page.enter()
        page.tab_to('Revoke')
        page.enter()
        self.assertIn('Revoked', page.one('//h2[.="Laptops"]/following-sibling::div[1]').text)
        self.assertEqual(self.ask('POST', '/v1/sync', {'v': 1, 'i': 'E' * 13}, 'V' * 52)[0], 401)
        page.tab_to('Sign out')
        page.enter()
        page.open(self.site + '/project?code=P')
        self.assertIn('sign-in-link', page.text)
        self.assertEqual([line for line in page.complaints() if '403' not in line
                          and 'favicon' not in line], [])

    def test_laptops_are_shown_with_what_they_run(self):
        self.enrol()
        self.assertEqual(self.ask('POST', '/v1/sync', {'v': 1, 'i': 'D' * 13}, TOKEN,
                                  **{'User-Agent': 'Evidenca/4.5.6'})[0], 200)
        self.assertEqual(self.sync(**self.push(3, name='Zymbyle'))[0], 200)
        self.sign_in()
        self.browser.open(self.site + '/project?code=P')
        row = self.browser.one(f'//tr[td="{"D" * 13}"]').text
        self.assertIn('Evidenca/4.5.6', row)
        self.assertIn(time.strftime('%Y-%m-%d', time.gmtime()), row)
        for agent in ('Evidenca/<b>', 'Evidenca/1.0 (x)', 'curl/8', 'Evidenca/' + '1' * 30):
            self.ask('POST', '/v1/sync', {'v': 1, 'i': 'D' * 13}, TOKEN, **{'User-Agent': agent})
        self.browser.open(self.site + '/laptop?device=' + 'D' * 13)
        self.assertIn('Evidenca/4.5.6', self.browser.text)
        page = self.browser.run('return document.documentElement.outerHTML')
        self.assertNotIn('Zymbyle', page)
        self.assertEqual(self.rows('SELECT DISTINCT program FROM device WHERE role <> 3'),
                         [('Evidenca/4.5.6',)])

    def test_a_lost_laptop_is_to_forget(self):
        self.enrol()
        self.sign_in()
        self.browser.open(self.site + '/laptop?device=' + 'D' * 13)
        self.browser.go(self.browser.one('//button[@class="grave"]'))
        self.assertIn('is to forget', self.browser.text)
        self.assertIn(b'forgotten', self.sync()[2])

    def test_an_invitation_is_taken_back(self):
        code = self.invite('--role', 'coordinator')['code']
        self.sign_in()
        self.browser.open(self.site + '/project?code=P')
        self.browser.go(self.browser.one('//button[.="Take back"]'))
        self.assertEqual(self.browser.find('//button[.="Take back"]'), [])
        self.assertEqual(self.read_code(code), 403)

    def test_links_sign_in_once_and_in_time(self):
        link = self.link()
        for expected in ('Projects', 'Evidenca’s server'):
            self.browser.open(link)
            self.browser.go(self.browser.one('//main//button'))
            self.assertEqual(self.browser.one('//h1').text, expected)
        late = self.link()
        self.rows('UPDATE admission SET expires = expires - 600000 WHERE link = 1')
        self.browser.open(late)
        self.browser.go(self.browser.one('//main//button'))
        self.assertIn('does not sign in', self.browser.text)
        self.browser.open(self.site)
        self.assertEqual(self.browser.one('//h1').text, 'Projects')
        self.command('sign-out-all')
        self.browser.open(self.site)
        self.assertIn('sign-in-link', self.browser.text)
        for _ in range(12):
            status = self.ask('POST', '/sign-in', b'key=guess')[0]
        self.assertEqual(status, 429)
        secrets = re.findall('key=([^&]+)', link + '&' + late)
        with open(self.log.name, encoding='utf-8') as log:
            said = log.read()
        kept = str(self.rows('SELECT * FROM admission')) + \
            (pathlib.Path(self.folder.name) / 'server.db').read_bytes().decode('latin-1')
        for secret in secrets:
            self.assertNotIn(secret, said + kept)

    def test_any_server_knows_the_session(self):
        self.sign_in()
        first = self.server, self.log, self.url
        self.start('--tls-self-signed', self.folder.name + '/tls')
        other = self.url.geturl()
        self.browser.open(other + '/project?code=P')
        self.assertEqual(self.browser.one('//h1').text, 'Project')
        self.stop()
        self.server, self.log, self.url = first

    def test_nobody_else_sends_a_form(self):
        self.enrol()
        self.sign_in()
        forged = ('<form method=post action="%s/revoke"><input name=device value=%s>'
                  '<button>x</button></form>' % (self.site, 'D' * 13))
        self.browser.open('data:text/html,' + urllib.parse.quote(forged))
        self.browser.one('//button').click()
        self.assertIn('Nothing was done', self.browser.text)
        self.assertEqual(self.sync()[0], 200)
        # Nor may a page of another site show ours within it.
        framed = '<iframe src="%s/project?code=P"></iframe>' % self.site
        self.browser.open('data:text/html,' + urllib.parse.quote(framed))
        self.browser.ask('POST', '/frame', {'id': 0})
        self.assertTrue(self.browser.run('return document.URL').startswith('chrome-error:'))

    def pages(self):
        """Every page with something on it."""
        self.enrol()
        self.invite('--role', 'coordinator')
        self.rows("UPDATE device SET name = 'Laptop i zyrës – ЛАПТОП <3' WHERE role <> 3")
        yield 'sign-in', self.site
        yield 'link', self.link()
        yield 'bad', self.site + '/laptop?device=none'
        self.sign_in()
        yield 'projects', self.site + '/'
        yield 'project', self.site + '/project?code=P'
        yield 'laptop', self.site + '/laptop?device=' + 'D' * 13
        yield 'missing', self.site + '/project?code=none'

    def look(self, name, code, scheme, size):
        page = self.browser
        page.scheme(scheme)
        page.size(*SIZES[size])
        self.assertEqual(page.run('return document.documentElement.lang'), FORMS[code])
        self.assertEqual(page.run('return document.scripts.length'), 0)
        self.assertEqual(page.run('return document.querySelectorAll("th:not([scope])").length'), 0)
        self.assertLessEqual(page.run('return document.documentElement.scrollWidth'),
                             SIZES[size][0], (name, code, size))
        self.assertGreaterEqual(page.run(CONTRAST), 4.5, (name, scheme))
        if PICTURES:
            page.picture(PICTURES / f'{name}-{code}-{scheme}-{size}.png')

    def test_every_page_in_four_forms(self):
        for name, address in self.pages():
            for code in FORMS:
                mark = '&' if '?' in address else '?'
                self.browser.open(f'{address}{mark}language={urllib.parse.quote(code)}')
                for scheme in ('light', 'dark'):
                    for size in SIZES:
                        self.look(name, code, scheme, size)
            # The choice is kept.
            self.browser.open(self.site)
            self.assertEqual(self.browser.run('return document.documentElement.lang'), 'en')


if __name__ == '__main__':
    if not (b.DRIVER and b.PROGRAM):
        print('chromium and chromium-driver are not installed')
        sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1], verbosity=2)
