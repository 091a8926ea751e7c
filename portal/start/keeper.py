"""Keeps one embedded server alive while somebody uses it: `python -m portal.start.keeper HOME [--unsafe]`.

Each user holds a shared lock on `users.lock`; when the keeper gets the exclusive one, nobody is left, and it
stops the server. The kernel gives locks back at any death, so there is nothing to count and nothing to clean.
The keeper itself holds `keeper.lock`; should it die, the kernel ends the server too (see `identity`).
Standard library only, and one thread: it forks.
"""

import contextlib
import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

from portal.start import postgres, valkey
from portal.start.addresses import socket_folder
from portal.start.locks import EXCLUSIVE, lock, open_lock
from portal.start.postgres import RefusedError

KINDS: dict[str, ModuleType] = {"postgres": postgres, "valkey": valkey}
PATIENCE = 110.0
GRACE = 20.0


class Keeper:
    """One server: started, watched, started again when it dies, announced in `ready.json`, stopped."""

    def __init__(self, home: Path, unsafe: bool) -> None:
        self.home = home
        self.unsafe = unsafe
        self.kind = KINDS[home.name]
        self.sockets = make_socket_folder(home.parent)
        self.announced = False
        self.stopping = False
        self.start()

    def start(self) -> None:
        self.kind.prepare(self.home, self.sockets, self.unsafe)
        with open(self.home / "server.log", "wb") as log:
            self.server = subprocess.Popen(
                self.kind.command(self.home, self.sockets, self.unsafe),
                cwd=self.home,
                env=postgres.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=self.kind.before_start(),
            )
        self.deadline = time.monotonic() + PATIENCE

    def keep(self) -> None:
        """Returns when nobody uses the server any more, or when the keeper was told to stop."""
        users = open_lock(self.home / "users.lock")
        while not self.stopping and not lock(users, EXCLUSIVE, wait=False):
            self.look_after()
            time.sleep(0.1 if self.announced else 0.02)

    def look_after(self) -> None:
        code = self.server.poll()
        if code is not None:
            if not self.announced:
                raise RefusedError(self.kind.refusal(code) or self.last_words())
            self.withdraw()
            self.start()
        elif not self.announced:
            if self.kind.answers(self.home, self.sockets, self.server.pid):
                self.announce()
            elif time.monotonic() > self.deadline:
                raise RefusedError(f"The embedded {self.home.name} did not answer in {PATIENCE:.0f} s.")

    def announce(self) -> None:
        self.kind.first_words(self.sockets)
        new = self.home / "ready.json.new"
        new.write_text(json.dumps({"keeper": os.getpid(), "server": self.server.pid}))
        new.rename(self.home / "ready.json")
        self.announced = True

    def withdraw(self) -> None:
        (self.home / "ready.json").unlink(missing_ok=True)
        self.announced = False

    def stop(self) -> None:
        self.withdraw()
        if self.server.poll() is None:
            self.server.send_signal(self.kind.STOP_SIGNAL)
        try:
            self.server.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
        if self.sockets.parent != self.home.parent:  # the short one in the temporary directory
            with contextlib.suppress(OSError):  # the other server may still be in it
                self.sockets.rmdir()

    def last_words(self) -> str:
        lines = (self.home / "server.log").read_text(errors="replace").splitlines()
        said = next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
        return f"The embedded {self.home.name} did not start: {said} (see {self.home}/server.log)"


def make_socket_folder(var: Path) -> Path:
    """The folder of the sockets, for this user alone; in the temporary directory that must be verified."""
    folder = socket_folder(var)
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise RefusedError(
            f"{folder} is not a folder of this user alone: remove it, or choose a shorter PORTAL_VAR."
        )
    return folder


def become_the_keeper(home: Path) -> bool:
    """Whether there was none yet. Tries for a moment: a user may be looking whether the lock is free."""
    descriptor = open_lock(home / "keeper.lock")
    for _ in range(25):
        if lock(descriptor, EXCLUSIVE, wait=False):
            return True
        time.sleep(0.02)
    return False


def main(home: Path, unsafe: bool) -> int:
    os.umask(0o077)
    if not become_the_keeper(home):
        return 0
    try:
        keeper = Keeper(home, unsafe)
    except (RefusedError, OSError) as error:
        print(error)
        return 3
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: setattr(keeper, "stopping", True))
    try:
        keeper.keep()
    except (RefusedError, OSError) as error:
        print(error)
        return 3
    finally:
        keeper.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), "--unsafe" in sys.argv[2:]))
