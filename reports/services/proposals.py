"""Proposals upward (kiến nghị, tham mưu): entered, taken from a report, answered, carried out, withdrawn."""

import datetime as dt
import re
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.records.services import save_record
from portal.text import fold

from ..figures.proposals import state_label
from ..models import Proposal, ProposalState, Report
from ..notices.resolution import tell_proposal_answered

PRESIDIUM = "Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam"
SECTION = "V"  # "Kiến nghị, đề xuất" of the usual report (domain.md 3)
#: "1. ", "a) ", "- ", "• " before a line
_BULLET = re.compile(r"^\s*(?:[-–•*+]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)])\s+", re.IGNORECASE)
#: a line that only says to whom the next ones go: "Đối với Tỉnh ủy:"
_TO_WHOM = re.compile(
    r"^(?:đối với|với|kiến nghị|đề nghị|kiến nghị với|đề nghị với|gửi)\s+(?P<whom>[^:]{3,200}):\s*$",
    re.IGNORECASE,
)
NOTHING = ("khong", "khong co", "khong phat sinh", "khong co kien nghi")


@dataclass(frozen=True)
class Found:
    """A proposal in the text of a report; `is_known` when the unit's register has it already."""

    text: str
    addressee: str
    is_known: bool = False


@transaction.atomic
def save_proposal(
    row: Proposal, *, by, today: dt.date, revision: int | None = None, many: dict | None = None
) -> Proposal:
    """Create or change a proposal while nobody has answered it. Raises what `save_record` raises."""
    if row.proposed_on and row.proposed_on > today:
        _refuse_ahead("proposed_on", row.proposed_on, today)
    if row.pk and Proposal.objects.filter(pk=row.pk).exclude(state=ProposalState.OPEN).exists():
        raise ValidationError(_("This proposal was answered or withdrawn: enter a new one."))
    return save_record(row, by=by, revision=revision, many=many)


ANSWERS = (ProposalState.ACCEPTED, ProposalState.PARTLY, ProposalState.DECLINED)


@transaction.atomic
def answer_proposal(
    row: Proposal, *, by, today: dt.date, state: str, text: str, on: dt.date, answered_by: str
) -> Proposal:
    """What the addressee answered, when, and who said so; said again, the answer is mended.

    Raises PermissionDenied; ValidationError for a withdrawn one, no text, a day before the proposal or to come.
    """
    row = _locked(row, by=by)
    if row.state in (ProposalState.WITHDRAWN, ProposalState.DONE):
        facts = {"found": state_label(row)}
        raise ValidationError(
            _("State: found “%(found)s”, expected a proposal that can be answered.") % facts
        )
    if state not in ANSWERS:
        raise ValueError(state)
    if not text.strip():
        raise ValidationError({"text": _("Answer: found nothing, expected what the addressee answered.")})
    _refuse_ahead("on", on, today)
    if on < row.proposed_on:
        facts = {"found": f"{on:%d/%m/%Y}", "expected": f"{row.proposed_on:%d/%m/%Y}"}
        raise ValidationError(
            {"on": _("Answered on: found %(found)s, expected %(expected)s or later.") % facts}
        )
    row.state, row.answer, row.answered_on = ProposalState(state), text.strip(), on
    row.answered_by = answered_by.strip()
    save_record(row, by=by, verb=Verb.DECIDED)
    tell_proposal_answered(row, by=by)
    return row


@transaction.atomic
def carry_out(row: Proposal, *, by, text: str) -> Proposal:
    """What was accepted has been carried out; how, is added to the answer."""
    row = _locked(row, by=by)
    if row.state not in (ProposalState.ACCEPTED, ProposalState.PARTLY):
        facts = {"found": state_label(row)}
        raise ValidationError(_("State: found “%(found)s”, expected a proposal that was accepted.") % facts)
    if not text.strip():
        raise ValidationError({"text": _("What was done: found nothing, expected a sentence.")})
    row.state, row.answer = ProposalState.DONE, f"{row.answer}\n{text.strip()}".strip()
    return save_record(row, by=by, verb=Verb.CLOSED)


@transaction.atomic
def withdraw(row: Proposal, *, by, reason: str) -> Proposal:
    """Take it back before it is answered, and say why."""
    row = _locked(row, by=by)
    if row.state != ProposalState.OPEN:
        facts = {"found": state_label(row)}
        raise ValidationError(_("State: found “%(found)s”, expected a proposal without an answer.") % facts)
    if not reason.strip():
        raise ValidationError({"reason": _("Reason: found nothing, expected why it is taken back.")})
    row.state, row.answer = ProposalState.WITHDRAWN, reason.strip()
    return save_record(row, by=by, verb=Verb.WITHDRAWN)


# -- from the text of a report --


def section_of_proposals(report: Report) -> str:
    """The section in which the report proposes: the one called so, else V; "" where its type has none."""
    titles = report.cycle.layout.titles
    named = [code for code, title in titles.items() if "kien nghi" in fold(title)]
    return (named or [SECTION if SECTION in titles else ""])[-1]


def proposals_in(report: Report) -> list[Found]:
    """The lines of that section, each with whom it addresses: a line "Đối với …:" holds for those below it."""
    texts = [row.text for row in report.narratives.all() if row.section == section_of_proposals(report)]
    known = {
        fold(text) for text in Proposal.objects.filter(unit=report.unit).live().values_list("text", flat=True)
    }
    found, whom, seen = [], PRESIDIUM, set()
    for line in "\n".join(texts).splitlines():
        said = _BULLET.sub("", line).strip()
        if heading := _TO_WHOM.match(said):
            whom = heading["whom"].strip()
            whom = whom[:1].upper() + whom[1:]
        elif said and fold(said).strip(" .") not in NOTHING and fold(said) not in seen:
            seen.add(fold(said))
            found.append(Found(said, whom[:250], fold(said) in known))
    return found


@transaction.atomic
def take_from_report(report: Report, *, by, today: dt.date, chosen: set[int] | None = None) -> list[Proposal]:
    """One click: what the report proposes becomes rows of the register; `chosen` are places in `proposals_in`.

    What the register has already is left alone. Raises PermissionDenied for who does not write for the unit.
    """
    said_on = report.first_submitted_at.astimezone().date() if report.first_submitted_at else today
    made = []
    for place, one in enumerate(proposals_in(report)):
        if one.is_known or (chosen is not None and place not in chosen):
            continue
        row = Proposal(
            unit=report.unit, report=report, text=one.text, addressee=one.addressee, proposed_on=min(said_on, today),
            paper_number=report.paper_number,
        )  # fmt: skip
        made.append(save_proposal(row, by=by, today=today))
    return made


def _locked(row: Proposal, *, by) -> Proposal:
    found = Proposal.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if by is not None and not found.may_edit(by):
        raise PermissionDenied
    return found


def _refuse_ahead(name: str, on: dt.date, today: dt.date) -> None:
    if on > today:
        facts = {"found": f"{on:%d/%m/%Y}", "expected": f"{today:%d/%m/%Y}"}
        raise ValidationError({name: _("Day: found %(found)s, expected %(expected)s or earlier.") % facts})
