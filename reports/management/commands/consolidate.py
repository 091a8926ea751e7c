"""manage.py consolidate CYCLE --as USERNAME --out FILE.pdf: the consolidated report from the shell."""

from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.accounts.models import User
from portal.audit.middleware import acting
from reports.models import Consolidation, Cycle, PaperKind
from reports.services.consolidation import build


class Command(BaseCommand):
    help = "Builds the consolidated report of a cycle (2026-H1) and writes it as PDF or DOCX."

    def add_arguments(self, parser):
        parser.add_argument("cycle", help="code of the cycle, for example 2026-H1")
        parser.add_argument("--as", dest="username", required=True, help="account that builds it")
        parser.add_argument("--out", required=True, help="file to write; .pdf or .docx chooses the format")
        parser.add_argument(
            "--paper", default=PaperKind.TO_PRESIDIUM, choices=[PaperKind.TO_PRESIDIUM, PaperKind.OUTWARD]
        )

    def handle(self, *args, **options):
        out = Path(options["out"])
        if out.suffix not in (".pdf", ".docx"):
            raise CommandError(
                _("File: found “%(found)s”, expected a name ending in .pdf or .docx.") % {"found": out.name}
            )
        user = User.objects.active().filter(username=options["username"]).first()
        if user is None:
            raise CommandError(
                _("Account: found “%(found)s”, expected an active account.") % {"found": options["username"]}
            )
        cycle = Cycle.objects.by_code(options["cycle"]).filter(state="open").first()
        if cycle is None:
            raise CommandError(
                _("Cycle: found “%(found)s”, expected the code of an open cycle, for example 2026-H1.")
                % {"found": options["cycle"]}
            )
        try:
            consolidation = self._build(cycle, options["paper"], user)
        except PermissionDenied:
            raise CommandError(
                _("“%(user)s” may not build the consolidated report.") % {"user": user}
            ) from None
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        version = consolidation.pdf if out.suffix == ".pdf" else consolidation.docx
        with version.file.open("rb") as file:
            out.write_bytes(file.read())
        self.stdout.write(f"{out} {version.sha256}")

    def _build(self, cycle: Cycle, paper: str, user) -> Consolidation:
        require(user, Permission.CONSOLIDATE)
        draft, _created = Consolidation.objects.get_or_create(
            cycle=cycle, paper=paper, issued_at=None, defaults={"built_by": user}
        )
        with acting(user):
            return build(draft, by=user, at=timezone.now(), progress=lambda percent, sentence: None)
