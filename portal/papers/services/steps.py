"""The way of a paper: written, with the clerk for number and seal, dispatched; sent back or recalled with a reason.

Source of the way: domain.md 9.3. The clerk's number is typed, the portal never mints one.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.access.permissions import Permission
from portal.audit.models import Verb
from portal.documents.models import Document, Kind
from portal.documents.services import stored
from portal.ui.formats import date_vi
from portal.workflow.engine import Step, Workflow

from ..clerks import stands_in
from ..kinds import GAP, kind_of
from ..models import Paper, PaperState
from ..numbering import is_number, leading_digits
from ..printing import drawn, stem_of
from ..signing import refuse_without_authority
from . import numbers
from .drafting import gaps_in, with_tables_of_today

S = PaperState


def _is_numbered_kind(paper: Paper, given: dict) -> None:
    kind = kind_of(paper)
    if kind is not None and not kind.is_numbered:
        raise ValidationError(_("This paper bears no number: print it, it goes along with another."))


def _has_text(paper: Paper, given: dict) -> None:
    if not paper.summary.strip() or not paper.symbol.strip():
        raise ValidationError(
            _("Summary line and symbol: found nothing, expected both before the clerk gets it.")
        )


def _may_be_signed_so(paper: Paper, given: dict) -> None:
    refuse_without_authority(paper, on=given.get("dated") or timezone.localdate(given["at"]))


def _number_fits(paper: Paper, given: dict) -> None:
    number, dated, today = given["number"].strip(), given["dated"], timezone.localdate(given["at"])
    if not is_number(number):
        sentence = _(
            "Number: found “%(found)s”, expected digits, perhaps one letter behind them, such as 12 or 12a."
        )
        raise ValidationError({"number": sentence % {"found": number}})
    if dated > today:
        sentence = _("Date: found %(found)s, expected %(expected)s or earlier.")
        raise ValidationError({"dated": sentence % {"found": date_vi(dated), "expected": date_vi(today)}})
    numbers.refuse_double(paper.unit, number=number, symbol=paper.symbol, dated=dated, besides=paper)


def _is_whole(paper: Paper, given: dict) -> None:
    """A gap may be filled by hand before the signature: then the signed copy shows it."""
    if gaps_in(paper) and paper.signed_id is None:
        sentence = _(
            "The text still holds the gap “%(gap)s”: send it back to be filled, or attach the signed copy."
        )
        raise ValidationError(sentence % {"gap": GAP})


def _keep_tables(paper: Paper, *, by, at: dt.datetime, **given) -> None:
    """From now on the tables are those of this day, whatever is changed in the record."""
    with_tables_of_today_before(paper, on=timezone.localdate(at))
    paper.updated_at = at  # since then it waits


def with_tables_of_today_before(paper: Paper, *, on: dt.date) -> None:
    state, paper.state = paper.state, PaperState.DRAFT
    with_tables_of_today(paper, record_of(paper), on=on)
    paper.state = state


def record_of(paper: Paper):
    """The record the paper was drafted from; None where there is none any more."""
    if not paper.target_model:
        return None
    model = Paper._meta.apps.get_model(paper.target_model)
    return model._default_manager.filter(pk=paper.target_id).first()


def _take_number(paper: Paper, *, by, at: dt.datetime, number: str, dated: dt.date, **given) -> None:
    number = number.strip()
    digits = leading_digits(number)
    paper.number, paper.dated = digits.lstrip("0") + number[len(digits) :].lower(), dated
    paper.numbered_at = paper.updated_at = at
    enter_line(paper)


def enter_line(paper: Paper) -> None:
    """The paper's line in the register of its unit."""
    numbers.enter(
        paper, unit=paper.unit, number=paper.number, symbol=paper.symbol, dated=paper.dated, type_code=paper.type_code,
        summary=paper.summary, signatory=signatory_of(paper),
        recipients="\n".join(filter(None, [paper.addressees, paper.recipients])),
        is_demonstration=paper.is_demonstration,
    )  # fmt: skip


def signatory_of(paper: Paper) -> str:
    lines = [*paper.signature_authority.split("\n"), paper.signature_title, paper.signatory]
    return ", ".join(line.strip() for line in lines if line.strip())


