"""Making the consolidated report final: the clerk's number and date, then the issued files that never change."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can, require
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.documents.services import freeze
from portal.jobs.services import enqueue
from portal.papers.services import numbers
from portal.units.models import Unit
from reports.models import Consolidation, PaperKind, PaperStage, SubmittedVersion
from reports.printing.consolidated import recipients_of

from .binding import print_consolidation
from .consolidation import BUILD, ISSUE, store
from .correcting import check_correction

#: Under whose header each paper goes out (domain.md 9.1): the unit, and the symbol of its reports by default.
ISSUERS = {PaperKind.TO_PRESIDIUM: ("TLD-BDN", "BC-BĐN"), PaperKind.OUTWARD: ("TLD", "BC-TLĐ")}


@transaction.atomic
def number_paper(
    consolidation: Consolidation, *, number: str, dated: dt.date, by, at: dt.datetime
) -> Consolidation:
    """The clerk's number and date, typed, never minted; the same number twice in a year is refused."""
    root = Unit.objects.get(code="TLD")
    if not (can(by, Permission.NUMBER, root) or can(by, Permission.CONSOLIDATE, root)):
        raise PermissionDenied
    locked = Consolidation.objects.select_for_update().get(pk=consolidation.pk)
    if locked.issued_at is not None:
        raise ValidationError(_("An issued report never changes."))
    _not_before_the_corrected(locked, dated)
    Unit.objects.select_for_update(no_key=True).get(pk=root.pk)  # two papers are numbered one after the other
    taken = Consolidation.objects.filter(paper=locked.paper, number=number.strip(), dated__year=dated.year)
    if other := taken.exclude(pk=locked.pk).first():
        raise ValidationError(
            {
                "number": _(
                    "Number: found %(found)s, which “%(other)s” has already. Expected one not yet used in %(year)s."
                )
                % {"found": number.strip(), "other": other, "year": dated.year}
            }
        )
    locked.number, locked.dated = number.strip(), dated
    locked.revision += 1
    locked.save(update_fields=["number", "dated", "revision"])
    _enter_in_register(locked, root)
    details = {"number": locked.number, "dated": str(dated)}
    record(Verb.NUMBERED, locked, by=by, at=at, details=details)
    return locked


def _not_before_the_corrected(consolidation: Consolidation, dated: dt.date) -> None:
    earlier = consolidation.corrects.dated if consolidation.corrects else None
    if earlier and dated < earlier:
        refused = _(
            "Date: found %(found)s, expected %(expected)s or later, the day of the paper that this one corrects."
        )
        raise ValidationError(
            {"dated": refused % {"found": f"{dated:%d/%m/%Y}", "expected": f"{earlier:%d/%m/%Y}"}}
        )


def _enter_in_register(consolidation: Consolidation, root: Unit) -> None:
    """Its line beside papers and letters. Raises ValidationError for a number that one of those has."""
    if consolidation.dated is None:
        return  # no number without its day: the database refuses it
    code, symbol = ISSUERS[PaperKind(consolidation.paper)]
    unit = Unit.objects.filter(code=code).first() or root
    numbers.enter(
        consolidation, unit=unit, number=consolidation.number, symbol=unit.symbol or symbol, dated=consolidation.dated,
        type_code="BC", summary=f"Công tác đối ngoại {consolidation.cycle.label_vi}",
        signatory=", ".join(filter(None, [unit.signature_authority, unit.signature_title])),
        recipients="; ".join(recipients_of(consolidation)),
    )  # fmt: skip


@transaction.atomic
def request_issue(
    consolidation: Consolidation, *, by, at: dt.datetime, number: str = "", dated: dt.date | None = None
) -> Consolidation:
    """Ask the worker to issue the paper as it stands now, with the clerk's number and date.

    Everything that can be refused is refused here, before the job is written; what is edited afterwards makes the
    job fail with its sentence, and nothing is issued.
    """
    require(by, Permission.CONSOLIDATE)
    locked = (
        Consolidation.objects.select_for_update(of=("self",))
        .select_related("cycle", "job")
        .get(pk=consolidation.pk)
    )
    _check_may_be_issued(locked, number, dated)
    _check_signed_off(locked)
    if locked.under_way == ISSUE:
        raise ValidationError(_("This report is being issued already: wait until the worker has finished."))
    if locked.under_way == BUILD:
        raise ValidationError(
            _("This report is being built: wait until the worker has finished, then issue it.")
        )
    if number and dated:
        locked = number_paper(locked, number=number, dated=dated, by=by, at=at)
    label = _("Issue the report, %(cycle)s") % {"cycle": locked.cycle}
    locked.job = enqueue(ISSUE, by=by, label=label, consolidation=locked.pk, revision=locked.revision)
    locked.save(update_fields=["job"])
    return locked


def _check_may_be_issued(consolidation: Consolidation, number: str, dated: dt.date | None) -> None:
    if consolidation.issued_at is not None:
        raise ValidationError(_("An issued report never changes."))
    if consolidation.pdf_id is None:
        raise ValidationError(_("There is no file yet: build the report first."))
    if bool(number) != bool(dated):
        raise ValidationError(_("Number and date belong together: found one of them, expected both or none."))


def _check_signed_off(consolidation: Consolidation) -> None:
    if consolidation.stage != PaperStage.SIGNED_OFF:
        raise ValidationError(
            _(
                "Stage: found “%(found)s”, expected “%(expected)s”: the head of the International Department signs it off."
            )
            % {"found": consolidation.get_stage_display(), "expected": PaperStage.SIGNED_OFF.label}
        )
    check_correction(consolidation)


def issue(
    consolidation: Consolidation,
    *,
    by,
    at: dt.datetime,
    progress=lambda percent, sentence: None,
    check=lambda: None,
    revision: int | None = None,
) -> Consolidation:
    """Print the paper with its number and freeze it for good. Runs in the worker.

    Only the last step writes, in one transaction that begins with `check`; a run that is killed leaves the draft
    as it was. `revision` is what was to be issued: another one is refused.
    """
    require(by, Permission.CONSOLIDATE)
    consolidation = Consolidation.objects.select_related("cycle", "pdf", "docx", "corrects").get(
        pk=consolidation.pk
    )
    _check_may_be_issued(consolidation, "", None)
    if revision not in (None, consolidation.revision):
        raise ValidationError(
            _("The text was changed after issuing was asked for: read it and issue it again.")
        )
    _check_signed_off(consolidation)
    versions = [
        *SubmittedVersion.objects.filter(pk__in=consolidation.content["versions"])
        .select_related("report__unit", "report__cycle", "annex")
        .order_by("report__unit__sort_key")
    ]
    pdf, docx = print_consolidation(consolidation, versions, progress)
    progress(95, _("Storing the files"))
    with transaction.atomic():
        check()
        locked = store(consolidation, pdf, docx, by=by, at=at)
        locked.issued_at, locked.issued_by = at, by
        for file in (locked.pdf, locked.docx):
            if file is not None:
                freeze(file, by=by)
        locked.save()
        record(Verb.ISSUED, locked, by=by, at=at, details={"sha256": locked.sha256, "number": locked.number})
    return locked
