"""How a figure adds up across units and across periods, by the rule of its indicator."""

from collections.abc import Sequence

from reports.models import Additivity, Consolidation, Cycle

Number = int | float | None


def across_units(rule: str, whole: int | float, stated: Sequence[Number]) -> Number:
    """`whole` counts each record once; `stated` is what each unit says, None where it says nothing.

    None where the rule adds nothing up, or nobody stated a number.
    """
    known = [number for number in stated if number is not None]
    if rule == Additivity.SUM:
        return sum(known)
    if rule == Additivity.AVERAGE:
        return _average(known)
    return None if rule == Additivity.NONE else whole


def across_periods(
    rule: str, value: Number, *, year_so_far: Number, earlier: Sequence[Number] = ()
) -> Number:
    """The year so far: `year_so_far` as the registers say, where one knows the figure; else from the `earlier` issued
    periods of the year and this one. None where the rule adds nothing up.
    """
    if rule == Additivity.NONE:
        return None
    if rule == Additivity.LAST:
        return value
    if rule == Additivity.AVERAGE:
        return _average([number for number in (*earlier, value) if number is not None])
    if year_so_far is not None:
        return year_so_far
    known = [number for number in (*earlier, value) if number is not None]
    return sum(known) if known else None


def issued_before(cycle: Cycle) -> list[dict[str, Number]]:
    """Figure → value of each earlier period of the same kind, type and year that was issued, in their order."""
    if not cycle.kind:
        return []
    rows = Consolidation.objects.filter(
        cycle__type_version__type=cycle.type_version.type_id,  # type: ignore[union-attr]
        cycle__kind=cycle.kind, cycle__year=cycle.year, cycle__index__lt=cycle.index, issued_at__isnull=False,
    )  # fmt: skip
    latest = rows.order_by("cycle__index", "cycle_id", "-issued_at").distinct("cycle__index", "cycle_id")
    return [
        {row["code"]: row["value"] for row in figures or []}
        for figures in latest.values_list("content__figures", flat=True)
    ]


def _average(known: Sequence[int | float]) -> Number:
    return round(sum(known) / len(known), 2) if known else None
