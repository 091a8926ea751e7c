"""What a change of the organisation will mean, said before it is made."""

import datetime as dt

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.records.models import Record
from portal.units.models import Unit

from .services import offices_on


def of_closing(units: list[Unit], *, last_day: dt.date) -> list[str]:
    """Sentences about units that end on `last_day`."""
    found = []
    for unit in units:
        found.append(
            _("%(unit)s ends on %(day)s; it owes no report for a later period.")
            % {"unit": unit, "day": last_day.strftime("%d/%m/%Y")}
        )
        count = records_of(unit)
        found.append(
            ngettext(
                "Its %(count)d record stays under its name of the time.",
                "Its %(count)d records stay under its name of the time.",
                count,
            )
            % {"count": count}
        )
    return found


def of_offices(units: list[Unit], *, last_day: dt.date, onto: str = "") -> list[str]:
    """One sentence for each person whose role ends with the unit."""
    sentence = _("%(who)s goes on at %(unit)s.") if onto else _("The role of %(who)s ends.")
    offices = offices_on(units, on=last_day + dt.timedelta(days=1)).order_by("user__display_name")
    return [sentence % {"who": office.user, "unit": onto} for office in offices]


def of_beginning(names: list[str], *, on: dt.date) -> list[str]:
    """Sentences about units that begin on `on`."""
    return [
        _("%(unit)s begins on %(day)s and joins the reporting cycles that are open then.")
        % {"unit": name, "day": on.strftime("%d/%m/%Y")}
        for name in names
    ]


def records_of(unit: Unit) -> int:
    """Records of all registers led by the unit, archived ones too; the administrator learns the number, no content."""
    models = [model for model in apps.get_models() if issubclass(model, Record)]
    return sum(model._default_manager.filter(unit=unit).count() for model in models)
