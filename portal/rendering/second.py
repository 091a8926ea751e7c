"""A second process prints annexes while this one prints the rest: one report on two cores.

A plain child process, because the worker's own processes may have no pool of their own. It knows no database; it
ends with this process, however that dies. Where it cannot start or ends early, this process prints everything.
"""

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Hashable, Mapping
from concurrent.futures import Future
from multiprocessing.connection import Connection

import django

from portal.start.identity import before_exec
from portal.start.usage import PROJECT

from .official import Paper, annexes_pdf

logger = logging.getLogger(__name__)
FEW = 6  # up to so many are printed sooner than a process has started


class SecondPrinter:
    """The child process and the line to it; one paper at a time."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())],
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                preexec_fn=before_exec(signal.SIGKILL),
            )
        self.line = Connection(ours.detach())

    def annexes(self, paper: Paper) -> bytes:
        """As `annexes_pdf`. Raises OSError or EOFError when the process has ended, RuntimeError when it cannot."""
        self.line.send(paper)
        answer = self.line.recv()
        if isinstance(answer, str):
            raise RuntimeError(answer)
        return answer

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


class Pile:
    """Papers whose annexes are to be printed: the second process takes from the end, `take` from where it likes."""

    def __init__(self, papers: Mapping[Hashable, Paper]) -> None:
        self.papers = dict(papers)
        self._waiting = dict(papers)
        self._taken: dict[Hashable, Future[bytes]] = {}
        self._lock = threading.Lock()
        self._printer: SecondPrinter | None = None
        self._thread = threading.Thread(target=self._print_beside, name="second-printer", daemon=True)

    def __enter__(self) -> "Pile":
        if len(self.papers) > FEW:
            try:
                self._printer = SecondPrinter()
            except OSError:
                logger.exception("No second process: this one prints everything.")
            else:
                self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        with self._lock:
            self._waiting.clear()
        if self._printer is not None:
            self._printer.end()  # a thread that waits for it reads the end of the line
            self._thread.join()
            self._printer.line.close()

    def take(self, key: Hashable) -> bytes:
        """The annexes of one paper as PDF: printed beside, or now. Raises what `annexes_pdf` raises."""
        with self._lock:
            self._waiting.pop(key, None)
            found = self._taken.get(key)
        if found is not None:
            try:
                return found.result()
            except (OSError, EOFError, RuntimeError) as problem:
                logger.warning("The second process did not print (%r): this one does.", problem)
        return annexes_pdf(self.papers[key])

    def _print_beside(self) -> None:
        assert self._printer is not None
        while True:
            with self._lock:
                if not self._waiting:
                    return
                key, paper = self._waiting.popitem()
                printed = self._taken[key] = Future()
            try:
                printed.set_result(self._printer.annexes(paper))
            except (OSError, EOFError) as ended:
                printed.set_exception(ended)
                return
            except Exception as problem:  # noqa: BLE001 - whoever takes it tries again and sees the real one
                printed.set_exception(problem)


def print_for(line: Connection) -> None:
    """What the child does until the line ends."""
    while True:
        try:
            paper = line.recv()
        except (EOFError, OSError):
            return
        try:
            answer: bytes | str = annexes_pdf(paper)
        except Exception as problem:  # noqa: BLE001 - the first process prints it again and raises what it is
            answer = repr(problem)
        line.send(answer)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    print_for(Connection(int(sys.argv[1])))
