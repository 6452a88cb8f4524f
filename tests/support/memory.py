"""What another process of the same person finds in a program's memory.

SPDX-License-Identifier: GPL-3.0-or-later

    key = data_key(folder / 'keys', 'nine long words')
    assert holds(process.pid, key)

The key is worked out from the file of keys as src/store/keyfile.c and src/base/key.c say, with libsodium.
"""

import base64
import ctypes
import ctypes.util
import json
import re

KEY, NONCE, TAG = 32, 24, 16
CHUNK = 1 << 22

sodium = ctypes.CDLL(ctypes.util.find_library('sodium'))
sodium.sodium_init()


def data_key(file, passphrase):
    """The key of a register that has a passphrase."""
    wrapped = json.loads(file.read_text())['passphrase']
    salt, sealed = (base64.b64decode(wrapped[part]) for part in ('by', 'key'))
    words, by, key = passphrase.encode(), ctypes.create_string_buffer(KEY), ctypes.create_string_buffer(KEY)
    assert sodium.crypto_pwhash(
        by, ctypes.c_ulonglong(KEY), words, ctypes.c_ulonglong(len(words)), salt,
        ctypes.c_ulonglong(sodium.crypto_pwhash_opslimit_moderate()),
        ctypes.c_size_t(sodium.crypto_pwhash_memlimit_moderate()),
        sodium.crypto_pwhash_alg_argon2id13()) == 0
    assert sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        key, None, None, sealed[NONCE:], ctypes.c_ulonglong(len(sealed) - NONCE), None,
        ctypes.c_ulonglong(0), sealed[:NONCE], by) == 0, 'not this passphrase'
    return key.raw


def regions(pid):
    """Those that can be read, without devices."""
    with open(f'/proc/{pid}/maps', encoding='utf-8', errors='replace') as maps:
        for line in maps:
            found = re.match(r'([0-9a-f]+)-([0-9a-f]+) r', line)
            if found and '/dev/' not in line and '[vvar' not in line and '[vsyscall' not in line:
                yield int(found[1], 16), int(found[2], 16)


def count(pid, *wanted):
    """How often each of the byte strings stands in the memory of a process."""
    found = [0] * len(wanted)
    overlap = max(map(len, wanted)) - 1
    with open(f'/proc/{pid}/mem', 'rb', buffering=0) as memory:
        for start, end in regions(pid):
            kept = b''
            while start < end:
                try:
                    memory.seek(start)
                    part = memory.read(min(CHUNK, end - start))
                except OSError:
                    break  # a guard page, or gone meanwhile
                if not part:
                    break
                start += len(part)
                text = kept + part
                for index, one in enumerate(wanted):
                    found[index] += text.count(one)
                kept = text[-overlap:]
    return found
