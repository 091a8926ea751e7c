"""What would keep the portal from running on this machine, said before anything is started."""

import ctypes
import errno
import os
import socket
import sys
import time
from pathlib import Path

from portal.start.usage import StartError

PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PATIENCE_FOR_PORT = 5.0  # seconds: a portal that was killed just now still lets go of it


def refuse_what_cannot_run(listen: str, port: int, var: Path) -> None:
    """Raises StartError with one sentence for the first obstacle."""
    require_pango()
    require_writable(var)
    require_free_port(listen, port)


def require_pango() -> None:
    """WeasyPrint sets its lines with it; no wheel brings it along."""
    if not sys.platform.startswith("linux"):
        return
    for name in PANGO:
        try:
            ctypes.CDLL(name)
        except OSError:
            raise StartError(
                f"Pango is missing ({name}), without it no document can be printed: on Debian and Ubuntu, "
                "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
            ) from None


def require_writable(var: Path) -> None:
    nearest = var
    while not os.path.exists(nearest):  # Path.exists raises where it may not look
        nearest = nearest.parent
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        raise StartError(
            f"The folder {var} cannot be written: "
            f"give {nearest} to this user, or name another one in PORTAL_VAR."
        )


def require_free_port(listen: str, port: int) -> None:
    until = time.monotonic() + PATIENCE_FOR_PORT
    while (problem := _cannot_listen(listen, port)) is not None:
        if time.monotonic() > until or problem.errno != errno.EADDRINUSE:
            raise StartError(
                f"Port {port} on {listen} cannot be used ({problem.strerror}): "
                "choose another one, as in: PORT=8001 make run"
            )
        time.sleep(0.2)


def _cannot_listen(listen: str, port: int) -> OSError | None:
    family = socket.AF_INET6 if ":" in listen else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((listen, port))
        except OverflowError:
            return OSError(errno.EINVAL, "it must be below 65536")
        except OSError as problem:
            return problem
    return None
