"""A headless Chromium, driven through chromedriver: WebDriver is JSON over HTTP.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request

DRIVER, PROGRAM = shutil.which('chromedriver'), shutil.which('chromium')
ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
PATIENCE = 60
TAB, ENTER, SPACE = '\ue004', '\ue007', ' '


class Element:
    def __init__(self, browser, name):
        self.browser, self.name = browser, name

    def ask(self, method, path, body=None):
        return self.browser.ask(method, f'/element/{self.name}{path}', body)

    def click(self):
        self.ask('POST', '/click', {})

    @property
    def text(self):
        return self.ask('GET', '/text')


class Browser:
    """One window with a profile of its own. A self-signed certificate is taken, as its owner does."""

    def __init__(self, folder, language='en'):
        self.driver = subprocess.Popen([DRIVER, '--port=0'], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True)
        for line in self.driver.stdout:
            if 'started successfully on port' in line:
                self.address = f'http://127.0.0.1:{line.rstrip(".").split()[-1].rstrip(".")}'
                break
        self.session = ''
        arguments = ['--headless=new', '--disable-gpu', '--disable-dev-shm-usage',
                     f'--user-data-dir={folder}', f'--accept-lang={language}',
                     '--disable-background-networking', '--no-first-run']
        if os.geteuid() == 0:
            arguments.append('--no-sandbox')
        made = self.ask('POST', '/session', {'capabilities': {'alwaysMatch': {
            'acceptInsecureCerts': True, 'goog:loggingPrefs': {'browser': 'ALL'},
            'goog:chromeOptions': {'binary': PROGRAM, 'args': arguments}}}})
        self.session = '/session/' + made['sessionId']

    def close(self):
        try:
            self.ask('DELETE', '')
        finally:
            self.driver.terminate()
            self.driver.wait(PATIENCE)
            self.driver.stdout.close()

    def ask(self, method, path, body=None):
        request = urllib.request.Request(
            self.address + self.session + path, method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={'Content-Type': 'application/json'})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)['value']
        except urllib.error.HTTPError as error:
            raise AssertionError(f'{method} {path}: {error.read().decode()[:400]}') from None

    def tell(self, command, **parameters):
        """One of Chromium's own commands."""
        return self.ask('POST', '/goog/cdp/execute', {'cmd': command, 'params': parameters})

    def open(self, address):
        self.ask('POST', '/url', {'url': address})

    @property
    def address_shown(self):
        return self.ask('GET', '/url')

    def run(self, script, *arguments):
        return self.ask('POST', '/execute/sync', {'script': script, 'args': list(arguments)})

    def find(self, path):
        """The elements of an XPath."""
        found = self.ask('POST', '/elements', {'using': 'xpath', 'value': path})
        return [Element(self, element[ELEMENT]) for element in found]

    def one(self, path):
        found = self.find(path)
        assert len(found) == 1, (path, len(found), self.text)
        return found[0]

    @property
    def text(self):
        return self.run('return document.body.innerText')

    def press(self, keys):
        actions = [{'type': kind, 'value': key} for key in keys for kind in ('keyDown', 'keyUp')]
        self.ask('POST', '/actions', {'actions': [{'type': 'key', 'id': 'keys',
                                                   'actions': actions}]})

    def enter(self):
        """Presses Enter, and waits for the page that this leads to."""
        self.follow(lambda: self.press(ENTER))

    def go(self, element):
        """Clicks, and waits for the page that this leads to."""
        self.follow(element.click)

    def follow(self, act):
        self.run('window.left = true')
        act()
        end = time.monotonic() + PATIENCE
        while not self.run('return window.left === undefined && '
                           'document.readyState === "complete"'):
            assert time.monotonic() < end, self.text
            time.sleep(0.02)

    def tab_to(self, text, most=60):
        """Goes on with the keyboard until what is called so has the focus."""
        for _ in range(most):
            self.press(TAB)
            name = self.run('const e = document.activeElement;'
                            'return ((e.closest("label") || e).innerText || "").trim()')
            if name == text:
                return
        raise AssertionError(f'{text!r} is not reached: {self.text}')

    def size(self, width, height):
        self.tell('Emulation.setDeviceMetricsOverride', width=width, height=height,
                  deviceScaleFactor=1, mobile=False)

    def scheme(self, name):
        self.tell('Emulation.setEmulatedMedia',
                  features=[{'name': 'prefers-color-scheme', 'value': name}])

    def picture(self, file):
        data = self.tell('Page.captureScreenshot', format='png', captureBeyondViewport=True)['data']
        file.write_bytes(base64.b64decode(data))

    def complaints(self):
        """What stands in the console."""
        return [entry['message'] for entry in self.ask('POST', '/se/log', {'type': 'browser'})]
