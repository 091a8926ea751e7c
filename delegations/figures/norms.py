"""What the norms in force allow for a line of a budget (domain.md 2.6)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.money.currencies import DONG
from portal.money.rates import to_dong
from portal.ui.formats import capital, money_vi, number_vi

from ..models import BudgetLine, Delegation, Event, Norm, NormPer

#: What a norm is granted for, as it stands behind an amount: "3.000.000 đồng/người/ngày".
PER = {
    NormPer.PERSON_DAY: gettext_lazy("person a day"),
    NormPer.PERSON: gettext_lazy("each person"),
    NormPer.DELEGATION: gettext_lazy("delegation as a whole"),
    NormPer.HOUR: gettext_lazy("hour of work"),
    NormPer.PAGE: gettext_lazy("page of text"),
}


@dataclass(frozen=True)
class Excess:
    """A line that costs more than its norm allows: `ceiling` = amount of the norm × quantity, in whole đồng."""

    line: BudgetLine
    norm: Norm
    ceiling: int
    cost: int

    @property
    def sentence(self) -> str:
        """What it costs, what the norm allows for how many, and where that is written."""
        facts = {
            "what": capital(str(self.line)),
            "cost": money_vi(self.cost),
            "norm": money_vi(self.norm.amount, self.norm.currency),
            "per": PER[self.norm.per],
            "count": number_vi(counted(self.line, self.norm)),
            "ceiling": money_vi(self.ceiling),
            "source": self.norm.source or _("no source stated"),
        }
        return (
            _("%(what)s: %(cost)s is above the norm of %(norm)s per %(per)s × %(count)s = %(ceiling)s (%(source)s).")
            % facts
        )  # fmt: skip


def norms_in_force(on: dt.date) -> list[Norm]:
    """The norms of a day, in one query; asked once for all lines of a budget."""
    rows = Norm.objects.live().filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    return list(rows.order_by("pk"))


def day_of(record: Delegation | Event, today: dt.date) -> dt.date:
    """The day whose norms and rates count for the record: its first, else today."""
    first = record.starts_on or record.ends_on
    return first.earliest if first else today


def norm_for(line: BudgetLine, norms: Iterable[Norm], record: Delegation | Event) -> Norm | None:
    """The closest norm: the one of the class, of head or member and of the country goes before a general one."""
    wanted = line.guest_class or getattr(record, "guest_class", "")
    fitting = [
        norm
        for norm in norms
        if norm.kind == line.kind
        and norm.guest_class in ("", wanted)
        and norm.for_head in (None, line.for_head)
        and (not norm.country_group or record.country in codes_of(norm))
    ]
    return max(fitting, key=_closeness, default=None)


def codes_of(norm: Norm) -> list[str]:
    """The country codes of a norm; none: all countries."""
    return [code.strip() for code in norm.country_group.split(",") if code.strip()]


def _closeness(norm: Norm) -> tuple:
    return (bool(norm.guest_class), norm.for_head is not None, bool(norm.country_group), norm.valid_from)


def counted(line: BudgetLine, norm: Norm) -> Decimal:
    """How often the norm is granted: once for a delegation, else as often as the line says."""
    return Decimal(1) if norm.per == NormPer.DELEGATION else line.quantity


def ceiling_of(line: BudgetLine, norm: Norm, on: dt.date) -> int | None:
    """The most the norm allows for the line, in whole đồng; None where no rate of its currency is known."""
    rate: Decimal | None = Decimal(1)
    if norm.currency != DONG:
        rate = line.rate if norm.currency == line.currency else to_dong(1, norm.currency, on).rate
    if rate is None:
        return None
    allowed = norm.amount * counted(line, norm) * rate
    return int(allowed.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def excess_of(
    line: BudgetLine, norms: Sequence[Norm], record: Delegation | Event, on: dt.date
) -> Excess | None:
    """By how much the line, estimated or spent, is above its norm; None where it is not or has none."""
    norm = norm_for(line, norms, record)
    ceiling = ceiling_of(line, norm, on) if norm else None
    cost = max(line.estimate_vnd, line.actual_vnd or 0)
    return Excess(line, norm, ceiling, cost) if norm and ceiling is not None and cost > ceiling else None


def excesses(lines: Iterable[BudgetLine], record: Delegation | Event, *, today: dt.date) -> list[Excess]:
    """Every line above its norm; one query for all of them."""
    on = day_of(record, today)
    norms = norms_in_force(on)
    return [found for line in lines if (found := excess_of(line, norms, record, on))]
