"""Children of `make run` end with it and are started again; obstacles are said in one sentence."""

import signal
import socket
import subprocess
import sys
import time

import pytest

from portal.start import StartError, obstacles
from portal.start.supervisor import MOST_RESTARTS, Child, end

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
PARENT = """
import signal, sys, time
from portal.start.supervisor import Child
child = Child("web", [sys.executable, "-c", "import time; time.sleep(60)"], signal.SIGTERM, lambda: True)
child.start()
print(child.process.pid, flush=True)
time.sleep(60)
"""


def has_ended(pid: int) -> bool:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        try:
            with open(f"/proc/{pid}/stat") as stat:
                if stat.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def child():
    made = Child("web server", SLEEP, signal.SIGTERM, lambda: True)
    made.start()
    yield made
    end([made])


def test_a_child_that_ended_is_started_again_but_not_for_ever(child):
    for _ in range(MOST_RESTARTS):
        child.restart()

    with pytest.raises(StartError, match="web server ended 6 times"):
        child.restart()


def test_the_end_takes_the_whole_group_along(tmp_path):
    note = tmp_path / "grandchild"
    program = f"""
import pathlib, subprocess, time
pathlib.Path({str(note)!r}).write_text(str(subprocess.Popen({SLEEP!r}).pid))
time.sleep(60)
"""
    child = Child("worker", [sys.executable, "-c", program], signal.SIGKILL, bool)
    child.start()
    while not note.exists() or not note.read_text():
        time.sleep(0.02)

    end([child])
    assert has_ended(int(note.read_text()))


def test_children_die_with_a_killed_supervisor():
    supervisor = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE)
    child = int(supervisor.stdout.readline())
    supervisor.kill()
    supervisor.communicate()

    assert has_ended(child)


def test_a_taken_port_is_named_with_the_way_out(monkeypatch):
    monkeypatch.setattr(obstacles, "PATIENCE_FOR_PORT", 0.1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(StartError, match=rf"Port {port} .*PORT=8001 make run"):
            obstacles.require_free_port("127.0.0.1", port)
    obstacles.require_free_port("127.0.0.1", port)


def test_a_missing_pango_is_named_with_its_packages(monkeypatch):
    monkeypatch.setattr(obstacles, "PANGO", ("libpango-of-nowhere.so.0",))

    with pytest.raises(StartError, match=r"libpango-of-nowhere.*apt-get install"):
        obstacles.require_pango()


def test_a_folder_below_a_file_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(StartError, match="PORTAL_VAR"):
        obstacles.require_writable(tmp_path / "file" / "var")
