"""Prints any document of the portal from the shell, as one user sees it."""

from argparse import ArgumentParser
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.rendering.pdf import RenderingError
from portal.rendering.registry import PrintingError, print_document, printables


class Command(BaseCommand):
    help = "Prints DOCUMENT of KEY as USERNAME into FILE; the suffix of FILE chooses PDF, DOCX or XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("document", nargs="?", metavar="DOCUMENT")
        parser.add_argument("key", nargs="?", metavar="KEY")
        parser.add_argument(
            "--as", dest="username", metavar="USERNAME", help="whose eyes decide what is printed"
        )
        parser.add_argument("--out", metavar="FILE", help="for example report.pdf")
        parser.add_argument("--list", action="store_true", help="name every document that can be printed")

    def handle(self, *args: object, **options: object) -> None:
        if options["list"]:
            return self.list_documents()
        self.require(options)
        out = Path(options["out"])
        try:
            printed = print_document(
                options["document"],
                options["key"],
                user=self.user(options["username"]),
                format=out.suffix.lower().lstrip("."),
            )
            out.write_bytes(printed.content)
        except (PrintingError, RenderingError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            facts = {"file": out, "reason": error.strerror}
            raise CommandError(_("%(file)s cannot be written: %(reason)s.") % facts) from error
        self.stdout.write(
            _("Written: %(file)s (%(size)s bytes).") % {"file": out, "size": len(printed.content)}
        )

    def list_documents(self) -> None:
        for each in printables():
            self.stdout.write(f"{each.name}\t{', '.join(each.formats)}\t{each.label}\t{each.key_help}")

    def require(self, options: dict) -> None:
        wanted = {"DOCUMENT": "document", "KEY": "key", "--as": "username", "--out": "out"}
        missing = [shown for shown, name in wanted.items() if not options[name]]
        if missing:
            raise CommandError(
                _("Missing: %(names)s. Use --list to see what can be printed.")
                % {"names": ", ".join(missing)}
            )

    def user(self, username: str):
        found = get_user_model().objects.filter(username=username, is_active=True).first()
        if found is None:
            raise CommandError(_("There is no active account “%(username)s”.") % {"username": username})
        return found
