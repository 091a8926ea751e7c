"""`make run`: everything that the portal needs, in order, until Ctrl-C: `python -m portal.start`."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
from types import FrameType

from portal.environment import ENVIRONMENT
from portal.start.addresses import ACCOUNTS
from portal.start.identity import before_exec, die_with_parent
from portal.start.obstacles import refuse_what_cannot_run
from portal.start.supervisor import Child, adopt_orphans, children, end, wait_until_all_answer, watch
from portal.start.usage import PROJECT, StartError, ensure, release

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ToldToStopError(Exception):
    """Ctrl-C or a signal: the ordinary end."""


def main() -> int:
    if "MAKELEVEL" in os.environ:  # make is our parent: killed, it cannot pass the news on
        die_with_parent(signal.SIGTERM, os.getppid())
    adopt_orphans()
    family: list[Child] = []
    for number in SIGNALS:
        signal.signal(number, stop)
    try:
        run(family)
    except ToldToStopError:
        print("\nStopping", flush=True)
        return 0
    except StartError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    finally:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave anything behind
        end(family)
        release(ENVIRONMENT.var)
    return 0


def stop(number: int, frame: FrameType | None) -> None:
    raise ToldToStopError


def run(family: list[Child]) -> None:
    listen, port, var = ENVIRONMENT.listen, ENVIRONMENT.port, ENVIRONMENT.var
    refuse_what_cannot_run(listen, port, var)
    mend_servers()
    prepare()
    family += children(listen, port, var, web_answers)
    for child in family:
        child.start()
    wait_until_all_answer(family)
    greet()
    watch(family, mend_servers)


def mend_servers() -> None:
    ensure(ENVIRONMENT.var, ENVIRONMENT.embedded_servers)


def prepare() -> None:
    """Database and files, in a process that goes with this one. Raises StartError."""
    print("Preparing the database and the files", flush=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "portal.start.preparation"],
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=before_exec(signal.SIGKILL),
    )
    try:
        code = process.wait()
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    if code:
        raise StartError("The database or the files could not be prepared, see above.")


def web_answers() -> bool:
    """Whether a page comes back; a redirect to https or a host name refused is an answer too."""
    connection = http.client.HTTPConnection(host_to_ask(), ENVIRONMENT.port, timeout=10)
    try:
        connection.request("GET", "/healthz/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def host_to_ask() -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(ENVIRONMENT.listen, ENVIRONMENT.listen)


def greet() -> None:
    print(f"\nThe portal runs at http://localhost:{ENVIRONMENT.port}/  (Ctrl-C ends it)")
    if not ENVIRONMENT.production:
        listing = ENVIRONMENT.var / ACCOUNTS
        print(listing.read_text("utf-8") if listing.exists() else "There are no demonstration accounts.")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
