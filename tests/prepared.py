"""A migrated database is made once and copied: for the second worker, and for the next run.

Migrating costs more than most tests together (some 20 s with the triggers of field history). What is kept in
`var/test/prepared-<key>` is the data folder of a PostgreSQL that was shut down, with one database in it. The key
covers everything that such a database follows from; another database server (DATABASE_URL) keeps nothing.
"""

import hashlib
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

ROOT = Path(__file__).resolve().parents[1]
MOST_KEPT = 3


def _key() -> str:
    """What the database follows from: migrations, the code that runs after them, the libraries' versions."""
    found = hashlib.sha256()
    files = [
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("portal/*/migrations/*.py"),
        *ROOT.glob("portal/access/*.py"),
        *ROOT.glob("portal/audit/*.py"),
    ]
    for path in [
        *sorted(files),
        ROOT / "portal/start/roles.sql",
        ROOT / "requirements.lock",
    ]:
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


KEY = os.environ.setdefault("PORTAL_TEST_PREPARED", _key())  # the workers of a run mean the same
PREPARED = f"portal_prepared_{KEY}"


def unpack(runs: Path, run: Path) -> None:
    """Lay the kept data folder where the run's server will look for it."""
    kept = runs / f"prepared-{KEY}"
    if (kept / "data").exists():
        (run / "postgres").mkdir(parents=True, mode=0o700)
        shutil.copytree(kept / "data", run / "postgres" / "data")
        kept.touch()  # the last used stay


def keep(runs: Path, run: Path) -> None:
    """Keep the data folder of a run that has ended, if it made the prepared database; the oldest go."""
    kept = runs / f"prepared-{KEY}"
    if (run / "prepared").exists() and not kept.exists():
        half = run / "kept"
        half.mkdir()
        (run / "postgres" / "data").rename(half / "data")
        half.rename(kept)
    for old in sorted(runs.glob("prepared-*"), key=lambda path: path.stat().st_mtime, reverse=True)[
        MOST_KEPT:
    ]:
        shutil.rmtree(old, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """Instead of pytest-django's own: the tests' database is a copy of the prepared one, which the first makes."""
    from django.db import connection

    from tests.conftest import RUN

    with django_db_blocker.unblock():
        creation, portal = connection.creation, connection.settings_dict["NAME"]
        with _one_at_a_time(connection) as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [PREPARED])
            if cursor.fetchone():
                _copy(cursor, PREPARED, creation._get_test_db_name())
                connection.settings_dict["NAME"] = creation._get_test_db_name()
            else:
                creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
                connection.close()
                _copy(cursor, connection.settings_dict["NAME"], PREPARED)
                if _key() == KEY:  # nobody changed a migration while this one migrated
                    (RUN / "prepared").touch()
    yield
    with django_db_blocker.unblock():
        creation.destroy_test_db(portal, verbosity=0)


@contextmanager
def _one_at_a_time(connection):
    """A cursor on the server's own database; other workers wait until it is given back."""
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    parameters.pop("cursor_factory", None)
    link = psycopg2.connect(**parameters)
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(20261122)")
            yield cursor
    finally:
        link.close()


def _copy(cursor, source: str, target: str) -> None:
    cursor.execute(f'DROP DATABASE IF EXISTS "{target}"')
    cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
