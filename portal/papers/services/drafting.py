"""A paper begins as a draft filled from its record; its text is edited until it goes to the clerk."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.records.services import save_record
from portal.units.models import Unit, UnitType
from portal.workflow.offices import DEPARTMENT

from ..kinds import GAP, Draft, PaperKind, Wanted, kind_of
from ..models import Paper
from ..symbols import symbol_for
from .numbers import book_of

TEXTS = ("summary", "body", "addressees", "recipients", "summary_second", "body_second")


def draft_of(record, kind: PaperKind, *, on: dt.date, language: str = "", part: int | None = None) -> Draft:
    """What the record says today; papers are Vietnamese whatever the reader's language is."""
    with translation.override("vi"):
        return kind.draft(record, Wanted(on, language, part))


@transaction.atomic
def begin(
    record,
    kind: PaperKind,
    *,
    by,
    on: dt.date,
    language: str = "",
    part: int | None = None,
    demonstration=False,
) -> Paper:
    """Draft a paper from the record under the header of its unit. `by=None` is the demonstration.

    Raises PermissionDenied for who may not change the record.
    """
    if by is not None and not record.may_edit(by):
        raise PermissionDenied
    unit = issuing_unit(record.unit, kind)
    if by is not None and not can(by, Permission.RECORD_EDIT, unit):
        if kind.in_name_of == "superior":
            raise PermissionDenied
        unit = record.unit
    paper = Paper(
        unit=unit, type_code=kind.type_code, kind=kind.code, target_model=record._meta.label_lower,
        target_id=record.pk, language=language, superior_line=unit.superior_line,
        header_line=unit.header_line or unit.name, place=unit.place,
        symbol=symbol_for(unit, kind.type_code) if kind.is_numbered else "",
        signature_authority=unit.signature_authority, signature_title=unit.signature_title or _("HEAD"),
        is_demonstration=demonstration,
    )  # fmt: skip
    _fill(paper, draft_of(record, kind, on=on, language=language, part=part), part)
    others = [record.unit] if unit.pk != record.unit_id else []
    return save_record(paper, by=by, many={"other_units": others})


def issuing_unit(unit: Unit, kind: PaperKind) -> Unit:
    """Under whose header it goes out: for units of the centre some kinds bear that of the Confederation.

    What is written about a unit's matter by those above it bears the header of the International Department.
    What is put to its leaders is put up by the International Department (domain.md 9.1, 9.5).
    """
    if kind.in_name_of == "superior":
        return Unit.objects.filter(code=DEPARTMENT).first() or unit
    if unit.is_central and kind.in_name_of == "confederation":
        return book_of(unit)
    if unit.unit_type == UnitType.CONFEDERATION and kind.in_name_of == "department":
        return Unit.objects.filter(code=DEPARTMENT).first() or unit
    return unit


def _fill(paper: Paper, found: Draft, part: int | None) -> None:
    paper.summary, paper.body = found.summary[:400], found.body.strip()
    paper.addressees, paper.recipients = "\n".join(found.addressees), "\n".join(found.recipients)
    paper.summary_second, paper.body_second = found.summary_second[:400], found.body_second.strip()
    paper.content = {**found.content, "part": part}


@transaction.atomic
def draft_anew(paper: Paper, record, *, by, on: dt.date, revision: int | None = None) -> Paper:
    """Throw the text away and take it from the record as it stands now. Raises ValidationError once it has left."""
    kind = kind_of(paper)
    if not paper.is_draft or kind is None:
        raise ValidationError(_("Only the text of a draft is taken from the record again."))
    part = paper.content.get("part")
    _fill(paper, draft_of(record, kind, on=on, language=paper.language, part=part), part)
    return save_record(paper, by=by, revision=revision)


@transaction.atomic
def save_text(paper: Paper, *, by, revision: int | None = None) -> Paper:
    """Keep an edited draft; its tables are taken from the record as it stands now.

    Raises ValidationError for a paper that is no draft any more, and what `save_record` raises.
    """
    stored = Paper.objects.get(pk=paper.pk)
    if not stored.is_draft:
        raise ValidationError(
            _("This paper is with the clerk or has left: its text is not changed any more.")
        )
    return save_record(paper, by=by, revision=revision)


def with_tables_of_today(paper: Paper, record, *, on: dt.date) -> Paper:
    """The draft with the tables as the record holds them now, not saved: what a reader of a draft should see."""
    kind = kind_of(paper)
    if paper.is_draft and kind is not None and record is not None:
        part = paper.content.get("part")
        paper.content = {
            **draft_of(record, kind, on=on, language=paper.language, part=part).content,
            "part": part,
        }
    return paper


def gaps_in(paper: Paper) -> int:
    """How many places of its text still wait for a fact."""
    return sum(getattr(paper, name).count(GAP) for name in TEXTS)
