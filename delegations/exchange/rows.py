"""Files of rows that hang on a delegation or a conference: which one a row means, and how it is kept.

Such rows have neither key nor unit of their own: they are found again by what they say within their delegation or
conference, and may be entered by who may change that.
"""

import datetime as dt
import re
from collections import defaultdict
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.documents.secrecy import mark_in_name
from portal.exchange import refusals
from portal.exchange.columns import CONTEXT, VALUES, Column
from portal.exchange.refusals import CellRefusedError, RowRefusedError
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import AsWritten, Day, Text
from portal.text import fold, normalise

from ..models import Delegation

FOUND = "delegations and conferences of the file"
_CLOCK = re.compile(r"(\d{1,2})\s*[:hg.]\s*(\d{2})(?::\d{2})?|(\d{1,2})\s*(?:h|giờ)")


class ExactDay(Day):
    """A day; a month or a year is refused."""

    def clean(self, value, row=None, **kwargs):
        found = super().clean(value, row=row)
        if found.precision != "day":
            sentence = _("found %(found)s, expected a day.") % {"found": found.display()}
            raise CellRefusedError(refusals.NOT_A_DATE, sentence)
        return found.earliest


class Clock(Text):
    """A time of the day: 08:30, 8h30, 14 giờ."""

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, dt.time | dt.datetime):
            return dt.time(value.hour, value.minute)
        found = _CLOCK.fullmatch(normalise(str(value)).lower())
        hour, minute = (int(found[1] or found[3]), int(found[2] or 0)) if found else (99, 0)
        if hour > 23 or minute > 59:
            sentence = _("found “%(found)s”, expected a time such as 08:30.") % {"found": value}
            raise CellRefusedError(refusals.IMPOSSIBLE, sentence)
        return dt.time(hour, minute)

    def render(self, value, obj=None, **kwargs):
        return f"{value:%H:%M}" if value else ""


class ActivityColumn(Column):
    """The delegation or conference that the row belongs to, by its code or its name; a column beside it tells two of
    one name apart by their first day.
    """

    late = True

    def clean(self, row, **kwargs):
        written = super().clean(row)
        found = row[CONTEXT].shared(FOUND, dict).get(fold(written), [])
        starts = row[VALUES].get("starts")
        if starts is not None and not isinstance(starts, AsWritten):
            found = [one for one in found if one.starts_on and one.starts_on.earliest == starts.earliest]
        if len(found) == 1:
            return found[0]
        if found:
            sentence = _(
                "found %(count)s of the name “%(found)s”, expected their first day in a column beside it."
            )
        else:
            sentence = _("found “%(found)s”, expected the code or the name of one that you may change.")
        values = {"found": written, "count": len(found)}
        raise CellRefusedError(refusals.UNKNOWN_CHOICE, sentence % values)

    def apply(self, record, value, row) -> None:
        setattr(record, self.attribute, value)

    def get_value(self, instance):
        """None for a row that is still empty."""
        try:
            return getattr(instance, self.attribute)
        except (ObjectDoesNotExist, ValueError):
            return None

    def export(self, instance, **kwargs):
        found = self.get_value(instance)
        return (getattr(found, "code", "") or found.title) if found else ""


class RowResource(RecordResource):
    """`parents` are the models on which the rows hang, `parent` the name under which a row holds its own."""

    parents: ClassVar[tuple[type, ...]] = (Delegation,)
    parent = "delegation"
    texts: ClassVar[tuple[str, ...]] = ()
    related, many, dated_by = (), (), ()

    def before_import(self, dataset, **kwargs):
        """The delegations and conferences that the file names, and their rows: two questions for each model."""
        written = {normalise(str(name)) for name in dataset["activity"]}
        table = self.context.shared(FOUND, lambda: defaultdict(list))
        for model in self.parents:
            named = Q(title__in=written) | (Q(code__in=written) if model is Delegation else Q())
            rows = model.objects.visible_to(self.context.by).live().filter(named).select_related("unit")
            found = [
                one for one in rows if self.context.may_write(one.unit) and one.may_edit(self.context.by)
            ]
            for one in found:
                for name in {fold(one.title), fold(getattr(one, "code", "") or one.title)}:
                    table[name].append(one)
            by_key = {one.pk: one for one in found}
            for record in self.stored(model, by_key):
                setattr(record, self.parent, by_key[getattr(record, f"{model._meta.model_name}_id")])
                self._remember(_ready(record))

    def stored(self, model: type, keys) -> Any:
        """The rows that these hold already."""
        return self.model._default_manager.filter(**{f"{model._meta.model_name}__in": list(keys)})

    def _remember(self, record) -> None:
        self._by_nature[self.nature(record)].append(record)

    def key(self, row) -> str:
        return ""

    def init_instance(self, row=None):
        return _ready(self.model())

    def get_instance(self, instance_loader, row):
        return next(iter(self._by_nature.get(self.nature_of_row(row), ())), None)

    def of(self, record) -> tuple:
        """The delegation or the conference as a part of what makes a row the same again."""
        found = getattr(record, self.parent)
        return found._meta.model_name, found.pk

    def of_row(self, row) -> tuple:
        found = row[VALUES]["activity"]
        return found._meta.model_name, found.pk

    def settle(self, record, row, *, is_new):
        for name in self.texts:
            if mark := mark_in_name(getattr(record, name)):
                sentence = _("found “%(mark)s”: state secrets may not be entered here.") % {"mark": mark}
                column = next(one for one in self.columns if one.attribute == name)
                raise RowRefusedError([self._refusal(column, row, refusals.IMPOSSIBLE, sentence)])

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        if self._pending:
            raise RowRefusedError(self._pending)
        relations = [field.name for field in self.model._meta.fields if field.is_relation]
        self._translating(lambda: (instance.clean_fields(exclude=relations), instance.clean()))


def _ready(record):
    """What every record of an import has, for rows that have it not."""
    record.many, record.as_written = {}, {}
    return record
