"""The figures of annex I, each a named question to a register.

`contributions` gives, for every record behind a figure, what it adds; so a total over several units counts a
joint activity once (the union of the records), and every figure leads to its records.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from . import queries
from .window import Window


@dataclass(frozen=True)
class Question:
    """`records(window)` is the query; `weight` names the column that is summed ("" counts records).

    `register` is the address name of the list in which the records can be seen. `counts_activity` is False for
    stocks (agreements in force), which exist without anything having happened.
    """

    code: str
    label_vi: str
    measure_vi: str
    records: Callable[[Window], QuerySet]
    weight: str = ""
    register: str = ""
    counts_activity: bool = True
    is_money: bool = False

    def contributions(self, window: Window) -> dict[str, int | None]:
        """Record key → what it adds; None where the record does not state its number (missing is not zero)."""
        rows = self.records(window)
        if not self.weight:
            return {str(pk): 1 for pk in rows.values_list("pk", flat=True)}
        return {
            str(pk): None if number is None else int(number)
            for pk, number in rows.values_list("pk", self.weight)
        }

    def value(self, window: Window) -> int:
        return total(self.contributions(window))


def total(contributions: dict[str, int | None]) -> int:
    return sum(number for number in contributions.values() if number is not None)


def unstated(contributions: dict[str, int | None]) -> int:
    """How many records do not state their number."""
    return sum(number is None for number in contributions.values())


DELEGATIONS, EVENTS = "delegations:delegation-list", "delegations:event-list"
AGREEMENTS, RESOURCES = "agreements:agreement-list", "agreements:resource-list"
ACTIVITIES = "reports:activity-list"

QUESTIONS: dict[str, Question] = {
    question.code: question
    for question in (
        Question("outgoing", "Đoàn ra", "đoàn", queries.outgoing, register=DELEGATIONS),
        Question("outgoing_people", "Lượt người đi công tác nước ngoài", "lượt người", queries.outgoing, "size", DELEGATIONS),
        Question("incoming", "Đoàn vào", "đoàn", queries.incoming, register=DELEGATIONS),
        Question("incoming_people", "Lượt khách quốc tế", "lượt người", queries.incoming, "size", DELEGATIONS),
        Question("online", "Hội đàm, làm việc trực tuyến", "cuộc", queries.online, register=DELEGATIONS),
        Question("events", "Hội nghị, hội thảo quốc tế", "cuộc", queries.events, register=EVENTS),
        Question("agreements_signed", "Thỏa thuận quốc tế ký mới", "văn bản", queries.agreements_signed, register=AGREEMENTS),
        Question(
            "agreements_in_force", "Thỏa thuận đang có hiệu lực cuối kỳ", "văn bản", queries.agreements_in_force,
            register=AGREEMENTS, counts_activity=False,
        ),
        Question("resources", "Khoản viện trợ, hỗ trợ tiếp nhận", "khoản", queries.resources_received, register=RESOURCES),
        Question(
            "resources_value", "Giá trị viện trợ, hỗ trợ tiếp nhận", "đồng", queries.resources_received,
            "amount_vnd", RESOURCES, is_money=True,
        ),
        Question("media", "Tin, bài, ấn phẩm thông tin đối ngoại", "sản phẩm", queries.external_information, register=ACTIVITIES),
        Question("training", "Lớp tập huấn, bồi dưỡng về đối ngoại", "lớp", queries.training, register=ACTIVITIES),
        Question("research", "Đề tài, chuyên đề nghiên cứu", "đề tài", queries.research, register=ACTIVITIES),
        Question("solidarity", "Hoạt động ủng hộ, đoàn kết, điện mừng, chia buồn", "hoạt động", queries.solidarity, register=ACTIVITIES),
    )
}  # fmt: skip


def as_number(value: Decimal | int | None) -> int | float | None:
    """A figure as JSON holds it: whole numbers stay whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
