"""Web server, worker and clock as three children of one process that ends them, and with which they end.

However this process dies, the kernel sends each child its death signal; the worker, which would first finish
its job, is killed: a job is found by its stale heartbeat and run again.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from portal.start.identity import before_exec
from portal.start.usage import PROJECT, StartError

PR_SET_CHILD_SUBREAPER = 36
GRACE = 8.0
PATIENCE = 60.0
MOST_RESTARTS = 5
WEB_OPTIONS = (
    "--worker-class gthread --workers 2 --threads 4 --timeout 120 --graceful-timeout 5 --log-level warning "
    "--no-control-socket"
)
WORKER_OPTIONS = "--concurrency 2 --loglevel error --without-gossip --without-mingle"
BEAT_OPTIONS = "--loglevel error --pidfile="
AS_ROOT = (
    "ignore:You're running the worker with superuser"  # its advice is for servers; messages here are JSON
)


@dataclass
class Child:
    """One program, started again when it ends before it should."""

    name: str
    command: list[str]
    death_signal: int
    answers: Callable[[], bool]
    restarts: int = 0
    process: subprocess.Popen | None = None

    def start(self) -> None:
        """In a session of its own: Ctrl-C reaches the supervisor alone, and the whole group can be ended."""
        self.process = subprocess.Popen(
            self.command,
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=before_exec(self.death_signal),
        )

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def end_group(self) -> None:
        """What the program leaves behind, such as the pool of a killed worker."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def restart(self) -> None:
        self.restarts += 1
        if self.restarts > MOST_RESTARTS:
            raise StartError(f"The {self.name} ended {self.restarts} times, see above.")
        print(f"The {self.name} ended and is started again.", file=sys.stderr, flush=True)
        self.end_group()
        self.start()


def children(listen: str, port: int, var: Path, web_answers: Callable[[], bool]) -> list[Child]:
    """The three programs; `var` holds the clock's memory and the worker's sign of life."""
    bind = f"[{listen}]:{port}" if ":" in listen else f"{listen}:{port}"
    ready = var / "worker.ready"
    ready.unlink(missing_ok=True)
    python = [sys.executable, "-W", AS_ROOT, "-m"]
    web = [*python, *f"gunicorn portal.wsgi:application --bind {bind} {WEB_OPTIONS}".split()]
    worker = [*python, *f"celery --quiet -A portal worker {WORKER_OPTIONS}".split()]
    beat = [
        *python,
        *f"celery --quiet -A portal beat {BEAT_OPTIONS}".split(),
        "--schedule",
        str(var / "beat"),
    ]
    return [
        Child("web server", web, signal.SIGTERM, web_answers),
        Child("worker", worker, signal.SIGKILL, ready.exists),
        Child("clock", beat, signal.SIGTERM, lambda: True),
    ]


def adopt_orphans() -> None:
    """Grandchildren whose parent dies become ours, so that none stays behind as a zombie of somebody else."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def wait_until_all_answer(family: list[Child]) -> None:
    """Raises StartError when one ends or stays silent."""
    until = time.monotonic() + PATIENCE
    for child in family:
        while not child.answers():
            if child.ended():
                raise StartError(f"The {child.name} ended before it answered, see above.")
            if time.monotonic() > until:
                raise StartError(f"The {child.name} did not answer in {PATIENCE:.0f} s.")
            time.sleep(0.05)


def watch(family: list[Child], mend: Callable[[], None]) -> None:
    """Until an exception ends it; `mend` looks after the embedded servers about every two seconds."""
    while True:
        for _ in range(10):
            for child in family:
                if child.ended():
                    child.restart()
            time.sleep(0.2)
        mend()
        reap_adopted(family)


def end(family: list[Child]) -> None:
    """Asks each to end, waits a little, then takes its whole group away."""
    for child in family:
        if child.process is not None and not child.ended():
            child.process.terminate()
    until = time.monotonic() + GRACE
    for child in family:
        if child.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, until - time.monotonic()))
            child.end_group()
    reap_adopted(family)


def reap_adopted(family: list[Child]) -> None:
    """Zombies that were adopted; our own children are left to their Popen objects."""
    own = {child.process.pid for child in family if child.process is not None}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            process, rest = int(stat.parent.name), stat.read_text().rpartition(")")[2].split()
            if rest[0] == "Z" and int(rest[1]) == os.getpid() and process not in own:
                os.waitpid(process, os.WNOHANG)
