#!/usr/bin/env python
"""Django's command line for the portal: a command joins or starts the embedded servers, and leaves none."""

import os
import sys

NEEDS_NO_SERVER = {"help", "version", "check", "diffsettings", "collectstatic", "catalogue", "startapp"}
# These make, fill or empty tables as the owner. All others run with the rights of the web server.
AS_OWNER = {
    "migrate",
    "makemigrations",
    "flush",
    "loaddata",
    "dumpdata",
    "load_reference",
    "load_demo",
    "pgtrigger",
    "search_indexes",
}


def main(arguments: list[str]) -> None:
    from portal.start import StartError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    command = arguments[1] if len(arguments) > 1 else "help"
    if command in AS_OWNER:
        os.environ.setdefault("PORTAL_DATABASE_ROLE", "owner")
    try:
        if command not in NEEDS_NO_SERVER and not command.startswith("-") and "--help" not in arguments:
            start_what_is_missing()
        from django.core.management import execute_from_command_line

        execute_from_command_line(arguments)
    except StartError as error:
        sys.exit(str(error))


def start_what_is_missing() -> None:
    from portal.environment import ENVIRONMENT
    from portal.start import ensure

    ensure(ENVIRONMENT.var, ENVIRONMENT.embedded_servers, unsafe=ENVIRONMENT.testing)


if __name__ == "__main__":
    main(sys.argv)
