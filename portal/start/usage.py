"""One process as a user of the embedded servers: it joins, makes sure that a keeper lives, and leaves."""

import atexit
import contextlib
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.start.addresses import owner_of
from portal.start.locks import EXCLUSIVE, SHARED, lock, open_lock, try_lock

PROJECT = Path(__file__).resolve().parents[2]
SERVERS = ("postgres", "valkey")
PATIENCE = 120.0  # seconds; the first start of PostgreSQL takes one, on a slow and busy disk many
PAUSE = 0.02


class StartError(Exception):
    """A server could not be started; the sentence says which, why, and what to do."""


@dataclass
class Membership:
    """That this process uses the server at `home`; forked children inherit the lock."""

    users: int
    process: int
    keeper: subprocess.Popen | None = None


_memberships: dict[Path, Membership] = {}


def ensure(var: Path, servers: tuple[str, ...] = SERVERS, unsafe: bool = False) -> None:
    """Returns when the servers under `var` answer; they stay until this process ends or calls `release`.

    Called again it mends what has died since. `unsafe` trades safety against a power cut for speed (tests).
    Raises StartError with one sentence.
    """
    homes = [_make_home(Path(var).resolve(), server) for server in servers]
    for home in homes:
        _join(home)
        _start_keeper_if_none(home, unsafe)
    for home in homes:
        _wait_until_ready(home, unsafe)


def release(var: Path) -> None:
    """Leaves; the last one out waits until the servers are down: nothing runs on behind the prompt."""
    left = {}
    for home in [home for home in _memberships if home.parent == Path(var).resolve()]:
        membership = _memberships.pop(home)
        if membership.process == os.getpid():
            os.close(membership.users)
            left[home] = membership
    for home, membership in left.items():
        _wait_until_stopped(home)
        if membership.keeper is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                membership.keeper.wait(2 if _is_unused(home) else 0)


def _make_home(var: Path, server: str) -> Path:
    home = var / server
    try:
        owner = owner_of(var)
        var.parent.mkdir(parents=True, exist_ok=True)
        for folder in (var, home):
            folder.mkdir(exist_ok=True, mode=0o700)
            if os.geteuid() == 0 and owner != 0:  # root in somebody's checkout: it stays theirs
                os.chown(folder, owner, -1)
        os.close(open_lock(home / "users.lock"))
    except OSError as error:
        raise StartError(
            f"The folder {var} cannot be written ({error.strerror}): "
            "give it to this user, or name another one in PORTAL_VAR."
        ) from error
    return home


def _join(home: Path) -> None:
    known = _memberships.get(home)
    if known is not None and known.process == os.getpid():
        return
    users = open_lock(home / "users.lock")
    lock(users, SHARED)  # waits while a keeper that found nobody takes its server down
    _memberships[home] = Membership(users, os.getpid())
    atexit.register(release, home.parent)


def _start_keeper_if_none(home: Path, unsafe: bool) -> None:
    membership = _memberships[home]
    free = try_lock(home / "keeper.lock", EXCLUSIVE)
    if free is None:
        return
    (home / "ready.json").unlink(
        missing_ok=True
    )  # while no keeper can live, so that nobody believes a dead one
    os.close(free)
    ended = membership.keeper.poll() if membership.keeper is not None else 0
    if ended is None:
        return  # ours is about to take the lock
    membership.keeper = None
    if ended > 0:  # it gave up; killed (negative) or beaten to the lock (0), the next one may do better
        raise StartError(_last_line(home / "keeper.log"))
    membership.keeper = _spawn_keeper(home, unsafe)


def _spawn_keeper(home: Path, unsafe: bool) -> subprocess.Popen:
    """As the owner of the folder, in a session of its own: Ctrl-C in this terminal is not for the servers."""
    folder = home.stat()
    identity: dict[str, Any] = {}
    if os.geteuid() == 0 and folder.st_uid != 0:
        identity = {"user": folder.st_uid, "group": folder.st_gid, "extra_groups": []}
    log = home / "keeper.log"
    log.unlink(missing_ok=True)
    with open(os.open(log, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as output:
        os.fchown(output.fileno(), folder.st_uid, folder.st_gid)
        return subprocess.Popen(
            [sys.executable, "-m", "portal.start.keeper", str(home), *(["--unsafe"] if unsafe else [])],
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **identity,
        )


def _wait_until_ready(home: Path, unsafe: bool) -> None:
    until = time.monotonic() + PATIENCE
    while not _is_ready(home):
        if time.monotonic() > until:
            raise StartError(
                f"The embedded {home.name} did not answer in {PATIENCE:.0f} s: see {home}/server.log."
            )
        _start_keeper_if_none(home, unsafe)
        time.sleep(PAUSE)


def _is_ready(home: Path) -> bool:
    """Whether a keeper lives and says that its server answers."""
    free = try_lock(home / "keeper.lock", EXCLUSIVE)
    if free is not None:
        os.close(free)
        return False
    return (home / "ready.json").exists()


def _wait_until_stopped(home: Path, patience: float = 25.0) -> None:
    """Returns when the keeper has gone, or at once when somebody else still uses the server."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        free = try_lock(home / "keeper.lock", EXCLUSIVE)
        if free is not None:
            os.close(free)
            return
        if not _is_unused(home):
            return
        time.sleep(PAUSE)


def _is_unused(home: Path) -> bool:
    """Whether no user is left: the lock is free, or the keeper has it in order to stop."""
    joined = try_lock(home / "users.lock", SHARED)
    if joined is None:
        return True
    alone = lock(joined, EXCLUSIVE, wait=False)
    os.close(joined)
    return alone


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return (
        lines[-1]
        if lines
        else f"The embedded {log.parent.name} ended without a word: see {log.parent}/server.log."
    )
