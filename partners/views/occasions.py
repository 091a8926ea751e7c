"""The calendar of days to remember: what falls in the next weeks, and how far its letters are."""

from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from portal.access.scope import has
from portal.registers.columns import Cell
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment

from ..figures.occasions import Coming, coming, lead_times
from ..filters.occasions import ComingFilter
from ..models import Message, Occasion
from ..register.letter_states import COMPOSE, days_label, kind_for, letter_cell
from ..register.occasions import compose_url


@dataclass(frozen=True)
class Line:
    """One line of the calendar, prepared: nothing is asked of the database while it is drawn."""

    row: Coming
    when: str
    letter: Cell
    letter_url: str
    compose_url: str
    compose_label: str

    @property
    def month(self) -> tuple[int, int]:
        return (self.row.day.year, self.row.day.month)


@listed(gettext_lazy("Occasions ahead"))
@require_GET
def coming_occasions(request):
    """`GET`: the days of the next weeks (a rule says how many), by month."""
    today = timezone.localdate()
    times = lead_times(today)
    rows = Occasion.objects.visible_to(request.user).to_mark().select_related("partner")
    filters = ComingFilter(request.GET or None, queryset=rows, request=request)
    letters = Message.objects.visible_to(request.user)
    found = coming(filters.qs, on=today, days=times.ahead, sudden_open=times.sudden_open, letters=letters)
    lines = [line_of(row, times.last, may_write=has(request.user, "record.edit")) for row in found]
    months = [
        {"heading": _heading(key), "lines": list(group)}
        for key, group in groupby(lines, lambda one: one.month)
    ]
    context = {
        "filters": filters, "months": months, "ahead": times.ahead,
        "may_create": Occasion.may_create(request.user),
    }  # fmt: skip
    return page_or_fragment(request, "partners/occasions_coming.html", "partners/_occasions.html", context)


def line_of(row: Coming, urgent_within: int, *, may_write: bool, partner=None) -> Line:
    """`partner` is who would be written to for the day of a country; else it is asked first."""
    is_open = not row.state or not (row.occasion.partner_id or partner)  # a country's day has many letters
    return Line(
        row=row,
        when=days_label(row.days_left),
        letter=letter_cell(row, urgent_within),
        letter_url=row.letters[-1].get_absolute_url() if row.letters else "",
        compose_url=compose_url(row.occasion, row.day, partner) if may_write and is_open else "",
        compose_label=str(COMPOSE[kind_for(row.occasion)]),
    )


def _heading(key: tuple[int, int]) -> str:
    return _("Month %(month)s") % {"month": f"{key[1]:02d}/{key[0]}"}
