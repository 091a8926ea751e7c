"""Who a command and a test are for the database, and what a command leaves running."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

PROJECT = Path(__file__).resolve().parents[3]
DECIDED_HERE = {"PORTAL_DATABASE_ROLE", "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"}
WHO = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT current_user")
    print(cursor.fetchone()[0])
"""


def current_user() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    kept = {name: value for name, value in os.environ.items() if name not in DECIDED_HERE}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.django_db
def test_a_test_has_the_rights_of_the_web_server():
    assert current_user() == "portal_web"


@pytest.mark.django_db(transaction=True)
def test_a_test_that_empties_tables_is_the_owner():
    assert current_user() == "portal_owner"


def test_a_command_starts_the_servers_runs_as_the_web_server_and_leaves_none(tmp_path):
    done = manage("shell", "--no-imports", "-c", WHO, PORTAL_VAR=str(tmp_path))

    assert (done.returncode, done.stdout.strip()) == (0, "portal_web"), done.stderr
    assert not (tmp_path / "postgres" / "ready.json").exists()
    assert not (tmp_path / "postgres" / "data" / "postmaster.pid").exists()


def test_help_starts_nothing(tmp_path):
    done = manage("help", PORTAL_VAR=str(tmp_path))

    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("PORT", "eighty", "PORT='eighty': expected a whole number."),
        ("PORTAL_DATABASE_ROLE", "king", "PORTAL_DATABASE_ROLE='king': expected web or owner."),
        ("PORTAL_PRODUCTION", "1", "SECRET_KEY is missing or short"),
    ],
)
def test_a_wrong_variable_is_one_sentence(variable, value, sentence):
    done = manage("check", **{variable: value})

    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
