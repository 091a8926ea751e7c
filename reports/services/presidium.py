"""Putting an issued paper to the Presidium; its decision on the page, or by hand with the scan (domain.md 9.1, 9.3)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.documents.contents import claimed
from portal.documents.models import Kind
from portal.documents.secrecy import mark_in_name
from portal.documents.services import attach
from portal.people.models import Post
from portal.units.models import Unit
from reports.models import (
    AGREED,
    Consolidation,
    Cycle,
    DecisionWay,
    Outcome,
    PaperKind,
    PresidiumDecision,
)
from reports.notices import tell_decided, tell_put

from .drafts import normalise_text

PRESIDIUM = "Đoàn Chủ tịch Tổng Liên đoàn"
SCANS = ("pdf", "jpg", "jpeg", "png", "heic")


def has_agreed(cycle: Cycle) -> bool:
    """Whether the Presidium has agreed to a paper A of the cycle; only then is paper B made from it (domain.md 9.1)."""
    return PresidiumDecision.objects.of_cycle(cycle).filter(outcome__in=AGREED).exists()


@transaction.atomic
def put_to_presidium(
    consolidation: Consolidation, *, by, at: dt.datetime, told: bool = True
) -> PresidiumDecision:
    """The head of the International Department puts an issued paper A, known by its SHA-256, to the Presidium.

    Each issued version is put once; a new version waits until the former one was decided. Nobody is `told` of
    what happened long ago (demonstration).
    """
    require(by, Permission.PUT, _root())
    Cycle.objects.select_for_update().get(pk=consolidation.cycle_id)
    paper = Consolidation.objects.select_related("cycle", "decision").get(pk=consolidation.pk)
    _check_may_be_put(paper)
    decision = PresidiumDecision.objects.create(
        consolidation=paper, sha256=paper.sha256, put_at=at, put_by=by
    )
    record(Verb.PUT, paper, by=by, at=at, details={"sha256": paper.sha256, "number": paper.number})
    if told:
        tell_put(decision, by=by)
    return decision


def _check_may_be_put(paper: Consolidation) -> None:
    if paper.paper != PaperKind.TO_PRESIDIUM:
        raise ValidationError(
            _("Paper: found “%(found)s”, expected the one of the International Department to the Presidium.")
            % {"found": paper.get_paper_display()}
        )
    if paper.issued_at is None:
        raise ValidationError(_("Paper: found a draft, expected an issued paper: issue it first."))
    if hasattr(paper, "decision"):
        raise ValidationError(
            _("This version was put to the Presidium on %(day)s already. A new version can be put again.")
            % {"day": f"{paper.decision.put_at.astimezone():%d/%m/%Y}"}
        )
    if other := PresidiumDecision.objects.of_cycle(paper.cycle).waiting().first():
        raise ValidationError(
            _("Another version of this report, put on %(day)s, still waits for the Presidium's decision.")
            % {"day": f"{other.put_at.astimezone():%d/%m/%Y}"}
        )


@transaction.atomic
def decide(
    consolidation: Consolidation, *, outcome: str, remark: str = "", by, at: dt.datetime, told: bool = True
) -> PresidiumDecision:
    """A member of the Presidium decides in the portal; what is sent back or agreed with remarks says why."""
    require(by, Permission.DECIDE, _root())
    decision = _waiting(consolidation)
    remark = _remark(remark)
    if outcome == Outcome.AGREED and remark:
        raise ValidationError(
            {
                "outcome": _(
                    "Decision: found “%(found)s” together with a remark, expected “%(expected)s”, or no remark."
                )
                % {"found": Outcome.AGREED.label, "expected": Outcome.AGREED_WITH_REMARKS.label}
            }
        )
    if outcome != Outcome.AGREED and not remark:
        raise ValidationError(
            {
                "remark": _("Remark: found nothing, expected a sentence that says why (%(decision)s).")
                % {"decision": Outcome(outcome).label}
            }
        )
    name = post_of(by, on=at.astimezone().date())
    return _settled(
        decision, by=by, at=at, told=told, outcome=outcome, remark=remark, way=DecisionWay.PORTAL, in_name_of=name
    )  # fmt: skip


@transaction.atomic
def record_handwritten(
    consolidation: Consolidation,
    *,
    outcome: str,
    remark: str,
    written_on: dt.date,
    in_name_of: str,
    scan,
    no_state_secret: bool,
    by,
    at: dt.datetime,
) -> PresidiumDecision:
    """The leader's secretary records a bút phê: its words, its date, in whose name (a post), its scan.

    The scan is taken as every upload is: no secrecy stamp, no file that is not what it claims.
    """
    require(by, Permission.DECISION_RECORD, _root())
    decision = _waiting(consolidation)
    remark, name = _remark(remark), " ".join(in_name_of.split())
    _check_handwritten(decision, remark, written_on, name, scan, today=at.astimezone().date())
    title = f"Bút phê ngày {written_on:%d/%m/%Y}, {decision.consolidation.cycle.label_vi}"
    version = attach(decision, scan, by=by, title=title, kind=Kind.DECISION, no_state_secret=no_state_secret)
    return _settled(
        decision, by=by, at=at, outcome=outcome, remark=remark, way=DecisionWay.HANDWRITTEN, in_name_of=name,
        written_on=written_on, scan=version,
    )  # fmt: skip


def _check_handwritten(
    decision, remark: str, written_on: dt.date, name: str, scan, *, today: dt.date
) -> None:
    issued = decision.consolidation.issued_at.astimezone().date()
    if not remark:
        raise ValidationError({"remark": _("Words of the bút phê: found nothing, expected what is written.")})
    if not name:
        raise ValidationError({"in_name_of": _("In the name of: found nothing, expected a post.")})
    if not issued <= written_on <= today:
        raise ValidationError(
            {
                "written_on": _("Date: found %(found)s, expected from %(first)s (issued) to %(last)s (today).")
                % {"found": f"{written_on:%d/%m/%Y}", "first": f"{issued:%d/%m/%Y}", "last": f"{today:%d/%m/%Y}"}
            }
        )  # fmt: skip
    if scan is None or claimed(scan.name) not in SCANS:
        raise ValidationError(
            {
                "scan": _("Scan: found %(found)s, expected a scanned page (%(expected)s).")
                % {"found": scan.name if scan else _("nothing"), "expected": ", ".join(SCANS).upper()}
            }
        )


def post_of(user, *, on: dt.date) -> str:
    """The post in which this person decides; "Đoàn Chủ tịch …" where none is entered. Never a person's name."""
    held = Post.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), person__user=user, valid_from__lte=on)
    return held.values_list("title", flat=True).first() or PRESIDIUM


