"""Rules, days off and reporting windows: rows with dates, added and corrected by administrators."""

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.deadlines.models import Confidence, Holiday, PeriodWindow, Rule
from portal.ui.refusals import NamedRefusals

# Ways of knowing a rule that an administrator has still to confirm.
UNSURE = (Confidence.ANALOGY, Confidence.EXAMPLE, Confidence.REPLACED, Confidence.OWN)


RULE_FIELDS = (
    "code", "description", "number", "unit", "day", "month", "valid_from", "valid_to", "source", "confidence",
)  # fmt: skip
HOLIDAY_FIELDS = ("date", "name", "kind", "source")
WINDOW_FIELDS = (
    "kind", "use", "from_day", "from_month_offset", "to_day", "to_month_offset", "due_working_days", "valid_from",
    "source",
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """One of the three tables; `key` stands in the address. Rows of a `has_life` table are replaced from a day on."""

    key: str
    model: type[models.Model]
    fields: tuple[str, ...]
    title: str | Promise
    title_one: str | Promise
    order: tuple[str, ...]
    has_life: bool = True

    def form(self, data=None, *, row: models.Model | None = None) -> forms.Form:
        """The fields of a row, with the values of `row`. The row as a whole is checked when it is saved: a new row
        may only be right once the one in force has made room for it."""
        fields = forms.fields_for_model(self.model, fields=self.fields)
        initial = forms.model_to_dict(row, fields=self.fields) if row else None
        return type("RowForm", (NamedRefusals, forms.Form), dict(fields))(data, initial=initial)


KINDS = {
    kind.key: kind
    for kind in (
        Kind("quy-tac", Rule, RULE_FIELDS, gettext_lazy("Rules of deadlines"), gettext_lazy("rule"), ("code", "-valid_from")),
        Kind("ngay-nghi", Holiday, HOLIDAY_FIELDS, gettext_lazy("Days off"), gettext_lazy("day off"), ("-date",), False),
        Kind(
            "ky-bao-cao", PeriodWindow, WINDOW_FIELDS, gettext_lazy("Reporting windows"), gettext_lazy("reporting window"),
            ("pk",),
        ),
    )
}  # fmt: skip


@transaction.atomic
def save_row(row: models.Model, *, by) -> models.Model:
    """Save a new or corrected row. Needs RULES_MANAGE; raises ValidationError."""
    require(by, Permission.RULES_MANAGE)
    verb = Verb.UPDATED if row.pk else Verb.CREATED
    row.full_clean()
    row.save()
    record(verb, row, by=by)
    return row


@transaction.atomic
def replace_row(old: models.Model, new: models.Model, *, by) -> models.Model:
    """From `new.valid_from` on, `new` is in force instead of `old`; what was due before stays as it was."""
    require(by, Permission.RULES_MANAGE)
    if new.valid_from <= old.valid_from:
        raise ValidationError(
            {
                "valid_from": _(
                    "Found %(found)s; expected a day after %(expected)s, when the present row began."
                )
                % {
                    "found": new.valid_from.strftime("%d/%m/%Y"),
                    "expected": old.valid_from.strftime("%d/%m/%Y"),
                }
            }
        )
    if isinstance(old, Rule):
        old.valid_to = new.valid_from - dt.timedelta(days=1)
        save_row(old, by=by)
    return save_row(new, by=by)


@transaction.atomic
def delete_holiday(row: Holiday, *, by) -> None:
    """Take a day off out of the calendar: the government moved it."""
    require(by, Permission.RULES_MANAGE)
    record(Verb.CANCELLED, row, by=by)
    row.delete()
