"""A broker of its own with a real worker and a real clock, for tests that stop and kill them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from portal.celery import app
from portal.start import ensure, release
from portal.start.addresses import redis_address
from portal.start.identity import before_exec
from portal.start.usage import PROJECT

APP = "tests.portal.jobs.worker_app"


def wait_until(happened: Callable[[], object], patience: float) -> float:
    """Seconds until it happened; fails after `patience`."""
    start = time.monotonic()
    while not happened():
        if time.monotonic() - start > patience:
            raise AssertionError(f"It did not happen within {patience} s.")
        time.sleep(0.05)
    return time.monotonic() - start


class Station:
    """Broker, worker and clock on the tests' database; everything ends with `close`."""

    def __init__(self, folder: Path):
        self.var = folder
        self.broker = redis_address(folder, for_celery=True)
        self.log = (folder.parent / f"{folder.name}.log").open("wb")
        self.programs: dict[str, subprocess.Popen] = {}

    def open(self) -> None:
        self.start_broker()
        self.start("beat", "beat", "--pidfile=", "--schedule", str(self.var / "beat"))
        self.start_worker()

    def start_broker(self) -> None:
        ensure(self.var, ("valkey",))

    def stop_broker(self) -> None:
        release(self.var)

    def start_worker(self) -> None:
        (self.var / "worker.ready").unlink(missing_ok=True)
        self.start("worker", "worker", "--concurrency", "2", "--without-gossip", "--without-mingle")
        wait_until((self.var / "worker.ready").exists, 30)

    def kill_worker(self) -> None:
        """As kill -9 on the whole group: neither the worker nor its pool says goodbye."""
        worker = self.programs["worker"]
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def start(self, name: str, *arguments: str) -> None:
        self.programs[name] = subprocess.Popen(
            [sys.executable, "-m", "celery", "--quiet", "-A", APP, *arguments, "--loglevel", "warning"],
            cwd=PROJECT,
            env=os.environ | self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
            preexec_fn=before_exec(signal.SIGKILL),
        )

    def environment(self) -> dict[str, str]:
        """The tests' database with the rights of the web server, this broker, the tests' folder of files."""
        given = connection.settings_dict
        login = settings.WEB_ROLE
        if given["PASSWORD"]:  # a server of somebody else's: as the tests sign in there
            login = f"{quote(given['USER'])}:{quote(given['PASSWORD'])}"
        place = f"{quote(given['HOST'], safe='')}:{given['PORT'] or 5432}/{given['NAME']}"
        return {
            "DATABASE_URL": f"postgres://{login}@{place}",
            "PORTAL_DATABASE_ROLE": "web",
            "REDIS_URL": self.broker,
            "PORTAL_VAR": str(self.var),
            "FILE_STORE": str(settings.MEDIA_ROOT),
        }

    def close(self) -> None:
        for program in self.programs.values():
            if program.poll() is None:
                os.killpg(program.pid, signal.SIGKILL)
                program.wait()
        self.stop_broker()
        self.log.close()


def forget_connections() -> None:
    """Celery keeps its connections to the broker; the next message asks for the address anew."""
    app._after_fork()


@pytest.fixture(scope="module")
def station(django_db_setup, django_db_blocker, tmp_path_factory):
    found = Station(tmp_path_factory.mktemp("station") / "var")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setenv("CELERY_BROKER_URL", found.broker)
        forget_connections()
        try:
            found.open()
            yield found
        finally:
            found.close()
            forget_connections()
    forget_connections()
