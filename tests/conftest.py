"""Tests run on servers of their own: real PostgreSQL and Valkey in a folder that goes when the run ends.

Several runs may go on at once. The environment is set here and the settings are named here, not in
pyproject.toml: pytest-django would read those before this file, and the tests would work in the portal's real
folder.
"""

import gc
import os
import shutil
import sys
from pathlib import Path

import pytest

RUNS = Path(__file__).resolve().parents[1] / "var" / "test"
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ  # a worker of pytest-xdist joins the run that started it

if not IS_WORKER:
    os.environ["PORTAL_VAR"] = str(RUNS / str(os.getpid()))
RUN = Path(os.environ["PORTAL_VAR"])
os.environ["PORTAL_TESTING"] = "1"
os.environ["PORTAL_DATABASE_ROLE"] = "owner"  # makes the tests' database; each test then steps down
if "portal.environment" in sys.modules and not IS_WORKER:  # a worker inherits what is set here
    raise pytest.UsageError("The settings were read before tests/conftest.py: unset DJANGO_SETTINGS_MODULE.")
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"

import django  # noqa: E402 - reads what was set above

from portal.environment import ENVIRONMENT  # noqa: E402 - reads what was set above
from portal.start import ensure, release  # noqa: E402
from tests import prepared  # noqa: E402


def pytest_configure(config: pytest.Config) -> None:
    if not IS_WORKER:
        remove_runs_that_were_killed()
        if ENVIRONMENT.embedded_servers:
            prepared.unpack(RUNS, RUN)
    ensure(RUN, ENVIRONMENT.embedded_servers, unsafe=True)
    if not IS_WORKER:
        compile_stale_catalogue()
    django.setup()  # pytest-django looked for the settings before this file named them
    config.pluginmanager.register(prepared)  # after pytest-django, whose set-up of the database it replaces
    config.pluginmanager.import_plugin("tests.people")  # units, one holder of each role; needs Django ready


def pytest_unconfigure(config: pytest.Config) -> None:
    release(RUN)
    if not IS_WORKER:
        if ENVIRONMENT.embedded_servers:
            prepared.keep(RUNS, RUN)
        shutil.rmtree(RUN, ignore_errors=True)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes of a file are no name for a test: they hold the second of its making, which differs from worker to worker."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A window of the browser may miss a beat on a busy machine: one second try, which the summary names."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_collection_finish() -> None:
    """What is imported by now stays: looking through it for garbage again and again is a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def compile_stale_catalogue() -> None:
    """Pages are tested in Vietnamese, so the catalogue that is read is the one that is written."""
    from portal.text import catalogue

    compiled = catalogue.PO.with_suffix(".mo")
    if not compiled.exists() or compiled.stat().st_mtime < catalogue.PO.stat().st_mtime:
        catalogue.compile_catalogue(catalogue.load())


def remove_runs_that_were_killed() -> None:
    for run in RUNS.glob("[0-9]*"):
        if not Path("/proc", run.name).exists():
            shutil.rmtree(run, ignore_errors=True)


@pytest.fixture(autouse=True)
def rights_of_the_web_server(request: pytest.FixtureRequest) -> None:
    """A test in a transaction does everything as the web server does it, without the rights of the owner.

    Transactional tests stay the owner: emptying the tables after them needs TRUNCATE.
    """
    if not uses_database(request) or is_transactional(request):
        return
    request.getfixturevalue("db")
    from django.conf import settings
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {settings.WEB_ROLE}")


def uses_database(request: pytest.FixtureRequest) -> bool:
    return "db" in request.fixturenames or request.node.get_closest_marker("django_db") is not None


def is_transactional(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    wanted = {"transactional_db", "live_server", "django_db_reset_sequences"} & set(request.fixturenames)
    return bool(wanted) or (marker is not None and bool(marker.kwargs.get("transaction")))
