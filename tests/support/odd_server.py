#!/usr/bin/python3
"""An HTTPS (or, with --plain, HTTP) server on loopback that answers in odd ways, by path.

SPDX-License-Identifier: GPL-3.0-or-later

    odd_server.py FOLDER [--plain]

makes a certificate for 127.0.0.1 in the folder and prints `ready PORT PIN CERTIFICATE`. It ends
when its standard input does.
"""

import base64
import hashlib
import http.server
import pathlib
import re
import socket
import ssl
import subprocess
import sys
import threading
import time

TYPE = 'application/vnd.evidenca'
seen = {'connections': 0, 'resumed': 0, 'requests': 0}


def make_certificate(folder):
    """Makes key and certificate; returns both files and the pin of the key."""
    key, certificate = folder / 'key.pem', folder / 'certificate.pem'
    subprocess.run(
        ['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1',
         '-nodes', '-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=127.0.0.1',
         '-addext', 'subjectAltName=IP:127.0.0.1'], check=True, capture_output=True)
    public = subprocess.run(['openssl', 'pkey', '-in', key, '-pubout', '-outform', 'DER'],
                            check=True, capture_output=True).stdout
    return key, certificate, base64.b64encode(hashlib.sha256(public).digest()).decode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    timeout = 20

    def setup(self):
        if isinstance(self.request, ssl.SSLSocket):
            self.request.do_handshake()
            seen['resumed'] += self.request.session_reused
        super().setup()

    def log_message(self, *arguments):
        pass

    def send(self, status, body=b'', kind=TYPE, **headers):
        self.send_response_only(status)
        if kind:
            self.send_header('Content-Type', kind)
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self):
        seen['requests'] += 1
        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        status = re.fullmatch(r'/status/(\d+)', self.path)
        if status:
            self.send(int(status[1]), b'<html>', 'text/html', Retry_After='7')
        elif self.path == '/echo':
            self.send(200, body)
        elif self.path == '/headers':
            self.send(200, self.requestline.encode() + b'\n' + bytes(self.headers))
        elif self.path == '/seen':
            self.send(200, ' '.join(f'{name}={value}' for name, value in seen.items()).encode())
        elif self.path == '/close':
            self.send(200, b'', Connection='close')
            self.close_connection = True
        elif self.path == '/redirect':
            self.send(302, b'', None, Location='/echo')
        elif self.path == '/big':
            self.send(200, bytes(5 * 1024 * 1024))
        elif self.path == '/cut':
            self.wfile.write(f'HTTP/1.1 200 OK\r\nContent-Type: {TYPE}\r\n'
                             'Content-Length: 1000\r\n\r\nhalf'.encode())
            self.close_connection = True
        elif self.path == '/stall':
            time.sleep(10)
            self.close_connection = True
        else:
            self.send(404, b'<html>', 'text/html')

    do_GET = do_POST = answer


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    context = None

    def handle_error(self, request, address):
        pass  # a client that does not like the certificate

    def get_request(self):
        connection, address = super().get_request()
        seen['connections'] += 1
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.context:
            connection = self.context.wrap_socket(connection, server_side=True,
                                                  do_handshake_on_connect=False)
        return connection, address


def main():
    folder = pathlib.Path(sys.argv[1])
    server = Server(('127.0.0.1', 0), Handler)
    pin, certificate = '-', '-'
    if '--plain' not in sys.argv:
        key, certificate, pin = make_certificate(folder)
        server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.context.load_cert_chain(certificate, key)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print('ready', server.server_address[1], pin, certificate, flush=True)
    sys.stdin.read()


if __name__ == '__main__':
    main()
