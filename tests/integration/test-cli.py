#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line's contract, held to with the real program: one register, no server."""

import csv
import json
import os
import pty
import signal
import subprocess
import sys
import tempfile

CLI, FIXTURES = sys.argv[1:]


class Register:
    """A register in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = dict(os.environ, XDG_CONFIG_HOME=os.path.join(folder, "config"),
                                LANGUAGE="en")

    def run(self, *words, language=None):
        command = [CLI, "--data", os.path.join(self.folder, "register"), "--json"]
        if language:
            command += ["--language", language]
        return subprocess.run(command + list(words), env=self.environment, capture_output=True,
                              text=True, timeout=120)

    def ask(self, *words, **options):
        done = self.run(*words, **options)
        assert done.returncode == 0, (words, done.stderr)
        return json.loads(done.stdout)

    def refuse(self, code, *words):
        done = self.run(*words)
        assert done.returncode == code, (words, done.returncode, done.stdout, done.stderr)
        assert done.stderr.strip(), words
        return done.stderr

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path


def made(folder):
    register = Register(folder)
    register.ask("init", "--project", "P", "--name", "A project")
    return register


def with_event(folder):
    register = made(folder)
    event = register.ask("add", "event", "title=Training", "type=training",
                         "municipality=gracanica")["id"]
    sessions = [register.ask("add", "session", f"event={event}", f"date=2026-11-2{day}")["id"]
                for day in (4, 5)]
    return register, event, sessions


def test_init(folder):
    register = Register(folder)
    answer = register.ask("init", "--project", "P", "--name", "A project")
    assert set(answer) == {"device", "project"} and len(answer["device"]) == 13
    register.refuse(1, "init", "--project", "P", "--name", "Again")
    register.refuse(2, "init")
    register.refuse(2, "nonsense")
    assert register.ask("status")["records"]["project"] == 1


def test_records(folder):
    register = made(folder)
    person = register.ask("add", "person", "given_name=  Đorđe ", "family_name=Petrović",
                          "gender=male", "consent=paper", "community=serb", "birth_year=1980")["id"]
    shown = register.ask("show", "person", person)
    assert shown["given_name"] == "Đorđe" and shown["birth_year"] == 1980
    assert shown["custody"] == "laptop" and shown["phone"] is None
    register.ask("set", "person", person, "phone=044 012 345")
    assert register.ask("show", "person", person)["phone"] == "044 012 345"
    result = register.ask("add", "result", "type=startup_supported", "amount=1500.50")["id"]
    assert register.ask("show", "result", result)["amount"] == 1500.5
    register.ask("delete", "person", person)
    assert register.ask("list", "person") == []
    register.refuse(1, "show", "person", "0123456789ABC-99")
    register.refuse(2, "show", "nobody", person)


def test_refusals_name_the_field(folder):
    register = made(folder)
    for words, field in [
            (["birth_year=1850"], "birth_year"), (["gender=x"], "gender"),
            (["community=serb"], "community"), (["colour=red"], "colour"),
            (["birth_year=many"], "birth_year"), (["email=" + "a" * 500], "email"),
            (["municipality=atlantis"], "municipality")]:
        assert field in register.refuse(1, "add", "person", "given_name=Ana", *words), field
    assert "given_name" in register.refuse(1, "add", "person", "family_name=Perić")
    assert register.ask("list", "person") == []


def test_attend(folder):
    register, event, (first, second) = with_event(folder)
    person = register.ask("add", "person", "given_name=Ana")["id"]
    answer = register.ask("attend", first, person)
    assert answer["id"] == f"{first}.{person}"
    register.ask("attend", first, person, "--status", "late")
    rows = register.ask("list", "attendance", "--event", event)
    assert [(row["session"], row["status"]) for row in rows] == [(first, "late")]
    register.refuse(1, "attend", second, person, "--status", "asleep")
    register.refuse(1, "attend", second, "0123456789ABC-1")


def test_search(folder):
    register = made(folder)
    for given, family in [("Đorđe", "Đorđević"), ("Ђорђе", "Ђорђевић"), ("Arbër", "Krasniqi")]:
        register.ask("add", "person", f"given_name={given}", f"family_name={family}")
    assert len(register.ask("search", "djordjevic")) == 2
    assert len(register.ask("search", "Dordevic")) == 2
    assert len(register.ask("search", "Ђорђ")) == 2
    assert len(register.ask("search", "kras arb")) == 1
    assert len(register.ask("search", "d", "--limit", "1")) == 1
    assert register.ask("search", "") == []


def test_two_told_apart(folder):
    register = made(folder)
    one, other = [register.ask("add", "person", "given_name=Arta", f"family_name={name}",
                               "birth_year=1990", "phone=044 111 222")["id"]
                  for name in ("Hoxha", "Hodža")]
    pair = ".".join(sorted((one, other)))
    assert len(register.ask("duplicates")) == 1
    assert register.ask("apart", other, one) == {"id": pair}
    assert register.ask("apart", one, other) == {"id": pair}
    assert register.ask("duplicates") == []
    [kept] = register.ask("list", "apart")
    assert (kept["id"], kept["custody"]) == (pair, "laptop")
    assert {kept["other"], kept["person"]} == {one, other}
    register.ask("apart", one, other, "--undo")
    assert len(register.ask("duplicates")) == 1 and register.ask("list", "apart") == []
    assert register.ask("add", "apart", f"person={one}", f"other={other}") == {"id": pair}
    register.ask("apart", one, other, "--undo")
    register.ask("merge", one, other)
    register.refuse(1, "apart", one, other)
    register.refuse(2, "apart", one)
    assert register.ask("check")["ok"]


def test_import(folder):
    register, event, _ = with_event(folder)
    path = register.write("people.csv", (
        "\ufeffIme;Prezime;Pol;Opština;Godina rođenja;pristanak;zajednica;boja\r\n"
        "Ана;Петровић;Ženski;Gračanica;1990;paper;Srpska;x\r\n"
        "Marko;Ilić;muški;Atlantida;1850;;;\r\n"
        ";Savić;;;;;;\r\n"
        "Arta;Gashi;;Lipjan;;;;\r\n"))
    trial = register.ask("import", path, "--event", event, "--dry-run")
    assert register.ask("list", "person") == []
    answer = register.ask("import", path, "--event", event)
    assert trial["people_added"] == answer["people_added"] == 2
    assert answer["rows"] == 4 and answer["attendance_added"] == 4
    assert answer["ignored_columns"] == ["boja"]
    refused = {(one["row"], one["field"]) for one in answer["refused"]}
    assert (3, "municipality") in refused and (4, "given_name") in refused, refused
    again = register.ask("import", path, "--event", event)
    assert again["people_matched"] == 2 and again["people_added"] == 0
    assert again["attendance_added"] == 0
    for name, bad in [("nul", b"given_name\nA\0na\n"), ("quote", b'given_name\n"Ana\n'),
                      ("cp1250", b"given_name\n\x8aana\n"), ("other", b"a,b\n1,2\n"), ("none", b"")]:
        said = register.refuse(1, "import", register.write(name, bad))
        assert name not in ("nul", "quote", "cp1250") or "row " in said, said
    register.refuse(1, "import", os.path.join(folder, "absent.csv"))


def test_import_stopped(folder):
    """Ctrl+C in the middle: told at a terminal how far it is, and nothing is there."""
    register = made(folder)
    path = register.write("many.csv", "given_name,family_name,birth_year\n" + "".join(
        f"Ana{number},Ilić,{1940 + number % 60}\n" for number in range(20000)))
    reader, terminal = pty.openpty()
    command = [CLI, "--data", os.path.join(folder, "register"), "import", path]
    with subprocess.Popen(command, env=register.environment, stdout=subprocess.DEVNULL,
                          stderr=terminal) as run:
        said = b""
        while b"100 / 20000" not in said:
            said += os.read(reader, 1000)
        run.send_signal(signal.SIGINT)
        assert run.wait(60) == 1
    said = os.read(reader, 100000).decode()
    os.close(terminal)
    os.close(reader)
    assert "Nothing was changed" in said, said
    assert register.ask("list", "person") == []


def test_export_comes_back(folder):
    register = made(folder)
    register.ask("add", "person", "given_name==Ana", "family_name=Шаљић", "gender=female",
                 "birth_year=1990", "municipality=lipjan")
    for language in ("sq", "sr", "sr@latin", "en"):
        path = os.path.join(folder, f"people-{language}.csv")
        assert register.ask("export", "people", "--reason", "A test", "--out", path,
                            language=language)["rows"] == 1
        with open(path, encoding="utf-8-sig") as file:
            assert "'=Ana" in file.read()
        assert register.ask("import", path)["people_matched"] == 1, language
    path = os.path.join(folder, "people.json")
    register.ask("export", "people", "--format", "json", "--reason", "A test", "--out", path)
    with open(path, encoding="utf-8") as file:
        assert json.load(file)[0]["given_name"] == "=Ana"
    register.refuse(2, "export", "people")


def test_backup(folder):
    register = made(folder)
    register.ask("add", "person", "given_name=Ana")
    before = register.ask("status")["device"]
    path = os.path.join(folder, "copy")
    register.ask("backup", path)
    register.ask("add", "person", "given_name=Besa")
    register.ask("restore", path)
    assert [person["given_name"] for person in register.ask("list", "person")] == ["Ana"]
    assert register.ask("status")["device"] != before
    assert register.ask("check") == {"ok": True, "problems": []}
    register.refuse(1, "restore", register.write("no-copy", "nothing"))
    assert len(register.ask("list", "person")) == 1


def with_words(register, words, *more):
    return ["--passphrase-file", register.write("words", words + "\n"), *more]


def test_passphrase(folder):
    register = made(folder)
    register.ask("add", "person", "given_name=Ana")
    assert register.ask("status")["opens_by"] == ["machine"]
    new = ["--new-passphrase-file", register.write("new", "nëntë fjalë\n")]
    register.refuse(1, "passphrase", "set", "--new-passphrase-file", register.write("s", "short"))
    assert register.ask("passphrase", "set", *new)["opens_by"] == ["passphrase"]
    assert "locked" in register.refuse(1, "list", "person")
    register.refuse(1, "list", "person", *with_words(register, "other words"))
    right = with_words(register, "nëntë fjalë")
    assert len(register.ask("list", "person", *right)) == 1
    new = ["--new-passphrase-file", register.write("new", "tjera fjalë\n")]
    register.ask("passphrase", "change", *new, *right)
    register.refuse(1, "list", "person", *with_words(register, "nëntë fjalë"))
    right = with_words(register, "tjera fjalë")
    path = os.path.join(folder, "copy")
    register.ask("backup", path, *right)
    register.refuse(1, "restore", path)
    register.ask("restore", path, *right)
    assert register.ask("passphrase", "remove", *right)["opens_by"] == ["machine"]
    assert len(register.ask("list", "person")) == 1
    register.refuse(2, "passphrase", "forget")
    register.refuse(1, "passphrase", "set")


def test_recovery(folder):
    register = made(folder)
    register.ask("add", "person", "given_name=Ana")
    sheet = os.path.join(folder, "sheet.txt")
    register.ask("recovery", "new", "--out", sheet)
    assert os.stat(sheet).st_mode & 0o777 == 0o600
    assert register.ask("status")["opens_by"] == ["machine", "recovery"]
    device = register.ask("status")["device"]
    copy = os.path.join(folder, "copy")
    register.ask("backup", copy)
    # On another machine, the folder and the backup open with the sheet alone.
    register.environment["XDG_CONFIG_HOME"] = os.path.join(folder, "elsewhere")
    assert "locked" in register.refuse(1, "list", "person")
    register.refuse(1, "restore", copy)
    wrong = register.write("wrong", "7" * 64)
    register.refuse(1, "recover", "--sheet", wrong)
    assert register.ask("recover", "--sheet", sheet)["opens_by"] == ["machine", "recovery"]
    assert len(register.ask("list", "person")) == 1
    assert register.ask("status")["device"] != device
    new = ["--new-passphrase-file", register.write("new", "nëntë fjalë\n")]
    register.ask("passphrase", "set", *new)
    register.ask("recover", "--sheet", sheet, "--new-passphrase-file",
                 register.write("newer", "fjalë të reja"))
    register.ask("list", "person", *with_words(register, "fjalë të reja"))


def test_nothing_readable(folder):
    register = made(folder)
    register.ask("add", "event", "title=Qzdebate", "type=training")
    register.ask("add", "person", "given_name=Qzarta", "family_name=Милићq", "phone=044 555 777",
                 "consent=paper", "community=ashkali")
    data = os.path.join(folder, "register")
    register.ask("backup", os.path.join(data, "backups-copy.db"))
    for path, _, names in os.walk(data):
        for name in names:
            with open(os.path.join(path, name), "rb") as file:
                content = file.read()
            for word in ("Qzdebate", "Qzarta", "qzarta", "Милићq", "044 555", "ashkali"):
                assert word.encode() not in content, (name, word)


def test_two_programs(folder):
    register = made(folder)
    import fcntl
    with open(os.path.join(folder, "register", "lock"), "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        register.refuse(1, "status")
    register.ask("status")


def test_damaged(folder):
    register = made(folder)
    folder = os.path.join(folder, "register")
    database = max((os.path.join(folder, name) for name in os.listdir(folder)
                    if not name.endswith(("-wal", "-shm", "lock"))), key=os.path.getsize)
    with open(database, "r+b") as file:
        file.write(b"damaged" * 1000)
    register.refuse(1, "list", "person")
    assert os.path.getsize(database) >= 7000


def test_sample(folder):
    register = Register(folder)
    answer = register.ask("sample", "fierc")
    assert answer["events"] == 37
    types = [event["type"] for event in register.ask("list", "event")]
    assert types.count("training") == 4 and types.count("vocational_training") == 2
    assert types.count("cfpi_meeting") == 30 and types.count("conference") == 1
    register.refuse(1, "sample", "fierc")
    assert register.ask("check")["ok"]


def test_report(folder):
    register = Register(folder)
    register.ask("sample", "fierc")
    internal = register.ask("report")["indicators"]
    public = register.ask("report", "--audience", "public")["indicators"]
    with open(os.path.join(FIXTURES, "reporting-example.csv"), encoding="utf-8") as file:
        for row in csv.DictReader(file):
            exact = internal[row["code"]]["exact"]
            assert abs(exact - float(row["exact"])) < 0.06, (row["code"], exact)
            shown = row["code"] in public and public[row["code"]]["wording"] is not None
            assert shown == (row["publishing_rule"] != "internal"), row["code"]
    assert public["R05"]["wording"] == "about 200"
    assert public["R10"]["wording"] == "more than 135"
    half = register.ask("report", "--to", "2022-12-31")["indicators"]
    assert half["R08"]["exact"] == 6 and half["R02"]["exact"] == 2
    one = register.ask("report", "--municipality", "viti")["indicators"]
    assert one["R09"]["exact"] == 24
    path = os.path.join(folder, "report.csv")
    register.run("report", "--format", "csv", "--out", path)
    with open(path, encoding="utf-8-sig") as file:
        assert "R26" in file.read()
    register.refuse(2, "report", "--municipality", "atlantis")
    register.refuse(1, "report", "--from", "yesterday")


def test_print(folder):
    register, event, (first, second) = with_event(folder)
    person = register.ask("add", "person", "given_name=Ана", "family_name=Петровић",
                          "language=sr")["id"]
    path = os.path.join(folder, "paper.pdf")
    register.refuse(1, "print", event, "certificates", "--out", path)
    register.ask("attend", first, person)
    register.ask("attend", second, person)
    for paper in ("sheet", "certificates", "badges"):
        assert register.ask("print", event, paper, "--out", path)["pages"] == 1
        with open(path, "rb") as file:
            assert file.read(5) == b"%PDF-"
    register.refuse(2, "print", event, "poem", "--out", path)


def main():
    tests = [(name[5:], test) for name, test in globals().items() if name.startswith("test_")]
    failed = 0
    print(f"1..{len(tests)}")
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(folder)
                print(f"ok {number} {name}")
            except Exception as problem:  # pylint: disable=broad-except
                failed += 1
                print(f"not ok {number} {name}")
                print(f"# {type(problem).__name__}: {problem}"[:2000].replace("\n", "\n# "))
    return 1 if failed else 0


sys.exit(main())