def _lose_number(paper: Paper, **given) -> None:
    """What has not left loses its number; the number is free again."""
    paper.number, paper.dated, paper.numbered_at, paper.sealed_at = "", None, None, None
    paper.signed, paper.signatures = (
        None,
        [],
    )  # what was signed is not what will leave; the file stays attached
    numbers.strike(paper)


def _seal(paper: Paper, *, at: dt.datetime, **given) -> None:
    paper.sealed_at = paper.updated_at = at


def _dispatch(paper: Paper, *, by, at: dt.datetime, **given) -> None:
    """The PDF as it leaves, frozen with its SHA-256."""
    paper.issued_at, paper.state = at, PaperState.ISSUED
    paper.issued = _frozen(paper, by=by)


def _frozen(paper: Paper, *, by) -> Document:
    title = " ".join(filter(None, [paper.code, paper.summary]))[:300]
    name = f"{stem_of(paper)}.pdf"
    return stored(drawn(paper, "pdf"), name, target=paper, by=by, title=title, kind=Kind.ISSUED).document


def _recall(paper: Paper, *, at: dt.datetime, reason: str, **given) -> None:
    paper.recalled_reason = reason.strip()[:300]
    numbers.mark_recalled(paper, on=timezone.localdate(at))


def _of_the_clerk(name: str, label, sources: tuple, target: str, verb: Verb, **more) -> Step:
    """A step of the clerk, or of who stands in where the unit has none."""
    return Step(name, label, sources, target, Permission.NUMBER, verb, stands_in=stands_in, **more)


PAPER = Workflow(
    Paper,
    field="state",
    start=S.DRAFT,
    final=frozenset({S.RECALLED}),
    steps=(
        Step(
            "hand_over", gettext_lazy("Send to the clerk"), (S.DRAFT,), S.NUMBER, Permission.RECORD_EDIT,
            Verb.SUBMITTED, guards=(_is_numbered_kind, _has_text, _may_be_signed_so), effects=(_keep_tables,),
            icon="send",
        ),
        _of_the_clerk(
            "number", gettext_lazy("Give the number"), (S.NUMBER,), S.SEAL, Verb.NUMBERED,
            needs=(("number", gettext_lazy("Number")), ("dated", gettext_lazy("Date"))),
            guards=(_may_be_signed_so, _number_fits), effects=(_take_number,), icon="square-pen",
        ),
        _of_the_clerk(
            "correct", gettext_lazy("Correct the number or the date"), (S.SEAL,), S.SEAL, Verb.NUMBERED,
            needs=(("number", gettext_lazy("Number")), ("dated", gettext_lazy("Date"))),
            guards=(_may_be_signed_so, _number_fits), effects=(_take_number,), icon="pencil", kind="outline-primary",
        ),
        _of_the_clerk(
            "seal", gettext_lazy("It is sealed"), (S.SEAL,), S.DISPATCH, Verb.SEALED,
            effects=(_seal,), icon="shield-check",
        ),
        _of_the_clerk(
            "dispatch", gettext_lazy("Dispatch"), (S.DISPATCH,), S.ISSUED, Verb.DISPATCHED,
            guards=(_is_whole,), effects=(_dispatch,), icon="send",
        ),
        _of_the_clerk(
            "send_back", gettext_lazy("Send back to be corrected"), (S.NUMBER, S.SEAL, S.DISPATCH), S.DRAFT,
            Verb.RETURNED, needs=(("reason", gettext_lazy("Reason")),), effects=(_lose_number,),
            icon="corner-up-left", kind="outline-danger",
        ),
        _of_the_clerk(
            "recall", gettext_lazy("Recall"), (S.ISSUED,), S.RECALLED, Verb.RECALLED,
            needs=(("reason", gettext_lazy("Reason")),), effects=(_recall,), icon="undo-2", kind="outline-danger",
        ),
    ),
)  # fmt: skip


def move(paper: Paper, name: str, *, by, at: dt.datetime, **given) -> Paper:
    """Take one step of the table. Raises PermissionDenied, WrongStateError or ValidationError."""
    return PAPER.move(paper, name, by=by, at=at, **given)
