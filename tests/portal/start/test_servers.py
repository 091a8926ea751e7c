"""The embedded servers come, are shared and go, however their users and keepers end."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest

from portal.start import StartError, ensure, release
from portal.start.addresses import database_address, socket_folder
from portal.start.locks import EXCLUSIVE, try_lock

PROJECT = Path(__file__).resolve().parents[3]
USER = """
import sys
from pathlib import Path
from portal.start import ensure
ensure(Path(sys.argv[1]), unsafe=True)
print("ready", flush=True)
sys.stdin.read()
"""


pytestmark = pytest.mark.flaky(reruns=1)  # real processes on a busy machine


@pytest.fixture
def var(tmp_path):
    folder = tmp_path / "var"
    yield folder
    release(folder)
    assert wait_until(lambda: not processes_of(folder))


@pytest.fixture
def another_user(var):
    """`another_user()`: a process that uses the servers until its input ends; this process does not itself."""
    users = []

    def start() -> subprocess.Popen:
        words = [sys.executable, "-c", USER, var]
        users.append(subprocess.Popen(words, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        return users[-1]

    yield start
    for user in users:
        if user.poll() is None:  # its test failed
            user.kill()
            user.communicate()


def keepers_of(var: Path) -> list[str]:
    return [line for line in processes_of(var) if "portal.start.keeper" in line]


def processes_of(var: Path) -> list[str]:
    """Command lines of the keepers and servers that still run for `var`."""
    found = []
    for cmdline in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = cmdline.read_bytes().split(b"\0")
            folder = os.readlink(cmdline.with_name("cwd"))
        except OSError:
            continue
        if any(word.startswith(os.fsencode(var) + b"/") for word in words) or folder.startswith(f"{var}/"):
            found.append(b" ".join(words).decode())
    return found


def wait_until(true, seconds: float = 20.0) -> bool:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.05)
    return true()


def is_free(lock: Path) -> bool:
    descriptor = try_lock(lock, EXCLUSIVE)
    if descriptor is not None:
        os.close(descriptor)
    return descriptor is not None


def pids(var: Path, server: str = "postgres") -> dict[str, int]:
    return json.loads((var / server / "ready.json").read_text())


def answer(var: Path, question: str, owner: bool = False):
    connection = psycopg2.connect(database_address(var, owner))
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone() if cursor.description else None
    finally:
        connection.close()


def test_two_processes_share_one_keeper_and_the_last_one_takes_the_servers_down(var, another_user):
    users = [another_user(), another_user()]
    assert [user.stdout.readline() for user in users] == [b"ready\n"] * 2
    assert wait_until(lambda: len(keepers_of(var)) == 2)  # one per server; who came second has given way

    users[0].communicate(timeout=30)
    assert answer(var, "SELECT 1") == (1,)
    users[1].communicate(timeout=30)
    assert wait_until(lambda: not processes_of(var))


def test_a_killed_user_leaves_nothing_behind_and_data_stays(var, another_user):
    user = another_user()
    user.stdout.readline()
    answer(var, "CREATE TABLE kept AS SELECT 7 AS number", owner=True)
    user.kill()
    user.communicate()
    assert wait_until(lambda: not processes_of(var))

    ensure(var, unsafe=True)
    assert answer(var, "SELECT number FROM kept", owner=True) == (7,)


def test_a_killed_server_is_started_again(var):
    ensure(var, unsafe=True)
    before = pids(var)
    os.kill(before["server"], signal.SIGKILL)
    assert wait_until(lambda: (var / "postgres" / "ready.json").exists() and pids(var) != before)

    assert pids(var)["keeper"] == before["keeper"]
    assert answer(var, "SELECT 1") == (1,)


def test_a_killed_keeper_takes_its_server_along_and_the_next_call_mends_both(var):
    ensure(var, unsafe=True)
    before = pids(var)
    os.kill(before["keeper"], signal.SIGKILL)
    assert wait_until(lambda: is_free(var / "postgres" / "keeper.lock"))  # a kill takes a moment
    ensure(var, unsafe=True)

    assert set(pids(var).values()).isdisjoint(before.values())
    assert answer(var, "SELECT 1") == (1,)


def test_locks_of_a_dead_server_do_not_fool_the_next_one(var):
    """A postmaster.pid that names a living stranger is what a reused process id looks like."""
    ensure(var, ("postgres",), unsafe=True)
    status = (var / "postgres" / "data" / "postmaster.pid").read_text().splitlines()
    release(var)
    status[0] = str(os.getpid())
    (var / "postgres" / "data" / "postmaster.pid").write_text("\n".join(status) + "\n")
    (var / "run" / ".s.PGSQL.5432.lock").write_text("\n".join(status) + "\n")

    ensure(var, ("postgres",), unsafe=True)
    assert answer(var, "SELECT 1") == (1,)


def test_a_very_long_path_works_and_its_socket_folder_goes_too(tmp_path):
    var = tmp_path / ("x" * 100) / ("y" * 100)
    ensure(var, unsafe=True)
    assert answer(var, "SELECT 1") == (1,)
    sockets = socket_folder(var)
    assert sockets.stat().st_mode & 0o777 == 0o700

    release(var)
    assert not sockets.exists()


def test_nothing_listens_on_the_network(var):
    ensure(var, unsafe=True)

    assert answer(var, "SHOW listen_addresses") == ("",)
    assert (var / "run" / ".s.PGSQL.5432").stat().st_mode & 0o077 == 0


def test_the_web_role_can_make_no_table(var):
    ensure(var, ("postgres",), unsafe=True)

    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        answer(var, "CREATE TABLE mine (number int)")
    assert not (var / "valkey" / "ready.json").exists()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(StartError, match=r"cannot be written .*PORTAL_VAR"):
        ensure(tmp_path / "file" / "var")


def test_a_server_that_cannot_start_says_why(var):
    (var / "postgres" / "data").mkdir(parents=True, mode=0o700)
    (var / "postgres" / "data" / "PG_VERSION").write_text("9\n")

    with pytest.raises(StartError, match=r"did not start: .*postgresql\.conf"):
        ensure(var, ("postgres",), unsafe=True)
