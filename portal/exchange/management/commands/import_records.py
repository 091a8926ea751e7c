"""Imports a file from the shell, as one user may: manage.py import_records KIND FILE --as USERNAME."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.middleware import acting
from portal.documents.refusal import RefusedFileError
from portal.exchange.engine import Outcome, import_pages
from portal.exchange.reading import read
from portal.exchange.registry import Kind, kind_of, kinds
from portal.units.models import Unit


class Command(BaseCommand):
    help = "Imports the rows of FILE (CSV or XLSX) into the register KIND, as USERNAME may."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", metavar="KIND", help=", ".join(kind.name for kind in kinds()))
        parser.add_argument("file", metavar="FILE", help="CSV or XLSX")
        parser.add_argument("--as", dest="username", metavar="USERNAME", required=True)
        parser.add_argument("--unit", metavar="CODE", help="where rows go whose unit is blank or unknown")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--partial", action="store_true", help="leave refused rows out, save the others")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: object, **options) -> None:
        kind, path = self.kind(options["kind"]), Path(options["file"])
        user, unit = self.user(options["username"]), self.unit(options["unit"])
        try:
            with path.open("rb") as file, acting(user):
                outcome = import_pages(
                    kind, read(file, path.name), by=user, on=timezone.localdate(), filename=path.name,
                    unit=unit, dry_run=options["dry_run"], partial=options["partial"],
                )  # fmt: skip
        except OSError as error:
            facts = {"file": path, "reason": error.strerror}
            raise CommandError(_("File: “%(file)s” cannot be read: %(reason)s.") % facts) from error
        except RefusedFileError as refused:
            raise CommandError(refused.sentence) from refused
        except PermissionDenied as refused:
            raise CommandError(str(refused)) from refused
        self.report(outcome, as_json=options["json"], dry_run=options["dry_run"])
        if outcome.rejected and not options["partial"]:
            raise SystemExit(1)

    def report(self, outcome: Outcome, *, as_json: bool, dry_run: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False, indent=1, default=str))
            return
        for refused in outcome.rejected:
            place = _("sheet %(sheet)s, row %(row)s") if refused["sheet"] else _("row %(row)s")
            self.stdout.write(f"{place % refused}: {refused['message']}")
        for line in outcome.lines:
            for heading, written in line.unmatched:
                facts = {"row": line.row, "column": heading, "written": written}
                self.stdout.write(
                    _("row %(row)s: %(column)s “%(written)s” matches nothing, kept as written") % facts
                )
        if outcome.ignored:
            self.stdout.write(_("Columns left out: %(names)s.") % {"names": ", ".join(outcome.ignored)})
        self.stdout.write(self.counts(outcome, dry_run))

    @staticmethod
    def counts(outcome: Outcome, dry_run: bool) -> str:
        facts = {
            "created": outcome.created, "updated": outcome.updated, "unchanged": outcome.unchanged,
            "rejected": sum(line.state == "refused" for line in outcome.lines),
        }  # fmt: skip
        sentence = (
            _("New: %(created)s. Changed: %(updated)s. Same: %(unchanged)s. Refused: %(rejected)s.") % facts
        )
        if outcome.saved:
            return sentence
        nothing = _("Dry run: nothing was saved.") if dry_run else _("Nothing was saved.")
        return f"{sentence} {nothing}"

    def kind(self, name: str) -> Kind:
        try:
            return kind_of(name)
        except LookupError:
            facts = {"found": name, "expected": ", ".join(kind.name for kind in kinds())}
            raise CommandError(_("Kind: found “%(found)s”, expected one of: %(expected)s.") % facts) from None

    def user(self, username: str):
        found = get_user_model().objects.filter(username=username, is_active=True).first()
        if found is None:
            facts = {"found": username}
            raise CommandError(_("Account: found “%(found)s”, expected an active account.") % facts)
        return found

    def unit(self, code: str | None) -> Unit | None:
        found = Unit.objects.filter(code=code).first() if code else None
        if code and found is None:
            facts = {"found": code}
            raise CommandError(
                _("Unit: found “%(found)s”, expected the code of a unit, for example TLD.") % facts
            )
        return found
