"""Budget lines, norms, programme and follow-up, saved by their services."""

import datetime as dt
from decimal import Decimal

from delegations.models import BudgetLine, FollowUp, Norm, ProgrammeItem
from delegations.services.follow_up import save_follow_up
from delegations.services.money import save_budget
from delegations.services.norms import save_norm


def line(record, *, by=None, **values) -> BudgetLine:
    """One line added to the budget of the record."""
    values = {"kind": "lodging", "quantity": Decimal(1), "price": Decimal(1_000_000), **values}
    made = BudgetLine(**values)
    save_budget(record, by=by, changed=[made])
    return made


def norm(
    amount=1_000_000, *, kind="lodging", per="person_day", valid_from="2026-01-01", by=None, **values
) -> Norm:
    row = Norm(
        kind=kind, per=per, amount=Decimal(amount), valid_from=dt.date.fromisoformat(valid_from),
        source=values.pop("source", "Thông tư thử"), **values,
    )  # fmt: skip
    return save_norm(row, by=by)


def point(record, kind="talks", *, day="2026-03-02", text="Hội đàm", **values) -> ProgrammeItem:
    made = ProgrammeItem(kind=kind, day=dt.date.fromisoformat(day), text=text, **values)
    made.activity = record
    made.save()
    return made


def follow_up(
    record, text="Gửi tài liệu cho bạn", *, kind="task", by=None, due_on=None, **values
) -> FollowUp:
    if isinstance(due_on, str):
        due_on = dt.date.fromisoformat(due_on)
    if kind == "recommendation":
        values.setdefault("addressee", "Đoàn Chủ tịch")
    row = FollowUp(kind=kind, text=text, due_on=due_on, **values)
    row.activity = record
    return save_follow_up(row, by=by)
