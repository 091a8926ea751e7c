"""Brings database and files up to date before the web server starts: `python -m portal.start.preparation`.

Run by the supervisor in a process of its own, as the owner of the database.
"""

import contextlib
import hashlib
import io
import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command

from portal.start.addresses import ACCOUNTS


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    os.environ["PORTAL_DATABASE_ROLE"] = "owner"
    django.setup()
    quiet = io.StringIO()
    call_command("catalogue", "--compile", stdout=quiet)
    call_command("migrate", "--no-input", verbosity=0)
    call_command("load_reference", stdout=quiet)
    load_demonstration_data_once()
    list_demonstration_accounts()
    collect_static_files()


def load_demonstration_data_once() -> None:
    """On an empty database, or where the loading was cut short; never in production."""
    from django.contrib.auth import get_user_model

    unfinished = settings.VAR / "demonstration.unfinished"
    if not settings.DEMONSTRATION or (get_user_model().objects.exists() and not unfinished.exists()):
        return
    print("Loading the demonstration data (about a minute, this once)", flush=True)
    unfinished.touch()
    call_command("load_demo", verbosity=0)
    unfinished.unlink()


def list_demonstration_accounts() -> None:
    """For the greeting, which knows no database."""
    listing, lines = settings.VAR / ACCOUNTS, io.StringIO()
    listing.unlink(missing_ok=True)
    with contextlib.suppress(CommandError):  # production has none, and an administrator may have removed them
        call_command("demo_accounts", stdout=lines)
        listing.write_text(lines.getvalue(), encoding="utf-8")


def collect_static_files() -> None:
    """Compressing takes seconds: done again only when a file has changed."""
    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name("collected.sha256")
    now = digest_of_static_files()
    if root.exists() and stamp.exists() and stamp.read_text() == now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now)


def digest_of_static_files() -> str:
    from django.contrib.staticfiles.finders import get_finders

    facts = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = os.stat(storage.path(name))
            facts.append(f"{name} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(facts)).encode()).hexdigest()


if __name__ == "__main__":
    main()