def _root() -> Unit:
    return Unit.objects.get(code="TLD")


def _waiting(consolidation: Consolidation) -> PresidiumDecision:
    """The paper's decision, locked, still to be taken; the second of two who decide at once reads the first's."""
    rows = PresidiumDecision.objects.select_for_update(of=("self",)).select_related("consolidation__cycle")
    decision = rows.filter(consolidation=consolidation).first()
    if decision is None:
        raise ValidationError(_("This paper has not been put to the Presidium: there is nothing to decide."))
    if decision.decided_at is not None:
        raise ValidationError(
            _("Decided already: “%(outcome)s”, in the name of %(name)s, on %(day)s. One decision stands.")
            % {
                "outcome": decision.get_outcome_display(),
                "name": decision.in_name_of,
                "day": f"{decision.decided_at.astimezone():%d/%m/%Y %H:%M}",
            }
        )
    return decision


def _remark(text: str) -> str:
    text = normalise_text(text).strip()
    if mark := mark_in_name(text):
        raise ValidationError(
            {
                "remark": _("Remark: found the mark “%(mark)s”, expected no state secrets.") % {"mark": mark},
            }
        )
    return text


def _settled(
    decision: PresidiumDecision, *, by, at: dt.datetime, told: bool = True, **fields
) -> PresidiumDecision:
    for name, value in fields.items():
        setattr(decision, name, value)
    decision.decided_at, decision.recorded_by = at, by
    decision.save()
    details = {
        "sha256": decision.sha256,
        "outcome": decision.outcome,
        "way": decision.way,
        "in_name_of": decision.in_name_of,
    }
    record(Verb.DECIDED, decision.consolidation, by=by, at=at, details=details)
    if told:
        tell_decided(decision, by=by)
    return decision
