"""Types of reports: drafting and publishing what they ask for, and how many days they leave."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record
from portal.records.services import ConflictError
from reports.figures.layouts import ANNEXES
from reports.models import Indicator, Layout, Nature, ReportType, TypeDeadline, TypeVersion

from .defining import require_defining

DAY = dt.timedelta(days=1)


@transaction.atomic
def create_type(*, code: str, name: str, nature: str, by, at: dt.datetime) -> TypeVersion:
    """A new type with its first draft; ValidationError where the code is taken."""
    require_defining(by)
    type = ReportType(code=code.lower(), name=name, nature=nature)
    type.full_clean()
    type.save()
    record(Verb.CREATED, type, by=by, at=at)
    return TypeVersion.objects.create(type=type, number=1, content=Layout().kept())


@transaction.atomic
def rename_type(type: ReportType, *, name: str, is_active: bool, by, at: dt.datetime) -> ReportType:
    """The name, and whether reports of the type may be asked for; what was asked for stays."""
    require_defining(by)
    type.name, type.is_active = name, is_active
    type.full_clean()
    type.save()
    record(Verb.UPDATED, type, by=by, at=at, details={"name": name, "is_active": is_active})
    return type


@transaction.atomic
def draft_version(type: ReportType, *, by) -> TypeVersion:
    """The draft of the next version: the one under way, else a copy of the last published."""
    require_defining(by)
    ReportType.objects.select_for_update().get(pk=type.pk)
    last = type.versions.newest_first().first()
    if last is not None and last.published_at is None:
        return last
    number = last.number + 1 if last else 1
    return TypeVersion.objects.create(
        type=type, number=number, content=last.content if last else Layout().kept()
    )


@transaction.atomic
def save_layout(version: TypeVersion, layout: Layout, *, note: str, revision: int, by) -> TypeVersion:
    """Keep a draft. Two persons at the same draft: the second is told (`ConflictError`); ValidationError once it is
    published or where its parts contradict one another.
    """
    require_defining(by)
    locked = _draft(version)
    if locked.revision != revision:
        raise ConflictError(locked)
    check_layout(layout)
    locked.content, locked.note = layout.kept(), note
    locked.revision += 1
    locked.save(update_fields=["content", "note", "revision"])
    return locked


@transaction.atomic
def publish_version(version: TypeVersion, *, by, at: dt.datetime) -> TypeVersion:
    """From now on cycles are opened with it; those that are open go on with theirs.

    ValidationError where it asks for nothing, for an unknown figure, of nobody, or changes nothing.
    """
    require_defining(by)
    locked = _draft(version)
    check_whole(locked)
    former = locked.type.versions.published().newest_first().first()
    if former is not None and former.content == locked.content:
        raise ValidationError(
            _("Version %(number)s asks for the same as the one before: nothing to publish.")
            % {"number": locked.number}
        )
    if former is not None and not locked.note.strip():
        raise ValidationError({"note": _("What changed and why: found nothing, expected one sentence.")})
    locked.published_at, locked.published_by = at, by
    locked.save(update_fields=["published_at", "published_by"])
    record(Verb.ISSUED, locked, by=by, at=at, details={"number": locked.number, "note": locked.note})
    return locked


@transaction.atomic
def drop_draft(version: TypeVersion, *, by, at: dt.datetime) -> None:
    """Take a draft away; the published versions stay."""
    require_defining(by)
    locked = _draft(version)
    record(Verb.CANCELLED, locked, by=by, at=at, details={"number": locked.number})
    locked.delete()


def check_layout(layout: Layout) -> None:
    """ValidationError for a section or figure named twice, an unknown figure, a minimum above its maximum."""
    _once(_("Sections"), [section.code for section in layout.sections])
    _once(_("Figures"), [spec.indicator for spec in layout.figures])
    known = set(Indicator.objects.in_use().values_list("code", flat=True))
    unknown = [spec.indicator for spec in layout.figures if spec.indicator not in known]
    if unknown:
        raise ValidationError(
            _("Figures: found %(found)s, expected indicators that are in use.")
            % {"found": ", ".join(unknown)}
        )
    for spec in layout.figures:
        if spec.minimum is not None and spec.maximum is not None and spec.minimum > spec.maximum:
            facts = {"figure": spec.indicator, "found": spec.maximum, "expected": spec.minimum}
            raise ValidationError(
                _(
                    "Figure %(figure)s: found the maximum %(found)s, expected %(expected)s (its minimum) or more."
                )
                % facts
            )
    wrong = [code for code in layout.annexes if code not in ANNEXES]
    if wrong:
        raise ValidationError(
            _("Annexes: found %(found)s, expected those of the periodic report.")
            % {"found": ", ".join(wrong)}
        )


def check_whole(version: TypeVersion) -> None:
    """ValidationError for what cannot be asked for yet."""
    layout = version.layout
    check_layout(layout)
    if not layout.sections:
        raise ValidationError(_("Sections: found none, expected at least one."))
    if not layout.unit_types:
        raise ValidationError(_("Kinds of units: found none, expected at least one that owes the report."))
    if version.type.nature == Nature.PERIODIC and not layout.period_kinds:
        raise ValidationError(
            _("Periods: found none, expected at least one for which the report can be asked.")
        )


@transaction.atomic
def set_deadline(
    type: ReportType,
    *,
    unit_type: str,
    due_working_days: int,
    lock_working_days: int | None,
    valid_from: dt.date,
    source: str = "",
    by,
    at: dt.datetime,
) -> TypeDeadline:
    """Days for one kind of unit, or for all others, of periods that end on `valid_from` or later.

    The row in force then ends the day before; one that begins the same day is replaced. ValidationError where a later
    row stands already, or the lock comes before the deadline.
    """
    require_defining(by)
    ReportType.objects.select_for_update().get(pk=type.pk)
    rows = type.deadlines.filter(unit_type=unit_type)
    later = rows.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    if later is not None:
        raise ValidationError(
            {
                "valid_from": _(
                    "Valid from: found %(found)s, expected a day after %(expected)s, when the last deadline began."
                )
                % {"found": f"{valid_from:%d/%m/%Y}", "expected": f"{later.valid_from:%d/%m/%Y}"}
            }
        )
    rows.filter(valid_from=valid_from).delete()
    for former in rows.in_force(on=valid_from):
        former.valid_to = valid_from - DAY
        former.save(update_fields=["valid_to"])
    row = TypeDeadline(
        type=type, unit_type=unit_type, due_working_days=due_working_days, lock_working_days=lock_working_days,
        valid_from=valid_from, source=source,
    )  # fmt: skip
    row.full_clean()
    row.save()
    record(
        Verb.UPDATED,
        type,
        by=by,
        at=at,
        details={"unit_type": unit_type, "due": due_working_days, "lock": lock_working_days},
    )
    return row


@transaction.atomic
def end_deadline(row: TypeDeadline, *, on: dt.date, by, at: dt.datetime) -> TypeDeadline:
    """From the day after, the deadline for all units stands again, else the window's."""
    require_defining(by)
    if on < row.valid_from:
        raise ValidationError(
            {
                "on": _("Last day: found %(found)s, expected %(expected)s or later.")
                % {"found": f"{on:%d/%m/%Y}", "expected": f"{row.valid_from:%d/%m/%Y}"}
            }
        )
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    record(Verb.UPDATED, row.type, by=by, at=at, details={"unit_type": row.unit_type, "ended": str(on)})
    return row


def _draft(version: TypeVersion) -> TypeVersion:
    locked = TypeVersion.objects.select_for_update(of=("self",)).select_related("type").get(pk=version.pk)
    if locked.published_at is not None:
        raise ValidationError(_("A published version never changes: draft the next one."))
    return locked


def _once(what: str, codes: list[str]) -> None:
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise ValidationError(
            _("%(what)s: found %(found)s twice, expected each once.")
            % {"what": what, "found": ", ".join(twice)}
        )
